import { block, type Month, month, monthName, monthOfYear, monthText, type Schema, whole } from '../language/index.js';

/** The months that a model projects, cut into the company's own years. */
export interface Calendar {
  /** The first month. */
  readonly first: Month;
  /** The last month, included: the end of the last company year. */
  readonly last: Month;
  /** The month in which a company year starts, 0 (January) to 11. */
  readonly yearStarts: number;
  /** Company years by the calendar year in which they start. */
  readonly years: readonly number[];
}

const MOST_YEARS = 30;

/** `{ starts: 2018-09, years: 5, year_starts: September }`. A first year that starts late is a short year. */
export const calendar: Schema<Calendar> = block(
  'the calendar',
  {
    starts: month,
    years: whole('years', MOST_YEARS),
    year_starts: monthOfYear,
  },
  {
    starts: 'the first month, `2018-09`',
    years: 'how many company years, 1 to 30',
    year_starts: 'the month in which a company year starts, `September`. A first year that starts later is short',
  },
).transform(({ starts, years, year_starts }): Calendar => {
  const firstYear = Math.floor((starts - year_starts) / 12);
  return {
    first: starts,
    last: (firstYear + years) * 12 + year_starts - 1,
    yearStarts: year_starts,
    years: Array.from({ length: years }, (_, i) => firstYear + i),
  };
});

/** How a table cuts time. */
export type Grain = 'year' | 'term' | 'quarter' | 'month';
export const GRAINS: readonly Grain[] = ['year', 'term', 'quarter', 'month'];

/** A stretch of whole months with a name. */
export interface Period {
  readonly grain: Grain;
  /** `2019`, `2019-autumn`, `2019-q3`, `2019-04`: what the command line takes. */
  readonly id: string;
  /** `2019-20`, `Autumn 2019`, `Q3 2019-20`, `Apr 2019`: what a table shows. */
  readonly label: string;
  readonly first: Month;
  readonly last: Month;
}

/** The company year that a month belongs to, by the calendar year in which it starts. */
export function yearOf(calendar: Calendar, at: Month): number {
  return Math.floor((at - calendar.yearStarts) / 12);
}

/** A month's place in its company year, 0 to 11. */
export function monthInYear(calendar: Calendar, at: Month): number {
  return (((at - calendar.yearStarts) % 12) + 12) % 12;
}

/** The months of a company year that the calendar holds: twelve, or fewer in a short first year. */
export function monthsOf(calendar: Calendar, year: number): readonly Month[] {
  return between(Math.max(calendar.first, year * 12 + calendar.yearStarts), lastMonthOf(calendar, year));
}

/** The last month of a company year. */
export function lastMonthOf({ yearStarts }: Pick<Calendar, 'yearStarts'>, year: number): Month {
  return year * 12 + yearStarts + 11;
}

/** Every month of the calendar. */
export function allMonths(calendar: Calendar): readonly Month[] {
  return between(calendar.first, calendar.last);
}

function between(first: Month, last: Month): readonly Month[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** `2019-20`, or `2019` where the company year is the calendar year. */
export function yearLabel(calendar: Calendar, year: number): string {
  return calendar.yearStarts === 0 ? String(year) : `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * The calendar cut into years, terms, quarters of the company year or months, in order. One at either end may be short.
 */
export function periodsOf(calendar: Calendar, grain: Grain): readonly Period[] {
  const grains = cut.get(calendar) ?? new Map<Grain, readonly Period[]>();
  cut.set(calendar, grains);
  const found = grains.get(grain) ?? periodsAnew(calendar, grain);
  grains.set(grain, found);
  return found;
}

/** Every figure of every line asks for the periods of its calendar. */
const cut = new WeakMap<Calendar, Map<Grain, readonly Period[]>>();

function periodsAnew(calendar: Calendar, grain: Grain): readonly Period[] {
  const periods = new Map<string, Period>();
  for (const at of allMonths(calendar)) {
    const { id, label } = nameOf(calendar, grain, at);
    const known = periods.get(id);
    periods.set(id, { grain, id, label, first: known?.first ?? at, last: at });
  }
  return [...periods.values()];
}

function nameOf(calendar: Calendar, grain: Grain, at: Month): { id: string; label: string } {
  if (grain === 'month') return { id: monthText(at), label: monthName(at) };
  if (grain === 'year') {
    const year = yearOf(calendar, at);
    return { id: String(year), label: yearLabel(calendar, year) };
  }
  if (grain === 'quarter') {
    const year = yearOf(calendar, at);
    const quarter = Math.floor(monthInYear(calendar, at) / 3) + 1;
    return { id: `${year}-q${quarter}`, label: `Q${quarter} ${yearLabel(calendar, year)}` };
  }
  const term = termOf(at % 12);
  const year = Math.floor(at / 12);
  return { id: `${year}-${term}`, label: `${term.charAt(0).toUpperCase()}${term.slice(1)} ${year}` };
}

/** School terms by whole months, so that the summer term starts with the maintained schools' financial year. */
function termOf(monthOfYear: number): 'autumn' | 'spring' | 'summer' {
  if (monthOfYear >= 8) return 'autumn';
  return monthOfYear < 3 ? 'spring' : 'summer';
}

/** `Sep 2018 to Aug 2023`. */
export function spanOfCalendar({ first, last }: Calendar): { from: string; to: string } {
  return { from: monthName(first), to: monthName(last) };
}
