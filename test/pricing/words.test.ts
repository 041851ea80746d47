import { expect, test } from 'vitest';
import { constant, Exact, type Money, type Price, portion, times } from '../../src/figures/index.js';
import { type Pricing, quote, termsTold } from '../../src/pricing/index.js';
import { customerOf, pounds, priceIn } from './priced.js';

/* What the terms of a price say of one customer, at each of their bounds. */

const TOLD: readonly (readonly [terms: string, asked: string, told: string])[] = [
  ['flat: 9, joining: 25', 'pupils=1', '£9.00 | £25.00 once'],
  ['flat: 9, joining: 25', 'pupils=1,years=1', '£9.00 | £25.00 once; 1 year asked for'],
  [
    'flat: 9, joining: { fee: 25, years: 3 }',
    'pupils=1',
    '£9.00 | £25.00 once; the terms before are for 3 years together; year 1 of them',
  ],
  [
    'flat: 9, joining: { fee: 25, years: 3 }',
    'pupils=1,membership_year=2',
    '£9.00 | £25.00 once; the terms before are for 3 years together; year 2 of them',
  ],
  [
    'flat: 9, joining: { fee: 25, years: 3 }',
    'pupils=1,membership_year=6',
    '£9.00 | £25.00 once; the terms before are for 3 years together; year 3 of them',
  ],
  [
    'flat: 9, joining: { years: 3 }',
    'pupils=1,years=4',
    '£9.00 | the terms before are for 3 years together; 4 years asked for',
  ],
  ['flat: 9, round: 5', 'pupils=1', '£9.00 | to the nearest £5.00'],
  ['flat: 9, round: { to: 5, direction: up }', 'pupils=1', '£9.00 | up to the next £5.00'],
  ['flat: 9, round: { to: 0.05, direction: down }', 'pupils=1', '£9.00 | down to the next £0.05'],
  ['flat: 9, includes_vat: yes', 'pupils=1', '£9.00 | published with VAT, which is taken out'],
  ['flat: 9, includes_vat: no', 'pupils=1', '£9.00 | published before VAT'],
  [
    'parts: { a_b: { per_pupil: 2, cap: 5, vat: exempt }, c: { flat: 3, when: { early: yes } } }',
    'pupils=3',
    'a b (£2.00 × 3 pupils, at most £5.00; VAT: exempt)',
  ],
  [
    'parts: { a_b: { per_pupil: 2, cap: 5, vat: exempt }, c: { flat: 3, when: { early: yes } } }',
    'pupils=3,early=yes',
    'a b (£2.00 × 3 pupils, at most £5.00; VAT: exempt) + c (£3.00)',
  ],
  ['parts: { c: { flat: 3, when: { early: yes } } }', 'pupils=3', 'none holds'],
  [
    'flat: 9, surcharges: { percent: 50%, of: miles, over: 3, because: far away }',
    'pupils=1,miles=4',
    '£9.00 | 50% on top over 3 miles (far away)',
  ],
  [
    'flat: 9, surcharges: { percent: 50%, of: miles, over: 3, because: far away }',
    'pupils=1,miles=3',
    '£9.00 | none holds',
  ],
  ['flat: 9, surcharges: { percent: 50%, of: miles, over: 3 }', 'pupils=1', '£9.00 | 50% on top over 3 miles'],
  [
    'flat: 9, surcharges: { amount: 5, of: kitchens, over: 1 }',
    'pupils=1,kitchens=2',
    '£9.00 | £5.00 on top over 1 kitchen',
  ],
  ['flat: 9, surcharges: { amount: 5, of: boxes, up_to: 1 }', 'pupils=1,boxes=1', '£9.00 | £5.00 on top up to 1 box'],
  ['flat: 9, surcharges: { amount: 5, of: boxes, up_to: 2 }', 'pupils=1,boxes=2', '£9.00 | £5.00 on top up to 2 boxes'],
  [
    'flat: 9, surcharges: { amount: 5, of: boxes, over: 1, up_to: 2 }',
    'pupils=1,boxes=2',
    '£9.00 | £5.00 on top over 1 up to 2 boxes',
  ],
  ['flat: 9, surcharges: { amount: 5, of: boxes, over: 1, up_to: 2 }', 'pupils=1,boxes=2.5', '£9.00 | none holds'],
  [
    'flat: 9, surcharges: [{ amount: 5, when: { late: yes } }, { percent: 10% }]',
    'pupils=1,late=no',
    '£9.00 | 10% on top',
  ],
  [
    'per: { entries: 2, boxes: 3, places: 1, bus: 1, glass: 1, days: 1, keys: 1, analysis: 1, dishes: 2, classes: 2, buzzes: 1, watches: 1 }',
    'entries=1,boxes=1,places=1,bus=1,glass=1,days=1,keys=1,analysis=1,dishes=1,classes=1,buzzes=1,watches=1',
    '£2.00 × 1 entry + £3.00 × 1 box + £1.00 × 1 place + £1.00 × 1 bus + £1.00 × 1 glass + £1.00 × 1 day + £1.00 × 1 key + £1.00 × 1 analysis + £2.00 × 1 dish + £2.00 × 1 class + £1.00 × 1 buzz + £1.00 × 1 watch',
  ],
  [
    'per: { entries: 2, boxes: 3, toys: 1 }',
    'entries=2,boxes=0,toys=1.5',
    '£2.00 × 2 entries + £3.00 × 0 boxes + £1.00 × 1.5 toys',
  ],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }', 'pupils=1,days=3', '£9.00 | 5% off'],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }', 'pupils=1,days=5', '£9.00 | 5% off'],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }', 'pupils=1,days=5.5', '£9.00 | none holds'],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }', 'pupils=1,days=2', '£9.00 | none holds'],
  ['flat: 9, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }', 'pupils=1', '£9.00 | 5% off'],
  ['flat: 9, discounts: { amount: 5, of: days, over: 3 }', 'pupils=1,days=3', '£9.00 | none holds'],
  ['flat: 9, discounts: { amount: 5, of: days, over: 3 }', 'pupils=1,days=4', '£9.00 | £5.00 off'],
  ['flat: 9, discounts: { amount: 5, of: days, nth: 2 }', 'pupils=1,days=1', '£9.00 | none holds'],
  ['flat: 9, discounts: { amount: 5, of: days, nth: 2 }', 'pupils=1,days=1.5', '£9.00 | £5.00 off unit 2 of days'],
  ['flat: 9, discounts: { percent: 5%, bundle: { days: 2, visits: 1 } }', 'pupils=1,days=2,visits=1', '£9.00 | 5% off'],
  [
    'flat: 9, discounts: { percent: 5%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=2,visits=0',
    '£9.00 | none holds',
  ],
  [
    'flat: 9, discounts: { percent: 5%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=1,visits=1',
    '£9.00 | none holds',
  ],
  ['packs: { of: days, sizes: { 3: 300, 6: 500 }, top_up: 50 }', 'pupils=1,days=4', '4 days: £350.00'],
  ['packs: { of: days, sizes: { 3: 300, 6: 500 }, combine: yes }', 'pupils=1,days=9', '9 days: £800.00'],
  ['packs: { of: days, sizes: { 3: 300, 6: 500 } }', 'pupils=1,days=7', '7 days: unknown'],
  ['packs: { of: days, sizes: { 3: 300, 6: 500 } }', 'pupils=1', 'unknown days: unknown'],
  [
    'flat: 9, floor: { amount: 20, when: { early: yes }, after: discounts }',
    'pupils=1,early=yes',
    '£9.00 | at least £20.00, after discounts',
  ],
  [
    'blocks: { days: 2, visits: { size: 1, round: nearest, least: 3 } }, per: { days: 1, visits: 1 }',
    'pupils=1,days=3,visits=1',
    'days 3 → 4, visits 1 → 3 | £1.00 × 4 days + £1.00 × 3 visits',
  ],
  [
    'per: { boxes_days: 2, entries_days: 1, bus_days: 1 }',
    'boxes_days=1,entries_days=1,bus_days=1',
    '£2.00 × 1 boxes day + £1.00 × 1 entries day + £1.00 × 1 bus day',
  ],
];

