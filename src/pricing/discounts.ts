import {
  type Count,
  constant,
  Exact,
  inWords,
  larger,
  type Money,
  nothing,
  portion,
  type Rate,
  smaller,
  sum,
} from '../figures/index.js';
import {
  block,
  type Context,
  collection,
  count,
  either,
  isMapping,
  money,
  oneOrMany,
  optional,
  positive,
  refuse,
  refuseKey,
  share,
  text,
  whole,
} from '../language/index.js';
import {
  type Customer,
  counted,
  countsPupils,
  driverName,
  fits,
  inPlain,
  reached,
  type When,
  when,
} from './customer.js';
import { inRange, mayLieIn } from './numbers.js';
import type { AskedQuantity, Doubt, FeeChange, OtherTerms, PriceRule, Pricing } from './rule.js';
import { percentOrAmount } from './written-short.js';

export interface Discount {
  readonly off: Rate | Money;
  readonly when: When | undefined;
  /** From so many units of the driver on, and up to so many. */
  readonly from: Count | undefined;
  /** Above so many units, in the place of `from`. */
  readonly over: Count | undefined;
  readonly upTo: Count | undefined;
  readonly of: string | undefined;
  /** Off one unit of several, by its number, or off that one and every later one. */
  readonly nth: { readonly unit: number; readonly andLater: boolean } | undefined;
  /** Where all of these are taken together: the attribute `takes` lists them. */
  readonly bundle: readonly string[];
  /** Where at least so many of each are bought together. */
  readonly quantities: ReadonlyMap<string, Count>;
  readonly because: string | undefined;
}

/** What decides which other keys a discount may have. */
type Said = Readonly<Record<'percent' | 'amount' | 'from' | 'over' | 'up_to' | 'nth' | 'from_nth' | 'of', unknown>>;

function refuseContradictions(said: Said, context: Context): void {
  const given = (key: keyof Said): boolean => said[key] !== undefined;
  const clash = (one: keyof Said, other: keyof Said, why: string): void => {
    if (given(one) && given(other)) refuse(context, 'either-or', { one, other, why }, [other]);
  };
  const lacking = (key: string, within: string, or: readonly string[] = []): void =>
    refuseKey(context, 'missing-key', { key, within, or }, []);
  clash('percent', 'amount', 'a discount is one of them');
  clash('nth', 'from_nth', 'a discount is for one unit, or for it and all later ones');
  clash('from', 'over', 'a stretch of units begins once');
  clash('over', 'nth', 'a discount is off the whole fee, or off some units');
  clash('over', 'from_nth', 'a discount is off the whole fee, or off some units');
  clash('from', 'nth', 'a discount is off the whole fee, or off some units');
  clash('from', 'from_nth', 'a discount is off the whole fee, or off some units');
  if (!given('percent') && !given('amount')) lacking('percent', 'the discount', ['amount']);
  const counts = given('from') || given('over') || given('up_to') || given('nth') || given('from_nth');
  if (counts && !given('of')) lacking('of', 'the discount, which counts units,');
  if (!counts && given('of')) lacking('from', 'the discount, which names a driver,', ['nth', 'from_nth']);
}

