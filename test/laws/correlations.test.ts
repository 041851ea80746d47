import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf, inThisThread, playedDraw, simulated } from '../../src/analysis/simulation/index.js';
import { assumedVariables } from '../../src/analysis/simulation/uncertain.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { FILE, type PlainMap, sourceOf, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* Assumptions that go together are drawn so, and each by itself is drawn as before. */

const RANGES: PlainMap = {
  one: { value: '100', range: { low: '50', high: '200', shape: 'pert' } },
  two: { value: '300', range: { low: '100', high: '500', shape: 'uniform' } },
  three: { value: '5_000', range: { low: '4_000', high: '9_000' } },
};
const company = (rank_correlation: PlainMap | undefined): PlainMap => ({
  buyin: '1',
  name: 'Together',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  assumptions: RANGES,
  schools: { groups: { any: { count: '5', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '=one' }, joins: '100%' } },
  overheads: { first: { per_year: '=two' }, second: { per_year: '=three' } },
  ...(rank_correlation === undefined ? {} : { uncertainty: { rank_correlation } }),
});
const DRAWS = 4000;

const columnsOf = (data: PlainMap): Float64Array[] =>
  drawsOf(
    assumedVariables(sourceOf(data).load().model).map(({ variable }) => variable),
    { draws: DRAWS, seed: 1 },
  );

test('what is obtained is what is stated, within what so many draws can tell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -95, max: 95 }), async (rank) => {
      const source = sourceOf(company({ one: { two: `${rank}%` } }));
      const { model } = source.load();
      const of = {
        source,
        pick: { scenarios: [], sets: [] },
        model,
        chances: { draws: DRAWS, seed: 1 },
        engine: inThisThread,
      };
      const { together } = await simulated(of, () => undefined);
      expect(Math.abs((together[0]?.obtained as number) - rank / 100)).toBeLessThan(0.06);
      // Each by itself is drawn evenly from the whole of its range.
      const [, two] = columnsOf(company({ one: { two: `${rank}%` } }));
      const below = (two as Float64Array).filter((each) => each < 300).length / DRAWS;
      expect(Math.abs(below - 0.5)).toBeLessThan(0.05);
    }),
    runs(24, 1),
  );
});

test('without a correlation, or with 0%, each draw is what it was', () => {
  const [zero, none] = [company({ one: { two: '0%' }, two: { three: '0%' } }), company(undefined)].map(columnsOf);
  expect(zero).toEqual(none);
});

test('a draw with correlations is its exact play', async () => {
  const data = company({ one: { two: '70%', three: '-30%' }, two: { three: '10%' } });
  const source = sourceOf(data);
  const { model } = source.load();
  const pick = { scenarios: [], sets: [] };
  const found = await simulated(
    { source, pick, model, chances: { draws: 30, seed: 3 }, engine: inThisThread },
    () => undefined,
  );
  const [year] = found.years;
  for (let draw = 1; draw <= 30; draw++) {
    const { projection } = playedDraw(source, pick, model, { draw, seed: 3 });
    const [last] = periodsOf(projection.model.calendar, 'year');
    const exact = figureOf(projection, 'reserves.closing', last as never);
    const drawn = found.line('reserves.closing', year as never)[draw - 1] as number;
    expect(Math.abs(Number(exact.exact.toString()) - drawn)).toBeLessThan(0.2);
  }
});

test('three correlations hold together where they can, and are refused with their place where they cannot', async () => {
  const percent = fc.integer({ min: -100, max: 100 });
  await fc.assert(
    fc.asyncProperty(percent, percent, percent, async (a, b, c) => {
      // The determinant of the matrix of the normal numbers that have these ranks.
      const [x, y, z] = [a, b, c].map((each) => 2 * Math.sin((Math.PI * each) / 600)) as [number, number, number];
      const determinant = 1 + 2 * x * y * z - x * x - y * y - z * z;
      fc.pre(Math.abs(determinant) > 1e-6);
      const data = company({ one: { two: `${a}%`, three: `${b}%` }, two: { three: `${c}%` } });
      const { code, out, err } = await play(['check', FILE], { files: { [FILE]: yamlOf(data) }, width: 250 });
      expect([code, `${out}${err}`.includes('not positive definite')]).toEqual(
        determinant > 0 ? [0, false] : [1, true],
      );
    }),
    runs(40, 2),
  );
});

test('names, pairs and numbers that are none are problems', async () => {
  const check = async (said: PlainMap): Promise<string> => {
    const { code, out, err } = await play(['check', FILE], { files: { [FILE]: yamlOf(company(said)) }, width: 250 });
    return code === 0 ? 'ok' : `${out}${err}`;
  };
  expect(await check({ one: { tow: '50%' } })).toMatch(/"tow"[\s\S]*two/);
  expect(await check({ one: { one: '50%' } })).toMatch(/goes with itself/);
  expect(await check({ one: { two: '50%' }, two: { one: '50%' } })).toMatch(/said of one and two already/);
  expect(await check({ one: { two: '150%' } })).toMatch(/-100% to 100%/);
  expect(await check({ one: { two: '-100%' } })).toBe('ok');
});
