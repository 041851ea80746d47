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
  /** Another seed than that of the job, where it is to be drawn apart from the rest. */
  readonly seed?: number;
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

/** The value of a variable in each draw under a seed. */
export function drawer({ key, shape, step, seed: apart }: Variable, asked: number): (draw: number) => number {
  const seed = apart ?? asked;
  const own = new Uniform(key, seed);
  if (shape.kind === 'decision' && shape.shared > 0) {
    const all = new Uniform(SHARED, seed);
    const [common, rest] = [Math.sqrt(shape.shared), Math.sqrt(1 - shape.shared)];
    return (draw) => normalBelow(common * normalAt(all.at(draw)) + rest * normalAt(own.at(draw)));
  }
  const quantile = quantileOf(shape);
  if (step === 0) return (draw) => quantile(own.at(draw));
  const steps = Math.round(1 / step);
  return (draw) => Math.round(quantile(own.at(draw)) * steps) / steps;
}

/** The values of a variable in so many draws. */
export function drawsOf(
  variable: Variable,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Float64Array {
  const draw = drawer(variable, seed);
  return Float64Array.from({ length: draws }, (_, i) => draw(i));
}

/** Works out some draws, a column for each output of the program. `done` is told how many are done. */
export function runJob(
  { program, variables, seed, first, draws }: Job,
  done?: (draws: number) => void,
): Float64Array[] {
  const drawers = new Map(program.inputs.map((input) => [input, drawer(variables[input] as Variable, seed)]));
  const fill: Fill = (input, start, out) => {
    const draw = drawers.get(input) as (draw: number) => number;
    for (let i = 0; i < out.length; i++) out[i] = draw(first + start + i);
  };
  return runFilled(program, draws, fill, done);
}

/** The same with draws that somebody else makes. */
export function runFilled(program: Program, draws: number, fill: Fill, done?: (draws: number) => void): Float64Array[] {
  const results = Array.from({ length: program.outputs }, () => new Float64Array(draws));
  new Interpreter(program).run(draws, fill, results, done);
  return results;
}
