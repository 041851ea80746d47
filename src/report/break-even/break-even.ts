import {
  type BreakEven,
  breakEven,
  type Crossing,
  coalitionOf,
  measuresOf,
  type Order,
  pivotalIn,
  type Zone,
} from '../../analysis/index.js';
import type { EvenOdds } from '../../analysis/simulation/index.js';
import type { Figure } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { lineRow, surplusText } from '../frame/lines.js';
import { figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Show, type Table, type Text } from '../page/report.js';
import { number, type Sentence, type SentenceWords, shown, titled, words } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { chance } from '../sentences/chance.js';
import { evens } from '../sentences/evens.js';
import { reactions, type Uses } from '../sentences/reactions.js';
import { coalitionBlocks, pivotalBlocks } from './coalition.js';
import { evenOddsTables } from './even-odds.js';
import { mixTables } from './mix.js';
import { mixEnds } from './mix-ends.js';
import { paybackTables } from './payback.js';

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
  /** Where assumptions are used. */
  readonly uses: Uses;
  /** Draws, where the view by chance is asked for; undefined where a surplus is unknown in one. */
  readonly odds: EvenOdds | undefined;
  /** Told of each thing before it is worked out: on a large roll that takes a while. */
  readonly progress: (what: string) => void;
}

/**
 * What it takes for the surplus to be nil: one thing turned at a time with the margin of safety, and what other views
 * are asked for.
 */
