import type { Figure, Money, Price } from '../figures/index.js';
import type { Schema } from '../language/index.js';
import type { Customer, When } from './customer.js';

/** What a rule needs beside its own terms. */
export interface Pricing {
  readonly customer: Customer;
  /** A price of the terms as it stands in this year: uplifted, and turned by a lever where an analysis turns one. */
  readonly now: <F extends Money | Price>(key: string, price: F) => F;
}

/** One way of charging: a key of a price, the terms that may stand under it, and what it does to the fee so far. */
export interface PriceRule<T = unknown> {
  /** The key in a model: `per_pupil`. */
  readonly key: string;
  /** One line for the reference. */
  readonly summary: string;
  /** `base` rules make a fee, and a price needs at least one; `limit` rules change it. */
  readonly does: 'base' | 'limit';
  readonly terms: Schema<unknown>;
  /** The fee after this rule; `fee` is undefined while no rule has charged anything. */
  readonly apply: (terms: T, fee: Money | undefined, pricing: Pricing) => Money;
  /** What is said to have set the fee when this rule decided it: `rate`, `cap`. */
  readonly decides: string;
  /** For checks before anything is priced: the amounts that hold for a customer as floor or cap. */
  readonly bound?: (terms: T, attributes: ReadonlyMap<string, string>) => { readonly side: 'floor' | 'cap'; readonly amount: Figure } | undefined;
  /** The conditions that stand within the terms, with where each stands below the rule's key. */
  readonly conditions?: (terms: T) => readonly { readonly when: When | undefined; readonly path: readonly (string | number)[] }[];
  /** A worked example, run as a test. */
  readonly example: { readonly terms: string; readonly pupils: string; readonly fee: string; readonly source: string };
}
