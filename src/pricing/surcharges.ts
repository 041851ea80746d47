import { type Count, inWords, type Money, nothing, portion, type Rate, sum } from '../figures/index.js';
import { block, count, money, oneOrMany, optional, rate, refuse, refuseKey, text } from '../language/index.js';
import { type Customer, counted, driverName, fits, soMany, type When, when } from './customer.js';
import { inRange, mayLieIn } from './numbers.js';
import { none, type PriceRule, type Pricing } from './rule.js';
import { percentOrAmount } from './written-short.js';

/** What comes on top of a fee: a percentage of it, which may pass 100%, or an amount. */
interface Surcharge {
  readonly on: Rate | Money;
  readonly when: When | undefined;
  readonly of: string | undefined;
  readonly over: Count | undefined;
  readonly upTo: Count | undefined;
  readonly because: string | undefined;
}

const surcharge = block(
  'a surcharge',
  {
    percent: optional(rate),
    amount: optional(money),
    when: optional(when),
    of: optional(driverName),
    over: optional(count('units')),
    up_to: optional(count('units')),
    because: optional(text),
  },
  {
    percent: 'of the fee: 100% doubles it; or',
    amount: 'pounds',
    when: 'the schools for which it holds: `{ entered: late }`',
    of: 'the driver that `over` and `up_to` count',
    over: 'above so many units',
    up_to: 'and up to so many',
    because: 'shown beside it',
  },
  {
    single: percentOrAmount,
    belowZero: (key, positive) =>
      key === 'percent' || key === 'amount'
        ? `take it off as a discount: discounts: { ${key}: ${positive}, because: … }`
        : undefined,
  },
).transform((said, context): Surcharge => {
  const { percent, amount, of, over, up_to: upTo } = said;
  if (percent !== undefined && amount !== undefined)
    refuse(context, 'either-or', { one: 'percent', other: 'amount', why: 'a surcharge is one of them' }, ['amount']);
  if (percent === undefined && amount === undefined)
    refuseKey(context, 'missing-key', { key: 'percent', within: 'the surcharge', or: ['amount'] }, []);
  const counts = over !== undefined || upTo !== undefined;
  if (counts !== (of !== undefined))
    refuseKey(
      context,
      'missing-key',
      { key: counts ? 'of' : 'over', within: 'the surcharge, which counts units,' },
      [],
    );
  return { on: (percent ?? amount) as Rate | Money, when: said.when, of, over, upTo, because: said.because };
});

const holds = ({ when: said }: Surcharge, { attributes }: Customer): boolean => fits(said, attributes);
/** Whether one holds by quantity: one that is not known may. */
const counts = (said: Surcharge, customer: Customer): boolean =>
  said.of === undefined || mayLieIn(said, counted(customer, said.of));

/** ` over 3 kitchens`, ` over 1 up to 3 kitchens`: for which units one holds. */
function rangeText({ of, over, upTo }: Surcharge): string {
  if (of === undefined) return '';
  if (over === undefined) return upTo === undefined ? '' : ` up to ${soMany(upTo, of)}`;
  return upTo === undefined ? ` over ${soMany(over, of)}` : ` over ${inWords(over)} up to ${soMany(upTo, of)}`;
}

const label = ({ because }: Surcharge): string => (because === undefined ? 'surcharge' : `surcharge: ${because}`);

/** What one comes to on an amount: a percentage of it, or its own amount. */
function added(said: Surcharge, fee: Money, { customer }: Pricing, ofAmount: (amount: Money) => Money): Money {
  const { on, of } = said;
  const amount = on.kind === 'rate' ? portion(fee, on, label(said)) : ofAmount(on);
  return of === undefined ? amount : inRange(said, counted(customer, of), amount, nothing('money'), label(said));
}

/** All that hold, one after the other: each on what those before it leave. */
function withAll(terms: readonly Surcharge[], fee: Money, pricing: Pricing, ofAmount: (amount: Money) => Money): Money {
  return terms
    .filter((said) => holds(said, pricing.customer))
    .reduce((so, said) => sum('money', [so, added(said, so, pricing, ofAmount)]), fee);
}

/** What comes on top: a late entry at twice the price, an amount for a site far away. */
export const surcharges: PriceRule<readonly Surcharge[]> = {
  key: 'surcharges',
  summary:
    'percentages or amounts on top, in order: when an attribute says so (late, far away), or by the number of units. Each is on what the terms before it come to, after a floor or cap and before the discounts',
  does: 'change',
  terms: oneOrMany(surcharge),
  priced: true,
  apply: (terms, fee, pricing) => withAll(terms, fee, pricing, (amount) => pricing.now('surcharges', amount)),
  moves: (terms, moving, _change, pricing) =>
    withAll(terms, moving, pricing, (amount) => pricing.moving('surcharges', amount) ?? nothing('money')),
  divides: (_terms, parts) => parts,
  decides: 'surcharge',
  tells: (terms, { customer, now }) =>
    terms
      .filter((said) => holds(said, customer) && counts(said, customer))
      .map((said) => {
        const { on, because } = said;
        const amount = on.kind === 'rate' ? on : now('surcharges', on);
        return `${inWords(amount)} on top${rangeText(said)}${because === undefined ? '' : ` (${because})`}`;
      })
      .join(', then ') || 'none holds',
  holding: (terms, customer) => terms.flatMap((said, i) => (holds(said, customer) ? [i] : [])),
  conditions: (terms) => terms.map(({ when: said }, i) => ({ when: said, path: [i, 'when'] })),
  asks: (terms) =>
    terms.flatMap(({ of }, i) => (of === undefined ? [] : [{ driver: of, path: [i, 'of'], needed: true }])),
  bounds: (terms, driver) =>
    terms.flatMap(({ of, over, upTo }) => (of === driver ? [over ?? [], upTo ?? []].flat() : [])),
  takes: none,
  doubts: none,
  faults: none,
  examples: [
    {
      terms:
        'per: { entries: 35 }, surcharges: [{ percent: 100%, when: { entered: late } }, { percent: 200%, when: { entered: very_late } }]',
      school: 'phase=secondary,entries=10,entered=very_late',
      fee: '1050.00',
      source: 'Late fees of examination boards, 2017: late entries double, very late entries three times',
    },
    {
      terms:
        'flat: 400, surcharges: { amount: 80, of: miles, over: 30, because: more than 30 miles away }, discounts: { percent: 10%, when: { early: yes } }',
      school: 'phase=primary,miles=31,early=yes',
      fee: '432.00',
      source: 'by hand: 400 and 80, less a tenth',
    },
  ],
};
