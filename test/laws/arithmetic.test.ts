import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asNumber,
  Exact,
  type Figure,
  input,
  lever,
  multiple,
  Recording,
  sum,
  sweep,
  times,
  type Value,
} from '../../src/figures/index.js';
import { figureOf } from '../../src/projection/index.js';
import { decimal, modelOf, type PlainMap, projectionOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* Arithmetic in the place of a number, against fractions of whole numbers of any size. */

const RUNS = runs(200, 71);

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}
const fraction = (top: bigint, bottom: bigint): Fraction =>
  bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
const floor = ({ top, bottom }: Fraction): bigint => (top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom));
const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const minus = (a: Fraction): Fraction => fraction(-a.top, a.bottom);
const by = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top);
const size = (a: Fraction): Fraction => (a.top < 0n ? minus(a) : a);
const whole = (n: bigint): Fraction => fraction(n, 1n);
const nearest = (a: Fraction): bigint => {
  const up = floor(plus(size(a), fraction(1n, 2n)));
  return a.top < 0n ? -up : up;
};

/** A formula as text, with what it comes to; amounts are of pounds. */
interface Said {
  readonly text: string;
  readonly value: Fraction;
}
const number = fc
  .integer({ min: 1, max: 99_999 })
  .map((units): Said => ({ text: decimal(units, 2), value: fraction(BigInt(units), 100n) }));
const percent = fc
  .integer({ min: 1, max: 3000 })
  .map((units): Said => ({ text: `${decimal(units, 1)}%`, value: fraction(BigInt(units), 1000n) }));
const assumed = fc.constantFrom<Said>(
  { text: 'rate', value: whole(19n) },
  { text: 'fee-base', value: fraction(480_525n, 100n) },
);

const { amount } = fc.letrec<{ amount: Said; factor: Said }>((tie) => ({
  factor: fc.oneof(percent, number),
  amount: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    number,
    assumed,
    fc
      .tuple(tie('amount'), tie('amount'))
      .map(([a, b]): Said => ({ text: `${a.text} + ${b.text}`, value: plus(a.value, b.value) })),
    fc
      .tuple(tie('amount'), tie('amount'))
      .map(([a, b]): Said => ({ text: `${a.text} - (${b.text})`, value: plus(a.value, minus(b.value)) })),
    fc
      .tuple(tie('amount'), tie('factor'))
      .map(([a, b]): Said => ({ text: `(${a.text}) * ${b.text}`, value: by(a.value, b.value) })),
    fc
      .tuple(tie('amount'), tie('factor'))
      .map(([a, b]): Said => ({ text: `${b.text} * (${a.text})`, value: by(a.value, b.value) })),
    fc
      .tuple(tie('amount'), tie('factor'))
      .map(([a, b]): Said => ({ text: `(${a.text}) / ${b.text}`, value: over(a.value, b.value) })),
    fc
      .tuple(tie('amount'), tie('amount'))
      .map(
        ([a, b]): Said => ({ text: `min(${a.text}, ${b.text})`, value: less(a.value, b.value) ? a.value : b.value }),
      ),
    fc
      .tuple(tie('amount'), tie('amount'))
      .map(
        ([a, b]): Said => ({ text: `max(${a.text}, ${b.text})`, value: less(a.value, b.value) ? b.value : a.value }),
      ),
    fc.tuple(tie('amount'), number, fc.constantFrom('up', 'down', 'nearest', '')).map(([a, unit, direction]): Said => {
      const units = over(a.value, unit.value);
      const count = direction === 'up' ? -floor(minus(units)) : direction === 'down' ? floor(units) : nearest(units);
      return {
        text: `round(${a.text}, ${unit.text}${direction === '' ? '' : `, ${direction}`})`,
        value: by(whole(count), unit.value),
      };
    }),
    tie('amount').map((a): Said => ({ text: `-(${a.text})`, value: minus(a.value) })),
  ),
}));

