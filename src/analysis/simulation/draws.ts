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
  /** Where it goes together with others: the sources that move it, each with its weight; itself alone unless said. */
  readonly mix?: readonly { readonly key: Key; readonly weight: number }[];
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
  /** Where only some of the draws are asked for: `first` and `draws` count these. */
  readonly only?: SomeDraws;
}

/** Some draws of all. */
export interface SomeDraws {
  /** Their numbers from 0, rising. */
  readonly numbers: Int32Array;
  /** How many there are of all. */
  readonly among: number;
}

/** What moves all schools that decide, where a part of it is shared. */
const SHARED: Key = keyOf('what moves all schools');

/** Puts the values of some draws, from `first` on, into a column. */
type Filler = (first: number, out: Float64Array) => void;

/** What moves all schools in some draws under a seed, as numbers of a standard normal distribution. */
type Common = (first: number, draws: number) => Float64Array;

/** The last draws are remembered: they are asked for again for each school. */
function commonUnder(seed: number): Common {
  const all = new Uniform(SHARED, seed);
  let known: { readonly from: number; readonly column: Float64Array } | undefined;
  return (first, draws) => {
    if (known?.from !== first || known.column.length !== draws) {
      const column = new Float64Array(draws);
      all.fill(first, column);
      for (let i = 0; i < draws; i++) column[i] = normalAt(column[i] as number);
      known = { from: first, column };
    }
    return known.column;
  };
}

/** The values of a variable in some draws under a seed; `common` is what moves all schools in them. */
function filler({ key, mix, shape, step }: Variable, seed: number, common: Common): Filler {
  const own = mix === undefined ? new Uniform(key, seed) : new Blend(mix, seed);
  if (shape.kind === 'decision' && shape.shared > 0) return decided(own, shape.shared, common);
  const quantile = quantileOf(shape);
  const steps = step === 0 ? 0 : Math.round(1 / step);
  return (first, out) => {
    own.fill(first, out);
    for (let i = 0; i < out.length; i++) out[i] = quantile(out[i] as number);
    if (steps > 0) for (let i = 0; i < out.length; i++) out[i] = Math.round((out[i] as number) * steps) / steps;
  };
}

/** Numbers over 0 to 1 that go together with others: each a share of the normal distribution that several sources make. */
class Blend {
  private readonly sources: readonly { readonly of: Uniform; readonly weight: number }[];

  constructor(mix: NonNullable<Variable['mix']>, seed: number) {
    this.sources = mix.map(({ key, weight }) => ({ of: new Uniform(key, seed), weight }));
  }

  fill(first: number, out: Float64Array): void {
    const each = new Float64Array(out.length);
    const sum = new Float64Array(out.length);
    for (const { of, weight } of this.sources) {
      of.fill(first, each);
      for (let i = 0; i < each.length; i++) sum[i] = (sum[i] as number) + weight * normalAt(each[i] as number);
    }
    for (let i = 0; i < out.length; i++) out[i] = normalBelow(sum[i] as number);
  }
}

function decided(own: Pick<Uniform, 'fill'>, shared: number, common: Common): Filler {
  const [together, rest] = [Math.sqrt(shared), Math.sqrt(1 - shared)];
  return (first, out) => {
    const all = common(first, out.length);
    own.fill(first, out);
    for (let i = 0; i < out.length; i++)
      out[i] = normalBelow(together * (all[i] as number) + rest * normalAt(out[i] as number));
  };
}

/** The value of a variable in each draw under a seed. */
export function drawer(variable: Variable, seed: number): (draw: number) => number {
  const fill = filler(variable, seed, commonUnder(seed));
  const one = new Float64Array(1);
  return (draw) => {
    fill(draw, one);
    return one[0] as number;
  };
}

/** The draws of some variables under a seed, a stretch at a time. */
export class Sampler {
  private readonly fillers: Filler[] = [];
  private readonly common: Common;

