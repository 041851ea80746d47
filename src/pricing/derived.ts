import { type Count, Figure, smaller, unknown } from '../figures/index.js';
import { amountFor, askedBy, movingFor, quantitiesAsked } from '../language/index.js';
import { amounted, type Customer, counted, inPlain, movingUnits, type Quantities, replaced } from './customer.js';
import type { Pricing } from './rule.js';

/** Quantities that are worked out of others: `person_days` as `=days * people`. */
export type DerivedQuantities = ReadonlyMap<string, Count>;

type OfSchool = Parameters<typeof amountFor>[1];

/** What a customer has, as arithmetic asks it. */
const had =
  (customer: Customer): OfSchool =>
  (name, kind) =>
    kind === 'money' ? amounted(customer, name) : counted(customer, name);

/** A customer with the quantities that are worked out of its own. What it has under such a name goes before. */
export function withDerived(customer: Customer, derived: DerivedQuantities): Customer {
  if (derived.size === 0) return customer;
  const known = new Map<string, Count>();
  const workedOut = (driver: string, said: Count): Count => {
    const found = known.get(driver);
    if (found !== undefined) return found;
    known.set(driver, unknown('count', `${inPlain(driver)} is worked out of itself`));
    const made = amountFor(said, had(layered), customer.name);
    known.set(driver, made);
    return made;
  };
  const quantity = ((driver: string, kind: 'count' | 'money') => {
    const own = customer.quantity(driver, kind);
    const said = kind === 'count' ? derived.get(driver) : undefined;
    return own !== undefined || said === undefined ? own : workedOut(driver, said);
  }) as Quantities;
  const layered: Customer = {
    ...customer,
    quantity,
    moves: (driver) => {
      const said = customer.quantity(driver, 'count') === undefined ? derived.get(driver) : undefined;
      return said === undefined
        ? movingUnits(customer, driver)
        : movingFor(said, had(layered), moved(layered), customer.name);
    },
  };
  return layered;
}

/** What moves with the pupils of what a customer has, as arithmetic asks it: no amount does. */
const moved =
  (customer: Customer): ((name: string, kind: 'count' | 'money') => Count | undefined) =>
  (name, kind) =>
    kind === 'money' ? undefined : movingUnits(customer, name);

/**
 * A customer as the terms of a price count it, with the quantities that are worked out of what is then counted: weeks times
 * hours are of the hours in whole blocks, and beyond those that are free. What is worked out is itself counted by the terms
 * that name it. Where a term asks for the first units of a driver, what is worked out follows them.
 */
export function countedWith(
  customer: Customer,
  derived: DerivedQuantities,
  count: (customer: Customer) => Customer,
): Customer {
  const own = count(customer);
  if (derived.size === 0) return own;
  const isWorkedOut = (driver: string): boolean =>
    derived.has(driver) && customer.quantity(driver, 'count') === undefined;
  const layered = (plain: Customer): Customer => {
    const beside = withDerived(plain, derived);
    const counts = count(beside);
    const quantity = ((driver, kind) =>
      kind === 'count' && isWorkedOut(driver)
        ? counts.quantity(driver, kind)
        : beside.quantity(driver, kind)) as Quantities;
    const all: Customer = {
      ...beside,
      quantity,
      moves: (driver) => {
        const part = movingUnits(isWorkedOut(driver) ? beside : plain, driver);
        return part && smaller('count', [part, counted(counts, driver)]);
      },
      withUnits: (driver, units) =>
        isWorkedOut(driver) ? replaced(all, driver, units) : layered(replaced(plain, driver, units)),
    };
    return all;
  };
  return layered(own);
}

/** Prices as they stand for one customer: arithmetic with what it has is worked out before anything grows it. */
export function nowFor(customer: Customer, now: Pricing['now']): Pricing['now'] {
  let known: Map<Figure, Figure> | undefined;
  return (key, price) => {
    if (askedBy(price) === undefined) return now(key, price);
    known ??= new Map();
    const found = known.get(price) ?? amountFor(price, had(customer), customer.name);
    known.set(price, found);
    return now(key, found as typeof price);
  };
}

/** The parts of such prices that move with the customer's pupils. */
export function movingPrice(customer: Customer, now: Pricing['now']): Pricing['moving'] {
  return (key, price) => {
    const found = movingFor(price, had(customer), moved(customer), customer.name);
    return found && now(key, found);
  };
}

const walked = new WeakMap<object, readonly string[]>();

/** What the arithmetic in some terms asks of a school. */
export function askedInTerms(terms: unknown): readonly string[] {
  if (typeof terms !== 'object' || terms === null) return [];
  if (terms instanceof Figure) return quantitiesAsked(terms);
  const known = walked.get(terms) ?? [
    ...new Set((terms instanceof Map ? [...terms.values()] : Object.values(terms)).flatMap(askedInTerms)),
  ];
  walked.set(terms, known);
  return known;
}

/** The quantities that a school must have for a driver: those that it is worked out of, or itself. */
export function sourcesOf(driver: string, derived: DerivedQuantities, above: readonly string[] = []): string[] {
  const said = derived.get(driver);
  if (said === undefined || above.includes(driver)) return [driver];
  return quantitiesAsked(said).flatMap((name) => sourcesOf(name, derived, [...above, driver]));
}

/**
 * Quantities that are worked out of each other, each named after the one that it stands on. Of circles that share a
 * quantity one is given: with that put right, the next is found.
 */
export function circlesIn(derived: DerivedQuantities): readonly (readonly string[])[] {
  const given = new Set<string>();
  const circle = (name: string, above: readonly string[]): readonly string[] | undefined => {
    const at = above.indexOf(name);
    if (at >= 0) return [...above.slice(at), name];
    const said = given.has(name) ? undefined : derived.get(name);
    for (const each of said === undefined ? [] : quantitiesAsked(said)) {
      const found = circle(each, [...above, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return [...derived.keys()].flatMap((name) => {
    const found = circle(name, []);
    for (const each of found ?? []) given.add(each);
    return found === undefined ? [] : [found];
  });
}
