import type { Strip, StripMark, StripSpan, Table } from '../report/page/report.js';

/** Told apart by their shape, so that no colour is needed. */
const SPANS: Readonly<Record<StripSpan['weight'], string>> = { light: '┄', thin: '─', thick: '█' };
const MARKS: Readonly<Record<StripMark['sign'], string>> = { zero: '┊', base: '│', point: '●' };
/** Where marks fall on one character, the last of these is seen. */
const OVER: readonly StripMark['sign'][] = ['zero', 'base', 'point'];

/**
 * A strip in so many characters: each stands for an equal part of the scale. A span fills every character that it
 * touches, so that none is too short to be seen; what lies off the scale is left out.
 */
export function stripText({ scale, spans, marks }: Strip, width: number): string {
  const length = scale.to - scale.from;
  // On a scale of no length what is on it is in the middle; what is not known is nowhere.
  const place = (value: number): number => {
    if (length > 0) return ((value - scale.from) / length) * width;
    return value === scale.from ? width / 2 : Number.NaN;
  };
  const cells = Array.from({ length: width }, () => ' ');
  for (const { from, to, weight } of spans) {
    const [start, end] = [place(Math.min(from, to)), place(Math.max(from, to))];
    if (start < end)
      for (let i = Math.max(0, Math.floor(start + NOISE)); i < Math.min(width, Math.ceil(end - NOISE)); i++)
        cells[i] = SPANS[weight];
  }
  for (const sign of OVER) {
    for (const mark of marks) {
      const at = place(mark.at);
      // The end of the scale is its last character.
      if (mark.sign === sign && at >= 0 && at <= width)
        cells[Math.min(width - 1, Math.floor(at + NOISE))] = MARKS[sign];
    }
  }
  return cells.join('');
}

/** A place that is meant to be on an edge between two characters is, in doubles, next to it. */
const NOISE = 1e-9;

/** Whether a column of a table holds pictures. */
export function isDrawn({ rows }: Pick<Table, 'rows'>, column: number): boolean {
  return rows.some(({ cells }) => cells[column]?.kind === 'strip');
}

/** A table for programs: without the columns of pictures, because what they show stands beside them. */
export function withoutDrawn(table: Table): Table {
  const kept = table.columns.map((_, i) => !isDrawn(table, i));
  if (!kept.includes(false)) return table;
  const rows = table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => kept[i] !== false) }));
  return { ...table, columns: table.columns.filter((_, i) => kept[i]), rows };
}
