import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MonthOutcome, mixOf, mixStreams, paybackOf, pivotalIn, VIEWS } from '../../src/analysis/index.js';
import type { Money } from '../../src/figures/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { decimal, models, projectionOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Contribution by stream loses nothing, brokerage may be looked at either way, and what comes together month by month is the year, whatever the model. */

const periodOf = (projection: Projection, year: number): Period =>
  periodNamed(projection.model.calendar, 'year', String(year)) as Period;
const total = (amounts: readonly Money[]): number => amounts.reduce((sum, { pence }) => sum + pence, 0);
const known = (projection: Projection, year: number): boolean =>
  figureOf(projection, 'surplus.before_tax', periodOf(projection, year)).isKnown;

test('streams add to the whole, the whole to the surplus, and every view of brokerage to the same margin', () => {
  const seen = { brokered: 0, breakEvens: 0 };
  fc.assert(
    fc.property(models, (data) => {
      const projection = projectionOf(data);
      for (const year of projection.model.calendar.years) if (known(projection, year)) holds(projection, year, seen);
    }),
    runs(80, 1),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(20));
});

function holds(projection: Projection, year: number, seen: { brokered: number; breakEvens: number }): void {
  const streams = mixStreams(projection, year);
  const modelled = mixOf(projection, year);
  for (const what of ['sales', 'varying', 'contribution'] as const)
    expect(total(streams.map((each) => each[what]))).toBe(modelled[what].pence);
  const views = VIEWS.map((view) => mixOf(projection, year, view));
  for (const mix of views) {
    expect(mix.contribution.pence).toBe(modelled.contribution.pence);
    expect(mix.sales.pence - mix.varying.pence).toBe(mix.contribution.pence);
    expect(mix.contribution.pence + mix.contracts.pence - mix.fixed.pence).toBe(mix.surplus.pence);
    expect(mix.marginRate.value).toEqual(modelled.marginRate.value);
    if (mix.breakEven === undefined) continue;
    seen.breakEvens++;
    // To the penny of sales: with their share of contribution there is no surplus.
    const perPenny = mix.contribution.pence / mix.sales.pence;
    expect(Math.abs(mix.breakEven.pence * perPenny - mix.net.pence)).toBeLessThanOrEqual(
      0.5 * Math.abs(perPenny) + 0.01,
    );
  }
  const [, asAgent, asPrincipal] = views.map(({ sales }) => sales.pence) as [number, number, number];
  expect(asAgent).toBeLessThanOrEqual(modelled.sales.pence);
  expect(asPrincipal).toBeGreaterThanOrEqual(modelled.sales.pence);
  if (asAgent < asPrincipal) seen.brokered++;
}

test('break-even sales are those that come nearest to no surplus, of every penny there is', () => {
  const pence = fc.integer({ min: 1, max: 900 });
  const said = fc.record({
    fee: pence,
    price: pence,
    direct: pence,
    fixed: pence,
    contract: fc.integer({ min: 0, max: 400 }),
  });
  let seen = 0;
  fc.assert(
    fc.property(said, ({ fee, price, direct, fixed, contract }) => {
      const projection = projectionOf({
        buyin: '1',
        name: 'Pennies',
        calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
        // One member of many schools, so that there may be more.
        schools: { groups: { school: { count: '1_000', phase: 'primary', type: 'academy', pupils: '1' } } },
        tiers: { gold: { price: { flat: decimal(fee, 2) }, joins: '0.1%' } },
        services: {
          advice: {
            kind: 'traded',
            unit: 'day',
            price: decimal(price, 2),
            delivery: { direct_cost: decimal(direct, 2) },
            demand: { per_member: '1' },
          },
        },
        contracts: { council: { kind: 'grant', per_year: decimal(contract, 2) } },
        overheads: { fixed: { per_year: decimal(fixed, 2) } },
      });
      const { breakEven } = mixOf(projection, 2018);
      const [sales, brings] = [fee + price, fee + price - direct];
      if (brings <= 0) expect(breakEven).toBeUndefined();
      if (brings <= 0) return;
      const off = (at: number): number => Math.abs(at * brings - (fixed - contract) * sales);
      let best = -400 * sales;
      // Pennies below zero too: there none are needed. Of two that are as near, the one further from zero.
      for (let at = best; at <= 900 * sales; at++)
        if (off(at) < off(best) || (off(at) === off(best) && at > 0)) best = at;
      seen++;
      expect(breakEven?.pence).toBe(best);
    }),
    runs(40, 5),
  );
  expect(seen).toBeGreaterThan(ofRuns(10));
});

test('a model whose schools can each be left out is the model while nobody is', () => {
  let seen = 0;
  fc.assert(
    fc.property(models, (data) => {
      const projection = projectionOf(data);
      for (const year of projection.model.calendar.years) {
        const period = periodOf(projection, year);
        const found = pivotalIn(projection, period, () => undefined);
        if (found === undefined) continue;
        seen++;
        expect(found.surplus.pence).toBe((figureOf(projection, 'surplus.before_tax', period) as Money).pence);
        for (const { falls, surplus } of found.schools)
          if (falls.isKnown) expect(found.surplus.pence - falls.pence).toBe(surplus.pence);
      }
    }),
    runs(60, 2),
  );
  expect(seen).toBeGreaterThan(ofRuns(60));
});

test('what has come together by the end of a year is the same by month and by year, and payback is when it says', () => {
  const seen = { month: 0, never: 0, unknown: 0, nothing: 0 };
  fc.assert(
    fc.property(models, (data) => {
      const projection = projectionOf(data);
      const { calendar } = projection.model;
      const months = periodsOf(calendar, 'month');
      for (const line of ['surplus.to_date', 'cash.own.to_date', 'cash.own.discounted.to_date']) {
        for (const year of periodsOf(calendar, 'year')) {
          const month = months.find(({ last }) => last === year.last) as Period;
          expect(figureOf(projection, line, year).value).toEqual(figureOf(projection, line, month).value);
        }
      }
      const payback = paybackOf(projection);
      const cash = months.map((month) => figureOf(projection, 'cash.own.to_date', month) as Money);
      for (const when of [payback.first, payback.forGood, payback.paidBack, payback.paidBackDiscounted])
        tell(when, seen);
      if (cash.some(({ isKnown }) => !isKnown)) return;
      const lowest = Math.min(...cash.map(({ pence }) => pence));
      if (typeof payback.peak === 'object') expect(payback.peak.amount.pence).toBe(lowest);
      else expect(lowest).toBeGreaterThanOrEqual(0);
      if (typeof payback.paidBack !== 'object') return;
      const { months: after } = payback.paidBack;
      expect(cash.slice(after - 1).every(({ pence }) => pence >= 0)).toBe(true);
      expect(cash[after - 2]?.pence).toBeLessThan(0);
    }),
    runs(80, 4),
  );
  expect(seen.month, JSON.stringify(seen)).toBeGreaterThan(ofRuns(64));
  expect(Math.min(seen.never, seen.nothing), JSON.stringify(seen)).toBeGreaterThan(ofRuns(8));
});

function tell(when: MonthOutcome, seen: Record<'month' | 'never' | 'unknown' | 'nothing', number>): void {
  seen[typeof when === 'object' ? 'month' : when]++;
}
