import { Exact, type Money } from '../../figures/index.js';
import { kindsApart } from '../../model/index.js';
import {
  askedOf,
  candidatesFor,
  endsOf,
  holdsFor,
  quote,
  reaching,
  sourcesOf,
  stepOf,
  type TierPrice,
  UNITS,
  withDerived,
} from '../../pricing/index.js';
import type { Linted } from '../shared/lint.js';
import { type BuyerKind, customerWith, type DriverAmounts } from './buyers.js';
import { partBought } from './parts-bought.js';

/** A price, and its place among those of its tier. */
interface Row {
  readonly price: TierPrice;
  readonly position: number;
}

/**
 * Schools of one kind by their attributes whose numbers choose between prices, the first within whose numbers they lie,
 * looked at by one of these numbers; what they have of the others is given.
 */
export interface RowWalk {
  readonly attributes: BuyerKind['attributes'];
  /** What sets such schools apart, in words. */
  readonly says: string;
  readonly rows: readonly Row[];
  readonly driver: string;
  readonly others: DriverAmounts;
  /** Numbers of the driver in every stretch between two at which a school may come to another price, in order. */
  readonly points: readonly Exact[];
  /** Each two numbers, one step apart, between which it may. */
  readonly steps: readonly (readonly [Exact, Exact])[];
}

/** More prices than these side by side, of several numbers, are not looked through. */
const MOST_OTHERS = 200;

const known = new WeakMap<readonly TierPrice[], readonly RowWalk[]>();

/** Every way along the numbers by which a school comes to one of several prices. */
export function rowWalksOf(tier: Linted): readonly RowWalk[] {
  const found = known.get(tier.price) ?? walksAnew(tier);
  known.set(tier.price, found);
  return found;
}

function walksAnew(tier: Linted): RowWalk[] {
  if (tier.price.every(({ numbers }) => numbers.size === 0)) return [];
  return kindsOf(tier).flatMap((kind): RowWalk[] => {
    const { rows } = kind;
    const drivers = [...new Set(rows.flatMap(({ price }) => [...price.numbers.keys()]))];
    // Of two that are worked out of the same, no school has any number of both.
    const sources = drivers.flatMap((driver) => sourcesIn(rows, driver));
    if (new Set(sources).size < sources.length) return [];
    return drivers.flatMap((driver) =>
      othersOf(rows, drivers, driver).flatMap((others): RowWalk[] => {
        const walked = isAlsoCharged(rows, driver)
          ? bySource(kind, driver, others)
          : { driver, others, bounds: boundsOf(rows, driver) };
        return walked === undefined ? [] : [walkOf(kind, walked)];
      }),
    );
  });
}

type Kind = Pick<RowWalk, 'attributes' | 'says' | 'rows'>;
type Walked = Pick<RowWalk, 'driver' | 'others'> & { readonly bounds: readonly Exact[] };

function walkOf(kind: Kind, { driver, others, bounds }: Walked): RowWalk {
  const isWhole = countsWhole(kind.rows, driver);
  const step = isWhole ? Exact.one : partBought(driver, bounds);
  return { ...kind, driver, others, points: pointsAround(bounds, step), steps: stepsAround(bounds, step) };
}

/** The quantities that a school must have for a driver, as some prices work it out. */
function sourcesIn(rows: readonly Row[], driver: string): readonly string[] {
  const own = rows.find(({ price }) => price.quantities.has(driver));
  return own === undefined ? [driver] : [...new Set(sourcesOf(driver, own.price.quantities))];
}

/** Whether prices ask for what a driver is worked out of also beside it: it then stands for no number of these alone. */
function isAlsoCharged(rows: readonly Row[], driver: string): boolean {
  const sources = sourcesIn(rows, driver);
  return rows
    .flatMap(({ price }) => askedOf(price))
    .some(
      ({ driver: asked, path }) =>
        asked !== driver && sources.includes(asked) && !(path[0] === 'quantities' && path[1] === driver),
    );
}

/**
 * The same walk by what a driver is worked out of: by the one of which a unit adds the least, with none of the others, or
 * with one where it comes to nothing without them. Undefined where more of none of them is more of the driver.
 */
function bySource({ attributes, rows }: Kind, driver: string, others: DriverAmounts): Walked | undefined {
  const sources = sourcesIn(rows, driver);
  const prices = rows.map(({ price }) => price);
  const { quantities } = prices.find((price) => price.quantities.has(driver)) as TierPrice;
  const comesTo = (amounts: DriverAmounts): Exact => {
    const school = withDerived(customerWith(attributes, prices, amounts), quantities);
    const found = school.quantity(driver, 'count');
    return found?.isKnown ? found.exact : Exact.zero;
  };
  const ways = [Exact.zero, Exact.one].flatMap((rest) =>
    sources.map((source) => {
      const beside = { ...others, ...Object.fromEntries(sources.map((each) => [each, rest])) };
      const at = (units: Exact): Exact => comesTo({ ...beside, [source]: units });
      return { source, beside, at, adds: at(A_HUNDRED).minus(at(Exact.zero)) };
    }),
  );
  const [way] = ways.filter(({ adds }) => adds.sign > 0).sort((a, b) => a.adds.compare(b.adds));
  if (way === undefined) return undefined;
  const step = countsWhole(rows, way.source) ? Exact.one : stepOf(way.source);
  const bounds = reaching(way.at, boundsOf(rows, driver), step);
  return { driver: way.source, others: way.beside, bounds: sorted(bounds) };
}

