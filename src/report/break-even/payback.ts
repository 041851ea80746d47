import { type MonthOutcome, type Payback, paybackOf } from '../../analysis/index.js';
import { constant, Exact } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { lineRow } from '../frame/lines.js';
import { countedCell, figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import type { Cell, Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { evens } from '../sentences/evens.js';

/** When a company breaks even, pays back what it took to start, and needs most. */
export function paybackTables(projection: Projection, scenario: string | undefined): readonly Table[] {
  return [whenTable(projection, scenario), yearsTable(projection, scenario)];
}

const LABELS: readonly (readonly [key: Exclude<keyof Payback, 'year'>, label: string])[] = [
  ['first', 'First month without a deficit to date'],
  ['forGood', 'from when it stays so'],
  ['peak', 'Peak funding need'],
  ['paidBack', 'Paid back'],
  ['paidBackDiscounted', 'discounted'],
];

function whenTable(projection: Projection, scenario: string | undefined): Table {
  const payback = paybackOf(projection);
  const { calendar } = projection.model;
  const rows = LABELS.map(
    ([key, label]): Row => ({
      id: key,
      role: 'line',
      level: key === 'forGood' || key === 'paidBackDiscounted' ? 1 : 0,
      cells: [textCell(label), ...whenCells(payback[key], scenario)],
    }),
  );
  const year: Row = {
    id: 'year',
    role: 'line',
    level: 0,
    cells: [textCell('First year in surplus'), yearCell(payback), NONE, NONE],
  };
  const last = periodsOf(calendar, 'month').at(-1) as Period;
  const whens = LABELS.map(([key]) => payback[key]);
  return {
    kind: 'table',
    id: 'payback',
    title: titled('When it pays for itself'),
    columns: [
      { id: 'what', heading: '', align: 'left' },
      { id: 'when', heading: 'Month', align: 'left' },
      { id: 'months', heading: 'Months', align: 'right' },
      { id: 'amount', heading: 'To date, £', align: 'right' },
    ],
    rows: [...rows.slice(0, 2), year, ...rows.slice(2)],
    notes: [
      ...evens.say.monthEnds(),
      ...evens.say.toDate(),
      ...evens.say.peak(),
      ...evens.say.noneNeeded(whens.includes('nothing')),
      ...evens.say.discounted(projection),
      ...evens.say.notYet({ isAny: whens.includes('never'), last: last.label }),
    ],
  };
}

function yearCell({ year }: Payback): Cell {
  if (year !== undefined && year !== 'unknown') return textCell(year.label);
  return saidCell([...told.say.notYet(year !== undefined), ...told.say.unknown(year === 'unknown')]);
}

function whenCells(when: MonthOutcome, scenario: string | undefined): readonly Cell[] {
  if (typeof when === 'string')
    return [
      saidCell([
        ...told.say.notYet(when !== 'never'),
        ...told.say.unknown(when === 'unknown'),
        ...told.say.noFunding(when !== 'nothing'),
      ]),
      NONE,
      NONE,
    ];
  const { period, months, amount, line } = when;
  const ref = { figure: line, month: period.id, ...whereSaid({ scenario }) };
  return [
    textCell(period.label),
    countedCell(constant('count', Exact.of(months), 'months since the start'), 'count', [ref]),
    figureCell(amount, ref, 'pounds'),
  ];
}

const LINES = [
  'surplus',
  'surplus.to_date',
  'cash.own',
  'cash.own.to_date',
  'cash.own.lowest',
  'cash.own.discounted',
  'cash.own.discounted.to_date',
];

function yearsTable(projection: Projection, scenario: string | undefined): Table {
  const years = periodsOf(projection.model.calendar, 'year');
  const slots = years.map((period) => ({ projection, period, scenario }));
  return {
    kind: 'table',
    id: 'to_date',
    title: titled('Year by year, £'),
    columns: [
      { id: 'line', heading: '', align: 'left' },
      ...years.map(({ id, label }) => ({ id, heading: label, align: 'right' as const })),
    ],
    rows: LINES.map((name) =>
      lineRow(name, slots, { level: name === 'cash.own.lowest' || name.endsWith('to_date') ? 1 : 0 }),
    ),
    notes: [],
  };
}
