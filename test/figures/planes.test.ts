import { describe, expect, test } from 'vitest';
import {
  asNumber,
  band,
  type Count,
  chosen,
  constant,
  Exact,
  type Figure,
  input,
  larger,
  lever,
  planeOf,
  portion,
  Recording,
  settled,
  smaller,
  started,
  sum,
  times,
  type Value,
} from '../../src/figures/index.js';
import { at, line, shapesOf, WHERE } from './shapes.js';

/* Each operation as three levers move from zero to one: by how much it moves with each, or that it is no plane. */

interface Moved {
  readonly levers: readonly Figure<'rate'>[];
  readonly shapes: Readonly<Record<string, Figure>>;
}

/** From zero to one each: on the way they pass each other, and some numbers. */
function near(): Moved {
  const levers = ['a', 'b', 'c'].map(lever);
  return { levers, shapes: shapesOf(...(levers as Figure[] as [Count, Count, Count])) };
}

/** The second below zero and the third from four up: they never meet. */
function apart(): Moved {
  const levers = ['a', 'b', 'c'].map(lever);
  const [a, b, c] = levers as Figure[] as [Count, Count, Count];
  return { levers, shapes: shapesOf(a, line(0.5, b, -2), line(3, c, 4)) };
}

function told(figure: Figure, levers: readonly Figure[]): string {
  const plane = planeOf(figure, new Set(levers));
  if (plane === undefined) return 'none';
  const short = (of: number): number => Number(of.toFixed(9)) + 0;
  const slopes = (of: ReadonlyMap<Figure, number>): string =>
    levers.map((each) => short(of.get(each) as number)).join(' ');
  const steps = plane.steps.map(
    ({ slope, size, base, slopes: own }) =>
      `, ${short(slope)} a block of ${size} from ${short(base)} by ${slopes(own)}`,
  );
  return `${slopes(plane.slopes)}${plane.rounding === 0 ? '' : `, off by ${short(plane.rounding)}`}${steps.join('')}`;
}

/** At each corner it is what is worked out exactly. */
function check(figure: Figure, levers: readonly Figure[]): void {
  const plane = planeOf(figure, new Set(levers));
  if (plane === undefined || plane.steps.length > 0) return;
  const recording = new Recording([figure]);
  const exactly = (corner: number): number => {
    const at = levers.map((each, i): [Figure, Value] => [each, Exact.near((corner >> i) & 1)]);
    return asNumber(recording.exactly(new Map(at))[0] as Value);
  };
  const base = exactly(0);
  if (Number.isNaN(base)) return;
  for (let corner = 0; corner < 8; corner++) {
    const moved = levers.reduce((so, each, i) => so + ((corner >> i) & 1) * (plane.slopes.get(each) as number), base);
    expect(Math.abs(moved - exactly(corner))).toBeLessThanOrEqual(2 * plane.rounding + 1e-9);
  }
}
/** Slopes by each lever, near and apart. */
const SLOPES: Readonly<Record<string, readonly [near: string, apart: string]>> = {
  'a leaf': ['1 0 0', '1 0 0'],
  'less another': ['1 1 -1', '1 0.5 -3'],
  'twice the same': ['2 1 0', '2 0.5 0'],
  'less itself': ['0 0 0', '0 0 0'],
  'less itself and another': ['0 1 0', '0 0.5 0'],
  'of two': ['0.5 0.75 0', '0.5 0.375 0'],
  'of four': ['none', 'none'],
  'of five': ['none', 'none'],
  'of six': ['none', 'none'],
  'of nine': ['none', 'none'],
  'of ten': ['none', 'none'],
  'of ten, some taken away': ['none', 'none'],
  'a total that leaves one out': ['1 1 -1', '1 0.5 -3'],
  'a sum that is unknown': ['none', 'none'],
  'a number times it': ['3 0 0', '3 0 0'],
  'it times nothing': ['0 0 0', '0 0 0'],
  'a product': ['none', 'none'],
  'a product the other way': ['none', 'none'],
  'a product of lines': ['none', 'none'],
  'a product with an unknown': ['none', 'none'],
  'money for it': ['4 0 0, off by 0.005', '4 0 0, off by 0.005'],
  'a share of money for it': ['none', 'none'],
  'a third part': ['4 0 0, off by 0.01125', '4 0 0, off by 0.01125'],
  'an only part': ['16 0 0, off by 0.015', '16 0 0, off by 0.015'],
  'rounded where it ends': ['none', 'none'],
  'a quotient': ['none', 'none'],
  'of lines': ['none', 'none'],
  'by a number': ['0.5 0 0', '0.5 0 0'],
  'of a number': ['none', 'none'],
  'by nothing': ['none', 'none'],
  'the smaller': ['none', '0 0.5 0'],
  'the smaller of lines and a number': ['none', '0 2 0'],
  'the smaller, a number first': ['none', 'none'],
  'the smaller of what is one': ['none', '0 0.5 0'],
  'the smaller with an unknown': ['none', 'none'],
  'the larger': ['none', '1 0 0'],
  'the larger of lines and a number': ['none', '2 0 0'],
  'the larger, a number first': ['none', 'none'],
  'the larger with an unknown': ['none', 'none'],
  'blocks started': ['0 0 0, 1 a block of 2 from 0 by 1 0 0', '0 0 0, 1 a block of 2 from 0 by 1 0 0'],
  'blocks of a line': ['0 0 0, 1 a block of 0.5 from 1 by 4 0 0', '0 0 0, 1 a block of 0.5 from 1 by 4 0 0'],
  'blocks of a size that moves': ['none', 'none'],
  'blocks of both': ['none', 'none'],
  'next multiple up': ['none', 'none'],
  'next multiple down': ['none', 'none'],
  'nearest multiple': ['none', 'none'],
  'nearest multiple of a half': ['none', 'none'],
  'multiple of a unit that moves': ['none', 'none'],
  'up to a number': ['0 0 0', '0 0 0'],
  'below a number': ['none', 'none'],
  'a number up to it': ['none', 'none'],
  'a number below it': ['none', 'none'],
  'up to another': ['none', 'none'],
  'below another': ['none', 'none'],
  'up to what is unknown': ['none', 'none'],
  'an unknown up to it': ['none', 'none'],
  'one band that moves': ['0 2 0', '0 1 0'],
  'bands of numbers': ['0 0 0', '0 0 0'],
  'bands that move': ['none', 'none'],
  'bands with bounds that move': ['none', 'none'],
  'bands of a number': ['0 0 1', '0 0 3'],
  'beyond bands of a number': ['0 0 2', '0 0 6'],
  'first band of a number': ['2 0 0', '2 0 0'],
  'a band of an unknown number': ['none', 'none'],
  'a part for four': ['4 0 0, off by 0.04', '4 0 0, off by 0.04'],
  'a part for one': ['3 0 0, off by 0.01', '3 0 0, off by 0.01'],
  'a part for two': ['1 0 0, off by 0.02', '1 0 0, off by 0.02'],
};

