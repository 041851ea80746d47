import {
  type Count,
  charge,
  constant,
  Exact,
  entryOf,
  type Figure,
  type Kind,
  type Money,
  type Price,
  quotient,
  type Rate,
  sum,
  times,
  unknown,
} from '../../figures/index.js';
import { inRow, keyInWords } from '../../language/index.js';
import {
  borne,
  called,
  PRICE_LEVELS,
  type PriceLevel,
  recoversVat,
  taxed,
  type VatClass,
  withVat,
} from '../../model/index.js';
import type { Quote } from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import type { Priced as PricedSchool } from '../offer/options.js';
import { ALONE, type FigureEntries, type FigureEntry } from '../shared/figure-entry.js';
import type { QuotedAt, Rolled, SchoolAsked } from './schools.js';

/** What a tier includes of one service, and what the same would cost elsewhere. */
export interface Included {
  readonly service: string;
  readonly name: string;
  readonly unit: string;
  /** Units a year for each member; undefined where it may have as many as it likes. */
  readonly units: Count | undefined;
  /** Units that are used and would otherwise be bought: only these count. */
  readonly counted: Count | undefined;
  readonly takeUp: Rate | undefined;
  readonly wouldBuy: Rate | undefined;
  /** A unit elsewhere, and what the counted units would cost there; undefined where nobody has said. */
  readonly elsewhere: Readonly<
    Record<PriceLevel, { readonly price: Price; readonly worth: Money; readonly inFull: Money } | undefined>
  >;
}

type Priced = Pick<Projection, 'model' | 'services'>;

const known = new WeakMap<object, Map<string, readonly Included[]>>();

/** What a tier of the model includes in a company year, service by service. */
export function includedIn(projection: Priced, tier: string, year: number): readonly Included[] {
  const all = known.get(projection.services) ?? new Map<string, readonly Included[]>();
  known.set(projection.services, all);
  const key = `${tier}|${year}`;
  const found = all.get(key) ?? anew(projection, tier, year);
  all.set(key, found);
  return found;
}

function anew({ model, services }: Priced, tier: string, year: number): Included[] {
  return [...(model.tiers.get(tier)?.includes ?? [])].map(([id, entitlement]): Included => {
    const service = model.services.get(id);
    const name = called(service, id);
    const units = entitlement === 'unlimited' ? undefined : entitlement.perSchool;
    const takeUp = entitlement === 'unlimited' ? undefined : entitlement.takeUp;
    const wouldBuy = service?.alternative?.wouldBuy;
    const used = units && takeUp ? times(units, takeUp, `${name} that is used`) : units;
    const counted = used && wouldBuy ? times(used, wouldBuy, `${name} that would otherwise be bought`) : used;
    const at = (level: PriceLevel): Included['elsewhere'][PriceLevel] => {
      const price = services.alternativeOf(id, level, year);
      if (price === undefined || units === undefined || counted === undefined) return undefined;
      return {
        price,
        worth: charge(price, counted, `${name} at a ${level} price`),
        inFull: charge(price, units, `all ${name} at a ${level} price`),
      };
    };
    const elsewhere = { low: at('low'), typical: at('typical'), high: at('high') };
    return { service: id, name, unit: service?.unit ?? 'unit', units, counted, takeUp, wouldBuy, elsewhere };
  });
}

/** What the membership really costs a school: with the VAT that it does not get back. */
export function feeOf({ school, tier }: Pick<SchoolAsked, 'school' | 'tier'>, quote: Quote): Money {
  return taxed(quote, tier.vat, school.type, school.name)?.net ?? quote.fee;
}

/** The same of a school under the tier that it is put under. */
export const feeUnder = ({ school, option, quote }: PricedSchool): Money =>
  feeOf({ school, tier: option.terms }, quote);

function included({ tierId, year }: SchoolAsked, { model, services }: Rolled): readonly Included[] | undefined {
  return tierId === undefined || model === undefined || services === undefined
    ? undefined
    : includedIn({ model, services }, tierId, year);
}

/**
 * What of a tier has no price of its own, and none in what the tier is said to be worth, by name; nothing is bought
 * separately that nobody has priced.
 */
export function unpricedIn(projection: Priced, tier: string, year: number): readonly string[] {
  const terms = projection.model.tiers.get(tier);
  // What a tier is said to be worth beside its parts is a price of those that have none.
  if (terms === undefined || terms.worth !== undefined) return [];
  const included = includedIn(projection, tier, year).flatMap(({ name, elsewhere }) =>
    elsewhere.typical === undefined ? [name] : [],
  );
  const together = [...terms.collective].flatMap(([id, { name, worth }]) =>
    worth === undefined ? [name ?? keyInWords(id)] : [],
  );
  return [...included, ...together];
}

function unpriced({ tierId, year }: SchoolAsked, { model, services }: Rolled): readonly string[] {
  return tierId === undefined || model === undefined || services === undefined
    ? []
    : unpricedIn({ model, services }, tierId, year);
}

/** Why nobody knows what a tier would cost bought separately. */
const whyUnpriced = (names: readonly string[]): string =>
  `nobody has said what ${inRow(names, ' and ')} would cost elsewhere`;

