import {
  constant,
  Exact,
  type Money,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
  totalOf,
} from '../figures/index.js';
import { type Period, periodsOf, yearOf } from '../model/index.js';
import { CASH_KINDS } from './cash-flow.js';
import { type Line, type LineReader, made, type Signed } from './line.js';
import { monthsIn, type Projection, periodBefore } from './projection.js';

/** How cash is provided, and not what it is needed for. */
const FUNDING: readonly string[] = ['loans', 'interest'];
const OWN = CASH_KINDS.filter(({ name }) => !FUNDING.includes(name)).map(({ name }) => `cash.${name}`);

const ONE: Rate = constant('rate', Exact.one, 'as it is');

/**
 * What a pound of a company year is divided by: the first year is not discounted, or once where money counts at the end
 * of its year (HM Treasury, The Green Book).
 */
function divisorOf({ model: { appraisal, calendar } }: Projection, year: number): Rate {
  const growth = sum('rate', [ONE, appraisal.discount], 'one and the discount rate');
  let found = appraisal.timing === 'end_of_year' ? growth : ONE;
  for (let i = calendar.years[0] as number; i < year; i++) found = times(found, growth);
  return found;
}

function monthsOf({ model: { calendar } }: Projection, period: Period): readonly Period[] {
  const within = new Set(monthsIn(period));
  return periodsOf(calendar, 'month').filter(({ first }) => within.has(first));
}

/** A line's amounts since the first month: what they came to when the period before ended, and the period's own. */
const toDate = (name: string, of: string, label: string, means: string, signed?: Signed): Line => ({
  name,
  label,
  ...(signed && { signed }),
  measure: 'money',
  means,
  of: ({ model: { calendar } }, period, _part, read) => {
    const before = periodBefore(calendar, period);
    const own = read(of, period) as Money;
    const text = `${label.toLowerCase()}, ${period.label}`;
    return totalOf('money', before === undefined ? [own] : [read(name, before) as Money, own], text);
  },
});

function discounted(projection: Projection, period: Period, read: LineReader): Money {
  const { calendar } = projection.model;
  const label = `cash before funding, discounted, ${period.label}`;
  if (period.grain === 'month') {
    const factor = quotient<'rate'>(
      'rate',
      ONE,
      divisorOf(projection, yearOf(calendar, period.first)),
      'a pound of the year, discounted',
    );
    return portion(read('cash.own', period) as Money, factor, label);
  }
  return totalOf(
    'money',
    monthsOf(projection, period).map((month) => read('cash.own.discounted', month) as Money),
    label,
  );
}

/** What has come together since the first month: whether and when a company has paid for itself. */
export const toDateLines: readonly Line[] = [
  toDate('surplus.to_date', 'surplus', 'Surplus to date', 'all surpluses less all deficits since the first month', {
    below: 'Deficit to date',
    either: 'Surplus (deficit) to date',
  }),
  made('cash.own', 'Cash before funding', 'cash in less cash out, before loans and interest on them', OWN, []),
  toDate(
    'cash.own.to_date',
    'cash.own',
    'Cash before funding to date',
    'cash in less cash out since the first month, before any funding',
  ),
  {
    name: 'cash.own.lowest',
    label: 'Lowest to date',
    measure: 'money',
    means: 'the lowest cash before funding, to date, at the end of any month of the period',
    of: (projection, period, _part, read) =>
      smaller(
        'money',
        monthsOf(projection, period).map((month) => read('cash.own.to_date', month) as Money),
        `lowest cash before funding to date, ${period.label}`,
      ),
  },
  {
    name: 'cash.own.discounted',
    label: 'Discounted',
    measure: 'money',
    means: "cash before funding at the discount rate of the model's appraisal, by company year",
    of: (projection, period, _part, read) => discounted(projection, period, read),
  },
  toDate('cash.own.discounted.to_date', 'cash.own.discounted', 'Discounted to date', 'the same since the first month'),
];
