import { type Quota, sharedOut } from './apportion.js';
import { Exact, partOf, TooLarge } from './exact.js';
import { logitShares } from './logit.js';
import type { Origin } from './origin.js';

/**
 * What a figure measures: `money` in whole pence; `price` in pounds a unit; `count` of pupils, schools, days or months;
 * `rate` as a fraction (0.92 for 92%).
 */
export type Kind = 'money' | 'price' | 'count' | 'rate';

/**
 * A value that is not known, with every reason why. It is never zero, and whatever is made from it is unknown too; but
 * for a total, which leaves it out where it may be left out and says so (`leftOutIn`).
 */
export class Unknown {
  constructor(
    readonly reasons: readonly string[],
    /** Whether totals leave it out: set once, of the inputs of a model, before anything is made of them. */
    public isLeftOut = false,
  ) {}
}

export type Known = number | Exact;
export type Value = Known | Unknown;

/**
 * A value with what it is made of, if anything: a figure, or what stands in its place where workings are worked out
 * anew.
 */
export interface Valued {
  readonly value: Value;
  readonly args?: readonly Valued[];
}

/**
 * How a figure was made. Each operation is read in several ways (exactly in this file, in floats in `interpreter.ts`,
 * as a line in `sweep.ts`, in words where it is shown), so a formula of the domain is written once.
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
  | 'quotient' // exact; unknown when divided by zero
  | 'smaller' // the smallest of its arguments
  | 'larger' // the largest of its arguments
  | 'started' // how many blocks of a size are started
  | 'rounded' // to so many decimals, halves away from zero; money to the penny
  | 'multiple' // the multiple of a unit that is next: above, below, or nearest with halves away from zero
  | 'logit' // after the sensitivity, values with the share that acts on each: one's share by the exponentials of those with any, in millionths that add to one
  | 'band' // the value of the band in which the first argument lies
  | 'apportionment' // the first argument, money that is shared out; then the exact quota of each receiver, and how many of them there are
  | 'apportioned'; // the part of one of them in whole pence: an apportionment, then that quota and that number, if not one; the parts add to the whole

/** `up` is towards more, `down` towards less; `nearest` takes halves away from zero. */
export type Direction = 'up' | 'down' | 'nearest';

export interface Detail {
  readonly origin?: Origin;
  /** A constant's reason, in words. */
  readonly why?: string;
  /** It stands for months after the last for which it is known: what it is a value of, and that month. */
  readonly held?: { readonly what: string; readonly knownTo: number };
  /** For `sum`: how many of the arguments are added. */
  readonly from?: number;
  /** For `sum`: whether it is a total of things of one kind, of which those that are known make a part. */
  readonly isTotal?: boolean;
  /** For `part`, `logit` and `apportioned`: which of how many, from 0. */
  readonly index?: number;
  readonly of?: number;
  /** For `rounded`: how many decimals. */
  readonly places?: number;
  /** For `multiple`: which is taken. */
  readonly direction?: Direction;
  /** For `band`: whether each upper bound belongs to its own band (up to and with it) or to the next (below it). */
  readonly closed?: readonly boolean[];
}

/**
 * The exact value of an operation from the values of its arguments: the one definition of what each operation means.
 * Throws a RangeError for a leaf, which has no arguments to be made from.
 */
export function evaluate(kind: Kind, op: Op, detail: Detail, args: readonly Valued[]): Value {
  return missing(op, detail, args) ?? known(kind, op, detail, args);
}

