import { type Figure, type Kind, type Money, quotient, type Rate, sum } from '../../figures/index.js';
import { type School, type Taxed, type TierTerms, taxed } from '../../model/index.js';
import { ONE_SCHOOL, type Quote, rules } from '../../pricing/index.js';
import type { Projection, Worth } from '../../projection/index.js';
import { ALONE, type FigureEntries, type NameParts } from '../shared/figure-entry.js';
import { feeOf, valueFigures } from './worth.js';

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
  readonly membership: Pick<Projection['membership'], 'pupilsOf'> &
    Partial<Pick<Projection['membership'], 'choice' | 'worthOf'>>;
  readonly model?: Projection['model'];
  readonly services?: Projection['services'];
}

/** What figures of a school under a tier with a price for it are made of. */
export interface QuotedAt {
  readonly asked: SchoolAsked;
  readonly quote: Quote;
  readonly rolled: Rolled;
}

/** One figure of a school under a tier, by what it is asked of. */
const ofSchool = <K extends Kind>(kind: K, means: string, of: (...all: OfQuote) => Figure<K> | undefined) => ({
  kind,
  means,
  parts: ALONE,
  make: ({ asked, quote, rolled }: QuotedAt) => of(asked, quote, rolled),
});
type OfQuote = readonly [asked: SchoolAsked, quote: Quote, rolled: Rolled];

/** The part is a term of the price. */
const TERMS: NameParts = {
  listed: () => rules.map(({ key }) => key),
  takes: (part) => part !== '',
  means: (part) => ` ${part}`,
};

/** Figures of a school, by name; undefined where the roll does not say what they need. To add one: an entry here. */
const ownFigures = {
  fee: ofSchool('money', "a school's membership for a full year", (_asked, { fee }) => fee),
  'fee.per_pupil': ofSchool('price', 'its fee over its pupils', ({ school, year }, { fee }, { membership }) =>
    quotient('price', fee, membership.pupilsOf(school, year), `fee of ${school.name} per pupil`),
  ),
  'fee.change': ofSchool(
    'money',
    'what its fee costs it, with the VAT that it does not get back, less what it pays now',
    (asked, quote) => {
      const { name, paysNow } = asked.school;
      return paysNow && sum('money', [feeOf(asked, quote)], `fee of ${name} less what it pays now`, [paysNow]);
    },
  ),
  'fee.share_of_budget': ofSchool(
    'rate',
    'what its fee costs it, with the VAT that it does not get back, as a share of its budget',
    (asked, quote) => {
      const { name, budget } = asked.school;
      return budget && quotient('rate', feeOf(asked, quote), budget, `fee of ${name} as a share of its budget`);
    },
  ),
  'fee.floor': ofSchool('money', 'the floor of its price', (_asked, quote) => limitIn(quote, 'floor')),
  'fee.cap': ofSchool('money', 'the cap of its price', (_asked, quote) => limitIn(quote, 'cap')),
  'fee.vat': ofSchool('money', 'the VAT on its fee', ({ school, tier }, quote) => taxedFee(school, tier, quote)?.vat),
  'fee.with_vat': ofSchool(
    'money',
    'its fee with VAT',
    ({ school, tier }, quote) => taxedFee(school, tier, quote)?.withVat,
  ),
  'fee.net': ofSchool(
    'money',
    'its fee net of the VAT that it gets back',
    ({ school, tier }, quote) => taxedFee(school, tier, quote)?.net,
  ),
  'fee.together': ofSchool(
    'money',
    'what all years of its sign-up come to, before VAT, without what it pays once',
    (_asked, { together }) => together,
  ),
  'fee.once': ofSchool('money', 'what it pays once on joining, before VAT', (_asked, { once }) => once?.net),
  'fee.first_year': ofSchool(
    'money',
    'what its first year costs: its fee and what it pays once on joining, before VAT',
    ({ school }, quote) => firstYearOf(school, quote),
  ),
  'fee.provider': ofSchool('money', 'what the provider gets of its fee', (_asked, { parts }) => parts?.provider),
  'fee.commission': ofSchool('money', "the broker's commission in its fee", (_asked, { parts }) => parts?.commission),
  share: ofSchool('rate', 'the share of a school that is expected to join the tier', (asked, _quote, rolled) =>
    shareFor(asked, rolled),
  ),
  'value.worth': ofSchool(
    'money',
    'what is in the tier, at what it would cost a school that is not a member',
    (...all) => worthFor(...all)?.worth,
  ),
  'value.discounts': ofSchool(
    'money',
    'what a member saves on the services that it buys',
    (...all) => worthFor(...all)?.discounts,
  ),
  'value.net': ofSchool(
    'money',
    'what the tier is worth to the school, less its fee',
    (...all) => worthFor(...all)?.net,
  ),
  'school.pupils': ofSchool('count', "a school's pupils in the year", ({ school, year }, _quote, { membership }) =>
    membership.pupilsOf(school, year),
  ),
  'school.count': ofSchool(
    'count',
    'how many schools an archetype stands for',
    ({ school: { count } }) => count ?? ONE_SCHOOL,
  ),
  'school.pays_now': ofSchool('money', 'what a school pays now', ({ school: { paysNow } }) => paysNow),
  'school.budget': ofSchool('money', "a school's budget", ({ school: { budget } }) => budget),
} as const satisfies FigureEntries<QuotedAt>;

