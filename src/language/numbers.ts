import { Exact } from '../figures/index.js';

/** A number as it is written, or why it cannot be taken for one. */
export type Written =
  | { readonly value: Exact; readonly percent: boolean; readonly pounds: boolean; readonly decimals: number }
  | { readonly why: string };

const TRAPS: readonly [RegExp, string][] = [
  [/^[-+]?0[xob]/i, 'a number in another base can be read in two ways'],
  [/^-?£?0\d/, 'a leading zero can be read in two ways'],
  [/^[-+]?[\d.]+e[-+]?\d+$/i, 'powers of ten are easily misread by a factor of ten'],
  [/^-?£?\./, 'put a zero before the decimal point'],
  [/\.%?$/, 'digits are missing after the decimal point'],
  [/^[-+]?\.?(inf|nan)/i, 'it is not a number'],
  [/^\+/, 'leave out the plus sign'],
  [/^\(.*\)$/, 'write a negative amount with a minus sign'],
  [/k$|m$/i, 'write the thousands out'],
];

/**
 * Reads a number from its source text, so that none passes through a binary float: `12500`, `12_500`, `£12,500.00`, `-1.5%`.
 * Whatever two programs could read differently (`010`, `1e3`, `.5`, `12,50`) is refused with the reason.
 */
export function writtenNumber(text: string): Written {
  const plain = text.trim();
  for (const [pattern, why] of TRAPS) if (pattern.test(plain)) return { why };
  const match = /^(-)?(£)?([\d,_]+)(\.\d+)?\s?(%)?$/.exec(plain);
  if (match === null) return { why: 'it is not a number' };
  const [, minus = '', pounds, whole = '', decimals = '', percent] = match;
  if (/[,_]/.test(whole) && !/^\d{1,3}([,_]\d{3})+$/.test(whole)) return { why: 'the thousands are not in groups of three digits' };
  if (whole.length + decimals.length > 24) return { why: 'it has more than 24 digits' };
  if (percent !== undefined && pounds !== undefined) return { why: 'it is in pounds and per cent at once' };
  const value = Exact.of(`${minus}${whole.replace(/[,_]/g, '')}${decimals}`);
  return { value, percent: percent !== undefined, pounds: pounds !== undefined, decimals: Math.max(0, decimals.length - 1) };
}
