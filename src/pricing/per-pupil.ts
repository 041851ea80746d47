import { charge, inWords, type Price, sum } from '../figures/index.js';
import { price } from '../language/index.js';
import type { PriceRule } from './rule.js';

/** A rate for each pupil on the roll, on the basis that the roll states. */
export const perPupil: PriceRule<Price> = {
  key: 'per_pupil',
  summary: 'a rate in pounds for each pupil on the roll; the charge is rounded half up to the penny',
  does: 'base',
  terms: price,
  apply: (rate, fee, { customer, now }) => {
    const charged = charge(now('per_pupil', rate), customer.pupils, `rate × pupils of ${customer.name}`);
    return fee === undefined ? charged : sum('money', [fee, charged]);
  },
  moves: (rate, { customer, now }) => charge(now('per_pupil', rate), customer.pupils, `rate × pupils of ${customer.name}`),
  decides: 'rate',
  tells: (rate, { customer, now }) => `${inWords(now('per_pupil', rate))} × ${inWords(customer.pupils)} pupils`,
  asks: () => [{ driver: 'pupils', path: [], needed: true }],
  examples: [
    {
      terms: 'per_pupil: 19',
      school: 'phase=primary,pupils=262',
      fee: '4978.00',
      source: 'Haringey Education Partnership, launch FAQs: one form of entry with nursery',
    },
  ],
};
