import { expect, test } from 'vitest';
import { exponential, logarithm, startedBlocks } from '../../src/figures/index.js';

/* What is worked out in doubles by the program's own means. */

test.each([
  [0, 5, 0],
  [20, 20, 1],
  [20.000000000000004, 20, 1],
  [20.001, 20, 2],
  [-1, 20, 0],
  [-21, 20, -1],
  [0.9e-9, 1, 0],
  [1.1e-9, 1, 1],
  [1.5 + 0.6e-9, 0.5, 3],
  [1.5 + 2e-9, 0.5, 4],
  // Of a million blocks a double may be off by a thousandth of one.
  [1_000_000 + 0.9e-3, 1, 1_000_000],
  [1_000_000 + 1.1e-3, 1, 1_000_001],
  [-1_000_000 + 0.9e-3, 1, -1_000_000],
  [-1_000_000 + 1.1e-3, 1, -999_999],
])('%d in blocks of %d are %d started', (quantity, size, blocks) => {
  expect(startedBlocks(quantity, size) + 0).toBe(blocks);
});

test('the exponential is that of the engine to the twelfth digit', () => {
  const all = Array.from({ length: 2001 }, (_, i) => -700 + 0.7 * i);
  expect(all.filter((x) => !(Math.abs(exponential(x) / Math.exp(x) - 1) < 1e-13))).toEqual([]);
  expect([exponential(0), exponential(-700) > 0, exponential(700) < Infinity]).toEqual([1, true, true]);
  expect([-700.001, -1e9, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([0, 0, 0]);
  expect([700.001, 1e9, Number.POSITIVE_INFINITY].map(exponential)).toEqual([Infinity, Infinity, Infinity]);
  expect(exponential(Number.NaN)).toBeNaN();
});

test('the logarithm is that of the engine to the fifteenth digit', () => {
  for (const x of [1e-300, 1e-9, 0.3, 0.74, 0.75, 0.76, 0.999, 1.001, 1.49, 1.5, 1.51, 2, 3, 10, 1e9, 1e300])
    expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThan(1e-15 * Math.max(1, Math.abs(Math.log(x))));
  expect(logarithm(1)).toBe(0);
  expect(logarithm(0)).toBe(Number.NEGATIVE_INFINITY);
  expect([logarithm(-1), logarithm(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
});
