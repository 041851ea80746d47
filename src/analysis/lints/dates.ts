import {
  type MapNode,
  type Month,
  monthName,
  type Node,
  Scalar,
  type Since,
  type Span,
  sinceMonth,
  sinceOf,
} from '../../language/index.js';
import { type Calendar, type ColumnByDate, type LifeKey, lifeMonths, type Model } from '../../model/index.js';
import type { Finding } from '../shared/lint.js';

/** So many years after the end of a calendar, or before its start, a date is most likely a slip. */
const YEARS_AFTER = 10;
const YEARS_BEFORE = 30;

/** Values by date of which a date lies far outside the calendar: nothing would ever come of it. */
export function dateFindings({ calendar, schools, roll }: Model, tree: MapNode): Finding[] {
  const found: Finding[] = [];
  const look = (since: Since, at: string, span: Span): void => {
    const says = farOff(sinceMonth(since, calendar.yearStarts), calendar);
    if (says !== undefined) found.push({ lint: 'far-date', severity: 'warning', at, span, says });
  };
  const walk = (node: Node, path: readonly string[]): void => {
    if (node instanceof Scalar) return;
    if (node.kind === 'list') {
      node.items.forEach((item, i) => void walk(item, [...path, String(i)]));
      return;
    }
    const dates = [...node.entries].map(([key, entry]) => ({ key, entry, since: sinceOf(key) }));
    const isDated = dates.every(({ since }) => since !== undefined);
    for (const { key, entry, since } of dates) {
      if (isDated && since !== undefined) look(since, [...path, key].join('.'), entry.key);
      if (path.length > 0 || !APART.includes(key)) walk(entry.node, [...path, key]);
    }
  };
  walk(tree, []);
  for (const column of roll.byDate) {
    const says =
      farOff(sinceMonth(column.since, calendar.yearStarts), calendar) ?? alone(column, roll.byDate, calendar);
    if (says !== undefined)
      found.push({ lint: 'far-date', severity: 'warning', at: 'schools.file', span: column.span, says });
  }
  for (const { id, life } of schools) {
    if (life === undefined) continue;
    for (const [key, month] of Object.entries(lifeMonths(life))) {
      // That a school opened long ago is no slip.
      if (month <= calendar.last && (key === 'opens' || key === 'member_from')) continue;
      look({ year: Math.floor(month / 12), month }, `schools.${id}.${key}`, life.at(key as LifeKey));
    }
  }
  return found;
}

/**
 * A column of pupils outside the calendar that no other column of pupils is within a year of, and that nothing comes
 * of: pupils are given year after year.
 */
function alone(
  { key, name, since }: ColumnByDate,
  all: readonly ColumnByDate[],
  calendar: Calendar,
): string | undefined {
  const { first, last, yearStarts } = calendar;
  const month = sinceMonth(since, yearStarts);
  const others = all.flatMap((each) =>
    each.key === key && each.name !== name ? sinceMonth(each.since, yearStarts) : [],
  );
  const isIdle = month > last || (month < first && others.some((other) => other > month && other <= first));
  if (key !== 'pupils' || !isIdle || others.some((other) => Math.abs(other - month) <= 12)) return undefined;
  const where =
    month > last
      ? `after the calendar, which ends in ${monthName(last)}`
      : `before the calendar, which starts in ${monthName(first)}`;
  return `${name} holds from ${monthName(month)}, ${where}, and no other column is of the year beside it: nothing comes of it`;
}

/** National data have a history of their own; what a scenario says stands in the model that it makes. */
const APART: readonly string[] = ['parameters', 'scenarios'];

function farOff(month: Month, { first, last }: Calendar): string | undefined {
  if (month > last + YEARS_AFTER * 12)
    return `${monthName(month)} is long after the calendar, which ends in ${monthName(last)}`;
  return month < first - YEARS_BEFORE * 12
    ? `${monthName(month)} is long before the calendar, which starts in ${monthName(first)}`
    : undefined;
}
