import { type Month, valueIn } from '../language/index.js';
import { type Model, type Overhead, type Paid, yearOf } from '../model/index.js';
import { contractMonths, firstMonthOf, runningMonths } from './running.js';
import { INVOICED_MONTHS, monthsInto } from './schedule.js';
import { lastOfQuarter } from './vat.js';

const longer = new WeakMap<Model, Model>();

/**
 * The model with a calendar that reaches as far as the months of its own depend on: itself where they depend on nothing later. A bill in advance
 * covers months to come, and one in arrears is not due before its last; VAT is settled by the quarter. Everything later that is asked for by year is there for the whole of that year.
 */
export function playedOn(model: Model): Model {
  const until = neededMonth(model);
  if (until <= model.calendar.last) return model;
  const known = longer.get(model) ?? withCalendarTo(model, until);
  longer.set(model, known);
  return known;
}

function withCalendarTo(model: Model, last: Month): Model {
  const { calendar } = model;
  const years = [...calendar.years];
  for (let year = yearOf(calendar, calendar.last) + 1; year <= yearOf(calendar, last); year++) years.push(year);
  return { ...model, calendar: { ...calendar, last, years } };
}

function neededMonth(model: Model): Month {
  // What a month does not recover of its VAT hangs on all that is sold and bought in its quarter, each invoice of it whole.
  const returned = lastOfQuarter(model);
  const { calendar, contracts, overheads } = returned > model.calendar.last ? withCalendarTo(model, returned) : model;
  const window = { ...model, calendar };
  const ends = [
    ...[...contracts.values()].map((contract) => {
      const since = firstMonthOf(contract.perYear, contract.starts, window);
      return invoicedTo(contract.paid, { months: contractMonths(contract, window), since }, contract.ends, window);
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
function billed({ perYear, per, from, to }: Overhead, model: Model): readonly Covered[] {
  const running = runningMonths(model, from, to);
  const stated = running.filter((month) => perYear !== undefined && valueIn(perYear, month, model.calendar.yearStarts) !== undefined);
  const ofStated = { months: stated, since: firstMonthOf(perYear, from, model) };
  return per.size > 0 ? [ofStated, { months: running, since: from }] : [ofStated];
}

/** The last month of the invoice that covers the end of the calendar. */
function invoicedTo(paid: Paid, { months: [first], since }: Covered, end: Month | undefined, { calendar: { last } }: Model): Month {
  if (first === undefined) return last;
  const covered = INVOICED_MONTHS[paid];
  const into = monthsInto(paid, last + 1, Math.min(since ?? first, first));
  return Math.min(last + ((covered - into) % covered), end ?? Number.POSITIVE_INFINITY);
}