/** Figures of a school under a tier, of what membership is worth to it, and of its fee after each term of the price. */
export const schoolFigures: FigureEntries<QuotedAt> = {
  ...ownFigures,
  ...valueFigures,
  'fee.after': {
    kind: 'money',
    means: "a school's fee as it stands after the term",
    parts: TERMS,
    make: ({ quote }, term) => quote.steps.find(({ rule }) => rule.key === term)?.after,
  },
};

/** The floor or cap that a fee is held against, as it stands in the year; undefined where none holds. */
export function limitIn({ steps }: Quote, side: 'floor' | 'cap'): Money | undefined {
  const step = steps.find(({ rule }) => rule.key === side);
  // A limit with conditions that the school does not meet leaves the fee as it was.
  if (step === undefined || step.after === step.before) return undefined;
  return step.after.args.find((arg) => arg !== step.before) as Money | undefined;
}

/** A floor or cap as it stands in the year, and how the fee before it lies to it: -1 below, 0 at it, 1 above. */
export function limited(
  quote: Quote | undefined,
  side: 'floor' | 'cap',
): { readonly limit: Money; readonly order: number } | undefined {
  const before = quote?.steps.find(({ rule }) => rule.key === side)?.before;
  const limit = quote && limitIn(quote, side);
  if (!before?.isKnown || !limit?.isKnown) return undefined;
  return { limit, order: before.exact.compare(limit.exact) };
}

function worthFor({ school, year, tierId }: SchoolAsked, _quote: Quote, { membership }: Rolled): Worth | undefined {
  return tierId === undefined ? undefined : membership.worthOf?.(tierId, school, year);
}

function shareFor({ school, year, tierId }: SchoolAsked, { membership: { choice }, model }: Rolled): Rate | undefined {
  const tier = tierId === undefined ? undefined : model?.tiers.get(tierId);
  if (tierId === undefined || tier === undefined || model === undefined) return undefined;
  return choice?.share(tierId, tier, school, Math.max(model.calendar.first, year * 12 + model.calendar.yearStarts));
}

/** `fee.after.cap`: the fee as it stands after a term of the price. */
export type AfterTerm = `fee.after.${string}`;
/** `value.saving_typical`: a part of what membership is worth to it. */
export type ValueName = `value.${string}`;
export type SchoolFigureName = keyof typeof ownFigures | AfterTerm | ValueName;
/** Every name, which are those that can be asked of a price list. */
export const SCHOOL_FIGURES: readonly SchoolFigureName[] = [
  ...(Object.keys(ownFigures) as (keyof typeof ownFigures)[]),
  ...(Object.keys(valueFigures) as ValueName[]),
  ...rules.map(({ key }): AfterTerm => `fee.after.${key}`),
];

/** What the first year of a school costs, with what it pays once; undefined where it pays nothing once. */
export function firstYearOf({ name }: School, { fee, once }: Quote): Money | undefined {
  return once && sum('money', [fee, once.net], `first year of ${name}`);
}

function taxedFee(school: School, { vat }: Pick<TierTerms, 'vat'>, quote: Quote): Taxed | undefined {
  return taxed(quote, vat, school.type, school.name);
}

/** A figure of a school; undefined where the roll does not say what it needs. */
export function schoolFigure(
  name: SchoolFigureName,
  asked: SchoolAsked,
  quote: Quote,
  rolled: Rolled,
): Figure | undefined {
  const at = { asked, quote, rolled };
  const term = /^fee\.after\.(.+)$/.exec(name)?.[1];
  return term === undefined ? schoolFigures[name]?.make(at, '') : schoolFigures['fee.after']?.make(at, term);
}
