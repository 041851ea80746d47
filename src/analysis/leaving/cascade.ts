import {
  type Count,
  constant,
  Exact,
  type Figure,
  isZero,
  type Kind,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  sum,
  times,
  totalOf,
  Unknown,
  unknown,
} from '../../figures/index.js';
import type { School } from '../../model/index.js';
import { type Projection, partKey } from '../../projection/index.js';
import { asAsked } from '../offer/joining.js';
import type { Offer, Priced } from '../offer/options.js';
import { isTaken, joining } from '../offer/taken.js';
import { ALONE, aloneWhere, type FigureEntries, type FigureEntry } from '../shared/figure-entry.js';
import { feeUnder } from '../worth/worth.js';
import { Savings } from './following.js';
import { type Regrouped, Regrouping } from './regrouped.js';
import { type Staying, Thinned } from './thinned.js';

/** How it ends where schools that lose leave, one after another. */
export interface Ending {
  /** Each round: who leaves, and what the price has become before they do. */
  readonly rounds: readonly Round[];
  /** Expected members when nobody leaves any more. */
  readonly after: Count;
  /** Those of them of whom it is known what they pay today. */
  readonly known: Count;
  /** What fees are at the end, of what the tariff asks of those who stay. Undefined where nobody stays. */
  readonly price: Rate | undefined;
  /** Why it is not known where it ends; undefined where it is. */
  readonly open: string | undefined;
}

/**
 * Where schools that lose leave, the others pay for them, and more leave: a lens on how firmly an option stands, and no
 * forecast of anybody's vote.
 */
export interface Cascade extends Ending {
  /** Expected members at the start. */
  readonly before: Count;
  /** Schools that stay because nobody knows what they pay today, and because nobody knows what they would pay. */
  readonly withoutBaseline: Count;
  readonly withoutFee: Count;
  /**
   * How it ends if of those of whom nobody knows what they pay today as large a part leaves as of the others, and not
   * none; undefined where it is known of all, or of none.
   */
  readonly alike: Ending | undefined;
}

export interface Round {
  readonly leave: readonly School[];
  /** As many schools as the archetypes among them stand for, and the expected members that they are. */
  readonly schools: Count;
  readonly members: Count;
  readonly price: Rate;
}

/**
 * A school in a tier, with what it pays, how many of it are expected to join, and the most that it pays before it
 * leaves.
 */
interface Member {
  readonly each: Priced;
  /** What it costs one school: with the VAT that it does not get back. */
  readonly cost: Money;
  readonly expected: Rate | Count;
  /** What the company earns of it in a full year. */
  readonly fees: Money;
  /** Undefined where nobody knows what it pays today: then it stays, as where its fee is unknown. */
  readonly most: Money | undefined;
  /** How many members of its tier must stay so that its price is offered; undefined where it waits for none. */
  readonly needed: Count | undefined;
}

const ONE = constant('rate', Exact.one, 'the price as it is');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where nobody pays');
const KNOWN = 'members of whom it is known what they pay today';
const UNIT: Count = constant('count', Exact.one, 'one school');

const cascades = new WeakMap<Offer, Map<Projection | undefined, Cascade>>();

/**
 * The exit cascade of an option in a company year. In each round every school whose fee passes what it pays today by
 * more than the model's share leaves at once, so that the order of the roll says nothing. Those who stay then pay what
 * leaves the company where it was: what all would have paid, less the costs that go with those who left and what these
 * bought beside, and never less than the tariff asks of them. Schools that the tariff takes together are priced as
 * those of the group who stay, and a price that waits for more schools than are left is offered to none of them. Members
 * never rise, so it ends: where nobody leaves, or where nobody is left. Where nobody can be known to leave, and where a
 * price becomes unknown that others would leave or stay for, its end is unknown. `mitigated` is the model with what the
 * company does once schools leave: what it saves by it holds prices as well.
 */
