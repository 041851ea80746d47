import type { Invoice } from '../analysis/index.js';
import type { Month } from '../language/index.js';
import { type Field, lineOf } from './csv-line.js';
import { type TaxNames, taxNameOf } from './import-taxes.js';
import { pounds } from './pounds.js';
import { cutTo, referencesOf } from './references.js';
import { british } from './xero.js';

const COLUMNS = [
  'Type',
  'Account Reference',
  'Nominal A/C Ref',
  'Department Code',
  'Date',
  'Reference',
  'Details',
  'Net Amount',
  'Tax Code',
  'Tax Amount',
];
const MORE = ['Exchange Rate', 'Extra Reference', 'User Name'];
/** Sage's own codes of tax; journals carry none. */
const TAX: TaxNames = { program: 'Sage 50', rates: { 0.2: 'T1', 0.05: 'T5' }, exempt: 'T2', none: 'T9' };
const LONGEST_ACCOUNT = 8;
const LONGEST_REFERENCE = 30;
const LONGEST_DETAILS = 60;

/**
 * The nominal accounts that invoices are booked to: what is earned, what is invoiced and not yet earned, and what is
 * earned and not yet invoiced.
 */
export interface Nominals {
  readonly income: string;
  readonly deferred: string;
  readonly accrued: string;
}

/**
 * Transactions as Sage 50 imports them into its audit trail: a sales invoice (SI) for each invoice, and the journals
 * (JD, JC) that earn it month by month, as the books do: what is invoiced in advance is deferred, and what is invoiced
 * in arrears accrues before. `earning` are the invoices whose income the journals have, which may be dated after the
 * last month; journals end with it. Throws Problems where Sage has no code for a rate of tax.
 */
export function sage50(
  invoices: readonly Invoice[],
  earning: readonly Invoice[],
  nominals: Nominals,
  last: Month,
): string {
  const payerOf = payersOf(invoices);
  const accounts = referencesOf(invoices.map(payerOf), LONGEST_ACCOUNT, accountOf);
  const references = referencesOf(
    invoices.map(({ number }) => number),
    LONGEST_REFERENCE,
  );
  const sold = invoices.map((invoice) => {
    const { month, number, says, name, net, tax } = invoice;
    const told = {
      account: accounts.get(payerOf(invoice)) as string,
      month,
      reference: references.get(number) as string,
    };
    const details = says.startsWith(name) ? says : `${name}: ${says}`;
    return row({
      ...told,
      type: 'SI',
      nominal: nominals[heldOf(invoice)],
      details,
      net: net.pence,
      code: taxNameOf(invoice, TAX),
      tax: tax?.pence ?? 0,
    });
  });
  const journals = earnedByMonth(earning)
    .filter(({ month }) => month <= last)
    .flatMap(({ month, held, net }) => {
      const told = {
        account: '',
        month,
        reference: `${EARNED[held].word}-${compact(month)}`,
        details: EARNED[held].details,
        net,
        code: TAX.none,
        tax: 0,
      };
      return [
        row({ ...told, type: 'JD', nominal: nominals[held] }),
        row({ ...told, type: 'JC', nominal: nominals.income }),
      ];
    });
  return [[...COLUMNS, ...MORE].map((text) => ({ text })), ...sold, ...journals]
    .map((fields) => lineOf(fields, 'a program'))
    .join('');
}

type Held = 'deferred' | 'accrued';
const EARNED: Readonly<Record<Held, { readonly word: string; readonly details: string }>> = {
  deferred: { word: 'EARNED', details: 'Earned of what was invoiced in advance' },
  accrued: { word: 'ACCRUED', details: 'Earned and not yet invoiced' },
};

/** The account that an invoice is booked to: income at once where all of it is earned in its own month. */
function heldOf({ month, earned }: Invoice): Held | 'income' {
  if (earned.some((each) => each.month > month)) return 'deferred';
  return earned.some((each) => each.month < month) ? 'accrued' : 'income';
}

/** What is earned in each month of what was deferred, and of what accrues. */
function earnedByMonth(
  invoices: readonly Invoice[],
): { readonly month: Month; readonly held: Held; readonly net: number }[] {
  const found = new Map<string, { month: Month; held: Held; net: number }>();
  for (const invoice of invoices) {
    const held = heldOf(invoice);
    if (held === 'income') continue;
    for (const { month, amount } of invoice.earned) {
      const known = found.get(`${month}|${held}`) ?? { month, held, net: 0 };
      found.set(`${month}|${held}`, { ...known, net: known.net + amount.pence });
    }
  }
  return [...found.values()]
    .filter(({ net }) => net !== 0)
    .sort((a, b) => a.month - b.month || (a.held < b.held ? 1 : -1));
}

/** Who has an account: a school and a contract with one id are two. */
function payersOf(invoices: readonly Invoice[]): (invoice: Invoice) => string {
  const isContract = ({ stream }: Invoice): boolean => stream === 'contracts';
  const schools = new Set(invoices.filter((each) => !isContract(each)).map(({ buyer }) => buyer));
  return (invoice) => (isContract(invoice) && schools.has(invoice.buyer) ? `${invoice.buyer} contract` : invoice.buyer);
}

const accountOf = (buyer: string): string => buyer.toUpperCase().replace(/[^A-Z0-9]/g, '') || 'BUYER';
const compact = (month: Month): string => british(month).split('/').slice(1).reverse().join('');

interface Told {
  readonly type: string;
  readonly account: string;
  readonly nominal: string;
  readonly month: Month;
  readonly reference: string;
  readonly details: string;
  /** In pence. */
  readonly net: number;
  readonly code: string;
  readonly tax: number;
}

function row({ type, account, nominal, month, reference, details, net, code, tax }: Told): Field[] {
  return [
    ...[type, account, nominal, '', british(month), reference, cutTo(details, LONGEST_DETAILS)].map((text) => ({
      text,
    })),
    ...[{ number: pounds(net) }, { text: code }, { number: pounds(tax) }],
    ...['', '', ''].map((text) => ({ text })),
  ];
}
