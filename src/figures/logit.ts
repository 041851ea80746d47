import { Exact } from './exact.js';

/**
 * Digits after the point in which weights are worked out: the same on every machine, which the exponential of doubles
 * need not be.
 */
const DIGITS = 40;
const ONE = 10n ** BigInt(DIGITS);
const THOUSAND = Exact.of(1000);
const MILLION = 1_000_000n;
/** Beyond this a weight is below any share that is shown. */
const FURTHEST = 60n * ONE;

/**
 * Shares in proportion to the exponentials of some values times a sensitivity for each £1,000, in whole millionths, so
 * that those that are weighed add to one exactly: each is the difference of two running totals. Textbook: McFadden's
 * conditional logit (1974).
 */
export function logitShares(
  sensitivity: Exact,
  among: readonly { readonly value: Exact; readonly isWeighed: boolean }[],
): Exact[] {
  const scaled = among.map(({ value, isWeighed }) =>
    isWeighed ? BigInt(value.times(sensitivity).over(THOUSAND).toFixed(DIGITS).replace('.', '')) : undefined,
  );
  const all = scaled.filter((value) => value !== undefined);
  if (all.length === 0) return among.map(() => Exact.zero);
  const greatest = all.reduce((most, value) => (value > most ? value : most));
  const weights = scaled.map((value) => (value === undefined ? 0n : falling(greatest - value)));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  let running = 0n;
  let before = 0n;
  return weights.map((weight) => {
    running += weight;
    const upTo = (2n * running * MILLION + total) / (2n * total);
    const share = Exact.millionths(Number(upTo - before));
    before = upTo;
    return share;
  });
}

/**
 * One over the exponential of a scaled number that is not below zero: its series for a small part of it, then squared
 * back.
 */
function falling(of: bigint): bigint {
  if (of > FURTHEST) return 0n;
  let halvings = 0n;
  let part = of;
  while (part > ONE / 4n) {
    part /= 2n;
    halvings++;
  }
  let term = ONE;
  let sum = ONE;
  for (let i = 1n; term !== 0n; i++) {
    term = (-term * part) / (ONE * i);
    sum += term;
  }
  for (; halvings > 0n; halvings--) sum = (sum * sum) / ONE;
  return sum;
}
