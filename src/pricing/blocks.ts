import {
  type Band,
  band,
  type Count,
  constant,
  Exact,
  inWords,
  larger,
  nothing,
  started,
  sum,
  times,
} from '../figures/index.js';
import { block, choice, collection, optional, positive, valueOr } from '../language/index.js';
import { type Customer, counted, inPlain, type Quantities } from './customer.js';
import { none, type PriceRule } from './rule.js';

/** How a quantity is rounded before it is charged. */
interface Rounding {
  readonly size: Count;
  readonly round: 'up' | 'nearest';
  readonly least: Count | undefined;
}

const HALF = constant('rate', Exact.fraction(1, 2), 'half a block');

const rounding = valueOr(
  positive('units').transform((size): Rounding => ({ size, round: 'up', least: undefined })),
  block(
    'blocks of a driver',
    {
      size: positive('units'),
      round: optional(choice('a way to round', ['up', 'nearest'])),
      least: optional(positive('units')),
    },
    {
      size: "of a block, in the driver's own unit: 0.5 for half days",
      round: '`up` (unless said) or `nearest`; an exact half goes down',
      least: 'the least that is charged once anything is asked for',
    },
  ).transform((said): Rounding => ({ size: said.size, round: said.round ?? 'up', least: said.least })),
);

/**
 * The quantity in whole blocks, still in its own unit. Where nothing is asked for, nothing is charged: the least holds
 * from the first unit on.
 */
function rounded(quantity: Count, driver: string, { size, round, least }: Rounding): Count {
  const counted = round === 'up' ? quantity : sum('count', [quantity], 'less half a block', [times(size, HALF)]);
  const whole = times(size, started(counted, size), `${inPlain(driver)} in blocks of ${inWords(size)}`);
  const bounded = larger('count', [whole, least ?? nothing('count')]);
  const none: Band<'count'> = { upTo: nothing('count'), closed: true, value: nothing('count') };
  return band('count', quantity, [none], bounded, `${inPlain(driver)} that are charged`);
}

function inBlocks(terms: ReadonlyMap<string, Rounding>, customer: Customer): Customer {
  const asked = customer.quantity;
  const quantity: Quantities = (driver, kind) => {
    const found = asked(driver, kind);
    const blocks = terms.get(driver);
    if (blocks === undefined || found === undefined || kind !== 'count') return found;
    return rounded(found as Count, driver, blocks) as typeof found;
  };
  const pupils = terms.get('pupils');
  const blockOf = (driver: string): Count | undefined => terms.get(driver)?.size;
  return {
    ...customer,
    quantity,
    blockOf,
    pupils: pupils === undefined ? customer.pupils : rounded(customer.pupils, 'pupils', pupils),
  };
}

/** Quantities in whole blocks: a quarter of an hour or part of one, half days, tens of pupils. */
export const blocks: PriceRule<ReadonlyMap<string, Rounding>> = {
  key: 'blocks',
  summary:
    'rounds the quantity of a driver to whole blocks, up or to the nearest (an exact half goes down), and to a least quantity, before anything is charged or banded: `{ minutes: 15 }`, `{ pupils: 1 }`',
  does: 'quantity',
  priced: false,
  terms: collection(rounding),
  counts: inBlocks,
  blockOf: (terms, driver) => terms.get(driver)?.size,
  decides: 'blocks',
  tells: (terms, { customer }) => {
    const after = inBlocks(terms, customer);
    return [...terms.keys()]
      .map((driver) => `${inPlain(driver)} ${inWords(counted(customer, driver))} → ${inWords(counted(after, driver))}`)
      .join(', ');
  },
  conditions: none,
  asks: (terms) => [...terms.keys()].map((driver) => ({ driver, path: [driver], needed: true })),
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'blocks: { overtime_minutes: 15 }, per: { overtime_minutes: { price: 25, each: 15 } }',
      school: 'phase=primary,overtime_minutes=40',
      fee: '75.00',
      source: 'Walsall clerking: £25 for each 15 minutes or part',
    },
    {
      terms: 'blocks: { days: { size: 0.5, least: 0.5 } }, per: { days: 550 }',
      school: 'phase=primary,days=1.2',
      fee: '825.00',
      source: 'half days, at the most common published day rate',
    },
  ],
};
