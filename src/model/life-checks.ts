import { type Month, monthName, problem, whereSaid } from '../language/index.js';
import { spanOfCalendar } from './calendar.js';
import type { Finder } from './finder.js';
import { circleFrom, isThere, type Life, type LifeKey, lifeMonths } from './life.js';
import type { Model } from './model.js';
import type { School } from './school.js';

/**
 * Every way in which the months of a school's life cannot be right: in an order that no school has, outside the
 * calendar, and into a school that is not there, is several, or comes back to it in a circle.
 */
export function checkLives(model: Model, finder: Finder): void {
  const byId = new Map(model.schools.map((school) => [school.id, school]));
  const told = new Set<School>();
  for (const school of model.schools) {
    if (school.life === undefined) continue;
    checkOrder(school, school.life, finder);
    checkCalendar(school, school.life, model, finder);
    checkMerger(school, school.life, byId, told, finder);
  }
}

/** Which month of a school comes before which. */
const ORDER: readonly (readonly [LifeKey, LifeKey])[] = [
  ['opens', 'closes'],
  ['opens', 'converts'],
  ['opens', 'member_from'],
  ['opens', 'leaves'],
  ['member_from', 'leaves'],
  ['member_from', 'closes'],
  ['converts', 'closes'],
  ['leaves', 'closes'],
];

function checkOrder(school: School, life: Life, finder: Finder): void {
  const { converts } = school;
  const months: Partial<Record<LifeKey, number>> = { ...lifeMonths(life), ...whereSaid({ converts }) };
  for (const [first, then] of ORDER) {
    const [before, after] = [months[first], months[then]];
    if (before === undefined || after === undefined || before <= after) continue;
    const data = { school: school.name, then, in: monthName(after), first, not: monthName(before) };
    finder.add(problem('life-order', life.at(then), data, [{ span: life.at(first), role: `"${first}" here` }]));
    // What else is out of order comes of the same slip.
    return;
  }
}

/** What comes after the calendar's end, or has gone before its start, would do nothing without a word. */
function checkCalendar({ name }: School, life: Life, { calendar, tiers }: Model, finder: Finder): void {
  const notice = Math.max(0, ...[...tiers.values()].map(({ term }) => term.notice));
  const isOutside = {
    opens: (month: Month): boolean => month > calendar.last,
    closes: (month: Month): boolean => month < calendar.first,
    member_from: (month: Month): boolean => month > calendar.last,
    leaves: (month: Month): boolean => month + notice < calendar.first,
  };
  for (const [key, month] of Object.entries(lifeMonths(life)) as [keyof typeof isOutside, Month][]) {
    if (!isOutside[key](month)) continue;
    const data = { what: `"${key}" of ${name},`, text: monthName(month), ...spanOfCalendar(calendar) };
    finder.add(problem('outside-calendar', life.at(key), data));
  }
}

function checkMerger(
  school: School,
  { into, closes, at }: Life,
  byId: ReadonlyMap<string, School>,
  told: Set<School>,
  finder: Finder,
): void {
  if (into === undefined) return;
  const target = byId.get(into);
  const wrong = (expected: string, why: string): void =>
    finder.add(problem('bad-value', at('into'), { text: into, expected, why }));
  if (target === undefined) {
    const data = { name: into, what: 'school', which: `${school.name} goes into`, known: [...byId.keys()] };
    finder.add(problem('unknown-name', at('into'), data));
    return;
  }
  const circle = circleFrom(school, byId);
  if (circle !== undefined) {
    // Who goes into a circle and is no part of it is told nothing.
    if (circle.length === 0 || told.has(school)) return;
    for (const each of circle) told.add(each);
    const also = circle.slice(1).map((each) => ({ span: (each.life as Life).at('into'), role: each.name }));
    const names = [...circle, school].map(({ name }) => name);
    finder.add(problem('merger-cycle', at('into'), { names }, also));
    return;
  }
  if (closes === undefined) {
    const within = `${school.name}, which goes into ${target.name},`;
    finder.add(problem('missing-key', at('into'), { key: 'closes', within }));
  } else if (target.count !== undefined) {
    wrong('one school', `"${target.name}" stands for several, and one school goes into one`);
  } else if (!isThere(target, closes + 1)) {
    const after = monthName(closes + 1);
    wrong(
      `a school that is open in ${after}`,
      `${school.name} closes in ${monthName(closes)}, and ${target.name} is not open in ${after}`,
    );
  }
}