export function breakEvenReport(standing: Standing, projection: Projection, asked: BreakEvenAsked): Report {
  const blocks: Block[] = [
    ...(asked.things === undefined ? [] : thingsBlocks(standing, projection, asked.things.only, asked.progress)),
    ...asked.views.flatMap((view) => viewBlocks(view, standing, projection, asked)),
  ];
  return Report.of({
    id: 'break-even',
    title: titled(`${standing.model.name}: what breaks even`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const UNKNOWN_ODDS: Text = {
  kind: 'text',
  id: 'even_odds',
  title: titled('How likely it is to break even'),
  lines: chance.say.surplusUnknown(true),
};

function thingsBlocks(
  standing: Standing,
  projection: Projection,
  only: Period | undefined,
  progress: (what: string) => void,
): Block[] {
  const { model } = standing;
  const years = only === undefined ? periodsOf(model.calendar, 'year') : [only];
  const found = measuresOf(model).map((measure) =>
    years.map((year) => {
      progress(`break-even: ${measure.label.toLowerCase()}, ${year.label}`);
      return breakEven(model, measure, year);
    }),
  );
  return [
    tableOf(standing, projection, years, found),
    ...mixEnds(model, found.flat(), years),
    ...zonesText(found, years),
  ];
}

function viewBlocks(
  view: (typeof VIEWS_ASKED)[number],
  standing: Standing,
  projection: Projection,
  { year, order, odds, uses, progress }: BreakEvenAsked,
): readonly Block[] {
  const scenario = scenarioOf(standing);
  if (view === 'stream') return mixTables(projection, Number(year.id), scenario);
  if (view === 'chance')
    return odds === undefined ? [UNKNOWN_ODDS] : evenOddsTables(odds, year, { projection, scenario, uses });
  if (view === 'month') return paybackTables(projection, scenario);
  const told = {
    label: year.label,
    year: Number(year.id),
    scenario,
    surplus: figureOf(projection, 'surplus.before_tax', year),
    model: projection.model,
  };
  return [
    ...coalitionBlocks(coalitionOf(projection, year, order, progress), order, told),
    ...pivotalBlocks(pivotalIn(projection, year, progress), told),
  ];
}

function tableOf(
  standing: Standing,
  projection: Projection,
  years: readonly Period[],
  found: readonly (readonly BreakEven[])[],
): Table {
  const { model } = standing;
  const scenario = scenarioOf(standing);
  const slots = years.map((period) => ({ projection, period, scenario }));
  const rows: Row[] = [
    model.tax.corporationTax === undefined
      ? lineRow('surplus', slots, { label: surplusText(' as modelled, £', lineRow('surplus', slots).cells) })
      : lineRow('surplus.before_tax', slots, {
          label: surplusText(' before tax, £', lineRow('surplus.before_tax', slots).cells),
        }),
    ...found.flatMap((each) => measureRows(each, years, scenario)),
  ];
  const safety = [lineRow('margin_of_safety', slots), lineRow('contribution', slots, { label: 'Contribution, £' })];
  return {
    kind: 'table',
    id: 'break-even',
    title: titled('One thing changes, all else as modelled'),
    columns: [
      { id: 'measure', heading: '', align: 'left' },
      ...years.map(({ id, label }) => ({ id, heading: label, align: 'right' as const })),
    ],
    rows: [...rows, ...safety],
    notes: [
      ...measuresOf(standing.model).flatMap((measure) => evens.say.measure(measure)),
      ...reactions.say.none([standing.model]),
      ...reactions.say.held(standing.model),
      ...evens.say.safety(),
      ...evens.say.several(Math.max(0, ...found.flat().map(({ crossings }) => crossings.length))),
      ...reasons(found, years),
    ],
  };
}

const SHOWS: Readonly<Record<string, Show>> = { count: 'exact', rate: 'percent', price: 'pence', money: 'pounds' };
const UNITS: Readonly<Record<string, string>> = { price: ', £ a pupil', money: ', £' };

function measureRows(found: readonly BreakEven[], years: readonly Period[], scenario: string | undefined): Row[] {
  const { measure } = found[0] as BreakEven;
  const name = `break_even.${measure.name}`;
  const show = SHOWS[measure.unit] as Show;
  const cell = (figure: Figure, i: number, which = ''): Cell =>
    figureCell(
      figure,
      {
        figure: `${name}${which}`,
        year: Number((years[i] as Period).id),
        ...whereSaid({ scenario }),
      },
      show,
    );
  const row = (id: string, label: string, level: number, cells: readonly Cell[]): Row => ({
    id,
    role: 'line',
    level,
    cells: [textCell(label), ...cells],
  });
  const modelled = found.map(
    ({ modelled: figure }, i): Cell => (figure === undefined ? NONE : cell(figure, i, '.modelled')),
  );
  const next = found.map(
    (each, i): Cell =>
      each.next === undefined
        ? saidCell([...told.say.unknown(each.isUnknown), ...told.say.noBreakEven(false)])
        : cell(each.next.at, i),
  );
  const others = (
    idOf: (n: number) => string | number,
    label: string,
    which: (crossing: Crossing, of: BreakEven) => boolean,
  ): Row[] => {
    const some = found.map((each) =>
      each.crossings.flatMap((crossing, k) => (which(crossing, each) ? [{ crossing, number: k + 1 }] : [])),
    );
    const most = Math.max(...some.map(({ length }) => length));
    return Array.from({ length: most }, (_, n) => {
      const cells = some.map((each, i): Cell => {
        const other = each[n];
        return other === undefined ? NONE : cell(other.crossing.at, i, `.${other.number}`);
      });
      return row(`${measure.name}.${idOf(n)}`, label, 1, cells);
    });
  };
  return [
    row(measure.name, `${measure.label} as modelled${UNITS[measure.unit] ?? ''}`, 0, modelled),
    row(`${measure.name}.1`, 'breaks even at', 1, next),
    ...others(
      (n) => n + 2,
      'and at',
      (crossing, each) => crossing.isInMix && crossing !== each.next,
    ),
    ...others(
      (n) => `beyond.${n + 1}`,
      'in another mix, at',
      ({ isInMix }) => !isInMix,
    ),
  ];
}

/** Why there is none, once for each reason. */
function reasons(found: readonly (readonly BreakEven[])[], years: readonly Period[]): Sentence[] {
  const said = new Map<string, { readonly labels: string[]; readonly years: readonly string[] }>();
  found.forEach((each) => {
    const own = new Map<string, string[]>();
    each.forEach(({ none }, i) => {
      if (none !== undefined) own.set(none, [...(own.get(none) ?? []), (years[i] as Period).label]);
    });
    for (const [none, labels] of own) {
      const key = `${none}|${labels.join('|')}`;
      const known = said.get(key) ?? { labels: [], years: labels };
      known.labels.push((each[0] as BreakEven).measure.label);
      said.set(key, known);
    }
  });
  return [...said].flatMap(
    ([
      key,
      {
        labels: [first = '', ...rest],
        years: of,
      },
    ]) =>
      evens.say.none({
        labels: [first, ...rest.map((each) => each.toLowerCase())],
        why: key.slice(0, key.indexOf('|')),
        years: of,
        among: years.length,
      }),
  );
}

/** Where step costs make more than one crossing, profit and loss for every whole number. */
function zonesText(found: readonly (readonly BreakEven[])[], years: readonly Period[]): Text[] {
  const lines = found.flatMap((each) =>
    each.flatMap(({ measure, crossings, zones, mixEnd }, i) => {
      if (crossings.length < 2 || zones.length === 0) return [];
      return evens.say.zones({
        label: measure.label,
        year: (years[i] as Period).label,
        zones: zones.map(zoneText),
        mixEnd: mixEnd && [shown(mixEnd.at, 'exact')],
      });
    }),
  );
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'zones', title: titled('Where there are several'), lines }];
}

function zoneText({ from, to, sign }: Zone): SentenceWords {
  const range = from === to ? words`exactly ${number(from)}` : words`${number(from)}–${number(to)}`;
  return sign === 'nil'
    ? words`breaks even at ${range}`
    : words`${sign === 'loss' ? 'a deficit at' : 'a surplus at'} ${range}`;
}
