import { Exact, partOf, TooLarge } from './exact.js';
import { logitShares } from './logit.js';
import type { Origin } from './origin.js';

/**
 * What a figure measures: `money` in whole pence; `price` in pounds a unit; `count` of pupils, schools, days or months; `rate` as a fraction
 * (0.92 for 92%).
 */
export type Kind = 'money' | 'price' | 'count' | 'rate';

/** A value that is not known, with every reason why. It is never nought, and whatever is made from it is unknown too. */
export class Unknown {
  constructor(readonly reasons: readonly string[]) {}
}

export type Known = number | Exact;
export type Value = Known | Unknown;

/**
 * How a figure was made. Each operation is read in several ways (exactly in this file, in floats in `interpreter.ts`, as a line in `sweep.ts`, in
 * words where it is shown), so a formula of the domain is written once.
 */
export type Op =
  | 'input' // a leaf: a value of a file, with its origin
  | 'constant' // a leaf: a number of the rules, with its reason
  | 'lever' // a leaf: 1 as modelled; an analysis turns it
  | 'sum' // the first `from` arguments added, the others taken away
  | 'product' // exact
  | 'charge' // price × quantity, to the penny
  | 'portion' // money × rate, to the penny
  | 'part' // one of equal parts of money; the parts add to the whole
  | 'quotient' // exact; unknown when divided by nought
  | 'smaller' // the smallest of its arguments
  | 'larger' // the largest of its arguments
  | 'started' // how many blocks of a size are started
  | 'rounded' // to so many decimals, halves away from zero; money to the penny
  | 'multiple' // the multiple of a unit that is next: above, below, or nearest with halves away from zero
  | 'logit' // one option's share by the exponentials of all values, in millionths that add to one
  | 'band'; // the value of the band in which the first argument lies

/** `up` is towards more, `down` towards less; `nearest` takes halves away from zero. */
export type Direction = 'up' | 'down' | 'nearest';

export interface Detail {
  readonly origin?: Origin;
  /** A constant's reason, in words. */
  readonly why?: string;
  /** For `sum`: how many of the arguments are added. */
  readonly from?: number;
  /** For `part` and `logit`: which of how many, from 0. */
  readonly index?: number;
  readonly of?: number;
  /** For `rounded`: how many decimals. */
  readonly places?: number;
  /** For `multiple`: which is taken. */
  readonly direction?: Direction;
  /** For `band`: whether each upper bound belongs to its own band (up to and with it) or to the next (below it). */
  readonly closed?: readonly boolean[];
}

/** An amount that knows what it is made of. Immutable but for two notes of others about it; made only by the functions below. */
export class Figure<K extends Kind = Kind> {
  /** The last walk over the workings that came by here: `workings.ts` keeps it, because a set of 600,000 figures is slow. */
  mark = 0;
  /** At a leaf: workings were made as they are because of its value, so that with another they have to be made anew. Set by `decidedBy`. */
  isDecisive = false;

