import type { Money } from '../figures/index.js';
import {
  block,
  type Context,
  choice,
  collection,
  flag,
  list,
  money,
  oneOrMany,
  optional,
  provenance,
  refuse,
  refuseKey,
  type Scalar,
  type Schema,
  scalarItself,
  text,
} from '../language/index.js';
import { type PupilBasis, prices, pupilBasis, quantities, type TierPrice } from '../pricing/index.js';
import { type LintTerms, lintTerms } from './lint-terms.js';
import { declaredDriver } from './school.js';
import { type VatClass, vatClass } from './vat.js';

/**
 * What a published figure is. `worked`: the provider published this very example. `price`: the provider published this
 * price. `rule`: it follows from the published rule. `anomaly`: the published figure is not what the published rule
 * gives, and both are kept. `ambiguous`: nothing is published for such a school, so none is priced.
 */
export const TAGS = ['worked', 'price', 'rule', 'anomaly', 'ambiguous'] as const;
export type Tag = (typeof TAGS)[number];

/** A published figure, or one that follows from a published rule, that the price list must give. */
export interface Example {
  /** One school, or several that are priced together. */
  readonly schools: readonly ReadonlyMap<string, Scalar>[];
  /** The tier; the only one of the list where none is named. */
  readonly tier: Scalar | undefined;
  readonly tag: Tag;
  /** What the schools pay in all before VAT, by the rule. */
  readonly pays: Scalar | undefined;
  /** Of that, what the provider and the broker get. */
  readonly provider: Scalar | undefined;
  readonly commission: Scalar | undefined;
  readonly withVat: Scalar | undefined;
  readonly net: Scalar | undefined;
  /** What is published instead of what the rule gives. */
  readonly published: Money | undefined;
  /** The price is not offered to such a school, or not yet. */
  readonly notOffered: boolean;
  readonly because: string | undefined;
}

const school = collection(scalarItself);

/** What an example may say of a price, in the words of the file. */
const AMOUNTS = ['pays', 'provider', 'commission', 'with_vat', 'net'] as const;

/** What decides which other keys an example may have. */
interface Said extends Readonly<Record<(typeof AMOUNTS)[number], Scalar | undefined>> {
  readonly school: unknown;
  readonly schools: readonly ReadonlyMap<string, Scalar>[] | undefined;
  readonly tag: Tag;
  readonly published: Money | undefined;
  readonly not_offered: boolean | undefined;
}

/** One kind of example has a price and another has none, and only an anomaly has a published figure beside its own. */
function refuseContradictions(said: Said, context: Context): void {
  const { tag, pays, published } = said;
  const priced = tag !== 'ambiguous' && said.not_offered !== true;
  const missing = (key: string, within: string, or: readonly string[] = []): void =>
    refuseKey(context, 'missing-key', { key, within, or }, []);
  const clash = (one: string, other: string, why: string, key: string): void =>
    refuse(context, 'either-or', { one, other, why }, [key]);
  refuseSchools(said, missing, clash);
  if (priced && pays === undefined) missing('pays', 'the example', ['not_offered']);
  if (tag === 'anomaly' && published === undefined) missing('published', 'the example, which is an anomaly,');
  for (const key of priced ? [] : AMOUNTS) {
    if (said[key] !== undefined)
      clash(key, tag === 'ambiguous' ? 'tag: ambiguous' : 'not_offered', 'no such school is priced', key);
  }
  if (tag !== 'anomaly' && published !== undefined)
    clash('published', `tag: ${tag}`, 'only an anomaly has a published figure of its own', 'published');
}

/** An example is of one school or of several. */
function refuseSchools(
  { school, schools }: Said,
  missing: (key: string, within: string, or?: readonly string[]) => void,
  clash: (one: string, other: string, why: string, key: string) => void,
): void {
  if (school === undefined && schools === undefined) missing('school', 'the example', ['schools']);
  if (schools?.length === 0) missing('phase', 'the list of schools of the example, which is empty,');
  if (school !== undefined && schools !== undefined)
    clash('school', 'schools', 'an example is of one or of several', 'schools');
}

