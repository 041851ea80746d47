import { type Count, constant, Exact, sum, times } from '../figures/index.js';
import { type Model, mayJoin, monthsOf, type School, schoolIn } from '../model/index.js';
import { ONE_SCHOOL } from '../pricing/index.js';
import type { Membership } from './membership.js';
import type { ServiceBuyer } from './service-prices.js';

/** A school as a buyer of services in a company year, and how many such buyers are expected on average over the year. */
export interface ExpectedBuyer extends ServiceBuyer {
  readonly school: School;
  readonly count: Count;
}

/** Every school as a member of each tier and as none, in each company year. */
export class ServiceBuyers {
  private readonly years = new Map<number, readonly ExpectedBuyer[]>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools' | 'tiers'>,
    private readonly membership: Membership,
  ) {}

  in(year: number): readonly ExpectedBuyer[] {
    const found = this.years.get(year) ?? this.anew(year);
    this.years.set(year, found);
    return found;
  }

  private anew(year: number): ExpectedBuyer[] {
    const members = this.members(year);
    const { calendar, schools, tiers } = this.model;
    const at = Math.max(calendar.first, year * 12 + calendar.yearStarts);
    const others = schools
      .filter((school) => mayJoin(school, tiers.values()))
      .map((each): ExpectedBuyer => {
        const school = schoolIn(each, at);
        const own = members.filter((member) => member.school.id === school.id).map(({ count }) => count);
        const count = sum('count', [school.count ?? ONE_SCHOOL], `${school.name} as no member`, own);
        return { school, tier: undefined, customer: this.membership.customerOf(school, year), count };
      });
    return [...members, ...others];
  }

  /** Those who are members in some months of a year, each by the share of the year. */
  private members(year: number): ExpectedBuyer[] {
    const months = monthsOf(this.model.calendar, year);
    const [first, last] = [months[0] as number, months[months.length - 1] as number];
    return this.membership.batches.flatMap(({ charges, firstMonth, lastMonth }) => {
      const length = Math.min(last, lastMonth) - Math.max(first, firstMonth) + 1;
      if (length <= 0) return [];
      const share =
        length === months.length
          ? undefined
          : constant('rate', Exact.fraction(length, months.length), `${length} of ${months.length} months`);
      return charges.map(({ school, tier, members }): ExpectedBuyer => {
        const all = times(ONE_SCHOOL, members);
        const count = share === undefined ? all : times(all, share);
        return { school, tier, customer: this.membership.customerOf(school, year), count };
      });
    });
  }
}
