import {
  type Band,
  band,
  type Count,
  charge,
  constant,
  Exact,
  type Figure,
  inWords,
  larger,
  type Money,
  multiple,
  nothing,
  type Price,
  smaller,
  started,
  sum,
  times,
  unknown,
} from '../figures/index.js';
import { block, choice, count, list, money, optional, price } from '../language/index.js';
import { counted, driverName, inPlain, movingUnits, reached, soMany } from './customer.js';
import { type BaseRule, type Below, type Doubt, type Fault, none, type OtherTerms, type Pricing } from './rule.js';
import { type Bound, faultsOf, type Stretch } from './stretch.js';

/** A stretch of a driver, with what is charged in it. */
interface Priced extends Stretch {
  readonly amount: Money | undefined;
  readonly price: Price | undefined;
}

const MODES = ['flat', 'slab', 'graduated'] as const;

interface Terms {
  readonly of: string;
  readonly mode: (typeof MODES)[number];
  readonly each: readonly Priced[];
}

const units = count('units');
const priced = block(
  'a band',
  {
    from: optional(units),
    over: optional(units),
    up_to: optional(units),
    below: optional(units),
    amount: optional(money),
    price: optional(price),
  },
  {
    from: 'its first number, which belongs to it',
    over: 'the number that it lies above, which does not',
    up_to: 'its last number, which belongs to it',
    below: 'the number that it lies below, which does not',
    amount: 'pounds',
    price: 'pounds a unit',
  },
).transform((said): Priced => {
  const { from, over, up_to: upTo, below, amount } = said;
  const lower = from ?? over;
  const upper = upTo ?? below;
  return {
    lower: lower && { at: lower, closed: from !== undefined },
    upper: upper && { at: upper, closed: upTo !== undefined },
    twice: [
      ...(from && over ? [['from', 'over'] as const] : []),
      ...(upTo && below ? [['up_to', 'below'] as const] : []),
    ],
    amount,
    price: said.price,
  };
});

const terms = block(
  'bands',
  { of: optional(driverName), mode: choice('a mode of bands', MODES), each: list(priced) },
  {
    of: 'the driver; pupils unless said',
    mode: '`flat`: the amount of the band. `slab`: the price of the band reached, for every unit (an `amount` beside it is added). `graduated`: each unit at the price of its own band; units below the first band are free',
    each: 'the bands, from the lowest up. Each begins where the one before it ends: a gap or an overlap is a problem',
  },
).transform((said): Terms => ({ of: said.of ?? 'pupils', mode: said.mode, each: said.each }));

const without = <K extends 'money' | 'price'>(kind: K, quantity: Count, of: string) =>
  unknown(kind, `no band of ${inPlain(of)} holds ${inWords(quantity)}`);

/** The stretches with `value` in each, and what holds where none does. */
function chosen<K extends 'money' | 'price'>(
  kind: K,
  quantity: Count,
  { of, each }: Terms,
  value: (band: Priced) => Money | Price,
): Money | Price {
  const none = without(kind, quantity, of);
  const bands: Band<K>[] = [];
  const first = each[0]?.lower;
  if (first !== undefined) bands.push({ upTo: first.at, closed: !first.closed, value: none });
  for (const stretch of each) {
    if (stretch.upper !== undefined)
      bands.push({ upTo: stretch.upper.at, closed: stretch.upper.closed, value: value(stretch) as Band<K>['value'] });
  }
  const last = each[each.length - 1] as Priced;
  const above = last.upper === undefined ? (value(last) as Band<K>['value']) : none;
  return band(
    kind,
    quantity,
    bands,
    above,
    kind === 'money' ? `band of ${inPlain(of)}` : `rate of the band of ${inPlain(of)}`,
  ) as Money | Price;
}

const ONE = constant('count', Exact.one, 'one block');

/** The last whole number of blocks below a number. */
function lastBelow(at: Count, block: Count): Count {
  return times(block, sum('count', [started(at, block)], undefined, [ONE]), `whole blocks below ${inWords(at)}`);
}

/**
 * Where the units above a bound begin: at the bound itself; where they come in whole blocks, after the last of them
 * that the bound leaves below. A bound is a figure that may vary, so whether it is a whole number of blocks is asked by
 * an operation.
 */
function edgeAt({ at }: Bound, isAbove: boolean, block: Count | undefined): Count {
  if (block === undefined || !at.isKnown || !block.isKnown) return at;
  return isAbove
    ? larger('count', [lastBelow(at, block), nothing('count')])
    : multiple(at, block, 'down', `whole blocks up to ${inWords(at)}`);
}

