import { describe, expect, test } from 'vitest';
import {
  asNumber,
  type Count,
  Exact,
  type Figure,
  isRounded,
  larger,
  lever,
  multiple,
  quotient,
  Recording,
  type Segment,
  Sweep,
  started,
  sum,
  sweep,
  times,
  type Value,
  workings,
} from '../../src/figures/index.js';
import { at, banded, below, line, shapesOf, upTo } from './shapes.js';

/* Each operation as a lever moves what it is made of: each stretch is what is worked out exactly on it. */

const MOST = 4;

interface Moved {
  readonly turn: Figure<'rate'>;
  readonly shapes: Readonly<Record<string, Figure>>;
}

/** The first count rises past zero with the lever; the others stay. */
function withOne(): Moved {
  const turn = lever('turn');
  return { turn, shapes: shapesOf(line(1, turn as Figure as Count, -2.5), at(0.5), at(-1)) };
}

/** The first falls as the second rises, and the third rises faster. */
function withAll(): Moved {
  const turn = lever('turn');
  const by = turn as Figure as Count;
  return { turn, shapes: shapesOf(line(-1, by, 1.5), line(0.5, by, -1), line(2, by, 0)) };
}

function check(segments: readonly Segment[], figure: Figure, turn: Figure): void {
  const recording = new Recording([figure]);
  const exactly = (where: number): number => {
    const [value] = recording.exactly(new Map<Figure, Value>([[turn, Exact.near(where)]]));
    return asNumber(value as Value);
  };
  // What is rounded to the penny is off by half of one, and for each of four receivers by less than one.
  const off = workings([figure]).some(isRounded) ? 0.04 : 1e-5;
  /** Where a stretch says another value than there is; a chord is on its curve at its start. */
  const wrongIn = ({ start, end, from, to, coarse }: Segment): string[] =>
    (coarse === 'curve' ? [2 ** -20] : [2 ** -20, 0.25, 0.5, 1 - 2 ** -20]).flatMap((part) => {
      const [said, exact] = [from + part * (to - from), exactly(start + part * (end - start))];
      const isSame = Number.isNaN(exact) ? Number.isNaN(said) : Math.abs(said - exact) < off;
      return isSame ? [] : [`${said} and not ${exact} at ${part} of ${start} to ${end}`];
    });
  // Beside a pole no chord is near to the curve; of the others some are enough.
  const isFar = ({ from, to }: Segment): boolean => Math.max(Math.abs(from), Math.abs(to)) > 20;
  const looked = segments.filter((each, i) => each.coarse === false || (i % 16 === 0 && !isFar(each)));
  expect(looked.flatMap(wrongIn)).toEqual([]);
  expect(segments.map(({ start }) => start)).toEqual([0, ...segments.slice(0, -1).map(({ end }) => end)]);
  expect(segments[segments.length - 1]?.end).toBe(MOST);
}

const short = (segments: readonly Segment[]): string =>
  segments
    .map((each) => {
      const [start, end, from, to] = [each.start, each.end, each.from, each.to].map((n) => Number(n.toFixed(6)) + 0);
      return `${start} to ${end}: ${Object.is(from, to) ? from : `${from} to ${to}`}`;
    })
    .join(', ');

