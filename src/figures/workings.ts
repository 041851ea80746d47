import type { Figure } from './figure.js';

/**
 * The workings of some figures in the order in which they can be recalculated: every figure after all that it is made of.
 * Iterative, because a chain of sixty monthly balances is deeper than a call stack should be.
 */
export function workings(roots: readonly Figure[]): Figure[] {
  const order: Figure[] = [];
  const walk = nextWalk();
  const figures: Figure[] = [];
  const nexts: number[] = [];
  for (const root of roots) {
    if (root.mark === walk) continue;
    root.mark = walk;
    figures.push(root);
    nexts.push(0);
    while (figures.length > 0) {
      const last = figures.length - 1;
      const figure = figures[last] as Figure;
      const arg = figure.args[(nexts[last] as number)++];
      if (arg === undefined) {
        order.push(figure);
        figures.pop();
        nexts.pop();
      } else if (arg.mark !== walk) {
        arg.mark = walk;
        figures.push(arg);
        nexts.push(0);
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
