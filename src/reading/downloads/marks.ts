import { isDay, monthInYearName } from '../../language/index.js';

/**
 * What tables of the Department for Education write where there is no number, and what each says. Statistics: GSS symbols
 * (c, x, z, u, low, :, ~); performance tables: SUPP, NE, NP, LOWCOV; financial returns: DNS.
 */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['supp', 'suppressed, so that no pupil can be told'],
  ['c', 'confidential, so that no pupil can be told'],
  ['x', 'not available'],
  ['u', 'not reliable enough to be published'],
  [':', 'not available'],
  ['ne', 'no entries'],
  ['np', 'not published'],
  ['lowcov', 'of too few pupils to be published'],
  ['low', 'too small to be shown, and not zero'],
  ['~', 'too small to be shown, and not zero'],
  ['dns', 'the return was not supplied'],
  ['z', 'does not apply'],
]);

/** Why a cell of a download has no number; undefined where it has one, or something that is no mark. */
export function markIn(text: string): string | undefined {
  return text === '' ? 'the cell is blank' : MARKS.get(text.toLowerCase());
}

/** What a number that is not known is written as in a model, with its mark. */
export function unknownOf(text: string, why: string): string {
  return text === '' ? `unknown: ${why}` : `unknown: ${text} (${why})`;
}

const DAY_FIRST = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;

/** A date of a download, day first or as ISO has it, never month first; undefined where it is none. */
export function dateOf(
  text: string,
): { readonly year: number; readonly month: number; readonly day: number } | undefined {
  const iso = ISO.exec(text);
  const parts = iso?.slice(1, 4) ?? DAY_FIRST.exec(text)?.slice(1, 4).reverse();
  if (parts === undefined) return undefined;
  const [year, month, day] = parts.map(Number) as [number, number, number];
  return isDay(year, month, day) ? { year, month, day } : undefined;
}

/** The month of a date in words: `January 2026`. */
export const monthOfDate = ({ year, month }: { readonly year: number; readonly month: number }): string =>
  `${monthInYearName(month - 1)} ${year}`;
