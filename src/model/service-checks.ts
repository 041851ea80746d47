import { whereSaid } from '../language/index.js';
import {
  asksMembership,
  type Customer,
  groupingOf,
  hasJoining,
  MEMBER,
  offerOf,
  priceFor,
  type TierPrice,
  UNITS,
} from '../pricing/index.js';
import { Attributes } from './conditions.js';
import type { Document } from './document.js';
import type { Finder } from './finder.js';
import { mayBuy } from './life.js';
import type { Model } from './model.js';
import {
  addFirst,
  checkDrivers,
  checkPrice,
  checkTaken,
  checkVat,
  crossedAmong,
  driversOf,
  kindOf,
  type Offered,
  takableIn,
} from './price-checks.js';
import { Rolls, type Stage, stagesWithin } from './rolls.js';
import type { School } from './school.js';
import type { Service } from './service.js';

/** Deliveries and prices of services, held against the posts, the tiers and the schools of the model. */
export function checkServices(
  model: Model,
  { attributes: declared, drivers: columns }: Document['schools'],
  offered: Offered,
  finder: Finder,
): void {
  const attributes = new Attributes(model.schools, declared, new Set(), [MEMBER]);
  const drivers = [UNITS, ...driversOf(model.schools, columns)];
  const taken = takableIn(model, offered, attributes.valuesOf('takes'));
  let buyers: readonly Stage[] | undefined;
  const rolls = new Rolls(model);
  const isUntaxed = model.tax.vat?.registered === false;
  for (const [id, service] of model.services) {
    if (service.kind === 'traded') checkDelivery(id, service.delivery, model, finder);
    const [key, prices] = pricesOf(service);
    const before = finder.problems.length;
    prices.forEach((price, i) => {
      const path = ['services', id, key, i];
      checkPrice(price, path, { attributes, drivers }, finder);
      checkDrivers(price, path, drivers, finder);
      checkTaken(price, path, taken, false, finder);
      checkScope(price, path, finder);
      checkVat(
        price,
        path,
        { what: 'service', vat: service.vat, isUntaxed, isBrokered: service.kind === 'brokered' },
        finder,
      );
    });
    if (finder.problems.length === before) {
      buyers ??= buyersOf(model);
      checkCoverage(id, key, prices, { buyers, rolls }, finder);
    }
    if (service.kind === 'traded' && asksMembership(service.price))
      checkDiscounts(id, service.isOldPrice, model, finder);
  }
}

/** The prices of a service by the key that they stand under. */
function pricesOf(service: Service): readonly [string, readonly TierPrice[]] {
  if (service.kind === 'brokered' && service.providerFee !== undefined) return ['provider_fee', service.providerFee];
  return ['price', service.price ?? []];
}

function checkDelivery(
  id: string,
  { by, days }: Extract<Service, { kind: 'traded' }>['delivery'],
  { staff }: Model,
  finder: Finder,
): void {
  if (by !== undefined && !staff.has(by)) {
    finder.at(['services', id, 'delivery', 'by'], 'unknown-name', { name: by, what: 'post', known: [...staff.keys()] });
  }
  if (days !== undefined && by === undefined)
    finder.atKey(['services', id, 'delivery'], 'missing-key', { key: 'by', within: 'the delivery, which takes days,' });
}

/** What a price of a tier asks of all who join together has nobody to ask where single units are bought. */
function checkScope(price: TierPrice, path: readonly (string | number)[], finder: Finder): void {
  const clash = (key: string, why: string): void =>
    finder.atKey([...path, key], 'either-or', { one: key, other: path.slice(0, 2).join('.'), why });
  if (groupingOf(price) !== undefined)
    clash(
      'group',
      'each school buys units of a service by itself: where a trust buys as one, let one of its schools order all of it',
    );
  if (offerOf(price) !== undefined)
    clash('offered_if', 'schools commit to a tier; what is bought of a service is its demand');
  if (hasJoining(price)) clash('joining', 'schools join a tier; a charge to each buyer in each year is `flat`');
}

