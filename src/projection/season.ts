import {
  type Count,
  constant,
  Exact,
  isZero,
  type Money,
  part,
  portion,
  quotient,
  type Rate,
  shareAmong,
  sum,
  times,
} from '../figures/index.js';
import { type Month, monthInYearName, monthName } from '../language/index.js';
import { type Calendar, monthInYear, monthsOf, type Season, shareOfMonthIn } from '../model/index.js';
import type { BuyingStretch } from './stretches.js';

/** What a month has of an amount of which its season gives it nothing: of it nothing is invoiced or billed. */
export const NO_PART: Money = constant('money', Exact.zero, 'nothing, by its season');

const MONTHS_IN_YEAR = 12;

/**
 * The part of an amount for twelve months that a month has: a twelfth, or its share of the season. Each is what has come
 * about to the end of the month, to the penny, less what had before it: the months of a whole year add to the year.
 */
export function inMonth(amount: Money, season: Season | undefined, calendar: Calendar, month: Month): Money {
  const index = monthInYear(calendar, month);
  if (season === undefined) return part(amount, index, MONTHS_IN_YEAR);
  const to = toDate(amount, season, calendar.yearStarts);
  const here = to[index];
  if (here === undefined) return NO_PART;
  const before = to.slice(0, index).findLast((each) => each !== undefined);
  return before === undefined ? here : sum('money', [here], `${monthName(month)}, by its season`, [before]);
}

/** The same for each of some months of a company year. */
export function inMonths(
  amount: Money,
  season: Season | undefined,
  calendar: Calendar,
  months: readonly Month[],
): { readonly month: Month; readonly amount: Money }[] {
  return months.map((month) => ({ month, amount: inMonth(amount, season, calendar, month) }));
}

/**
 * The share of an amount for twelve months that some months of one company year have; undefined for all of it. A year
 * that is cut short has the shares of its own months, and no more.
 */
export function shareOf(months: readonly Month[], season: Season | undefined): Rate | undefined {
  const { length } = months;
  if (length === MONTHS_IN_YEAR) return undefined;
  if (season === undefined) return constant('rate', Exact.fraction(length, MONTHS_IN_YEAR), `${length} months of 12`);
  const shares = months.flatMap((month) => shareOfMonthIn(season, month % MONTHS_IN_YEAR) ?? []);
  return sum('rate', shares, `the season in ${length} ${length === 1 ? 'month' : 'months'}`);
}

/** The share of a company year that the calendar has; undefined for all of it. */
const shareOfYear = (calendar: Calendar, year: number): Rate | undefined =>
  shareOf(monthsOf(calendar, year), undefined);

/** Of a year's units at twelve months' rate, those of the months that the calendar has. */
export function unitsInCalendar(calendar: Calendar, year: number, units: Count): Count {
  const share = shareOfYear(calendar, year);
  return share === undefined ? units : times(units, share);
}

/** The same of an amount. */
export function amountInCalendar(calendar: Calendar, year: number, amount: Money): Money {
  const share = shareOfYear(calendar, year);
  return share === undefined ? amount : portion(amount, share);
}

/**
 * What the months of a stretch have of something, held against what the year would have at twelve months' rate without a
 * season; undefined where the two are the same.
 */
export function weightOf(stretch: BuyingStretch, season: Season | undefined, calendar: Calendar): Rate | undefined {
  const { year, months, isWhole } = stretch;
  if (isWhole && season === undefined) return undefined;
  const share = shareOf(months, season);
  const { length } = monthsOf(calendar, year);
  return share && times(share, constant('rate', Exact.fraction(MONTHS_IN_YEAR, length), `twelve months for ${length}`));
}

/** Of what some months have, the share of each of them; undefined where they are all alike. */
export function seasonWithin(season: Season | undefined, months: readonly Month[]): Season | undefined {
  const whole = season && shareOf(months, season);
  if (season === undefined || whole === undefined || isZero(whole)) return season;
  const shares = months.flatMap((month): [number, Rate][] => {
    const share = shareOfMonthIn(season, month % MONTHS_IN_YEAR);
    return share === undefined ? [] : [[month % MONTHS_IN_YEAR, quotient('rate', share, whole)]];
  });
  return { shares: new Map(shares) };
}

/** Some days of a company year, as many as it has at twelve months' rate, and their season within it. */
export interface Seasonal {
  readonly days: Count;
  readonly season: Season | undefined;
  /** The months in which all of them lie; undefined where those are all that the calendar has of the year. */
  readonly months?: readonly Month[];
}

const evenIn = ({ length }: readonly Month[]): Rate =>
  constant('rate', Exact.fraction(1, length), length === 1 ? 'all in one month' : `a month of ${length}`);

/**
 * How the months of a company year share days of several seasons; undefined where none has one. Where there are none the
 * months have nothing of them: whether there are is no question of the model alone, because another draw may have some.
 */
export function seasonOfAll(all: readonly Seasonal[], calendar: Calendar, year: number): Season | undefined {
  if (!all.some(({ season, months }) => season !== undefined || months !== undefined)) return undefined;
  const total = sum(
    'count',
    all.map(({ days }) => days),
  );
  const months = monthsOf(calendar, year);
  const even = evenIn(months);
  const shares = months.flatMap((month): [number, Rate][] => {
    const parts = all.flatMap(({ days, season, months: own }) => {
      if (own?.includes(month) === false) return [];
      const alike = own === undefined ? even : evenIn(own);
      const share = season === undefined ? alike : shareOfMonthIn(season, month % MONTHS_IN_YEAR);
      return share === undefined ? [] : [times(days, share)];
    });
    const label = `days of ${monthName(month)} as a share of the year`;
    return parts.length === 0 ? [] : [[month % MONTHS_IN_YEAR, shareAmong(total, sum('count', parts), label)]];
  });
  return { shares: new Map(shares) };
}

const known = new WeakMap<Season, Map<number, WeakMap<Money, readonly (Money | undefined)[]>>>();

/** What has come about of an amount to the end of each month of a company year; undefined for a month without a share. */
function toDate(amount: Money, season: Season, starts: number): readonly (Money | undefined)[] {
  const byStart = known.get(season) ?? new Map<number, WeakMap<Money, readonly (Money | undefined)[]>>();
  known.set(season, byStart);
  const amounts = byStart.get(starts) ?? new WeakMap<Money, readonly (Money | undefined)[]>();
  byStart.set(starts, amounts);
  const found = amounts.get(amount) ?? toDateAnew(amount, season, starts);
  amounts.set(amount, found);
  return found;
}

function toDateAnew(amount: Money, season: Season, starts: number): readonly (Money | undefined)[] {
  let left = season.shares.size;
  const shares: Rate[] = [];
  return Array.from({ length: MONTHS_IN_YEAR }, (_, index) => {
    const month = (starts + index) % MONTHS_IN_YEAR;
    const share = shareOfMonthIn(season, month);
    if (share === undefined) return undefined;
    shares.push(share);
    left -= 1;
    // The shares add to one: what has come about by the last of them is all of it.
    if (left === 0) return amount;
    const label = `the season to the end of ${monthInYearName(month)}`;
    return portion(amount, sum('rate', [...shares], label), label);
  });
}
