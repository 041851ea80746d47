import type { Figure } from './figure.js';
import { Interpreter } from './interpreter.js';
import { evaluate, isRounded, type Value, type Valued } from './operation.js';
import { compileOrdered } from './program.js';
import { leavesOf, type Ordered, ordered } from './workings.js';

/**
 * Notes that what is made of some figures hangs on their values, and not only the amounts: an order, or whether there
 * is anything at all. Whoever branches on a figure says so, because recorded workings replay one branch only.
 */
export function decidedBy(...figures: readonly (Figure | undefined)[]): void {
  for (const leaf of leavesOf(figures.flatMap((figure) => figure ?? []))) leaf.isDecisive = true;
}

/** A program of the workings with the leaves that vary in it, in their order. */
interface Compiled {
  readonly leaves: readonly Figure[];
  readonly interpreter: Interpreter;
}

/** The recorded workings of some figures, to be recalculated with other values at the leaves. */
export class Recording {
  private readonly order: Ordered;
  /** Of the leaves that were last asked for: a search asks for the same ones again and again. */
  private compiled: Compiled | undefined;
  private moving: { readonly leaves: readonly Figure[]; readonly places: readonly number[] } | undefined;
  /** What is worked out anew, by its place; empty between two questions. */
  private readonly anew: (Valued | undefined)[];
  private roundings: number | undefined;

  constructor(roots: readonly Figure[]) {
    this.order = ordered(roots);
    this.anew = this.order.figures.map(() => undefined);
  }

  /** How many of the figures are rounded to the penny. */
  get rounded(): number {
    this.roundings ??= this.order.figures.filter(isRounded).length;
    return this.roundings;
  }

  /**
   * The roots' exact values with other values at some leaves. Only what is downstream of a given leaf is worked out
   * anew; `everything` works out all, which with the leaves as they are proves that every figure is what its working
   * gives.
   */
  exactly(leaves: ReadonlyMap<Figure, Value>, everything = false): Value[] {
    const { figures, args, starts, roots } = this.order;
    const { anew } = this;
    const places = everything ? [...figures.keys()] : this.movingWith([...leaves.keys()]);
    try {
      for (const i of places) {
        const figure = figures[i] as Figure;
        const from = starts[i] as number;
        const given = leaves.get(figure);
        if (given !== undefined && figure.args.length === 0) anew[i] = { value: given };
        else if (figure.args.length > 0) {
          const valued = figure.args.map((arg, k) => anew[args[from + k] as number] ?? arg);
          anew[i] = { value: evaluate(figure.kind, figure.op, figure.detail, valued), args: valued };
        }
      }
      return Array.from(roots, (at) => (anew[at] ?? (figures[at] as Figure)).value);
    } finally {
      for (const i of places) anew[i] = undefined;
    }
  }

  /** The places of what moves with some leaves, and of these. */
  private movingWith(leaves: readonly Figure[]): readonly number[] {
    if (this.moving === undefined || !areSame(this.moving.leaves, leaves)) {
      const { figures, args, starts } = this.order;
      const given = new Set(leaves);
      const moves = new Uint8Array(figures.length);
      const places: number[] = [];
      for (let i = 0; i < figures.length; i++) {
        const [from, to] = [starts[i] as number, starts[i + 1] as number];
        if (from === to ? !given.has(figures[i] as Figure) : !isAny(moves, args, from, to)) continue;
        moves[i] = 1;
        places.push(i);
      }
      this.moving = { leaves, places };
    }
    return this.moving.places;
  }

  /**
   * The roots over many draws: `leaves` gives some leaves a value for each draw, in pounds for money; the others stay
   * as they are. Only what is downstream of a given leaf is recalculated. Nothing is rounded to the penny, so a result
   * is within half a penny a charge of the exact one. An unknown figure is NaN.
   */
  sampled(leaves: ReadonlyMap<Figure, Float64Array>, draws: number): Float64Array[] {
    const columns = [...leaves.values()];
    const results = Array.from(this.order.roots, () => new Float64Array(draws));
    this.interpreterOf([...leaves.keys()]).run(
      draws,
      (input, start, out) => out.set((columns[input] as Float64Array).subarray(start, start + out.length)),
      results,
    );
    return results;
  }

  private interpreterOf(leaves: readonly Figure[]): Interpreter {
    if (this.compiled !== undefined && areSame(this.compiled.leaves, leaves)) return this.compiled.interpreter;
    const interpreter = new Interpreter(compileOrdered(this.order, leaves));
    this.compiled = { leaves, interpreter };
    return interpreter;
  }
}

function areSame(some: readonly Figure[], others: readonly Figure[]): boolean {
  return some.length === others.length && some.every((each, i) => each === others[i]);
}

/** Whether any of the places in `args` from one to another moves. */
function isAny(moves: Uint8Array, args: Int32Array, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (moves[args[k] as number] === 1) return true;
  return false;
}
