import {
  type Against,
  type BoardLimit,
  canBeCompared,
  type Space,
  type TariffSearch,
  type Verified,
} from '../../analysis/index.js';
import type { Chances } from '../../analysis/simulation/index.js';
import { constant, Exact, type Figure } from '../../figures/index.js';
import { type Model, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { errorCell, likelyCell, shareNotes } from '../chance/drawn.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { countedCell, NONE, saidCell, textCell } from '../page/cell.js';
import {
  type Block,
  type Cell,
  type Column,
  Report,
  type Row,
  type Show,
  type Table,
  type Text,
} from '../page/report.js';
import { shown, titled } from '../page/sentence.js';
import { shownFigure } from '../page/show.js';
import { cells as cellsOf } from '../sentences/cells.js';
import { chance, decisionsIn, type ShareTold } from '../sentences/chance.js';
import { design } from '../sentences/design.js';
import { reactions } from '../sentences/reactions.js';
import { states } from '../sentences/states.js';
import { titles } from '../sentences/titles.js';
import { emptied, incomparable, outcomes } from './design-outcomes.js';

const { say } = design;

/** What a search for a tariff came to, with the tariffs that are shown. */
export interface Designed {
  /** The tier's name. */
  readonly tier: string;
  /** The model as it stands. */
  readonly projection: Projection;
  readonly year: number;
  readonly against: Against;
  readonly limits: readonly BoardLimit[];
  readonly chances: Chances;
  /** What was turned, for each way of cutting prices that was tried. */
  readonly spaces: readonly Space[];
  readonly searched: TariffSearch;
  readonly today: Verified;
  /** In the order in which they are shown; none where nothing is known by which they could be compared. */
  readonly shown: readonly Verified[];
  /** By what they are sorted. */
  readonly sortedBy: string;
  /** The number of the row that is written, and the file. */
  readonly written: { readonly row: number; readonly file: string } | undefined;
}

/**
 * A search for a tariff: what was tried, what stands out, which limits exclude most. Every figure is of a model of its
 * own.
 */
export function designReport(standing: Standing, designed: Designed): Report {
  const { model } = standing;
  const { searched, limits, shown } = designed;
  const comparable = canBeCompared([designed.today, ...shown]);
  const nearest = comparable && limits.length > 0 && searched.frontier.length === 0;
  const blocks: Block[] = [
    turned(designed, model),
    ...(limits.length === 0 ? [] : [limitsTable(designed)]),
    ...(nearest ? [none(designed)] : []),
    ...(comparable ? [] : [incomparable(designed)]),
    ...emptied(designed),
    ...(shown.length === 0
      ? []
      : [
          outcomes(designed, nearest, yearLabel(model.calendar, designed.year)),
          tariffs(designed),
          ...freshTable(designed),
        ]),
    ...(shown.length === 0 ? [] : next(standing, designed)),
  ];
  return Report.of({
    id: 'design',
    title: titled(`${model.name}: a search for a tariff`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const column = (id: string, heading: string, align: Column['align'] = 'right'): Column => ({ id, heading, align });

/** How the numbers of one place of a tariff are shown: in pence where any of those that are tried has some. */
const showOf = (axes: readonly Designed['spaces'][number]['axes'][number][]): Show =>
  axes
    .flatMap(({ places, steps }) => [...places.map(({ slot }) => slot.today), ...steps.flat()])
    .every((amount) => amount === undefined || amount.isWhole)
    ? 'exact'
    : 'price';
const figureOf = (amount: Exact): Figure => constant('price', amount, 'a number of the tariff');
const numberCell = (amount: Exact | undefined, show: Show): Cell =>
  amount === undefined ? saidCell(cellsOf.say.noNumber(amount)) : countedCell(figureOf(amount), show);
const numberSaid = (amount: Exact | undefined, show: Show): string =>
  amount === undefined ? 'none' : shownFigure(figureOf(amount), show);

const CUTS = { price: 'as it is', phase: 'by phase', none: 'one for all' } as const;

function turned({ spaces, searched, tier }: Designed, model: Model): Table {
  const several = spaces.length > 1 || spaces[0]?.shape.cut !== 'price';
  const named = spaces.flatMap(({ axes }) => axes.map(({ name }) => name));
  const rows = spaces.flatMap(({ axes, shape }) =>
    axes.map((axis): Row => {
      const { name, places, steps, isNew } = axis;
      const show = showOf([axis]);
      const said = (amounts: readonly (Exact | undefined)[]): string =>
        [...new Set(amounts.map((amount) => numberSaid(amount, show)))].join(' and ');
      const own = isNew ? '–' : said(places.map(({ slot }) => slot.today));
      const tried = steps.map(said);
      const list = tried.length > 8 ? [...tried.slice(0, 3), '…', ...tried.slice(-2)] : tried;
      const cells = [name, ...(several ? [CUTS[shape.cut]] : []), own, list.join('; ')].map(textCell);
      return {
        id: several ? `${shape.cut}.${name}` : name,
        role: 'line',
        level: 0,
        cells: [...cells, countCell(steps.length)],
      };
    }),
  );
  return {
    kind: 'table',
    id: 'tried',
    title: titled(`${tier}: the numbers that are turned, £`),
    columns: [
      column('number', 'Number', 'left'),
      ...(several ? [column('prices', 'Prices', 'left')] : []),
      column('today', 'As it is'),
      column('tried', 'Tried', 'left'),
      column('count', 'Values'),
    ],
    rows,
    notes: [
      ...say.allTried(searched),
      ...say.someTried(searched),
      ...say.impossible(searched),
      ...say.others({
        isNew: several && spaces.some(({ shape }) => shape.cut !== 'price'),
        number: named.find((name) => name.endsWith('rate')) ?? named[0] ?? 'rate',
      }),
      ...reactions.say.none([model]),
    ],
  };
}

function limitsTable({ limits, searched, today, chances, projection }: Designed): Table {
  const rows = limits.map((limit, i): Row => {
    const { all, alone, best, left } = searched.missed[i] as TariffSearch['missed'][number];
    const values = [today.score.values[i] as number, best, left].map((value) => heldCell(value, limit)) as [
      Cell,
      Cell,
      Cell,
    ];
    return {
      id: limit.text,
      role: 'line',
      level: 0,
      cells: [textCell(`${i + 1}. ${limit.text}`), values[0], countCell(all), countCell(alone), values[1], values[2]],
    };
  });
  const most = Math.max(0, ...searched.missed.map(({ all }) => all));
  const excluding =
    most === 0 ? [] : limits.flatMap((limit, i) => (searched.missed[i]?.all === most ? limit.text : []));
  return {
    kind: 'table',
    id: 'limits',
    title: titled('The limits'),
    columns: [
      column('limit', 'Limit', 'left'),
      column('today', 'As it is'),
      column('missed', 'Miss it'),
      column('alone', 'only it'),
      column('best', 'Best'),
      column('left', 'with others'),
    ],
    rows,
    notes: [
      ...say.meeting(searched),
      ...say.noneExcludes(most),
      ...say.excludesMost(excluding),
      ...say.best(),
      ...say.inDraws({ limits, chances }),
      ...(limits.some(({ of }) => of.kind === 'drawn')
        ? [
            ...states.say.bring(projection.model),
            ...chance.say.togetherAsStated(projection.model),
            ...chance.say.independent({ model: projection.model, decisions: decisionsIn(projection) }),
          ]
        : []),
    ],
  };
}

/** Limits in draws of the tariffs that are shown: as the search has them, and on draws that it knew nothing of. */
function freshTable({ today, shown, limits, chances }: Designed): Table[] {
  const drawn = limits.flatMap((limit, i) => (limit.of.kind === 'drawn' ? [{ limit, i }] : []));
  if (drawn.length === 0) return [];
  const shares: ShareTold[] = [];
  const all = [{ name: 'as it is', found: today }, ...shown.map((found, i) => ({ name: String(i + 1), found }))];
  const rows = all.flatMap(({ name, found: { score, fresh } }) =>
    drawn.map(({ limit, i }): Row => {
      const share = score.values[i] as number;
      const searched = Number.isNaN(share)
        ? undefined
        : { hits: Math.round(share * chances.draws), draws: chances.draws };
      const again = fresh.find((each) => each.limit === limit)?.likely;
      for (const likely of [searched, again]) {
        if (likely !== undefined && !Number.isNaN(likely.hits))
          shares.push({ what: `${name}, ${limit.text}`, ...likely });
      }
      const cells = [searched, again].flatMap((likely) =>
        likely === undefined || Number.isNaN(likely.hits)
          ? [saidCell(cellsOf.say.unknown(true)), textCell('')]
          : [likelyCell(likely), errorCell(likely)],
      );
      return {
        id: `${name}.${limit.text}`,
        role: 'line',
        level: 0,
        cells: [textCell(name), textCell(limit.text), ...cells],
      };
    }),
  );
  const draws = today.fresh[0]?.likely.draws ?? 0;
  return [
    {
      kind: 'table',
      id: 'fresh',
      title: titled('Limits in draws, in the search and on fresh draws'),
      columns: [
        column('tariff', 'Tariff', 'left'),
        column('limit', 'Limit', 'left'),
        column('searched', 'In the search'),
        column('searched_error', 'Error'),
        column('fresh', 'On fresh draws'),
        column('fresh_error', 'Error'),
      ],
      rows,
      notes: [...say.fresh({ chances, draws }), ...shareNotes(shares)],
    },
  ];
}

const countCell = (count: number): Cell => countedCell(constant('count', Exact.of(count), 'counted'), 'count');
const heldFigure = (value: number, { unit }: BoardLimit): Figure =>
  constant(unit === 'rate' ? 'rate' : 'price', Exact.near(value), 'held against a limit');
const SHOWS: Readonly<Record<BoardLimit['unit'], Show>> = {
  rate: 'percent',
  money: 'pounds',
  price: 'price',
  count: 'count',
};

/** A value that a limit is held against, in its unit. */
function heldCell(value: number | undefined, limit: BoardLimit): Cell {
  if (value === undefined || value === Number.NEGATIVE_INFINITY) return saidCell(cellsOf.say.noNumber(undefined));
  if (Number.isNaN(value)) return saidCell(cellsOf.say.unknown(true));
  return value === Number.POSITIVE_INFINITY
    ? saidCell(cellsOf.say.everything(value))
    : countedCell(heldFigure(value, limit), SHOWS[limit.unit]);
}

/** As far as a limit has to be relaxed, to the digit that is shown and never less. */
function enough(value: number, { unit, atMost }: BoardLimit): number {
  const step = unit === 'rate' ? 0.001 : unit === 'money' ? 1 : 0.1;
  const steps = value / step;
  return (atMost ? Math.ceil(steps - 1e-6) : Math.floor(steps + 1e-6)) * step;
}

function none({ limits, searched }: Designed): Text {
  // Those were asked of the tariffs alone that meet every other limit.
  const among = limits.some(({ of }) => of.kind === 'drawn');
  const relaxed = limits.flatMap((limit, i) => {
    const { left, alone } = searched.missed[i] as TariffSearch['missed'][number];
    if (left === undefined || alone === 0) return [];
    return say.relax({
      limit: limit.text,
      to: shown(heldFigure(enough(left, limit), limit), SHOWS[limit.unit]),
      among,
    });
  });
  return {
    kind: 'text',
    id: 'none',
    title: titles.say.noTariff({ meeting: searched.frontier.length, limits: limits.length }),
    lines: [...relaxed, ...say.stuck(relaxed.length)],
  };
}

/** The numbers of each tariff that is shown; one that it has no place for is left open. */
function tariffs({ spaces, shown }: Designed): Table {
  const used = new Set(shown.map(({ candidate }) => candidate?.space));
  const several = spaces.length > 1 || spaces[0]?.shape.cut !== 'price';
  const axes = spaces.filter((space) => used.has(space)).flatMap((space) => space.axes);
  const names = [...new Set(axes.map(({ name }) => name))];
  const askedCell = ({ candidate }: Verified, name: string): Cell => {
    const at = candidate?.space.axes.findIndex((axis) => axis.name === name) ?? -1;
    const step = candidate?.space.axes[at]?.steps[candidate.picks[at] as number];
    return step === undefined ? NONE : severalCell(step, shows(name));
  };
  const shows = (name: string): Show => showOf(axes.filter((axis) => axis.name === name));
  const today = (name: string): Cell => {
    const axis = axes.find((each) => each.name === name && !each.isNew);
    return axis === undefined
      ? NONE
      : severalCell(
          axis.places.map(({ slot }) => slot.today),
          shows(name),
        );
  };
  const row = (id: string, label: string, cut: string, cells: readonly Cell[]): Row => ({
    id,
    role: 'line',
    level: 0,
    cells: [textCell(label), ...(several ? [textCell(cut)] : []), ...cells],
  });
  const rows = shown.map((each, i) => {
    const cells = names.map((name) => askedCell(each, name));
    return row(String(i + 1), String(i + 1), CUTS[each.candidate?.space.shape.cut ?? 'price'], cells);
  });
  return {
    kind: 'table',
    id: 'tariffs',
    title: titled('The numbers of each, £'),
    columns: [
      column('row', '', 'left'),
      ...(several ? [column('prices', 'Prices', 'left')] : []),
      ...names.map((name) => column(name, name)),
    ],
    rows: [row('today', 'As it is', CUTS.price, names.map(today)), ...rows],
    notes: [],
  };
}

/** One number, or several that move together. */
function severalCell(step: readonly (Exact | undefined)[], show: Show): Cell {
  const all = [...new Set(step.map((amount) => numberSaid(amount, show)))];
  return all.length === 1 ? numberCell(step[0], show) : textCell(all.join(' and '));
}

function next({ path }: Standing, { written }: Designed): Text[] {
  const lines = written === undefined ? say.writes() : say.written({ ...written, path });
  return [{ kind: 'text', id: 'next', title: titled('What next'), lines }];
}
