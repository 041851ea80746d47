import { Exact } from './exact.js';
import {
  type Detail,
  type Direction,
  evaluate,
  type Kind,
  type Known,
  leavesOut,
  type Op,
  Unknown,
  type Value,
} from './operation.js';
import type { Origin } from './origin.js';

/** What a figure notes of its workings: a value that is held, a total that leaves something out. */
export const TELLS = { held: 1, leftOut: 2 } as const;

/**
 * An amount that knows what it is made of. Immutable but for two notes of others about it; made only by the functions
 * below.
 */
export class Figure<K extends Kind = Kind> {
  /**
   * The last walk over the workings that came by here: `workings.ts` keeps it, because a set of 600,000 figures is
   * slow.
   */
  mark = 0;
  /**
   * At a leaf: workings were made as they are because of its value, so that with another they have to be made anew. Set
   * by `decidedBy`.
   */
  isDecisive = false;
  /**
   * What stands anywhere in its workings that pages tell of, and few have: `TELLS`. Noted as it is made, so that nobody
   * has to walk through what has none.
   */
  readonly tells: number;

  constructor(
    readonly kind: K,
    readonly op: Op,
    readonly args: readonly Figure[],
    readonly detail: Detail,
    readonly value: Value,
    /** What it is in the field's words, where it has a name of its own. */
    readonly label: string | undefined,
  ) {
    let tells = detail.held === undefined ? 0 : TELLS.held;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] as Figure;
      tells |= leavesOut(this, arg) ? arg.tells | TELLS.leftOut : arg.tells;
    }
    this.tells = tells;
  }

  get isKnown(): boolean {
    return !(this.value instanceof Unknown);
  }

  /** Whole pence. Throws a TypeError for another kind or an unknown value: callers ask `isKnown` first. */
  get pence(): number {
    if (typeof this.value !== 'number') throw new TypeError(`no pence in ${this.label ?? this.op}`);
    return this.value;
  }

  /** The exact number; pounds for money. Throws a TypeError for an unknown value. */
  get exact(): Exact {
    if (this.value instanceof Unknown) throw new TypeError(`unknown: ${this.value.reasons.join('; ')}`);
    return typeof this.value === 'number' ? Exact.pounds(this.value) : this.value;
  }
}

/** Whether a figure is known to be nil: what is unknown is not. */
export function isZero({ value }: Figure): boolean {
  return typeof value === 'number' ? value === 0 : value instanceof Exact && value.sign === 0;
}

export type Money = Figure<'money'>;
export type Price = Figure<'price'>;
export type Count = Figure<'count'>;
export type Rate = Figure<'rate'>;

const NONE: Detail = {};
/** Of a leaf. */
const NO_ARGS: readonly Figure[] = [];
/** Of sums with so many figures added, and of the parts of twelve: a projection makes thousands of each. */
const ADDED: readonly Detail[] = Array.from({ length: 32 }, (_, from) => ({ from }));
const TOTALS: readonly Detail[] = ADDED.map((detail) => ({ ...detail, isTotal: true }));
const TWELFTHS: readonly Detail[] = Array.from({ length: 12 }, (_, index) => ({ index, of: 12 }));

/**
 * A value of a file. Money is rounded to the penny by whoever reads it; pass `Unknown` where the file says that it is
 * not known.
 */
export function input<K extends Kind>(kind: K, value: Exact | Unknown, origin: Origin, label?: string): Figure<K> {
  return new Figure(kind, 'input', NO_ARGS, { origin }, value instanceof Exact ? stored(kind, value) : value, label);
}

/** A number that the rules of the field or of arithmetic give; `why` is shown where the working is explained. */
export function constant<K extends Kind>(kind: K, value: Exact, why: string): Figure<K> {
  return new Figure(kind, 'constant', NO_ARGS, { why }, stored(kind, value), undefined);
}

/** A figure that is unknown for reasons of the program's own. */
export function unknown<K extends Kind>(kind: K, ...reasons: readonly string[]): Figure<K> {
  return new Figure(kind, 'constant', NO_ARGS, { why: reasons.join('; ') }, new Unknown(reasons), undefined);
}

/** A multiplier of 1 that break-even and sensitivity turn. */
export function lever(name: string): Rate {
  return new Figure('rate', 'lever', NO_ARGS, { why: name }, Exact.one, name);
}

