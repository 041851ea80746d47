import { type Count, inWords, type Rate, sum } from '../figures/index.js';
import { always, type Dated, keyInWords } from '../language/index.js';
import {
  type Customer,
  candidatesFor,
  countsPupils,
  holdsFor,
  type Quantities,
  type TierPrice,
} from '../pricing/index.js';
import { type Calendar, monthsOf, yearLabel } from './calendar.js';
import { Growth } from './growth.js';
import { firstThere, isThere, schoolIn, stagesOf } from './life.js';
import type { Model } from './model.js';
import { customerOf, driverOf, type School } from './school.js';

/** A school as it is at some time, and with all that it becomes. */
export interface Stage {
  readonly whole: School;
  readonly school: School;
}

/** A school as it is, and as what it becomes, in order. */
export const stagesWithin = (whole: School): Stage[] => stagesOf(whole).map((school) => ({ whole, school }));

/**
 * Schools in each company year of a calendar, with the pupils that they then have: by their dates, as the roll changes,
 * and with those of the schools that have gone into them.
 */
export class Rolls {
  private readonly calendar: Calendar;
  private readonly growth: Growth;
  private readonly change: Model['roll']['change'];

  constructor({ calendar, roll }: Pick<Model, 'calendar' | 'roll'>) {
    this.calendar = calendar;
    this.growth = new Growth(calendar);
    this.change = roll.change;
  }

  /**
   * The first company year in which none of some prices fits a `school`, as it is or as what it becomes, by its numbers,
   * in words: `2029-30, with 305 pupils`. Undefined where one fits in each year in which it is open as that, or a number
   * that they ask is not known. `whole` is the school with all that it becomes.
   */
  beyond(prices: readonly TierPrice[], { whole, school }: Stage, attributes = school.attributes): string | undefined {
    const candidates = candidatesFor(prices, attributes).map(({ price }) => price);
    if (candidates.every(({ numbers }) => numbers.size === 0)) return undefined;
    const { calendar } = this;
    for (const year of calendar.years) {
      const isThen = (month: number): boolean => isThere(whole, month) && schoolIn(whole, month) === school;
      if (!monthsOf(calendar, year).some(isThen)) continue;
      const customer = { ...this.customer(school, year), attributes };
      if (!holdsFor(candidates, customer)) return this.told(candidates, customer, year);
    }
    return undefined;
  }

  private told(prices: readonly TierPrice[], customer: Customer, year: number): string {
    const asked = new Set(prices.flatMap(({ numbers }) => [...numbers.keys()]));
    const has = [...asked].flatMap((driver): string[] => {
      const number = driver === 'pupils' ? customer.pupils : customer.quantity(driver, 'count');
      return number?.isKnown ? [`${inWords(number)} ${keyInWords(driver)}`] : [];
    });
    const label = yearLabel(this.calendar, year);
    return has.length === 0 ? label : `${label}, with ${has.join(' and ')}`;
  }

  private customer(school: School, year: number): Customer {
    const { calendar } = this;
    const start = Math.max(calendar.first, year * 12 + calendar.yearStarts);
    const at = Math.max(start, firstThere(school, calendar));
    const grown = (of: Dated<Count>): Count => this.growth.in(of, this.changeOf(school), at) ?? sum('count', []);
    const others = school.joinedBy.map((each) => this.customer(each, year));
    const quantity = ((driver, kind) => {
      const found = driverOf(school, driver, kind);
      if (found === undefined || kind !== 'count' || !countsPupils(driver)) return found;
      return sum('count', [
        grown(always(found as Count)),
        ...others.flatMap((each) => each.quantity(driver, 'count') ?? []),
      ]);
    }) as Quantities;
    const pupils = sum('count', [grown(school.pupils), ...others.map((each) => each.pupils)]);
    return customerOf(school, pupils, quantity);
  }

  private changeOf({ phase }: School): Dated<Rate> | undefined {
    return this.change && ('all' in this.change ? this.change.all : this.change.byPhase.get(phase));
  }
}
