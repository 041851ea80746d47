import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TariffOdds } from '../../src/analysis/design/odds.js';
import type { BoardLimit } from '../../src/analysis/index.js';
import { inThisThread, meanOf, playedDraw, simulated } from '../../src/analysis/simulation/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, project } from '../../src/projection/index.js';
import { type PlainMap, sourceOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What a state brings is in the odds: a draw in which it is drawn is the model under its scenario. */

const amounts = fc.integer({ min: 0, max: 90_000 }).map(String);
const said = fc.record({
  kept: fc.integer({ min: 1, max: 98 }),
  values: fc.uniqueArray(fc.integer({ min: 1, max: 90_000 }).map(String), { minLength: 3, maxLength: 3 }),
  costs: fc.tuple(amounts, amounts, amounts),
  joins: fc.integer({ min: 0, max: 100 }),
  plus: fc.boolean(),
});

const company = ({
  kept,
  values: [own = '', less = '', gone = ''],
  costs,
  joins,
  plus,
}: typeof said extends fc.Arbitrary<infer T> ? T : never): PlainMap => {
  const rest = 100 - kept;
  return {
    buyin: '1',
    name: 'States',
    calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
    assumptions: {
      grant: {
        value: own,
        states: {
          kept: { value: own, probability: `${kept}%` },
          less: { value: less, probability: `${Math.floor(rest / 2)}%`, scenario: 'leaner' },
          gone: { value: gone, probability: `${rest - Math.floor(rest / 2)}%`, scenario: 'smaller' },
        },
      },
      lead: {
        value: '1',
        states: {
          stays: { value: '1', probability: '70%' },
          goes: { value: '0', probability: '30%', scenario: 'acting' },
        },
      },
    },
    schools: { groups: { any: { count: '5', phase: 'primary', type: 'academy', pupils: '200' } } },
    tiers: { core: { price: { flat: '1000' }, joins: `${joins}%` } },
    contracts: { grant: { kind: 'grant', per_year: '=grant' } },
    overheads: { people: { per_year: costs[0] }, lead: { per_year: '9_000' } },
    scenarios: {
      leaner: { because: 'less', overheads: { people: { per_year: costs[1] } } },
      smaller: { because: 'gone', extends: 'leaner', overheads: { people: { per_year: costs[2] } } },
      acting: { because: 'acting', overheads: { lead: { per_year: plus ? { plus: '500' } : '7_000' } } },
    },
  };
};

const BASE = { scenarios: [], sets: [] };
const DRAWS = 60;
const reservesOf = (projection: Projection): number => {
  const year = periodsOf(projection.model.calendar, 'year').at(-1) as Period;
  return Number(figureOf(projection, 'reserves.closing', year).exact.toString());
};
const SCENARIO: Readonly<Record<string, string>> = { less: 'leaner', gone: 'smaller', goes: 'acting' };

test('each draw is the exact play of the model under the scenarios of the states that are drawn in it', async () => {
  await fc.assert(
    fc.asyncProperty(said, async (of) => {
      const source = sourceOf(company(of));
      const { model } = source.load();
      const chances = { draws: DRAWS, seed: 1 };
      const found = await simulated({ source, pick: BASE, model, chances, engine: inThisThread }, () => undefined);
      const column = found.line('reserves.closing', found.years.at(-1) as Period);
      const brought = new Map<string, number>();
      for (let draw = 1; draw <= DRAWS; draw++) {
        const played = playedDraw(source, BASE, model, { draw, seed: 1 });
        expect(Math.abs(reservesOf(played.projection) - (column[draw - 1] as number))).toBeLessThan(0.5);
        const states = statesOf(played.sets, company(of));
        const names = states.flatMap((state) => SCENARIO[state] ?? []);
        if (names.length > 0) brought.set(names.join('+'), (brought.get(names.join('+')) ?? 0) + 1);
        if (of.joins !== 100 && of.joins !== 0) continue;
        // Nobody decides by chance: the draw is a forecast, with its scenarios named or brought by the values.
        const named = source.load({ scenarios: names, sets: played.sets }).model;
        const valued = source.load({ scenarios: [], sets: played.sets }).model;
        expect([named, valued].map((each) => reservesOf(project(each)))).toEqual([
          reservesOf(played.projection),
          reservesOf(played.projection),
        ]);
      }
      expect(new Map(found.brought.map(({ scenarios, draws }) => [scenarios.join('+'), draws]))).toEqual(brought);
    }),
    runs(24, 1),
  );
});

test('a limit of a tariff holds in the draws in which simulate shows that it does, whatever their states bring', async () => {
  await fc.assert(
    fc.asyncProperty(said, fc.integer({ min: -60_000, max: 60_000 }), fc.boolean(), async (of, bound, atMost) => {
      const source = sourceOf(company(of));
      const { model } = source.load();
      const chances = { draws: DRAWS, seed: 3 };
      const found = await simulated({ source, pick: BASE, model, chances, engine: inThisThread }, () => undefined);
      const years = found.years.map((year) => found.line('reserves.closing', year));
      const limit: BoardLimit = {
        text: 'reserves',
        of: { kind: 'drawn', name: 'reserves.closing', atMost, bound },
        scenario: undefined,
        year: undefined,
        atMost: false,
        bound: 0.9,
        unit: 'rate',
      };
      const odds = new TariffOdds<never>({ source, pick: BASE, model }, [limit], chances, () => []);
      const holds = (draw: number): boolean =>
        years.every((line) => (atMost ? (line[draw] as number) <= bound : (line[draw] as number) >= bound));
      const share = Array.from({ length: DRAWS }, (_, draw) => draw).filter(holds).length / DRAWS;
      expect(odds.shares(() => 0).get(limit)).toBeCloseTo(share, 9);
    }),
    runs(24, 3),
  );
});

/** The states of the assumptions in the order of their names, by what is set. */
function statesOf(sets: readonly string[], data: PlainMap): string[] {
  const assumptions = data.assumptions as Readonly<
    Record<string, { readonly states: Readonly<Record<string, PlainMap>> }>
  >;
  return Object.entries(assumptions).map(([id, { states }]) => {
    const value = sets.find((set) => set.startsWith(`assumptions.${id}.value=`))?.split('=')[1];
    return Object.entries(states).find(([, state]) => state.value === value)?.[0] as string;
  });
}

test('the mean of the draws is the forecast of each combination, weighted by how often it is drawn', async () => {
  await fc.assert(
    fc.asyncProperty(said, async (all) => {
      const of = { ...all, joins: 100 };
      const source = sourceOf(company(of));
      const { model } = source.load();
      const chances = { draws: DRAWS, seed: 2 };
      const found = await simulated({ source, pick: BASE, model, chances, engine: inThisThread }, () => undefined);
      let sum = 0;
      for (let draw = 1; draw <= DRAWS; draw++) {
        const { sets } = playedDraw(source, BASE, model, { draw, seed: 2 });
        sum += reservesOf(project(source.load({ scenarios: [], sets }).model));
      }
      const mean = meanOf(found.line('reserves.closing', found.years.at(-1) as Period));
      expect(Math.abs(mean - sum / DRAWS)).toBeLessThan(0.5);
    }),
    runs(16, 2),
  );
});
