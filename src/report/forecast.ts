import { monthName } from '../language/index.js';
import { areAsked, type Grain, periodsOf } from '../model/index.js';
import { FREE_RESERVES, figureOf, type Projection } from '../projection/index.js';
import { basisOf, type Standing } from './basis.js';
import { foot } from './foot.js';
import { groupIncomeNotes } from './group-notes.js';
import { heldIn, incomeAndCost, lineRow, POUNDS, type Slot } from './lines.js';
import { type Column, Report, type Table } from './report.js';

/** Income, cost, surplus, reserves, cash and activity by year, term or month. `detail` adds a line for each tier, service, post and overhead. */
export function forecastReport(standing: Standing, projection: Projection, by: Grain, detail: boolean): Report {
  const { model } = standing;
  const slots = periodsOf(model.calendar, by).map((period): Slot => ({ projection, period, scenario: scenarioOf(standing) }));
  const columns = slots.map(({ period }): Column => ({ id: period.id, heading: period.label, align: 'right' }));
  const blocks = [money(slots, columns, detail), activity(slots, columns)];
  return Report.of({ id: 'forecast', title: `${model.name}: forecast by ${by}`, basis: basisOf(standing, blocks), blocks });
}

/** How a scenario is named in references: undefined where none changes anything, because then the figures are the base's own. */
export function scenarioOf({ scenarios, changes, model }: Standing): string | undefined {
  return areAsked(model) || changes.some(({ effective, by }) => effective && by !== '--set') ? scenarios.join('+') : undefined;
}

function money(slots: readonly Slot[], columns: readonly Column[], detail: boolean): Table {
  const { rows, equations } = incomeAndCost(slots, detail);
  const { reserves } = (slots[0] as Slot).projection.model;
  const policy = reserves.monthsOfCost === undefined ? [] : ['reserves.headroom'];
  const below = ['reserves.opening', 'reserves.closing', ...freeRows(slots), ...policy, 'cash.lowest', 'cash.closing'];
  const table: Table = {
    kind: 'table',
    id: 'money',
    title: 'Income, costs and reserves, £',
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columns],
    rows: [...rows, ...below.map((name) => lineRow(name, slots))],
    notes: [POUNDS, ...freeNote(slots), ...cashNote(slots), ...incomeNote(slots)],
  };
  return foot(table, [{ total: 'reserves.closing', plus: ['reserves.opening', 'surplus'], minus: [] }, ...equations], heldIn(slots));
}

/** Free reserves stand beside the reserves where they are less: where there is anything that cannot be spent. */
export function freeRows(slots: readonly Slot[]): readonly string[] {
  return (slots[0] as Slot).projection.model.capital.size === 0 ? [] : ['reserves.free'];
}

/** What is free, where free reserves are shown or held against a policy. */
export function freeNote(slots: readonly Slot[]): readonly string[] {
  return freeRows(slots).length === 0 ? [] : [`Free reserves: ${FREE_RESERVES} (Charity Commission, CC19). A policy is held against them.`];
}

/** How income from groups is expected, in any of the years that are shown. */
function incomeNote(slots: readonly Slot[]): string[] {
  const { projection } = slots[0] as Slot;
  return [...new Set(projection.model.calendar.years.flatMap((year) => groupIncomeNotes(projection, year)))];
}

/** Running out of cash is no error of a model, and nothing that a reader should have to look for. */
export function cashNote(slots: readonly Slot[]): string[] {
  const { projection } = slots[0] as Slot;
  const { calendar } = projection.model;
  for (let month = calendar.first; month <= calendar.last; month++) {
    const cash = projection.journal.balance('cash', month);
    if (cash.isKnown && cash.pence < 0) return [`CASH RUNS OUT: the first month that ends below zero is ${monthName(month)}.`];
  }
  return [];
}

/** Two figures that stand side by side and do not hold the same. */
export const PER_PUPIL =
  'Per pupil in member schools. Membership: what schools pay for it. All costs: those of contracts, and of what is sold beside and to others, as well.';

function activity(slots: readonly Slot[], columns: readonly Column[]): Table {
  const { model } = (slots[0] as Slot).projection;
  const hasDays = [...model.staff.values()].some(({ days }) => days !== undefined);
  const names = [
    'members',
    'buy_in',
    'pupils',
    'price_per_pupil',
    'cost_per_pupil',
    ...(hasDays ? ['days.needed', 'days.available'] : []),
    'margin_of_safety',
  ];
  return {
    kind: 'table',
    id: 'activity',
    title: 'Members, pupils and days',
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columns],
    rows: names.map((name) => lineRow(name, slots)),
    notes: [PER_PUPIL, ...(hasDays ? shortNote(slots) : [])],
  };
}

/** In which periods services ask for more days than posts have, and what happens then. */
export function shortNote(slots: readonly Slot[]): string[] {
  const inPeriods = (name: string): string =>
    slots
      .filter(({ projection, period }) => {
        const days = figureOf(projection, name, period);
        return days.isKnown && days.exact.sign > 0;
      })
      .map(({ period }) => period.label)
      .join(', ');
  const [short, associates] = [inPeriods('days.short'), inPeriods('days.associates')];
  const { staff } = (slots[0] as Slot).projection.model;
  const posts = [...staff]
    .filter(([id, { days }]) => days !== undefined && inPeriods(`days.short.${id}`) !== '')
    .map(([id, { name }]) => name ?? id.replace(/_/g, ' '));
  const ofPosts = posts.length === 0 ? '' : `, of ${posts.join(' and ')},`;
  const met = [...staff.values()].some(({ whenShort }) => whenShort !== undefined);
  return [
    ...(associates === '' ? [] : [`ASSOCIATES deliver days that posts have not in ${associates}.`]),
    ...(short === '' ? [] : [`MORE DAYS ARE NEEDED than there are${ofPosts} in ${short}${met ? ': demand that is not met earns nothing' : ''}.`]),
  ];
}
