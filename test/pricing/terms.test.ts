import { describe, expect, test } from 'vitest';
import { workings } from '../../src/figures/index.js';
import { quote, settledBy, termsTold } from '../../src/pricing/index.js';
import { customerOf, pounds, priceIn, pricesIn, quoteOf } from './priced.js';

/*
 * What each term charges, worked out by hand: at each of its bounds, beside it, for nobody and for a part of a unit; with
 * the part that moves with the pupils, and what is said to have set the fee.
 */

type Case = readonly [terms: string, asked: string, fee: string, moving: string, by: string];

const priced = (terms: string, asked: string): readonly string[] => {
  const found = quoteOf(terms, asked);
  return [pounds(found.fee), pounds(found.moving()), settledBy(found)];
};

/** All that the workings of a fee, and the words for its terms, call their parts. */
function saidIn(terms: string, asked: string): string {
  const { fee, moving } = quoteOf(terms, asked);
  const told = termsTold([priceIn(terms)], customerOf(asked)).map(({ says }) => says);
  return [...workings([fee, moving()]).map(({ label }) => label ?? ''), ...told].join('\n');
}

function cases(name: string, all: readonly Case[]): void {
  describe(name, () => {
    test.each(all)('%s for %s: %s, of which %s moves with the pupils (%s)', (terms, asked, ...expected) => {
      expect(priced(`{ ${terms} }`, asked)).toEqual(expected);
      expect(saidIn(`{ ${terms} }`, asked)).not.toMatch(/undefined|null|NaN|\[object/);
    });
  });
}

cases('rates', [
  ['flat: 100', 'pupils=0', '100.00', '0.00', 'flat'],
  ['per_pupil: 1.505', 'pupils=3', '4.52', '4.52', 'rate'],
  ['flat: 100, per_pupil: 2', 'pupils=50', '200.00', '100.00', 'flat + rate'],
  // A driver that counts no pupils does not move with them, whatever its name begins with.
  ['per: { teachers: 3.50 }', 'pupils=200,teachers=10', '35.00', '0.00', 'rate'],
  ['per: { pupils_on_trips: 2 }', 'pupils=200,pupils_on_trips=10', '20.00', '0.00', 'rate'],
  [
    'per: { primary_pupils: 2, teachers: 3, pupils: 1 }',
    'pupils=100,primary_pupils=60,teachers=10',
    '250.00',
    '220.00',
    'rate',
  ],
  ['per: { minutes: { price: 25, each: 15 } }', 'pupils=1,minutes=20', '33.33', '0.00', 'rate'],
  ['per: { lump_sum: 0.1% }', 'pupils=1,lump_sum=£154100', '154.10', '0.00', 'rate'],
  ['per: { lump_sum: 0.1% }', 'pupils=1', 'unknown', '0.00', 'rate'],
  ['per: { teachers: 3.50 }', 'pupils=200', 'unknown', '0.00', 'rate'],
]);

cases('blocks and allowances', [
  ['blocks: { days: 0.5 }, per: { days: 100 }', 'pupils=1,days=0', '0.00', '0.00', 'rate'],
  ['blocks: { days: 0.5 }, per: { days: 100 }', 'pupils=1,days=1.5', '150.00', '0.00', 'rate'],
  ['blocks: { days: 0.5 }, per: { days: 100 }', 'pupils=1,days=1.6', '200.00', '0.00', 'rate'],
  ['blocks: { days: { size: 1, round: nearest } }, per: { days: 100 }', 'pupils=1,days=1.5', '100.00', '0.00', 'rate'],
  ['blocks: { days: { size: 1, round: nearest } }, per: { days: 100 }', 'pupils=1,days=1.51', '200.00', '0.00', 'rate'],
  ['blocks: { days: { size: 1, least: 3 } }, per: { days: 100 }', 'pupils=1,days=0.1', '300.00', '0.00', 'rate'],
  ['blocks: { days: { size: 1, least: 3 } }, per: { days: 100 }', 'pupils=1,days=0', '0.00', '0.00', 'rate'],
  ['blocks: { days: { size: 1, least: 3 } }, per: { days: 100 }', 'pupils=1,days=4', '400.00', '0.00', 'rate'],
  ['blocks: { pupils: 30 }, per_pupil: 2', 'pupils=31', '120.00', '120.00', 'rate'],
  ['blocks: { days: 1 }, per: { days: 100, visits: 10 }', 'pupils=1,days=0.5,visits=0.5', '105.00', '0.00', 'rate'],
  ['blocks: { days: 0.5 }, per: { days: 100 }', 'pupils=1', 'unknown', '0.00', 'rate'],
  ['free: { days: 2 }, per: { days: 100 }', 'pupils=1', 'unknown', '0.00', 'rate'],
  ['free: { pupils: 50 }, per_pupil: 2', 'pupils=50', '0.00', '0.00', 'rate'],
  ['free: { pupils: 50 }, per_pupil: 2', 'pupils=51', '2.00', '2.00', 'rate'],
  ['free: { days: 2 }, per: { days: 100, visits: 10 }', 'pupils=1,days=3,visits=3', '130.00', '0.00', 'rate'],
  // What is asked for as an amount is not counted.
  ['blocks: { lump_sum: 10 }, per: { lump_sum: 10% }', 'pupils=1,lump_sum=£1005', '100.50', '0.00', 'rate'],
  ['free: { lump_sum: 10 }, per: { lump_sum: 10% }', 'pupils=1,lump_sum=£1005', '100.50', '0.00', 'rate'],
]);

const AMOUNTS = 'bands: { mode: flat, each: [{ up_to: 100, amount: 500 }, { over: 100, up_to: 300, amount: 900 }] }';
const RATES =
  'bands: { of: pupils, mode: slab, each: [{ below: 100, price: 5 }, { from: 100, price: 4, amount: 50 }] }';
const UNITS =
  'bands: { mode: graduated, each: [{ over: 10, up_to: 20, price: 3 }, { over: 20, up_to: 30, price: 2 }] }';
const WHOLE =
  'blocks: { pupils: 1 }, bands: { mode: graduated, each: [{ up_to: 5, price: 3 }, { from: 6, price: 2 }] }';

cases('bands', [
  [AMOUNTS, 'pupils=0', '500.00', '0.00', 'band'],
  [AMOUNTS, 'pupils=100', '500.00', '0.00', 'band'],
  [AMOUNTS, 'pupils=100.5', '900.00', '0.00', 'band'],
  [AMOUNTS, 'pupils=300', '900.00', '0.00', 'band'],
  [AMOUNTS, 'pupils=301', 'unknown', '0.00', 'band'],
  [RATES, 'pupils=99', '495.00', '495.00', 'band'],
  [RATES, 'pupils=100', '450.00', '400.00', 'band'],
  [UNITS, 'pupils=10', '0.00', '0.00', 'band'],
  [UNITS, 'pupils=12', '6.00', '6.00', 'band'],
  [UNITS, 'pupils=20', '30.00', '30.00', 'band'],
  [UNITS, 'pupils=30', '50.00', '50.00', 'band'],
  [UNITS, 'pupils=31', 'unknown', 'unknown', 'band'],
  // In whole ones, "from 6" takes the sixth itself.
  [WHOLE, 'pupils=5', '15.00', '15.00', 'band'],
  [WHOLE, 'pupils=6', '17.00', '17.00', 'band'],
  ['bands: { of: hours, mode: graduated, each: [{ price: 3 }] }', 'pupils=5,hours=2', '6.00', '0.00', 'band'],
  ['bands: { of: hours, mode: slab, each: [{ price: 3 }] }', 'pupils=5,hours=2', '6.00', '0.00', 'band'],
  ['bands: { of: hours, mode: flat, each: [{ amount: 3 }] }', 'pupils=5,hours=2', '3.00', '0.00', 'band'],
  [
    'bands: { mode: graduated, each: [{ up_to: 5, price: 3 }, { up_to: 10, price: 2 }, { price: 1 }] }',
    'pupils=12',
    '27.00',
    '27.00',
    'band',
  ],
  ['bands: { mode: slab, each: [{ from: 5, price: 2 }] }', 'pupils=4', 'unknown', 'unknown', 'band'],
  ['bands: { mode: slab, each: [{ from: 5, price: 2 }] }', 'pupils=5', '10.00', '10.00', 'band'],
  ['bands: { mode: slab, each: [{ over: 5, price: 2 }] }', 'pupils=5', 'unknown', 'unknown', 'band'],
  ['bands: { mode: flat, each: [{ from: 5, amount: 2 }] }', 'pupils=5', '2.00', '0.00', 'band'],
  ['bands: { mode: flat, each: [{ over: 5, amount: 2 }] }', 'pupils=5', 'unknown', '0.00', 'band'],
  [
    'bands: { mode: slab, each: [{ below: 100, price: 5, amount: 10 }, { from: 100, price: 4, amount: 50 }] }',
    'pupils=50',
    '260.00',
    '250.00',
    'band',
  ],
]);

const PACKS = 'packs: { of: meetings, sizes: { 3: 300, 6: 500, 9: 480 } }';
const TOPPED = 'packs: { of: pupils, sizes: { 10: 500, 25: 1_150 }, top_up: { price: 240, each: 5 } }';

const OWN = 'packs: { of: pupils, sizes: { 10: 500, 20: 900 }, top_up: { 10: 60, 20: { price: 240, each: 5 } } }';

cases('packs with top-ups of their own', [
  [OWN, 'pupils=10', '500.00', '0.00', 'pack'],
  [OWN, 'pupils=16', '860.00', '360.00', 'pack'],
  [OWN, 'pupils=17', '900.00', '0.00', 'pack'],
  [OWN, 'pupils=21', '1140.00', '240.00', 'pack'],
  [OWN, 'pupils=26', '1380.00', '480.00', 'pack'],
]);

cases('packs', [
  [PACKS, 'pupils=1,meetings=0', '0.00', '0.00', 'pack'],
  [PACKS, 'pupils=1,meetings=1', '300.00', '0.00', 'pack'],
  [PACKS, 'pupils=1,meetings=3', '300.00', '0.00', 'pack'],
  // A larger pack that costs less serves as well.
  [PACKS, 'pupils=1,meetings=4', '480.00', '0.00', 'pack'],
  [PACKS, 'pupils=1,meetings=9', '480.00', '0.00', 'pack'],
  [PACKS, 'pupils=1,meetings=10', 'unknown', '0.00', 'pack'],
  [TOPPED, 'pupils=0', '0.00', '0.00', 'pack'],
  [TOPPED, 'pupils=10', '500.00', '0.00', 'pack'],
  [TOPPED, 'pupils=11', '740.00', '240.00', 'pack'],
  [TOPPED, 'pupils=20', '980.00', '480.00', 'pack'],
  [TOPPED, 'pupils=21', '1150.00', '0.00', 'pack'],
  [TOPPED, 'pupils=26', '1390.00', '240.00', 'pack'],
  // Of two ways that cost the same, the one with the larger pack.
  ['packs: { of: pupils, sizes: { 1: 10, 3: 30 }, top_up: 10 }', 'pupils=3', '30.00', '0.00', 'pack'],
  ['packs: { of: days, sizes: { 1: 10 }, top_up: 20 }', 'pupils=3,days=3', '50.00', '0.00', 'pack'],
  ['packs: { of: days, sizes: { 1: 10 }, top_up: 20 }', 'pupils=3,days=2.5', '40.00', '0.00', 'pack'],
  ['packs: { of: pupils, sizes: { 10: 500 } }', 'pupils=5', '500.00', '0.00', 'pack'],
  [
    'packs: { of: pupils, sizes: { 10: 500, 25: 1_150, 50: 2_000 }, top_up: { price: 240, each: 5 } }',
    'pupils=20',
    '980.00',
    '480.00',
    'pack',
  ],
]);

cases('floors and caps', [
  ['per_pupil: 5, floor: 750', 'pupils=149', '750.00', '0.00', 'floor'],
  ['per_pupil: 5, floor: 750', 'pupils=150', '750.00', '750.00', 'rate'],
  ['per_pupil: 5, floor: 750', 'pupils=151', '755.00', '755.00', 'rate'],
  ['per_pupil: 5, cap: 750', 'pupils=151', '750.00', '0.00', 'cap'],
  ['per_pupil: 5, cap: 750', 'pupils=150', '750.00', '750.00', 'rate'],
  ['flat: 10, floor: [{ amount: 20, when: { early: yes } }, 30]', 'pupils=1,early=yes', '20.00', '0.00', 'floor'],
  ['flat: 10, floor: [{ amount: 20, when: { early: yes } }, 30]', 'pupils=1', '30.00', '0.00', 'floor'],
  ['flat: 10, floor: { amount: 20, when: { early: yes } }', 'pupils=1', '10.00', '0.00', 'flat'],
  // A floor holds before the discounts, unless it says after.
  ['flat: 100, floor: 150, discounts: { percent: 10% }', 'pupils=1', '135.00', '0.00', 'floor + discount'],
  [
    'flat: 100, floor: { amount: 95, after: discounts }, discounts: { percent: 10% }',
    'pupils=1',
    '95.00',
    '0.00',
    'floor',
  ],
]);

const LATE = 'per_pupil: 10, surcharges: { percent: 50%, when: { late: yes }, because: a late entry }';
const FAR = 'flat: 400, surcharges: { amount: 80, of: miles, over: 30, up_to: 50 }';

cases('surcharges', [
  [LATE, 'pupils=10', '100.00', '100.00', 'rate'],
  [LATE, 'pupils=10,late=yes', '150.00', '150.00', 'rate + surcharge'],
  ['per_pupil: 10, surcharges: { amount: 5 }', 'pupils=10', '105.00', '100.00', 'rate + surcharge'],
  [FAR, 'pupils=1,miles=30', '400.00', '0.00', 'flat'],
  [FAR, 'pupils=1,miles=30.5', '480.00', '0.00', 'flat + surcharge'],
  [FAR, 'pupils=1,miles=50', '480.00', '0.00', 'flat + surcharge'],
  [FAR, 'pupils=1,miles=50.5', '400.00', '0.00', 'flat'],
  [
    'flat: 400, surcharges: { amount: 80, of: miles, up_to: 5 }',
    'pupils=1,miles=5',
    '480.00',
    '0.00',
    'flat + surcharge',
  ],
  ['flat: 400, surcharges: { amount: 80, of: miles, up_to: 5 }', 'pupils=1,miles=6', '400.00', '0.00', 'flat'],
  [
    'flat: 400, surcharges: { amount: 80, of: miles, over: 5 }',
    'pupils=1,miles=900',
    '480.00',
    '0.00',
    'flat + surcharge',
  ],
  ['per_pupil: 10, surcharges: { percent: 50%, of: pupils, over: 9 }', 'pupils=9', '90.00', '90.00', 'rate'],
  [
    'per_pupil: 10, surcharges: { percent: 50%, of: pupils, over: 9 }',
    'pupils=10',
    '150.00',
    '150.00',
    'rate + surcharge',
  ],
  // Each is on what those before it come to, after a floor and before the discounts.
  ['flat: 100, surcharges: [{ percent: 10% }, { percent: 10% }]', 'pupils=1', '121.00', '0.00', 'flat + surcharge'],
  ['flat: 100, surcharges: [{ percent: 10% }, { amount: 10 }]', 'pupils=1', '120.00', '0.00', 'flat + surcharge'],
  ['flat: 50, floor: 100, surcharges: { percent: 10% }', 'pupils=1', '110.00', '0.00', 'floor + surcharge'],
  [
    'flat: 100, surcharges: { amount: 10 }, discounts: { percent: 10% }',
    'pupils=1',
    '99.00',
    '0.00',
    'flat + surcharge + discount',
  ],
]);

const COMBINED = 'packs: { of: meetings, sizes: { 3: 300, 6: 500 }, combine: yes }';
const COMBINED_WITH_SINGLES = 'packs: { of: meetings, sizes: { 3: 300, 6: 500 }, combine: yes, top_up: 120 }';

cases('packs taken together', [
  [COMBINED, 'pupils=1,meetings=0', '0.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=1', '300.00', '0.00', 'pack'],
  // One pack of six costs less than two of three.
  [COMBINED, 'pupils=1,meetings=4', '500.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=6', '500.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=7', '800.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=10', '1000.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=12', '1000.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1,meetings=13', '1300.00', '0.00', 'pack'],
  [COMBINED, 'pupils=1', 'unknown', '0.00', 'pack'],
  // Single ones are beside a pack, and not in its place.
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=1', '300.00', '0.00', 'pack'],
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=2', '300.00', '0.00', 'pack'],
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=3', '300.00', '0.00', 'pack'],
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=4', '420.00', '0.00', 'pack'],
  // Three and two single ones would be 540.
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=5', '500.00', '0.00', 'pack'],
  [COMBINED_WITH_SINGLES, 'pupils=1,meetings=7', '620.00', '0.00', 'pack'],
]);

cases('rounding', [
  ['per_pupil: 1.23, round: 0.05', 'pupils=3', '3.70', '3.69', 'rate + rounding'],
  ['per_pupil: 1.25, round: 0.50', 'pupils=3', '4.00', '3.75', 'rate + rounding'],
  ['per_pupil: 1.23, round: { to: 5, direction: up }', 'pupils=3', '5.00', '3.69', 'rate + rounding'],
  ['per_pupil: 1.25, round: 0.05', 'pupils=3', '3.75', '3.75', 'rate'],
  ['per_pupil: 1.23, round: { to: 1, direction: down }', 'pupils=3', '3.00', '3.00', 'rate + rounding'],
]);

const TENTH = 'per: { days: 100 }, discounts: { percent: 10%, of: days, from: 10, up_to: 20 }';
const TENTHS = 'per_pupil: 10, discounts: { percent: 10%, of: pupils, from: 10, up_to: 20 }';

cases('discounts', [
  [TENTH, 'pupils=1,days=9', '900.00', '0.00', 'rate'],
  [TENTH, 'pupils=1,days=10', '900.00', '0.00', 'rate + discount'],
  [TENTH, 'pupils=1,days=20', '1800.00', '0.00', 'rate + discount'],
  [TENTH, 'pupils=1,days=20.5', '2050.00', '0.00', 'rate'],
  [TENTHS, 'pupils=9', '90.00', '90.00', 'rate'],
  [TENTHS, 'pupils=20', '180.00', '180.00', 'rate + discount'],
  [TENTHS, 'pupils=21', '210.00', '210.00', 'rate'],
  [
    'per_pupil: 10, discounts: { percent: 10%, of: pupils, from: 10 }',
    'pupils=1000',
    '9000.00',
    '9000.00',
    'rate + discount',
  ],
  // An amount off leaves what moves, but for what is no longer there.
  ['flat: 50, per_pupil: 10, discounts: { amount: 30 }', 'pupils=2', '40.00', '20.00', 'flat + rate + discount'],
  ['flat: 10, per_pupil: 10, discounts: { amount: 25 }', 'pupils=2', '5.00', '5.00', 'flat + rate + discount'],
  ['flat: 20, discounts: { amount: 25 }', 'pupils=2', '0.00', '0.00', 'flat + discount'],
  ['flat: 20, discounts: [{ amount: 25 }, { percent: 10% }]', 'pupils=2', '0.00', '0.00', 'flat + discount'],
  // Each is off what the one before leaves.
  ['per_pupil: 10, discounts: [{ percent: 50% }, { amount: 10 }]', 'pupils=10', '40.00', '40.00', 'rate + discount'],
  ['per_pupil: 10, discounts: [{ amount: 10 }, { percent: 50% }]', 'pupils=10', '45.00', '45.00', 'rate + discount'],
  // By the unit.
  ['per: { days: 10 }, discounts: { percent: 50%, nth: 2, of: days }', 'pupils=1,days=1', '10.00', '0.00', 'rate'],
  [
    'per: { days: 10 }, discounts: { percent: 50%, nth: 2, of: days }',
    'pupils=1,days=3',
    '25.00',
    '0.00',
    'rate + discount',
  ],
  [
    'per: { days: 10 }, discounts: { percent: 50%, from_nth: 2, of: days }',
    'pupils=1,days=3',
    '20.00',
    '0.00',
    'rate + discount',
  ],
  [
    'per: { days: 10 }, discounts: { amount: 4, nth: 2, of: days }',
    'pupils=1,days=3',
    '26.00',
    '0.00',
    'rate + discount',
  ],
  [
    'per: { days: 10 }, discounts: { amount: 4, from_nth: 2, of: days }',
    'pupils=1,days=3',
    '22.00',
    '0.00',
    'rate + discount',
  ],
  [
    'per: { days: 10 }, discounts: { amount: 4, from_nth: 1, of: days }',
    'pupils=1,days=3',
    '18.00',
    '0.00',
    'rate + discount',
  ],
  [
    'per_pupil: 10, discounts: { percent: 50%, from_nth: 2, of: pupils }',
    'pupils=3',
    '20.00',
    '20.00',
    'rate + discount',
  ],
  ['per_pupil: 10, discounts: { percent: 50%, nth: 2, of: pupils }', 'pupils=3', '25.00', '25.00', 'rate + discount'],
  [
    'per_pupil: 10, per: { days: 10 }, discounts: { percent: 50%, from_nth: 2, of: days }',
    'pupils=3,days=3',
    '50.00',
    '30.00',
    'rate + discount',
  ],
  // For those who take all of a bundle, and for those of whom a condition holds.
  ['flat: 100, discounts: { amount: 5, bundle: [hr, it] }', 'pupils=1,takes=hr', '100.00', '0.00', 'flat'],
  ['flat: 100, discounts: { amount: 5, bundle: [hr, it] }', 'pupils=1,takes=it+hr', '95.00', '0.00', 'flat + discount'],
  ['flat: 100, discounts: { amount: 5, bundle: [hr, it] }', 'pupils=1,takes=it hr', '95.00', '0.00', 'flat + discount'],
  ['flat: 100, discounts: { amount: 5, bundle: hr }', 'pupils=1', '100.00', '0.00', 'flat'],
  ['per_pupil: 10, discounts: { percent: 50%, when: { early: yes } }', 'pupils=1', '10.00', '10.00', 'rate'],
  [
    'per_pupil: 10, discounts: { percent: 50%, when: { early: yes } }',
    'pupils=1,early=yes',
    '5.00',
    '5.00',
    'rate + discount',
  ],
  ['flat: 100, per_pupil: 10, discounts: { percent: 50% }', 'pupils=10', '100.00', '50.00', 'flat + rate + discount'],
  [
    'flat: 100, per_pupil: 10, discounts: { percent: 50%, from_nth: 2, of: pupils }',
    'pupils=3',
    '120.00',
    '20.00',
    'flat + rate + discount',
  ],
  [
    'flat: 100, per_pupil: 10, per: { days: 10 }, discounts: { percent: 50%, from_nth: 2, of: days }',
    'pupils=3,days=3',
    '150.00',
    '30.00',
    'flat + rate + discount',
  ],
  [
    'flat: 100, per_pupil: 10, discounts: { percent: 50%, nth: 2, of: pupils }',
    'pupils=3',
    '125.00',
    '30.00',
    'flat + rate + discount',
  ],
  // In a band with one amount the first unit costs it all, and later ones add nothing.
  [
    'bands: { of: days, mode: flat, each: [{ amount: 100 }] }, discounts: { percent: 50%, nth: 1, of: days }',
    'pupils=1,days=3',
    '50.00',
    '0.00',
    'band + discount',
  ],
  [
    'bands: { of: days, mode: flat, each: [{ amount: 100 }] }, discounts: { percent: 50%, nth: 2, of: days }',
    'pupils=1,days=3',
    '100.00',
    '0.00',
    'band',
  ],
  // Units reach the rate of all of them.
  [
    'bands: { of: days, mode: slab, each: [{ up_to: 2, price: 10 }, { over: 2, price: 8 }] }, discounts: { percent: 50%, nth: 2, of: days }',
    'pupils=1,days=3',
    '20.00',
    '0.00',
    'band + discount',
  ],
]);

cases('commissions', [
  [
    'per: { days: 420 }, commission: { percent: 15%, on: top }',
    'pupils=1,days=3',
    '1449.00',
    '0.00',
    'rate + commission',
  ],
  ['per_pupil: 10, commission: { percent: 15%, on: top }', 'pupils=10', '115.00', '115.00', 'rate + commission'],
  ['per_pupil: 10, commission: { percent: 15%, on: inside }', 'pupils=10', '100.00', '100.00', 'rate'],
  ['per_pupil: 10, commission: { fixed: 5, on: top }', 'pupils=10', '105.00', '100.00', 'rate + commission'],
  [
    'per_pupil: 10, commission: { fixed: 5, on: top, of: pupils }',
    'pupils=10',
    '150.00',
    '150.00',
    'rate + commission',
  ],
  [
    'per_pupil: 10, commission: { fixed: 5, on: top, of: days }',
    'pupils=10,days=2',
    '110.00',
    '100.00',
    'rate + commission',
  ],
]);

cases('joining, and prices for several years', [
  ['flat: 90, joining: { fee: 30 }', 'pupils=1', '90.00', '0.00', 'flat'],
  ['flat: 90, joining: { years: 3 }', 'pupils=1', '30.00', '0.00', 'flat + sign-up'],
  ['per_pupil: 9, joining: { years: 3 }', 'pupils=10', '30.00', '30.00', 'rate + sign-up'],
  ['flat: 90, joining: { years: 3 }', 'pupils=1,years=3', '90.00', '0.00', 'flat'],
  ['flat: 90, joining: { years: 3 }', 'pupils=1,years=6', '180.00', '0.00', 'flat + sign-up'],
  // What is asked for several years together has what is paid once in it.
  ['flat: 90, joining: { years: 1, fee: 5 }', 'pupils=1,years=2', '185.00', '0.00', 'flat + sign-up'],
  [
    'per: { days: 90 }, joining: { years: 3 }, commission: { percent: 10%, on: top }',
    'pupils=1,days=1',
    '33.00',
    '0.00',
    'rate + commission + sign-up',
  ],
]);

const CANCELLED = 'per_pupil: 10, cancellation: { notice: calendar_days, within: { 7: 100%, 14: 75%, 28: 40 } }';
const CAPPED = 'flat: 50, cancellation: { notice: working_days, within: { 5: 70 }, cap: 100% }';

cases('offers, part years and cancellations', [
  ['flat: 10, offered_if: { committed: 3 }', 'pupils=1', '10.00', '0.00', 'flat'],
  ['flat: 10, offered_if: { committed: 3 }', 'pupils=1,committed=2', 'unknown', '0.00', 'flat'],
  ['flat: 10, offered_if: { committed: 3 }', 'pupils=1,committed=3', '10.00', '0.00', 'flat'],
  ['per_pupil: 12, part_year: by_month', 'pupils=10', '120.00', '120.00', 'rate'],
  ['per_pupil: 12, part_year: by_month', 'pupils=10,months=5', '50.00', '50.00', 'rate + part year'],
  ['per_pupil: 12, part_year: by_month', 'pupils=10,months=12', '120.00', '120.00', 'rate'],
  ['per_pupil: 12, part_year: by_month', 'pupils=10,months=13', '120.00', '120.00', 'rate'],
  ['per_pupil: 12, part_year: full_year', 'pupils=10,months=5', '120.00', '120.00', 'rate'],
  [CANCELLED, 'pupils=10', '100.00', '100.00', 'rate'],
  [CANCELLED, 'pupils=10,notice_days=7', '100.00', '100.00', 'rate'],
  [CANCELLED, 'pupils=10,notice_days=8', '75.00', '75.00', 'rate + cancellation'],
  [CANCELLED, 'pupils=10,notice_days=14', '75.00', '75.00', 'rate + cancellation'],
  [CANCELLED, 'pupils=10,notice_days=28', '40.00', '0.00', 'rate + cancellation'],
  [CANCELLED, 'pupils=10,notice_days=29', '0.00', '0.00', 'rate + cancellation'],
  [CANCELLED, 'pupils=10,notice_working_days=29', '100.00', '100.00', 'rate'],
  // An amount is charged whatever the price is, also above it, unless a cap says less.
  [
    'flat: 50, cancellation: { notice: working_days, within: { 5: 70 } }',
    'pupils=1,notice_working_days=5',
    '70.00',
    '0.00',
    'flat + cancellation',
  ],
  [CAPPED, 'pupils=1,notice_working_days=5', '50.00', '0.00', 'flat'],
  [
    'flat: 90, cancellation: { notice: working_days, within: { 5: 70 }, cap: 100% }',
    'pupils=1,notice_working_days=5',
    '70.00',
    '0.00',
    'flat + cancellation',
  ],
  [
    'flat: 90, cancellation: { notice: working_days, within: { 5: 100% }, cap: 60 }',
    'pupils=1,notice_working_days=5',
    '60.00',
    '0.00',
    'flat + cancellation',
  ],
]);

describe('a price for schools within some numbers, at each bound', () => {
  test.each([
    ['{ below: 100 }', ['99', '99.5'], ['100', '101']],
    ['{ up_to: 100 }', ['99', '100'], ['100.5', '101']],
    ['{ from: 100 }', ['100', '101'], ['99', '99.5']],
    ['{ over: 100 }', ['100.5', '101'], ['99', '100']],
    ['{ over: 100, up_to: 200 }', ['101', '200'], ['100', '201']],
    ['{ from: 100, below: 200 }', ['100', '199'], ['99', '200']],
  ])('%s', (numbers, inside, outside) => {
    const { prices, problems } = pricesIn(`[{ when: { pupils: ${numbers} }, flat: 5 }, { flat: 9 }]`);
    expect(problems).toEqual([]);
    const fees = (all: readonly string[]): readonly string[] =>
      all.map((pupils) => pounds(quote(prices, customerOf(`pupils=${pupils}`))?.fee));
    const positions = (all: readonly string[]): unknown[] =>
      all.map((pupils) => quote(prices, customerOf(`pupils=${pupils}`))?.position);
    expect(fees(inside)).toEqual(inside.map(() => '5.00'));
    expect(positions(inside)).toEqual(inside.map(() => 0));
    expect(fees(outside)).toEqual(outside.map(() => '9.00'));
    expect(positions(outside)).toEqual(outside.map(() => 1));
  });

  test('of two drivers both must hold', () => {
    const { prices } = pricesIn('[{ when: { pupils: { over: 100 }, days: { below: 5 } }, flat: 5 }, { flat: 9 }]');
    const fee = (asked: string): string => pounds(quote(prices, customerOf(asked))?.fee);
    expect(['pupils=101,days=4', 'pupils=101,days=5', 'pupils=100,days=4', 'pupils=101'].map(fee)).toEqual([
      '5.00',
      '9.00',
      '9.00',
      'unknown',
    ]);
  });
});
