import { areAsked, type Grain, periodsOf } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { SET } from '../../reading/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { foot } from '../frame/foot.js';
import { groupIncomeNotes } from '../frame/group-notes.js';
import { heldIn, incomeAndCost, lineRow } from '../frame/lines.js';
import { waitingNotes } from '../frame/waiting-notes.js';
import { type Column, Report, type Table, type Text } from '../page/report.js';
import { distinct, type Sentence, titled } from '../page/sentence.js';
import type { LineColumn } from '../page/slot.js';
import { results } from '../sentences/asking.js';
import { books } from '../sentences/books.js';
import { lives } from '../sentences/lives.js';

/**
 * Income, cost, surplus, reserves, cash and activity by year, term or month. `detail` adds a line for each tier,
 * service, post and overhead.
 */
export function forecastReport(standing: Standing, projection: Projection, by: Grain, detail: boolean): Report {
  const { model } = standing;
  const slots = periodsOf(model.calendar, by).map(
    (period): LineColumn => ({ projection, period, scenario: scenarioOf(standing) }),
  );
  const columns = slots.map(({ period }): Column => ({ id: period.id, heading: period.label, align: 'right' }));
  const blocks = [...answer(projection), money(slots, columns, detail), activity(slots, columns)];
  return Report.of({
    id: 'forecast',
    title: titled(`${model.name}: forecast by ${by}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

/**
 * How a scenario is named in references: undefined where none changes anything, because then the figures are the base's
 * own.
 */
export function scenarioOf({ scenarios, changes, model }: Standing): string | undefined {
  return areAsked(model) || changes.some(({ effective, by }) => effective && by !== SET)
    ? scenarios.join('+')
    : undefined;
}

function money(slots: readonly LineColumn[], columns: readonly Column[], detail: boolean): Table {
  const { rows, equations } = incomeAndCost(slots, detail);
  const { projection } = slots[0] as LineColumn;
  const { model } = projection;
  const policy = model.reserves.monthsOfCost === undefined ? [] : ['reserves.headroom'];
  const below = ['reserves.opening', 'reserves.closing', ...freeRows(slots), ...policy, 'cash.lowest', 'cash.closing'];
  const table: Table = {
    kind: 'table',
    id: 'money',
    title: titled('Income, costs and reserves, £'),
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columns],
    rows: [...rows, ...below.map((name) => lineRow(name, slots))],
    notes: [
      ...books.say.rounded(),
      ...books.say.shortYear(slots),
      ...books.say.free(model),
      ...incomeNote(slots),
      ...results.say.averaged(model),
    ],
  };
  return foot(
    table,
    [{ total: 'reserves.closing', plus: ['reserves.opening', 'surplus'], minus: [] }, ...equations],
    heldIn(slots),
  );
}

/** What nobody should have to look for stands first: that cash runs out. */
export function answer(projection: Projection): Text[] {
  const lines = books.say.cashRunsOut(projection);
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'answer', title: titled(''), lines }];
}

/** Free reserves stand beside the reserves where they are less: where there is anything that cannot be spent. */
export function freeRows(slots: readonly LineColumn[]): readonly string[] {
  return (slots[0] as LineColumn).projection.model.capital.size === 0 ? [] : ['reserves.free'];
}

/** How income from groups is expected, in any of the years that are shown. */
function incomeNote(slots: readonly LineColumn[]): Sentence[] {
  const { projection } = slots[0] as LineColumn;
  return distinct(projection.model.calendar.years.flatMap((year) => groupIncomeNotes(projection, year)));
}

function activity(slots: readonly LineColumn[], columns: readonly Column[]): Table {
  const { model } = (slots[0] as LineColumn).projection;
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
    title: titled('Members, pupils and days'),
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columns],
    rows: names.map((name) => lineRow(name, slots)),
    notes: [...books.say.perPupil(model), ...whoNotes(slots), ...(hasDays ? shortNote(slots) : [])],
  };
}

/** Which schools come, go or become another in the periods that are shown, and which prices too few commit to. */
function whoNotes(slots: readonly LineColumn[]): readonly Sentence[] {
  const { projection } = slots[0] as LineColumn;
  const periods = slots.map(({ period }) => period);
  const months = {
    first: Math.min(...periods.map((period) => period.first)),
    last: Math.max(...periods.map((period) => period.last)),
  };
  const { model } = projection;
  return [...lives.say.comings({ model, of: model.schools, ...months }), ...waitingNotes(projection, months)];
}

/** In which periods services ask for more days than posts have, and what happens then. */
export function shortNote(slots: readonly LineColumn[]): Sentence[] {
  const { say } = books;
  return [
    ...say.associates(slots),
    ...say.shortAndDelivered(slots),
    ...say.shortAndUnmet(slots),
    ...say.shortAndOrdered(slots),
    ...say.shortAndPromised(slots),
  ];
}
