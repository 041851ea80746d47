import { Exact, type Figure, type Money, Recording, type Segment, Sweep, type Value } from '../../figures/index.js';

/** Two ends that lie so near, in pounds, are one: no charge is less than a penny. */
const MEET = 1e-3;

/**
 * The surplus of a period as one lever is turned, from none to the most that is looked at. It is followed once for all
 * measures that are read on the lever: members, buy-in and pupils are.
 */
export class TurnedSurplus {
  private readonly recording: Recording;
  private followed: readonly Segment[] | undefined;

  constructor(
    readonly turn: Figure,
    private readonly surplus: Money,
    /** In multiples of what is modelled. */
    readonly most: number,
  ) {
    this.recording = new Recording([surplus]);
  }

  /** The surplus in straight stretches, in floats; closer where it goes from a deficit to a surplus, or back. */
  get segments(): readonly Segment[] {
    this.followed ??= joined(new Sweep(this.surplus, this.turn, 'cut').around(0, this.most, signOf));
    return this.followed;
  }

  /** Exactly, where the lever is turned so far. */
  at(turn: Exact): Exact {
    return asExact(this.recording.exactly(new Map([[this.turn, turn]]))[0]);
  }
}

/**
 * A curve is cut into short stretches that end just before the next begins: where nothing jumps between them they meet.
 */
function joined(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((segment, i) => {
    const next = segments[i + 1];
    return next !== undefined && Math.abs(next.from - segment.to) < MEET ? { ...segment, to: next.from } : segment;
  });
}

/** A number, in pounds for money. */
export function asExact(value: Value | undefined): Exact {
  return typeof value === 'number' ? Exact.pounds(value) : (value as Exact);
}

/** Half a penny either side of zero is zero: sampled figures are not rounded to the penny. */
export function signOf(surplus: number): number {
  return Math.abs(surplus) < 0.005 ? 0 : Math.sign(surplus);
}