const A_HUNDRED = Exact.of(100);

/** Each kind of school that the prices of a tier tell apart, with those that its numbers choose between. */
function kindsOf({ price }: Linted): readonly Kind[] {
  return (kindsApart(price) ?? []).flatMap(({ attributes, says }) => {
    const rows = candidatesFor(price, attributes);
    return rows.length === 0 ? [] : [{ attributes, says, rows }];
  });
}

/** Which price a school comes to, by its place among those of its tier; undefined where it comes to none. */
export function rowAt({ attributes, rows, driver, others }: RowWalk, units: Exact): number | undefined {
  const amounts = { ...others, [driver]: units };
  const prices = rows.map(({ price }) => price);
  return rows.find(({ price }) => holdsFor([price], customerWith(attributes, prices, amounts)))?.position;
}

/** Whether some school comes to a price, whatever the numbers of those before it. */
export function isReached(tier: Linted, position: number): boolean {
  const kinds = kindsOf(tier).filter(({ rows }) => rows.some((row) => row.position === position));
  if (kinds.length === 0 || kinds.some(({ rows: [first] }) => first?.position === position)) return true;
  const walks = rowWalksOf(tier).filter(({ rows }) => rows.some((row) => row.position === position));
  return walks.length === 0 || walks.some((walk) => walk.points.some((at) => rowAt(walk, at) === position));
}

/** What it pays there; undefined where that is not known. */
export function feeAt({ attributes, rows, driver, others }: RowWalk, units: Exact): Money | undefined {
  const prices = rows.map(({ price }) => price);
  const fee = quote(prices, customerWith(attributes, prices, { ...others, [driver]: units }))?.fee;
  return fee?.isKnown ? fee : undefined;
}

/** Quantities that are worked out, and units of a service, are looked at in whole numbers. */
const countsWhole = (rows: readonly Row[], driver: string): boolean =>
  driver === UNITS || rows.some(({ price }) => price.quantities.has(driver));

/** Every number at which the numbers of some prices begin or end. */
function boundsOf(rows: readonly Row[], driver: string): readonly Exact[] {
  const all = rows.flatMap(({ price }) => [price.numbers.get(driver)].flatMap((range) => (range ? endsOf(range) : [])));
  return sorted(all.flatMap((bound) => (bound.isKnown ? [bound.exact] : [])));
}

/** Each bound, the numbers beside it, and one between two of them. */
function pointsAround(bounds: readonly Exact[], step: Exact): readonly Exact[] {
  const onStep = (at: Exact): Exact => at.over(step).floor().times(step);
  const between = bounds.slice(1).map((at, i) => onStep(at.plus(bounds[i] as Exact).over(Exact.of(2))));
  const beside = bounds.map(onStep).flatMap((at) => [at.minus(step), at, at.plus(step)]);
  return sorted([...beside, ...between].filter(({ sign }) => sign >= 0));
}

function stepsAround(bounds: readonly Exact[], part: Exact): RowWalk['steps'] {
  const by = (step: Exact): RowWalk['steps'] => {
    const points = pointsAround(bounds, step);
    return points
      .slice(1)
      .map((to, i) => [points[i] as Exact, to] as const)
      .filter(([from, to]) => to.minus(from).compare(step) === 0);
  };
  return part.compare(Exact.one) === 0 ? by(part) : [...by(Exact.one), ...by(part)];
}

/** What schools have of the other numbers: one in each stretch, in every combination. */
function othersOf(rows: readonly Row[], drivers: readonly string[], driver: string): readonly DriverAmounts[] {
  let found: DriverAmounts[] = [{}];
  for (const other of drivers) {
    if (other === driver) continue;
    const bounds = boundsOf(rows, other);
    const points = pointsAround(bounds, countsWhole(rows, other) ? Exact.one : partBought(other, bounds));
    found = found.flatMap((each) => points.map((at): DriverAmounts => ({ ...each, [other]: at })));
    if (found.length > MOST_OTHERS) return [];
  }
  return found;
}

function sorted(all: readonly Exact[]): readonly Exact[] {
  const order = [...all].sort((a, b) => a.compare(b));
  return order.filter((each, i) => i === 0 || each.compare(order[i - 1] as Exact) !== 0);
}
