import { block, collection, oneOrMany, optional, provenance, quantity, type Schema } from '../language/index.js';
import type { When } from './customer.js';
import type { DerivedQuantities } from './derived.js';
import { NO_NUMBERS, type NumberedWhen, type Numbers, whenNumbered } from './numbers.js';
import { type PupilBasis, pupilBasis } from './pupil-basis.js';
import { rules } from './rules.js';
import { isPlainAmount } from './written-short.js';

/** One price of a tier: the schools that it fits, and the terms under their rules' keys. */
export interface TierPrice {
  readonly when: When | undefined;
  readonly terms: ReadonlyMap<string, unknown>;
  /** What the terms may go by beside what a school has. */
  readonly quantities: DerivedQuantities;
  /** The numbers of a school within which it holds. */
  readonly numbers: Numbers;
  /** What it means by pupils; undefined where it does not say. */
  readonly pupils: PupilBasis | undefined;
}

/** Quantities that are worked out of others. */
export const quantities = collection(quantity);
const shape: Record<string, Schema<unknown>> = {
  when: optional(whenNumbered),
  quantities: optional(quantities),
  roll: optional(pupilBasis),
  ...provenance,
};
const words: Record<string, string> = {
  when: 'the schools that it fits, by attributes and by numbers: `{ phase: primary, pupils: { over: 100, up_to: 300 } }`; all unless said',
  quantities:
    'quantities of this price alone that are worked out of others: `{ person_days: =days * people }`. Those of the whole file stand beside its tiers',
  roll: 'what it means by pupils: `{ count: fte, census: october }`. That of a whole list stands beside its tiers',
};
for (const { key, terms, summary } of rules) {
  shape[key] = optional(terms);
  words[key] = summary;
}

/** What a price may say, by its keys. */
export const priceTerms: ReadonlyMap<string, Schema<unknown>> = new Map(Object.entries(shape));

/** A price, or a list of prices of which the first that fits a school is its own. */
export const prices: Schema<readonly TierPrice[]> = oneOrMany(
  block('a price', shape, words, {
    single: (text) =>
      isPlainAmount(text) ? `write { flat: ${text} }, or { per_pupil: ${text} } for each pupil` : undefined,
    belowZero: (key, positive) =>
      key === 'flat' ? `take it off as a discount: discounts: { amount: ${positive}, because: … }` : undefined,
  }).transform((said): TierPrice => {
    const given = rules.filter(({ key }) => said[key] !== undefined);
    return {
      when: (said.when as NumberedWhen | undefined)?.attributes,
      numbers: (said.when as NumberedWhen | undefined)?.numbers ?? NO_NUMBERS,
      terms: new Map(given.map(({ key }) => [key, said[key]])),
      pupils: said.roll as PupilBasis | undefined,
      quantities: (said.quantities as DerivedQuantities | undefined) ?? new Map(),
    };
  }),
);