/** The stretches of each shape; of curves how many chords there are. */
const STRETCHES: Readonly<Record<string, readonly [one: string, all: string]>> = {
  'a leaf': ['0 to 4: -2.5 to 1.5', '0 to 4: 1.5 to -2.5'],
  'less another': ['0 to 4: -1 to 3', '0 to 4: 0.5 to -9.5'],
  'twice the same': ['0 to 4: -4.5 to 3.5', '0 to 4: 2 to -4'],
  'less itself': ['0 to 4: 3', '0 to 4: 3'],
  'less itself and another': ['0 to 4: 2', '0 to 4: 0.5 to 2.5'],
  'of two': ['0 to 4: -0.875 to 1.125', '0 to 4: 0 to -0.5'],
  'of four': ['0 to 4: -3.4375 to 1.0625', '401 chords'],
  'of five': ['0 to 4: -4.1875 to 0.3125', '401 chords'],
  'of six': ['0 to 4: 0.1875 to -2.3125', '401 chords'],
  'of nine': ['401 chords', '401 chords'],
  'of ten': ['401 chords', '401 chords'],
  'of ten, some taken away': ['401 chords', '401 chords'],
  'a total that leaves one out': ['0 to 4: -2 to 2', '0 to 4: -0.5 to -10.5'],
  'a sum that is unknown': ['0 to 4: NaN', '0 to 4: NaN'],
  'a number times it': ['0 to 4: -7.5 to 4.5', '0 to 4: 4.5 to -7.5'],
  'it times nothing': ['0 to 4: 0', '0 to 4: 0'],
  'a product': ['0 to 4: -1.25 to 0.75', '401 chords'],
  'a product the other way': ['0 to 4: -1.25 to 0.75', '401 chords'],
  'a product of lines': ['0 to 4: 0', '401 chords'],
  'a product with an unknown': ['0 to 4: NaN', '0 to 4: NaN'],
  'money for it': ['0 to 4: -10 to 6', '0 to 4: 6 to -10'],
  'a share of money for it': ['0 to 4: -10 to 6', '401 chords'],
  'a third part': ['0 to 4: -10 to 6', '0 to 4: 6 to -10'],
  'an only part': ['0 to 4: -40 to 24', '0 to 4: 24 to -40'],
  'rounded where it ends': ['0 to 4: -1.25 to 0.75', '401 chords'],
  'a quotient': ['0 to 4: -5 to 3', '401 chords'],
  'of lines': ['0 to 4: NaN', '401 chords'],
  'by a number': ['0 to 4: -1 to 1', '0 to 4: 1 to -1'],
  'of a number': ['401 chords', '401 chords'],
  'by nothing': ['0 to 4: NaN', '0 to 4: NaN'],
  'the smaller': [
    '0 to 3: -2.5 to 0.5, 3 to 4: 0.5',
    '0 to 1.666667: -1 to -0.166667, 1.666667 to 4: -0.166667 to -2.5',
  ],
  'the smaller of lines and a number': ['0 to 2: -4 to 0, 2 to 4: 0', '0 to 2.5: -6 to -1, 2.5 to 4: -1 to -4'],
  'the smaller, a number first': ['0 to 3.25: -12 to 1, 3.25 to 4: 1', '0 to 0.75: 1, 0.75 to 4: 1 to -12'],
  'the smaller of what is one': [
    '0 to 3: -2.5 to 0.5, 3 to 4: 0.5',
    '0 to 1.666667: -1 to -0.166667, 1.666667 to 4: -0.166667 to -2.5',
  ],
  'the smaller with an unknown': ['0 to 4: NaN', '0 to 4: NaN'],
  'the larger': ['0 to 3: 0.5, 3 to 4: 0.5 to 1.5', '0 to 1.666667: 1.5 to -0.166667, 1.666667 to 4: -0.166667 to 1'],
  'the larger of lines and a number': ['0 to 2: 0, 2 to 4: 0 to 4', '0 to 2.5: 4 to -1, 2.5 to 4: -1 to 2'],
  'the larger, a number first': ['0 to 3.25: 1, 3.25 to 4: 1 to 4', '0 to 0.75: 4 to 1, 0.75 to 4: 1'],
  'the larger with an unknown': ['0 to 4: NaN', '0 to 4: NaN'],
  'blocks started': ['0 to 0.5: -1, 0.5 to 2.5: 0, 2.5 to 4: 1', '0 to 1.5: 1, 1.5 to 3.5: 0, 3.5 to 4: -1'],
  'blocks of a line': [
    '0 to 0.125: -17, 0.125 to 0.25: -16, 0.25 to 0.375: -15, 0.375 to 0.5: -14, 0.5 to 0.625: -13, 0.625 to 0.75: -12, 0.75 to 0.875: -11, 0.875 to 1: -10, 1 to 1.125: -9, 1.125 to 1.25: -8, 1.25 to 1.375: -7, 1.375 to 1.5: -6, 1.5 to 1.625: -5, 1.625 to 1.75: -4, 1.75 to 1.875: -3, 1.875 to 2: -2, 2 to 2.125: -1, 2.125 to 2.25: 0, 2.25 to 2.375: 1, 2.375 to 2.5: 2, 2.5 to 2.625: 3, 2.625 to 2.75: 4, 2.75 to 2.875: 5, 2.875 to 3: 6, 3 to 3.125: 7, 3.125 to 3.25: 8, 3.25 to 3.375: 9, 3.375 to 3.5: 10, 3.5 to 3.625: 11, 3.625 to 3.75: 12, 3.75 to 3.875: 13, 3.875 to 4: 14',
    '0 to 0.125: 14, 0.125 to 0.25: 13, 0.25 to 0.375: 12, 0.375 to 0.5: 11, 0.5 to 0.625: 10, 0.625 to 0.75: 9, 0.75 to 0.875: 8, 0.875 to 1: 7, 1 to 1.125: 6, 1.125 to 1.25: 5, 1.25 to 1.375: 4, 1.375 to 1.5: 3, 1.5 to 1.625: 2, 1.625 to 1.75: 1, 1.75 to 1.875: 0, 1.875 to 2: -1, 2 to 2.125: -2, 2.125 to 2.25: -3, 2.25 to 2.375: -4, 2.375 to 2.5: -5, 2.5 to 2.625: -6, 2.625 to 2.75: -7, 2.75 to 2.875: -8, 2.875 to 3: -9, 3 to 3.125: -10, 3.125 to 3.25: -11, 3.25 to 3.375: -12, 3.375 to 3.5: -13, 3.5 to 3.625: -14, 3.625 to 3.75: -15, 3.75 to 3.875: -16, 3.875 to 4: -17',
  ],
  'blocks of a size that moves': ['0 to 4: 4', 'blocks of a moving size'],
  'blocks of both': [
    '0 to 0.25: -11, 0.25 to 0.5: -10, 0.5 to 0.75: -9, 0.75 to 1: -8, 1 to 1.25: -7, 1.25 to 1.5: -6, 1.5 to 1.75: -5, 1.75 to 2: -4, 2 to 2.25: -3, 2.25 to 2.5: -2, 2.5 to 2.75: -1, 2.75 to 3: 0, 3 to 3.25: 1, 3.25 to 3.5: 2, 3.5 to 3.75: 3, 3.75 to 4: 4',
    'blocks of a moving size',
  ],
  'next multiple up': ['0 to 0.5: -2, 0.5 to 2.5: 0, 2.5 to 4: 2', '0 to 1.5: 2, 1.5 to 3.5: 0, 3.5 to 4: -2'],
  'next multiple down': ['0 to 0.5: -4, 0.5 to 2.5: -2, 2.5 to 4: 0', '0 to 1.5: 0, 1.5 to 3.5: -2, 3.5 to 4: -4'],
  'nearest multiple': ['0 to 1: -2, 1 to 2: -1, 2 to 3: 0, 3 to 4: 1', '0 to 1: 1, 1 to 2: 0, 2 to 3: -1, 3 to 4: -2'],
  'nearest multiple of a half': [
    '0 to 0.5: -1, 0.5 to 1.5: -0.5, 1.5 to 2.5: 0, 2.5 to 3.5: 0.5, 3.5 to 4: 1',
    '0 to 0.5: 1, 0.5 to 1.5: 0.5, 1.5 to 2.5: 0, 2.5 to 3.5: -0.5, 3.5 to 4: -1',
  ],
  'multiple of a unit that moves': [
    '0 to 0.125: -3.75, 0.125 to 0.5: -3, 0.5 to 0.875: -2.25, 0.875 to 1.25: -1.5, 1.25 to 1.625: -0.75, 1.625 to 2: 0, 2 to 2.375: 0.75, 2.375 to 2.75: 1.5, 2.75 to 3.125: 2.25, 3.125 to 3.5: 3, 3.5 to 3.875: 3.75, 3.875 to 4: 4.5',
    'multiples of a moving unit',
  ],
  'up to a number': ['0 to 3.5: 10, 3.5 to 4: 20', '0 to 0.5: 20, 0.5 to 4: 10'],
  'below a number': ['0 to 3.5: 10, 3.5 to 4: 20', '0 to 0.5: 20, 0.5 to 4: 10'],
  'a number up to it': ['a band with a moving bound', 'a band with a moving bound'],
  'a number below it': ['a band with a moving bound', 'a band with a moving bound'],
  'up to another': ['0 to 2.5: 10, 2.5 to 4: 20', 'a band with a moving bound'],
  'below another': ['0 to 2.5: 10, 2.5 to 4: 20', 'a band with a moving bound'],
  'up to what is unknown': ['0 to 4: NaN', '0 to 4: NaN'],
  'an unknown up to it': ['a band with a moving bound', 'a band with a moving bound'],
  'one band that moves': ['0 to 3.5: 2, 3.5 to 4: -5', '0 to 0.5: -1 to 3, 0.5 to 4: -0.5 to 3'],
  'bands of numbers': ['0 to 2.5: 1, 2.5 to 3.5: 2, 3.5 to 4: 3', '0 to 0.5: 3, 0.5 to 1.5: 2, 1.5 to 4: 1'],
  'bands that move': [
    '0 to 1.5: 0.5, 1.5 to 3.5: -1, 3.5 to 4: 7',
    '0 to 0.5: 7, 0.5 to 2.5: 3 to 11, 2.5 to 4: 0.25 to 1',
  ],
  'bands with bounds that move': ['0 to 2.25: -1, 2.25 to 4: 5', 'a band with a moving bound'],
  'bands of a number': ['0 to 4: -1', '0 to 4: 0 to 8'],
  'beyond bands of a number': ['0 to 4: -1', '0 to 4: 1 to 17'],
  'first band of a number': ['0 to 4: -4 to 4', '0 to 4: 4 to -4'],
  'a band of an unknown number': ['0 to 4: NaN', '0 to 4: NaN'],
  'a part for four': ['0 to 4: -10 to 6', '0 to 4: 6 to -10'],
  'a part for one': ['0 to 4: -7.5 to 4.5', '0 to 4: 4.5 to -7.5'],
  'a part for two': ['0 to 4: -2.5 to 1.5', '0 to 4: 1.5 to -2.5'],
};

