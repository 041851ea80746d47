import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../support/lines.js';
import { decimal, models, type PlainMap, projectionOf, put } from '../support/models.js';
import { runs } from '../support/runs.js';

/* Relative changes: what they come to, and that their order counts only where they meet. */

const factor = fc.integer({ min: 0, max: 1500 }).map((units) => `${decimal(units, 1)}%`);

/** An overhead of a stated amount in any model, and a tier's shares scaled by at most one. */
const company = fc.record({
  data: models,
  units: fc.integer({ min: 1, max: 9_999_999 }),
  times: factor,
  plus: fc.integer({ min: 0, max: 99_999 }),
  fewer: fc.integer({ min: 0, max: 1000 }).map((units) => `${decimal(units, 1)}%`),
});

const withRent = (data: PlainMap, perYear: string): PlainMap =>
  put(data, ['overheads', 'rent'], { per_year: perYear, vat: undefined });
const withScenarios = (data: PlainMap, scenarios: PlainMap): PlainMap => put(data, ['scenarios'], scenarios);

/** Halves of a penny away from zero. */
function pence(units: number, percent: string, plus: number): string {
  const top = BigInt(units) * BigInt(Math.round(Number(percent.slice(0, -1)) * 10)) + BigInt(plus) * 1000n;
  return decimal(Number((top + 500n) / 1000n), 2);
}

test('a relative change is the value that it comes to, rounded once at its place', () => {
  fc.assert(
    fc.property(company, ({ data, units, times, plus }) => {
      const before = withRent(data, decimal(units, 2));
      const scenarios = { s: { overheads: { rent: { per_year: { plus: decimal(plus, 2), times } } } } };
      const changed = projectionOf(withScenarios(before, scenarios), { scenarios: ['s'] });
      expect(linesOf(changed)).toEqual(linesOf(projectionOf(withRent(data, pence(units, times, plus)))));
    }),
    runs(40, 91),
  );
});

test('relative changes at different places commute', () => {
  fc.assert(
    fc.property(company, ({ data, units, times, fewer }) => {
      const scenarios = {
        a: { overheads: { rent: { per_year: { times } } } },
        b: { tiers: { each: { joins: { times: fewer } } } },
      };
      const all = withScenarios(withRent(data, decimal(units, 2)), scenarios);
      expect(linesOf(projectionOf(all, { scenarios: ['a', 'b'] }))).toEqual(
        linesOf(projectionOf(all, { scenarios: ['b', 'a'] })),
      );
    }),
    runs(30, 92),
  );
});

test('to scale by all of it, or to add nothing, changes nothing', () => {
  fc.assert(
    fc.property(company, ({ data, units }) => {
      const scenarios = {
        s: {
          overheads: { rent: { per_year: { plus: '0', times: '100%' } } },
          tiers: { each: { joins: { times: '1' } } },
        },
      };
      const all = withScenarios(withRent(data, decimal(units, 2)), scenarios);
      expect(linesOf(projectionOf(all, { scenarios: ['s'] }))).toEqual(linesOf(projectionOf(all)));
    }),
    runs(30, 93),
  );
});

test('a change from the first year on is a change', () => {
  fc.assert(
    fc.property(company, ({ data, units, times }) => {
      const all = withScenarios(withRent(data, decimal(units, 2)), {
        a: { overheads: { rent: { per_year: { times } } } },
        b: { overheads: { rent: { per_year: { times: { 2018: times } } } } },
      });
      expect(linesOf(projectionOf(all, { scenarios: ['b'] }))).toEqual(
        linesOf(projectionOf(all, { scenarios: ['a'] })),
      );
    }),
    runs(30, 94),
  );
});
