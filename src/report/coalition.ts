import type { Added, Coalition, Order, Pivotal, PivotalSchool, PivotalTrust } from '../analysis/index.js';
import { constant, Exact, type Figure, type Rate } from '../figures/index.js';
import type { Model } from '../model/index.js';
import { groupingOf, offerOf } from '../pricing/index.js';
import { askedOneByOne } from './group-notes.js';
import { figureCell, textCell } from './lines.js';
import type { Block, Cell, Row, Show, Table, Text } from './report.js';

/** The company year that is asked about, and how its figures are referred to. */
export interface YearTold {
  readonly label: string;
  readonly year: number;
  readonly scenario: string | undefined;
  /** The surplus as modelled, which explain can answer for. */
  readonly surplus: Figure;
  readonly model: Model;
}

const ORDERS: Readonly<Record<Order, string>> = {
  fee: 'those that pay most first, and of those alike who is likelier',
  probability: 'those most likely to join first, and of those alike who pays more',
};
const UNKNOWN = 'The surplus, a fee or a share is unknown, so nobody can say who is needed.';

/** A figure that a search has found: it is of no one projection, and has no reference. */
const found = (figure: Figure, show: Show): Cell => ({ kind: 'figure', figure, show });
const counted = (schools: number): Cell => found(constant('count', Exact.near(schools), 'schools counted'), 'count');
const NOBODY = 'nobody is expected to join any tier';

