import { type Count, type Price, type Rate, unknown } from '../figures/index.js';
import {
  type Brokered,
  type Demand,
  type Model,
  nameIn,
  type PriceLevel,
  type School,
  type Traded,
  yearLabel,
} from '../model/index.js';
import type { Activity } from './activity.js';
import { Capacity } from './capacity.js';
import type { DemandParts, Demands } from './demands.js';
import { ExpectedSales } from './expected-sales.js';
import type { Growth } from './growth.js';
import { Turned } from './levers.js';
import { OrderBook } from './ordered.js';
import type { Posts } from './posts.js';
import { ServicePrices } from './service-prices.js';
import { shareToOthers } from './service-sums.js';
import type { Asked, ServiceYear } from './service-year.js';
import { ServiceYears } from './service-years.js';
import type { TiersWith } from './tier-parts.js';
import type { VatRules } from './vat.js';

/** Traded and brokered services: how much is asked for, what it brings in and what it costs directly. */
export class Services {
  readonly capacity: Capacity;
  /** What units cost whom. */
  readonly prices: ServicePrices;
  private readonly years = new Map<string, ServiceYear>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools' | 'services' | 'staff' | 'orders'> &
      Pick<DemandParts, 'joiners' | 'customers'> & {
        readonly tiers: TiersWith<'name' | 'includes' | 'discounts'>;
        readonly vat: VatRules;
      },
    activity: Activity,
    private readonly growth: Growth,
    private readonly demands: Demands,
    traded: Rate | undefined,
    posts: Posts,
  ) {
    this.prices = new ServicePrices(model, growth);
    this.capacity = new Capacity(model, posts, growth);
    const ordered = new OrderBook({ ...model, prices: this.prices, growth });
    const turned = new Turned(traded);
    const sales = new ExpectedSales(model.services, demands, this.prices, turned);
    const { prices, capacity } = this;
    const all = { model, activity, growth, demands, prices, sales, ordered, capacity, traded: turned };
    const years = new ServiceYears(all);
    const asked = new Map<string, Asked>();
    this.each('traded', (id, service, year) => asked.set(`${id}|${year}`, years.asked(id, service as Traded, year)));
    this.each('traded', (id, service, year) => {
      const found = years.traded(id, service as Traded, year, asked.get(`${id}|${year}`) as Asked);
      this.years.set(`${id}|${year}`, found);
    });
    this.each('brokered', (id, service, year) =>
      this.years.set(`${id}|${year}`, years.brokered(id, service as Brokered, year)),
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
    const label = this.label(id, 'share sold to schools that are not members', year);
    return shareToOthers(this.in(id, year), this.service(id).season, label);
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

  private service(id: string): Traded | Brokered {
    return this.model.services.get(id) as Traded | Brokered;
  }

  private label(id: string, what: string, year: number): string {
    return `${nameIn(this.model, 'services', id)}: ${what}, ${yearLabel(this.model.calendar, year)}`;
  }
}
