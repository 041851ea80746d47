import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inThisThread, playedDraw, simulate, uncertain } from '../../src/analysis/simulation/index.js';
import { asNumber, type Figure, lever, type Money, Recording, sweep } from '../../src/figures/index.js';
import type { TierTerms } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed, project } from '../../src/projection/index.js';
import { type GroupSaid, groupModel, groupsOf, only, setsOf } from '../support/groups.js';
import { type PlainMap, projectionOf, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What one price takes together: priced once for those who join, shared out once, and expected over who may join. */

const NOTHING = { scenarios: [], sets: [] };
const YEAR = 2026;
const tierOf = ({ model }: Projection): TierTerms => model.tiers.get('m') as TierTerms;
const income = (projection: Projection): Money =>
  figureOf(
    projection,
    'income.membership',
    periodNamed(projection.model.calendar, 'year', String(YEAR)) as never,
  ) as Money;
const chargesOf = (projection: Projection): ReadonlyMap<string, number> =>
  new Map(
    projection.membership.batches.flatMap(({ charges }) =>
      charges.map(({ school, expected }) => [school.id, expected.pence] as const),
    ),
  );

test('a forecast is what each set of those who may join would pay, each in a model of its own, by how likely it is', () => {
  const seen = { sets: 0, apart: 0, empty: 0, larger: 0 };
  fc.assert(
    fc.property(groupsOf(5), (said) => {
      const sets = setsOf(said);
      const expected = sets.reduce(
        (so, { likely, joined }) => so + likely * income(projectionOf(groupModel(only(said, joined)))).pence,
        0,
      );
      const found = income(projectionOf(groupModel(said))).pence;
      // Half a penny for what each group, and each school by itself, is expected to pay.
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(0.5 * said.schools.length + 1e-6);
      if (sets.length > 2) seen.sets++;
      if (said.apart) seen.apart++;
      if (said.schools.some(({ tenths }) => tenths === 0)) seen.empty++;
      if (said.charge === 'larger') seen.larger++;
    }),
    runs(150, 51),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(20));
});

test('what each school is expected to pay is its own part of each of those sets', () => {
  fc.assert(
    fc.property(groupsOf(4), (said) => {
      const expected = new Map<string, number>();
      for (const { likely, joined } of setsOf(said))
        for (const [id, pence] of chargesOf(projectionOf(groupModel(only(said, joined)))))
          expected.set(id, (expected.get(id) ?? 0) + likely * pence);
      for (const [id, pence] of chargesOf(projectionOf(groupModel(said))))
        expect(Math.abs(pence - (expected.get(id) ?? 0))).toBeLessThan(1.001);
    }),
    runs(100, 52),
  );
});

describe('fees of those who all join', () => {
  const certain = groupsOf(7).map(
    (said): GroupSaid => ({ ...said, schools: said.schools.map((each) => ({ ...each, share: 100 })) }),
  );
  const feesOf = (projection: Projection): ReadonlyMap<string, number> =>
    new Map(
      projection.model.schools.map((school) => [
        school.id,
        projection.membership.quoteFor(tierOf(projection), school, YEAR)?.fee.pence as number,
      ]),
    );

  test('add to the price of the group, are never below zero, and are the same to a penny for equal schools', () => {
    fc.assert(
      fc.property(certain, (said) => {
        const singles = {
          ...said,
          schools: said.schools.map(({ count: _count, ...each }) => ({ ...each, count: undefined })),
        };
        const projection = projectionOf(groupModel(singles));
        const fees = feesOf(projection);
        expect([...fees.values()].reduce((so, each) => so + each, 0)).toBe(income(projection).pence);
        for (const one of singles.schools) {
          expect(fees.get(one.id)).toBeGreaterThanOrEqual(0);
          for (const other of singles.schools) {
            if (
              one.tenths !== other.tenths ||
              one.buyer !== other.buyer ||
              one.buyer === '' ||
              (singles.rows && one.phase !== other.phase)
            )
              continue;
            expect(Math.abs((fees.get(one.id) as number) - (fees.get(other.id) as number))).toBeLessThanOrEqual(1);
          }
        }
      }),
      runs(150, 53),
    );
  });

  test('do not hang on the order in which schools are written', () => {
    fc.assert(
      fc.property(groupsOf(7), (said) => {
        const other = { ...said, schools: [...said.schools].reverse() };
        const [one, two] = [said, other].map((each) => projectionOf(groupModel(each))) as [Projection, Projection];
        expect(chargesOf(two)).toEqual(chargesOf(one));
        expect(feesOf(two)).toEqual(feesOf(one));
      }),
      runs(100, 54),
    );
  });

  test('are in all the same for schools that are named and for an archetype that stands for them', () => {
    fc.assert(
      fc.property(groupsOf(4), (said) => {
        const named: GroupSaid = {
          ...said,
          schools: said.schools.flatMap((each) =>
            Array.from({ length: each.count ?? 1 }, (_, i) => ({ ...each, id: `${each.id}${i}`, count: undefined })),
          ),
        };
        fc.pre(named.schools.length > 0);
        const tolerance = said.schools.filter(({ buyer }) => buyer === '').length + 1;
        const [one, two] = [said, named].map((each) => income(projectionOf(groupModel(each))).pence) as [
          number,
          number,
        ];
        // A school by itself is rounded by itself.
        if (said.schools.every(({ buyer }) => buyer !== '')) expect(two).toBe(one);
        else expect(Math.abs(two - one)).toBeLessThanOrEqual(1.5 * tolerance * 3);
      }),
      runs(100, 55),
    );
  });
});

/** The forecast, and the mean of draws with its standard error. */
async function drawn(
  data: PlainMap,
  draws: number,
): Promise<{ readonly forecast: number; readonly mean: number; readonly error: number }> {
  const { model } = sourceOf(data).load(NOTHING);
  const chancy = uncertain(model);
  const root = income(chancy.projection);
  const column = (await simulate(chancy, [root], { draws, seed: 7 }, inThisThread)).get(root) as Float64Array;
  const mean = column.reduce((so, each) => so + each, 0) / draws;
  const spread = Math.sqrt(column.reduce((so, each) => so + (each - mean) ** 2, 0) / draws);
  return { forecast: asNumber(income(project(model)).value), mean, error: spread / Math.sqrt(draws) };
}

test('the mean of draws is the forecast, within its error', async () => {
  let furthest = 0;
  await fc.assert(
    fc.asyncProperty(groupsOf(6), async (said) => {
      const { forecast, mean, error } = await drawn(groupModel(said), 4000);
      // Draws are not rounded to the penny.
      const off = Math.max(0, Math.abs(mean - forecast) - 0.01 * said.schools.length);
      expect(off).toBeLessThanOrEqual(4.5 * error + 1e-9);
      furthest = Math.max(furthest, error === 0 ? 0 : off / error);
    }),
    runs(60, 56),
  );
  expect(furthest).toBeGreaterThan(0.5);
});

test('a draw in floats is the draw played through exactly', async () => {
  await fc.assert(
    fc.asyncProperty(groupsOf(6), async (said) => {
      const source = sourceOf(groupModel(said));
      const { model } = source.load(NOTHING);
      const chancy = uncertain(model);
      const root = income(chancy.projection);
      const column = (await simulate(chancy, [root], { draws: 6, seed: 3 }, inThisThread)).get(root) as Float64Array;
      for (let draw = 1; draw <= 6; draw++) {
        const exact = asNumber(income(playedDraw(source, NOTHING, model, { seed: 3, draw }).projection).value);
        expect(Math.abs((column[draw - 1] as number) - exact)).toBeLessThan(0.01 * said.schools.length * 3);
      }
    }),
    runs(60, 57),
  );
});

describe('workings of a group', () => {
  test('are what they say when all of them are worked out anew', () => {
    fc.assert(
      fc.property(groupsOf(6), (said) => {
        const projection = projectionOf(groupModel(said));
        const roots: Figure[] = [
          income(projection),
          ...projection.model.schools.flatMap(
            (school) => projection.membership.quoteFor(tierOf(projection), school, YEAR)?.fee ?? [],
          ),
        ];
        expect(new Recording(roots).exactly(new Map(), true)).toEqual(roots.map(({ value }) => value));
      }),
      runs(80, 58),
    );
  });

  test.each(['members', 'price', 'roll'] as const)('lie on the stretches of the lever %s', (name) => {
    fc.assert(
      fc.property(groupsOf(6), (said) => {
        const turn = lever(name);
        const { model } = sourceOf(groupModel(said)).load(NOTHING);
        const root = income(project(model, { [name]: turn }));
        const most = name === 'members' ? 5 : 3;
        const segments = sweep(root, turn, 0, most, 'cut');
        const points = Float64Array.from({ length: 31 }, (_, i) => 0.001 + (i * (most - 0.002)) / 30);
        const [values] = new Recording([root]).sampled(new Map([[turn, points]]), points.length);
        // A curve is left on chords of a four-hundredth of the way, which lie off it by less than a ten-thousandth of
        // the whole.
        const whole = Math.max(...(values ?? []));
        points.forEach((at, i) => {
          const { start, end, from, to } = segments.find((each) => at <= each.end) as (typeof segments)[number];
          const line = from + ((at - start) / (end - start)) * (to - from);
          expect(Math.abs((values?.[i] as number) - line)).toBeLessThan(0.05 + whole / 10_000);
        });
      }),
      runs(40, 59),
    );
  });

  test('with a lever for members are those of a model whose shares are so many times as large', () => {
    fc.assert(
      fc.property(groupsOf(5), fc.constantFrom(50, 120, 200), (said, percent) => {
        const turn = lever('members');
        const { model } = sourceOf(groupModel(said)).load(NOTHING);
        const root = income(project(model, { members: turn }));
        const [turned] = new Recording([root]).sampled(new Map([[turn, Float64Array.of(percent / 100)]]), 1);
        const other = {
          ...said,
          schools: said.schools.map((each) => ({ ...each, share: Math.min(100, (each.share * percent) / 100) })),
        };
        expect(
          Math.abs((turned?.[0] as number) - asNumber(income(projectionOf(groupModel(other))).value)),
        ).toBeLessThan(0.01 * said.schools.length * 3);
      }),
      runs(80, 60),
    );
  });
});
