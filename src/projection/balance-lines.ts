import { larger, type Money, nothing, sum } from '../figures/index.js';
import { keyInWords } from '../language/index.js';
import { CASH_KINDS, cashFlow } from './cash-flow.js';
import { type Line, made, stock } from './line.js';
import { periodBefore } from './projection.js';

/** A line of the balance sheet, and the account that it is read from. */
export interface BalanceLine {
  /** `balance.cash`. */
  readonly name: string;
  readonly label: string;
  readonly means: string;
  /** The account, with all that is below it. */
  readonly account: string;
  /**
   * Whether it shows what the account is when it lies on its other side: what is in the bank is an asset, and an
   * overdraft a liability.
   */
  readonly isOther: boolean;
}

const place = (account: string, label: string, means: string, name = account, isOther = false): BalanceLine => ({
  name: `balance.${name}`,
  label,
  means,
  account,
  isOther,
});

/**
 * The balance sheet, in its order: what the company has, and what it owes. Cash, VAT and PAYE can lie on either side,
 * and have a line on each: an overdraft is a creditor and not an asset below zero (FRS 102, 2.52: assets and
 * liabilities are not set off; SI 2008/409: bank loans and overdrafts are creditors).
 */
export const BALANCE_SHEET: { readonly assets: readonly BalanceLine[]; readonly liabilities: readonly BalanceLine[] } =
  {
    assets: [
      place('fixed_assets', 'Fixed assets', 'capital items at cost, less depreciation'),
      place('debtors', 'Debtors', 'invoiced and not yet paid, with VAT'),
      place('accrued_income', 'Accrued income', 'earned and not yet invoiced'),
      place('prepayments', 'Prepayments', 'paid and not yet used'),
      place(
        'vat',
        'VAT reclaimable',
        'what HMRC owes on returns; nothing where the company owes',
        'vat_reclaimable',
        true,
      ),
      place(
        'payroll',
        'PAYE reclaimable',
        'what HMRC owes of PAYE, such as a levy that was paid too early',
        'paye_reclaimable',
        true,
      ),
      place('cash', 'Cash at bank', 'what is in the bank; nothing where the account is overdrawn'),
    ],
    liabilities: [
      place('cash', 'Overdraft', 'what the bank account is overdrawn by: a creditor', 'overdraft', true),
      place('creditors', 'Creditors', 'used and not yet paid, with VAT'),
      place(
        'payroll',
        'PAYE and pensions',
        'owed for tax, National Insurance and pensions, paid the month after, and on awards that are still to be paid; nothing where HMRC owes',
      ),
      place('vat', 'VAT owed', 'owed to HMRC on returns; nothing where HMRC owes'),
      place('corporation_tax', 'Corporation tax', 'of years that have ended, and not yet paid'),
      place('deferred_income', 'Deferred income', 'invoiced and not yet earned'),
      place('owed_to_providers', 'Owed to providers', 'collected or due from buyers for providers, as agent'),
      place('loans', 'Loans', 'drawn and not yet repaid'),
    ],
  };

const ALL: readonly BalanceLine[] = [...BALANCE_SHEET.assets, ...BALANCE_SHEET.liabilities];
const NOTHING: Money = nothing('money');

/** Accounts that have a line on either side. */
export const TWO_SIDED: readonly BalanceLine[] = ALL.filter(({ isOther }) => isOther);

/** An account with one line stands there whatever it comes to; of two lines one is nil. */
function placed({ name, account, label, means, isOther }: BalanceLine): Line {
  if (!TWO_SIDED.some((other) => other.account === account)) return stock(name, account, label, means);
  return {
    name,
    label,
    measure: 'money',
    means,
    of: ({ journal }, { last, label: period }) => {
      const balance = journal.balance(account, last);
      return larger(
        'money',
        [isOther ? sum('money', [], `the account of ${keyInWords(account)}, below zero`, [balance]) : balance, NOTHING],
        `${label.toLowerCase()}, ${period}`,
      );
    },
  };
}

const namesOf = (places: readonly BalanceLine[]): string[] => places.map(({ name }) => name);

/** The balance sheet: what the company has and owes when a period ends. */
export const balanceLines: readonly Line[] = [
  ...BALANCE_SHEET.assets.map(placed),
  made(
    'balance.assets',
    'Assets',
    'all that the company has: gross assets, never below zero',
    namesOf(BALANCE_SHEET.assets),
    [],
  ),
  ...BALANCE_SHEET.liabilities.map(placed),
  made(
    'balance.liabilities',
    'Liabilities',
    'all that the company owes, an overdraft with it',
    namesOf(BALANCE_SHEET.liabilities),
    [],
  ),
  made(
    'balance.net_assets',
    'Net assets',
    'assets less liabilities: the reserves',
    ['balance.assets'],
    ['balance.liabilities'],
  ),
];

/** The cash flow statement, by whom cash comes from and goes to. */
export const cashLines: readonly Line[] = [
  {
    name: 'cash.opening',
    label: 'Cash at start',
    measure: 'money',
    means: 'cash when the period starts: in the first what there was, which is the reserves at the start',
    of: ({ model, journal }, period) =>
      journal.balance('cash', periodBefore(model.calendar, period)?.last ?? model.calendar.first - 1),
  },
  ...CASH_KINDS.map(
    ({ name, label, means }): Line => ({
      name: `cash.${name}`,
      label,
      measure: 'money',
      means,
      of: ({ journal }, { first, last, label: period }) =>
        cashFlow(journal, name, first, last, `${label.toLowerCase()}, ${period}`),
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
