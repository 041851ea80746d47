import type { Count, Money, Price } from '../figures/index.js';
import type { ProblemCode, ProblemData, Schema } from '../language/index.js';
import type { Customer, When } from './customer.js';

/** What a rule needs beside its own terms. */
export interface Pricing {
  readonly customer: Customer;
  /** A price of the terms as it stands in this year: uplifted, and turned by a lever where an analysis turns one. */
  readonly now: <F extends Money | Price>(key: string, price: F) => F;
  /** The part of such a price that moves with the pupils, where it is worked out of them; undefined where none does. */
  readonly moving: <F extends Money | Price>(key: string, price: F) => F | undefined;
  /**
   * What the terms before this rule come to for the first so many units of a driver, of all that the customer has: the
   * price of one unit is what comes with it. The same pricing for the same units, so that what a rule works out for it
   * can be kept.
   */
  readonly first: (driver: string, units: Count) => { readonly fee: Money; readonly pricing: Pricing };
}

/** A path below a rule's key. */
export type Below = readonly (string | number)[];

/** What is wrong with terms whatever the school, and where below the rule's key. */
export interface Fault<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly data: ProblemData[C];
  readonly path: Below;
}

/** What terms may hold that is not wrong and yet surprising: the codes of the lints that tell it. */
export type DoubtCode = 'dominated-pack' | 'hidden-limit' | 'idle-discount' | 'unit-at-bound';

export interface Doubt {
  readonly lint: DoubtCode;
  readonly path: Below;
  /** With the figures. */
  readonly says: string;
}

/** What the other terms of a price say of the quantities of a rule. */
export interface OtherTerms {
  /** The size of the whole blocks in which a driver is counted; undefined where it is taken as it is. */
  readonly blockOf: (driver: string) => Count | undefined;
  /** Whether some term charges by a driver. */
  readonly charges: (driver: string) => boolean;
}

/** A quantity that terms ask of a school. */
export interface AskedQuantity {
  readonly driver: string;
  /** Where it stands below the rule's key. */
  readonly path: Below;
  /**
   * False for a circumstance, without which the price holds: notice given, months of a part year. Several schools' do
   * not add up.
   */
  readonly needed: boolean;
}

/** What a broker and a provider get of what the buyer pays. */
export interface BrokerageParts {
  readonly provider: Money;
  readonly commission: Money;
}

/** A fee before a rule and after it. */
export interface FeeChange {
  readonly before: Money;
  readonly after: Money;
}

/** What every way of charging says of itself. Nothing of it may be left out: where a rule has none, it says so. */
interface Common<T> {
  /** The key in a model: `per_pupil`. */
  readonly key: string;
  /** One line for the reference. */
  readonly summary: string;
  readonly terms: Schema<unknown>;
  /** Whether its terms hold a price that an uplift can grow. */
  readonly priced: boolean;
  /** What is said to have set the fee when this rule decided it: `rate`, `cap`. */
  readonly decides: string;
  /** What it does for a customer, in a few words with the amounts: `£19.00 × 262 pupils`. */
  readonly tells: (terms: T, pricing: Pricing) => string;
  /** The conditions that stand within the terms, with where each stands below the rule's key. */
  readonly conditions: (terms: T) => readonly { readonly when: When | undefined; readonly path: Below }[];
  /**
   * Which of its terms hold for a customer, by position: those with a condition may hold for one and not for another.
   */
  readonly holding: (terms: T, customer: Customer) => readonly number[];
  /** What a customer must take beside, as the terms name it: tiers and services. */
  readonly takes: (terms: T) => readonly { readonly name: string; readonly path: Below }[];
  /** The quantities that the terms ask of a school. */
  readonly asks: (terms: T) => readonly AskedQuantity[];
  /** The quantities of a driver at which what it does may jump, or go on at another rate. */
  readonly bounds: (terms: T, driver: string) => readonly Count[];
  /** What is wrong with the terms as they stand. */
  readonly faults: (terms: T, among: OtherTerms) => readonly Fault[];
  /** What is surprising in the terms as they stand. */
  readonly doubts: (terms: T, among: OtherTerms) => readonly Doubt[];
  /** Worked examples, each run as a test: terms of a price, a school, and what it pays. */
  readonly examples: readonly RuleExample[];
}

/** What a rule says where it has no conditions, things taken beside, quantities, bounds, faults or doubts. */
export const none = (): readonly never[] => [];

/** Changes what is counted, before anything is charged. */
export interface QuantityRule<T> extends Common<T> {
  readonly does: 'quantity';
  /** The customer with the quantities that this rule makes of its own. */
  readonly counts: (terms: T, customer: Customer) => Customer;
  /** The size of the blocks in which it counts a driver; undefined where it leaves that as it is. */
  readonly blockOf: (terms: T, driver: string) => Count | undefined;
}

/** Makes a fee; a price needs at least one of these. */
export interface BaseRule<T> extends Common<T> {
  readonly does: 'base';
  /** What it charges, beside whatever others do. */
  readonly charge: (terms: T, pricing: Pricing) => Money;
  /** The part of that which moves with the pupils: what rates for each of them come to. */
  readonly moves: (terms: T, pricing: Pricing) => Money;
}

/** Bounds the fee. */
export interface LimitRule<T> extends Common<T> {
  readonly does: 'limit';
  readonly apply: (terms: T, fee: Money, pricing: Pricing) => Money;
  /** What is left of the part of the fee that moves with the pupils: where it sets the fee, what moves of itself. */
  readonly moves: (terms: T, moving: Money, change: FeeChange, pricing: Pricing) => Money;
  /** For checks before anything is priced: the amount that holds for a customer as floor or cap. */
  readonly bound: (
    terms: T,
    attributes: ReadonlyMap<string, string>,
  ) => { readonly side: 'floor' | 'cap'; readonly amount: Money } | undefined;
  /** Whether it bounds the fee after the discounts, for a customer: else before them. */
  readonly isLate: (terms: T, attributes: ReadonlyMap<string, string>) => boolean;
}

/** Does what else is done to a fee. */
export interface ChangeRule<T> extends Common<T> {
  readonly does: 'change';
  readonly apply: (terms: T, fee: Money, pricing: Pricing) => Money;
  /** What is left of the part of the fee that moves with the pupils. */
  readonly moves: (terms: T, moving: Money, change: FeeChange, pricing: Pricing) => Money;
  /** Who gets what of the fee after it; undefined while no broker has a part in it. */
  readonly divides: (
    terms: T,
    parts: BrokerageParts | undefined,
    change: FeeChange,
    pricing: Pricing,
  ) => BrokerageParts | undefined;
}

/** Says who is one buyer: how that buyer's price is made is known where all its schools are. */
export interface GroupRule<T> extends Common<T> {
  readonly does: 'group';
}

/** One way of charging: a key of a price, the terms that may stand under it, and what it does to the fee so far. */
export type PriceRule<T = unknown> = QuantityRule<T> | BaseRule<T> | LimitRule<T> | ChangeRule<T> | GroupRule<T>;

/** A price, a school, and the fee that it must come to. */
export interface RuleExample {
  readonly terms: string;
  readonly school: string;
  readonly fee: string;
  readonly source: string;
}
