import { inOrder } from '../language/in-order.js';
import type { Problem } from '../language/problem.js';
import type { Span } from '../language/tree.js';
import { wordsFor } from '../language/words.js';
import type { Page } from './formats.js';
import { type Frame, frameOf } from './frame.js';
import { type Paints, paints } from './paint.js';
import { cellWidth, visible, wrap } from './text.js';

/** More than this at once are counted and not told: most of them are usually the same mistake. */
const MOST = 20;
const NO_FRAME = '      ';

/**
 * Problems for a terminal, by place and each once: `file:line:column`, what is wrong, the user's own line with carets
 * under the place, the other places it has to do with, and how to put it right. A last line counts them. No problems
 * are no text.
 */
export function renderProblems(problems: readonly Problem[], page: Page): string {
  if (problems.length === 0) return '';
  const sorted = inOrder(problems);
  const paint = paints(page.colour);
  const told = sorted.slice(0, MOST).map((each) => problemLines(each, page.width, paint).join('\n'));
  const rest = sorted.length - told.length;
  const more = rest > 0 ? [`and ${counted(rest, 'more problem')} after these ${MOST}`] : [];
  return `${[...told, ...more, paint.strong(counted(sorted.length, 'problem'))].join('\n\n')}\n`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function problemLines(each: Problem, width: number, paint: Paints): string[] {
  const { message, remedy } = wordsFor(each);
  const frame = each.span === undefined ? undefined : frameOf(each.span, width, paint);
  const also = each.also.flatMap(({ span, role }) => alsoLines(span, role, width, paint));
  return [
    ...headLines(each, message, width, paint),
    ...(frame?.lines ?? []),
    ...also,
    ...remedyLines(remedy, frame, width, paint),
  ];
}

/** The place first, where editors look for it; the code at the right edge where there is room. */
function headLines({ span, code }: Problem, message: string, width: number, paint: Paints): string[] {
  const place = span === undefined ? '' : `${placed(span)}: `;
  const [first = '', ...rest] = wrap(place + visible(message), width, 'keep');
  const lines = [
    first,
    ...(rest.length === 0 ? [] : wrap(rest.join(' '), width - 4, 'keep').map((line) => `    ${line}`)),
  ];
  const last = lines.pop() ?? '';
  const mark = `[${code}]`;
  const gap = width - cellWidth(last) - mark.length;
  const painted = [...lines, last].map((line, i) => {
    return i === 0 && line.startsWith(place)
      ? paint.strong(place) + paint.wrong(line.slice(place.length))
      : paint.wrong(line);
  });
  const end = painted.pop() ?? '';
  return gap >= 2
    ? [...painted, end + ' '.repeat(gap) + paint.quiet(mark)]
    : [...painted, end, `    ${paint.quiet(mark)}`];
}

function placed({ file, line, column }: Span): string {
  const name = visible(file.name);
  return line < 1 ? name : `${name}:${line}:${column}`;
}

function alsoLines(span: Span, role: string, width: number, paint: Paints): string[] {
  return [`   ${visible(role)}: ${placed(span)}`, ...(frameOf(span, width, paint)?.lines ?? [])];
}

function remedyLines(remedy: string, frame: Frame | undefined, width: number, paint: Paints): string[] {
  const margin = frame?.margin ?? NO_FRAME;
  return wrap(visible(remedy), Math.max(20, width - margin.length - 2), 'keep').map((line, i) =>
    paint.help(`${margin}${i === 0 ? '=' : ' '} ${line}`),
  );
}
