import { Exact } from '../figures/index.js';
import { type NumberRule, type Problem, readNumber, Scalar } from '../language/index.js';
import type { OrderRow } from '../model/index.js';
import { CellProblems, headingProblems } from './cells.js';
import type { CsvRow, HeaderCell } from './csv.js';
import { isDate } from './intentions.js';

const COLUMNS = ['school', 'service', 'option', 'quantity', 'date'] as const;
type OrderColumn = (typeof COLUMNS)[number];
const NEEDED: readonly OrderColumn[] = ['school', 'service', 'date'];

/** A row that lacks so many of what each order needs is no order. */
const MOST_EMPTY = 2;
/** More than a school orders of anything; numbers of schools, dates and telephone numbers are above it. */
const MOST_UNITS = Exact.of(100_000);
const UNITS: NumberRule & { readonly kind: 'count' } = {
  kind: 'count',
  expected: 'a number of units, such as 2',
  decimals: 4,
};

/** Whether a file of orders may have a column of that name. */
export function isOrdersColumn(name: string): boolean {
  return (COLUMNS as readonly string[]).includes(name);
}

/** The orders of a file, one a row, with every problem of its heading and its cells. */
export function readOrders(
  header: readonly HeaderCell[],
  rows: readonly CsvRow[],
  ignore: readonly string[],
): { orders: OrderRow[]; problems: Problem[] } {
  const names = header.map(({ name }) => name);
  const isRead = (name: string): boolean => isOrdersColumn(name) || ignore.includes(name);
  const says = names.includes('option') ? NEEDED : [...NEEDED, 'quantity' as const];
  const needed = says.filter((name) => !names.includes(name));
  const heading = headingProblems(header, { known: COLUMNS, needed, isRead, of: 'orders' });
  if (heading.length > 0) return { orders: [], problems: heading };
  const found = new CellProblems();
  const at = (column: OrderColumn): number => names.indexOf(column);
  const orders = rows.flatMap((row): OrderRow[] => {
    const lacks = NEEDED.filter((column) => row.text(at(column)) === '');
    if (lacks.length >= MOST_EMPTY) {
      found.at('', row.place, 'no-school', { lacks, of: 'orders' });
      return [];
    }
    return rowOf(row, at, found);
  });
  return { orders, problems: found.problems };
}

function rowOf(row: CsvRow, at: (column: OrderColumn) => number, found: CellProblems): OrderRow[] {
  const before = found.count;
  const cell = (column: OrderColumn): Scalar | undefined => {
    const scalar = at(column) < 0 ? undefined : row.cell(at(column));
    if (scalar?.text === '' && NEEDED.includes(column))
      found.at(column, scalar.span, 'wrong-shape', { expected: column, found: 'nothing' });
    return scalar?.text === '' ? undefined : scalar;
  };
  const [school, service, option, said, date] = [
    cell('school'),
    cell('service'),
    cell('option'),
    cell('quantity'),
    cell('date'),
  ];
  if (option === undefined && said === undefined) {
    const place = row.cell(Math.max(at('quantity'), at('option'))).span;
    found.at('quantity', place, 'wrong-shape', { expected: 'a quantity, or an option', found: 'nothing' });
  }
  if (date !== undefined && !isDate(date.text)) {
    const why = 'there is no such day';
    found.at('date', date.span, 'bad-value', { text: date.text, expected: 'a date, such as 2026-03-14', why });
  }
  const quantity = said && unitsIn(said, `schools.orders.${school?.text}.${service?.text}`, found);
  if (found.count > before || school === undefined || service === undefined || date === undefined) return [];
  return [{ school, service, option, quantity, date: date.text, dateAt: date.span }];
}

/** A number of units; undefined where it is none, which is told. */
function unitsIn(
  { text, span, layer, basis, source }: Scalar,
  path: string,
  found: CellProblems,
): OrderRow['quantity'] {
  const read = readNumber(UNITS, new Scalar(text, span, layer, path, basis, source));
  const isTooMuch = typeof read !== 'string' && read.isKnown && read.exact.compare(MOST_UNITS) > 0;
  const why = typeof read === 'string' ? read : isTooMuch ? 'no school orders more than 100,000' : undefined;
  if (why === undefined) return read as OrderRow['quantity'];
  found.at('quantity', span, 'bad-value', { text, expected: UNITS.expected, why });
  return undefined;
}
