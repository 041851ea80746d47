import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact, partOf, TooLarge } from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/* Exact arithmetic against fractions of whole numbers of any length, worked out by hand here. */

const RUNS = runs(300, 3);

/** A fraction in whole numbers; `bottom` is above zero. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const plus = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, bottom: b.bottom });
const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
const over = (a: Fraction, b: Fraction): Fraction =>
  times(a, b.top < 0n ? { top: -b.bottom, bottom: -b.top } : { top: b.bottom, bottom: b.top });
const signOf = ({ top }: Fraction): number => (top > 0n ? 1 : top < 0n ? -1 : 0);
const floor = ({ top, bottom }: Fraction): bigint =>
  top >= 0n || top % bottom === 0n ? top / bottom : top / bottom - 1n;

/** So many decimals, halves away from zero. */
function rounded({ top, bottom }: Fraction, places: number): bigint {
  const size = (top < 0n ? -top : top) * 10n ** BigInt(places);
  const whole = (2n * size + bottom) / (2n * bottom);
  return top < 0n ? -whole : whole;
}

function written(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
}

const WORKED = { plus, minus, times, over };

/** How many decimals it takes to write it, if they end. */
function endOf({ top, bottom }: Fraction): number | undefined {
  let places = 0;
  // A number whose digits end has at most as many decimals as its denominator has factors of two or of five.
  for (let size = bottom; size > 0n; size /= 2n)
    if ((top * 10n ** BigInt(places)) % bottom === 0n) return places;
    else places++;
  return undefined;
}

/** What a double is exactly, as units of so many decimals. */
function exactDouble(value: number): [units: bigint, places: number] {
  let [top, places] = [value, 0];
  // Each halving is one more decimal: a half is 0.5, a quarter 0.25.
  while (!Number.isInteger(top)) [top, places] = [top * 2, places + 1];
  return [BigInt(top) * 5n ** BigInt(places), places];
}

function nextDouble(value: number, by: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  if (value === 0) return by * Number.MIN_VALUE;
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(value > 0 ? by : -by));
  return view.getFloat64(0);
}

function distance(a: Fraction, b: Fraction): Fraction {
  const { top, bottom } = minus(a, b);
  return { top: top < 0n ? -top : top, bottom };
}

type Both = readonly [exact: Exact, fraction: Fraction];

const plain = (units: bigint, places: number): Both => [
  Exact.of(written(units, places)),
  { top: units, bottom: 10n ** BigInt(places) },
];
/**
 * From what a school pays to numbers of many more digits than any model has: at the edge of what a double holds, and
 * far beyond it.
 */
const SIZES = [10n ** 4n, 10n ** 8n, 2n ** 53n + 3n, 10n ** 22n, 10n ** 130n];
const units = fc.oneof(...SIZES.map((size) => fc.bigInt(-size, size)));
const decimals = fc.tuple(units, fc.oneof(fc.nat(8), fc.nat(40))).map(([top, places]) => plain(top, places));
/** Decimals, and fractions that no decimal ends on. */
const numbers: fc.Arbitrary<Both> = fc.oneof(
  decimals,
  fc
    .tuple(decimals, decimals)
    .filter(([, [, below]]) => below.top !== 0n)
    .map(([[a, above], [b, below]]): Both => [a.over(b), over(above, below)]),
);

const isSame = (exact: Exact, fraction: Fraction): boolean => {
  // Cross-multiplied as text: what is compared is the fraction and not what is shown of it.
  const [top] = plain(fraction.top, 0);
  const [bottom] = plain(fraction.bottom, 0);
  return exact.times(bottom).compare(top) === 0;
};

const same = ([a, b]: Both): void => {
  expect(isSame(a, b)).toBe(true);
  expect(a.toFixed(12)).toBe(written(rounded(b, 12), 12).replace(/^-(0[.0]*)$/, '$1'));
};

