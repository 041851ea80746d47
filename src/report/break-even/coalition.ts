import type { Added, Coalition, Order, Pivotal, PivotalSchool, PivotalTrust } from '../../analysis/index.js';
import { constant, Exact, type Figure, type Rate } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { askedOneByOne } from '../frame/group-notes.js';
import { bySide, signedBy, surplusText } from '../frame/lines.js';
import { countedCell, figureCell, saidCell, textCell } from '../page/cell.js';
import type { Block, Cell, Row, Show, Table, Text } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { cells as cellsOf } from '../sentences/cells.js';
import { coalitions, MOST_ROWS } from '../sentences/coalition.js';

/** The company year that is asked about, and how its figures are referred to. */
export interface YearTold {
  readonly label: string;
  readonly year: number;
  readonly scenario: string | undefined;
  /** The surplus as modelled, which explain can answer for. */
  readonly surplus: Figure;
  readonly model: Model;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A figure that a search has found: it is of no one projection, and its working says of which schools it is. */
const found = (figure: Figure, show: Show): Cell => countedCell(figure, show);
const counted = (schools: number): Cell => found(constant('count', Exact.near(schools), 'schools counted'), 'count');
const { say } = coalitions;

/** How many schools it takes to break even, and who joins it last. */
export function coalitionBlocks(coalition: Coalition | undefined, order: Order, told: YearTold): readonly Block[] {
  const title = titled(`How many schools it takes to break even, ${told.label}`);
  if (coalition === undefined) return [{ kind: 'text', id: 'coalition', title, lines: say.unknown(true) }];
  const { needed, schools, whenNone, whenAll, atLeast } = coalition;
  if (schools === 0) return [{ kind: 'text', id: 'coalition', title, lines: say.nobody(schools) }];
  const row = (id: string, label: string, cell: Cell, level = 0): Row => ({
    id,
    role: 'line',
    level,
    cells: [textCell(label), cell],
  });
  const surplusRow = (id: string, rest: string, cell: Cell, level = 0): Row =>
    row(id, level === 0 ? surplusText(rest, [cell]) : lowered(surplusText(rest, [cell])), cell, level);
  const rows = [
    surplusRow('surplus', ' before tax as modelled, £', surplusCell(told)),
    row('candidates', 'Schools that may be asked', counted(schools)),
    surplusRow('none', ' if none joins, £', found(whenNone, 'pounds')),
    surplusRow('all', ' if all join, £', found(whenAll, 'pounds')),
    row(
      'needed',
      'Schools needed',
      needed === undefined
        ? saidCell([...cellsOf.say.noSet(atLeast), ...cellsOf.say.noneInOrder(atLeast)])
        : counted(needed.schools),
    ),
    ...(needed === undefined
      ? []
      : [
          row('share', 'as a share of those that may be asked', found(shareOf(needed.schools, schools), 'percent'), 1),
          surplusRow('with', ' with them, £', found(needed.surplus, 'pounds')),
          ...(needed.oneFewer === undefined
            ? []
            : [surplusRow('one_fewer', ' with one fewer, £', found(needed.oneFewer, 'pounds'), 1)]),
        ]),
  ];
  const table: Table = {
    kind: 'table',
    id: 'coalition',
    title,
    columns: [
      { id: 'measure', heading: '', align: 'left' },
      { id: 'value', heading: told.label, align: 'right' },
    ],
    rows,
    notes: notesOf(coalition, order, told.model),
  };
  return needed === undefined || needed.last.length === 0 ? [table] : [table, lastTable(needed.last, told)];
}

function surplusCell({ surplus, year, scenario }: YearTold): Cell {
  return figureCell(surplus, { figure: 'surplus.before_tax', year, ...whereSaid({ scenario }) }, 'pounds');
}

function shareOf(schools: number, of: number): Rate {
  return constant('rate', Exact.of(schools).over(Exact.of(of)), 'of the schools that may be asked');
}

function notesOf(coalition: Coalition, order: Order, model: Model): Sentence[] {
  const sought = { coalition, model };
  return [
    ...say.noSet(sought),
    ...say.noneInOrder(sought),
    ...say.noneNeeded(sought),
    ...say.method(order),
    ...askedOneByOne(model),
    ...say.notEachTried(sought),
    ...say.maybeSmaller(sought),
    ...say.smallest(sought),
    ...say.noneBelow(sought),
    ...say.leftOut(coalition.leftOut),
  ];
}

function lastTable(last: readonly Added[], told: YearTold): Table {
  const rows = last.map(
    ({ candidate: { school, joining }, schools, surplus }): Row => ({
      id: `last.${schools}`,
      role: 'line',
      level: 0,
      cells: [
        counted(schools),
        textCell(school.name),
        schoolCell(joining.fee, 'fee.joining', school.id, told, 'pounds'),
        schoolCell(joining.share, 'share.any', school.id, told, 'percent'),
        found(surplus, 'pounds'),
      ],
    }),
  );
  return {
    kind: 'table',
    id: 'last',
    title: titled('The schools about the number needed'),
    columns: [
      { id: 'number', heading: 'Number', align: 'right' },
      { id: 'school', heading: 'School', align: 'left' },
      { id: 'fee', heading: 'Fee, £', align: 'right' },
      { id: 'share', heading: 'Likely', align: 'right' },
      {
        id: 'surplus',
        heading: surplusText(
          ' then, £',
          rows.map(({ cells }) => cells[4]),
        ),
        align: 'right',
      },
    ],
    rows,
    notes: [],
  };
}

function schoolCell(figure: Figure, name: string, school: string, { year, scenario }: YearTold, show: Show): Cell {
  return figureCell(figure, { figure: name, year, school, ...whereSaid({ scenario }) }, show);
}

/** So many rows of either table at least. */
const SHOWN = 10;

/** Without which school, and without which trust, the members as expected no longer break even. */
export function pivotalBlocks(pivotal: Pivotal | undefined, told: YearTold): readonly Block[] {
  const title = titled(`What the surplus loses without each school, ${told.label}`);
  const text = (lines: readonly Sentence[]): readonly Text[] => [{ kind: 'text', id: 'pivotal', title, lines }];
  if (pivotal === undefined) return text(say.unknown(true));
  if (pivotal.schools.length === 0) return text(say.nobody(0));
  const { schools, trusts } = pivotal;
  const rows = shown(schools).map((each) => schoolRow(each, told));
  const columns: Table['columns'] = [
    { id: 'school', heading: 'School', align: 'left' },
    { id: 'expected', heading: 'Expected fee, £', align: 'right' },
    { id: 'falls', heading: fallsText(rows, 2), align: 'right' },
    { id: 'without', heading: 'to, £', align: 'right' },
    { id: 'pivotal', heading: 'Pivotal', align: 'left' },
  ];
  const notes = [
    ...say.deficitAnyway(pivotal),
    ...say.nonePivotal(pivotal),
    ...say.onePivotal(pivotal),
    ...say.somePivotal(pivotal),
    ...say.pivotalMethod(),
    ...say.someTried(pivotal),
  ];
  const table: Table = { kind: 'table', id: 'pivotal', title, columns, rows, notes };
  return trusts.length === 0 ? [table] : [table, trustsTable(trusts)];
}

const fallsText = (rows: readonly Row[], at: number): string =>
  bySide(
    'Surplus falls by, £',
    signedBy('Surplus falls (rises) by, £'),
    rows.map(({ cells }) => cells[at]),
  );

/** All who are pivotal, and the next of the others. */
function shown<T extends { readonly isPivotal: boolean }>(all: readonly T[]): readonly T[] {
  const most = Math.min(MOST_ROWS, Math.max(SHOWN, all.filter(({ isPivotal }) => isPivotal).length));
  return all.slice(0, most);
}

const said = (isPivotal: boolean): Cell =>
  saidCell([...cellsOf.say.pivotal(isPivotal), ...cellsOf.say.notPivotal(isPivotal)]);

function schoolRow({ school, joining, falls, surplus, isPivotal }: PivotalSchool, told: YearTold): Row {
  return {
    id: school.id,
    role: 'line',
    level: 0,
    cells: [
      textCell(school.count === undefined ? school.name : `one of ${school.name}`),
      schoolCell(joining.expected, 'fee.expected', school.id, told, 'pounds'),
      found(falls, 'pounds'),
      found(surplus, 'pounds'),
      said(isPivotal),
    ],
  };
}

function trustsTable(trusts: readonly PivotalTrust[]): Table {
  const rows = shown(trusts).map(
    ({ trust, schools, fee, falls, surplus, isPivotal }): Row => ({
      id: trust,
      role: 'line',
      level: 0,
      cells: [
        textCell(trust),
        counted(schools),
        found(fee, 'pounds'),
        found(falls, 'pounds'),
        found(surplus, 'pounds'),
        said(isPivotal),
      ],
    }),
  );
  return {
    kind: 'table',
    id: 'pivotal_trusts',
    title: titled('All schools of a trust together'),
    columns: [
      { id: 'trust', heading: 'Trust', align: 'left' },
      { id: 'schools', heading: 'Schools', align: 'right' },
      { id: 'expected', heading: 'Expected, £', align: 'right' },
      { id: 'falls', heading: fallsText(rows, 3), align: 'right' },
      { id: 'without', heading: 'to, £', align: 'right' },
      { id: 'pivotal', heading: 'Pivotal', align: 'left' },
    ],
    rows,
    notes: [],
  };
}
