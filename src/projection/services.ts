import {
  type Count,
  charge,
  constant,
  Exact,
  larger,
  type Money,
  type Price,
  quotient,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import {
  type Brokered,
  type Model,
  monthsOf,
  nameIn,
  type PriceLevel,
  type Traded,
  yearLabel,
} from '../model/index.js';
import { divided, type Split } from '../pricing/index.js';
import type { Activity } from './activity.js';
import { Capacity } from './capacity.js';
import type { Growth } from './growth.js';
import { Turned } from './levers.js';
import type { Posts } from './posts.js';

const WHOLE = constant('rate', Exact.one, 'the whole price');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');

/** What a service does in a company year, at twelve months' rate. */
export interface ServiceYear {
  /** Units that are sold, and units that membership includes. */
  readonly sold: Count;
  readonly included: Count;
  /** Units that each tier includes. */
  readonly includedBy: ReadonlyMap<string, Count>;
  /** What buyers pay, before VAT, and the part of it that is not members'. */
  readonly billed: Money;
  readonly toOthers: Money;
  /** What the provider of a brokered service gets. */
  readonly providers: Money | undefined;
  readonly directCost: Money | undefined;
}

/** What is asked for of a traded service in a year, before it is known whether there are days for it. */
interface Asked {
  /** By tier. */
  readonly members: ReadonlyMap<string, Count>;
  readonly others: Count | undefined;
  readonly sold: Count;
  readonly includedBy: ReadonlyMap<string, Count>;
  readonly included: Count;
}

/** Traded and brokered services: how much is asked for, what it brings in and what it costs directly. */
export class Services {
  readonly capacity: Capacity;
  private readonly years = new Map<string, ServiceYear>();
  private readonly traded: Turned;

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'tiers' | 'services' | 'staff'>,
    private readonly activity: Activity,
    private readonly growth: Growth,
    traded: Rate | undefined,
    posts: Posts,
  ) {
    this.traded = new Turned(traded);
    this.capacity = new Capacity(model, posts, growth);
    const asked = new Map<string, Asked>();
    this.each('traded', (id, service, year) => asked.set(`${id}|${year}`, this.asked(id, service as Traded, year)));
    this.each('traded', (id, service, year) => {
      const found = this.tradedYear(id, service as Traded, year, asked.get(`${id}|${year}`) as Asked);
      this.years.set(`${id}|${year}`, found);
    });
    this.each('brokered', (id, service, year) =>
      this.years.set(`${id}|${year}`, this.brokeredYear(id, service as Brokered, year)),
    );
  }

  private each(
    kind: 'traded' | 'brokered',
    work: (id: string, service: Traded | Brokered, year: number) => void,
  ): void {
    for (const [id, service] of this.model.services) {
      if (service.kind === kind) for (const year of this.model.calendar.years) work(id, service, year);
    }
  }

  in(id: string, year: number): ServiceYear {
    return this.years.get(`${id}|${year}`) as ServiceYear;
  }

  /** The share of a service's sales of a year that is not to members. */
  othersShare(id: string, year: number): Rate {
    const { toOthers, billed } = this.in(id, year);
    return quotient(
      'rate',
      toOthers,
      larger('money', [billed, PENNY]),
      this.label(id, 'share sold to schools that are not members', year),
    );
  }

  /** What a unit of a service costs in a year: a school that is not a member, or a member of a tier. */
  priceOf(id: string, tier: string | undefined, year: number): Price {
    const service = this.model.services.get(id) as Traded | Brokered;
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    if (service.kind === 'brokered') return unitPrice(service, now);
    const terms = tier === undefined ? undefined : this.model.tiers.get(tier);
    return now(terms === undefined ? service.price.other : memberPrice(service, terms.discounts.get(id)));
  }

  /** What a unit of a service would cost bought elsewhere in a year; undefined where nobody has said. */
  alternativeOf(id: string, level: PriceLevel, year: number): Price | undefined {
    const alternative = this.model.services.get(id)?.alternative;
    return alternative && this.growth.of(alternative.prices[level], alternative.uplift, year);
  }

  private label(id: string, what: string, year: number): string {
    return `${nameIn(this.model, 'services', id)}: ${what}, ${yearLabel(this.model.calendar, year)}`;
  }

  /** Schools that may join and have not. */
  private others(year: number): Count {
    return sum('count', [this.activity.schools], 'schools that are not members', [
      this.activity.driver('members', year),
    ]);
  }

  private membersOf(tier: string, year: number): Count {
    const label = `members of ${nameIn(this.model, 'tiers', tier)}, average of ${yearLabel(this.model.calendar, year)}`;
    return this.activity.average('members', monthsOf(this.model.calendar, year), tier, label);
  }

  private asked(id: string, service: Traded, year: number): Asked {
    const { demand, delivery, price, unit } = service;
    const { perMember, perOther } = demand;
    const members = new Map<string, Count>();
    if (perMember !== undefined) {
      for (const tier of [...this.model.tiers.keys()].sort())
        members.set(tier, times(this.membersOf(tier, year), this.traded.of(perMember)));
    }
    const others = perOther && times(this.others(year), this.traded.of(perOther));
    const sold = sum(
      'count',
      [...members.values(), ...(others === undefined ? [] : [others])],
      this.label(id, `${unit}s asked for`, year),
    );
    const includedBy = this.includedBy(id, year);
    const included = sum('count', [...includedBy.values()], this.label(id, 'included in membership', year));
    const { by, days } = delivery;
    if (by !== undefined && days !== undefined) {
      const label = this.label(id, 'days', year);
      this.activity.needDays(
        by,
        year,
        times(sum('count', [sold, included], this.label(id, `${unit}s in all`, year)), days, label),
      );
      const buyers = [...members, ...(others === undefined ? [] : [[OTHERS, others] as const])];
      this.capacity.ask(by, year, {
        service: id,
        worth: worthOfDay(service),
        worthOf: [price.other, delivery.directCost, days],
        included: times(included, days),
        sold: buyers.map(([buyer, units]) => ({ buyer, days: times(units, days) })),
      });
    }
    return { members, others, sold, includedBy, included };
  }

  private tradedYear(id: string, service: Traded, year: number, asked: Asked): ServiceYear {
    const delivered: Count[] = [];
    const sell = (units: Count, price: Price, buyer: string, to: string): Money => {
      const met = this.met(id, service, year, buyer, units);
      delivered.push(met);
      return charge(this.growth.of(price, service.uplift, year), met, this.label(id, `sold to ${to}`, year));
    };
    const toMembers = [...asked.members].map(([tier, units]) =>
      sell(
        units,
        memberPrice(service, this.model.tiers.get(tier)?.discounts.get(id)),
        tier,
        `members of ${nameIn(this.model, 'tiers', tier)}`,
      ),
    );
    const toOthers =
      asked.others === undefined ? [] : [sell(asked.others, service.price.other, OTHERS, 'other schools')];
    const sold = sum('count', delivered, this.label(id, `${service.unit}s sold`, year));
    const all = sum('count', [sold, asked.included], this.label(id, `${service.unit}s delivered`, year));
    const { directCost, days } = service.delivery;
    if (days !== undefined) this.activity.takeDays(year, times(all, days, this.label(id, 'days delivered', year)));
    return {
      sold,
      included: asked.included,
      includedBy: asked.includedBy,
      billed: sum('money', [...toMembers, ...toOthers], this.label(id, 'income', year)),
      toOthers: sum('money', toOthers),
      providers: undefined,
      directCost:
        directCost &&
        charge(this.growth.of(directCost, service.uplift, year), all, this.label(id, 'direct cost', year)),
    };
  }

  /** The units of what a buyer asks for that there are days for. */
  private met(id: string, { delivery: { by, days } }: Traded, year: number, buyer: string, units: Count): Count {
    const met = by === undefined || days === undefined ? undefined : this.capacity.met(by, year, id, buyer);
    if (met === undefined || days === undefined || !days.isKnown || days.exact.sign === 0) return units;
    return quotient('count', met, days, this.label(id, 'that there are days for', year));
  }

  private includedBy(id: string, year: number): ReadonlyMap<string, Count> {
    const units = new Map<string, Count>();
    for (const [tier, { includes }] of this.model.tiers) {
      const entitlement = includes.get(id);
      if (entitlement === undefined || entitlement === 'unlimited') continue;
      const promised = times(this.membersOf(tier, year), entitlement.perSchool);
      units.set(tier, entitlement.takeUp === undefined ? promised : times(promised, entitlement.takeUp));
    }
    return units;
  }

  private brokeredYear(id: string, service: Brokered, year: number): ServiceYear {
    const { perMember, perOther } = service.demand;
    const units: Count[] = [];
    if (perMember !== undefined) units.push(times(this.activity.driver('members', year), perMember));
    const others = perOther && times(this.others(year), perOther);
    if (others !== undefined) units.push(others);
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    const sold = sum('count', units, this.label(id, `${service.unit}s brokered`, year));
    const split = splitOf(service, sold, now);
    const toOthers = others === undefined ? sum<'money'>('money', []) : splitOf(service, others, now).buyer;
    return {
      sold,
      included: sum('count', []),
      includedBy: new Map(),
      billed: split.buyer,
      toOthers,
      providers: split.provider,
      directCost: undefined,
    };
  }
}

