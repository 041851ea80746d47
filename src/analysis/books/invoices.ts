import {
  type Count,
  inWords,
  type Kind,
  type Money,
  nothing,
  part,
  type Rate,
  sum,
  totalOf,
} from '../../figures/index.js';
import { keyInWords, type Month, toldApart } from '../../language/index.js';
import type { TierTerms, VatClass } from '../../model/index.js';
import { called } from '../../model/index.js';
import type { Supply } from '../../pricing/index.js';
import {
  type Batch,
  type Charge,
  type Issued,
  instalmentsOf,
  type Monthly,
  type OrderSale,
  type Projection,
  partsOf,
} from '../../projection/index.js';
import { ALONE, type FigureEntries } from '../shared/figure-entry.js';

/** One invoice that the projection sends, or for services one batch of them. */
export interface Invoice {
  /** The same in every run: the stream, the month and the buyer. */
  readonly number: string;
  readonly stream: 'membership' | 'services' | 'contracts';
  /** The tier, service or contract. */
  readonly of: string;
  /** A school's id, a contract's, or `schools`. */
  readonly buyer: string;
  readonly name: string;
  readonly says: string;
  readonly month: Month;
  /** The months that it is for; undefined for its own month alone. */
  readonly covers: { readonly first: Month; readonly last: Month } | undefined;
  /** What of it is earned in which month, as the books have it. */
  readonly earned: readonly Monthly[];
  /** How many such invoices are expected: less than one where a school may not join. */
  readonly expected: Count | Rate | undefined;
  /**
   * The class of a company that is registered in the month, and the rate that is charged; undefined where there is
   * none.
   */
  readonly vat: VatClass | undefined;
  readonly rate: Rate | undefined;
  /** The company's own, before VAT, and its VAT. */
  readonly net: Money;
  readonly tax: Money | undefined;
  /** Of an agent: what is collected for the provider, with the provider's own VAT. */
  readonly collected: Money | undefined;
  /** All that is to be paid. */
  readonly gross: Money;
  readonly due: readonly { readonly month: Month; readonly amount: Money }[];
  /**
   * Whether it will be sent as it stands: to one school that is sure to join, or on a contract. The others are
   * expectations.
   */
  readonly isCertain: boolean;
}

const known = new WeakMap<Projection, readonly Invoice[]>();

/**
 * Every invoice of a projection, in the order of their months; they add to what the books call invoiced, to the penny.
 */
export function invoicesOf(projection: Projection): readonly Invoice[] {
  return allOf(projection).filter(({ month }) => month <= projection.model.calendar.last);
}

/** Invoices that are sent after the last month for what is earned by then: contracts that are invoiced in arrears. */
export function invoicesAfter(projection: Projection): readonly Invoice[] {
  const { last } = projection.model.calendar;
  return allOf(projection).filter(({ month, earned }) => month > last && earned.some((each) => each.month <= last));
}

function allOf(projection: Projection): readonly Invoice[] {
  const found = known.get(projection) ?? anew(projection);
  known.set(projection, found);
  return found;
}

/** What figures of invoices are made of: the number of one, or undefined for all of them. */
export interface InvoiceAt {
  readonly projection: Projection;
  readonly invoice: string | undefined;
}

const ofInvoices = (means: string, of: (invoice: Invoice) => Money | undefined) => ({
  kind: 'money' as const,
  means,
  parts: ALONE,
  make: ({ projection, invoice }: InvoiceAt): Money | undefined => {
    const invoices = invoicesOf(projection);
    const found = invoices.find(({ number }) => number === invoice);
    if (invoice !== undefined) return found && of(found);
    return totalOf(
      'money',
      invoices.flatMap((each) => of(each) ?? []),
      'all invoices',
    );
  },
});

/** How likely an invoice is: of all of them together it says nothing. */
export const oneInvoiceFigures = {
  'invoice.expected': {
    kind: (): Kind => 'rate',
    means: 'how many such invoices are expected: less than one where a school may not join',
    parts: ALONE,
    make: ({ projection, invoice }) => invoicesOf(projection).find(({ number }) => number === invoice)?.expected,
  },
} as const satisfies FigureEntries<InvoiceAt>;

