import { constant, Exact, type Money, type Rate } from '../figures/index.js';
import {
  block,
  collection,
  type Dated,
  dated,
  either,
  growth,
  keyed,
  keysIn,
  type Month,
  meansKey,
  money,
  monthText,
  optional,
  provenance,
  refuseKey,
  remembering,
  Scalar,
  type Schema,
  share,
  sinceOf,
  text,
  valueIn,
  valueOr,
} from '../language/index.js';
import { driverName, prices, rules, type TierPrice, type When, when } from '../pricing/index.js';
import type { Calendar } from './calendar.js';
import { answerOf, restingOn } from './consultation.js';
import { mayBeMember } from './life.js';
import { statedIn, unstated } from './own-joins.js';
import { INTENTS, type Intent, PHASES, type Phase, type School } from './school.js';
import { type Entitlement, entitlement, SEPTEMBER, type Term, term } from './term.js';
import { type Controlling, controlling, type VatClass, vatClass } from './vat.js';

/** The share of schools that join, by intent where a school has one, else by phase. */
export interface Joins {
  readonly byPhase: ReadonlyMap<Phase, Dated<Rate>>;
  readonly byIntent: ReadonlyMap<Intent, Dated<Rate>>;
  /** For every phase that `byPhase` does not name. */
  readonly others: Dated<Rate> | undefined;
}

/**
 * What all members have together, so that none could buy it alone: networks, a voice. It has a price only where
 * somebody gives it one.
 */
export interface Collective {
  readonly name: string | undefined;
  /** To one school, a year. */
  readonly worth: Money | undefined;
}

const collective: Schema<Collective> = block(
  'a collective good',
  { name: optional(text), worth: optional(money), ...provenance },
  {
    name: 'as it is shown',
    worth:
      'what it is worth to one school, in pounds a year; not priced unless said: then nobody knows what buying the same separately would cost, unless the tier has a `worth`',
  },
).transform((said): Collective => ({ name: said.name, worth: said.worth }));

/** Growth of prices, for all terms or by term (`per_pupil`, `cap`). A term that is not named is frozen. */
export type Uplift = { readonly all: Dated<Rate> } | { readonly byTerm: ReadonlyMap<string, Dated<Rate>> };

export interface TierTerms {
  readonly name: string | undefined;
  readonly eligible: When | undefined;
  readonly price: readonly TierPrice[];
  /** Undefined where nobody has said: then nothing is shown with VAT. */
  readonly vat: VatClass | undefined;
  /** Whether its members control the company; undefined where nobody has said. */
  readonly controlling: Controlling | undefined;
  readonly term: Term;
  readonly includes: ReadonlyMap<string, Entitlement>;
  /** Off the price of a service, for members of this tier. */
  readonly discounts: ReadonlyMap<string, Rate>;
  readonly uplift: Uplift | undefined;
  readonly joins: Joins;
  /** What else it is worth to a school, in pounds a year. */
  readonly worth: Money | undefined;
  /** What all members have together. */
  readonly collective: ReadonlyMap<string, Collective>;
}

const datedShare = dated(share);
const byIntent = block(
  'shares by intent',
  keyed(INTENTS, () => optional(datedShare)),
  keyed(INTENTS, (intent) => `the share of schools with the intent ${intent} that joins; may be dated`),
);

const joinsShape = {
  by_intent: optional(byIntent),
  others: optional(datedShare),
  ...keyed(PHASES, () => optional(datedShare)),
  ...provenance,
};

/** Dates as keys, and none of the keys of a block: `{ 2026: 60%, 2028: 70% }`. */
function namesDates(data: unknown): boolean {
  const keys = keysIn(data);
  return keys.some((key) => sinceOf(key) !== undefined) && !keys.some((key) => key in joinsShape);
}

