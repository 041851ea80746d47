import { type Invoice, lastDay } from '../analysis/index.js';
import type { VatClass } from '../model/index.js';
import { type Field, lineOf } from './csv-line.js';
import { pounds } from './pounds.js';

/** The columns of Xero's template for sales invoices; those with a star must be filled. */
const COLUMNS = [
  ...['*ContactName', 'EmailAddress', 'POAddressLine1', 'POAddressLine2', 'POAddressLine3', 'POAddressLine4', 'POCity', 'PORegion'],
  ...['POPostalCode', 'POCountry', '*InvoiceNumber', 'Reference', '*InvoiceDate', '*DueDate', 'Total', 'InventoryItemCode', '*Description'],
  ...['*Quantity', '*UnitAmount', 'Discount', '*AccountCode', '*TaxType', 'TrackingName1', 'TrackingOption1', 'TrackingName2'],
  ...['TrackingOption2', 'Currency', 'BrandingTheme'],
];

/** The names of Xero's own rates of tax. */
const TAX: Readonly<Record<VatClass | 'none', string>> = {
  standard: '20% (VAT on Income)',
  exempt: 'Exempt Income',
  outside_scope: 'No VAT',
  none: 'No VAT',
};

/** Xero takes at most so many invoices from one file. */
export const MOST_INVOICES = 500;

/** Sales invoices as Xero imports them: amounts before tax, an invoice a line. Where it has instalments it is due with the last, and says so. */
export function xero(invoices: readonly Invoice[], account: string): string {
  const rows = invoices.map(({ name, number, month, says, net, tax, vat, due, covers }) => {
    const last = due[due.length - 1]?.month ?? month;
    const instalments = due.length < 2 ? '' : due.map((each) => `${british(each.month)} ${pounds(each.amount.pence)}`).join('; ');
    const told: Readonly<Record<string, Field>> = {
      '*ContactName': { text: name },
      '*InvoiceNumber': { text: number },
      Reference: { text: instalments },
      '*InvoiceDate': { text: british(month) },
      '*DueDate': { text: british(last) },
      '*Description': { text: covers === undefined ? says : `${says} to ${british(covers.last)}` },
      '*Quantity': { number: '1' },
      '*UnitAmount': { number: pounds(net.pence) },
      '*AccountCode': { text: account },
      '*TaxType': { text: TAX[tax === undefined && vat === 'standard' ? 'none' : (vat ?? 'none')] },
      Currency: { text: 'GBP' },
    };
    return COLUMNS.map((column) => told[column] ?? { text: '' });
  });
  return [COLUMNS.map((text) => ({ text })), ...rows].map(lineOf).join('');
}

/** `30/09/2018`. */
export function british(month: number): string {
  return lastDay(month).split('-').reverse().join('/');
}