/** What an invoice comes to, or all of them where none is named. To add one: an entry here. */
export const invoiceFigures = {
  'invoice.net': ofInvoices(
    'the amount of an invoice before VAT, or of all invoices where none is named',
    ({ net }) => net,
  ),
  'invoice.vat': ofInvoices('its VAT', ({ tax }) => tax),
  'invoice.collected': ofInvoices('what is collected for the provider, with its VAT', ({ collected }) => collected),
  'invoice.gross': ofInvoices('all that is to be paid', ({ gross }) => gross),
} as const satisfies FigureEntries<InvoiceAt>;

function anew(projection: Projection): Invoice[] {
  const { membership, trade } = projection;
  const fees = membership.batches.filter(({ billed }) => billed).flatMap((batch) => ofBatch(batch, projection));
  const names = new Set(projection.model.schools.map(({ name }) => nearly(name)));
  const others = trade.issued.map((issued) => ofIssued(issued, projection, names));
  const inOrder = [...fees, ...others]
    .map((invoice, i) => ({ invoice, i }))
    .sort((a, b) => a.invoice.month - b.invoice.month || a.i - b.i)
    .map(({ invoice }) => invoice);
  return numberedOnce(inOrder);
}

/**
 * Invoices with no number twice: what numbers are made of may come to one text, as an option `day` of the school `oak`
 * and the school `oak-day` do.
 */
function numberedOnce(invoices: readonly Invoice[]): Invoice[] {
  const numbers = toldApart(
    invoices.map(({ number }) => number),
    '-',
  );
  return invoices.map((invoice, i) =>
    numbers[i] === invoice.number ? invoice : { ...invoice, number: numbers[i] as string },
  );
}

/** Nothing is sent to a school that nobody expects: one that has said no, or takes another tier. */
function isExpected({ members }: Charge): boolean {
  return !members.isKnown || members.exact.sign !== 0;
}

/** The invoices of all schools for a period: for each one, or one for each class of VAT that its price has. */
function ofBatch(batch: Batch, projection: Projection): Invoice[] {
  const { vat } = projection.model.tiers.get(batch.tier) as TierTerms;
  const lines = batch.charges.filter(isExpected).flatMap((charge) => {
    const supplies = charge.supplies ?? [{ vat, net: charge.expected, tax: charge.tax }];
    return supplies.map((supply) => ({ charge, supply, isOneOfSeveral: supplies.length > 1 }));
  });
  const earning = new Earning(lines.map(({ supply: { net } }) => net));
  return lines.map(({ charge, supply, isOneOfSeveral }, place) =>
    ofLine(charge, supply, isOneOfSeveral, batch, projection, (i, months) => earning.part(place, i, months)),
  );
}

/**
 * What is earned of invoices that the books earn together: of each in a month what all to it have earned, less what those
 * before it have, so that the months of an invoice add to it, and the invoices of a month to what the books have, to the
 * penny.
 */
class Earning {
  private readonly upTo: Money[] = [];

  constructor(private readonly nets: readonly Money[]) {}

  part(place: number, i: number, months: number): Money {
    const net = this.nets[place] as Money;
    if (!net.isKnown) return part(net, i, months);
    const [all, before] = [this.sumTo(place), this.sumTo(place - 1)];
    return sum('money', [part(all, i, months)], 'earned of the invoice', [part(before, i, months)]);
  }

  /** All that are known to a place, and it. */
  private sumTo(place: number): Money {
    for (let at = this.upTo.length; at <= place; at++) {
      const [before, net] = [this.upTo[at - 1] ?? NONE, this.nets[at] as Money];
      this.upTo.push(net.isKnown ? sum('money', [before, net]) : before);
    }
    return this.upTo[place] ?? NONE;
  }
}

const NONE = nothing<'money'>('money');