function holds(check: (a: Both, b: Both) => void): void {
  fc.assert(fc.property(numbers, numbers, check), RUNS);
}

describe('Exact and fractions of whole numbers of any length agree on', () => {
  test('sums and differences', () => {
    holds(([a, x], [b, y]) => {
      same([a.plus(b), plus(x, y)]);
      same([a.minus(b), minus(x, y)]);
      same([a.negated(), minus({ top: 0n, bottom: 1n }, x)]);
    });
  });

  test('products', () => {
    holds(([a, x], [b, y]) => {
      same([a.times(b), times(x, y)]);
    });
  });

  test('quotients; dividing by zero is refused', () => {
    holds(([a, x], [b, y]) => {
      if (signOf(y) === 0) expect(() => a.over(b)).toThrow(RangeError);
      else same([a.over(b), over(x, y)]);
    });
  });

  test('order', () => {
    holds(([a, x], [b, y]) => {
      expect(Math.sign(a.compare(b))).toBe(signOf(minus(x, y)));
      expect(a.compare(a.plus(b).minus(b))).toBe(0);
      expect(a.sign).toBe(signOf(x));
    });
  });

  test('whole numbers below and above', () => {
    holds(([a, x]) => {
      same([a.floor(), { top: floor(x), bottom: 1n }]);
      same([a.ceiling(), { top: -floor({ top: -x.top, bottom: x.bottom }), bottom: 1n }]);
      expect(a.isWhole).toBe(x.top % x.bottom === 0n);
    });
  });

  test('pence, half a penny away from zero', () => {
    holds(([a, x]) => {
      const pence = rounded(x, 2);
      if (pence > BigInt(Number.MAX_SAFE_INTEGER) || pence < -BigInt(Number.MAX_SAFE_INTEGER))
        expect(() => a.toPence()).toThrow(RangeError);
      else expect(a.toPence()).toBe(Number(pence));
    });
  });

  test('pence of a product, of which the first may be money in pence', () => {
    holds(([a], [b]) => {
      const pence = (work: () => number): number | string => {
        try {
          return work();
        } catch (error) {
          return (error as Error).name;
        }
      };
      expect(pence(() => Exact.pence(a, b))).toBe(pence(() => a.times(b).toPence()));
      const money = pence(() => a.toPence());
      if (typeof money === 'number')
        expect(pence(() => Exact.pence(money, b))).toBe(pence(() => Exact.pounds(money).times(b).toPence()));
    });
  });

  test('what is shown', () => {
    fc.assert(
      fc.property(numbers, fc.nat(50), ([a, x], places) => {
        expect(a.toFixed(places)).toBe(written(rounded(x, places), places).replace(/^-(0[.0]*)$/, '$1'));
      }),
      RUNS,
    );
  });

  test('all digits, as many as there are; twelve decimals of what does not end', () => {
    holds(([a, x], [b]) => {
      const text = a.toString();
      const ends = endOf(x);
      if (ends === undefined) expect(text).toBe(written(rounded(x, 12), 12).replace(/\.?0+$/, ''));
      else expect(text).toBe(written(rounded(x, ends), ends));
      // The same number has the same digits, however it came about.
      expect(a.plus(b).minus(b).toString()).toBe(text);
    });
  });

  test('the nearest double', () => {
    holds(([a, x]) => {
      const double = a.toNumber();
      const [, shown] = plain(...exactDouble(double));
      const off = distance(shown, x);
      for (const next of [nextDouble(double, 1), nextDouble(double, -1)])
        expect(signOf(minus(distance(plain(...exactDouble(next))[1], x), off))).not.toBe(-1);
    });
  });

  test('long sums, products and quotients one after another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(numbers, fc.constantFrom('plus', 'minus', 'times', 'over')), { minLength: 1, maxLength: 12 }),
        (steps) => {
          let [exact, fraction]: Both = plain(1n, 0);
          for (const [[a, x], does] of steps) {
            if (does === 'over' && signOf(x) === 0) continue;
            exact = exact[does](a);
            fraction = WORKED[does](fraction, x);
          }
          same([exact, fraction]);
        },
      ),
      RUNS,
    );
  });
});

