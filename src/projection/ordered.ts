import {
  apportion,
  type Count,
  charge,
  constant,
  Exact,
  isZero,
  type Money,
  named,
  type Price,
  portion,
  quotient,
  type Rate,
  settled,
  sum,
  times,
  unknown,
  unrounded,
} from '../figures/index.js';
import {
  type Model,
  monthsOf,
  nameIn,
  type Season,
  type Service,
  type ServiceOrder,
  schoolIn,
  yearLabel,
} from '../model/index.js';
import { cutSupplies, type Quote, type Supply } from '../pricing/index.js';
import type { Customers } from './customers.js';
import type { Growth } from './growth.js';
import type { Joiner, Joiners } from './joiners.js';
import type { ServiceBuyer, ServicePrices } from './service-prices.js';

/** An order as it is sold: what it comes to, and what it costs. */
export interface OrderSale {
  readonly order: ServiceOrder;
  /** What its school is expected to pay: the price for a member as often as it is one, and else that for others. */
  readonly paid: Money;
  /** By classes of VAT, which add to it; undefined where all of it is of the class of the service. */
  readonly supplies: readonly Supply[] | undefined;
  /** The part of it that it pays as no member. */
  readonly asOther: Money;
  /** What the provider of a brokered service gets. */
  readonly provider: Money | undefined;
  readonly directCost: Money | undefined;
  /** Whether the amount is certain: the school is a member, or is none. */
  readonly isCertain: boolean;
}

interface OrderedParts extends Pick<Model, 'calendar' | 'services' | 'orders'> {
  readonly joiners: Joiners;
  readonly customers: Customers;
  readonly prices: ServicePrices;
  readonly growth: Growth;
}

const WHOLE = constant('rate', Exact.one, 'all of it');
/** Whether a share is none or all of a school. */
const isWhole = (share: Rate): boolean => isZero(share) || (share.isKnown && share.exact.compare(Exact.one) === 0);

/** The part of a school that buys as a member of a tier, or as none. */
interface Standing {
  readonly tier: string | undefined;
  /** Undefined for all of it. */
  readonly share: Rate | undefined;
}

/** An amount for a school of which a share stands so: undefined for all of it. */
interface Shared {
  readonly share: Rate | undefined;
  readonly amount: Money;
}

/** Before it is rounded: a school that pays the same however it stands pays just that. */
const falling = ({ share, amount }: Shared): Price => unrounded(amount, share ?? WHOLE);

/** What is expected over the ways in which a school may stand, rounded once. */
function expectedOf(each: readonly Shared[], label: string): Money {
  const [first] = each as readonly [Shared];
  if (first.share === undefined) return named(first.amount, label);
  return settled('money', sum('price', each.map(falling)), 2, label);
}

/** What is paid by classes of VAT, which add to it; undefined where all of it is of the class of the service. */
function suppliesOf(
  each: readonly { readonly share: Rate | undefined; readonly paid: Money; readonly supplies: Quote['supplies'] }[],
  paid: Money,
): readonly Supply[] | undefined {
  if (each.every(({ supplies }) => supplies === undefined)) return undefined;
  const shared = each.map((of) => ({ each: falling({ share: of.share, amount: of.paid }), label: 'as it stands' }));
  const parts = each.length === 1 ? [paid] : apportion(paid, shared);
  return each.flatMap(({ supplies }, i) => {
    const net = parts[i] as Money;
    return supplies === undefined ? [{ vat: undefined, net, tax: undefined }] : cutSupplies(net, supplies);
  });
}

/**
 * What schools have ordered, each order in the month of its day: it stands whether or not its school joins, at the price
 * that the school then has.
 */
export class OrderBook {
  private readonly sales = new Map<string, OrderSale[]>();
  private readonly memberships = new Map<string, Joiner[]>();

  constructor(private readonly parts: OrderedParts) {
    const { orders, calendar, joiners } = parts;
    if (orders === undefined) return;
    const schools = new Set(orders.all.map(({ school }) => school.id));
    for (const each of joiners.batches.flatMap((batch) => batch.joiners))
      if (schools.has(each.school.id))
        this.memberships.set(each.school.id, [...(this.memberships.get(each.school.id) ?? []), each]);
    for (const order of orders.all) {
      if (order.month < calendar.first || order.month > calendar.last) continue;
      const key = `${order.service}|${order.year}`;
      this.sales.set(key, [...(this.sales.get(key) ?? []), this.sale(order)]);
    }
  }

