import { type Count, constant, Exact, type Rate, sum, times } from '../figures/index.js';
import { isThere, type Model, mayBuy, momentOf, type School, schoolIn } from '../model/index.js';
import { ONE_SCHOOL } from '../pricing/index.js';
import { decisionsOf } from './chance.js';
import type { Customers } from './customers.js';
import type { Joiner, Joiners } from './joiners.js';
import type { ServiceBuyer } from './service-prices.js';
import type { BuyingStretch } from './stretches.js';
import type { TiersWith } from './tier-parts.js';

/** A school as a buyer of services in some months, and how many such buyers are expected on average over them. */
export interface ExpectedBuyer extends ServiceBuyer {
  readonly school: School;
  readonly count: Count;
  /** Where chance decides: how much of each of the schools that it stands for is such a buyer; undefined elsewhere. */
  readonly each: readonly Count[] | undefined;
}

const MEMBER = constant('count', Exact.one, 'one school');

/** Every school as a member of each tier and as none, in each stretch of a company year. */
export class ServiceBuyers {
  private readonly found = new Map<BuyingStretch, readonly ExpectedBuyer[]>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools'> & {
      readonly tiers: TiersWith<'eligible'>;
      readonly joiners: Joiners;
      readonly customers: Customers;
    },
  ) {}

  in(stretch: BuyingStretch): readonly ExpectedBuyer[] {
    const found = this.found.get(stretch) ?? this.anew(stretch);
    this.found.set(stretch, found);
    return found;
  }

  private anew(stretch: BuyingStretch): ExpectedBuyer[] {
    const { year, months } = stretch;
    const members = this.members(stretch);
    const byId = new Map<string, ExpectedBuyer[]>();
    for (const member of members) byId.set(member.school.id, [...(byId.get(member.school.id) ?? []), member]);
    const { calendar, schools, tiers } = this.model;
    const others = schools
      .filter((school) => mayBuy(school, tiers.values()))
      .flatMap((each): ExpectedBuyer[] => {
        const open = months.filter((month) => isThere(each, month)).length;
        if (open === 0) return [];
        const share = shareOf(open, months.length);
        const openFor = (all: Count): Count => (share === undefined ? all : times(all, share));
        const school = schoolIn(each, momentOf(each, calendar, year));
        const own = byId.get(school.id) ?? [];
        const label = `${school.name} as no member`;
        const counts = own.map(({ count }) => count);
        const isDrawn = own.every((member) => member.each !== undefined);
        const rest = (weight: Count, i: number): Count =>
          sum(
            'count',
            [openFor(weight)],
            label,
            own.map((member) => member.each?.[i] as Count),
          );
        return [
          {
            school,
            tier: undefined,
            customer: this.model.customers.customer(school, year),
            count: sum('count', [openFor(school.count ?? ONE_SCHOOL)], label, counts),
            each: isDrawn ? weightsOf(school).map(rest) : undefined,
          },
        ];
      });
    return [...members, ...others];
  }

  /** Those who are members in some of the months, each by how many of them. */
  private members({ year, months }: BuyingStretch): ExpectedBuyer[] {
    const [first, last] = [months[0] as number, months[months.length - 1] as number];
    return this.model.joiners.batches.flatMap(({ joiners, firstMonth, lastMonth }) => {
      const length = Math.min(last, lastMonth) - Math.max(first, firstMonth) + 1;
      if (length <= 0) return [];
      const share = shareOf(length, months.length);
      return joiners.map((joiner): ExpectedBuyer => {
        const { school, tier, members } = joiner;
        const all = times(ONE_SCHOOL, members);
        const count = share === undefined ? all : times(all, share);
        return {
          school,
          tier,
          customer: this.model.customers.customer(school, year),
          count,
          each: eachOf(joiner, share),
        };
      });
    });
  }
}

/** So many of some months as a share of them; undefined for all of them. */
function shareOf(months: number, of: number): Rate | undefined {
  return months === of ? undefined : constant('rate', Exact.fraction(months, of), `${months} of ${of} months`);
}

/** How much of each of the schools that a joiner stands for is a member, where chance decides. */
function eachOf({ school, each }: Joiner, share: Rate | undefined): readonly Count[] | undefined {
  if (each === undefined) return undefined;
  return weightsOf(school).map((weight, i) => {
    const joins = times(weight, (each.length === 1 ? each[0] : each[i]) as Rate);
    return share === undefined ? joins : times(joins, share);
  });
}

/** One for each school that a line of the roll stands for, and what is left of a fraction of one. */
function weightsOf(school: School): readonly Count[] {
  const many = decisionsOf(school);
  const all = school.count?.isKnown ? school.count.exact : Exact.of(many);
  const left = all.minus(Exact.of(many - 1));
  return Array.from({ length: many }, (_, i) =>
    i < many - 1 || left.compare(Exact.one) === 0 ? MEMBER : constant('count', left, 'what is left of a school'),
  );
}