/**
 * At the edge of what doubles hold: just within it and just beyond, alone, over what shares no factor with it, and with
 * as many decimals as there may be.
 */
describe('at the edge of what a double holds', () => {
  const MOST = BigInt(Number.MAX_SAFE_INTEGER);
  const fractionOf = (top: bigint, places: number, bottom: bigint): Both => [
    plain(top, places)[0].over(plain(bottom, 0)[0]),
    { top, bottom: bottom * 10n ** BigInt(places) },
  ];
  const EDGES: readonly Both[] = [
    fractionOf(0n, 0, 1n),
    fractionOf(1n, 15, 1n),
    fractionOf(-1n, 16, 1n),
    fractionOf(MOST, 0, 1n),
    fractionOf(-MOST, 0, 1n),
    fractionOf(MOST + 2n, 0, 1n),
    fractionOf(-MOST, 15, 1n),
    fractionOf(MOST, 16, 1n),
    fractionOf(900_719_925_474_099n, 1, 1n),
    // A third of one more than what is held, and of one less.
    fractionOf((MOST + 2n) / 3n, 0, 1n),
    fractionOf(-5n, 0, 3n),
    fractionOf(MOST, 0, 3n),
    fractionOf(MOST - 2n, 2, 7n),
    fractionOf(1n, 0, MOST),
    fractionOf(-2n, 0, MOST - 2n),
    fractionOf(1n, 0, 94_906_267n),
    fractionOf(1n, 0, 94_906_249n),
    fractionOf(94_906_267n, 8, 1n),
    fractionOf(-MOST, 3, 94_906_249n),
    fractionOf(45n, 1, 1n),
    fractionOf(10n ** 30n + 1n, 30, 9n),
  ];
  /** To so many decimals that no two of these, and of what is made of two of them, are the same. */
  const told = ({ top, bottom }: Fraction): string =>
    written(rounded({ top, bottom }, 60), 60).replace(/^-(0[.0]*)$/, '$1');

  test.each(['plus', 'minus', 'times', 'over'] as const)('%s', (op) => {
    for (const [a, x] of EDGES)
      for (const [b, y] of EDGES)
        if (op !== 'over' || signOf(y) !== 0) expect(a[op](b).toFixed(60)).toBe(told(WORKED[op](x, y)));
  });

  test('order, and whole numbers below', () => {
    for (const [a, x] of EDGES) {
      for (const [b, y] of EDGES) expect(Math.sign(a.compare(b))).toBe(signOf(minus(x, y)));
      expect([a.sign, a.isWhole, a.ends]).toEqual([signOf(x), x.top % x.bottom === 0n, endOf(x) !== undefined]);
      expect(a.floor().toFixed(0)).toBe(String(floor(x)));
      expect(a.truncated(3)).toBe(written((x.top * 1000n) / x.bottom, 3));
    }
  });

  test('each number has one form, whichever way it is come by', () => {
    for (const [a] of EDGES) {
      if (a.ends) expect(Exact.of(a.toString())).toEqual(a);
      for (const [b] of EDGES) {
        expect(a.plus(b)).toEqual(b.plus(a));
        expect(a.plus(b).minus(b)).toEqual(a);
        if (b.sign !== 0) expect(a.times(b).over(b)).toEqual(a);
      }
    }
    // Fifteen decimals are held apart from the whole number, and no more.
    expect(Exact.of('0.1').times(Exact.of('1.23456789012345'))).toEqual(Exact.of('0.123456789012345'));
    expect(Exact.of('-0')).toEqual(Exact.zero);
    expect(Exact.of('-1').times(Exact.zero)).toEqual(Exact.zero);
    expect(Exact.zero.negated()).toEqual(Exact.zero);
  });

  test('whole pence, up to 90 trillion pounds', () => {
    const most = Exact.of('90071992547409.91');
    expect([most.toPence(), most.negated().toPence()]).toEqual([9_007_199_254_740_991, -9_007_199_254_740_991]);
    expect(() => most.plus(Exact.of('0.01')).toPence()).toThrow(TooLarge);
    expect(Exact.pence(most, Exact.one)).toBe(9_007_199_254_740_991);
    expect(() => Exact.pence(most, Exact.of('1.1'))).toThrow(TooLarge);
    expect(Exact.pence(9_007_199_254_740_991, Exact.of('-0.5'))).toBe(-4_503_599_627_370_496);
    expect(Exact.of('4503599627370495.5').toFixed(0)).toBe('4503599627370496');
    expect(Exact.of('-0.4').toPence()).toBe(-40);
    expect(Exact.of('-0.004').toPence()).toBe(0);
    for (const [a] of EDGES)
      for (const [b] of EDGES)
        if (a.times(b).compare(most) <= 0 && a.times(b).negated().compare(most) <= 0)
          expect(Exact.pence(a, b)).toBe(a.times(b).toPence());
  });
});

