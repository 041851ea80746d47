import { type Count, constant, type Money } from '../figures/index.js';
import { commission } from './commission.js';
import { offeredIf } from './conditional.js';
import { crossingsOf } from './crossings.js';
import { fits, type When } from './customer.js';
import { askedInTerms, sourcesOf } from './derived.js';
import { type Discount, discounts } from './discounts.js';
import { type BuyerGrouping, group } from './group.js';
import { includesVat } from './includes-vat.js';
import { joining, type SignUp } from './joining.js';
import { endsOf } from './numbers.js';
import { type PricePart, parts } from './parts.js';
import type { AskedQuantity, Below, Doubt, Fault, OtherTerms, PriceRule } from './rule.js';
import { rules } from './rules.js';
import type { TierPrice } from './tier-price.js';
import type { VatClass } from './vat.js';

/* What a price says by its terms, whatever the school: who is priced together, what it asks, what is wrong with it. */

type Parts = ReadonlyMap<string, PricePart>;

/** How a price groups its buyers, if it does. */
export function groupingOf({ terms }: TierPrice): BuyerGrouping | undefined {
  return terms.get(group.key) as BuyerGrouping | undefined;
}

/** Whether several schools pay one of some prices together. */
export const haveGroups = (of: readonly TierPrice[]): boolean => of.some((each) => groupingOf(each) !== undefined);

/** For how many years a price stands as a whole, of which each year has its part: 1 where it is a yearly one. */
export function yearsTogether(of: TierPrice | undefined): number {
  return (of?.terms.get(joining.key) as SignUp | undefined)?.years ?? 1;
}

/** The most years for which a price stands as a whole, of those that fit some attributes. */
export function mostYearsTogether(of: readonly TierPrice[], attributes: ReadonlyMap<string, string>): number {
  let most = 1;
  for (const price of of) {
    const years = yearsTogether(price);
    if (years > most && fits(price.when, attributes)) most = years;
  }
  return most;
}

/** The classes of VAT that parts of some prices have of their own. */
export function classesIn(of: readonly TierPrice[]): readonly VatClass[] {
  const all = of.flatMap(({ terms }) => [...((terms.get(parts.key) as Parts | undefined)?.values() ?? [])]);
  return [...new Set(all.flatMap(({ vat }) => vat ?? []))];
}

/**
 * The classes of VAT in which something is sold at some prices: those of their parts, and `own` wherever something is
 * charged that says none.
 */
export function classesSold(of: readonly TierPrice[], own: VatClass | undefined): readonly (VatClass | undefined)[] {
  const ofParts = classesIn(of);
  return of.length > 0 && of.every(isOfClassedParts) ? ofParts : [own, ...ofParts];
}

/** Whether all that a price charges says its class of VAT by itself; what is paid once on joining never does. */
function isOfClassedParts(price: TierPrice): boolean {
  const said = price.terms.get(parts.key) as Parts | undefined;
  if (said === undefined || paysOnce(price)) return false;
  return (
    [...said.values()].every(({ vat }) => vat !== undefined) &&
    rules.every(({ does, key }) => does !== 'base' || key === parts.key || !price.terms.has(key))
  );
}

/** A price of which the parts of one class of VAT are of another. */
export function reclassed(price: TierPrice, from: VatClass, to: VatClass | undefined): TierPrice {
  if (!classesIn([price]).includes(from)) return price;
  const changed = new Map(
    [...(price.terms.get(parts.key) as Parts)].map(([id, each]) => [
      id,
      each.vat === from ? { ...each, vat: to } : each,
    ]),
  );
  return { ...price, terms: new Map([...price.terms, [parts.key, changed]]) };
}

/** Whether the amounts of a price are published with VAT. */
export const isWithVat = ({ terms }: TierPrice): boolean => terms.get(includesVat.key) === true;

/** Whether a broker has a part in a price. */
export const isBrokered = ({ terms }: TierPrice): boolean => terms.has(commission.key);

/** Whether a price has something that is paid once, or is for several years together. */
export const hasJoining = ({ terms }: TierPrice): boolean => terms.has(joining.key);

/** Whether something of a price is paid once, on joining. */
export const paysOnce = ({ terms }: TierPrice): boolean =>
  (terms.get(joining.key) as SignUp | undefined)?.fee !== undefined;

/** Whether invoices tell something of a price apart: classes of VAT, VAT that is in it, or what is paid once. */
export function tellsApart({ terms }: TierPrice): boolean {
  return terms.has(parts.key) || terms.has(includesVat.key) || terms.has(joining.key);
}

/** How many schools must commit before a price is offered, if it waits for them. */
export function offerOf({ terms }: TierPrice): Count | undefined {
  return (terms.get(offeredIf.key) as { readonly committed: Count } | undefined)?.committed;
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

/** The attributes that some prices ask of whom they fit, and of which nothing is said. */
export function unsaidIn(of: readonly TierPrice[], attributes: ReadonlyMap<string, string>): string[] {
  const asked = new Set(of.flatMap(({ when }) => [...(when?.keys() ?? [])]));
  return [...asked].filter((key) => (attributes.get(key) ?? '') === '');
}

/** The quantities whose number chooses a price: of one that is worked out, those that it is worked out of. */
export function choosingOf({ numbers, quantities }: TierPrice): string[] {
  return [...numbers.keys()].flatMap((driver) => sourcesOf(driver, quantities));
}

/**
 * The quantities that a price charges for: of one that is worked out, those that it is worked out of. What only a discount
 * counts is none of them.
 */
export function chargedFor(price: TierPrice): string[] {
  return [...new Set(namedFor(price).flatMap((driver) => sourcesOf(driver, price.quantities)))];
}

/**
 * The quantities of a school of which its floor or cap is worked out: none of an amount that is the same for every school.
 */
export function askedByLimit(price: TierPrice, amount: Money): string[] {
  return [...new Set(askedInTerms(amount).flatMap((driver) => sourcesOf(driver, price.quantities)))];
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

/**
 * The quantities of a driver at which what a price charges may jump, or go on at another rate: as it asks for the driver,
 * and where what is worked out of it comes to such a number.
 */
export function jumpsOf(price: TierPrice, driver: string): readonly Count[] {
  const known = jumpsIn(price);
  const found = known.get(driver) ?? [...ownJumps(price, driver), ...jumpsThrough(price, driver)];
  known.set(driver, found);
  return found;
}

const jumpsIn = ofPrice((): Map<string, readonly Count[]> => new Map());

function jumpsThrough(price: TierPrice, driver: string): Count[] {
  const derived = price.quantities;
  const at = [...derived.keys()].flatMap((name) => {
    const bounds = name === driver ? [] : ownJumps(price, name);
    const exact = bounds.flatMap((bound) => (bound.isKnown ? [bound.exact] : []));
    return crossingsOf(name, exact, driver, derived);
  });
  return at.map((units) => constant('count', units, `units of ${driver}`));
}

function ownJumps(price: TierPrice, driver: string): Count[] {
  const within = price.numbers.get(driver);
  const inTerms = rules.flatMap((rule) => {
    const terms = price.terms.get(rule.key) as never;
    return terms === undefined ? [] : rule.bounds(terms, driver);
  });
  return [...(within === undefined ? [] : endsOf(within)), ...inTerms];
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
