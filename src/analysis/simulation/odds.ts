import { type ProblemCode, problemsIn } from '../../language/index.js';
import { type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf } from '../../projection/index.js';
import { type Drawing, heldDraws } from './hold.js';
import type { Chances } from './simulate.js';
import { isBelow, type Likely, likelyIn } from './summary.js';

/** Draws some lines of each company year: for each line a column a year. Throws the Problems of `heldDraws`. */
async function drawnLines(
  drawing: Drawing,
  names: readonly string[],
  years: readonly Period[],
): Promise<readonly (readonly Float64Array[])[]> {
  const key = (name: string, { id }: Period): string => `${name}|year|${id}`;
  const { roots, drawn } = await heldDraws(
    drawing,
    (projection) =>
      new Map(names.flatMap((name) => years.map((year) => [key(name, year), figureOf(projection, name, year)]))),
  );
  return names.map((name) => years.map((year) => drawn.get(roots.get(key(name, year)) as never) as Float64Array));
}

const isUnknown = (columns: readonly (readonly Float64Array[])[]): boolean =>
  columns.some((years) => years.some((column) => column.some(Number.isNaN)));

/** The surplus and the members of each company year, in each draw. */
export interface EvenOdds {
  readonly chances: Chances;
  readonly years: readonly Period[];
  readonly surplus: readonly Float64Array[];
  readonly members: readonly Float64Array[];
}

/**
 * Draws what break-even is asked of; undefined where a surplus is unknown in a draw. Throws the Problems of
 * `heldDraws`.
 */
export async function evenOddsOf(drawing: Drawing): Promise<EvenOdds | undefined> {
  const years = periodsOf(drawing.model.calendar, 'year');
  const columns = await drawnLines(drawing, ['surplus', 'members'], years);
  if (isUnknown(columns)) return undefined;
  const [surplus = [], members = []] = columns;
  return { chances: drawing.chances, years, surplus, members };
}

/** In how many draws a line is below zero in at least one of the company years. */
export interface Odds {
  readonly reserves: Likely;
  readonly cash: Likely;
}

/**
 * Of several options each is drawn, by workings that are mostly the same: one draw of each is played exactly. What
 * `simulate` shows of one model is held against two.
 */
const HELD = 1;

/** What keeps a model from being drawn, and `simulate` tells. */
const UNDRAWABLE: readonly ProblemCode[] = ['not-drawable', 'draw-differs'];

/**
 * How likely a model is to end a year with reserves below zero, and a month without cash; undefined where an amount is
 * unknown in a draw, and where the model cannot be drawn. Throws Problems where an end of a range makes no model.
 */
export async function oddsOf(drawing: Drawing): Promise<Odds | undefined> {
  const columns = await drawnLines(
    { exact: HELD, ...drawing },
    ['reserves.closing', 'cash.lowest'],
    periodsOf(drawing.model.calendar, 'year'),
  ).catch((error: unknown) => {
    if (problemsIn(error)?.every(({ code }) => UNDRAWABLE.includes(code)) === true) return undefined;
    throw error;
  });
  if (columns === undefined) return undefined;
  if (isUnknown(columns)) return undefined;
  const [reserves = [], cash = []] = columns;
  return { reserves: likelyIn(reserves, isBelow), cash: likelyIn(cash, isBelow) };
}

/**
 * Whether an assumption of a model has a range or states: a share that is stated and no more is no uncertainty that
 * anybody has thought about.
 */
export function hasRanges({ assumptions }: Model): boolean {
  return [...assumptions.values()].some(({ range, states }) => range !== undefined || states.size > 0);
}