/** The value of an operation of which all is known that has to be. */
function known(kind: Kind, op: Op, detail: Detail, args: readonly Valued[]): Value {
  switch (op) {
    case 'sum':
      return total(kind, args, detail.from ?? args.length);
    case 'product':
      return exactly(args[0]).times(exactly(args[1]));
    case 'charge':
    case 'portion':
      return Exact.pence(args[0]?.value as Known, exactly(args[1]));
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
      return logitShares(
        exactly(args[0]),
        Array.from({ length: (args.length - 1) / 2 }, (_, i) => ({
          value: exactly(args[2 * i + 1]),
          isWeighed: exactly(args[2 * i + 2]).sign > 0,
        })),
      )[detail.index ?? 0] as Exact;
    case 'band':
      return taken(args, detail.closed ?? []);
    case 'apportionment':
      return args[0]?.value as Known;
    case 'apportioned':
      return partsOf(args[0] as Valued)[detail.index ?? 0] as number;
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

const shared = new WeakMap<Valued, readonly number[]>();

/** The parts of an apportionment, worked out once for all who ask. */
function partsOf(apportionment: Valued): readonly number[] {
  let found = shared.get(apportionment);
  if (found === undefined) {
    const [whole, ...rest] = apportionment.args as readonly [Valued, ...Valued[]];
    const quotas = Array.from(
      { length: rest.length / 2 },
      (_, i): Quota => ({ each: exactly(rest[2 * i]), of: exactly(rest[2 * i + 1]) }),
    );
    found = sharedOut(whole.value as number, quotas);
    shared.set(apportionment, found);
  }
  return found;
}

function taken(args: readonly Valued[], closed: readonly boolean[]): Value {
  const quantity = exactly(args[0]);
  const found = closed.findIndex((isClosed, i) => {
    const beyond = quantity.compare(exactly(args[1 + 2 * i]));
    return isClosed ? beyond <= 0 : beyond < 0;
  });
  return (args[found < 0 ? args.length - 1 : 2 + 2 * found] as Valued).value;
}

/** What keeps the value of an operation from being known; undefined where nothing does. */
function missing(op: Op, { isTotal }: Detail, args: readonly Valued[]): Unknown | undefined {
  if (!hasUnknown(args)) return undefined;
  const open = unknowns(op === 'band' ? decidingOf(args) : args);
  return open?.isLeftOut === true && isTotal === true && args.some(isKnown) ? undefined : open;
}

/** What is unknown among some arguments, all together; it may be left out where each of it may. */
function unknowns(args: readonly Valued[]): Unknown | undefined {
  let reasons: Set<string> | undefined;
  let isLeftOut = true;
  for (const { value } of args) {
    if (!(value instanceof Unknown)) continue;
    reasons ??= new Set();
    for (const reason of value.reasons) reasons.add(reason);
    isLeftOut &&= value.isLeftOut;
  }
  return reasons && new Unknown([...reasons], isLeftOut);
}

/** The quantity of a band and its bounds: only the value that is taken has to be known beside them. */
const decidingOf = (args: readonly Valued[]): readonly Valued[] =>
  args.filter((_arg, i) => i === 0 || (i % 2 === 1 && i < args.length - 1));

const isKnown = ({ value }: Valued): boolean => !(value instanceof Unknown);

/** Spelt out, because it is asked of every figure that is made. */
function hasUnknown(args: readonly Valued[]): boolean {
  for (let i = 0; i < args.length; i++) {
    const value = (args[i] as Valued).value;
    if (typeof value !== 'number' && value instanceof Unknown) return true;
  }
  return false;
}

/** Whether an argument of a figure is no part of it, because it is not known and a total leaves it out. */
export function leavesOut({ detail }: { readonly detail: Detail }, { value }: Valued): boolean {
  return detail.isTotal === true && value instanceof Unknown && value.isLeftOut;
}

function exactly(arg: Valued | undefined): Exact {
  const { value } = arg as Valued;
  return typeof value === 'number' ? Exact.pounds(value) : (value as Exact);
}

/** What is known of some figures added, the others taken away. */
function total(kind: Kind, args: readonly Valued[], from: number): Known {
  return kind === 'money' ? pence(args, from) : exactTotal(args, from);
}

function pence(args: readonly Valued[], from: number): number {
  let result = 0;
  for (let i = 0; i < args.length; i++) {
    const { value } = args[i] as Valued;
    if (typeof value === 'number') result += i < from ? value : -value;
  }
  if (!Number.isSafeInteger(result)) throw new TooLarge();
  return result === 0 ? 0 : result;
}

function exactTotal(args: readonly Valued[], from: number): Exact {
  let result = Exact.zero;
  for (let i = 0; i < args.length; i++) {
    const { value } = args[i] as Valued;
    if (value instanceof Exact) result = i < from ? result.plus(value) : result.minus(value);
  }
  return result;
}

function extreme(kind: Kind, args: readonly Valued[], sign: 1 | -1): Known {
  let best = (args[0] as Valued).value as Known;
  for (let i = 1; i < args.length; i++) {
    const { value } = args[i] as Valued;
    const ahead = kind === 'money' ? (value as number) - (best as number) : (value as Exact).compare(best as Exact);
    if (ahead * sign > 0) best = value as Known;
  }
  return best;
}

/** The operations whose exact value is rounded to the penny: what is replayed in floats is off by as much. */
const ROUNDED: ReadonlySet<Op> = new Set(['charge', 'portion', 'part', 'rounded', 'apportioned']);

/**
 * Whether an operation rounds to the penny, so that floats and lines are a little off: half a penny, and of a part of
 * an apportionment less than one.
 */
export function isRounded({ op }: { readonly op: Op }): boolean {
  return ROUNDED.has(op);
}
