import type { Figure } from './figure.js';
import { asNumber, startedBlocks, within } from './floats.js';
import { leavesOut } from './operation.js';
import { workings } from './workings.js';

/**
 * A figure that moves in proportion with each of some leaves, whatever the others are, as long as each lies between
 * zero and one; and with steps.
 */
export interface Plane {
  /** By how much the figure moves, in pounds for money, as a leaf goes from zero to one and no step is taken. */
  readonly slopes: ReadonlyMap<Figure, number>;
  readonly steps: readonly PlaneStep[];
  /** How far the exact figure can be from the plane: what is rounded to the penny on the way. */
  readonly rounding: number;
}

/** Blocks that are started as some leaves go up: the quantity is a plane of its own. */
export interface PlaneStep {
  /** By how much the figure moves with one block more. */
  readonly slope: number;
  readonly size: number;
  /** The quantity with all leaves at zero, and by how much it moves with each. */
  readonly base: number;
  readonly slopes: ReadonlyMap<Figure, number>;
}

/** The least and the most that a moving figure can be, and how far rounding can take it beyond. */
interface Reach {
  readonly low: number;
  readonly high: number;
  readonly off: number;
  /**
   * For an operation that picks one of its arguments: the one that it picks wherever the leaves stand; undefined for
   * none.
   */
  readonly picked?: Figure | undefined;
}

const HALF_PENNY = 0.005;
/** One of equal parts is the whole pence on either side of what falls to it, and so is what one receiver is apportioned. */
const PENNY = 0.01;

/**
 * The plane that a figure is over some leaves between zero and one; undefined where it is unknown, and where it bends or
 * jumps on the way: a product of two moving figures, a cap that binds for some values and not for others, a step upon a
 * step. Each moving figure is followed with the least and the most that it can be (interval arithmetic), so a cap that
 * never binds is seen not to; then the slopes are gathered from the root back to the leaves (reverse differentiation).
 * In doubles: for what can be proved with some room to spare.
 */
export function planeOf(root: Figure, leaves: ReadonlySet<Figure>): Plane | undefined {
  const found = root.isKnown ? moves(root, leaves) : undefined;
  if (found === undefined) return undefined;
  const { moving, reaches } = found;
  const slopes = slopesOf(root, moving, reaches);
  const blocks = moving.filter(
    (figure) => figure.op === 'started' && reaches.get(figure)?.low !== reaches.get(figure)?.high,
  );
  const steps = blocks.flatMap((figure) => stepOf(figure, leaves, slopes.get(figure) ?? 0) ?? []);
  if (steps.length < blocks.length) return undefined;
  return {
    slopes: new Map([...leaves].map((leaf) => [leaf, slopes.get(leaf) ?? 0])),
    steps,
    rounding: reaches.get(root)?.off ?? 0,
  };
}

/**
 * The figures that move with the leaves, each after what it is made of, and how far each can; undefined where one
 * bends.
 */
function moves(
  root: Figure,
  leaves: ReadonlySet<Figure>,
): { readonly moving: readonly Figure[]; readonly reaches: ReadonlyMap<Figure, Reach> } | undefined {
  const reaches = new Map<Figure, Reach>();
  const moving: Figure[] = [];
  for (const figure of workings([root])) {
    if (leaves.has(figure)) reaches.set(figure, { low: 0, high: 1, off: 0 });
    if (!figure.args.some((arg) => reaches.has(arg))) continue;
    const reach = reachOf(figure, reaches);
    if (reach === undefined) return undefined;
    reaches.set(figure, reach);
    moving.push(figure);
  }
  return { moving, reaches };
}

/** Blocks of a quantity that is a plane itself; undefined where it is none, or its steps would be upon steps. */
function stepOf({ args: [quantity, size] }: Figure, leaves: ReadonlySet<Figure>, slope: number): PlaneStep | undefined {
  const plane = planeOf(quantity as Figure, leaves);
  if (plane === undefined || plane.steps.length > 0) return undefined;
  let base = asNumber((quantity as Figure).value);
  for (const [leaf, each] of plane.slopes) base -= each * asNumber(leaf.value);
  return { slope, size: asNumber((size as Figure).value), base, slopes: plane.slopes };
}

function reachOf(figure: Figure, reaches: ReadonlyMap<Figure, Reach>): Reach | undefined {
  const { op, args, detail } = figure;
  const of = (arg: Figure | undefined): Reach => reachIn(arg as Figure, reaches);
  switch (op) {
    case 'sum':
      return args
        .map((arg) => (leavesOut(figure, arg) ? ZERO : of(arg)))
        .reduce((so, each, i) => added(so, i < (detail.from ?? args.length) ? each : scaled(each, -1)), ZERO);
    case 'product':
      return productIn(args[0] as Figure, args[1] as Figure, reaches);
    case 'charge':
    case 'portion':
      return rounded(productIn(args[0] as Figure, args[1] as Figure, reaches), HALF_PENNY);
    case 'apportionment':
      return { ...of(args[0]), picked: args[0] };
    case 'apportioned':
      return args.length === 2
        ? rounded(of(args[1]), PENNY)
        : rounded(productIn(args[1] as Figure, args[2] as Figure, reaches), PENNY * Math.ceil(of(args[2]).high));
    case 'part':
      return rounded(scaled(of(args[0]), 1 / (detail.of ?? 1)), PENNY);
    case 'quotient':
      return reaches.has(args[1] as Figure) ? undefined : scaled(of(args[0]), 1 / asNumber((args[1] as Figure).value));
    case 'rounded':
      return rounded(of(args[0]), 0.5 / 10 ** (detail.places ?? 0));
    case 'multiple':
      // Level where nothing that moves it reaches the end of its step: that is not looked for, because no lever is
      // rounded so.
      return undefined;
    case 'smaller':
      return picked(args, (arg) => of(arg));
    case 'larger':
      return picked(args, (arg) => scaled(of(arg), -1), -1);
    case 'started':
      return startedIn(of(args[0]), of(args[1]));
    case 'band':
      return bandIn(args, detail.closed ?? [], of);
    case 'logit':
      return undefined;
    case 'input':
    case 'constant':
    case 'lever':
      throw new RangeError(`a leaf is not made from anything: ${op}`);
    default:
      return op satisfies never;
  }
}