function told(figure: Figure, turn: Figure): string {
  try {
    const segments = sweep(figure, turn, 0, MOST, 'cut');
    check(segments, figure, turn);
    return segments.some(({ coarse }) => coarse) ? `${segments.length} chords` : short(segments);
  } catch (error) {
    if (error instanceof RangeError) return error.message.replace('no straight line: ', '');
    throw error;
  }
}

describe('each stretch is what is worked out exactly on it, and ends where the figure bends', () => {
  test.each(Object.entries(STRETCHES))('%s', (name, [one, all]) => {
    for (const [{ turn, shapes }, expected] of [
      [withOne(), one],
      [withAll(), all],
    ] as const)
      expect(told(shapes[name] as Figure, turn)).toBe(expected);
  });

  test('all shapes are among them', () => {
    expect(Object.keys(STRETCHES)).toEqual(Object.keys(withOne().shapes));
  });
});

test('what stays a while and then moves on', () => {
  const turn = lever('turn');
  const by = turn as Figure as Count;
  // It is 2 up to the second unit of the lever, and moves with it from there on.
  const later = larger('count', [by, at(2)]);
  const stretches = (figure: Figure): string => {
    const segments = sweep(figure, turn, 0, MOST);
    check(segments, figure, turn);
    return short(segments);
  };
  expect(stretches(multiple(later, at(1), 'up'))).toBe('0 to 2: 2, 2 to 3: 3, 3 to 4: 4');
  expect(stretches(multiple(later, at(1), 'down'))).toBe('0 to 2: 2, 2 to 3: 2, 3 to 4: 3');
  expect(stretches(multiple(line(1, later, 0.5), at(1), 'nearest'))).toBe('0 to 2: 3, 2 to 3: 3, 3 to 4: 4');
  expect(stretches(started(later, at(1)))).toBe('0 to 2: 2, 2 to 3: 3, 3 to 4: 4');
  expect(stretches(banded(later, [upTo(at(2), at(10))], at(20)))).toBe('0 to 2: 10, 2 to 4: 20');
  expect(stretches(banded(later, [below(at(2), at(10))], at(20)))).toBe('0 to 2: 20, 2 to 4: 20');
});