export function cascadeOf(projection: Projection, offer: Offer, mitigated?: Projection): Cascade {
  const known = cascades.get(offer) ?? new Map<Projection | undefined, Cascade>();
  cascades.set(offer, known);
  const found = known.get(mitigated) ?? anew(projection, offer, mitigated);
  known.set(mitigated, found);
  return found;
}

function anew(projection: Projection, offer: Offer, mitigated: Projection | undefined): Cascade {
  const start = membersIn(projection, offer);
  const thinned = new Thinned(projection, offer.year);
  const company: Company = {
    costs: new Savings(thinned, mitigated),
    groups: new Regrouping(
      thinned,
      start.map(({ each }) => each),
    ),
  };
  const open = deaf(start, projection);
  const without = start.filter(({ most }) => most === undefined);
  return {
    ...ending(start, company, open, false),
    before: countOf(start, undefined, 'members before any school leaves'),
    withoutBaseline: schoolsOf(start.filter(({ cost, most }) => cost.isKnown && most === undefined)),
    withoutFee: schoolsOf(start.filter(({ cost }) => !cost.isKnown)),
    alike: open === undefined && without.length > 0 ? ending(start, company, undefined, true) : undefined,
  };
}

/** What changes for those who stay once others have left: what the company spends, and what a group pays. */
interface Company {
  readonly costs: Savings;
  readonly groups: Regrouping;
}

function ending(
  start: readonly Member[],
  { costs, groups }: Company,
  deafTo: string | undefined,
  isAlike: boolean,
): Ending {
  const target = feesOf(start, undefined, 'fees of all members');
  let staying = start;
  let open = deafTo;
  const rounds: Round[] = [];
  let price: Rate = ONE;
  const keptIn = (members: readonly Member[]): Rate | undefined => (isAlike ? keptOf(start, members) : undefined);
  while (price.isKnown) {
    const now = price;
    const left = stillOffered(
      staying.filter((member) => !leaves(member, now)),
      keptIn,
    );
    if (left.length === staying.length) break;
    rounds.push(roundOf(staying, left, price));
    staying = left;
    const kept = keptIn(staying);
    if (staying.every((member) => partOf(member, kept).sign === 0)) break;
    const stays = stayingOf(start, staying, kept);
    staying = within(staying, groups.with(stays));
    const needed = sum('money', [target], 'what those who stay pay', [costs.savedWith(stays)]);
    const fees = larger('money', [feesOf(staying, kept, 'fees of those who stay, as they are'), PENNY]);
    price = larger('rate', [ONE, quotient('rate', needed, fees)], `what fees become after round ${rounds.length}`);
  }
  if (price.value instanceof Unknown && staying.some(isHeard)) open = price.value.reasons.join('; ');
  const kept = keptIn(staying);
  const isEmpty = staying.every((member) => partOf(member, kept).sign === 0);
  return {
    rounds,
    after: open === undefined ? countOf(staying, kept, 'members who stay') : unknown('count', open),
    known: countOf(staying.filter(isHeard), undefined, KNOWN),
    price: isEmpty ? undefined : open === undefined ? price : unknown('rate', open),
    open,
  };
}

function roundOf(before: readonly Member[], after: readonly Member[], price: Rate): Round {
  const stay = new Set(after);
  const leave = before.filter((member) => !stay.has(member));
  return {
    leave: leave.map(({ each }) => each.school),
    schools: schoolsOf(leave),
    members: countOf(leave, undefined, 'members who leave'),
    price,
  };
}

function membersIn(projection: Projection, { priced, unknown: unpriced, year }: Offer): Member[] {
  const members = [...priced, ...unpriced].filter(isTaken).flatMap((each): Member[] => {
    const expected = joining(projection, each, year);
    if (expected === undefined || isZero(expected)) return [];
    const most = mostOf(each.school, projection.model.governance.leavesAbove);
    return [{ each, expected, most, needed: undefined, ...paying(each, expected) }];
  });
  const of = new Map(
    membersByTier(members).map(([tier, own]) => [tier, countOf(own, undefined, 'members of the tier')]),
  );
  return members.map((member) => ({ ...member, needed: neededOf(member, of, projection, year) }));
}

