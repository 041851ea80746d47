import {
  band,
  constant,
  Exact,
  larger,
  type Money,
  nothing,
  portion,
  smaller,
  sum,
  totalOf,
} from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Model, Parameters } from '../model/index.js';
import type { Journal } from './journal.js';

interface Slips {
  readonly pay: Money[];
  readonly ni: Money[];
  readonly owed: Money[];
}

/** The pay, the National Insurance and what is owed at the end of each month in which somebody is paid. */
export type Payroll = Map<Month, Slips>;

const slipsOf = (payroll: Payroll, month: Month): Slips => payroll.get(month) as Slips;

/** Tax years start in April. */
const APRIL = 3;
const NONE = nothing<'money'>('money');

/** The months of one tax year in which somebody is paid, with what was paid in the year before. */
interface TaxYear {
  readonly year: number;
  readonly months: readonly Month[];
  readonly niBefore: Money | undefined;
}

/**
 * Books the levy and the allowance, which are the employer's and no post's: each runs through the tax year. Whoever is on
 * the payroll goes by national rates, which the model then has.
 */
export function bookEmployer(journal: Journal, model: Pick<Model, 'parameters' | 'payroll'>, payroll: Payroll): void {
  for (const year of taxYears(payroll)) {
    bookLevy(journal, model, payroll, year);
    if (model.payroll.allowance === 'yes') bookAllowance(journal, model, payroll, year);
  }
}

function taxYears(payroll: Payroll): TaxYear[] {
  const years = new Map<number, Month[]>();
  for (const month of [...payroll.keys()].sort((a, b) => a - b)) {
    const year = Math.floor((month - APRIL) / 12);
    years.set(year, [...(years.get(year) ?? []), month]);
  }
  const niOf = (year: number): Money | undefined => {
    const months = years.get(year);
    return (
      months &&
      totalOf(
        'money',
        months.flatMap((month) => slipsOf(payroll, month).ni),
        `National Insurance of the tax year ${year}`,
      )
    );
  };
  return [...years].map(([year, months]) => ({ year, months, niBefore: niOf(year - 1) }));
}

/**
 * A half per cent of the pay bill above the allowance, from month to month cumulatively (Finance Act 2016, section 99
 * and following).
 */
function bookLevy(
  journal: Journal,
  { parameters }: Pick<Model, 'parameters'>,
  payroll: Payroll,
  { months }: TaxYear,
): void {
  const levy = (parameters as Parameters).apprenticeshipLevy;
  if (levy === undefined) return;
  const pay: Money[] = [];
  let before: Money = NONE;
  for (const month of months) {
    pay.push(...slipsOf(payroll, month).pay);
    const rate = levy.rate.in(month);
    const allowance = levy.allowance.in(month);
    if (rate === undefined || allowance === undefined) continue;
    const elapsed = ((((month - APRIL) % 12) + 12) % 12) + 1;
    const free = portion(
      allowance,
      constant('rate', Exact.fraction(elapsed, 12), `${elapsed} of 12 months`),
      'allowance to date',
    );
    const due = sum(
      'money',
      [portion(totalOf('money', [...pay], 'pay bill to date'), rate, 'levy to date')],
      'levy above the allowance',
      [free],
    );
    const toDate = larger('money', [due, NONE], 'apprenticeship levy to date');
    const now = sum('money', [toDate], 'apprenticeship levy of the month', [before]);
    before = toDate;
    journal.book(month, 'apprenticeship levy', 'cost.staff.apprenticeship_levy', 'payroll', now);
    slipsOf(payroll, month).owed.push(now);
  }
}

/**
 * Off the employer's own contributions until the year's allowance is used up; none where those of the year before
 * reached the bar.
 */
function bookAllowance(
  journal: Journal,
  { parameters }: Pick<Model, 'parameters'>,
  payroll: Payroll,
  { year, months, niBefore }: TaxYear,
): void {
  const allowance = (parameters as Parameters).employmentAllowance;
  if (allowance === undefined) return;
  const ni: Money[] = [];
  let before: Money = NONE;
  for (const month of months) {
    ni.push(...slipsOf(payroll, month).ni);
    const stated = allowance.amount.in(month);
    if (stated === undefined) continue;
    const barred = month <= (allowance.barEnds ?? Number.POSITIVE_INFINITY) ? allowance.barredFrom : undefined;
    const bar = barred?.in(month);
    const open =
      bar && niBefore
        ? band('money', niBefore, [{ upTo: bar, closed: false, value: stated }], NONE, 'allowance below the bar')
        : stated;
    const toDate = smaller(
      'money',
      [totalOf('money', [...ni], `National Insurance of the tax year ${year} to date`), open],
      'employment allowance to date',
    );
    const now = sum('money', [toDate], 'employment allowance of the month', [before]);
    before = toDate;
    journal.book(month, 'employment allowance', 'payroll', 'cost.staff.employment_allowance', now);
    slipsOf(payroll, month).owed.push(sum('money', [], 'employment allowance', [now]));
  }
}
