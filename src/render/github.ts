import { inOrder } from '../language/in-order.js';
import type { Problem } from '../language/problem.js';
import type { Span } from '../language/tree.js';
import { type Checked, problemsAsked, verdictLines, verdictsOn } from '../report/index.js';
import { wordsOf } from './problem-words.js';
import { visible } from './text.js';

type Kind = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly kind: Kind;
  readonly span: Span | undefined;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows so many annotations of each kind in a step, and drops the rest without a word. */
const MOST = 10;

/**
 * The worst first: what the program got wrong itself, what a model promises and breaks, what cannot be read, and what
 * only --strict refuses.
 */
const RANKS: readonly string[] = ['identity-broken', 'check-failed', 'example-differs'];
const LAST = 'linted';
const rank = ({ code }: Problem): number =>
  code === LAST ? RANKS.length + 1 : RANKS.includes(code) ? RANKS.indexOf(code) : RANKS.length;

/**
 * Annotations as commands of a GitHub workflow: each at its file and line, at most ten of a kind; where there are more,
 * the tenth counts them. Both verdicts stand first, in the log of the step. Where only the balance is asked for, a
 * promise that is missed is a warning.
 */
export function github(checked: readonly Checked[], only: 'balance' | undefined): string {
  const problems = inOrder(problemsAsked(checked, only));
  const allowed = only === undefined ? [] : inOrder(checked.flatMap((each) => verdictsOn(each).missed));
  const errors = [...problems].sort((a, b) => rank(a) - rank(b)).map(errorOf);
  const refused = new Set(
    problems.flatMap(({ code, span, data }) =>
      code === LAST ? [`${(data as { lint: string }).lint}|${placeOf(span)}`] : [],
    ),
  );
  const open = checked.flatMap(({ findings }) =>
    findings.filter(({ because, lint, span }) => because === undefined && !refused.has(`${lint}|${placeOf(span)}`)),
  );
  const told = open.map(
    ({ severity, lint, span, says }): Annotation => ({
      kind: severity === 'warning' ? 'warning' : 'notice',
      span,
      title: lint,
      message: visible(says),
    }),
  );
  const kinds = (['error', 'warning', 'notice'] as const).map((kind) =>
    [...errors, ...allowed.map((each) => ({ ...errorOf(each), kind: 'warning' as const })), ...told].filter(
      (each) => each.kind === kind,
    ),
  );
  const lines = kinds.flatMap(cut).map(lineOf);
  return `${[...verdictLines(checked), ...lines].join('\n')}\n`;
}

const placeOf = (span: Span | undefined): string =>
  span === undefined ? '' : `${span.file.name}:${span.line}:${span.column}`;

function errorOf(problem: Problem): Annotation {
  const { message, remedy } = wordsOf(problem);
  return {
    kind: 'error',
    span: problem.span,
    title: problem.code,
    message: remedy === '' ? message : `${message}\n${remedy}`,
  };
}

function cut(all: readonly Annotation[]): readonly Annotation[] {
  const [first] = all;
  if (first === undefined || all.length <= MOST) return all;
  const rest = all.length - MOST + 1;
  const more: Annotation = {
    kind: first.kind,
    span: undefined,
    title: 'and more',
    message: `and ${rest} more of these, in the log of this step`,
  };
  return [...all.slice(0, MOST - 1), more];
}

function lineOf({ kind, span, title, message }: Annotation): string {
  const place =
    span === undefined
      ? []
      : [`file=${property(span.file.name)}`, ...(span.line < 1 ? [] : [`line=${span.line}`, `col=${span.column}`])];
  return `::${kind} ${[...place, `title=${property(title)}`].join(',')}::${data(message)}`;
}

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