function membersByTier(members: readonly Member[]): [tier: string, members: readonly Member[]][] {
  const found = new Map<string, Member[]>();
  for (const member of members) {
    const { tier } = member.each.option;
    const own = found.get(tier) ?? [];
    own.push(member);
    found.set(tier, own);
  }
  return [...found];
}

/** How many members must stay so that a school is offered its price: schools that commit to another count towards it. */
function neededOf(
  { each: { school, option } }: Member,
  members: ReadonlyMap<string, Count>,
  { membership: { joiners }, model }: Projection,
  year: number,
): Count | undefined {
  const [now, at] = asAsked(model, school, year);
  const needed = joiners.neededBy(option.tier, now, at);
  if (needed === undefined) return undefined;
  const own = members.get(option.tier) as Count;
  return sum('count', [needed, own], 'members that must stay', [joiners.committed(option.tier, at)]);
}

/** Those whose price is still offered once the others are gone: where too few are left, nobody joins by it. */
function stillOffered(
  members: readonly Member[],
  keptIn: (members: readonly Member[]) => Rate | undefined,
): readonly Member[] {
  if (members.every(({ needed }) => needed === undefined)) return members;
  const kept = keptIn(members);
  const committed = new Map(
    membersByTier(members).map(([tier, own]) => [tier, countOf(own, kept, 'members that stay')]),
  );
  const left = members.filter(({ each, needed }) => {
    const found = committed.get(each.option.tier);
    return !needed?.isKnown || !found?.isKnown || found.exact.compare(needed.exact) >= 0;
  });
  return left.length === members.length ? members : stillOffered(left, keptIn);
}

const paying = (each: Priced, expected: Rate | Count): Pick<Member, 'cost' | 'fees'> => ({
  cost: feeUnder(each),
  fees: portion(each.quote.fee, expected, `fees of ${each.school.name}`),
});

const keyOf = ({ each: { school, option } }: Member): string => partKey(school.id, option.tier);

/** Members with what they pay in the group that is left of their own. */
function within(members: readonly Member[], regrouped: Regrouped): readonly Member[] {
  if (regrouped.size === 0) return members;
  return members.map((member) => {
    const fee = regrouped.get(keyOf(member));
    return fee === undefined
      ? member
      : { ...member, ...paying({ ...member.each, quote: { ...member.each.quote, fee } }, member.expected) };
  });
}

const isHeard = ({ cost, most }: Member): boolean => cost.isKnown && most !== undefined;

/** Why nobody can be known to leave; undefined where somebody can, and where nobody is there. */
function deaf(start: readonly Member[], { model }: Projection): string | undefined {
  if (start.length === 0 || start.some(isHeard)) return undefined;
  if (!model.governance.leavesAbove.isKnown) return 'governance.leaves_above is not known';
  return start.every(({ most }) => most === undefined)
    ? 'no school says what it pays today'
    : 'no school says what it pays today and has a known fee';
}

function mostOf({ paysNow, name }: School, leavesAbove: Rate): Money | undefined {
  if (paysNow === undefined || !paysNow.isKnown || !leavesAbove.isKnown) return undefined;
  return sum('money', [paysNow, portion(paysNow, leavesAbove)], `the most that ${name} pays before it leaves`);
}

function leaves({ cost, most, each }: Member, price: Rate): boolean {
  if (most === undefined || !cost.isKnown) return false;
  return portion(cost, price, `fee of ${each.school.name}`).pence > most.pence;
}

/** The part of those of whom it is known what they pay today that stays, and with it of the others. */
function keptOf(start: readonly Member[], staying: readonly Member[]): Rate {
  const known = (members: readonly Member[]): Count => countOf(members.filter(isHeard), undefined, KNOWN);
  return quotient('rate', known(staying), known(start), 'the part of them that stays');
}

