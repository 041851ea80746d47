import { describe, expect, test } from 'vitest';
import { asNumber, type Count, Exact, type Figure, quotient, Recording, type Value } from '../../src/figures/index.js';
import { at, banded, below, leaf, line, shapesOf, upTo } from './shapes.js';

/*
 * Each operation worked out exactly and in floats, over a grid of values that has every bound, tie and end of a block on
 * it. Halves and quarters are exact in doubles, so that the two come to the same number and not to one that is near.
 */

const GRID = [-2.5, -1, -0.5, 0, 0.5, 1, 2];
const POINTS = GRID.flatMap((a) => GRID.flatMap((b) => [-1, 0.5, 2].map((c) => [a, b, c])));
/** Minus zero is zero. */
const plain = (value: number): number => value + 0;

/** Shapes, with what moves them. */
function made(): { readonly leaves: readonly Count[]; readonly shapes: Readonly<Record<string, Figure>> } {
  const leaves = [leaf(), leaf(), leaf()] as [Count, Count, Count];
  return { leaves, shapes: shapesOf(...leaves) };
}
const NAMES = Object.keys(made().shapes);

function exactly(
  roots: readonly Figure[],
  leaves: readonly Count[],
  points: readonly (readonly number[])[],
): number[][] {
  const recording = new Recording(roots);
  const columns = roots.map((): number[] => []);
  for (const point of points) {
    const given = new Map<Figure, Value>(leaves.map((each, i) => [each, Exact.near(point[i] as number)]));
    recording.exactly(given).forEach((value, i) => {
      columns[i]?.push(plain(asNumber(value)));
    });
  }
  return columns;
}

function inFloats(recording: Recording, leaves: readonly Count[], points: readonly (readonly number[])[]): number[][] {
  const given = leaves.map((each, i): [Figure, Float64Array] => [
    each,
    Float64Array.from(points, (point) => point[i] as number),
  ]);
  return recording.sampled(new Map(given), points.length).map((column) => [...column].map(plain));
}

describe('worked out in floats as exactly, at every point', () => {
  test.each(NAMES)('%s', (name) => {
    const { leaves, shapes } = made();
    const roots = [shapes[name] as Figure];
    expect(inFloats(new Recording(roots), leaves, POINTS)).toEqual(exactly(roots, leaves, POINTS));
  });

  test('all of them in one program, at once and one point after the other', () => {
    const { leaves, shapes } = made();
    const roots = Object.values(shapes);
    const exact = exactly(roots, leaves, POINTS);
    const recording = new Recording(roots);
    expect(inFloats(recording, leaves, POINTS)).toEqual(exact);
    for (const k of [0, 11, 77, 146]) {
      const point = POINTS[k] as number[];
      expect(inFloats(recording, leaves, [point])).toEqual(exact.map((column) => [column[k]]));
    }
  });
});

test('what does not begin at zero is unknown, too, where it is divided by nothing', () => {
  const x = leaf();
  const recording = new Recording([quotient('count', line(2, x, 1), at(0))]);
  expect(inFloats(recording, [x], [[-1], [0], [1]])).toEqual([[Number.NaN, Number.NaN, Number.NaN]]);
});

