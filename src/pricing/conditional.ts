import { band, type Count, constant, Exact, inWords, type Money, nothing, portion, quotient, type Rate, smaller, unknown } from '../figures/index.js';
import { block, choice, numbered, positive, type Schema, shareOrMoney } from '../language/index.js';
import type { PriceRule } from './rule.js';

function charged(fee: Money | undefined, key: string): Money {
  if (fee === undefined) throw new RangeError(`${key} needs a fee`);
  return fee;
}

interface Offer {
  readonly committed: Count;
}

/** A price that holds only once enough schools have said that they will join. */
export const offeredIf: PriceRule<Offer> = {
  key: 'offered_if',
  summary: 'offered only when so many schools have committed',
  does: 'change',
  unpriced: true,
  terms: block('a condition of the offer', { committed: positive('schools') }) as unknown as Schema<Offer>,
  apply: ({ committed: needed }, fee, { customer }) => {
    const committed = customer.quantity('committed', 'count');
    const before = charged(fee, 'offered_if');
    if (committed === undefined) return before;
    const none = unknown('money', `not offered: ${inWords(committed)} of the ${inWords(needed)} schools that it takes have committed`);
    return band('money', committed, [{ upTo: needed, closed: false, value: none }], before, 'offered once enough schools have committed');
  },
  decides: 'offer',
  tells: ({ committed }) => `offered once ${inWords(committed)} schools have committed`,
  asks: () => [{ driver: 'committed', path: ['committed'], needed: false }],
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

/** What is paid where the first year has fewer than twelve months. */
export const partYear: PriceRule<PartYear> = {
  key: 'part_year',
  summary: 'what a part year costs: "by_month" (so many twelfths) or "full_year"; it asks for the driver months',
  does: 'change',
  unpriced: true,
  terms: choice('a rule for a part year', ['by_month', 'full_year']),
  apply: (rule, fee, { customer }) => {
    const months = customer.quantity('months', 'count');
    const before = charged(fee, 'part_year');
    if (months === undefined || rule === 'full_year') return before;
    return portion(before, quotient<'rate'>('rate', smaller('count', [months, TWELVE]), TWELVE, 'months of twelve'), 'part year');
  },
  decides: 'part year',
  tells: (rule, { customer }) => {
    const months = customer.quantity('months', 'count');
    if (months === undefined) return 'a whole year';
    return rule === 'full_year' ? `${inWords(months)} months cost as much as a year` : `${inWords(months)} of 12 months`;
  },
  asks: () => [{ driver: 'months', path: [], needed: false }],
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
}

const noticeDriver = ({ notice }: Cancelling): string => (notice === 'calendar_days' ? 'notice_days' : 'notice_working_days');

/** What is owed for a booking that is cancelled: the price itself where nobody cancels. */
export const cancellation: PriceRule<Cancelling> = {
  key: 'cancellation',
  summary:
    'what a cancelled booking costs, by the notice given (calendar or working days or fewer): a share of the price or an amount; more notice costs nothing',
  does: 'change',
  terms: block('a cancellation', {
    notice: choice('a way to count notice', ['calendar_days', 'working_days']),
    within: numbered('a number of days', shareOrMoney),
  }) as unknown as Schema<Cancelling>,
  apply: (said, fee, { customer, now }) => {
    const notice = customer.quantity(noticeDriver(said), 'count');
    const before = charged(fee, 'cancellation');
    if (notice === undefined) return before;
    const steps = [...said.within].map(([days, owed]) => ({
      upTo: constant('count', Exact.of(days), `${days} days' notice or less`),
      closed: true,
      value: owed.kind === 'rate' ? portion(before, owed, 'share of the price') : smaller('money', [before, now('cancellation', owed)]),
    }));
    return band('money', notice, steps, nothing('money'), 'owed on cancellation, by the notice given');
  },
  decides: 'cancellation',
  tells: (said, { customer }) => {
    const notice = customer.quantity(noticeDriver(said), 'count');
    if (notice === undefined) return 'not cancelled';
    return `cancelled with ${inWords(notice)} ${said.notice === 'calendar_days' ? '' : 'working '}days' notice`;
  },
  asks: (said) => [{ driver: noticeDriver(said), path: ['notice'], needed: false }],
  examples: [
    {
      terms: 'flat: 100, cancellation: { notice: calendar_days, within: { 7: 100%, 14: 75%, 28: 50% } }',
      school: 'phase=primary,pupils=1,notice_days=14',
      fee: '75.00',
      source: "Copthorne teaching-school alliance's terms: 28 days' notice or less 50%, 14 or less 75%, 7 or less 100%",
    },
  ],
};
