import type { Figure } from './figure.js';
import { asNumber, startedBlocks, workings } from './recording.js';

/** A stretch of the lever over which the figure is a straight line: `from` is the value just after `start`, `to` the value at `end`. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** More bends than this in one sweep are not followed: the caller says so. */
const MOST_SEGMENTS = 20_000;
/** How close two doubles are taken to be the same. */
const CLOSE = 1e-10;

interface Line {
  /** Value just after the point, and its slope from there on. */
  readonly value: number;
  readonly slope: number;
}

/**
 * How a figure moves as one lever goes from `start` to `end`: the straight stretches between its bends and jumps. The bends (a cap that binds,
 * a share that is full) and the jumps (one more step cost) are found from the workings themselves, so that none is missed between two points
 * of a grid. In floats: whoever reports a crossing verifies it exactly. Textbook: piecewise-linear parametric analysis.
 *
 * Throws a RangeError where the figure is no straight line between bends (a product of two moving figures) or has more than 20,000 bends.
 */
export function sweep(figure: Figure, lever: Figure, start: number, end: number): Segment[] {
  const track = new Track(figure, lever);
  const segments: Segment[] = [];
  let at = start;
  while (at < end) {
    const { value, slope, next } = track.after(at);
    const stop = Math.min(end, Math.max(next, at + CLOSE));
    segments.push({ start: at, end: stop, from: value, to: value + slope * (stop - at) });
    if (segments.length > MOST_SEGMENTS) throw new RangeError('too many bends to follow');
    at = stop;
  }
  return segments;
}

class Track {
  /** Only what moves with the lever; all else is a plain number. */
  private readonly moving: Figure[] = [];
  private readonly lines = new Map<Figure, Line>();
  private next = Number.POSITIVE_INFINITY;
  private at = 0;

  constructor(
    private readonly root: Figure,
    private readonly lever: Figure,
  ) {
    const moves = new Set<Figure>([lever]);
    for (const figure of workings([root])) {
      if (figure !== lever && figure.args.some((arg) => moves.has(arg))) {
        moves.add(figure);
        this.moving.push(figure);
      }
    }
  }

  after(at: number): Line & { next: number } {
    this.at = at;
    this.next = Number.POSITIVE_INFINITY;
    this.lines.set(this.lever, { value: at, slope: 1 });
    for (const figure of this.moving) this.lines.set(figure, this.line(figure));
    return { ...this.of(this.root), next: this.next };
  }

  private of(figure: Figure): Line {
    return this.lines.get(figure) ?? { value: asNumber(figure.value), slope: 0 };
  }

  private line(figure: Figure): Line {
    const args = figure.args.map((arg) => this.of(arg));
    const [a, b] = args as [Line, Line];
    switch (figure.op) {
      case 'sum':
        return added(args, figure.detail.from ?? args.length);
      case 'product':
      case 'charge':
      case 'portion':
        if (a.slope !== 0 && b.slope !== 0) throw new RangeError('no straight line: a product of two moving figures');
        return { value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope };
      case 'part':
        return { value: a.value / (figure.detail.of ?? 1), slope: a.slope / (figure.detail.of ?? 1) };
      case 'quotient':
        if (b.slope !== 0) throw new RangeError('no straight line: divided by a moving figure');
        return { value: a.value / b.value, slope: a.slope / b.value };
      case 'smaller':
        return this.extreme(args, -1);
      case 'larger':
        return this.extreme(args, 1);
      case 'started':
        if (b.slope !== 0) throw new RangeError('no straight line: blocks of a moving size');
        return this.steps(a, b.value);
      case 'input':
      case 'constant':
      case 'lever':
        return { value: asNumber(figure.value), slope: 0 };
      default:
        return figure.op satisfies never;
    }
  }

  /** The leading argument just after the point, and the nearest point at which another overtakes it. */
  private extreme(args: readonly Line[], sign: 1 | -1): Line {
    let best = args[0] as Line;
    for (const line of args) {
      const ahead = (line.value - best.value) * sign;
      const level = Math.abs(ahead) <= CLOSE * Math.max(1, Math.abs(best.value));
      if (level ? (line.slope - best.slope) * sign > 0 : ahead > 0) best = line;
    }
    for (const line of args) {
      const gain = (line.slope - best.slope) * sign;
      if (gain > 0) this.bend(((best.value - line.value) * sign) / gain);
    }
    return best;
  }

  /** Blocks started just after the point: at an exact multiple a rising quantity has already started the next one. */
  private steps(quantity: Line, size: number): Line {
    const now = startedBlocks(quantity.value, size);
    const onEdge = Math.abs(quantity.value - now * size) <= CLOSE * Math.max(1, Math.abs(quantity.value));
    const blocks = onEdge && quantity.slope > 0 ? now + 1 : now;
    if (quantity.slope > 0) this.bend((blocks * size - quantity.value) / quantity.slope);
    if (quantity.slope < 0) this.bend(((blocks - 1) * size - quantity.value) / quantity.slope);
    return { value: blocks, slope: 0 };
  }

  private bend(distance: number): void {
    if (distance > CLOSE) this.next = Math.min(this.next, this.at + distance);
  }
}

function added(args: readonly Line[], from: number): Line {
  let value = 0;
  let slope = 0;
  args.forEach((line, i) => {
    const sign = i < from ? 1 : -1;
    value += sign * line.value;
    slope += sign * line.slope;
  });
  return { value, slope };
}
