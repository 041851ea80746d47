import { describe, expect, test } from 'vitest';
import { inThisThread, simulate, uncertain } from '../../src/analysis/simulation/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';

/* In each draw services are bought by those who are members in it, and by those who are none. */

const CERTAIN = 'per_member: { spread: { 3: 100% } }, per_other: { spread: { 1: 100% } }';
const model = (schools: string, tier: string, demand = CERTAIN): string => `buyin: 1
name: Small
calendar: { starts: 2025-09, years: 1, year_starts: September }
schools:
${schools}
tiers:
  membership: { ${tier} }
services: { day: { kind: traded, unit: day, price: 10, demand: { ${demand} } } }
`;
const ONE = '  named: { oak: { phase: primary, type: academy, pupils: 200 } }';
const SOME = '  groups: { villages: { count: 2.5, phase: primary, type: academy, pupils: 50 } }';
const FREE = 'price: { flat: 0 }';
const COMMITTED = '  named: { oak: { phase: primary, type: academy, pupils: 200, intent: committed } }';
const OFFERED = 'price: { flat: 0, offered_if: { committed: 1 } }, joins: { by_intent: { committed:';

/** Members and what is sold in pounds, in each of some draws. */
async function drawn(text: string): Promise<(readonly [members: number, sold: number])[]> {
  const { model: loaded } = Source.open(diskOf({ 'model.yaml': text }), 'model.yaml').load({ scenarios: [], sets: [] });
  const chancy = uncertain(loaded);
  const [year] = periodsOf(loaded.calendar, 'year');
  const roots = ['members', 'income.traded'].map((line) => figureOf(chancy.projection, line, year as never));
  const columns = await simulate(chancy, roots, { draws: 40, seed: 3 }, inThisThread);
  const [members, sold] = roots.map((root) => [...(columns.get(root) as Float64Array)]) as [number[], number[]];
  return members.map((each, i) => [each, sold[i] as number]);
}

describe('each draw', () => {
  test.each<[string, string, string, [number, number]]>([
    ['of one school', ONE, `${FREE}, joins: 50%`, [0, 1]],
    ['of one whose price waits for it', COMMITTED, `${OFFERED} 50% } }`, [0, 1]],
    ['of two schools and a half', SOME, `${FREE}, joins: 50%`, [0, 2.5]],
    ['of some who join for certain', SOME, `${FREE}, joins: 100%`, [2.5, 2.5]],
    ['of some who do not', SOME, `${FREE}, joins: 0%`, [0, 0]],
  ])('%s has what its members and the others ask for', async (_, schools, tier, range) => {
    const all = schools === SOME ? 2.5 : 1;
    const draws = await drawn(model(schools, tier));
    for (const [members, sold] of draws) expect(sold).toBeCloseTo(30 * members + 10 * (all - members), 6);
    const joining = draws.map(([members]) => members);
    expect([Math.min(...joining), Math.max(...joining)]).toEqual(range);
  });

  test.each([
    ['one school', ONE, `${FREE}, joins: 100%`, [20, 40]],
    ['one whose price waits for it', COMMITTED, `${OFFERED} 100% } }`, [20, 40]],
    ['one that does not join', ONE, `${FREE}, joins: 0%`, [0, 50]],
  ])('has whole units of what is spread, of %s', async (_, schools, tier, units) => {
    const spread = 'per_member: { spread: { 2: 50%, 4: 50% } }, per_other: { spread: { 0: 50%, 5: 50% } }';
    const draws = await drawn(model(schools, tier, spread));
    expect([...new Set(draws.map(([, sold]) => sold))].sort((a, b) => a - b)).toEqual(units);
  });
});
