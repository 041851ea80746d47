import { inWords } from '../figures/index.js';
import { nearest } from '../language/index.js';
import {
  askedOf,
  boundsOf,
  candidatesFor,
  circlesIn,
  classesIn,
  conditionsOf,
  faultsIn,
  groupingOf,
  hasBase,
  holdsFor,
  isBrokered,
  isWithVat,
  NUMBERS_OF_A_PRICE,
  priceFor,
  type TierPrice,
  takenBeside,
} from '../pricing/index.js';
import { shownAttributes } from './attributes.js';
import { type Attributes, checkConditions } from './conditions.js';
import type { Finder } from './finder.js';
import { kindsApart } from './kinds.js';
import type { Model } from './model.js';
import { customerOf, type School } from './school.js';
import type { VatClass } from './vat.js';

/** Every quantity that a price can ask of some schools, with the columns that their roll declares. */
export function driversOf(schools: readonly School[], columns: readonly string[]): string[] {
  return [...new Set(['pupils', 'budget', ...columns, ...schools.flatMap((school) => [...school.drivers.keys()])])];
}

/** What is wrong with the terms and the conditions of one price. */
export function checkPrice(
  price: TierPrice,
  path: readonly (string | number)[],
  { attributes, drivers }: { readonly attributes: Attributes; readonly drivers: readonly string[] },
  finder: Finder,
): void {
  if (!hasBase(price)) finder.atKey(path, 'missing-key', { key: 'per_pupil', within: 'the price', or: ['flat'] });
  const taken = finder.isTaken(path);
  const quantities = ['pupils', 'budget', ...drivers, ...price.quantities.keys()];
  for (const { when, path: at } of conditionsOf(price)) {
    const instead = (name: string): string =>
      at.length === 1 ? `write from where to where: "${name}: { from: 3, up_to: 3 }"` : NUMBERS_OF_A_PRICE;
    const ofQuantity = (name: string): string | undefined => (quantities.includes(name) ? instead(name) : undefined);
    checkConditions(when, [...path, ...at], attributes, finder, { taken, ofQuantity });
  }
  const isClosed = mayCloseGaps(price, drivers);
  for (const { code, data, path: at } of faultsIn(price))
    if (code !== 'bands-gap' || !isClosed) finder.at([...path, ...at], code, data);
}

/** Whether whole blocks of a driver that is misspelt may be meant to close the gaps between the bands of a price. */
function mayCloseGaps(price: TierPrice, known: readonly string[]): boolean {
  const under = (key: string): string[] =>
    askedOf(price).flatMap(({ driver, path }) => (path[0] === key ? driver : []));
  const banded = under('bands');
  return under('blocks').some((driver) => !known.includes(driver) && nearest(driver, banded) !== undefined);
}

/** What is priced, and how it is taxed. */
export interface Sold {
  /** `tier` or `service`. */
  readonly what: string;
  readonly vat: VatClass | undefined;
  /** Whether its company says that it is not registered for VAT. */
  readonly isUntaxed: boolean;
  /** Whether a commission divides its price. */
  readonly isBrokered: boolean;
}

/** A price that is published with VAT, or is in parts of several classes, and what does not go with that. */
export function checkVat(
  price: TierPrice,
  path: readonly (string | number)[],
  { what, vat, isUntaxed, isBrokered: isDivided }: Sold,
  finder: Finder,
): void {
  const place = [...path, 'includes_vat'];
  const own = path.slice(0, 2);
  const clash = (at: readonly (string | number)[], one: string, other: string, why: string): void =>
    finder.atKey(at, 'either-or', { one, other, why });
  const withVat = isWithVat(price);
  if (withVat && vat === undefined)
    finder.atKey(own, 'missing-key', { key: 'vat', within: `the ${what}, whose price includes VAT,` });
  if (withVat && vat !== undefined && vat !== 'standard')
    clash(place, 'includes_vat', `vat: ${vat}`, 'such a supply bears no VAT that a price could include');
  if (withVat && isUntaxed)
    clash(place, 'includes_vat', 'tax.vat.registered: no', 'a company that is not registered charges no VAT');
  if (!isDivided && !isBrokered(price)) return;
  const why = 'nothing says who bears the VAT of which part of a price that a commission divides';
  if (withVat) clash(place, 'includes_vat', 'commission', why);
  if (classesIn([price]).length > 0) clash([...path, 'parts'], 'vat of a part', 'commission', why);
}

/** What is wrong with quantities that are worked out: two things of one name, or circles. */
function checkQuantities(
  { quantities }: TierPrice,
  path: readonly (string | number)[],
  known: readonly string[],
  finder: Finder,
): void {
  const place = (name: string): readonly (string | number)[] =>
    finder.written(['quantities', name]) === undefined ? [...path, 'quantities', name] : ['quantities', name];
  for (const name of quantities.keys()) {
    if (known.includes(name))
      finder.atKey(place(name), 'either-or', {
        one: `quantities.${name}`,
        other: `the driver ${name}`,
        why: 'one name would stand for two things',
      });
  }
  for (const circle of circlesIn(quantities))
    finder.at(place(circle[0] as string), 'reference-cycle', { names: [...circle], what: 'quantities' });
}