const ZERO: Reach = { low: 0, high: 0, off: 0 };

function reachIn(figure: Figure, reaches: ReadonlyMap<Figure, Reach>): Reach {
  const found = reaches.get(figure);
  if (found !== undefined) return found;
  const value = asNumber(figure.value);
  return { low: value, high: value, off: 0 };
}

const added = (a: Reach, b: Reach): Reach => ({ low: a.low + b.low, high: a.high + b.high, off: a.off + b.off });

function rounded<R extends Reach | undefined>(reach: R, by: number): R {
  return reach && { ...reach, off: reach.off + by };
}

/** Undefined where both move. What does not move may be alone among the workings of an apportionment. */
function productIn(a: Figure, b: Figure, reaches: ReadonlyMap<Figure, Reach>): Reach | undefined {
  const [moves, still] = reaches.has(a) ? [a, b] : [b, a];
  return reaches.has(still) ? undefined : scaled(reachIn(moves, reaches), asNumber(still.value));
}

function scaled({ low, high, off }: Reach, by: number): Reach {
  return { low: Math.min(low * by, high * by), high: Math.max(low * by, high * by), off: off * Math.abs(by) };
}

/** The smallest of some, where it is the same one throughout; `sign` -1 turns the reach of the largest back. */
function picked(args: readonly Figure[], of: (arg: Figure) => Reach, sign: 1 | -1 = 1): Reach | undefined {
  const found = args.find((arg) =>
    args.every((other) => other === arg || of(arg).high + of(arg).off <= of(other).low - of(other).off),
  );
  return found && { ...scaled(of(found), sign), picked: found };
}

/**
 * From the blocks of the least quantity to those of the most. A quantity that is rounded may be on either side of a
 * block's end.
 */
function startedIn(quantity: Reach, size: Reach): Reach | undefined {
  if (size.low !== size.high || quantity.off > 0) return undefined;
  return { low: startedBlocks(quantity.low, size.low), high: startedBlocks(quantity.high, size.low), off: 0 };
}

/** The band in which the quantity lies throughout. */
function bandIn(args: readonly Figure[], closed: readonly boolean[], of: (arg: Figure) => Reach): Reach | undefined {
  const bounds = closed.map((_, i) => of(args[1 + 2 * i] as Figure));
  if (bounds.some(({ low, high }) => low !== high)) return undefined;
  const { low, high, off } = of(args[0] as Figure);
  const [first, last] = [low - off, high + off].map((at) =>
    closed.findIndex((isClosed, i) => within(at, (bounds[i] as Reach).low, isClosed)),
  );
  if (first !== last) return undefined;
  const taken = args[first === undefined || first < 0 ? args.length - 1 : 2 + 2 * first] as Figure;
  return { ...of(taken), picked: taken };
}

function slopesOf(
  root: Figure,
  moving: readonly Figure[],
  reaches: ReadonlyMap<Figure, Reach>,
): ReadonlyMap<Figure, number> {
  const slopes = new Map<Figure, number>([[root, 1]]);
  for (const figure of [...moving].reverse()) {
    const slope = slopes.get(figure) ?? 0;
    // What moves nothing passes nothing on, whatever its own value: one that is left out has none.
    if (slope === 0) continue;
    figure.args.forEach((arg, k) => {
      if (reaches.has(arg) && !leavesOut(figure, arg))
        slopes.set(arg, (slopes.get(arg) ?? 0) + slope * passedOn(figure, k, reaches));
    });
  }
  return slopes;
}

/** How much a figure moves with one of its arguments. */
function passedOn(figure: Figure, k: number, reaches: ReadonlyMap<Figure, Reach>): number {
  const { op, args, detail } = figure;
  switch (op) {
    case 'sum':
      return k < (detail.from ?? args.length) ? 1 : -1;
    case 'part':
      return 1 / (detail.of ?? 1);
    case 'quotient':
      return 1 / asNumber((args[1] as Figure).value);
    case 'product':
    case 'charge':
    case 'portion':
      return asNumber((args[1 - k] as Figure).value);
    case 'rounded':
      return 1;
    case 'apportioned':
      // What falls to it moves it, times the number of those to whom it falls; what is shared out does not by itself.
      return k === 0 ? 0 : args.length === 2 ? 1 : asNumber((args[3 - k] as Figure).value);
    case 'started':
      return 0;
    default:
      // The same figure may stand among the arguments of a choice twice: it is passed on once.
      return reaches.get(figure)?.picked === args[k] && args.indexOf(args[k] as Figure) === k ? 1 : 0;
  }
}
