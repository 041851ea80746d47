import {
  band,
  type Count,
  constant,
  Exact,
  type Money,
  multiple,
  nothing,
  type Price,
  portion,
  type Rate,
  sum,
  unrounded,
} from '../figures/index.js';
import { askedBy } from '../language/index.js';
import { type Customer, fits, type Quantities } from './customer.js';
import { type Charged, isSingle, per, rateOn } from './per.js';
import { askedOf, conditionsOf, groupingOf } from './price-facts.js';
import { type Quote, quote } from './quote.js';
import type { Pricing } from './rule.js';
import type { TierPrice } from './tier-price.js';
import { cutSupplies } from './vat.js';

/** The driver that a purchase is counted in: so many units of whatever a service is sold by. */
export const UNITS = 'units';
/** What the price of a service may ask of whoever buys: whether it is a member. */
export const MEMBER = 'member';

/** Who buys so many units, and what its membership takes off. */
export interface Purchase {
  readonly customer: Customer;
  readonly units: Count;
  readonly isMember: boolean;
  /** Off what the price comes to; undefined where nothing is. */
  readonly off: Rate | undefined;
}

const WHOLE = constant('rate', Exact.one, 'the whole price');
const UNIT = constant('count', Exact.one, 'a whole unit');

/** What remains of a price after a discount. */
export const lessDiscount = (off: Rate): Rate => sum('rate', [WHOLE], 'the price less the discount', [off]);

/**
 * What so many units come to, to the penny and before VAT, and how it came about; undefined where no price fits the
 * buyer. Who buys nothing pays nothing, whatever the price charges once.
 */
export function purchase(of: readonly TierPrice[], said: Purchase, now?: Pricing['now']): Quote | undefined {
  const { units, off, customer } = said;
  const found = quote(of, purchaser(said), now);
  if (found === undefined) return undefined;
  const left = (amount: Money): Money => (off === undefined ? amount : portion(amount, lessDiscount(off)));
  const bought = (amount: Money, label?: string): Money =>
    band('money', units, [{ upTo: nothing('count'), closed: true, value: nothing('money') }], left(amount), label);
  const { parts } = found;
  const fee = bought(found.fee, `charge to ${customer.name}`);
  return {
    ...found,
    fee,
    moving: () => bought(found.moving()),
    parts: parts && { provider: bought(parts.provider), commission: bought(parts.commission) },
    supplies: found.supplies && cutSupplies(fee, found.supplies),
  };
}

/** The buyer as the price sees it: with the units, and as a member or as none. */
export function purchaser({ customer, units, isMember }: Purchase): Customer {
  const { attributes, quantity } = customer;
  return {
    ...customer,
    attributes: new Map([...attributes, [MEMBER, isMember ? 'yes' : 'no']]),
    quantity: ((driver, kind) => (driver === UNITS && kind === 'count' ? units : quantity(driver, kind))) as Quantities,
  };
}

/**
 * What an average of units is expected to come to, before it is rounded: it is spread over its two neighbouring whole
 * numbers, because nobody buys one and a half. 1.5 is one for half of those who buy, and two for the other half.
 */
export function expectedOver(average: Count, chargeOf: (units: Count) => Money, label?: string): Price {
  const fewer = multiple(average, UNIT, 'down', 'whole units below the average');
  const share = sum('count', [average], 'share of those who buy one more', [fewer]);
  const more = sum('count', [fewer, UNIT], 'whole units above the average');
  const those = sum('count', [UNIT], 'share of those who buy the fewer', [share]);
  const [less, greater] = [chargeOf(fewer), chargeOf(more)];
  const mixed = sum('price', [unrounded(less, those), unrounded(greater, share)]);
  // What nobody buys need not have a price.
  return band('price', share, [{ upTo: nothing('count'), closed: true, value: unrounded(less, UNIT) }], mixed, label);
}

/**
 * The price of a unit where each costs the same, whoever buys it as a member, or as none; undefined where the price
 * asks anything else, or bends.
 */
export function unitPriceIn(of: readonly TierPrice[], isMember: boolean): Price | undefined {
  const attributes = new Map([[MEMBER, isMember ? 'yes' : 'no']]);
  const asksMore = (each: TierPrice): boolean =>
    each.numbers.size > 0 || [...(each.when?.keys() ?? [])].some((key) => key !== MEMBER);
  const found = of.find((each) => asksMore(each) || fits(each.when, attributes));
  if (found === undefined || asksMore(found) || found.terms.size !== 1) return undefined;
  const charged = found.terms.get(per.key) as ReadonlyMap<string, Charged> | undefined;
  const only = charged?.size === 1 ? charged.get(UNITS) : undefined;
  const isRate = only !== undefined && isSingle(only) && only.rate.kind === 'price' && askedBy(only.rate) === undefined;
  return isRate ? (only.rate as Price) : undefined;
}

/** Whether all members pay the same for as many units, and all others: the price asks nothing else of a school. */
export function isAlikeForAll(of: readonly TierPrice[]): boolean {
  return of.every(
    (price) =>
      groupingOf(price) === undefined &&
      conditionsOf(price).every(({ when }) => [...(when?.keys() ?? [])].every((key) => key === MEMBER)) &&
      askedOf(price).every(({ driver, needed }) => driver === UNITS || !needed),
  );
}

/** Whether a price asks if its buyer is a member. */
export function asksMembership(of: readonly TierPrice[]): boolean {
  return of.some((price) => conditionsOf(price).some(({ when }) => when?.has(MEMBER)));
}

/** A price of one unit, as it is written in the place of terms. */
export function perUnit(price: Price, isMember?: boolean): TierPrice {
  const when = isMember === undefined ? undefined : new Map([[MEMBER, [isMember ? 'yes' : 'no']]]);
  return {
    when,
    terms: new Map([[per.key, rateOn(UNITS, price)]]),
    quantities: new Map(),
    numbers: new Map(),
    pupils: undefined,
  };
}