/** The smallest coalition that breaks even, and who joins it last. */
export function coalitionBlocks(coalition: Coalition | undefined, order: Order, told: YearTold): readonly Block[] {
  const title = `The smallest coalition that breaks even, ${told.label}`;
  if (coalition === undefined) return [{ kind: 'text', id: 'coalition', title, lines: [UNKNOWN] }];
  const { needed, schools, whenNone, whenAll, atLeast } = coalition;
  if (schools === 0) return [{ kind: 'text', id: 'coalition', title, lines: [`none: ${NOBODY}.`] }];
  const row = (id: string, label: string, cell: Cell, level = 0): Row => ({ id, role: 'line', level, cells: [textCell(label), cell] });
  const rows = [
    row('surplus', 'Surplus before tax as modelled, £', surplusCell(told)),
    row('candidates', 'Schools that may be asked', counted(schools)),
    row('none', 'Surplus if none joins, £', found(whenNone, 'pounds')),
    row('all', 'Surplus if all join, £', found(whenAll, 'pounds')),
    row(
      'needed',
      'Schools needed',
      needed === undefined ? textCell(atLeast === 'none' ? 'none do it' : 'none in this order') : counted(needed.schools),
    ),
    ...(needed === undefined
      ? []
      : [
          row('share', 'as a share of those that may be asked', found(shareOf(needed.schools, schools), 'percent'), 1),
          row('with', 'Surplus with them, £', found(needed.surplus, 'pounds')),
          ...(needed.oneFewer === undefined ? [] : [row('one_fewer', 'with one fewer, £', found(needed.oneFewer, 'pounds'), 1)]),
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
  return figureCell(surplus, { figure: 'surplus.before_tax', year, ...(scenario === undefined ? {} : { scenario }) }, 'pounds');
}

function shareOf(schools: number, of: number): Rate {
  return constant('rate', Exact.of(schools).over(Exact.of(of)), 'of the schools that may be asked');
}

function notesOf(coalition: Coalition, order: Order, model: Model): string[] {
  const { needed, leftOut } = coalition;
  const others = leftOut === 0 ? [] : [`${leftOut} ${leftOut === 1 ? 'school is' : 'schools are'} left out: no share of them is expected to join.`];
  const joins = `Schools join for certain from the first month on, ${ORDERS[order]}; all others stay out. Prices, costs and contracts are as modelled.`;
  const asked = [joins, ...askedOneByOne(model)];
  if (needed === undefined) return [noneSaid(coalition, model), ...asked, ...others];
  if (needed.schools === 0) return ['None is needed: there is no deficit even if nobody joins.', ...asked, ...others];
  return [...asked, smallest(coalition, needed.schools, model), ...others];
}

/** That no number of schools does it, and how far that is known. */
function noneSaid({ schools, atLeast, isEachTried }: Coalition, model: Model): string {
  if (atLeast === 'none') return `NONE: no set of them does it, not even all ${schools}.`;
  const tried = isEachTried ? 'no number of them does it' : 'none of the numbers that were tried does it';
  return `NONE in this order: ${tried}, not even all ${schools}. Another set may: ${dependence(model)}.`;
}

function smallest({ isEachTried, atLeast }: Coalition, needed: number, model: Model): string {
  if (!isEachTried) return 'In this order, and not every number was tried: where the surplus goes up and down, fewer may do.';
  if (atLeast === undefined || atLeast === 'none') return `In this order; another set may be smaller: ${dependence(model)}.`;
  if (atLeast >= needed) return 'THE SMALLEST: no set of fewer schools does it, whichever they are.';
  return `In this order. No set of fewer than ${atLeast} does it, whichever they are.`;
}

/** Why what a school adds depends on who else joins. */
function dependence({ tiers, staff }: Model): string {
  const prices = [...tiers.values()].flatMap(({ price }) => price);
  const reasons = [
    ...(prices.some((price) => groupingOf(price) !== undefined) ? ['a price that several schools pay together'] : []),
    ...(prices.some((price) => offerOf(price) !== undefined) ? ['an offer that waits'] : []),
    ...([...staff.values()].some(({ whenShort }) => whenShort !== undefined) ? ['days that run out'] : []),
  ];
  const depends = 'what a school adds depends on who else joins';
  return reasons.length === 0 ? depends : `${depends} (${reasons.join(', ')})`;
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
    title: 'The last to be asked',
    columns: [
      { id: 'number', heading: 'Number', align: 'right' },
      { id: 'school', heading: 'School', align: 'left' },
      { id: 'fee', heading: 'Fee, £', align: 'right' },
      { id: 'share', heading: 'Likely', align: 'right' },
      { id: 'surplus', heading: 'Surplus then, £', align: 'right' },
    ],
    rows,
    notes: [],
  };
}

function schoolCell(figure: Figure, name: string, school: string, { year, scenario }: YearTold, show: Show): Cell {
  return figureCell(figure, { figure: name, year, school, ...(scenario === undefined ? {} : { scenario }) }, show);
}

/** So many rows of either table. */
const MOST_ROWS = 25;
const SHOWN = 10;

/** Without which school, and without which trust, the members as expected no longer break even. */
export function pivotalBlocks(pivotal: Pivotal | undefined, told: YearTold): readonly Block[] {
  const title = `Without whom it fails, ${told.label}`;
  const text = (line: string): readonly Text[] => [{ kind: 'text', id: 'pivotal', title, lines: [line] }];
  if (pivotal === undefined) return text(UNKNOWN);
  if (pivotal.schools.length === 0) return text(`Nobody: ${NOBODY}.`);
  const { schools, trusts, tried, of } = pivotal;
  const columns: Table['columns'] = [
    { id: 'school', heading: 'School', align: 'left' },
    { id: 'expected', heading: 'Expected fee, £', align: 'right' },
    { id: 'falls', heading: 'Surplus falls by, £', align: 'right' },
    { id: 'without', heading: 'to, £', align: 'right' },
    { id: 'pivotal', heading: 'Pivotal', align: 'left' },
  ];
  const notes = [
    verdict(pivotal),
    'One school at a time is left out from the first month on, by how likely it is to be a member, with what it buys and the cost that goes with it; all others as expected.',
    ...(tried < of ? [`The ${tried} schools of which most is expected were tried, of ${of}.`] : []),
  ];
  const table: Table = { kind: 'table', id: 'pivotal', title, columns, rows: shown(schools).map((each) => schoolRow(each, told)), notes };
  return trusts.length === 0 ? [table] : [table, trustsTable(trusts)];
}

/** All who are pivotal, and the next of the others. */
function shown<T extends { readonly isPivotal: boolean }>(all: readonly T[]): readonly T[] {
  const most = Math.min(MOST_ROWS, Math.max(SHOWN, all.filter(({ isPivotal }) => isPivotal).length));
  return all.slice(0, most);
}

function verdict({ surplus, schools, tried, of }: Pivotal): string {
  if (surplus.pence < 0) return 'NOBODY IS PIVOTAL: there is a deficit with everybody as expected.';
  const pivotal = schools.filter(({ isPivotal }) => isPivotal);
  if (pivotal.length === 0) return `No single school${tried < of ? ' that was tried' : ''} is pivotal: without any one of them there is no deficit.`;
  const kinds = pivotal.some(({ school }) => school.count !== undefined);
  if (pivotal.length === 1) {
    return kinds
      ? 'PIVOTAL: 1 kind of school: without any one school of it there is a deficit.'
      : 'PIVOTAL: 1 school, without which there is a deficit.';
  }
  const more = pivotal.length > MOST_ROWS ? `; the first ${MOST_ROWS} are shown` : '';
  return `PIVOTAL: ${pivotal.length} schools${kinds ? ' or kinds of school' : ''}, without any one of whom there is a deficit${more}.`;
}

const said = (isPivotal: boolean): Cell => textCell(isPivotal ? 'yes' : 'no');

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
      cells: [textCell(trust), counted(schools), found(fee, 'pounds'), found(falls, 'pounds'), found(surplus, 'pounds'), said(isPivotal)],
    }),
  );
  return {
    kind: 'table',
    id: 'pivotal_trusts',
    title: 'All schools of a trust together',
    columns: [
      { id: 'trust', heading: 'Trust', align: 'left' },
      { id: 'schools', heading: 'Schools', align: 'right' },
      { id: 'expected', heading: 'Expected, £', align: 'right' },
      { id: 'falls', heading: 'Surplus falls by, £', align: 'right' },
      { id: 'without', heading: 'to, £', align: 'right' },
      { id: 'pivotal', heading: 'Pivotal', align: 'left' },
    ],
    rows,
    notes: [],
  };
}
