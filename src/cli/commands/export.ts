import { type Invoice, invoicesAfter, invoicesOf, ledgerOf } from '../../analysis/index.js';
import { inPounds, sum } from '../../figures/index.js';
import { isFormula } from '../../render/csv-line.js';
import { invoicesReport } from '../../report/index.js';
import { type AskedModel, askedModel } from '../asked.js';
import { type CommandAnswer, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

/** What `export` writes. */
export type ExportTarget = 'hledger' | 'beancount' | 'invoices' | 'xero' | 'sage50';

interface Options {
  readonly to: ExportTarget;
  readonly part?: string;
  readonly nominal?: string;
  readonly deferred: string;
  readonly accrued: string;
}

export const run: Run<Options> = async ([path = ''], options, io): Promise<CommandAnswer> => {
  const asked = askedModel(path, options, io);
  switch (options.to) {
    case 'hledger':
      return { text: (await import('../../render/hledger.js')).hledger(ledgerOf(asked.projection)) };
    case 'beancount':
      return { text: (await import('../../render/beancount.js')).beancount(ledgerOf(asked.projection)) };
    case 'invoices':
      return { report: invoicesReport(asked.standing, invoicesOf(asked.projection)) };
    case 'xero':
      return { text: await xeroText(certain(asked, io), options, io) };
    case 'sage50': {
      const { sage50 } = await import('../../render/sage50.js');
      const nominals = { income: options.nominal ?? '4000', deferred: options.deferred, accrued: options.accrued };
      const invoices = certain(asked, io);
      if (invoices.some(({ due }) => due.length > 1)) io.err(NO_INSTALMENTS);
      const { last } = asked.loaded.model.calendar;
      return {
        text: sage50(invoices, [...invoices, ...invoicesAfter(asked.projection).filter(isSure)], nominals, last),
      };
    }
    default:
      return options.to satisfies never;
  }
};

const isSure = ({ isCertain, net, collected }: Invoice): boolean => isCertain && net.isKnown && collected === undefined;

const NO_INSTALMENTS =
  'Sage 50 is given no dates on which invoices are due, and no instalments: it goes by the terms of each account; --to invoices lists them\n';

/** Invoices that will be sent as they stand; how many are left out, and what they come to, is said. */
function certain({ projection }: AskedModel, io: Io): readonly Invoice[] {
  const all = invoicesOf(projection);
  const sure = all.filter(isSure);
  const agency = all.filter(({ isCertain, collected }) => isCertain && collected !== undefined).length;
  if (agency > 0)
    io.err(
      `${agency} ${agency === 1 ? 'invoice collects' : 'invoices collect'} for a provider beside the commission and ${agency === 1 ? 'is' : 'are'} left out: enter ${agency === 1 ? 'it' : 'them'} by hand; --to invoices lists what is collected\n`,
    );
  const left = all.filter(({ isCertain, net }) => !isCertain || !net.isKnown);
  if (left.length > 0) {
    const net = sum(
      'money',
      left.filter((invoice) => invoice.net.isKnown).map((invoice) => invoice.net),
    );
    io.err(
      `${left.length} of ${all.length} invoices are expectations and are left out (${inPounds(net.exact)} before VAT): --to invoices lists them\n`,
    );
  }
  const formulas = new Set(sure.map(({ name }) => name).filter(isFormula)).size;
  if (formulas > 0)
    io.err(
      `${formulas} ${formulas === 1 ? 'name begins' : 'names begin'} like a formula and ${formulas === 1 ? 'is' : 'are'} written as in the model, because an accounting program reads this file: do not open it in a spreadsheet\n`,
    );
  return sure;
}

async function xeroText(invoices: readonly Invoice[], { part, nominal }: Options, io: Io): Promise<string> {
  const { MOST_INVOICES, xero, xeroInvoices } = await import('../../render/xero.js');
  const lines = xeroInvoices(invoices);
  const parts = Math.max(1, Math.ceil(lines.length / MOST_INVOICES));
  const wanted = Number(part ?? '1');
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > parts)
    throw new Usage(`there is no part ${part}: the invoices make ${parts}`);
  if (parts > 1)
    io.err(`part ${wanted} of ${parts}: Xero takes ${MOST_INVOICES} invoices from a file; --part gives the others\n`);
  return xero(lines.slice((wanted - 1) * MOST_INVOICES, wanted * MOST_INVOICES), nominal ?? '200');
}
