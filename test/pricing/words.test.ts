import { expect, test } from 'vitest';
import { termsTold } from '../../src/pricing/index.js';
import { customerOf, priceIn } from './priced.js';

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
];

test.each(TOLD)('%s for %s: %s', (terms, asked, told) => {
  const said = termsTold([priceIn(`{ ${terms} }`)], customerOf(asked));
  expect(said.map(({ says }) => says).join(' | ')).toBe(told);
});
