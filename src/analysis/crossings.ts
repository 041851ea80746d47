import {
  type Count,
  constant,
  Exact,
  type Figure,
  type Money,
  type Price,
  Recording,
  type Segment,
  sum,
  sweep,
  times,
  type Value,
} from '../figures/index.js';
import type { BreakEvenMeasure } from './measures.js';

/** A point at which the surplus is nil, or jumps from one side of nought to the other. */
export interface Crossing {
  /** In the measure's unit; its working leads to the figure as modelled. */
  readonly at: Figure;
  /** The surplus passes nought here, or a step cost makes it jump over nought. */
  readonly kind: 'nil' | 'jump';
  /** Which side lies above it. */
  readonly above: 'profit' | 'loss';
}

/** Whole numbers of the unit with the same sign of surplus. */
export interface Zone {
  readonly from: number;
  readonly to: number;
  readonly sign: 'loss' | 'nil' | 'profit';
}

export interface BreakEven {
  readonly measure: BreakEvenMeasure;
  /** As modelled; undefined where the model has nothing of the kind. */
  readonly modelled: Figure | undefined;
  readonly crossings: readonly Crossing[];
  /** For measures in whole numbers, from none to the most there can be. */
  readonly zones: readonly Zone[];
  /** In the unit: the most that was looked at. */
  readonly most: number;
  /** Why there is no crossing. */
  readonly none: string | undefined;
  /** Whether nobody can say if there is one. */
  readonly isUnknown: boolean;
}

/** How far a lever is turned, in multiples of the model. */
export const MOST_TURN = 10;

interface Piece extends Segment {
  /** The measure just after the start and at the end, in its unit: where an offer waits for commitments it jumps between two stretches. */
  readonly low: number;
  readonly high: number;
}

/** A tolerance for whole numbers that a search in doubles has found. */
const NEAR = 1e-6;
/** Two turns so close are one and the same. */
const SAME = 1e-9;
/** How often a stretch with too many bends is looked at more closely: four times is a hundred thousand millionth of the whole. */
const MOST_DEPTH = 4;

/** Looks for the crossings of one figure by one lever. */
export class Search {
  private readonly recording: Recording;

  constructor(
    private readonly measure: BreakEvenMeasure,
    private readonly turn: Figure,
    private readonly surplus: Money,
    private readonly modelled: Figure,
    private readonly most: number,
  ) {
    this.recording = new Recording([surplus, modelled]);
  }

  run(): BreakEven {
    const pieces = this.pieces();
    if (this.modelled.exact.sign === 0 && pieces.every(({ low, high }) => low === 0 && high === 0)) return this.still();
    const crossings = pieces.flatMap((piece, i) => this.crossingsOf(piece, pieces[i - 1], pieces[i + 1]));
    const zones = this.measure.whole ? this.zones(pieces) : [];
    const last = pieces[pieces.length - 1] as Piece;
    const none = crossings.length > 0 ? undefined : this.whyNone(pieces);
    return { measure: this.measure, modelled: this.modelled, crossings, zones, most: last.high, none, isUnknown: false };
  }

  /** Where the measure is nought however far the lever is turned. */
  private still(): BreakEven {
    const none = `the model has no ${this.measure.label.toLowerCase()} to change`;
    return { measure: this.measure, modelled: this.modelled, crossings: [], zones: [], most: 0, none, isUnknown: false };
  }

  private whyNone(pieces: readonly Piece[]): string {
    const last = pieces[pieces.length - 1] as Piece;
    const sign = signOf(last.to);
    const side = sign > 0 ? 'a surplus' : sign < 0 ? 'a deficit' : 'neither surplus nor deficit';
    const bound = this.measure.lever === 'members' ? 'however many join' : `up to ${MOST_TURN} times`;
    return `none: ${side} ${bound}`;
  }

