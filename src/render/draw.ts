import Table from 'cli-table3';
import { GAP } from './grid.js';
import type { Paint } from './paint.js';
import { cellWidth, isPlain } from './text.js';

/** A row of a panel: each cell as the lines it takes in its column. */
export interface DrawnRow {
  readonly cells: readonly (readonly string[])[];
  readonly paint?: Paint;
}

export interface DrawnColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** The library's time grows with the square of the rows; up to here it is not noticed. */
const MOST_ROWS = 100;

const EDGES = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const SIDES = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
/** Nothing is drawn between the cells but the gap. */
const CHARS = { ...Object.fromEntries([...EDGES, ...SIDES].map((name) => [name, ''])), middle: ' '.repeat(GAP) };

/**
 * The lines of a panel, without blanks at their ends. Long tables are padded here; so are those with characters (emoji, ideograms) that the
 * library measures otherwise than terminals show them. Both ways give the same text.
 */
export function drawn(rows: readonly DrawnRow[], columns: readonly DrawnColumn[]): string[] {
  const fits = rows.length <= MOST_ROWS && rows.every(({ cells }) => cells.every((lines) => lines.every(isPlain)));
  return fits && rows.length > 0 ? byLibrary(rows, columns) : byPadding(rows, columns);
}

/** The panel as cli-table3 sets it: only for plain text that fits its columns or is whole in them. */
export function byLibrary(rows: readonly DrawnRow[], columns: readonly DrawnColumn[]): string[] {
  const table = new Table({
    chars: CHARS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ align }) => align),
  });
  for (const { cells, paint } of rows) table.push(cells.map((lines) => lines.map((line) => painted(line, paint)).join('\n')));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** The same panel by plain padding, in time that grows with the rows. */
export function byPadding(rows: readonly DrawnRow[], columns: readonly DrawnColumn[]): string[] {
  const gap = ' '.repeat(GAP);
  return rows.flatMap(({ cells, paint }) => {
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) => {
      const parts = columns.map((column, i) => padded(cells[i]?.[at] ?? '', column, paint));
      return parts.join(gap).trimEnd();
    });
  });
}

function padded(text: string, { width, align }: DrawnColumn, paint: Paint | undefined): string {
  const blank = ' '.repeat(Math.max(0, width - cellWidth(text)));
  return align === 'right' ? blank + painted(text, paint) : painted(text, paint) + blank;
}

function painted(text: string, paint: Paint | undefined): string {
  return paint === undefined || text === '' ? text : paint(text);
}
