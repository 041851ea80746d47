import { type Money, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Paid } from '../model/index.js';
import type { Journal } from './journal.js';

/** An amount for each month of a stretch, in order. */
export interface Monthly {
  readonly month: Month;
  readonly amount: Money;
}

const LENGTH: Readonly<Record<Paid, number>> = {
  monthly: 1,
  quarterly_in_advance: 3,
  quarterly_in_arrears: 3,
  yearly_in_advance: 12,
  yearly_in_arrears: 12,
};

/** Consecutive months cut into what one invoice covers; the last may be short. */
function invoices(paid: Paid, months: readonly Monthly[]): readonly (readonly Monthly[])[] {
  const length = LENGTH[paid];
  const cut: Monthly[][] = [];
  for (let i = 0; i < months.length; i += length) cut.push(months.slice(i, i + length));
  return cut;
}

const total = (months: readonly Monthly[]): Money =>
  sum(
    'money',
    months.map(({ amount }) => amount),
  );
const firstOf = (months: readonly Monthly[]): Month => (months[0] as Monthly).month;
const lastOf = (months: readonly Monthly[]): Month => (months[months.length - 1] as Monthly).month;

/**
 * Income earned month by month and invoiced on its own rhythm: deferred where the invoice comes first, accrued where it comes last. The buyer
 * pays `terms` months after the invoice.
 */
export function bookIncome(journal: Journal, what: string, account: string, paid: Paid, months: readonly Monthly[], terms: number): void {
  const stream = account.replace(/^income\./, '');
  const between = paid === 'monthly' ? undefined : paid.endsWith('advance') ? `deferred_income.${stream}` : `accrued_income.${stream}`;
  for (const covered of invoices(paid, months)) {
    const amount = total(covered);
    const invoiced = paid.endsWith('advance') ? firstOf(covered) : lastOf(covered);
    journal.book(invoiced, `${what} invoiced`, 'debtors', between ?? account, amount);
    journal.book(invoiced + terms, `${what} paid`, 'cash', 'debtors', amount);
    if (between === undefined) continue;
    for (const { month, amount: earned } of covered) journal.book(month, `${what} earned`, between, account, earned);
  }
}

/** A cost used month by month and paid on its own rhythm: prepaid in advance, owed in arrears; suppliers wait `terms` months for arrears. */
export function bookCost(journal: Journal, what: string, account: string, paid: Paid, months: readonly Monthly[], terms: number): void {
  const advance = paid.endsWith('advance');
  for (const covered of invoices(paid, months)) {
    if (advance) journal.book(firstOf(covered), `${what} paid in advance`, 'prepayments', 'cash', total(covered));
    for (const { month, amount } of covered) journal.book(month, what, account, advance ? 'prepayments' : 'creditors', amount);
    if (!advance) journal.book(lastOf(covered) + terms, `${what} paid`, 'creditors', 'cash', total(covered));
  }
}