/**
 * The numbers between which the units of each band lie. Where the quantity comes in whole blocks, a bound that belongs
 * to the band above takes its own unit there: "from 6" begins after 5. Where it does not, no unit is cut off from the
 * rest: "from 6" begins at 6, as "over 6" does.
 */
function edges(
  { each }: Terms,
  block: Count | undefined,
): { readonly lower: Count; readonly upper: Count | undefined }[] {
  let below: Count = nothing('count');
  return each.map(({ lower, upper }) => {
    const from = lower === undefined ? below : edgeAt(lower, lower.closed, block);
    const to = upper && edgeAt(upper, !upper.closed, block);
    below = to ?? below;
    return { lower: from, upper: to };
  });
}

/**
 * Each unit at its own band's rate: the charges of the units that lie in each band. Those below the first band are in
 * none, and free.
 */
function graduated(quantity: Count, said: Terms, block: Count | undefined, now: Pricing['now']): Money {
  const bounds = edges(said, block);
  const charges = said.each.map((stretch, i) => {
    const { lower, upper } = bounds[i] as (typeof bounds)[number];
    const counted = upper === undefined ? quantity : smaller('count', [quantity, upper]);
    const within = larger('count', [sum('count', [counted], 'units in the band', [lower]), nothing('count')]);
    const label = upper === undefined ? `units over ${inWords(lower)}` : `units up to ${inWords(upper)}`;
    return charge(now('bands', stretch.price as Price), within, label);
  });
  const total = sum('money', charges, 'each unit at the rate of its band');
  const last = said.each[said.each.length - 1]?.upper;
  return last === undefined
    ? total
    : band(
        'money',
        quantity,
        [{ upTo: last.at, closed: last.closed, value: total }],
        without('money', quantity, said.of),
      );
}

/** The rate of the band that is reached, for every unit. */
function atRate(said: Terms, { customer, now }: Pricing): Money {
  const rate = chosen('price', reached(customer, said.of), said, (each) => now('bands', each.price as Price)) as Price;
  return charge(rate, counted(customer, said.of), `rate of the band × ${inPlain(said.of)}`);
}

function fixed(quantity: Count, said: Terms, now: Pricing['now']): Money {
  return chosen('money', quantity, said, ({ amount }) =>
    amount === undefined ? nothing('money') : now('bands', amount),
  ) as Money;
}

function amountOf(said: Terms, pricing: Pricing): Money {
  const { customer, now } = pricing;
  const quantity = counted(customer, said.of);
  if (said.mode === 'graduated') return graduated(quantity, said, customer.blockOf?.(said.of), now);
  if (said.mode === 'flat')
    return customer.whole === undefined ? fixed(quantity, said, now) : ofSome(quantity, fixed(quantity, said, now));
  const charged = atRate(said, pricing);
  return said.each.every(({ amount }) => amount === undefined)
    ? charged
    : sum('money', [fixed(reached(customer, said.of), said, now), charged]);
}

/** The amount of the first units where there are any: none of them has a price, whatever band holds zero. */
function ofSome(quantity: Count, amount: Money): Money {
  return band('money', quantity, [{ upTo: nothing('count'), closed: true, value: nothing('money') }], amount);
}

/** What moves of the amount of a band that is worked out of pupils. */
function amountsMoving(said: Terms, { customer, moving }: Pricing): Money {
  const none = nothing<'money'>('money');
  const partOf = <F extends Money | Price>(key: string, amount: F): F => moving(key, amount) ?? (none as Figure as F);
  return said.each.every(({ amount }) => amount === undefined || moving('bands', amount) === undefined)
    ? none
    : fixed(counted(customer, said.of), said, partOf);
}

/** What rates for each pupil come to; amounts for a band stay as they are, but where they are worked out of pupils. */
function movingOf(said: Terms, pricing: Pricing): Money {
  if (said.mode === 'flat') return amountsMoving(said, pricing);
  if (movingUnits(pricing.customer, said.of) === undefined) return nothing('money');
  return said.mode === 'slab' ? atRate(said, pricing) : amountOf(said, pricing);
}

/**
 * Graduated bands of which it is not said where the unit at a bound belongs: for parts of a unit it does not matter,
 * for whole ones it does.
 */
