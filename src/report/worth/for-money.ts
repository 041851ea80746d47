import {
  AGAINST,
  type Against,
  amongOf,
  type Benchmark,
  type EconomyMeasure,
  economyName,
  groupsBy,
  inAmong,
  knownOf,
  type Offer,
  type SpreadMeasure,
  spreadOf,
} from '../../analysis/index.js';
import { keyInWords, whereSaid } from '../../language/index.js';
import { called, PRICE_LEVELS, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Show, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { worth } from '../sentences/worth.js';
import { effectivenessBlocks } from './effectiveness.js';
import { efficiencyTables } from './efficiency.js';
import { restTable } from './rest.js';
import { cell, type ForMoneyAsked, type ForMoneyTables, label, row } from './told.js';
import { column, idOf, judgedUnder, SAID, spreadCell, type ValueTables } from './valued.js';

/**
 * Value for money as the National Audit Office asks after it: economy, efficiency, effectiveness and equity, each by
 * itself. There is no score: a proposal that misses its objectives is no value, whatever it costs, and how the four
 * weigh is for a board to judge (HM Treasury, The Green Book).
 */
export function forMoneyReport(standing: Standing, projection: Projection, asked: ForMoneyAsked): Report {
  const told: ForMoneyTables = { ...asked, standing, projection };
  const { model } = standing;
  const blocks: Block[] = [
    ...asked.offers.flatMap((offer) => [economyTable(offer, told), ...restTable(offer, valuedOf(told))]),
    ...unitTable(told),
    ...efficiencyTables(told),
    ...effectivenessBlocks(told),
    ...asked.offers.map((offer) => equityTable(offer, told)),
  ];
  const title = titled(`${model.name}: value for money, ${yearLabel(model.calendar, asked.year)}`);
  return Report.of({
    id: 'value',
    title,
    basis: [...basisOf(standing, blocks), ...judgedUnder(asked.offers), ...worth.say.fourAnswers()],
    blocks,
  });
}

const ECONOMY: readonly (readonly [measure: EconomyMeasure, heading: string, show: Show])[] = [
  ['schools', 'Schools', 'count'],
  ['otherwise', 'Pay, £', 'pounds'],
  ['otherwise_per_pupil', 'a pupil', 'pence'],
  ['fee', 'Here, £', 'pounds'],
  ['fee_per_pupil', 'a pupil', 'pence'],
  ['saving', 'Save, £', 'pounds'],
  ['saving_share', 'of it', 'percent'],
];
const BENCHMARKS: Readonly<Record<Against, string>> = {
  today: 'Today',
  low: 'Low prices',
  typical: 'Typical prices',
  high: 'High prices',
};

function economyTable(offer: Offer, told: ForMoneyTables): Table {
  const benchmarks: readonly (readonly [string, string, Benchmark])[] = [
    ...AGAINST.map((against) => [against, BENCHMARKS[against], against] as const),
    ...told.lists.map((list) => [`${list.option.list}.${list.option.tier}`, list.option.name, list] as const),
  ];
  const rows = benchmarks.flatMap(([id, said, benchmark]): Row[] => {
    if (typeof benchmark === 'string' && knownOf(spreadOf(offer, benchmark, told.projection)).length === 0) return [];
    const own = whereSaid({ tier: offer.option?.tier });
    const at =
      typeof benchmark === 'string' ? own : { tier: benchmark.option.tier, with: benchmark.option.list as string };
    const cells = ECONOMY.map(([measure, , show]) => cell(economyName(measure, benchmark, offer), told, show, at));
    return cells.every(({ kind }) => kind === 'none') ? [] : [row(id, said, cells)];
  });
  return {
    kind: 'table',
    id: `economy.${idOf(offer)}`,
    title: titled(`Economy: the cost of ${offer.name}, and what the same schools pay or would pay`),
    columns: [label('benchmark', 'Against'), ...ECONOMY.map(([id, heading]) => column(id, heading))],
    rows,
    notes: [
      ...AGAINST.flatMap((against) => whyNot(offer, against, told)),
      ...(rows.length === 0 ? [] : worth.say.lines(offer.model)),
      ...(rows.some(({ id }) => id === 'typical') ? worth.say.levels(offer.model) : []),
    ],
  };
}

/** Why there is no line for a benchmark: said once for all levels of prices. */
function whyNot(offer: Offer, against: Against, { projection }: ForMoneyTables): readonly Sentence[] {
  const spread = spreadOf(offer, against, projection);
  if (against === 'low' || against === 'high' || knownOf(spread).length > 0) return [];
  return worth.say.nothingKnown({
    against: against === 'today' ? SAID.today : 'buying the same separately',
    why: spread.why,
  });
}

const valuedOf = (told: ForMoneyTables): ValueTables => ({ ...told, by: 'constituency', only: [] });

/** Prices of services against those elsewhere, where the model has any. */
function unitTable(told: ForMoneyTables): Table[] {
  const { model } = told.standing;
  const services = [...model.services].filter(([, { alternative }]) => alternative !== undefined);
  const [first] = model.tiers.keys();
  const price = (name: string, tier?: string): Cell => cell(name, told, 'pence', whereSaid({ tier }));
  const rows = services.map(([id, { name, unit }]) =>
    row(id, name ?? keyInWords(id), [
      textCell(unit),
      first === undefined ? NONE : price(`service.price.${id}`, first),
      price(`service.price.${id}`),
      ...PRICE_LEVELS.map((level) => price(`service.elsewhere_${level}.${id}`)),
    ]),
  );
  const columns = [
    label('service', 'Service'),
    label('unit', 'Unit'),
    column('member', 'Members'),
    column('other', 'Others'),
    ...PRICE_LEVELS.map((level) => column(level, level.charAt(0).toUpperCase() + level.slice(1))),
  ];
  const of =
    model.tiers.size > 1 && first !== undefined ? worth.say.membersOf(called(model.tiers.get(first), first)) : [];
  const notes = [...worth.say.unitPrices(), ...of];
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          id: 'economy.services',
          title: titled('Economy: the price of a unit, here and elsewhere, £'),
          columns,
          rows,
          notes,
        },
      ];
}

const EQUITY: readonly (readonly [measure: SpreadMeasure, heading: string, show: Show])[] = [
  ['better_share', 'Better', 'percent'],
  ['known', 'Known', 'count'],
  ['unknown', 'Not', 'count'],
  ['pupils_share', 'Pupils', 'percent'],
  ['income_share', 'Fees', 'percent'],
  ['over_share', 'Over', 'percent'],
  ['largest_loss', 'Worst, £', 'pounds'],
];

function equityTable(offer: Offer, told: ForMoneyTables): Table {
  const { model } = told.standing;
  const valued = valuedOf(told);
  const schools = [...offer.priced, ...offer.unknown];
  const cells = (among: object): Cell[] =>
    EQUITY.map(([measure, , show]) => spreadCell(offer, valued, measure, show, among));
  const rows = groupsBy('constituency', schools, model).map((group) => {
    const own = schools.filter((each) => inAmong(each, { group }, model));
    return row(group.id, group.label, cells(amongOf(group, own)));
  });
  return {
    kind: 'table',
    id: `equity.${idOf(offer)}`,
    title: titled(`Equity: who gains and who pays for ${offer.name}, against ${SAID[told.against]}`),
    columns: [label('constituency', 'Constituency'), ...EQUITY.map(([id, heading]) => column(id, heading))],
    rows: [...rows, row('all', 'All', cells({}), { role: 'total' })],
    notes: [...worth.say.equity()],
  };
}
