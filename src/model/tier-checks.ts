import { inWords } from '../figures/index.js';
import type { MapNode, Problem, ProblemCode, ProblemData } from '../language/index.js';
import { askedOf, boundsOf, conditionsOf, faultsIn, fits, hasBase, type Price, priceFor } from '../pricing/index.js';
import { Attributes, checkConditions } from './conditions.js';
import type { Document } from './document.js';
import { Finder } from './finder.js';
import type { Model } from './model.js';
import type { PriceList } from './price-list.js';
import type { School } from './school.js';
import { shareOf, type TierTerms } from './tier.js';

/** Conditions, prices and shares of every tier, held against the schools and the services of the model. */
export function checkTiers(model: Model, { attributes: declared, drivers: columns }: Document['schools'], finder: Finder): void {
  const attributes = new Attributes(model.schools, declared);
  const drivers = [...new Set(['pupils', 'budget', ...columns, ...model.schools.flatMap((school) => [...school.drivers.keys()])])];
  for (const [id, tier] of model.tiers) {
    checkConditions(tier.eligible, ['tiers', id, 'eligible'], attributes, finder);
    tier.price.forEach((price, i) => {
      checkPrice(price, ['tiers', id, 'price', i], attributes, finder);
      checkDrivers(price, ['tiers', id, 'price', i], drivers, finder);
    });
    checkCoverage(id, tier, model, finder);
    for (const part of ['includes', 'discounts'] as const) {
      for (const name of tier[part].keys()) {
        if (!model.services.has(name))
          finder.atKey(['tiers', id, part, name], 'unknown-name', { name, what: 'service', known: [...model.services.keys()] });
      }
    }
  }
}

/** Every way in which the prices of a price list cannot be right, whatever the school. */
export function checkPriceList({ tiers, attributes: declared, drivers }: PriceList, tree: MapNode): Problem[] {
  const finder = new Finder(tree);
  const attributes = new Attributes(undefined, declared);
  for (const [id, { price }] of tiers) {
    price.forEach((each, i) => {
      checkPrice(each, ['tiers', id, 'price', i], attributes, finder);
      checkDrivers(each, ['tiers', id, 'price', i], ['pupils', 'budget', ...drivers], finder);
      const crossed = crossedBounds(each, NO_ATTRIBUTES);
      if (crossed !== undefined) finder.at(['tiers', id, 'price', i, 'cap'], 'cap-below-floor', crossed);
    });
  }
  return finder.problems;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function checkPrice(price: Price, path: readonly (string | number)[], attributes: Attributes, finder: Finder): void {
  if (!hasBase(price)) finder.atKey(path, 'missing-key', { key: 'per_pupil', within: 'the price', or: ['flat'] });
  for (const { when, path: at } of conditionsOf(price)) checkConditions(when, [...path, ...at], attributes, finder);
  for (const { code, data, path: at } of faultsIn(price)) finder.at([...path, ...at], code, data);
}

/** A driver that no school of the model has would leave every fee unknown. */
function checkDrivers(price: Price, path: readonly (string | number)[], known: readonly string[], finder: Finder): void {
  for (const { driver, needed, path: at } of askedOf(price)) {
    if (needed && !known.includes(driver)) finder.atKey([...path, ...at], 'unknown-name', { name: driver, what: 'driver of a school', known });
  }
}

/** A cap that is below the floor, for schools with some attributes. */
function crossedBounds(price: Price, attributes: ReadonlyMap<string, string>): { cap: string; floor: string } | undefined {
  const { floor, cap } = boundsOf(price, attributes);
  if (!floor?.isKnown || !cap?.isKnown || cap.exact.compare(floor.exact) >= 0) return undefined;
  return { cap: inWords(cap), floor: inWords(floor) };
}

/** Every school that may join has a price whose cap is not below its floor, and a share. Said once for each kind of school, not for each school. */
function checkCoverage(id: string, tier: TierTerms, model: Model, finder: Finder): void {
  const said = new Set<string>();
  const once = <C extends ProblemCode>(path: readonly (string | number)[], code: C, data: ProblemData[C], key: string): void => {
    if (said.has(code + key)) return;
    said.add(code + key);
    finder.at(path, code, data);
  };
  for (const school of model.schools) {
    if (!fits(tier.eligible, school.attributes)) continue;
    const kind = kindOf(school);
    const found = priceFor(tier.price, school.attributes);
    if (found === undefined) once(['tiers', id, 'price'], 'no-price', { school: school.name, tier: id, attributes: kind }, kind);
    else {
      const crossed = crossedBounds(found.price, school.attributes);
      if (crossed !== undefined) once(['tiers', id, 'price', found.position, 'cap'], 'cap-below-floor', crossed, String(found.position));
    }
    if (shareOf(tier.joins, school, model.calendar.first, model.calendar) === undefined) {
      once(['tiers', id, 'joins'], 'no-share', { school: school.name, tier: id, attributes: kind }, kind);
    }
  }
}

function kindOf({ attributes }: School): string {
  const parts = [attributes.get('phase') ?? '', attributes.get('type') ?? ''];
  if (attributes.get('sixth_form') === 'yes') parts.push('with sixth form');
  const intent = attributes.get('intent');
  if (intent) parts.push(`intent ${intent}`);
  return parts.join(', ');
}
