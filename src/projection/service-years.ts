import {
  type Count,
  charge,
  isZero,
  type Money,
  named,
  nothing,
  type Price,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
  totalOf,
} from '../figures/index.js';
import { keyInWords } from '../language/index.js';
import { type Brokered, type Model, nameIn, type Traded, yearLabel } from '../model/index.js';
import { type Split, unitPriceIn, type VatClass } from '../pricing/index.js';
import type { Activity } from './activity.js';
import { splitOf } from './brokerage.js';
import type { Capacity } from './capacity.js';
import type { Demands } from './demands.js';
import type { ExpectedSales } from './expected-sales.js';
import type { Growth } from './growth.js';
import type { Turned } from './levers.js';
import type { OrderBook } from './ordered.js';
import { weightOf } from './season.js';
import type { ServicePrices } from './service-prices.js';
import { hasOnePrice, overYear, seasonOver, shareMet, type UnitsAt, worthOfDay } from './service-sums.js';
import type { Asked, AskedStretch, ServiceStretch, ServiceYear } from './service-year.js';
import { type BuyingStretch, whenOf } from './stretches.js';
import type { TiersWith } from './tier-parts.js';

interface YearParts {
  readonly model: Pick<Model, 'calendar' | 'services'> & { readonly tiers: TiersWith<'name' | 'includes'> };
  readonly activity: Activity;
  readonly growth: Growth;
  readonly demands: Demands;
  readonly prices: ServicePrices;
  readonly sales: ExpectedSales;
  readonly ordered: OrderBook;
  readonly capacity: Capacity;
  readonly traded: Turned;
}

/** What buyers pay, and the provider's part of it. */
type Paid = Pick<Split, 'buyer' | 'provider'>;

/** Not members: the buyer that is no tier. */
const OTHERS = ' others';

/** Works out what services do in company years. All that is asked for is noted before any of it is delivered. */
export class ServiceYears {
  constructor(private readonly parts: YearParts) {}

  /** Notes what is asked for of a traded service in a year, and of whom. */
  asked(id: string, service: Traded, year: number): Asked {
    const { delivery, unit, season } = service;
    const { activity, capacity, ordered: book } = this.parts;
    const stretches = this.parts.demands.stretches.in(year).map((at) => this.askedAt(id, at));
    const over = (units: readonly UnitsAt[]): Count => overYear(units, season, this.parts.model.calendar);
    const membersOf = (tier: string): UnitsAt[] => unitsAt(stretches, ({ members }) => members.get(tier));
    const includedOf = (tier: string): UnitsAt[] => unitsAt(stretches, ({ includedBy }) => includedBy.get(tier));
    const [first] = stretches;
    const members = new Map([...(first?.members.keys() ?? [])].map((tier) => [tier, over(membersOf(tier))]));
    const includedBy = new Map([...(first?.includedBy.keys() ?? [])].map((tier) => [tier, over(includedOf(tier))]));
    const promisedBy = new Map(
      [...includedBy.keys()].map((tier) => [
        tier,
        over(unitsAt(stretches, ({ promisedBy: promised }) => promised.get(tier))),
      ]),
    );
    const toOthers = unitsAt(stretches, ({ others: each }) => each);
    const others = toOthers.length === 0 ? undefined : over(toOthers);
    const ordered = book.unitsIn(id, year);
    const sold = totalOf(
      'count',
      [...members.values(), ...(others === undefined ? [] : [others]), ...(ordered === undefined ? [] : [ordered])],
      this.label(id, `${unit}s asked for`, year),
    );
    const included = totalOf('count', [...includedBy.values()], this.label(id, 'included in membership', year));
    const { days } = delivery;
    if (days !== undefined) {
      const by = delivery.by as string;
      const all = totalOf('count', [sold, included], this.label(id, `${unit}s in all`, year));
      activity.needDays(by, year, times(all, days, this.label(id, 'days', year)));
      const typical = this.usualPrice(id, service, year, sold, members);
      const seasonOf = (units: readonly UnitsAt[]) => seasonOver(units, season, this.parts.model.calendar);
      const buyers = [
        ...[...members].map(([buyer, units]) => ({ buyer, units, season: seasonOf(membersOf(buyer)) })),
        ...(others === undefined ? [] : [{ buyer: OTHERS, units: others, season: seasonOf(toOthers) }]),
      ];
      const promised = stretches.map(
        ({ at, includedBy: each }): UnitsAt => ({ at, units: totalOf('count', [...each.values()]) }),
      );
      capacity.ask(by, year, {
        service: id,
        worth: worthOfDay(typical, days, delivery.directCost),
        worthOf: [typical, delivery.directCost, days],
        included: { days: times(included, days), season: seasonOf(promised) },
        ordered: ordered && times(ordered, days),
        orderedIn: book.seasonIn(id, year),
        sold: buyers.map(({ units, ...each }) => ({ ...each, days: times(units, days) })),
      });
    }
    return { stretches, members, others, sold, ordered, includedBy, promisedBy, included };
  }

