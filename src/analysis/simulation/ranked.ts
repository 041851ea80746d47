import type { Figure } from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import { type Drawing, heldDraws } from './hold.js';
import { BELOW, type Likely, likelyIn, percentileOf, risen } from './summary.js';

/**
 * A figure in each draw, in their order: in pounds for money, and NaN where it is unknown. Its workings must be the same
 * whatever the numbers are. Throws the Problems of `heldDraws`.
 */
export async function drawnFigure(
  drawing: Drawing,
  name: string,
  of: (projection: Projection) => Figure,
): Promise<Float64Array> {
  const { roots, drawn } = await heldDraws(drawing, (projection) => new Map([[name, of(projection)]]));
  return drawn.get(roots.get(name) as Figure) as Float64Array;
}

/** One of the draws, counted from 1, that a percentile or a share of them is told by. */
interface Shown {
  readonly draw: number;
}

/** The draw that stands at a percentile. */
export interface Ranked extends Shown {
  readonly share: number;
  /** Its place among all draws in rising order, from 1. */
  readonly rank: number;
  readonly draws: number;
}

/** How many draws are below a value; the draw is the first of them, or the lowest of all where none is. */
export interface DrawsBelow extends Shown, Likely {}

/** The draw at a percentile, by nearest rank as `percentileOf` has it; undefined where a draw is unknown. */
export function rankedAt(column: Float64Array, share: number): Ranked | undefined {
  const sorted = risen(column);
  if (sorted === undefined) return undefined;
  const value = percentileOf(sorted, share);
  const rank = Math.max(1, Math.ceil(share * sorted.length - 1e-9));
  return { share, rank, draws: sorted.length, draw: column.indexOf(value) + 1 };
}

/** How many draws are below a value, half a penny short of which is the value; undefined where a draw is unknown. */
export function belowIn(column: Float64Array, value: number): DrawsBelow | undefined {
  const sorted = risen(column);
  if (sorted === undefined) return undefined;
  const isBelow = (each: number): boolean => each < value + BELOW;
  const first = column.findIndex(isBelow);
  return { ...likelyIn([column], isBelow), draw: (first < 0 ? column.indexOf(sorted[0] as number) : first) + 1 };
}
