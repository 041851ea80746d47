import { Exact, type Figure, Recording, type Segment, sweep, Unknown } from '../../figures/index.js';
import type { BreakEvenMeasure } from './measures.js';
import { asExact, signOf, type TurnedSurplus } from './turned-surplus.js';

/** A point at which the surplus is nil, or jumps from one side of zero to the other. */
export interface CrossingPoint {
  /** In the measure's unit. */
  readonly at: Exact;
  /** How many times what is modelled the lever stands at. */
  readonly turn: Exact;
  /** Why it is there, in words. */
  readonly why: string;
  /** The surplus passes zero here, or a step cost makes it jump over zero. */
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

/** What a search comes to. */
export interface CrossingsFound {
  /** In rising order. */
  readonly found: readonly CrossingPoint[];
  /** For measures in whole numbers, from none to the most there can be. */
  readonly zones: readonly Zone[];
  /** In the unit: the most that was looked at. */
  readonly most: number;
  /** Whether the measure is zero however far the lever is turned. */
  readonly isStill: boolean;
  /** The sign of the surplus at the most that was looked at. */
  readonly lastSign: number;
  /** Beyond how many times what is modelled the surplus is unknown, and why; undefined where it is known all the way. */
  readonly unknownBeyond: { readonly times: number; readonly why: string } | undefined;
}

/** How far a lever is turned, in multiples of the model. */
export const MOST_TURN = 10;

interface Piece extends Segment {
  /**
   * The measure just after the start and at the end, in its unit: where an offer waits for commitments it jumps between
   * two stretches.
   */
  readonly low: number;
  readonly high: number;
}

const NIL = 'of it at which the surplus is nil, worked out on exact figures';
/** A tolerance for whole numbers that a search in doubles has found. */
export const NEAR = 1e-6;
/** So far past the last point that is known it is asked why it is not beyond. */
const PAST = 1e-6;
/** Two turns so close are one and the same. */
const SAME = 1e-9;
/** With fewer units between two points there is no use in whole ones. */
const FEW = 2;
const HALF = Exact.of('0.5');

/** Looks for the crossings of one figure by one lever. */
export class CrossingSearch {
  private readonly recording: Recording;

  constructor(
    private readonly measure: BreakEvenMeasure,
    private readonly surplus: TurnedSurplus,
    private readonly modelled: Figure,
    /** What is charged for: members where they are turned, else the measure itself. */
    charged: Figure,
  ) {
    this.recording = new Recording([modelled, charged]);
  }

  run(): CrossingsFound {
    const pieces = this.pieces();
    const last = pieces[pieces.length - 1] as Piece;
    if (this.modelled.exact.sign === 0 && pieces.every(({ low, high }) => low === 0 && high === 0))
      return { found: [], zones: [], most: 0, isStill: true, lastSign: signOf(last.to), unknownBeyond: undefined };
    const found = pieces.flatMap((_, i) => this.crossingsOf(pieces, i));
    return {
      found,
      zones: this.measure.whole ? this.zones(pieces) : [],
      most: last.high,
      isStill: false,
      lastSign: signOf(last.to),
      unknownBeyond: this.unknownBeyond(last),
    };
  }

  private unknownBeyond({ end }: Piece): CrossingsFound['unknownBeyond'] {
    if (end >= this.surplus.most) return undefined;
    const why = this.surplus.unknownAt(Exact.near(end + PAST));
    return why === undefined ? undefined : { times: end, why };
  }

  private pieces(): Piece[] {
    const { segments, turn, most } = this.surplus;
    const units = sweep(this.modelled, turn, 0, most);
    const last = units[units.length - 1] as Segment;
    const before = (turn: number): number => unitOn(units.find(({ end }) => turn <= end + SAME) ?? last, turn);
    const after = (turn: number): number => unitOn(units.find(({ end }) => turn < end - SAME) ?? last, turn);
    const pieces = segments.map((segment) => ({ ...segment, low: after(segment.start), high: before(segment.end) }));
    return [...pieces, ...this.endPiece(pieces[pieces.length - 1] as Piece)];
  }

  /** The very end, where the measure jumps only there: an offer that waits for every school. */
  private endPiece({ end, high }: Piece): Piece[] {
    const turn = Exact.near(end * (1 + 1e-12));
    const [unit] = this.recording.exactly(new Map([[this.surplus.turn, turn]]));
    if (unit instanceof Unknown) return [];
    const at = asExact(unit).toNumber();
    // The surplus takes far longer than the measure, and few measures jump.
    const value = Math.abs(at - high) < NEAR ? undefined : this.surplus.at(turn)?.toNumber();
    return value === undefined ? [] : [{ start: end, end, from: value, to: value, coarse: false, low: at, high: at }];
  }

