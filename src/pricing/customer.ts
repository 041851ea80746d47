import * as z from 'zod';
import { type Count, type Figure, type Money, unknown } from '../figures/index.js';
import { flagOf, type Json, oneOrMany, refuse, type Schema, showing, text } from '../language/index.js';

/** Whoever is charged: pricing sees attributes and quantities, never a school. */
export interface Customer {
  /** For labels: `St Ann's Primary`. */
  readonly name: string;
  /** `phase` → `primary`, `sixth_form` → `yes`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The pupils that a rate is multiplied by, on the roll's own basis. */
  readonly pupils: Count;
  /** Its pupils as the roll gives them in this year, where something else has moved those that are charged: by them schools share one price. */
  readonly weight?: Count;
  /** A driver by its name: `teachers` as a count, `lump_sum` as money. Undefined where nothing is said of it. */
  readonly quantity: Quantities;
}

/** The quantities that a price may be multiplied by, on the basis that is asked for. */
export type Quantities = <K extends 'count' | 'money'>(driver: string, kind: K) => Figure<K> | undefined;

/** A count that a price needs; unknown, with the reason, where nothing is said of it. */
export function counted(customer: Customer, driver: string): Count {
  if (driver === 'pupils') return customer.pupils;
  return customer.quantity(driver, 'count') ?? unknown('count', `nothing says how many ${inPlain(driver)} ${customer.name} has`);
}

/** An amount that a price takes a percentage of; unknown, with the reason, where nothing is said of it. */
export function amounted(customer: Customer, driver: string): Money {
  return customer.quantity(driver, 'money') ?? unknown('money', `nothing says what the ${inPlain(driver)} of ${customer.name} is`);
}

/** `primary_pupils` as `primary pupils`. */
export function inPlain(driver: string): string {
  return driver.replace(/_/g, ' ');
}

/** What a quantity is called: `pupils`, `teachers`, `meetings`. */
export const driverName: Schema<string> = text.transform((said, context) =>
  /^[a-z][a-z0-9_]*$/.test(said)
    ? said
    : refuse(context, 'bad-value', { text: said, expected: 'a driver, such as pupils or teachers', why: 'it is not one name in small letters' }),
) as unknown as Schema<string>;

/** Conditions on attributes: every one must hold, each by any of its values. */
export type When = ReadonlyMap<string, readonly string[]>;

const conditions = z.record(z.string(), oneOrMany(text) as never, { error: () => 'a map of attributes to values' }).transform((record) => {
  const said = Object.entries(record as Record<string, readonly string[]>);
  return new Map(said.map(([key, values]) => [key, values.map(canonical)])) as When;
}) as unknown as Schema<When>;

const value: Json = { type: ['string', 'number', 'boolean'] };
/** `{ phase: [primary, special], sixth_form: yes }`. */
export const when: Schema<When> = showing(conditions, () => ({
  type: 'object',
  additionalProperties: { anyOf: [value, { type: 'array', items: value }] },
}));

/** Yes and no in their one spelling, so that `true` in a model meets `yes` in a roll. */
export function canonical(value: string): string {
  const flag = flagOf(value);
  return flag === undefined ? value : flag ? 'yes' : 'no';
}

/** Whether every condition holds for some attributes; no conditions fit all. */
export function fits(conditions: When | undefined, attributes: ReadonlyMap<string, string>): boolean {
  if (conditions === undefined) return true;
  for (const [key, values] of conditions) {
    if (!values.includes(attributes.get(key) ?? '')) return false;
  }
  return true;
}