  /** The orders of a service in the months of a company year that the calendar has. */
  in(id: string, year: number): readonly OrderSale[] {
    return this.sales.get(`${id}|${year}`) ?? [];
  }

  /** Units that are ordered of it, at twelve months' rate as all else is; undefined where none are. */
  unitsIn(id: string, year: number): Count | undefined {
    const orders = this.in(id, year);
    if (orders.length === 0) return undefined;
    const { length } = monthsOf(this.parts.calendar, year);
    const units = sum(
      'count',
      orders.map(({ order }) => order.units),
      `${nameIn(this.parts, 'services', id)}: ordered, ${yearLabel(this.parts.calendar, year)}`,
    );
    return length === 12
      ? units
      : times(units, constant('rate', Exact.fraction(12, length), `twelve months for ${length}`));
  }

  /** How the months of a company year share the units that are ordered of it; undefined where none are. */
  seasonIn(id: string, year: number): Season | undefined {
    const orders = this.in(id, year);
    const all = sum(
      'count',
      orders.map(({ order }) => order.units),
    );
    if (!all.isKnown || all.exact.sign === 0) return undefined;
    const months = new Map<number, Count[]>();
    for (const { order } of orders)
      months.set(order.month % 12, [...(months.get(order.month % 12) ?? []), order.units]);
    const label = `${nameIn(this.parts, 'services', id)}: share of what is ordered`;
    return {
      shares: new Map([...months].map(([month, units]) => [month, quotient('rate', sum('count', units), all, label)])),
    };
  }

  private sale(order: ServiceOrder): OrderSale {
    const { service: id, units, year, month, date } = order;
    const school = schoolIn(order.school, month);
    const customer = this.parts.customers.customer(school, year);
    const standings = this.standings(order);
    const name = nameIn(this.parts, 'services', id);
    const each = standings.map(({ tier, share }) => ({ tier, share, ...this.priced(order, { customer, tier }) }));
    const paid = expectedOf(
      each.map(({ share, paid }) => ({ share, amount: paid })),
      `${name} that ${school.name} has ordered for ${date}`,
    );
    const service = this.service(id);
    const cost = service.kind === 'traded' ? service.delivery.directCost : undefined;
    return {
      order,
      paid,
      supplies: suppliesOf(each, paid),
      asOther: sum(
        'money',
        each.flatMap(({ tier, share, paid: own }) =>
          tier !== undefined ? [] : share === undefined ? own : portion(own, share),
        ),
        'paid as no member',
      ),
      provider:
        service.kind === 'brokered'
          ? expectedOf(
              each.map(({ share, provider }) => ({ share, amount: provider as Money })),
              `the provider's part of ${name} for ${school.name}`,
            )
          : undefined,
      directCost:
        cost &&
        charge(this.parts.growth.of(cost, service.uplift, year), units, `direct cost of ${name} for ${school.name}`),
      isCertain: units.isKnown && standings.every(({ share }) => share === undefined || isWhole(share)),
    };
  }

  private priced(
    { service: id, units, year, school }: ServiceOrder,
    buyer: ServiceBuyer,
  ): { paid: Money; provider: Money | undefined; supplies: Quote['supplies'] } {
    const unit = this.service(id).kind === 'traded' ? this.parts.prices.perUnit(id, buyer.tier, year) : undefined;
    if (unit !== undefined) return { paid: charge(unit, units), provider: undefined, supplies: undefined };
    const found = this.parts.prices.quote(id, buyer, units, year);
    if (found === undefined) {
      const none = unknown('money', `no price of ${nameIn(this.parts, 'services', id)} fits ${school.name}`);
      return { paid: none, provider: none, supplies: undefined };
    }
    return { paid: found.fee, provider: found.parts?.provider, supplies: found.supplies };
  }

  /** As what a school buys in the month of its order: as a member of each tier, with its share in it, and as none. */
  private standings({ school, month }: ServiceOrder): readonly Standing[] {
    const shares = (this.memberships.get(school.id) ?? [])
      .filter(({ firstMonth, lastMonth }) => firstMonth <= month && month <= lastMonth)
      .map(({ tier, members }) => ({ tier, share: members as Rate }));
    if (shares.length === 0) return [{ tier: undefined, share: undefined }];
    const members = shares.map(({ share }) => share);
    const rest = sum('rate', [WHOLE], `share of ${school.name} that is no member`, members);
    return [...shares, { tier: undefined, share: rest }];
  }

  private service(id: string): Service {
    return this.parts.services.get(id) as Service;
  }
}
