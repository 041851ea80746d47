import { compile, type Figure, type Fill, type Program } from '../../figures/index.js';
import { fillOf, type Job, runFilled, runJob, someOf } from './draws.js';
import { numbersOf, type Strata } from './strata.js';
import { deviation, meanOf } from './summary.js';
import type { DrawnLeaf, Uncertain } from './uncertain.js';

/** How many draws, and which: the same seed gives the same draws, on every machine and in any number of threads. */
export interface Chances {
  readonly draws: number;
  readonly seed: number;
}

/**
 * Works out the draws of a job, in this thread or in others; resolves to a column for each output. `done` is told how
 * many draws are done.
 */
export type Engine = (job: Job, done: (draws: number) => void) => Promise<readonly Float64Array[]>;

/** An engine for a single thread. */
export const inThisThread: Engine = (job, done) => Promise.resolve(runJob(job, done));

/** What some figures come to in each draw, in pounds for money; NaN where a figure is unknown. */
export type Drawn = ReadonlyMap<Figure, Float64Array>;

/** Draws the figures of an uncertain model: all draws, or only some, which then have columns of their own length. */
export async function simulate(
  { varied }: Uncertain,
  roots: readonly Figure[],
  { draws, seed }: Chances,
  engine: Engine,
  done: (draws: number) => void = () => {},
  only?: Int32Array,
): Promise<Drawn> {
  const all = varied(roots);
  const job: Job = {
    program: compile(roots, leaves(all)),
    variables: all.map(({ variable }) => variable),
    seed,
    first: 0,
    draws: only?.length ?? draws,
    ...(only && { only: { numbers: only, among: draws } }),
  };
  const columns = await engine(job, done);
  return new Map(roots.map((root, i) => [root, columns[i] as Float64Array]));
}

/**
 * How many draws are made where nobody says: one number for every command, so that one probability of a model has one
 * value.
 */
export const USUAL_CHANCES: Chances = { draws: 10_000, seed: 1 };

/** What varies, and which part of the spread of a figure it accounts for. */
export interface Spreader {
  /** The id of an assumption, or a name of its own for what chance decides of schools. */
  readonly group: string;
  /** The part of the variance that knowing it alone would take away, from 0 to 1, with its standard error. */
  readonly share: number;
  readonly error: number;
}

/**
 * What spreads a figure, the greatest part first; shares are undefined where it is unknown in a draw, the same in all,
 * or where there are too few draws to tell one part from another.
 */
export interface SpreadShares {
  readonly spread: readonly Spreader[] | undefined;
  /** The standard deviation of all draws, in pounds for money. */
  readonly together: number;
  /** From how many draws the shares are. */
  readonly draws: number;
}

/** Work beyond which fewer draws do. */
const MOST_WORK = 3e8;
const FEWEST = 1000;

/** Of fewer draws the parts of a spread, and how far these may be off, are noise. */
export const FEWEST_TOLD = 20;

/** What tells one set of draws from another that knows nothing of it. */
const ANEW = 0x5eed;

/**
 * Which part of the spread of a figure each thing that varies accounts for: the variance of what is expected once it is
 * known, as a part of all of it (a first-order index after Sobol). For each, how far the figure moves when this alone
 * is drawn anew is held against how far it moves when this alone is the same and all else is another draw: what moves
 * it little then adds little noise (the second correlation of Owen, Better estimation of small Sobol' sensitivity
 * indices, 2013). `drawn` is the figure in each draw; `still` is what moves nothing and is not asked.
 */
export function spreaders(
  strata: Strata,
  name: string,
  drawn: Float64Array,
  { draws, seed }: Chances,
  still: readonly string[],
): SpreadShares {
  const models = strata.all.map(({ chancy, roots }): Spread => {
    const root = roots.get(name) as Figure;
    const all = chancy.varied([root]);
    return { all, program: compile([root], leaves(all)) };
  });
  const together = deviation(drawn);
  const drawnBy = [...strata.groups, ...models.flatMap(({ all }) => all.map(({ group }) => group))];
  const groups = [...new Set(drawnBy)].filter((group) => !still.includes(group));
  if (!(together > 0)) return { spread: undefined, together, draws };
  if (groups.length === 1) return { spread: groups.map((group) => ({ group, share: 1, error: 0 })), together, draws };
  if (draws < FEWEST_TOLD) return { spread: undefined, together, draws };
  const length = models.reduce((sum, { program }) => sum + program.code.length, 0);
  const work = Math.max(1, length * (2 * groups.length + 1));
  const some = Math.min(draws, Math.max(FEWEST, Math.floor(MOST_WORK / work)));
  // Every run draws each variable under one of three seeds.
  const columns = models.map((model) => columnsOf(model, [seed, seed + ANEW, seed + 2 * ANEW], some));
  const column = (seedOf: (group: string) => number): Float64Array => {
    const [only] = columns as [ColumnUnder];
    if (columns.length === 1) return only(seedOf);
    const chosen = strata.chosen(0, some, seedOf);
    const all = new Float64Array(some);
    for (const [k, of] of columns.entries()) {
      const numbers = numbersOf(chosen, k);
      of(seedOf, numbers).forEach((value, i) => {
        all[numbers[i] as number] = value;
      });
    }
    return all;
  };
  const first = drawn.subarray(0, some);
  const variance = deviation(first) ** 2;
  const second = column(() => seed + ANEW);
  const found: Spreader[] = [];
  for (const group of groups) {
    const alone = column((each) => (each === group ? seed + 2 * ANEW : seed));
    const kept = column((each) => (each === group ? seed : seed + ANEW));
    const products = first.map(
      (each, i) => (each - (alone[i] as number)) * ((kept[i] as number) - (second[i] as number)),
    );
    const share = Math.max(0, Math.min(1, meanOf(products) / variance));
    found.push({ group, share, error: deviation(products) / Math.sqrt(some) / variance });
  }
  found.sort((a, b) => b.share - a.share || (a.group < b.group ? -1 : 1));
  return { spread: withinAll(found), together, draws: some };
}

/** Parts of a spread are never more than all of it together: what they come to beyond it is noise of the draws. */
function withinAll(spread: readonly Spreader[]): readonly Spreader[] {
  const all = Math.max(
    1,
    spread.reduce((sum, { share }) => sum + share, 0),
  );
  return spread.map((each) => ({ ...each, share: each.share / all }));
}

/** A figure of one model, with what varies in it. */
interface Spread {
  readonly all: readonly DrawnLeaf[];
  readonly program: Program;
}

/** A column of draws of a figure, each variable under the seed of its group: of all draws, or of some. */
type ColumnUnder = (seedOf: (group: string) => number, only?: Int32Array) => Float64Array;

function columnsOf({ all, program }: Spread, seeds: readonly number[], draws: number): ColumnUnder {
  const variables = all.map(({ variable }) => variable);
  const under = new Map(seeds.map((seed) => [seed, fillOf(variables, { seed, first: 0, draws })] as const));
  return (seedOf, only) => {
    const fill: Fill = (input, start, out) => {
      under.get(seedOf((all[input] as DrawnLeaf).group))?.(input, start, out);
    };
    const [found] = runFilled(program, only?.length ?? draws, only === undefined ? fill : someOf(fill, only));
    return found as Float64Array;
  };
}

function leaves(varied: readonly DrawnLeaf[]): Figure[] {
  return varied.map(({ leaf }) => leaf);
}
