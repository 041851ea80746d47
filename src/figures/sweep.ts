import { Figure } from './figure.js';
import { CLOSE, Track, type TrackPoint } from './track.js';

/**
 * A stretch of the lever over which the figure is a straight line: `from` is the value just after `start`, `to` the
 * value at `end`.
 */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /**
   * What is passed over inside: bends, because there are too many of them, or the curve of which it is a chord. Sweep
   * the stretch by itself to see more of it.
   */
  readonly coarse: false | 'bends' | 'curve';
}

/** Which side of what is looked for a value lies on; zero where it is neither, and no number where it is unknown. */
type Side = (value: number) => number;

/**
 * Beyond so many bends in one sweep the rest is cut into stretches of even length: a roll of 24,000 schools has a bend
 * for every cap.
 */
const MOST_BENDS = 400;
/** A curve that passes what is looked for is cut into so many parts, and again the one that passes it. */
const PARTS = 8;
/** On a curve a jump may be met so much before its place, where doubles take its two sides for one. */
const EARLY = 1e-7;
/** What is looked for is followed into stretches of this part of the whole, and of no less than a few doubles. */
const FINEST = 1e-12;

/**
 * How a figure moves as one lever (or several leaves that have one value in common) is turned: the straight stretches
 * between its bends and jumps. The bends (a cap that binds, a share that is full) and the jumps (one more step cost) are
 * found from the workings themselves, so that none is missed between two points of a grid. In floats: whoever reports a
 * crossing works it out exactly. Textbook: piecewise-linear parametric analysis.
 *
 * `over` and `around` throw a RangeError where the figure is no straight line between bends: a product of two moving
 * figures, or a division by one. With `curves` it is cut there into stretches that are as good as straight.
 */
export class Sweep {
  private readonly track: Track;

  constructor(figure: Figure, levers: Figure | readonly Figure[], curves: 'refused' | 'cut' = 'refused') {
    this.track = new Track(figure, levers instanceof Figure ? [levers] : levers, curves);
  }

  /** The stretches between two points of the lever. */
  over(start: number, end: number): Segment[] {
    return this.cut(start, end, MOST_BENDS);
  }

  /**
   * The stretches between two points, closer and closer wherever the figure goes from one side to another of what is
   * looked for, until what is left is straight or too short to matter. Where it stays on one side nothing more is seen.
   */
  around(start: number, end: number, side: Side): Segment[] {
    return this.closer(this.over(start, end), side, Math.max(2 * CLOSE, (end - start) * FINEST));
  }

  private closer(segments: readonly Segment[], side: Side, finest: number): Segment[] {
    return segments.flatMap((segment) => {
      const { start, end, from, to, coarse } = segment;
      if (coarse === false || Object.is(side(from), side(to)) || end - start <= finest) return [segment];
      return this.closer(this.cut(start, end, coarse === 'curve' ? PARTS : MOST_BENDS), side, finest);
    });
  }

  /** A curve is cut into parts of even length, and so is what is left after too many bends. */
  private cut(start: number, end: number, parts: number): Segment[] {
    const segments: Segment[] = [];
    const even = (end - start) / parts;
    let at = start;
    let here = this.track.after(at);
    while (at < end) {
      const bend = Math.min(end, Math.max(here.next, at + CLOSE));
      const isMany = segments.length >= MOST_BENDS && bend < at + even;
      const coarse = here.isCurve ? 'curve' : isMany ? 'bends' : false;
      const stop = coarse === false ? bend : Math.min(at + even, coarse === 'curve' ? bend : end);
      const there = this.track.after(stop);
      const to = coarse === 'bends' ? there.value : this.leftAt({ at, here, stop, bend, there });
      segments.push({ start: at, end: stop, from: here.value, to, coarse });
      at = stop;
      here = there;
    }
    return segments;
  }

  /** The value at the end of a stretch without a bend inside, before whatever may jump there. */
  private leftAt({ at, here, stop, bend, there }: Stretch): number {
    if (!here.isCurve) return here.value + here.slope * (stop - at);
    // Where a curve is cut as near to a jump as doubles tell apart, what stands there has jumped already.
    if (stop < bend - CLOSE) return there.value;
    const before = Math.max(at, stop - EARLY);
    const left = this.track.after(before);
    return left.value + left.slope * (stop - before);
  }
}

/** From a point to the next bend, or to where a curve is cut before it. */
interface Stretch {
  readonly at: number;
  readonly here: TrackPoint;
  readonly stop: number;
  readonly bend: number;
  readonly there: TrackPoint;
}

/** The stretches of a figure between two points of a lever: see {@link Sweep}. */
export function sweep(
  figure: Figure,
  levers: Figure | readonly Figure[],
  start: number,
  end: number,
  curves: 'refused' | 'cut' = 'refused',
): Segment[] {
  return new Sweep(figure, levers, curves).over(start, end);
}
