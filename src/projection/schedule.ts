import { type Money, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Paid, VatClass } from '../model/index.js';
import type { OrderSale } from './ordered.js';
import { NO_PART } from './season.js';
import type { BillTax, Monthly, Share, Trade } from './trade.js';

/** How an amount is invoiced or billed, and with which tax. */
export interface BillingTerms {
  readonly paid: Paid;
  readonly vat: VatClass | undefined;
  /**
   * The month from which invoices are counted, where it may lie before those that are booked; else the first of these.
   */
  readonly since?: Month | undefined;
  /** The tax of the invoice, where it is known before; else it is worked out. */
  readonly tax?: Money | undefined;
  /** The order that it is for, if any. */
  readonly sale?: OrderSale | undefined;
}

/** The months that one invoice covers. */
export const INVOICED_MONTHS: Readonly<Record<Paid, number>> = {
  monthly: 1,
  quarterly_in_advance: 3,
  quarterly_in_arrears: 3,
  yearly_in_advance: 12,
  yearly_in_arrears: 12,
};

/** How many months of one invoice lie before a month, where invoices are counted from another. */
export function monthsInto(paid: Paid, month: Month, since: Month): number {
  return (month - since) % INVOICED_MONTHS[paid];
}

/**
 * Consecutive months cut into what one invoice covers; the last may be short. So is the first of what began before
 * them: what went before in that invoice is in the books that are closed. Where a season gives none of its months
 * anything there is no invoice.
 */
function invoices(paid: Paid, months: readonly Monthly[], since: Month | undefined): readonly (readonly Monthly[])[] {
  const [first] = months;
  if (first === undefined) return [];
  const short = INVOICED_MONTHS[paid] - monthsInto(paid, first.month, Math.min(since ?? first.month, first.month));
  const cut: Monthly[][] = [months.slice(0, short)];
  for (let i = short; i < months.length; i += INVOICED_MONTHS[paid])
    cut.push(months.slice(i, i + INVOICED_MONTHS[paid]));
  return cut.filter((covered) => covered.some(({ amount }) => amount !== NO_PART));
}

const total = (months: readonly Monthly[]): Money =>
  totalOf(
    'money',
    months.map(({ amount }) => amount),
  );
const firstOf = (months: readonly Monthly[]): Month => (months[0] as Monthly).month;
const lastOf = (months: readonly Monthly[]): Month => (months[months.length - 1] as Monthly).month;

/**
 * Income earned month by month and invoiced on its own rhythm: deferred where the invoice comes first, accrued where it
 * comes last. Each buyer pays after its own terms.
 */
export function bookIncome(
  trade: Trade,
  what: string,
  account: string,
  { paid, vat, since, sale, tax: given }: BillingTerms,
  months: readonly Monthly[],
  by: (invoiced: Month) => readonly Share[],
): void {
  const advance = paid.endsWith('advance');
  const stream = account.slice('income.'.length);
  const between = paid === 'monthly' ? undefined : advance ? `deferred_income.${stream}` : `accrued_income.${stream}`;
  for (const covered of invoices(paid, months, since)) {
    const invoiced = advance ? firstOf(covered) : lastOf(covered);
    const { net, tax, gross } = trade.invoice(invoiced, what, between ?? account, total(covered), vat, given);
    const shares = by(invoiced);
    trade.issued.push({
      net,
      tax,
      gross,
      vat,
      month: invoiced,
      account,
      collected: undefined,
      earned: covered,
      by: shares,
      sale,
    });
    trade.receive(invoiced, what, account, gross, shares);
    if (between === undefined) continue;
    for (const { month, amount: earned } of covered)
      if (earned !== NO_PART) trade.journal.book(month, `${what} earned`, between, account, earned);
  }
}

/**
 * A cost used month by month and paid on its own rhythm: prepaid in advance, owed in arrears; suppliers wait `terms`
 * months for arrears.
 */
export function bookCost(
  trade: Trade,
  what: string,
  account: string,
  { paid, since, ...tax }: BillTax & Pick<BillingTerms, 'paid' | 'since'>,
  months: readonly Monthly[],
  terms: number,
): void {
  const { journal } = trade;
  const advance = paid.endsWith('advance');
  for (const covered of invoices(paid, months, since)) {
    if (advance) {
      journal.book(firstOf(covered), `${what} paid in advance`, 'prepayments', 'cash', total(covered));
      trade.billed(firstOf(covered), what, total(covered), tax, 'cash');
    }
    for (const { month, amount } of covered)
      if (amount !== NO_PART) journal.book(month, what, account, advance ? 'prepayments' : 'creditors', amount);
    if (advance) continue;
    const gross = trade.billed(lastOf(covered), what, total(covered), tax, 'creditors');
    journal.book(lastOf(covered) + terms, `${what} paid`, 'creditors', 'cash', gross);
  }
}
