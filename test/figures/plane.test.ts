import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asNumber,
  band,
  charge,
  constant,
  Exact,
  type Figure,
  larger,
  lever,
  type Money,
  part,
  planeOf,
  portion,
  quotient,
  type Rate,
  Recording,
  smaller,
  started,
  startedBlocks,
  sum,
  times,
  type Value,
} from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/* A plane against the exact figure at random points of its leaves. */

const whole = (of: number): Exact => Exact.of(of);
const pounds = (of: number): Money => constant('money', whole(of), 'given');
const number = (of: number) => constant('count', whole(of), 'given');
const price = (of: number) => constant('price', whole(of), 'given');

/**
 * The surplus of some schools: fees, a service for each member, a block of cost for every few, and a cap on the days
 * that there are.
 */
function surplusOf(
  schools: readonly { fee: number; pupils: number }[],
  { size, days }: { size: number; days: number },
): { root: Money; levers: Rate[] } {
  const levers = schools.map((_, i) => lever(`school ${i}`));
  const at = (i: number): Rate => levers[i] as Rate;
  const fees = schools.map(({ fee }, i) => portion(pounds(fee), at(i)));
  const members = sum(
    'count',
    schools.map((_, i) => times(number(1), at(i))),
  );
  const pupils = sum(
    'count',
    schools.map(({ pupils: of }, i) => times(number(of), at(i))),
  );
  const sold = smaller('count', [members, number(days)]);
  const income = sum('money', [...fees, charge(price(37), sold), part(charge(price(3), pupils), 1, 3)]);
  const cost = sum('money', [
    portion(pounds(900), started(members, number(size))),
    larger('money', [charge(price(2), pupils), pounds(-5)]),
  ]);
  return { root: sum('money', [income], 'surplus', [cost]), levers };
}

const shapes = fc.record({
  schools: fc.array(fc.record({ fee: fc.integer({ min: 0, max: 5000 }), pupils: fc.integer({ min: 0, max: 900 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  size: fc.integer({ min: 1, max: 4 }),
  shares: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 }),
});

test('is as near to the exact figure as it says, with its steps', () => {
  fc.assert(
    fc.property(shapes, ({ schools, size, shares }) => {
      const { root, levers } = surplusOf(schools, { size, days: 50 });
      const plane = planeOf(root, new Set(levers));
      // From nobody to everybody a first block starts in any case.
      expect(plane?.steps.length).toBe(1);
      if (plane === undefined) throw new Error('no plane');
      const exactly = (of: (i: number) => Exact): number => {
        const [value] = new Recording([root]).exactly(new Map<Figure, Value>(levers.map((each, i) => [each, of(i)])));
        return asNumber(value as Value);
      };
      const share = (i: number): Exact => Exact.fraction(shares[i] as number, 12);
      const blocks = (of: (i: number) => number): number =>
        plane.steps.reduce(
          (so, step) =>
            so +
            step.slope *
              startedBlocks(
                step.base + levers.reduce((q, each, i) => q + of(i) * (step.slopes.get(each) ?? 0), 0),
                step.size,
              ),
          0,
        );
      const moved = levers.reduce((so, each, i) => so + (plane.slopes.get(each) ?? 0) * share(i).toNumber(), 0);
      const found = exactly(() => Exact.zero) - blocks(() => 0) + moved + blocks((i) => share(i).toNumber());
      expect(Math.abs(found - exactly(share))).toBeLessThanOrEqual(2 * plane.rounding + 1e-6);
    }),
    runs(200, 1),
  );
});

describe('is none where a figure bends on the way', () => {
  const turn = lever('one');
  const other = lever('other');
  const leaves = new Set<Figure>([turn, other]);
  const members = times(number(10), turn);
  test.each<[string, Figure]>([
    ['a cap that binds for some', smaller('count', [members, number(5)])],
    ['a floor that binds for some', larger('count', [members, number(5)])],
    [
      'a band that it passes through',
      band('count', members, [{ upTo: number(5), closed: false, value: number(1) }], members),
    ],
    ['a product of two that move', times(members, other)],
    ['a division by one that moves', quotient('rate', number(3), members)],
    ['a step upon a step', started(times(started(members, number(3)), constant('rate', Exact.one, 'one')), number(2))],
  ])('%s', (_, figure) => {
    expect(planeOf(figure, leaves)).toBeUndefined();
  });

  test.each<[string, Figure, number]>([
    ['a cap that never binds', smaller('count', [members, number(11)]), 10],
    ['a cap that always binds', smaller('count', [members, number(-1)]), 0],
    ['a floor that never binds', larger('count', [members, number(-1)]), 10],
    [
      'a band that it never leaves',
      band(
        'count',
        members,
        [{ upTo: number(11), closed: false, value: times(members, constant('rate', whole(2), 'two')) }],
        number(7),
      ),
      20,
    ],
    ['a division of one that moves', quotient('count', members, number(4)), 2.5],
    ['a block that is started throughout', started(sum('count', [members, number(1)]), number(20)), 0],
  ])('and not for %s', (_, figure, slope) => {
    const plane = planeOf(figure, leaves);
    expect(plane?.slopes.get(turn)).toBeCloseTo(slope, 9);
    expect(plane?.slopes.get(other)).toBe(0);
    expect(plane?.steps).toEqual([]);
  });
});