/** The schools that may buy, each as it is and as what it becomes. */
function buyersOf({ schools, tiers }: Model): readonly Stage[] {
  const all = [...tiers.values()];
  return schools.filter((each) => mayBuy(each, all)).flatMap(stagesWithin);
}

/** Those who may buy, and what their numbers are in each year. */
interface Buying {
  readonly buyers: readonly Stage[];
  readonly rolls: Rolls;
}

/** Kinds of school that no price fits, each with the first of them; and in which year, where it is for the numbers of the first. */
function unpricedAmong(prices: readonly TierPrice[], { buyers, rolls }: Buying, isMember: boolean) {
  const unpriced = new Map<string, School>();
  let beyond: string | undefined;
  for (const stage of buyers) {
    const asked = asBuyer(stage.school, isMember);
    const isNone = priceFor(prices, asked) === undefined;
    const grown = isNone ? undefined : rolls.beyond(prices, stage, asked);
    if (unpriced.size === 0) beyond = grown;
    if (isNone || grown !== undefined) addFirst(unpriced, kindOf(stage.school), stage.school);
  }
  return { unpriced, beyond };
}

/** Every school that may buy has a price, as a member and as none. */
function checkCoverage(
  id: string,
  key: string,
  prices: readonly TierPrice[],
  { buyers, rolls }: Buying,
  finder: Finder,
): void {
  for (const isMember of asksMembership(prices) ? [true, false] : [true]) {
    const { unpriced, beyond } = unpricedAmong(prices, { buyers, rolls }, isMember);
    checkCrossed(['services', id, key], prices, new Set(buyers.map(({ school }) => asBuyer(school, isMember))), finder);
    const [one, ...more] = [...unpriced];
    if (one === undefined) continue;
    const buyer = isMember ? 'a member' : 'a school that is no member';
    const found = { school: one[1].name, attributes: one[0], more: more.map(([kind]) => kind) };
    finder.at(['services', id, key], 'no-service-price', {
      ...found,
      service: id,
      buyer,
      ...whereSaid({ in: beyond }),
    });
  }
}

type Asked = Customer['attributes'];
/** By the attributes of a school: every load of a model asks for the same again. */
const asBuyers = new WeakMap<Asked, { readonly member: Asked; readonly other: Asked }>();

/** What a price asks of a school, and whether it is a member. */
function asBuyer({ attributes }: School, isMember: boolean): Asked {
  const known = asBuyers.get(attributes) ?? {
    member: new Map([...attributes, [MEMBER, 'yes']]),
    other: new Map([...attributes, [MEMBER, 'no']]),
  };
  asBuyers.set(attributes, known);
  return isMember ? known.member : known.other;
}

/** Prices whose cap is below their floor for some buyer: each once. */
function checkCrossed(
  path: readonly (string | number)[],
  prices: readonly TierPrice[],
  buyers: Iterable<Asked>,
  finder: Finder,
): void {
  const crossing = new Map<number, { readonly cap: string; readonly floor: string }>();
  for (const attributes of buyers) {
    for (const { position, ...crossed } of crossedAmong(prices, attributes)) addFirst(crossing, position, crossed);
  }
  for (const [position, crossed] of crossing) finder.at([...path, position, 'cap'], 'cap-below-floor', crossed);
}

/** What members pay is said once: by the price, or by what their tier takes off it. */
function checkDiscounts(service: string, isOld: boolean, { tiers }: Model, finder: Finder): void {
  for (const [tier, { discounts }] of tiers) {
    if (!discounts.has(service)) continue;
    finder.atKey(['tiers', tier, 'discounts', service], 'either-or', {
      one: `tiers.${tier}.discounts.${service}`,
      other: isOld ? `services.${service}.price.member` : `when: { member: … } of services.${service}.price`,
      why: 'the price for members is given in full',
    });
  }
}
