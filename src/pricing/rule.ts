import type { Figure, Money, Price } from '../figures/index.js';
import type { ProblemCode, ProblemData, Schema } from '../language/index.js';
import type { Customer, When } from './customer.js';

/** What a rule needs beside its own terms. */
export interface Pricing {
  readonly customer: Customer;
  /** A price of the terms as it stands in this year: uplifted, and turned by a lever where an analysis turns one. */
  readonly now: <F extends Money | Price>(key: string, price: F) => F;
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
export type DoubtCode = 'dominated-pack' | 'hidden-limit';

export interface Doubt {
  readonly lint: DoubtCode;
  readonly path: Below;
  /** With the figures. */
  readonly says: string;
}

/** A quantity that terms ask of a school. */
export interface Asked {
  readonly driver: string;
  /** Where it stands below the rule's key. */
  readonly path: Below;
  /** False for a circumstance, without which the price holds: notice given, months of a part year. Several schools' do not add up. */
  readonly needed: boolean;
}

/** What a broker and a provider get of what the buyer pays. */
export interface Parts {
  readonly provider: Money;
  readonly commission: Money;
}

/** One way of charging: a key of a price, the terms that may stand under it, and what it does to the fee so far. */
export interface PriceRule<T = unknown> {
  /** The key in a model: `per_pupil`. */
  readonly key: string;
  /** One line for the reference. */
  readonly summary: string;
  /**
   * `base` rules make a fee, and a price needs at least one; `quantity` rules change what is counted before that, `limit` rules bound the fee, and
   * `change` rules do what else is done to it.
   */
  readonly does: 'quantity' | 'base' | 'limit' | 'change';
  readonly terms: Schema<unknown>;
  /** Its terms hold no price that an uplift could grow. */
  readonly unpriced?: true;
  /** The fee after this rule; `fee` is undefined while no rule has charged anything. Absent for rules that only count. */
  readonly apply?: (terms: T, fee: Money | undefined, pricing: Pricing) => Money;
  /** The customer with the quantities that this rule makes of its own. */
  readonly counts?: (terms: T, customer: Customer) => Customer;
  /** The part of what a base rule charges that moves with the pupils. Absent where none does. */
  readonly moves?: (terms: T, pricing: Pricing) => Money | undefined;
  /** Who gets what of the fee after this rule. */
  readonly parts?: (terms: T, before: Money, pricing: Pricing) => Parts;
  /** What is said to have set the fee when this rule decided it: `rate`, `cap`. */
  readonly decides: string;
  /** What it does for a customer, in a few words with the amounts: `£19.00 × 262 pupils`. */
  readonly tells: (terms: T, pricing: Pricing) => string;
  /** For checks before anything is priced: the amounts that hold for a customer as floor or cap. */
  readonly bound?: (terms: T, attributes: ReadonlyMap<string, string>) => { readonly side: 'floor' | 'cap'; readonly amount: Figure } | undefined;
  /** The conditions that stand within the terms, with where each stands below the rule's key. */
  readonly conditions?: (terms: T) => readonly { readonly when: When | undefined; readonly path: Below }[];
  /** Which of its terms hold for a customer, by position: those with a condition may hold for one and not for another. Absent where it has no conditions. */
  readonly holding?: (terms: T, customer: Customer) => readonly number[];
  /** The quantities that the terms ask of a school, beside its pupils. */
  readonly asks?: (terms: T) => readonly Asked[];
  /** What is wrong with the terms as they stand. */
  readonly faults?: (terms: T) => readonly Fault[];
  /** What is surprising in the terms as they stand. */
  readonly doubts?: (terms: T) => readonly Doubt[];
  /** Worked examples, each run as a test: terms of a price, a school, and what it pays. */
  readonly examples: readonly Example[];
}

/** A price, a school, and the fee that it must come to. */
export interface Example {
  readonly terms: string;
  readonly school: string;
  readonly fee: string;
  readonly source: string;
}
