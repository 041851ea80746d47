import { type BreakEven, breakEven, coalitionOf, measures, type Order, pivotalIn, type Zone } from '../analysis/index.js';
import type { EvenOdds } from '../analysis/simulation/index.js';
import { grouped } from '../figures/index.js';
import { type Period, periodsOf } from '../model/index.js';
import { figureOf, type Projection } from '../projection/index.js';
import { basisOf, type Standing } from './basis.js';
import { coalitionBlocks, pivotalBlocks } from './coalition.js';
import { evenOddsTables } from './even-odds.js';
import { scenarioOf } from './forecast.js';
import { figureCell, lineRow, NONE, textCell } from './lines.js';
import { mixTables } from './mix.js';
import { paybackTables } from './payback.js';
import type { Block, Cell, Report, Row, Show, Table, Text } from './report.js';

/** Another way to look at it: by stream at constant mix, by who joins, by the month, by chance. */
export const VIEWS_ASKED = ['stream', 'coalition', 'month', 'chance'] as const;

/** What is asked of break-even. */
export interface BreakEvenAsked {
  /** One thing turned at a time, in all company years or in one of them. */
  readonly things: { readonly only: Period | undefined } | undefined;
  readonly views: readonly (typeof VIEWS_ASKED)[number][];
  /** The company year of views that are of one. */
  readonly year: Period;
  readonly order: Order;
  /** Draws, where the view by chance is asked for; undefined where a surplus is unknown in one. */
  readonly odds: EvenOdds | undefined;
  /** Told of each thing before it is worked out: on a large roll that takes a while. */
  readonly progress: (what: string) => void;
}

/** What it takes for the surplus to be nil: one thing turned at a time with the margin of safety, and what other views are asked for. */
export function breakEvenReport(standing: Standing, projection: Projection, asked: BreakEvenAsked): Report {
  const blocks: Block[] = [
    ...(asked.things === undefined ? [] : thingsBlocks(standing, projection, asked.things.only, asked.progress)),
    ...asked.views.flatMap((view) => viewBlocks(view, standing, projection, asked)),
  ];
  return { id: 'break-even', title: `${standing.model.name}: what breaks even`, basis: basisOf(standing, blocks), blocks };
}

const UNKNOWN_ODDS: Text = {
  kind: 'text',
  id: 'even_odds',
  title: 'How likely it is to break even',
  lines: ['Unknown: the surplus is unknown in a draw.'],
};

function thingsBlocks(standing: Standing, projection: Projection, only: Period | undefined, progress: (what: string) => void): Block[] {
  const { model } = standing;
  const years = only === undefined ? periodsOf(model.calendar, 'year') : [only];
  const found = measures.map((measure) =>
    years.map((year) => {
      progress(`break-even: ${measure.label.toLowerCase()}, ${year.label}`);
      return breakEven(model, measure, year);
    }),
  );
  return [tableOf(standing, projection, years, found), ...zonesText(found, years)];
}

function viewBlocks(
  view: (typeof VIEWS_ASKED)[number],
  standing: Standing,
  projection: Projection,
  { year, order, odds, progress }: BreakEvenAsked,
): readonly Block[] {
  const scenario = scenarioOf(standing);
  if (view === 'stream') return mixTables(projection, Number(year.id), scenario);
  if (view === 'chance') return odds === undefined ? [UNKNOWN_ODDS] : evenOddsTables(odds, year, projection, scenario);
  if (view === 'month') return paybackTables(projection, scenario);
  const told = { label: year.label, year: Number(year.id), scenario, surplus: figureOf(projection, 'surplus.before_tax', year) };
  return [
    ...coalitionBlocks(coalitionOf(projection, year, order, progress), order, told),
    ...pivotalBlocks(pivotalIn(projection, year, progress), told),
  ];
}

