import {
  AGAINST,
  type Against,
  includedIn,
  isTaken,
  knownOf,
  type Offer,
  type Option,
  optionsOf,
  type SchoolFigureName,
  type SpreadMeasure,
  spreadOf,
} from '../../analysis/index.js';
import { keyInWords } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { PRICE_LEVELS, type School, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { bySide } from '../frame/lines.js';
import { without } from '../offer/price.js';
import { left } from '../offer/tiers.js';
import { askedCell, isSaidIn, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Show, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { cells as cellsOf } from '../sentences/cells.js';
import { titles } from '../sentences/titles.js';
import { worth } from '../sentences/worth.js';
import { gainsTables } from './gains.js';
import { protectionTables } from './protection.js';
import { restTable } from './rest.js';
import {
  column,
  idOf,
  judgedUnder,
  rowId,
  schoolCell,
  spreadCell,
  takesCells,
  takesColumns,
  type ValueAsked,
  type ValueTables,
  withinOf,
} from './valued.js';

/** Whether membership is worth it: per school, or who gains and who loses by some grouping. */
export function valueReport(standing: Standing, projection: Projection, asked: ValueAsked): Report {
  const told: ValueTables = { ...asked, standing, projection };
  const { model } = standing;
  const { by } = asked;
  const blocks: Block[] = asked.offers.flatMap((offer): Block[] =>
    by === undefined
      ? [
          sidesTable(offer, told),
          ...restTable(offer, told),
          ...tiersOf(offer, told).flatMap((option) => [includedTable(option, told), ...together(option)]),
          schoolsTable(offer, told),
          ...leftOut(offer, told),
        ]
      : [...gainsTables(offer, by, told), ...protectionTables(offer, told)],
  );
  const what = by === undefined ? 'what membership is worth' : `better and worse off by ${by}`;
  return Report.of({
    id: 'value',
    title: titled(`${model.name}: ${what}, ${yearLabel(model.calendar, asked.year)}`),
    basis: [...basisOf(standing, blocks), ...judgedUnder(asked.offers)],
    blocks,
  });
}

const tiersOf = ({ option }: Offer, { projection }: ValueTables): readonly Option[] =>
  option === undefined ? optionsOf(projection, []) : [option];

const SIDES: readonly (readonly [label: string, measure: SpreadMeasure, show: Show])[] = [
  ['Better off', 'better', 'count'],
  ['Worse off', 'worse', 'count'],
  ['Unchanged', 'unchanged', 'count'],
  ['Not known', 'unknown', 'count'],
  ['Share better off', 'better_share', 'percent'],
  ['They gain, £', 'gain', 'pounds'],
  ['The others lose, £', 'loss', 'pounds'],
  ['Median gain, £', 'median', 'pounds'],
];

const SEPARATELY = 'buying the same separately';

/** Schools against today and against buying separately, at three levels of prices: as far as it is known of any. */
function sidesTable(offer: Offer, told: ValueTables): Block {
  const spread = (against: Against) => spreadOf(offer, against, told.projection);
  const against = AGAINST.filter((each) => knownOf(spread(each)).length > 0);
  const open = [
    ...(against.includes('today')
      ? []
      : worth.say.nothingKnown({ against: 'what schools pay today', why: spread('today').why })),
    ...(against.includes('typical') ? [] : worth.say.nothingKnown({ against: SEPARATELY, why: spread('typical').why })),
  ];
  const id = `sides.${idOf(offer)}`;
  if (against.length === 0)
    return {
      kind: 'text',
      id,
      title: titles.say.worthNotKnown({ name: offer.name, known: against.length }),
      lines: open,
    };
  const held = [
    ...(against.includes('today') ? ['what schools pay today'] : []),
    ...(against.some((each) => each !== 'today') ? [SEPARATELY] : []),
  ];
  return {
    kind: 'table',
    id,
    title: titled(`${offer.name}, against ${held.join(' and against ')}`),
    columns: [{ id: 'measure', heading: '', align: 'left' }, ...against.map((each) => column(each, HEADINGS[each]))],
    rows: SIDES.map(
      ([label, measure, show]): Row => ({
        id: measure,
        role: 'line',
        level: 0,
        cells: [textCell(label), ...against.map((each) => spreadCell(offer, told, measure, show, {}, each))],
      }),
    ),
    notes: [...open, ...worth.say.ifAllJoined(offer.model)],
  };
}

const HEADINGS: Readonly<Record<Against, string>> = {
  today: 'Today',
  low: 'Low prices',
  typical: 'Typical',
  high: 'High prices',
};

/** What a member gets, and what that would cost elsewhere; only what a school would otherwise buy counts. */
function includedTable({ tier, name }: Option, told: ValueTables): Table {
  const { projection, year } = told;
  const shown = (figure: string, none: Cell | string, show: Show): Cell => {
    const cell = askedCell(withinOf(told), { figure, year, tier }, show);
    if (cell.kind !== 'none') return cell;
    return typeof none === 'string' ? textCell(none) : none;
  };
  const noPrice = saidCell(cellsOf.say.noPrice(undefined));
  const rows = includedIn(projection, tier, year).map((included): Row => {
    const { service, unit } = included;
    const cells = [
      textCell(included.name),
      shown(`service.included.${service}`, 'any', 'exact'),
      textCell(unit),
      shown(`service.take_up.${service}`, 'all', 'rate'),
      shown(`service.would_buy.${service}`, 'all', 'rate'),
      ...PRICE_LEVELS.map((level) => shown(`service.elsewhere_${level}.${service}`, noPrice, 'pence')),
    ];
    return { id: service, role: 'line', level: 0, cells };
  });
  return {
    kind: 'table',
    id: `included.${tier}`,
    title: titled(`What a member of ${name} gets, and what a unit costs elsewhere, £`),
    columns: [
      { id: 'service', heading: 'Service', align: 'left' },
      column('units', 'Each'),
      { id: 'unit', heading: 'Unit', align: 'left' },
      column('used', 'Used'),
      column('bought', 'Would buy'),
      column('low', 'Low'),
      column('typical', 'Typical'),
      column('high', 'High'),
    ],
    rows,
    notes: [
      ...worth.say.noService(rows.length),
      ...worth.say.included(rows.length),
      ...worth.say.unlimited(
        rows.some(({ cells }) => cells.some((cell) => cell.kind === 'text' && cell.text === 'any')),
      ),
      ...worth.say.noPriceElsewhere(isSaidIn(rows, 'cells.noPrice')),
    ],
  };
}

/** Collective goods are listed apart, and what else the tier is said to be worth. */
function together({ terms, tier, name }: Option): Block[] {
  const all = [
    ...[...terms.collective].flatMap(([id, { name: said, worth: amount }]) =>
      worth.say.collective({ name: said ?? keyInWords(id), worth: amount, withTier: terms.worth !== undefined }),
    ),
    ...worth.say.tierWorth(terms.worth),
  ];
  return all.length === 0
    ? []
    : [
        {
          kind: 'text',
          id: `together.${tier}`,
          title: titled(`What members of ${name} have together`),
          lines: all,
        },
      ];
}

/** Schools asked for that the table of schools cannot show, and why. */
function leftOut(offer: Offer, { only }: ValueTables): Block[] {
  const isAsked = ({ id }: School): boolean => only.length === 0 || only.includes(id);
  const blocks = left([
    {
      ...offer,
      ineligible: offer.ineligible.filter(isAsked),
      unpriced: offer.unpriced.filter(isAsked),
      unknown: offer.unknown.filter(({ school }) => isAsked(school)),
    },
  ]);
  return blocks.map((block) => ({ ...block, id: `left.${idOf(offer)}` }));
}

const SCHOOL: readonly (readonly [name: SchoolFigureName, heading: string, show: Show])[] = [
  ['value.fee', 'Fee', 'pounds'],
  ['value.fee_per_pupil', 'a pupil', 'pence'],
  ['fee.share_of_budget', 'Budget', 'percent'],
  ['value.share_of_funding', 'Funding', 'percent'],
  ['school.pays_now', 'Today', 'pounds'],
  ['value.saving_today', 'Saves', 'pounds'],
  ['value.elsewhere_low', 'Low', 'pounds'],
  ['value.elsewhere_typical', 'Typical', 'pounds'],
  ['value.elsewhere_high', 'High', 'pounds'],
  ['value.discounts', 'Discounts', 'pounds'],
  ['value.collective', 'Together', 'pounds'],
  ['value.saving_low', 'Saves, low', 'pounds'],
  ['value.saving_typical', 'Saves, typical', 'pounds'],
  ['value.saving_high', 'Saves, high', 'pounds'],
  ['value.priced_typical', 'Priced', 'pence'],
  ['value.rest_typical', 'Rest', 'pence'],
  ['value.rest_per_pupil_typical', 'a pupil', 'pence'],
  ['value.use_typical', 'Must use', 'percent'],
  ['value.days_low', 'Days, low', 'exact'],
  ['value.days_typical', 'Days, typical', 'exact'],
  ['value.days_high', 'Days, high', 'exact'],
];

/** A saving that is below zero is a cost. */
function sided(heading: string, cells: readonly (Cell | undefined)[]): string {
  if (!heading.startsWith('Saves')) return heading;
  const rest = heading.slice('Saves'.length);
  return bySide(heading, { below: `Costs more${rest}`, either: `Saves (costs more)${rest}` }, cells);
}

const REST = SCHOOL.findIndex(([name]) => name === 'value.rest_typical');

function schoolsTable(offer: Offer, told: ValueTables): Table {
  const some = [...offer.priced].filter(
    (each) => isTaken(each) && (told.only.length === 0 || told.only.includes(each.school.id)),
  );
  const cells = some.map((each) => SCHOOL.map(([name, , show]) => schoolCell(name, each, told, show)));
  // A column of unknowns says no more than the note above, which names what has no price.
  const hasRest = cells.some((row) => row[REST]?.kind !== 'none');
  const isOpen = (i: number): boolean => cells.every((row) => row[i]?.kind === 'none' || isUnknown(row[i]));
  const kept = SCHOOL.map(([name], i) =>
    name === 'value.priced_typical' ? hasRest : !/^value\.(saving|use)_(low|typical|high)$/.test(name) || !isOpen(i),
  );
  const rows = some.map(
    (each, r): Row => ({
      id: rowId(each, offer),
      role: 'line',
      level: 0,
      cells: [
        textCell(each.school.name),
        ...takesCells(each, offer, told),
        ...(cells[r] ?? []).filter((_, i) => kept[i]),
      ],
    }),
  );
  const table = without({
    kind: 'table',
    id: `schools.${idOf(offer)}`,
    title: titled(`${offer.name}, school by school, £`),
    columns: [
      { id: 'school', heading: 'School', align: 'left' },
      ...takesColumns(offer),
      ...SCHOOL.flatMap(([id, heading], i) =>
        kept[i]
          ? column(
              id,
              sided(
                heading,
                cells.map((row) => row[i]),
              ),
            )
          : [],
      ),
    ],
    rows,
    notes: [],
  });
  const shown = new Set(table.columns.map(({ id }) => id));
  return {
    ...table,
    notes: SCHOOL_NOTES.filter(([of]) => of.some((id) => shown.has(id))).flatMap(([, note]) => note(offer.model)),
  };
}

/** What columns mean: said where one of them is shown. */
const SCHOOL_NOTES: readonly (readonly [
  of: readonly SchoolFigureName[],
  note: (model: Model) => readonly Sentence[],
])[] = [
  [['value.fee'], worth.say.fee],
  [['fee.share_of_budget'], () => worth.say.budget()],
  [['value.share_of_funding'], () => worth.say.funding()],
  [['value.elsewhere_low', 'value.elsewhere_typical', 'value.elsewhere_high'], worth.say.elsewhere],
  [['value.discounts'], worth.say.discounts],
  [['value.collective'], () => worth.say.together()],
  [['value.saving_today'], () => worth.say.savesToday()],
  [['value.saving_low', 'value.saving_typical', 'value.saving_high'], () => worth.say.saves()],
  [['value.priced_typical'], () => worth.say.priced()],
  [['value.rest_typical'], () => worth.say.rest()],
  [['value.use_typical'], () => worth.say.mustUse()],
  [['value.days_low', 'value.days_typical', 'value.days_high'], () => worth.say.days()],
];

const isUnknown = (cell: Cell | undefined): boolean => cell?.kind === 'figure' && !cell.figure.isKnown;