  private pieces(): Piece[] {
    const segments = this.swept(0, this.most, 0);
    const units = sweep(this.modelled, this.turn, 0, this.most);
    const last = units[units.length - 1] as Segment;
    const before = (turn: number): number => unitOn(units.find(({ end }) => turn <= end + SAME) ?? last, turn);
    const after = (turn: number): number => unitOn(units.find(({ end }) => turn < end - SAME) ?? last, turn);
    const pieces = segments.map((segment) => ({ ...segment, low: after(segment.start), high: before(segment.end) }));
    return [...pieces, ...this.endPiece(pieces[pieces.length - 1] as Piece)];
  }

  /** The very end, where the measure jumps only there: an offer that waits for every school. */
  private endPiece({ end, high }: Piece): Piece[] {
    const { surplus, unit } = this.anchor(Exact.near(end * (1 + 1e-12)));
    const [at, value] = [unit.toNumber(), surplus.toNumber()];
    return Math.abs(at - high) < NEAR ? [] : [{ start: end, end, from: value, to: value, coarse: false, low: at, high: at }];
  }

  /** The surplus in straight stretches; where bends were passed over between a deficit and a surplus, those too. */
  private swept(start: number, end: number, depth: number): Segment[] {
    return sweep(this.surplus, this.turn, start, end).flatMap((segment) => {
      const crosses = signOf(segment.from) !== signOf(segment.to);
      return segment.coarse && crosses && depth < MOST_DEPTH ? this.swept(segment.start, segment.end, depth + 1) : [segment];
    });
  }

  private crossingsOf(piece: Piece, before: Piece | undefined, after: Piece | undefined): Crossing[] {
    const found: Crossing[] = [];
    const from = signOf(piece.from);
    const to = signOf(piece.to);
    if (jumps(before, from, to)) {
      const next = from === 0 ? above(piece, after) : from > 0 ? 'profit' : 'loss';
      // Where the measure jumps as well, nothing between its two ends can happen: the end without a deficit breaks even.
      const at = from < 0 ? (before as Piece).high : piece.low;
      const why =
        Math.abs((before as Piece).high - piece.low) < NEAR ? 'a step cost jumps here' : 'an offer waits for commitments, so that it jumps here';
      found.push({ at: this.placed(Exact.near(round(at)), why), kind: 'jump', above: next });
    }
    if (from !== to && from !== 0) found.push({ at: this.nil(piece), kind: 'nil', above: above(piece, after) });
    return found;
  }

  /** The nil point of a straight stretch, worked out from two exact points on it. */
  private nil(piece: Piece): Figure {
    const [a, b] = this.anchors(piece);
    const slope = b.surplus.minus(a.surplus);
    const at = slope.sign === 0 ? a.unit : a.unit.minus(a.surplus.times(b.unit.minus(a.unit)).over(slope));
    return this.placed(at, 'of it at which the surplus is nil, worked out on exact figures');
  }

  /** Two points inside a stretch, at whole units where there are any, so that no charge is rounded on the way. */
  private anchors({ start, end, low, high }: Piece): readonly [Anchor, Anchor] {
    const inside = (fraction: number): Exact => {
      const unit = low + (high - low) * fraction;
      const whole = Math.abs(high - low) > 4 ? Math.round(unit) : unit;
      const turn = high === low ? start + (end - start) * fraction : start + ((whole - low) / (high - low)) * (end - start);
      return this.measure.whole && start === 0 && low === 0 ? Exact.near(whole).over(Exact.near(high)).times(Exact.near(end)) : Exact.near(turn);
    };
    return [this.anchor(inside(0.25)), this.anchor(inside(0.75))];
  }

  private anchor(turn: Exact): Anchor {
    const [surplus, unit] = this.recording.exactly(new Map<Figure, Value>([[this.turn, turn]]));
    return { surplus: asExact(surplus), unit: asExact(unit) };
  }

  /** A value of the measure as so much of what is modelled, so that its working leads to the model. */
  private placed(at: Exact, why: string): Figure {
    const label = `break-even: ${this.measure.label.toLowerCase()}`;
    if (this.modelled.exact.sign === 0) return constant(this.measure.unit, at, label);
    const share = constant('rate', at.over(this.modelled.exact), why);
    return this.modelled.kind === 'money' ? sum('money', [this.modelled as Money], label) : times(this.modelled as Count | Price, share, label);
  }