/**
 * What is included, at one level of prices elsewhere, with the VAT of its class that the school would not get back there
 * either; undefined where none of it has a price.
 */
function worthAt(level: PriceLevel, inFull: boolean, asked: SchoolAsked, projection: Rolled): Money | undefined {
  const amounts = included(asked, projection)?.flatMap(({ service, elsewhere }) => {
    const found = elsewhere[level];
    const vat = projection.model?.services.get(service)?.vat;
    return found === undefined ? [] : borne(inFull ? found.inFull : found.worth, vat, asked.school.type);
  });
  const label = inFull
    ? `all that is included, at ${level} prices elsewhere`
    : `what is included and would be bought, at ${level} prices elsewhere`;
  return amounts === undefined || amounts.length === 0 ? undefined : sum('money', amounts, label);
}

function collective({ tierId }: SchoolAsked, { model }: Rolled): Money | undefined {
  const terms = tierId === undefined ? undefined : model?.tiers.get(tierId);
  const amounts = [
    ...(terms?.worth === undefined ? [] : [terms.worth]),
    ...[...(terms?.collective.values() ?? [])].flatMap(({ worth }) => worth ?? []),
  ];
  return amounts.length === 0 ? undefined : sum('money', amounts, 'what members have together, where it is priced');
}

function discounts({ school, year, tierId }: SchoolAsked, { membership }: Rolled): Money | undefined {
  return tierId === undefined ? undefined : membership.worthOf?.(tierId, school, year)?.discounts;
}

/**
 * What of a membership has a price: what is included, what members have together, and discounts; undefined for a tier
 * that says of none of its parts what it is.
 */
function pricedPart(level: PriceLevel, asked: SchoolAsked, projection: Rolled): Money | undefined {
  const parts = [worthAt(level, false, asked, projection), collective(asked, projection)].flatMap((each) => each ?? []);
  if (parts.length === 0 && unpriced(asked, projection).length === 0) return undefined;
  return sum(
    'money',
    [...parts, ...[discounts(asked, projection)].flatMap((each) => each ?? [])],
    `what has a price, at ${level} prices elsewhere`,
  );
}

/**
 * What it would pay without membership for the same, less what it pays; unknown where a part of the same has no price.
 */
function saving(level: PriceLevel, asked: SchoolAsked, quote: Quote, projection: Rolled): Money | undefined {
  const priced = pricedPart(level, asked, projection);
  if (priced === undefined) return undefined;
  const open = unpriced(asked, projection);
  if (open.length > 0) return unknown('money', whyUnpriced(open));
  return sum('money', [priced], `saving of ${asked.school.name} against ${level} prices elsewhere`, [
    feeOf(asked, quote),
  ]);
}

/**
 * What the part that has no price must be worth to a school for its fee to be what it would pay otherwise; undefined
 * where every part has one.
 */
function rest(level: PriceLevel, asked: SchoolAsked, quote: Quote, projection: Rolled): Money | undefined {
  const priced = unpriced(asked, projection).length === 0 ? undefined : pricedPart(level, asked, projection);
  return priced && sum('money', [feeOf(asked, quote)], `what the rest must be worth to ${asked.school.name}`, [priced]);
}

/**
 * The share of the entitlement that must be used before the fee is paid back; unknown where a part of it has no price.
 */
function breakEvenUse(level: PriceLevel, asked: SchoolAsked, quote: Quote, projection: Rolled): Rate | undefined {
  const all = worthAt(level, true, asked, projection);
  const open = unpriced(asked, projection);
  if (all !== undefined && open.length > 0) return unknown('rate', whyUnpriced(open));
  return (
    all && quotient('rate', feeOf(asked, quote), all, `share of the entitlement that ${asked.school.name} must use`)
  );
}

const perPupil = (
  amount: Money | undefined,
  { school, year }: SchoolAsked,
  { membership }: Rolled,
  label: string,
): Price | undefined => amount && quotient('price', amount, membership.pupilsOf(school, year), label);

/** The days that the fee would buy elsewhere, of the first service that is sold by the day. */
function daysFor(level: PriceLevel, asked: SchoolAsked, quote: Quote, { model, services }: Rolled): Count | undefined {
  const [day, terms] =
    [...(model?.services ?? [])].find(([, { unit, alternative }]) => unit === 'day' && alternative !== undefined) ?? [];
  const before = day === undefined ? undefined : services?.alternativeOf(day, level, asked.year);
  const bears = terms?.vat !== undefined && !recoversVat(asked.school.type);
  const price = before && bears ? withVat(before, terms.vat as VatClass) : before;
  return (
    price &&
    quotient('count', feeOf(asked, quote), price, `days that the fee of ${asked.school.name} buys at a ${level} price`)
  );
}

/** Funding levels are for primary and secondary schools; where a phase has none there is no such share. */
const FUNDED = {
  nursery: undefined,
  primary: 'primary',
  secondary: 'secondary',
  all_through: undefined,
  special: undefined,
  alternative: undefined,
  sixteen_plus: undefined,
  fe: undefined,
} as const;