  constructor(
    private readonly variables: readonly Variable[],
    private readonly seed: number,
  ) {
    this.common = commonUnder(seed);
  }

  /** Puts the draws of the variable at a position, from `first` on, into a column. */
  fill(variable: number, first: number, out: Float64Array): void {
    this.fillers[variable] ??= filler(this.variables[variable] as Variable, this.seed, this.common);
    (this.fillers[variable] as Filler)(first, out);
  }
}

/** Doubles beyond which draws are made again rather than kept: 32 MB of them. */
const MOST_KEPT = 1 << 22;

/** The first draws of variables, by all that they hang on, and how many doubles that is. */
const kept = { columns: new Map<string, Float64Array>(), doubles: 0 };

/**
 * The first draws of a variable under a seed; `fill` draws them. They are kept: options, runs of one model and what
 * spreads it draw the same variables again.
 */
function columnOf(
  { key, mix, shape, step }: Variable,
  seed: number,
  draws: number,
  fill: (out: Float64Array) => void,
): Float64Array {
  const name = `${seed}|${key.high}|${key.low}|${step}|${JSON.stringify([shape, mix])}`;
  const known = kept.columns.get(name);
  if (known !== undefined && known.length >= draws) return known.subarray(0, draws);
  if (kept.doubles + draws > MOST_KEPT) {
    kept.columns.clear();
    kept.doubles = 0;
  }
  const column = new Float64Array(draws);
  fill(column);
  kept.doubles += draws - (kept.columns.get(name)?.length ?? 0);
  kept.columns.set(name, column);
  return column;
}

/** What fills inputs with the draws of some variables under a seed, from a draw on. */
export function fillOf(
  variables: readonly Variable[],
  { seed, first, draws }: Pick<Job, 'seed' | 'first' | 'draws'>,
): Fill {
  const sampler = new Sampler(variables, seed);
  if (first > 0 || variables.length * draws > MOST_KEPT)
    return (input, start, out) => sampler.fill(input, first + start, out);
  const columns: Float64Array[] = [];
  return (input, start, out) => {
    columns[input] ??= columnOf(variables[input] as Variable, seed, draws, (column) => sampler.fill(input, 0, column));
    out.set((columns[input] as Float64Array).subarray(start, start + out.length));
  };
}

/** Of what fills inputs with all draws, those of some numbers, which rise. */
export function someOf(fill: Fill, numbers: Int32Array): Fill {
  return (input, start, out) => {
    // A column may be longer than what is left of the draws.
    const own = numbers.subarray(start, start + out.length);
    const first = own[0] as number;
    const all = new Float64Array((own[own.length - 1] as number) - first + 1);
    fill(input, first, all);
    own.forEach((number, i) => {
      out[i] = all[number - first] as number;
    });
  };
}

/** The values of some variables in so many draws, a column for each. */
export function drawsOf(
  variables: readonly Variable[],
  { seed, draws }: { readonly seed: number; readonly draws: number },
): Float64Array[] {
  const fill = fillOf(variables, { seed, first: 0, draws });
  return variables.map((_, i) => {
    const column = new Float64Array(draws);
    fill(i, 0, column);
    return column;
  });
}

/** Works out some draws, a column for each output of the program. `done` is told how many are done. */
export function runJob(
  { program, variables, seed, first, draws, only }: Job,
  done?: (draws: number) => void,
): Float64Array[] {
  const fill =
    only === undefined
      ? fillOf(variables, { seed, first, draws })
      : someOf(fillOf(variables, { seed, first: 0, draws: only.among }), only.numbers.subarray(first, first + draws));
  return runFilled(program, draws, fill, done);
}

/** The same with draws that somebody else makes. */
export function runFilled(program: Program, draws: number, fill: Fill, done?: (draws: number) => void): Float64Array[] {
  const results = Array.from({ length: program.outputs }, () => new Float64Array(draws));
  new Interpreter(program).run(draws, fill, results, done);
  return results;
}
