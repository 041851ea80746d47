import { Exact } from './exact.js';
import type { Figure } from './figure.js';
import { leavesOut, Unknown } from './operation.js';

/**
 * The workings of some figures in the order in which they can be recalculated: every figure after all that it is made
 * of. Iterative, because a chain of sixty monthly balances is deeper than a call stack should be. Where `instead` has a
 * figure, it is followed in the place of what the other is made of.
 */
export function workings(roots: readonly Figure[], instead: ReadonlyMap<Figure, Figure> = NOTHING): Figure[] {
  const order: Figure[] = [];
  const walk = nextWalk();
  const figures: Figure[] = [];
  const parts: (readonly Figure[])[] = [];
  const nexts: number[] = [];
  const meet = (figure: Figure): void => {
    if (figure.mark === walk) return;
    figure.mark = walk;
    const other = instead.size === 0 ? undefined : instead.get(figure);
    figures.push(figure);
    parts.push(other === undefined ? figure.args : [other]);
    nexts.push(0);
  };
  for (const root of roots) {
    meet(root);
    while (figures.length > 0) {
      const last = figures.length - 1;
      const next = nexts[last] as number;
      nexts[last] = next + 1;
      const part = parts[last]?.[next];
      if (part !== undefined) meet(part);
      else {
        order.push(figures.pop() as Figure);
        parts.pop();
        nexts.pop();
      }
    }
  }
  return order;
}

const NOTHING: ReadonlyMap<Figure, Figure> = new Map();
let walks = 0;

/** Walks are counted from 1, so that a figure that none has met is marked by none. */
function nextWalk(): number {
  return ++walks;
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
    if (figure.mark === walk) continue;
    figure.mark = walk;
    if (figure.detail.held !== undefined) found.push(figure);
    for (const arg of figure.args) if (arg.mark !== walk && !isZero(arg)) stack.push(arg);
  }
  return found;
}

function isZero({ value }: Figure): boolean {
  return typeof value === 'number' ? value === 0 : value instanceof Exact && value.sign === 0;
}

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
  for (let figure = stack.pop(); figure !== undefined; figure = stack.pop()) for (const arg of figure.args) meet(arg);
  return leaves;
}

/** Of some figures those that are less than the whole, because a total among their workings leaves something out. */
export function partialAmong(roots: readonly Figure[]): ReadonlySet<Figure> {
  const partial = new Set<Figure>();
  for (const figure of workings(roots)) {
    if (figure.isKnown && figure.args.some((arg) => partial.has(arg) || leavesOut(figure, arg))) partial.add(figure);
  }
  return new Set(roots.filter((root) => partial.has(root)));
}

/** The leaves, not known, that totals among the workings of some figures leave out; each once. */
export function leftOutIn(roots: readonly Figure[]): Figure[] {
  const gone = workings(roots).flatMap((figure) => figure.args.filter((arg) => leavesOut(figure, arg)));
  return unknownLeaves(gone);
}

/** The leaves, not known, for which some figures are not known; each once. */
export function unknownLeaves(roots: readonly Figure[]): Figure[] {
  const open = roots.filter(({ isKnown }) => !isKnown);
  return leavesOf(open).filter(({ value }) => value instanceof Unknown);
}
