import { band, inWords, larger, type Money, nothing, smaller } from '../figures/index.js';
import { block, choice, money, oneOrMany, optional, valueOr } from '../language/index.js';
import { fits, type When, when } from './customer.js';
import { type FeeChange, type LimitRule, none } from './rule.js';

/** An amount, and the schools that it holds for. */
export interface Limit {
  readonly amount: Money;
  readonly when: When | undefined;
  /** Whether it holds for the fee after its discounts, and not for the one that they are taken off. */
  readonly isLate: boolean;
}

const limit = valueOr(
  money.transform((amount): Limit => ({ amount, when: undefined, isLate: false })),
  block(
    'a floor or cap',
    {
      amount: money,
      when: optional(when),
      after: optional(choice('what comes before a floor or cap', ['discounts'])),
    },
    {
      amount: 'in pounds',
      when: 'the schools for which it holds',
      after:
        '`discounts`: it holds for what the discounts leave. Unless said, discounts are taken off the fee that it has bounded, and may take it below a floor: a lint tells where',
    },
  ).transform((said): Limit => ({ amount: said.amount, when: said.when, isLate: said.after !== undefined })),
);

/** `12_500`, `{ amount: 6_000, when: { new_joiner: yes } }`, or a list of them: the first that fits holds. */
const limits = oneOrMany(limit);

function holding(terms: readonly Limit[], attributes: ReadonlyMap<string, string>): Limit | undefined {
  return terms.find((term) => fits(term.when, attributes));
}

/**
 * The floors or the caps of a price, in order: those with a condition, and the one that holds for all other schools.
 */
export function limitsOf(terms: ReadonlyMap<string, unknown>, side: 'floor' | 'cap'): readonly Limit[] {
  return (terms.get(side) as readonly Limit[] | undefined) ?? [];
}

/** What moves where a floor or cap leaves the fee as it is; what moves of itself where it sets it. */
function whereFree(moving: Money, { before, after }: FeeChange, ofItself: Money): Money {
  const raised = band('money', before, [{ upTo: after, closed: false, value: ofItself }], moving);
  return band(
    'money',
    after,
    [{ upTo: before, closed: false, value: ofItself }],
    raised,
    'what moves, by whether a floor or cap sets the fee',
  );
}

function limiting(
  side: 'floor' | 'cap',
  summary: string,
  examples: LimitRule<unknown>['examples'],
): LimitRule<readonly Limit[]> {
  const bind = side === 'floor' ? larger : smaller;
  return {
    key: side,
    summary,
    does: 'limit',
    terms: limits,
    priced: true,
    apply: (terms, fee, { customer, now }) => {
      const held = holding(terms, customer.attributes);
      return held === undefined ? fee : bind('money', [fee, now(side, held.amount)]);
    },
    moves: (terms, moving, change, { customer, moving: partOf }) => {
      const held = holding(terms, customer.attributes);
      return held === undefined ? moving : whereFree(moving, change, partOf(side, held.amount) ?? nothing('money'));
    },
    isLate: (terms, attributes) => holding(terms, attributes)?.isLate ?? false,
    decides: side,
    tells: (terms, { customer, now }) => {
      const held = holding(terms, customer.attributes);
      if (held === undefined) return 'none holds';
      return `${side === 'floor' ? 'at least' : 'at most'} ${inWords(now(side, held.amount))}${held.isLate ? ', after discounts' : ''}`;
    },
    bound: (terms, attributes) => {
      const held = holding(terms, attributes);
      return held && { side, amount: held.amount };
    },
    takes: none,
    doubts: (terms) => {
      const open = terms.findIndex(({ when }) => when === undefined);
      if (open < 0 || open === terms.length - 1) return [];
      return [{ lint: 'hidden-limit', path: [open + 1], says: `the ${side} before it holds for every school` }];
    },
    holding: (terms, { attributes }) => terms.flatMap(({ when }, i) => (fits(when, attributes) ? [i] : [])).slice(0, 1),
    asks: none,
    bounds: none,
    faults: none,
    conditions: (terms) => terms.map(({ when }, i) => ({ when, path: [i, 'when'] })),
    examples,
  };
}

/** The least that a school pays. */
export const floor = limiting(
  'floor',
  'the least that a school pays: an amount, one with its own `when`, or a list of them of which the first that fits holds. It comes before the discounts, unless it says `after: discounts`',
  [
    {
      terms: '{ per_pupil: 5, floor: 750 }',
      school: 'phase=primary,pupils=150',
      fee: '750.00',
      source: 'The Education People, Kent: primary school improvement training package',
    },
    {
      terms:
        '{ per_pupil: 5, floor: { amount: 750, after: discounts }, discounts: { percent: 10%, when: { early: yes } } }',
      school: 'phase=primary,pupils=160,early=yes',
      fee: '750.00',
      source: 'a minimum charge that an early sign-up does not lower: 800 less 10% is 720',
    },
  ],
);

/** The most that a school pays. */
export const cap = limiting(
  'cap',
  'the most that a school pays: an amount, one with its own `when`, or a list of them of which the first that fits holds. It comes before the discounts, unless it says `after: discounts`',
  [
    {
      terms: '{ per_pupil: 19, cap: 12_500 }',
      school: 'phase=primary,pupils=658',
      fee: '12500.00',
      source: 'Haringey Education Partnership, launch FAQs: the cap binds from 658 pupils',
    },
  ],
);