/** `92%` for every school, shares from dates on, or shares by phase and by intent. */
const joins = either(
  (data) => data === undefined || data instanceof Scalar || namesDates(data),
  datedShare.transform((all): Joins => ({ byPhase: new Map(), byIntent: new Map(), others: all })),
  block('joins', joinsShape, {
    by_intent: 'of schools that have said what they intend: before their phase',
    others: 'of every phase that is not named',
    ...keyed(PHASES, () => 'the share of schools of that phase; may be dated'),
  }).transform((said): Joins => {
    const intents = (said.by_intent ?? {}) as Readonly<Record<string, Dated<Rate> | undefined>>;
    return {
      byPhase: given(PHASES, said as Readonly<Record<string, Dated<Rate> | undefined>>),
      byIntent: given(INTENTS, intents),
      others: said.others as Dated<Rate> | undefined,
    };
  }),
);

function given<K extends string>(
  keys: readonly K[],
  said: Readonly<Record<string, Dated<Rate> | undefined>>,
): ReadonlyMap<K, Dated<Rate>> {
  const found = new Map<K, Dated<Rate>>();
  for (const key of keys) {
    const value = said[key];
    if (value !== undefined) found.set(key, value);
  }
  return found;
}

/** A yearly growth: one rate for every year after the first, or rates from the years on that they name. */
export const yearlyGrowth: Schema<Dated<Rate>> = dated(growth).transform((said, context) => {
  for (const { since } of said.steps) {
    if (since?.month === undefined) continue;
    const text = monthText(since.month);
    const data = {
      text,
      expected: 'a year, such as 2019',
      why: 'growth changes with the company year, not in a month',
    };
    refuseKey(context, 'bad-value', data, [text]);
  }
  return said;
});

const priced = rules.filter(({ priced }) => priced);
const upliftByTerm = block(
  'uplift',
  keyed(
    priced.map(({ key }) => key),
    () => optional(yearlyGrowth),
  ),
  keyed(
    priced.map(({ key }) => key),
    (key) => `growth a year of what stands under ${key}`,
  ),
).transform((said): Uplift => ({ byTerm: new Map(Object.entries(said as Readonly<Record<string, Dated<Rate>>>)) }));

/** Names of terms, however they are spelt, and not dates, as keys: `{ per_pupil: 2% }` against `{ 2020: 2% }`. */
const namesTerms = (data: unknown): boolean => rules.some(({ key }) => meansKey(key)(data));

const uplift = either(
  namesTerms,
  upliftByTerm,
  yearlyGrowth.transform((all): Uplift => ({ all })),
);

/** A tier of a price list; `reading` puts its prices in the place of `use` before anything is checked. */
const used = valueOr(
  text,
  block(
    'a tier of a list',
    { list: text, tier: optional(text) },
    {
      list: 'its name or file',
      tier: 'the id of the tier',
    },
  ),
);

/** The same for the price of a service: its units are a driver of the list. */
export const usedForUnits = valueOr(
  text,
  block(
    'a tier of a list for a service',
    { list: text, tier: optional(text), units: optional(driverName) },
    {
      list: 'its name or file',
      tier: 'the id of the tier',
      units: 'the driver of the list that is the quantity bought',
    },
  ),
);

// One object each for what is not said, because what is kept of a tier is found by it.
const USUAL_TERM: Term = {
  starts: SEPTEMBER,
  invoice: 'school_year',
  instalments: 1,
  joinsMidYear: 'by_month',
  frozenFor: 1,
  notice: 0,
};
const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

