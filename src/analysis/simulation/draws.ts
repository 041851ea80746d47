import { type Fill, Interpreter, type Program } from '../../figures/index.js';
import { normalAt, normalBelow } from './normal.js';
import { type Key, keyOf, Uniform } from './random.js';
import { type DrawnShape, quantileOf } from './shapes.js';

/** What stands at one leaf of the workings in each draw. */
export interface Variable {
  /**
   * The source of chance that moves it. Two leaves of one source move together: the dates of an assumption, the schools
   * of a trust.
   */
  readonly key: Key;
  readonly shape: DrawnShape;
  /** Values are whole multiples of this, so that they can be written down and set; 0 for no rounding. */
  readonly step: number;
}

/** Some draws of a program: all that another thread needs to be told. */
export interface Job {
  readonly program: Program;
  /** One for each input that the program was compiled with. */
  readonly variables: readonly Variable[];
  readonly seed: number;
  /** The first draw, counted from 0, and how many. */
  readonly first: number;
  readonly draws: number;
}

/** What moves all schools that decide, where a part of it is shared. */
const SHARED: Key = keyOf('what moves all schools');

/** What moves all schools in each draw under a seed, as a number of a standard normal distribution. */
function commonUnder(seed: number): (draw: number) => number {
  const all = new Uniform(SHARED, seed);
  return (draw) => normalAt(all.at(draw));
}

/** The value of a variable in each draw under a seed; `common` is what moves all schools in them. */
export function drawer(
  { key, shape, step }: Variable,
  seed: number,
  common = commonUnder(seed),
): (draw: number) => number {
  const own = new Uniform(key, seed);
  if (shape.kind === 'decision' && shape.shared > 0) {
    const [together, rest] = [Math.sqrt(shape.shared), Math.sqrt(1 - shape.shared)];
    return (draw) => normalBelow(together * common(draw) + rest * normalAt(own.at(draw)));
  }
  const quantile = quantileOf(shape);
  if (step === 0) return (draw) => quantile(own.at(draw));
  const steps = Math.round(1 / step);
  return (draw) => Math.round(quantile(own.at(draw)) * steps) / steps;
}

/** The draws of some variables under a seed, a stretch at a time. */
export class Sampler {
  private readonly drawers: ((draw: number) => number)[] = [];
  private readonly common: (draw: number) => number;

  constructor(
    private readonly variables: readonly Variable[],
    private readonly seed: number,
  ) {
    this.common = remembered(commonUnder(seed));
  }

  /** Puts the draws of the variable at a position, from `first` on, into a column. */
  fill(variable: number, first: number, out: Float64Array): void {
    this.drawers[variable] ??= drawer(this.variables[variable] as Variable, this.seed, this.common);
    const draw = this.drawers[variable] as (draw: number) => number;
    for (let i = 0; i < out.length; i++) out[i] = draw(first + i);
  }
}

/** As many draws as are worked through before the next variable is drawn, and some more. */
const SLOTS = 1024;

/** The same function of a draw that remembers the last draws: they are asked for again for each school. */
function remembered(of: (draw: number) => number): (draw: number) => number {
  const draws = new Float64Array(SLOTS).fill(-1);
  const values = new Float64Array(SLOTS);
  return (draw) => {
    const slot = draw % SLOTS;
    if (draws[slot] !== draw) {
      values[slot] = of(draw);
      draws[slot] = draw;
    }
    return values[slot] as number;
  };
}

/** The values of some variables in so many draws, a column for each. */
export function drawsOf(
  variables: readonly Variable[],
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Float64Array[] {
  const sampler = new Sampler(variables, seed);
  const columns = variables.map(() => new Float64Array(draws));
  for (let first = 0; first < draws; first += SLOTS)
    for (const [i, column] of columns.entries())
      sampler.fill(i, first, column.subarray(first, Math.min(draws, first + SLOTS)));
  return columns;
}

/** Works out some draws, a column for each output of the program. `done` is told how many are done. */
export function runJob(
  { program, variables, seed, first, draws }: Job,
  done?: (draws: number) => void,
): Float64Array[] {
  const sampler = new Sampler(variables, seed);
  const fill: Fill = (input, start, out) => sampler.fill(input, first + start, out);
  return runFilled(program, draws, fill, done);
}

/** The same with draws that somebody else makes. */
export function runFilled(program: Program, draws: number, fill: Fill, done?: (draws: number) => void): Float64Array[] {
  const results = Array.from({ length: program.outputs }, () => new Float64Array(draws));
  new Interpreter(program).run(draws, fill, results, done);
  return results;
}
