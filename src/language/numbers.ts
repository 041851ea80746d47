import { Exact } from '../figures/index.js';

/** A number as it is written, or why it cannot be taken for one. */
export type WrittenNumber =
  | { readonly value: Exact; readonly percent: boolean; readonly pounds: boolean; readonly decimals: number }
  | { readonly why: string };

/** What tables of the Department for Education and others write where a number is withheld, or where there is none. */
const WITHHELD = /^(supp|lowcov|np|ne|na|n\/a|nil|none|tbc|[cxzuk:.*?~]|\.\.\.?|[-‐–—]{1,3})$/i;
/** Blanks that no keyboard shows: of a web page or a spreadsheet. */
const ODD_BLANK = /[\u00a0\u2007\u2009\u202f]/;
/** Two numbers in the place of one: `5-10`, `£5 to £10`. */
const RANGE = /^(?:(?:between|from)\s+)?(?!\d{4}-\d\d$)(£?\d[\d_,.]*%?)\s*(?:-|–|—|\.\.|to|and)\s*(£?\d[\d_,.]*%?)$/i;
/** A number of which it is said that it is not exact: `~10`, `c. 10`, `<10`, `10+`, `10ish`. */
const ABOUT =
  /^(?:(?:[~≈<>≤≥]=?|c\.?|ca\.?|circa|approx\.?|approximately|about|around|up to|at (?:least|most)|over|under|fewer than|less than|more than)\s*(?<said>£?\d[\d_,.]*%?)|(?<marked>£?\d[\d_,]*(?:\.\d+)?%?)\s*(?:[+?*~]|-?ish|or so|or more|or fewer))$/i;
const TRAPS: readonly [RegExp, string][] = [
  [RANGE, 'it is two numbers, and one stands here'],
  [ABOUT, 'it says that the number is not exact, and a number stands here'],
  [/^(yes|no|true|false)$/i, 'it is an answer, and a number stands here'],
  [WITHHELD, 'it stands for a number that is not known'],
  [ODD_BLANK, 'a no-break space stands in it'],
  [/^[-+]?£?[\d_]+ \d{3}\b/, 'a blank stands between the thousands'],
  [/^[-+]?£?\d+,\d{1,2}%?$/, 'the decimals stand behind a comma'],
  [
    /^[-+]?[€$]|^[-+]?£?[\d.,_]+ ?(€|\$|eur|usd|gbp|pounds?)$/i,
    'amounts are in pounds, and need no sign or word for it',
  ],
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

/** What most numbers of a model look like, of which no program reads another number. */
const PLAIN = /^(?:0|[1-9]\d*|[1-9]\d{0,2}(?:_\d{3})+)(?:\.\d+)?%?$/;

/**
 * Reads a number from its source text, so that none passes through a binary float: `12500`, `12_500`, `£12,500.00`,
 * `-1.5%`. Whatever two programs could read differently (`010`, `1e3`, `.5`, `12,50`) is refused with the reason.
 */
export function writtenNumber(text: string): WrittenNumber {
  const plain = text.trim();
  const trap = PLAIN.test(plain) ? undefined : TRAPS.find(([pattern]) => pattern.test(plain));
  if (trap !== undefined) return { why: trap[1] };
  const match = /^(-)?(£)?([\d,_]+)(\.\d+)?\s?(%)?$/.exec(plain);
  if (match === null) return { why: 'it is not a number' };
  const [, minus = '', pounds, whole = '', decimals = '', percent] = match;
  if (/[,_]/.test(whole) && !/^\d{1,3}([,_]\d{3})+$/.test(whole))
    return { why: 'the thousands are not in groups of three digits' };
  if (whole.length + decimals.length > 24) return { why: 'it has more than 24 digits' };
  if (percent !== undefined && pounds !== undefined) return { why: 'it is in pounds and per cent at once' };
  const value = Exact.of(`${minus}${whole.replace(/[,_]/g, '')}${decimals}`);
  return {
    value,
    percent: percent !== undefined,
    pounds: pounds !== undefined,
    decimals: Math.max(0, decimals.length - 1),
  };
}

/** How what is no number would be written, where it is clear which is meant; undefined where it is not. */
export function numberInstead(text: string): string | undefined {
  const plain = text.trim();
  if (WITHHELD.test(plain)) return undefined;
  const better = plain
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^\+/, '')
    .replace(/\s?(€|\$|eur|usd|gbp|pounds?)$|(?<=^-?)[€$]/i, '')
    .replace(/(?<=\d)[ ,](?=\d{3}(?!\d))/g, '_')
    .replace(/^(-?£?\d+),(\d{1,2})(%?)$/, '$1.$2$3')
    .replace(/^(-?£?)\./, '$10.')
    .replace(/\.(%?)$/, '$1')
    .replace(/(\d)k$/i, '$1_000');
  return better !== plain && !('why' in writtenNumber(better)) ? better : undefined;
}

/** The two numbers of which a text is a range: `5-10`. */
export function rangeIn(text: string): { readonly low: string; readonly high: string } | undefined {
  const [, low, high] = RANGE.exec(text.trim()) ?? [];
  return low === undefined || high === undefined || !isNumber(low) || !isNumber(high) ? undefined : { low, high };
}

/** The number of which a text says that it is not exact: `~10`. */
export function aboutIn(text: string): string | undefined {
  const { said, marked } = ABOUT.exec(text.trim())?.groups ?? {};
  const number = said ?? marked;
  return number !== undefined && isNumber(number) ? number : undefined;
}

const isNumber = (text: string): boolean => !('why' in writtenNumber(text));

/** Whether a text says that a value is not known: `unknown`, `unknown: not published`. */
export function isUnknown(text: string): boolean {
  return /^unknown(?::|$)/i.test(text);
}

/** Whether a text stands for a number that is withheld or not known: `SUPP`, `x`, `n/a`. */
export function isWithheld(text: string): boolean {
  return WITHHELD.test(text.trim());
}
