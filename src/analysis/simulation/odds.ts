import { type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf } from '../../projection/index.js';
import { type Chances, type Engine, simulate } from './simulate.js';
import { BELOW, type Likely, likelyIn } from './summary.js';
import { uncertain } from './uncertain.js';

/** Draws lines of a model, a column for each: `[['surplus', year]]`. Throws Problems where a value is none that its own range or states could give. */
async function drawnLines(
  model: Model,
  lines: readonly (readonly [name: string, period: Period])[],
  chances: Chances,
  engine: Engine,
): Promise<Float64Array[]> {
  const chancy = uncertain(model);
  const roots = lines.map(([name, period]) => figureOf(chancy.projection, name, period));
  const drawn = await simulate(chancy, roots, chances, engine);
  return roots.map((root) => drawn.get(root) as Float64Array);
}

/** The surplus and the members of each company year, in each draw. */
export interface EvenOdds {
  readonly chances: Chances;
  readonly years: readonly Period[];
  readonly surplus: readonly Float64Array[];
  readonly members: readonly Float64Array[];
}

/** Draws what break-even is asked of; undefined where a surplus is unknown in a draw. */
export async function evenOddsOf(model: Model, chances: Chances, engine: Engine): Promise<EvenOdds | undefined> {
  const years = periodsOf(model.calendar, 'year');
  const columns = await drawnLines(
    model,
    [...years.map((year) => ['surplus', year] as const), ...years.map((year) => ['members', year] as const)],
    chances,
    engine,
  );
  if (columns.some((column) => column.some(Number.isNaN))) return undefined;
  return { chances, years, surplus: columns.slice(0, years.length), members: columns.slice(years.length) };
}

/** In how many draws a line is below nought in at least one of the company years. */
export interface Odds {
  readonly reserves: Likely;
  readonly cash: Likely;
}

/** How likely a model is to end a year with reserves below nought, and a month without cash; undefined where an amount is unknown in a draw. */
export async function oddsOf(model: Model, chances: Chances, engine: Engine): Promise<Odds | undefined> {
  const years = periodsOf(model.calendar, 'year');
  const lines = [...years.map((year) => ['reserves.closing', year] as const), ...years.map((year) => ['cash.lowest', year] as const)];
  const columns = await drawnLines(model, lines, chances, engine);
  if (columns.some((column) => column.some(Number.isNaN))) return undefined;
  const below = (value: number): boolean => value < BELOW;
  return { reserves: likelyIn(columns.slice(0, years.length), below), cash: likelyIn(columns.slice(years.length), below) };
}

/** Whether an assumption of a model has a range or states: a share that is stated and no more is no uncertainty that anybody has thought about. */
export function hasRanges({ assumptions }: Model): boolean {
  return [...assumptions.values()].some(({ range, states }) => range !== undefined || states.size > 0);
}
