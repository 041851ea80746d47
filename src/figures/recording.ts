import { evaluate, type Figure, Unknown, type Value } from './figure.js';

/** How many draws are worked through at a time: small enough for the processor's cache, large enough to be worth the loop. */
const BLOCK = 512;

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

/** The recorded workings of some figures, to be recalculated with other values at the leaves. */
export class Recording {
  private readonly order: readonly Figure[];
  private readonly index = new Map<Figure, number>();

  constructor(private readonly roots: readonly Figure[]) {
    this.order = workings(roots);
    for (let i = 0; i < this.order.length; i++) this.index.set(this.order[i] as Figure, i);
  }

  /**
   * The roots' exact values with other values at some leaves. Only what is downstream of a given leaf is worked out anew; `everything` works out
   * all, which with the leaves as they are proves that every figure is what its working gives.
   */
  exactly(leaves: ReadonlyMap<Figure, Value>, everything = false): Value[] {
    const anew = new Map<Figure, { readonly value: Value }>();
    for (const figure of this.order) {
      if (figure.args.length === 0) {
        const given = leaves.get(figure);
        if (given !== undefined) anew.set(figure, { value: given });
      } else if (everything || figure.args.some((arg) => anew.has(arg))) {
        const args = figure.args.map((arg) => anew.get(arg) ?? arg);
        anew.set(figure, { value: evaluate(figure.kind, figure.op, figure.detail, args) });
      }
    }
    return this.roots.map((root) => (anew.get(root) ?? root).value);
  }

  /**
   * The roots over many draws: `leaves` gives some leaves a value for each draw, in pounds for money; the others stay as they are. Only what is
   * downstream of a given leaf is recalculated. Nothing is rounded to the penny, so a result is within half a penny a charge of the exact one.
   * An unknown figure is NaN.
   */
  sampled(leaves: ReadonlyMap<Figure, Float64Array>, draws: number): Float64Array[] {
    const results = this.roots.map(() => new Float64Array(draws));
    for (let start = 0; start < draws; start += BLOCK) this.block(leaves, start, Math.min(BLOCK, draws - start), results);
    return results;
  }

  private block(leaves: ReadonlyMap<Figure, Float64Array>, start: number, length: number, results: readonly Float64Array[]): void {
    const columns: (Float64Array | number)[] = [];
    for (const figure of this.order) {
      const given = figure.args.length === 0 ? leaves.get(figure) : undefined;
      if (given !== undefined) columns.push(given.subarray(start, start + length));
      else columns.push(this.column(figure, columns, length));
    }
    for (let r = 0; r < results.length; r++) {
      const column = columns[this.index.get(this.roots[r] as Figure) as number] as Float64Array | number;
      const result = results[r] as Float64Array;
      if (typeof column === 'number') result.fill(column, start, start + length);
      else result.set(column, start);
    }
  }

  private column(figure: Figure, columns: readonly (Float64Array | number)[], length: number): Float64Array | number {
    const args = figure.args.map((arg) => columns[this.index.get(arg) as number] as Float64Array | number);
    if (!args.some((arg) => typeof arg !== 'number')) return asNumber(figure.value);
    const out = new Float64Array(length);
    fill(figure, args, out);
    return out;
  }
}

/** A value as the nearest double, in pounds for money; NaN for an unknown. */
export function asNumber(value: Value): number {
  if (value instanceof Unknown) return Number.NaN;
  return typeof value === 'number' ? value / 100 : value.toNumber();
}

type Column = Float64Array | number;

/** One operation over a block of draws. */
function fill({ op, detail }: Figure, args: readonly Column[], out: Float64Array): void {
  const [a, b] = args as [Column, Column];
  switch (op) {
    case 'sum':
      args.forEach((arg, i) => {
        accumulate(out, arg, i < (detail.from ?? args.length) ? 1 : -1);
      });
      break;
    case 'product':
    case 'charge':
    case 'portion':
      pairwise(out, a, b, (x, y) => x * y);
      break;
    case 'part':
      accumulate(out, a, 1 / (detail.of ?? 1));
      break;
    case 'quotient':
      pairwise(out, a, b, (x, y) => (y === 0 ? Number.NaN : x / y));
      break;
    case 'smaller':
      fold(out, args, Math.min);
      break;
    case 'larger':
      fold(out, args, Math.max);
      break;
    case 'started':
      pairwise(out, a, b, startedBlocks);
      break;
    case 'logit':
      logit(out, args, detail.index ?? 0);
      break;
    case 'band':
      banded(out, args, detail.closed ?? []);
      break;
    case 'input':
    case 'constant':
    case 'lever':
      throw new RangeError(`a leaf is not made from anything: ${op}`);
    default:
      op satisfies never;
  }
}

/** A block counts as started only beyond the noise of a double: 20.000000000000004 in blocks of 20 is one. */
export function startedBlocks(quantity: number, size: number): number {
  const blocks = quantity / size;
  const nearest = Math.round(blocks);
  return Math.abs(blocks - nearest) < 1e-9 * Math.max(1, Math.abs(blocks)) ? nearest : Math.ceil(blocks);
}

/** Whether a quantity lies in a band, with the noise of a double on the side on which its exact value would be. */
export function within(quantity: number, bound: number, closed: boolean): boolean {
  const noise = 1e-9 * Math.max(1, Math.abs(bound));
  return closed ? quantity <= bound + noise : quantity < bound - noise;
}

/** Without the rounding to millionths. */
function logit(out: Float64Array, [sensitivity, ...values]: readonly Column[], index: number): void {
  const at = (arg: Column | undefined, i: number): number => (typeof arg === 'number' ? arg : ((arg as Float64Array)[i] as number));
  for (let i = 0; i < out.length; i++) {
    const scaled = values.map((value) => (at(value, i) * at(sensitivity, i)) / 1000);
    const greatest = Math.max(...scaled);
    const weights = scaled.map((value) => Math.exp(value - greatest));
    out[i] = (weights[index] as number) / weights.reduce((sum, weight) => sum + weight, 0);
  }
}

function banded(out: Float64Array, args: readonly Column[], closed: readonly boolean[]): void {
  const at = (arg: Column | undefined, i: number): number => (typeof arg === 'number' ? arg : ((arg as Float64Array)[i] as number));
  for (let i = 0; i < out.length; i++) {
    const quantity = at(args[0], i);
    const found = closed.findIndex((isClosed, k) => within(quantity, at(args[1 + 2 * k], i), isClosed));
    out[i] = Number.isNaN(quantity) ? Number.NaN : at(args[found < 0 ? args.length - 1 : 2 + 2 * found], i);
  }
}

function accumulate(out: Float64Array, arg: Column, factor: number): void {
  if (typeof arg === 'number') {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + arg * factor;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + (arg[i] as number) * factor;
  }
}

function pairwise(out: Float64Array, a: Column, b: Column, combine: (x: number, y: number) => number): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = combine(typeof a === 'number' ? a : (a[i] as number), typeof b === 'number' ? b : (b[i] as number));
  }
}

function fold(out: Float64Array, args: readonly Column[], combine: (x: number, y: number) => number): void {
  for (let i = 0; i < out.length; i++) {
    let best: number | undefined;
    for (const arg of args) {
      const value = typeof arg === 'number' ? arg : (arg[i] as number);
      // An unknown is NaN, and what is picked from among it and others is unknown too.
      best = best === undefined ? value : combine(best, value);
    }
    out[i] = best ?? Number.NaN;
  }
}
