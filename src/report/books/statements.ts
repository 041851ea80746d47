import { lowestCash } from '../../analysis/index.js';
import { allMonths, called, type Grain, periodsOf } from '../../model/index.js';
import { BALANCE_SHEET, CASH_KINDS, figureOf, type Projection } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { type Equation, foot } from '../frame/foot.js';
import { heldIn, incomeAndCost, lineRow } from '../frame/lines.js';
import { NONE, textCell } from '../page/cell.js';
import { type Block, type Column, Report, type Row, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import type { LineColumn } from '../page/slot.js';
import { books } from '../sentences/books.js';
import { answer, forecastReport, freeRows, scenarioOf, shortNote } from './forecast.js';

/**
 * The statements of a projection, in the order in which an auditor reads them. To add one: a line here and a function
 * below.
 */
const STATEMENTS = { income, balance, cash, reserves, capacity } as const;
export type Statement = keyof typeof STATEMENTS | 'all';

/** One statement or all of them, by year, term, quarter or month. */
export function statementsReport(
  standing: Standing,
  projection: Projection,
  by: Grain,
  detail: boolean,
  which: Statement | undefined,
): Report {
  if (which === undefined) return forecastReport(standing, projection, by, detail);
  const { model } = standing;
  const slots = periodsOf(model.calendar, by).map(
    (period): LineColumn => ({ projection, period, scenario: scenarioOf(standing) }),
  );
  const names = which === 'all' ? (Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[]) : [which];
  const blocks: Block[] = [...answer(projection), ...names.map((name) => STATEMENTS[name](slots, detail))];
  return Report.of({
    id: 'statements',
    title: titled(`${model.name}: ${which === 'all' ? 'statements' : TITLES[which]} by ${by}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const TITLES: Readonly<Record<keyof typeof STATEMENTS, string>> = {
  income: 'income and expenditure',
  balance: 'balance sheet',
  cash: 'cash flow',
  reserves: 'reserves',
  capacity: 'capacity',
};

function tableOf(
  id: keyof typeof STATEMENTS,
  unit: string,
  slots: readonly LineColumn[],
  rows: readonly Row[],
  notes: readonly Sentence[],
): Table {
  const columns = slots.map(({ period }): Column => ({ id: period.id, heading: period.label, align: 'right' }));
  const title = titled(`${TITLES[id].charAt(0).toUpperCase()}${TITLES[id].slice(1)}${unit}`);
  return { kind: 'table', id, title, columns: [{ id: 'line', heading: '', align: 'left' }, ...columns], rows, notes };
}

function income(slots: readonly LineColumn[], detail: boolean): Table {
  const { rows, equations } = incomeAndCost(slots, detail);
  const notes = [...books.say.rounded(), ...books.say.shortYear(slots)];
  return foot(tableOf('income', ', £', slots, rows, notes), equations, heldIn(slots));
}

function balance(slots: readonly LineColumn[]): Table {
  const [assets, liabilities] = [BALANCE_SHEET.assets, BALANCE_SHEET.liabilities].map((places) =>
    places.map(({ name }) => name).filter((name) => isUsed(name, slots)),
  ) as [string[], string[]];
  const rows = [
    ...assets.map((name) => lineRow(name, slots, { level: 1 })),
    lineRow('balance.assets', slots, { role: 'total' }),
    ...liabilities.map((name) => lineRow(name, slots, { level: 1 })),
    lineRow('balance.liabilities', slots, { role: 'total' }),
    lineRow('balance.net_assets', slots, { role: 'total', label: 'Net assets: reserves' }),
  ];
  const equations: Equation[] = [
    { total: 'balance.net_assets', plus: ['balance.assets'], minus: ['balance.liabilities'] },
    { total: 'balance.assets', plus: assets, minus: [] },
    { total: 'balance.liabilities', plus: liabilities, minus: [] },
  ];
  return foot(
    tableOf('balance', ' at the end of each period, £', slots, rows, books.say.rounded()),
    equations,
    heldIn(slots),
  );
}

function cash(slots: readonly LineColumn[]): Table {
  const kinds = CASH_KINDS.map(({ name }) => `cash.${name}`).filter((name) => isUsed(name, slots));
  const rows = [
    lineRow('cash.opening', slots),
    ...kinds.map((name) => lineRow(name, slots, { level: 1 })),
    lineRow('cash.change', slots, { role: 'total' }),
    lineRow('cash.closing', slots, { role: 'total' }),
    lineRow('cash.lowest', slots),
  ];
  const equations: Equation[] = [
    { total: 'cash.closing', plus: ['cash.opening', 'cash.change'], minus: [] },
    { total: 'cash.change', plus: kinds, minus: [] },
  ];
  const notes = [...books.say.rounded(), ...lowestNote(slots)];
  return foot(tableOf('cash', ', £', slots, rows, notes), equations, heldIn(slots));
}

/** The month in which cash is lowest: what a board asks first. */
function lowestNote([slot]: readonly LineColumn[]): readonly Sentence[] {
  const { projection } = slot as LineColumn;
  const lowest = lowestCash(projection, allMonths(projection.model.calendar));
  return [...books.say.lowestCash(lowest), ...books.say.cashUnknown(lowest)];
}

function reserves(slots: readonly LineColumn[]): Table {
  const { model } = (slots[0] as LineColumn).projection;
  const { reserves: terms } = model;
  const names = [
    ...freeRows(slots),
    ...(terms.monthsOfCost === undefined ? [] : ['reserves.policy', 'reserves.headroom']),
    ...(terms.risks.size === 0 ? [] : ['reserves.risks']),
  ];
  const rows = [
    lineRow('reserves.opening', slots),
    lineRow('surplus', slots, { level: 1 }),
    lineRow('reserves.closing', slots, { role: 'total' }),
    ...names.map((name) => lineRow(name, slots)),
  ];
  const notes = [...books.say.rounded(), ...books.say.free(model), ...books.say.noPolicy(model)];
  const free = freeRows(slots)[0] ?? 'reserves.closing';
  const equations = [
    { total: 'reserves.closing', plus: ['reserves.opening', 'surplus'], minus: [] },
    { total: 'reserves.headroom', plus: [free], minus: ['reserves.policy'] },
  ];
  return foot(tableOf('reserves', ', £', slots, rows, notes), equations, heldIn(slots));
}

const DAYS = [
  'days.promised',
  'days.asked',
  'days.available',
  'days.used',
  'days.associates',
  'days.short',
  'utilisation',
];

function capacity(slots: readonly LineColumn[]): Table {
  const { model } = (slots[0] as LineColumn).projection;
  const posts = [...model.staff].filter(([, { days }]) => days !== undefined);
  const heading = (id: string, text: string): Row => ({
    id,
    role: 'heading',
    level: 0,
    cells: [textCell(text), ...slots.map(() => NONE)],
  });
  const labels = new Map(DAYS.map((name) => [name, lineRow(name, slots.slice(0, 1)).cells[0]]));
  const rows = posts.flatMap(([id, post]) => [
    heading(id, called(post, id)),
    ...DAYS.flatMap((line): Row[] => {
      const row = lineRow(`${line}.${id}`, slots, { level: 1 });
      const own = { ...row, cells: [labels.get(line) ?? NONE, ...row.cells.slice(1)] };
      if (line !== 'days.asked' || model.orders === undefined) return [own];
      const ordered = lineRow(`days.ordered.${id}`, slots, { level: 2 });
      return [own, { ...ordered, cells: [textCell('Of these, ordered'), ...ordered.cells.slice(1)] }];
    }),
  ]);
  const notes = [...books.say.noDays(model), ...shortNote(slots)];
  return tableOf('capacity', ': days of posts', slots, rows, notes);
}

/** Whether a line is anything but zero in at least one period. */
function isUsed(name: string, slots: readonly LineColumn[]): boolean {
  return slots.some(({ projection, period }) => {
    const figure = figureOf(projection, name, period);
    return !figure.isKnown || figure.exact.sign !== 0;
  });
}
