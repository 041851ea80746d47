import { type Count, constant, Exact, entryOf, grouped, type Money } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { type KindOfSchool, kindsOf } from '../../model/index.js';
import {
  askedOf,
  blockOf,
  bundlesOf,
  type Customer,
  chargedFor,
  jumpsOf,
  type Quantities,
  type Quote,
  quote,
  type TierPrice,
} from '../../pricing/index.js';
import type { Linted } from '../shared/lint.js';
import { partBought } from './parts-bought.js';

/** A kind of school that a tier has a price of its own for, with how many it has of what is not looked at. */
export type BuyerKind = KindOfSchool;

const known = new WeakMap<readonly TierPrice[], readonly BuyerKind[]>();

/**
 * One school for each kind that the conditions of a tier tell apart, also with all that a bundle needs; none where
 * those are too many.
 */
export function buyersOf({ price }: Linted): readonly BuyerKind[] {
  const found = known.get(price) ?? (kindsOf(price) ?? []).flatMap(alsoBundled);
  known.set(price, found);
  return found;
}

/** Whether the conditions of a tier tell more kinds of school apart than are looked through. */
export function areTooMany({ price }: Linted): boolean {
  return kindsOf(price) === undefined;
}

/** A kind of school as it is, and one that takes every service of the bundles that its price has discounts for. */
function alsoBundled(kind: KindOfSchool): BuyerKind[] {
  const bundle = [...new Set(bundlesOf(kind.price).flat())];
  if (bundle.length === 0) return [kind];
  const says = [kind.says, `with ${bundle.join(' and ')}`].filter((each) => each !== '').join(', ');
  return [kind, { ...kind, says, attributes: new Map([...kind.attributes, ['takes', bundle.join('+')]]) }];
}

/** So many of each driver, by name; one of each that is not named. */
export type DriverAmounts = Readonly<Record<string, Exact>>;

/** What a buyer pays with so many of some drivers and one of every other, or undefined where it is not known. */
export function quoteOf({ attributes, price }: BuyerKind, amounts: DriverAmounts): Quote | undefined {
  const found = quote([{ ...price, when: undefined }], customerWith(attributes, [price], amounts));
  return found?.fee.isKnown ? found : undefined;
}

/** A school with so many of some drivers and one of every other that some prices need. */
export function customerWith(
  attributes: Customer['attributes'],
  prices: readonly TierPrice[],
  amounts: DriverAmounts,
): Customer {
  const needed = new Set(prices.flatMap(askedOf).flatMap((asked) => (asked.needed ? [asked.driver] : [])));
  const amount = (driver: string): Exact => entryOf(amounts, driver) ?? Exact.one;
  const quantity = ((driver: string, kind: 'count' | 'money') => {
    if (kind === 'money') return constant('money', amount(driver), 'pounds') as Money;
    return needed.has(driver) || entryOf(amounts, driver) !== undefined
      ? constant('count', amount(driver), 'units')
      : undefined;
  }) as Quantities;
  const pupils: Count = constant('count', amount('pupils'), 'units');
  return { name: 'a school', attributes, pupils, quantity };
}

const TWO = Exact.of(2);

/**
 * The numbers of a driver at which what a price charges may jump or go on at another rate, as they stand in the terms
 * and where blocks take them there.
 */
export function boundsIn(price: TierPrice, driver: string): readonly Exact[] {
  const block = blockOf(price, driver);
  const size = block?.isKnown ? block.exact : undefined;
  const bounds = jumpsOf(price, driver).flatMap((bound) => (bound.isKnown ? [bound.exact] : []));
  const blocks =
    size === undefined ? [] : [size, size.times(TWO), ...bounds.flatMap((at) => [at.minus(size), at.plus(size)])];
  return distinct([...bounds, ...blocks]);
}

/** Whole numbers of a driver around each of its bounds, from 1 on, and some beyond the last. */
export function wholeAround(price: TierPrice, driver: string): readonly Exact[] {
  const around = boundsIn(price, driver).flatMap((at) => [-1, 0, 1, 2].map((off) => at.floor().plus(Exact.of(off))));
  return distinct([Exact.one, TWO, ...around].filter((units) => units.sign > 0));
}

/** Each bound of a driver with the next number that a school can have, where a price of parts of a unit may jump. */
export function justBeyond(price: TierPrice, driver: string): readonly (readonly [Exact, Exact])[] {
  const bounds = boundsIn(price, driver);
  const step = partBought(driver, bounds);
  const lower = bounds.flatMap((at) => [at.minus(step), at]).filter(({ sign }) => sign >= 0);
  return distinct(lower).map((from) => [from, from.plus(step)]);
}

function distinct(all: readonly Exact[]): Exact[] {
  const sorted = [...all].sort((a, b) => a.compare(b));
  return sorted.filter((each, i) => i === 0 || each.compare(sorted[i - 1] as Exact) !== 0);
}

/**
 * Amounts of the other drivers of a price for which it has one at all: one of each, or where the bands of one begin.
 */
export function othersFor(buyer: BuyerKind, driver: string): DriverAmounts {
  const amounts: Record<string, Exact> = {};
  const points = wholeAround(buyer.price, driver);
  const isPriced = (tried: DriverAmounts): boolean =>
    points.some((units) => quoteOf(buyer, { ...tried, [driver]: units }) !== undefined);
  for (const other of chargedFor(buyer.price)) {
    if (other === driver || isPriced(amounts)) continue;
    const found = wholeAround(buyer.price, other).find((units) => isPriced({ ...amounts, [other]: units }));
    if (found !== undefined) amounts[other] = found;
  }
  return amounts;
}

/** `2,100 pupils`, `1 day`. */
export function inUnits(units: Exact, driver: string): string {
  const name = keyInWords(driver);
  return `${grouped(units.toString())} ${units.compare(Exact.one) === 0 ? name.replace(/s$/, '') : name}`;
}

/** How a kind of school is called: by what the conditions say of it. */
export function nameOf({ says }: Pick<BuyerKind, 'says'>): string {
  return says === '' ? '' : ` (${says})`;
}
