import { type Money, part, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { type Brokered, called, type Model, monthInYear, monthsOf, useOfClass } from '../model/index.js';
import { bookCost, bookIncome } from './schedule.js';
import type { Services } from './services.js';
import type { Buying, Monthly, Share, Trade } from './trade.js';

/** What the books of services hang on beside them. */
type ServiceBooks = Pick<Model, 'calendar' | 'services'> & { readonly suppliers: number };

/**
 * Traded and brokered services in the books, month by month, and the associates who deliver what a post has no days
 * for.
 */
export function bookServices(trade: Trade, model: ServiceBooks, services: Services, buying: Buying): void {
  const { calendar, suppliers } = model;
  const monthlyOf = (amount: Money, year: number): Monthly[] =>
    monthsOf(calendar, year).map((month) => ({ month, amount: part(amount, monthInYear(calendar, month), 12) }));
  const toSchools = (invoiced: Month): readonly Share[] => buying.in(invoiced);
  for (const [id, service] of model.services) {
    const name = called(service, id);
    const income = { paid: 'monthly', vat: service.vat } as const;
    for (const year of calendar.years) {
      const { billed, providers, directCost } = services.in(id, year);
      if (service.kind === 'traded') {
        bookIncome(trade, name, `income.traded.${id}`, income, monthlyOf(billed, year), toSchools);
        const cost = { paid: 'monthly', vat: service.delivery.vat, use: useOfClass(service.vat) } as const;
        if (directCost !== undefined)
          bookCost(trade, `${name} delivered`, `cost.delivery.${id}`, cost, monthlyOf(directCost, year), suppliers);
      } else if (service.actsAs === 'principal') {
        bookIncome(trade, name, `income.brokered.${id}`, income, monthlyOf(billed, year), toSchools);
        const cost = { paid: 'monthly', vat: service.providerVat, use: useOfClass(service.vat) } as const;
        bookCost(
          trade,
          `${name} provided`,
          `cost.providers.${id}`,
          cost,
          monthlyOf(providers as Money, year),
          suppliers,
        );
      } else
        bookAgency(trade, id, service, monthlyOf(billed, year), monthlyOf(providers as Money, year), suppliers, buying);
    }
  }
  for (const { post, name, year, cost } of services.capacity.associates()) {
    const terms = { paid: 'monthly', vat: undefined, use: 'residual' } as const;
    bookCost(trade, name, `cost.associates.${post}`, terms, monthlyOf(cost, year), suppliers);
  }
}

/**
 * As agent the company collects the whole price and owes the provider its part: only the commission is income, and only
 * on it is the tax the company's own. What the provider charges as tax is collected and passed on with its part.
 */
function bookAgency(
  trade: Trade,
  id: string,
  service: Brokered,
  billed: readonly Monthly[],
  providers: readonly Monthly[],
  terms: number,
  buying: Buying,
): void {
  const [{ vat, providerVat }, name] = [service, called(service, id)];
  billed.forEach(({ month, amount }, i) => {
    const provider = (providers[i] as Monthly).amount;
    const commission = sum('money', [amount], 'commission', [provider]);
    const theirs = trade.withTax(month, provider, providerVat);
    const tax = trade.vat.sold(month, vat, commission);
    const gross = sum('money', [theirs, commission, ...(tax === undefined ? [] : [tax])], `${name} as invoiced`);
    trade.journal.entry(month, `${name} invoiced`, [
      { account: 'debtors.brokered', side: 'debit', amount: gross },
      { account: 'owed_to_providers', side: 'credit', amount: theirs },
      { account: `income.brokered.${id}`, side: 'credit', amount: commission },
      ...(tax === undefined ? [] : [{ account: 'vat.output', side: 'credit' as const, amount: tax }]),
    ]);
    const account = `income.brokered.${id}`;
    const [earned, by] = [[{ month, amount: commission }], buying.in(month)];
    trade.issued.push({ month, account, net: commission, tax, gross, collected: theirs, earned, by });
    trade.receive(month, name, account, gross, by);
    trade.journal.book(month + terms, `${name} passed on`, 'owed_to_providers', 'cash', theirs);
  });
}