function tableOf(standing: Standing, projection: Projection, years: readonly Period[], found: readonly (readonly BreakEven[])[]): Table {
  const { model } = standing;
  const scenario = scenarioOf(standing);
  const slots = years.map((period) => ({ projection, period, scenario }));
  const rows: Row[] = [
    model.tax.corporationTax === undefined
      ? lineRow('surplus', slots, { label: 'Surplus as modelled, £' })
      : lineRow('surplus.before_tax', slots, { label: 'Surplus before tax, £' }),
    ...found.flatMap((each) => measureRows(each, years, scenario)),
  ];
  const safety = [lineRow('margin_of_safety', slots), lineRow('contribution', slots, { label: 'Contribution, £' })];
  return {
    kind: 'table',
    id: 'break-even',
    title: 'One thing changes, all else as modelled',
    columns: [{ id: 'measure', heading: '', align: 'left' }, ...years.map(({ id, label }) => ({ id, heading: label, align: 'right' as const }))],
    rows: [...rows, ...safety],
    notes: [
      ...measures.map(({ label, means }) => `${label}: ${means}.`),
      ...(standing.model.choice === undefined ? [] : ['Who joins which tier is held as schools choose at the prices and rolls as modelled.']),
      'Margin of safety: surplus as a share of contribution (sales less variable cost); contracts count against fixed cost.',
      ...reasons(found, years),
    ],
  };
}

const SHOWS: Readonly<Record<string, Show>> = { count: 'exact', rate: 'percent', price: 'pence', money: 'pounds' };
const UNITS: Readonly<Record<string, string>> = { price: ', £ a pupil', money: ', £' };

function measureRows(found: readonly BreakEven[], years: readonly Period[], scenario: string | undefined): Row[] {
  const { measure } = found[0] as BreakEven;
  const show = SHOWS[measure.unit] as Show;
  const at = (i: number): { year: number; scenario?: string } => ({
    year: Number((years[i] as Period).id),
    ...(scenario === undefined ? {} : { scenario }),
  });
  const modelled = found.map(
    ({ modelled: figure }, i): Cell =>
      figure === undefined ? NONE : figureCell(figure, { figure: `break_even.${measure.name}.modelled`, ...at(i) }, show),
  );
  const most = Math.max(1, ...found.map(({ crossings }) => crossings.length));
  const rows: Row[] = [
    { id: measure.name, role: 'line', level: 0, cells: [textCell(`${measure.label} as modelled${UNITS[measure.unit] ?? ''}`), ...modelled] },
  ];
  for (let n = 0; n < most; n++) {
    const cells = found.map(({ crossings, isUnknown }, i): Cell => {
      const crossing = crossings[n];
      if (crossing === undefined) return n > 0 ? NONE : textCell(isUnknown ? 'unknown' : 'none');
      return figureCell(crossing.at, { figure: `break_even.${measure.name}${n === 0 ? '' : `.${n + 1}`}`, ...at(i) }, show);
    });
    const label = n === 0 ? 'breaks even at' : n === 1 ? 'and at' : 'and again at';
    rows.push({ id: `${measure.name}.${n + 1}`, role: 'line', level: 1, cells: [textCell(label), ...cells] });
  }
  return rows;
}

/** Why there is none, once for each reason. */
function reasons(found: readonly (readonly BreakEven[])[], years: readonly Period[]): string[] {
  const said = new Map<string, string[]>();
  found.forEach((each) => {
    each.forEach(({ measure, none }, i) => {
      if (none === undefined) return;
      const key = `${measure.label}: ${none}`;
      said.set(key, [...(said.get(key) ?? []), (years[i] as Period).label]);
    });
  });
  return [...said].map(([reason, labels]) => `${reason} (${labels.join(', ')}).`);
}

/** Where step costs make more than one crossing, profit and loss for every whole number. */
function zonesText(found: readonly (readonly BreakEven[])[], years: readonly Period[]): Text[] {
  const lines = found.flatMap((each) =>
    each.flatMap(({ measure, crossings, zones }, i) =>
      crossings.length < 2 || zones.length === 0 ? [] : [`${measure.label}, ${(years[i] as Period).label}: ${zones.map(zoneText).join('; ')}.`],
    ),
  );
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'zones', title: 'Where there are several', lines }];
}

function zoneText({ from, to, sign }: Zone): string {
  const range = from === to ? `exactly ${grouped(String(from))}` : `${grouped(String(from))}–${grouped(String(to))}`;
  return sign === 'nil' ? `breaks even at ${range}` : `${sign} ${range}`;
}
