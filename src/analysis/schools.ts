import { entryOf, type Figure, type Money, quotient, sum } from '../figures/index.js';
import { type School, type Taxed, type TierTerms, taxed } from '../model/index.js';
import { ONE_SCHOOL, type Quote, rules } from '../pricing/index.js';
import type { Projection, Worth } from '../projection/index.js';
import { feeOf, valueMakers } from './worth.js';

/** One school under one tier in one company year. */
export interface SchoolAsked {
  readonly school: School;
  readonly tier: Pick<TierTerms, 'vat'>;
  /** The id of a tier of the model, where it is one. */
  readonly tierId?: string;
  readonly year: number;
}

/** What says how many pupils a school has in a year: a projection; a price list has one number. */
export interface Rolled {
  readonly membership: Pick<Projection['membership'], 'pupilsOf'> & { readonly choice?: Projection['membership']['choice'] };
  readonly model?: Projection['model'];
  readonly services?: Projection['services'];
}

interface Maker {
  readonly means: string;
  readonly of: (asked: SchoolAsked, quote: Quote, projection: Rolled) => Figure | undefined;
}

/** Figures of a school, by name; undefined where the roll does not say what they need. To add one: an entry here. */
const makers = {
  fee: { means: "a school's membership for a full year", of: (_asked, { fee }) => fee },
  'fee.per_pupil': {
    means: 'its fee over its pupils',
    of: ({ school, year }, { fee }, { membership }) => quotient('price', fee, membership.pupilsOf(school, year), `fee of ${school.name} per pupil`),
  },
  'fee.change': {
    means: 'what its fee costs it, with the VAT that it does not get back, less what it pays now',
    of: (asked, quote) => {
      const { name, paysNow } = asked.school;
      return paysNow && sum('money', [feeOf(asked, quote)], `fee of ${name} less what it pays now`, [paysNow]);
    },
  },
  'fee.share_of_budget': {
    means: 'what its fee costs it, with the VAT that it does not get back, as a share of its budget',
    of: (asked, quote) => {
      const { name, budget } = asked.school;
      return budget && quotient('rate', feeOf(asked, quote), budget, `fee of ${name} as a share of its budget`);
    },
  },
  'fee.floor': { means: 'the floor of its price', of: (_asked, quote) => limitIn(quote, 'floor') },
  'fee.cap': { means: 'the cap of its price', of: (_asked, quote) => limitIn(quote, 'cap') },
  'fee.vat': { means: 'the VAT on its fee', of: ({ school, tier }, { fee }) => taxedFee(school, tier, fee)?.vat },
  'fee.with_vat': { means: 'its fee with VAT', of: ({ school, tier }, { fee }) => taxedFee(school, tier, fee)?.withVat },
  'fee.net': { means: 'its fee net of the VAT that it gets back', of: ({ school, tier }, { fee }) => taxedFee(school, tier, fee)?.net },
  'fee.provider': { means: 'what the provider gets of its fee', of: (_asked, { parts }) => parts?.provider },
  'fee.commission': { means: "the broker's commission in its fee", of: (_asked, { parts }) => parts?.commission },
  share: { means: 'the share of a school that is expected to join the tier', of: (asked, _quote, projection) => shareFor(asked, projection) },
  'value.worth': { means: 'what is in the tier, at what it would cost a school that is not a member', of: (...all) => worthFor(...all)?.worth },
  'value.discounts': { means: 'what a member saves on the services that it buys', of: (...all) => worthFor(...all)?.discounts },
  'value.net': { means: 'what the tier is worth to the school, less its fee', of: (...all) => worthFor(...all)?.net },
  'school.pupils': { means: "a school's pupils in the year", of: ({ school, year }, _quote, { membership }) => membership.pupilsOf(school, year) },
  'school.count': { means: 'how many schools an archetype stands for', of: ({ school: { count } }) => count ?? ONE_SCHOOL },
  'school.pays_now': { means: 'what a school pays now', of: ({ school: { paysNow } }) => paysNow },
  'school.budget': { means: "a school's budget", of: ({ school: { budget } }) => budget },
} as const satisfies Readonly<Record<string, Maker>>;

/** The floor or cap that a fee is held against, as it stands in the year; undefined where none holds. */
export function limitIn({ steps }: Quote, side: 'floor' | 'cap'): Money | undefined {
  const step = steps.find(({ rule }) => rule.key === side);
  // A limit with conditions that the school does not meet leaves the fee as it was.
  if (step === undefined || step.after === step.before) return undefined;
  return step.after.args.find((arg) => arg !== step.before) as Money | undefined;
}

/** A floor or cap as it stands in the year, and how the fee before it lies to it: -1 below, 0 at it, 1 above. */
export function limited(quote: Quote | undefined, side: 'floor' | 'cap'): { readonly limit: Money; readonly order: number } | undefined {
  const before = quote?.steps.find(({ rule }) => rule.key === side)?.before;
  const limit = quote && limitIn(quote, side);
  if (!before?.isKnown || !limit?.isKnown) return undefined;
  return { limit, order: before.exact.compare(limit.exact) };
}

function worthFor({ school, year, tierId }: SchoolAsked, _quote: Quote, { membership: { choice } }: Rolled): Worth | undefined {
  return tierId === undefined ? undefined : choice?.worthOf(tierId, school, year);
}

function shareFor({ school, year, tierId }: SchoolAsked, { membership: { choice }, model }: Rolled): Figure | undefined {
  const tier = tierId === undefined ? undefined : model?.tiers.get(tierId);
  if (tierId === undefined || tier === undefined || model === undefined) return undefined;
  return choice?.share(tierId, tier, school, Math.max(model.calendar.first, year * 12 + model.calendar.yearStarts));
}

/** `fee.after.cap`: the fee as it stands after a term of the price. */
export type AfterTerm = `fee.after.${string}`;
/** `value.saving_typical`: a part of what membership is worth to it. */
export type ValueName = `value.${string}`;
export type SchoolFigureName = keyof typeof makers | AfterTerm | ValueName;
export const SCHOOL_FIGURES: readonly SchoolFigureName[] = [
  ...(Object.keys(makers) as (keyof typeof makers)[]),
  ...(Object.keys(valueMakers) as ValueName[]),
  ...rules.map(({ key }): AfterTerm => `fee.after.${key}`),
];

function taxedFee(school: School, { vat }: Pick<TierTerms, 'vat'>, fee: Money): Taxed | undefined {
  return vat && taxed(fee, vat, school.type, school.name);
}

/** The term that a figure of the form `fee.after.cap` names. */
function termIn(name: string): string | undefined {
  return /^fee\.after\.(.+)$/.exec(name)?.[1];
}

const makerOf = (name: string): Maker | undefined => entryOf<Maker>(makers, name) ?? entryOf(valueMakers, name);

/** A figure of a school; undefined where the roll does not say what it needs. */
export function schoolFigure(name: SchoolFigureName, asked: SchoolAsked, quote: Quote, projection: Rolled): Figure | undefined {
  const term = termIn(name);
  if (term !== undefined) return quote.steps.find(({ rule }) => rule.key === term)?.after;
  const maker: Maker | undefined = makerOf(name);
  return maker?.of(asked, quote, projection);
}

/** What a figure of a school is, in a few words; undefined for another name. */
export function schoolFigureMeans(name: string): string | undefined {
  const term = termIn(name);
  return term === undefined ? makerOf(name)?.means : `a school's fee as it stands after the term ${term}`;
}
