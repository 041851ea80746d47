import { barsOf, OF_CHANCE, percentileOf, risen } from '../../analysis/simulation/index.js';
import { constant, Exact, type Rate } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { nameIn, type Period } from '../../model/index.js';
import { scenarioOf } from '../books/forecast.js';
import { sharedDrawsNotes } from '../frame/group-notes.js';
import { countedCell, NONE, textCell } from '../page/cell.js';
import type { Cell, Ref, Row, Table, Text } from '../page/report.js';
import { type Title, titled } from '../page/sentence.js';
import { chance } from '../sentences/chance.js';
import { reactions } from '../sentences/reactions.js';
import { barStrip, column, drawn, drawnFigure, likelyCell, percentText, row } from './drawn.js';
import type { SimulationShown } from './simulation.js';

/** Some draws in bars of one width. */
export function histogramTable(sorted: Float64Array, title: Title): Table {
  const bars = barsOf(sorted);
  const most = Math.max(...bars.map(({ hits }) => hits));
  const rows = bars.map(({ from, to, hits }, i) => {
    const start = i === 0 ? textCell('less') : drawn('money', from, 'pounds', 'edge of a bar');
    const end = i === bars.length - 1 ? textCell('more') : drawn('money', to, 'pounds', 'edge of a bar');
    return row(String(i), [start, end, likelyCell({ hits, draws: sorted.length }), barStrip(hits, most)]);
  });
  const columns = [
    column('from', 'From, £'),
    column('to', 'to, £'),
    column('share', 'Draws'),
    column('bar', `0% … ${percentText(Math.round((most / sorted.length) * 1000) / 1000)}`, 'left'),
  ];
  return { kind: 'table', id: 'histogram', title, columns, rows, notes: [] };
}

/** What spreads reserves at the end: which part of the spread each accounts for by itself. */
export function spreadTable({ simulated, standing, uses }: SimulationShown): Table {
  const { years, chances } = simulated;
  const { spread = [], together, draws } = simulated.spread;
  const most = Math.max(...spread.map(({ share }) => share), 0.01);
  const rows = spread.map(({ group, share, error }): Row => {
    // What goes together is drawn together.
    const named = group.split('+').map((id) => nameIn(standing.model, 'assumptions', id));
    const label = OF_CHANCE.includes(group) ? group : named.join(' and ');
    return row(group, [textCell(label), partCell(share), partCell(error), barStrip(share, most)]);
  });
  const rest = Math.max(0, 1 - spread.reduce((sum, { share }) => sum + share, 0));
  return {
    kind: 'table',
    id: 'spread',
    title: titled(`What the spread comes from: reserves at the end of ${(years[years.length - 1] as Period).label}`),
    columns: [
      column('input', 'What varies', 'left'),
      column('share', 'Of the spread'),
      column('error', 'Error'),
      column('bar', `0% … ${percentText(Math.round(most * 100) / 100)}`, 'left'),
    ],
    rows: [
      ...rows,
      ...(spread.length > 1 ? [row('rest', [textCell('only together'), partCell(rest), NONE, textCell('')])] : []),
      row('all', [textCell('All'), spread.length === 0 ? NONE : partCell(1), NONE, textCell('')], 0, 'total'),
    ],
    notes: [
      ...chance.say.spread({
        together: drawnFigure('money', together, 'standard deviation'),
        draws,
        of: chances.draws,
        several: spread.length > 1,
      }),
      ...chance.say.tooFew({ draws, spreads: together > 0 || draws === 1, told: spread.length }),
      ...chance.say.fixed({ model: standing.model, uses, changed: simulated.changed }),
    ],
  };
}

const partCell = (part: number): Cell => countedCell(partOf(part), 'percent');
const partOf = (part: number): Rate => constant('rate', Exact.of(part.toFixed(9)), 'part of the variance of all draws');

const WORTH_A_LOOK: readonly (readonly [share: number, label: string])[] = [
  [0, 'the lowest'],
  [0.05, 'at least 5% no higher'],
  [0.5, 'at least half no higher'],
  [0.95, 'at least 95% no higher'],
  [1, 'the highest'],
];

/** Draws that stand for others, by reserves at the end: each can be shown in full. */
export function drawsBlock({ simulated, standing }: SimulationShown): Table | Text {
  const last = simulated.years[simulated.years.length - 1] as Period;
  const sorted = risen(simulated.line('reserves.closing', last));
  if (sorted === undefined)
    return {
      kind: 'text',
      id: 'draws',
      title: titled('Draws to look at'),
      lines: chance.say.reservesUnknown(last.label),
    };
  return drawsTable({ simulated, standing }, last, sorted);
}

function drawsTable(
  { simulated, standing }: Pick<SimulationShown, 'simulated' | 'standing'>,
  last: Period,
  sorted: Float64Array,
): Table {
  const scenario = scenarioOf(standing);
  const [reserves, cash, members] = [
    simulated.line('reserves.closing', last),
    simulated.years.map((year) => simulated.line('cash.lowest', year)),
    simulated.line('members', last),
  ];
  const rows = WORTH_A_LOOK.map(([share, label]) => {
    const draw = reserves.indexOf(percentileOf(sorted, share));
    const lowest = Math.min(...cash.map((column) => column[draw] as number));
    const of = (figure: string, year: Period | undefined): readonly Ref[] =>
      year === undefined
        ? []
        : [
            {
              figure,
              year: Number(year.id),
              draw: draw + 1,
              seed: simulated.chances.seed,
              ...whereSaid({ scenario }),
            },
          ];
    const year = simulated.years[cash.findIndex((column) => column[draw] === lowest)];
    const cells = [
      countedCell(constant('count', Exact.of(draw + 1), 'the number of the draw'), 'plain'),
      drawn('money', reserves[draw] as number, 'pounds', 'reserves at the end', of('reserves.closing', last)),
      drawn('money', lowest, 'pounds', 'lowest cash', of('cash.lowest', year)),
      drawn('count', members[draw] as number, 'count', 'members', of('members', last)),
    ];
    return row(String(share), [textCell(label), ...cells]);
  });
  return {
    kind: 'table',
    id: 'draws',
    title: titled(`Draws to look at, by reserves at the end of ${last.label}`),
    columns: [
      column('which', '', 'left'),
      column('draw', 'Draw'),
      column('reserves', 'Reserves, £'),
      column('cash', 'Lowest cash, £'),
      column('members', 'Members'),
    ],
    rows,
    notes: chance.say.showsOne(reserves.indexOf(sorted[0] as number) + 1),
  };
}

/** How it was drawn, and how it was compared with the exact books. */
export function methodText({ simulated, uses, standing: { model } }: SimulationShown): Text {
  const { say } = chance;
  const varied = { model, decisions: simulated.decisions };
  const lines = [
    ...say.decisions(varied),
    ...say.noDecisions(varied),
    ...(simulated.decisions > 0 ? sharedDrawsNotes(model) : []),
    ...say.correlated(varied),
    ...say.uncorrelated(varied),
    ...say.rolls(model),
    ...say.together(simulated.together),
    ...say.independent(varied),
    ...reactions.say.varied({ model, uses }),
    ...say.brought({ model, ...simulated }),
    ...say.checked(simulated),
    ...say.unmoved({ ids: simulated.unmoved, model }),
    ...say.onlyTheModel(),
  ];
  return { kind: 'text', id: 'method', title: titled('How this was drawn'), lines };
}
