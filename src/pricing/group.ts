import { block, choice, type Schema } from '../language/index.js';
import { driverName, inPlain } from './customer.js';
import { none, type PriceRule } from './rule.js';

/** Schools that are one buyer, and what that buyer is charged for. */
export interface BuyerGrouping {
  /** The attribute that schools of one group share: `trust`, `head`. */
  readonly by: string;
  /** `sum`: the price of all their quantities together; `larger`: the price of the one that costs most. */
  readonly charge: 'sum' | 'larger';
}

const terms: Schema<BuyerGrouping> = block(
  'a group of buyers',
  {
    by: driverName,
    charge: choice('a charge for a group', ['sum', 'larger']),
  },
  {
    by: 'the attribute that the schools share: `trust`, `head`',
    charge: '`sum`: one price for all their quantities together. `larger`: the price of the one that costs most',
  },
);

/**
 * One price for a trust, or for schools under one head. The quote is worked out in `quote.ts`, where all the group's
 * schools are known.
 */
export const group: PriceRule<BuyerGrouping> = {
  key: 'group',
  summary:
    'one price for schools that share an attribute (a trust, a head): of all of them together, or of the one that costs most; each pays a part by its pupils',
  does: 'group',
  priced: false,
  terms,
  decides: 'group',
  tells: ({ by, charge }) =>
    `${charge === 'sum' ? `schools of one ${inPlain(by)} are priced together` : `of the schools of one ${inPlain(by)} the dearest alone is charged`}; each pays its part, by pupils`,
  conditions: ({ by }) => [{ when: new Map([[by, []]]), path: ['by'] }],
  asks: none,
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'per: { lump_sum: 0.1%, pupils: 2 }, group: { by: head, charge: larger }',
      school: 'phase=primary,pupils=180,lump_sum=154100,head=one',
      fee: '514.10',
      source: "Stroud schools' association, 2025-26: a head of two schools is charged for the larger",
    },
  ],
};
