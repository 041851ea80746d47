import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inThisThread, playedDraw, simulate, uncertain } from '../../src/analysis/simulation/index.js';
import { asNumber, type Figure, workings } from '../../src/figures/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection, project } from '../../src/projection/index.js';
import { certain, oneTier, type PlainMap, projectionOf, put, sourceOf, unmoved } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What is drawn in floats is what the books say when the same draw is played through exactly. */

const RUNS = runs(25, 5);
const NOTHING = { scenarios: [], sets: [] };

const rootsOf = (projection: Projection): Figure[] => [
  ...periodsOf(projection.model.calendar, 'year').flatMap((year) =>
    lineNames(projection.model).map((name) => figureOf(projection, name, year)),
  ),
  ...periodsOf(projection.model.calendar, 'month').map((month) => figureOf(projection, 'cash.closing', month)),
];

/** A penny for each amount that is rounded on the way, and what a double is short of a large amount. */
function tolerance(root: Figure): number {
  const rounded = workings([root]).filter(({ op }) => op === 'charge' || op === 'portion' || op === 'part').length;
  return 0.01 * rounded + 1e-6 * Math.abs(asNumber(root.value) || 0) + 1e-6;
}

/** Ratios of small amounts swing with their last penny; they are made of lines that are held themselves. */
const isHeld = ({ kind }: Figure): boolean => kind === 'money' || kind === 'count';

async function apart(data: PlainMap, draws: number, seed: number): Promise<string[]> {
  const source = sourceOf(data);
  const { model } = source.load(NOTHING);
  const chancy = uncertain(model);
  const roots = rootsOf(chancy.projection);
  const drawn = await simulate(chancy, roots, { draws, seed }, inThisThread);
  const found: string[] = [];
  for (let draw = 1; draw <= draws; draw++) {
    const exact = rootsOf(playedDraw(source, NOTHING, model, { seed, draw }).projection);
    roots.forEach((root, i) => {
      const theirs = exact[i] as Figure;
      const [a, b] = [drawn.get(root)?.[draw - 1] as number, asNumber(theirs.value)];
      if (Number.isNaN(a) !== Number.isNaN(b) || (isHeld(theirs) && Math.abs(a - b) > tolerance(theirs)))
        found.push(`${theirs.label}: ${a} against ${b}`);
    });
  }
  return found;
}

const range = (low: string, high: string, shape: string): PlainMap => ({ low, high, shape });

test('some of the draws are what they are among all', async () => {
  const numbers = fc.uniqueArray(fc.nat(1299), { minLength: 1, maxLength: 700 });
  await fc.assert(
    fc.asyncProperty(unmoved, numbers, fc.nat(1000), async (data, some, seed) => {
      const chancy = uncertain(
        projectionOf(put(data, ['assumptions', 'growth'], { value: '1%', range: range('-3%', '5%', 'pert') })).model,
      );
      const roots = rootsOf(chancy.projection).slice(-3);
      const chances = { draws: 1300, seed };
      const only = Int32Array.from(some).sort();
      const all = await simulate(chancy, roots, chances, inThisThread);
      const found = await simulate(chancy, roots, chances, inThisThread, undefined, only);
      for (const root of roots) {
        const column = all.get(root) as Float64Array;
        expect([...(found.get(root) as Float64Array)]).toEqual([...only].map((draw) => column[draw]));
      }
    }),
    RUNS,
  );
});

test('every figure of every draw is the exact one to within a penny a charge', async () => {
  await fc.assert(
    fc.asyncProperty(
      unmoved,
      fc.constantFrom('uniform', 'triangular', 'pert'),
      fc.nat(1000),
      async (data, shape, seed) => {
        // Days that run out are served in the order of what they earn, which is no figure; and a value of no range is
        // never moved.
        const ranged = put(data, ['assumptions', 'growth'], { value: '1%', range: range('-3%', '4%', shape) });
        expect(await apart(ranged, 4, seed)).toEqual([]);
      },
    ),
    RUNS,
  );
});

test('with every range closed to a point and every school certain, every draw is the forecast itself', async () => {
  await fc.assert(
    fc.asyncProperty(unmoved, async (data) => {
      const everyone = put(oneTier(certain(data)), ['tiers', 'gold', 'joins'], '100%');
      const closed = put(everyone, ['assumptions', 'growth'], { value: '2%', range: range('2%', '2%', 'pert') });
      const chancy = uncertain(sourceOf(closed).load(NOTHING).model);
      const roots = rootsOf(chancy.projection);
      const drawn = await simulate(chancy, roots, { draws: 3, seed: 9 }, inThisThread);
      const exact = rootsOf(projectionOf(closed));
      roots.forEach((root, i) => {
        const expected = asNumber((exact[i] as Figure).value);
        for (const value of drawn.get(root) ?? []) {
          if (Number.isNaN(expected)) expect(value).toBeNaN();
          else if (isHeld(root)) expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance(exact[i] as Figure));
        }
      });
    }),
    runs(15, 6),
  );
});

