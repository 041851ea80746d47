import {
  band,
  type Count,
  charge,
  constant,
  Exact,
  inWords,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import { block, type Context, count, money, oneOrMany, optional, refuse, refuseKey, type Schema, share, text, whole } from '../language/index.js';
import { type Customer, counted, driverName, fits, inPlain, type When, when } from './customer.js';
import type { Asked, PriceRule, Pricing } from './rule.js';

interface Discount {
  readonly off: Rate | Money;
  readonly when: When | undefined;
  /** From so many units of the driver on, and up to so many. */
  readonly from: Count | undefined;
  readonly upTo: Count | undefined;
  readonly of: string | undefined;
  /** Off one unit of several, by its number, or off that one and every later one. */
  readonly nth: { readonly unit: number; readonly andLater: boolean } | undefined;
  /** Where all of these are taken together: the attribute `takes` lists them. */
  readonly bundle: readonly string[];
  readonly because: string | undefined;
}

/** What decides which other keys a discount may have. */
type Said = Readonly<Record<'percent' | 'amount' | 'from' | 'up_to' | 'nth' | 'from_nth' | 'of', unknown>>;

function refuseContradictions(said: Said, context: Context): void {
  const given = (key: keyof Said): boolean => said[key] !== undefined;
  const clash = (one: keyof Said, other: keyof Said, why: string): void => {
    if (given(one) && given(other)) refuse(context, 'either-or', { one, other, why }, [other]);
  };
  const lacking = (key: string, within: string, or: readonly string[] = []): void => refuseKey(context, 'missing-key', { key, within, or }, []);
  clash('percent', 'amount', 'a discount is one of them');
  clash('nth', 'from_nth', 'a discount is for one unit, or for it and all later ones');
  clash('from', 'nth', 'a discount is off the whole fee, or off some units');
  clash('from', 'from_nth', 'a discount is off the whole fee, or off some units');
  if (!given('percent') && !given('amount')) lacking('percent', 'the discount', ['amount']);
  if (given('up_to') && !given('from')) lacking('from', 'the discount, which ends "up_to",');
  const counts = given('from') || given('nth') || given('from_nth');
  if (counts && !given('of')) lacking('of', 'the discount, which counts units,');
  if (!counts && given('of')) lacking('from', 'the discount, which names a driver,', ['nth', 'from_nth']);
}

const discount = block('a discount', {
  percent: optional(share),
  amount: optional(money),
  when: optional(when),
  of: optional(driverName),
  from: optional(count('units')),
  up_to: optional(count('units')),
  nth: optional(whole('units', 1000)),
  from_nth: optional(whole('units', 1000)),
  bundle: optional(oneOrMany(text)),
  because: optional(text),
}).transform((said, context): Discount => {
  refuseContradictions(said as unknown as Said, context);
  const { percent, amount, from, nth, from_nth: fromNth, of } = said;
  const unit = nth ?? fromNth;
  return {
    off: (percent ?? amount) as Rate | Money,
    when: said.when,
    from,
    upTo: said.up_to,
    of,
    nth: unit === undefined ? undefined : { unit, andLater: fromNth !== undefined },
    bundle: said.bundle ?? [],
    because: said.because,
  };
}) as unknown as Schema<Discount>;

const ONE = constant('count', Exact.one, 'one unit');

/** Whether a discount holds for a customer, as far as its attributes say. */
function holds(said: Discount, { attributes }: Customer): boolean {
  const taken = (attributes.get('takes') ?? '').split(/[+\s]+/);
  return fits(said.when, attributes) && said.bundle.every((each) => taken.includes(each));
}

/** What is taken off a fee. */
function taken(said: Discount, fee: Money, { customer, now }: Pricing): Money {
  const { off, of, nth } = said;
  const label = said.because === undefined ? 'discount' : `discount: ${said.because}`;
  const quantity = of === undefined ? undefined : counted(customer, of);
  if (quantity === undefined) return wholeFee(off, fee, now, label);
  if (nth === undefined) return fromOn(quantity, said.from as Count, wholeFee(off, fee, now, label), said.upTo);
  const first = constant('count', Exact.of(nth.unit), `unit ${nth.unit}`);
  const before = constant('count', Exact.of(nth.unit - 1), `${nth.unit - 1} units at the full price`);
  const units = nth.andLater ? sum('count', [quantity], 'units at the discount', [before]) : ONE;
  const each = quotient<'price'>('price', fee, quantity, 'price of a unit');
  const amount = off.kind === 'rate' ? charge(times(each, off), units, label) : portion(now('discounts', off), units, label);
  return fromOn(quantity, first, amount);
}

function wholeFee(off: Rate | Money, fee: Money, now: Pricing['now'], label: string): Money {
  return off.kind === 'rate' ? portion(fee, off, label) : now('discounts', off);
}

function fromOn(quantity: Count, from: Count, amount: Money, upTo?: Count): Money {
  const none = nothing<'money'>('money');
  const below = { upTo: from, closed: false, value: none };
  return upTo === undefined
    ? band('money', quantity, [below], amount)
    : band('money', quantity, [below, { upTo, closed: true, value: amount }], none);
}

function reduced(terms: readonly Discount[], fee: Money, pricing: Pricing): Money {
  let left = fee;
  for (const said of terms) {
    if (!holds(said, pricing.customer)) continue;
    const less = sum('money', [left], undefined, [taken(said, left, pricing)]);
    // A percentage never takes more than there is; an amount may, and a fee is never negative.
    left = said.off.kind === 'rate' ? less : larger('money', [less, nothing('money')]);
  }
  return left;
}

/** Discounts in the order in which they are written, each off what the one before it leaves. */
export const discounts: PriceRule<readonly Discount[]> = {
  key: 'discounts',
  summary:
    'percentages or amounts off, in order: from a quantity on, off the nth unit, for a bundle, or when an attribute says so (member, early sign-up, several years)',
  does: 'change',
  terms: oneOrMany(discount),
  apply: (terms, fee, pricing) => {
    if (fee === undefined) throw new RangeError('a discount needs a fee');
    return reduced(terms, fee, pricing);
  },
  decides: 'discount',
  tells: (terms, { customer }) => {
    const held = terms.filter((said) => holds(said, customer));
    if (held.length === 0) return 'none holds';
    return held
      .map(
        ({ off, because, nth, of }) =>
          `${inWords(off)} off${nth === undefined ? '' : ` unit ${nth.unit}${nth.andLater ? ' and later' : ''} of ${inPlain(of as string)}`}${because === undefined ? '' : ` (${because})`}`,
      )
      .join(', then ');
  },
  holding: (terms, customer) => terms.flatMap((said, i) => (holds(said, customer) ? [i] : [])),
  conditions: (terms) =>
    terms.flatMap(({ when: said, bundle }, i) => [
      { when: said, path: [i, 'when'] },
      ...(bundle.length === 0 ? [] : [{ when: new Map([['takes', []]]), path: [i, 'bundle'] }]),
    ]),
  asks: (terms) => terms.flatMap(({ of }, i): Asked[] => (of === undefined ? [] : [{ driver: of, path: [i, 'of'], needed: true }])),
  faults: (terms) =>
    terms.flatMap(({ from, upTo }, i) => {
      if (!from?.isKnown || !upTo?.isKnown || upTo.exact.compare(from.exact) >= 0) return [];
      return [{ code: 'bands-empty' as const, data: { from: inWords(from), to: inWords(upTo) }, path: [i, 'up_to'] }];
    }),
  examples: [
    {
      terms: 'per: { places: 100 }, discounts: [{ percent: 20%, nth: 2, of: places }]',
      school: 'phase=primary,places=2',
      fee: '180.00',
      source: '20% off a second place, as course providers publish it',
    },
    {
      terms: 'per: { days: 550 }, discounts: [{ percent: 9%, from: 10, of: days }, { percent: 5%, when: { early: yes }, because: early sign-up }]',
      school: 'phase=primary,days=10,early=yes',
      fee: '4754.75',
      source: 'two discounts in order: 9% at ten days, then 5% of what is left',
    },
    {
      terms: 'per: { days: 550 }, discounts: [{ percent: 9%, from: 10, up_to: 20, of: days }, { percent: 24%, from: 21, of: days }]',
      school: 'phase=primary,days=21',
      fee: '8778.00',
      source: 'one discount or the other by the number of days: 9% at ten, 24% at 21, as published by others',
    },
    {
      terms: 'flat: 900, discounts: { amount: 50, bundle: [clerking, hr] }',
      school: 'phase=primary,pupils=1,takes=clerking+hr',
      fee: '850.00',
      source: 'an amount off for two services taken together',
    },
  ],
};
