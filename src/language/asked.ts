import { band, type Figure, type Kind, named, nothing, unknown } from '../figures/index.js';
import { type Formula, namesAsked } from './arithmetic.js';
import type { Scalar } from './tree.js';
import { type AskedLeaf, type Leaf, NoValue, workedOut } from './worked-out.js';

/** Arithmetic with what a school has, `=max(450, pupils * 2)`: an amount for each school, and none before one is asked. */
export interface AskedAmount {
  readonly formula: Formula;
  readonly kind: Kind;
  readonly places: number;
  readonly scalar: Scalar;
  readonly leaf: Leaf;
}

const amounts = new WeakMap<Figure, AskedAmount>();

/** Stands for arithmetic with what a school has until a school is asked: unknown, with that as its reason. */
export function standingFor<K extends Kind>(kind: K, said: Omit<AskedAmount, 'kind'>): Figure<K> | string {
  // A school with one of everything tells whether the parts go together.
  const tried = workedOut(kind, said.formula, said.places, said.leaf, '', (_name, asked) => nothing(asked));
  if (tried instanceof NoValue) return tried.why;
  const figure = unknown(kind, `it hangs on what a school has: ${said.scalar.text}`);
  amounts.set(figure, { kind, ...said });
  return figure;
}

/** The arithmetic that a figure stands for; undefined where it is the figure itself. */
export function askedBy(figure: Figure): AskedAmount | undefined {
  return amounts.get(figure);
}

/** What the arithmetic of a figure asks of a school; nothing where it is the figure itself. */
export function quantitiesAsked(figure: Figure): string[] {
  const asked = amounts.get(figure);
  return asked === undefined ? [] : namesAsked(asked.formula);
}

/** What arithmetic comes to for one school; the figure itself where it stands for none. */
export function amountFor<F extends Figure>(figure: F, ofSchool: AskedLeaf, whose: string): F {
  const asked = amounts.get(figure);
  if (asked === undefined) return figure;
  const { kind, formula, places, leaf, scalar } = asked;
  const found = workedOut(kind, formula, places, leaf, `${scalar.text.slice(1)} of ${whose}`, ofSchool);
  if (found instanceof NoValue) return unknown(kind, found.why) as Figure as F;
  return (takesAway(formula) ? notNegative(found, scalar, whose) : found) as Figure as F;
}

/** Nobody has fewer than none of anything, and pays less than nothing. */
function notNegative<K extends Kind>(found: Figure<K>, { text }: Scalar, whose: string): Figure<K> {
  const none = unknown(found.kind, `${text.slice(1)} is below zero for ${whose}: write max(…, 0) for nothing`);
  const itself = named(found, 'where that is not below zero');
  return band(found.kind, found, [{ upTo: nothing(found.kind), closed: false, value: none }], itself, found.label);
}

/** Whether anything is taken away in a formula: else it is never below zero. */
function takesAway(formula: Formula): boolean {
  if (formula.op === 'value') return formula.scalar.formula !== undefined && takesAway(formula.scalar.formula);
  return formula.op === '-' || formula.of.some(takesAway);
}
