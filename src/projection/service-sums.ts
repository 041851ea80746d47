import {
  type Count,
  constant,
  Exact,
  larger,
  type Money,
  type Price,
  portion,
  quotient,
  type Rate,
  shareAmong,
  sum,
  times,
} from '../figures/index.js';
import { type Brokered, basePriceOf, type Calendar, monthsOf, type Traded } from '../model/index.js';
import { unitPriceIn } from '../pricing/index.js';
import { seasonAgainstEven } from './season.js';
import type { ServiceYear } from './service-year.js';

/** Of a year's amount at twelve months' rate, that of the months which the calendar has. */
export function inMonthsOf(calendar: Calendar, year: number, amount: Money): Money {
  const { length } = monthsOf(calendar, year);
  return length === 12
    ? amount
    : portion(amount, constant('rate', Exact.fraction(length, 12), `${length} months of 12`));
}

const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');

/** The share of a service's sales of a year that is not to members; `inYear` of what is no order lies in the calendar. */
export function shareToOthers(
  { toOthers, billed, orders }: Pick<ServiceYear, 'toOthers' | 'billed' | 'orders'>,
  inYear: Rate | undefined,
  label: string,
): Rate {
  const inMonths = (amount: Money): Money => (inYear === undefined ? amount : portion(amount, inYear));
  const all =
    orders.length === 0
      ? { billed, toOthers }
      : {
          billed: sum('money', [inMonths(billed), ...orders.map(({ paid }) => paid)]),
          toOthers: sum('money', [inMonths(toOthers), ...orders.map(({ asOther }) => asOther)]),
        };
  return quotient('rate', all.toOthers, larger('money', [all.billed, PENNY]), label);
}

/** The share of what is asked for that is delivered. */
export const shareMet = (met: Count, asked: Count): Rate =>
  shareAmong(asked, met, 'the share of what is asked for that there are days for');

/** Whether each unit of a brokered service costs all buyers the same, members and others. */
export function hasOnePrice(service: Brokered): boolean {
  const [member, other] = [true, false].map((isMember) => unitPriceIn(basePriceOf(service), isMember));
  return other !== undefined && member === other;
}

/**
 * What a day brings in beyond its direct cost, at a price of a unit; undefined where that is not known, or a unit takes
 * no time.
 */
export function worthOfDay(unit: Price, { days, directCost }: Traded['delivery']): Exact | undefined {
  if (days === undefined || !days.isKnown || days.exact.sign === 0 || !unit.isKnown) return undefined;
  const margin = directCost?.isKnown ? unit.exact.minus(directCost.exact) : unit.exact;
  return margin.over(days.exact);
}

/** The days that units take, as many as the months of a year that is cut short have of the season. */
export function daysTaken({ delivery, season }: Traded, units: Count, calendar: Calendar, year: number): Count {
  const against = seasonAgainstEven(season, calendar, year);
  const days = times(units, delivery.days as Count);
  return against === undefined ? days : times(days, against);
}

/**
 * Units of a year that is cut short, of a service with a season; what is ordered lies in its months already. Undefined
 * where the season changes nothing.
 */
export function inSeason(
  { season }: Traded,
  units: readonly Count[],
  ordered: Count | undefined,
  calendar: Calendar,
  year: number,
): readonly Count[] | undefined {
  const against = seasonAgainstEven(season, calendar, year);
  return against && [...units.map((each) => times(each, against)), ...(ordered === undefined ? [] : [ordered])];
}