function shareOfFunding(asked: SchoolAsked, quote: Quote, { model, membership }: Rolled): Rate | undefined {
  const phase = FUNDED[asked.school.phase];
  const levels = phase === undefined ? undefined : model?.parameters?.minimumPerPupil.get(phase);
  if (levels === undefined || model === undefined) return undefined;
  const level = levels.in(asked.year * 12 + model.calendar.yearStarts);
  if (level === undefined) return undefined;
  const each: Price = quotient(
    'price',
    feeOf(asked, quote),
    membership.pupilsOf(asked.school, asked.year),
    'fee over pupils',
  );
  const least: Price = quotient(
    'price',
    level,
    constant('count', Exact.one, 'one pupil'),
    'minimum funding for a pupil',
  );
  return quotient('rate', each, least, `fee of ${asked.school.name} as a share of minimum funding`);
}

const ofValue = <K extends Kind>(kind: K, means: string, of: OfQuote<K>) => ({
  kind,
  means,
  parts: ALONE,
  make: ({ asked, quote, rolled }: QuotedAt) => of(asked, quote, rolled),
});
type OfQuote<K extends Kind> = (asked: SchoolAsked, quote: Quote, rolled: Rolled) => Figure<K> | undefined;

const byLevel = <K extends Kind>(
  kind: K,
  name: string,
  means: (level: PriceLevel) => string,
  of: (level: PriceLevel, ...all: Parameters<OfQuote<K>>) => Figure<K> | undefined,
): FigureEntries<QuotedAt> =>
  Object.fromEntries(
    PRICE_LEVELS.map((level) => [
      `value.${name}_${level}`,
      ofValue(kind, means(level), (...all) => of(level, ...all)) as unknown as FigureEntry<QuotedAt>,
    ]),
  );

/** What membership is worth to one school, each part by itself. To add one: an entry here. */
export const valueFigures: FigureEntries<QuotedAt> = {
  'value.fee': ofValue('money', 'what membership really costs it: with the VAT that it does not get back', feeOf),
  'value.fee_per_pupil': ofValue('price', 'the same over its pupils', (asked, quote, rolled) =>
    perPupil(feeOf(asked, quote), asked, rolled, `what membership costs ${asked.school.name}, a pupil`),
  ),
  ...byLevel(
    'money',
    'elsewhere',
    (level) => `what it gets and would otherwise buy, at ${level} prices elsewhere`,
    (level, asked, _quote, rolled) => worthAt(level, false, asked, rolled),
  ),
  'value.collective': ofValue(
    'money',
    'what members have together, where somebody has priced it',
    (asked, _quote, rolled) => collective(asked, rolled),
  ),
  ...byLevel('money', 'saving', (level) => `what it saves against ${level} prices elsewhere`, saving),
  'value.saving_today': ofValue(
    'money',
    'what it pays today less what membership costs it',
    (asked, quote) =>
      asked.school.paysNow &&
      sum('money', [asked.school.paysNow], `saving of ${asked.school.name} against today`, [feeOf(asked, quote)]),
  ),
  ...byLevel(
    'money',
    'priced',
    (level) => `what of its membership has a price, at ${level} prices elsewhere`,
    (level, asked, _quote, rolled) => pricedPart(level, asked, rolled),
  ),
  ...byLevel(
    'money',
    'rest',
    (level) =>
      `what the part without a price must be worth to it for membership to break even, at ${level} prices elsewhere`,
    rest,
  ),
  ...byLevel(
    'price',
    'rest_per_pupil',
    (level) => `the same over its pupils, at ${level} prices elsewhere`,
    (level, asked, quote, rolled) =>
      perPupil(rest(level, asked, quote, rolled), asked, rolled, `the rest of ${asked.school.name}, a pupil`),
  ),
  ...byLevel(
    'rate',
    'use',
    (level) => `the share of the entitlement that it must use before membership pays, at ${level} prices`,
    breakEvenUse,
  ),
  ...byLevel('count', 'days', (level) => `the days that its fee would buy at a ${level} price`, daysFor),
  'value.share_of_funding': ofValue('rate', 'its fee as a share of the minimum funding for its pupils', shareOfFunding),
};

/** What a school is held against: what it pays today, or buying separately at some level of prices. */
export const AGAINST = ['today', ...PRICE_LEVELS] as const;
export type Against = (typeof AGAINST)[number];

/**
 * A part of what membership is worth to a school under the tier that it is put under; undefined where there is nothing
 * to make it of, as for a price list.
 */
export function valueUnder(
  name: string,
  { school, option, quote }: PricedSchool,
  projection: Projection,
  year: number,
): Money | undefined {
  if (option.list !== undefined) return undefined;
  const asked = { school, tier: option.terms, tierId: option.tier, year };
  return entryOf(valueFigures, name)?.make({ asked, quote, rolled: projection }, '') as Money | undefined;
}

/**
 * What a school gains against a baseline; undefined where nobody has said what it pays today, or what is in its tier.
 */
export function gainOf(against: Against, each: PricedSchool, projection: Projection, year: number): Money | undefined {
  return valueUnder(`value.saving_${against}`, each, projection, year);
}
