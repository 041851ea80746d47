import {
  type Count,
  charge,
  constant,
  Exact,
  type Money,
  nothing,
  type Price,
  portion,
  type Rate,
  sum,
  times,
  unrounded,
} from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  averageOf,
  type Brokered,
  basePriceOf,
  borne,
  isSpread,
  lastMonthOf,
  type Model,
  nameIn,
  type Quantity,
  recoversVat,
  type SchoolType,
  type Service,
  taxed,
  type UnitSpread,
  withVat,
  yearLabel,
} from '../model/index.js';
import {
  type BrokerageParts,
  type Customer,
  classesIn,
  divided,
  expectedOver,
  isAlikeForAll,
  isWithVat,
  lessDiscount,
  type Pricing,
  purchase,
  type Quote,
  STANDARD_VAT,
  type Supply,
  unitPriceIn,
  type VatClass,
} from '../pricing/index.js';
import { unitWithCommission } from './brokerage.js';
import { taken } from './chance.js';
import type { Growth } from './growth.js';
import type { TiersWith } from './tier-parts.js';
import type { VatRules } from './vat.js';

/** Who buys units of a service: a school, as a member of a tier or as none. */
export interface ServiceBuyer {
  readonly customer: Customer;
  /** Undefined for a school that is no member. */
  readonly tier: string | undefined;
}

/** What a quantity is expected to come to, before it is rounded: what the buyer pays, and the provider gets. */
export interface ExpectedCharge {
  readonly paid: Price;
  /** Of a brokered service; undefined of a traded one. */
  readonly provider: Price | undefined;
  /** What of it is of a class of VAT that a part of the price has of its own. */
  readonly ofClass: ReadonlyMap<VatClass, Price>;
}

const ONE_BUYER = constant('count', Exact.one, 'one school');
const ONE_UNIT = constant('count', Exact.one, 'one unit');

