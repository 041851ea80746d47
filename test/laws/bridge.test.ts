import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bridge, bridge } from '../../src/analysis/index.js';
import { type Money, sum } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, project } from '../../src/projection/index.js';
import { cellAt, reported } from '../report/answers.js';
import { decimal, models, type Plain, type PlainMap, put, sourceOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* From the base to a scenario, step by step. */

const percent = fc.integer({ min: 0, max: 500 }).map((tenths) => `${decimal(tenths, 1)}%`);
const pounds = fc.integer({ min: 0, max: 9_000_000 }).map((pence) => decimal(pence, 2));

/** Changes of every cause, each at a place that all models have. */
const changes = fc.record(
  {
    joins: percent,
    buyIn: percent,
    growth: percent,
    flat: pounds,
    salary: pounds,
    fte: fc.integer({ min: 0, max: 400 }).map((fte) => decimal(fte, 2)),
    pupils: fc.integer({ min: 0, max: 9000 }).map((tenths) => decimal(tenths, 1)),
    opening: pounds,
    contract: pounds,
  },
  { requiredKeys: [] },
);
type Changes = typeof changes extends fc.Arbitrary<infer C> ? C : never;

/** The model with a scenario of these changes. */
function withScenario(data: PlainMap, said: Changes): PlainMap {
  const whole = put(
    put(data, ['contracts', 'council'], { kind: 'commission', per_year: '100_000', vat: 'outside_scope' }),
    ['reserves', 'opening'],
    ((data.reserves as PlainMap).opening ?? '0') as Plain,
  );
  const places: readonly (readonly [string | undefined, readonly string[]])[] = [
    [said.joins, ['tiers', 'gold', 'joins']],
    [said.buyIn, ['assumptions', 'buy_in', 'value']],
    [said.growth, ['assumptions', 'growth', 'value']],
    [said.salary, ['staff', 'adviser', 'salary']],
    [said.fte, ['staff', 'adviser', 'fte']],
    [said.pupils, ['schools', 'named', 'school_1', 'pupils']],
    [said.opening, ['reserves', 'opening']],
    [said.contract, ['contracts', 'council', 'per_year']],
  ];
  let scenario: PlainMap = { because: 'to try it' };
  for (const [value, path] of places) if (value !== undefined) scenario = put(scenario, path, value);
  // A list is replaced whole, and so is the price under it.
  if (said.flat !== undefined) scenario = put(scenario, ['tiers', 'gold', 'price'], [{ flat: said.flat }]);
  return put(whole, ['scenarios', 'tried'], scenario);
}

/** Whether more than all of a school would join its tiers, which is no model that a scenario can make. */
function isBeyondAll(load: () => unknown): boolean {
  try {
    load();
    return false;
  } catch (error) {
    if (problemsIn(error)?.every(({ code }) => code === 'shares-exceed') === true) return true;
    throw error;
  }
}

test('the steps of a bridge add to the difference, and end on the scenario', () => {
  fc.assert(
    fc.property(models, changes, (data, said) => {
      const source = sourceOf(withScenario(data, said));
      const base = project(source.load().model);
      const pick = { scenarios: ['tried'], sets: [] };
      fc.pre(!isBeyondAll(() => source.load(pick)));
      const after = project(source.load(pick).model);
      const way = source.way(pick);
      for (const period of periodsOf(base.model.calendar, 'year')) {
        for (const figure of ['reserves.closing', 'surplus']) {
          const found = bridge(way, base, after, figure, period as Period) as Bridge;
          const effects = sum(
            'money',
            found.steps.map(({ effect }) => effect),
          );
          expect(found.from.pence).toBe((figureOf(base, figure, period) as Money).pence);
          expect(found.from.pence + effects.pence).toBe(found.to.pence);
          expect(found.to.pence).toBe((figureOf(after, figure, period) as Money).pence);
          // Every change is in one step, and in no other.
          expect(found.steps.flatMap((step) => step.changes.map(({ path }) => path)).sort()).toEqual(
            way.changes.map(({ path }) => path).sort(),
          );
        }
      }
    }),
    runs(25, 15),
  );
});

test.each([
  ['nothing', []],
  ['the reserves', ['--set', 'reserves.opening=12_345.67']],
  ['the contract', ['--set', 'contracts.council.per_year=4_000']],
  ['who joins', ['--set', 'tiers.gold.joins=50%']],
])('with %s set on the command line, the bridge of a comparison still ends on the scenario', async (_, sets) => {
  const data = fc.sample(models, runs(1, 16))[0] as PlainMap;
  const found = await reported(
    'compare',
    withScenario(data, { salary: '100', pupils: '5' }),
    '--scenario',
    'tried',
    ...sets,
  );
  expect(cellAt(found, 'to')).toBe(cellAt(found, 'reserves.closing', 1));
  expect(cellAt(found, 'from')).toBe(cellAt(found, 'reserves.closing', 0));
});
