import { type Count, type Figure, type Money, named, nothing, portion, unknown } from '../figures/index.js';
import { block, collection, oneOrMany, optional, provenance, quantity, type Schema } from '../language/index.js';
import { commission } from './commission.js';
import { offeredIf } from './conditional.js';
import { type Customer, counted, fits, type When } from './customer.js';
import { askedInTerms, type DerivedQuantities, sourcesOf, withDerived } from './derived.js';
import { type Discount, discounts } from './discounts.js';
import { type BuyerGrouping, group } from './group.js';
import { includesVat } from './includes-vat.js';
import { joining, type SignUp } from './joining.js';
import { liesWithin, NO_NUMBERS, type NumberedWhen, type Numbers, whenNumbered, within } from './numbers.js';
import { type PricePart, parts } from './parts.js';
import { type PupilBasis, pupilBasis } from './pupil-basis.js';
import type { AskedQuantity, Below, Doubt, Fault, OtherTerms, PriceRule, Pricing } from './rule.js';
import { rules } from './rules.js';
import { STANDARD_VAT, type Supply, type VatClass } from './vat.js';
import { told, type Worked, worked } from './working.js';

/** One price of a tier: the schools that it fits, and the terms under their rules' keys. */
export interface TierPrice {
  readonly when: When | undefined;
  readonly terms: ReadonlyMap<string, unknown>;
  /** What the terms may go by beside what a school has. */
  readonly quantities: DerivedQuantities;
  /** The numbers of a school within which it holds. */
  readonly numbers: Numbers;
  /** What it means by pupils; undefined where it does not say. */
  readonly pupils: PupilBasis | undefined;
}

/** Quantities that are worked out of others. */
export const quantities = collection(quantity);
const shape: Record<string, Schema<unknown>> = {
  when: optional(whenNumbered),
  quantities: optional(quantities),
  roll: optional(pupilBasis),
  ...provenance,
};
const words: Record<string, string> = {
  when: 'the schools that it fits, by attributes and by numbers: `{ phase: primary, pupils: { over: 100, up_to: 300 } }`; all unless said',
  quantities:
    'quantities of this price alone that are worked out of others: `{ person_days: =days * people }`. Those of the whole file stand beside its tiers',
  roll: 'what it means by pupils: `{ count: fte, census: october }`. That of a whole list stands beside its tiers',
};
for (const { key, terms, summary } of rules) {
  shape[key] = optional(terms);
  words[key] = summary;
}

/** What a price may say, by its keys. */
export const priceTerms: ReadonlyMap<string, Schema<unknown>> = new Map(Object.entries(shape));

/** A price, or a list of prices of which the first that fits a school is its own. */
export const prices: Schema<readonly TierPrice[]> = oneOrMany(
  block('a price', shape, words).transform((said): TierPrice => {
    const given = rules.filter(({ key }) => said[key] !== undefined);
    return {
      when: (said.when as NumberedWhen | undefined)?.attributes,
      numbers: (said.when as NumberedWhen | undefined)?.numbers ?? NO_NUMBERS,
      terms: new Map(given.map(({ key }) => [key, said[key]])),
      pupils: said.roll as PupilBasis | undefined,
      quantities: (said.quantities as DerivedQuantities | undefined) ?? new Map(),
    };
  }),
);

/** What a customer pays for a year, to the penny and before VAT, and how it came about. */
export interface Quote extends Worked {
  readonly price: TierPrice;
  /** Which of the prices it is, from 0. */
  readonly position: number;
  /** Of a school that is priced together with others; undefined where it is a buyer by itself. */
  readonly group?: Grouped;
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
  /** The school's part of another amount of the whole; of an archetype, that of all its schools. */
  readonly partOf: (amount: Money) => Money;
}

/** The first of the prices that fits, with its position; undefined where none does: that is a problem, never zero. */
export function priceFor(
  of: readonly TierPrice[],
  attributes: ReadonlyMap<string, string>,
): { price: TierPrice; position: number } | undefined {
  const position = of.findIndex((price) => fits(price.when, attributes));
  return position < 0 ? undefined : { price: of[position] as TierPrice, position };
}

/** Whether some price holds for a school with its numbers as they stand; one that is not known is no reason against it. */
export function holdsFor(of: readonly TierPrice[], customer: Customer): boolean {
  return candidates(of, customer.attributes).some(({ price }) => {
    const asked = withDerived(customer, price.quantities);
    return (
      liesWithin(price.numbers, asked) || [...price.numbers.keys()].some((driver) => !counted(asked, driver).isKnown)
    );
  });
}

