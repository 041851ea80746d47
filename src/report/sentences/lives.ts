import type { Count } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import { isThere, type Model, monthsOf, nilYears, type School, standsForNone, yearLabel } from '../../model/index.js';
import { claim, listed, type SentenceWords, shown, subject, words } from '../page/sentence.js';

/** Some schools of a model, and the months that a page speaks of. */
export interface LivesTold {
  readonly model: Model;
  readonly of: readonly School[];
  readonly first: Month;
  readonly last: Month;
  /** Of a page of one tier, its notice: whose membership ends in or before the months of the page is told by it. */
  readonly notice?: number;
}

/** So many schools are named; more are counted. */
const NAMED = 5;

/**
 * When a school that says that it leaves is a member for the last time, with the notice of its tier, where a page would
 * else show a fee of months in which it is none; and when one that joins later becomes one.
 */
function membershipEnds({ life }: School, { first, last, notice }: LivesTold): readonly string[] {
  if (notice === undefined) return [];
  const served = life?.leaves === undefined ? undefined : life.leaves + notice;
  // Of one that closes first, its closing is told.
  const ends = served !== undefined && served < (life?.closes ?? Number.POSITIVE_INFINITY) ? served : undefined;
  return [
    ...(ends === undefined || ends > last || (notice === 0 && ends >= first)
      ? []
      : [ends < first ? `is no member after ${monthName(ends)}` : `is a member to ${monthName(ends)}`]),
    ...(life?.memberFrom !== undefined && life.memberFrom > last
      ? [`is no member before ${monthName(life.memberFrom)}`]
      : []),
  ];
}

/** What becomes of a school in some months: "closes in Aug 2027 and goes into Elm". */
function becomes(school: School, told: LivesTold): readonly string[] {
  const {
    model: { schools, calendar },
    first,
    last,
  } = told;
  const { life, trusts } = school;
  const isIn = (month: Month | undefined, from: Month): month is Month =>
    month !== undefined && month >= from && month <= last;
  const empty = nilYears(school, calendar).filter((year) => {
    const start = year * 12 + calendar.yearStarts;
    return start <= last && start + 11 >= first;
  });
  const into = life?.into === undefined ? undefined : schools.find(({ id }) => id === life.into)?.name;
  return [
    ...(isIn(life?.opens, first + 1) ? [`opens in ${monthName(life.opens)}`] : []),
    ...(isIn(life?.memberFrom, first + 1) ? [`becomes a member in ${monthName(life.memberFrom)}`] : []),
    ...(trusts ?? []).flatMap(({ from, name }) =>
      isIn(from, first + 1) && isThere(school, from) ? [`is in the trust ${name} from ${monthName(from)}`] : [],
    ),
    ...(isIn(school.converts, first + 1) && isThere(school, school.converts)
      ? [`becomes an academy in ${monthName(school.converts)}`]
      : []),
    ...(isIn(life?.leaves, first) ? [`says in ${monthName(life.leaves)} that it leaves`] : []),
    ...membershipEnds(school, told),
    ...(isIn(life?.closes, first)
      ? [`closes in ${monthName(life.closes)}${into === undefined ? '' : ` and goes into ${into}`}`]
      : []),
    ...(empty.length > 0
      ? [
          `has no pupils in ${listed(
            empty.map((year) => yearLabel(calendar, year)),
            ' and ',
          ).join('')}, and is taken for closed`,
        ]
      : []),
  ];
}

/** Whom a page of some months has to tell of: those who come, go or become another in them. */
function livesIn(told: LivesTold): { readonly said: readonly string[]; readonly more: number } | undefined {
  const said = told.of.flatMap((school) => {
    const what = standsForNone(school) ? [] : becomes(school, told);
    return what.length === 0 ? [] : [`${school.name} ${what.join(', ')}`];
  });
  return said.length === 0 ? undefined : { said: said.slice(0, NAMED), more: Math.max(0, said.length - NAMED) };
}

const told = ({ said, more }: { readonly said: readonly string[]; readonly more: number }): SentenceWords =>
  words`${listed([...said, ...(more === 0 ? [] : [`${more} more`])], '; ', '; ')}`;

/** Why a school is not open in any of some months: `: it closes in Aug 2027`. */
function shutBy({ life }: School, [first = 0]: readonly Month[]): string {
  if (life?.closes !== undefined && life.closes < first) return `: it closes in ${monthName(life.closes)}`;
  return life?.opens !== undefined && life.opens > first ? `: it opens in ${monthName(life.opens)}` : '';
}

/** Schools that come and go. */
export const lives = subject('lives', {
  comings: claim('law', livesIn, (found) => words`Schools that come, go or change: ${told(found)}.`),
  partOfYear: claim(
    'law',
    livesIn,
    (found) =>
      words`In the year: ${told(found)}. Shown is the fee of a full year; what is invoiced is for the months in which a school is a member.`,
  ),
  notOpen: claim(
    'law',
    (left: { readonly schools: Count; readonly isOne: boolean; readonly year: string } | undefined) => left,
    ({ schools, isOne, year }) =>
      words`${shown(schools, 'count')} ${isOne ? 'school is' : 'schools are'} not open in ${year} and not shown.`,
  ),
  shut: claim(
    'law',
    ({
      school,
      model: { calendar },
      year,
    }: {
      readonly school: School;
      readonly model: Model;
      readonly year: number;
    }) =>
      monthsOf(calendar, year).some((month) => isThere(school, month))
        ? undefined
        : { name: school.name, year: yearLabel(calendar, year), why: shutBy(school, monthsOf(calendar, year)) },
    ({ name, year, why }) =>
      words`${name} is not open in ${year}${why}. The figure is as if it were; the company has nothing of it.`,
  ),
});
