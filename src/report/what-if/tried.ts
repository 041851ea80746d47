import { grouped } from '../../figures/index.js';
import { type Problem, type Span, wordsFor } from '../../language/index.js';
import type { Assumption } from '../../model/index.js';
import { SET } from '../../reading/index.js';
import type { Sentence } from '../page/sentence.js';
import { tried } from '../sentences/assumptions.js';

/**
 * A value of a file as a reader has it, its thousands with commas: `175_000` as `175,000`, `2019: -1.5%` as it is.
 * Several stand between semicolons.
 */
export function readable(text: string): string {
  return text.split('; ').map(oneReadable).join('; ');
}

function oneReadable(text: string): string {
  const [, date = '', sign = '', whole, rest = ''] =
    /^((?:[A-Z][a-z]+ )?\d{4}: )?"?(-?£?)([\d_,]+)(\.\d+)?%?"?$/.exec(text) ?? [];
  return whole === undefined
    ? text
    : `${date}${sign}${grouped(whole.replace(/[_,]/g, ''))}${rest}${text.includes('%') ? '%' : ''}`;
}

/** Why a value makes no model: what is wrong in the problem's own words, and the place to look at. */
export function noModel(
  label: string,
  text: string,
  problem: Problem,
  terms: Assumption | undefined,
): readonly Sentence[] {
  return tried.say.noModel({
    what: `${label} at ${readable(text)}`,
    why: placed(problem, placeOf(text, problem, terms)),
  });
}

/** Why an option makes no model with a scenario beside it. */
export function noPair(option: string, scenario: string, problem: Problem): readonly Sentence[] {
  return tried.say.noModel({ what: `${option} with ${scenario}`, why: placed(problem, problem.span) });
}

/** What is wrong, in the problem's own words, and where; without a place where it stands on the command line alone. */
export function placed(problem: Problem, span = problem.span?.file.name === SET ? undefined : problem.span): string {
  const place =
    span === undefined ? '' : `${span.line < 1 ? span.file.name : `${span.file.name}:${span.line}:${span.column}`}: `;
  return `${place}${wordsFor(problem).message}.`;
}

/** What was only set to try it stands in the file as an end of a range or as a state. */
function placeOf(text: string, { span }: Problem, terms: Assumption | undefined): Span | undefined {
  if (span?.file.name !== SET || terms === undefined) return span?.file.name === SET ? undefined : span;
  const { range, states, value } = terms;
  const written = [range?.low, range?.high, ...[...states.values()].map((state) => state.value)];
  return (written.find((scalar) => scalar?.text === text) ?? value.steps[0]?.value)?.span;
}
