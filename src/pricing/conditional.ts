import {
  type Band,
  band,
  type Count,
  constant,
  Exact,
  inWords,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  unknown,
} from '../figures/index.js';
import { block, choice, numbered, optional, positive, shareOrMoney } from '../language/index.js';
import type { Customer } from './customer.js';
import { type BrokerageParts, none, type PriceRule, type Pricing } from './rule.js';

interface Offer {
  readonly committed: Count;
}

/** A price that holds only once enough schools have said that they will join. */
export const offeredIf: PriceRule<Offer> = {
  key: 'offered_if',
  summary: 'offered only when so many schools have committed',
  does: 'change',
  priced: false,
  terms: block(
    'a condition of the offer',
    { committed: positive('schools') },
    {
      committed:
        'how many schools must commit. In a model the expected members are held against it, and nobody joins while they are fewer',
    },
  ),
  apply: ({ committed: needed }, fee, { customer }) => {
    const committed = customer.quantity('committed', 'count');
    if (committed === undefined) return fee;
    const none = unknown(
      'money',
      `not offered: ${inWords(committed)} of the ${inWords(needed)} schools that it takes have committed`,
    );
    return band(
      'money',
      committed,
      [{ upTo: needed, closed: false, value: none }],
      fee,
      'offered once enough schools have committed',
    );
  },
  moves: (_terms, moving) => moving,
  divides: (_terms, parts) => parts,
  decides: 'offer',
  tells: ({ committed }) => `offered once ${inWords(committed)} schools have committed`,
  conditions: none,
  asks: () => [{ driver: 'committed', path: ['committed'], needed: false }],
  holding: none,
  bounds: ({ committed }, driver) => (driver === 'committed' ? [committed] : []),
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'packs: { of: meetings, sizes: { 3: 811, 6: 1_316, 12: 2_328 } }, offered_if: { committed: 150 }',
      school: 'phase=primary,meetings=6,committed=150',
      fee: '1316.00',
      source: "Suffolk Schools' Choice governor services consultation, 2016: only if at least 150 schools commit",
    },
  ],
};

const TWELVE = constant('count', Exact.of(12), 'months of a year');
type PartYear = 'by_month' | 'full_year';

/** So many twelfths of an amount, where the rule is by the month and somebody says how many. */
function inMonths(rule: PartYear, amount: Money, { customer }: Pricing): Money {
  const months = customer.quantity('months', 'count');
  if (months === undefined || rule === 'full_year') return amount;
  return portion(
    amount,
    quotient<'rate'>('rate', smaller('count', [months, TWELVE]), TWELVE, 'months of twelve'),
    'part year',
  );
}

/** What is paid where the first year has fewer than twelve months. */
export const partYear: PriceRule<PartYear> = {
  key: 'part_year',
  summary:
    'what a part year costs: `by_month` (so many twelfths) or `full_year`; it asks for the driver months. In a model the `term` of the tier says so',
  does: 'change',
  priced: false,
  terms: choice('a rule for a part year', ['by_month', 'full_year']),
  apply: (rule, fee, pricing) => inMonths(rule, fee, pricing),
  moves: (rule, moving, _change, pricing) => inMonths(rule, moving, pricing),
  divides: (rule, parts, { after }, pricing) => {
    if (parts === undefined) return undefined;
    const commission = inMonths(rule, parts.commission, pricing);
    return { provider: sum('money', [after], "the provider's part", [commission]), commission };
  },
  decides: 'part year',
  tells: (rule, { customer }) => {
    const months = customer.quantity('months', 'count');
    if (months === undefined) return 'a whole year';
    return rule === 'full_year'
      ? `${inWords(months)} months cost as much as a year`
      : `${inWords(months)} of 12 months`;
  },
  conditions: none,
  asks: () => [{ driver: 'months', path: [], needed: false }],
  holding: none,
  bounds: (_rule, driver) => (driver === 'months' ? [TWELVE] : []),
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 247.50, part_year: by_month',
      school: 'phase=special,months=5',
      fee: '103.13',
      source: 'Education Services Grant, transitional rates of April to August 2017 (EFA e-bulletin 155)',
    },
    {
      terms: 'per_pupil: 5, part_year: full_year',
      school: 'phase=primary,pupils=200,months=5',
      fee: '1000.00',
      source: 'The Education People, Kent: no refund for a part year',
    },
  ],
};

interface Cancelling {
  readonly notice: 'calendar_days' | 'working_days';
  /** What is charged at so many days' notice or fewer. */
  readonly within: ReadonlyMap<number, Rate | Money>;
  /** The most that is charged; undefined where an amount is charged whatever the booking costs. */
  readonly cap: Rate | Money | undefined;
}

const noticeDriver = ({ notice }: Cancelling): string =>
  notice === 'calendar_days' ? 'notice_days' : 'notice_working_days';

