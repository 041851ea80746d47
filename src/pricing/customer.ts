import { type Count, Exact, type Figure, inWords, type Money, unknown } from '../figures/index.js';
import {
  anything,
  either,
  flagOf,
  isMapping,
  type Json,
  keyInWords,
  mapOf,
  oneOrMany,
  refuse,
  type Schema,
  text,
} from '../language/index.js';

/** Whoever is charged: pricing sees attributes and quantities, never a school. */
export interface Customer {
  /** For labels: `St Ann's Primary`. */
  readonly name: string;
  /** `phase` → `primary`, `sixth_form` → `yes`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The pupils that a rate is multiplied by, on the roll's own basis. */
  readonly pupils: Count;
  /**
   * Its pupils as the roll gives them in this year, where something else has moved those that are charged: by them
   * schools share one price.
   */
  readonly weight?: Count;
  /** A driver by its name: `teachers` as a count, `lump_sum` as money. Undefined where nothing is said of it. */
  readonly quantity: Quantities;
  /** The size of the whole blocks in which a driver has been counted; undefined where it is as it was given. */
  readonly blockOf?: (driver: string) => Count | undefined;
  /**
   * The part of a quantity that moves with its pupils, where quantities are worked out of others; unless said, all of one
   * that counts pupils.
   */
  readonly moves?: (driver: string) => Count | undefined;
  /**
   * The same customer with all of its units, where only the first of them are asked for: what they have reached, each
   * of them has.
   */
  readonly whole?: Customer;
  /** The same customer with another number of units of a driver, and what is worked out of these; as it is unless said. */
  readonly withUnits?: (driver: string, units: Count) => Customer;
}

/** The quantities that a price may be multiplied by, on the basis that is asked for. */
export type Quantities = <K extends 'count' | 'money'>(driver: string, kind: K) => Figure<K> | undefined;

/** A count that a price needs; unknown, with the reason, where nothing is said of it. */
export function counted(customer: Customer, driver: string): Count {
  if (driver === 'pupils') return customer.pupils;
  return (
    customer.quantity(driver, 'count') ??
    unknown('count', `nothing says how many ${inPlain(driver)} ${customer.name} has`)
  );
}

/**
 * A count of all that the customer has, where only the first units are priced: the rate that so many have reached holds
 * for each of them.
 */
export function reached(customer: Customer, driver: string): Count {
  return counted(customer.whole ?? customer, driver);
}

/** A customer of whom only the first so many units of a driver are priced. */
export function firstUnits(customer: Customer, driver: string, units: Count): Customer {
  const fewer = customer.withUnits?.(driver, units) ?? replaced(customer, driver, units);
  return { ...fewer, whole: customer.whole ?? customer };
}

/** A customer with another number of units of one driver, and all else as it was. */
export function replaced(customer: Customer, driver: string, units: Count): Customer {
  const asked = customer.quantity;
  const quantity = ((name, kind) => (name === driver && kind === 'count' ? units : asked(name, kind))) as Quantities;
  return { ...customer, pupils: driver === 'pupils' ? units : customer.pupils, quantity };
}

/** Whether a driver counts pupils, so that it moves with the roll: `pupils`, `primary_pupils`. */
export function countsPupils(driver: string): boolean {
  return driver === 'pupils' || driver.endsWith('_pupils');
}

/** The part of a quantity that moves with the pupils of a customer; undefined where none of it does. */
export function movingUnits(customer: Customer, driver: string): Count | undefined {
  if (customer.moves !== undefined) return customer.moves(driver);
  return countsPupils(driver) ? counted(customer, driver) : undefined;
}

/** An amount that a price takes a percentage of; unknown, with the reason, where nothing is said of it. */
export function amounted(customer: Customer, driver: string): Money {
  return (
    customer.quantity(driver, 'money') ??
    unknown('money', `nothing says what the ${inPlain(driver)} of ${customer.name} is`)
  );
}

/** `primary_pupils` as `primary pupils`. */
export function inPlain(driver: string): string {
  return keyInWords(driver);
}

/** `1 primary pupil`, `2 primary pupils`: so many of a driver, as far as its name is a plural. */
export function soMany(number: Count, driver: string): string {
  const name = inPlain(driver);
  const isOne = number.isKnown && number.exact.compare(Exact.one) === 0;
  return `${inWords(number)} ${isOne ? singular(name) : name}`;
}

/** The last word of a name in the singular: `entries`, `boxes`, `places`; a word that is no plural stays as it is. */
function singular(name: string): string {
  if (/[^aeiou]ies$/.test(name)) return name.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh|z)es$/.test(name)) return name.replace(/es$/, '');
  return /(ss|us|is)$/.test(name) ? name : name.replace(/s$/, '');
}

/** What a quantity is called: `pupils`, `teachers`, `meetings`. */
export const driverName: Schema<string> = text.transform((said, context) =>
  /^[a-z][a-z0-9_]*$/.test(said)
    ? said
    : refuse(context, 'bad-value', {
        text: said,
        expected: 'a driver, such as pupils or teachers',
        why: 'it is not one name in small letters',
      }),
);

/** Conditions on attributes: every one must hold, each by any of its values. */
export type When = ReadonlyMap<string, readonly string[]>;

/** What to write where a number is asked for, and only a price may. */
export const NUMBERS_OF_A_PRICE =
  'only the "when" of a price asks for numbers, as in "pupils: { over: 300 }": give such schools a price of their own; a discount or surcharge counts them by "of", as in "of: pupils, over: 300"';

const noNumbers = anything.transform((_, context): readonly string[] =>
  refuse(context, 'wrong-shape', {
    expected: 'a value of an attribute',
    found: 'a range of numbers',
    instead: NUMBERS_OF_A_PRICE,
  }),
);

const asked = either(isMapping, noNumbers, oneOrMany(text));
const conditions = mapOf(asked, 'a map of attributes to values').transform(
  (said): When => new Map([...said].map(([key, values]) => [key, values.map(canonical)])),
);

const value: Json = { type: ['string', 'number', 'boolean'] };
/** `{ phase: [primary, special], sixth_form: yes }`. */
export const when: Schema<When> = conditions.showing(() => ({
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