test('a text and what is read from it are the same', () => {
  fc.assert(
    fc.property(units, fc.nat(8), (top, places) => {
      const text = written(top, places);
      expect(Exact.of(text).toFixed(places)).toBe(text.replace(/^-(0[.0]*)$/, '$1'));
      expect(Exact.of(Exact.of(text).toString()).compare(Exact.of(text))).toBe(0);
    }),
    RUNS,
  );
});

test.each(['', ' 1', '1e3', '0x10', '.5', '5.', '1,000', '--1', 'NaN', 'Infinity', '1_000'])(
  '%j is no plain decimal',
  (text) => {
    expect(() => Exact.of(text)).toThrow(RangeError);
  },
);

test.each([
  ['0.005', 1],
  ['-0.005', -1],
  ['0.004999999999999999999999999999', 0],
  ['1.005', 101],
  ['-1.005', -101],
  ['2.675', 268],
  ['1.115', 112],
  ['1000000.045', 100000005],
  ['-0.001', 0],
])('%s pounds are %i pence', (text, pence) => {
  expect(Exact.of(text).toPence()).toBe(pence);
});

test('a double becomes the shortest decimal that it stands for', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
      expect(Exact.near(value).toNumber()).toBe(value + 0);
    }),
    RUNS,
  );
  expect(Exact.near(0.1).toString()).toBe('0.1');
  expect(Exact.near(1.5e-9).toString()).toBe('0.0000000015');
  expect(Exact.near(-2.5e21).toString()).toBe('-2500000000000000000000');
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(() => Exact.near(none)).toThrow(RangeError);
});

test.each([
  ['9007199254740993', 9007199254740992],
  ['9007199254740995', 9007199254740996],
  ['-9007199254740993', -9007199254740992],
  ['9007199254740993.00000000000000000000000001', 9007199254740994],
])('the nearest double to %s is %d, and between two the even one', (text, double) => {
  expect(Exact.of(text).toNumber()).toBe(double);
});

test('the nearest double of a fraction is that of its own division', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 6 }), (top, bottom) => {
      expect(Exact.fraction(top, bottom).toNumber()).toBe(top / bottom + 0);
    }),
    RUNS,
  );
});

test('the parts of an amount add to it, and differ by a penny at most', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger()),
      fc.integer({ min: 1, max: 60 }),
      (pence, of) => {
        const parts = Array.from({ length: of }, (_, i) => partOf(pence, i, of));
        expect(parts.map(BigInt).reduce((a, b) => a + b)).toBe(BigInt(pence));
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        expect(parts.every(Number.isSafeInteger)).toBe(true);
        expect(parts.some((part) => Object.is(part, -0))).toBe(false);
      },
    ),
    RUNS,
  );
});
