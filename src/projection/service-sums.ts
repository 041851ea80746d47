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
import { type Brokered, basePriceOf, type Calendar, type Season } from '../model/index.js';
import { unitPriceIn } from '../pricing/index.js';
import { type Seasonal, seasonOfAll, seasonWithin, shareOf, weightOf } from './season.js';
import type { ServiceYear } from './service-year.js';
import type { BuyingStretch } from './stretches.js';

const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');

/** The share of a service's sales of a year, with its season, that is not to members. */
export function shareToOthers({ parts, orders }: ServiceYear, season: Season | undefined, label: string): Rate {
  const [only] = parts as readonly [ServiceYear['parts'][number]];
  if (parts.length === 1 && orders.length === 0)
    return quotient('rate', only.toOthers, larger('money', [only.billed, PENNY]), label);
  const inMonths = (of: 'billed' | 'toOthers'): Money[] =>
    parts.map(({ months, [of]: amount }) => {
      const share = shareOf(months, season);
      return share === undefined ? amount : portion(amount, share);
    });
  const billed = sum('money', [...inMonths('billed'), ...orders.map(({ paid }) => paid)]);
  const toOthers = sum('money', [...inMonths('toOthers'), ...orders.map(({ asOther }) => asOther)]);
  return quotient('rate', toOthers, larger('money', [billed, PENNY]), label);
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
 * What a day brings in beyond its direct cost, at a price of a unit that takes so many; undefined where that is not known,
 * or a unit takes no time.
 */
export function worthOfDay(unit: Price, days: Count, directCost: Price | undefined): Exact | undefined {
  if (!days.isKnown || days.exact.sign === 0 || !unit.isKnown) return undefined;
  const margin = directCost?.isKnown ? unit.exact.minus(directCost.exact) : unit.exact;
  return margin.over(days.exact);
}

/** Units of one stretch of a year, as if its schools could buy in all twelve months. */
export interface UnitsAt {
  readonly at: BuyingStretch;
  readonly units: Count;
}

/** Units of each stretch of a year, as many as its months take of them by the season. */
function weighed(all: readonly UnitsAt[], season: Season | undefined, calendar: Calendar): Count[] {
  return all.map(({ at, units }) => {
    const weight = weightOf(at, season, calendar);
    return weight === undefined ? units : times(units, weight);
  });
}

/** What a year has of units of its stretches, at twelve months' rate. */
export function overYear(
  all: readonly UnitsAt[],
  season: Season | undefined,
  calendar: Calendar,
  label?: string,
): Count {
  const counts = weighed(all, season, calendar);
  return counts.length === 1 ? (counts[0] as Count) : sum('count', counts, label);
}

/** How the months of a year share days for units of its stretches. */
export function seasonOver(
  all: readonly UnitsAt[],
  season: Season | undefined,
  calendar: Calendar,
): Season | undefined {
  const [first] = all as readonly [UnitsAt];
  if (all.length === 1) return seasonWithin(season, first.at.months);
  const counts = weighed(all, season, calendar);
  const parts = all.map(
    ({ at: { months } }, i): Seasonal => ({ days: counts[i] as Count, season: seasonWithin(season, months), months }),
  );
  return seasonOfAll(parts, calendar, first.at.year);
}