const discount = block(
  'a discount',
  {
    percent: optional(share),
    amount: optional(money),
    when: optional(when),
    of: optional(driverName),
    from: optional(count('units')),
    over: optional(count('units')),
    up_to: optional(count('units')),
    nth: optional(whole('units', 1000)),
    from_nth: optional(whole('units', 1000)),
    bundle: optional(either(isMapping, collection(positive('units')), oneOrMany(text))),
    because: optional(text),
  },
  {
    percent: 'of the fee, or',
    amount: 'pounds',
    when: 'the schools for which it holds: `{ member: yes }`, `{ early: yes }`',
    of: 'the driver that `from`, `over`, `up_to`, `nth` and `from_nth` count',
    from: 'off the whole fee, from so many units on',
    over: 'the same above so many units, themselves not among them',
    up_to: 'and up to so many: without it two discounts that both hold are both taken',
    nth: 'off one unit of several, by its number: the second place. A unit costs what it adds to the fee: its own rate, and no part of what is charged once. In bands of the mode `slab` that is the rate reached',
    from_nth: 'off that unit and every later one',
    bundle:
      'services that must all be taken: `[core, clerking]`. The list declares the attribute `takes`, and a school names them: `takes=core+clerking`. Or quantities that must all be bought: `{ courses: 1, options: 2 }`, so many of each or more',
    because: 'shown beside it',
  },
  {
    single: percentOrAmount,
    belowZero: (key, positive) =>
      key === 'percent' || key === 'amount' ? `write ${positive}: a discount is taken off` : undefined,
  },
).transform((said, context): Discount => {
  refuseContradictions(said as unknown as Said, context);
  const { percent, amount, from, nth, from_nth: fromNth, of } = said;
  const unit = nth ?? fromNth;
  return {
    off: (percent ?? amount) as Rate | Money,
    when: said.when,
    from,
    over: said.over,
    upTo: said.up_to,
    of,
    nth: unit === undefined ? undefined : { unit, andLater: fromNth !== undefined },
    bundle: said.bundle instanceof Map ? [] : ((said.bundle as readonly string[] | undefined) ?? []),
    quantities: said.bundle instanceof Map ? said.bundle : new Map(),
    because: said.because,
  };
});

/** Whether a discount holds for a customer, as far as its attributes say. */
function holds(said: Discount, { attributes }: Customer): boolean {
  const taken = (attributes.get('takes') ?? '').split(/[+\s]+/);
  return fits(said.when, attributes) && said.bundle.every((each) => taken.includes(each));
}

/**
 * Whether a discount takes anything off as far as quantities say: within its units, or where all of a bundle are
 * bought. One that hangs on a quantity that is not known may hold.
 */
function counts(said: Discount, customer: Customer): boolean {
  const { of, nth, quantities } = said;
  const range = nth === undefined ? said : { over: units(nth.unit - 1) };
  return (
    [...quantities].every(([driver, from]) => mayLieIn({ from }, reached(customer, driver))) &&
    (of === undefined || mayLieIn(range, reached(customer, of)))
  );
}

const label = ({ because }: Discount): string => (because === undefined ? 'discount' : `discount: ${because}`);
const units = (count: number): Count =>
  constant('count', Exact.of(count), count === 1 ? 'the first unit' : `the first ${count} units`);
const wholeFee = (said: Discount, fee: Money, now: Pricing['now']): Money =>
  said.off.kind === 'rate' ? portion(fee, said.off, label(said)) : now('discounts', said.off);

/** An amount from so many units on, and up to so many where that is said; nothing outside. */
const fromOn = (quantity: Count, said: Discount, amount: Money): Money =>
  inRange(said, quantity, amount, nothing('money'));

/** An amount where at least so many of each are bought; nothing elsewhere. */
function bundled({ quantities }: Discount, customer: Customer, amount: Money): Money {
  return [...quantities].reduce(
    (so, [driver, from]) => inRange({ from }, reached(customer, driver), so, nothing('money')),
    amount,
  );
}

/**
 * The fees after each of the discounts, for one fee before them: those of the first units of a driver are asked for
 * again and again.
 */
const lefts = new WeakMap<Pricing, Money[]>();

/** What the first so many discounts leave of a fee. */
function left(terms: readonly Discount[], count: number, fee: Money, pricing: Pricing): Money {
  const known = lefts.get(pricing) ?? [fee];
  lefts.set(pricing, known);
  while (known.length <= count) {
    const said = terms[known.length - 1] as Discount;
    const before = known[known.length - 1] as Money;
    const less = holds(said, pricing.customer)
      ? sum('money', [before], undefined, [takenBy(terms, known.length - 1, before, pricing)])
      : before;
    // A percentage of the fee never takes more than there is; anything else may, and a fee is never below zero.
    const isShare = less === before || (said.off.kind === 'rate' && said.nth === undefined);
    known.push(isShare ? less : larger('money', [less, nothing('money')]));
  }
  return known[count] as Money;
}

