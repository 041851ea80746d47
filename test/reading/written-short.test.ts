import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { checked, HEADING, model, rolled } from '../support/refused.js';

/* What is often written in the place of a number or of a block: the remedy says what to write, and followed it works. */

const tier = (terms: string): string => `tiers:\n  membership: { ${terms}, joins: 100% }\n`;
const PRICE = 'price: { per_pupil: 10 }';
const priced = (term: string): string => tier(`price: { per_pupil: 10, ${term} }`);

test.each([
  [
    'a flat part below zero',
    priced('flat: -200'),
    'take it off as a discount: discounts: { amount: 200, because: … }',
    priced('discounts: { amount: 200, because: x }'),
  ],
  [
    'a discount below zero',
    priced('discounts: { percent: -10% }'),
    'write 10%: a discount is taken off',
    priced('discounts: { percent: 10% }'),
  ],
  [
    'a surcharge below zero',
    priced('surcharges: { percent: -10% }'),
    'take it off as a discount: discounts: { percent: 10%, because: … }',
    priced('discounts: { percent: 10%, because: x }'),
  ],
  [
    'a percentage alone',
    priced('discounts: 10%'),
    'write { percent: 10%, because: … }',
    priced('discounts: { percent: 10%, because: x }'),
  ],
  [
    'an amount alone',
    priced('surcharges: 20'),
    'write { amount: 20, because: … }',
    priced('surcharges: { amount: 20, because: x }'),
  ],
  [
    'a price that is one number',
    tier('price: 500'),
    'write { flat: 500 }, or { per_pupil: 500 } for each pupil',
    tier('price: { flat: 500 }'),
  ],
  [
    'a rate of VAT',
    tier(`${PRICE}, vat: { rate: 20% }`),
    'write one of standard, exempt, outside_scope',
    tier(`${PRICE}, vat: standard`),
  ],
  [
    'a list of classes of VAT',
    tier(`${PRICE}, vat: [standard, exempt]`),
    'write one of standard, exempt, outside_scope',
    tier(`${PRICE}, vat: exempt`),
  ],
  [
    'two numbers',
    tier('price: { flat: 5-10 }'),
    'write the one that you plan on, 5 or 10; for both, name an assumption',
    tier('price: { flat: 10 }'),
  ],
  [
    'two numbers in words',
    tier('price: { flat: from £5 to £10 }'),
    'write the one that you plan on, 5 or 10',
    tier('price: { flat: 5 }'),
  ],
  [
    'two percentages',
    tier(`${PRICE}`).replace('100%', '50%–60%'),
    'give it the range: { low: 50%, high: 60% }',
    `${tier(PRICE).replace('100%', '=share')}assumptions: { share: { value: 50%, range: { low: 50%, high: 60% } } }\n`,
  ],
  [
    'pupils in the place of pounds',
    tier('price: { flat: =pupils }'),
    'say how many pounds each of them is, as in =1 * pupils',
    tier('price: { flat: =1 * pupils }'),
  ],
  [
    'pounds and pupils',
    tier('price: { flat: =500 + pupils }'),
    'as in =500 + 1 * pupils',
    tier('price: { flat: =500 + 1 * pupils }'),
  ],
  [
    'the larger of pounds and pupils',
    tier('price: { flat: "=max(500, pupils)" }'),
    'as in "=max(500, 1 * pupils)"',
    tier('price: { flat: "=max(500, 1 * pupils)" }'),
  ],
  [
    'a number that is not exact',
    tier('price: { flat: ~10 }'),
    'write 10, and "basis: estimate" beside it',
    tier('price: { flat: 10, basis: estimate }'),
  ],
  [
    'one with a question mark',
    tier('price: { flat: 10? }'),
    'write 10, and "basis: estimate" beside it',
    tier('price: { flat: 10, basis: estimate }'),
  ],
])('%s is one problem, and the remedy works', async (_, tiers, remedy, followed) => {
  const { err, told } = await checked(model({ tiers }));
  expect(told.length, err).toBe(1);
  expect(err.replace(/\s+/g, ' ')).toContain(remedy);
  expect((await play(['check', '.'], { files: { 'model.yaml': model({ tiers: followed }) } })).err).toBe('');
});

test.each([
  ['TRUE', 'it is an answer, and a number stands here', 'write a number of pupils', '420'],
  ['no', 'it is an answer, and a number stands here', 'write a number of pupils', '420'],
  ['5-10', 'it is two numbers', 'write the one that you plan on, as "estimate: 5"', 'estimate: 5'],
  ['5–10', 'it is two numbers', 'write the one that you plan on, as "estimate: 5"', 'estimate: 5'],
  ['5 to 10', 'it is two numbers', 'write the one that you plan on, as "estimate: 5"', 'estimate: 5'],
  ['£5 to £10', 'it is two numbers', 'write the one that you plan on, as "estimate: 5"', 'estimate: 5'],
  ['<10', 'it says that the number is not exact', 'write "estimate: 10"', 'estimate: 10'],
  ['c. 410.5', 'it says that the number is not exact', 'write "estimate: 410.5"', 'estimate: 410.5'],
  ['420+', 'it says that the number is not exact', 'write "estimate: 420"', 'estimate: 420'],
])('%s for pupils in a roll is one problem, and the remedy works', async (said, why, remedy, followed) => {
  const of = (pupils: string) => rolled(`${HEADING}900101,Oak,primary,community,${pupils}\n`);
  const { err, told } = await checked(of(said));
  expect(told).toEqual([expect.stringMatching(/^bad-value schools\.csv:2:/)]);
  expect(err.replace(/\s+/g, ' ')).toContain(why);
  expect(err.replace(/\s+/g, ' ')).toContain(remedy);
  expect((await play(['check', '.'], { files: of(followed) })).err).toBe('');
});
