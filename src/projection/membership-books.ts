import { type Money, part, totalOf } from '../figures/index.js';
import { called, type TierTerms } from '../model/index.js';
import type { Membership } from './membership.js';
import type { TiersWith } from './tier-parts.js';
import type { Payers, Trade } from './trade.js';

/** Membership in the books: invoiced at once, earned over its months, paid in instalments after the payment terms. */
export function bookMembership(
  trade: Trade,
  { tiers }: { readonly tiers: TiersWith<'name' | 'term' | 'vat'> },
  membership: Membership,
  payers: Payers,
): void {
  for (const { tier, invoiced, firstMonth, lastMonth, amount, billed, tax, supplies, buyer } of membership.batches) {
    if (!billed) continue;
    const terms = tiers.get(tier) as Pick<TierTerms, 'name' | 'term' | 'vat'>;
    const { term, vat } = terms;
    const what = `membership ${called(terms, tier)}`;
    const months = lastMonth - firstMonth + 1;
    const deferred = `deferred_income.membership.${tier}`;
    const invoices = (supplies ?? [{ vat, net: amount, tax }]).map(
      (each) => trade.invoice(invoiced, what, deferred, each.net, each.vat, each.tax).gross,
    );
    const gross = totalOf('money', invoices);
    for (let i = 0; i < months; i++) {
      trade.journal.book(
        firstMonth + i,
        `${what} earned`,
        deferred,
        `income.membership.${tier}`,
        part(amount, i, months),
      );
    }
    for (const { after, instalment } of instalmentsOf(gross, term.instalments, months)) {
      trade.receive(invoiced + after, what, deferred, instalment, [{ payer: payers.of(buyer), share: undefined }]);
    }
  }
}

/**
 * An invoice cut into instalments, evenly over its months: how many months after it each falls due, before the payment
 * terms.
 */
export function instalmentsOf(
  gross: Money,
  of: number,
  months: number,
): readonly { readonly after: number; readonly instalment: Money }[] {
  const count = Math.min(of, months);
  return Array.from({ length: count }, (_, i) => ({
    after: Math.floor((i * months) / count),
    instalment: part(gross, i, count),
  }));
}
