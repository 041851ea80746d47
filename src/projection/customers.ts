import { type Count, constant, Exact, type Rate, sum, times } from '../figures/index.js';
import { always, type Dated, kept, keyInWords, type Month } from '../language/index.js';
import { customerOf, driverOf, firstThere, type Model, type School, yearOf } from '../model/index.js';
import { type Customer, countsPupils, MEMBERSHIP_YEAR, type Quantities } from '../pricing/index.js';
import type { Chance } from './chance.js';
import { type Growth, growthOf } from './growth.js';
import { Turned } from './levers.js';

/** What schools are to prices hangs on: the months, how rolls change, and what turns or moves them. */
export interface CustomerParts extends Pick<Model, 'schools' | 'calendar'> {
  readonly change: Model['roll']['change'];
  readonly roll: Rate | undefined;
  /** Where it moves any roll. */
  readonly chance: Chance | undefined;
}

/** Schools as prices see them: the same for whatever they are asked to pay. */
export const customersOf = kept(
  { schools: true, calendar: true, change: true, roll: true, chance: true },
  (parts: CustomerParts) => new Customers(parts),
);

const NOBODY: readonly Customer[] = [];

/** What prices see of each school in each company year: its pupils and its drivers as they stand in that year. */
export class Customers {
  private readonly roll: Turned;
  private readonly customers = new Map<number, Map<School, Customer>>();
  private readonly growth: Growth;

  constructor(private readonly parts: CustomerParts) {
    this.growth = growthOf(parts);
    this.roll = new Turned(parts.roll);
  }

  /** A school's pupils in a company year, on the roll's own basis. */
  pupilsOf(school: School, year: number): Count {
    return this.customer(school, year).pupils;
  }

  /** A school as the prices of a company year see it. */
  customer(school: School, year: number): Customer {
    const schools = this.customers.get(year) ?? new Map<School, Customer>();
    this.customers.set(year, schools);
    const found = schools.get(school) ?? this.anew(school, year);
    schools.set(school, found);
    return found;
  }

  private anew(school: School, year: number): Customer {
    const { calendar } = this.parts;
    const at = Math.max(calendar.first, year * 12 + calendar.yearStarts);
    const own = this.pupilsIn(school, Math.max(at, firstThere(school, calendar)));
    const moved = this.moved(school, own);
    if (school.joinedBy.length === 0) return customerOf(school, moved, this.quantities(school, NOBODY, at), own);
    const others = school.joinedBy.map((each) => this.customer(each, year));
    const label = `pupils of ${school.name} with those who have come to it`;
    const together = (first: Count, of: (each: Customer) => Count): Count =>
      sum('count', [first, ...others.map(of)], label);
    return customerOf(
      school,
      together(moved, ({ pupils }) => pupils),
      this.quantities(school, others, at),
      together(own, ({ weight, pupils }) => weight ?? pupils),
    );
  }

  private pupilsIn(school: School, at: Month): Count {
    return this.growth.in(school.pupils, this.changeOf(school), at) as Count;
  }

  private changeOf({ phase }: School): Dated<Rate> | undefined {
    const { change } = this.parts;
    return change && ('all' in change ? change.all : change.byPhase.get(phase));
  }

  /**
   * A school's drivers in a year: those that count pupils move with its roll, and are those of the schools that have
   * gone into it too.
   */
  private quantities(school: School, others: readonly Customer[], at: Month): Quantities {
    return ((driver, kind) => {
      if (driver === MEMBERSHIP_YEAR && kind === 'count') return this.membershipYear(at);
      const found = driverOf(school, driver, kind);
      if (kind !== 'count' || !countsPupils(driver)) return found;
      const own =
        found && this.moved(school, this.growth.in(always(found as Count), this.changeOf(school), at) as Count);
      const more = others.map((each) => each.quantity(driver, 'count'));
      if (own === undefined || more.length === 0) return own;
      const label = `${keyInWords(driver)} of ${school.name} with those who have come to it`;
      return sum('count', [own, ...more.flatMap((each) => each ?? [])], label);
    }) as Quantities;
  }

  /** Which of the company years a month is in, from 1: sign-ups for several years are counted from the first. */
  private membershipYear(at: Month): Count {
    const { calendar } = this.parts;
    const year = yearOf(calendar, at) - (calendar.years[0] as number) + 1;
    return constant('count', Exact.of(year), 'year of the sign-up');
  }

  /** Pupils as a lever and chance move them. */
  private moved(school: School, pupils: Count): Count {
    const turned = this.roll.of(pupils);
    const roll = this.parts.chance?.roll(school);
    return roll === undefined ? turned : times(turned, roll);
  }
}
