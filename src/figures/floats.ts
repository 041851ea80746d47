import { Unknown, type Value } from './operation.js';

/** A value as the nearest double, in pounds for money; NaN for an unknown. */
export function asNumber(value: Value): number {
  if (value instanceof Unknown) return Number.NaN;
  return typeof value === 'number' ? value / 100 : value.toNumber();
}

/** What a double is short of an exact value, as a part of it; of one where it is smaller. */
export const NOISE = 1e-9;

/** A block counts as started only beyond the noise of a double: 20.000000000000004 in blocks of 20 is one. */
export function startedBlocks(quantity: number, size: number): number {
  const blocks = quantity / size;
  const nearest = Math.round(blocks);
  return Math.abs(blocks - nearest) < NOISE * Math.max(1, Math.abs(blocks)) ? nearest : Math.ceil(blocks);
}

/** Whether a quantity lies in a band, with the noise of a double on the side on which its exact value would be. */
export function within(quantity: number, bound: number, closed: boolean): boolean {
  const noise = NOISE * Math.max(1, Math.abs(bound));
  return closed ? quantity <= bound + noise : quantity < bound - noise;
}

/** The number below which a double lies in a band, as `within` says, for a bound that is looked at many times. */
export function edgeOf(bound: number, closed: boolean): number {
  const noise = NOISE * Math.max(1, Math.abs(bound));
  return closed ? bound + noise * (1 + NOISE) : bound - noise;
}

const LN_2 = Math.LN2;
const TERMS = 14;

/**
 * The exponential by additions, multiplications and divisions alone, which every machine rounds alike; an engine's own
 * may differ in the last digit. To twelve digits, and to a few units in the last place near zero; 0 below -700 and
 * infinite above 700.
 */
export function exponential(x: number): number {
  if (x < -700) return 0;
  if (x > 700) return Number.POSITIVE_INFINITY;
  const halvings = Math.round(x / LN_2);
  const rest = x - halvings * LN_2;
  let sum = 1;
  for (let n = TERMS; n > 0; n--) sum = 1 + (rest / n) * sum;
  return sum * twoTo(halvings);
}

/** The natural logarithm of a number above zero, by the same means. */
export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  let halvings = 0;
  let rest = x;
  while (rest > 1.5) {
    rest /= 2;
    halvings++;
  }
  while (rest < 0.75) {
    rest *= 2;
    halvings--;
  }
  const ratio = (rest - 1) / (rest + 1);
  let sum = 0;
  for (let n = 2 * TERMS + 1; n > 0; n -= 2) sum = 1 / n + ratio * ratio * sum;
  return 2 * ratio * sum + halvings * LN_2;
}

function twoTo(power: number): number {
  let result = 1;
  const step = power < 0 ? 0.5 : 2;
  for (let i = Math.abs(power); i > 0; i--) result *= step;
  return result;
}