test('what they are, by hand at one point', () => {
  const { leaves, shapes } = made();
  const found = exactly(Object.values(shapes), leaves, [[2, -0.5, 0.5]]);
  expect(Object.fromEntries(NAMES.map((name, i) => [name, found[i]?.[0]]))).toEqual({
    'a band of an unknown number': NaN,
    'a leaf': 2,
    'a number below it': 10,
    'a number times it': 6,
    'a number up to it': 10,
    'a part for four': 8,
    'a part for one': 6,
    'a part for two': 2,
    'a product': -1,
    'a product of lines': -20,
    'a product the other way': -1,
    'a product with an unknown': NaN,
    'a quotient': -4,
    'a share of money for it': -8,
    'a sum that is unknown': NaN,
    'a third part': 8,
    'a total that leaves one out': 0,
    'an only part': 32,
    'an unknown up to it': NaN,
    'bands of a number': 0.5,
    'bands of numbers': 3,
    'bands that move': 7,
    'bands with bounds that move': 9,
    'below a number': 20,
    'below another': 20,
    'beyond bands of a number': 2,
    'blocks of a line': 18,
    'blocks of a size that moves': 4,
    'blocks of both': 6,
    'blocks started': 1,
    'by a number': 1.25,
    'by nothing': NaN,
    'first band of a number': 5,
    'it times nothing': 0,
    'less another': 1,
    'less itself': 3,
    'less itself and another': 1,
    'money for it': 8,
    'multiple of a unit that moves': 5.25,
    'nearest multiple': 2,
    'nearest multiple of a half': 1.5,
    'next multiple down': 2,
    'next multiple up': 2,
    'of a number': 1,
    'of five': -0.5,
    'of four': -0.125,
    'of lines': -1.25,
    'of nine': 11.375,
    'of six': 1.25,
    'of ten': 12.0625,
    'of ten, some taken away': 9.8125,
    'of two': 0.625,
    'one band that moves': 1,
    'rounded where it ends': -1,
    'the larger': 2,
    'the larger of lines and a number': 5,
    'the larger with an unknown': NaN,
    'the larger, a number first': 6,
    'the smaller': -0.5,
    'the smaller of lines and a number': -4,
    'the smaller of what is one': -0.5,
    'the smaller with an unknown': NaN,
    'the smaller, a number first': 1,
    'twice the same': 3.5,
    'up to a number': 20,
    'up to another': 20,
    'up to what is unknown': NaN,
  });
});

describe('the noise of a double falls on the side on which its exact value would be', () => {
  const [x, y, z] = [leaf(), leaf(), leaf()];
  /** The quantity by as much beside its bound, in parts of what a double may be off. */
  const BESIDE = [-2, -0.5, 0, 0.5, 2];
  const inside = (
    figure: Figure,
    quantity: Count,
    bound: number,
    others: readonly (readonly [Count, number])[] = [],
  ) => {
    const noise = 1e-9 * Math.max(1, Math.abs(bound));
    const draws = Float64Array.from(BESIDE, (so) => bound + so * noise);
    const leaves = new Map<Figure, Float64Array>([[quantity, draws]]);
    for (const [other, value] of others)
      leaves.set(
        other,
        Float64Array.from(BESIDE, () => value),
      );
    const [column] = new Recording([figure]).sampled(leaves, BESIDE.length);
    return [...(column as Float64Array)].map((value) => value === 10);
  };
  const CLOSED = [true, true, true, true, false];
  const OPEN = [true, false, false, false, false];

  test.each([1, 0.25, 0, -3, 1_000_000, -1_000_000])('at a bound of %d', (bound) => {
    const [ten, more] = [at(10), at(20)];
    for (const [kind, expected] of [
      [upTo, CLOSED],
      [below, OPEN],
    ] as const) {
      expect(inside(banded(x, [kind(at(bound), ten)], more), x, bound)).toEqual(expected);
      expect(inside(banded(x, [kind(y, ten)], more), x, bound, [[y, bound]])).toEqual(expected);
      expect(inside(banded(x, [kind(at(bound), ten), upTo(at(bound + 5), at(15))], more), x, bound)).toEqual(expected);
      expect(inside(banded(x, [kind(at(bound), z)], more), x, bound, [[z, 10]])).toEqual(expected);
      expect(inside(banded(x, [kind(y, ten), upTo(at(bound + 5), at(15))], more), x, bound, [[y, bound]])).toEqual(
        expected,
      );
      // The bound moves and the quantity does not: what is above it is below the other.
      expect(inside(banded(at(bound), [kind(y, ten)], more), y, bound)).toEqual(
        expected === CLOSED ? [false, true, true, true, true] : [false, false, false, false, true],
      );
    }
  });
});
