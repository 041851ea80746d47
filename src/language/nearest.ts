import { monthNamed } from './month-meant.js';

/**
 * The known name that the user most likely meant, or undefined where none is close: the same words in another order or
 * with a word more or less (`price_member` for `member_price`, `pupil` for `per_pupil`, a name for a path that holds
 * it or nearly so), or a third of the letters changed at most (`premisses`). A key that only begins as another does is another thing
 * (`maintained` is no slip for `maintained_nursery`); the first words of one name alone stand for it. Of numbers, such as those of schools, only one that no other is as
 * near as.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const month = known.includes('September') ? monthNamed(name, known) : undefined;
  if (month !== undefined) return month;
  const words = wordsOf(name);
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  let isOnly = true;
  for (const candidate of known) {
    if (candidate === name) return candidate;
    const score = Math.min(
      distance(name.toLowerCase(), candidate.toLowerCase()),
      wordDistance(words, wordsOf(candidate), /[.]/.test(name + candidate)),
      stepDistance(name, candidate),
    );
    if (
      score > least ||
      score >= name.length ||
      score > Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3))
    )
      continue;
    isOnly = score < least;
    if (isOnly) best = candidate;
    least = score;
  }
  // One number is as near to another as to the next.
  const found = isOnly || !/^\d+$/.test(name) ? best : undefined;
  return found ?? begun(name, known);
}

/**
 * The only name of several words that begins with the words said: `Astrolabe` for `Astrolabe Learning Trust`. A key is
 * one word, whatever it begins with.
 */
function begun(name: string, known: readonly string[]): string | undefined {
  const said = name.trim().toLowerCase();
  if (said.length < LEAST_BEGUN || !/\p{L}$/u.test(said)) return undefined;
  const all = known.filter((each) => /^[ '’]/.test(each.slice(said.length)) && each.toLowerCase().startsWith(said));
  return all.length === 1 ? all[0] : undefined;
}
const LEAST_BEGUN = 3;

/** Whether two words differ in their capitals alone, or in one letter of four or more: one of them is likely a slip. */
export function isSlip(said: string, meant: string): boolean {
  const [a, b] = [said.toLowerCase(), meant.toLowerCase()];
  return said !== meant && (a === b || (Math.min(a.length, b.length) > 3 && !/\d/.test(a + b) && distance(a, b) <= 1));
}

function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .sort()
    .join(' ');
}

/** A word more than this makes another thing of a name. */
const SHORT_WORD = 4;

function wordDistance(a: string, b: string, isPath: boolean): number {
  if (a === b) return 0.5;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isNear = isPath || long.length - short.length <= SHORT_WORD + 1;
  return isNear && short.length > 3 && ` ${long} `.includes(` ${short} `) ? 1 : Number.POSITIVE_INFINITY;
}

/** How near a name is to that step of a path which is nearest to it, where one is nearly the same. */
function stepDistance(name: string, path: string): number {
  const steps = name.includes('.') ? [] : path.split('.');
  if (steps.length < 2 || name.length <= SHORT_WORD) return Number.POSITIVE_INFINITY;
  const least = Math.min(...steps.map((step) => distance(name.toLowerCase(), step.toLowerCase())));
  return least <= Math.floor(name.length / 4) ? least + 1 : Number.POSITIVE_INFINITY;
}

/**
 * Letters to insert, drop, change or swap with a neighbour (optimal string alignment). Long names are compared by their
 * first 60 letters.
 */
function distance(left: string, right: string): number {
  const a = left.slice(0, 60);
  const b = right.slice(0, 60);
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}

/**
 * Of two spellings the one that a text has less often, as words of it or as parts of names; the second where both are as
 * rare. Where they differ in capitals alone, the one with capitals: sentences begin with one.
 */
export function rarer(one: string, other: string, text: string): string {
  if (one.toLowerCase() === other.toLowerCase()) return one < other ? one : other;
  const count = (word: string): number =>
    text.match(new RegExp(`(?<![A-Za-z])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z])`, 'g'))?.length ?? 0;
  return count(one) < count(other) ? one : other;
}
