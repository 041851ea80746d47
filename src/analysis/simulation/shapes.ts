import { exponential, logarithm } from '../../figures/index.js';
import { normalAt, normalBelow } from './normal.js';

/**
 * How an input may lie: numbers alone, so that another thread can draw it. Ends are the least and the most that it can
 * be, in the input's own unit.
 */
export type DrawnShape =
  | { readonly kind: 'point'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'triangular' | 'pert' | 'normal';
      readonly low: number;
      readonly value: number;
      readonly high: number;
    }
  /** `upTo` rises to 1: the share of draws up to and with each state. */
  | { readonly kind: 'states'; readonly values: readonly number[]; readonly upTo: readonly number[] }
  /** The number itself, of a school that decides; `shared` is the part of what moves it that moves all others too. */
  | { readonly kind: 'decision'; readonly shared: number }
  /**
   * What a roll is multiplied by: lognormal, so that it is above zero, with a mean of 1 and this standard deviation.
   */
  | { readonly kind: 'roll'; readonly deviation: number };

/** The ends of a normal range lie so many standard deviations away, and nothing lies beyond. */
const NORMAL_ENDS = 2;

/**
 * The value below which a share of the draws lies. Uniform; triangular with its peak at the value; PERT, a beta
 * distribution whose mean is a sixth of both ends and four times the value (Malcolm and others, 1959); normal about the
 * value, its ends two standard deviations away, nothing beyond.
 */
export function quantileOf(shape: DrawnShape): (share: number) => number {
  switch (shape.kind) {
    case 'point':
      return () => shape.value;
    case 'uniform':
      return (share) => shape.low + share * (shape.high - shape.low);
    case 'triangular':
      return triangular(shape.low, shape.value, shape.high);
    case 'pert':
      return pert(shape.low, shape.value, shape.high);
    case 'normal':
      return cutNormal(shape.value, (shape.high - shape.low) / (2 * NORMAL_ENDS), NORMAL_ENDS);
    case 'states':
      return (share) =>
        shape.values[shape.upTo.findIndex((upTo) => share < upTo)] ?? (shape.values[shape.values.length - 1] as number);
    case 'decision':
      return (share) => share;
    case 'roll':
      return lognormal(shape.deviation);
    default:
      return shape satisfies never;
  }
}

/** With a mean of 1: what is scaled by it is, on average, what it was. */
function lognormal(deviation: number): (share: number) => number {
  const variance = logarithm(1 + deviation ** 2);
  const spread = Math.sqrt(variance);
  return (share) => exponential(spread * normalAt(share) - variance / 2);
}

function triangular(low: number, peak: number, high: number): (share: number) => number {
  const length = high - low;
  if (length === 0) return () => low;
  const left = (peak - low) / length;
  return (share) =>
    share < left
      ? low + Math.sqrt(share * length * (peak - low))
      : high - Math.sqrt((1 - share) * length * (high - peak));
}

function cutNormal(mean: number, deviation: number, ends: number): (share: number) => number {
  const below = normalBelow(-ends);
  return (share) => mean + deviation * normalAt(below + share * (1 - 2 * below));
}

/** Cells of the table by which a PERT is turned round: its quantile has no closed form. */
const CELLS = 2048;

function pert(low: number, value: number, high: number): (share: number) => number {
  const length = high - low;
  if (length === 0) return () => low;
  const below = cumulated((4 * (value - low)) / length, (4 * (high - value)) / length);
  return (share) => {
    let from = 0;
    let to = CELLS;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((below[middle] as number) <= share) from = middle;
      else to = middle;
    }
    const start = below[from] as number;
    const cell = (below[from + 1] as number) - start;
    return low + length * ((from + (cell === 0 ? 0 : (share - start) / cell)) / CELLS);
  };
}

/** The share below each cell of a density x^a (1 - x)^b over 0 to 1, by Simpson's rule in each. */
function cumulated(a: number, b: number): Float64Array {
  const power = (x: number, by: number): number => (by === 0 ? 1 : x <= 0 ? 0 : exponential(by * logarithm(x)));
  const density = (x: number): number => power(x, a) * power(1 - x, b);
  const below = new Float64Array(CELLS + 1);
  let start = density(0);
  for (let i = 0; i < CELLS; i++) {
    const end = density((i + 1) / CELLS);
    below[i + 1] = (below[i] as number) + start + 4 * density((i + 0.5) / CELLS) + end;
    start = end;
  }
  const all = below[CELLS] as number;
  return below.map((each) => each / all);
}
