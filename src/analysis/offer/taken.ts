import {
  band,
  type Count,
  constant,
  Exact,
  isZero,
  nothing,
  quotient,
  type Rate,
  sum,
  times,
  unknown,
} from '../../figures/index.js';
import { inRow } from '../../language/index.js';
import type { School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { ALONE, type FigureEntries, type SchoolAt } from '../shared/figure-entry.js';
import { asAsked, joinedShare } from './joining.js';
import { type Offer, type Option, offerOf, offerOnce, optionsOf, type Priced, pricedUnder } from './options.js';

/**
 * The model's membership as schools are judged under it in a company year: each school under the tier that it takes if
 * it joins. Where it may take one of several, it counts in each by how likely that is, so that the parts of a school
 * add to it. A school of which nobody can say which it would take is not known. With one tier it is that tier's own
 * offer; undefined for a model without tiers.
 */
export function membershipOf(projection: Projection, year: number): Offer | undefined {
  const options = optionsOf(projection, []);
  const [only] = options;
  if (only === undefined) return undefined;
  return options.length === 1
    ? offerOf(projection, only, year)
    : offerOnce(projection, `taken|${year}`, () => madeOffer(projection, options, year));
}

/** The membership of a model that has no tiers: nothing is offered to anybody. */
export function noMembership({ model }: Projection, year: number): Offer {
  return {
    option: undefined,
    name: 'no membership',
    year,
    model,
    priced: [],
    unknown: [],
    unpriced: [],
    ineligible: model.schools,
  };
}

function madeOffer(projection: Projection, options: readonly Option[], year: number): Offer {
  const priced: Priced[] = [];
  const open: Priced[] = [];
  const [unpriced, ineligible]: [School[], School[]] = [[], []];
  for (const school of projection.model.schools) {
    const found = partsOf(projection, school, year, options);
    if (found === 'no price') unpriced.push(school);
    else if (found.length === 0) ineligible.push(school);
    else for (const each of found) (each.quote.fee.isKnown ? priced : open).push(each);
  }
  const name =
    options.length > NAMED
      ? 'Membership'
      : inRow(
          options.map((option) => option.name),
          ' and ',
        );
  return { option: undefined, name, year, model: projection.model, priced, unknown: open, unpriced, ineligible };
}

const NAMED = 3;

/**
 * A school under the tiers that it takes if it joins, each with the part of it that does. None where it may join no
 * tier, and `no price` where each that it may join has none for it.
 */
export function takenBy(projection: Projection, school: School, year: number): readonly Priced[] | 'no price' {
  const found = partsOf(projection, school, year, optionsOf(projection, []));
  return found === 'no price' ? found : found.filter(isTaken);
}

/** Whether a part is of any school. Parts of none stand in an offer, because with other numbers they may be of some. */
export const isTaken = ({ count }: Priced): boolean => !count.isKnown || count.exact.sign !== 0;

/**
 * Every tier that a school may take, with the part of it that takes it, which may be none; the parts add to the school.
 */
function partsOf(
  projection: Projection,
  school: School,
  year: number,
  options: readonly Option[],
): readonly Priced[] | 'no price' {
  const found = options.flatMap((option) => pricedUnder(projection, option, school, year) ?? []);
  const offered = found.flatMap((each) => (each === 'no price' ? [] : each));
  const [first] = offered;
  if (first === undefined) return found.length === 0 ? [] : 'no price';
  if (offered.length === 1) return [first];
  const { choice } = projection.model;
  if (choice?.rule === 'assigned')
    return [offered.find(({ option }) => option.tier === school.tier) ?? nobodyKnows(first)];
  return choice?.rule === 'best_value' ? byBest(projection, offered, year) : byShare(projection, offered, year);
}

const WHOLE: Rate = constant('rate', Exact.one, 'of all that it takes it is worth most');
const ONE: Rate = constant('rate', Exact.one, 'nobody expects it to join');

function byBest(projection: Projection, offered: readonly Priced[], year: number): readonly Priced[] {
  const { choice } = projection.membership;
  return offered.map((each) => {
    const [now, at] = asAsked(projection.model, each.school, year);
    return partly(each, choice.best(each.option.tier, now, at, WHOLE));
  });
}

/** By how likely each is; where nobody expects the school to join any, nobody knows which it would take. */
function byShare(projection: Projection, offered: readonly Priced[], year: number): readonly Priced[] {
  const [{ school }] = offered as [Priced];
  const shares = offered.map((each) => wouldJoin(projection, each, year) ?? nothing('rate'));
  const whole = sum('rate', shares, `share of ${school.name} that joins any tier`);
  const zeroOr = (atZero: Rate, above: Rate, label?: string): Rate =>
    band('rate', whole, [{ upTo: nothing('rate'), closed: true, value: atZero }], above, label);
  const parts = offered.map((each, i) => {
    const ofAll = quotient('rate', shares[i] as Rate, whole);
    return partly(
      each,
      zeroOr(nothing('rate'), ofAll, `part of ${school.name} that takes ${each.option.name}, of all of it that joins`),
    );
  });
  return [
    ...parts,
    partly(
      nobodyKnows(offered[0] as Priced),
      zeroOr(ONE, nothing('rate'), `part of ${school.name} of which nobody knows`),
    ),
  ];
}

const partly = (each: Priced, part: Rate): Priced => ({ ...each, part, count: times(each.count, part) });

/** Stands under a tier for its phase and its pupils alone. */
function nobodyKnows(each: Priced): Priced {
  const fee = unknown<'money'>('money', `nobody has said which tier ${each.school.name} would take`);
  return { ...each, quote: { ...each.quote, fee } };
}

/** What figures of a school under one tier are made of, whether or not it has a price there. */
export interface TakingAt extends SchoolAt {
  readonly option: Option;
}

/** How a school takes a tier. */
export const takenFigures = {
  'school.part': {
    kind: 'rate',
    means: 'the part of a school that takes a tier, of all of it that joins any',
    parts: ALONE,
    make: ({ projection, school, option, year }) => partOf(projection, school, option.tier, year),
  },
} as const satisfies FigureEntries<TakingAt>;

/**
 * The part of a school that takes a tier if it joins; none where it takes another, and where nobody joins it because too
 * few schools commit.
 */
export function partOf(projection: Projection, school: School, tier: string, year: number): Rate {
  const taken = takenBy(projection, school, year);
  if (taken === 'no price') return nothing('rate');
  const joined = taken.filter((each) => !isWaiting(projection, each, year));
  const found = joined.find(({ option, quote }) => option.tier === tier && quote.fee.isKnown);
  if (found === undefined) return nothing('rate');
  const own = found.part ?? ALL;
  if (joined.length === taken.length) return own;
  const parts = joined.map(({ part }) => part ?? ALL);
  return quotient('rate', own, sum('rate', parts, `part of ${school.name} that takes what is offered`));
}

const ALL: Rate = constant('rate', Exact.one, 'the one tier that it takes');

/** Whether a school would join a tier and does not, because its price waits for more schools than commit. */
function isWaiting(projection: Projection, each: Priced, year: number): boolean {
  const [would, share] = [wouldJoin(projection, each, year), shareOf(projection, each, year)];
  return would !== undefined && share !== undefined && !isZero(would) && isZero(share);
}

/** Whether nobody expects a school to join a tier in a year, whichever it would take. */
export function joinsNone(projection: Projection, school: School, tier: string, year: number): boolean {
  const terms = projection.model.tiers.get(tier);
  const share = terms && joinedShare(projection, tier, terms, school, year);
  return share !== undefined && isZero(share);
}

/**
 * The share of one school that would join the tier that it is put under, whether or not its price waits for more schools;
 * undefined where nothing is said, as of a price list.
 */
export function wouldJoin(
  { membership, model }: Projection,
  { school, option: { tier, terms } }: Priced,
  year: number,
): Rate | undefined {
  return membership.choice.share(tier, terms, ...asAsked(model, school, year));
}

/**
 * The share of one school that is expected to join the tier that it is put under: as the forecast has it, and so none
 * where its price waits for more schools than commit. Undefined where nothing is said.
 */
export function shareOf(
  projection: Projection,
  { school, option: { tier, terms } }: Priced,
  year: number,
): Rate | undefined {
  return joinedShare(projection, tier, terms, school, year);
}

/**
 * How many schools are expected to join the tier that a school is put under: a share of one, or of as many as an
 * archetype stands for.
 */
export function joining(projection: Projection, each: Priced, year: number): Rate | Count | undefined {
  const share = shareOf(projection, each, year);
  const { count } = each.school;
  return share === undefined || count === undefined ? share : times(count, share);
}
