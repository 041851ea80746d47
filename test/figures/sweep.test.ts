import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asNumber,
  band,
  charge,
  constant,
  Exact,
  type Figure,
  input,
  larger,
  lever,
  type Money,
  type Origin,
  part,
  portion,
  quotient,
  Recording,
  type Segment,
  smaller,
  started,
  sum,
  sweep,
  times,
  type Value,
} from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/* A sweep against a fine grid on which every point is worked out exactly. */

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const pounds = (amount: number): Money => input('money', Exact.fraction(amount, 1), WHERE);
const whole = (of: number): Exact => Exact.fraction(of, 1);

/** One school of a random tariff: its share, its fee between floor and cap, and what it costs. */
const shapes = fc.record({
  schools: fc.array(
    fc.record({
      share: fc.integer({ min: 5, max: 100 }),
      pupils: fc.integer({ min: 10, max: 900 }),
      price: fc.integer({ min: 1, max: 40 }),
      floor: fc.integer({ min: 0, max: 4000 }),
      room: fc.integer({ min: 0, max: 12_000 }),
      edge: fc.option(fc.integer({ min: 1, max: 1500 })),
      closed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  block: fc.integer({ min: 1, max: 400 }),
  step: fc.integer({ min: 0, max: 9000 }),
  fixed: fc.integer({ min: 0, max: 20_000 }),
});
type Shape = typeof shapes extends fc.Arbitrary<infer S> ? S : never;

/** A surplus that turns with the roll, or with the shares that join. */
function surplusOf({ schools, block, step, fixed }: Shape, turn: Figure<'rate'>, by: 'roll' | 'share'): Figure {
  const all = constant('rate', Exact.one, 'all');
  const each = schools.map(({ share, pupils, price, floor, room, edge, closed }) => {
    const joins = constant('rate', Exact.fraction(share, 100), 'share');
    const turned = by === 'share' ? smaller('rate', [all, times(joins, turn)]) : joins;
    const roll = constant('count', whole(pupils), 'pupils');
    const count = by === 'roll' ? times(roll, turn) : roll;
    const fee = charge(constant('price', whole(price), 'price'), count);
    const limited = smaller('money', [larger('money', [fee, pounds(floor)]), pounds(floor + room)]);
    // From the edge on, an amount in place of the rate.
    const banded =
      edge === null
        ? limited
        : band(
            'money',
            count,
            [{ upTo: constant('count', whole(edge), 'edge'), closed, value: limited }],
            pounds(room),
          );
    return { fee: portion(banded, turned), pupils: times(count, turned) };
  });
  const pupils = sum(
    'count',
    each.map((school) => school.pupils),
  );
  const stairs = portion(pounds(step), started(pupils, constant('count', whole(block), 'block')));
  const income = sum(
    'money',
    each.map((school) => school.fee),
    'income',
  );
  return sum('money', [part(income, 0, 2), part(income, 1, 2)], 'surplus', [stairs, pounds(fixed)]);
}

const at = ({ start, end, from, to }: Segment, where: number): number =>
  end === start ? to : from + ((where - start) / (end - start)) * (to - from);

test.each(['roll', 'share'] as const)(
  'the stretches of a sweep by %s lie on the figure, and follow each other',
  (by) => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(2, 5), (shape, most) => {
        const turn = lever('turn');
        const figure = surplusOf(shape, turn, by);
        const segments = sweep(figure, turn, 0, most);
        expect(segments[0]?.start).toBe(0);
        expect(segments[segments.length - 1]?.end).toBe(most);
        segments.slice(1).forEach(({ start }, i) => {
          expect(start).toBe(segments[i]?.end);
        });
        // Without many bends none is passed over.
        if (segments.length < 400) expect(segments.some(({ coarse }) => coarse)).toBe(false);
        const recording = new Recording([figure]);
        for (let k = 1; k <= 120; k++) {
          const where = (k * most) / 120;
          const [value] = recording.exactly(new Map<Figure, Value>([[turn, Exact.near(where)]]));
          const segment = segments.find(({ start, end }) => start < where && where <= end) as Segment;
          if (segment.coarse) continue;
          // Half a penny for each school and rounding, and none of it at a jump that a double falls on one side of.
          const isOnEdge = Math.min(where - segment.start, segment.end - where) < 1e-9;
          if (!isOnEdge)
            expect(
              Math.abs(at(segment, where) - asNumber(value as Value)),
              `${where} in ${segment.start}-${segment.end}`,
            ).toBeLessThan(0.06);
        }
      }),
      runs(60, 14),
    );
  },
);

