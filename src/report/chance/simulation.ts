import {
  BELOW,
  type DrawnLine,
  firstBelow,
  isBelow,
  type Likely,
  likelyIn,
  meanError,
  meanOf,
  percentileError,
  percentileOf,
  risen,
  type Simulated,
} from '../../analysis/simulation/index.js';
import { type Figure, grouped, type Kind } from '../../figures/index.js';
import { monthName, whereSaid } from '../../language/index.js';
import type { Period } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { bySide, surplusText } from '../frame/lines.js';
import { figureCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Ref, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { chance, type Outside, type ShareTold } from '../sentences/chance.js';
import type { Uses } from '../sentences/reactions.js';
import {
  barStrip,
  column,
  drawn,
  errorCell,
  fanStrip,
  likelyCell,
  percentText,
  row,
  scaleOf,
  shareNotes,
} from './drawn.js';
import { drawsBlock, histogramTable, methodText, spreadTable } from './simulation-parts.js';

/** What is shown of a simulation. */
export interface SimulationShown {
  readonly standing: Standing;
  /** The model as modelled, without chance. */
  readonly projection: Projection;
  /** Where assumptions are used. */
  readonly uses: Uses;
  readonly simulated: Simulated;
  /** Which percentiles are shown, as shares: 0.05, 0.5, 0.95. */
  readonly percentiles: readonly number[];
}

/**
 * How bad it can get and how likely that is, the spread of each year, when cash runs out, what spreads it, and which
 * draws to look at.
 */
export function simulationReport(told: SimulationShown): Report {
  const { standing, simulated, projection } = told;
  const { draws, seed } = simulated.chances;
  const lines: DrawnLine[] = ['surplus', 'reserves.closing', 'cash.lowest', 'members'];
  const blocks: Block[] = [
    likelyTable(told),
    ...lines.map((line) => fanTable(line, told)),
    whenBlock(told),
    ...histogram(told),
    spreadTable(told),
    drawsBlock(told),
    methodText(told),
  ];
  const basis = basisOf(standing, [fanTable('reserves.closing', told)]);
  const counted = `${grouped(String(draws))} ${draws === 1 ? 'draw' : 'draws'}`;
  const title = titled(`${projection.model.name}: ${counted} of what could happen, seed ${seed}`);
  return Report.of({ id: 'simulate', title, basis, blocks });
}

/** How likely each bad thing is, by year and in any of them. */
function likelyTable(told: SimulationShown): Table {
  const { simulated, projection, standing } = told;
  const scenario = scenarioOf(standing);
  const { years } = simulated;
  const hasPolicy = projection.model.reserves.monthsOfCost !== undefined;
  const events: readonly (readonly [DrawnLine, string])[] = [
    ['surplus', 'Deficit'],
    ...(hasPolicy ? [['reserves.headroom', 'Reserves below policy'] as const] : []),
    ['reserves.closing', 'Reserves below zero'],
    ['cash.lowest', 'Cash below zero'],
  ];
  const shares: ShareTold[] = [];
  const rows = events.flatMap(([name, label]): Row[] => {
    const columns = years.map((year) => simulated.line(name, year));
    if (columns.some((each) => each.some(Number.isNaN)))
      return [row(name, [textCell(label), ...years.map(() => NONE), NONE])];
    const likely = [...columns.map((each) => likelyIn([each], isBelow)), likelyIn(columns, isBelow)];
    const firsts = columns.map((each, i): readonly Ref[] => {
      const draw = each.findIndex(isBelow);
      return draw < 0
        ? []
        : [drawRef(told, { figure: name, year: Number(years[i]?.id), ...whereSaid({ scenario }) }, draw)];
    });
    const any = firsts.find((of) => of.length > 0) ?? [];
    shares.push(...likely.map((each, i) => ({ ...each, what: `${label} in ${years[i]?.label ?? 'any year'}` })));
    return [
      row(name, [textCell(label), ...likely.map((each, i) => likelyCell(each, firsts[i] ?? any))]),
      row(`${name}.error`, [textCell('standard error'), ...likely.map(errorCell)], 1),
    ];
  });
  const isKnown = rows.some(({ role, level }) => role === 'line' && level === 1);
  const { say } = chance;
  return {
    kind: 'table',
    id: 'likely',
    title: titled('How likely it is'),
    columns: [
      column('event', '', 'left'),
      ...years.map(({ id, label }) => column(id, label)),
      column('any', 'Any year'),
    ],
    rows,
    notes: isKnown
      ? [
          ...say.shareOfDraws(),
          ...shareNotes(shares),
          ...say.cash(projection.model),
          ...(hasPolicy ? say.policy(projection.model) : []),
        ]
      : say.unknown(true),
  };
}

const HEADINGS: Readonly<Record<DrawnLine, readonly [title: string, kind: Kind, show: Show]>> = {
  surplus: ['Surplus', 'money', 'pounds'],
  'reserves.closing': ['Reserves at end, £', 'money', 'pounds'],
  'reserves.headroom': ['Free reserves above the policy, £', 'money', 'pounds'],
  'cash.lowest': ["Lowest cash at a month's end, £", 'money', 'pounds'],
  members: ['Members, average of the year', 'count', 'count'],
  'income.membership': ['Membership, £', 'money', 'pounds'],
};

/** A line of every year: as modelled, its percentiles, and a fan. */
function fanTable(name: DrawnLine, told: SimulationShown): Table {
  const { standing, simulated, projection, percentiles } = told;
  const [heading, kind, show] = HEADINGS[name];
  const scenario = scenarioOf(standing);
  const sorted = simulated.years.map((year) => risen(simulated.line(name, year)));
  const scale = scaleOf(
    sorted.flatMap((each) => (each === undefined ? [] : [percentileOf(each, 0.05), percentileOf(each, 0.95)])),
    kind === 'money',
  );
  const outside: Outside[] = [];
  const rows = simulated.years.flatMap((year, i): Row[] => {
    const { id, label } = year;
    const ref = { figure: name, year: Number(id), ...whereSaid({ scenario }) };
    const asModelled = figureCell(figureOf(projection, name, year), ref, show);
    const rise = sorted[i];
    const cell = (value: (rise: Float64Array) => number, why: string): Cell =>
      drawn(kind, rise === undefined ? Number.NaN : value(rise), show, `${heading}, ${why}`);
    const percentile = (share: number): Cell => {
      const value = rise === undefined ? Number.NaN : percentileOf(rise, share);
      const draw = simulated.line(name, year).indexOf(value);
      return drawn(
        kind,
        value,
        show,
        `at least ${percentText(share)} of the draws are no higher`,
        draw < 0 ? [] : [drawRef(told, ref, draw)],
      );
    };
    const cells = [cell(meanOf, 'mean'), ...percentiles.map(percentile)];
    const side = rise === undefined ? undefined : sideOf(figureOf(projection, name, year), rise);
    if (side !== undefined) outside.push({ label, side });
    return [
      row(id, [
        textCell(side === undefined ? label : `${label} *`),
        asModelled,
        ...cells,
        rise === undefined ? NONE : fanStrip(rise, scale),
      ]),
      ...(rise === undefined ? [] : errorRow(`${id}.error`, name, rise, percentiles)),
    ];
  });
  return {
    kind: 'table',
    id: name,
    title: titled(titleOf(name, rows)),
    columns: [
      column('year', 'Year', 'left'),
      column('modelled', 'As modelled'),
      column('mean', 'Mean'),
      ...percentiles.map((share) =>
        column(`p${percentText(share).slice(0, -1)}`, share === 0.5 ? 'Half' : percentText(share)),
      ),
      column('fan', scale.heading, 'left'),
    ],
    rows,
    notes: [
      ...(name === 'surplus'
        ? chance.say.fan({ lowest: percentiles[0] as number, hasErrors: rows.some(({ id }) => id.endsWith('.error')) })
        : []),
      ...chance.say.outsideMiddle(outside),
    ],
  };
}

/** The standard errors of the mean and of percentiles of a line; no row where the draws are too few for any of them. */
function errorRow(id: string, name: DrawnLine, rise: Float64Array, percentiles: readonly number[]): Row[] {
  const [heading, kind, show] = HEADINGS[name];
  const error = (value: number | undefined, of: string): Cell =>
    value === undefined ? NONE : drawn(kind, value, show, `${heading}, standard error of ${of}`);
  const errors = [
    error(meanError(rise), 'the mean'),
    ...percentiles.map((share) => error(percentileError(rise, share), percentText(share))),
  ];
  return errors.every((each) => each === NONE) ? [] : [row(id, [textCell('error'), NONE, ...errors, textCell('')], 1)];
}

/** A figure of one draw, which `explain` plays again. */
const drawRef = ({ simulated: { chances } }: Pick<SimulationShown, 'simulated'>, ref: Ref, draw: number): Ref => ({
  ...ref,
  draw: draw + 1,
  seed: chances.seed,
});

/** What a fan shows, by the side of zero on which it lies. */
function titleOf(name: DrawnLine, rows: readonly Row[]): string {
  const cells = rows.flatMap((each) => (each.level === 0 ? each.cells : []));
  if (name === 'surplus') return surplusText(', £', cells);
  const [heading] = HEADINGS[name];
  if (name !== 'reserves.headroom') return heading;
  return bySide(
    heading,
    { below: 'Free reserves short of the policy, £', either: 'Free reserves above (short of) the policy, £' },
    cells,
  );
}

/** On which side of the middle half of draws a figure lies; undefined inside it, and where it is unknown. */
function sideOf({ isKnown, exact }: Figure, rise: Float64Array): Outside['side'] | undefined {
  if (!isKnown) return undefined;
  const value = exact.toNumber();
  if (value > percentileOf(rise, 0.75) - BELOW) return 'above';
  return value < percentileOf(rise, 0.25) + BELOW ? 'below' : undefined;
}

/** In which year cash first runs out, and in which month of it as a rule. */
function whenBlock(told: SimulationShown): Block {
  if (told.simulated.cash.some((month) => month.some(Number.isNaN)))
    return { kind: 'text', id: 'cash_runs_out', title: titled(WHEN), lines: chance.say.cashUnknown(true) };
  return whenTable(told);
}

const WHEN = 'When cash first ends a month below zero';

function whenTable({ simulated, projection }: SimulationShown): Table {
  const { years, cash, chances } = simulated;
  const { first } = projection.model.calendar;
  const found = firstBelow(cash);
  const inYear = ({ first: from, last: to }: Period): number[] =>
    [...found].filter((at) => at >= 0 && first + at >= from && first + at <= to).sort((a, b) => a - b);
  const share = (hits: number): Likely => ({ hits, draws: chances.draws });
  const rows = years.map((year) => {
    const months = inYear(year);
    const middle = months[Math.max(0, Math.ceil(months.length / 2) - 1)];
    const likely = share(months.length);
    const strip = barStrip(months.length, chances.draws);
    return row(year.id, [
      textCell(year.label),
      likelyCell(likely),
      errorCell(likely),
      middle === undefined ? NONE : textCell(monthName(first + middle)),
      strip,
    ]);
  });
  const never = share([...found].filter((at) => at < 0).length);
  const last = row(
    'never',
    [textCell('Never'), likelyCell(never), errorCell(never), NONE, barStrip(never.hits, chances.draws)],
    0,
    'total',
  );
  return {
    kind: 'table',
    id: 'cash_runs_out',
    title: titled(WHEN),
    columns: [
      column('year', 'Year', 'left'),
      column('share', 'Draws'),
      column('error', 'Error'),
      column('month', 'Half of them by', 'left'),
      column('bar', '0% … 100%', 'left'),
    ],
    rows: [...rows, last],
    notes: shareNotes([
      ...rows.map((_, i) => ({ what: (years[i] as Period).label, ...share(inYear(years[i] as Period).length) })),
      { what: 'never', ...never },
    ]),
  };
}

function histogram({ simulated }: SimulationShown): Table[] {
  const last = simulated.years[simulated.years.length - 1] as Period;
  const sorted = risen(simulated.line('reserves.closing', last));
  if (sorted === undefined) return [];
  return [histogramTable(sorted, titled(`Reserves at the end of ${last.label}, by how many draws`))];
}
