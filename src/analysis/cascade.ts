import {
  type Count,
  constant,
  Exact,
  type Figure,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  sum,
  times,
  Unknown,
  unknown,
} from '../figures/index.js';
import type { School } from '../model/index.js';
import type { Projection } from '../projection/index.js';
import { joining, mainOption } from './main-tier.js';
import { type Offer, offerOf, optionsOf, type Priced } from './options.js';
import { feeOf } from './worth.js';

/** Where schools that lose leave, the others pay for them, and more leave: a lens on how firmly an option stands, and no forecast of anybody's vote. */
export interface Cascade {
  /** Each round: who leaves, and what the price has become before they do. */
  readonly rounds: readonly Round[];
  /** Expected members at the start, and when nobody leaves any more. */
  readonly before: Count;
  readonly after: Count;
  /** What fees are at the end, of what they were: those who stay pay what all would have paid. Undefined where nobody stays. */
  readonly price: Rate | undefined;
  /** Schools that stay because nobody knows what they pay today, and because nobody knows what they would pay. */
  readonly withoutBaseline: Count;
  readonly withoutFee: Count;
  /** Why it is not known where it ends; undefined where it is. */
  readonly open: string | undefined;
}

export interface Round {
  readonly leave: readonly School[];
  /** As many schools as the archetypes among them stand for, and the expected members that they are. */
  readonly schools: Count;
  readonly members: Count;
  readonly price: Rate;
}

/** A school with its fee, the share of it that is expected to join, and the most that it pays before it leaves. */
interface Staying {
  readonly school: School;
  readonly fee: Money;
  readonly share: Rate | Count;
  readonly expected: Money;
  /** Undefined where nobody knows what it pays today: then it stays, as where its fee is unknown. */
  readonly most: Money | undefined;
}

const ONE = constant('rate', Exact.one, 'the price as it is');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where nobody pays');
const UNIT: Count = constant('count', Exact.one, 'one school');

/**
 * The exit cascade of an option in a company year. In each round every school whose fee passes what it pays today by more than the model's share leaves at
 * once, so that the order of the roll says nothing; the price of the others then rises until their fees come to what all of them came to. Members never
 * rise and prices never fall, so it ends: where nobody leaves, or where nobody is left. Where nobody can be known to leave, and where a price becomes
 * unknown that others would leave or stay for, its end is unknown.
 */
export function cascadeOf(projection: Projection, offer: Offer): Cascade {
  const start = startOf(projection, offer);
  const target = incomeOf(start, 'fees of all members');
  let staying = start;
  let open = deaf(start, projection);
  const rounds: Round[] = [];
  let price: Rate = ONE;
  while (price.isKnown) {
    const now = price;
    const leave = staying.filter((each) => leaves(each, now));
    if (leave.length === 0) break;
    rounds.push({ leave: leave.map(({ school }) => school), schools: schoolsOf(leave), members: membersOf(leave, 'members who leave'), price });
    const gone = new Set(leave);
    staying = staying.filter((each) => !gone.has(each));
    if (staying.length === 0) break;
    const left = larger('money', [incomeOf(staying, 'fees of those who stay'), PENNY]);
    price = quotient('rate', target, left, `what fees become after round ${rounds.length}`);
  }
  if (price.value instanceof Unknown && staying.some(isHeard)) open = price.value.reasons.join('; ');
  return {
    rounds,
    before: membersOf(start, 'members before anybody leaves'),
    after: open === undefined ? membersOf(staying, 'members who stay') : unknown('count', open),
    price: staying.length === 0 ? undefined : open === undefined ? price : unknown('rate', open),
    withoutBaseline: schoolsOf(start.filter(({ fee, most }) => fee.isKnown && most === undefined)),
    withoutFee: schoolsOf(start.filter(({ fee }) => !fee.isKnown)),
    open,
  };
}

function startOf(projection: Projection, { option, priced, unknown: unpriced, year }: Offer): Staying[] {
  return [...priced, ...unpriced].flatMap(({ school, quote }: Priced): Staying[] => {
    const share = joining(projection, option, school, year);
    if (share === undefined || (share.isKnown && share.exact.sign === 0)) return [];
    const fee = feeOf({ school, tier: option.terms, year }, quote);
    return [{ school, fee, share, expected: portion(fee, share), most: mostOf(school, projection.model.governance.leavesAbove) }];
  });
}

const isHeard = ({ fee, most }: Staying): boolean => fee.isKnown && most !== undefined;

/** Why nobody can be known to leave; undefined where somebody can, and where nobody is there. */
function deaf(start: readonly Staying[], { model }: Projection): string | undefined {
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

function leaves({ fee, most, school }: Staying, price: Rate): boolean {
  if (most === undefined || !fee.isKnown) return false;
  return portion(fee, price, `fee of ${school.name}`).pence > most.pence;
}

const membersOf = (staying: readonly Staying[], label: string): Count =>
  sum(
    'count',
    staying.map(({ share }) => times(UNIT, share)),
    label,
  );
const schoolsOf = (staying: readonly Staying[]): Count =>
  sum(
    'count',
    staying.map(({ school }) => school.count ?? UNIT),
    'schools',
  );
const incomeOf = (staying: readonly Staying[], label: string): Money =>
  sum(
    'money',
    staying.map(({ expected }) => expected),
    label,
  );

/** What can be asked of the cascade of a tier, in a company year. */
export const CASCADE_FIGURES = ['cascade.before', 'cascade.after', 'cascade.price', 'cascade.rounds'] as const;

const MEANS: Readonly<Record<(typeof CASCADE_FIGURES)[number], string>> = {
  'cascade.before': 'members before any school leaves because it loses',
  'cascade.after': 'members when no further school leaves',
  'cascade.price': 'what fees have become of what they were, when those who stay pay what all would have paid',
  'cascade.rounds': 'rounds of leaving until no further school leaves',
};

/** A figure of the exit cascade of a tier, that which most join unless one is named; undefined for another name or tier. */
export function cascadeFigure(name: string, projection: Projection, year: number, tier?: string): Figure | undefined {
  if (!(name in MEANS)) return undefined;
  const option = tier === undefined ? mainOption(projection, year) : optionsOf(projection, []).find((each) => each.tier === tier);
  if (option === undefined) return undefined;
  const { rounds, before, after, price, open } = cascadeOf(projection, offerOf(projection, option, year));
  if (name === 'cascade.before') return before;
  if (name === 'cascade.after') return after;
  if (name === 'cascade.price') return price ?? unknown('rate', rounds.length === 0 ? 'nobody is expected to join' : 'collapses: nobody stays');
  if (open !== undefined) return unknown('count', open);
  return rounds.length === 0 ? nothing('count') : constant('count', Exact.of(rounds.length), 'rounds in which schools leave');
}

/** What such a figure is; undefined for another name. */
export function cascadeMeans(name: string): string | undefined {
  return (MEANS as Readonly<Record<string, string>>)[name];
}
