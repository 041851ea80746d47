import { type Figure, isZero, TELLS } from './figure.js';
import { leavesOut, Unknown } from './operation.js';

/**
 * The workings of some figures in the order in which they can be recalculated: every figure after all that it is made
 * of. Iterative, because a chain of sixty monthly balances is deeper than a call stack should be.
 */
export function workings(roots: readonly Figure[]): Figure[] {
  const order: Figure[] = [];
  const walk = nextWalk();
  const figures: Figure[] = [];
  const nexts: number[] = [];
  const meet = (figure: Figure): void => {
    if (figure.mark === walk) return;
    figure.mark = walk;
    figures.push(figure);
    nexts.push(0);
  };
  for (const root of roots) {
    meet(root);
    while (figures.length > 0) {
      const last = figures.length - 1;
      const next = nexts[last] as number;
      nexts[last] = next + 1;
      const part = figures[last]?.args[next];
      if (part !== undefined) meet(part);
      else {
        order.push(figures.pop() as Figure);
        nexts.pop();
      }
    }
  }
  return order;
}

let walks = 0;

/** Walks are counted from 1, so that a figure that none has met is marked by none. */
function nextWalk(): number {
  return ++walks;
}

/** Numbers figures from 0, by their marks: what it says of a figure holds until the next walk over any workings. */
class Numbers {
  private readonly first = walks + 1;

  /** A figure that has a number gets another. */
  next(figure: Figure): void {
    figure.mark = nextWalk();
  }

  /** The number of a figure, below zero where it has none. */
  of({ mark }: Figure): number {
    return mark - this.first;
  }
}

/** The numbers of some figures by their places among them; they hold until the next walk over any workings. */
export function numbered(figures: readonly Figure[]): (figure: Figure) => number {
  const numbers = new Numbers();
  for (const figure of figures) numbers.next(figure);
  return (figure) => numbers.of(figure);
}

/** Workings as lists, for whoever works through them more than once. */
export interface Ordered {
  /** Each after all that it is made of. */
  readonly figures: readonly Figure[];
  /** The places of what each figure is made of, one figure after another; those of a figure begin at its `starts`. */
  readonly args: Int32Array;
  /** One more than there are figures: the last is where the arguments end. */
  readonly starts: Int32Array;
  /** The places of the figures that were asked for. */
  readonly roots: Int32Array;
}

/** The workings of some figures with the place of everything that they are made of. */
export function ordered(roots: readonly Figure[]): Ordered {
  const figures = workings(roots);
  const of = numbered(figures);
  const starts = new Int32Array(figures.length + 1);
  const args: number[] = [];
  for (let i = 0; i < figures.length; i++) {
    const { args: own } = figures[i] as Figure;
    for (let k = 0; k < own.length; k++) args.push(of(own[k] as Figure));
    starts[i + 1] = args.length;
  }
  return { figures, args: Int32Array.from(args), starts, roots: Int32Array.from(roots, of) };
}

/**
 * What rests on some leaves, of all that some figures are made of, the leaves first and each figure after what it is
 * made of; with the place of each among them, below zero for what does not rest on any, which holds until the next walk.
 */
export function restingOn(
  roots: readonly Figure[],
  leaves: Iterable<Figure>,
): { readonly moving: readonly Figure[]; readonly placeOf: (figure: Figure) => number } {
  const all = workings(roots);
  const moving: Figure[] = [];
  const numbers = new Numbers();
  const add = (figure: Figure): void => {
    numbers.next(figure);
    moving.push(figure);
  };
  for (const leaf of leaves) add(leaf);
  for (const figure of all) if (numbers.of(figure) < 0 && figure.args.some((arg) => numbers.of(arg) >= 0)) add(figure);
  return { moving, placeOf: (figure) => numbers.of(figure) };
}

/**
 * The figures below some others that stand in for months after the last for which they are known. What is zero has no
 * effect on what is made of it, and is not followed: no rate is held where there is nothing to which it applies.
 */
export function heldIn(roots: readonly Figure[]): Figure[] {
  const walk = nextWalk();
  const found: Figure[] = [];
  const stack = [...roots];
  for (let figure = stack.pop(); figure !== undefined; figure = stack.pop()) {
    if (figure.mark === walk || !tells(figure, TELLS.held)) continue;
    figure.mark = walk;
    if (figure.detail.held !== undefined) found.push(figure);
    const { args } = figure;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] as Figure;
      if (arg.mark !== walk && tells(arg, TELLS.held) && !isZero(arg)) stack.push(arg);
    }
  }
  return found;
}

const tells = (figure: Figure, what: number): boolean => (figure.tells & what) !== 0;

/** The leaves that some figures rest on: inputs, constants and levers, each once, in no order that means anything. */
export function leavesOf(roots: readonly Figure[]): Figure[] {
  const walk = nextWalk();
  const leaves: Figure[] = [];
  const stack: Figure[] = [];
  const meet = (figure: Figure): void => {
    if (figure.mark === walk) return;
    figure.mark = walk;
    if (figure.args.length === 0) leaves.push(figure);
    else stack.push(figure);
  };
  for (const root of roots) meet(root);
  for (let figure = stack.pop(); figure !== undefined; figure = stack.pop()) {
    // By its place: it is a pass over every figure, and an iterator makes two objects for each.
    const { args } = figure;
    for (let i = 0; i < args.length; i++) meet(args[i] as Figure);
  }
  return leaves;
}

/** Of some figures those that are less than the whole, because a total among their workings leaves something out. */
export function partialAmong(roots: readonly Figure[]): ReadonlySet<Figure> {
  const partial = new Set<Figure>();
  if (!roots.some((root) => tells(root, TELLS.leftOut))) return partial;
  for (const figure of workings(roots)) {
    if (figure.isKnown && figure.args.some((arg) => partial.has(arg) || leavesOut(figure, arg))) partial.add(figure);
  }
  return new Set(roots.filter((root) => partial.has(root)));
}

/** The leaves, not known, that totals among the workings of some figures leave out; each once. */
export function leftOutIn(roots: readonly Figure[]): Figure[] {
  if (!roots.some((root) => tells(root, TELLS.leftOut))) return [];
  const gone = workings(roots).flatMap((figure) => figure.args.filter((arg) => leavesOut(figure, arg)));
  return unknownLeaves(gone);
}

/** The leaves, not known, for which some figures are not known; each once. */
export function unknownLeaves(roots: readonly Figure[]): Figure[] {
  const open = roots.filter(({ isKnown }) => !isKnown);
  return leavesOf(open).filter(({ value }) => value instanceof Unknown);
}
