import { type Figure, type Money, named, nothing, portion, type Rate, unknown } from '../figures/index.js';
import { type Customer, counted, fits } from './customer.js';
import { withDerived } from './derived.js';
import { liesWithin, within } from './numbers.js';
import type { Pricing } from './rule.js';
import type { TierPrice } from './tier-price.js';
import { STANDARD_VAT, type Supply } from './vat.js';
import { told, type Worked, worked } from './working.js';

/** What a customer pays for a year, to the penny and before VAT, and how it came about. */
export interface Quote extends Worked {
  readonly price: TierPrice;
  /** Which of the prices it is, from 0. */
  readonly position: number;
  /** Of a school that is priced together with others; undefined where it is a buyer by itself. */
  readonly group?: Grouped;
  /** Whether it is for a year before the company registers for VAT: of the standard class nothing bears VAT then. */
  readonly untaxed?: true;
  /** The standard rate of VAT of its year, where it is another than the one that has stood since 2011. */
  readonly standard?: Rate;
}

/**
 * How a school's fee comes of the price of the group in which it is: `steps` are then those of the group, and the last
 * of them is its own part.
 */
export interface Grouped {
  /** Whose price it is: `trust Bay`. */
  readonly name: string;
  /** The group as one customer, of whom the terms of the price are told. */
  readonly customer: Customer;
  /** What all of them pay together if all of them join. */
  readonly whole: Money;
  /** The school's part of it; of an archetype, that of all its schools. */
  readonly ifAll: Money;
  /** What the school pays if all of them join, and how. */
  readonly everybody: Quote;
  /** The school's part of another amount of the whole; of an archetype, that of all its schools. */
  readonly partOf: (amount: Money) => Money;
}

/** The first of the prices that fits, with its position; undefined where none does: that is a problem, never zero. */
export function priceFor(
  of: readonly TierPrice[],
  attributes: ReadonlyMap<string, string>,
): { price: TierPrice; position: number } | undefined {
  for (let position = 0; position < of.length; position++) {
    const price = of[position] as TierPrice;
    if (fits(price.when, attributes)) return { price, position };
  }
  return undefined;
}

/** Whether some price holds for a school with its numbers as they stand; one that is not known is no reason against it. */
export function holdsFor(of: readonly TierPrice[], customer: Customer): boolean {
  return candidatesFor(of, customer.attributes).some(({ price }) => {
    const asked = withDerived(customer, price.quantities);
    return (
      liesWithin(price.numbers, asked) || [...price.numbers.keys()].some((driver) => !counted(asked, driver).isKnown)
    );
  });
}

/** The price that a customer comes to with its numbers as they stand; undefined where it comes to none. */
export function heldFor(of: readonly TierPrice[], customer: Customer): Candidate | undefined {
  return candidatesFor(of, customer.attributes).find(({ price }) =>
    liesWithin(price.numbers, withDerived(customer, price.quantities)),
  );
}

/** The prices of the terms as they stand. */
export const AS_WRITTEN: Pricing['now'] = (_key, price) => price;

/**
 * The yearly fee of a customer by itself, by the first price that fits; undefined where none does. Those whom a price
 * takes together: `quotesOf`.
 */
export function quote(
  of: readonly TierPrice[],
  customer: Customer,
  now: Pricing['now'] = AS_WRITTEN,
): Quote | undefined {
  const [found, ...others] = candidatesFor(of, customer.attributes);
  if (found === undefined) return undefined;
  if (found.price.numbers.size > 0) return byNumbers([found, ...others], customer, now);
  const { price, position } = found;
  const { fee: whole, steps, moving, parts: divided, supplies, once, together } = worked(price, customer, now);
  const fee = named(whole, `fee of ${customer.name}`);
  // Key by key: a quote is made for every school in every year, and to spread one takes as long as a part of its price.
  return { price, position, fee, steps, moving, parts: divided, supplies, once, together };
}

/** A price among others, with its position. */
interface Candidate {
  readonly price: TierPrice;
  readonly position: number;
}

