import { expect, test } from 'vitest';
import { type Figure, Unknown } from '../../src/figures/index.js';
import { type Quote, quote, settledBy } from '../../src/pricing/index.js';
import { customerOf, pounds, pricesIn } from './priced.js';

/* All that a quote says. */

/** Fee and what of it moves with the pupils; and whatever else there is. */
function allOf(found: Quote): string {
  const { fee, moving, parts, supplies, once, together, position } = found;
  const taxed = (net: Figure, tax: Figure | undefined): string =>
    tax === undefined ? pounds(net) : `${pounds(net)} and VAT ${pounds(tax)}`;
  return [
    `${pounds(fee)} (${pounds(moving())} moves) by ${settledBy(found)}`,
    ...(fee.value instanceof Unknown ? [fee.value.reasons.join()] : []),
    ...(position === 0 ? [] : [`price ${position}`]),
    ...(parts === undefined ? [] : [`provider ${pounds(parts.provider)}, broker ${pounds(parts.commission)}`]),
    ...(supplies ?? []).map(({ vat, net, tax }) => `${vat ?? 'own class'} ${taxed(net, tax)}`),
    ...(once === undefined ? [] : [`once ${taxed(once.net, once.tax)}`]),
    ...(together === undefined ? [] : [`all years ${pounds(together)}`]),
  ].join('; ');
}
const of = (text: string, asked: string): string => {
  const { prices, problems } = pricesIn(text.startsWith('[') ? text : `{ ${text} }`);
  expect(problems).toEqual([]);
  const found = quote(prices, customerOf(asked));
  return found === undefined ? 'none fits' : allOf(found);
};
/** Terms, what is known of the school, and all that it is quoted; a list is of prices of which the first that fits holds. */
const QUOTES: readonly (readonly [terms: string, asked: string, all: string])[] = [
  ['flat: 100, joining: 25', 'pupils=1', '100.00 (0.00 moves) by flat; once 25.00'],
  ['flat: 100, joining: 25', 'pupils=1,years=2', '225.00 (0.00 moves) by flat + sign-up'],
  ['flat: 100, joining: 25', 'pupils=1,years=1', '125.00 (0.00 moves) by flat + sign-up'],
  [
    'flat: 100, joining: 25',
    'pupils=1,years=1.5',
    'unknown (unknown moves) by flat; the years of Oak is a whole number from 1',
  ],
  [
    'flat: 100, joining: 25',
    'pupils=1,membership_year=0',
    'unknown (unknown moves) by flat; the membership year of Oak is a whole number from 1; once 25.00',
  ],
  [
    'flat: 1_000, joining: { years: 3 }',
    'pupils=1,membership_year=2',
    '333.34 (0.00 moves) by flat + sign-up; all years 1000.00',
  ],
  [
    'flat: 1_000, joining: { years: 3 }',
    'pupils=1,membership_year=4',
    '333.33 (0.00 moves) by flat + sign-up; all years 1000.00',
  ],
  [
    'flat: 1_000, joining: { years: 3 }',
    'pupils=1,membership_year=3',
    '333.33 (0.00 moves) by flat + sign-up; all years 1000.00',
  ],
  [
    'flat: 1_000, joining: { fee: 50, years: 3 }',
    'pupils=1',
    '333.33 (0.00 moves) by flat + sign-up; once 50.00; all years 1000.00',
  ],
  ['flat: 1_000, joining: { fee: 50, years: 3 }', 'pupils=1,years=5', '1716.67 (0.00 moves) by flat + sign-up'],
  [
    'per_pupil: 10, joining: { fee: 50, years: 2 }',
    'pupils=11',
    '55.00 (55.00 moves) by rate + sign-up; once 50.00; all years 110.00',
  ],
  [
    'per_pupil: 10, joining: { fee: 50, years: 2 }, part_year: by_month',
    'pupils=11,months=6',
    '27.50 (27.50 moves) by rate + part year + sign-up; once 50.00; all years 55.00',
  ],
  [
    'flat: 120, includes_vat: yes',
    'pupils=1',
    '100.00 (0.00 moves) by flat + VAT taken out; own class 100.00 and VAT 20.00',
  ],
  ['flat: 120, includes_vat: no', 'pupils=1', '120.00 (0.00 moves) by flat'],
  [
    'per_pupil: 12, includes_vat: yes, joining: { fee: 60, years: 2 }',
    'pupils=10',
    '50.00 (50.00 moves) by rate + sign-up + VAT taken out; own class 50.00 and VAT 10.00; once 50.00 and VAT 10.00; all years 100.00',
  ],
  [
    'per_pupil: 12, includes_vat: yes, joining: { fee: 60, years: 2 }',
    'pupils=10,years=2',
    '150.00 (100.00 moves) by rate + sign-up + VAT taken out; own class 150.00 and VAT 30.00',
  ],
  [
    'flat: 0, joining: 60, includes_vat: yes',
    'pupils=1',
    '0.00 (0.00 moves) by flat; own class 0.00 and VAT 0.00; once 50.00 and VAT 10.00',
  ],
  ['parts: { a: { flat: 100 }, b: { per_pupil: 2 } }', 'pupils=50', '200.00 (100.00 moves) by parts'],
  [
    'parts: { a: { flat: 100, vat: exempt }, b: { per_pupil: 2 } }',
    'pupils=50',
    '200.00 (100.00 moves) by parts; exempt 100.00; own class 100.00',
  ],
  [
    'parts: { a: { flat: 100, vat: exempt }, b: { per_pupil: 2, vat: standard } }',
    'pupils=50',
    '200.00 (100.00 moves) by parts; exempt 100.00; standard 100.00',
  ],
  [
    'parts: { a: { flat: 100, vat: outside_scope }, b: { per_pupil: 2, vat: standard }, c: { flat: 50 } }',
    'pupils=50',
    '250.00 (100.00 moves) by parts; outside_scope 100.00; standard 100.00; own class 50.00',
  ],
  [
    'parts: { a: { flat: 100, vat: exempt, when: { early: yes } }, b: { flat: 60 } }',
    'pupils=50',
    '60.00 (0.00 moves) by parts',
  ],
  [
    'parts: { a: { flat: 100, vat: exempt, when: { early: yes } }, b: { flat: 60 } }',
    'pupils=50,early=yes',
    '160.00 (0.00 moves) by parts; exempt 100.00; own class 60.00',
  ],
  ['parts: { a: { flat: 100, vat: exempt, when: { early: yes } } }', 'pupils=50', '0.00 (0.00 moves) by parts'],
  [
    'parts: { a: { flat: 100, vat: exempt }, b: { flat: 60 } }, cap: 100',
    'pupils=50',
    '100.00 (0.00 moves) by cap; exempt 62.50; own class 37.50',
  ],
  [
    'parts: { a: { flat: 100, vat: exempt }, b: { flat: 60 } }, discounts: { percent: 100% }',
    'pupils=50',
    '0.00 (0.00 moves) by parts + discount; exempt 0.00; own class 0.00',
  ],
  [
    'parts: { a: { flat: 0, vat: exempt }, b: { flat: 0 } }',
    'pupils=50',
    '0.00 (0.00 moves) by parts; exempt 0.00; own class 0.00',
  ],
  [
    'parts: { a: { per_pupil: 4, cap: 100, vat: exempt }, b: { per_pupil: 1, floor: 60 } }',
    'pupils=20',
    '140.00 (80.00 moves) by parts; exempt 80.00; own class 60.00',
  ],
  [
    'parts: { a: { per_pupil: 4, cap: 100, vat: exempt }, b: { per_pupil: 1, floor: 60 } }',
    'pupils=30',
    '160.00 (0.00 moves) by parts; exempt 100.00; own class 60.00',
  ],
  [
    'parts: { a: { per_pupil: 4, cap: 100, vat: exempt }, b: { per_pupil: 1, floor: 60 } }',
    'pupils=70',
    '170.00 (70.00 moves) by parts; exempt 100.00; own class 70.00',
  ],
  [
    'parts: { a: { flat: 120, vat: standard }, b: { flat: 60, vat: exempt } }, includes_vat: yes',
    'pupils=1',
    '160.00 (0.00 moves) by parts + VAT taken out; standard 100.00 and VAT 20.00; exempt 60.00',
  ],
  [
    'parts: { a: { flat: 120, vat: standard }, b: { flat: 60, vat: exempt }, c: { flat: 12 } }, includes_vat: yes, joining: 24',
    'pupils=1',
    '170.00 (0.00 moves) by parts + VAT taken out; standard 100.00 and VAT 20.00; exempt 60.00; own class 10.00 and VAT 2.00; once 20.00 and VAT 4.00',
  ],
  [
    'parts: { a: { flat: 120, vat: standard }, b: { flat: 60, vat: exempt }, c: { flat: 12 } }, includes_vat: yes, joining: 24',
    'pupils=1,years=2',
    '360.00 (0.00 moves) by parts + sign-up + VAT taken out; standard 200.00 and VAT 40.00; exempt 120.00; own class 40.00 and VAT 8.00',
  ],
  [
    'parts: { a: { flat: 120, vat: standard }, b: { flat: 60, vat: exempt } }, joining: 24',
    'pupils=1,years=1',
    '204.00 (0.00 moves) by parts + sign-up; standard 120.00; exempt 60.00; own class 24.00',
  ],
  [
    'parts: { a: { flat: 120, vat: standard }, b: { flat: 60, vat: exempt } }, flat: 20, discounts: { amount: 50 }',
    'pupils=1',
    '150.00 (0.00 moves) by flat + parts + discount; standard 90.00; exempt 45.00; own class 15.00',
  ],
  [
    'parts: { a: { flat: 100, per_pupil: 1, per: { days: 5 }, vat: exempt } }, per_pupil: 1',
    'pupils=10,days=2',
    '130.00 (20.00 moves) by rate + parts; exempt 120.00; own class 10.00',
  ],
  [
    'per: { days: 420 }, commission: { percent: 15%, on: top }',
    'pupils=1,days=3',
    '1449.00 (0.00 moves) by rate + commission; provider 1260.00, broker 189.00',
  ],
  [
    'per: { days: 420 }, commission: { percent: 15%, on: inside }',
    'pupils=1,days=3',
    '1260.00 (0.00 moves) by rate; provider 1071.00, broker 189.00',
  ],
  [
    'per: { days: 420 }, commission: { fixed: 500, of: days }',
    'pupils=1,days=3',
    '1260.00 (0.00 moves) by rate; provider 0.00, broker 1260.00',
  ],
  [
    'per: { days: 420 }, commission: { fixed: 50, of: days }',
    'pupils=1,days=3',
    '1260.00 (0.00 moves) by rate; provider 1110.00, broker 150.00',
  ],
  [
    'per: { days: 420 }, commission: { fixed: 50, of: days, on: top }',
    'pupils=1,days=3',
    '1410.00 (0.00 moves) by rate + commission; provider 1260.00, broker 150.00',
  ],
  [
    'per: { days: 420 }, commission: { fixed: 50 }',
    'pupils=1,days=3',
    '1260.00 (0.00 moves) by rate; provider 1210.00, broker 50.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, part_year: by_month',
    'pupils=10,months=6',
    '69.00 (69.00 moves) by rate + commission + part year; provider 60.00, broker 9.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, part_year: full_year',
    'pupils=10,months=6',
    '138.00 (138.00 moves) by rate + commission; provider 120.00, broker 18.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, joining: { fee: 5, years: 2 }',
    'pupils=10',
    '69.00 (69.00 moves) by rate + commission + sign-up; provider 60.00, broker 9.00; once 5.00; all years 138.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, joining: { fee: 5, years: 2 }',
    'pupils=10,years=3',
    '212.00 (207.00 moves) by rate + commission + sign-up; provider 180.00, broker 32.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, cancellation: { notice: calendar_days, within: { 7: 50% } }',
    'pupils=10',
    '138.00 (138.00 moves) by rate + commission; provider 120.00, broker 18.00',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, cancellation: { notice: calendar_days, within: { 7: 50% } }',
    'pupils=10,notice_days=7',
    '69.00 (69.00 moves) by rate + commission + cancellation; provider unknown, broker unknown',
  ],
  [
    'per_pupil: 12, commission: { percent: 15%, on: top }, cancellation: { notice: calendar_days, within: { 7: 50% } }',
    'pupils=10,notice_days=8',
    '0.00 (0.00 moves) by rate + commission + cancellation; provider 0.00, broker 0.00',
  ],
  [
    'per_pupil: 12, cancellation: { notice: calendar_days, within: { 7: 50%, 14: 10 }, cap: 50% }',
    'pupils=10,notice_days=7',
    '60.00 (60.00 moves) by rate + cancellation',
  ],
  [
    'per_pupil: 12, cancellation: { notice: calendar_days, within: { 7: 50%, 14: 90 }, cap: 50% }',
    'pupils=10,notice_days=14',
    '60.00 (0.00 moves) by rate + cancellation',
  ],
  [
    'per_pupil: 12, discounts: { percent: 10%, of: pupils, over: 10, up_to: 20 }',
    'pupils=10',
    '120.00 (120.00 moves) by rate',
  ],
  [
    'per_pupil: 12, discounts: { percent: 10%, of: pupils, over: 10, up_to: 20 }',
    'pupils=11',
    '118.80 (118.80 moves) by rate + discount',
  ],
  [
    'per_pupil: 12, discounts: { percent: 10%, of: pupils, over: 10, up_to: 20 }',
    'pupils=20',
    '216.00 (216.00 moves) by rate + discount',
  ],
  [
    'per_pupil: 12, discounts: { percent: 10%, of: pupils, over: 10, up_to: 20 }',
    'pupils=21',
    '252.00 (252.00 moves) by rate',
  ],
  [
    'per_pupil: 12, discounts: { amount: 30, of: pupils, up_to: 20 }',
    'pupils=20',
    '210.00 (210.00 moves) by rate + discount',
  ],
  ['per_pupil: 12, discounts: { amount: 30, of: pupils, up_to: 20 }', 'pupils=21', '252.00 (252.00 moves) by rate'],
  [
    'per: { days: 10 }, discounts: { percent: 10%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=2,visits=1',
    '18.00 (0.00 moves) by rate + discount',
  ],
  [
    'per: { days: 10 }, discounts: { percent: 10%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=1,visits=1',
    '10.00 (0.00 moves) by rate',
  ],
  [
    'per: { days: 10 }, discounts: { percent: 10%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=2,visits=0',
    '20.00 (0.00 moves) by rate',
  ],
  [
    'per: { days: 10 }, discounts: { percent: 10%, bundle: { days: 2, visits: 1 } }',
    'pupils=1,days=2',
    'unknown (unknown moves) by rate; nothing says how many visits Oak has',
  ],
  [
    'flat: 100, surcharges: { percent: 10%, of: days, over: 2 }',
    'pupils=1',
    'unknown (unknown moves) by flat; nothing says how many days Oak has',
  ],
  [
    'per: { days: 10 }, discounts: [{ percent: 50%, nth: 2, of: days }, { percent: 50%, from_nth: 3, of: days }]',
    'pupils=1,days=4',
    '25.00 (0.00 moves) by rate + discount',
  ],
  [
    'per: { days: 10, visits: 5 }, discounts: [{ percent: 50%, nth: 2, of: days }, { percent: 20%, from_nth: 2, of: visits }]',
    'pupils=1,days=3,visits=3',
    '38.00 (0.00 moves) by rate + discount',
  ],
  [
    'flat: 5, per: { days: 10, visits: 5 }, discounts: [{ amount: 4, nth: 1, of: days }, { percent: 20%, nth: 1, of: visits }]',
    'pupils=1,days=0,visits=1',
    '9.00 (0.00 moves) by flat + rate + discount',
  ],
  [
    'packs: { of: days, sizes: { 1: 10, 5: 40 }, combine: yes, top_up: { price: 9, each: 2 } }',
    'pupils=1,days=7.5',
    '46.00 (0.00 moves) by pack',
  ],
  [
    'bands: { of: days, mode: flat, each: [{ from: 0, amount: 50 }] }, discounts: { percent: 50%, nth: 1, of: days }',
    'pupils=11,days=0',
    '50.00 (0.00 moves) by band',
  ],
  [
    'blocks: { pupils: 1 }, bands: { mode: graduated, each: [{ up_to: 5, price: 3 }, { from: 5.5, price: 2 }] }',
    'pupils=7',
    '19.00 (19.00 moves) by band',
  ],
  [
    'blocks: { pupils: 2 }, bands: { mode: graduated, each: [{ up_to: 5, price: 3 }, { over: 5, price: 2 }] }',
    'pupils=7',
    '20.00 (20.00 moves) by band',
  ],
  ['flat: 10, group: { by: trust, charge: sum }', 'pupils=7,trust=Bay', '10.00 (0.00 moves) by flat'],
  [
    '[{ when: { phase: primary }, flat: 5 }, { flat: 9 }]',
    'pupils=1,phase=special',
    '9.00 (0.00 moves) by flat; price 1',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, flat: 5 }, { when: { phase: primary, pupils: { up_to: 5 } }, per_pupil: 3 }, { flat: 9 }, { flat: 1 }]',
    'pupils=11,phase=primary',
    '5.00 (0.00 moves) by flat',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, flat: 5 }, { when: { phase: primary, pupils: { up_to: 5 } }, per_pupil: 3 }, { flat: 9 }, { flat: 1 }]',
    'pupils=5,phase=primary',
    '15.00 (15.00 moves) by rate; price 1',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, flat: 5 }, { when: { phase: primary, pupils: { up_to: 5 } }, per_pupil: 3 }, { flat: 9 }, { flat: 1 }]',
    'pupils=5,phase=special',
    '9.00 (0.00 moves) by flat; price 2',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, flat: 5 }, { when: { pupils: { up_to: 5 } }, per_pupil: 3 }]',
    'pupils=7',
    'unknown (0.00 moves) by rate; no price fits Oak with the numbers that it has; price 1',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, parts: { a: { flat: 5, vat: exempt }, b: { flat: 4 } } }, { per_pupil: 3, includes_vat: yes }]',
    'pupils=11',
    '9.00 (0.00 moves) by parts; exempt 5.00; own class 4.00 and VAT 0.80',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, parts: { a: { flat: 5, vat: exempt }, b: { flat: 4 } } }, { per_pupil: 3, includes_vat: yes }]',
    'pupils=10',
    '25.00 (25.00 moves) by rate + VAT taken out; price 1; exempt 0.00; own class 25.00 and VAT 5.00',
  ],
  [
    '[{ when: { pupils: { over: 10 } }, parts: { a: { flat: 5, vat: exempt }, b: { flat: 4, vat: standard } } }, { per_pupil: 3 }]',
    'pupils=10',
    '30.00 (30.00 moves) by rate; price 1; exempt 0.00; standard 0.00; own class 30.00',
  ],
  [
    '[{ when: { days: { over: 2 } }, flat: 5 }, { flat: 9 }]',
    'pupils=11',
    'unknown (unknown moves) by flat; nothing says how many days Oak has; price 1',
  ],
  ['flat: 5, offered_if: { committed: 3 }', 'pupils=1,committed=3', '5.00 (0.00 moves) by flat'],
  ['flat: 100, joining: { years: 7 }', 'pupils=1,years=8', '114.29 (0.00 moves) by flat + sign-up'],
  [
    'packs: { of: days, sizes: { 3: 300, 6: 500 } }',
    'pupils=1,days=7',
    'unknown (0.00 moves) by pack; the largest pack is of 6 days, and no more are sold',
  ],
  [
    'per: { days: 9 }, floor: 5, surcharges: { percent: 5% }',
    'pupils=1',
    'unknown (unknown moves) by rate; nothing says how many days Oak has',
  ],
  [
    'parts: { a: { flat: 60 }, b: { flat: 100, vat: exempt } }, cap: 100',
    'pupils=1',
    '100.00 (0.00 moves) by cap; exempt 62.50; own class 37.50',
  ],
  [
    'parts: { a: { flat: 60 }, b: { flat: 100, vat: exempt }, c: { flat: 20, vat: outside_scope } }',
    'pupils=1',
    '180.00 (0.00 moves) by parts; exempt 100.00; outside_scope 20.00; own class 60.00',
  ],
  [
    'packs: { of: days, sizes: { 3: 300 }, combine: yes }',
    'pupils=1',
    'unknown (0.00 moves) by pack; nothing says how many days Oak has',
  ],
  [
    'per: { days: 9 }, discounts: { percent: 50%, from_nth: 2, of: days }',
    'pupils=1,days=1',
    '9.00 (0.00 moves) by rate',
  ],
];

test.each(QUOTES)('%s for %s: %s', (terms, asked, all) => {
  expect(of(terms, asked)).toBe(all);
});
