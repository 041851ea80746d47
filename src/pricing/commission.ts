import {
  type Count,
  charge,
  constant,
  Exact,
  inWords,
  type Money,
  type Price,
  portion,
  type Rate,
  rateInWords,
  smaller,
  sum,
} from '../figures/index.js';
import { block, choice, eitherBlock, optional, price, type Schema, share } from '../language/index.js';
import { counted, driverName, inPlain, movingUnits } from './customer.js';
import { type BrokerageParts, type FeeChange, none, type PriceRule, type Pricing } from './rule.js';

/**
 * The broker's part of a price. On top: the buyer pays the provider's fee and the commission. Inside: the provider gets
 * the price less the commission. Three forms are in use among published price lists: a percentage on top, a percentage
 * inside, and a fixed amount a unit.
 */
export type Commission = { readonly percent: Rate; readonly on: 'top' | 'inside' } | { readonly fixed: Price };

const percentage = { percent: share, on: choice('a place for the commission', ['top', 'inside']) };
const percentageWords = {
  percent: 'of the fee or price',
  on: "`top`: it is the provider's fee, and the commission is added. `inside`: it is what the buyer pays",
};

/** The commission of a service: a percentage on top or inside, or an amount for each unit. */
export const commissionTerms: Schema<Commission> = eitherBlock(
  'fixed',
  [
    block(
      'a fixed commission',
      { fixed: price },
      {
        fixed: 'pounds a unit: on top of `provider_fee`, or inside `price`',
      },
    ),
    'a fixed commission',
  ],
  [block('a commission', percentage, percentageWords), 'a commission'],
);

/**
 * What a buyer pays for some units of a brokered service, what the provider gets, and the broker's commission: to the
 * penny, buyer = both.
 */
export interface Split extends BrokerageParts {
  readonly buyer: Money;
}

/**
 * Divides a price between provider and broker. `base` is the provider's fee where the commission goes on top (`onTop`),
 * else what the buyer pays. Sources: the published charges of teaching-school alliances, 2015-2022, in
 * `models/brokerage-*.yaml`.
 */
export function divided(
  base: Money,
  commission: Commission,
  units: Count,
  onTop: boolean,
  now: (price: Price) => Price,
): Split {
  const taken =
    'fixed' in commission
      ? charge(now(commission.fixed), units, 'commission a unit × units')
      : portion(base, commission.percent, 'commission');
  if (onTop) return { buyer: sum('money', [base, taken], 'what the buyer pays'), provider: base, commission: taken };
  // Inside a price there is no more than the price: a provider never pays to be introduced.
  const kept = 'fixed' in commission ? smaller('money', [taken, base], 'commission, no more than the price') : taken;
  return { buyer: base, provider: sum('money', [base], "the provider's part", [kept]), commission: kept };
}

interface Terms {
  readonly commission: Commission;
  readonly onTop: boolean;
  /** The units of a fixed commission; one where none is named. */
  readonly of: string | undefined;
}

const ONE = constant('count', Exact.one, 'one commission');
const terms = eitherBlock(
  'fixed',
  [
    block(
      'a fixed commission in a price',
      {
        fixed: price,
        of: optional(driverName),
        on: optional(choice('a place for the commission', ['top', 'inside'])),
      },
      {
        fixed: 'pounds, or pounds a unit of a driver',
        of: 'the driver',
        on: '`inside` (unless said) or `top`',
      },
    ).transform((said): Terms => ({ commission: { fixed: said.fixed }, onTop: said.on === 'top', of: said.of })),
    'a fixed commission in a price',
  ],
  [
    block('a commission in a price', percentage, {
      ...percentageWords,
      percent: 'of what the terms before it come to',
    }).transform(
      (said): Terms => ({
        commission: { percent: said.percent, on: said.on },
        onTop: said.on === 'top',
        of: undefined,
      }),
    ),
    'a commission in a price',
  ],
);

function split({ commission: said, onTop, of }: Terms, fee: Money, { customer, now }: Pricing): Split {
  return divided(fee, said, of === undefined ? ONE : counted(customer, of), onTop, (each) => now('commission', each));
}

/**
 * On top, a percentage moves as the fee does, and an amount for each pupil by itself. Inside, the buyer pays no more
 * for it.
 */
function movingOf(
  { commission: said, onTop, of }: Terms,
  moving: Money,
  _change: FeeChange,
  { customer, now }: Pricing,
): Money {
  if (!onTop) return moving;
  if ('percent' in said) return sum('money', [moving, portion(moving, said.percent, 'commission on what moves')]);
  const units = of === undefined ? undefined : movingUnits(customer, of);
  if (units === undefined) return moving;
  return sum('money', [moving, charge(now('commission', said.fixed), units, 'commission a unit × units')]);
}

/** The broker's commission on what the terms before it come to. */
export const commission: PriceRule<Terms> = {
  key: 'commission',
  summary:
    "the broker's part: a percentage on top of the provider's fee or inside the price, or a fixed amount (for each unit of a driver)",
  does: 'change',
  terms,
  priced: true,
  apply: (said, fee, pricing) => split(said, fee, pricing).buyer,
  moves: movingOf,
  divides: (said, _parts, { before }, pricing) => split(said, before, pricing),
  decides: 'commission',
  tells: ({ commission: said, onTop, of }, { now }) => {
    const amount =
      'fixed' in said
        ? `${rateInWords(now('commission', said.fixed))}${of === undefined ? '' : ` for each of the ${inPlain(of)}`}`
        : inWords(said.percent);
    return `${amount} ${onTop ? "on top of the provider's fee" : 'inside the price'}`;
  },
  conditions: none,
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  asks: ({ of }) => (of === undefined ? [] : [{ driver: of, path: ['of'], needed: true }]),
  examples: [
    {
      terms: 'per: { days: 420 }, commission: { percent: 15%, on: top }',
      school: 'phase=primary,days=3',
      fee: '1449.00',
      source: "a teaching-school alliance, 2015-16: 15% on top of the provider's fee",
    },
    {
      terms: 'per: { days: 350 }, commission: { fixed: 50, of: days }',
      school: 'phase=primary,days=1',
      fee: '350.00',
      source: 'a teaching-school alliance, to 2020: £50 a day inside the price',
    },
  ],
};
