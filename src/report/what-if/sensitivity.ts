import {
  isBeyond,
  type Overtaking,
  type Ref,
  type Switching,
  type TornadoBar,
  type TrialFigure,
  type TriedFigure,
  timeOf,
} from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import type { Problem } from '../../language/index.js';
import { whereSaid } from '../../language/index.js';
import { nameIn, scenarioCalled } from '../../model/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { barCell, legend, scaleOf, scaleText, type TornadoScale } from '../frame/scale.js';
import { figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Show, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { cells } from '../sentences/cells.js';
import { chance } from '../sentences/chance.js';
import { moving } from '../sentences/moving.js';
import { reactions } from '../sentences/reactions.js';
import { states } from '../sentences/states.js';
import { type FoundWithin, insideTable, lookedNotes, lookedSaid } from './inside.js';
import { noModel, noPair, readable } from './tried.js';

/** A figure and what moves it. */
export interface MovingFigure {
  readonly standing: Standing;
  readonly asked: TrialFigure;
  readonly base: Figure;
  readonly bars: ReadonlyMap<string, TornadoBar | undefined>;
  /** Where each assumption changes the sign of the figure; undefined where nobody asked. */
  readonly switches: FoundWithin<Switching> | undefined;
  /** Where each changes the order of the options; undefined where nobody asked, or there is one option. */
  readonly order: RankOrder | undefined;
}

/** Where assumptions change the order of the options, and which options cannot take part. */
export interface RankOrder {
  readonly by: FoundWithin<Overtaking>;
  /** Options that make no model with the scenarios that are applied. */
  readonly leftOut: readonly { readonly option: string; readonly beside: string; readonly problem: Problem }[];
}

/** How a figure of each measure is shown, and what its heading adds. */
const SHOWS: Readonly<Record<TrialFigure['measure'], Show>> = {
  money: 'pounds',
  count: 'exact',
  rate: 'percent',
  price: 'pence',
};
const UNITS: Readonly<Record<TrialFigure['measure'], string>> = { money: ', £', count: '', rate: '', price: ', £' };

export const showOf = ({ measure }: TrialFigure): Show => SHOWS[measure];
export const labelOf = ({ label, measure }: TrialFigure): string => `${label}${UNITS[measure]}`;
/** What an assumption is called; a path that is tried as itself. */
export const plain = (id: string, { model }: Standing): string =>
  id.includes('.') ? id : nameIn(model, 'assumptions', id);
export const column = (id: string, heading: string, align: Column['align'] = 'left'): Column => ({
  id,
  heading,
  align,
});

/**
 * What moves a figure, most first: a tornado; and on demand the values at which its sign or the order of the options
 * changes.
 */
export function sensitivityReport(told: MovingFigure): Report {
  const { standing, asked, base, switches, order } = told;
  const tornado = tornadoTable(told);
  const found: Block[] = [
    tornado,
    ...insideOf(told),
    ...(switches === undefined ? [] : [orNone(switchTable(told, switches))]),
    ...(order === undefined ? [] : [orNone(rankTable(told, order))]),
  ];
  const blocks = told.bars.size === 0 ? [noAssumptions(told)] : found;
  // What the ends of ranges rest on is not what the model rests on.
  const own = { ...tornado, rows: [modelledRow(told, scaleOf([base]))], notes: [] };
  return Report.of({
    id: 'sensitivity',
    title: titled(`${standing.model.name}: what moves ${lowered(asked.label)}`),
    basis: basisOf(standing, [own]),
    blocks,
  });
}

function noAssumptions({ asked, base }: MovingFigure): Block {
  return { kind: 'text', id: 'tornado', title: titled(asked.label), lines: moving.say.noAssumptions(base) };
}

export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A table without rows says in its notes why it has none. */
export function orNone({ id, title, rows, notes, ...table }: Table): Block {
  return rows.length > 0 ? { id, title, rows, notes, ...table } : { kind: 'text', id, title, lines: notes };
}

/** Where a tried figure is found: the model's own `--set` is whoever asks's to repeat. */
export function refOf({ name, period }: TrialFigure, standing: Standing, sets: readonly string[] = []): Ref {
  const scenario = scenarioOf(standing);
  return {
    figure: name,
    ...whereSaid({ scenario }),
    ...timeOf(period),
    ...(sets.length === 0 ? {} : { set: sets }),
  };
}

/** The cell of a tried figure; a reason where there is no such model. */
export function triedCell(
  { figure, problem, sets }: TriedFigure,
  asked: TrialFigure,
  standing: Standing,
  as: { scenario?: string; show?: Show } = {},
): Cell {
  if (figure === undefined) return problem === undefined ? NONE : saidCell(cells.say.noModel(false));
  const { scenario, show } = as;
  const ref = refOf(asked, standing, sets);
  return figureCell(figure, scenario === undefined ? ref : { ...ref, scenario }, show ?? showOf(asked));
}

function tornadoTable(told: MovingFigure): Table {
  const { asked, base, bars, standing } = told;
  const all = [...bars];
  const scale = scaleOf([
    base,
    ...all.flatMap(([, bar]) => [
      bar?.atLow.figure,
      bar?.atHigh.figure,
      bar?.span?.lowest.figure,
      bar?.span?.highest.figure,
    ]),
  ]);
  const rows = all.map(([id, bar]): Row => {
    const cells =
      bar === undefined
        ? [textCell(written(told, id)), NONE, NONE]
        : [textCell(rangeText(bar)), triedCell(bar.atLow, asked, standing), triedCell(bar.atHigh, asked, standing)];
    const drawn = scale === undefined ? [] : [bar === undefined ? NONE : barCell(bar, base, scale)];
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(`${plain(id, standing)}${bar?.dial.isStated === false ? ' *' : ''}`), ...cells, ...drawn],
    };
  });
  return {
    kind: 'table',
    id: 'tornado',
    title: titled(`${labelOf(asked)}: each assumption across its range, all else as modelled`),
    columns: [
      column('assumption', 'Assumption'),
      column('range', 'Range'),
      column('low', 'At low', 'right'),
      column('high', 'At high', 'right'),
      ...(scale === undefined ? [] : [column('bar', scaleText(scale, asked.measure))]),
    ],
    rows: [...rows, modelledRow(told, scale)],
    notes: [
      ...(scale === undefined ? [] : moving.say.mostFirst(legend([...bars.values()], base, scale))),
      ...states.say.bring(standing.model),
      ...chance.say.oneAtATime(standing.model),
      ...moving.say.noRange(all.some(([, bar]) => bar?.dial.isStated === false)),
      ...reactions.say.none([standing.model]),
      ...crossingNote(told),
      ...stillNote(all, told),
      ...problemNotes(all, told),
    ],
  };
}

