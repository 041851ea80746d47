import {
  amongOf,
  amongText,
  groupsBy,
  inAmong,
  type SchoolGroup,
  type Seats,
  type SpreadMeasure,
  seatsOf,
  spreadFigure,
  spreadOf,
} from '../../analysis/index.js';
import { constant, Exact, type Figure } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { called } from '../../model/index.js';
import { type Choosable, columnsOf, firstOf, refOf, row, said } from '../frame/choosable.js';
import { askedCell, countedCell, NONE, saidCell, textCell } from '../page/cell.js';
import type { Block, Cell, Column, Row, Show, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { options as register } from '../sentences/options.js';
import { SAID } from '../worth/valued.js';
import { cascadeRows, lens } from './leaving.js';

/**
 * Whom each option unites and whom it loses, who has which seats, and who would leave. A lens, and no forecast of
 * votes.
 */
export function politicalBlocks(options: readonly Choosable[]): Block[] {
  return [political(options), constituencies(options), ...representation(options), lens(options)];
}

const yearOf = ({ projection }: Choosable): number => Number(firstOf(projection).id);

function gains(option: Choosable, measure: SpreadMeasure, among = {}): Figure | undefined {
  return spreadFigure(`gains.${measure}.${option.against}`, option.offer, among, option.projection);
}

function gainCell(measure: SpreadMeasure, show: Show, among = {}): (option: Choosable) => Cell {
  return (option) => {
    const text = amongText(among);
    const tier = option.offer.option?.tier;
    const more = whereSaid({ tier, among: text });
    return askedCell(option, { figure: `gains.${measure}.${option.against}`, year: yearOf(option), ...more }, show);
  };
}

/** A constituency, with the share of its schools that is better off where anybody knows it. */
interface Heard {
  readonly group: SchoolGroup;
  readonly among: object;
  readonly share: number | undefined;
  readonly loss: number;
}

function heardIn(option: Choosable): readonly Heard[] {
  const schools = [...option.offer.priced, ...option.offer.unknown];
  const { model } = option.projection;
  return groupsBy('constituency', schools, model).map((group) => {
    const among = amongOf(
      group,
      schools.filter((each) => inAmong(each, { group }, model)),
    );
    const share = gains(option, 'better_share', among);
    const [gain, loss] = [gains(option, 'gain', among), gains(option, 'loss', among)];
    const net = gain?.isKnown && loss?.isKnown ? loss.exact.toNumber() - gain.exact.toNumber() : 0;
    return { group, among, share: share?.isKnown ? share.exact.toNumber() : undefined, loss: net };
  });
}

const HALF = 0.5;
const losing = (option: Choosable): readonly Heard[] =>
  heardIn(option).filter(({ share }) => share !== undefined && share <= HALF);

/** The constituency whose schools together lose most; undefined where none loses. */
const hardest = (option: Choosable): Heard | undefined =>
  [...heardIn(option)].sort((a, b) => b.loss - a.loss).find(({ loss }) => loss > 0);

/** A cell that says nothing of losses where no school's gain is known: none that is known of is not none. */
function whereKnown(cell: (option: Choosable) => Cell): (option: Choosable) => Cell {
  return (option) =>
    spreadOf(option.offer, option.against, option.projection).known.length === 0
      ? saidCell(told.say.notKnown(false))
      : cell(option);
}

const blockCell = (seats: { readonly held: number; readonly toBlock: number }): Cell =>
  saidCell([...told.say.canBlock(seats), ...told.say.cannotBlock(seats)]);

/** Seats of the constituencies that lose, and whether they are enough to stop a decision. */
function blockedRows(options: readonly Choosable[]): Row[] {
  const ofSeats =
    (cell: (option: Choosable, held: number, seats: Seats) => Cell) =>
    (option: Choosable): Cell => {
      const seats = seatsOf(option.projection.model);
      if (seats === undefined) return saidCell(told.say.noSeats(seats));
      return whereKnown(() =>
        cell(
          option,
          losing(option).reduce((sum, { group }) => sum + seatsHeld(option, group), 0),
          seats,
        ),
      )(option);
    };
  const held = ofSeats((option, seats) =>
    countedCell(
      constant('count', Exact.of(String(seats)), 'seats of the constituencies in which no majority is better off'),
      'count',
      losing(option).map(({ group }) => refOf(`seats.held.${group.id}`, yearOf(option), option.scenario)),
    ),
  );
  return [
    row('seats', 'Seats without a majority', options, held),
    row(
      'blocks',
      'enough to stop a decision',
      options,
      ofSeats((_option, seats, { toBlock }) => blockCell({ held: seats, toBlock: toBlock.toNumber() })),
      1,
    ),
  ];
}

function political(options: readonly Choosable[]): Table {
  const rows = [
    row('unites', 'A majority better off in each', options, (option) =>
      said(heardIn(option).some(({ share }) => share !== undefined) ? losing(option).length === 0 : undefined),
    ),
    row('better', 'Schools better off', options, gainCell('better_share', 'percent')),
    row('worse', 'Schools worse off', options, whereKnown(gainCell('worse', 'count'))),
    row('unknown', 'Schools not known', options, gainCell('unknown', 'count')),
    row('median', 'Median gain, £', options, gainCell('median', 'pounds')),
    ...restRows(options),
    row(
      'losing',
      'Constituencies without such a majority',
      options,
      whereKnown((option) =>
        countedCell(
          constant('count', Exact.of(losing(option).length), 'constituencies in which no majority is better off'),
          'count',
        ),
      ),
    ),
    row(
      'hardest',
      'Loses most',
      options,
      whereKnown((option) => textCell(hardest(option)?.group.label ?? 'none')),
    ),
    ...blockedRows(options),
    ...cascadeRows(options),
  ];
  return {
    kind: 'table',
    id: 'political',
    title: titled(`Is it politically sustainable? Better and worse off against ${againstOf(options)}`),
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columnsOf(options)],
    rows,
    notes: [...register.say.majorities(), ...register.say.leaving()],
  };
}

