import { expect, test } from 'vitest';
import { type Figure, Unknown, workings } from '../../src/figures/index.js';
import { quotesOf } from '../../src/pricing/index.js';
import { customerOf, pricesIn } from './priced.js';

/* What a fee is made of, as `explain` shows it: each operation with its name and what it comes to. */

const shown = ({ kind, value }: Figure): string => {
  if (value instanceof Unknown) return 'unknown';
  return kind === 'money' ? (Number(value) / 100).toFixed(2) : String(value);
};
const steps = (figure: Figure): string[] =>
  workings([figure]).flatMap((each) =>
    each.args.length === 0
      ? []
      : [`${each.label ?? '-'}: ${each.op} of ${each.args.map(shown).join(', ')} = ${shown(each)}`],
  );

/** The fee of one, or of the first of several who ask together, with what the provider gets of it. */
function madeOf(terms: string, asked: string): string[] {
  const { prices } = pricesIn(`{ ${terms} }`);
  const [first] = quotesOf(prices, asked.split(' & ').map(customerOf));
  if (first === undefined) throw new Error('no price fits');
  return [...steps(first.fee), ...(first.parts === undefined ? [] : ['provider', ...steps(first.parts.provider)])];
}

const CASES: readonly (readonly [terms: string, asked: string, workings: string])[] = [
  [
    'flat: 100',
    'pupils=1',
    `
      fee of Oak: sum of 100.00 = 100.00
    `,
  ],
  [
    'flat: 100, per_pupil: 2, floor: 90, cap: 150',
    'pupils=30',
    `
      rate × pupils of Oak: charge of 2, 30 = 60.00
      -: sum of 100.00, 60.00 = 160.00
      -: larger of 160.00, 90.00 = 160.00
      fee of Oak: smaller of 160.00, 150.00 = 150.00
    `,
  ],
  [
    'flat: 100, discounts: [{ percent: 10%, because: early }, { amount: 5, of: days, from: 2, up_to: 4 }, { amount: 1, when: { late: yes } }]',
    'pupils=1,days=3',
    `
      discount: early: portion of 100.00, 0.1 = 10.00
      -: sum of 100.00, 10.00 = 90.00
      -: band of 3, 2, 0.00, 4, 5.00, 0.00 = 5.00
      -: sum of 90.00, 5.00 = 85.00
      fee of Oak: larger of 85.00, 0.00 = 85.00
    `,
  ],
  [
    'per: { days: 10 }, discounts: [{ percent: 50%, nth: 2, of: days }, { amount: 3, from_nth: 3, of: days }]',
    'pupils=1,days=4',
    `
      rate × days of Oak: charge of 10, 4 = 40.00
      rates of Oak: sum of 40.00 = 40.00
      -: smaller of 4, 2 = 2
      rate × days of Oak: charge of 10, 2 = 20.00
      rates of Oak: sum of 20.00 = 20.00
      -: smaller of 4, 1 = 1
      rate × days of Oak: charge of 10, 1 = 10.00
      rates of Oak: sum of 10.00 = 10.00
      unit 2: sum of 20.00, 10.00 = 10.00
      -: larger of 10.00, 0.00 = 10.00
      discount: portion of 10.00, 0.5 = 5.00
      -: sum of 40.00, 5.00 = 35.00
      -: larger of 35.00, 0.00 = 35.00
      -: smaller of 4, 2 = 2
      units at the discount: sum of 4, 2 = 2
      discount: portion of 3.00, 2 = 6.00
      -: sum of 35.00, 6.00 = 29.00
      fee of Oak: larger of 29.00, 0.00 = 29.00
    `,
  ],
  [
    'flat: 100, surcharges: [{ percent: 10%, because: late }, { amount: 5, of: days, over: 2, up_to: 4 }]',
    'pupils=1,days=3',
    `
      surcharge: late: portion of 100.00, 0.1 = 10.00
      -: sum of 100.00, 10.00 = 110.00
      surcharge: band of 3, 2, 0.00, 4, 5.00, 0.00 = 5.00
      fee of Oak: sum of 110.00, 5.00 = 115.00
    `,
  ],
  [
    'bands: { mode: graduated, each: [{ over: 2, up_to: 5, price: 3 }, { over: 5, price: 2 }] }',
    'pupils=7',
    `
      -: smaller of 7, 5 = 5
      units in the band: sum of 5, 2 = 3
      -: larger of 3, 0 = 3
      units up to 5: charge of 3, 3 = 9.00
      units in the band: sum of 7, 5 = 2
      -: larger of 2, 0 = 2
      units over 5: charge of 2, 2 = 4.00
      each unit at the rate of its band: sum of 9.00, 4.00 = 13.00
      fee of Oak: sum of 13.00 = 13.00
    `,
  ],
  [
    'blocks: { pupils: 2 }, bands: { mode: graduated, each: [{ up_to: 5, price: 3 }, { from: 6, up_to: 9, price: 2 }] }',
    'pupils=7',
    `
      -: started of 7, 2 = 4
      pupils in blocks of 2: product of 2, 4 = 8
      -: larger of 8, 0 = 8
      pupils that are charged: band of 7, 0, 0, 8 = 8
      whole blocks up to 5: multiple of 5, 2 = 4
      -: smaller of 8, 4 = 4
      units in the band: sum of 4, 0 = 4
      -: larger of 4, 0 = 4
      units up to 4: charge of 3, 4 = 12.00
      whole blocks up to 9: multiple of 9, 2 = 8
      -: smaller of 8, 8 = 8
      -: started of 6, 2 = 3
      -: sum of 3, 1 = 2
      whole blocks below 6: product of 2, 2 = 4
      -: larger of 4, 0 = 4
      units in the band: sum of 8, 4 = 4
      -: larger of 4, 0 = 4
      units up to 8: charge of 2, 4 = 8.00
      each unit at the rate of its band: sum of 12.00, 8.00 = 20.00
      fee of Oak: band of 8, 9, 20.00, unknown = 20.00
    `,
  ],
  [
    'bands: { mode: slab, each: [{ below: 5, price: 3, amount: 1 }, { from: 5, price: 2 }] }',
    'pupils=7',
    `
      band of pupils: band of 7, 5, 1.00, 0.00 = 0.00
      rate of the band of pupils: band of 7, 5, 3, 2 = 2
      rate of the band × pupils: charge of 2, 7 = 14.00
      fee of Oak: sum of 0.00, 14.00 = 14.00
    `,
  ],
  [
    'packs: { of: days, sizes: { 3: 30, 6: 50 }, top_up: { price: 5, each: 2 } }',
    'pupils=1,days=5',
    `
      days beyond the pack: sum of 5, 3 = 2
      -: larger of 2, 0 = 2
      top-ups of 2 days: started of 2, 2 = 1
      what is beyond the pack: charge of 5, 1 = 5.00
      a pack of 3, and what is beyond it: sum of 30.00, 5.00 = 35.00
      days beyond the pack: sum of 5, 6 = -1
      -: larger of -1, 0 = 0
      top-ups of 2 days: started of 0, 2 = 0
      what is beyond the pack: charge of 5, 0 = 0.00
      a pack of 6, and what is beyond it: sum of 50.00, 0.00 = 50.00
      -: smaller of 35.00, 50.00 = 35.00
      the cheapest pack for Oak: band of 5, 0, 0.00, 35.00 = 35.00
      fee of Oak: sum of 35.00 = 35.00
    `,
  ],
  [
    'packs: { of: days, sizes: { 3: 30, 6: 50 }, combine: yes, top_up: 12 }',
    'pupils=1,days=10',
    `
      -: portion of 30.00, 1 = 30.00
      -: portion of 50.00, 1 = 50.00
      -: charge of 12, 1 = 12.00
      the cheapest packs together for Oak: sum of 30.00, 50.00, 12.00 = 92.00
      fee of Oak: sum of 92.00 = 92.00
    `,
  ],
  [
    'packs: { of: days, sizes: { 3: 30, 6: 50 } }',
    'pupils=1,days=5',
    `
      -: smaller of 30.00, 50.00 = 30.00
      -: smaller of 50.00 = 50.00
      the cheapest pack that is large enough for Oak: band of 5, 0, 0.00, 3, 30.00, 6, 50.00, unknown = 50.00
      fee of Oak: sum of 50.00 = 50.00
    `,
  ],
  [
    'free: { days: 2 }, per: { days: { price: 5, each: 3 }, lump_sum: 1% }',
    'pupils=1,days=5,lump_sum=£100',
    `
      days beyond those that are free: sum of 5, 2 = 3
      days that are charged: larger of 3, 0 = 3
      days, in so many each: quotient of 3, 3 = 1
      rate × days of Oak: charge of 5, 1 = 5.00
      share of the lump sum of Oak: portion of 100.00, 0.01 = 1.00
      rates of Oak: sum of 5.00, 1.00 = 6.00
      fee of Oak: sum of 6.00 = 6.00
    `,
  ],
  [
    'per_pupil: 12, joining: { fee: 5, years: 2 }',
    'pupils=1,years=5',
    `
      rate × pupils of Oak: charge of 12, 1 = 12.00
      -: portion of 12.00, 2 = 24.00
      its part of 2 years: part of 12.00 = 6.00
      5 years together: sum of 24.00, 6.00, 5.00 = 35.00
      fee of Oak: sum of 35.00 = 35.00
    `,
  ],
  [
    'per_pupil: 12, part_year: by_month, offered_if: { committed: 3 }, cancellation: { notice: calendar_days, within: { 7: 50% }, cap: 9 }',
    'pupils=1,months=6,committed=4,notice_days=5',
    `
      rate × pupils of Oak: charge of 12, 1 = 12.00
      offered once enough schools have committed: band of 4, 3, unknown, 12.00 = 12.00
      -: smaller of 6, 12 = 6
      months of twelve: quotient of 6, 12 = 0.5
      part year: portion of 12.00, 0.5 = 6.00
      share of the price: portion of 6.00, 0.5 = 3.00
      -: smaller of 3.00, 9.00 = 3.00
      owed on cancellation, by the notice given: band of 5, 7, 3.00, 0.00 = 3.00
      fee of Oak: sum of 3.00 = 3.00
    `,
  ],
  [
    'per_pupil: 12, commission: { fixed: 3, of: pupils }, round: 5',
    'pupils=3',
    `
      rate × pupils of Oak: charge of 12, 3 = 36.00
      -: product of 36.00, 1 = 36
      -: multiple of 36, 5 = 35
      rounded to £5.00: rounded of 35 = 35.00
      fee of Oak: sum of 35.00 = 35.00
      provider
      rate × pupils of Oak: charge of 12, 3 = 36.00
      -: product of 36.00, 1 = 36
      -: multiple of 36, 5 = 35
      rounded to £5.00: rounded of 35 = 35.00
      commission a unit × units: charge of 3, 3 = 9.00
      commission, no more than the price: smaller of 9.00, 35.00 = 9.00
      the provider's part: sum of 35.00, 9.00 = 26.00
    `,
  ],
  [
    'parts: { a: { flat: 10, vat: exempt }, b: { flat: 20, cap: 15 } }, includes_vat: yes',
    'pupils=3',
    `
      a: sum of 10.00 = 10.00
      b: sum of 20.00 = 20.00
      -: smaller of 20.00, 15.00 = 15.00
      parts of the price of Oak: sum of 10.00, 15.00 = 25.00
      a: sum of 10.00 = 10.00
      b: sum of 20.00 = 20.00
      -: smaller of 20.00, 15.00 = 15.00
      -: sum of 10.00, 15.00 = 25.00
      -: larger of 25.00, 0.01 = 25.00
      share of the amount: quotient of 10.00, 25.00 = 0.4
      part of one class of VAT, the parts so far: portion of 25.00, 0.4 = 10.00
      share of the amount: quotient of 10.00, 25.00 = 0.4
      part of one class of VAT, the parts so far: portion of 25.00, 0.4 = 10.00
      part of one class of VAT: sum of 25.00, 10.00 = 15.00
      the price before VAT: portion of 15.00, 0.833333333333 = 12.50
      before VAT: sum of 10.00, 12.50 = 22.50
      fee of Oak: sum of 22.50 = 22.50
    `,
  ],
  [
    'flat: 100, group: { by: trust, charge: sum }',
    'pupils=1,trust=Bay & pupils=3,trust=Bay',
    `
      price of trust Bay: sum of 100.00 = 100.00
      -: sum of 1, 3 = 4
      pupils of trust Bay on the roll: sum of 4 = 4
      price of trust Bay for each pupil: quotient of 100.00, 4 = 25
      -: product of 25, 1 = 25
      -: product of 25, 3 = 75
      price of trust Bay: apportionment of 100.00, 25, 1, 75, 1 = 100.00
      fee of Oak: apportioned of 100.00, 25 = 25.00
    `,
  ],
  [
    'flat: 100, group: { by: trust, charge: sum }',
    'pupils=0,trust=Bay & pupils=3,trust=Bay',
    `
      price of trust Bay: sum of 100.00 = 100.00
      -: sum of 0, 3 = 3
      pupils of trust Bay on the roll: sum of 3 = 3
      price of trust Bay for each pupil: quotient of 100.00, 3 = 33.333333333333
      -: band of 3, 0, 0, 33.333333333333 = 33.333333333333
      -: product of 33.333333333333, 0 = 0
      -: sum of 1, 1 = 2
      schools of trust Bay: sum of 2 = 2
      price of trust Bay for each school: quotient of 100.00, 2 = 50
      -: band of 2, 0, 0, 50 = 50
      -: band of 3, 0, 50, 0 = 0
      -: sum of 0, 0 = 0
      -: product of 33.333333333333, 3 = 100
      -: sum of 100, 0 = 100
      price of trust Bay: apportionment of 100.00, 0, 1, 100, 1 = 100.00
      fee of Oak: apportioned of 100.00, 0 = 0.00
    `,
  ],
  [
    'per_pupil: 10, commission: { percent: 20%, on: top }, group: { by: head, charge: larger }',
    'pupils=1,head=one & pupils=3,head=one',
    `
      rate × pupils of Oak: charge of 10, 1 = 10.00
      commission: portion of 10.00, 0.2 = 2.00
      what the buyer pays: sum of 10.00, 2.00 = 12.00
      rate × pupils of Oak: charge of 10, 3 = 30.00
      commission: portion of 30.00, 0.2 = 6.00
      what the buyer pays: sum of 30.00, 6.00 = 36.00
      price of head one: larger of 12.00, 36.00 = 36.00
      -: sum of 1, 3 = 4
      pupils of head one on the roll: sum of 4 = 4
      price of head one for each pupil: quotient of 36.00, 4 = 9
      -: product of 9, 1 = 9
      -: product of 9, 3 = 27
      price of head one: apportionment of 36.00, 9, 1, 27, 1 = 36.00
      fee of Oak: apportioned of 36.00, 9 = 9.00
      provider
      rate × pupils of Oak: charge of 10, 1 = 10.00
      rate × pupils of Oak: charge of 10, 3 = 30.00
      to the provider: larger of 10.00, 30.00 = 30.00
      commission: portion of 10.00, 0.2 = 2.00
      what the buyer pays: sum of 10.00, 2.00 = 12.00
      commission: portion of 30.00, 0.2 = 6.00
      what the buyer pays: sum of 30.00, 6.00 = 36.00
      price of head one: larger of 12.00, 36.00 = 36.00
      -: sum of 1, 3 = 4
      pupils of head one on the roll: sum of 4 = 4
      price of head one for each pupil: quotient of 36.00, 4 = 9
      -: product of 9, 1 = 9
      -: product of 9, 3 = 27
      price of head one: apportionment of 36.00, 9, 1, 27, 1 = 36.00
      fee of Oak: apportioned of 36.00, 9 = 9.00
      -: larger of 36.00, 0.01 = 36.00
      its part of the price: quotient of 9.00, 36.00 = 0.25
      -: product of 30.00, 0.25 = 7.5
      fee of Oak: apportioned of 36.00, 27 = 27.00
      its part of the price: quotient of 27.00, 36.00 = 0.75
      -: product of 30.00, 0.75 = 22.5
      price of head one: apportionment of 30.00, 7.5, 1, 22.5, 1 = 30.00
      to the provider from Oak: apportioned of 30.00, 7.5 = 7.50
    `,
  ],
  [
    'per: { days: 10, lump_sum: 1% }, group: { by: trust, charge: sum }',
    'pupils=1,days=2,lump_sum=£10,trust=Bay & pupils=3,days=1,lump_sum=£20,trust=Bay',
    `
      -: sum of 2, 1 = 3
      rate × days of trust Bay: charge of 10, 3 = 30.00
      -: sum of 10.00, 20.00 = 30.00
      share of the lump sum of trust Bay: portion of 30.00, 0.01 = 0.30
      rates of trust Bay: sum of 30.00, 0.30 = 30.30
      price of trust Bay: sum of 30.30 = 30.30
      -: sum of 1, 3 = 4
      pupils of trust Bay on the roll: sum of 4 = 4
      price of trust Bay for each pupil: quotient of 30.30, 4 = 7.575
      -: product of 7.575, 1 = 7.575
      -: product of 7.575, 3 = 22.725
      price of trust Bay: apportionment of 30.30, 7.575, 1, 22.725, 1 = 30.30
      fee of Oak: apportioned of 30.30, 7.575 = 7.57
    `,
  ],
  [
    'per: { days: 100, visits: 30 }, cap: 250, discounts: [{ percent: 50%, nth: 2, of: days }, { percent: 50%, nth: 2, of: visits }]',
    'pupils=1,days=3,visits=3',
    `
      rate × days of Oak: charge of 100, 3 = 300.00
      rate × visits of Oak: charge of 30, 3 = 90.00
      rates of Oak: sum of 300.00, 90.00 = 390.00
      -: smaller of 390.00, 250.00 = 250.00
      -: smaller of 3, 2 = 2
      rate × days of Oak: charge of 100, 2 = 200.00
      rate × visits of Oak: charge of 30, 3 = 90.00
      rates of Oak: sum of 200.00, 90.00 = 290.00
      -: smaller of 290.00, 250.00 = 250.00
      -: smaller of 3, 1 = 1
      rate × days of Oak: charge of 100, 1 = 100.00
      rate × visits of Oak: charge of 30, 3 = 90.00
      rates of Oak: sum of 100.00, 90.00 = 190.00
      -: smaller of 190.00, 250.00 = 190.00
      unit 2: sum of 250.00, 190.00 = 60.00
      -: larger of 60.00, 0.00 = 60.00
      discount: portion of 60.00, 0.5 = 30.00
      -: sum of 250.00, 30.00 = 220.00
      -: larger of 220.00, 0.00 = 220.00
      rate × days of Oak: charge of 100, 3 = 300.00
      -: smaller of 3, 2 = 2
      rate × visits of Oak: charge of 30, 2 = 60.00
      rates of Oak: sum of 300.00, 60.00 = 360.00
      -: smaller of 360.00, 250.00 = 250.00
      -: smaller of 3, 2 = 2
      rate × days of Oak: charge of 100, 2 = 200.00
      rate × visits of Oak: charge of 30, 2 = 60.00
      rates of Oak: sum of 200.00, 60.00 = 260.00
      -: smaller of 260.00, 250.00 = 250.00
      -: smaller of 3, 1 = 1
      rate × days of Oak: charge of 100, 1 = 100.00
      rate × visits of Oak: charge of 30, 2 = 60.00
      rates of Oak: sum of 100.00, 60.00 = 160.00
      -: smaller of 160.00, 250.00 = 160.00
      unit 2: sum of 250.00, 160.00 = 90.00
      -: larger of 90.00, 0.00 = 90.00
      discount: portion of 90.00, 0.5 = 45.00
      -: sum of 250.00, 45.00 = 205.00
      -: larger of 205.00, 0.00 = 205.00
      rate × days of Oak: charge of 100, 3 = 300.00
      -: smaller of 3, 1 = 1
      rate × visits of Oak: charge of 30, 1 = 30.00
      rates of Oak: sum of 300.00, 30.00 = 330.00
      -: smaller of 330.00, 250.00 = 250.00
      -: smaller of 3, 2 = 2
      rate × days of Oak: charge of 100, 2 = 200.00
      rate × visits of Oak: charge of 30, 1 = 30.00
      rates of Oak: sum of 200.00, 30.00 = 230.00
      -: smaller of 230.00, 250.00 = 230.00
      -: smaller of 3, 1 = 1
      rate × days of Oak: charge of 100, 1 = 100.00
      rate × visits of Oak: charge of 30, 1 = 30.00
      rates of Oak: sum of 100.00, 30.00 = 130.00
      -: smaller of 130.00, 250.00 = 130.00
      unit 2: sum of 230.00, 130.00 = 100.00
      -: larger of 100.00, 0.00 = 100.00
      discount: portion of 100.00, 0.5 = 50.00
      -: sum of 250.00, 50.00 = 200.00
      -: larger of 200.00, 0.00 = 200.00
      unit 2: sum of 205.00, 200.00 = 5.00
      -: larger of 5.00, 0.00 = 5.00
      discount: portion of 5.00, 0.5 = 2.50
      -: sum of 220.00, 2.50 = 217.50
      fee of Oak: larger of 217.50, 0.00 = 217.50
    `,
  ],
];

test.each(CASES)('%s for %s', (terms, asked, expected) => {
  expect(madeOf(terms, asked)).toEqual(expected.trim().split(/\n */));
});
