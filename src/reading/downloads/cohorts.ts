import { Exact } from '../../figures/index.js';
import type { CellsOf } from './format.js';

/* A roll by year groups, rolled forward: everybody moves up a year, the oldest leave, and so many enter. */

/** Reception is 0, year 1 is 1. Years 12 to 14 and those below reception are taken to stay as many as they are. */
const LAST_YEAR = 11;
const SEXES = ['girls', 'boys', 'female', 'male'];
const TIMES = ['Full time', 'Part time'] as const;

const named = (group: number): string => (group === 0 ? 'Reception' : `Year group ${group}`);
/** `Full time girls Reception` until 2023, `full-time female Year group 1` after. */
const headingsOf = (time: (typeof TIMES)[number], group: number): string[] =>
  SEXES.map((sex) =>
    sex === 'girls' || sex === 'boys'
      ? `${time} ${sex} ${named(group)}`
      : `${time.toLowerCase().replace(' ', '-')} ${sex} ${named(group)}`,
  );

const GROUPS = Array.from({ length: LAST_YEAR + 1 }, (_, group) => group);

/** Every heading of a year group from reception to year 11. */
export const GROUP_HEADINGS: readonly string[] = GROUPS.flatMap((group) =>
  TIMES.flatMap((time) => headingsOf(time, group)),
);

const HALF = Exact.of('0.5');
const numberIn = (text: string): Exact => (/^\d+(\.\d+)?$/.test(text) ? Exact.of(text) : Exact.zero);

/** How many pupils each year group has, by the way in which the roll counts. */
function groupsIn(of: CellsOf, way: 'fte' | 'headcount'): Exact[] {
  return GROUPS.map((group) =>
    TIMES.reduce((sum, time) => {
      const all = headingsOf(time, group).reduce((each, heading) => each.plus(numberIn(of(heading))), Exact.zero);
      return sum.plus(time === 'Part time' && way === 'fte' ? all.times(HALF) : all);
    }, Exact.zero),
  );
}

/** What is rolled forward of a school. */
export interface CohortsAsked {
  readonly pupils: Exact;
  readonly of: CellsOf;
  readonly way: 'fte' | 'headcount';
  /** How many enter each year; undefined for as many as are in the first year group now. */
  readonly intake: Exact | undefined;
  /** The ages that the register gives, where it does. */
  readonly low: string;
  readonly high: string;
  readonly years: number;
}

/**
 * The pupils of a school in each of some years after the census, or why they cannot be told. The first year group is that
 * of its lowest age, the last that of its highest; without these, the lowest and the highest that have pupils.
 */
export function rolledForward(asked: CohortsAsked): readonly Exact[] | undefined {
  let groups = groupsIn(asked.of, asked.way);
  const filled = GROUPS.filter((group) => groups[group]?.sign === 1);
  const [lowest, highest] = [filled[0], filled.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  // An infant school of 5 to 7 has a reception class.
  const entry = Number(asked.low) <= 5 && asked.low !== '' ? 0 : entryOf(asked.low, lowest);
  const top = Math.max(topOf(asked.high, highest), highest);
  const total = (all: readonly Exact[]): Exact => all.reduce((sum, each) => sum.plus(each), Exact.zero);
  const rest = asked.pupils.minus(total(groups));
  const intake = asked.intake ?? groups[entry] ?? Exact.zero;
  return Array.from({ length: asked.years }, () => {
    const before = groups;
    groups = GROUPS.map((group) =>
      group < entry || group > top ? Exact.zero : group === entry ? intake : (before[group - 1] ?? Exact.zero),
    );
    return total(groups).plus(rest);
  });
}

/** The year group in which a school begins, by its lowest age: 7 is year 3, 11 is year 7. */
const entryOf = (age: string, otherwise: number): number =>
  /^\d+$/.test(age) ? Math.min(LAST_YEAR, Math.max(0, Number(age) - 4)) : otherwise;

/** The year group with which it ends, by its highest age, which pupils reach in that year: 11 is year 6, 16 year 11. */
const topOf = (age: string, otherwise: number): number =>
  /^\d+$/.test(age) ? Math.min(LAST_YEAR, Math.max(0, Number(age) - 5)) : otherwise;
