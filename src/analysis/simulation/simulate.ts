import { asNumber, compile, type Figure } from '../../figures/index.js';
import { type Job, runJob } from './draws.js';
import type { Shape } from './shapes.js';
import type { Uncertain, Varied } from './uncertain.js';

/** How many draws, and which: the same seed gives the same draws, on every machine and in any number of threads. */
export interface Chances {
  readonly draws: number;
  readonly seed: number;
}

/** Works out the draws of a job, in this thread or in others; resolves to a column for each output. `done` is told how many draws are done. */
export type Engine = (job: Job, done: (draws: number) => void) => Promise<readonly Float64Array[]>;

/** An engine for a single thread. */
export const inThisThread: Engine = (job, done) => Promise.resolve(runJob(job, done));

/** What some figures come to in each draw, in pounds for money; NaN where a figure is unknown. */
export type Drawn = ReadonlyMap<Figure, Float64Array>;

/** Draws the figures of an uncertain model. */
export async function simulate(
  { varied }: Uncertain,
  roots: readonly Figure[],
  { draws, seed }: Chances,
  engine: Engine,
  done: (draws: number) => void = () => {},
): Promise<Drawn> {
  const all = varied(roots);
  const job = { program: compile(roots, leaves(all)), variables: all.map(({ variable }) => variable), seed, first: 0, draws };
  const columns = await engine(job, done);
  return new Map(roots.map((root, i) => [root, columns[i] as Float64Array]));
}

/** What varies, and how far it spreads a figure on its own. */
export interface Spreader {
  /** The id of an assumption, or a name of its own for what chance decides of schools. */
  readonly group: string;
  /** Standard deviation with all else as it stands, in pounds for money. */
  readonly alone: number;
}

/** Work beyond which fewer draws do. */
const MOST_WORK = 6e7;
const [FEWEST, MOST] = [200, 2000];

/** How far what varies spreads a figure: each on its own, the greatest first, and all of it together, over the same draws. */
export interface Spread {
  readonly spread: readonly Spreader[];
  readonly together: number;
}

/**
 * How far each thing that varies spreads a figure on its own, with all else as it stands: schools by the shares that are expected of them, until it is their
 * turn. `drawn` is the figure in each draw, of which as many of the first are looked at as of the others.
 */
export async function spreaders(
  { varied, expected }: Uncertain,
  root: Figure,
  drawn: Float64Array,
  { draws, seed }: Chances,
  engine: Engine,
): Promise<Spread> {
  const all = varied([root]);
  const [first, ...others] = new Set(all.map(({ group }) => group));
  if (first !== undefined && others.length === 0) return { spread: [{ group: first, alone: deviation(drawn) }], together: deviation(drawn) };
  const withShares = compile([root], leaves(all), expected);
  const withDecisions = compile([root], leaves(all));
  const groups = [...new Set(all.map(({ group }) => group))];
  const some = Math.min(draws, Math.max(FEWEST, Math.min(MOST, Math.floor(MOST_WORK / Math.max(1, withShares.code.length)))));
  const found: Spreader[] = [];
  for (const group of groups) {
    const decides = all.some((each) => each.group === group && each.variable.shape.kind === 'decision');
    const variables = all.map(({ group: own, variable, leaf }) => (own === group ? variable : { ...variable, shape: asItStands(leaf) }));
    const [column] = await engine({ program: decides ? withDecisions : withShares, variables, seed, first: 0, draws: some }, () => {});
    found.push({ group, alone: deviation(column as Float64Array) });
  }
  found.sort((a, b) => b.alone - a.alone || (a.group < b.group ? -1 : 1));
  return { spread: found, together: deviation(drawn.subarray(0, some)) };
}

const asItStands = ({ value }: Figure): Shape => ({ kind: 'point', value: asNumber(value) });

function leaves(varied: readonly Varied[]): Figure[] {
  return varied.map(({ leaf }) => leaf);
}

/** The standard deviation of some draws. */
export function deviation(column: Float64Array): number {
  const mean = column.reduce((sum, each) => sum + each, 0) / column.length;
  return Math.sqrt(column.reduce((sum, each) => sum + (each - mean) ** 2, 0) / column.length);
}
