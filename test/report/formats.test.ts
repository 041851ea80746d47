import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type FormatName, formats } from '../../src/render/formats.js';
import { reportsOf } from '../support/reports.js';
import type { JsonBlock, JsonCell, JsonTable } from './answers.js';

/* What a person reads in a table, and what a program reads in CSV, is the value that JSON gives: to the pound, the penny or the decimal shown. */

const LINES: readonly (readonly string[])[] = [
  ['forecast', 'examples/haringey', '--detail'],
  ['forecast', 'examples/haringey', '--by', 'term', '--scenario', 'bad_year'],
  ['compare', 'examples/borough'],
  ['price', 'examples/borough', '--year', '2028'],
  ['break-even', 'examples/haringey', '--scenario', 'contract_lost'],
  ['price', 'models/hep-2018.yaml', '--school', 'phase=primary,pupils=262'],
  ['sensitivity', 'examples/borough', '--grid', 'buy_in_primary,inflation', '--points', '3'],
];

const tablesOf = (blocks: readonly JsonBlock[]): JsonTable[] =>
  blocks.filter((block): block is JsonTable => block.kind === 'table');
const isFigure = (cell: JsonCell | null | undefined): cell is JsonCell => cell !== null && cell?.figure !== undefined;

/**
 * What is read in a shown number, in the unit of the value: `(1,234)`, `87.6%`, `18.12`. Undefined for what is no
 * number.
 */
function readShown(text: string): { value: number; step: number } | undefined {
  const match = /^(\()?(-?[\d,]+)(?:\.(\d+))?(%)?\)?$/.exec(text.replace(/\*\*/g, '').trim());
  if (match === null) return undefined;
  const [, bracket, whole = '', decimals = '', percent] = match;
  const size = Number(`${whole.replace(/,/g, '')}.${decimals || '0'}`) / (percent ? 100 : 1);
  return { value: bracket ? -size : size, step: 10 ** -(decimals.length + (percent ? 2 : 0)) };
}

/**
 * A shown number is the value rounded to what is shown of it; pounds that have to add may go a whole pound either way.
 */
function expectShown(text: string, cell: JsonCell, where: string): void {
  if (cell.value === null) {
    expect(text, where).toContain('unknown');
    return;
  }
  const read = readShown(text);
  expect(read, `${where}: ${text}`).toBeDefined();
  const off = Math.abs((read?.value as number) - Number(cell.value));
  // Needless zeros are not shown, so that 15% may stand for 15.04%.
  const step =
    cell.unit === 'GBP' && read?.step === 1 ? 1 : cell.unit === 'rate' ? 0.0005 : cell.unit === 'count' ? 0.05 : 0.005;
  expect(off, `${where}: ${text} for ${cell.value}`).toBeLessThanOrEqual(step + 1e-9);
}

/** The cells of the rows of a Markdown table. */
const cellsIn = (line: string): string[] =>
  line
    .replace(/^\| | \|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim());

/** What a command line writes in each format: it is played once, and its report written in each. */
function once(argv: readonly string[]): (format: FormatName) => Promise<string> {
  let played: ReturnType<typeof reportsOf> | undefined;
  return async (format) => {
    played ??= reportsOf(argv);
    const [report] = (await played).reports;
    if (report === undefined) throw new Error(`buyin ${argv.join(' ')} makes no report`);
    // A table is given room for all its columns.
    return (await formats[format]())(report, { width: format === 'table' ? 400 : 120, colour: false });
  };
}

describe.each(LINES.map((argv) => [argv.join(' '), once(argv)] as const))('%s', (_, written) => {
  const tablesWritten = async (): Promise<JsonTable[]> =>
    tablesOf((JSON.parse(await written('json')) as { blocks: readonly JsonBlock[] }).blocks);

  test('markdown reads back as JSON', async () => {
    const tables = await tablesWritten();
    const text = await written('markdown');
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| :?-/.test(line));
    const all = tables.flatMap((table) => [undefined, ...table.rows]);
    expect(rows).toHaveLength(all.length);
    let figures = 0;
    all.forEach((row, i) => {
      const shown = cellsIn(rows[i] as string);
      row?.cells.forEach((cell, column) => {
        if (!isFigure(cell)) return;
        figures++;
        expectShown(shown[column] as string, cell, `${row.id} ${column}`);
      });
    });
    expect(figures).toBeGreaterThan(1);
  });

  test('CSV holds the very values of JSON', async () => {
    const tables = await tablesWritten();
    const sections = (await written('csv')).split('\r\n\r\n');
    expect(sections).toHaveLength(tables.length);
    tables.forEach((table, t) => {
      const [heading = [], ...rows] = parse(sections[t] as string, { relax_column_count: false }) as string[][];
      expect(rows).toHaveLength(table.rows.length);
      // The table's own name stands first where there are several, and a column of units after the label.
      const before = tables.length > 1 ? 1 : 0;
      const units = heading[before + 1] === 'unit' ? 1 : 0;
      table.rows.forEach(({ id, cells }, r) => {
        const fields = cells.map((_cell, column) => rows[r]?.[before + column + (column > 0 ? units : 0)]);
        const told = fields.filter((_field, column) => cells[column]?.text === undefined);
        expect(told, id).toEqual(
          cells
            .filter((cell) => cell?.text === undefined)
            .map((cell) => (cell === null ? '' : (cell.value ?? 'unknown'))),
        );
      });
    });
  });

  test('a wide table shows the same as markdown, cell by cell', async () => {
    const lines = (await written('table')).split('\n').map(plain);
    const marked = (await written('markdown')).split('\n').filter((line) => line.startsWith('| '));
    // Rows with a number; the values of changes stand with their places and are texts.
    const rows = marked.filter((line) =>
      cellsIn(line)
        .slice(1)
        .some((cell) => readShown(cell) !== undefined),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(lines).toContain(plain(cellsIn(row).join(' ')));
  });
});

/** Without what marks a total, a level, or a character that Markdown would take for its own. */
function plain(line: string): string {
  return line
    .replace(/\*\*|&emsp;/g, '')
    .replace(/\\(?=[\\`*[\]|~$_])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