  /** The whole numbers of the unit, with the sign of the surplus at each: neighbours of one sign are one zone. */
  private zones(pieces: readonly Piece[]): Zone[] {
    // With nothing at all no step has started: the stretches begin just after it.
    const runs: Run[] = [{ from: 0, to: 0, sign: this.anchor(Exact.zero).surplus.sign }];
    let next = 1;
    for (const piece of pieces) {
      const start = Math.max(next, Math.ceil(piece.low - NEAR));
      const end = Math.floor(piece.high + NEAR);
      if (end < start || (piece.high <= piece.low && piece.end > piece.start)) continue;
      runs.push(...runsWithin(piece, start, end));
      next = end + 1;
    }
    return zonesOf(runs);
  }
}

function unitOn({ start, end, from, to }: Segment, turn: number): number {
  return end === start ? to : from + ((turn - start) / (end - start)) * (to - from);
}

/** Whole numbers with one sign of the surplus; none where `to` is below `from`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly sign: number;
}

/** Neighbouring runs of one sign as one zone; numbers that cannot be, below what an offer waits for, are in none. */
function zonesOf(runs: readonly Run[]): Zone[] {
  const zones: { from: number; to: number; sign: Zone['sign'] }[] = [];
  for (const { from, to, sign } of runs) {
    if (to < from) continue;
    const name = sign > 0 ? 'profit' : sign < 0 ? 'loss' : 'nil';
    const last = zones[zones.length - 1];
    if (last?.sign === name && from === last.to + 1) last.to = to;
    else zones.push({ from, to, sign: name });
  }
  return zones;
}

/** The whole numbers from `first` to `last`, all on one straight stretch, by the sign of the surplus. */
function runsWithin({ low, high, from, to }: Piece, first: number, last: number): Run[] {
  const slope = high === low ? 0 : (to - from) / (high - low);
  const crossing = slope === 0 ? Number.NaN : low - from / slope;
  if (!(crossing >= first - NEAR && crossing <= last + NEAR)) {
    return [{ from: first, to: last, sign: signOf(from + ((first + last) / 2 - low) * slope) }];
  }
  const whole = Math.round(crossing);
  const exactly = Math.abs(crossing - whole) < NEAR;
  const below = exactly ? whole - 1 : Math.floor(crossing);
  const nil: Run[] = exactly ? [{ from: whole, to: whole, sign: 0 }] : [];
  const after = exactly ? whole + 1 : below + 1;
  return [{ from: first, to: below, sign: -Math.sign(slope) }, ...nil, { from: after, to: last, sign: Math.sign(slope) }];
}

interface Anchor {
  readonly surplus: Exact;
  readonly unit: Exact;
}

function asExact(value: Value | undefined): Exact {
  return typeof value === 'number' ? Exact.pounds(value) : (value as Exact);
}

/** Half a penny either side of nought is nought: sampled figures are not rounded to the penny. */
function signOf(surplus: number): number {
  return Math.abs(surplus) < 0.005 ? 0 : Math.sign(surplus);
}

/** Whether the surplus jumps over nought between two stretches, or onto or off a stretch on which it is nil throughout. */
function jumps(before: Piece | undefined, from: number, to: number): boolean {
  if (before === undefined) return false;
  const last = signOf(before.to);
  if (last === 0) return signOf(before.from) === 0 && from !== 0;
  return last * from < 0 || (from === 0 && to !== last);
}

/** What lies above a nil point: the other side of its own line, or what follows where the line ends on it. */
function above(piece: Piece, after: Piece | undefined): 'profit' | 'loss' {
  const next = signOf(piece.to) !== 0 || after === undefined ? piece.to - piece.from : signOf(after.from) || after.to;
  return next > 0 ? 'profit' : 'loss';
}

function round(value: number): number {
  return Math.abs(value - Math.round(value)) < NEAR ? Math.round(value) : value;
}
