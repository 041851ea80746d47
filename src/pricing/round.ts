import {
  constant,
  type Direction,
  Exact,
  inWords,
  type Money,
  multiple,
  type Price,
  settled,
  smaller,
  unrounded,
} from '../figures/index.js';
import { block, choice, optional, positivePrice, valueOr } from '../language/index.js';
import { none, type PriceRule } from './rule.js';

interface Rounding {
  readonly to: Price;
  readonly direction: Direction;
}

const ONE = constant('count', Exact.one, 'once');
const terms = valueOr(
  positivePrice.transform((to): Rounding => ({ to, direction: 'nearest' })),
  block(
    'a rounding of a price',
    { to: positivePrice, direction: optional(choice('a way to round', ['up', 'down', 'nearest'])) },
    { to: 'pounds: 0.05, 1 or 5', direction: '`up`, `down` or `nearest` (unless said); halves go up' },
  ).transform((said): Rounding => ({ to: said.to, direction: said.direction ?? 'nearest' })),
);

const rounded = ({ to, direction }: Rounding, fee: Money): Money =>
  settled('money', multiple(unrounded(fee, ONE), to, direction), 2, `rounded to ${inWords(to)}`);

/** A published price in whole pounds, or in steps of five pence. */
export const round: PriceRule<Rounding> = {
  key: 'round',
  summary:
    'rounds what the terms before it come to: `0.05`, `1`, or `{ to: 5, direction: up }`. The nearest unless said, halves up. Arithmetic rounds a rate: `=round(rate * 1.03, 0.01)`',
  does: 'change',
  priced: false,
  terms,
  apply: (said, fee) => rounded(said, fee),
  // What is rounded away does not move with anything, and no more moves than is left.
  moves: (_said, moving, { after }) => smaller('money', [moving, after]),
  divides: (_said, parts) => parts,
  decides: 'rounding',
  tells: ({ to, direction }) =>
    `${direction === 'nearest' ? 'to the nearest' : `${direction} to the next`} ${inWords(to)}`,
  conditions: none,
  asks: none,
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 1_425, per_pupil: 7.56, round: 1',
      school: 'phase=primary,pupils=210',
      fee: '3013.00',
      source: 'Worcestershire, schools library service: £1,425 and £7.56 a pupil, published to the whole pound',
    },
    {
      terms: 'per_pupil: 9.99, round: { to: 5, direction: up }',
      school: 'phase=primary,pupils=21',
      fee: '210.00',
      source: 'by hand: 209.79, up to the next five pounds',
    },
  ],
};
