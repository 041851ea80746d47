/* One slip of the keyboard in a file that is right. */

/**
 * What kind of thing a slip hits. A `name` is one that the file gives; a `reference` is one that it takes up, or a word
 * of the language. A `download` is a file that somebody else gives, of which only some columns and rows are looked at.
 */
export type What = 'key' | 'name' | 'reference' | 'number' | 'form' | 'table' | 'download';

/** A file with one slip in it, and where that is. */
export interface Mutant {
  readonly what: What;
  /** `letter dropped`, `decimal comma`. */
  readonly kind: string;
  readonly text: string;
  /** The dotted place in the file; of a table, the column. */
  readonly path: string;
  readonly was: string;
  readonly becomes: string;
  /**
   * Where it is to be told: the line, and from which column to which. Several where it may be said of more than one.
   */
  readonly at: readonly Place[];
}

/** A stretch of a line; `file` where it is another file than the one that was changed. */
export interface Place {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A slip that can be made, which is made only where it is drawn. */
export interface Slip {
  readonly what: What;
  readonly kind: string;
  readonly make: (random: Random) => Mutant | undefined;
}

/** Whole numbers from 0 to below a bound. */
export type Random = (below: number) => number;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** What a finger does to a word; each gives another word, or the same where it cannot be done. */
export const TYPOS: Readonly<Record<string, (word: string, random: Random) => string>> = {
  'a letter dropped': (word, random) => {
    const at = random(word.length);
    return word.slice(0, at) + word.slice(at + 1);
  },
  'a letter doubled': (word, random) => {
    const at = random(word.length);
    return word.slice(0, at + 1) + word.slice(at);
  },
  'two letters swapped': (word, random) => {
    const at = random(Math.max(1, word.length - 1));
    return word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2);
  },
  'another letter': (word, random) => {
    const at = random(word.length);
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    return word.slice(0, at) + letters[random(letters.length)] + word.slice(at + 1);
  },
  'a capital': (word) => word.slice(0, 1).toUpperCase() + word.slice(1),
};

/** Whether two words are one answer: `Yes` is `yes` to a reader of the language, and so no slip. */
export const isSameAnswer = (one: string, other: string): boolean =>
  /^(yes|no|true|false)$/i.test(one) && one.toLowerCase() === other.toLowerCase();

/** The line of an offset, and its column, both from 1. */
export function placeOf(text: string, offset: number, length: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const from = offset - before.lastIndexOf('\n');
  return { line, from, to: from + length };
}

/** A text with one stretch of it changed. */
export function spliced(text: string, start: number, end: number, becomes: string): string {
  return text.slice(0, start) + becomes + text.slice(end);
}