test('a jump stands at the multiple itself, with the value before it at the end of a stretch and the value after it at the next start', () => {
  const turn = lever('turn');
  const pupils = times(constant('count', whole(100), 'pupils'), turn);
  const cost = portion(pounds(60), started(pupils, constant('count', whole(25), 'block')));
  const segments = sweep(sum('money', [pounds(500)], undefined, [cost]), turn, 0, 1);
  expect(segments.map(({ start, end, from, to }) => [start, end, from, to])).toEqual([
    [0, 0.25, 440, 440],
    [0.25, 0.5, 380, 380],
    [0.5, 0.75, 320, 320],
    [0.75, 1, 260, 260],
  ]);
});

test.each([true, false])('a band ends at its bound, whether that is its own (%s) or not', (closed) => {
  const turn = lever('turn');
  const pupils = times(constant('count', whole(1000), 'pupils'), turn);
  const upTo = constant('count', whole(250), 'bound');
  const fee = band(
    'money',
    pupils,
    [{ upTo, closed, value: charge(constant('price', whole(4), 'price'), pupils) }],
    pounds(700),
  );
  const segments = sweep(fee, turn, 0, 1);
  expect(segments.map(({ start, end, from, to }) => [start, end, from, to])).toEqual([
    [0, 0.25, 0, 1000],
    [0.25, 1, 700, 700],
  ]);
});

test('a cap bends the line where it starts to bind', () => {
  const turn = lever('turn');
  const fee = charge(constant('price', whole(19), 'price'), times(constant('count', whole(1000), 'pupils'), turn));
  const segments = sweep(smaller('money', [fee, pounds(12_350)]), turn, 0, 1);
  expect(segments.map(({ end, to }) => [Number(end.toFixed(9)), Number(to.toFixed(6))])).toEqual([
    [0.65, 12_350],
    [1, 12_350],
  ]);
});

test('what is no straight line is refused', () => {
  const turn = lever('turn');
  const pupils = times(constant('count', whole(100), 'pupils'), turn);
  expect(() => sweep(times(pupils, turn), turn, 0, 1)).toThrow(RangeError);
  expect(() => sweep(quotient('price', pounds(100), pupils), turn, 0.5, 1)).toThrow(RangeError);
  expect(() => sweep(started(constant('count', whole(10), 'ten'), pupils), turn, 0.5, 1)).toThrow(RangeError);
});

test('a figure that does not move is one stretch', () => {
  const turn = lever('turn');
  expect(sweep(sum('money', [pounds(5), pounds(7)]), turn, 0, 3)).toEqual([
    { start: 0, end: 3, from: 12, to: 12, coarse: false },
  ]);
});

test('with more bends than are told one by one, stretches say so and still end on the figure', () => {
  const turn = lever('turn');
  const pupils = times(constant('count', whole(10_000), 'pupils'), turn);
  const cost = portion(pounds(3), started(pupils, constant('count', whole(7), 'block')));
  const segments = sweep(cost, turn, 0, 1);
  expect(segments.length).toBeLessThanOrEqual(801);
  expect(segments.some(({ coarse }) => coarse)).toBe(true);
  const recording = new Recording([cost]);
  for (const { end, to } of segments.slice(0, -1)) {
    const [value] = recording.exactly(new Map<Figure, Value>([[turn, Exact.near(end)]]));
    expect(Math.abs(to - asNumber(value as Value))).toBeLessThanOrEqual(3);
  }
});

test('what moves in proportion to what it is divided by is level, from nil on', () => {
  const turn = lever('turn');
  const asked = times(constant('count', whole(9), 'asked'), turn);
  const met = times(constant('count', whole(6), 'met'), turn);
  expect(sweep(quotient('rate', met, asked), turn, 0, 2)).toEqual([
    { start: 0, end: 2, from: 6 / 9, to: 6 / 9, coarse: false },
  ]);
});
