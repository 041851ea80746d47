import type { Figure } from './figure.js';
import { Interpreter } from './interpreter.js';
import { evaluate, type Value, type Valued } from './operation.js';
import { compile } from './program.js';
import { leavesOf, workings } from './workings.js';

/**
 * Notes that what is made of some figures hangs on their values, and not only the amounts: an order, or whether there
 * is anything at all. Whoever branches on a figure says so, because recorded workings replay one branch only.
 */
export function decidedBy(...figures: readonly (Figure | undefined)[]): void {
  for (const leaf of leavesOf(figures.flatMap((figure) => figure ?? []))) leaf.isDecisive = true;
}

/** The recorded workings of some figures, to be recalculated with other values at the leaves. */
export class Recording {
  private readonly order: readonly Figure[];

  constructor(private readonly roots: readonly Figure[]) {
    this.order = workings(roots);
  }

  /**
   * The roots' exact values with other values at some leaves. Only what is downstream of a given leaf is worked out
   * anew; `everything` works out all, which with the leaves as they are proves that every figure is what its working
   * gives.
   */
  exactly(leaves: ReadonlyMap<Figure, Value>, everything = false): Value[] {
    const anew = new Map<Figure, Valued>();
    for (const figure of this.order) {
      if (figure.args.length === 0) {
        const given = leaves.get(figure);
        if (given !== undefined) anew.set(figure, { value: given });
      } else if (everything || figure.args.some((arg) => anew.has(arg))) {
        const args = figure.args.map((arg) => anew.get(arg) ?? arg);
        anew.set(figure, { value: evaluate(figure.kind, figure.op, figure.detail, args), args });
      }
    }
    return this.roots.map((root) => (anew.get(root) ?? root).value);
  }

  /**
   * The roots over many draws: `leaves` gives some leaves a value for each draw, in pounds for money; the others stay
   * as they are. Only what is downstream of a given leaf is recalculated. Nothing is rounded to the penny, so a result
   * is within half a penny a charge of the exact one. An unknown figure is NaN.
   */
  sampled(leaves: ReadonlyMap<Figure, Float64Array>, draws: number): Float64Array[] {
    const columns = [...leaves.values()];
    const results = this.roots.map(() => new Float64Array(draws));
    const interpreter = new Interpreter(compile(this.roots, [...leaves.keys()]));
    interpreter.run(
      draws,
      (input, start, out) => out.set((columns[input] as Float64Array).subarray(start, start + out.length)),
      results,
    );
    return results;
  }
}