export const tier = block(
  'a tier',
  {
    use: optional(used),
    also: optional(prices),
    name: optional(text),
    eligible: optional(remembering(when)),
    price: remembering(prices),
    vat: optional(vatClass),
    controlling_member: optional(controlling),
    collective: optional(collection(collective)),
    term: optional(remembering(term)),
    includes: optional(remembering(collection(entitlement))),
    discounts: optional(remembering(collection(share))),
    uplift: optional(remembering(uplift)),
    joins: remembering(joins),
    worth: optional(money),
    ...provenance,
  },
  {
    use: "a tier of a price list, in the place of `price`: `hep-2018`, a list that is shipped (`buyin models`), or a file in the model's folder. What the tier says itself replaces what the list says",
    also: 'prices that follow those of the list, for schools of which it says nothing',
    name: 'as it is shown',
    eligible: 'a `when`: the schools that may join; all unless said',
    price:
      'one price, or a list of which the first that fits a school is its own. A school that none fits is a problem, never zero',
    vat: '`standard`, `exempt` or `outside_scope`: what `buyin price` shows of VAT, and what invoices of a registered company carry (`tax`)',
    controlling_member:
      'whether its members control the company: `yes`, `no` or `unclear`, for the 80% test of procurement law',
    collective: 'what members have together, and none could buy alone; a map by id',
    term: 'membership years and invoices',
    includes: 'what membership includes of each service: an entitlement, or `unlimited`',
    discounts: 'off the price of a service for members: `{ clerking: 10% }`',
    uplift: 'growth of the prices',
    joins: 'the share of schools that is expected to join',
    worth:
      'what else it is worth to a school, in pounds a year (networks, a voice), beside what it includes and discounts. Where it is said, it is the price of everything in the tier that has none of its own',
  },
).transform(
  (said): TierTerms => ({
    name: said.name,
    eligible: said.eligible,
    price: said.price,
    vat: said.vat,
    controlling: said.controlling_member,
    collective: said.collective ?? new Map(),
    term: said.term ?? USUAL_TERM,
    includes: said.includes ?? NOTHING,
    discounts: said.discounts ?? NOTHING,
    uplift: said.uplift,
    joins: said.joins,
    worth: said.worth,
  }),
);

const NO_MEMBER: Rate = constant('rate', Exact.zero, 'is no member in this month');

/** What says how schools come to a tier, and how they go. */
export type TierJoins = Pick<TierTerms, 'joins'> & { readonly term: Pick<Term, 'notice'> };

/**
 * The share of a school, or of the schools that an archetype stands for, that is a member of a tier in a month: none
 * before it becomes one and after it has left; undefined where nothing is said. What it has said of this tier in a
 * consultation comes before what the roll says of it.
 */
export function shareOf(tier: TierJoins, school: School, at: Month, calendar: Calendar, id: string): Rate | undefined {
  const said = saidShare(tier, school, at, calendar, id);
  return said === undefined || mayBeMember(school, tier.term.notice, at) ? said : NO_MEMBER;
}

/** The same whether or not it may be a member in that month. */
export function saidShare(
  { joins }: Pick<TierTerms, 'joins'>,
  school: School,
  at: Month,
  calendar: Calendar,
  tier: string,
): Rate | undefined {
  const { joins: own, name } = school;
  if (own === undefined) return usualShare(joins, school, at, calendar, tier);
  const stated = statedIn(school, at, calendar.yearStarts);
  const said = stated.byTier.get(tier);
  if (said !== undefined) return said;
  const usual = stated.all ?? usualShare(joins, school, at, calendar, tier);
  return unstated({ joins: own, name }, stated, tier, usual, [at, calendar.yearStarts]);
}

/** The share that a tier says of schools like this one. */
function usualShare(
  { byPhase, byIntent, others }: Joins,
  school: School,
  at: Month,
  calendar: Calendar,
  tier: string,
): Rate | undefined {
  const answer = answerOf(school, tier);
  const intent = answer?.intent ?? school.intent;
  const byAnswer = intent && byIntent.get(intent);
  const said = byAnswer ?? byPhase.get(school.phase) ?? others;
  const share = said && valueIn(said, at, calendar.yearStarts);
  return share === undefined || answer === undefined || byAnswer === undefined
    ? share
    : restingOn(answer, share, school);
}

/**
 * A tier of a published price list in the place of a model's own: its prices as published, for schools that nobody
 * expects to join.
 */
export function asTier({ name, price, vat }: Pick<TierTerms, 'name' | 'price' | 'vat'>): TierTerms {
  return {
    name,
    eligible: undefined,
    price,
    vat,
    controlling: undefined,
    collective: new Map(),
    term: USUAL_TERM,
    includes: NOTHING,
    discounts: NOTHING,
    uplift: undefined,
    joins: { byPhase: new Map(), byIntent: new Map(), others: undefined },
    worth: undefined,
  };
}
