import { type Count, constant, Exact, type Figure, type Money, sum, times, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { monthsOf, type Period, type Season, shareOfMonthIn, yearOf } from '../model/index.js';
import type { Parts } from './parts.js';
import { monthsIn, type Projection } from './projection.js';

/** How a line's amounts are measured, for whoever shows them. */
export type Measure = 'money' | 'count' | 'rate' | 'price';

/**
 * How a line is called that is below zero, in all that is shown (`Deficit`), and in some of it (`Surplus (deficit)`).
 */
export interface Signed {
  readonly below: string;
  readonly either: string;
}

/** Another line of the same projection. */
export type LineReader = (name: string, period: Period) => Figure;

/** A named figure of every period: what tables are made of and what `explain` takes. */
export interface Line {
  /** `income.membership`; the name of a part adds its id: `income.membership.gold`. */
  readonly name: string;
  readonly label: string;
  /**
   * Of a line whose label says on which side of zero it lies: the label where all that is shown lies below, and where
   * some does.
   */
  readonly signed?: Signed;
  readonly measure: Measure;
  /** One sentence: what it means. */
  readonly means: string;
  readonly parts?: Parts;
  /** `part` is the id of a part, or undefined for the whole line. */
  readonly of: (projection: Projection, period: Period, part: string | undefined, read: LineReader) => Figure;
}

/** What accounts moved by in a period; a part is an account below. */
export const flow = (name: string, label: string, means: string, parts?: Line['parts']): Line => ({
  name,
  label,
  measure: 'money',
  means,
  ...(parts && { parts }),
  of: ({ journal }, { first, last, label: period }, part) => {
    const account = part === undefined ? name : `${name}.${part}`;
    return journal.flow(account, first, last, `${account}, ${period}`);
  },
});

/** What an account of the balance sheet stands at when a period ends. */
export const stock = (name: string, account: string, label: string, means: string): Line => ({
  name,
  label,
  measure: 'money',
  means,
  of: ({ journal }, { last }) => journal.balance(account, last),
});

/** A line that adds some lines and takes others away. */
export const made = (
  name: string,
  label: string,
  means: string,
  plus: readonly string[],
  minus: readonly string[],
  signed?: Signed,
): Line => ({
  name,
  label,
  ...(signed && { signed }),
  measure: 'money',
  means,
  of: (_projection, period, _part, read) => {
    const all = (names: readonly string[]): Money[] => names.map((line) => read(line, period) as Money);
    return totalOf('money', all(plus), `${label.toLowerCase()}, ${period.label}`, all(minus));
  },
});

/**
 * A count of company years, cut to a period: a twelfth for each of its months, or what the months have of a season within
 * the year.
 */
export function spread(
  period: Period,
  { model: { calendar } }: Projection,
  yearly: (year: number) => Count,
  label: string,
  seasonIn: (year: number) => Season | undefined = () => undefined,
): Count {
  const months = new Map<number, Month[]>();
  for (const month of monthsIn(period)) {
    const year = yearOf(calendar, month);
    months.set(year, [...(months.get(year) ?? []), month]);
  }
  const twelfths = (count: Count, length: number): Count =>
    length === 12 ? count : times(count, constant('rate', Exact.fraction(length, 12), `${length} of 12 months`));
  const parts = [...months].map(([year, some]) => {
    const { length } = monthsOf(calendar, year);
    const season = some.length === length ? undefined : seasonIn(year);
    if (season === undefined) return twelfths(yearly(year), some.length);
    const shares = some.flatMap((month) => shareOfMonthIn(season, month % 12) ?? []);
    return times(twelfths(yearly(year), length), sum('rate', shares, `their share of the year, ${period.label}`));
  });
  return totalOf('count', parts, `${label}, ${period.label}`);
}
