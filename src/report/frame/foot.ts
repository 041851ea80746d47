import { Exact, Unknown } from '../../figures/index.js';
import { inRow } from '../../language/index.js';
import type { Cell, Column, Row, Table } from '../page/report.js';
import type { Sentence } from '../page/sentence.js';
import { tools } from '../sentences/asking.js';

/** A row that is the sum of some rows less others. */
export interface Equation {
  readonly total: string;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  /** Columns of the table, by id, in which it is no sum. */
  readonly except?: readonly string[];
  /**
   * Whether each amount is rounded to the penny by itself, so that the pence of the parts may come to a penny or so
   * more or less: present values.
   */
  readonly isOfRounded?: boolean;
}

/** Which of a table's amounts may not give way to a sum. */
export interface FixedAmounts {
  /** Rows that are the nearest pound in every table that shows them, such as the surplus, reserves and cash. */
  readonly nearest?: readonly string[];
  /** Whether a row keeps its nearest pound in a column, because it is the same in every year. */
  readonly keeps?: (row: string, column: string) => boolean;
  /** Whether columns stand side by side to be compared: then equal amounts of a row are equal pounds. */
  readonly isCompared?: boolean;
}

/**
 * Rounds a table's pounds so that lines add to their totals. Every amount is its nearest pound, but for lines that give
 * way to a total: each to the other of the two pounds that it lies between. Where that is not enough, all of the sum
 * are their nearest pounds and the column is marked. Equations come from the outermost total inwards. Textbook:
 * controlled rounding. Cells that are not `pounds` are left as they are.
 *
 * Throws where the amounts themselves are no sum: a fault of the program.
 */
export function foot(table: Table, equations: readonly Equation[], held: FixedAmounts = {}): Table {
  const amounts = table.columns.map((_, column) => amountsOf(table.rows, column));
  const fixed = new Set<string>();
  let settled: readonly Settled[];
  do {
    settled = table.columns.map(({ id }, column) => {
      const isHeld = (row: string): boolean =>
        held.nearest?.includes(row) === true || held.keeps?.(row, id) === true || fixed.has(row);
      return settle(
        table.id,
        equations.filter(({ except }) => except?.includes(id) !== true),
        amounts[column] as Amounts,
        isHeld,
      );
    });
  } while (held.isCompared === true && fix(fixed, amounts, settled));
  const rows = table.rows.map(
    (row): Row => ({ ...row, cells: row.cells.map((cell, i) => withShown(cell, settled[i]?.shown.get(row.id))) }),
  );
  const columns = table.columns.map(
    (column, i): Column => ((settled[i] as Settled).off.size === 0 ? column : { ...column, isMarked: true }),
  );
  return { ...table, rows, columns, notes: [...table.notes, ...markNote(table, settled)] };
}

type Amounts = ReadonlyMap<string, Exact>;

/** What a column shows, and the totals in it that what is shown does not add to, with how many pounds are between. */
interface Settled {
  readonly shown: ReadonlyMap<string, number>;
  readonly off: ReadonlyMap<string, number>;
}

function withShown(cell: Cell, shown: number | undefined): Cell {
  return cell.kind === 'figure' && shown !== undefined ? { ...cell, shown } : cell;
}

function amountsOf(rows: readonly Row[], column: number): Amounts {
  const amounts = new Map<string, Exact>();
  for (const { id, cells } of rows) {
    const cell = cells[column];
    if (cell?.kind === 'figure' && cell.show === 'pounds' && !(cell.figure.value instanceof Unknown))
      amounts.set(id, cell.figure.exact);
  }
  return amounts;
}

/**
 * Rows with two amounts that are equal and shown as different pounds join those that keep their nearest; whether there
 * were any.
 */
function fix(fixed: Set<string>, amounts: readonly Amounts[], settled: readonly Settled[]): boolean {
  const before = fixed.size;
  for (const row of new Set(amounts.flatMap((each) => [...each.keys()]))) {
    const shown = new Map<string, number | undefined>();
    amounts.forEach((each, column) => {
      const amount = each.get(row)?.toString();
      const pounds = settled[column]?.shown.get(row);
      if (amount === undefined || pounds === undefined) return;
      if (shown.has(amount) && shown.get(amount) !== pounds) fixed.add(row);
      shown.set(amount, pounds);
    });
  }
  return fixed.size > before;
}

const nearestPound = (amount: Exact): number => Number(amount.toFixed(0));

function settle(
  table: string,
  equations: readonly Equation[],
  amounts: Amounts,
  isHeld: (row: string) => boolean,
): Settled {
  const shown = new Map<string, number>();
  const off = new Map<string, number>();
  const put = (id: string, amount: Exact): number => {
    const pounds = shown.get(id) ?? nearestPound(amount);
    shown.set(id, pounds);
    return pounds;
  };
  for (const equation of equations) {
    const whole = amounts.get(equation.total);
    const parts = partsOf(equation, amounts);
    if (whole === undefined || parts.length === 0) continue;
    checkSum(table, equation, whole, parts);
    const open = parts.filter(({ id }) => !shown.has(id) && !isHeld(id));
    const out = parts.reduce((left, { id, sign, amount }) => left - sign * put(id, amount), put(equation.total, whole));
    const bent = bentTo(out, open);
    if (bent === undefined) off.set(equation.total, Math.abs(out));
    for (const [id, pounds] of bent ?? []) shown.set(id, pounds);
  }
  return { shown, off };
}

