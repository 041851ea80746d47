import { efficiencyFigure, shareOutOf, streamFigure } from '../analysis/index.js';
import type { Figure } from '../figures/index.js';
import { type Period, periodsOf, yearLabel } from '../model/index.js';
import { figureOf, postsWithDays } from '../projection/index.js';
import { textCell } from './lines.js';
import { without } from './price.js';
import type { Cell, Row, Show, Table } from './report.js';
import { worth } from './sentences/worth.js';
import { cell, label, row, type Told, words } from './told.js';
import { column } from './valued.js';

/** What is got for what is spent: over the years, and in one year by service and by post. */
export function efficiencyTables(told: Told): Table[] {
  return [yearsTable(told), ...streamsTable(told), ...postsTable(told)];
}

/** Each company year a column: what is got for what is spent. */
function yearsTable(told: Told): Table {
  const { model } = told.standing;
  const years = periodsOf(model.calendar, 'year');
  const each = (name: string, show: Show, of: (year: Period) => Figure | undefined): Cell[] =>
    years.map((year) => cell(of(year), name, told, show, { year: Number(year.id) }));
  const efficiency = (name: string, show: Show): Cell[] => each(name, show, ({ id }) => efficiencyFigure(name, told.projection, Number(id)));
  const line = (name: string, show: Show): Cell[] => each(name, show, (year) => figureOf(told.projection, name, year));
  const posts = postsWithDays(model).length > 0;
  return {
    kind: 'table',
    id: 'efficiency',
    title: 'Efficiency: what is got for what is spent',
    columns: [label('line', ''), ...years.map(({ id, label: heading }) => column(id, heading))],
    rows: [
      ...(posts
        ? [
            row('day', 'A delivered day in full, £', efficiency('efficiency.day', 'pence')),
            row('utilisation', 'Days used, of those there are', line('utilisation', 'percent')),
          ]
        : []),
      row('overheads', 'Overheads, of all cost', efficiency('efficiency.overheads', 'percent')),
      row('per_school', 'All costs a member, £', efficiency('efficiency.per_school', 'pence')),
      row('per_pupil', 'All costs a pupil in members, £', line('cost_per_pupil', 'pence')),
    ],
    notes: [...worth.say.inFull()],
  };
}

/** What a unit of each service that is sold costs in full; a day only of what is delivered in days. With the take-up of what is included. */
function streamsTable(told: Told): Table[] {
  const { model } = told.standing;
  const rows = [...model.services].flatMap(([id, { name, unit }]): Row[] => {
    const efficiency = (what: string, show: Show): Cell =>
      cell(efficiencyFigure(`efficiency.${what}.${id}`, told.projection, told.year), `efficiency.${what}.${id}`, told, show);
    const stream = (what: string, show: Show): Cell =>
      cell(streamFigure(`stream.${what}.services.${id}`, told.projection, told.year), `stream.${what}.services.${id}`, told, show);
    const takeUp = efficiency('take_up', 'percent');
    const isIncluded = [...model.tiers.values()].some(({ includes }) => includes.has(id));
    const cost = efficiency('unit', 'pence');
    if (cost.kind === 'none' && !isIncluded) return [];
    return [
      row(id, name ?? words(id), [
        stream('full', 'pounds'),
        efficiency('sold', 'count'),
        textCell(unit),
        cost,
        stream('day', 'pence'),
        takeUp.kind === 'none' && isIncluded ? textCell('all') : takeUp,
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
  const notes = [...worth.say.ofSold(), ...(has(5) ? worth.say.dayOfSold() : []), ...(has(6) ? worth.say.takeUp() : [])];
  const title = `Efficiency: what a unit of each service costs in full, ${yearLabel(model.calendar, told.year)}`;
  return rows.length === 0 ? [] : [without({ kind: 'table', id: 'efficiency.services', title, columns, rows, notes })];
}

function postsTable(told: Told): Table[] {
  const { model } = told.standing;
  const period = periodsOf(model.calendar, 'year').find(({ id }) => id === String(told.year)) as Period;
  const rows = shareOutOf(told.projection, told.year).posts.map(({ post, name, full, rate }) => {
    const line = (what: string, show: Show): Cell => cell(figureOf(told.projection, `${what}.${post}`, period), `${what}.${post}`, told, show);
    const delivered = `efficiency.delivered.${post}`;
    return row(post, name, [
      cell(full, `post.full.${post}`, told, 'pounds'),
      line('days.available', 'count'),
      line('days.used', 'count'),
      line('utilisation', 'percent'),
      cell(rate, `post.rate.${post}`, told, 'pence'),
      cell(efficiencyFigure(delivered, told.projection, told.year), delivered, told, 'pence'),
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
    : [{ kind: 'table', id: 'efficiency.posts', title: `Efficiency: a day by post, ${yearLabel(model.calendar, told.year)}`, columns, rows, notes }];
}
