import { GAP } from './grid.js';
import type { Paint } from './paint.js';
import { cellWidth } from './text.js';

/** A row of a panel: each cell as the lines it takes in its column. */
export interface DrawnRow {
  readonly cells: readonly (readonly string[])[];
  /** In the place of cells: lines that no column holds. */
  readonly across?: readonly string[];
  readonly paint?: Paint;
}

export interface DrawnColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** The lines of a panel, without blanks at their ends. */
export function drawn(rows: readonly DrawnRow[], columns: readonly DrawnColumn[]): string[] {
  const gap = ' '.repeat(GAP);
  return rows.flatMap(({ cells, across, paint }) => {
    if (across !== undefined) return across.map((line) => painted(line, paint));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) => {
      const parts = columns.map((column, i) => padded(cells[i]?.[at] ?? '', column, paint));
      return parts.join(gap).trimEnd();
    });
  });
}

function padded(text: string, { width, align }: DrawnColumn, paint: Paint | undefined): string {
  const blank = ' '.repeat(Math.max(0, width - cellWidth(text)));
  const seen = text.trimEnd();
  const after = ' '.repeat(text.length - seen.length);
  return align === 'right' ? blank + painted(seen, paint) + after : painted(seen, paint) + after + blank;
}

function painted(text: string, paint: Paint | undefined): string {
  return paint === undefined || text === '' ? text : paint(text);
}