function written({ standing }: MovingFigure, id: string): string {
  const text = standing.model.assumptions.get(id)?.value.steps[0]?.value.text ?? '';
  return `${text}: no number`;
}

function rangeText({ dial }: TornadoBar): string {
  if (!dial.isOne && !dial.isStated) return '90% to 110% of it';
  return `${readable(dial.at(0).text)} to ${readable(dial.at(dial.count - 1).text)}`;
}

function modelledRow({ asked, base, standing }: MovingFigure, scale: TornadoScale | undefined): Row {
  const cell = figureCell(base, refOf(asked, standing), showOf(asked));
  const drawn = scale === undefined ? [] : [barCell(undefined, base, scale)];
  return { id: 'modelled', role: 'total', level: 0, cells: [textCell('As modelled'), NONE, cell, cell, ...drawn] };
}

/** How far the figure goes inside the ranges whose ends do not tell it. */
function insideOf({ asked, standing, bars }: MovingFigure): Table[] {
  const beyond = [...bars.values()].flatMap((bar) => {
    const span = bar?.span;
    return bar === undefined || span === undefined || !isBeyond(span, bar.atLow.figure, bar.atHigh.figure)
      ? []
      : [{ bar, span }];
  });
  const rows = beyond.map(({ bar: { id }, span }) => ({
    id,
    label: plain(id, standing),
    span,
    cell: (tried: TriedFigure) => triedCell(tried, asked, standing),
  }));
  const notes = lookedNotes(beyond.map(({ bar, span }) => [plain(bar.id, standing), span.looked, valuesOf(bar)]));
  return insideTable(labelOf(asked), rows, notes);
}

/** How many values of a range make a model. */
const valuesOf = ({ made: { first, last } }: TornadoBar): number => last - first + 1;

/** Which ranges take the figure below zero in one place and not in another. */
function crossingNote({ bars, switches, standing }: MovingFigure): readonly Sentence[] {
  if (switches !== undefined) return [];
  const crossing = [...bars].filter(([, bar]) => {
    const [low, high] = [bar?.span?.lowest.figure, bar?.span?.highest.figure].map((figure) =>
      figure?.isKnown ? figure.exact.sign < 0 : undefined,
    );
    return low === true && high === false;
  });
  return moving.say.changesSign(crossing.map(([id]) => plain(id, standing)));
}

/**
 * Assumptions that do not move the figure anywhere in their range are told together: nothing is hidden, and none of
 * them takes a look to see. Where not every value was looked at, that is said.
 */
function stillNote(
  all: readonly (readonly [string, TornadoBar | undefined])[],
  { base, standing }: MovingFigure,
): Sentence[] {
  if (!base.isKnown) return [];
  const still = all.flatMap(([, bar]) => {
    const figures = [bar?.atLow.figure, bar?.atHigh.figure, bar?.span?.lowest.figure, bar?.span?.highest.figure];
    return bar !== undefined && figures.every((figure) => figure?.isKnown && figure.exact.compare(base.exact) === 0)
      ? [bar]
      : [];
  });
  const sure = still.filter(({ span }) => span?.looked === 'all');
  const unsure = still.filter(({ span }) => span?.looked !== 'all');
  return [
    ...moving.say.still(sure.map(({ id }) => plain(id, standing))),
    ...unsure.flatMap((bar) =>
      moving.say.notSeen({ id: plain(bar.id, standing), said: lookedSaid(bar.span?.looked as number, valuesOf(bar)) }),
    ),
  ];
}