/** The prices whose attributes fit, up to the first that holds whatever the numbers of a school. */
export function candidatesFor(of: readonly TierPrice[], attributes: ReadonlyMap<string, string>): Candidate[] {
  const fitting: Candidate[] = [];
  for (let position = 0; position < of.length; position++) {
    const price = of[position] as TierPrice;
    if (!fits(price.when, attributes)) continue;
    fitting.push({ price, position });
    if (price.numbers.size === 0) break;
  }
  return fitting;
}

/**
 * The fee by the first price within whose numbers a school lies, as a figure: a roll that moves takes it from one price to
 * another. Told is the price within which it lies as it stands.
 */
function byNumbers(of: readonly Candidate[], customer: Customer, now: Pricing['now']): Quote {
  const none = unknown('money', `no price fits ${customer.name} with the numbers that it has`);
  const all = of.map((each) => {
    const asked = withDerived(customer, each.price.quantities);
    return { ...each, ...worked(each.price, customer, now), asked };
  });
  const fee = all.reduceRight<Money>(
    (rest, { price, fee: own, asked }) => within(price.numbers, asked, own, rest),
    none,
  );
  const moving = (): Money =>
    all.reduceRight<Money>(
      (rest, { price, moving: own, asked }) => within(price.numbers, asked, own(), rest),
      nothing('money'),
    );
  const held =
    all.find(({ price, asked }) => liesWithin(price.numbers, asked)) ?? (all[all.length - 1] as (typeof all)[0]);
  const { asked: _, ...told } = held;
  const mixed = suppliesAmong(all);
  return { ...told, moving, supplies: mixed, fee: named(fee, `fee of ${customer.name}`) };
}

/** The classes of VAT of whichever price holds: of those within whose numbers a school does not lie, nothing. */
function suppliesAmong(all: readonly (Worked & Asking)[]): readonly Supply[] | undefined {
  if (all.every(({ supplies }) => supplies === undefined)) return undefined;
  const none = nothing<'money'>('money');
  const suppliesOf = ({ supplies, fee }: Worked): readonly Supply[] =>
    supplies ?? [{ vat: undefined, net: fee, tax: undefined }];
  const classes = [...new Set(all.flatMap((each) => suppliesOf(each).map(({ vat }) => vat)))];
  const held = (of: (each: Supply) => Money | undefined, vat: Supply['vat']): Money =>
    all.reduceRight<Money>((rest, each) => {
      const own = suppliesOf(each).find((supply) => supply.vat === vat);
      return within(each.price.numbers, each.asked, (own && of(own)) ?? none, rest);
    }, none);
  return classes.map((vat): Supply => {
    const isWithVat = all.some((each) => suppliesOf(each).some((supply) => supply.vat === vat && supply.tax));
    return { vat, net: held(({ net }) => net, vat), tax: isWithVat ? held((each) => taxIn(each), vat) : undefined };
  });
}

/** A price with the quantities that it asks of a school. */
interface Asking {
  readonly price: TierPrice;
  readonly asked: Customer;
}

/** The VAT on a supply that may be of the standard rate, whether the price is published with it or not. */
const taxIn = ({ vat, net, tax }: Supply): Money | undefined =>
  tax ?? (vat === undefined || vat === 'standard' ? portion(net, STANDARD_VAT, 'VAT') : undefined);

/** What the terms of a customer's price say of it, in the order in which they are evaluated. */
export function termsTold(
  of: readonly TierPrice[],
  asked: Customer,
  now: Pricing['now'] = AS_WRITTEN,
): ReturnType<typeof told> {
  const found = heldFor(of, asked) ?? priceFor(of, asked.attributes);
  return found === undefined ? [] : told(found.price, asked, now);
}

/**
 * Which rules set the fee: those that make it (`flat`, `rate`, `flat + rate`), or the floor or cap in their place, and
 * what changed it after.
 */
export function settledBy({ steps }: Quote): string {
  let by: string[] = [];
  for (const { rule, before, after } of steps) {
    if (rule.does === 'base') by.push(rule.decides);
    else if (differ(before, after)) by = rule.does === 'limit' ? [rule.decides] : [...by, rule.decides];
  }
  // Rates of two terms are both rates.
  return [...new Set(by)].join(' + ');
}

function differ(before: Figure | undefined, after: Figure): boolean {
  if (before === undefined || !before.isKnown || !after.isKnown) return false;
  return before.exact.compare(after.exact) !== 0;
}
