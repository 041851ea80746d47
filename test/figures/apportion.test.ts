import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apportion,
  asNumber,
  type Count,
  Exact,
  type Figure,
  input,
  lever,
  type Money,
  type Origin,
  planeOf,
  portion,
  quotient,
  Recording,
  sum,
  sweep,
  times,
  Unknown,
} from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/* Money shared out in whole pence, by the largest remainders. */

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const pounds = (amount: string): Money => input('money', Exact.of(amount), WHERE);
const number = (of: number | string): Count => input('count', Exact.of(of), WHERE);

interface Receiver {
  readonly weight: number;
  readonly count: string;
}

/** A whole by weights, each entry so many receivers of one weight. */
function sharedBy(
  whole: Money,
  receivers: readonly Receiver[],
  counts = receivers.map(({ count }) => number(count)),
): Money[] {
  const weights = receivers.map(({ weight }) => number(weight));
  const total = sum(
    'count',
    weights.map((weight, i) => times(weight, counts[i] as Count)),
  );
  const rate = quotient('price', whole, total, 'for each pupil');
  return apportion(
    whole,
    weights.map((weight, i) => ({ each: times(rate, weight), of: counts[i], label: `part ${i}` })),
  );
}

const pence = (parts: readonly Money[]): number[] => parts.map((part) => part.pence);
const single = (...weights: readonly number[]): Receiver[] => weights.map((weight) => ({ weight, count: '1' }));
const totalOf = (of: readonly number[]): number => of.reduce((so, each) => so + each, 0);

test.each<[string, Receiver[], number[]]>([
  // Three alike: the odd penny to the last.
  ['1000', single(200, 200, 200), [33333, 33333, 33334]],
  // Equal remainders of half a penny: to the larger part.
  ['514.10', single(180, 60), [38558, 12852]],
  ['514.10', single(60, 180), [12852, 38558]],
  // The largest remainders first, whatever the size: 0.8 before 0.6, and 0.6 before 0.6 of a smaller part.
  ['0.10', single(1, 2, 2), [2, 4, 4]],
  ['0.05', single(3, 3, 1, 1), [2, 2, 0, 1]],
  // An entry that stands for three receivers is three receivers.
  ['1000', [{ weight: 200, count: '3' }], [100000]],
  [
    '10',
    [
      { weight: 200, count: '3' },
      { weight: 100, count: '1' },
    ],
    [857, 143],
  ],
  // Half a receiver bears half.
  [
    '25',
    [
      { weight: 100, count: '2.5' },
      { weight: 0, count: '1' },
    ],
    [2500, 0],
  ],
  ['0', single(1, 2), [0, 0]],
])('£%s by %j', (whole, receivers, parts) => {
  expect(pence(sharedBy(pounds(whole), receivers))).toEqual(parts);
});

const wholes = fc
  .integer({ min: 0, max: 5_000_000 })
  .map((of) => `${Math.floor(of / 100)}.${String(of % 100).padStart(2, '0')}`);
const weights = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 12 });

describe('parts by any weights', () => {
  test('add to the whole, are never below zero, lie within a penny of what falls to each, and are equal to a penny among equals', () => {
    fc.assert(
      fc.property(wholes, weights, (whole, given) => {
        const parts = pence(sharedBy(pounds(whole), single(...given)));
        const all = pounds(whole).pence;
        expect(totalOf(parts)).toBe(all);
        parts.forEach((part, i) => {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(Math.abs(part - (all * (given[i] as number)) / totalOf(given))).toBeLessThan(1 + 1e-9);
          given.forEach((other, k) => {
            if (other === given[i]) expect(Math.abs(part - (parts[k] as number))).toBeLessThanOrEqual(1);
          });
        });
      }),
      runs(300, 41),
    );
  });

  test('of those whose remainder is larger none goes without a penny that another gets', () => {
    fc.assert(
      fc.property(wholes, weights, (whole, given) => {
        const all = BigInt(pounds(whole).pence);
        const total = BigInt(totalOf(given));
        const parts = pence(sharedBy(pounds(whole), single(...given)));
        const rests = given.map((weight) => (all * BigInt(weight)) % total);
        const extra = parts.map((part, i) => part - Number((all * BigInt(given[i] as number)) / total));
        extra.forEach((one, i) => {
          extra.forEach((other, k) => {
            if (one === 0 || other === 1 || i === k) return;
            const [a, b] = [rests[i] as bigint, rests[k] as bigint];
            const larger =
              a > b || (a === b && ((given[i] as number) > (given[k] as number) || (given[i] === given[k] && i > k)));
            expect(larger, `${whole} by ${given}: ${parts}`).toBe(true);
          });
        });
      }),
      runs(300, 42),
    );
  });

  test('are the same whether receivers that are alike are named or counted', () => {
    const groups = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 900 }), count: fc.integer({ min: 0, max: 5 }) }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(wholes, groups, (whole, given) => {
        fc.pre(given.some(({ count }) => count > 0));
        const counted = pence(
          sharedBy(
            pounds(whole),
            given.map(({ weight, count }) => ({ weight, count: String(count) })),
          ),
        );
        const named = pence(
          sharedBy(pounds(whole), single(...given.flatMap(({ weight, count }) => Array<number>(count).fill(weight)))),
        );
        const upTo = given.map((_, i) => totalOf(given.slice(0, i + 1).map(({ count }) => count)));
        expect(counted).toEqual(
          given.map(({ count }, i) => totalOf(named.slice((upTo[i] as number) - count, upTo[i]))),
        );
      }),
      runs(200, 43),
    );
  });
});