  constructor(
    readonly kind: K,
    readonly op: Op,
    readonly args: readonly Figure[],
    readonly detail: Detail,
    readonly value: Value,
    /** What it is in the field's words, where it has a name of its own. */
    readonly label: string | undefined,
  ) {}

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

export type Money = Figure<'money'>;
export type Price = Figure<'price'>;
export type Count = Figure<'count'>;
export type Rate = Figure<'rate'>;

const NONE: Detail = {};

/** A value of a file. Money is rounded to the penny by whoever reads it; pass `Unknown` where the file says that it is not known. */
export function input<K extends Kind>(kind: K, value: Exact | Unknown, origin: Origin, label?: string): Figure<K> {
  return new Figure(kind, 'input', [], { origin }, value instanceof Exact ? stored(kind, value) : value, label);
}

/** A number that the rules of the field or of arithmetic give; `why` is shown where the working is explained. */
export function constant<K extends Kind>(kind: K, value: Exact, why: string): Figure<K> {
  return new Figure(kind, 'constant', [], { why }, stored(kind, value), undefined);
}

/** A figure that is unknown for reasons of the program's own. */
export function unknown<K extends Kind>(kind: K, ...reasons: readonly string[]): Figure<K> {
  return new Figure(kind, 'constant', [], { why: reasons.join('; ') }, new Unknown(reasons), undefined);
}

/** A multiplier of 1 that break-even and sensitivity turn. */
export function lever(name: string): Rate {
  return new Figure('rate', 'lever', [], { why: name }, Exact.one, name);
}

const noughts = new Map<Kind, Figure>();
/** Nothing, as opposed to unknown. */
export function nothing<K extends Kind>(kind: K): Figure<K> {
  let nought = noughts.get(kind);
  if (nought === undefined) {
    nought = constant(kind, Exact.zero, 'nothing');
    noughts.set(kind, nought);
  }
  return nought as Figure<K>;
}

/** All of `plus`, less all of `minus`. Nothing at all is nought. The lists are kept as they are: whoever goes on adding to one passes a copy. */
export function sum<K extends Kind>(kind: K, plus: readonly Figure<K>[], label?: string, minus: readonly Figure<K>[] = []): Figure<K> {
  if (plus.length + minus.length === 0 && label === undefined) return nothing(kind);
  if (plus.length === 1 && minus.length === 0 && label === undefined) return plus[0] as Figure<K>;
  return made(kind, 'sum', minus.length === 0 ? plus : [...plus, ...minus], { from: plus.length }, label);
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

/** Part `index` (from 0) of `of` equal parts of money, in whole pence; all the parts add to the whole. */
export function part(money: Money, index: number, of: number, label?: string): Money {
  return of === 1 && label === undefined ? money : made('money', 'part', [money], { index, of }, label);
}

/** `a` divided by `b`, exactly: money by a count is a price, like by like is a rate. Unknown where `b` is nought. */
export function quotient<K extends 'price' | 'rate' | 'count'>(kind: K, a: Figure, b: Figure, label?: string): Figure<K> {
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
 * The share of those who choose the value at `index` among some, by the exponentials of the values times the sensitivity for each £1,000: a
 * multinomial logit. In millionths; the shares of all the values add to one.
 */
export function chosen(sensitivity: Count, values: readonly Money[], index: number, label?: string): Rate {
  return made('rate', 'logit', [sensitivity, ...values], { index }, label);
}

/** How many blocks of `size` are started by `quantity`: 20 in blocks of 20 is one, 21 is two, none is none. */
export function started(quantity: Count, size: Count, label?: string): Count {
  return made('count', 'started', [quantity, size], NONE, label);
}

/** A value that is worked out, as it stands at its place: rounded once, to so many decimals (money to the penny), halves away from zero. */
export function settled<K extends Kind>(kind: K, of: Figure, places: number, label?: string): Figure<K> {
  return made(kind, 'rounded', [of], { places }, label);
}

/** The multiple of a unit above zero that is next to an amount, in a direction. */
export function multiple<K extends 'price' | 'count' | 'rate'>(amount: Figure<K>, unit: Figure<K>, direction: Direction, label?: string): Figure<K> {
  return made(amount.kind, 'multiple', [amount, unit], { direction }, label);
}

/** One band: its upper bound, whether that belongs to it, and what holds in it. */
export interface Band<K extends Kind> {
  readonly upTo: Figure;
  readonly closed: boolean;
  readonly value: Figure<K>;
}

/**
 * The value of the first band whose upper bound `quantity` does not pass, and `above` where it passes them all. Bounds rise. Only the value that
 * is taken has to be known: an unknown one stands for a stretch that no band covers.
 */
export function band<K extends Kind>(kind: K, quantity: Figure, bands: readonly Band<K>[], above: Figure<K>, label?: string): Figure<K> {
  const args = [quantity, ...bands.flatMap(({ upTo, value }) => [upTo, value]), above];
  return made(kind, 'band', args, { closed: bands.map(({ closed }) => closed) }, label);
}

/** The same figure under a name of its own: `income from membership, 2019-20`. */
export function named<K extends Kind>(figure: Figure<K>, label: string): Figure<K> {
  if (figure.label === label) return figure;
  if (figure.label === undefined && figure.args.length > 0) {
    return new Figure(figure.kind, figure.op, figure.args, figure.detail, figure.value, label);
  }
  return made(figure.kind, 'sum', [figure], { from: 1 }, label);
}

function made<K extends Kind>(kind: K, op: Op, args: readonly Figure[], detail: Detail, label: string | undefined): Figure<K> {
  return new Figure(kind, op, args, detail, evaluate(kind, op, detail, args), label);
}

function stored(kind: Kind, value: Exact): Known {
  return kind === 'money' ? value.toPence() : value;
}

/**
 * The exact value of an operation from the values of its arguments: the one definition of what each operation means.
 * Throws a RangeError for a leaf, which has no arguments to be made from.
 */
export function evaluate(kind: Kind, op: Op, detail: Detail, args: readonly { readonly value: Value }[]): Value {
  const reasons = unknowns(op === 'band' ? args.filter((_arg, i) => i === 0 || (i % 2 === 1 && i < args.length - 1)) : args);
  if (reasons !== undefined) return new Unknown(reasons);
  switch (op) {
    case 'sum':
      return total(kind, args, detail.from ?? args.length);
    case 'product':
      return exactly(args[0]).times(exactly(args[1]));
    case 'charge':
    case 'portion':
      return exactly(args[0]).times(exactly(args[1])).toPence();
    case 'part':
      return partOf(args[0]?.value as number, detail.index ?? 0, detail.of ?? 1);
    case 'quotient': {
      const below = exactly(args[1]);
      return below.sign === 0 ? new Unknown(['there is nothing to divide by']) : exactly(args[0]).over(below);
    }
    case 'smaller':
      return extreme(kind, args, -1);
    case 'larger':
      return extreme(kind, args, 1);
    case 'started':
      return exactly(args[0]).over(exactly(args[1])).ceiling();
    case 'multiple':
      return multipleOf(exactly(args[0]), exactly(args[1]), detail.direction ?? 'nearest');
    case 'rounded':
      return kind === 'money' ? exactly(args[0]).toPence() : Exact.of(exactly(args[0]).toFixed(detail.places ?? 0));
    case 'logit':
      return logitShares(exactly(args[0]), args.slice(1).map(exactly))[detail.index ?? 0] as Exact;
    case 'band':
      return taken(args, detail.closed ?? []);
    case 'input':
    case 'constant':
    case 'lever':
      throw new RangeError(`a leaf is not made from anything: ${op}`);
    default:
      return op satisfies never;
  }
}

function multipleOf(amount: Exact, unit: Exact, direction: Direction): Value {
  if (unit.sign <= 0) return new Unknown(['the unit of a rounding is not above zero']);
  const units = amount.over(unit);
  if (direction === 'up') return units.ceiling().times(unit);
  if (direction === 'down') return units.floor().times(unit);
  return (units.sign < 0 ? units.minus(HALF).ceiling() : units.plus(HALF).floor()).times(unit);
}

const HALF = Exact.of('0.5');

function taken(args: readonly { readonly value: Value }[], closed: readonly boolean[]): Value {
  const quantity = exactly(args[0]);
  const found = closed.findIndex((isClosed, i) => {
    const beyond = quantity.compare(exactly(args[1 + 2 * i]));
    return isClosed ? beyond <= 0 : beyond < 0;
  });
  return (args[found < 0 ? args.length - 1 : 2 + 2 * found] as { readonly value: Value }).value;
}

function unknowns(args: readonly { readonly value: Value }[]): readonly string[] | undefined {
  let reasons: Set<string> | undefined;
  for (const arg of args) {
    if (!(arg.value instanceof Unknown)) continue;
    reasons ??= new Set();
    for (const reason of arg.value.reasons) reasons.add(reason);
  }
  return reasons && [...reasons];
}

function exactly(arg: { readonly value: Value } | undefined): Exact {
  const value = arg?.value;
  return typeof value === 'number' ? Exact.pounds(value) : (value as Exact);
}

function total(kind: Kind, args: readonly { readonly value: Value }[], from: number): Known {
  if (kind === 'money') {
    let pence = 0;
    for (let i = 0; i < args.length; i++) pence += i < from ? (args[i]?.value as number) : -(args[i]?.value as number);
    if (!Number.isSafeInteger(pence)) throw new TooLarge();
    return pence === 0 ? 0 : pence;
  }
  let result = Exact.zero;
  for (let i = 0; i < args.length; i++) {
    const value = args[i]?.value as Exact;
    result = i < from ? result.plus(value) : result.minus(value);
  }
  return result;
}

function extreme(kind: Kind, args: readonly { readonly value: Value }[], sign: 1 | -1): Known {
  let best = args[0]?.value as Known;
  for (const { value } of args) {
    const ahead = kind === 'money' ? (value as number) - (best as number) : (value as Exact).compare(best as Exact);
    if (ahead * sign > 0) best = value as Known;
  }
  return best;
}
