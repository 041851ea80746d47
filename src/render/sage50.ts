import type { Invoice } from '../analysis/index.js';
import { partOf } from '../figures/index.js';
import type { VatClass } from '../model/index.js';
import { type Field, lineOf } from './csv-line.js';
import { pounds } from './pounds.js';
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
const TAX: Readonly<Record<VatClass | 'none', string>> = { standard: 'T1', exempt: 'T2', outside_scope: 'T9', none: 'T9' };
const LONGEST_ACCOUNT = 8;
const LONGEST_REFERENCE = 30;
const LONGEST_DETAILS = 60;

/** The nominal accounts that invoices are booked to: what is earned, and what is invoiced and not yet earned. */
export interface Nominals {
  readonly income: string;
  readonly deferred: string;
}

/**
 * Transactions as Sage 50 imports them into its audit trail: a sales invoice (SI) for each invoice, and for membership the journals (JD, JC) that earn
 * it month by month to the last month of the projection.
 */
export function sage50(invoices: readonly Invoice[], { income, deferred }: Nominals, last: number): string {
  const accounts = accountsOf(invoices);
  const sold = invoices.map(({ buyer, month, number, says, name, net, tax, vat, covers }) => {
    const code = TAX[tax === undefined && vat === 'standard' ? 'none' : (vat ?? 'none')];
    const nominal = covers === undefined ? income : deferred;
    return row(
      'SI',
      accounts.get(buyer) as string,
      nominal,
      month,
      number,
      name === says ? says : `${name}: ${says}`,
      net.pence,
      code,
      tax?.pence ?? 0,
    );
  });
  const earned = earnedByMonth(invoices).filter(([month]) => month <= last);
  const journals = earned.flatMap(([month, pence]) =>
    [
      ['JD', deferred],
      ['JC', income],
    ].map(([type = '', nominal = '']) => row(type, '', nominal, month, 'EARNED', 'Membership earned', pence, 'T9', 0)),
  );
  return [[...COLUMNS, ...MORE].map((text) => ({ text })), ...sold, ...journals].map(lineOf).join('');
}

/** What of membership is earned in each month, in pence: equal parts of each invoice. */
function earnedByMonth(invoices: readonly Invoice[]): (readonly [month: number, pence: number])[] {
  const earned = new Map<number, number>();
  for (const { covers, net } of invoices) {
    if (covers === undefined) continue;
    const months = covers.last - covers.first + 1;
    for (let i = 0; i < months; i++) earned.set(covers.first + i, (earned.get(covers.first + i) ?? 0) + partOf(net.pence, i, months));
  }
  return [...earned].sort(([a], [b]) => a - b);
}

function row(
  type: string,
  account: string,
  nominal: string,
  month: number,
  number: string,
  details: string,
  net: number,
  code: string,
  tax: number,
): Field[] {
  return [
    { text: type },
    { text: account },
    { text: nominal },
    { text: '' },
    { text: british(month) },
    { text: number.slice(0, LONGEST_REFERENCE) },
    { text: details.slice(0, LONGEST_DETAILS) },
    { number: pounds(net) },
    { text: code },
    { number: pounds(tax) },
    { text: '' },
    { text: '' },
    { text: '' },
  ];
}

/** A reference for each buyer: eight letters and digits at most, no two the same. */
function accountsOf(invoices: readonly Invoice[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { buyer } of invoices) {
    if (found.has(buyer)) continue;
    const plain =
      buyer
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .slice(0, LONGEST_ACCOUNT) || 'BUYER';
    let free = plain;
    for (let i = 2; taken.has(free); i++) free = `${plain.slice(0, LONGEST_ACCOUNT - String(i).length)}${i}`;
    taken.add(free);
    found.set(buyer, free);
  }
  return found;
}
