import type { Row, Strip, Table } from '../report/page/report.js';
import { shownCell, shownHeading } from '../report/page/show.js';
import { isDrawn, stripText } from './strip.js';
import { cellWidth, visible, wrap } from './text.js';

/** Cells between two columns. */
export const GAP = 2;
const INDENT = 2;
/** A word of a heading or of a text column longer than this may be broken to save room. */
const LONGEST_WORD = 16;
/** A heading no longer than this is not wrapped: years stay beside their units. */
const SHORT_HEADING = 10;
/** The least of the page's width that the labels get before they are wrapped. */
const LABEL_SHARE = 0.3;
/** The least where a table would else be cut. */
const TIGHT_SHARE = 0.18;
const LEAST_LABEL = 14;
/**
 * A picture takes what room is left over, between these; less than the narrowest only where columns would else go below
 * each other.
 */
const NARROWEST_STRIP = 20;
const WIDEST_STRIP = 40;
const SQUEEZED_STRIP = 12;
/** Headings of so many lines are low enough for labels to come first. */
const LOW_HEADING = 2;
/** Between the ends of a scale in the heading of a column of pictures. */
const ENDS = ' … ';
/** The unit at the end of a heading, which stays on the line of the word before it. */
const UNIT = / £(?=\*?$)/;
const FIXED = '\u00a0';

/** A table measured for a terminal: what stands in its cells, before anything is wrapped. */
export interface TextGrid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
}

export interface GridColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** A space after whatever has no closing bracket, so that digits stand under digits. */
  readonly tail: '' | ' ';
  /** Whether it holds pictures, which come after everything else when room is given out. */
  readonly isDrawn: boolean;
  /** The width at which nothing in it is wrapped. */
  readonly natural: number;
  /** The width below which a figure would be lost or words would be torn. */
  readonly least: number;
  /** The same where even short headings are wrapped between their words. */
  readonly wrapped: number;
}

export interface GridRow {
  readonly role: Row['role'];
  readonly level: number;
  readonly cells: readonly TextGridCell[];
  /** A heading with nothing beside it, which takes the whole line. */
  readonly isAcross: boolean;
}

export interface TextGridCell {
  readonly text: string;
  /** A figure stays on one line, whole. */
  readonly figure: boolean;
  readonly strip?: Strip;
}

