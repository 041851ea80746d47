import { shareOutOf } from '../../analysis/index.js';
import { keyInWords } from '../../language/index.js';
import { periodsOf, yearLabel } from '../../model/index.js';
import { postsWithDays } from '../../projection/index.js';
import { without } from '../offer/price.js';
import { isSaidIn, saidCell, textCell } from '../page/cell.js';
import type { Cell, Row, Show, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells } from '../sentences/cells.js';
import { worth } from '../sentences/worth.js';
import { cell, type ForMoneyTables, label, row } from './told.js';
import { column } from './valued.js';

/** What is got for what is spent: over the years, and in one year by service and by post. */
export function efficiencyTables(told: ForMoneyTables): Table[] {
  return [yearsTable(told), ...streamsTable(told), ...postsTable(told)];
}

/** Each company year a column: what is got for what is spent. */
function yearsTable(told: ForMoneyTables): Table {
  const { model } = told.standing;
  const years = periodsOf(model.calendar, 'year');
  const each = (name: string, show: Show): Cell[] =>
    years.map((year) => cell(name, told, show, { year: Number(year.id) }));
  const posts = postsWithDays(model).length > 0;
  return {
    kind: 'table',
    id: 'efficiency',
    title: titled('Efficiency: what is got for what is spent'),
    columns: [label('line', ''), ...years.map(({ id, label: heading }) => column(id, heading))],
    rows: [
      ...(posts
        ? [
            row('day', 'A delivered day in full, £', each('efficiency.day', 'pence')),
            row('utilisation', 'Days used, of those there are', each('utilisation', 'percent')),
          ]
        : []),
      row('overheads', 'Overheads, of all cost', each('efficiency.overheads', 'percent')),
      row('per_school', 'All costs a member, £', each('efficiency.per_school', 'pence')),
      row('per_pupil', 'All costs a pupil in members, £', each('cost_per_pupil', 'pence')),
    ],
    notes: [...worth.say.inFull(posts)],
  };
}

/**
 * What a unit of each service that is sold costs in full; a day only of what is delivered in days. With the take-up of
 * what is included.
 */
function streamsTable(told: ForMoneyTables): Table[] {
  const { model } = told.standing;
  const rows = [...model.services].flatMap(([id, { name, unit }]): Row[] => {
    const efficiency = (what: string, show: Show): Cell => cell(`efficiency.${what}.${id}`, told, show);
    const stream = (what: string, show: Show): Cell => cell(`stream.${what}.services.${id}`, told, show);
    const takeUp = efficiency('take_up', 'percent');
    const isIncluded = [...model.tiers.values()].some(({ includes }) => includes.has(id));
    const cost = efficiency('unit', 'pence');
    if (cost.kind === 'none' && !isIncluded) return [];
    return [
      row(id, name ?? keyInWords(id), [
        stream('full', 'pounds'),
        efficiency('sold', 'count'),
        textCell(unit),
        cost,
        stream('day', 'pence'),
        takeUp.kind === 'none' && isIncluded ? saidCell(cells.say.allUsed(isIncluded)) : takeUp,
      ]),
    ];
  });
  const columns = [
    label('stream', 'Service'),
    column('full', 'In full, £'),
    column('sold', 'Sold'),
    label('unit', 'Unit'),
    column('cost', '£ a unit'),
    column('day', '£ a day'),
    column('take_up', 'Take-up'),
  ];
  const has = (at: number): boolean => rows.some(({ cells }) => cells[at]?.kind !== 'none');
  const notes = [
    ...worth.say.ofSold(),
    ...(has(5) ? worth.say.dayOfSold() : []),
    ...(has(6) ? worth.say.takeUp(isSaidIn(rows, 'cells.allUsed')) : []),
  ];
  const title = titled(
    `Efficiency: what a unit of each service costs in full, ${yearLabel(model.calendar, told.year)}`,
  );
  return rows.length === 0 ? [] : [without({ kind: 'table', id: 'efficiency.services', title, columns, rows, notes })];
}

function postsTable(told: ForMoneyTables): Table[] {
  const { model } = told.standing;
  const rows = shareOutOf(told.projection, told.year).posts.map(({ post, name }) => {
    const own = (what: string, show: Show): Cell => cell(`${what}.${post}`, told, show);
    return row(post, name, [
      own('post.full', 'pounds'),
      own('days.available', 'count'),
      own('days.used', 'count'),
      own('utilisation', 'percent'),
      own('post.rate', 'pence'),
      own('efficiency.delivered', 'pence'),
    ]);
  });
  const columns = [
    label('post', 'Post'),
    column('full', 'In full, £'),
    column('available', 'Days'),
    column('used', 'Delivered'),
    column('utilisation', 'Used'),
    column('rate', '£ a day'),
    column('delivered', 'delivered'),
  ];
  const notes = worth.say.dayOfPost();
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          id: 'efficiency.posts',
          title: titled(`Efficiency: a day by post, ${yearLabel(model.calendar, told.year)}`),
          columns,
          rows,
          notes,
        },
      ];
}
