import { expect, test } from 'vitest';
import {
  type Count,
  charge,
  constant,
  Exact,
  type Figure,
  input,
  leftOutIn,
  lever,
  type Money,
  nothing,
  partialAmong,
  planeOf,
  Recording,
  sum,
  sweep,
  times,
  totalOf,
  Unknown,
} from '../../src/figures/index.js';

const NOWHERE = { file: 'm', line: 1, column: 1, path: 'p', text: '', basis: 'not stated', source: undefined } as const;
const count = (text: string): Count => constant('count', Exact.of(text), 'so many');
const open = (isLeftOut: boolean): Count => input('count', new Unknown(['nobody said'], isLeftOut), NOWHERE);
const pence = ({ value }: Figure): unknown => (value instanceof Unknown ? value.reasons : value);

/** Fees of schools with these pupils, each as often as the lever says, less what is taken off. */
function feesOf(pupils: readonly Count[], by: Count): Money {
  const price = constant('price', Exact.of('12.50'), 'a pupil');
  const fees = pupils.map((each) => charge(price, times(each, by)));
  return totalOf('money', fees, 'fees', [charge(price, count('3'))]);
}

const turned = lever('turned') as Figure as Count;

test('a total leaves out what may be left out, and nothing else', () => {
  expect(pence(feesOf([count('10'), open(true), count('4')], turned))).toBe(13750);
  expect(pence(feesOf([count('10'), open(false), count('4')], turned))).toEqual(['nobody said']);
  expect(pence(totalOf('count', [open(true), open(true)], 'all'))).toEqual(['nobody said']);
  expect(pence(totalOf('count', [open(true), open(false), count('1')], 'all'))).toEqual(['nobody said']);
});

test('what is one thing made of several is unknown with any of them, and a total of such leaves it out whole', () => {
  const price = sum('count', [count('5'), open(true)]);
  expect(price.isKnown).toBe(false);
  expect(totalOf('count', [count('2'), price], 'all').exact.toString()).toBe('2');
});

test('every way of replaying a total leaves out the same', () => {
  const known = feesOf([count('10'), count('4')], turned);
  const part = feesOf([count('10'), open(true), count('4')], turned);
  const at = Float64Array.of(0.5, 1, 2);
  const replayed = (of: Money) => [...(new Recording([of]).sampled(new Map([[turned, at]]), 3)[0] as Float64Array)];
  expect(replayed(part)).toEqual(replayed(known));
  expect(replayed(part)[1]).toBe(137.5);
  expect(sweep(part, turned, 0, 2)).toEqual(sweep(known, turned, 0, 2));
  expect(planeOf(part, new Set([turned]))?.slopes.get(turned)).toBe(175);
  expect(new Recording([part]).exactly(new Map([[turned, Exact.of('2')]]))).toEqual([31250]);
});

test('what is partial is told, with what it leaves out', () => {
  const gone = open(true);
  const part = feesOf([count('10'), gone], turned);
  const more = sum('money', [part, nothing<'money'>('money')], 'more');
  const whole = feesOf([count('10')], turned);
  expect(partialAmong([part, more, whole])).toEqual(new Set([part, more]));
  expect(leftOutIn([more, whole])).toEqual([gone]);
});
