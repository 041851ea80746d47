import { inWords, type Money, sum } from '../figures/index.js';
import { money } from '../language/index.js';
import type { PriceRule } from './rule.js';

/** One amount for every school that the price fits. */
export const flat: PriceRule<Money> = {
  key: 'flat',
  summary: 'an amount in pounds for the school, whatever its roll',
  does: 'base',
  terms: money,
  apply: (amount, fee, { now }) => {
    const flatFee = now('flat', amount);
    return fee === undefined ? flatFee : sum('money', [fee, flatFee]);
  },
  decides: 'flat',
  tells: (amount, { now }) => inWords(now('flat', amount)),
  examples: [
    {
      terms: 'flat: 12_500',
      school: 'phase=secondary,pupils=1050',
      fee: '12500.00',
      source: 'Haringey Education Partnership, launch FAQs: a secondary school',
    },
  ],
};
