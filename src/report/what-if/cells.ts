import {
  type FoundFigure,
  periodIn,
  type SchoolIn,
  schoolIn,
  type Wanted,
  wantedFigure,
  wantedLabel,
} from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import {
  BASE_OPTION,
  cellOf,
  type Grid,
  type GridCell,
  type School,
  scenarioCalled,
  yearLabel,
} from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Idle } from '../../reading/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { calendarsTold, haveOneCalendar } from '../frame/calendars.js';
import { idleLines } from '../frame/idle.js';
import { derivedCell, figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import {
  type Block,
  type Cell,
  type Column,
  Report,
  type Row,
  type Show,
  type Table,
  type Text,
} from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { basis } from '../sentences/basis.js';
import { cells as told } from '../sentences/cells.js';
import { options } from '../sentences/options.js';
import { reactionsIn } from '../sentences/reactions.js';

/** What is shown of a grid: every option under every stress. */
export interface CellsAsked {
  readonly standing: Standing;
  readonly grid: Grid;
  readonly projectionOf: (cell: GridCell) => Projection;
  readonly idleOf: (cell: GridCell) => readonly Idle[];
  /** Why a scenario is as it is, in its own words. */
  readonly becauseOf: (name: string) => string | undefined;
  /** One table each. */
  readonly figures: readonly Wanted[];
  /** A school by what the command line calls it, as a cell has it; undefined in a cell that does not have it. */
  readonly school:
    | {
        readonly said: string;
        readonly period: string | undefined;
        readonly of: (cell: GridCell) => School | undefined;
      }
    | undefined;
}

/** Every option under every stress: a table a figure, with options down and stresses across. */
export function cellsReport(asked: CellsAsked): Report {
  const { standing, figures, school } = asked;
  const blocks: Block[] = [
    triedText(asked),
    ...figures.map((wanted) => figureTable(wanted, asked)),
    ...(school === undefined ? [] : schoolTables(asked)),
    ...idleText(asked),
  ];
  return Report.of({
    id: 'compare',
    title: titled(`${standing.model.name}: every option under every stress`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const plain = (name: string, { standing }: Pick<CellsAsked, 'standing'>): string =>
  scenarioCalled(standing.model, name);
const whereOf = ({ name }: GridCell): string | undefined => (name === BASE_OPTION ? undefined : name);

function triedText(asked: CellsAsked): Text {
  const { grid, becauseOf } = asked;
  const said = (name: string, kind: string): readonly Sentence[] =>
    options.say.named({ name: plain(name, asked), kind, isBase: name === BASE_OPTION, because: becauseOf(name) });
  return {
    kind: 'text',
    id: 'tried',
    title: titled('Options and stresses'),
    lines: [
      ...grid.options.flatMap((name) => said(name, 'Option')),
      ...grid.stresses
        .filter((name) => name !== BASE_OPTION)
        .flatMap((name) => [
          ...said(name, 'Stress'),
          ...basis.say.brought(asked.projectionOf(cellOf(BASE_OPTION, name)).model),
        ]),
      ...reactionsIn(
        grid.options.map((name) => ({
          name: plain(name, asked),
          model: asked.projectionOf(cellOf(name, BASE_OPTION)).model,
        })),
      ),
    ],
  };
}

/** Options down, stresses across. */
function crossTable(
  id: string,
  title: string,
  asked: CellsAsked,
  cell: (cell: GridCell) => Cell,
  notes: readonly Sentence[],
  align: Column['align'] = 'right',
): Table {
  const { grid } = asked;
  const columns = grid.stresses.map(
    (stress): Column => ({ id: stress, heading: plain(stress, asked), align, stays: true }),
  );
  const rows = grid.options.map(
    (option): Row => ({
      id: option,
      role: 'line',
      level: 0,
      cells: [textCell(plain(option, asked)), ...grid.stresses.map((stress) => cell(cellOf(option, stress)))],
    }),
  );
  return {
    kind: 'table',
    id,
    title: titled(title),
    columns: [{ id: 'option', heading: 'Option', align: 'left' }, ...columns],
    rows,
    notes,
  };
}

const SHOWS: Readonly<Record<Figure['kind'], Show>> = {
  money: 'pounds',
  count: 'count',
  rate: 'percent',
  price: 'pence',
};
const UNITS: Readonly<Record<Figure['kind'], string>> = { money: ', £', count: '', rate: '', price: ', £' };

const foundCell = ({ figure, ref }: FoundFigure): Cell =>
  ref === undefined
    ? derivedCell(figure, SHOWS[figure.kind], 'each tier that it may take, by how likely that is')
    : figureCell(figure, ref, SHOWS[figure.kind]);

function figureTable(wanted: Wanted, asked: CellsAsked): Table {
  const missing = new Map<string, string[]>();
  let kind: Figure['kind'] | undefined;
  const cell = (at: GridCell): Cell => {
    const found = wantedFigure(wanted, asked.projectionOf(at), whereOf(at));
    if (!('what' in found)) {
      kind ??= found.figure.kind;
      return foundCell(found);
    }
    const why = found.says ?? `there is no ${found.what} ${found.name}`;
    missing.set(why, [...(missing.get(why) ?? []), plain(at.name, asked)]);
    return NONE;
  };
  const table = crossTable(
    wanted.period === undefined ? wanted.name : `${wanted.name}.${wanted.period}`,
    '',
    asked,
    cell,
    [],
  );
  const notes = [
    ...calendarsOf(asked),
    ...[...missing].flatMap(([why, cells]) => options.say.noFigure({ why, cells })),
  ];
  return { ...table, title: titled(`${titleOf(wanted, asked)}${kind === undefined ? '' : UNITS[kind]}`), notes };
}

function titleOf(wanted: Wanted, asked: CellsAsked): string {
  const { model } = asked.standing;
  const label = wantedLabel(wanted, model);
  if (wanted.period === undefined && wanted.name === 'cash.lowest') return `${label}, in any month`;
  const period = periodIn(wanted.period, model);
  const years = calendars(asked);
  if (wanted.period === undefined && !haveOneCalendar(years)) return `${label}, in the last year of each`;
  return `${label}, ${period === undefined ? wanted.period : period.grain === 'year' ? yearLabel(model.calendar, Number(period.id)) : period.label}`;
}

const calendars = (asked: CellsAsked): Parameters<typeof calendarsTold>[0] =>
  asked.grid.options.flatMap((option) =>
    asked.grid.stresses.map((stress) => {
      const cell = cellOf(option, stress);
      return { name: plain(cell.name, asked), calendar: asked.projectionOf(cell).model.calendar };
    }),
  );
const calendarsOf = (asked: CellsAsked): readonly Sentence[] => calendarsTold(calendars(asked));

/** What one school pays and gains in every cell, and in which tier. */
function schoolTables(asked: CellsAsked): Table[] {
  const { school, standing } = asked;
  if (school === undefined) return [];
  const { model } = standing;
  const { said, period, of } = school;
  const found = (at: GridCell): SchoolIn | string => {
    const there = of(at);
    if (there === undefined) return 'not on the roll';
    const here = schoolIn(asked.projectionOf(at), there, said, period, whereOf(at));
    return here === 'no year' ? `no year ${period}` : here;
  };
  const cellFor =
    (part: (here: SchoolIn) => Cell) =>
    (at: GridCell): Cell => {
      const here = found(at);
      return typeof here === 'string' ? textCell(here) : part(here);
    };
  const money = (figure: FoundFigure | undefined): Cell =>
    figure === undefined ? saidCell(told.say.notKnown(false)) : foundCell(figure);
  const own = asked.grid.options.flatMap((option) =>
    asked.grid.stresses.flatMap((stress) => of(cellOf(option, stress)) ?? []),
  );
  const name = own[0]?.name ?? said;
  const year = yearLabel(model.calendar, period === undefined ? (model.calendar.years[0] as number) : Number(period));
  const all = asked.grid.options.flatMap((option) =>
    asked.grid.stresses.map((stress) => found(cellOf(option, stress))),
  );
  const several = all.some((here) => typeof here !== 'string' && here.tiers.length > 1);
  const parts = options.say.inParts(several);
  return [
    crossTable(
      'school.tier',
      `${name}: the tier that it takes if it joins, ${year}`,
      asked,
      cellFor(({ tiers }) => textCell(tiers.join(' or '))),
      [],
      'left',
    ),
    crossTable(
      'school.pays',
      `${name}: what it pays if it joins, ${year}, £`,
      asked,
      cellFor(({ pays }) => money(pays)),
      [...options.say.schoolPays({ model, types: own.map(({ type }) => type) }), ...parts],
    ),
    crossTable(
      'school.gains',
      `${name}: what it gains if it joins, ${year}, £`,
      asked,
      cellFor(({ gains }) => money(gains)),
      options.say.gains(),
    ),
  ];
}

/**
 * What stresses and the command line say of places that an option does not have, and of those of several things that
 * have none.
 */
function idleText({ standing, grid, idleOf }: CellsAsked): Text[] {
  const cells = grid.options.flatMap((option) =>
    grid.stresses.map((stress) => ({ option, stress, idle: idleOf(cellOf(option, stress)) })),
  );
  const lines = idleLines(standing.model, cells);
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'idle', title: titled('What does nothing in a cell'), lines }];
}