const example = block(
  'an example',
  {
    school: optional(school),
    schools: optional(list(school)),
    tier: optional(scalarItself),
    tag: choice('a kind of example', TAGS),
    pays: optional(scalarItself),
    provider: optional(scalarItself),
    commission: optional(scalarItself),
    with_vat: optional(scalarItself),
    net: optional(scalarItself),
    published: optional(money),
    not_offered: optional(flag),
    because: optional(text),
    ...provenance,
  },
  {
    school: 'its attributes and drivers: `{ phase: primary, pupils: 262 }`, or',
    schools: 'several that are priced together',
    tier: 'its id; not needed where the list has one',
    tag: '`worked`: the provider published this example. `price`: this price. `rule`: it follows from the published rule. `anomaly`: what is published is not what the rule gives. `ambiguous`: nothing is published for such a school, and none is priced',
    pays: 'what the schools pay in all, before VAT, by the rule',
    provider: 'what the provider gets of it',
    commission: 'what the broker gets of it',
    with_vat: 'what they pay with VAT',
    net: 'what they pay net of the VAT that the buyer gets back',
    published: 'of an anomaly: what is published instead. `check` reports both',
    not_offered: 'the price is not offered to such a school, or not yet',
    because: 'why, shown beside an anomaly',
  },
).transform((said, context): Example => {
  refuseContradictions(said as unknown as Said, context);
  const { school: one, schools: several } = said;
  return {
    schools: several ?? (one === undefined ? [] : [one]),
    tier: said.tier,
    tag: said.tag,
    pays: said.pays,
    provider: said.provider,
    commission: said.commission,
    withVat: said.with_vat,
    net: said.net,
    published: said.published,
    notOffered: said.not_offered ?? false,
    because: said.because,
  };
});

/** A tier of a price list: prices, without the company that asks them. */
export interface ListTier {
  readonly name: string | undefined;
  readonly price: readonly TierPrice[];
  readonly vat: VatClass | undefined;
  readonly note: string | undefined;
}

/** A published price list: tiers to price a school by, without a company behind them. */
export interface PriceList {
  readonly name: string;
  readonly year: string | undefined;
  readonly note: string | undefined;
  readonly source: string | undefined;
  /** What its prices mean by pupils; undefined where it does not say. */
  readonly pupils: PupilBasis | undefined;
  /** What its conditions ask of a school, and what its prices multiply by, beside the language's own. */
  readonly attributes: readonly string[];
  readonly drivers: readonly string[];
  readonly tiers: ReadonlyMap<string, ListTier>;
  readonly examples: ReadonlyMap<string, Example>;
  readonly lints: LintTerms;
}

/** The version of the language that this program reads. */
export const LANGUAGE = '1';
export const version = choice(`the version of the language, ${LANGUAGE}`, [LANGUAGE]);

const listTier = block(
  'a tier of a price list',
  {
    name: optional(text),
    price: prices,
    vat: optional(vatClass),
    note: optional(text),
    ...provenance,
  },
  {
    name: 'as it is shown',
    price: 'one price, or a list of which the first that fits a school is its own',
    vat: '`standard`, `exempt` or `outside_scope`',
    note: 'what must be known of it',
  },
).transform((said): ListTier => ({ name: said.name, price: said.price, vat: said.vat, note: said.note }));

/** What a file without a calendar is. */
export const priceList: Schema<PriceList> = block(
  'a price list',
  {
    buyin: version,
    name: text,
    year: optional(text),
    note: optional(text),
    attributes: optional(oneOrMany(text)),
    drivers: optional(oneOrMany(declaredDriver)),
    quantities: optional(quantities),
    roll: optional(pupilBasis),
    tiers: collection(listTier),
    examples: optional(collection(example)),
    lints: optional(lintTerms),
    ...provenance,
  },
  {
    buyin: '1',
    name: 'what the list is called',
    year: 'of which it holds, such as `2026-27`',
    note: 'what must be known of it',
    attributes: "what its conditions ask of a school beyond the language's own attributes",
    drivers: "what its prices multiply by beyond the language's own drivers",
    quantities: 'drivers that are worked out of others: `{ person_days: =days * people }`',
    roll: 'what its prices mean by pupils: `{ count: fte, census: october }`. A lint tells where a model with another roll uses it',
    tiers: 'what is offered; a map by id',
    examples: 'what the prices must come to; a map by id',
    lints: 'what its authors accept that lints find',
  },
).transform(
  (said): PriceList => ({
    name: said.name,
    year: said.year,
    note: said.note,
    source: said.source,
    pupils: said.roll,
    attributes: said.attributes ?? [],
    drivers: said.drivers ?? [],
    tiers: said.tiers,
    examples: said.examples ?? new Map(),
    lints: said.lints ?? { cliff: undefined, accepts: [] },
  }),
);
