import { timeOf } from '../../analysis/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import {
  COST_LINES,
  figureOf,
  INCOME_LINES,
  type Line,
  lineNamed,
  type Measure,
  type Projection,
  partCalled,
  type Signed,
} from '../../projection/index.js';
import { askedCell, NONE, textCell } from '../page/cell.js';
import type { Cell, Row, Show } from '../page/report.js';
import { shownFigure } from '../page/show.js';
import type { SlotOrGap } from '../page/slot.js';
import type { Equation, FixedAmounts } from './foot.js';

const SHOWS: Readonly<Record<Measure, Show>> = { money: 'pounds', count: 'count', rate: 'percent', price: 'pence' };
const UNITS: Readonly<Record<Measure, string>> = { money: '', count: '', rate: '', price: ', £' };

/**
 * A label that says on which side of zero its figures lie: all of them above or at it, all of them below, or some of
 * them below.
 */
export function bySide(above: string, { below, either }: Signed, cells: readonly (Cell | undefined)[]): string {
  const signs = cells.flatMap((cell) => (cell?.kind === 'figure' && cell.figure.isKnown ? sideOf(cell) : []));
  if (!signs.includes(-1)) return above;
  return signs.includes(1) ? either : below;
}

/**
 * A label that says by how much something falls or rises, which is the same whether some or all of its figures are below
 * zero: a number in brackets is the word in brackets, and "rises by (5)" would say it twice.
 */
export const signedBy = (either: string): Signed => ({ below: either, either });

/** The side on which a cell lies as it is shown: what is shown as 0 lies on neither. */
function sideOf({ figure, show, shown }: Extract<Cell, { kind: 'figure' }>): number {
  const value = shown === undefined ? shownFigure(figure, show) : String(shown);
  return /[1-9]/.test(value) ? (/^[(-]/.test(value) ? -1 : 1) : 0;
}

/** A surplus or a deficit: `Surplus, £`, `Deficit, £`, `Surplus (deficit), £`. */
export const surplusText = (rest: string, cells: readonly (Cell | undefined)[]): string =>
  bySide(`Surplus${rest}`, { below: `Deficit${rest}`, either: `Surplus (deficit)${rest}` }, cells);

/** The row of a line across some slots. */
export function lineRow(
  name: string,
  slots: readonly SlotOrGap[],
  style: { label?: string; role?: Row['role']; level?: number } = {},
): Row {
  // A part may be one that only some of the models have.
  const { model } = (
    slots.find(({ projection }) => lineNamed(name, projection.model) !== undefined) ?? (slots[0] as SlotOrGap)
  ).projection;
  const { line, part } = lineNamed(name, model) as { line: Line; part: string | undefined };
  const cells = slots.map((slot) => lineCell(name, line, slot));
  const own = line.signed === undefined ? line.label : bySide(line.label, line.signed, cells);
  const label = style.label ?? (part === undefined ? own : partCalled(line, part, model)) + UNITS[line.measure];
  return {
    id: name,
    role: style.role ?? 'line',
    level: style.level ?? 0,
    cells: [textCell(label), ...cells],
  };
}

function lineCell(name: string, line: Line, { projection, period, scenario }: SlotOrGap): Cell {
  if (period === undefined) return NONE;
  return askedCell({ projection, scenario }, { figure: name, ...timeOf(period) }, SHOWS[line.measure]);
}

/** The lines of income and of cost that at least one of the slots has anything in. */
export function linesWithin(whole: 'income' | 'cost', slots: readonly SlotOrGap[]): readonly string[] {
  const names = whole === 'income' ? INCOME_LINES : COST_LINES;
  return names.filter((name) => slots.some(({ projection }) => projection.journal.accountsBelow(name).length > 0));
}

/** The parts of a line that at least one of the slots has anything in. */
export function partsWithin(name: string, slots: readonly SlotOrGap[]): readonly string[] {
  const found = new Set<string>();
  for (const { projection } of slots)
    for (const account of projection.journal.accountsBelow(name)) if (account !== name) found.add(account);
  return [...found];
}

/**
 * Lines that are the nearest pound wherever they are shown: what boards quote, and what other commands show by itself.
 */
const NEAREST = [
  'surplus',
  'income',
  'income.membership',
  ...['opening', 'closing', 'free', 'headroom'].map((part) => `reserves.${part}`),
  ...['opening', 'closing', 'change', 'lowest'].map((part) => `cash.${part}`),
  'balance.cash',
  'balance.net_assets',
];

/** Whether a line is one of those. */
export const isQuoted = (name: string): boolean => NEAREST.includes(name);

/**
 * What keeps its nearest pound in a table of lines: what boards quote, and a line that is the same in every year (term,
 * month) of a column's model.
 * `columns` are the ids of the slots' columns, which are those of their periods unless said.
 */
export function heldIn(
  slots: readonly SlotOrGap[],
  columns: readonly string[] = slots.map(({ period }) => period?.id ?? ''),
): FixedAmounts {
  const at = new Map(columns.map((id, i) => [id, slots[i] as SlotOrGap]));
  const known = new Map<Projection, Map<string, boolean>>();
  const isSteady = (name: string, projection: Projection, { grain }: Period): boolean => {
    const found = known.get(projection) ?? new Map<string, boolean>();
    known.set(projection, found);
    const before = found.get(name);
    if (before !== undefined) return before;
    const amounts = periodsOf(projection.model.calendar, grain).map((period) => figureOf(projection, name, period));
    const is =
      amounts.length > 1 &&
      amounts.every((each) => each.isKnown) &&
      new Set(amounts.map(({ exact }) => exact.toString())).size === 1;
    found.set(name, is);
    return is;
  };
  const keeps = (row: string, column: string): boolean => {
    const slot = at.get(column);
    return slot?.period !== undefined && isSteady(row, slot.projection, slot.period);
  };
  return { nearest: NEAREST, keeps };
}

/** A block of rows for income and costs down to the surplus, and the sums that they must hold. */
export function incomeAndCost(slots: readonly SlotOrGap[], detail: boolean): { rows: Row[]; equations: Equation[] } {
  const rows: Row[] = [];
  const equations: Equation[] = [{ total: 'surplus', plus: ['income'], minus: ['cost'] }];
  for (const whole of ['income', 'cost'] as const) {
    const names = linesWithin(whole, slots);
    for (const name of names) {
      rows.push(lineRow(name, slots, { level: 1 }));
      if (!detail) continue;
      const parts = partsWithin(name, slots);
      rows.push(...parts.map((part) => lineRow(part, slots, { level: 2 })));
      equations.push({ total: name, plus: parts, minus: [] });
    }
    rows.push(lineRow(whole, slots, { role: 'total' }));
    equations.splice(1, 0, { total: whole, plus: names, minus: [] });
  }
  rows.push(lineRow('surplus', slots, { role: 'total' }));
  return { rows, equations };
}
