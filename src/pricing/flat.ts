import { inWords, type Money, nothing } from '../figures/index.js';
import { money } from '../language/index.js';
import { type BaseRule, none } from './rule.js';

/** One amount for every school that the price fits. */
export const flat: BaseRule<Money> = {
  key: 'flat',
  summary: 'an amount in pounds for the school, whatever its roll',
  does: 'base',
  terms: money,
  priced: true,
  charge: (amount, { now }) => now('flat', amount),
  moves: (amount, { moving }) => moving('flat', amount) ?? nothing('money'),
  decides: 'flat',
  tells: (amount, { now }) => inWords(now('flat', amount)),
  conditions: none,
  asks: none,
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 12_500',
      school: 'phase=secondary,pupils=1050',
      fee: '12500.00',
      source: 'Haringey Education Partnership, launch FAQs: a secondary school',
    },
  ],
};