function problemNotes(
  all: readonly (readonly [string, TornadoBar | undefined])[],
  { standing }: MovingFigure,
): Sentence[] {
  return all.flatMap(([id, bar]) =>
    [bar?.atLow, bar?.atHigh].flatMap((end) =>
      end?.problem === undefined
        ? []
        : noModel(plain(id, standing), end.text, end.problem, standing.model.assumptions.get(id)),
    ),
  );
}

/**
 * Each value at which the sign changes, with the figure on both sides of it; those that never do are told in one
 * sentence.
 */
function switchTable(told: MovingFigure, switches: FoundWithin<Switching>): Table {
  const { asked, standing, bars } = told;
  // So near to zero a pound is too much to round.
  const show = asked.measure === 'money' ? 'pence' : showOf(asked);
  const rows = [...switches].flatMap(([id, { found }]) =>
    found.map(
      ({ last, first }, i): Row => ({
        id: i === 0 ? id : `${id}.${i + 1}`,
        role: 'line',
        level: 0,
        cells: [
          textCell(plain(id, standing)),
          textCell(readable(last.text)),
          triedCell(last, asked, standing, { show }),
          textCell(readable(first.text)),
          triedCell(first, asked, standing, { show }),
        ],
      }),
    ),
  );
  const none = withNone(bars, switches, standing);
  const stepped = [...switches].filter(([id, { found }]) => found.length > 0 && bars.get(id)?.dial.brings !== true);
  return {
    kind: 'table',
    id: 'switching',
    title: titled(`Changes of sign: ${lowered(asked.label)}`),
    columns: [
      column('assumption', 'Assumption'),
      column('last', 'Up to'),
      column('last_figure', labelOf({ ...asked, label: 'it is' }), 'right'),
      column('first', 'from'),
      column('first_figure', labelOf({ ...asked, label: 'it is' }), 'right'),
    ],
    rows,
    notes: [...moving.say.lastDigit(stepped.length), ...states.say.alone(alone(told, switches)), ...none],
  };
}

/** Assumptions of which the states alone were looked at. */
function alone({ bars, standing }: MovingFigure, within: FoundWithin<unknown>): readonly string[] {
  return [...within.keys()].flatMap((id) => (bars.get(id)?.dial.brings === true ? plain(id, standing) : []));
}

/** In words, for which assumptions nothing was found within their range, and for which nothing can be known. */
function withNone(bars: MovingFigure['bars'], within: FoundWithin<unknown>, standing: Standing): Sentence[] {
  const without = [...bars].flatMap(([id, bar]) =>
    bar !== undefined && (within.get(id)?.found.length ?? 0) === 0 ? [bar] : [],
  );
  const isKnown = ({ atLow, atHigh, span }: TornadoBar): boolean =>
    [atLow, atHigh, span?.lowest].some((tried) => tried?.figure?.isKnown);
  const ids = (known: boolean): string[] =>
    without.filter((bar) => isKnown(bar) === known).map(({ id }) => plain(id, standing));
  return [
    ...moving.say.noneInRange(ids(true)),
    ...moving.say.notKnown(ids(false)),
    ...lookedNotes(
      [...within].flatMap(([id, { looked, of }]) =>
        bars.get(id)?.span === undefined ? [] : [[plain(id, standing), looked, of] as const],
      ),
    ),
  ];
}

function rankTable(told: MovingFigure, { by, leftOut }: RankOrder): Table {
  const { asked, standing, bars } = told;
  const rows = [...by].flatMap(([id, { found }]) =>
    found.map(({ rising, falling, risen, fallen }, i): Row => {
      const cell = (tried: TriedFigure, scenario: string): Cell => triedCell(tried, asked, standing, { scenario });
      return {
        id: i === 0 ? id : `${id}.${i + 1}`,
        role: 'line',
        level: 0,
        cells: [
          textCell(plain(id, standing)),
          textCell(`${readable(risen.last.text)} to ${readable(risen.first.text)}`),
          textCell(
            `${scenarioCalled(standing.model, rising.name)} overtakes ${scenarioCalled(standing.model, falling.name)}`,
          ),
          cell(risen.first, rising.name),
          cell(fallen.first, falling.name),
        ],
      };
    }),
  );
  const none = by.size === 0 ? [] : withNone(bars, by, standing);
  const without = leftOut.flatMap(({ option, beside, problem }) =>
    noPair(scenarioCalled(standing.model, option), scenarioCalled(standing.model, beside), problem),
  );
  return {
    kind: 'table',
    id: 'rank',
    title: titled(`Changes in the order of the options by ${lowered(asked.label)}`),
    columns: [
      column('assumption', 'Assumption'),
      column('between', 'From … to'),
      column('what', 'What changes'),
      column('rising', labelOf({ ...asked, label: 'Then the one' }), 'right'),
      column('falling', labelOf({ ...asked, label: 'the other' }), 'right'),
    ],
    rows,
    notes: [...states.say.alone(alone(told, by)), ...none, ...without],
  };
}
