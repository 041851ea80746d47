import type { Cell, Report, Row, Table } from '../page/report.js';
import { titleText } from '../page/sentence.js';
import { shownCell, shownFigure } from '../page/show.js';

/** A cell of a page that is not what it was on the page before. */
export interface MovedCell {
  /** The table, the row and the column: `Income, costs and reserves, £: Surplus, 2026-27`. */
  readonly what: string;
  /** Undefined where the page before had no such cell. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What has moved from one page to the next of the same command: cells of their tables, as a person reads them. */
export function movedCells(before: Report, after: Report): MovedCell[] {
  const known = new Map(cellsOf(before));
  const now = new Map(cellsOf(after));
  const moved = [...now].flatMap(([key, cell]): MovedCell[] => {
    const other = known.get(key);
    if (other !== undefined && cell.value === other.value) return [];
    const isSameText = other?.shown === cell.shown;
    return [
      {
        what: cell.what,
        from: isSameText ? other?.full : other?.shown,
        to: isSameText ? cell.full : cell.shown,
      },
    ];
  });
  const gone = [...known].flatMap(([key, { what, shown }]): MovedCell[] =>
    now.has(key) ? [] : [{ what, from: shown, to: undefined }],
  );
  return [...moved, ...gone];
}

interface Told {
  readonly what: string;
  readonly shown: string;
  /** With all its digits. */
  readonly full: string;
  /** Exactly what it is. */
  readonly value: string;
}

function cellsOf({ blocks }: Report): [string, Told][] {
  const tables = blocks.filter((block): block is Table => block.kind === 'table');
  return tables.flatMap((table, at) =>
    table.rows.flatMap((row) =>
      row.cells.flatMap((cell, i): [string, Told][] => {
        const column = table.columns[i];
        if (i === 0 || column === undefined || cell.kind === 'none' || cell.kind === 'strip') return [];
        const heading = column.heading === '' ? '' : `, ${column.heading}`;
        return [
          [
            `${at} ${table.id}|${row.id}|${column.id}`,
            told(cell, `${titleText(table.title)}: ${labelOf(row)}${heading}`),
          ],
        ];
      }),
    ),
  );
}

function told(cell: Extract<Cell, { kind: 'figure' | 'text' }>, what: string): Told {
  const shown = shownCell(cell);
  if (cell.kind === 'text') return { what, shown, full: shown, value: shown };
  const full = shownFigure(cell.figure, 'full');
  return { what, shown, full, value: cell.figure.isKnown ? cell.figure.exact.toString() : full };
}

const labelOf = ({ cells: [first], id }: Row): string => (first?.kind === 'text' ? first.text : id);