type Parts = ReadonlyMap<string, PricePart>;

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
  const [found, ...others] = candidates(of, customer.attributes);
  if (found === undefined) return undefined;
  if (found.price.numbers.size > 0) return byNumbers([found, ...others], customer, now);
  const own = worked(found.price, customer, now);
  return { ...found, ...own, fee: named(own.fee, `fee of ${customer.name}`) };
}

/** A price among others, with its position. */
interface Candidate {
  readonly price: TierPrice;
  readonly position: number;
}

/** The prices whose attributes fit, up to the first that holds whatever the numbers of a school. */
function candidates(of: readonly TierPrice[], attributes: ReadonlyMap<string, string>): Candidate[] {
  const fitting = of.flatMap((price, position) => (fits(price.when, attributes) ? [{ price, position }] : []));
  const last = fitting.findIndex(({ price }) => price.numbers.size === 0);
  return last < 0 ? fitting : fitting.slice(0, last + 1);
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
  const found = priceFor(of, asked.attributes);
  return found === undefined ? [] : told(found.price, asked, now);
}

/** How a price groups its buyers, if it does. */
export function groupingOf({ terms }: TierPrice): BuyerGrouping | undefined {
  return terms.get(group.key) as BuyerGrouping | undefined;
}

/** For how many years a price stands as a whole, of which each year has its part: 1 where it is a yearly one. */
export function yearsTogether(of: TierPrice | undefined): number {
  return (of?.terms.get(joining.key) as SignUp | undefined)?.years ?? 1;
}

/** The classes of VAT that parts of some prices have of their own. */
export function classesIn(of: readonly TierPrice[]): readonly VatClass[] {
  const all = of.flatMap(({ terms }) => [...((terms.get(parts.key) as Parts | undefined)?.values() ?? [])]);
  return [...new Set(all.flatMap(({ vat }) => vat ?? []))];
}

/** A price of which no part is at the standard rate of its own: as a company charges it that is not registered for VAT. */
export function untaxedPrice(price: TierPrice): TierPrice {
  if (!classesIn([price]).includes('standard')) return price;
  const untaxed = new Map(
    [...(price.terms.get(parts.key) as Parts)].map(([id, each]) => [
      id,
      each.vat === 'standard' ? { ...each, vat: undefined } : each,
    ]),
  );
  return { ...price, terms: new Map([...price.terms, [parts.key, untaxed]]) };
}

/** Whether the amounts of a price are published with VAT. */
export const isWithVat = ({ terms }: TierPrice): boolean => terms.get(includesVat.key) === true;

/** Whether a broker has a part in a price. */
export const isBrokered = ({ terms }: TierPrice): boolean => terms.has(commission.key);

/** Whether a price has something that is paid once, or is for several years together. */
export const hasJoining = ({ terms }: TierPrice): boolean => terms.has(joining.key);

/** Whether invoices tell something of a price apart: classes of VAT, VAT that is in it, or what is paid once. */
export function tellsApart({ terms }: TierPrice): boolean {
  return terms.has(parts.key) || terms.has(includesVat.key) || terms.has(joining.key);
}

/** How many schools must commit before a price is offered, if it waits for them. */
export function offerOf({ terms }: TierPrice): Count | undefined {
  return (terms.get(offeredIf.key) as { readonly committed: Count } | undefined)?.committed;
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

/** What each rule of a price says by its terms, with the place of what it says in the price. */
function saidIn<T extends { readonly path: Below }>(
  price: TierPrice,
  saying: (rule: PriceRule<never>, terms: never) => readonly T[],
): T[] {
  return rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key) as never;
    if (terms === undefined) return [];
    return saying(rule, terms).map((each) => ({ ...each, path: [rule.key, ...each.path] }));
  });
}

/** What is said of one price alone, worked out once: every load of a model asks the same of its prices again. */
function ofPrice<V>(of: (price: TierPrice) => V): (price: TierPrice) => V {
  const known = new WeakMap<TierPrice, { readonly value: V }>();
  return (price) => {
    const found = known.get(price) ?? { value: of(price) };
    known.set(price, found);
    return found.value;
  };
}

