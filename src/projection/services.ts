import {
  type Count,
  charge,
  type Money,
  named,
  nothing,
  type Price,
  portion,
  quotient,
  type Rate,
  sum,
  times,
  totalOf,
  unknown,
} from '../figures/index.js';
import { keyInWords } from '../language/index.js';
import {
  type Brokered,
  basePriceOf,
  type Demand,
  isSpread,
  type Model,
  monthsOf,
  nameIn,
  type PriceLevel,
  type School,
  type Traded,
  yearLabel,
} from '../model/index.js';
import { classesIn, type Split, unitPriceIn, type VatClass } from '../pricing/index.js';
import type { Activity } from './activity.js';
import { splitOf } from './brokerage.js';
import { Capacity } from './capacity.js';
import type { Asker, DemandParts, Demands } from './demands.js';
import type { Growth } from './growth.js';
import { NOT_TURNED, Turned } from './levers.js';
import { OrderBook } from './ordered.js';
import type { Posts } from './posts.js';
import { seasonAgainstEven, seasonWithin, shareOf } from './season.js';
import { type ExpectedCharge, ServicePrices } from './service-prices.js';
import { daysTaken, hasOnePrice, inSeason, shareMet, shareToOthers, worthOfDay } from './service-sums.js';
import type { Asked, ExpectedSale, ServiceYear } from './service-year.js';
import type { TiersWith } from './tier-parts.js';
import type { VatRules } from './vat.js';

