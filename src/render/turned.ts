import { isZero } from '../figures/index.js';
import { inRow } from '../language/index.js';
import type { Cell, Column, Row, Table } from '../report/page/report.js';
import { type Sentence, textOf as sentenceText } from '../report/page/sentence.js';
import { tools } from '../report/sentences/asking.js';

/** As many rows are still read side by side. */
const MOST_RECORDS = 3;

/** Whether a row holds different figures of one thing, and not one figure of several years or options. */
function isRecord({ role, cells }: Row): boolean {
  return role === 'line' && hasSeveral(cells);
}

/** Whether cells hold different figures of one thing, and not one figure of several years or options. */
export function hasSeveral(cells: readonly Cell[]): boolean {
  return (
    new Set(cells.flatMap((cell) => (cell.kind === 'figure' && cell.ref !== undefined ? [cell.ref.figure] : []))).size >
    1
  );
}

/**
 * Few things with more columns than a page has room for: a record of each, its columns down the page. Undefined where
 * there are too many rows.
 */
export function turned(table: Table): Table | undefined {
  const { columns, rows } = table;
  const [label, ...values] = columns;
  if (label === undefined || rows.length > MOST_RECORDS || !rows.every(isRecord) || rows.length === 0) return undefined;
  const across = rows.map(
    ({ id, cells: [first] }): Column => ({ id, heading: first?.kind === 'text' ? first.text : '', align: 'right' }),
  );
  const down = values.map(
    ({ id, heading, isMarked }, i): Row => ({
      id,
      role: 'line',
      level: 0,
      cells: [
        { kind: 'text', text: isMarked === true ? `${heading}*` : heading },
        ...rows.map(({ cells }) => cells[i + 1] ?? NONE),
      ],
    }),
  );
  return { ...table, columns: [label, ...across], rows: down };
}

const NONE: Cell = { kind: 'none' };

/**
 * A table of words under more headings than a page has room for: of each row what is said, once, and under which
 * headings. Undefined for a table of figures, and where a row hardly says the same under two headings.
 */
export function gathered(table: Table): Table | undefined {
  const [label, ...values] = table.columns;
  if (label === undefined || table.rows.length === 0 || !table.rows.every(isOfWords)) return undefined;
  const all = table.rows.map((row) => ({ row, said: [...new Set(row.cells.slice(1).map(textOf))] }));
  const lines = all.flatMap(({ said }) => said).length;
  if (lines * 2 > table.rows.length * values.length) return undefined;
  const rows = all.flatMap(({ row, said }) =>
    said.map((text, i): Row => {
      const where = values.flatMap(({ heading }, at) => (textOf(row.cells[at + 1]) === text ? heading : []));
      const cells = [
        i === 0 ? (row.cells[0] ?? NONE) : NONE,
        { kind: 'text', text },
        { kind: 'text', text: said.length === 1 ? `all ${values.length}` : inRow(where) },
      ] as const;
      return {
        ...row,
        id: `${row.id}.${i}`,
        cells: cells.map((cell) => (cell.kind === 'none' ? { kind: 'text', text: '' } : cell)),
      };
    }),
  );
  const columns: Column[] = [
    label,
    { id: 'said', heading: 'Result', align: 'left' },
    { id: 'where', heading: 'In', align: 'left' },
  ];
  return { ...table, columns, rows };
}

const isOfWords = ({ role, cells }: Row): boolean => role === 'line' && cells.every(({ kind }) => kind === 'text');
const textOf = (cell: Cell | undefined): string => (cell?.kind === 'text' ? cell.text : '');

/**
 * A table for a page, without the columns of measures that are nil or empty in every row: a note names them. Years and
 * options stay.
 */
export function withoutNil(table: Table): Table {
  const { columns, rows } = table;
  const lines = rows.filter(({ role }) => role !== 'heading');
  const areMeasures =
    lines.some(({ cells }) => hasSeveral(cells)) && columns.every((_, i) => i === 0 || isMeasure(lines, i));
  if (lines.length < 2 || !areMeasures) return table;
  const nil = columns.filter(({ stays }, i) => i > 0 && stays !== true && lines.every(({ cells }) => isNil(cells[i])));
  if (nil.length === 0 || nil.length > columns.length - 2) return table;
  const kept = columns.map((column) => !nil.includes(column));
  return {
    ...table,
    columns: columns.filter((_, i) => kept[i]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => kept[i]) })),
    notes: [
      ...table.notes.filter((note) => !nil.some(({ heading }) => isOnlyOf(note, heading))),
      ...tools.say.leftOut(nil.map(({ heading }) => heading)),
    ],
  };
}

/** Whether a note says what one column holds, and nothing else: `Discounts: what members save`. */
function isOnlyOf(note: Sentence, heading: string): boolean {
  const said = sentenceText(note);
  return said.startsWith(`${heading}: `) && said.split(': ').length === 2;
}

const isNil = (cell: Cell | undefined): boolean =>
  cell === undefined ||
  cell.kind === 'none' ||
  (cell.kind === 'text' && cell.text === '') ||
  (cell.kind === 'figure' && isZero(cell.figure));

/** Whether a column holds one figure of each row, and not different figures of one year, or one option. */
function isMeasure(rows: readonly Row[], index: number): boolean {
  const names = rows.flatMap(({ id, cells }) => {
    const cell = cells[index];
    return cell?.kind === 'figure' && cell.ref !== undefined ? [cell.ref.figure.replace(`.${id}`, '')] : [];
  });
  return new Set(names).size < 2;
}
