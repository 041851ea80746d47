import { type Count, constant, Exact, type Money } from '../../figures/index.js';
import { PHASES, SCHOOL_TYPES, type SchoolType, TYPES } from '../../model/index.js';
import { askedOf, type Customer, conditionsOf, fits, type Price, priceFor, type Quantities, type Quote, quote, rules } from '../../pricing/index.js';
import type { Linted } from './lint.js';

/** A kind of school that a tier has a price of its own for. */
export interface Buyer {
  readonly attributes: ReadonlyMap<string, string>;
  readonly price: Price;
  readonly position: number;
}

/** More combinations of attributes than this are not looked through. */
const MOST_KINDS = 4000;
/** A value that no condition names. */
const OTHER = '(another)';
const FLAGS: readonly string[] = ['maintained', 'sixth_form', 'nursery', 'new_joiner'];

/** One school for each combination of attributes that the conditions of a tier tell apart, with its price; undefined where those are too many. */
export function buyersOf(tier: Linted): Buyer[] | undefined {
  const asked = askedIn(tier);
  let kinds: ReadonlyMap<string, string>[] = [new Map()];
  for (const [attribute, values] of asked) {
    const possible = valuesOf(attribute, values);
    kinds = kinds.flatMap((kind) => possible.map((value) => new Map([...kind, [attribute, value]])));
    if (kinds.length > MOST_KINDS) return undefined;
  }
  const found = new Map<string, Buyer>();
  for (const attributes of kinds.filter(isPossible)) {
    const fitting = priceFor(tier.price, attributes);
    if (fitting === undefined) continue;
    const key = `${fitting.position}|${signature(fitting.price, attributes)}`;
    if (!found.has(key)) found.set(key, { attributes, ...fitting });
  }
  return [...found.values()];
}

/** The attributes that conditions ask, with the values that they name. */
function askedIn({ price }: Linted): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { when } of price.flatMap(conditionsOf)) {
    for (const [attribute, values] of when ?? []) {
      const known = asked.get(attribute) ?? new Set<string>();
      for (const value of values) known.add(value);
      asked.set(attribute, known);
    }
  }
  return asked;
}

function valuesOf(attribute: string, named: ReadonlySet<string>): readonly string[] {
  if (FLAGS.includes(attribute)) return ['yes', 'no'];
  if (attribute === 'phase') return PHASES.filter((phase) => named.has(phase)).concat(PHASES.filter((phase) => !named.has(phase)).slice(0, 1));
  if (attribute === 'type') return SCHOOL_TYPES.filter((type) => named.has(type)).concat(SCHOOL_TYPES.filter((type) => !named.has(type)));
  return [...named, OTHER];
}

/** No school is an academy and maintained. */
function isPossible(attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get('type');
  const maintained = attributes.get('maintained');
  return type === undefined || maintained === undefined || (TYPES[type as SchoolType] === 'maintained') === (maintained === 'yes');
}

/** Which of the conditions within a price hold. */
function signature(price: Price, attributes: ReadonlyMap<string, string>): string {
  return conditionsOf(price)
    .slice(1)
    .map(({ when }) => (fits(when, attributes) ? '1' : '0'))
    .join('');
}

const BASES: ReadonlySet<string | number> = new Set(rules.filter(({ does }) => does === 'base').map(({ key }) => key));

/** The quantities that a price charges for: its own drivers, and pupils where it has a rate for them. What only a discount counts is none of them. */
export function driversOf(price: Price): string[] {
  const asked = askedOf(price).flatMap(({ driver, path: [rule] }) => (rule !== undefined && BASES.has(rule) ? [driver] : []));
  const pupils = price.terms.has('per_pupil') ? ['pupils'] : [];
  return [...new Set([...pupils, ...asked])];
}

/** What a buyer pays with so many of a driver and one of every other, or undefined where it is not known. */
export function feeAt({ attributes, price }: Buyer, driver: string, units: number): Quote | undefined {
  const count = (amount: number): Count => constant('count', Exact.of(amount), 'units');
  const quantity = ((name: string, kind: 'count' | 'money') => {
    if (kind === 'money') return constant('money', Exact.of(name === driver ? units : 1), 'pounds') as Money;
    const needed = askedOf(price).some((asked) => asked.needed && asked.driver === name);
    return needed ? count(name === driver ? units : 1) : undefined;
  }) as Quantities;
  const customer: Customer = { name: 'a school', attributes, pupils: count(driver === 'pupils' ? units : 1), quantity };
  const found = quote([{ ...price, when: undefined }], customer);
  return found?.fee.isKnown ? found : undefined;
}

/** How a kind of school is called: by what its conditions ask. */
export function nameOf({ attributes }: Buyer): string {
  const parts = [...attributes].flatMap(([key, value]) => {
    const name = key.replace(/_/g, ' ');
    if (value === 'yes') return [name];
    return value === 'no' || value === OTHER ? [] : [value.replace(/_/g, ' ')];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
