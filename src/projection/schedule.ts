import { type Money, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Paid, VatClass } from '../model/index.js';
import type { BillTax, Monthly, Share, Trade } from './trade.js';

/** How an amount is invoiced or billed, and with which tax. */
export interface Terms {
  readonly paid: Paid;
  readonly vat: VatClass | undefined;
}

/** The months that one invoice covers. */
export const INVOICED_MONTHS: Readonly<Record<Paid, number>> = {
  monthly: 1,
  quarterly_in_advance: 3,
  quarterly_in_arrears: 3,
  yearly_in_advance: 12,
  yearly_in_arrears: 12,
};

/** Consecutive months cut into what one invoice covers; the last may be short. */
function invoices(paid: Paid, months: readonly Monthly[]): readonly (readonly Monthly[])[] {
  const length = INVOICED_MONTHS[paid];
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
 * Income earned month by month and invoiced on its own rhythm: deferred where the invoice comes first, accrued where it comes last. Each buyer pays
 * after its own terms.
 */
export function bookIncome(
  trade: Trade,
  what: string,
  account: string,
  { paid, vat }: Terms,
  months: readonly Monthly[],
  by: (invoiced: Month) => readonly Share[],
): void {
  const stream = account.replace(/^income\./, '');
  const between = paid === 'monthly' ? undefined : paid.endsWith('advance') ? `deferred_income.${stream}` : `accrued_income.${stream}`;
  for (const covered of invoices(paid, months)) {
    const invoiced = paid.endsWith('advance') ? firstOf(covered) : lastOf(covered);
    const invoice = trade.invoice(invoiced, what, between ?? account, total(covered), vat);
    trade.issued.push({ ...invoice, month: invoiced, account, collected: undefined, earned: covered, by: by(invoiced) });
    trade.receive(invoiced, what, account, invoice.gross, by(invoiced));
    if (between === undefined) continue;
    for (const { month, amount: earned } of covered) trade.journal.book(month, `${what} earned`, between, account, earned);
  }
}

/** A cost used month by month and paid on its own rhythm: prepaid in advance, owed in arrears; suppliers wait `terms` months for arrears. */
export function bookCost(
  trade: Trade,
  what: string,
  account: string,
  { paid, ...tax }: BillTax & Pick<Terms, 'paid'>,
  months: readonly Monthly[],
  terms: number,
): void {
  const { journal } = trade;
  const advance = paid.endsWith('advance');
  for (const covered of invoices(paid, months)) {
    if (advance) {
      journal.book(firstOf(covered), `${what} paid in advance`, 'prepayments', 'cash', total(covered));
      trade.billed(firstOf(covered), what, total(covered), tax, 'cash');
    }
    for (const { month, amount } of covered) journal.book(month, what, account, advance ? 'prepayments' : 'creditors', amount);
    if (advance) continue;
    const gross = trade.billed(lastOf(covered), what, total(covered), tax, 'creditors');
    journal.book(lastOf(covered) + terms, `${what} paid`, 'creditors', 'cash', gross);
  }
}
