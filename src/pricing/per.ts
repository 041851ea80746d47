import {
  type Count,
  charge,
  constant,
  Exact,
  inWords,
  type Money,
  type Price,
  portion,
  quotient,
  type Rate,
  rateInWords,
  sum,
} from '../figures/index.js';
import { block, collection, either, positive, price, rate, Scalar, valueOr } from '../language/index.js';
import { amounted, counted, inPlain, movingUnits, soMany } from './customer.js';
import { type BaseRule, none, type Pricing } from './rule.js';

/** A price for each unit of a driver (or for each so many of it), or a percentage of an amount. */
export interface Charged {
  readonly rate: Price | Rate;
  readonly each: Count;
}

const ONE = constant('count', Exact.one, 'each one');
/** Whether it is a price for each single unit. */
export const isSingle = ({ each }: Charged): boolean => each === ONE;
/** The terms of one price for each unit of one driver. */
export const rateOn = (driver: string, each: Price): ReadonlyMap<string, Charged> =>
  new Map([[driver, { rate: each, each: ONE }]]);

/** A percentage of an amount; a percentage in arithmetic with what a school has multiplies. */
const isPercentage = (data: unknown): boolean =>
  data instanceof Scalar && data.text.includes('%') && !data.text.startsWith('=');
const single = either(isPercentage, rate, price).transform((said): Charged => ({ rate: said, each: ONE }));
const composed = block(
  'a rate for each so many',
  { price, each: positive('units') },
  {
    price: 'pounds',
    each: 'for so many units',
  },
).transform((said): Charged => ({ rate: said.price, each: said.each }));

function chargeFor(driver: string, { rate: each, each: many }: Charged, { customer, now }: Pricing): Money {
  if (each.kind === 'rate')
    return portion(amounted(customer, driver), each, `share of the ${inPlain(driver)} of ${customer.name}`);
  return chargeAt(now('per', each), counted(customer, driver), many, driver, customer);
}

function chargeAt(each: Price, quantity: Count, many: Count, driver: string, { name }: Pricing['customer']): Money {
  const units =
    many === ONE ? quantity : quotient<'count'>('count', quantity, many, `${inPlain(driver)}, in so many each`);
  return charge(each, units, `rate × ${inPlain(driver)} of ${name}`);
}

/** What a rate for each pupil comes to, and a rate that is worked out of them; an amount that a school has stays as it is. */
function movingOf(driver: string, { rate: each, each: many }: Charged, { customer, now, moving }: Pricing): Money[] {
  if (each.kind === 'rate') return [];
  const units = movingUnits(customer, driver);
  if (units !== undefined) return [chargeAt(now('per', each), units, many, driver, customer)];
  const part = moving('per', each);
  return part === undefined ? [] : [chargeAt(part, counted(customer, driver), many, driver, customer)];
}

/**
 * Rates on named drivers: pupils by phase, teachers, posts, meetings, or a percentage of a budget line. Each is a
 * charge of its own.
 */
export const per: BaseRule<ReadonlyMap<string, Charged>> = {
  key: 'per',
  summary:
    'rates on named drivers: a price for each unit, or for each so many; or a percentage of an amount such as the lump sum: `{ teachers: 3.50, lump_sum: 0.1% }`',
  does: 'base',
  terms: collection(valueOr(single, composed)),
  priced: true,
  charge: (terms, pricing) =>
    sum(
      'money',
      [...terms].map(([driver, charged]) => chargeFor(driver, charged, pricing)),
      `rates of ${pricing.customer.name}`,
    ),
  moves: (terms, pricing) =>
    sum(
      'money',
      [...terms].flatMap(([driver, charged]) => movingOf(driver, charged, pricing)),
      `rates of ${pricing.customer.name}`,
    ),
  decides: 'rate',
  tells: (terms, { customer, now }) =>
    [...terms]
      .map(([driver, { rate: each, each: many }]) => {
        if (each.kind === 'rate')
          return `${inWords(each)} of ${inPlain(driver)} ${inWords(amounted(customer, driver))}`;
        const size = many === ONE ? '' : ` for each ${inWords(many)}`;
        return `${rateInWords(now('per', each))}${size} × ${soMany(counted(customer, driver), driver)}`;
      })
      .join(' + '),
  conditions: none,
  asks: (terms) => [...terms.keys()].map((driver) => ({ driver, path: [driver], needed: true })),
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 439, per: { primary_pupils: 1.08, secondary_pupils: 0.88 }',
      school: 'phase=all_through,primary_pupils=420,secondary_pupils=900',
      fee: '1684.60',
      source: 'Bradford property services, 2017-18: £439, £1.08 a primary pupil and £0.88 a secondary pupil',
    },
    {
      terms: 'per: { lump_sum: 0.1%, pupils: 2 }',
      school: 'phase=primary,pupils=141,lump_sum=154100',
      fee: '436.10',
      source: "Stroud schools' association, 2025-26: 0.1% of the formula's lump sum and £2 a pupil",
    },
  ],
};