const zeros = new Map<Kind, Figure>();
/** Nothing, as opposed to unknown. */
export function nothing<K extends Kind>(kind: K): Figure<K> {
  let zero = zeros.get(kind);
  if (zero === undefined) {
    zero = constant(kind, Exact.zero, 'nothing');
    zeros.set(kind, zero);
  }
  return zero as Figure<K>;
}

/**
 * All of `plus`, less all of `minus`. Nothing at all is zero. The lists are kept as they are: whoever goes on adding to
 * one passes a copy.
 */
export function sum<K extends Kind>(
  kind: K,
  plus: readonly Figure<K>[],
  label?: string,
  minus: readonly Figure<K>[] = [],
): Figure<K> {
  return added(kind, plus, label, minus, ADDED[plus.length] ?? { from: plus.length });
}

/**
 * A sum of things of one kind: of schools, lines, months, postings. As any sum it is unknown where one of them is,
 * unless what is not known may be left out: then it is the sum of the others, and `leftOutIn` tells what it leaves out.
 * What is one thing made of several (a price of its terms), or holds one against another (a gain), is a `sum`.
 */
export function totalOf<K extends Kind>(
  kind: K,
  plus: readonly Figure<K>[],
  label?: string,
  minus: readonly Figure<K>[] = [],
): Figure<K> {
  return added(kind, plus, label, minus, TOTALS[plus.length] ?? { from: plus.length, isTotal: true });
}

function added<K extends Kind>(
  kind: K,
  plus: readonly Figure<K>[],
  label: string | undefined,
  minus: readonly Figure<K>[],
  detail: Detail,
): Figure<K> {
  if (label === undefined && minus.length === 0 && plus.length < 2) return plus[0] ?? nothing(kind);
  return made(kind, 'sum', minus.length === 0 ? plus : [...plus, ...minus], detail, label);
}

/** An exact product; its kind is that of `a`. */
export function times<K extends 'price' | 'count' | 'rate'>(a: Figure<K>, b: Count | Rate, label?: string): Figure<K> {
  return made(a.kind, 'product', [a, b], NONE, label);
}

/** A price times a quantity, rounded half up to the penny as an invoice line is. */
export function charge(price: Price, quantity: Count, label?: string): Money {
  return made('money', 'charge', [price, quantity], NONE, label);
}

/** Money times a rate (a discount, an on-cost, seven twelfths) or a number of times, rounded half up to the penny. */
export function portion(money: Money, rate: Rate | Count, label?: string): Money {
  return made('money', 'portion', [money, rate], NONE, label);
}

/** Money times a rate, exactly: part of an amount that no invoice shows. */
export function unrounded(money: Money, rate: Rate | Count, label?: string): Price {
  return made('price', 'product', [money, rate], NONE, label);
}

/**
 * What falls to one of several receivers before any rounding, and how many receivers it is: several that are alike, or
 * a part of one; one where nothing is said.
 */
export interface Falling {
  readonly each: Price;
  readonly of?: Count | undefined;
  /** What its part is called. */
  readonly label: string;
}

/**
 * Money shared out in whole pence, by the largest remainders of what falls to each: in the order given, the part of
 * each entry, all its receivers together. The parts add to the whole, which is what falls to all of them. See
 * `sharedOut` for the pennies that are left.
 */
export function apportion(whole: Money, among: readonly Falling[], label?: string): Money[] {
  const args = [whole, ...among.flatMap(({ each, of = ONE }): Figure[] => [each, of])];
  const shared = made('money', 'apportionment', args, NONE, label);
  return among.map(({ each, of, label: own }, index) =>
    made('money', 'apportioned', of === undefined ? [shared, each] : [shared, each, of], { index }, own),
  );
}

const ONE: Count = constant('count', Exact.one, 'one of them');

/** Part `index` (from 0) of `of` equal parts of money, in whole pence; all the parts add to the whole. */
export function part(money: Money, index: number, of: number, label?: string): Money {
  const detail = (of === 12 ? TWELFTHS[index] : undefined) ?? { index, of };
  return of === 1 && label === undefined ? money : made('money', 'part', [money], detail, label);
}

/** `a` divided by `b`, exactly: money by a count is a price, like by like is a rate. Unknown where `b` is zero. */
export function quotient<K extends 'price' | 'rate' | 'count'>(
  kind: K,
  a: Figure,
  b: Figure,
  label?: string,
): Figure<K> {
  return made(kind, 'quotient', [a, b], NONE, label);
}

