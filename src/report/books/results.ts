import {
  nameOf,
  type PhaseResult,
  phaseResults,
  phaseSubsidies,
  type Stream,
  type Subsidies,
  shareOutOf,
  streamSubsidies,
} from '../../analysis/index.js';
import { isZero } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { isOfCouncil, type Model, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { foot } from '../frame/foot.js';
import { askedCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { results } from '../sentences/asking.js';
import { demandTable } from './demand.js';
import { scenarioOf } from './forecast.js';

/** What the tables of one company year are made from. */
interface Told {
  readonly projection: Projection;
  readonly model: Model;
  readonly year: number;
  readonly scenario: string | undefined;
}

/**
 * Each stream's result on contribution and on full cost, who pays for whom, and what a day of each post costs in full.
 */
export function resultsReport(standing: Standing, projection: Projection, year: number): Report {
  const { model } = standing;
  const told: Told = { projection, model, year, scenario: scenarioOf(standing) };
  const label = yearLabel(model.calendar, year);
  const streams = streamsTable(told, label);
  const blocks: Block[] = [
    streams,
    subsidiesTable(told, 'stream', streamSubsidies(projection, year), (id) => nameOf(model, id), asShownIn(streams)),
    phasesTable(told, label),
    subsidiesTable(told, 'phase', phaseSubsidies(projection, year), keyInWords),
    postsTable(told, label),
    demandTable(model, year, label, (figure, show) => cell(told, figure, show)),
  ].flatMap((table) => table ?? []);
  return Report.of({
    id: 'services',
    title: titled(`${model.name}: results by service, ${label}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

/** A figure as another table of the page shows it: there it may have given way to a sum. */
function asShownIn({ rows }: Table): (cell: Cell) => Cell {
  const all = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === 'figure' ? cell : [])));
  const shown = new Map(all.map((cell) => [cell.ref?.figure, cell.shown]));
  return (cell) => {
    const pounds = cell.kind === 'figure' ? shown.get(cell.ref?.figure) : undefined;
    return pounds === undefined ? cell : ({ ...cell, shown: pounds } as Cell);
  };
}

const cell = ({ projection, scenario, year }: Told, figure: string, show: Show): Cell =>
  askedCell({ projection, scenario }, { figure, year }, show);

const COLUMNS: readonly (readonly [what: keyof Stream, heading: string, show: Show])[] = [
  ['income', 'Income', 'pounds'],
  ['direct', 'Direct cost', 'pounds'],
  ['contribution', 'Contribution', 'pounds'],
  ['share', 'Overheads', 'pounds'],
  ['result', 'Result', 'pounds'],
  ['days', 'Days', 'count'],
];
const column = (id: string, heading: string): Column => ({ id, heading, align: 'right' });

function streamsTable(told: Told, label: string): Table {
  const { streams } = shareOutOf(told.projection, told.year);
  const { contracts } = told.projection.model;
  const isOther = (id: string): boolean =>
    [...contracts].some(([own, of]) => id === `contracts.${own}` && !isOfCouncil(of));
  const kinds: readonly (readonly [id: string, heading: string, has: (id: string) => boolean])[] = [
    ['tiers', 'Membership', (id) => id.startsWith('tiers.')],
    ['services', 'Services', (id) => id.startsWith('services.')],
    ['contracts', 'Contracts', (id) => id.startsWith('contracts.') && !isOther(id)],
    ['other_income', 'Other income', isOther],
  ];
  const rows = kinds.flatMap(([kind, heading, has]): Row[] => {
    const own = streams.filter(({ id, ...stream }) => has(id) && !isNothing(stream));
    if (own.length === 0) return [];
    const title: Row = { id: kind, role: 'heading', level: 0, cells: [textCell(heading), ...COLUMNS.map(() => NONE)] };
    return [
      title,
      ...own.map(
        ({ id, name }): Row => ({
          id,
          role: 'line',
          level: 1,
          cells: [textCell(name), ...COLUMNS.map(([what, , show]) => cell(told, `stream.${what}.${id}`, show))],
        }),
      ),
    ];
  });
  const all: Row = {
    id: 'all',
    role: 'total',
    level: 0,
    cells: [textCell('All'), ...COLUMNS.map(([what, , show]) => cell(told, `stream.${what}`, show))],
  };
  const notes = [
    ...results.say.columns(),
    ...results.say.shares(driverOf(told.model)),
    ...results.say.averaged(told.model),
    ...results.say.rounded(),
  ];
  const lines = rows.filter(({ role }) => role === 'line').map(({ id }) => id);
  const table: Table = {
    kind: 'table',
    id: 'streams',
    title: titled(`What each service earns and costs, ${label}, £`),
    columns: [{ id: 'stream', heading: '', align: 'left' }, ...COLUMNS.map(([what, heading]) => column(what, heading))],
    rows: [...rows, all],
    notes,
  };
  return foot(table, [{ total: 'all', plus: lines, minus: [] }]);
}

/** A contract of other years has nothing to show. */
function isNothing({ income, direct, share }: Pick<Stream, 'income' | 'direct' | 'share'>): boolean {
  return [income, direct, share].every((each) => each.isKnown && each.pence === 0);
}

function driverOf({ sharing: { by } }: Model): string {
  return 'weights' in by ? "the model's own parts" : by.driver === 'equal' ? 'equal parts' : keyInWords(by.driver);
}

/** A matrix of who pays for whom; undefined where nobody needs anything. */
function subsidiesTable(
  told: Told,
  of: 'stream' | 'phase',
  { payers, receivers }: Subsidies,
  name: (id: string) => string,
  as = (shown: Cell): Cell => shown,
): Table | undefined {
  if (receivers.length === 0) return undefined;
  const from = (payer: string): Cell[] =>
    receivers.map((receiver) => cell(told, `${of}.pays.${payer}.for.${receiver}`, 'pounds'));
  const drawn = from('reserves');
  const rows: Row[] = [
    ...payers.map(
      (payer): Row => ({
        id: payer,
        role: 'line',
        level: 0,
        cells: [
          textCell(name(payer)),
          ...from(payer),
          cell(told, `${of}.pays.${payer}.for.itself`, 'pounds'),
          as(cell(told, `${of}.result.${payer}`, 'pounds')),
        ],
      }),
    ),
    {
      id: 'reserves',
      role: 'line',
      level: 0,
      cells: [textCell(of === 'stream' ? 'Reserves' : 'The rest of the company'), ...drawn, NONE, NONE],
    },
  ];
  const nothingDrawn = drawn.every((cell) => cell.kind === 'figure' && isZero(cell.figure));
  const whose = of === 'stream' ? 'service' : 'phase';
  return {
    kind: 'table',
    id: `${of}_subsidies`,
    title: titled(`Which ${whose} pays for which, £`),
    columns: [
      { id: 'payer', heading: 'Pays', align: 'left' },
      ...receivers.map((receiver) => column(receiver, `for ${name(receiver)}`)),
      column('keeps', 'keeps'),
      column('result', 'Result'),
    ],
    rows: nothingDrawn ? rows.slice(0, -1) : rows,
    notes: results.say.covers(nothingDrawn ? undefined : of === 'stream' ? 'reserves' : 'the rest of the company'),
  };
}

const OF_PHASE: readonly (readonly [what: keyof PhaseResult, heading: string, show: Show])[] = [
  ['members', 'Members', 'count'],
  ['pupils', 'Pupils', 'count'],
  ['income', 'Income, £', 'pounds'],
  ['cost', 'Cost, £', 'pounds'],
  ['result', 'Result, £', 'pounds'],
];

function phasesTable(told: Told, label: string): Table | undefined {
  const phases = phaseResults(told.projection, told.year);
  if (phases.length === 0) return undefined;
  const rows = phases.map(
    ({ phase }): Row => ({
      id: phase,
      role: 'line',
      level: 0,
      cells: [
        textCell(keyInWords(phase)),
        ...OF_PHASE.map(([what, , show]) => cell(told, `phase.${what}.${phase}`, show)),
      ],
    }),
  );
  return {
    kind: 'table',
    id: 'phases',
    title: titled(`Membership by phase, ${label}`),
    columns: [
      { id: 'phase', heading: 'Phase', align: 'left' },
      ...OF_PHASE.map(([what, heading]) => column(what, heading)),
    ],
    rows,
    notes: results.say.phases(told.model.sharing.phasesBy === 'members' ? 'its members' : 'the pupils in its members'),
  };
}

function postsTable(told: Told, label: string): Table | undefined {
  const { posts } = shareOutOf(told.projection, told.year);
  if (posts.length === 0) return undefined;
  const rows = posts.map(
    ({ post, name }): Row => ({
      id: post,
      role: 'line',
      level: 0,
      cells: [
        textCell(name),
        cell(told, `post.cost.${post}`, 'pounds'),
        cell(told, `post.share.${post}`, 'pounds'),
        cell(told, `post.full.${post}`, 'pounds'),
        cell(told, `days.available.${post}`, 'count'),
        cell(told, `post.rate.${post}`, 'pence'),
      ],
    }),
  );
  return {
    kind: 'table',
    id: 'posts',
    title: titled(`What a day costs in full, ${label}`),
    columns: [
      { id: 'post', heading: 'Post', align: 'left' },
      column('cost', 'Pay, £'),
      column('share', 'Overheads, £'),
      column('full', 'In full, £'),
      column('days', 'Days'),
      column('rate', '£ a day'),
    ],
    rows,
    notes: results.say.days(),
  };
}
