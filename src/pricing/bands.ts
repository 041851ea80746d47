import { type Band, band, type Count, charge, inWords, larger, type Money, nothing, type Price, smaller, sum, unknown } from '../figures/index.js';
import { block, choice, count, list, money, optional, price, type Schema } from '../language/index.js';
import { counted, driverName, inPlain } from './customer.js';
import type { PriceRule, Pricing } from './rule.js';
import { faultsOf, type Stretch } from './stretch.js';

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
const priced = block('a band', {
  from: optional(units),
  over: optional(units),
  up_to: optional(units),
  below: optional(units),
  amount: optional(money),
  price: optional(price),
}).transform((said): Priced => {
  const { from, over, up_to: upTo, below, amount } = said;
  const lower = from ?? over;
  const upper = upTo ?? below;
  return {
    lower: lower && { at: lower, closed: from !== undefined },
    upper: upper && { at: upper, closed: upTo !== undefined },
    twice: [...(from && over ? [['from', 'over'] as const] : []), ...(upTo && below ? [['up_to', 'below'] as const] : [])],
    amount,
    price: said.price,
  };
}) as unknown as Schema<Priced>;

const terms = block('bands', { of: optional(driverName), mode: choice('a mode of bands', MODES), each: list(priced) }).transform(
  (said): Terms => ({ of: said.of ?? 'pupils', mode: said.mode, each: said.each }),
) as unknown as Schema<Terms>;

/** The stretches with `value` in each, and what holds where none does. */
function chosen<K extends 'money' | 'price'>(kind: K, quantity: Count, { of, each }: Terms, value: (band: Priced) => Money | Price): Money | Price {
  const none = unknown(kind, `no band of ${inPlain(of)} holds ${inWords(quantity)}`);
  const bands: Band<K>[] = [];
  const first = each[0]?.lower;
  if (first !== undefined) bands.push({ upTo: first.at, closed: !first.closed, value: none });
  for (const stretch of each) {
    if (stretch.upper !== undefined) bands.push({ upTo: stretch.upper.at, closed: stretch.upper.closed, value: value(stretch) as Band<K>['value'] });
  }
  const last = each[each.length - 1] as Priced;
  const above = last.upper === undefined ? (value(last) as Band<K>['value']) : none;
  return band(kind, quantity, bands, above, kind === 'money' ? `band of ${inPlain(of)}` : `rate of the band of ${inPlain(of)}`) as Money | Price;
}

/** Each unit at its own band's rate: the charges of the units that lie in each band. */
function graduated(quantity: Count, said: Terms, now: Pricing['now']): Money {
  let below: Count = nothing('count');
  const charges = said.each.map((stretch) => {
    const from = below;
    const reached = stretch.upper === undefined ? quantity : smaller('count', [quantity, stretch.upper.at]);
    const within = larger('count', [sum('count', [reached], 'units in the band', [from]), nothing('count')]);
    below = stretch.upper?.at ?? from;
    return charge(
      now('bands', stretch.price as Price),
      within,
      stretch.upper === undefined ? `units over ${inWords(from)}` : `units up to ${inWords(below)}`,
    );
  });
  const total = sum('money', charges, 'each unit at the rate of its band');
  return chosen('money', quantity, said, () => total) as Money;
}

function amountOf(said: Terms, { customer, now }: Pricing): Money {
  const quantity = counted(customer, said.of);
  if (said.mode === 'graduated') return graduated(quantity, said, now);
  const fixed = (each: Priced): Money => (each.amount === undefined ? nothing('money') : now('bands', each.amount));
  if (said.mode === 'flat') return chosen('money', quantity, said, fixed) as Money;
  const rate = chosen('price', quantity, said, (each) => now('bands', each.price as Price)) as Price;
  const charged = charge(rate, quantity, `rate of the band × ${inPlain(said.of)}`);
  if (said.each.every(({ amount }) => amount === undefined)) return charged;
  return sum('money', [chosen('money', quantity, said, fixed) as Money, charged]);
}

/** What each band must say in a mode. */
function missing({ mode, each }: Terms): ReturnType<NonNullable<PriceRule['faults']>> {
  const key = mode === 'flat' ? 'amount' : 'price';
  const other = mode === 'flat' ? 'price' : 'amount';
  return each.flatMap((stretch, i) => [
    ...(stretch[key] === undefined ? [{ code: 'missing-key' as const, data: { key, within: `a band in the mode ${mode}` }, path: ['each', i] }] : []),
    ...(stretch[other] !== undefined && mode !== 'slab'
      ? [
          {
            code: 'either-or' as const,
            data: { one: `mode: ${mode}`, other, why: `a band in this mode has ${key === 'amount' ? 'an amount' : 'a price'} alone` },
            path: ['each', i, other],
          },
        ]
      : []),
  ]);
}

/** A price by the size of something: one amount for each band, the rate of the band reached for all units, or each unit at its band's own rate. */
export const bands: PriceRule<Terms> = {
  key: 'bands',
  summary:
    'a price by bands of a driver: "flat" (an amount a band), "slab" (the rate of the band reached for all units) or "graduated" (each unit at its band\'s rate)',
  does: 'base',
  terms,
  apply: (said, fee, pricing) => {
    const charged = amountOf(said, pricing);
    return fee === undefined ? charged : sum('money', [fee, charged]);
  },
  moves: (said, pricing) => (said.mode === 'flat' || !said.of.endsWith('pupils') ? undefined : amountOf(said, pricing)),
  decides: 'band',
  tells: (said, pricing) =>
    `${said.mode} bands, ${inWords(counted(pricing.customer, said.of))} ${inPlain(said.of)}: ${inWords(amountOf(said, pricing))}`,
  asks: ({ of }) => [{ driver: of, path: ['of'], needed: true }],
  faults: (said) => [...missing(said), ...faultsOf(said.each, ['each'])],
  examples: [
    {
      terms:
        'bands: { of: evidence_hours, mode: graduated, each: [{ up_to: 5, price: 40 }, { over: 5, up_to: 10, price: 50 }, { over: 10, price: 60 }] }',
      school: 'phase=primary,evidence_hours=12',
      fee: '570.00',
      source: 'Norfolk clerking, 2024-25: evidence packs at £40 an hour up to 5 hours, £50 from 5 to 10, £60 beyond',
    },
    {
      terms: 'bands: { of: days, mode: slab, each: [{ below: 10, price: 550 }, { from: 10, below: 21, price: 500 }, { from: 21, price: 418 }] }',
      school: 'phase=primary,days=10',
      fee: '5000.00',
      source: 'day rates that fall by 9% at 10 days and by 24% at 21, as published by others',
    },
    {
      terms: 'bands: { mode: flat, each: [{ up_to: 100, amount: 500 }, { over: 100, up_to: 300, amount: 900 }, { over: 300, amount: 1_400 }] }',
      school: 'phase=primary,pupils=100.5',
      fee: '900.00',
      source: 'amounts by size of school; "up to" holds its bound and "over" does not',
    },
  ],
};
