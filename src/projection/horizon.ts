import { kept, type Month, valueIn } from '../language/index.js';
import { type Calendar, lastMonthOf, type Model, type Overhead, type Paid, yearOf } from '../model/index.js';
import { contractMonths, firstMonthOf, runningMonths } from './running.js';
import { INVOICED_MONTHS, monthsInto } from './schedule.js';
import { lastOfQuarter } from './vat.js';

/** What says how far a calendar reaches. */
type Reach = Pick<Model, 'calendar' | 'contracts' | 'overheads' | 'tax' | 'tiers' | 'services'>;

/**
 * The calendar of a model, made to reach as far as its own months depend on: itself where they depend on nothing later.
 * A bill in advance covers months to come, and one in arrears is not due before its last; VAT is settled by the
 * quarter. Everything later that is asked for by year is there for the whole of that year.
 */
export function playedOn(model: Reach): Calendar {
  return reaching(model.calendar, neededMonth(model));
}

const reaching = (calendar: Calendar, last: Month): Calendar =>
  last > calendar.last ? calendarTo({ calendar, last }) : calendar;

/** One object for one end, because what is kept is found by it. */
const calendarTo = kept(
  { calendar: true, last: true },
  ({ calendar, last }: { readonly calendar: Calendar; readonly last: Month }): Calendar => {
    const years = [...calendar.years];
    for (let year = yearOf(calendar, calendar.last) + 1; year <= yearOf(calendar, last); year++) years.push(year);
    return { ...calendar, last, years };
  },
);

/**
 * A calendar that ends with one of its company years: who asks about that year alone plays no later one. One object for
 * one year, because what is kept is found by it.
 */
export const calendarUntil = kept(
  { calendar: true, year: true },
  ({ calendar, year }: { readonly calendar: Calendar; readonly year: number }): Calendar => {
    const { years } = calendar;
    if (year >= (years[years.length - 1] as number)) return calendar;
    return { ...calendar, last: lastMonthOf(calendar, year), years: years.filter((each) => each <= year) };
  },
);

function neededMonth(model: Reach): Month {
  // What a month does not recover of its VAT hangs on all that is sold and bought in its quarter, each invoice of it
  // whole.
  const calendar = reaching(model.calendar, lastOfQuarter(model));
  const { contracts, overheads } = model;
  const window = { calendar };
  const ends = [
    ...[...contracts.values()].map((contract) => {
      const since = firstMonthOf(contract.perYear, contract.from, window);
      return invoicedTo(contract.paid, { months: contractMonths(contract, window), since }, contract.to, window);
    }),
    ...[...overheads.values()].flatMap((overhead) =>
      billed(overhead, window).map((covered) => invoicedTo(overhead.paid, covered, overhead.to, window)),
    ),
  ];
  return Math.max(calendar.last, ...ends);
}

/** Months that are invoiced, and the month from which their invoices are counted. */
interface Covered {
  readonly months: readonly Month[];
  readonly since: Month | undefined;
}

/** The months that the bills of an overhead cover: of its stated amounts, and of what follows a driver. */
function billed({ perYear, per, from, to }: Overhead, model: Pick<Model, 'calendar'>): readonly Covered[] {
  const running = runningMonths(model, from, to);
  const stated = running.filter(
    (month) => perYear !== undefined && valueIn(perYear, month, model.calendar.yearStarts) !== undefined,
  );
  const ofStated = { months: stated, since: firstMonthOf(perYear, from, model) };
  return per.size > 0 ? [ofStated, { months: running, since: from }] : [ofStated];
}

/** The last month of the invoice that covers the end of the calendar. */
function invoicedTo(
  paid: Paid,
  { months: [first], since }: Covered,
  end: Month | undefined,
  { calendar: { last } }: Pick<Model, 'calendar'>,
): Month {
  if (first === undefined) return last;
  const covered = INVOICED_MONTHS[paid];
  const into = monthsInto(paid, last + 1, Math.min(since ?? first, first));
  return Math.min(last + ((covered - into) % covered), end ?? Number.POSITIVE_INFINITY);
}
