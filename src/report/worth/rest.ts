import {
  amongOf,
  type Grouping,
  groupsBy,
  inAmong,
  isTaken,
  type Offer,
  optionsOf,
  type Priced,
  type SchoolGroup,
  type SpreadMeasure,
  unpricedIn,
} from '../../analysis/index.js';
import { inRow } from '../../language/index.js';
import { PRICE_LEVELS, type PriceLevel } from '../../model/index.js';
import { NONE, textCell } from '../page/cell.js';
import type { Cell, Row, Show, Table } from '../page/report.js';
import type { Sentence } from '../page/sentence.js';
import { titles } from '../sentences/titles.js';
import { worth } from '../sentences/worth.js';
import { column, idOf, SAID, spreadCell, type ValueTables } from './valued.js';

const REST: readonly (readonly [measure: SpreadMeasure, label: string, show: Show])[] = [
  ['rest_schools', 'Schools', 'count'],
  ['rest_fees', 'Fees, £', 'pounds'],
  ['rest_priced', 'What has a price, £', 'pounds'],
  ['rest', 'The rest must be worth, £', 'pounds'],
  ['rest_each', 'a school, £', 'pounds'],
  ['rest_per_pupil', 'a pupil, £', 'pence'],
];
const PARTS: ReadonlySet<SpreadMeasure> = new Set(['rest_each', 'rest_per_pupil']);
const HEADINGS: Readonly<Record<PriceLevel, string>> = { low: 'Low prices', typical: 'Typical', high: 'High prices' };

/**
 * What nobody has priced of a membership, and what it must be worth for the fees to be paid back; nothing where every
 * part has a price.
 */
export function restTable(offer: Offer, told: ValueTables): Table[] {
  const levels = PRICE_LEVELS.filter((level) => hasRest(offer, told, level));
  if (levels.length === 0) return [];
  const rows = REST.map(
    ([measure, label, show]): Row => ({
      id: measure,
      role: 'line',
      level: PARTS.has(measure) ? 1 : 0,
      cells: [textCell(label), ...levels.map((level) => spreadCell(offer, told, measure, show, {}, level))],
    }),
  );
  return [
    {
      kind: 'table',
      id: `rest.${idOf(offer)}`,
      title: titles.say.rest({ name: offer.name, levels: levels.length, against: 'buying the rest separately' }),
      columns: [
        { id: 'measure', heading: '', align: 'left' },
        ...levels.map((level) => column(level, HEADINGS[level])),
      ],
      rows,
      notes: notesOf(offer, told, rows),
    },
  ];
}

/** The same by some grouping, at one level of prices. */
export function restByGroup(offer: Offer, by: Grouping, told: ValueTables): Table[] {
  const { against } = told;
  if (against === 'today' || !hasRest(offer, told, against)) return [];
  const schools: readonly Priced[] = offer.priced.filter(isTaken);
  const cells = (among: object): Cell[] =>
    REST.map(([measure, , show]) => spreadCell(offer, told, measure, show, among));
  const rows = groupsBy(by, schools, offer.model).map((group: SchoolGroup): Row => {
    const own = schools.filter((each) => inAmong(each, { group }, offer.model));
    return { id: group.id, role: 'line', level: 0, cells: [textCell(group.label), ...cells(amongOf(group, own))] };
  });
  const all: Row[] = [...rows, { id: 'all', role: 'total', level: 0, cells: [textCell('All'), ...cells({})] }];
  return [
    {
      kind: 'table',
      id: `rest.${idOf(offer)}`,
      title: titles.say.rest({ name: offer.name, levels: 1, against: SAID[against] }),
      columns: [
        { id: by, heading: by.charAt(0).toUpperCase() + by.slice(1), align: 'left' },
        ...REST.map(([measure, label]) => column(measure, label)),
      ],
      rows: all,
      notes: notesOf(offer, told, all),
    },
  ];
}

const hasRest = (offer: Offer, told: ValueTables, level: PriceLevel): boolean =>
  spreadCell(offer, told, 'rest', 'pounds', {}, level) !== NONE;

function notesOf(offer: Offer, { projection, year }: ValueTables, rows: readonly Row[]): Sentence[] {
  const options = offer.option === undefined ? optionsOf(projection, []) : [offer.option];
  const without = options.flatMap(({ tier, name }) => {
    const open = unpricedIn(projection, tier, year);
    return open.length === 0 ? [] : [`${options.length > 1 ? `${name}: ` : ''}${inRow(open)}`];
  });
  const isBelow = (cell: Cell): boolean => cell.kind === 'figure' && cell.figure.isKnown && cell.figure.exact.sign < 0;
  return [
    ...worth.say.withoutPrice(without),
    ...worth.say.hasPrice(offer.model),
    ...worth.say.restBelowZero(rows.some(({ cells }) => cells.some(isBelow))),
  ];
}