/** What units of services cost in each company year. */
export class ServicePrices {
  private readonly units = new Map<string, Price | undefined>();
  /** What so many units cost any school of a kind, where that hangs on nothing else. */
  private readonly alike = new WeakMap<Count, Map<string, Quote | undefined>>();
  private readonly fees = new WeakMap<Quantity, Map<string, Money | undefined>>();
  private readonly whole = new WeakMap<Money, Price>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'services'> & {
      readonly tiers: TiersWith<'discounts'>;
      /** Undefined where nothing is asked with VAT. */
      readonly vat?: VatRules;
    },
    private readonly growth: Growth,
  ) {}

  /** Whether invoices of a company year may carry VAT. */
  private mayCharge(year: number): boolean {
    return this.model.vat?.chargesBy(lastMonthOf(this.model.calendar, year)) ?? true;
  }

  private firstOf(year: number): Month {
    const { calendar } = this.model;
    return Math.max(calendar.first, year * 12 + calendar.yearStarts);
  }

  /**
   * The price of a unit in a year where each unit costs any school the same, as a member of a tier or as none;
   * undefined where the price bends or hangs on the school.
   */
  perUnit(id: string, tier: string | undefined, year: number): Price | undefined {
    const key = `${id}|${tier ?? ''}|${year}`;
    if (!this.units.has(key)) this.units.set(key, this.unitAnew(id, tier, year));
    return this.units.get(key);
  }

  private unitAnew(id: string, tier: string | undefined, year: number): Price | undefined {
    const service = this.service(id);
    const said = unitPriceIn(basePriceOf(service), tier !== undefined);
    if (said === undefined) return undefined;
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    if (service.kind === 'brokered') return unitWithCommission(service, said, now);
    const off = this.offOf(id, tier);
    return now(off === undefined ? said : times(said, lessDiscount(off)));
  }

  /** Whether all members of one tier pay the same for as many units, and all other schools. */
  isAlike(id: string): boolean {
    return isAlikeForAll(basePriceOf(this.service(id)));
  }

  /**
   * What so many units of a service cost a school in a year, to the penny and before VAT, and how that came about;
   * undefined where no price fits the school. The commission on a brokered service is in it, and in its `parts`.
   */
  quote(id: string, buyer: ServiceBuyer, units: Count, year: number): Quote | undefined {
    if (buyer.customer !== ANY_SCHOOL) return this.quoteAnew(id, buyer, units, year);
    const known = this.alike.get(units) ?? new Map<string, Quote | undefined>();
    this.alike.set(units, known);
    const key = `${id}|${buyer.tier ?? ''}|${year}`;
    if (!known.has(key)) known.set(key, this.quoteAnew(id, buyer, units, year));
    return known.get(key);
  }

  private quoteAnew(id: string, { customer, tier }: ServiceBuyer, units: Count, year: number): Quote | undefined {
    const service = this.service(id);
    const said = { customer, units, isMember: tier !== undefined, off: this.offOf(id, tier) };
    const made = purchase(basePriceOf(service), said, this.nowIn(service, year));
    const found =
      made && (this.model.vat?.on(made, this.firstOf(year), lastMonthOf(this.model.calendar, year)) ?? made);
    if (found === undefined || service.kind === 'traded') return found;
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    const onTop = service.providerFee !== undefined;
    const { buyer, provider, commission } = divided(found.fee, service.commission, units, onTop, now);
    const quoted = { ...found, fee: buyer, parts: { provider, commission } };
    return isAgency(service) ? { ...quoted, supplies: suppliesAsAgent(service, provider, commission) } : quoted;
  }

  /**
   * What a quantity is expected to come to: of a spread the sum over its units, each as often as its share; where the
   * price bends, an average is spread over its two neighbouring whole numbers. Undefined where no price fits the school.
   */
  expected(id: string, buyer: ServiceBuyer, asked: Quantity, year: number): ExpectedCharge | undefined {
    return this.mixed(id, buyer, year, (of, label) =>
      isSpread(asked)
        ? sum(
            'price',
            asked.parts.map(({ units, share }) => unrounded(of(units), share)),
            label,
          )
        : expectedOver(asked, of, label),
    );
  }

  /** What the units of a spread come to that a number from 0 to 1 takes; undefined where no price fits the school. */
  drawn(id: string, buyer: ServiceBuyer, asked: UnitSpread, number: Rate, year: number): ExpectedCharge | undefined {
    return this.mixed(id, buyer, year, (of, label) =>
      taken('price', number, asked, (units) => this.unroundedOf(of(units)), label),
    );
  }

  private unroundedOf(fee: Money): Price {
    const found = this.whole.get(fee) ?? unrounded(fee, ONE_BUYER);
    this.whole.set(fee, found);
    return found;
  }

  private mixed(
    id: string,
    buyer: ServiceBuyer,
    year: number,
    mix: (of: (units: Count) => Money, label?: string) => Price,
  ): ExpectedCharge | undefined {
    if (this.quote(id, buyer, ONE_UNIT, year) === undefined) return undefined;
    const quoted = (units: Count): Quote => this.quote(id, buyer, units, year) as Quote;
    const label = `${nameIn(this.model, 'services', id)} for ${buyer.customer.name}, ${yearLabel(this.model.calendar, year)}`;
    return {
      paid: mix((units) => quoted(units).fee, label),
      provider:
        this.service(id).kind === 'brokered'
          ? mix((units) => (quoted(units).parts as BrokerageParts).provider)
          : undefined,
      ofClass: new Map(
        classesIn(basePriceOf(this.service(id))).map((vat) => [vat, mix((units) => netOfClass(quoted(units), vat))]),
      ),
    };
  }

  /** The same to the penny, as one buyer is expected to pay it. */
  expectedFee(id: string, buyer: ServiceBuyer, asked: Quantity, year: number): Money | undefined {
    const unit = this.perUnit(id, buyer.tier, year);
    if (unit !== undefined) return charge(unit, averageOf(asked));
    if (!this.isAlike(id)) return this.feeAnew(id, buyer, asked, year);
    const known = this.fees.get(asked) ?? new Map<string, Money | undefined>();
    this.fees.set(asked, known);
    const key = `${id}|${buyer.tier ?? ''}|${year}`;
    if (!known.has(key)) known.set(key, this.feeAnew(id, { ...buyer, customer: ANY_SCHOOL }, asked, year));
    return known.get(key);
  }

  private feeAnew(id: string, buyer: ServiceBuyer, asked: Quantity, year: number): Money | undefined {
    const found = this.expected(id, buyer, asked, year);
    return found && charge(found.paid, ONE_BUYER);
  }

  /**
   * What an amount for some units costs a school in the end: with the VAT on it that it does not get back. A part of a
   * price that has a class of its own bears the VAT of that.
   */
  borne(id: string, buyer: ServiceBuyer, type: SchoolType, asked: Quantity, year: number, amount: Money): Money {
    const { vat } = this.service(id);
    if (recoversVat(type) || !this.mayCharge(year)) return amount;
    const rate = this.model.vat?.otherStandard(this.firstOf(year)) ?? STANDARD_VAT;
    if (classesIn(basePriceOf(this.service(id))).length === 0) return borne(amount, vat, type, rate);
    const { paid, ofClass } = this.expected(id, buyer, asked, year) as ExpectedCharge;
    const own = ofClass.get('standard');
    const taxable =
      vat === 'standard' ? sum('price', [paid], 'what has no class of its own', [...ofClass.values()]) : [];
    const standard = sum('price', [taxable, own ?? []].flat(), 'what bears VAT');
    const lost = portion(charge(standard, ONE_BUYER), rate, 'VAT that the buyer does not get back');
    return sum('money', [amount, lost], `${nameIn(this.model, 'services', id)}, with VAT`);
  }

  /** The price of a unit that is bought alone, where each school of a kind pays the same for it. */
  single(id: string, tier: string | undefined, year: number): Price | undefined {
    const unit = this.perUnit(id, tier, year);
    if (unit !== undefined || !this.isAlike(id)) return unit;
    const found = this.quote(id, { customer: ANY_SCHOOL, tier }, ONE_UNIT, year);
    return found && unrounded(found.fee, ONE_UNIT, `one unit of ${nameIn(this.model, 'services', id)}`);
  }

  /** A price of one unit with VAT; undefined where nobody has said of which class all of it is. */
  withVat(id: string, tier: string | undefined, year: number, price: Price): Price | undefined {
    const service = this.service(id);
    const base = basePriceOf(service);
    const isOfOneClass = !isAgency(service) || service.vat === undefined;
    if (classesIn(base).length === 0 && !base.some(isWithVat) && isOfOneClass)
      return service.vat === 'standard' && !this.mayCharge(year)
        ? undefined
        : service.vat && withVat(price, service.vat, this.model.vat?.otherStandard(this.firstOf(year)));
    const one = this.isAlike(id) ? this.quote(id, { customer: ANY_SCHOOL, tier }, ONE_UNIT, year) : undefined;
    if (one === undefined) return price;
    const name = nameIn(this.model, 'services', id);
    const found = taxed(one, service.vat, 'academy', name);
    return found && unrounded(found.withVat, ONE_UNIT, `one unit of ${name} with VAT`);
  }

  /** What a tier takes off the price of a service: nothing where the price asks who is a member, or another delivers. */
  private offOf(id: string, tier: string | undefined): Rate | undefined {
    return this.model.tiers.get(tier ?? '')?.discounts.get(id);
  }

  private nowIn(service: Service, year: number): Pricing['now'] {
    return (_key, price) => this.growth.of(price, service.uplift, year);
  }

  private service(id: string): Service {
    return this.model.services.get(id) as Service;
  }
}

const isAgency = (service: Service): service is Brokered => service.kind === 'brokered' && service.actsAs === 'agent';

/**
 * As agent the company invoices two supplies: the provider's own, with the VAT that the provider charges, and its
 * commission.
 */
const suppliesAsAgent = ({ providerVat }: Brokered, provider: Money, commission: Money): readonly Supply[] => [
  { vat: providerVat ?? 'outside_scope', net: provider, tax: undefined },
  { vat: undefined, net: commission, tax: undefined },
];

/** What of a quote is of a class of VAT that its parts have of their own. */
export function netOfClass({ supplies }: Quote, vat: VatClass): Money {
  return supplies?.find((each) => each.vat === vat)?.net ?? nothing('money');
}

/** Whoever buys where all schools of a kind pay the same. */
export const ANY_SCHOOL: Customer = {
  name: 'a school',
  attributes: new Map(),
  pupils: sum('count', []),
  quantity: () => undefined,
};
