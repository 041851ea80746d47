import { type Count, constant, Exact, type Figure, larger, type Money, nothing, portion, quotient, type Rate, sum, times } from '../figures/index.js';
import type { School } from '../model/index.js';
import type { Projection } from '../projection/index.js';
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
}

export interface Round {
  readonly leave: readonly School[];
  readonly price: Rate;
}

/** A school with its fee, the share of it that is expected to join, and the most that it pays before it leaves. */
interface Staying {
  readonly school: School;
  readonly fee: Money;
  readonly share: Rate | Count;
  readonly expected: Money;
  /** Undefined where nobody knows what it pays today: then it stays. */
  readonly most: Money | undefined;
}

const ONE = constant('rate', Exact.one, 'the price as it is');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where nobody pays');
const UNIT: Count = constant('count', Exact.one, 'one school');

/**
 * The exit cascade of an option in a company year. In each round every school whose fee passes what it pays today by more than the model's share leaves at
 * once, so that the order of the roll says nothing; the price of the others then rises until their fees come to what all of them came to. Members never
 * rise and prices never fall, so it ends: where nobody leaves, or where nobody is left.
 */
export function cascadeOf(projection: Projection, offer: Offer): Cascade {
  let staying = startOf(projection, offer);
  const before = membersOf(staying, 'members before anybody leaves');
  const target = incomeOf(staying, 'fees of all members');
  const rounds: Round[] = [];
  let price: Rate = ONE;
  for (;;) {
    const now = price;
    const leave = staying.filter((each) => leaves(each, now));
    if (leave.length === 0) break;
    rounds.push({ leave: leave.map(({ school }) => school), price });
    const gone = new Set(leave);
    staying = staying.filter((each) => !gone.has(each));
    if (staying.length === 0) break;
    const left = larger('money', [incomeOf(staying, 'fees of those who stay'), PENNY]);
    price = quotient('rate', target, left, `what fees become after round ${rounds.length}`);
  }
  return { rounds, before, after: membersOf(staying, 'members who stay'), price: staying.length === 0 ? undefined : price };
}

function startOf({ membership, model }: Projection, { option, priced, year }: Offer): Staying[] {
  const at = Math.max(model.calendar.first, year * 12 + model.calendar.yearStarts);
  return priced.flatMap(({ school, quote }: Priced): Staying[] => {
    const share = membership.choice.share(option.tier, option.terms, school, at);
    if (share === undefined || !share.isKnown || share.exact.sign === 0) return [];
    const fee = feeOf({ school, tier: option.terms, year }, quote);
    const whole = school.count === undefined ? share : times(school.count, share);
    return [{ school, fee, share: whole, expected: portion(fee, whole), most: mostOf(school, model.governance.leavesAbove) }];
  });
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
const incomeOf = (staying: readonly Staying[], label: string): Money =>
  sum(
    'money',
    staying.map(({ expected }) => expected),
    label,
  );

/** What can be asked of the cascade of a model's first tier, in a company year. */
export const CASCADE_FIGURES = ['cascade.before', 'cascade.after', 'cascade.price', 'cascade.rounds'] as const;

const MEANS: Readonly<Record<(typeof CASCADE_FIGURES)[number], string>> = {
  'cascade.before': 'members before any school leaves because it loses',
  'cascade.after': 'members when no further school leaves',
  'cascade.price': 'what fees have become of what they were, when those who stay pay what all would have paid',
  'cascade.rounds': 'rounds of leaving until no further school leaves',
};

/** A figure of the exit cascade; undefined for another name, and where nobody stays and the price has no end. */
export function cascadeFigure(name: string, projection: Projection, year: number): Figure | undefined {
  if (!(name in MEANS)) return undefined;
  const [option] = optionsOf(projection, []);
  if (option === undefined) return undefined;
  const { rounds, before, after, price } = cascadeOf(projection, offerOf(projection, option, year));
  if (name === 'cascade.rounds')
    return rounds.length === 0 ? nothing('count') : constant('count', Exact.of(rounds.length), 'rounds in which schools leave');
  return name === 'cascade.before' ? before : name === 'cascade.after' ? after : price;
}

/** What such a figure is; undefined for another name. */
export function cascadeMeans(name: string): string | undefined {
  return (MEANS as Readonly<Record<string, string>>)[name];
}