function doubts({ of, mode, each }: Terms, { blockOf }: OtherTerms): Doubt[] {
  if (mode !== 'graduated' || blockOf(of) !== undefined) return [];
  const units = inPlain(of);
  return each.flatMap(({ lower }, i): Doubt[] => {
    if (lower?.closed !== true || !lower.at.isKnown || lower.at.exact.sign === 0) return [];
    const at = inWords(lower.at);
    const itself = i === 0 ? `not unit ${at} itself` : `unit ${at} itself at the price before`;
    const says = `"from: ${at}" charges at this price what lies over ${at} ${units}, and ${itself}: write "over" for what is meant, or count whole ${units} with "blocks"`;
    return [{ lint: 'unit-at-bound', path: ['each', i, 'from'], says }];
  });
}

/** What each band must say in a mode. */
function missing({
  mode,
  each,
}: Terms): { readonly code: Fault['code']; readonly data: Fault['data']; readonly path: Below }[] {
  const key = mode === 'flat' ? 'amount' : 'price';
  const other = mode === 'flat' ? 'price' : 'amount';
  return each.flatMap((stretch, i) => [
    ...(stretch[key] === undefined
      ? [{ code: 'missing-key' as const, data: { key, within: `a band in the mode ${mode}` }, path: ['each', i] }]
      : []),
    ...(stretch[other] !== undefined && mode !== 'slab'
      ? [
          {
            code: 'either-or' as const,
            data: {
              one: `mode: ${mode}`,
              other,
              why: `a band in this mode has ${key === 'amount' ? 'an amount' : 'a price'} alone`,
            },
            path: ['each', i, other],
          },
        ]
      : []),
  ]);
}

/**
 * A price by the size of something: one amount for each band, the rate of the band reached for all units, or each unit
 * at its band's own rate.
 */
export const bands: BaseRule<Terms> = {
  key: 'bands',
  summary:
    "a price by bands of a driver: `flat` (an amount a band), `slab` (the rate of the band reached for all units) or `graduated` (each unit at its band's rate)",
  does: 'base',
  terms,
  priced: true,
  charge: amountOf,
  moves: movingOf,
  decides: 'band',
  tells: (said, pricing) =>
    `${said.mode} bands, ${soMany(counted(pricing.customer, said.of), said.of)}: ${inWords(amountOf(said, pricing))}`,
  conditions: none,
  asks: ({ of }) => [{ driver: of, path: ['of'], needed: true }],
  holding: none,
  bounds: ({ of, each }, driver) =>
    driver === of ? each.flatMap(({ lower, upper }) => [lower, upper].flatMap((bound) => bound?.at ?? [])) : [],
  faults: (said, { blockOf }) => [...missing(said), ...faultsOf(said.each, ['each'], said.of, blockOf(said.of))],
  takes: none,
  doubts,
  examples: [
    {
      terms:
        'bands: { of: evidence_hours, mode: graduated, each: [{ up_to: 5, price: 40 }, { over: 5, up_to: 10, price: 50 }, { over: 10, price: 60 }] }',
      school: 'phase=primary,evidence_hours=12',
      fee: '570.00',
      source: 'Norfolk clerking, 2024-25: evidence packs at £40 an hour up to 5 hours, £50 from 5 to 10, £60 beyond',
    },
    {
      terms: 'flat: 500, bands: { of: hours, mode: graduated, each: [{ over: 10, price: 40 }] }',
      school: 'phase=primary,hours=12',
      fee: '580.00',
      source:
        'hours over an allowance of ten, as published for support contracts: what lies below the first band is not charged',
    },
    {
      terms:
        'blocks: { pupils: 1 }, bands: { mode: flat, each: [{ up_to: 50, amount: 1_693.20 }, { from: 51, up_to: 150, amount: 2_119.56 }, { from: 151, amount: 3_046.74 }] }',
      school: 'phase=primary,pupils=50.5',
      fee: '2119.56',
      source: 'Oxfordshire, finance service: bands of whole pupils, as councils publish them',
    },
    {
      terms:
        'bands: { of: days, mode: slab, each: [{ below: 10, price: 550 }, { from: 10, below: 21, price: 500 }, { from: 21, price: 418 }] }',
      school: 'phase=primary,days=10',
      fee: '5000.00',
      source: 'day rates that fall by 9% at 10 days and by 24% at 21, as published by others',
    },
    {
      terms:
        'bands: { mode: flat, each: [{ up_to: 100, amount: 500 }, { over: 100, up_to: 300, amount: 900 }, { over: 300, amount: 1_400 }] }',
      school: 'phase=primary,pupils=100.5',
      fee: '900.00',
      source: 'amounts by size of school; "up to" holds its bound and "over" does not',
    },
  ],
};