const company = (reserves: string): PlainMap => ({
  buyin: '1',
  name: 'Small',
  calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
  assumptions: { rate: { value: '19', range: { low: '2', high: '40' } }, 'fee-base': { value: '4_805.25' } },
  schools: { named: { oak: { phase: 'primary', type: 'community', pupils: '200' } } },
  tiers: { membership: { price: { per_pupil: '=rate' }, joins: '100%' } },
  reserves: { opening: reserves },
});
const opening = (model: ReturnType<typeof projectionOf>): Figure =>
  figureOf(model, 'reserves.opening', {
    grain: 'year',
    id: '2025',
    label: '',
    first: 2025 * 12 + 8,
    last: 2026 * 12 + 7,
  });

test('arithmetic at a place is the same sum in fractions, rounded once', () => {
  fc.assert(
    fc.property(amount, ({ text, value }) => {
      fc.pre(!less(whole(900_000_000n), size(value)));
      const found = opening(projectionOf(company(`"=${text}"`)));
      expect(BigInt(found.pence)).toBe(nearest(by(value, whole(100n))));
    }),
    RUNS,
  );
});

test('what varies in arithmetic is drawn as it would be worked out anew', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 200, max: 4000 }), ({ text }, units) => {
      const rate = decimal(units, 2);
      const figure = opening(projectionOf(company(`"=${text} + rate * 0"`)));
      const anew = opening(
        projectionOf(company(`"=${text} + rate * 0"`), { sets: [`assumptions.rate.value=${rate}`] }),
      );
      const leaves = leavesOf(figure).filter(({ detail }) => detail.origin?.path === 'assumptions.rate.value');
      fc.pre(leaves.length > 0);
      const exact = Exact.of(rate);
      const [replayed] = new Recording([figure]).exactly(new Map<Figure, Value>(leaves.map((leaf) => [leaf, exact])));
      expect(replayed).toBe(anew.pence);
    }),
    runs(60, 71),
  );
});

function leavesOf(figure: Figure): Figure[] {
  return figure.args.length === 0 ? [figure] : figure.args.flatMap(leavesOf);
}

test('multiples are the same exactly, in draws and along a lever', () => {
  const amountOf = (units: number) =>
    input('price', Exact.of(decimal(units, 3)), {
      file: '',
      line: 0,
      column: 0,
      path: '',
      text: '',
      basis: 'not stated',
      source: undefined,
    });
  fc.assert(
    fc.property(
      fc.integer({ min: -50_000, max: 50_000 }),
      fc.integer({ min: 1, max: 900 }),
      fc.constantFrom('up', 'down', 'nearest'),
      (units, unit, direction) => {
        const turned = lever('turned');
        const figure = multiple(times(amountOf(units), turned), amountOf(unit), direction);
        const recording = new Recording([figure]);
        const points = Float64Array.from({ length: 37 }, (_, i) => i * 0.0831 + 0.01);
        const [column] = recording.sampled(new Map([[turned, points]]), points.length);
        const segments = sweep(sum('price', [figure]), turned, 0, 4);
        points.forEach((at, i) => {
          const [exact] = recording.exactly(new Map<Figure, Value>([[turned, Exact.of(at.toFixed(4))]]));
          expect(column?.[i]).toBeCloseTo(asNumber(exact as Value), 6);
          const along = segments.find(({ start, end, coarse }) => !coarse && at > start + 1e-6 && at < end - 1e-6);
          if (along !== undefined)
            expect(along.from + ((along.to - along.from) * (at - along.start)) / (along.end - along.start)).toBeCloseTo(
              asNumber(exact as Value),
              6,
            );
        });
      },
    ),
    runs(100, 72),
  );
});

test('a formula that is one number is that number', () => {
  expect(modelOf(company('=100')).reserves.opening?.pence).toBe(10_000);
  expect(modelOf(company('=1_000.005')).reserves.opening?.pence).toBe(100_001);
  expect(modelOf(company('=-1_000.005')).reserves.opening?.pence).toBe(-100_001);
});
