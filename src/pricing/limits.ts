import { inWords, larger, type Money, smaller } from '../figures/index.js';
import { block, money, oneOrMany, optional, type Schema, valueOr } from '../language/index.js';
import { fits, type When, when } from './customer.js';
import type { PriceRule } from './rule.js';

/** An amount, and the schools that it holds for. */
export interface Limit {
  readonly amount: Money;
  readonly when: When | undefined;
}

const limit = valueOr(
  money.transform((amount): Limit => ({ amount, when: undefined })) as unknown as Schema<Limit>,
  block('a floor or cap', { amount: money, when: optional(when) }) as unknown as Schema<Limit>,
);

/** `12_500`, `{ amount: 6_000, when: { new_joiner: yes } }`, or a list of them: the first that fits holds. */
const limits = oneOrMany(limit);

function holding(terms: readonly Limit[], attributes: ReadonlyMap<string, string>): Money | undefined {
  return terms.find((term) => fits(term.when, attributes))?.amount;
}

/** The floors or the caps of a price, in order: those with a condition, and the one that holds for all other schools. */
export function limitsOf(terms: ReadonlyMap<string, unknown>, side: 'floor' | 'cap'): readonly Limit[] {
  return (terms.get(side) as readonly Limit[] | undefined) ?? [];
}

function limiting(side: 'floor' | 'cap', summary: string, example: PriceRule['examples'][number]): PriceRule<readonly Limit[]> {
  const bind = side === 'floor' ? larger : smaller;
  return {
    key: side,
    summary,
    does: 'limit',
    terms: limits,
    apply: (terms, fee, { customer, now }) => {
      if (fee === undefined) throw new RangeError(`a ${side} needs a fee`);
      const amount = holding(terms, customer.attributes);
      return amount === undefined ? fee : bind('money', [fee, now(side, amount)]);
    },
    decides: side,
    tells: (terms, { customer, now }) => {
      const amount = holding(terms, customer.attributes);
      return amount === undefined ? 'none holds' : `${side === 'floor' ? 'at least' : 'at most'} ${inWords(now(side, amount))}`;
    },
    bound: (terms, attributes) => {
      const amount = holding(terms, attributes);
      return amount && { side, amount };
    },
    doubts: (terms) => {
      const open = terms.findIndex(({ when }) => when === undefined);
      if (open < 0 || open === terms.length - 1) return [];
      return [{ lint: 'hidden-limit', path: [open + 1], says: `the ${side} before it holds for every school` }];
    },
    holding: (terms, { attributes }) => terms.flatMap(({ when }, i) => (fits(when, attributes) ? [i] : [])).slice(0, 1),
    conditions: (terms) => terms.map(({ when }, i) => ({ when, path: [i, 'when'] })),
    examples: [example],
  };
}

/** The least that a school pays. */
export const floor = limiting('floor', 'the least that a school pays; may have its own "when"', {
  terms: '{ per_pupil: 5, floor: 750 }',
  school: 'phase=primary,pupils=150',
  fee: '750.00',
  source: 'The Education People, Kent: primary school improvement training package',
});

/** The most that a school pays. */
export const cap = limiting('cap', 'the most that a school pays; may have its own "when"', {
  terms: '{ per_pupil: 19, cap: 12_500 }',
  school: 'phase=primary,pupils=658',
  fee: '12500.00',
  source: 'Haringey Education Partnership, launch FAQs: the cap binds from 658 pupils',
});