describe('each is as flat as it is exactly, or bends', () => {
  test.each(Object.entries(SLOPES))('%s', (name, expected) => {
    for (const [i, { levers, shapes }] of [near(), apart()].entries()) {
      expect(told(shapes[name] as Figure, levers)).toBe(expected[i]);
      check(shapes[name] as Figure, levers);
    }
  });

  test('all shapes are among them', () => {
    expect(Object.keys(SLOPES)).toEqual(Object.keys(near().shapes));
  });
});

test('a choice between what is one figure passes it on once', () => {
  const [a] = near().levers as [Figure<'rate'>];
  const twice = sum('rate', [smaller('rate', [a, a]), larger('rate', [a, a])]);
  expect(told(twice, [a])).toBe('2');
  expect(told(smaller('rate', [a, constant('rate', Exact.one, 'all')]), [a])).toBe('1');
  expect(told(larger('rate', [constant('rate', Exact.zero, 'none'), a]), [a])).toBe('1');
});

test('blocks are counted from where a leaf that is another than one is at zero', () => {
  const half = input('count', Exact.of('0.5'), WHERE);
  const figure = portion(constant('money', Exact.of('7'), 'a block'), started(line(4, half, 1), at(2)));
  expect(told(figure, [half])).toBe('0, off by 0.005, 7 a block of 2 from 1 by 4');
});

test('what is rounded may fall on either side of a bound', () => {
  const [a] = near().levers as [Figure<'rate'>];
  const fee = portion(constant('money', Exact.of('10'), 'fee'), a);
  const banding = (bound: string): string =>
    told(
      band('count', fee, [{ upTo: constant('money', Exact.of(bound), 'bound'), closed: true, value: at(1) }], at(2)),
      [a],
    );
  expect(['10.01', '10', '-0.01'].map(banding)).toEqual(['0', 'none', '0']);
  const capped = (cap: string): string => told(smaller('money', [fee, constant('money', Exact.of(cap), 'cap')]), [a]);
  expect(['10.01', '10', '-0.01', '0'].map(capped)).toEqual(['10, off by 0.005', 'none', '0', 'none']);
  expect(told(started(fee as Figure as Count, at(20)), [a])).toBe('none');
});

test('what is taken away, rounded or chosen is followed as far as it reaches', () => {
  const [a, b] = near().levers as [Figure<'rate'>, Figure<'rate'>];
  const one = constant('rate', Exact.one, 'one');
  const less = sum('rate', [a], undefined, [b]);
  expect(told(smaller('rate', [less, one]), [a, b])).toBe('1 -1');
  expect(told(larger('rate', [less, constant('rate', Exact.of('-1'), 'less one')]), [a, b])).toBe('1 -1');
  expect(told(smaller('rate', [less, constant('rate', Exact.of('0.9'), 'less')]), [a, b])).toBe('none');
  expect(told(settled('rate', times(a, at(3)), 2), [a])).toBe('3, off by 0.005');
  expect(told(settled('rate', times(a, at(3)), 0), [a])).toBe('3, off by 0.5');
  expect(told(chosen(at(1), [{ value: portion(constant('money', Exact.of('5'), 'fee'), a), acts: one }], 0), [a])).toBe(
    'none',
  );
  expect(planeOf(one, new Set([a]))).toEqual({ slopes: new Map([[a, 0]]), steps: [], rounding: 0 });
});
