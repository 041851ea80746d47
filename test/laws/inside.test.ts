import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  askedIn,
  barsOf,
  effectsOf,
  type FigureSpan,
  type Sensitive,
  sensitiveOf,
  signSwitches,
  type TrialFigure,
} from '../../src/analysis/index.js';

import { asNumber } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Projection, project } from '../../src/projection/index.js';
import type { Source } from '../../src/reading/index.js';
import { decimal, models, type Plain, type PlainMap, put, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What is shown of a range holds of every value in it: each is set, and the model is read and played through anew. */

const NO_SETS = { scenarios: [], sets: [] };
/** Fees are rounded to the penny for each school, and a search tells no two values apart that lie so near. */
const ROUNDING = 0.03;

/** A company with steps, caps and an offer that waits, in which a share and a price have ranges. */
const stepped: fc.Arbitrary<PlainMap> = fc
  .record({
    schools: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 30 }),
        pupils: fc.integer({ min: 20, max: 900 }),
        phase: fc.constantFrom('primary', 'secondary'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    share: fc.tuple(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
    ),
    fee: fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 })),
    cap: fc.option(fc.integer({ min: 500, max: 9_000 }), { nil: undefined }),
    other: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    waits: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    steps: fc.array(
      fc.record({
        of: fc.constantFrom('members', 'pupils'),
        forEach: fc.integer({ min: 1, max: 12 }),
        cost: fc.integer({ min: 0, max: 20_000 }),
      }),
      { maxLength: 3 },
    ),
    fixed: fc.integer({ min: 0, max: 40_000 }),
  })
  .map(({ schools, share, fee, cap, other, waits, steps, fixed }): PlainMap => {
    const ranged = (numbers: readonly number[], unit: string): Plain => {
      const [low, value, high] = [...numbers].sort((a, b) => a - b) as [number, number, number];
      return { value: `${value}${unit}`, range: { low: `${low}${unit}`, high: `${high}${unit}` } };
    };
    const price: PlainMap = {
      per_pupil: '=fee',
      ...(cap !== undefined && { cap: String(cap) }),
      ...(waits !== undefined && { offered_if: { committed: String(waits) } }),
    };
    return {
      buyin: '1',
      name: 'Inside',
      calendar: { starts: '2018-09', years: '2', year_starts: 'September' },
      assumptions: { share: ranged(share, '%'), fee: ranged(fee, '') },
      schools: {
        groups: Object.fromEntries(
          schools.map(({ count, pupils, phase }, i) => [
            `g${i}`,
            {
              count: String(count),
              phase,
              type: 'academy',
              pupils: String(pupils),
              pays_now: decimal(pupils * 1700, 2),
            },
          ]),
        ),
      },
      tiers: {
        gold: { price, joins: '=share' },
        silver: other === undefined ? undefined : { price: { flat: '750' }, joins: `${other}%`, eligible: undefined },
      },
      overheads: {
        fixed: { per_year: String(fixed) },
        ...Object.fromEntries(
          steps.map(({ of, forEach, cost }, i) => [
            `step${i}`,
            { per_year: String(cost), step: { for_each: String(of === 'pupils' ? forEach * 150 : forEach), of } },
          ]),
        ),
      },
    };
  });

