import { Exact, Unknown } from '../figures/index.js';
import type { Cell, Row, Table } from './report.js';

/** A row that is the sum of some rows less others. */
export interface Equation {
  readonly total: string;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}

/**
 * Rounds a table's pounds so that what is shown adds up: every amount is shown as one of the two whole pounds that it lies between, the nearest
 * wherever the sums allow it. `anchors` are rounded to the nearest before anything else (a year's opening is the last one's closing); `equations`
 * come from the outermost total inwards; `pinned` rows stand in another table, and are shown here as there. Textbook: controlled rounding. Cells that are not `pounds` are left as they are.
 */
export function foot(table: Table, equations: readonly Equation[], anchors: readonly string[] = [], pinned: readonly Row[] = []): Table {
  const shown = new Map<string, Map<number, number>>();
  for (const { id } of table.rows) shown.set(id, new Map());
  table.columns.forEach((_, column) => {
    const amounts = amountsOf(table.rows, column);
    for (const { id, cells } of pinned) {
      const cell = cells[column];
      if (cell?.kind === 'figure' && cell.shown !== undefined) shown.get(id)?.set(column, cell.shown);
    }
    for (const id of anchors) {
      const amount = amounts.get(id);
      if (amount !== undefined) shown.get(id)?.set(column, nearestPound(amount));
    }
    for (const equation of equations) settle(equation, amounts, column, shown);
  });
  const rows = table.rows.map((row): Row => ({ ...row, cells: row.cells.map((cell, column) => withShown(cell, shown.get(row.id)?.get(column))) }));
  return { ...table, rows };
}

function withShown(cell: Cell, shown: number | undefined): Cell {
  return cell.kind === 'figure' && shown !== undefined ? { ...cell, shown } : cell;
}

function amountsOf(rows: readonly Row[], column: number): ReadonlyMap<string, Exact> {
  const amounts = new Map<string, Exact>();
  for (const { id, cells } of rows) {
    const cell = cells[column];
    if (cell?.kind === 'figure' && cell.show === 'pounds' && !(cell.figure.value instanceof Unknown)) amounts.set(id, cell.figure.exact);
  }
  return amounts;
}

/** Halves go up, below zero too: were they to go away from it, reserves from -£0.50 to £0.50 would leave no true surplus that adds. */
const nearestPound = (amount: Exact): number => amount.plus(HALF).floor().toNumber();
const HALF = Exact.of('0.5');

function settle(
  { total, plus, minus }: Equation,
  amounts: ReadonlyMap<string, Exact>,
  column: number,
  shown: Map<string, Map<number, number>>,
): void {
  const parts = [...plus.map((id) => ({ id, sign: 1 })), ...minus.map((id) => ({ id, sign: -1 }))].filter(({ id }) => amounts.has(id));
  const whole = amounts.get(total);
  if (whole === undefined || parts.length === 0) return;
  const at = (id: string): number | undefined => shown.get(id)?.get(column);
  const put = (id: string, pounds: number): void => void shown.get(id)?.set(column, pounds);
  if (at(total) === undefined) put(total, nearestPound(whole));
  const open = parts.filter(({ id }) => at(id) === undefined);
  for (const { id } of open) put(id, nearestPound(amounts.get(id) as Exact));
  let off = (at(total) as number) - parts.reduce((sum, { id, sign }) => sum + sign * (at(id) as number), 0);
  for (const { id, sign } of byLeeway(open, amounts, off)) {
    if (off === 0) break;
    const step = Math.sign(off) * sign;
    const moved = (at(id) as number) + step;
    // A whole pound either side of the amount and no further: what is shown stays true.
    if (Math.abs(moved - (amounts.get(id) as Exact).toNumber()) >= 1) continue;
    put(id, moved);
    off -= step * sign;
  }
}

/** The parts that were rounded furthest against the wanted direction come first: moving them is the least untrue. */
function byLeeway(
  parts: readonly { id: string; sign: number }[],
  amounts: ReadonlyMap<string, Exact>,
  off: number,
): readonly { id: string; sign: number }[] {
  const leeway = ({ id, sign }: { id: string; sign: number }): number => {
    const amount = amounts.get(id) as Exact;
    return (amount.toNumber() - nearestPound(amount)) * sign * Math.sign(off);
  };
  return [...parts].sort((a, b) => leeway(b) - leeway(a));
}
