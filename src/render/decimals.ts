import type { Cell, Row, Table } from '../report/page/report.js';
import { decimalsOf } from '../report/page/show.js';
import { hasSeveral } from './turned.js';

type FigureCell = Extract<Cell, { kind: 'figure' }>;

/**
 * A table for a page, in which numbers of things have as many decimals as those that they are read with: down a column
 * of what is known of several things, along a row of one thing over years or options. `20` beside `18.1` becomes `20.0`.
 * Data formats give all digits and need none of this.
 */
export function withEvenDecimals(table: Table): Table {
  const lines = table.rows.filter(({ role }) => role !== 'heading').map(({ cells }) => cells);
  const columns = table.columns.map((_, at) => figuresIn(lines.map((cells) => cells[at])));
  const areRecords = lines.some((cells) => showsOf(figuresIn(cells)).size > 1 || hasSeveral(cells));
  const isDown = columns.map((cells) => areRecords || showsOf(cells).size === 1);
  const down = columns.map((cells, at) => (isDown[at] ? placesOf(cells) : undefined));
  const rows = table.rows.map((row): Row => {
    const across = placesOf(figuresIn(row.cells.filter((_, at) => !isDown[at])));
    return { ...row, cells: row.cells.map((cell, at) => even(cell, down[at] ?? across)) };
  });
  return { ...table, rows };
}

const showsOf = (cells: readonly FigureCell[]): ReadonlySet<string> => new Set(cells.map(({ show }) => show));
const figuresIn = (cells: readonly (Cell | undefined)[]): FigureCell[] =>
  cells.filter((cell): cell is FigureCell => cell?.kind === 'figure');

/** How many decimals the cells that show a number in one way have at most. */
function placesOf(cells: readonly FigureCell[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { figure, show } of cells) found.set(show, Math.max(found.get(show) ?? 0, decimalsOf(figure, show)));
  return found;
}

function even(cell: Cell, places: ReadonlyMap<string, number>): Cell {
  if (cell.kind !== 'figure') return cell;
  const most = places.get(cell.show) ?? 0;
  return most > 0 ? { ...cell, places: most } : cell;
}
