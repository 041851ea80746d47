import { constituencyOf, schoolIn } from '../../analysis/index.js';
import { type Count, constant, Exact, type Figure, type Money, sum } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { type School, yearLabel } from '../../model/index.js';
import { AFTER_LESS_BEFORE, derivedCell, figureCell, textCell } from '../page/cell.js';
import type { Cell, Ref, Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { differing } from '../sentences/differing.js';
import { reactionsIn } from '../sentences/reactions.js';
import type { DiffEnd } from './end.js';

/** From how much on a school pays more or less: so much money, or such a share of what it paid. */
export interface Threshold {
  readonly kind: 'money' | 'share';
  readonly value: Exact;
  /** As the command line said it; undefined where it said none. */
  readonly said: string | undefined;
}

/** What one school pays in both models if it joins. */
interface Payer {
  readonly school: School;
  readonly group: { readonly id: string; readonly label: string };
  readonly before: Figure | undefined;
  readonly after: Figure | undefined;
  readonly difference: Money | undefined;
  readonly verdict: 'more' | 'less' | 'same' | 'none';
}

/** Who pays more and who pays less than before. */
export interface PayerChanges {
  readonly year: number;
  readonly threshold: Threshold;
  readonly all: readonly Payer[];
}

/** Every school of either model in a year, under the tier that it takes if it joins. */
export function payersOf(from: DiffEnd, to: DiffEnd, year: number, threshold: Threshold): PayerChanges {
  const ids = new Map<string, School>();
  for (const school of [...to.projection.model.schools, ...from.projection.model.schools])
    if (!ids.has(school.id)) ids.set(school.id, school);
  const all = [...ids].map(([id, school]): Payer => {
    const [before, after] = [pays(from, id, year), pays(to, id, year)];
    const isKnown = before?.isKnown === true && after?.isKnown === true;
    const difference = isKnown
      ? sum('money', [after as Money], `what ${school.name} pays, less what it paid`, [before as Money])
      : undefined;
    const owner = to.projection.model.schools.some((each) => each.id === id) ? to : from;
    return {
      school,
      group: constituencyOf(school, owner.projection.model),
      before,
      after,
      difference,
      verdict: verdictOf(difference, before, threshold),
    };
  });
  return { year, threshold, all };
}

function pays({ projection, scenario }: DiffEnd, id: string, year: number): Figure | undefined {
  const school = projection.model.schools.find((each) => each.id === id);
  const found = school && schoolIn(projection, school, id, String(year), scenario);
  return found === undefined || typeof found === 'string' ? undefined : found.pays?.figure;
}

function verdictOf(
  difference: Money | undefined,
  before: Figure | undefined,
  { kind, value }: Threshold,
): Payer['verdict'] {
  if (difference === undefined || before === undefined) return 'none';
  const { size } = difference.exact;
  const least = kind === 'money' ? value : before.exact.times(value);
  if (size.compare(least) <= 0) return 'same';
  return difference.exact.sign > 0 ? 'more' : 'less';
}

/** So many schools are named where no threshold is said. */
const MOST_NAMED = 20;
const ONE: Count = constant('count', Exact.one, 'one school');

export const beyond = ({ kind, value, said }: Threshold): string =>
  value.sign === 0 ? '' : ` by more than ${said ?? ''}${kind === 'share' ? ' of what it paid' : ''}`;

/** By constituency, and by name: the largest differences first. */
export function schoolTables(from: DiffEnd, to: DiffEnd, payers: PayerChanges): Table[] {
  const { all, year, threshold } = payers;
  const moved = all.filter(({ verdict }) => verdict === 'more' || verdict === 'less');
  if (moved.length === 0) return [];
  return [constituencies(from, to, payers), named(from, to, moved, year, threshold)];
}

/** How many schools some are: an archetype is as many as it has. */
export const schoolsIn = (some: readonly Payer[], what: string): Count =>
  sum(
    'count',
    some.map(({ school }) => school.count ?? ONE),
    what,
  );

function constituencies(from: DiffEnd, to: DiffEnd, { all, year, threshold }: PayerChanges): Table {
  const groups = new Map(all.map(({ group }) => [group.id, group.label]));
  const count = (some: readonly Payer[]): Cell =>
    derivedCell(schoolsIn(some, 'schools'), 'count', 'schools of the roll, counted by what each pays in the two');
  const row = (id: string, label: string, some: readonly Payer[], role: Row['role']): Row => ({
    id,
    role,
    level: 0,
    cells: [
      textCell(label),
      ...(['more', 'less', 'same', 'none'] as const).map((verdict) =>
        count(some.filter((each) => each.verdict === verdict)),
      ),
    ],
  });
  const rows = [...groups].map(([id, label]) =>
    row(
      id,
      label,
      all.filter(({ group }) => group.id === id),
      'line',
    ),
  );
  return {
    kind: 'table',
    id: 'constituencies',
    title: titled(
      `Who pays more and who pays less${beyond(threshold)}, ${yearLabel(to.projection.model.calendar, year)}`,
    ),
    columns: [
      { id: 'constituency', heading: 'Constituency', align: 'left' },
      { id: 'more', heading: 'Pay more', align: 'right' },
      { id: 'less', heading: 'Pay less', align: 'right' },
      { id: 'same', heading: threshold.value.sign === 0 ? 'The same' : 'About the same', align: 'right' },
      { id: 'none', heading: 'Not in both', align: 'right' },
    ],
    rows: [...rows, row('(all)', 'All', all, 'total')],
    notes: [
      ...differing.say.ifJoins(to.projection.model),
      ...reactionsIn([from, to].map(({ heading, projection: { model } }) => ({ name: heading, model }))),
    ],
  };
}

function named(from: DiffEnd, to: DiffEnd, moved: readonly Payer[], year: number, threshold: Threshold): Table {
  const size = ({ difference }: Payer): Exact => (difference === undefined ? Exact.zero : difference.exact.size);
  const sorted = [...moved].sort((a, b) => size(b).compare(size(a)) || (a.school.id < b.school.id ? -1 : 1));
  const shown = threshold.said === undefined ? sorted.slice(0, MOST_NAMED) : sorted;
  const refOf = ({ scenario }: DiffEnd, id: string): Ref => ({
    figure: 'value.fee',
    year,
    school: id,
    ...whereSaid({ scenario }),
  });
  const at = (end: DiffEnd, figure: Figure | undefined, id: string): Cell =>
    figure === undefined ? textCell('–') : figureCell(figure, refOf(end, id), 'pence');
  const rows = shown.map(
    ({ school, group, before, after, difference }): Row => ({
      id: school.id,
      role: 'line',
      level: 0,
      cells: [
        textCell(school.name),
        textCell(group.label),
        at(from, before, school.id),
        at(to, after, school.id),
        derivedCell(difference as Money, 'pence', AFTER_LESS_BEFORE, [refOf(to, school.id), refOf(from, school.id)]),
      ],
    }),
  );
  const rest = sorted.length - shown.length;
  return {
    kind: 'table',
    id: 'schools',
    title: titled(`What they pay, ${yearLabel(to.projection.model.calendar, year)}, £`),
    columns: [
      { id: 'school', heading: 'School', align: 'left' },
      { id: 'constituency', heading: 'Constituency', align: 'left' },
      { id: 'from', heading: from.heading, align: 'right' },
      { id: 'to', heading: to.heading, align: 'right' },
      { id: 'difference', heading: 'Difference', align: 'right' },
    ],
    rows,
    notes: differing.say.largest(rest),
  };
}