/** Traded and brokered services: how much is asked for, what it brings in and what it costs directly. */
export class Services {
  readonly capacity: Capacity;
  /** What units cost whom. */
  readonly prices: ServicePrices;
  private readonly years = new Map<string, ServiceYear>();
  private readonly traded: Turned;
  private readonly ordered: OrderBook;

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools' | 'services' | 'staff' | 'orders'> &
      Pick<DemandParts, 'joiners' | 'customers'> & {
        readonly tiers: TiersWith<'name' | 'includes' | 'discounts'>;
        readonly vat: VatRules;
      },
    private readonly activity: Activity,
    private readonly growth: Growth,
    private readonly demands: Demands,
    traded: Rate | undefined,
    posts: Posts,
  ) {
    this.prices = new ServicePrices(model, growth);
    this.ordered = new OrderBook({ ...model, prices: this.prices, growth });
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
    const share = shareOf(monthsOf(this.model.calendar, year), this.service(id).season);
    return shareToOthers(this.in(id, year), share, this.label(id, 'share sold to schools that are not members', year));
  }

  /**
   * What a unit of a service that is bought alone costs in a year: a school that is not a member, or a member of a tier.
   * Unknown where that differs between schools.
   */
  priceOf(id: string, tier: string | undefined, year: number): Price {
    return (
      this.prices.single(id, tier, year) ??
      unknown('price', `what ${nameIn(this.model, 'services', id)} costs differs between schools: name one`)
    );
  }

  /** The same with VAT; undefined where nobody has said of which class all of it is. */
  withVatOf(id: string, tier: string | undefined, year: number): Price | undefined {
    return this.prices.withVat(id, tier, year, this.priceOf(id, tier, year));
  }

  /** What one member, or one other school that may join, asks for on average; undefined where nothing is said. */
  askedOnAverage(id: string, year: number, of: keyof Demand): Count | undefined {
    return this.demands.average(id, year, of);
  }

  /** What was expected, or is, of some schools that have ordered a service, or of those that have not. */
  planned(id: string, year: number, ofOrdering: boolean, among: (school: School) => boolean = () => true): Count {
    return this.demands.planned(id, year, ofOrdering, among);
  }

  /** What a unit of a service would cost bought elsewhere in a year; undefined where nobody has said. */
  alternativeOf(id: string, level: PriceLevel, year: number): Price | undefined {
    const alternative = this.model.services.get(id)?.alternative;
    return alternative && this.growth.of(alternative.prices[level], alternative.uplift, year);
  }

  /**
   * What those who are members of a tier, or of none, are expected to pay for what they ask for in a year, where the price
   * of a unit is not one for all: over the schools, and of each over its units.
   */
  private expected(id: string, tier: string | undefined, year: number): ExpectedSale {
    const askers = this.demands.askers(id, tier, year, this.prices.isAlike(id));
    const charges = askers.flatMap((asker) => this.chargesTo(id, asker, tier, year));
    const total = (of: (found: ExpectedCharge) => Price | undefined): Money =>
      totalOf(
        'money',
        charges.map(({ found, count }) => {
          const each = of(found) as Price;
          return charge(each, count, each.label);
        }),
      );
    const isBrokered = this.service(id).kind === 'brokered';
    return {
      paid: total(({ paid }) => paid),
      provider: isBrokered ? total(({ provider }) => provider) : undefined,
      ofClass: new Map(
        classesIn(basePriceOf(this.service(id))).map((vat) => [vat, total(({ ofClass }) => ofClass.get(vat))]),
      ),
    };
  }

  private chargesTo(
    id: string,
    { customer, count, asked, draws }: Asker,
    tier: string | undefined,
    year: number,
  ): { readonly found: ExpectedCharge; readonly count: Count }[] {
    const buyer = { customer, tier };
    const priced = (found: ExpectedCharge | undefined): ExpectedCharge => {
      if (found === undefined)
        throw new RangeError(`no price of ${id} for ${customer.name}: the model should have been refused`);
      return found;
    };
    const lever = this.service(id).kind === 'traded' ? this.traded : NOT_TURNED;
    if (!isSpread(asked)) return [{ found: priced(this.prices.expected(id, buyer, lever.of(asked), year)), count }];
    // It scales the shares of those who buy, and with them what they pay.
    const turned = ({ paid, provider, ofClass }: ExpectedCharge): ExpectedCharge => ({
      paid: lever.of(paid),
      provider: provider && lever.of(provider),
      ofClass: new Map([...ofClass].map(([vat, amount]) => [vat, lever.of(amount)])),
    });
    if (draws === undefined) return [{ found: turned(priced(this.prices.expected(id, buyer, asked, year))), count }];
    return draws.map((draw) => ({
      found: turned(priced(this.prices.drawn(id, buyer, asked, draw.number, year))),
      count: draw.count,
    }));
  }

  private service(id: string): Traded | Brokered {
    return this.model.services.get(id) as Traded | Brokered;
  }

  private label(id: string, what: string, year: number): string {
    return `${nameIn(this.model, 'services', id)}: ${what}, ${yearLabel(this.model.calendar, year)}`;
  }

  private asked(id: string, service: Traded, year: number): Asked {
    const { delivery, unit } = service;
    const members = this.demands.byMembers(id, year, this.traded);
    const others = this.demands.byOthers(id, year, this.traded);
    const ordered = this.ordered.unitsIn(id, year);
    const sold = totalOf(
      'count',
      [...members.values(), ...(others === undefined ? [] : [others]), ...(ordered === undefined ? [] : [ordered])],
      this.label(id, `${unit}s asked for`, year),
    );
    const includedBy = this.includedBy(id, year);
    const included = totalOf('count', [...includedBy.values()], this.label(id, 'included in membership', year));
    const { by, days } = delivery;
    if (by !== undefined && days !== undefined) {
      const label = this.label(id, 'days', year);
      const needed = inSeason(
        service,
        [...members.values(), ...(others ? [others] : []), included],
        ordered,
        this.model.calendar,
        year,
      );
      const all = needed === undefined ? [sold, included] : needed;
      this.activity.needDays(
        by,
        year,
        times(totalOf('count', all, this.label(id, `${unit}s in all`, year)), days, label),
      );
      const daysOf = (units: Count): Count => daysTaken(service, units, this.model.calendar, year);
      const buyers = [...members, ...(others === undefined ? [] : [[OTHERS, others] as const])];
      const typical = this.usualPrice(id, service, year, sold, members);
      this.capacity.ask(by, year, {
        service: id,
        season: seasonWithin(service.season, this.model.calendar, year),
        worth: worthOfDay(typical, service.delivery),
        worthOf: [typical, delivery.directCost, days],
        included: daysOf(included),
        ordered: ordered && times(ordered, days),
        orderedIn: this.ordered.seasonIn(id, year),
        sold: buyers.map(([buyer, units]) => ({ buyer, days: daysOf(units) })),
      });
    }
    return { members, others, sold, ordered, includedBy, included };
  }

  private tradedYear(id: string, service: Traded, year: number, asked: Asked): ServiceYear {
    const delivered: Count[] = [];
    const apart = new Map<VatClass, Money[]>();
    const sell = (units: Count, buyer: string, tier: string | undefined, to: string): Money => {
      const met = this.met(id, service, year, buyer, units);
      delivered.push(met);
      const label = this.label(id, `sold to ${to}`, year);
      const price = this.prices.perUnit(id, tier, year);
      if (price !== undefined) return charge(price, met, label);
      const { paid, ofClass } = this.expected(id, tier, year);
      const part = (amount: Money, what: string): Money =>
        met === units ? named(amount, what) : portion(amount, shareMet(met, units), what);
      for (const [vat, amount] of ofClass)
        apart.set(vat, [...(apart.get(vat) ?? []), part(amount, `${label}, ${keyInWords(vat)}`)]);
      return part(paid, label);
    };
    const toMembers = [...asked.members].map(([tier, units]) =>
      sell(units, tier, tier, `members of ${nameIn(this.model, 'tiers', tier)}`),
    );
    const toOthers = asked.others === undefined ? [] : [sell(asked.others, OTHERS, undefined, 'other schools')];
    const { ordered } = asked;
    const expected = totalOf('count', delivered, this.label(id, `${service.unit}s sold`, year));
    const sold =
      ordered === undefined
        ? expected
        : totalOf('count', [expected, ordered], this.label(id, 'sold with orders', year));
    const beside = totalOf('count', [expected, asked.included], this.label(id, 'delivered beside orders', year));
    const all = totalOf('count', [sold, asked.included], this.label(id, `${service.unit}s delivered`, year));
    const { directCost, days } = service.delivery;
    if (days !== undefined) {
      const taken = inSeason(service, [expected, asked.included], ordered, this.model.calendar, year);
      const label = this.label(id, 'days delivered', year);
      this.activity.takeDays(year, times(taken === undefined ? all : totalOf('count', taken), days, label));
    }
    return {
      sold,
      included: asked.included,
      includedBy: asked.includedBy,
      billed: totalOf('money', [...toMembers, ...toOthers], this.label(id, 'income', year)),
      toOthers: totalOf('money', toOthers),
      ofClass: new Map([...apart].map(([vat, all]) => [vat, totalOf('money', all)])),
      providers: undefined,
      directCost:
        directCost &&
        charge(
          this.growth.of(directCost, service.uplift, year),
          ordered === undefined ? all : beside,
          this.label(id, 'direct cost', year),
        ),
      orders: this.ordered.in(id, year),
    };
  }

  /** The units of what a buyer asks for that there are days for. */
  private met(id: string, service: Traded, year: number, buyer: string, units: Count): Count {
    const { by, days } = service.delivery;
    const met = by === undefined || days === undefined ? undefined : this.capacity.met(by, year, id, buyer);
    if (met === undefined || days === undefined || !days.isKnown || days.exact.sign === 0) return units;
    const against = seasonAgainstEven(service.season, this.model.calendar, year);
    if (against?.isKnown && against.exact.sign === 0) return units;
    const each = against === undefined ? days : times(days, against);
    return quotient('count', met, each, this.label(id, 'that there are days for', year));
  }

  private includedBy(id: string, year: number): ReadonlyMap<string, Count> {
    const units = new Map<string, Count>();
    for (const [tier, { includes }] of this.model.tiers) {
      const entitlement = includes.get(id);
      if (entitlement === undefined || entitlement === 'unlimited') continue;
      const promised = times(this.demands.countOf(tier, year), entitlement.perSchool);
      units.set(tier, entitlement.takeUp === undefined ? promised : times(promised, entitlement.takeUp));
    }
    return units;
  }

  private tierIds(): string[] {
    return [...this.model.tiers.keys()].sort();
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
    const buyers = [...members.keys(), undefined];
    const paid = buyers.map((tier) => {
      const each = tier === undefined ? undefined : this.prices.perUnit(id, tier, year);
      return each === undefined
        ? this.expected(id, tier, year).paid
        : charge(each, members.get(tier as string) as Count);
    });
    return quotient('price', totalOf('money', paid), sold, this.label(id, 'what a unit comes to on average', year));
  }

  /** What some buyers of a brokered service pay, and who gets what of it. */
  private brokeredTo(id: string, year: number, tiers: readonly (string | undefined)[]): Split {
    const found = tiers.map((tier) => this.expected(id, tier, year));
    const buyer = totalOf(
      'money',
      found.map(({ paid }) => paid),
      this.label(id, 'what buyers pay', year),
    );
    const provider = totalOf(
      'money',
      found.flatMap(({ provider: part }) => part ?? []),
      this.label(id, "the provider's part", year),
    );
    return { buyer, provider, commission: totalOf('money', [buyer], 'commission', [provider]) };
  }

  /** A split of one rate, named as the sums over schools are. */
  private ofService(id: string, { buyer, provider, commission }: Split, year: number): Split {
    return {
      buyer: named(buyer, this.label(id, 'what buyers pay', year)),
      provider: named(provider, this.label(id, "the provider's part", year)),
      commission,
    };
  }

  private brokeredYear(id: string, service: Brokered, year: number): ServiceYear {
    const isOnePrice = hasOnePrice(service);
    const others = this.demands.byOthers(id, year);
    const ordered = this.ordered.unitsIn(id, year);
    const units = [...this.demands.byAllMembers(id, year), ...(others === undefined ? [] : [others])];
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    const expected = totalOf('count', units, this.label(id, `${service.unit}s brokered`, year));
    const sold =
      ordered === undefined
        ? expected
        : totalOf('count', [expected, ordered], this.label(id, 'sold with orders', year));
    const split = isOnePrice
      ? this.ofService(id, splitOf(service, expected, now), year)
      : this.brokeredTo(id, year, [...this.tierIds(), undefined]);
    const toOthers = isOnePrice
      ? splitOf(service, others ?? nothing('count'), now)
      : this.brokeredTo(id, year, [undefined]);
    return {
      sold,
      included: sum('count', []),
      includedBy: new Map(),
      billed: split.buyer,
      toOthers: others === undefined ? sum('money', []) : toOthers.buyer,
      ofClass: new Map(),
      providers: split.provider,
      directCost: undefined,
      orders: this.ordered.in(id, year),
    };
  }
}

/** Not members: the buyer that is no tier. */
const OTHERS = ' others';
