import {
  asNumber,
  band,
  type Count,
  constant,
  Exact,
  type Figure,
  isKeyOf,
  type Kind,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
  totalOf,
} from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import {
  asTier,
  called,
  eligibleIn,
  type Model,
  momentOf,
  type PriceList,
  type School,
  type TierTerms,
} from '../../model/index.js';
import { ONE_SCHOOL, type Quote, type QuoteStep } from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import { type Among, type Sized, sizeOf } from '../shared/among.js';
import { ALONE, type FigureEntries } from '../shared/figure-entry.js';
import { inAmong } from '../shared/groups.js';

/** A price list that is put beside the model's own tiers, under the path by which the command line names it. */
export interface ListSaid {
  readonly path: string;
  readonly list: PriceList;
}

/** One membership on offer: a tier of the model, or of a price list that is put on the model's schools. */
export interface Option {
  /** The tier's id. */
  readonly tier: string;
  /** The path of the price list; undefined for the model's own. */
  readonly list: string | undefined;
  /** Short, for the head of a column: the tier's own name, or the list's by its file. */
  readonly name: string;
  readonly terms: TierTerms;
}

/** What a school, or a part of it, would pay under an option. */
export interface Priced extends Sized {
  /** The tier that it is judged under. */
  readonly option: Option;
  readonly quote: Quote;
  /**
   * How many schools it counts for: one, as many as an archetype stands for, or the part of them that takes this tier.
   */
  readonly count: Count;
  /** The part of one school that takes this tier, of all of it that joins; undefined for the whole. */
  readonly part: Rate | undefined;
  /** The pupils of one school. */
  readonly pupils: Count;
  /** Where it is quoted what it pays if every school joins; unless so, what it is expected to pay if it joins itself. */
  readonly isIfAll?: true;
}

/**
 * A membership put on schools in one company year: one option on every school that may take it, or each school under
 * the tier that it takes.
 */
export interface Offer {
  /** Undefined where each school is put under the tier that it takes. */
  readonly option: Option | undefined;
  /** For a heading: `Core`, `Core and Plus`. */
  readonly name: string;
  readonly year: number;
  readonly model: Model;
  readonly priced: readonly Priced[];
  /** Schools that may not join. */
  readonly ineligible: readonly School[];
  /** Schools for which the option has no price. */
  readonly unpriced: readonly School[];
  /** Schools of which something is not known that the price asks for, or which tier they would take. */
  readonly unknown: readonly Priced[];
}

/** One option put on every school that may take it. */
export interface TierOffer extends Offer {
  readonly option: Option;
}