/** Every condition of a price and of its terms, with where it stands in the price. */
export const conditionsOf = ofPrice((price): readonly { when: When | undefined; path: Below }[] => [
  { when: price.when, path: ['when'] },
  ...saidIn(price, (rule, terms) => rule.conditions(terms)),
]);

/** The tiers and services that the terms of a price name, with where each stands in the price. */
export const takenBeside = ofPrice((price): readonly { name: string; path: Below }[] =>
  saidIn(price, (rule, terms) => rule.takes(terms)),
);

/** Whether a price has a rule that makes a fee. */
export function hasBase(price: TierPrice): boolean {
  return rules.some((rule) => rule.does === 'base' && price.terms.has(rule.key));
}

/** The floor and cap of a price that hold for some attributes. */
export function boundsOf(price: TierPrice, attributes: ReadonlyMap<string, string>): { floor?: Money; cap?: Money } {
  const bounds: { floor?: Money; cap?: Money } = {};
  for (const rule of rules) {
    const terms = price.terms.get(rule.key) as never;
    const found = terms === undefined || rule.does !== 'limit' ? undefined : rule.bound(terms, attributes);
    if (found !== undefined) bounds[found.side] = found.amount;
  }
  return bounds;
}

/**
 * The quantities that a price asks of a school, with where each stands in the price: of one that is worked out, those that
 * it is worked out of.
 */
export const askedOf = ofPrice((price): readonly AskedQuantity[] => {
  const inWhen = [...price.numbers.keys()].map(
    (driver): AskedQuantity => ({ driver, path: ['when', driver], needed: true }),
  );
  const named = saidIn(price, (rule, terms) => [
    ...rule.asks(terms),
    ...askedInTerms(terms).map((driver): AskedQuantity => ({ driver, path: [], needed: true })),
  ]);
  return [...inWhen, ...named].flatMap((asked) =>
    price.quantities.has(asked.driver)
      ? sourcesOf(asked.driver, price.quantities).map(
          (driver): AskedQuantity => ({ ...asked, driver, path: ['quantities', asked.driver] }),
        )
      : [asked],
  );
});

/**
 * The quantities that a price charges for: of one that is worked out, those that it is worked out of. What only a discount
 * counts is none of them.
 */
export function chargedFor(price: TierPrice): string[] {
  return [...new Set(namedFor(price).flatMap((driver) => sourcesOf(driver, price.quantities)))];
}

/** The same as the price names them. */
function namedFor(price: TierPrice): string[] {
  const asked = saidIn(price, (rule, terms) => (rule.does === 'base' ? rule.asks(terms) : []));
  const inAmounts = rules.flatMap((rule) => (rule.does === 'base' ? askedInTerms(price.terms.get(rule.key)) : []));
  return [...new Set([...asked.map(({ driver }) => driver), ...inAmounts])];
}

/** The services of each bundle that a price has a discount for. */
export function bundlesOf({ terms }: TierPrice): (readonly string[])[] {
  return ((terms.get(discounts.key) as readonly Discount[] | undefined) ?? []).flatMap(({ bundle }) =>
    bundle.length === 0 ? [] : [bundle],
  );
}

/** The size of the whole blocks in which a price counts a driver; undefined where it takes it as it is. */
export function blockOf(price: TierPrice, driver: string): Count | undefined {
  for (const rule of rules) {
    const terms = price.terms.get(rule.key) as never;
    const found = terms === undefined || rule.does !== 'quantity' ? undefined : rule.blockOf(terms, driver);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The quantities of a driver at which what a price charges may jump, or go on at another rate. */
export function jumpsOf(price: TierPrice, driver: string): Count[] {
  return rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key) as never;
    return terms === undefined ? [] : rule.bounds(terms, driver);
  });
}

function among(price: TierPrice): OtherTerms {
  const charged = [...namedFor(price), ...chargedFor(price)];
  return { blockOf: (driver) => blockOf(price, driver), charges: (driver) => charged.includes(driver) };
}

/** What is surprising in the terms of a price, whatever the school. */
export function doubtsIn(price: TierPrice): Doubt[] {
  return saidIn(price, (rule, terms) => rule.doubts(terms, among(price)));
}

/** What is wrong with the terms of a price, whatever the school. */
export const faultsIn = ofPrice((price): readonly Fault[] =>
  saidIn(price, (rule, terms) => rule.faults(terms, among(price))),
);