/** The part of a member that stays while it is among those who do. */
const partOf = ({ most }: Member, kept: Rate | undefined): Exact =>
  kept === undefined || most !== undefined ? Exact.one : kept.isKnown ? kept.exact : Exact.one;

function stayingOf(start: readonly Member[], staying: readonly Member[], kept: Rate | undefined): Staying {
  const left = new Set(staying.map(keyOf));
  const all = start.map(
    (member) => [keyOf(member), left.has(keyOf(member)) ? partOf(member, kept) : Exact.zero] as const,
  );
  return new Map(all.filter(([, part]) => part.compare(Exact.one) !== 0));
}

const countOf = (members: readonly Member[], kept: Rate | undefined, label: string): Count =>
  totalOf(
    'count',
    members.map(({ expected, most }) => {
      const all = times(UNIT, expected);
      return kept === undefined || most !== undefined
        ? all
        : times(all, kept, 'as large a part of those of whom it is not known');
    }),
    label,
  );
const feesOf = (members: readonly Member[], kept: Rate | undefined, label: string): Money =>
  totalOf(
    'money',
    members.map(({ fees, most }) => (kept === undefined || most !== undefined ? fees : portion(fees, kept))),
    label,
  );
const schoolsOf = (members: readonly Member[]): Count =>
  totalOf(
    'count',
    members.map(({ each }) => each.count),
    'schools',
  );

const alikeOf = (cascade: Cascade): Ending => cascade.alike ?? cascade;
const priceOf = ({ price, rounds }: Ending): Rate =>
  price ?? unknown('rate', rounds.length === 0 ? 'nobody is expected to join' : 'collapses: nobody stays');
const roundsOf = ({ rounds, open }: Cascade): Count => {
  if (open !== undefined) return unknown('count', open);
  return rounds.length === 0
    ? nothing('count')
    : constant('count', Exact.of(rounds.length), 'rounds in which schools leave');
};

const ofCascade = <K extends Kind>(kind: K, means: string, of: (cascade: Cascade) => Figure<K>) => ({
  means,
  kind,
  parts: ALONE,
  make: of,
});

/** What can be asked of the exit cascade in a company year. To add one: an entry here. */
export const cascadeFigures = {
  'cascade.before': ofCascade('count', 'members before any school leaves because it loses', ({ before }) => before),
  'cascade.after': ofCascade(
    'count',
    'members when no further school leaves, if every school stays of which nobody knows what it pays today',
    ({ after }) => after,
  ),
  'cascade.after_alike': ofCascade(
    'count',
    'members when no further school leaves, if of the schools of which nobody knows what they pay today as large a part leaves as of the others',
    (cascade) => alikeOf(cascade).after,
  ),
  'cascade.price': ofCascade(
    'rate',
    'what fees have become of what the tariff asks of those who stay, when these pay what leaves the company where it was, if every school that is not known stays',
    priceOf,
  ),
  'cascade.price_alike': ofCascade('rate', 'the same if those that are not known leave as the others do', (cascade) =>
    priceOf(alikeOf(cascade)),
  ),
  'cascade.rounds': ofCascade('count', 'rounds of leaving until no further school leaves', roundsOf),
} as const satisfies FigureEntries<Cascade>;

export type CascadeFigureName = keyof typeof cascadeFigures;

/** The same with what the company does once schools leave, where a model says what that is. */
export const mitigatedFigures: FigureEntries<Cascade> = Object.fromEntries(
  (['after', 'after_alike', 'price', 'price_alike'] as const).map((name): [string, FigureEntry<Cascade>] => {
    const own: FigureEntry<Cascade> = cascadeFigures[`cascade.${name}`];
    return [
      `mitigated.${name}`,
      {
        ...own,
        means: `${own.means}, with what the company does then (governance.mitigation)`,
        parts: aloneWhere(({ governance }) => governance.mitigation !== undefined),
      },
    ];
  }),
);

/** A figure of a cascade that is at hand. */
export const figureOfCascade = (name: CascadeFigureName, cascade: Cascade): Figure =>
  cascadeFigures[name].make(cascade);