/** A company of some schools with a share each, and one charge. */
function small(shares: readonly string[], more: PlainMap = {}): PlainMap {
  const named = Object.fromEntries(
    shares.map((share, i) => [
      `school_${i + 1}`,
      { phase: 'primary', type: 'academy', pupils: '100', attributes: { share }, trust: `Trust ${i % 2}` },
    ]),
  );
  const kinds = [...new Set(shares)];
  const tiers = Object.fromEntries(
    kinds.map((share, i) => [
      `tier_${i}`,
      {
        eligible: { share },
        price: [{ flat: '1_000' }],
        joins: share,
        term: { invoice: 'membership_year', starts: 'September' },
      },
    ]),
  );
  return {
    buyin: '1',
    name: 'Small',
    calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
    schools: { attributes: '[share]', named },
    tiers,
    ...more,
  } as PlainMap;
}

test.each([
  ['none of its days in the forecast', '0%'],
  ['all of its days in the forecast', '100%'],
])('a service with a season that may have buyers or none is drawn by its season, with %s', async (_, value) => {
  const states = { none: { value: '0%', probability: '50%' }, all: { value: '100%', probability: '50%' } };
  const data = small(['0%'], {
    assumptions: { take: { value, states } },
    staff: {
      adviser: {
        fte: '1',
        salary: '0',
        on_costs: '0%',
        days: '1',
        chargeable: '100%',
        when_short: { associates: '380' },
      },
    },
    services: {
      talks: {
        kind: 'traded',
        unit: 'day',
        price: '420',
        delivery: { by: 'adviser', days: '1' },
        demand: { per_member: '9' },
        season: { September: '50%', March: '50%' },
      },
    },
  } as PlainMap);
  expect(await apart(put(data, ['tiers', 'tier_0', 'joins'], '=take'), 8, 3)).toEqual([]);
});

async function membersDrawn(data: PlainMap, draws: number): Promise<Float64Array> {
  const chancy = uncertain(sourceOf(data).load(NOTHING).model);
  const root = figureOf(chancy.projection, 'members', periodsOf(chancy.projection.model.calendar, 'year')[0] as never);
  return (await simulate(chancy, [root], { draws, seed: 11 }, inThisThread)).get(root) as Float64Array;
}

/** How likely each number of members is, by enumerating every state: the Poisson-binomial distribution. */
function enumerated(shares: readonly number[]): number[] {
  const likely = new Array<number>(shares.length + 1).fill(0);
  for (let state = 0; state < 1 << shares.length; state++) {
    const joined = shares.map((_, i) => (state & (1 << i)) !== 0);
    const probability = shares.reduce((product, share, i) => product * (joined[i] ? share : 1 - share), 1);
    const members = joined.filter(Boolean).length;
    likely[members] = (likely[members] as number) + probability;
  }
  return likely;
}

describe('who joins', () => {
  const DRAWS = 20_000;
  const SHARES = ['10%', '35%', '60%', '60%', '80%', '95%', '100%', '0%'];
  const chances = SHARES.map((share) => Number.parseFloat(share) / 100);

  /**
   * Pearson's sum over the numbers of members, against its critical value of one in a thousand for up to eight of them.
   */
  const chiSquare = (found: Float64Array, likely: readonly number[]): number =>
    likely.reduce((sum, expected, members) => {
      const hits = found.filter((each) => Math.round(each) === members).length;
      return expected === 0
        ? sum + (hits === 0 ? 0 : Number.POSITIVE_INFINITY)
        : sum + (hits - expected * DRAWS) ** 2 / (expected * DRAWS);
    }, 0);
  const CRITICAL = 26.1;

  test('the number of members is that of the Poisson-binomial distribution, every state enumerated', async () => {
    const found = await membersDrawn(small(SHARES, { uncertainty: { decide_together: 'none' } }), DRAWS);
    expect(chiSquare(found, enumerated(chances))).toBeLessThan(CRITICAL);
    // Against other shares the test fails.
    expect(chiSquare(found, enumerated(chances.map((share) => share * 0.97)))).toBeGreaterThan(CRITICAL);
  });

  test('an archetype of five schools takes five decisions', async () => {
    const schools = {
      groups: { five: { count: '5', phase: 'primary', type: 'academy', pupils: '100', attributes: { share: '60%' } } },
      attributes: '[share]',
    };
    const found = await membersDrawn({ ...small(['60%']), schools } as PlainMap, DRAWS);
    expect(chiSquare(found, enumerated([0.6, 0.6, 0.6, 0.6, 0.6]))).toBeLessThan(CRITICAL);
  });

  test('of two schools and a half the last decision counts for a half', async () => {
    const schools = {
      groups: {
        some: { count: '2.5', phase: 'primary', type: 'academy', pupils: '100', attributes: { share: '60%' } },
      },
      attributes: '[share]',
    };
    const found = await membersDrawn({ ...small(['60%']), schools } as PlainMap, DRAWS);
    expect([...new Set(found.map((each) => Number(each.toFixed(6))))].sort()).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    const variance = found.reduce((sum, each) => sum + (each - 1.5) ** 2, 0) / DRAWS;
    expect(Math.abs(variance - 2.25 * 0.24)).toBeLessThan(0.02);
  });

  test('schools of one trust decide as one', async () => {
    const found = await membersDrawn(small(['60%', '60%', '60%', '60%']), DRAWS);
    // Two trusts of two schools: zero, two or four members.
    const likely = [0.16, 0, 0.48, 0, 0.36];
    expect(chiSquare(found, likely)).toBeLessThan(CRITICAL);
  });

  test('a correlation leaves the mean and widens the spread', async () => {
    const of = async (correlation: string): Promise<{ mean: number; spread: number }> => {
      const found = await membersDrawn(small(SHARES, { uncertainty: { decide_together: 'none', correlation } }), DRAWS);
      const mean = found.reduce((sum, each) => sum + each, 0) / DRAWS;
      return { mean, spread: found.reduce((sum, each) => sum + (each - mean) ** 2, 0) / DRAWS };
    };
    const [alone, together] = [await of('0%'), await of('50%')];
    expect(Math.abs(alone.mean - together.mean)).toBeLessThan(0.04);
    expect(together.spread).toBeGreaterThan(alone.spread * 1.4);
  });
});