/** What the discount at a position takes off the fee that those before it leave. */
function takenBy(terms: readonly Discount[], position: number, fee: Money, pricing: Pricing): Money {
  const said = terms[position] as Discount;
  const { of, nth, off } = said;
  const { customer, now } = pricing;
  if (!holds(said, customer)) return nothing('money');
  if (of === undefined) return bundled(said, customer, wholeFee(said, fee, now));
  if (nth === undefined) return bundled(said, customer, fromOn(reached(customer, of), said, wholeFee(said, fee, now)));
  const quantity = counted(customer, of);
  const [before, upTo] = [unitsUpTo(quantity, nth.unit - 1), nth.andLater ? quantity : unitsUpTo(quantity, nth.unit)];
  if (off.kind === 'money')
    return portion(now('discounts', off), sum('count', [upTo], 'units at the discount', [before]), label(said));
  // What one unit costs is what it adds to the fee: its own rate, and no part of what is charged once.
  const reachedBy = nth.andLater ? fee : feeOfFirst(terms, position, of, upTo, pricing);
  const added = sum('money', [reachedBy], nth.andLater ? `unit ${nth.unit} and later` : `unit ${nth.unit}`, [
    feeOfFirst(terms, position, of, before, pricing),
  ]);
  return portion(larger('money', [added, nothing('money')]), off, label(said));
}

/** The fee after the discounts before one, for the first so many units alone. */
function feeOfFirst(terms: readonly Discount[], position: number, of: string, count: Count, pricing: Pricing): Money {
  const first = pricing.first(of, count);
  return left(terms, position, first.fee, first.pricing);
}

/** The first so many units, or as many as there are. */
function unitsUpTo(quantity: Count, count: number): Count {
  return smaller('count', [quantity, units(count)]);
}

/**
 * What discounts leave of the part of a fee that moves with the pupils: of a percentage its share, of an amount that
 * stays the same whatever there is.
 */
function movingOf(terms: readonly Discount[], moving: Money, { before }: FeeChange, pricing: Pricing): Money {
  let so = moving;
  terms.forEach((said, i) => {
    if (!holds(said, pricing.customer)) return;
    const less = sum('money', [so], undefined, [movingTaken(terms, i, so, left(terms, i, before, pricing), pricing)]);
    so = smaller('money', [larger('money', [less, nothing('money')]), left(terms, i + 1, before, pricing)]);
  });
  return so;
}

/**
 * What a discount takes off the part of a fee that moves: a percentage of it, what is off each later pupil, or what is
 * worked out of pupils.
 */
function movingTaken(terms: readonly Discount[], position: number, moving: Money, fee: Money, pricing: Pricing): Money {
  const said = terms[position] as Discount;
  const { off, nth, of } = said;
  if (nth?.andLater && of !== undefined && countsPupils(of)) return takenBy(terms, position, fee, pricing);
  if (nth !== undefined) return nothing('money');
  const share =
    off.kind === 'money' ? (pricing.moving('discounts', off) ?? nothing('money')) : wholeFee(said, moving, pricing.now);
  const { customer } = pricing;
  return bundled(said, customer, of === undefined ? share : fromOn(reached(customer, of), said, share));
}

/** The units at which discounts begin and end. */
function boundsOf(terms: readonly Discount[], driver: string): Count[] {
  return terms.flatMap(({ of, from, over, upTo, nth, quantities }) => {
    const together = quantities.get(driver) ?? [];
    if (of !== driver) return together;
    const all = [together, from, over, upTo, ...(nth === undefined ? [] : [units(nth.unit - 1), units(nth.unit)])];
    return all.flat().flatMap((each) => each ?? []);
  });
}

/** A percentage off one unit of something that the price does not charge for takes nothing off. */
function doubts(terms: readonly Discount[], { charges }: OtherTerms): Doubt[] {
  return terms.flatMap(({ nth, of, off }, i): Doubt[] => {
    if (nth === undefined || of === undefined || off.kind === 'money' || charges(of)) return [];
    const says = `no term of the price charges for ${inPlain(of)}, so that a percentage off unit ${nth.unit} of them takes nothing off`;
    return [{ lint: 'idle-discount', path: [i], says }];
  });
}