test('parts are worked out anew with other values, exactly and in floats, along a line and as a plane', () => {
  const turn = lever('turn');
  const whole = portion(pounds('1000'), turn);
  const parts = sharedBy(whole, single(200, 100, 100));
  const at = (value: string): number[] => new Recording(parts).exactly(new Map([[turn, Exact.of(value)]])) as number[];
  expect(at('1')).toEqual(pence(parts));
  expect(at('0.33333')).toEqual([16667, 8333, 8333]);
  expect(new Recording(parts).exactly(new Map(), true)).toEqual(pence(parts));
  const [column] = new Recording(parts.slice(0, 1)).sampled(new Map([[turn, Float64Array.of(0, 0.5, 1)]]), 3);
  expect([...(column as Float64Array)]).toEqual([0, 250, 500]);
  expect(sweep(parts[0] as Figure, turn, 0, 2).map(({ from, to }) => [from, to])).toEqual([[0, 1000]]);
  expect(planeOf(parts[0] as Figure, new Set([turn]))?.slopes.get(turn)).toBeCloseTo(500, 9);
});

test('one who does not come bears nothing, and what falls to none is not shared', () => {
  const there = lever('there');
  const present = times(number(1), there);
  const parts = sharedBy(pounds('10'), single(1, 1, 1), [number(1), number(1), present]);
  expect(pence(parts)).toEqual([333, 333, 334]);
  expect(new Recording(parts).exactly(new Map([[there, Exact.zero]]))).toEqual([500, 500, 0]);
  const sampled = new Recording(parts).sampled(new Map([[there, Float64Array.of(0, 1)]]), 2);
  expect(sampled.map((column) => [...column].map((each) => Number(each.toFixed(6))))).toEqual([
    [5, 3.333333],
    [5, 3.333333],
    [0, 3.333333],
  ]);
});

test('quotas that come to more than a penny each beside their whole are refused', () => {
  const shared = (whole: string, ...quotas: string[]): unknown =>
    pence(
      apportion(
        pounds(whole),
        quotas.map((quota) => ({ each: input('price', Exact.of(quota), WHERE), label: 'a part' })),
      ),
    );
  expect(shared('3', '1.005', '1.995')).toEqual([100, 200]);
  expect(shared('3', '1.004', '1.989')).toEqual([101, 199]);
  // Each may take one penny more than the whole pence of its quota.
  expect(shared('3', '1.494', '1.494')).toEqual([150, 150]);
  expect(() => shared('3', '1.49', '1.489')).toThrow('quotas that do not come to their whole');
  expect(() => shared('2.99', '1.50', '1.50')).toThrow('quotas that do not come to their whole');
});

test('a part of what is unknown is unknown, for the same reason', () => {
  const lost = input('money', new Unknown(['nobody has said']), WHERE);
  for (const part of sharedBy(lost, single(1, 2))) {
    expect((part.value as Unknown).reasons).toEqual(['nobody has said']);
    expect(asNumber(part.value)).toBeNaN();
  }
});

test('four thousand parts take time and workings in proportion', () => {
  const parts = sharedBy(
    pounds('123456.78'),
    single(...Array.from({ length: 4000 }, (_, i) => 100 + ((i * 7919) % 1500))),
  );
  expect(totalOf(pence(parts))).toBe(12_345_678);
  expect(parts.reduce((so, { args }) => so + args.length, 0)).toBe(12_000);
  expect(parts[0]?.args[0]).toBe(parts[3999]?.args[0]);
});
