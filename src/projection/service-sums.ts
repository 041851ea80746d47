import {
  band,
  type Count,
  constant,
  Exact,
  type Money,
  nothing,
  type Price,
  portion,
  quotient,
  type Rate,
} from '../figures/index.js';
import { type Brokered, basePriceOf, type Calendar, monthsOf, type Traded } from '../model/index.js';
import { unitPriceIn } from '../pricing/index.js';

/** Of a year's amount at twelve months' rate, that of the months which the calendar has. */
export function inMonthsOf(calendar: Calendar, year: number, amount: Money): Money {
  const { length } = monthsOf(calendar, year);
  return length === 12
    ? amount
    : portion(amount, constant('rate', Exact.fraction(length, 12), `${length} months of 12`));
}

/** The share of what is asked for that is delivered. */
export function shareMet(met: Count, asked: Count): Rate {
  const none = { upTo: nothing<'count'>('count'), closed: true, value: nothing<'rate'>('rate') };
  return band(
    'rate',
    asked,
    [none],
    quotient('rate', met, asked, 'the share of what is asked for that there are days for'),
  );
}

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
