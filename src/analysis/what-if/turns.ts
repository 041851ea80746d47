import { Exact, type Figure, Recording, Sweep, Unknown, type Value } from '../../figures/index.js';
import type { Bends, Course, Sample } from '../shared/crossing-steps.js';
import { inputsOf } from '../shared/inputs.js';
import type { Dial } from './dials.js';
import type { Trial, Trials } from './trials.js';

/** How often a step of a dial is cut, and into how many parts each time: to a thousand millionth of it. */
const [CUTS, PARTS] = [6, 32];

/** The workings of a figure and the inputs that it rests on, by their places. */
interface Recorded {
  readonly recording: Recording;
  readonly inputs: ReadonlyMap<string, readonly Figure[]>;
}

/** Once for all dials that turn it: neither says anything of a dial. */
const recordings = new WeakMap<Figure, Recorded>();

function recordedOf(figure: Figure): Recorded {
  const found = recordings.get(figure) ?? { recording: new Recording([figure]), inputs: inputsOf([figure]) };
  recordings.set(figure, found);
  return found;
}

/** One figure as one dial is turned. */
export class Turn {
  private readonly recording: Recording;
  /** The leaves that the dial turns, with the place of each. Empty where the figure does not rest on any. */
  private readonly leaves: readonly { readonly leaf: Figure; readonly path: string }[];
  private readonly known = new Map<number, Value | undefined>();
  /**
   * Whether the recorded workings hold wherever the dial stands; else each position is played through from the start.
   */
  readonly isReplayed: boolean;
  /** Where a state may bring a scenario. */
  private readonly apart: readonly number[];

  constructor(
    private readonly trials: Trials,
    private readonly index: number,
    readonly dial: Dial,
    /** What came of the ends of the dial, or of other positions. */
    ends: readonly Trial[],
  ) {
    const { recording, inputs } = recordedOf(this.figure);
    this.recording = recording;
    this.leaves = [...dial.numbers(0).keys()].flatMap((path) =>
      (inputs.get(path) ?? []).map((leaf) => ({ leaf, path })),
    );
    const made = ends.flatMap((trial) => ('values' in trial ? (trial.isReplayed ?? []) : []));
    // Where nothing of the model moves at either end, and no figure is made of it, nothing rests on it.
    const isIdle = ends.length > 0 && ends.every((trial) => 'values' in trial) && this.leaves.length === 0;
    // Between two values that bring nothing may lie one at which a state brings a scenario.
    const values = [...dial.numbers(0).keys()].flatMap((path) =>
      trials.bringing(path).map((value) => ({ path, value })),
    );
    this.apart = values.map(({ path, value }) => lastUpTo(dial, path, value));
    this.isReplayed = values.length === 0 && (made.length > 0 ? !made.includes(false) : isIdle);
  }

  /** The figure as the model has it. */
  get figure(): Figure {
    return this.trials.base[this.index] as Figure;
  }

  /** The figure at a position, by the recorded workings where they hold. */
  at(position: number): Value | undefined {
    if (!this.known.has(position))
      this.known.set(position, this.isReplayed ? this.replayed(position) : this.tried(position));
    return this.known.get(position);
  }

  /**
   * The figure at a position as the command line would have it: read, checked and, where more than numbers differ,
   * played through.
   */
  tried(position: number): Value | undefined {
    const trial = this.trials.at(this.dial.at(position).sets);
    return 'values' in trial ? trial.values[this.index] : undefined;
  }

  /** The figure less a value, over the positions of the dial. */
  course(target: Exact): Course {
    const offset = target.toNumber();
    const { count } = this.dial;
    return {
      count: this.isReplayed && this.leaves.length === 0 ? 1 : count,
      exactly: (position) => exactOf(this.at(position))?.minus(target),
      roughly: this.isReplayed
        ? (positions) => this.sampled(positions).map((each) => ({ ...each, value: each.value - offset }))
        : undefined,
      bends: this.dial.isOne && count > 3 ? () => this.bends(offset) : undefined,
      tolerance: this.isReplayed ? this.tolerance() : Number.POSITIVE_INFINITY,
      apart: this.apart,
    };
  }

  /** The figure at some positions, in floats. */
  sampled(positions: readonly number[]): Sample[] {
    const columns = new Map(this.leaves.map(({ leaf }) => [leaf, new Float64Array(positions.length)] as const));
    positions.forEach((position, i) => {
      const numbers = this.dial.numbers(position);
      for (const { leaf, path } of this.leaves)
        (columns.get(leaf) as Float64Array)[i] = (numbers.get(path) as Exact).toNumber();
    });
    const [values] = this.recording.sampled(columns, positions.length);
    return positions.map((position, i) => ({ position, value: values?.[i] ?? Number.NaN }));
  }