/** Some of the columns side by side, the labels always first among them. */
export interface Panel {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/** What a table's cells say, with the widths they need on a page. */
export function gridOf(table: Table, width: number): TextGrid {
  const rows = table.rows.map((row) => gridRow(row, table));
  const columns = table.columns.map((column, i) => {
    const { align } = column;
    const seen = visible(shownHeading(column)).replace(UNIT, `${FIXED}£`);
    if (i > 0 && isDrawn(table, i)) return drawnColumn(seen);
    return i === 0 ? labelColumn(seen, rows, width) : valueColumn(seen, align, rows, i);
  });
  return { columns, rows };
}

function gridRow(row: Row, { columns }: Table): GridRow {
  const { role, level } = row;
  const cells = columns.map((_, i) => gridCell(row, i));
  const isAlone = cells.every(({ text, strip }, i) => i === 0 || (text === '' && strip === undefined));
  return { role, level, cells, isAcross: role === 'heading' && isAlone };
}

function gridCell({ cells, role }: Row, index: number): TextGridCell {
  const cell = cells[index];
  if (cell === undefined || (role === 'heading' && index > 0 && cell.kind === 'none'))
    return { text: '', figure: false };
  if (cell.kind === 'strip') return { text: '', figure: false, strip: cell };
  return { text: visible(shownCell(cell)), figure: cell.kind === 'figure' };
}

function drawnColumn(heading: string): GridColumn {
  const least = Math.max(NARROWEST_STRIP, heading.includes(ENDS) ? cellWidth(heading) : leastHeading(heading));
  return {
    heading,
    align: 'left',
    tail: '',
    isDrawn: true,
    natural: Math.max(WIDEST_STRIP, least),
    least,
    wrapped: least,
  };
}

function labelColumn(heading: string, rows: readonly GridRow[], width: number): GridColumn {
  let natural = cellWidth(heading);
  let deepest = 0;
  for (const { cells, level, isAcross } of rows) {
    if (isAcross) continue;
    natural = Math.max(natural, INDENT * level + cellWidth(cells[0]?.text ?? ''));
    deepest = Math.max(deepest, level);
  }
  const least = Math.max(Math.floor(width * LABEL_SHARE), INDENT * deepest + 12);
  return {
    heading,
    align: 'left',
    tail: '',
    isDrawn: false,
    natural,
    least: Math.min(natural, least),
    wrapped: Math.min(natural, least),
  };
}

function valueColumn(heading: string, align: 'left' | 'right', rows: readonly GridRow[], index: number): GridColumn {
  const tail =
    align === 'right' && rows.some(({ cells }) => cells[index]?.figure && cells[index].text.endsWith(')')) ? ' ' : '';
  let natural = cellWidth(heading) + tail.length;
  let least = leastHeading(heading) + tail.length;
  let body = 1;
  for (const { cells } of rows) {
    const { text, figure } = cells[index] as TextGridCell;
    const full = cellWidth(text) + (text.endsWith(')') ? 0 : tail.length);
    natural = Math.max(natural, full);
    if (figure) body = Math.max(body, full);
    else body = Math.max(body, Math.min(full, LONGEST_WORD));
  }
  least = Math.max(least, body);
  const wrapped = Math.max(
    body,
    Math.min(LONGEST_WORD, ...[Math.max(...heading.split(' ').map(cellWidth))]) + tail.length,
  );
  return { heading, align, tail, isDrawn: false, natural, least, wrapped };
}

function leastHeading(heading: string): number {
  const longest = Math.max(...heading.split(' ').map(cellWidth));
  return Math.min(LONGEST_WORD, Math.max(longest, Math.min(SHORT_HEADING, cellWidth(heading))));
}

/** The lines of a heading in a column of a width; over pictures the ends of their scale stand over its ends. */
export function headingLines(column: GridColumn, width: number): string[] {
  const [low = '', high] = column.isDrawn ? column.heading.split(ENDS) : [];
  if (high === undefined)
    return cellLines({ text: column.heading, figure: false }, column, width).map((line) => line.replaceAll(FIXED, ' '));
  return [low + ' '.repeat(Math.max(1, width - cellWidth(low) - cellWidth(high))) + high];
}

/** The lines of a cell in a column of a width. A figure and a picture are one line whatever the width. */
export function cellLines(cell: TextGridCell, column: GridColumn, width: number): string[] {
  if (cell.strip !== undefined) return [stripText(cell.strip, width)];
  if (cell.text === '') return [''];
  if (cell.figure) return [cell.text.endsWith(')') ? cell.text : cell.text + column.tail];
  return wrap(cell.text, Math.max(1, width - column.tail.length)).map((line) => line + column.tail);
}

/** The lines of a row's label under its indent; what runs on is set further in. */
export function labelLines(text: string, level: number, width: number): string[] {
  return setIn(text, Math.min(INDENT * level, Math.floor(width / 2)), INDENT, width);
}

/** The lines of a heading over a whole table; what runs on is set further in than the rows below it. */
export function acrossLines(text: string, level: number, width: number): string[] {
  return setIn(text, INDENT * level, 2 * INDENT, width);
}

/** Lines under an indent, all but the first of them so much further in. */
function setIn(text: string, indent: number, further: number, width: number): string[] {
  const room = Math.max(1, width - indent);
  const [first = '', ...rest] = cellWidth(text) <= room ? [text] : wrap(text, Math.max(1, room - further));
  return [' '.repeat(indent) + first, ...rest.map((line) => ' '.repeat(indent + further) + line)];
}

/** The fewest panels that show every column on a page, each no wider than the page unless a single figure is. */
export function panelsOf(grid: TextGrid, width: number): Panel[] {
  const [label, ...values] = grid.columns;
  if (label === undefined) return [];
  const all = grid.columns.map((_, i) => i);
  for (const columns of [
    grid.columns,
    grid.columns.map(squeezed),
    grid.columns.map((column, i) => tight(squeezed(column), i, width)),
  ]) {
    if (total(columns.map(({ least }) => least)) <= width) return [{ columns: all, widths: spread(columns, width) }];
  }
  const most = width - GAP - Math.max(...values.map(({ least }) => least), 0);
  const room = Math.max(most, 8);
  const wide = filled(values, width, Math.min(label.natural, room));
  const narrow = filled(values, width, Math.min(label.least, room));
  const chosen = wide.length <= narrow.length ? wide : narrow;
  const labels = Math.min(chosen === wide ? label.natural : label.least, room);
  const beside = width - labels - GAP;
  const panels = evened(chosen).map((columns) => ({ columns, widths: spread(pick(grid, columns), beside) }));
  // One width of labels for all panels, so that they read as one table.
  const spare = Math.max(0, Math.min(...panels.map(({ widths }) => beside - total(widths))));
  const widest = Math.min(label.natural, labels + spare);
  return panels.map(({ columns, widths }) => ({ columns: [0, ...columns], widths: [widest, ...widths] }));
}

function squeezed(column: GridColumn): GridColumn {
  if (!column.isDrawn) return column;
  // The two ends of a scale stand beside each other over its picture.
  const ends = column.heading.includes(ENDS) ? cellWidth(column.heading.replace(ENDS, ' ')) : 0;
  return { ...column, least: Math.min(column.least, Math.max(SQUEEZED_STRIP, ends, leastHeading(column.heading))) };
}

/**
 * Room for one more column before a table is cut: less for labels, and headings of several words one below the other.
 */
function tight(column: GridColumn, index: number, width: number): GridColumn {
  if (index > 0) return column.isDrawn ? column : { ...column, least: column.wrapped };
  return { ...column, least: Math.min(column.least, Math.max(LEAST_LABEL, Math.floor(width * TIGHT_SHARE))) };
}

/** No panel is left with one last column where the one before it can spare another. */
function evened(panels: number[][]): number[][] {
  const [before, last] = panels.slice(-2);
  if (before === undefined || last === undefined || last.length > 1 || before.length < 3) return panels;
  return [...panels.slice(0, -2), before.slice(0, -1), [...before.slice(-1), ...last]];
}

function pick(grid: TextGrid, indexes: readonly number[]): GridColumn[] {
  return indexes.map((i) => grid.columns[i] as GridColumn);
}

function filled(values: readonly GridColumn[], width: number, label: number): number[][] {
  const panels: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  values.forEach(({ least }, i) => {
    if (used + GAP + least > width) {
      panels.push([]);
      used = label;
    }
    panels[panels.length - 1]?.push(i + 1);
    used += GAP + least;
  });
  return panels;
}

/**
 * Widths between the least and the natural ones: what room is left goes to text first, evenly, then to headings, then
 * to pictures.
 */
function spread(columns: readonly GridColumn[], width: number): number[] {
  const widths = columns.map(({ least }) => least);
  let left = width - total(widths);
  left -= lowered(columns, widths, left);
  for (const turn of ['left', 'right', 'drawn'] as const) {
    const open = columns.flatMap((column, i) => ((column.isDrawn ? 'drawn' : column.align) === turn ? [i] : []));
    for (let given = true; left > 0 && given; ) {
      given = false;
      for (const i of open) {
        if (left === 0 || (widths[i] as number) >= (columns[i] as GridColumn).natural) continue;
        widths[i] = (widths[i] as number) + 1;
        left--;
        given = true;
      }
    }
  }
  return widths;
}

/**
 * Room that goes to headings first: as long as there is enough, to the one that takes least to be a line lower, of those
 * that are higher than two lines. Returns how much was given.
 */
function lowered(columns: readonly GridColumn[], widths: number[], room: number): number {
  let given = 0;
  for (;;) {
    const wanted = columns.flatMap((column, i) => {
      const now = widths[i] as number;
      const lines = headingLines(column, now).length;
      if (i === 0 || column.isDrawn || lines <= LOW_HEADING) return [];
      let more = 1;
      while (now + more < column.natural && headingLines(column, now + more).length >= lines) more++;
      return [{ i, more, lines }];
    });
    const highest = Math.max(0, ...wanted.map(({ lines }) => lines));
    const [least] = wanted.filter(({ lines }) => lines === highest).sort((a, b) => a.more - b.more);
    if (least === undefined || given + least.more > room) return given;
    widths[least.i] = (widths[least.i] as number) + least.more;
    given += least.more;
  }
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
}
