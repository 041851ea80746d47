import { charge, inWords, type Money, type Price, rateInWords } from '../figures/index.js';
import { price } from '../language/index.js';
import { type BaseRule, none, type Pricing } from './rule.js';

function amountOf(rate: Price, { customer, now }: Pricing): Money {
  return charge(now('per_pupil', rate), customer.pupils, `rate × pupils of ${customer.name}`);
}

/** A rate for each pupil on the roll, on the basis that the roll states. */
export const perPupil: BaseRule<Price> = {
  key: 'per_pupil',
  summary: 'a rate in pounds for each pupil on the roll; the charge is rounded half up to the penny',
  does: 'base',
  terms: price,
  priced: true,
  charge: amountOf,
  moves: amountOf,
  decides: 'rate',
  tells: (rate, { customer, now }) => `${rateInWords(now('per_pupil', rate))} × ${inWords(customer.pupils)} pupils`,
  conditions: none,
  asks: () => [{ driver: 'pupils', path: [], needed: true }],
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'per_pupil: 19',
      school: 'phase=primary,pupils=262',
      fee: '4978.00',
      source: 'Haringey Education Partnership, launch FAQs: one form of entry with nursery',
    },
  ],
};
