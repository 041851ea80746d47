import { type Count, constant, Exact } from '../figures/index.js';
import { type Customer, countsPupils, type Quantities } from './customer.js';
import { type DerivedQuantities, sourcesOf, withDerived } from './derived.js';

/* Where what is worked out of a quantity comes to a number: arithmetic is not solved, but tried. */

/** The finest difference in which a driver is counted: a hundredth of a pupil, a ten thousandth of anything else. */
export const stepOf = (driver: string): Exact => Exact.of(countsPupils(driver) ? '0.01' : '0.0001');

const TWO = Exact.of(2);
/** So often a number is doubled before it is given up that it comes to a bound. */
const DOUBLINGS = 60;

/** The first number, in steps, from which something holds that then holds of all larger ones; undefined where none has it. */
function firstFrom(holds: (units: Exact) => boolean, step: Exact): Exact | undefined {
  if (holds(Exact.zero)) return Exact.zero;
  let [below, above] = [Exact.zero, Exact.one];
  for (let i = 0; !holds(above.times(step)); i++) {
    if (i === DOUBLINGS) return undefined;
    [below, above] = [above, above.times(TWO)];
  }
  while (above.minus(below).compare(Exact.one) > 0) {
    const middle = below.plus(above).over(TWO).floor();
    if (holds(middle.times(step))) above = middle;
    else below = middle;
  }
  return above.times(step);
}

/** The numbers, in steps, from which on something that rises with them comes to each bound, and from which it lies above it. */
export function reaching(comesTo: (units: Exact) => Exact, bounds: readonly Exact[], step: Exact): Exact[] {
  const isPast = [(order: number): boolean => order >= 0, (order: number): boolean => order > 0];
  return bounds.flatMap((bound) =>
    isPast.flatMap((is) => firstFrom((units) => is(comesTo(units).compare(bound)), step) ?? []),
  );
}

/**
 * The numbers of a driver from which on a quantity that is worked out of it comes to a bound, or lies above it: with none
 * of what else it is worked out of, and with one.
 */
export function crossingsOf(
  quantity: string,
  bounds: readonly Exact[],
  driver: string,
  derived: DerivedQuantities,
): Exact[] {
  if (!sourcesOf(quantity, derived).includes(driver)) return [];
  return [Exact.zero, Exact.one].flatMap((rest) => {
    const comesTo = (units: Exact): Exact => {
      const found = having(driver, units, rest, derived).quantity(quantity, 'count');
      return found?.isKnown ? found.exact : Exact.zero;
    };
    return reaching(comesTo, bounds, stepOf(driver));
  });
}

/** So many units of one driver and so many of every other, with what is worked out of them. */
function having(driver: string, units: Exact, rest: Exact, derived: DerivedQuantities): Customer {
  const of = (name: string): Count => constant('count', name === driver ? units : rest, 'units');
  const quantity = ((name, kind) => (kind === 'count' && !derived.has(name) ? of(name) : undefined)) as Quantities;
  return withDerived({ name: 'a school', attributes: new Map(), pupils: of('pupils'), quantity }, derived);
}