test('a curve is cut closer where it passes what is looked for, and nowhere else', () => {
  const turn = lever('turn');
  const by = turn as Figure as Count;
  // The square of the lever less two: it passes zero at the root of two.
  const figure = sum('count', [times(by, by), at(-2)]);
  const sweeper = new Sweep(figure, turn, 'cut');
  const once = sweeper.over(0, 4);
  const found = sweeper.around(0, 4, (value) => Math.sign(value));
  const passing = found.filter(({ from, to }) => Math.sign(from) !== Math.sign(to));
  expect(passing).toHaveLength(1);
  const [{ start, end }] = passing as [Segment];
  expect(start <= Math.SQRT2 && Math.SQRT2 <= end && end - start <= 1e-9).toBe(true);
  // 401 stretches, of which one is cut into eight, and one of these again, until it is as short as doubles tell apart.
  expect(once).toHaveLength(401);
  expect(found.length).toBeGreaterThan(401 + 7 * 6);
  expect(found.length).toBeLessThan(401 + 9 * 12);
  found.slice(1).forEach((each, i) => {
    expect(each.start).toBe(found[i]?.end);
  });
  expect(sweeper.around(3, 4, (value) => Math.sign(value))).toEqual(sweeper.over(3, 4));
  expect(() => new Sweep(figure, turn).over(0, 4)).toThrow('no straight line: a product of two moving figures');
  expect(() => sweep(quotient('count', at(1), by), turn, 1, 2)).toThrow('no straight line: divided by a moving figure');
});

test('on a curve a jump is met with the value before it at the end of a stretch', () => {
  const turn = lever('turn');
  const by = turn as Figure as Count;
  // The square of the lever, and one more at each 0.3 of it.
  const segments = sweep(sum('count', [times(by, by), started(by, at(0.3))]), turn, 0, 0.5, 'cut');
  const k = segments.findIndex(({ end }) => Math.abs(end - 0.3) < 1e-9);
  expect(segments[k]?.to).toBeCloseTo(0.09 + 1, 6);
  expect(segments[k + 1]?.from).toBeCloseTo(0.09 + 2, 6);
  expect(segments.every(({ coarse }) => coarse === 'curve')).toBe(true);
  // Within the curve an end is on it.
  const [{ end, to }] = segments as [Segment];
  expect(to).toBeCloseTo(end * end + 1, 9);
});