/** A driver that no school of the model has would leave every fee unknown; `declare` is where one is declared. */
export function checkDrivers(
  price: TierPrice,
  path: readonly (string | number)[],
  known: readonly string[],
  finder: Finder,
  declare = 'schools.drivers',
): void {
  checkQuantities(price, path, known, finder);
  for (const { driver, needed, path: at } of askedOf(price)) {
    // A quantity comes to itself where it is worked out in a circle, which is told as such.
    if (!needed || known.includes(driver) || price.quantities.has(driver)) continue;
    const data = { name: driver, what: 'driver of a school', known, declare };
    // A driver is a key where it has a price, as in "per", and a value where it is named, as in "of".
    if (at[at.length - 1] === driver) finder.atKey([...path, ...at], 'unknown-name', data);
    else finder.at([...path, ...at], 'unknown-name', data);
  }
}

/** What is offered with some scenario or without, by its ids: what speaks of it is no mistake. */
export interface Offered {
  readonly tiers: readonly string[];
  readonly services: readonly string[];
}

/** What schools of a model can take beside each other: what it offers, and what some school is said to take. */
export function takableIn(
  { tiers, services }: Pick<Model, 'tiers' | 'services'>,
  offered: Offered,
  said: readonly string[] | undefined,
): readonly string[] {
  return takable([...tiers.keys(), ...services.keys(), ...offered.tiers, ...offered.services], said);
}

/** The same of what is offered by these names. */
export function takable(names: readonly string[], said: readonly string[] | undefined): readonly string[] {
  return [...new Set([...names, ...(said ?? []).flatMap((each) => each.split(/[+\s]+/))])].filter(
    (name) => name !== '',
  );
}

/**
 * A discount for taking something that nobody can take would never be given. What a list offers beside its tiers has
 * names that it does not say: of those, one is a slip where it is nearly that of a tier, or stands beside one.
 */
export function checkTaken(
  price: TierPrice,
  path: readonly (string | number)[],
  known: readonly string[],
  isList: boolean,
  finder: Finder,
): void {
  const named = takenBeside(price);
  const isOwn = !isList || named.some(({ name }) => known.includes(name));
  for (const { name, path: at } of named) {
    if (known.includes(name) || !(isOwn || nearest(name, known) !== undefined)) continue;
    finder.at([...path, ...at], 'unknown-name', { name, what: 'tier or service that a school can take', known });
  }
}

/** A cap that is below the floor, for schools with some attributes. */
export function crossedBounds(
  price: TierPrice,
  attributes: ReadonlyMap<string, string>,
): { cap: string; floor: string } | undefined {
  const { floor, cap } = boundsOf(price, attributes);
  if (!floor?.isKnown || !cap?.isKnown || cap.exact.compare(floor.exact) >= 0) return undefined;
  return { cap: inWords(cap), floor: inWords(floor) };
}

/** Every price among which the numbers of schools with some attributes choose, of which the cap is below the floor. */
export function crossedAmong(
  prices: readonly TierPrice[],
  attributes: ReadonlyMap<string, string>,
): { readonly position: number; readonly cap: string; readonly floor: string }[] {
  return candidatesFor(prices, attributes).flatMap(({ price, position }) => {
    const crossed = crossedBounds(price, attributes);
    return crossed === undefined ? [] : [{ position, ...crossed }];
  });
}

/** A price that several schools pay together, and prices between which the numbers of each of them choose. */
export function checkGrouped(prices: readonly TierPrice[], path: readonly (string | number)[], finder: Finder): void {
  const kinds = prices.some(({ numbers }) => numbers.size > 0) ? (kindsApart(prices) ?? []) : [];
  const areChosen = (i: number): boolean =>
    kinds.some(({ attributes }) => {
      const among = candidatesFor(prices, attributes);
      return among.some(({ position }) => position === i) && among.some(({ price }) => price.numbers.size > 0);
    });
  prices.forEach((price, i) => {
    if (groupingOf(price) === undefined || !areChosen(i)) return;
    finder.atKey([...path, i, 'group'], 'either-or', {
      one: 'group',
      other: 'a number in when',
      why: 'of schools that pay one price together nobody could say whose number chooses it',
    });
  });
}

/** Whether a school that is made up has a price: by its attributes, and by its numbers. */
export function isPriced(prices: readonly TierPrice[], school: School): boolean {
  if (priceFor(prices, school.attributes) === undefined) return false;
  if (prices.every(({ numbers }) => numbers.size === 0)) return true;
  return school.pupils.steps.every(({ value }) => holdsFor(prices, customerOf(school, value)));
}

/** Keeps the first of each kind. */
export function addFirst<K, T>(to: Map<K, T>, key: K, value: T): void {
  if (!to.has(key)) to.set(key, value);
}

/** How a school is told apart from others in a message: `primary, community`. */
export function kindOf({ attributes }: School): string {
  const parts = [attributes.get('phase') ?? '', attributes.get('type') ?? '', ...shownAttributes(attributes)];
  const intent = attributes.get('intent');
  if (intent) parts.push(`intent ${intent}`);
  return parts.join(', ');
}
