import {
  Exact,
  type Figure,
  type Money,
  Recording,
  type Segment,
  Sweep,
  Unknown,
  type Value,
} from '../../figures/index.js';

/** Two ends that lie so near, in pounds, are one: no charge is less than a penny. */
const MEET = 1e-3;

/**
 * The surplus of a period as one lever is turned, from none to the most that is looked at. It is followed once for all
 * measures that are read on the lever: members, buy-in and pupils are.
 */
export class TurnedSurplus {
  private readonly recording: Recording;
  private followed: readonly Segment[] | undefined;
  /** What it comes to exactly: measures of one lever ask for the same points. */
  private readonly known: { readonly turn: Exact; readonly value: Value | undefined }[] = [];

  constructor(
    readonly turn: Figure,
    private readonly surplus: Money,
    /** In multiples of what is modelled. */
    readonly most: number,
  ) {
    this.recording = new Recording([surplus]);
  }

  /**
   * The surplus in straight stretches, in floats, as far either side of the model as it is known; closer where it goes
   * from a deficit to a surplus, or back.
   */
  get segments(): readonly Segment[] {
    this.followed ??= joined(knownAround(1, new Sweep(this.surplus, this.turn, 'cut').around(0, this.most, signOf)));
    return this.followed;
  }

  /** Exactly, where the lever is turned so far; undefined where it is unknown there. */
  at(turn: Exact): Exact | undefined {
    const value = this.valueAt(turn);
    return value instanceof Unknown ? undefined : asExact(value);
  }

  /** Why the surplus is unknown where the lever is turned so far; undefined where it is known. */
  unknownAt(turn: Exact): string | undefined {
    const value = this.valueAt(turn);
    return value instanceof Unknown ? value.reasons.join('; ') : undefined;
  }

  private valueAt(turn: Exact): Value | undefined {
    const known = this.known.find((each) => each.turn.compare(turn) === 0);
    if (known !== undefined) return known.value;
    const [value] = this.recording.exactly(new Map([[this.turn, turn]]));
    this.known.push({ turn, value });
    return value;
  }
}

/** The stretches of what is known without a break around a point: a price list may end above so many units. */
function knownAround(turn: number, segments: readonly Segment[]): readonly Segment[] {
  const isUnknown = ({ from, to }: Segment): boolean => Number.isNaN(from) || Number.isNaN(to);
  const start = segments.findLastIndex((segment) => segment.start < turn && isUnknown(segment)) + 1;
  const end = segments.findIndex((segment, i) => i >= start && isUnknown(segment));
  return segments.slice(start, end < 0 ? segments.length : end);
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
