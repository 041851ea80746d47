import type { Asked, Dial, Setting, Tried } from '../analysis/index.js';
import type { Figure } from '../figures/index.js';
import { basisOf, type Standing } from './basis.js';
import { figureCell, textCell } from './lines.js';
import { type Column, Report, type Row, type Table } from './report.js';
import { column, labelOf, lowered, plain, refOf, showOf, triedCell } from './sensitivity.js';
import { readable } from './tried.js';

/** A figure at each of some values of one thing and each of some values of another. */
export interface Crossed {
  readonly standing: Standing;
  readonly asked: Asked;
  readonly base: Figure;
  readonly down: { readonly dial: Dial; readonly settings: readonly Setting[] };
  readonly across: { readonly dial: Dial; readonly settings: readonly Setting[] };
  readonly cells: readonly (readonly Tried[])[];
}

/** A two-way grid. Below zero is in brackets, and where the sign changes from one cell to the next is told in words. */
export function gridReport({ standing, asked, base, down, across, cells }: Crossed): Report {
  const rows = down.settings.map(
    ({ text }, i): Row => ({
      id: text,
      role: 'line',
      level: 0,
      cells: [textCell(`${plain(down.dial.id, standing)} ${readable(text)}`), ...(cells[i] ?? []).map((tried) => triedCell(tried, asked, standing))],
    }),
  );
  const columns: Column[] = [
    column('down', `${plain(across.dial.id, standing)}:`),
    ...across.settings.map(({ text }) => column(text, readable(text), 'right')),
  ];
  const table: Table = {
    kind: 'table',
    id: 'grid',
    title: `${labelOf(asked)}: ${plain(down.dial.id, standing)} down, ${plain(across.dial.id, standing)} across`,
    columns,
    rows,
    notes: [
      `As modelled: ${plain(down.dial.id, standing)} ${readable(down.dial.text)}, ${plain(across.dial.id, standing)} ${readable(across.dial.text)}.`,
      signNote(cells),
      ...[down, across].flatMap(({ dial }) => (dial.isOne ? [] : [togetherNote(dial, standing)])),
      ...[down, across].flatMap(({ dial }) => (dial.isStated ? [] : [`${plain(dial.id, standing)}: no range is stated, so a tenth either way.`])),
    ],
  };
  const modelled: Row = {
    id: 'modelled',
    role: 'total',
    level: 0,
    cells: [textCell('As modelled'), figureCell(base, refOf(asked, standing), showOf(asked))],
  };
  const basis = basisOf(standing, [{ ...table, rows: [modelled], notes: [] }]);
  return Report.of({ id: 'sensitivity', title: `${standing.model.name}: ${lowered(asked.label)}, by two things`, basis, blocks: [table] });
}

function togetherNote({ id }: Dial, standing: Standing): string {
  return id === 'price'
    ? 'price: rates, flat fees, floors, caps, bands and packs of every tier all change in proportion.'
    : `${plain(id, standing)}: its values of all dates change in proportion.`;
}

function signNote(cells: readonly (readonly Tried[])[]): string {
  const known = cells.flat().flatMap(({ figure }) => (figure?.isKnown ? figure : []));
  const below = known.filter((figure) => figure.exact.sign < 0).length;
  if (below === 0) return 'Nowhere below zero.';
  return below === known.length ? 'Below zero everywhere.' : `Below zero, in brackets, in ${below} of ${known.length} cells.`;
}