  private askedAt(id: string, at: BuyingStretch): AskedStretch {
    const { demands, traded, model } = this.parts;
    const [includedBy, promisedBy] = [new Map<string, Count>(), new Map<string, Count>()];
    for (const [tier, { includes }] of model.tiers) {
      const entitlement = includes.get(id);
      if (entitlement === undefined || entitlement === 'unlimited') continue;
      const promised = times(demands.countOf(tier, at), entitlement.perSchool);
      promisedBy.set(tier, promised);
      includedBy.set(tier, entitlement.takeUp === undefined ? promised : times(promised, entitlement.takeUp));
    }
    return {
      at,
      members: demands.byMembers(id, at, traded),
      others: demands.byOthers(id, at, traded),
      includedBy,
      promisedBy,
    };
  }

  /** What a traded service does in a year, as far as there are days for it. */
  traded(id: string, service: Traded, year: number, asked: Asked): ServiceYear {
    const { ordered } = asked;
    const left = new Map<string, Count>();
    const sold = asked.stretches.map((each) => this.soldAt(id, service, each, asked, left));
    const { calendar } = this.parts.model;
    const expected = overYear(
      sold.map(({ at, units }) => ({ at, units })),
      service.season,
      calendar,
      this.label(id, `${service.unit}s sold`, year),
    );
    const all =
      ordered === undefined
        ? expected
        : totalOf('count', [expected, ordered], this.label(id, 'sold with orders', year));
    const { days } = service.delivery;
    if (days !== undefined) {
      const delivered = totalOf('count', [all, asked.included], this.label(id, `${service.unit}s delivered`, year));
      this.parts.activity.takeDays(year, times(delivered, days, this.label(id, 'days delivered', year)));
    }
    const { included, includedBy, promisedBy } = asked;
    return {
      parts: sold.map(({ part }) => part),
      sold: all,
      included,
      includedBy,
      promisedBy,
      orders: this.parts.ordered.in(id, year),
    };
  }

  /** What is sold in a stretch, and what that comes to. */
  private soldAt(
    id: string,
    service: Traded,
    { at, members, others, includedBy }: AskedStretch,
    { ordered }: Asked,
    left: Map<string, Count>,
  ): UnitsAt & { readonly part: ServiceStretch } {
    const delivered: Count[] = [];
    const apart = new Map<VatClass, Money[]>();
    const when = whenOf(at, this.parts.model.calendar);
    const sell = (units: Count, buyer: string, tier: string | undefined, to: string): Money => {
      const met = this.met(id, service, at, buyer, units, left);
      delivered.push(met);
      const label = this.labelled(id, `sold to ${to}`, when);
      const price = this.parts.prices.perUnit(id, tier, at.year);
      if (price !== undefined) return charge(price, met, label);
      const { paid, ofClass } = this.parts.sales.of(id, tier, at);
      const part = (amount: Money, what: string): Money =>
        met === units ? named(amount, what) : portion(amount, shareMet(met, units), what);
      for (const [vat, amount] of ofClass)
        apart.set(vat, [...(apart.get(vat) ?? []), part(amount, `${label}, ${keyInWords(vat)}`)]);
      return part(paid, label);
    };
    const toMembers = [...members].map(([tier, units]) =>
      sell(units, tier, tier, `members of ${nameIn(this.parts.model, 'tiers', tier)}`),
    );
    const toOthers = others === undefined ? [] : [sell(others, OTHERS, undefined, 'other schools')];
    const units = totalOf('count', delivered, this.labelled(id, `${service.unit}s sold`, when));
    const { directCost } = service.delivery;
    const cost = directCost && this.parts.growth.of(directCost, service.uplift, at.year);
    const what = ordered === undefined ? `${service.unit}s delivered` : 'delivered beside orders';
    const included = at.isWhole
      ? totalOf('count', [...includedBy.values()], this.labelled(id, 'included in membership', when))
      : totalOf('count', [...includedBy.values()]);
    return {
      at,
      units,
      part: {
        months: at.months,
        billed: totalOf('money', [...toMembers, ...toOthers], this.labelled(id, 'income', when)),
        toOthers: totalOf('money', toOthers),
        ofClass: new Map([...apart].map(([vat, some]) => [vat, totalOf('money', some)])),
        providers: undefined,
        directCost:
          cost &&
          charge(
            cost,
            totalOf('count', [units, included], this.labelled(id, what, when)),
            this.labelled(id, 'direct cost', when),
          ),
      },
    };
  }

  /**
   * The units of what a buyer asks for in a stretch that there are days for. Where there are too few for the year, they
   * run out in its last stretches; within a stretch all months have their share of what there is.
   */
  private met(
    id: string,
    service: Traded,
    at: BuyingStretch,
    buyer: string,
    units: Count,
    left: Map<string, Count>,
  ): Count {
    const { by, days } = service.delivery;
    if (days === undefined) return units;
    const met = this.parts.capacity.met(by as string, at.year, id, buyer);
    if (met === undefined || !days.isKnown || days.exact.sign === 0) return units;
    const { calendar } = this.parts.model;
    const weight = weightOf(at, service.season, calendar);
    if (weight !== undefined && isZero(weight)) return units;
    const label = this.labelled(id, 'that there are days for', whenOf(at, calendar));
    if (at.isWhole) return quotient('count', met, weight === undefined ? days : times(days, weight), label);
    const there = left.get(buyer) ?? quotient('count', met, days);
    const got = smaller('count', [times(units, weight as Rate), there]);
    left.set(buyer, sum('count', [there], 'that there are days for later in the year', [got]));
    return quotient('count', got, weight as Rate, label);
  }