function partsOf({ plus, minus }: Equation, amounts: Amounts): readonly Part[] {
  return [...plus.map((id) => ({ id, sign: 1 })), ...minus.map((id) => ({ id, sign: -1 }))].flatMap(({ id, sign }) => {
    const amount = amounts.get(id);
    return amount === undefined ? [] : { id, sign, amount };
  });
}

interface Part {
  readonly id: string;
  readonly sign: number;
  readonly amount: Exact;
}

function checkSum(table: string, { total, isOfRounded }: Equation, whole: Exact, parts: readonly Part[]): void {
  const sum = parts.reduce((all, { sign, amount }) => (sign > 0 ? all.plus(amount) : all.minus(amount)), Exact.zero);
  const out = Math.abs(sum.minus(whole).toNumber());
  if (out > (isOfRounded === true ? HALF_PENNY * (parts.length + 1) : 0))
    throw new Error(`${total} of the table ${table} is ${whole.toString()}, and its parts come to ${sum.toString()}`);
}

const HALF_PENNY = 0.005001;

/**
 * Lines a pound from their nearest, so that what was off no longer is; undefined where it would take more than a pound
 * of one of them.
 */
function bentTo(off: number, open: readonly Part[]): ReadonlyMap<string, number> | undefined {
  const bent = new Map<string, number>();
  let left = off;
  for (const { id, sign, amount } of byLeeway(open, off)) {
    if (left === 0) break;
    const step = Math.sign(off) * sign;
    const moved = nearestPound(amount) + step;
    // The other of the two pounds that it lies between, and no further: what is shown stays true.
    if (Math.abs(moved - amount.toNumber()) >= 1) continue;
    bent.set(id, moved);
    left -= step * sign;
  }
  return left === 0 ? bent : undefined;
}

/** The parts that were rounded furthest against the wanted direction come first: moving them is the least untrue. */
function byLeeway(parts: readonly Part[], off: number): readonly Part[] {
  const leeway = ({ amount, sign }: Part): number => (amount.toNumber() - nearestPound(amount)) * sign * Math.sign(off);
  return [...parts].sort((a, b) => leeway(b) - leeway(a));
}

/** A column that is the sum of some columns less others, in every row that has an amount in it. */
export type AcrossEquation = Pick<Equation, 'total' | 'plus' | 'minus'>;

/** A table whose columns add up, with a note of the rows in which what is shown across then does not. */
export function withRowsOut(table: Table, { total, plus, minus }: AcrossEquation): Table {
  const poundsIn = ({ cells }: Row, id: string): number => {
    const cell = cells[table.columns.findIndex((column) => column.id === id)];
    return cell?.kind === 'figure' && cell.figure.isKnown ? (cell.shown ?? nearestPound(cell.figure.exact)) : 0;
  };
  const out = table.rows.flatMap((row) => {
    const across = [...plus.map((id) => poundsIn(row, id)), ...minus.map((id) => -poundsIn(row, id))];
    const by = Math.abs(poundsIn(row, total) - across.reduce((sum, pounds) => sum + pounds, 0));
    const [label] = row.cells;
    return by === 0 || label?.kind !== 'text' ? [] : { name: label.text, by };
  });
  if (out.length === 0) return table;
  const by = poundsApart(Math.max(...out.map((row) => row.by)));
  const heading = table.columns.find(({ id }) => id === total)?.heading ?? total;
  const said = tools.say.rowsOut({ heading, by, rows: out.map(({ name }) => name) });
  return { ...table, notes: [...table.notes, ...said] };
}

const poundsApart = (most: number): string => (most === 1 ? '£1' : `up to £${most}`);

const MOST_NAMED = 4;

/** Which totals are not what their parts as shown come to, and where. */
function markNote({ rows, columns }: Table, settled: readonly Settled[]): readonly Sentence[] {
  const said = rows.flatMap(({ id, cells }) => {
    const at = columns.flatMap(({ heading }, i) => (settled[i]?.off.has(id) ? heading : []));
    const [label] = cells;
    if (at.length === 0 || label?.kind !== 'text') return [];
    const where =
      at.length > MOST_NAMED
        ? `${at.length} of ${columns.length - 1} columns`
        : inRow(at.filter((heading) => heading !== ''));
    return `${label.text}${where === '' ? '' : ` (${where})`}`;
  });
  if (said.length === 0) return [];
  const most = Math.max(...settled.flatMap(({ off }) => [...off.values()]));
  return tools.say.foot({ by: poundsApart(most), said });
}
