import { constant, Exact } from '../../figures/index.js';
import { isThere, nameIn, type Period, periodsOf, type School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { countedCell, NONE, saidCell, textCell } from '../page/cell.js';
import type { Cell, Row, Table, Text } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { chance } from '../sentences/chance.js';
import { column, row } from './drawn.js';

const NOISE = 1e-9;

/** The schools that are out of the membership at the start of a year, or part of them: of an archetype how many. */
export function outTable(projection: Projection): Table | Text {
  const { schools } = projection.model;
  const left = yearsOf(projection).map((year) => leftIn(projection, year));
  const out = schools.filter(({ id }) =>
    left.some((year) => {
      const some = year.get(id);
      return some !== undefined && (some > NOISE || Number.isNaN(some));
    }),
  );
  const title = titled('Schools that stay out or leave');
  if (out.length === 0) return { kind: 'text', id: 'out', title, lines: chance.say.nobodyOut(out) };
  const rows = out.map((school) =>
    row(school.id, [textCell(school.name), ...left.map((year) => outCell(school, year.get(school.id)))]),
  );
  const columns = [column('school', 'School', 'left'), ...yearColumns(projection, 'left')];
  return { kind: 'table', id: 'out', title, columns, rows, notes: chance.say.outAt() };
}

/** Which tier each school is in at the start of a year, where there are several; of an archetype how many are. */
export function takenTable(projection: Projection): Table[] {
  const { model } = projection;
  if (model.tiers.size < 2) return [];
  const members = yearsOf(projection).map((year) => membersIn(projection, year));
  const rows = model.schools.flatMap(({ id, name }) =>
    [...model.tiers.keys()].flatMap((tier): Row[] => {
      const taken = members.map((year) => year.get(id)?.get(tier));
      if (taken.every((many) => many === undefined || many < NOISE)) return [];
      const cells = taken.map((many) =>
        many === undefined || many < NOISE ? NONE : manyCell(many, 'of its schools are in this tier'),
      );
      return [row(`${id}.${tier}`, [textCell(name), textCell(nameIn(model, 'tiers', tier)), ...cells])];
    }),
  );
  if (rows.length === 0) return [];
  const columns = [
    column('school', 'School', 'left'),
    column('tier', 'Tier', 'left'),
    ...yearColumns(projection, 'right'),
  ];
  return [
    { kind: 'table', id: 'taken', title: titled('Tiers that schools take'), columns, rows, notes: chance.say.outAt() },
  ];
}

const yearsOf = ({ model: { calendar } }: Projection): readonly Period[] => periodsOf(calendar, 'year');
const yearColumns = (projection: Projection, align: 'left' | 'right') =>
  yearsOf(projection).map(({ id, label }) => column(id, label, align));

/** `left` is undefined of a school that is not open. */
function outCell({ count }: School, left: number | undefined): Cell {
  if (left === undefined) return saidCell(told.say.notOpen(false));
  if (count !== undefined && !Number.isNaN(left)) return manyCell(left, 'of the schools that it stands for are out');
  if (Number.isNaN(left)) return saidCell(told.say.notKnown(false));
  const some = left < NOISE ? 0 : left;
  return saidCell([...told.say.out(some), ...told.say.member(some)]);
}

function manyCell(many: number, of: string): Cell {
  if (Number.isNaN(many)) return saidCell(told.say.notKnown(false));
  return countedCell(constant('count', Exact.near(many), of), 'exact');
}

/** How many of each school, one or an archetype's count, are in each tier in the first month of a year. */
function membersIn({ membership }: Projection, { first }: Period): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const joined = new Map<string, Map<string, number>>();
  for (const { firstMonth, lastMonth, tier, charges } of membership.batches) {
    if (first < firstMonth || first > lastMonth) continue;
    for (const { school, members } of charges) {
      const own = joined.get(school.id) ?? new Map<string, number>();
      joined.set(school.id, own);
      own.set(tier, (own.get(tier) ?? 0) + (members.isKnown ? members.exact.toNumber() : Number.NaN));
    }
  }
  return joined;
}

/**
 * How many of each school that is open in the first month of a year, one or an archetype's count, are in no tier then;
 * NaN where that is not known.
 */
function leftIn(projection: Projection, year: Period): ReadonlyMap<string, number> {
  const { membership, model } = projection;
  const joined = membersIn(projection, year);
  const mayJoin = new Set(membership.batches.flatMap(({ charges }) => charges.map(({ school }) => school.id)));
  return new Map(
    model.schools.flatMap((school): (readonly [string, number])[] => {
      const { id, count } = school;
      if (!isThere(school, year.first)) return [];
      const all = count === undefined ? 1 : count.isKnown ? count.exact.toNumber() : Number.NaN;
      const members = [...(joined.get(id)?.values() ?? [])].reduce((sum, each) => sum + each, 0);
      return [[id, mayJoin.has(id) ? all - members : 0]];
    }),
  );
}
