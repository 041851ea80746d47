import { isZero, type Money, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  type Brokered,
  type Calendar,
  called,
  type Model,
  monthsOf,
  type Service,
  useOfClasses,
  type VatClass,
} from '../model/index.js';
import { classesSold } from '../pricing/index.js';
import type { OrderSale } from './ordered.js';
import { bookCost, bookIncome } from './schedule.js';
import { amountInCalendar, inMonths, NO_PART } from './season.js';
import type { ServiceStretch } from './service-year.js';
import type { Services } from './services.js';
import { suppliesOf } from './supplies.js';
import type { Buying, Monthly, Share, Trade } from './trade.js';

/** What the books of services hang on beside them. */
type ServiceBooks = Pick<Model, 'calendar' | 'services'> & { readonly suppliers: number };

/**
 * Traded and brokered services in the books, month by month, and the associates who deliver what a post has no days
 * for.
 */
export function bookServices(trade: Trade, model: ServiceBooks, services: Services, buying: Buying): void {
  const { calendar, suppliers } = model;
  const books: OneService = { trade, suppliers, buying };
  for (const [id, service] of model.services)
    for (const year of calendar.years) {
      const { parts, orders } = services.in(id, year);
      for (const part of parts) bookSold(books, id, service, soldIn(part, service, calendar));
      for (const sale of orders)
        if (!isZero(sale.order.units)) bookSold(books, id, service, soldOnce(sale, service, trade));
    }
  bookAssociates(books, services, calendar);
}

/** What associates cost, in the months in which their post is needed. */
function bookAssociates({ trade, suppliers }: OneService, services: Services, calendar: Calendar): void {
  for (const { post, name, year, cost } of services.capacity.associates()) {
    const terms = { paid: 'monthly', vat: undefined, use: 'residual' } as const;
    const season = services.capacity.seasonOf(post, year);
    // Its shares are those of the months that the calendar has.
    const inCalendar = season === undefined ? cost : amountInCalendar(calendar, year, cost);
    const monthly = inMonths(inCalendar, season, calendar, monthsOf(calendar, year));
    bookCost(trade, name, `cost.associates.${post}`, terms, monthly, suppliers);
  }
}

interface OneService {
  readonly trade: Trade;
  readonly suppliers: number;
  readonly buying: Buying;
}

/** What is sold of a service, month by month, and what it costs; of one order, or of all else. */
interface Sold {
  /** What is paid, by classes of VAT: that of the service first. */
  readonly lines: readonly Line[];
  readonly paid: readonly Monthly[];
  readonly provider: readonly Monthly[] | undefined;
  readonly directCost: readonly Monthly[] | undefined;
  readonly sale?: OrderSale;
}

/** What is sold of one class of VAT; the tax is given where the price is published with VAT. */
interface Line {
  readonly vat: VatClass | undefined;
  readonly paid: readonly Monthly[];
  readonly tax: Money | undefined;
}

const lessAll = (amount: Money, parts: readonly Money[]): Money =>
  parts.length === 0 ? amount : sum('money', [amount], amount.label, parts);

/** What the months of a stretch have of what is sold in it. */
function soldIn(
  { months, billed, ofClass, providers, directCost }: ServiceStretch,
  { vat, season }: Service,
  calendar: Calendar,
): Sold {
  const monthly = (amount: Money): Monthly[] => inMonths(amount, season, calendar, months);
  const rest = lessAll(billed, [...ofClass.values()]);
  return {
    lines: [
      { vat, paid: monthly(rest), tax: undefined },
      ...[...ofClass].map(([of, amount]): Line => ({ vat: of, paid: monthly(amount), tax: undefined })),
    ],
    paid: monthly(billed),
    provider: providers && monthly(providers),
    directCost: directCost && monthly(directCost),
  };
}

/** What a school has ordered: one invoice to it in the month of its day, in which all of it is delivered. */
function soldOnce(sale: OrderSale, { vat }: Service, { vat: { rates } }: Trade): Sold {
  const only = (amount: Money): Monthly[] => [{ month: sale.order.month, amount }];
  const { paid, provider, directCost, supplies } = sale;
  const { month } = sale.order;
  const lines = suppliesOf(supplies, paid, undefined, vat, (of) => rates.rateOf(of, month)) ?? [
    { vat, net: paid, tax: undefined },
  ];
  return {
    lines: lines.map((each) => ({ vat: each.vat, paid: only(each.net), tax: each.tax })),
    paid: only(paid),
    provider: provider && only(provider),
    directCost: directCost && only(directCost),
    sale,
  };
}

function bookSold({ trade, suppliers, buying }: OneService, id: string, service: Service, sold: Sold): void {
  const { sale } = sold;
  const name = sale === undefined ? called(service, id) : `${called(service, id)} for ${sale.order.school.name}`;
  const by = (at: Month): readonly Share[] => (sale === undefined ? buying.in(at) : buying.of(sale.order.school, at));
  const income = { paid: 'monthly', vat: service.vat, sale } as const;
  if (service.kind === 'traded') {
    for (const { paid, ...line } of sold.lines)
      bookIncome(trade, name, `income.traded.${id}`, { ...income, ...line }, paid, by);
    const use = useOfClasses(classesSold(service.price, service.vat));
    const cost = { paid: 'monthly', vat: service.delivery.vat, use } as const;
    if (sold.directCost !== undefined)
      bookCost(trade, `${name} delivered`, `cost.delivery.${id}`, cost, sold.directCost, suppliers);
  } else if (service.actsAs === 'principal') {
    const use = useOfClasses([service.vat]);
    bookIncome(trade, name, `income.brokered.${id}`, income, sold.paid, by);
    const cost = { paid: 'monthly', vat: service.providerVat, use } as const;
    bookCost(trade, `${name} provided`, `cost.providers.${id}`, cost, sold.provider ?? [], suppliers);
  } else bookAgency(trade, id, service, sold, suppliers, by);
}

/**
 * As agent the company collects the whole price and owes the provider its part: only the commission is income, and only
 * on it is the tax the company's own. What the provider charges as tax is collected and passed on with its part.
 */
function bookAgency(
  trade: Trade,
  id: string,
  service: Brokered,
  { paid, provider: providers = [], sale }: Sold,
  terms: number,
  buyers: (at: Month) => readonly Share[],
): void {
  const [{ vat, providerVat }, name] = [service, called(service, id)];
  paid.forEach(({ month, amount }, i) => {
    if (amount === NO_PART) return;
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
    const earned = [{ month, amount: commission }];
    const by = buyers(month);
    trade.issued.push({ month, vat, account, net: commission, tax, gross, collected: theirs, earned, by, sale });
    trade.receive(month, name, account, gross, by);
    trade.journal.book(month + terms, `${name} passed on`, 'owed_to_providers', 'cash', theirs);
  });
}