/** The model's tiers, then those of the price lists. */
export function optionsOf({ model }: Projection, lists: readonly ListSaid[]): Option[] {
  const own = [...model.tiers].map(
    ([tier, terms]): Option => ({ tier, list: undefined, name: called(terms, tier), terms }),
  );
  const others = lists.flatMap(({ path, list }) => {
    const short = keyInWords(path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')).replace(/-/g, ' ');
    return [...list.tiers].map(([tier, terms]): Option => {
      const name = list.tiers.size === 1 ? short : `${short}: ${called(terms, tier)}`;
      return { tier, list: path, name, terms: tierOf(terms) };
    });
  });
  return [...own, ...others];
}

const tiers = new WeakMap<object, TierTerms>();

/** One object for one tier of a list, so that its prices are worked out once. */
function tierOf(terms: Parameters<typeof asTier>[0]): TierTerms {
  const known = tiers.get(terms) ?? asTier(terms);
  tiers.set(terms, known);
  return known;
}

const offers = new WeakMap<Projection, Map<string, Offer>>();

/** An offer is worked out once for a projection, a key and a year. */
export function offerOnce<O extends Offer>(projection: Projection, key: string, make: () => O): O {
  const known = offers.get(projection) ?? new Map<string, Offer>();
  offers.set(projection, known);
  const found = (known.get(key) as O | undefined) ?? make();
  known.set(key, found);
  return found;
}

/** An option put on every school of the model that may take it. */
export const offerOf = (projection: Projection, option: Option, year: number): TierOffer =>
  offerOnce(projection, `${option.list ?? ''}|${option.tier}|${year}`, () => madeOffer(projection, option, year));

function madeOffer(projection: Projection, option: Option, year: number): TierOffer {
  const { model } = projection;
  const priced: Priced[] = [];
  const unknown: Priced[] = [];
  const [unpriced, ineligible]: [School[], School[]] = [[], []];
  for (const school of model.schools) {
    const found = pricedUnder(projection, option, school, year);
    if (found === 'no price' || found === undefined) (found === undefined ? ineligible : unpriced).push(school);
    else (found.quote.fee.isKnown ? priced : unknown).push(found);
  }
  return { option, name: option.name, year, model, priced, unknown, unpriced, ineligible };
}

/** A school under one option, as it is at the start of a company year; undefined where it may not take it. */
export function pricedUnder(
  { model, membership }: Projection,
  option: Option,
  school: School,
  year: number,
): Priced | 'no price' | undefined {
  if (eligibleIn(school, momentOf(school, model.calendar, year), option.terms) === undefined) return undefined;
  const quote = membership.quoteFor(option.terms, school, year);
  if (quote === undefined) return 'no price';
  const pupils = membership.pupilsOf(school, year);
  return { school, size: sizeOf(pupils), option, quote, pupils, count: school.count ?? ONE_SCHOOL, part: undefined };
}

/** A number of one school, for as many as it counts for. */
export const forAll = ({ count }: Priced, figure: Count): Count =>
  count === ONE_SCHOOL ? figure : times(count, figure);
/** An amount of one school, for as many as it counts for. */
export const amountForAll = ({ count }: Priced, figure: Money): Money =>
  count === ONE_SCHOOL ? figure : portion(figure, count);

const total = (schools: readonly Priced[], of: (each: Priced) => Money, label: string): Money =>
  totalOf(
    'money',
    schools.map((each) => amountForAll(each, of(each))),
    label,
  );
/** A school's part of what a group pays, for as many schools as it counts for. */
const partForAll = ({ count, school, part }: Priced, ofIts: Money): Money =>
  part === undefined ? ofIts : portion(ofIts, quotient('rate', count, school.count ?? ONE_SCHOOL, 'of it'));
/** What schools pay that all join, each as it is quoted. */
const fees = (schools: readonly Priced[]): Money =>
  totalOf(
    'money',
    schools.map((each) =>
      each.isIfAll && each.quote.group !== undefined
        ? partForAll(each, each.quote.group.ifAll)
        : amountForAll(each, each.quote.fee),
    ),
    'fees if every school joined',
  );
/**
 * The same of schools of an offer, as they are quoted there: of one tier, by the prices of all who may take it; of schools
 * each in the tier that it takes, by what each is expected to pay if it joins.
 */
export const feesIn = (offer: Pick<Offer, 'option'>, schools: readonly Priced[]): Money =>
  fees(schools.map(asOffered(offer)));
const schoolsIn = (schools: readonly Priced[]): Count => {
  const single = schools.filter(({ count }) => count === ONE_SCHOOL).length;
  const singles = single === 0 ? [] : [constant('count', Exact.of(single), 'schools on the roll')];
  return totalOf(
    'count',
    [...singles, ...schools.flatMap(({ count }) => (count === ONE_SCHOOL ? [] : count))],
    'schools',
  );
};
const pupilsIn = (schools: readonly Priced[]): Count =>
  totalOf(
    'count',
    schools.map((each) => forAll(each, each.pupils)),
    'pupils',
  );

/** What a school pays if every school joined. */
function feeIfAll({ quote, school, isIfAll }: Priced): Money {
  if (quote.group === undefined || !isIfAll) return quote.fee;
  if (school.count === undefined) return quote.group.ifAll;
  return portion(
    quote.group.ifAll,
    quotient('rate', ONE_SCHOOL, school.count, 'one of its schools'),
    `fee of ${school.name} if every school joined`,
  );
}

const limit = ({ quote }: Priced, side: 'floor' | 'cap'): QuoteStep | undefined =>
  quote.steps.find(({ rule }) => rule.key === side);
const YES: Count = constant('count', Exact.one, 'it does');
const NO: Count = nothing('count');

/** 1 where a floor or cap sets the fee, and 0 where it does not. */
function held(each: Priced, side: 'floor' | 'cap'): Count {
  const step = limit(each, side);
  if (step?.before === undefined) return NO;
  const [lower, upper] = side === 'floor' ? [step.before, step.after] : [step.after, step.before];
  return band(
    'count',
    lower,
    [{ upTo: upper, closed: false, value: YES }],
    NO,
    `whether the ${side} sets the fee of ${each.school.name}`,
  );
}

function holding(schools: readonly Priced[], side: 'floor' | 'cap'): Count {
  const each = schools.map((school) => forAll(school, held(school, side)));
  return totalOf('count', each, `schools of which the ${side} sets the fee`);
}

const between = (schools: readonly Priced[]): Count =>
  sum('count', [schoolsIn(schools)], 'schools between floor and cap', [
    holding(schools, 'floor'),
    holding(schools, 'cap'),
  ]);

/** What a floor adds to fees, or a cap takes off them. */
function worth(schools: readonly Priced[], side: 'floor' | 'cap'): Money {
  const of = (each: Priced): Money => {
    const step = limit(each, side);
    if (step?.before === undefined) return nothing('money');
    const [more, less] = side === 'floor' ? [step.after, step.before] : [step.before, step.after];
    const { group } = each.quote;
    // Of a group it is the group's: each school has its part of it.
    if (group !== undefined)
      return partForAll(each, sum('money', [group.partOf(more)], undefined, [group.partOf(less)]));
    return amountForAll(each, sum('money', [more], undefined, [less]));
  };
  return totalOf('money', schools.map(of), side === 'floor' ? 'what the floor adds' : 'what the cap takes off');
}

/** The part of a fee that the next pupil moves: what rates come to, where neither floor nor cap holds. */
const movingOf = ({ quote }: Priced): Money => quote.moving();

const withBudget = (schools: readonly Priced[]): readonly Priced[] =>
  schools.filter(({ school }) => school.budget?.isKnown);
/** What figures of an option are made of: an offer, and the schools of it that they are among. */
export interface OfferAt {
  readonly projection: Projection;
  readonly offer: Offer;
  readonly among: Among;
}

/**
 * Schools of an offer as they are quoted there. Where all are put under one tier, those of a group pay by the price of all
 * its schools; where each is in the tier that it takes, some of a group take another, and each pays what it is expected to.
 */
function asOffered({ option }: Pick<Offer, 'option'>): (each: Priced) => Priced {
  return (each) =>
    option === undefined || each.quote.group === undefined
      ? each
      : { ...each, quote: each.quote.group.everybody, isIfAll: true };
}

/** A figure of schools that all join. */
const ofSchools = <K extends Kind>(
  kind: K,
  means: string,
  of: (schools: readonly Priced[]) => Figure<K> | undefined,
) => ({
  means,
  kind,
  parts: ALONE,
  make: ({ offer, among }: Pick<OfferAt, 'offer' | 'among'>) => of(amongst(offer, among).map(asOffered(offer))),
});

/** Figures of an option, among some schools. To add one: an entry here. */
export const tierFigures = {
  'tier.schools': ofSchools('count', 'schools that it prices', schoolsIn),
  'tier.pupils': ofSchools('count', 'their pupils in the year', pupilsIn),
  'tier.income': ofSchools('money', 'fees of a full year if every school that it prices joined', fees),
  'tier.lowest': ofSchools('money', 'the lowest fee, if every school joined', (schools) =>
    extreme(schools, smaller, 'the lowest fee'),
  ),
  'tier.highest': ofSchools('money', 'the highest fee, if every school joined', (schools) =>
    extreme(schools, larger, 'the highest fee'),
  ),
  'tier.average': ofSchools('price', 'the average fee, if every school joined', (all) =>
    over(fees(all), schoolsIn(all), 'price', 'the average fee'),
  ),
  'tier.per_pupil': ofSchools('price', 'fees over pupils', (schools) =>
    over(fees(schools), pupilsIn(schools), 'price', 'fees over pupils'),
  ),
  'tier.share_of_budget': ofSchools(
    'rate',
    'fees as a share of the budgets of the schools whose budget is known',
    (schools) => over(fees(withBudget(schools)), budgets(withBudget(schools)), 'rate', 'fees as a share of budgets'),
  ),
  'tier.at_floor': ofSchools('count', 'schools of which the floor sets the fee', (schools) =>
    holding(schools, 'floor'),
  ),
  'tier.between': ofSchools('count', 'schools of which neither floor nor cap sets the fee', between),
  'tier.at_cap': ofSchools('count', 'schools of which the cap sets the fee', (schools) => holding(schools, 'cap')),
  'tier.exposed': ofSchools('money', 'fees that move with the number of pupils', (schools) =>
    total(schools, movingOf, 'fees that move with the number of pupils'),
  ),
  'tier.exposed_share': ofSchools('rate', 'the share of fees that moves with the number of pupils', (schools) =>
    over(
      total(schools, movingOf, 'fees that move'),
      fees(schools),
      'rate',
      'share of fees that moves with the number of pupils',
    ),
  ),
  'tier.floor_adds': ofSchools('money', 'what the floor adds to fees', (schools) => worth(schools, 'floor')),
  'tier.cap_takes': ofSchools('money', 'what the cap takes off fees', (schools) => worth(schools, 'cap')),
  'tier.cap_per_pupil': ofSchools(
    'price',
    'what the cap takes off, over the pupils of the schools that it does not hold for: what they would pay less for the same income without it',
    (schools) => over(worth(schools, 'cap'), pupilsBelow(schools), 'price', 'what the cap costs each other pupil'),
  ),
} as const satisfies FigureEntries<OfferAt>;

export type TierFigureName = keyof typeof tierFigures;
export const isTierFigure = (name: string): name is TierFigureName => isKeyOf(tierFigures, name);

function extreme(schools: readonly Priced[], of: typeof smaller, label: string): Money | undefined {
  return schools.length === 0 ? undefined : of('money', schools.map(feeIfAll), label);
}

function budgets(schools: readonly Priced[]): Money {
  return total(schools, ({ school }) => school.budget as Money, 'budgets');
}

/** Pupils of the schools that the cap does not hold for. */
function pupilsBelow(schools: readonly Priced[]): Count {
  const each = schools.map((school) => {
    const free = sum('count', [YES], 'whether the cap does not set the fee', [held(school, 'cap')]);
    return forAll(school, times(school.pupils, free));
  });
  return totalOf('count', each, 'pupils of the schools below the cap');
}

/** A ratio, where there is something to divide by. */
function over<K extends 'price' | 'rate'>(above: Figure, below: Figure, kind: K, label: string): Figure<K> | undefined {
  return below.isKnown && asNumber(below.value) === 0 ? undefined : quotient(kind, above, below, label);
}

/** The schools of an offer that are among some. */
export function amongst({ priced, model }: Offer, among: Among): readonly Priced[] {
  return Object.keys(among).length === 0 ? priced : priced.filter((each) => inAmong(each, among, model));
}

/** A figure of an option among some schools; undefined where there is nothing to make it of. */
export function tierFigure(name: TierFigureName, offer: Offer, among: Among): Figure | undefined {
  return tierFigures[name].make({ offer, among });
}
