import { type Figure, nothing } from './figure.js';
import { asNumber, startedBlocks, within } from './floats.js';
import { type Direction, leavesOut } from './operation.js';
import { restingOn } from './workings.js';

/** How close two doubles are taken to be the same. */
export const CLOSE = 1e-10;

/** Two products that differ by so small a part of them are one. */
const PROPORTIONAL = 1e-12;

/** A figure just after a point of its lever. */
export interface TrackPoint {
  readonly value: number;
  readonly slope: number;
  /** Where it bends or jumps next, infinite where it goes straight on. Of a curve: where its tangent would. */
  readonly next: number;
  readonly isCurve: boolean;
}

/** The workings that move with a lever, as arrays: value and slope of each, just after a point. */
export class Track {
  private readonly moving: readonly Figure[];
  /** For each moving figure, its arguments: the position of a moving one, or -1 minus the position of a still one. */
  private readonly args: readonly Int32Array[];
  private readonly still: Float64Array;
  private readonly values: Float64Array;
  private readonly slopes: Float64Array;
  private readonly root: number;
  private at = 0;
  private next = 0;
  private isCurve = false;

  constructor(
    root: Figure,
    private readonly levers: readonly Figure[],
    private readonly curves: 'refused' | 'cut',
  ) {
    const { moving, placeOf } = restingOn([root], levers);
    const stillAt = new Map<Figure, number>();
    const place = (arg: Figure): number => {
      const moves = placeOf(arg);
      if (moves >= 0) return moves;
      const known = stillAt.get(arg) ?? stillAt.size;
      stillAt.set(arg, known);
      return -1 - known;
    };
    const none = nothing('count');
    this.args = moving.map((figure) =>
      Int32Array.from(figure.args, (arg) => place(leavesOut(figure, arg) ? none : arg)),
    );
    this.root = place(root);
    this.still = Float64Array.from(stillAt.keys(), ({ value }) => asNumber(value));
    this.moving = moving;
    this.values = new Float64Array(moving.length);
    this.slopes = new Float64Array(moving.length);
  }

  after(at: number): TrackPoint {
    this.at = at;
    this.isCurve = false;
    this.next = Number.POSITIVE_INFINITY;
    this.values.fill(at, 0, this.levers.length);
    this.slopes.fill(1, 0, this.levers.length);
    for (let i = this.levers.length; i < this.moving.length; i++) this.work(i);
    return { value: this.value(this.root), slope: this.slope(this.root), next: this.next, isCurve: this.isCurve };
  }

  private value(place: number): number {
    return (place >= 0 ? this.values[place] : this.still[-1 - place]) as number;
  }

  private slope(place: number): number {
    return place >= 0 ? (this.slopes[place] as number) : 0;
  }

  private put(i: number, value: number, slope: number): void {
    this.values[i] = value;
    this.slopes[i] = slope;
  }

  private work(i: number): void {
    const { op, detail } = this.moving[i] as Figure;
    const args = this.args[i] as Int32Array;
    switch (op) {
      case 'sum':
        this.sum(i, args, detail.from ?? args.length);
        break;
      case 'product':
      case 'charge':
      case 'portion':
        this.product(i, args[0] as number, args[1] as number);
        break;
      case 'part':
        this.put(i, this.value(args[0] as number) / (detail.of ?? 1), this.slope(args[0] as number) / (detail.of ?? 1));
        break;
      case 'quotient':
        this.quotient(i, args[0] as number, args[1] as number);
        break;
      case 'smaller':
        this.extreme(i, args, -1);
        break;
      case 'larger':
        this.extreme(i, args, 1);
        break;
      case 'rounded':
        this.put(i, this.value(args[0] as number), this.slope(args[0] as number));
        break;
      case 'multiple':
        this.multiple(i, args[0] as number, args[1] as number, detail.direction ?? 'nearest');
        break;
      case 'started':
        this.started(i, args[0] as number, args[1] as number);
        break;
      case 'logit':
        throw new RangeError('no straight line: a share by exponentials');
      case 'band':
        this.band(i, args, detail.closed ?? []);
        break;
      case 'apportionment':
        this.put(i, this.value(args[0] as number), this.slope(args[0] as number));
        break;
      case 'apportioned':
        if (args.length === 2) this.put(i, this.value(args[1] as number), this.slope(args[1] as number));
        else this.product(i, args[1] as number, args[2] as number);
        break;
      case 'input':
      case 'constant':
      case 'lever':
        throw new RangeError(`a leaf does not move: ${op}`);
      default:
        op satisfies never;
    }
  }

  private sum(i: number, args: Int32Array, from: number): void {
    let value = 0;
    let slope = 0;
    for (let k = 0; k < args.length; k++) {
      const sign = k < from ? 1 : -1;
      value += sign * this.value(args[k] as number);
      slope += sign * this.slope(args[k] as number);
    }
    this.put(i, value, slope);
  }

  private product(i: number, a: number, b: number): void {
    if (this.slope(a) !== 0 && this.slope(b) !== 0) this.curve('a product of two moving figures');
    this.put(i, this.value(a) * this.value(b), this.slope(a) * this.value(b) + this.value(a) * this.slope(b));
  }