  private crossingsOf(pieces: readonly Piece[], i: number): CrossingPoint[] {
    const [before, piece] = [pieces[i - 1], pieces[i] as Piece];
    const found: CrossingPoint[] = [];
    const from = signOf(piece.from);
    const to = signOf(piece.to);
    if (jumps(before, from, to)) {
      const next = from === 0 ? above(pieces, i) : from > 0 ? 'profit' : 'loss';
      // Where the measure jumps as well, nothing between its two ends can happen: the end without a deficit breaks
      // even.
      const at = from < 0 ? (before as Piece).high : piece.low;
      const why =
        Math.abs((before as Piece).high - piece.low) < NEAR
          ? 'a step cost jumps here'
          : 'an offer waits for commitments, so that it jumps here';
      found.push({ at: Exact.near(round(at)), turn: Exact.near(piece.start), why, kind: 'jump', above: next });
    }
    if (from !== to && from !== 0) found.push({ ...this.nil(piece), why: NIL, kind: 'nil', above: above(pieces, i) });
    return found;
  }

  /** The nil point of a straight stretch, worked out from two exact points on it. */
  private nil(piece: Piece): Pick<CrossingPoint, 'at' | 'turn'> {
    const [a, b] = this.anchors(piece);
    const slope = b.surplus.minus(a.surplus);
    if (slope.sign === 0) return { at: a.unit, turn: a.turn };
    const part = a.surplus.negated().over(slope);
    return { at: a.unit.plus(part.times(b.unit.minus(a.unit))), turn: a.turn.plus(part.times(b.turn.minus(a.turn))) };
  }

  /**
   * Two points inside a stretch, at whole numbers of what is charged for where there are any, so that no charge is
   * rounded on the way.
   */
  private anchors({ start, end }: Piece): readonly [Anchor, Anchor] {
    const [a, b] = [0.25, 0.75].map((fraction) => this.anchor(Exact.near(start + (end - start) * fraction))) as [
      Anchor,
      Anchor,
    ];
    const apart = b.whole.minus(a.whole);
    if (Math.abs(apart.toNumber()) < FEW) return [a, b];
    // On a straight stretch two exact points say exactly where a whole number lies.
    const at = ({ turn, whole }: Anchor): Exact =>
      turn.plus(b.turn.minus(turn).times(whole.ceiling().minus(whole)).over(b.whole.minus(whole)));
    const [first, middle] = [a, this.anchor(a.turn.plus(b.turn.minus(a.turn).times(HALF)))].map((each) =>
      this.anchor(at(each)),
    ) as [Anchor, Anchor];
    return [first, middle];
  }

  /** The surplus and the measure, exactly, where the lever is turned so far. */
  anchor(turn: Exact): Anchor {
    const found = this.anchorIfKnown(turn);
    if (found === undefined)
      throw new RangeError(`the surplus is unknown at ${turn.toNumber()} times what is modelled`);
    return found;
  }

  /** The same; undefined where the surplus is unknown there. */
  anchorIfKnown(turn: Exact): Anchor | undefined {
    const surplus = this.surplus.at(turn);
    if (surplus === undefined) return undefined;
    const [unit, whole] = this.recording.exactly(new Map([[this.surplus.turn, turn]]));
    return { turn, surplus, unit: asExact(unit), whole: asExact(whole) };
  }

  /** The whole numbers of the unit, with the sign of the surplus at each: neighbours of one sign are one zone. */
  private zones(pieces: readonly Piece[]): Zone[] {
    // With nothing at all no step has started: the stretches begin just after it.
    const none = this.anchorIfKnown(Exact.zero);
    const runs: Run[] = none === undefined ? [] : [{ from: 0, to: 0, sign: none.surplus.sign }];
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
  return [
    { from: first, to: below, sign: -Math.sign(slope) },
    ...nil,
    { from: after, to: last, sign: Math.sign(slope) },
  ];
}

/** One point that was worked out exactly. */
export interface Anchor {
  readonly turn: Exact;
  readonly surplus: Exact;
  readonly unit: Exact;
  /** What is charged for in whole numbers. */
  readonly whole: Exact;
}

/**
 * Whether the surplus jumps over zero between two stretches, or onto or off a stretch on which it is nil throughout.
 */
function jumps(before: Piece | undefined, from: number, to: number): boolean {
  if (before === undefined) return false;
  const last = signOf(before.to);
  if (last === 0) return signOf(before.from) === 0 && from !== 0;
  return last * from < 0 || (from === 0 && to !== last);
}

/**
 * What lies above a nil point: the other side of its own line, or what follows where the line ends on it. A curve is cut
 * so closely about such a point that several of its stretches are nil from end to end: none of them says what follows.
 */
function above(pieces: readonly Piece[], i: number): 'profit' | 'loss' {
  const { from, to } = pieces[i] as Piece;
  if (signOf(to) !== 0) return to > from ? 'profit' : 'loss';
  for (let next = i + 1; next < pieces.length; next++) {
    const piece = pieces[next] as Piece;
    const sign = signOf(piece.from) || signOf(piece.to);
    if (sign !== 0) return sign > 0 ? 'profit' : 'loss';
  }
  return to > from ? 'profit' : 'loss';
}

function round(value: number): number {
  return Math.abs(value - Math.round(value)) < NEAR ? Math.round(value) : value;
}
