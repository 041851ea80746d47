import { Exact, Figure, type Value } from '../../figures/index.js';
import { type AskedAmount, askedBy, type Formula, Scalar } from '../../language/index.js';
import type { Model } from '../../model/index.js';

/** Parts of a model that nothing is projected from. */
const APART: readonly string[] = ['assumptions', 'checks', 'lints', 'options'];

/**
 * The values that some inputs of one model have in another that says the same in everything else, so that the workings
 * of the one hold for the other: what is read of both is compared part by part. Undefined where they differ in more
 * than known numbers (a word, a date, a number of instalments, something that is there or not), or in a number that
 * decided how the workings were made.
 */
export function movedInputs(from: Model, to: Model): ReadonlyMap<Figure, Value> | undefined {
  const moved = new Map<Figure, Value>();
  const { isSame } = new Comparison(moved);
  for (const key of Object.keys(from) as (keyof Model)[]) {
    if (!APART.includes(key) && !isSame(from[key], to[key])) return undefined;
  }
  return [...moved.keys()].some(({ isDecisive }) => isDecisive) ? undefined : moved;
}

/**
 * Compares what two models say, part by part; what differs in known numbers alone is the same, and noted in `moved`.
 */
export class Comparison {
  private readonly seen = new Map<object, object>();

  constructor(private readonly moved: Map<Figure, Value>) {}

  readonly isSame = (a: unknown, b: unknown): boolean => {
    if (a === b) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (this.seen.get(a) === b) return true;
    this.seen.set(a, b);
    return Object.getPrototypeOf(a) === Object.getPrototypeOf(b) && this.isSameThing(a, b);
  };

  private isSameThing(a: object, b: object): boolean {
    if (a instanceof Figure) return this.isSameFigure(a, b as Figure);
    if (a instanceof Exact) return a.compare(b as Exact) === 0;
    if (a instanceof Scalar) return a.path === (b as Scalar).path && a.text === (b as Scalar).text;
    if (a instanceof Map) return this.areSame([...a].flat(), [...(b as Map<unknown, unknown>)].flat());
    if (a instanceof Set) return this.areSame([...a], [...(b as Set<unknown>)]);
    if (Array.isArray(a)) return this.areSame(a, b as readonly unknown[]);
    return this.areSameRecords(a as Entries, b as Entries);
  }

  private areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
    return a.length === b.length && a.every((each, i) => this.isSame(each, b[i]));
  }

  /** Where something stands in a file is no part of what it says. */
  private areSameRecords(a: Entries, b: Entries): boolean {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => isPlace(key, a[key]) || (key in b && this.isSame(a[key], b[key])))
    );
  }

  private isSameFigure(a: Figure, b: Figure): boolean {
    if (a.kind !== b.kind || a.op !== b.op || a.args.length !== b.args.length) return false;
    if (!isSameAsked(askedBy(a), askedBy(b))) return false;
    if (a.op !== 'input') {
      const { from, index, of, closed, why } = a.detail;
      const same = this.areSame(
        [from, index, of, closed, why],
        [b.detail.from, b.detail.index, b.detail.of, b.detail.closed, b.detail.why],
      );
      return same && (a.args.length > 0 ? this.areSame(a.args, b.args) : this.isSame(a.value, b.value));
    }
    if (a.detail.origin?.path !== b.detail.origin?.path || a.isKnown !== b.isKnown) return false;
    if (a.isKnown && a.exact.compare(b.exact) !== 0) this.moved.set(a, b.value);
    return true;
  }
}

type Entries = Readonly<Record<string, unknown>>;

/** A place in a file, or what finds the places of a school's keys. */
const isPlace = (key: string, said: unknown): boolean => key === 'span' || (key === 'at' && typeof said === 'function');

/**
 * Whether two figures stand for the same arithmetic with what a school has. Before a school is asked such a figure has no
 * number of its own: another number in its arithmetic, also in an assumption that this names, is another model.
 */
function isSameAsked(a: AskedAmount | undefined, b: AskedAmount | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.places === b.places && isSameFormula(a.formula, b.formula);
}

function isSameFormula(a: Formula, b: Formula): boolean {
  if (a.op === 'value') return b.op === 'value' && a.role === b.role && isSameOperand(a.scalar, b.scalar);
  if (b.op === 'value' || a.op !== b.op || a.of.length !== b.of.length) return false;
  if (a.op === 'round' && b.op === 'round' && a.direction !== b.direction) return false;
  return a.of.every((each, i) => isSameFormula(each, b.of[i] as Formula));
}

function isSameOperand(a: Scalar, b: Scalar): boolean {
  if (a === b) return true;
  if (a.path !== b.path || a.text !== b.text) return false;
  return a.formula === undefined || b.formula === undefined
    ? a.formula === b.formula
    : isSameFormula(a.formula, b.formula);
}
