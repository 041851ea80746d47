import { Exact } from '../../figures/index.js';
import { countsPupils } from '../../pricing/index.js';

/** What is bought by the quarter; of half days and the like each is one. */
const MEASURED = /^(?!.*(?:half|quarter))(?:.*_)?(?:fte|weeks?|days?|hours?|minutes?)$/;
const PUPILS = Exact.of('0.5');
const QUARTER = Exact.of('0.25');

/**
 * The least difference between two numbers of a driver that a school can have: half a pupil, a quarter of a day or an
 * hour, one of anything else; and as fine as the numbers at which its price changes, which somebody must have meant.
 */
export function partBought(driver: string, bounds: readonly Exact[]): Exact {
  const plain = countsPupils(driver) ? PUPILS : MEASURED.test(driver) ? QUARTER : Exact.one;
  return bounds.every((at) => isMultiple(at, plain)) ? plain : least(plain, finestOf(bounds));
}

const isMultiple = (at: Exact, of: Exact): boolean => at.over(of).floor().times(of).compare(at) === 0;
const least = (one: Exact, other: Exact): Exact => (one.compare(other) < 0 ? one : other);

/** A half, a quarter, a tenth and so on of which some numbers are multiples; a ten thousandth where none is found. */
function finestOf(numbers: readonly Exact[]): Exact {
  const parts = ['0.5', '0.25', '0.1', '0.01', '0.001'].map((text) => Exact.of(text));
  return parts.find((part) => numbers.every((at) => isMultiple(at, part))) ?? Exact.of('0.0001');
}
