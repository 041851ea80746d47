import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exact, partOf } from '../../src/figures/index.js';

/* Exact arithmetic against fractions of whole numbers of any length, worked out by hand here. */

const RUNS = { numRuns: 300, seed: 3 };

/** A fraction in whole numbers; `bottom` is above nought. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const plus = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, bottom: b.bottom });
const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
const over = (a: Fraction, b: Fraction): Fraction => times(a, b.top < 0n ? { top: -b.bottom, bottom: -b.top } : { top: b.bottom, bottom: b.top });
const signOf = ({ top }: Fraction): number => (top > 0n ? 1 : top < 0n ? -1 : 0);
const floor = ({ top, bottom }: Fraction): bigint => (top >= 0n || top % bottom === 0n ? top / bottom : top / bottom - 1n);

/** So many decimals, halves away from nought. */
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

type Both = readonly [exact: Exact, fraction: Fraction];

const plain = (units: bigint, places: number): Both => [Exact.of(written(units, places)), { top: units, bottom: 10n ** BigInt(places) }];
const units = fc.oneof(fc.bigInt(-10_000n, 10_000n), fc.bigInt(-(10n ** 13n), 10n ** 13n), fc.bigInt(-(10n ** 22n), 10n ** 22n));
const decimals = fc.tuple(units, fc.nat(8)).map(([top, places]) => plain(top, places));
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

  test('quotients; dividing by nought is refused', () => {
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

  test('pence, half a penny away from nought', () => {
    holds(([a, x]) => {
      const pence = rounded(x, 2);
      if (pence > BigInt(Number.MAX_SAFE_INTEGER) || pence < -BigInt(Number.MAX_SAFE_INTEGER)) expect(() => a.toPence()).toThrow(RangeError);
      else expect(a.toPence()).toBe(Number(pence));
    });
  });

  test('what is shown', () => {
    fc.assert(
      fc.property(numbers, fc.nat(15), ([a, x], places) => {
        expect(a.toFixed(places)).toBe(written(rounded(x, places), places).replace(/^-(0[.0]*)$/, '$1'));
      }),
      RUNS,
    );
  });

  test('long sums and products one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(decimals, fc.boolean()), { minLength: 1, maxLength: 8 }), (steps) => {
        let [exact, fraction]: Both = plain(1n, 0);
        for (const [[a, x], isSum] of steps) {
          exact = isSum ? exact.plus(a) : exact.times(a);
          fraction = isSum ? plus(fraction, x) : times(fraction, x);
        }
        // Beyond 120 digits an Exact is no longer exact, which no amount of a model comes near.
        if (String(fraction.top).length < 100) same([exact, fraction]);
      }),
      RUNS,
    );
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

test.each(['', ' 1', '1e3', '0x10', '.5', '5.', '1,000', '--1', 'NaN', 'Infinity', '1_000'])('%j is no plain decimal', (text) => {
  expect(() => Exact.of(text)).toThrow(RangeError);
});

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
    fc.property(fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger()), fc.integer({ min: 1, max: 60 }), (pence, of) => {
      const parts = Array.from({ length: of }, (_, i) => partOf(pence, i, of));
      expect(parts.map(BigInt).reduce((a, b) => a + b)).toBe(BigInt(pence));
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      expect(parts.every(Number.isSafeInteger)).toBe(true);
      expect(parts.some((part) => Object.is(part, -0))).toBe(false);
    }),
    RUNS,
  );
});