/** Models of every shape, with a range for the share of schools that join. */
const ranged: fc.Arbitrary<PlainMap> = fc
  .tuple(models, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
  .map(([data, ...numbers]) => {
    const [low, value, high] = numbers.sort((a, b) => a - b) as [number, number, number];
    return put(data, ['assumptions', 'buy_in'], { value: `${value}%`, range: { low: `${low}%`, high: `${high}%` } });
  });

/** A model that is one: a share of two tiers may be too much as modelled. */
function sourceIn(data: PlainMap): Source | undefined {
  const source = sourceOf(data);
  return projectionWith(source, []) === undefined ? undefined : source;
}

/** A model with something set; undefined where there is no such model. */
function projectionWith(source: Source, sets: readonly string[]): Projection | undefined {
  try {
    return project(source.tried({ scenarios: [], sets }).model);
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return undefined;
  }
}

function sensitiveIn(source: Source, name: string): Sensitive {
  const projection = projectionWith(source, []) as Projection;
  return sensitiveOf(source, NO_SETS, projection, askedIn(name, projection.model) as TrialFigure) as Sensitive;
}

const numberOf = (projection: Projection | undefined, { of }: TrialFigure): number | undefined => {
  const figure = projection && of(projection);
  return figure?.isKnown ? asNumber(figure.value) : undefined;
};

/** So many values of a range, with all of the first. */
const SOME = runs(32, 1).numRuns;
const positionsOf = (count: number): number[] => {
  const stride = Math.max(1, Math.floor(count / SOME));
  return [
    ...new Set([0, 1, 2, ...Array.from({ length: SOME + 1 }, (_, i) => i * stride), count - 2, count - 1]),
  ].filter((at) => at >= 0 && at < count);
};

function expectWithin(value: number, { lowest, highest }: FigureSpan, told: string): void {
  expect(value, told).toBeGreaterThanOrEqual(
    asNumber((lowest.figure as NonNullable<typeof lowest.figure>).value) - ROUNDING,
  );
  expect(value, told).toBeLessThanOrEqual(
    asNumber((highest.figure as NonNullable<typeof highest.figure>).value) + ROUNDING,
  );
}

/** Holds what is shown of every range of a model against its values; how many of them lie beyond both ends. */
function expectAllWithin(data: PlainMap, name: string): number {
  const source = sourceIn(data);
  if (source === undefined) return 0;
  const sensitive = sensitiveIn(source, name);
  let beyond = 0;
  for (const [id, bar] of barsOf(sensitive, () => undefined)) {
    const span = bar?.span;
    if (bar === undefined || span === undefined || span.looked !== 'all') continue;
    const ends = [bar.atLow, bar.atHigh].map(({ figure }) => (figure?.isKnown ? asNumber(figure.value) : Number.NaN));
    for (const position of positionsOf(bar.dial.count)) {
      const { sets } = bar.dial.at(position);
      const value = numberOf(projectionWith(source, sets), sensitive.asked);
      if (value === undefined) continue;
      expectWithin(value, span, `${id} at ${sets.join()}`);
      if (value < Math.min(...ends) - 1 || value > Math.max(...ends) + 1) beyond++;
    }
  }
  return beyond;
}

const LINES = fc.constantFrom('reserves.closing', 'surplus', 'members', 'income');

test('no value of a range takes a figure beyond what is shown of it, with steps, caps and offers that wait', () => {
  let beyond = 0;
  fc.assert(
    fc.property(stepped, LINES, (data, name) => {
      beyond += expectAllWithin(data, name);
    }),
    runs(40, 16),
  );
  expect(beyond).toBeGreaterThan(0);
});

test('no value of a range takes a figure beyond what is shown of it, in a model of any shape', () => {
  fc.assert(
    fc.property(ranged, LINES, (data, name) => {
      expectAllWithin(data, name);
    }),
    runs(10, 14),
  );
});

test('the effect of an assumption on reserves is as large as any value of its range makes it', () => {
  fc.assert(
    fc.property(stepped, (data) => {
      const source = sourceIn(data);
      if (source === undefined) return;
      const projection = projectionWith(source, []) as Projection;
      const asked = askedIn('reserves.closing', projection.model) as TrialFigure;
      for (const [id, effect] of effectsOf(source, NO_SETS, projection, () => undefined)) {
        if (effect?.reserves === undefined || effect.swing === undefined) continue;
        const values = positionsOf(effect.of).flatMap(
          (_, i) => numberOf(projectionWith(source, [`assumptions.${id}.value=${valueAt(effect, i)}`]), asked) ?? [],
        );
        for (const value of values) expectWithin(value, effect.reserves, id);
        const [least, most] = [Math.min(...values), Math.max(...values)];
        expect(asNumber(effect.swing.value)).toBeGreaterThanOrEqual(most - least - 2 * ROUNDING);
      }
    }),
    runs(20, 12),
  );
});

/** One of about twenty values of a range, from its low end to its high end. */
function valueAt(
  { low, high }: { readonly low: { readonly text: string }; readonly high: { readonly text: string } },
  i: number,
): string {
  const [from, to] = [low, high].map(({ text }) => Number(text.replace('%', ''))) as [number, number];
  return `${Math.min(to, from + Math.round(((to - from) * i) / SOME))}${low.text.endsWith('%') ? '%' : ''}`;
}

test('where the sign of a figure changes within a range, no value makes more of a school join than all of it', () => {
  let switched = 0;
  fc.assert(
    fc.property(stepped, (data) => {
      const source = sourceIn(data);
      if (source === undefined) return;
      const sensitive = sensitiveIn(source, 'surplus');
      for (const bar of barsOf(sensitive, () => undefined).values()) {
        if (bar === undefined) continue;
        for (const { last, first } of signSwitches(sensitive, bar).found) {
          switched++;
          const [before, after] = [last, first].map(({ sets }) =>
            numberOf(projectionWith(source, sets), sensitive.asked),
          );
          expect([before, after]).not.toContain(undefined);
          expect((before as number) < 0).not.toBe((after as number) < 0);
        }
      }
    }),
    runs(40, 13),
  );
  expect(switched).toBeGreaterThan(ofRuns(0));
});
