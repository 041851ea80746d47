import { type Invoice, lastDay } from '../../analysis/index.js';
import { type Figure, type Money, sum } from '../../figures/index.js';
import { type Month, whereSaid } from '../../language/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { figureCell, NONE, textCell } from '../page/cell.js';
import { type Cell, type Ref, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { pricing } from '../sentences/pricing.js';
import { scenarioOf } from './forecast.js';

/** The invoice schedule: who is invoiced what and when, with its VAT and what falls due when. */
export function invoicesReport(standing: Standing, invoices: readonly Invoice[]): Report {
  const scenario = scenarioOf(standing);
  const blocks = [scheduleOf(invoices, whereSaid({ scenario }))];
  return Report.of({
    id: 'invoices',
    title: titled(`${standing.model.name}: invoices`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

function scheduleOf(invoices: readonly Invoice[], of: Pick<Ref, 'scenario'>): Table {
  const amount = (pick: (invoice: Invoice) => Money | undefined, name: string): Cell =>
    figureCell(
      sum(
        'money',
        invoices.flatMap((invoice) => pick(invoice) ?? []),
        'all invoices',
      ),
      { figure: `invoice.${name}`, ...of },
      'pence',
    );
  const asAgent = invoices.some(({ collected }) => collected !== undefined);
  const all: Row = {
    id: 'all',
    role: 'total',
    level: 0,
    cells: [
      ...[textCell('All'), NONE, NONE, NONE, NONE],
      ...[amount(({ net }) => net, 'net'), amount(({ tax }) => tax, 'vat')],
      ...(asAgent ? [amount(({ collected }) => collected, 'collected')] : []),
      amount(({ gross }) => gross, 'gross'),
      NONE,
    ],
  };
  const columns: Table['columns'] = [
    { id: 'number', heading: 'Invoice', align: 'left' },
    { id: 'date', heading: 'Date', align: 'left' },
    { id: 'name', heading: 'To', align: 'left' },
    { id: 'says', heading: 'For', align: 'left' },
    { id: 'expected', heading: 'Expected', align: 'right' },
    { id: 'net', heading: 'Net, £', align: 'right' },
    { id: 'vat', heading: 'VAT, £', align: 'right' },
    ...(asAgent ? [{ id: 'collected', heading: 'For providers, £', align: 'right' } as const] : []),
    { id: 'gross', heading: 'Gross, £', align: 'right' },
    { id: 'due', heading: 'Due', align: 'left' },
  ];
  const notes = [
    ...pricing.say.endOfMonth(),
    ...pricing.say.servicesTogether(
      invoices.some(({ number }) => !number.startsWith('M-') && !number.startsWith('C-')),
    ),
    ...pricing.say.asAgent(asAgent),
  ];
  return {
    kind: 'table',
    id: 'invoices',
    title: titled('Invoices'),
    columns,
    rows: [...invoices.map((invoice) => rowOf(invoice, of, asAgent)), all],
    notes,
  };
}

function rowOf(
  { number, month, name, says, expected, net, tax, collected, gross, due }: Invoice,
  of: Pick<Ref, 'scenario'>,
  asAgent: boolean,
): Row {
  const cell = (figure: Figure, what: string, show: Show = 'pence'): Cell =>
    figureCell(figure, { figure: `invoice.${what}`, invoice: number, ...of }, show);
  const instalments = dueBy(due);
  const paid = instalments.map(([at, amounts]) =>
    instalments.length === 1 ? lastDay(at) : `${lastDay(at)}: ${inPlain(sum('money', amounts))}`,
  );
  return {
    id: number,
    role: 'line',
    level: 0,
    cells: [
      ...[number, lastDay(month), name, says].map(textCell),
      expected === undefined ? NONE : cell(expected, 'expected', 'exact'),
      cell(net, 'net'),
      tax === undefined ? NONE : cell(tax, 'vat'),
      ...(asAgent ? [collected === undefined ? NONE : cell(collected, 'collected')] : []),
      cell(gross, 'gross'),
      textCell(paid.join('; ')),
    ],
  };
}

/** What falls due, by its month: several kinds of buyers of one service may have the same terms. */
function dueBy(due: Invoice['due']): [Month, Money[]][] {
  const months = new Map<Month, Money[]>();
  for (const { month, amount } of due) months.set(month, [...(months.get(month) ?? []), amount]);
  return [...months].sort(([a], [b]) => a - b);
}

function inPlain({ value, exact }: Money): string {
  return typeof value === 'number' ? exact.toFixed(2) : 'unknown';
}
