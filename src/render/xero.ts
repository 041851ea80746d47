import { type Invoice, lastDay } from '../analysis/index.js';
import { Exact, type Rate } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { type Field, lineOf } from './csv-line.js';
import { type TaxNames, taxNameOf } from './import-taxes.js';
import { pounds } from './pounds.js';

/** The columns of Xero's template for sales invoices; those with a star must be filled. */
const COLUMNS = [
  ...[
    '*ContactName',
    'EmailAddress',
    'POAddressLine1',
    'POAddressLine2',
    'POAddressLine3',
    'POAddressLine4',
    'POCity',
    'PORegion',
  ],
  ...[
    'POPostalCode',
    'POCountry',
    '*InvoiceNumber',
    'Reference',
    '*InvoiceDate',
    '*DueDate',
    'Total',
    'InventoryItemCode',
    '*Description',
  ],
  ...[
    '*Quantity',
    '*UnitAmount',
    'Discount',
    '*AccountCode',
    '*TaxType',
    'TrackingName1',
    'TrackingOption1',
    'TrackingName2',
  ],
  ...['TrackingOption2', 'Currency', 'BrandingTheme'],
];

/** The names of Xero's own rates of tax. */
const TAX: TaxNames = {
  program: 'Xero',
  rates: { 0.2: '20% (VAT on Income)', 0.05: '5% (VAT on Income)' },
  exempt: 'Exempt Income',
  none: 'No VAT',
};

/** Xero takes at most so many invoices from one file. */
export const MOST_INVOICES = 500;

/**
 * What Xero takes for an invoice: one, or an instalment of one, because an invoice of Xero's has one date on which it
 * is due.
 */
export interface XeroInvoice {
  readonly invoice: Invoice;
  readonly number: string;
  readonly reference: string;
  readonly due: Month;
  /** Xero's name of the rate that was invoiced. */
  readonly taxName: string;
  /** Whole pence before tax, a line each: the tax that Xero works out on each line adds to that of the invoice. */
  readonly nets: readonly number[];
}

/**
 * Invoices as Xero takes them, in their order: each instalment is one of its own, dated as the whole and due on its own
 * day. Throws Problems where Xero has no name for a rate of tax.
 */
export function xeroInvoices(invoices: readonly Invoice[]): XeroInvoice[] {
  const taken = new Set(invoices.map(({ number }) => number));
  return invoices.flatMap((invoice) => {
    const { number, month, due, net, tax, rate } = invoice;
    const taxName = taxNameOf(invoice, TAX);
    if (due.length < 2)
      return [
        {
          invoice,
          number,
          taxName,
          reference: '',
          due: due[0]?.month ?? month,
          nets: linesOf(net.pence, tax?.pence ?? 0, rate),
        },
      ];
    const nets = netsOf(invoice);
    const before = nets.slice(0, -1).reduce((sum, each) => sum + taxOn(each, rate), 0);
    return due.flatMap((each, i): XeroInvoice[] => {
      if (nets[i] === 0 && i < due.length - 1) return [];
      let own = `${number}/${i + 1}`;
      while (taken.has(own)) own = `${own}/`;
      taken.add(own);
      const reference = `${i + 1} of ${due.length} instalments of ${number}`;
      const part = nets[i] as number;
      const lines = i < due.length - 1 ? [part] : linesOf(part, (tax?.pence ?? 0) - before, rate);
      return [{ invoice, number: own, taxName, reference, due: each.month, nets: lines }];
    });
  });
}

/**
 * The instalments before tax. All but the last are amounts on which the tax is whole pence, so that the tax that Xero
 * works out on each comes to that of the whole invoice; they are within a few pence of what falls due in the books.
 */
function netsOf({ net, gross, rate, due }: Invoice): number[] {
  const step =
    rate === undefined
      ? 1
      : Array.from({ length: MOST_STEP }, (_, i) => i + 1).find((pence) => isWhole(rate.exact.times(Exact.of(pence))));
  const whole = step ?? net.pence;
  const nets = (rounded: (amount: number) => number): number[] => {
    const before = due
      .slice(0, -1)
      .map(({ amount }) =>
        whole === 0 || gross.pence === 0 ? 0 : rounded((amount.pence * (net.pence / gross.pence)) / whole) * whole,
      );
    return [...before, net.pence - before.reduce((sum, each) => sum + each, 0)];
  };
  const nearest = nets(Math.round);
  // Of a few pence the last would be paid back: then all before it are the amounts below theirs.
  return (nearest.at(-1) as number) * net.pence < 0 ? nets(Math.trunc) : nearest;
}

/** The tax that Xero works out on a line: whole pence, half a penny up. */
const taxOn = (net: number, rate: Rate | undefined): number =>
  rate === undefined ? 0 : Number(rate.exact.times(Exact.of(net)).plus(HALF).floor().toString());
const HALF = Exact.of('0.5');

/**
 * An amount before tax as lines of which Xero's tax, rounded on each of them, adds to the tax of the invoice: one line
 * for almost all. Of a price that is published with VAT the VAT is what its net amount leaves, which may be a penny
 * less than a fifth of it: then a penny or two stand on a line of their own.
 */
function linesOf(net: number, tax: number, rate: Rate | undefined): readonly number[] {
  const lines = [net];
  for (let off = taxOn(net, rate) - tax; off !== 0 && rate !== undefined; off -= Math.sign(off)) {
    const first = lines[0] as number;
    const lessBy = (pence: number): number => taxOn(first, rate) - taxOn(first - pence, rate) - taxOn(pence, rate);
    const cut = CUTS.find((pence) => pence < first && lessBy(pence) === Math.sign(off));
    if (cut === undefined) throw new RangeError(`no lines of ${net} pence bear ${tax} pence of tax`);
    lines.splice(0, 1, first - cut);
    lines.push(cut);
  }
  return lines;
}

/** In pence: on some of these the tax at any rate that Xero has is rounded up, and on others down. */
const CUTS: readonly number[] = Array.from({ length: 19 }, (_, i) => i + 1);
const MOST_STEP = 100;
const isWhole = (exact: Exact): boolean => exact.compare(exact.floor()) === 0;

/** Sales invoices as Xero imports them, rows of one number being one invoice: amounts before tax, and the name of the rate that was invoiced. */
export function xero(invoices: readonly XeroInvoice[], account: string): string {
  const rows = invoices.flatMap(({ invoice, number, taxName, reference, due, nets }) => {
    const { name, month, says, covers } = invoice;
    const told = (net: number): Readonly<Record<string, Field>> => ({
      '*ContactName': { text: name },
      '*InvoiceNumber': { text: number },
      Reference: { text: reference },
      '*InvoiceDate': { text: british(month) },
      '*DueDate': { text: british(due) },
      '*Description': { text: covers === undefined ? says : `${says} to ${british(covers.last)}` },
      '*Quantity': { number: '1' },
      '*UnitAmount': { number: pounds(net) },
      '*AccountCode': { text: account },
      '*TaxType': { text: taxName },
      Currency: { text: 'GBP' },
    });
    return nets.map((net) => {
      const cells = told(net);
      return COLUMNS.map((column) => cells[column] ?? { text: '' });
    });
  });
  return [COLUMNS.map((text) => ({ text })), ...rows].map((row) => lineOf(row, 'a program')).join('');
}

/** `30/09/2018`. */
export function british(month: number): string {
  return lastDay(month).split('-').reverse().join('/');
}
