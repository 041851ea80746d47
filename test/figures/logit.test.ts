import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asNumber,
  type Chosen,
  type Count,
  chosen,
  constant,
  Exact,
  type Figure,
  input,
  lever,
  type Money,
  nothing,
  type Origin,
  portion,
  type Rate,
  Recording,
  sweep,
  type Value,
} from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/* Shares by exponentials against those of doubles. */

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const pounds = (pence: number): Money => input('money', Exact.fraction(pence, 100), WHERE);
const WHOLE = constant('rate', Exact.one, 'all of them');
const open = (value: Money): Chosen => ({ value, acts: WHOLE });
const sensitivity = (tenths: number) => input('count', Exact.fraction(tenths, 10), WHERE);
const values = fc.array(fc.integer({ min: -3_000_000, max: 3_000_000 }), { minLength: 1, maxLength: 6 });

test('they add to one exactly, lie within a millionth of those of doubles, and are the same replayed', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 50 }), (pence, tenths) => {
      const amounts = pence.map(pounds);
      const shares = amounts.map((_, i) => chosen(sensitivity(tenths), amounts.map(open), i));
      const total = shares.reduce((sum, { exact }) => sum.plus(exact), Exact.zero);
      expect(total.compare(Exact.one)).toBe(0);
      const most = Math.max(...pence);
      const weights = pence.map((each) => Math.exp(((each - most) * tenths) / 1_000_000));
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const replayed = new Recording(shares).sampled(
        new Map(amounts.map((each) => [each, Float64Array.of(asNumber(each.value))])),
        1,
      );
      shares.forEach((share, i) => {
        const byDoubles = (weights[i] as number) / all;
        expect(share.exact.sign).toBeGreaterThanOrEqual(0);
        expect(Math.abs(asNumber(share.value) - byDoubles)).toBeLessThanOrEqual(1.000_001e-6);
        expect(replayed[i]?.[0]).toBeCloseTo(byDoubles, 9);
      });
    }),
    runs(200, 9),
  );
});

test('what is worth far more takes all', () => {
  expect(chosen(sensitivity(20), [pounds(0), pounds(9_000_000)].map(open), 1).exact.toString()).toBe('1');
});

test('they are no straight line', () => {
  const turn = lever('turn');
  const moving = portion(pounds(100_000), turn);
  expect(() => sweep(chosen(sensitivity(10), [moving, pounds(5)].map(open), 0), turn, 0, 1)).toThrow(RangeError);
});

test('what nobody would act on is as good as not there, exactly and replayed', () => {
  const refused = fc.array(fc.tuple(fc.integer({ min: -3_000_000, max: 3_000_000 }), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(refused, fc.integer({ min: 1, max: 50 }), (said, tenths) => {
      const amounts = said.map(([pence]) => pounds(pence));
      const among = amounts.map((value, i): Chosen => ({ value, acts: said[i]?.[1] ? nothing('rate') : WHOLE }));
      const without = among.filter(({ acts }) => acts === WHOLE);
      const shares = among.map((_, i) => chosen(sensitivity(tenths), among, i));
      const alone = without.map((_, i) => chosen(sensitivity(tenths), without, i).exact.toString());
      expect(shares.filter((_, i) => among[i]?.acts === WHOLE).map(({ exact }) => exact.toString())).toEqual(alone);
      expect(shares.filter((_, i) => among[i]?.acts !== WHOLE).every(({ exact }) => exact.sign === 0)).toBe(true);
      const replayed = new Recording(shares).sampled(
        new Map(amounts.map((each) => [each, Float64Array.of(asNumber(each.value))])),
        1,
      );
      for (const [i, share] of shares.entries()) expect(replayed[i]?.[0]).toBeCloseTo(asNumber(share.value), 5);
    }),
    runs(200, 12),
  );
});

test('they follow what is worth more, who acts and how sensitive they are, exactly and replayed', () => {
  const leaf = (kind: 'count' | 'rate') => input(kind, Exact.one, WHERE) as Figure;
  const [much, first, second] = [leaf('count'), leaf('rate'), leaf('rate')] as [Count, Rate, Rate];
  const [one, other] = [pounds(0), pounds(0)];
  const among = [
    { value: one, acts: first },
    { value: other, acts: second },
  ];
  const shares = [0, 1].map((i) => chosen(much, among, i));
  const recording = new Recording(shares);
  // Sensitivity, the two values in pence, and the two shares that act.
  const draws: readonly (readonly number[])[] = [
    [1, 100_000, 0, 1, 1],
    [1, 0, 100_000, 1, 0.5],
    [2, 100_000, 300_000, 0.25, 1],
    [0, 100_000, 0, 1, 1],
    [1, 100_000, 0, 0, 1],
    [1, 100_000, 0, 1, 0],
    [1, 100_000, 0, 0, 0],
    [-1, 100_000, 0, 1, 1],
    [1, 70_000_000, 0, 1, 1],
  ];
  const leaves = [much, one, other, first, second];
  const expected = draws.map((draw) => {
    const values = draw.map((value, i): Value => (i === 1 || i === 2 ? value : Exact.near(value)));
    return recording.exactly(new Map(leaves.map((each, i) => [each, values[i] as Value]))).map(asNumber);
  });
  expect(expected).toEqual([
    [0.731059, 0.268941],
    [0.268941, 0.731059],
    [0.017986, 0.982014],
    [0.5, 0.5],
    [0, 1],
    [1, 0],
    [0, 0],
    [0.268941, 0.731059],
    [1, 0],
  ]);
  const columns = leaves.map((each, i): [Figure, Float64Array] => [
    each,
    Float64Array.from(draws, (draw) => (draw[i] as number) / (i === 1 || i === 2 ? 100 : 1)),
  ]);
  const replayed = recording.sampled(new Map(columns), draws.length);
  draws.forEach((_, k) => {
    replayed.forEach((column, i) => {
      expect(Math.abs((column[k] as number) - (expected[k]?.[i] as number))).toBeLessThan(1e-6);
    });
  });
  // What is not known makes all of it unknown, whoever it is of.
  for (const [lost] of columns) {
    const given = new Map(
      columns.map(([each, column]) => [each, each === lost ? column.map(() => Number.NaN) : column]),
    );
    for (const column of recording.sampled(given, draws.length)) expect([...column].every(Number.isNaN)).toBe(true);
  }
});