test.each(TOLD)('%s for %s: %s', (terms, asked, told) => {
  const said = termsTold([priceIn(`{ ${terms} }`)], customerOf(asked));
  expect(said.map(({ says }) => says).join(' | ')).toBe(told);
});

/* What is told, and what is charged, by prices as they stand in a later year: amounts grow, and shares of them do not. */
const doubled: Pricing['now'] = (_key, price) =>
  (price.kind === 'money' ? portion(price as Money, TWO) : times(price as Price, TWO)) as typeof price;
const TWO = constant('rate', Exact.of(2), 'twice');

const LATER: readonly (readonly [terms: string, asked: string, told: string, fee: string])[] = [
  [
    'flat: 10, per_pupil: 1, floor: 5, cap: 90',
    'pupils=3',
    '£20.00 | £2.00 × 3 pupils | at least £10.00 | at most £180.00',
    '26.00',
  ],
  ['per: { days: 2, lump_sum: 1% }', 'days=3,lump_sum=£100', '£4.00 × 3 days + 1% of lump sum £100.00', '13.00'],
  [
    'flat: 10, discounts: [{ percent: 10% }, { amount: 1, because: early }]',
    'pupils=3',
    '£20.00 | 10% off, then £2.00 off (early)',
    '16.00',
  ],
  [
    'per: { days: 2 }, discounts: { amount: 1, nth: 2, of: days }',
    'days=3',
    '£4.00 × 3 days | £2.00 off unit 2 of days',
    '10.00',
  ],
  [
    'flat: 10, surcharges: [{ percent: 10% }, { amount: 1 }]',
    'pupils=3',
    '£20.00 | 10% on top, then £2.00 on top',
    '24.00',
  ],
  [
    'flat: 10, joining: { fee: 3, years: 2 }',
    'years=2',
    '£20.00 | £6.00 once; the terms before are for 2 years together; 2 years asked for',
    '26.00',
  ],
  ['flat: 10, commission: { fixed: 3, on: top }', 'pupils=3', "£20.00 | £6.00 on top of the provider's fee", '26.00'],
  [
    'flat: 10, cancellation: { notice: calendar_days, within: { 5: 30 }, cap: 12 }',
    'notice_days=5',
    "£20.00 | cancelled with 5 days' notice",
    '24.00',
  ],
  ['packs: { of: days, sizes: { 3: 10 }, top_up: 2 }', 'days=4', '4 days: £24.00', '24.00'],
  [
    'packs: { of: days, sizes: { 3: 10, 6: 14 } }',
    'days=4',
    '4 days: £28.00; 2 left over, lost at the end of the year',
    '28.00',
  ],
  ['packs: { of: days, sizes: { 3: 10 }, top_up: 2, combine: yes }', 'days=4', '4 days: £24.00', '24.00'],
  ['bands: { of: days, mode: flat, each: [{ amount: 5 }] }', 'days=4', 'flat bands, 4 days: £10.00', '10.00'],
  ['bands: { of: days, mode: slab, each: [{ price: 5 }] }', 'days=4', 'slab bands, 4 days: £40.00', '40.00'],
  ['bands: { of: days, mode: graduated, each: [{ price: 5 }] }', 'days=4', 'graduated bands, 4 days: £40.00', '40.00'],
  ['parts: { a: { flat: 5, cap: 4 } }', 'pupils=4', 'a (£10.00, at most £8.00)', '8.00'],
];

test.each(LATER)('in a later year %s for %s: %s, %s', (terms, asked, told, fee) => {
  const price = priceIn(`{ ${terms} }`);
  const said = termsTold([price], customerOf(asked), doubled).map(({ says }) => says);
  expect([said.join(' | '), pounds(quote([price], customerOf(asked), doubled)?.fee)]).toEqual([told, fee]);
});
