import { describe, expect, test } from 'vitest';
import {
  asNumber,
  band,
  charge,
  constant,
  Exact,
  type Figure,
  input,
  larger,
  type Money,
  named,
  nothing,
  type Origin,
  part,
  portion,
  quotient,
  Recording,
  smaller,
  started,
  sum,
  times,
  Unknown,
  unknown,
  workings,
} from '../../src/figures/index.js';

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const money = (amount: string): Money => input('money', Exact.of(amount), WHERE);
const count = (amount: string): Figure<'count'> => input('count', Exact.of(amount), WHERE);
const price = (amount: string): Figure<'price'> => input('price', Exact.of(amount), WHERE);
const lost: Money = input('money', new Unknown(['nobody has said']), WHERE);
const lostToo: Money = unknown('money', 'the page is torn');

const reasons = ({ value }: Figure): readonly string[] => (value instanceof Unknown ? value.reasons : []);
const replayed = (figure: Figure, ...leaves: readonly Figure[]): number | undefined =>
  new Recording([figure]).sampled(
    new Map(leaves.map((leaf) => [leaf, Float64Array.of(asNumber(leaf.value))])),
    1,
  )[0]?.[0];

describe('what is made from an unknown is unknown, for the same reason, exactly and in floats', () => {
  const known = money('5');
  test.each<[string, Figure]>([
    ['a sum', sum('money', [known, lost])],
    ['a difference', sum('money', [known], undefined, [lost])],
    ['the smaller', smaller('money', [known, lost])],
    ['the smaller, first', smaller('money', [lost, known])],
    ['the smaller of three', smaller('money', [known, lost, money('7')])],
    ['the larger', larger('money', [known, lost])],
    ['the larger, first', larger('money', [lost, known])],
    ['a portion', portion(lost, constant('rate', Exact.zero, 'none'))],
    ['a part', part(lost, 0, 12)],
    ['a quotient', quotient('price', lost, count('3'))],
    ['the same under a name', named(lost, 'pay')],
  ])('%s', (_, figure) => {
    expect(reasons(figure)).toEqual(['nobody has said']);
    expect(replayed(figure, lost, known)).toBeNaN();
  });

  test('and with two unknowns for both reasons, each once', () => {
    expect(reasons(sum('money', [lost, lostToo, sum('money', [lost, known])]))).toEqual([
      'nobody has said',
      'the page is torn',
    ]);
  });

  test('nothing is not unknown', () => {
    expect(nothing('money').pence).toBe(0);
    expect(sum('money', [], 'income').pence).toBe(0);
  });
});

test('a division by zero is unknown, exactly and in floats', () => {
  const none = count('0');
  for (const above of [money('5'), money('0')]) {
    const figure = quotient('price', above, none);
    expect(reasons(figure)).toEqual(['there is nothing to divide by']);
    expect(replayed(figure, above, none)).toBeNaN();
  }
});

test.each([
  ['0', 0],
  ['0.5', 1],
  ['19.99', 1],
  ['20', 1],
  ['20.01', 2],
  ['21', 2],
  ['40', 2],
  ['60.0001', 4],
])('%s in blocks of twenty are %i started, exactly and in floats', (quantity, blocks) => {
  const units = count(quantity);
  const figure = started(units, count('20'));
  expect(asNumber(figure.value)).toBe(blocks);
  expect(replayed(figure, units)).toBe(blocks);
});

test.each([
  ['0', 0, 1],
  ['99.99', 1, 1],
  ['100', 1, 2],
  ['100.01', 2, 2],
  ['300', 2, 2],
])('%s lies in a band by whether the bound is its own, exactly and in floats', (quantity, own, next) => {
  const units = count(quantity);
  const bands = (closed: boolean): Money =>
    band(
      'money',
      units,
      [
        { upTo: count('0'), closed, value: money('0') },
        { upTo: count('100'), closed, value: money('1') },
      ],
      money('2'),
    );
  for (const [figure, amount] of [
    [bands(true), own],
    [bands(false), next],
  ] as const) {
    expect(asNumber(figure.value)).toBe(amount);
    expect(replayed(figure, units)).toBe(amount);
  }
});

test('of bands only the one that is taken has to be known', () => {
  const few = count('5');
  const many = count('15');
  const [taken, lacking] = [few, many].map((units) =>
    band('money', units, [{ upTo: count('10'), closed: true, value: money('7') }], lost),
  );
  expect([taken?.pence, reasons(lacking as Figure)]).toEqual([700, ['nobody has said']]);
  expect(replayed(taken as Figure, few)).toBe(7);
  expect(replayed(lacking as Figure, many)).toBeNaN();
  // Another quantity at the leaf takes another band, and so an unknown one.
  expect(new Recording([taken as Figure]).sampled(new Map([[few, Float64Array.of(5, 10, 10.5)]]), 3)[0]).toEqual(
    Float64Array.of(7, 7, Number.NaN),
  );
});

test('a sum of tenths that a double takes for a little more than a block starts no other one', () => {
  const tenths = Array.from({ length: 30 }, () => count('0.1'));
  const figure = started(sum('count', tenths), count('3'));
  expect(asNumber(figure.value)).toBe(1);
  expect(replayed(figure, ...tenths)).toBe(1);
});

test('a charge is rounded half up to the penny once, and its doubles are not', () => {
  const pupils = count('210.5');
  const figure = charge(price('18.81'), pupils);
  expect(figure.pence).toBe(395_951);
  expect(replayed(figure, pupils)).toBeCloseTo(3959.505, 9);
});

test('other values at the leaves give other values at the roots, and at no others', () => {
  const rate = price('19');
  const pupils = count('262');
  const fee = charge(rate, pupils);
  const other = money('12');
  const [anew, same] = new Recording([fee, other]).exactly(new Map([[rate, Exact.of('20')]]));
  expect(anew).toBe(524_000);
  expect(same).toBe(1200);
});

test('every figure of a working comes after all that it is made of, each once', () => {
  const rate = price('19');
  const fee = charge(rate, count('262'));
  const all = sum('money', [fee, portion(fee, constant('rate', Exact.of('0.5'), 'half')), fee]);
  const order = workings([all, fee]);
  expect(new Set(order).size).toBe(order.length);
  for (const figure of order)
    for (const arg of figure.args) expect(order.indexOf(arg)).toBeLessThan(order.indexOf(figure));
});

test('a chain deeper than a call stack is worked through', () => {
  let figure: Figure<'count'> = count('1');
  for (let i = 0; i < 50_000; i++) figure = times(figure, constant('rate', Exact.one, 'the same'));
  expect(workings([figure])).toHaveLength(100_001);
});

test('a band with an unknown bound is unknown in floats too, wherever the quantity lies', () => {
  const quantity = count('5');
  const varying = count('7');
  const unknownBound = band(
    'count',
    quantity,
    [{ upTo: unknown('count', 'nobody has said'), closed: true, value: varying }],
    count('9'),
  );
  expect(reasons(unknownBound)).toEqual(['nobody has said']);
  expect(replayed(unknownBound, quantity, varying)).toBeNaN();
});

test('a divisor that cancels to zero exactly is zero in floats', () => {
  const x = count('0.1');
  const below = sum('count', [x, count('0.2')], undefined, [count('0.3')]);
  const figure = quotient('count', count('1'), below);
  expect(reasons(figure)).toEqual(['there is nothing to divide by']);
  expect(replayed(figure, x)).toBeNaN();
});
