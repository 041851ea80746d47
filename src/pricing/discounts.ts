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
import { block, count, money, oneOrMany, optional, refuse, refuseKey, type Schema, share, text, whole } from '../language/index.js';
import { type Customer, counted, driverName, fits, inPlain, type When, when } from './customer.js';
import type { Asked, PriceRule, Pricing } from './rule.js';

interface Discount {
  readonly off: Rate | Money;
  readonly when: When | undefined;
  /** From so many units of the driver on. */
  readonly from: Count | undefined;
  readonly of: string | undefined;
  /** Off one unit of several, by its number, or off that one and every later one. */
  readonly nth: { readonly unit: number; readonly andLater: boolean } | undefined;
  /** Where all of these are taken together: the attribute `takes` lists them. */
  readonly bundle: readonly string[];
  readonly because: string | undefined;
}

const discount = block('a discount', {
  percent: optional(share),
  amount: optional(money),
  when: optional(when),
  of: optional(driverName),
  from: optional(count('units')),
  nth: optional(whole('units', 1000)),
  from_nth: optional(whole('units', 1000)),
  bundle: optional(oneOrMany(text)),
  because: optional(text),
}).transform((said, context): Discount => {
  const { percent, amount, from, nth, from_nth: fromNth, of } = said;
  if (percent !== undefined && amount !== undefined)
    refuse(context, 'either-or', { one: 'percent', other: 'amount', why: 'a discount is one of them' }, ['amount']);
  if (percent === undefined && amount === undefined)
    refuseKey(context, 'missing-key', { key: 'percent', within: 'the discount', or: ['amount'] }, []);
  if (nth !== undefined && fromNth !== undefined)
    refuse(context, 'either-or', { one: 'nth', other: 'from_nth', why: 'a discount is for one unit, or for it and all later ones' }, ['from_nth']);
  const counts = from ?? nth ?? fromNth;
  if (counts !== undefined && of === undefined) refuseKey(context, 'missing-key', { key: 'of', within: 'the discount, which counts units,' }, []);
  if (counts === undefined && of !== undefined)
    refuseKey(context, 'missing-key', { key: 'from', within: 'the discount, which names a driver,', or: ['nth', 'from_nth'] }, []);
  const unit = nth ?? fromNth;
  return {
    off: (percent ?? amount) as Rate | Money,
    when: said.when,
    from,
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
  if (nth === undefined) return fromOn(quantity, said.from as Count, wholeFee(off, fee, now, label));
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

function fromOn(quantity: Count, from: Count, amount: Money): Money {
  return band('money', quantity, [{ upTo: from, closed: false, value: nothing('money') }], amount);
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
  conditions: (terms) =>
    terms.flatMap(({ when: said, bundle }, i) => [
      { when: said, path: [i, 'when'] },
      ...(bundle.length === 0 ? [] : [{ when: new Map([['takes', []]]), path: [i, 'bundle'] }]),
    ]),
  asks: (terms) => terms.flatMap(({ of }, i): Asked[] => (of === undefined ? [] : [{ driver: of, path: [i, 'of'], needed: true }])),
  edges: (terms) => terms.flatMap(({ of, from }) => (of === undefined || from === undefined ? [] : [{ driver: of, at: from }])),
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
      terms: 'flat: 900, discounts: { amount: 50, bundle: [clerking, hr] }',
      school: 'phase=primary,pupils=1,takes=clerking+hr',
      fee: '850.00',
      source: 'an amount off for two services taken together',
    },
  ],
};