/** Not members: the buyer that is no tier. */
const OTHERS = ' others';

/**
 * What a day brings in beyond its direct cost, at the prices of the first year; undefined where that is not known, or a
 * unit takes no time.
 */
function worthOfDay({ price, delivery: { days, directCost } }: Traded): Exact | undefined {
  if (days === undefined || !days.isKnown || days.exact.sign === 0 || !price.other.isKnown) return undefined;
  const margin = directCost?.isKnown ? price.other.exact.minus(directCost.exact) : price.other.exact;
  return margin.over(days.exact);
}

/** What a unit costs a member whose tier gives a discount, or none. */
export function memberPrice({ price }: Traded, discount: Rate | undefined): Price {
  if (price.member !== undefined) return price.member;
  return discount === undefined
    ? price.other
    : times(price.other, sum('rate', [WHOLE], 'the price less the discount', [discount]));
}

/** What a buyer pays for a unit of a brokered service. */
function unitPrice({ providerFee, price, commission }: Brokered, now: (price: Price) => Price): Price {
  if (providerFee === undefined) return now(price as Price);
  const fee = now(providerFee);
  const taken = 'fixed' in commission ? now(commission.fixed) : times(fee, commission.percent, 'commission');
  return sum('price', [fee, taken], 'fee and commission');
}

/** What some units of a brokered service come to, and who gets what of it. */
export function splitOf(
  service: Pick<Brokered, 'providerFee' | 'price' | 'commission'>,
  units: Count,
  now: (price: Price) => Price,
): Split {
  const { providerFee, price, commission } = service;
  const onTop = providerFee !== undefined;
  const base = charge(now((providerFee ?? price) as Price), units, onTop ? "provider's fee × units" : 'price × units');
  return divided(base, commission, units, onTop, now);
}