/** The smallest of them: a cap, the lowest cash. At least one. */
export function smaller<K extends Kind>(kind: K, of: readonly Figure<K>[], label?: string): Figure<K> {
  return made(kind, 'smaller', of, NONE, label);
}

/** The largest of them: a floor. At least one. */
export function larger<K extends Kind>(kind: K, of: readonly Figure<K>[], label?: string): Figure<K> {
  return made(kind, 'larger', of, NONE, label);
}

/**
 * What may be chosen: what it is worth, and the share that would act on it. Of a share of nothing it is not weighed.
 */
export interface Chosen {
  readonly value: Money;
  readonly acts: Rate;
}

/**
 * The share of those who choose the value at `index` among some, by the exponentials of the values times the
 * sensitivity for each £1,000: a multinomial logit over those that are weighed. In millionths; the shares of all the
 * values add to one, and that of one that is not weighed is nothing.
 */
export function chosen(sensitivity: Count, among: readonly Chosen[], index: number, label?: string): Rate {
  return made('rate', 'logit', [sensitivity, ...among.flatMap(({ value, acts }) => [value, acts])], { index }, label);
}

/** How many blocks of `size` are started by `quantity`: 20 in blocks of 20 is one, 21 is two, none is none. */
export function started(quantity: Count, size: Count, label?: string): Count {
  return made('count', 'started', [quantity, size], NONE, label);
}

/**
 * A value that is worked out, as it stands at its place: rounded once, to so many decimals (money to the penny), halves
 * away from zero.
 */
export function settled<K extends Kind>(kind: K, of: Figure, places: number, label?: string): Figure<K> {
  return made(kind, 'rounded', [of], { places }, label);
}

/** The multiple of a unit above zero that is next to an amount, in a direction. */
export function multiple<K extends 'price' | 'count' | 'rate'>(
  amount: Figure<K>,
  unit: Figure<K>,
  direction: Direction,
  label?: string,
): Figure<K> {
  return made(amount.kind, 'multiple', [amount, unit], { direction }, label);
}

/** One band: its upper bound, whether that belongs to it, and what holds in it. */
export interface Band<K extends Kind> {
  readonly upTo: Figure;
  readonly closed: boolean;
  readonly value: Figure<K>;
}

/**
 * The value of the first band whose upper bound `quantity` does not pass, and `above` where it passes them all. Bounds
 * rise. Only the value that is taken has to be known: an unknown one stands for a stretch that no band covers.
 */
export function band<K extends Kind>(
  kind: K,
  quantity: Figure,
  bands: readonly Band<K>[],
  above: Figure<K>,
  label?: string,
): Figure<K> {
  const args = [quantity, ...bands.flatMap(({ upTo, value }) => [upTo, value]), above];
  return made(kind, 'band', args, { closed: bands.map(({ closed }) => closed) }, label);
}

/** The share of some in all of them, none of which is below zero; zero where there are none at all. */
export function shareAmong(all: Count, some: Count, label?: string): Rate {
  const none: Band<'rate'> = { upTo: nothing<'count'>('count'), closed: true, value: nothing<'rate'>('rate') };
  return band('rate', all, [none], quotient('rate', some, all, label));
}

/** The same figure under a name of its own: `income from membership, 2019-20`. */
export function named<K extends Kind>(figure: Figure<K>, label: string): Figure<K> {
  if (figure.label === label) return figure;
  if (figure.label === undefined && figure.args.length > 0) {
    return new Figure(figure.kind, figure.op, figure.args, figure.detail, figure.value, label);
  }
  return made(figure.kind, 'sum', [figure], { from: 1 }, label);
}

/**
 * A figure as it stands in for months after the last for which it is known, `knownTo`: `what` says what it is a value
 * of.
 */
export function held<K extends Kind>(figure: Figure<K>, what: string, knownTo: number, label: string): Figure<K> {
  return made(figure.kind, 'sum', [figure], { from: 1, held: { what, knownTo } }, label);
}

function made<K extends Kind>(
  kind: K,
  op: Op,
  args: readonly Figure[],
  detail: Detail,
  label: string | undefined,
): Figure<K> {
  return new Figure(kind, op, args, detail, evaluate(kind, op, detail, args), label);
}

function stored(kind: Kind, value: Exact): Known {
  return kind === 'money' ? value.toPence() : value;
}
