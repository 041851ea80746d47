import { type Count, type Figure, type Money, type Rate, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { TierTerms, VatClass } from '../model/index.js';
import { type Batch, type Charge, instalmentsOf, type Projection, type Transaction } from '../projection/index.js';

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
  /** Of membership: the months that it is for. */
  readonly covers: { readonly first: Month; readonly last: Month } | undefined;
  /** How many such invoices are expected: less than one where a school may not join. */
  readonly expected: Count | Rate | undefined;
  readonly vat: VatClass | undefined;
  readonly net: Money;
  readonly tax: Money | undefined;
  readonly gross: Money;
  readonly due: readonly { readonly month: Month; readonly amount: Money }[];
  /** Whether it will be sent as it stands: to one school that is sure to join, or on a contract. The others are expectations. */
  readonly isCertain: boolean;
}

const known = new WeakMap<Projection, readonly Invoice[]>();

/** Every invoice of a projection, in the order of their months; they add to what the books call invoiced, to the penny. */
export function invoicesOf(projection: Projection): readonly Invoice[] {
  const found = known.get(projection) ?? anew(projection);
  known.set(projection, found);
  return found;
}

/** What `explain` can be asked of an invoice by its number, or of all of them. */
export const INVOICE_FIGURES = ['invoice.expected', 'invoice.net', 'invoice.vat', 'invoice.gross'] as const;

/** A figure of an invoice, or of all invoices where no number is given; undefined where there is no such invoice, or it has none. */
export function invoiceFigure(name: (typeof INVOICE_FIGURES)[number], number: string | undefined, projection: Projection): Figure | undefined {
  const invoices = invoicesOf(projection);
  const pick = ({ net, tax, gross }: Invoice): Money | undefined => (name === 'invoice.net' ? net : name === 'invoice.vat' ? tax : gross);
  if (number === undefined)
    return name === 'invoice.expected'
      ? undefined
      : sum(
          'money',
          invoices.flatMap((each) => pick(each) ?? []),
          'all invoices',
        );
  const found = invoices.find((each) => each.number === number);
  if (found === undefined) return undefined;
  return name === 'invoice.expected' ? found.expected : pick(found);
}

function anew(projection: Projection): Invoice[] {
  const { membership, model, journal } = projection;
  const fees = membership.batches
    .filter(({ billed }) => billed)
    .flatMap((batch) => batch.charges.map((charge) => ofCharge(charge, batch, model.tiers.get(batch.tier) as TierTerms)));
  const others = journal.transactions.flatMap((entry) => ofEntry(entry, projection) ?? []);
  const last = model.calendar.last;
  return [...fees.filter(({ month }) => month <= last), ...others]
    .map((invoice, i) => ({ invoice, i }))
    .sort((a, b) => a.invoice.month - b.invoice.month || a.i - b.i)
    .map(({ invoice }) => invoice);
}

function ofCharge(charge: Charge, { payer }: Batch, { name, term, vat }: TierTerms): Invoice {
  const { school, tier, invoiced, firstMonth, lastMonth, members, expected, tax } = charge;
  const gross = tax === undefined ? expected : sum('money', [expected, tax], `invoice of ${school.name} with VAT`);
  const months = lastMonth - firstMonth + 1;
  return {
    number: `M-${tier}-${monthId(invoiced)}-${school.id}`,
    stream: 'membership',
    of: tier,
    buyer: school.id,
    name: school.name,
    says: `${name ?? tier.replace(/_/g, ' ')}, ${months} ${months === 1 ? 'month' : 'months'}`,
    month: invoiced,
    covers: { first: firstMonth, last: lastMonth },
    expected: members,
    vat,
    net: expected,
    tax,
    gross,
    due: instalmentsOf(gross, term.instalments, months).map(({ after, instalment }) => ({
      month: invoiced + after + payer.terms,
      amount: instalment,
    })),
    isCertain: school.count === undefined && members.isKnown && members.exact.toString() === '1',
  };
}

/** An invoice of a contract or a batch of a service, from the books; undefined for every other entry. */
function ofEntry({ month, postings }: Transaction, { model, trade }: Projection): Invoice | undefined {
  const debtor = postings.find(({ account, side }) => side === 'debit' && /^debtors\.(contract|traded|brokered)/.test(account));
  if (debtor === undefined) return undefined;
  const credits = postings.filter(({ side }) => side === 'credit');
  const account = credits.map((each) => each.account).find((each) => /^(income|deferred_income|accrued_income)\./.test(each)) as string;
  const [, kind = '', of = ''] = account.split('.');
  const tax = credits.find((each) => each.account === 'vat.output')?.amount;
  const net = tax === undefined ? debtor.amount : sum('money', [debtor.amount], `${of} before VAT`, [tax]);
  const isContract = kind === 'contract';
  const terms = isContract ? model.contracts.get(of) : model.services.get(of);
  const shares = isContract ? trade.council : trade.schoolsIn(month);
  return {
    number: `${isContract ? 'C' : 'S'}-${of}-${monthId(month)}`,
    stream: isContract ? 'contracts' : 'services',
    of,
    buyer: isContract ? of : 'schools',
    name: isContract ? (terms?.name ?? of.replace(/_/g, ' ')) : 'Schools',
    says: terms?.name ?? of.replace(/_/g, ' '),
    month,
    covers: undefined,
    expected: undefined,
    vat: terms?.vat,
    net,
    tax,
    gross: debtor.amount,
    due: trade.parts(of, debtor.amount, shares).map(({ amount, payer }) => ({ month: month + payer.terms, amount })),
    isCertain: isContract,
  };
}

function monthId(month: Month): string {
  return `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`;
}