  /**
   * Whether the figure jumps over a value between two neighbouring positions, and does not pass it between them: the
   * stretch in which it is passed is cut until no more than rounding is left. Undefined where what lies between them
   * cannot be worked out.
   */
  jumps(below: number, target: Exact): boolean | undefined {
    if (!this.isReplayed || !this.dial.isOne || this.leaves.length === 0) return undefined;
    const numberAt = (position: number): number => ([...this.dial.numbers(position).values()][0] as Exact).toNumber();
    let [from, to] = [numberAt(below), numberAt(below + 1)];
    for (let round = 0; round < CUTS; round++) {
      const numbers = Array.from({ length: PARTS + 1 }, (_, i) => from + ((to - from) * i) / PARTS);
      const off = this.sampledAt(numbers).map((value) => value - target.toNumber());
      const at = off.findIndex((value, i) => i > 0 && value < 0 !== (off[i - 1] as number) < 0);
      if (at < 1) return undefined;
      if (Math.abs((off[at] as number) - (off[at - 1] as number)) <= (this.figure.kind === 'money' ? 0.005 : 1e-9))
        return false;
      [from, to] = [numbers[at - 1] as number, numbers[at] as number];
    }
    return true;
  }

  /** The figure with some numbers at every place of the dial, in floats. */
  private sampledAt(numbers: readonly number[]): readonly number[] {
    const column = Float64Array.from(numbers);
    const [values] = this.recording.sampled(new Map(this.leaves.map(({ leaf }) => [leaf, column])), numbers.length);
    return [...(values ?? [])];
  }

  private replayed(position: number): Value | undefined {
    const numbers = this.dial.numbers(position);
    const leaves = this.leaves.map(({ leaf, path }): [Figure, Value] => {
      const number = numbers.get(path) as Exact;
      return [leaf, leaf.kind === 'money' ? number.toPence() : number];
    });
    try {
      return this.recording.exactly(new Map(leaves))[0];
    } catch (error) {
      // A value that no model may have, such as steps of zero: reading it says so.
      if (error instanceof RangeError) return this.tried(position);
      throw error;
    }
  }

  /**
   * How far floats are from the exact figure at the ends and in the middle, with room to spare: no charge is rounded to
   * the penny in them.
   */
  private tolerance(): number {
    const { count } = this.dial;
    const positions = [...new Set([0, Math.floor(count / 2), count - 1])];
    const off = this.sampled(positions).map(({ position, value }) => {
      const exact = exactOf(this.at(position));
      return exact === undefined ? 0 : Math.abs(value - exact.toNumber());
    });
    const most = 5 * Math.max(0, ...off.filter((each) => !Number.isNaN(each)));
    if (this.figure.kind !== 'money') return most + 1e-9;
    return most + 0.01 + 0.03 * Math.sqrt(this.recording.rounded);
  }

  /** Where the figure bends, jumps or passes a value, as positions; undefined where it is no straight line between. */
  private bends(target: number): Bends | undefined {
    const [path] = this.dial.numbers(0).keys();
    const numberAt = (position: number): number =>
      (this.dial.numbers(position).get(path as string) as Exact).toNumber();
    const [one, two] = [numberAt(1), numberAt(2)];
    const positionOf = (number: number): number =>
      Math.min(this.dial.count - 1, Math.max(0, 1 + (number - one) / (two - one)));
    try {
      const leaves = this.leaves.map(({ leaf }) => leaf);
      const segments = new Sweep(this.figure, leaves).around(numberAt(0), numberAt(this.dial.count - 1), (value) =>
        Math.sign(value - target),
      );
      const positions = segments.flatMap(({ start, end, from, to }) => {
        const crosses = Math.sign(from - target) !== Math.sign(to - target) && from !== to;
        return [start, end, ...(crosses ? [start + ((target - from) / (to - from)) * (end - start)] : [])].map(
          positionOf,
        );
      });
      return { positions, isWhole: segments.every(({ coarse }) => !coarse) };
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

/** One figure less another, over the positions of the dial that turns both. */
export function difference(one: Course, other: Course): Course {
  const rough = one.roughly && other.roughly && ([one.roughly, other.roughly] as const);
  return {
    count: Math.max(one.count, other.count),
    exactly: (position) => {
      const [a, b] = [one.exactly(position), other.exactly(position)];
      return a && b && a.minus(b);
    },
    roughly:
      rough &&
      ((positions) => {
        const [first, second] = rough.map((each) => each(positions)) as [readonly Sample[], readonly Sample[]];
        return first.map(({ position, value }, i) => ({ position, value: value - (second[i] as Sample).value }));
      }),
    bends: undefined,
    tolerance: one.tolerance + other.tolerance,
    apart: [...(one.apart ?? []), ...(other.apart ?? [])],
  };
}

/** The last position of a dial at which a place is no more than a value; the first where none is. */
function lastUpTo({ count, numbers }: Dial, path: string, value: Exact): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const number = numbers(middle).get(path);
    [low, high] = number !== undefined && number.compare(value) <= 0 ? [middle, high] : [low, middle - 1];
  }
  return low;
}

/** A value as an exact number, pounds for money; undefined where it is unknown. */
export function exactOf(value: Value | undefined): Exact | undefined {
  if (value === undefined || value instanceof Unknown) return undefined;
  return typeof value === 'number' ? Exact.pounds(value) : value;
}

/** Whether two values are the same, or both unknown. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  const [one, other] = [exactOf(a), exactOf(b)];
  return one === undefined || other === undefined ? one === other : one.compare(other) === 0;
}
