import type { Offer } from '../../analysis/index.js';
import { inWords } from '../../figures/index.js';
import { yearLabel } from '../../model/index.js';
import { textCell } from '../page/cell.js';
import type { Cell, Row, Show, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { worth } from '../sentences/worth.js';
import { idOf, offerCell, type ValueTables } from './valued.js';

const ROWS: readonly (readonly [
  name: 'schools' | 'unknown' | 'cost' | 'gains' | 'taken' | 'given' | 'reserves',
  label: string,
  show: Show,
])[] = [
  ['schools', 'Schools protected', 'count'],
  ['unknown', 'Members not known', 'count'],
  ['cost', 'It costs, £', 'pounds'],
  ['gains', 'Gains of the others, £', 'pounds'],
  ['taken', 'Share of gains given', 'percent'],
  ['given', 'Given by gainers, £', 'pounds'],
  ['reserves', 'Reserves after it, £', 'pounds'],
];

/** Transitional protection by year, where the model has any. */
export function protectionTables(offer: Offer, { standing, projection }: ValueTables): Table[] {
  const terms = standing.model.protection;
  if (terms === undefined) return [];
  const { calendar } = standing.model;
  const { years } = calendar;
  const cell = (name: (typeof ROWS)[number][0], year: number, show: Show): Cell =>
    offerCell(`protection.${name}`, offer, { standing, projection, year }, show);
  const rows = ROWS.filter(([name]) => name !== 'taken' || terms.fundedBy === 'gainers').map(
    ([name, label, show]): Row => ({
      id: name,
      role: 'line',
      level: 0,
      cells: [textCell(label), ...years.map((year) => cell(name, year, show))],
    }),
  );
  const most = terms.mostLoss.isKnown ? inWords(terms.mostLoss) : 'an unknown share';
  return [
    {
      kind: 'table',
      id: `protection.${idOf(offer)}`,
      title: titled(`${offer.name}: transitional protection against losses above ${most} a year`),
      columns: [
        { id: 'line', heading: '', align: 'left' },
        ...years.map((year) => ({ id: String(year), heading: yearLabel(calendar, year), align: 'right' as const })),
      ],
      rows,
      notes: [...worth.say.protection(terms.fundedBy)],
    },
  ];
}
