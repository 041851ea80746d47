import type { Month } from '../language/index.js';
import { fits } from '../pricing/index.js';
import { type Calendar, yearOf } from './calendar.js';
import { memberSpells, type Spell, schoolIn } from './life.js';
import { ownMonth, type School, TYPES } from './school.js';
import type { TierTerms } from './tier.js';

/** The month in which a school's membership years start, before it converts and after, and when it may be a member. */
export interface Clocks {
  readonly before: number;
  readonly after: number;
  readonly converts: Month | undefined;
  /** Whether it has a year to serve out when it converts: not in a tier that it may join only afterwards. */
  readonly serves: boolean;
  /** The months in which it may be a member, in order. */
  readonly spells: readonly Spell[];
}

/** The clock of a school under a tier. */
export function clocksOf(school: School, { term, eligible }: Pick<TierTerms, 'term' | 'eligible'>): Clocks {
  const { converts } = school;
  const [before, after] = [school, converts === undefined ? school : schoolIn(school, converts)].map(({ type }) =>
    term.invoice === 'membership_year' ? term.starts : ownMonth(TYPES[type]),
  ) as [number, number];
  const spells = memberSpells(school, term.notice);
  return { before, after, converts, serves: fits(eligible, school.attributes), spells };
}

/** A stretch of months that one invoice is for. */
export interface MembershipYear {
  readonly first: Month;
  /** The last month, included. The last stretch may reach beyond the end of the calendar. */
  readonly last: Month;
  /** How many months it would have if the school stayed: twelve, or those to the first start of its own year. */
  readonly months: number;
  /** Whether membership begins with it: at the calendar's start, or when the school opens or becomes a member. */
  readonly begins: boolean;
}

/**
 * The stretches from the calendar's start to the end of its last company year: a short one to the first start of a
 * membership year, then twelve months each. A school that converts serves out the year that it has paid for; a short
 * stretch then leads to the first year of its new clock. One that has paid for none begins as an academy. One that
 * opens or becomes a member later begins then, and one that closes or leaves ends then.
 */
export function membershipYears(
  calendar: Calendar,
  { before, after, converts, serves, spells }: Clocks,
): readonly MembershipYear[] {
  const found: MembershipYear[] = [];
  const turn = converts ?? Number.POSITIVE_INFINITY;
  const lastYear = calendar.years[calendar.years.length - 1] as number;
  for (const [from, to] of spells) {
    const start = Math.max(calendar.first, from);
    let first = start;
    while (first <= to && yearOf(calendar, first) <= lastYear) {
      const month = first >= turn ? after : before;
      const untilNext = (((month - first) % 12) + 12) % 12;
      const full = first + (untilNext === 0 ? 12 : untilNext) - 1;
      const own = !serves && first < turn ? Math.min(full, turn - 1) : full;
      const last = Math.min(own, to);
      found.push({ first, last, months: full - first + 1, begins: first === start });
      first = last + 1;
    }
  }
  return found;
}
