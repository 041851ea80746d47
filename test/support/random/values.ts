import fc from 'fast-check';
import { decimal, type Plain } from '../plain.js';

/* Values of every kind that a model holds, as they are written. */

/** A number from one whole number to another, with decimals. */
export const number = (most: number, places: number, least = 0): fc.Arbitrary<string> =>
  fc.integer({ min: least * 10 ** places, max: most * 10 ** places }).map((units) => decimal(units, places));
export const pounds = (most: number, least = 0): fc.Arbitrary<string> =>
  fc.oneof(number(most, 2, least), number(most, 0, least));
export const percent = (most: number, places: number, least = 0): fc.Arbitrary<string> =>
  number(most, places, least).map((each) => `${each}%`);
export const share: fc.Arbitrary<string> = fc.oneof(percent(100, 1), fc.constantFrom('0%', '100%'));
export const growth: fc.Arbitrary<string> = percent(8, 2, -4);

export const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(item, { nil: undefined });
/** One of several kinds of plain data. */
export const oneOf = (...items: fc.Arbitrary<Plain>[]): fc.Arbitrary<Plain> => fc.oneof(...items);
export const yesOrNo = fc.constantFrom('yes', 'no');

/** The company year in which every calendar of a random model starts, or soon after. */
export const FIRST_YEAR = 2018;
export const MONTHS = ['January', 'April', 'July', 'September', 'December'] as const;
export const MONTH_NUMBERS = [0, 3, 6, 8, 11] as const;

/** One value, or several from dates on. */
export const dated = (item: fc.Arbitrary<string>): fc.Arbitrary<Plain> =>
  fc.oneof(
    { weight: 2, arbitrary: item },
    fc.record({ 2018: item, 2019: item }),
    fc.record({ 2018: item, '2019-02': item }),
    fc.record({ 2020: item, 2018: item }),
    fc.record({ 2018: item, 2019: item, 2021: item }),
  );
export const growths: fc.Arbitrary<Plain> = oneOf(
  growth,
  fc.constant('=growth'),
  fc.record({ 2019: growth }),
  fc.record({ 2020: growth, 2019: growth }),
);
export const paid = fc.constantFrom(
  'monthly',
  'quarterly_in_advance',
  'quarterly_in_arrears',
  'yearly_in_advance',
  'yearly_in_arrears',
);
export const vatClass = fc.constantFrom('standard', 'exempt', 'outside_scope');
/** What several things are of, one after the other; often all of one class. */
export const vatClasses = fc.array(vatClass, { minLength: 1, maxLength: 3 });
/** From which month on, and for how many more, counted from the first of the calendar. */
export const months = fc.record({ from: maybe(fc.nat(20)), length: maybe(fc.nat(20)) });