function ofLine(
  { school, tier, invoiced, firstMonth, lastMonth, members }: Charge,
  { vat, net: expected, tax }: Supply,
  isOneOfSeveral: boolean,
  { buyer }: Batch,
  { model, trade }: Projection,
  earnedIn: (i: number, months: number) => Money,
): Invoice {
  const { name, term } = model.tiers.get(tier) as TierTerms;
  const ofClass = isOneOfSeveral && vat !== undefined ? vat : undefined;
  const gross = tax === undefined ? expected : sum('money', [expected, tax], `invoice of ${school.name} with VAT`);
  const months = lastMonth - firstMonth + 1;
  return {
    number: `M-${tier}-${monthId(invoiced)}-${school.id}${ofClass === undefined ? '' : `-${ofClass}`}`,
    stream: 'membership',
    of: tier,
    buyer: school.id,
    name: school.name,
    says: `${name ?? keyInWords(tier)}, ${monthsOf(months)}${ofClass === undefined ? '' : `, ${keyInWords(ofClass)}`}`,
    month: invoiced,
    covers: { first: firstMonth, last: lastMonth },
    // Asked for by few, and twelve figures for each school.
    get earned() {
      return Array.from({ length: months }, (_, i) => ({ month: firstMonth + i, amount: earnedIn(i, months) }));
    },
    expected: members,
    vat: trade.vat.rates.classOf(vat, invoiced),
    rate: trade.vat.rates.rateOf(vat, invoiced),
    net: expected,
    tax,
    collected: undefined,
    gross,
    due: instalmentsOf(gross, term.instalments, months).map(({ after, instalment }) => ({
      month: invoiced + after + trade.payers.of(buyer).terms,
      amount: instalment,
    })),
    isCertain: school.count === undefined && members.isKnown && members.exact.toString() === '1',
  };
}

const monthsOf = (months: number): string => `${months} ${months === 1 ? 'month' : 'months'}`;

/** Names that programs and eyes take for one. */
const nearly = (name: string): string => name.trim().toLowerCase();

/** An invoice of a contract, or a batch of a service. Who pays a contract is told from schools with its name. */
function ofIssued(
  { month, vat, account, net, tax, gross, collected, earned, by, sale }: Issued,
  { model, trade }: Projection,
  schools: ReadonlySet<string>,
): Invoice {
  const [, kind = '', of = ''] = account.split('.');
  const isContract = kind === 'contract' || kind === 'other';
  const terms = isContract ? model.contracts.get(of) : model.services.get(of);
  const says = called(terms, of);
  const [first, last] = [earned[0], earned[earned.length - 1]] as [Monthly, Monthly];
  const ofClass = vat === undefined || vat === terms?.vat ? '' : `-${vat}`;
  const isOwnMonth = first.month === month && last.month === month;
  const usual = {
    number: `${isContract ? 'C' : 'S'}-${of}-${monthId(month)}${ofClass}`,
    buyer: isContract ? of : 'schools',
    name: !isContract ? 'Schools' : schools.has(nearly(says)) ? `${says} (contract)` : says,
    says: isOwnMonth ? says : `${says}, ${monthsOf(earned.length)}`,
    isCertain: isContract,
  };
  return {
    ...(sale === undefined ? usual : ofOrder(sale, says, ofClass)),
    stream: isContract ? 'contracts' : 'services',
    of,
    month,
    covers: isOwnMonth ? undefined : { first: first.month, last: last.month },
    earned,
    expected: undefined,
    vat: trade.vat.rates.classOf(vat, month),
    rate: trade.vat.rates.rateOf(vat, month),
    net,
    tax,
    collected,
    gross,
    due: partsOf(of, gross, by).map(({ amount, payer }) => ({ month: month + payer.terms, amount })),
  };
}

/** What the invoice of an order says: its school, and what it is for. */
function ofOrder(
  { order: { school, service, option, units, date }, isCertain }: OrderSale,
  says: string,
  ofClass: string,
): Pick<Invoice, 'number' | 'buyer' | 'name' | 'says' | 'isCertain'> {
  const parts = [service, date.replaceAll('-', ''), school.id, ...(option === undefined ? [] : [option])];
  return {
    number: `O-${parts.join('-')}${ofClass}`,
    buyer: school.id,
    name: school.name,
    says: `${says}: ${inWords(units)} for ${date}`,
    isCertain,
  };
}

function monthId(month: Month): string {
  return `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`;
}
