/* Code that is changed at one place at a time, to see whether the tests beside it notice: of no other use. */

/** Counts one by one. */
export function counted(many: number): number {
  let all = 0;
  while (all < many) all += 1;
  return all;
}

/** The larger of two numbers: with `>=` in place of `>` it is the same, and no test can notice. */
export function larger(one: number, other: number): number {
  return one > other ? one : other;
}

/** A test calls it, and none looks at what it gives. */
export function unseen(one: number): number {
  return one + 1;
}

export function unreached(one: number): number {
  return one * 2;
}

/** Made once, when this file is loaded. */
export const MADE_ONCE = 2 * 3;
