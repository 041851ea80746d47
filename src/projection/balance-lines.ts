import { CASH_KINDS, cashFlow } from './cash-flow.js';
import { type Line, made, stock } from './line.js';
import { periodBefore } from './projection.js';

const ASSETS = ['fixed_assets', 'debtors', 'accrued_income', 'prepayments'].map((account) => `balance.${account}`);
const LIABILITIES = ['creditors', 'payroll', 'vat', 'corporation_tax', 'deferred_income', 'owed_to_providers', 'loans'].map(
  (account) => `balance.${account}`,
);

/** The balance sheet: what the company has and owes when a period ends. */
export const balanceLines: readonly Line[] = [
  stock('balance.fixed_assets', 'fixed_assets', 'Fixed assets', 'capital items at cost, less depreciation'),
  stock('balance.debtors', 'debtors', 'Debtors', 'invoiced and not yet paid, with VAT'),
  stock('balance.accrued_income', 'accrued_income', 'Accrued income', 'earned and not yet invoiced'),
  stock('balance.prepayments', 'prepayments', 'Prepayments', 'paid and not yet used'),
  made('balance.assets', 'Assets', 'all that the company has', [...ASSETS, 'cash.closing'], []),
  stock('balance.creditors', 'creditors', 'Creditors', 'used and not yet paid, with VAT'),
  stock('balance.payroll', 'payroll', 'PAYE and pensions', 'owed for tax, National Insurance and pensions, paid the month after'),
  stock('balance.vat', 'vat', 'VAT', 'owed to HMRC on returns, less what it owes'),
  stock('balance.corporation_tax', 'corporation_tax', 'Corporation tax', 'of years that have ended, and not yet paid'),
  stock('balance.deferred_income', 'deferred_income', 'Deferred income', 'invoiced and not yet earned'),
  stock('balance.owed_to_providers', 'owed_to_providers', 'Owed to providers', 'collected or due from buyers for providers, as agent'),
  stock('balance.loans', 'loans', 'Loans', 'drawn and not yet repaid'),
  made('balance.liabilities', 'Liabilities', 'all that the company owes', LIABILITIES, []),
  made('balance.net_assets', 'Net assets', 'assets less liabilities: the reserves', ['balance.assets'], ['balance.liabilities']),
];

/** The cash flow statement, by whom cash comes from and goes to. */
export const cashLines: readonly Line[] = [
  {
    name: 'cash.opening',
    label: 'Cash at start',
    measure: 'money',
    means: 'cash when the period starts; nothing before the first month',
    of: ({ model, journal }, period) => journal.balance('cash', periodBefore(model.calendar, period)?.last ?? model.calendar.first - 1),
  },
  ...CASH_KINDS.map(
    ({ name, label, means }): Line => ({
      name: `cash.${name}`,
      label,
      measure: 'money',
      means,
      of: ({ journal }, { first, last, label: period }) => cashFlow(journal, name, first, last, `${label.toLowerCase()}, ${period}`),
    }),
  ),
  made(
    'cash.change',
    'Change in cash',
    'all that comes in less all that goes out',
    CASH_KINDS.map(({ name }) => `cash.${name}`),
    [],
  ),
];