  private quotient(i: number, a: number, b: number): void {
    const [x, y, dx, dy] = [this.value(a), this.value(b), this.slope(a), this.slope(b)];
    // Where both are nil and one moves, they stand just after the point as they move; by what stays nil nothing is divided.
    if (Math.abs(y) <= CLOSE && (dy === 0 || Math.abs(x) <= CLOSE)) {
      this.put(i, dy === 0 ? Number.NaN : dx / dy, 0);
      return;
    }
    const turn = dx * y - x * dy;
    // What moves in proportion to what it is divided by stays as it is.
    const isLevel = Math.abs(turn) <= CLOSE * CLOSE + PROPORTIONAL * (Math.abs(dx * y) + Math.abs(x * dy));
    if (dy !== 0 && !isLevel) this.curve('divided by a moving figure');
    this.put(i, x / y, isLevel ? 0 : turn / (y * y));
  }

  private curve(why: string): void {
    if (this.curves === 'refused') throw new RangeError(`no straight line: ${why}`);
    this.isCurve = true;
  }

  /** The leading argument just after the point, and the nearest point at which another overtakes it. */
  private extreme(i: number, args: Int32Array, sign: 1 | -1): void {
    let best = args[0] as number;
    for (const arg of args) {
      const ahead = (this.value(arg) - this.value(best)) * sign;
      // An unknown is NaN, and what is picked from among it and others is unknown too.
      if (Number.isNaN(ahead)) {
        this.put(i, Number.NaN, 0);
        return;
      }
      const gain = (this.slope(arg) - this.slope(best)) * sign;
      // Who overtakes so soon that it is no bend of its own has done so: a small amount may be the rest of large ones.
      const level = Math.abs(ahead) <= CLOSE * Math.max(1, Math.abs(this.value(best)), Math.abs(gain));
      if (level ? gain > 0 : ahead > 0) best = arg;
    }
    for (const arg of args) {
      const gain = (this.slope(arg) - this.slope(best)) * sign;
      if (gain > 0) this.bend(((this.value(best) - this.value(arg)) * sign) / gain);
    }
    this.put(i, this.value(best), this.slope(best));
  }

  /** Blocks started just after the point: at an exact multiple a rising quantity has already started the next one. */
  private started(i: number, quantity: number, blockSize: number): void {
    if (this.slope(blockSize) !== 0) throw new RangeError('no straight line: blocks of a moving size');
    const value = this.value(quantity);
    const slope = this.slope(quantity);
    const size = this.value(blockSize);
    const now = startedBlocks(value, size);
    const onEdge = Math.abs(value - now * size) <= CLOSE * Math.max(1, Math.abs(value));
    const blocks = onEdge && slope > 0 ? now + 1 : now;
    this.bend(((slope > 0 ? blocks : blocks - 1) * size - value) / slope);
    this.put(i, blocks, 0);
  }

  /** The multiple just after the point: level until the amount passes the next end of its step. */
  private multiple(i: number, amount: number, unit: number, direction: Direction): void {
    if (this.slope(unit) !== 0) throw new RangeError('no straight line: multiples of a moving unit');
    const size = this.value(unit);
    const slope = this.slope(amount);
    // Steps end at whole units, or half a unit off them; each is counted by its lower end.
    const shift = direction === 'nearest' ? 1 / 2 : direction === 'up' ? 1 : 0;
    const at = this.value(amount) / size + shift;
    const nearest = Math.round(at);
    const onEnd = Math.abs(at - nearest) <= CLOSE * Math.max(1, Math.abs(at));
    const falling = slope < 0 || (slope === 0 && direction === 'up');
    const step = onEnd ? nearest - (falling ? 1 : 0) : Math.floor(at);
    this.bend((((slope > 0 ? step + 1 : step) - at) * size) / slope);
    this.put(i, step * size, 0);
  }

  /** The band just after the point: on a bound a rising quantity has already passed it, and a falling one not. */
  private band(i: number, args: Int32Array, closed: readonly boolean[]): void {
    const quantity = this.value(args[0] as number);
    const slope = this.slope(args[0] as number);
    let found = -1;
    let known = quantity;
    closed.forEach((isClosed, k) => {
      const bound = args[1 + 2 * k] as number;
      known += this.value(bound);
      if (this.slope(bound) !== 0) throw new RangeError('no straight line: a band with a moving bound');
      this.bend((this.value(bound) - quantity) / slope);
      if (found < 0 && within(quantity, this.value(bound), slope === 0 ? isClosed : slope < 0)) found = k;
    });
    const taken = args[found < 0 ? args.length - 1 : 2 + 2 * found] as number;
    // A quantity or a bound that is unknown makes all of it unknown.
    if (Number.isNaN(known)) this.put(i, Number.NaN, 0);
    else this.put(i, this.value(taken), this.slope(taken));
  }

  /** It bends so far ahead; what lies behind, and what is never reached, is none. */
  private bend(distance: number): void {
    if (distance > CLOSE) this.next = Math.min(this.next, this.at + distance);
  }
}
