import type { Dial, Setting, TrialFigure, TriedFigure } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { figureCell, textCell } from '../page/cell.js';
import { type Column, Report, type Row, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { type Impossible, moving, type Signs } from '../sentences/moving.js';
import { reactions } from '../sentences/reactions.js';
import { column, labelOf, lowered, plain, refOf, showOf, triedCell } from './sensitivity.js';
import { placed, readable } from './tried.js';

/** A figure at each of some values of one thing and each of some values of another. */
export interface Crossed {
  readonly standing: Standing;
  readonly asked: TrialFigure;
  readonly base: Figure;
  readonly down: { readonly dial: Dial; readonly settings: readonly Setting[] };
  readonly across: { readonly dial: Dial; readonly settings: readonly Setting[] };
  readonly cells: readonly (readonly TriedFigure[])[];
}

/** A two-way grid. Below zero is in brackets, and where the sign changes from one cell to the next is told in words. */
export function gridReport({ standing, asked, base, down, across, cells }: Crossed): Report {
  const rows = down.settings.map(
    ({ text }, i): Row => ({
      id: text,
      role: 'line',
      level: 0,
      cells: [
        textCell(`${plain(down.dial.id, standing)} ${readable(text)}`),
        ...(cells[i] ?? []).map((tried) => triedCell(tried, asked, standing)),
      ],
    }),
  );
  const columns: Column[] = [
    column('down', `${plain(across.dial.id, standing)}:`),
    ...across.settings.map(({ text }): Column => ({ ...column(text, readable(text), 'right'), stays: true })),
  ];
  const signs = signsOf(cells);
  const table: Table = {
    kind: 'table',
    id: 'grid',
    title: titled(
      `${labelOf(asked)}: ${plain(down.dial.id, standing)} down, ${plain(across.dial.id, standing)} across`,
    ),
    columns,
    rows,
    notes: [
      ...moving.say.asModelled([down, across].map(({ dial }) => [plain(dial.id, standing), readable(dial.text)])),
      ...moving.say.noneBelow(signs),
      ...moving.say.allBelow(signs),
      ...moving.say.someBelow(signs),
      ...moving.say.impossible(impossibleIn({ down, across, cells, standing })),
      ...[down, across].flatMap(({ dial }) =>
        dial.isOne
          ? []
          : dial.id === 'price'
            ? moving.say.allPrices()
            : dial.id.includes('[')
              ? moving.say.allSchools(plain(dial.id, standing))
              : moving.say.allDates(plain(dial.id, standing)),
      ),
      ...[down, across].flatMap(({ dial }) => (dial.isStated ? [] : moving.say.dialNoRange(plain(dial.id, standing)))),
      ...reactions.say.none([standing.model]),
    ],
  };
  const modelled: Row = {
    id: 'modelled',
    role: 'total',
    level: 0,
    cells: [textCell('As modelled'), figureCell(base, refOf(asked, standing), showOf(asked))],
  };
  const basis = basisOf(standing, [{ ...table, rows: [modelled], notes: [] }]);
  return Report.of({
    id: 'sensitivity',
    title: titled(`${standing.model.name}: ${lowered(asked.label)}, by two things`),
    basis,
    blocks: [table],
  });
}

function signsOf(cells: readonly (readonly TriedFigure[])[]): Signs {
  const known = cells.flat().flatMap(({ figure }) => (figure?.isKnown ? figure : []));
  return {
    below: known.filter((figure) => figure.exact.sign < 0).length,
    known: known.length,
    all: cells.flat().length,
  };
}

/** The cells that make no model, with the values and the problem of the first. */
function impossibleIn({
  down,
  across,
  cells,
  standing,
}: Pick<Crossed, 'down' | 'across' | 'cells' | 'standing'>): Impossible | undefined {
  const all = cells.flatMap((row, i) =>
    row.flatMap(({ problem }, j) => (problem === undefined ? [] : { problem, i, j })),
  );
  const [first] = all;
  if (first === undefined) return undefined;
  const at = ({ dial, settings }: Crossed['down'], index: number): string =>
    `${plain(dial.id, standing)} at ${readable(settings[index]?.text ?? '')}`;
  return {
    many: all.length,
    of: cells.flat().length,
    what: `${at(down, first.i)} with ${at(across, first.j)}`,
    why: placed(first.problem),
  };
}
