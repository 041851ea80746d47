/**
 * The value of which a share of the draws is no greater: one of the draws, by nearest rank. `sorted` rises; the share
 * is above zero.
 */
export function percentileOf(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] as number;
}

/** The mean of some draws. */
export function meanOf(column: Float64Array): number {
  return column.reduce((sum, each) => sum + each, 0) / column.length;
}

/** The standard deviation of some draws. */
export function deviation(column: Float64Array): number {
  const mean = meanOf(column);
  return Math.sqrt(column.reduce((sum, each) => sum + (each - mean) ** 2, 0) / column.length);
}

/** The standard error of the mean of some draws: of a single draw nobody knows how far it may be off. */
export function meanError(column: Float64Array): number | undefined {
  return column.length < 2 ? undefined : deviation(column) / Math.sqrt(column.length - 1);
}

/** So many standard errors lie on either side of a value with 95% confidence. */
const NINETY_FIVE = 1.959963984540054;

/**
 * The standard error of a percentile: half of what lies between the two draws that hold it with 95% confidence, by
 * their ranks, in standard errors. Undefined where there are too few draws for that: one of the two would lie beyond
 * the lowest or the highest.
 */
export function percentileError(sorted: Float64Array, share: number): number | undefined {
  const n = sorted.length;
  const ranks = NINETY_FIVE * Math.sqrt(n * share * (1 - share));
  const [low, high] = [Math.floor(share * n - ranks), Math.ceil(share * n + ranks) - 1];
  if (low < 0 || high >= n) return undefined;
  return ((sorted[high] as number) - (sorted[low] as number)) / (2 * NINETY_FIVE);
}

/** The draws in rising order; undefined where a draw is unknown. */
export function risen(column: Float64Array): Float64Array | undefined {
  return column.some((each) => Number.isNaN(each)) ? undefined : Float64Array.from(column).sort();
}

/** How many of some draws something holds in. */
export interface Likely {
  readonly hits: number;
  readonly draws: number;
}

/** In how many draws at least one of some columns, each a draw of its own for each draw, holds. */
export function likelyIn(columns: readonly Float64Array[], holds: (value: number) => boolean): Likely {
  const draws = columns[0]?.length ?? 0;
  let hits = 0;
  for (let i = 0; i < draws; i++) if (columns.some((column) => holds(column[i] as number))) hits++;
  return { hits, draws };
}

/** The standard error of a share of draws: the root of p (1 - p) / n. */
export function errorOf({ hits, draws }: Likely): number {
  const share = hits / draws;
  return Math.sqrt((share * (1 - share)) / draws);
}

/** For each draw the first of some months in which it is below zero, by position; -1 where none is. */
export function firstBelow(months: readonly Float64Array[]): Int32Array {
  const found = new Int32Array(months[0]?.length ?? 0).fill(-1);
  months.forEach((column, month) => {
    for (let i = 0; i < found.length; i++) if (found[i] === -1 && isBelow(column[i] as number)) found[i] = month;
  });
  return found;
}

/** Half a penny short of zero is zero: draws are not rounded to the penny. */
export const BELOW = -0.005;

/** Whether an amount that was drawn is below zero. */
export const isBelow = (value: number): boolean => value < BELOW;

/** One bar of a histogram: the draws from one value up to another; the first and last bars hold all beyond. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly hits: number;
}

const BARS = 14;

/** Draws in bars of one round width, from about the hundredth lowest to the hundredth highest. */
export function barsOf(sorted: Float64Array): readonly HistogramBar[] {
  const [low, high] = [percentileOf(sorted, 0.01), percentileOf(sorted, 0.99)];
  // Where nearly all are one value the few others are not to be lost.
  const width = roundUp(
    (high > low ? high - low : (sorted[sorted.length - 1] as number) - (sorted[0] as number)) / BARS,
  );
  if (width === 0) return [{ from: low, to: high, hits: sorted.length }];
  const [first, last] = high > low ? [low, high] : [sorted[0] as number, sorted[sorted.length - 1] as number];
  const start = Math.floor(first / width);
  const end = Math.max(start + 1, Math.ceil(last / width));
  const hits = new Array<number>(end - start).fill(0);
  for (const value of sorted) {
    const bar = Math.max(0, Math.min(hits.length - 1, Math.floor(value / width) - start));
    hits[bar] = (hits[bar] as number) + 1;
  }
  return hits.map((each, i) => ({ from: (start + i) * width, to: (start + i + 1) * width, hits: each }));
}

/** The next of 1, 2, 5, 10, 20, 50, … that is no smaller; zero for zero. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 0;
  let unit = 1;
  while (unit > value) unit /= 10;
  while (unit * 10 <= value) unit *= 10;
  return ([1, 2, 5, 10].find((times) => times * unit >= value) as number) * unit;
}
