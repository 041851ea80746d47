import {
  type BrokerageView,
  hasBrokerage,
  type Mix,
  type MixName,
  type MixStream,
  type MixStreamName,
  mixOf,
  mixStreams,
  ofMix,
  ofMixStream,
  REST,
  VIEWS,
  whyNone,
} from '../../analysis/index.js';
import { Exact, type Figure } from '../../figures/index.js';
import { yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { foot, withRowsOut } from '../frame/foot.js';
import { surplusText } from '../frame/lines.js';
import { askedCell, NONE, saidCell, textCell } from '../page/cell.js';
import type { Cell, Row, Show, Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { cells as cellsOf } from '../sentences/cells.js';
import { evens } from '../sentences/evens.js';

/** What the tables of one company year are made from. */
interface Told {
  readonly projection: Projection;
  readonly year: number;
  readonly scenario: string | undefined;
}

/** Each stream's contribution and what it alone must sell, and the whole at constant mix. */
export function mixTables(projection: Projection, year: number, scenario: string | undefined): readonly Table[] {
  const told = { projection, year, scenario };
  const whole = wholeTable(told);
  return [streamsTable(told), whole];
}

const cell = (told: Told, figure: string, show: Show): Cell => askedCell(told, { figure, year: told.year }, show);

const STREAM: readonly (readonly [name: MixStreamName, heading: string, show: Show])[] = [
  ['sales', 'Sales', 'pounds'],
  ['varying', 'Variable', 'pounds'],
  ['contribution', 'Contribution', 'pounds'],
  ['ratio', 'of sales', 'percent'],
  ['break_even', 'Alone at', 'pounds'],
  ['margin_rate', 'Can fall', 'percent'],
];

function streamsTable(told: Told): Table {
  const { projection, year } = told;
  const streams = mixStreams(projection, year);
  const whole = mixOf(projection, year);
  const rows: Row[] = streams.map((stream) => ({
    id: stream.id,
    role: 'line',
    level: 1,
    cells: [textCell(stream.name), ...STREAM.map(([name, , show]) => streamCell(told, stream, name, show))],
  }));
  const all: Row = {
    id: 'all',
    role: 'total',
    level: 0,
    cells: [textCell('All'), ...STREAM.map(([name, , show]) => wholeCell(told, whole, name, 'modelled', show))],
  };
  const margins = streams.map((stream) => ofMixStream('margin_rate', stream));
  const table: Table = {
    kind: 'table',
    id: 'streams',
    title: titled(`What each stream brings, ${yearLabel(projection.model.calendar, year)}, £`),
    columns: [
      { id: 'stream', heading: '', align: 'left' },
      ...STREAM.map(([id, heading]) => ({ id, heading, align: 'right' as const })),
    ],
    rows: [...rows, all],
    notes: [
      ...evens.say.variable(),
      ...evens.say.alone([...margins, ofMix('margin_rate', whole)].some((margin) => isBelowZero(margin))),
      ...streams.flatMap((stream) =>
        stream.beyond === undefined ? [] : evens.say.aloneNone({ name: stream.name, why: [whyNone(stream)] }),
      ),
      ...evens.say.ofNoSales(streams.some(({ id }) => id === REST)),
    ],
  };
  // What each would have to sell by itself is no part of what all would.
  const footed = foot(table, [{ total: 'all', plus: rows.map(({ id }) => id), minus: [], except: ['break_even'] }]);
  return withRowsOut(footed, { total: 'contribution', plus: ['sales'], minus: ['varying'] });
}

const isBelowZero = (figure: Figure | undefined): boolean => figure?.isKnown === true && figure.exact.sign < 0;

function streamCell(told: Told, stream: MixStream, name: MixStreamName, show: Show): Cell {
  if (stream.id === REST && name !== 'varying' && name !== 'contribution') return NONE;
  const figure = ofMixStream(name, stream);
  if (name === 'margin_rate' && figure?.isKnown && figure.exact.compare(Exact.one) >= 0)
    return saidCell(cellsOf.say.allOfIt(true));
  const shown = (): Cell => (figure === undefined ? NONE : cell(told, `mix.${name}.${stream.id}`, show));
  return name === 'break_even' ? needed(figure, shown) : shown();
}

/** Sales at which the surplus is nil: none where no sales do it, and none needed where it is there without any. */
function needed(figure: Figure | undefined, shown: () => Cell): Cell {
  const sales = { breakEven: figure };
  const said = [...cellsOf.say.noSales(sales), ...cellsOf.say.noneNeeded(sales)];
  return said.length > 0 ? saidCell(said) : shown();
}

const WHOLE: readonly (readonly [name: MixName, label: string, show: Show, role: Row['role']])[] = [
  ['sales', 'Sales, £', 'pounds', 'line'],
  ['varying', 'Variable cost, £', 'pounds', 'line'],
  ['contribution', 'Contribution, £', 'pounds', 'total'],
  ['fixed', 'Fixed cost, £', 'pounds', 'line'],
  ['contracts', 'less contracts and other income, £', 'pounds', 'line'],
  ['net', 'Fixed cost net of these, £', 'pounds', 'total'],
  ['surplus', ' before tax, £', 'pounds', 'total'],
  ['ratio', 'Contribution as a share of sales', 'percent', 'line'],
  ['break_even', 'Breaks even at sales of, £', 'pounds', 'line'],
  ['margin', 'Margin of safety, £', 'pounds', 'line'],
  ['margin_rate', 'as a share of sales', 'percent', 'line'],
  ['leverage', 'Operating leverage', 'exact', 'line'],
];
const HEADINGS: Readonly<Record<BrokerageView, string>> = {
  modelled: 'As modelled',
  as_agent: 'All as agent',
  as_principal: 'All as principal',
};

function wholeCell(told: Told, mix: Mix, name: MixName, view: BrokerageView, show: Show): Cell {
  const figure = ofMix(name, mix);
  const shown = (): Cell =>
    figure === undefined ? NONE : cell(told, `mix.${name}${view === 'modelled' ? '' : `.${view}`}`, show);
  return name === 'break_even' ? needed(figure, shown) : shown();
}

function wholeTable(told: Told): Table {
  const { projection, year } = told;
  const views = hasBrokerage(projection, year) ? VIEWS : VIEWS.slice(0, 1);
  const mixes = views.map((view) => [view, mixOf(projection, year, view)] as const);
  const rows = WHOLE.map(([name, label, show, role]): Row => {
    const cells = mixes.map(([view, mix]) => wholeCell(told, mix, name, view, show));
    return {
      id: name,
      role,
      level: name === 'margin_rate' ? 1 : 0,
      cells: [textCell(name === 'surplus' ? surplusText(label, cells) : label), ...cells],
    };
  });
  const table: Table = {
    kind: 'table',
    id: 'mix',
    title: titled(`At constant mix, ${yearLabel(projection.model.calendar, year)}`),
    columns: [
      { id: 'measure', heading: '', align: 'left' },
      ...views.map((id) => ({ id, heading: HEADINGS[id], align: 'right' as const })),
    ],
    rows,
    notes: [
      ...evens.say.mixHeld(),
      ...evens.say.views(views.length),
      ...evens.say.leverage(),
      ...noBreakEven(mixes[0]?.[1]),
      ...evens.say.badDebts(projection.journal),
    ],
  };
  const equations = [
    { total: 'surplus', plus: ['contribution'], minus: ['net'] },
    { total: 'contribution', plus: ['sales'], minus: ['varying'] },
    { total: 'net', plus: ['fixed'], minus: ['contracts'] },
    // Where no sales are needed, what is missing below zero is no line of the table.
    ...(rows
      .find(({ id }) => id === 'break_even')
      ?.cells.slice(1)
      .some(({ kind }) => kind === 'text')
      ? []
      : [{ total: 'sales', plus: ['break_even', 'margin'], minus: [] }]),
  ];
  return foot(table, equations, {
    nearest: ['surplus', 'contribution', 'sales', 'varying', 'break_even'],
    isCompared: true,
  });
}

/** However brokerage is looked at, the same schools would have to join. */
function noBreakEven(mix: Mix | undefined): readonly Sentence[] {
  return evens.say.mixNone(mix?.beyond === undefined ? undefined : [whyNone(mix)]);
}
