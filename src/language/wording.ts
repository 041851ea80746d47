import { inRow, parting } from './in-row.js';
import { monthMeant } from './month-meant.js';
import { nearest } from './nearest.js';
import { aboutIn, isWithheld, numberInstead, rangeIn } from './numbers.js';
import type { ProblemData, Under } from './problem.js';
import { BY_DATE } from './tree.js';
import { withPounds } from './worked-out.js';

/* Parts of sentences that problems have in common. */

/** A number that a published table does not give. */
const WITHHELD =
  'write "unknown: " and why, in quotes, as in "unknown: not published for so few pupils"; or 0 where there is none';
/** A number of a model that somebody has still to find out. Totals and promises that rest on an unknown are unknown. */
const TO_COME =
  'write an estimate, and "basis: estimate" beside it; or "unknown: " and why, in quotes: all that rests on it is then unknown; or 0 where there is none';

/** What to write in the place of a text that cannot be; `inCell`: in a table, where nothing can stand beside it. */
export function insteadOf(text: string, expected: string, inCell: boolean): string {
  const month = expected.startsWith('a month') ? monthMeant(text) : undefined;
  // One that is written as it should be is wrong for another reason.
  if (month !== undefined && month !== text) return `write ${month}`;
  if (!/^(an amount|a number|a price|a share|a percentage)\b/.test(expected)) return `write ${expected}`;
  const isShare = /^(a share|a percentage)\b/.test(expected);
  if (isWithheld(text)) return inCell ? WITHHELD : TO_COME;
  const inexact = inexactInstead(text, isShare, inCell) ?? poundsInstead(text, isShare);
  if (inexact !== undefined) return inexact;
  // What a relative change makes of what stands there: a share cannot be added to an amount.
  const [, percent] = /^[^=].* \+ (-?\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (percent !== undefined && !isShare)
    return `to change it by a percentage, write { times: ${Math.round((100 + Number(percent)) * 1e6) / 1e6}% }`;
  const better = numberInstead(text);
  const isBelow = better?.startsWith('-') === true && !/-\d/.test(expected);
  return better === undefined || isBelow ? `write ${expected}` : `write ${better}`;
}

/** What to write where a number of pupils stands in the place of pounds; undefined where none does. */
function poundsInstead(text: string, isShare: boolean): string | undefined {
  const made = isShare ? undefined : withPounds(text);
  // Between { } a comma would end it.
  return made && `say how many pounds each of them is, as in ${made.includes(',') ? `"${made}"` : made}`;
}

/** What to write where two numbers stand in the place of one, or one that is not exact; undefined for other texts. */
function inexactInstead(text: string, isShare: boolean, inCell: boolean): string | undefined {
  const range = rangeIn(text);
  const [low, high] = range === undefined ? [aboutIn(text)] : [range.low, range.high];
  if (low === undefined || (/%/.test(text) && !isShare)) return undefined;
  const [one, other] = [low, high].map((number) => number?.replace('£', ''));
  if (other === undefined) return inCell ? `write "estimate: ${one}"` : `write ${one}, and "basis: estimate" beside it`;
  return inCell
    ? `write the one that you plan on, as "estimate: ${one}"`
    : `write the one that you plan on, ${one} or ${other}; for both, name an assumption and give it the range: { low: ${one}, high: ${other} }`;
}

/** A text as somebody wrote it, cut where it is long. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}

/** `1 field`, `2 fields`. */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** `"a", "b" or "c"`. */
export function joined(names: readonly string[], word: string): string {
  return series(
    names.map((name) => `"${name}"`),
    word,
  );
}

/** The same of what stands without quotes: `a, b and c`. */
export function series(names: readonly string[], word = 'and'): string {
  return names.length === 1
    ? (names[0] as string)
    : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]}`;
}

/** A hint, and what to do where it is of no use. */
export function ifNot(hint: string, otherwise: string): string {
  return hint.endsWith('?') ? `${hint} If not, ${otherwise}` : `${hint}; or ${otherwise}`;
}

/** A value that was looked for and that there is none of. */
export function notReached({
  target,
  path,
  from,
  to,
  nearest: at,
  figure,
  because,
  beyond,
}: ProblemData['not-reached']): {
  readonly message: string;
  readonly remedy: string;
} {
  const none = `no value of ${path} from ${from} to ${to} gives ${target}`;
  const remedy = 'turn something else';
  if (because === 'no-model')
    return {
      message: `no value of ${path} from ${from} to ${to} makes a model: at ${at}, ${figure}`,
      remedy: 'look elsewhere, with --from and --to',
    };
  if (because === 'still') return { message: `${none}: it does not move the figure, which is ${figure}`, remedy };
  if (because === 'jumps')
    return {
      message: `${none}: it jumps over it, from ${figure} at ${at} to ${beyond}`,
      remedy: `ask for at least or at most as much, with >= or <=, or ${remedy}`,
    };
  const why = because === 'level' ? `${path} does not move the figure at ${at}` : `no model has ${path} beyond that`;
  return {
    message: `${none}: the nearest is ${figure}, at ${at}`,
    remedy: because === undefined ? `look further with --from and --to, or ${remedy}` : `${remedy}: ${why}`,
  };
}

/** Further kinds of school of which something is so. */
export function furtherKinds(kinds: readonly string[]): string {
  return kinds.length === 0
    ? ''
    : `, nor ${counted(kinds.length, 'more kind')} of school: ${kinds.slice(0, 3).join('; ')}${kinds.length > 3 ? '; …' : ''}`;
}

/** As many names as there are: those of the columns of a file. */
export const ALL = Number.POSITIVE_INFINITY;

/** Twelve names at most unless said, the rest counted. */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most);
  return `${inRow(shown)}${names.length > most ? `${parting(', ', shown)}and ${names.length - most} more` : ''}`;
}

/** The nearest name if there is one, else the names there are (twelve at most, the rest counted). */
export function didYouMean(name: string, known: readonly string[], otherwise: string, most?: number): string {
  const close = nearest(name, known);
  if (close !== undefined) return `did you mean "${close}"?`;
  if (known.length === 0) return 'there is none yet';
  return `${otherwise} ${listed(known, most)}`;
}

/**
 * How to go on where a place is missing: a date of what has none, a change of what is no number, a name, or a key that
 * is new. `isChanged`: whether a scenario or `--set` changes it, and no command only looks for it.
 */
export function lacking(name: string, known: readonly string[], isChanged: boolean): string {
  const add = isChanged ? 'put a new key under "add:"' : 'a scenario can add it, under "add:"';
  if (/^\d{4}(-\d{2})?$/.test(name) && known.length === 0)
    return 'one value stands there for all dates: write the whole of it by date, as in { 2026: 20%, 2028: 10% }, or change it from a date on, { times: { 2028: 50% } }';
  if (['times', 'plus', 'at_most', 'at_least'].includes(name) && nearest(name, known) === undefined)
    return `a relative change stands where a number stands, or numbers of one kind${known.length === 0 ? ', and none stands there' : `: name one of ${listed(known)}`}`;
  if (known.length === 0) return `nothing can be named below it; ${add}`;
  return ifNot(didYouMean(name, known, 'what stands at that place:'), add);
}

/** How to write what has the wrong shape. */
export function shapedAs(found: string, keys: readonly string[] | undefined, meaning?: string): string {
  if (found === BY_DATE) return 'leave the dates out: one value holds here for all of the calendar';
  if (keys !== undefined) return `write it as keys and values; it may hold ${keys.join(', ')}`;
  return meaning === undefined ? 'see docs/language for this part of a model' : `what stands here: ${meaning}`;
}

/**
 * A name that is two of them, or one and a number, with a minus between: a name may hold one, so what takes away has
 * blanks round it.
 */
export function withBlanks(name: string, known: readonly string[]): string | undefined {
  const parts = name.split('-');
  const isMinus = parts.length > 1 && parts.every((part) => known.includes(part) || /^\d[\d_]*$/.test(part));
  return isMinus ? `put blanks round the minus: =${parts.join(' - ')}` : undefined;
}

/** `in the scenario low`, `with "more" at 80%, the high end of its range, in the scenarios low and late`. */
export function underWords({ scenarios, tried }: Under): string {
  const named =
    scenarios.length === 0
      ? []
      : [`in the ${scenarios.length === 1 ? 'scenario' : 'scenarios'} ${scenarios.join(' and ')}`];
  return [...(tried === undefined ? [] : [`with ${tried}`]), ...named].join(', ');
}