test('the mean of a model that is linear is the model at the means', async () => {
  const data = small(['60%', '80%'], {
    uncertainty: { decide_together: 'none' },
    assumptions: { rent: { value: '6_000', range: range('3_000', '9_000', 'normal') } },
    overheads: { rent: { per_year: '=rent' } },
  });
  const chancy = uncertain(sourceOf(data).load(NOTHING).model);
  const year = periodsOf(chancy.projection.model.calendar, 'year')[1] as never;
  const root = figureOf(chancy.projection, 'reserves.closing', year);
  const draws = 40_000;
  const column = (await simulate(chancy, [root], { draws, seed: 1 }, inThisThread)).get(root) as Float64Array;
  const mean = column.reduce((sum, each) => sum + each, 0) / draws;
  const deviation = Math.sqrt(column.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws);
  const expected = asNumber(figureOf(projectionOf(data), 'reserves.closing', year).value);
  expect(Math.abs(mean - expected)).toBeLessThan((4 * deviation) / Math.sqrt(draws));
  expect(expected).toBe(2 * (1400 - 6000));
});

test('a contract of two states gives two peaks and nothing between', async () => {
  const states = { kept: { value: '90_000', probability: '70%' }, lost: { value: '0', probability: '30%' } };
  const data = small(['100%'], {
    assumptions: { contract: { value: '90_000', states } },
    contracts: {
      council: { kind: 'commission', per_year: '=contract', paid: 'monthly', from: '2026-09', to: '2028-08' },
    },
  });
  const chancy = uncertain(sourceOf(data).load(NOTHING).model);
  const root = figureOf(chancy.projection, 'surplus', periodsOf(chancy.projection.model.calendar, 'year')[0] as never);
  const column = (await simulate(chancy, [root], { draws: 10_000, seed: 3 }, inThisThread)).get(root) as Float64Array;
  const pounds = column.map((each) => Number(each.toFixed(2)));
  expect([...new Set(pounds)].sort((a, b) => a - b)).toEqual([1000, 91_000]);
  expect(Math.abs(pounds.filter((each) => each === 91_000).length / 10_000 - 0.7)).toBeLessThan(0.02);
});

test('draws do not depend on the order of schools or assumptions in the file, and a scenario meets the same chance', async () => {
  await fc.assert(
    fc.asyncProperty(unmoved, fc.nat(1000), async (data, seed) => {
      const reversed = (map: unknown): PlainMap =>
        Object.fromEntries(Object.entries((map ?? {}) as PlainMap).reverse());
      const other = put(put(data, ['assumptions'], reversed(data.assumptions)), ['tiers'], reversed(data.tiers));
      const of = async (each: PlainMap): Promise<readonly number[]> => {
        const chancy = uncertain(sourceOf(each).load(NOTHING).model);
        const root = figureOf(
          chancy.projection,
          'members',
          periodsOf(chancy.projection.model.calendar, 'year')[0] as never,
        );
        return [...((await simulate(chancy, [root], { draws: 20, seed }, inThisThread)).get(root) as Float64Array)];
      };
      const [a, b] = [await of(data), await of(other)];
      a.forEach((value, i) => {
        if (!Number.isNaN(value)) expect(b[i]).toBeCloseTo(value, 9);
      });
    }),
    runs(15, 8),
  );
});

test('chance adds nothing to a forecast that does not ask for it', () => {
  const data = small(['60%']);
  const model = sourceOf(data).load(NOTHING).model;
  expect(workings(rootsOf(project(model))).some(({ op }) => op === 'lever')).toBe(false);
});