  /**
   * The price of a unit by which services are put in order where days are short: that for others, in the prices of the
   * first year; where units do not all cost the same, what they come to on average.
   */
  private usualPrice(
    id: string,
    { price }: Traded,
    year: number,
    sold: Count,
    members: ReadonlyMap<string, Count>,
  ): Price {
    const unit = unitPriceIn(price, false);
    if (unit !== undefined) return unit;
    const whole = this.parts.demands.stretches.whole(year);
    const paid = [...members.keys(), undefined].map((tier) => {
      const each = this.parts.prices.perUnit(id, tier, year);
      return each === undefined
        ? this.parts.sales.of(id, tier, whole).paid
        : charge(each, members.get(tier as string) as Count);
    });
    return quotient('price', totalOf('money', paid), sold, this.label(id, 'what a unit comes to on average', year));
  }

  /** What a brokered service does in a year. */
  brokered(id: string, service: Brokered, year: number): ServiceYear {
    const { demands, ordered: book, model } = this.parts;
    const found = demands.stretches.in(year).map((at) => {
      const others = demands.byOthers(id, at);
      const units = [...demands.byAllMembers(id, at), ...(others === undefined ? [] : [others])];
      const label = this.labelled(id, `${service.unit}s brokered`, whenOf(at, model.calendar));
      const expected = totalOf('count', units, label);
      return { at, units: expected, part: this.brokeredAt(id, service, at, expected, others) };
    });
    const expected = overYear(found, service.season, model.calendar, this.label(id, `${service.unit}s brokered`, year));
    const ordered = book.unitsIn(id, year);
    return {
      parts: found.map(({ part }) => part),
      sold:
        ordered === undefined
          ? expected
          : totalOf('count', [expected, ordered], this.label(id, 'sold with orders', year)),
      included: sum('count', []),
      includedBy: new Map(),
      promisedBy: new Map(),
      orders: book.in(id, year),
    };
  }

  private brokeredAt(
    id: string,
    service: Brokered,
    at: BuyingStretch,
    expected: Count,
    others: Count | undefined,
  ): ServiceStretch {
    const now = (price: Price): Price => this.parts.growth.of(price, service.uplift, at.year);
    const isOnePrice = hasOnePrice(service);
    const tiers = [...this.parts.model.tiers.keys()].sort();
    const split = isOnePrice
      ? this.ofService(id, splitOf(service, expected, now), at)
      : this.brokeredTo(id, at, [...tiers, undefined]);
    const toOthers = isOnePrice
      ? splitOf(service, others ?? nothing('count'), now)
      : this.brokeredTo(id, at, [undefined]);
    return {
      months: at.months,
      billed: split.buyer,
      toOthers: others === undefined ? sum('money', []) : toOthers.buyer,
      ofClass: new Map(),
      providers: split.provider,
      directCost: undefined,
    };
  }

  /** What some buyers of a brokered service pay, and who gets what of it. */
  private brokeredTo(id: string, at: BuyingStretch, tiers: readonly (string | undefined)[]): Paid {
    const when = whenOf(at, this.parts.model.calendar);
    const found = tiers.map((tier) => this.parts.sales.of(id, tier, at));
    const buyer = totalOf(
      'money',
      found.map(({ paid }) => paid),
      this.labelled(id, 'what buyers pay', when),
    );
    const provider = totalOf(
      'money',
      found.flatMap(({ provider: part }) => part ?? []),
      this.labelled(id, "the provider's part", when),
    );
    return { buyer, provider };
  }

  /** A split of one rate, named as the sums over schools are. */
  private ofService(id: string, { buyer, provider }: Split, at: BuyingStretch): Paid {
    const when = whenOf(at, this.parts.model.calendar);
    return {
      buyer: named(buyer, this.labelled(id, 'what buyers pay', when)),
      provider: named(provider, this.labelled(id, "the provider's part", when)),
    };
  }

  private label(id: string, what: string, year: number): string {
    return this.labelled(id, what, yearLabel(this.parts.model.calendar, year));
  }

  private labelled(id: string, what: string, when: string): string {
    return `${nameIn(this.parts.model, 'services', id)}: ${what}, ${when}`;
  }
}

/** Units of those stretches that have any. */
function unitsAt(all: readonly AskedStretch[], of: (asked: AskedStretch) => Count | undefined): UnitsAt[] {
  return all.flatMap((each) => {
    const units = of(each);
    return units === undefined ? [] : [{ at: each.at, units }];
  });
}
