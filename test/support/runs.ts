/** By default one case in so many is tried, and no fewer than so many where there are; each with LAWS=full. */
const ONE_IN = 4;
const LEAST = 6;
const isFull = process.env.LAWS === 'full';

/**
 * How many cases of a law are tried, from which seed on: the same cases in the same order, of which the default tries
 * the first.
 */
export function runs(all: number, seed: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: isFull ? all : Math.max(Math.ceil(all / ONE_IN), Math.min(LEAST, all)), seed };
}

/** What a count over all cases comes to over those that are tried, rounded down. */
export function ofRuns(all: number): number {
  return isFull ? all : Math.floor(all / ONE_IN);
}

/** Which of some stated cases, one after the other, are tried: every second by default, all with LAWS=full. */
export function inTurn<T>(all: readonly T[]): readonly T[] {
  return isFull ? all : all.filter((_, i) => i % 2 === 0);
}

/** Which of many stated cases are tried, where all means each so many of them. */
export function everyOf(all: number): number {
  return isFull ? all : all * ONE_IN;
}