function seatsHeld({ projection: { model } }: Choosable, { id }: SchoolGroup): number {
  const seats = model.governance.constituencies.get(id)?.seats;
  return seats?.isKnown ? seats.exact.toNumber() : 0;
}

/** The share better off in each constituency, with the number of schools that it is of. */
function constituencies(options: readonly Choosable[]): Table {
  const [first] = options as readonly [Choosable];
  const groups = heardIn(first);
  const measures = ['schools', 'known'] as const;
  const isSame = (measure: SpreadMeasure, among: object): boolean =>
    new Set(options.map((option) => gains(option, measure, among)?.value.toString())).size === 1;
  const shares = (id: string, label: string, among: object): Row[] => {
    const share = row(id, label, options, gainCell('better_share', 'percent', among));
    const [name, ...cells] = share.cells as [Cell, ...Cell[]];
    // What differs between the options stands in their own columns.
    const alike = measures.map((each) => (isSame(each, among) ? gainCell(each, 'count', among)(first) : NONE));
    const own = measures
      .filter((each) => !isSame(each, among))
      .map((each): Row => {
        const found = row(`${id}.${each}`, each, options, gainCell(each, 'count', among), 1);
        return { ...found, cells: [found.cells[0] as Cell, NONE, NONE, ...found.cells.slice(1)] };
      });
    return [{ ...share, cells: [name, ...alike, ...cells] }, ...own];
  };
  const rows = groups.flatMap(({ group, among }) => shares(group.id, group.label, among));
  const all = shares('all', 'All', {}).map((each, i): Row => (i === 0 ? { ...each, role: 'total' } : each));
  return {
    kind: 'table',
    id: 'constituencies',
    title: titled(`Share of schools better off against ${againstOf(options)}, by constituency`),
    columns: [
      { id: 'constituency', heading: 'Constituency', align: 'left' },
      { id: 'schools', heading: 'Schools', align: 'right' },
      { id: 'known', heading: 'Known', align: 'right' },
      ...columnsOf(options),
    ],
    rows: [...rows, ...all],
    notes: register.say.ofKnown(),
  };
}

/**
 * What the part of a membership that nobody has priced must be worth; nothing where every part has a price, or where it
 * is not asked for.
 */
function restRows(options: readonly Choosable[]): Row[] {
  if (options.every((option) => gains(option, 'rest') === undefined)) return [];
  return [
    row('rest', 'What has no price must be worth, £', options, gainCell('rest', 'pounds')),
    row('rest_each', 'a school, £', options, gainCell('rest_each', 'pounds'), 1),
    row('rest_per_pupil', 'a pupil, £', options, gainCell('rest_per_pupil', 'pence'), 1),
  ];
}

/** What schools are held against: the same for all options. */
const againstOf = ([option]: readonly Choosable[]): string => SAID[(option as Choosable).against];

/** Seats against schools, pupils and fees, who has none, and how few can stop a decision. */
function representation(options: readonly Choosable[]): Block[] {
  const option = options[0] as Choosable;
  const seats = seatsOf(option.projection.model);
  if (seats === undefined)
    return [{ kind: 'text', id: 'seats', title: titled('Seats'), lines: register.say.noSeats(false) }];
  const groups = heardIn(option);
  const name = (id: string): string => called(option.projection.model.governance.constituencies.get(id), id);
  const seatCell = (what: 'held' | 'share', id: string, show: Show): Cell =>
    askedCell(option, { figure: `seats.${what}.${id}`, year: yearOf(option) }, show);
  const seated = (id: string): Cell[] => [seatCell('held', id, 'count'), seatCell('share', id, 'percent')];
  const rows = groups.map(
    ({ group, among }): Row => ({
      id: group.id,
      role: 'line',
      level: 0,
      cells: [
        textCell(group.label),
        ...seated(group.id),
        ...(['schools_share', 'pupils_share', 'income_share'] as const).map((measure) =>
          gainCell(measure, 'percent', among)(option),
        ),
      ],
    }),
  );
  // Seats of which no school is there to vote count for what can stop a decision all the same.
  const vacant = [...option.projection.model.governance.constituencies].flatMap(([id, { seats: held }]): Row[] =>
    held === undefined || groups.some(({ group }) => group.id === id)
      ? []
      : [{ id, role: 'line', level: 0, cells: [textCell(name(id)), ...seated(id), NONE, NONE, NONE] }],
  );
  const without = groups.filter(({ group }) => seatsHeld(option, group) === 0).map(({ group }) => group.label);
  const table: Table = {
    kind: 'table',
    id: 'seats',
    title: titled('Seats against shares of schools, pupils and fees'),
    columns: [
      { id: 'constituency', heading: 'Constituency', align: 'left' },
      ...[
        ['seats', 'Seats'],
        ['seats_share', 'of seats'],
        ['schools', 'of schools'],
        ['pupils', 'of pupils'],
        ['fees', 'of fees'],
      ].map(([id, heading]): Column => ({ id: id as string, heading: heading as string, align: 'right' })),
    ],
    rows: [...rows, ...vacant],
    notes: [
      ...register.say.blocking({
        toBlock: seats.toBlock.toNumber(),
        total: seats.total.toNumber(),
        names: seats.blocking.map(name),
      }),
      ...register.say.allSeated(without),
      ...register.say.unseated(without),
    ],
  };
  return [table];
}
