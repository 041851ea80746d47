/**
 * Whether the same tests run over and over against code that is broken on purpose: a handful of cases of each law is
 * tried, and the first that fails is enough.
 */
const isFew = process.env.LAWS === 'few';
/** By default one case in so many is tried, and no fewer than so many where there are; each with LAWS=full. */
const ONE_IN = isFew ? 20 : 12;
const LEAST = 3;
/** Cases that are written one by one: pages, forms of a command, numbers that explain is asked for. */
const STATED_ONE_IN = 4;
/** Whether all cases are tried. */
export const isFull = process.env.LAWS === 'full';

interface Runs {
  readonly numRuns: number;
  readonly seed: number;
  /** Whether the first case that fails is enough, so that no smaller one is looked for. */
  readonly endOnFailure: boolean;
}

/**
 * How many cases of a law are tried, from which seed on: the same cases in the same order, of which the default tries
 * the first.
 */
export function runs(all: number, seed: number): Runs {
  const numRuns = isFull ? all : Math.max(Math.ceil(all / ONE_IN), Math.min(LEAST, all));
  return { numRuns, seed, endOnFailure: isFew };
}

/**
 * How often something must be met at least, less one, over the cases that are tried, where it must so often over all of
 * them: by default a quarter of its share, since few cases vary more than many, and not at all where that is below one.
 */
export function ofRuns(all: number): number {
  if (isFull) return all;
  return Math.floor(all / ONE_IN / 4) || -1;
}

/** Which of some stated cases, one after the other, are tried: every fourth by default, all with LAWS=full. */
export function inTurn<T>(all: readonly T[]): readonly T[] {
  return isFull ? all : all.filter((_, i) => i % STATED_ONE_IN === 0);
}

/** Which of many stated cases are tried, where all means each so many of them. */
export function everyOf(all: number): number {
  return isFull ? all : all * ONE_IN;
}