/**
 * What `owes` says of each stretch of notice; `kept` where nobody cancels, and nothing with more notice than the
 * longest.
 */
function byNotice(said: Cancelling, { quantity }: Customer, kept: Money, owes: (owed: Rate | Money) => Money): Money {
  const notice = quantity(noticeDriver(said), 'count');
  if (notice === undefined) return kept;
  const steps = [...said.within].map(
    ([days, owed]): Band<'money'> => ({
      upTo: constant('count', Exact.of(days), `${days} days' notice or less`),
      closed: true,
      value: owes(owed),
    }),
  );
  return band('money', notice, steps, nothing('money'), 'owed on cancellation, by the notice given');
}

/** A share of the price, or an amount whatever the price is, but for a cap that the file may set. */
function owedOf({ cap }: Cancelling, price: Money, owed: Rate | Money, { now }: Pricing): Money {
  const amount = owed.kind === 'rate' ? portion(price, owed, 'share of the price') : now('cancellation', owed);
  if (cap === undefined) return amount;
  const most =
    cap.kind === 'rate'
      ? portion(price, cap, 'the most that is charged, as a share of the price')
      : now('cancellation', cap);
  return smaller('money', [amount, most]);
}

const UNDIVIDED = 'nothing says who gets what of the charge for a cancelled booking';
const undivided = (parts: BrokerageParts, said: Cancelling, { customer }: Pricing): BrokerageParts => ({
  provider: byNotice(said, customer, parts.provider, () => unknown('money', UNDIVIDED)),
  commission: byNotice(said, customer, parts.commission, () => unknown('money', UNDIVIDED)),
});

/** What is owed for a booking that is cancelled: the price itself where nobody cancels. */
export const cancellation: PriceRule<Cancelling> = {
  key: 'cancellation',
  summary:
    'what a cancelled booking costs, by the notice given (calendar or working days or fewer): a share of the price or an amount, with or without a cap; more notice costs nothing',
  does: 'change',
  priced: true,
  terms: block(
    'a cancellation',
    {
      notice: choice('a way to count notice', ['calendar_days', 'working_days']),
      within: numbered('a number of days', shareOrMoney),
      cap: optional(shareOrMoney),
    },
    {
      notice: '`calendar_days` or `working_days`',
      within:
        "what is owed at so many days' notice or fewer, a share of the price or an amount: `{ 7: 100%, 14: 75%, 28: 50% }`. More notice costs nothing. An amount is charged whatever the booking costs, also a free one. A school is asked with `notice_days` or `notice_working_days`",
      cap: 'the most that is charged: a share of the price (`100%`) or an amount; none unless said',
    },
  ),
  apply: (said, fee, pricing) => byNotice(said, pricing.customer, fee, (owed) => owedOf(said, fee, owed, pricing)),
  // An amount stays as it is, whatever the number of pupils.
  moves: (said, moving, _change, { customer }) =>
    byNotice(said, customer, moving, (owed) =>
      owed.kind === 'rate' ? portion(moving, owed, 'share of the price') : nothing('money'),
    ),
  divides: (said, parts, _change, pricing) => parts && undivided(parts, said, pricing),
  decides: 'cancellation',
  tells: (said, { customer }) => {
    const notice = customer.quantity(noticeDriver(said), 'count');
    if (notice === undefined) return 'not cancelled';
    return `cancelled with ${inWords(notice)} ${said.notice === 'calendar_days' ? '' : 'working '}days' notice`;
  },
  conditions: none,
  asks: (said) => [{ driver: noticeDriver(said), path: ['notice'], needed: false }],
  holding: none,
  bounds: (said, driver) =>
    driver === noticeDriver(said)
      ? [...said.within.keys()].map((days) => constant('count', Exact.of(days), 'days of notice'))
      : [],
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'flat: 100, cancellation: { notice: calendar_days, within: { 7: 100%, 14: 75%, 28: 50% } }',
      school: 'phase=primary,pupils=1,notice_days=14',
      fee: '75.00',
      source: "Copthorne teaching-school alliance's terms: 28 days' notice or less 50%, 14 or less 75%, 7 or less 100%",
    },
    {
      terms: 'per: { booking: 100% }, cancellation: { notice: working_days, within: { 5: 70 } }',
      school: 'phase=primary,booking=0,notice_working_days=3',
      fee: '70.00',
      source: 'a free day with a charge for late cancellation, as course providers publish it',
    },
    {
      terms: 'flat: 50, cancellation: { notice: working_days, within: { 5: 70 }, cap: 100% }',
      school: 'phase=primary,pupils=1,notice_working_days=5',
      fee: '50.00',
      source: 'the same charge where it is never more than the price',
    },
  ],
};