/** Discounts in the order in which they are written, each off what the one before it leaves. */
export const discounts: PriceRule<readonly Discount[]> = {
  key: 'discounts',
  summary:
    'percentages or amounts off, in order: from a quantity on, off the nth unit, for a bundle, or when an attribute says so (member, early sign-up, several years). Each is off what the one before it leaves, and a fee is never below zero',
  does: 'change',
  terms: oneOrMany(discount),
  priced: true,
  apply: (terms, fee, pricing) => left(terms, terms.length, fee, pricing),
  moves: movingOf,
  divides: (_terms, parts) => parts,
  decides: 'discount',
  tells: (terms, { customer, now }) => {
    const held = terms.filter((said) => holds(said, customer) && counts(said, customer));
    if (held.length === 0) return 'none holds';
    return held
      .map(
        ({ off, because, nth, of }) =>
          `${inWords(off.kind === 'money' ? now('discounts', off) : off)} off${nth === undefined ? '' : ` unit ${nth.unit}${nth.andLater ? ' and later' : ''} of ${inPlain(of as string)}`}${because === undefined ? '' : ` (${because})`}`,
      )
      .join(', then ');
  },
  holding: (terms, customer) => terms.flatMap((said, i) => (holds(said, customer) ? [i] : [])),
  conditions: (terms) =>
    terms.flatMap(({ when: said, bundle }, i) => [
      { when: said, path: [i, 'when'] },
      ...(bundle.length === 0 ? [] : [{ when: new Map([['takes', []]]), path: [i, 'bundle'] }]),
    ]),
  asks: (terms) =>
    terms.flatMap(({ of, quantities }, i): AskedQuantity[] => [
      ...(of === undefined ? [] : [{ driver: of, path: [i, 'of'], needed: true }]),
      ...[...quantities.keys()].map((driver) => ({ driver, path: [i, 'bundle', driver], needed: true })),
    ]),
  bounds: boundsOf,
  takes: (terms) => terms.flatMap(({ bundle }, i) => bundle.map((name, j) => ({ name, path: [i, 'bundle', j] }))),
  doubts,
  faults: (terms) =>
    terms.flatMap(({ from: first, over, upTo }, i) => {
      const from = first ?? over;
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
      terms: 'flat: 100, per: { places: 50 }, discounts: { percent: 20%, nth: 2, of: places }',
      school: 'phase=primary,places=2',
      fee: '190.00',
      source: 'the same beside a booking fee: the second place costs 50, and 10 of it is off',
    },
    {
      terms:
        'per: { days: 550 }, discounts: [{ percent: 9%, from: 10, of: days }, { percent: 5%, when: { early: yes }, because: early sign-up }]',
      school: 'phase=primary,days=10,early=yes',
      fee: '4754.75',
      source: 'two discounts in order: 9% at ten days, then 5% of what is left',
    },
    {
      terms:
        'per: { days: 550 }, discounts: [{ percent: 9%, from: 10, up_to: 20, of: days }, { percent: 24%, from: 21, of: days }]',
      school: 'phase=primary,days=21',
      fee: '8778.00',
      source: 'one discount or the other by the number of days: 9% at ten, 24% at 21, as published by others',
    },
    {
      terms:
        'per: { fundamentals: 375, options: 375, integration: 420 }, discounts: { percent: 10%, bundle: { fundamentals: 1, options: 2, integration: 1 } }',
      school: 'phase=primary,fundamentals=1,options=2,integration=1',
      fee: '1390.50',
      source: 'Centre for supervision training, Bath, 2018: a tenth off the whole course that is booked together',
    },
    {
      terms: 'per: { places: 100 }, discounts: { percent: 20%, of: places, over: 10, up_to: 20 }',
      school: 'phase=primary,places=10',
      fee: '1000.00',
      source: 'by hand: more than ten, and ten are not',
    },
    {
      terms: 'flat: 900, discounts: { amount: 50, bundle: [clerking, hr] }',
      school: 'phase=primary,pupils=1,takes=clerking+hr',
      fee: '850.00',
      source: 'an amount off for two services taken together',
    },
  ],
};
