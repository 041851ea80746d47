import type { Month } from '../language/index.js';
import { fits } from '../pricing/index.js';
import { type Calendar, yearOf } from './calendar.js';
import { ownMonth, type School, stagesOf, TYPES } from './school.js';
import type { TierTerms } from './tier.js';

/** The month in which a school's membership years start, before it converts and after. */
export interface Clocks {
  readonly before: number;
  readonly after: number;
  readonly converts: Month | undefined;
  /** Whether it has a year to serve out when it converts: not in a tier that it may join only afterwards. */
  readonly serves: boolean;
}

/** The clock of a school under a tier. */
export function clocksOf(school: School, { term, eligible }: TierTerms): Clocks {
  const [before, after] = [stagesOf(school)[0] as School, stagesOf(school)[stagesOf(school).length - 1] as School].map(
    (each) => (term.invoice === 'membership_year' ? term.starts : ownMonth(TYPES[each.type])),
  ) as [number, number];
  return { before, after, converts: school.converts, serves: fits(eligible, school.attributes) };
}

/**
 * The stretches from the calendar's start to the end of its last company year: a short one to the first start of a
 * membership year, then twelve months each. A school that converts serves out the year that it has paid for; a short
 * stretch then leads to the first year of its new clock. One that has paid for none begins as an academy. The last may
 * reach beyond the end.
 */
export function membershipYears(
  calendar: Calendar,
  { before, after, converts, serves }: Clocks,
): readonly (readonly [Month, Month])[] {
  const stretches: [Month, Month][] = [];
  let first = calendar.first;
  while (yearOf(calendar, first) <= (calendar.years[calendar.years.length - 1] as number)) {
    const month = converts !== undefined && first >= converts ? after : before;
    const untilNext = (((month - first) % 12) + 12) % 12;
    const full = first + (untilNext === 0 ? 12 : untilNext) - 1;
    const last = converts !== undefined && !serves && first < converts ? Math.min(full, converts - 1) : full;
    stretches.push([first, last]);
    first = last + 1;
  }
  return stretches;
}
