import type { Block, Table } from '../report/page/report.js';
import { textOf, titleText } from '../report/page/sentence.js';
import { withEvenDecimals } from './decimals.js';
import { type DrawnRow, drawn } from './draw.js';
import type { Format } from './formats.js';
import {
  acrossLines,
  cellLines,
  type GridRow,
  gridOf,
  headingLines,
  labelLines,
  type Panel,
  panelsOf,
  type TextGrid,
} from './grid.js';
import { type Paints, paints } from './paint.js';
import { paragraph, visible, wrap } from './text.js';
import { treeLines } from './tree-lines.js';
import { gathered, turned, withoutNil } from './turned.js';
import { notesOf } from './values.js';

/** No page is taken to be narrower: below it there is no room for a label and a figure. */
const NARROWEST = 20;

/**
 * A report for a terminal. Columns that do not fit side by side go below each other, each panel with the labels and a
 * line that says which columns it shows; no figure is ever cut. Totals stand under a rule, so that colour and weight
 * only repeat what the text says.
 */
export const table: Format = (report, page) => {
  const width = Math.max(NARROWEST, page.width);
  const paint = paints(page.colour);
  const head = [
    ...said(titleText(report.title), width).map(paint.strong),
    ...report.basis.flatMap((line) => said(textOf(line), width)).map(paint.quiet), //
  ];
  const blocks = report.blocks.map((block) => {
    const text = titleText(block.title);
    const title = text === '' || text === titleText(report.title) ? [] : [...said(text, width).map(paint.strong), ''];
    return [...title, ...blockLines(block, width, paint)];
  });
  const parts = [head, ...blocks].filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function blockLines(block: Block, width: number, paint: Paints): string[] {
  switch (block.kind) {
    case 'table':
      return tableLines(block, width, paint);
    case 'tree':
      return treeLines(block.shown, width, paint);
    case 'text':
      return block.lines.flatMap((line) => lineOf(textOf(line), width));
    default:
      return block satisfies never;
  }
}

/** A line that is a command, and no sentence about one, is not broken: what is copied is then typed in one. */
const lineOf = (text: string, width: number): string[] =>
  /^buyin .*[^.]$/.test(text) ? [visible(text)] : said(text, width);

function said(text: string, width: number): string[] {
  return paragraph(visible(text), width);
}

/** A table that has no row is what its notes say of that. */
function emptyLines(block: Table, width: number): string[] {
  const notes = notesOf(block).flatMap((note) => said(note, width));
  return notes.length > 0 ? notes : ['(no rows)'];
}

function tableLines(whole: Table, width: number, paint: Paints): string[] {
  if (whole.rows.length === 0) return emptyLines(whole, width);
  const { block, grid, panels } = fitted(withEvenDecimals(withoutNil(whole)), width);
  const figures = grid.columns.length - 1;
  const drawnPanels = panels.map((panel, i) => {
    const lines = panelLines(grid, panel, width, paint);
    if (panels.length === 1) return lines;
    return [...(i > 0 ? [''] : []), paint.quiet(whichColumns(panel, figures)), ...lines];
  });
  const notes = notesOf(block).flatMap((note) => wrap(visible(note), width, 'keep'));
  return [...drawnPanels.flat(), ...(notes.length > 0 ? ['', ...notes.map(paint.quiet)] : [])];
}

/**
 * A table as it is read on a page: side by side where it fits, else as records or gathered by what is said where these
 * fit, else in panels.
 */
function fitted(
  block: Table,
  width: number,
): { readonly block: Table; readonly grid: TextGrid; readonly panels: readonly Panel[] } {
  const on = (table: Table) => {
    const grid = gridOf(table, width);
    return { block: table, grid, panels: panelsOf(grid, width) };
  };
  const asIs = on(block);
  if (asIs.panels.length === 1) return asIs;
  const others = [turned, gathered].flatMap((way) => {
    const other = way(block);
    return other === undefined ? [] : on(other);
  });
  return others.find(({ panels }) => panels.length === 1) ?? asIs;
}

function whichColumns(panel: Panel, of: number): string {
  const first = panel.columns[1] ?? 0;
  const last = panel.columns[panel.columns.length - 1] ?? 0;
  return first === last ? `(column ${first} of ${of})` : `(columns ${first} to ${last} of ${of})`;
}

function panelLines(grid: TextGrid, panel: Panel, page: number, paint: Paints): string[] {
  const columns = panel.columns.map((i, at) => ({
    width: panel.widths[at] as number,
    align: grid.columns[i]?.align ?? 'left',
  }));
  const rows: DrawnRow[] = [headingRow(grid, panel, paint)];
  rows.push({ cells: panel.widths.map((width) => [rule(width)]) });
  const rules = panel.columns.map((i, at) => [
    grid.columns[i]?.align === 'right' ? rule(panel.widths[at] as number) : '',
  ]);
  grid.rows.forEach((row, i) => {
    if (i > 0 && row.role === 'heading') rows.push({ cells: panel.columns.map(() => ['']) });
    if (i > 0 && row.role === 'total') rows.push({ cells: rules });
    rows.push(row.isAcross ? acrossRow(row, page, paint) : bodyRow(row, grid, panel, paint));
  });
  return drawn(rows, columns);
}

function rule(width: number): string {
  return '─'.repeat(width);
}

/** Headings of several lines stand on the rule, so that the last line of each is next to its figures. */
function headingRow(grid: TextGrid, panel: Panel, paint: Paints): DrawnRow {
  const cells = panel.columns.map((i, at) => {
    const column = grid.columns[i];
    return column === undefined ? [''] : headingLines(column, panel.widths[at] as number);
  });
  const height = Math.max(...cells.map(({ length }) => length));
  return {
    cells: cells.map((lines) => [...Array<string>(height - lines.length).fill(''), ...lines]),
    paint: paint.strong,
  };
}

/** A heading within a table, over all of its columns and as far as the page goes. */
function acrossRow({ cells, level }: GridRow, page: number, paint: Paints): DrawnRow {
  return { cells: [], across: acrossLines(cells[0]?.text ?? '', level, page), paint: paint.strong };
}

function bodyRow(row: GridRow, grid: TextGrid, panel: Panel, paint: Paints): DrawnRow {
  const cells = panel.columns.map((i, at) => {
    const cell = row.cells[i];
    const column = grid.columns[i];
    const width = panel.widths[at] as number;
    if (cell === undefined || column === undefined) return [''];
    return i === 0 ? labelLines(cell.text, row.level, width) : cellLines(cell, column, width);
  });
  return row.role === 'line' ? { cells } : { cells, paint: paint.strong };
}
