import { type Count, inWords, larger, nothing, sum } from '../figures/index.js';
import { collection, positive } from '../language/index.js';
import { type Customer, counted, inPlain, type Quantities, soMany } from './customer.js';
import { none, type PriceRule } from './rule.js';

type Free = ReadonlyMap<string, Count>;

const beyond = (quantity: Count, free: Count, driver: string): Count =>
  larger(
    'count',
    [sum('count', [quantity], `${inPlain(driver)} beyond those that are free`, [free]), nothing('count')],
    `${inPlain(driver)} that are charged`,
  );

function without(terms: Free, customer: Customer): Customer {
  const asked = customer.quantity;
  const quantity: Quantities = (driver, kind) => {
    const found = asked(driver, kind);
    const free = terms.get(driver);
    return free === undefined || found === undefined || kind !== 'count'
      ? found
      : (beyond(found as Count, free, driver) as typeof found);
  };
  const free = terms.get('pupils');
  return {
    ...customer,
    quantity,
    pupils: free === undefined ? customer.pupils : beyond(customer.pupils, free, 'pupils'),
  };
}

/** An allowance: so many units that are not charged, whoever charges for the others. */
export const free: PriceRule<Free> = {
  key: 'free',
  summary:
    'an allowance: so many units of a driver that are not charged, before any rate, band or pack counts the others: `{ days: 2 }`, `{ pupils: 50 }`. A group has it once',
  does: 'quantity',
  priced: false,
  terms: collection(positive('units')),
  counts: without,
  blockOf: () => undefined,
  decides: 'allowance',
  tells: (terms, { customer }) => {
    const after = without(terms, customer);
    return [...terms]
      .map(
        ([driver, units]) =>
          `${soMany(units, driver)} free: ${inWords(counted(customer, driver))} → ${inWords(counted(after, driver))}`,
      )
      .join(', ');
  },
  conditions: none,
  asks: (terms) => [...terms.keys()].map((driver) => ({ driver, path: [driver], needed: true })),
  holding: none,
  bounds: (terms, driver) => [terms.get(driver) ?? []].flat(),
  faults: (terms, { charges }) =>
    [...terms.keys()].flatMap((driver) =>
      charges(driver)
        ? []
        : [
            {
              code: 'bad-value' as const,
              path: [driver],
              data: { text: driver, expected: 'what the price charges by', why: 'no term charges by it' },
            },
          ],
    ),
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'free: { days: 2 }, per: { days: 550 }',
      school: 'phase=primary,days=3.5',
      fee: '825.00',
      source: 'two days without charge, at the most common published day rate',
    },
    {
      terms: 'flat: 100, free: { days: 2 }, per: { days: 550 }',
      school: 'phase=primary,days=1',
      fee: '100.00',
      source: 'the same, not used up',
    },
    {
      terms: 'free: { pupils: 50 }, per_pupil: 19',
      school: 'phase=primary,pupils=262',
      fee: '4028.00',
      source: 'by hand: 19 × 212',
    },
    {
      terms: 'blocks: { minutes: 15 }, free: { minutes: 30 }, per: { minutes: { price: 25, each: 15 } }',
      school: 'phase=primary,minutes=40',
      fee: '25.00',
      source: 'by hand: 40 minutes are 45 in blocks, of which 30 are free',
    },
  ],
};
