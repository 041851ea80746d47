import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  amongOf,
  cascadeOf,
  GROUPINGS,
  groupsBy,
  inAmong,
  type Offer,
  offerOf,
  optionsOf,
  protectionOf,
  type SpreadMeasure,
  spreadFigure,
} from '../../src/analysis/index.js';
import { Exact } from '../../src/figures/index.js';
import type { Protection } from '../../src/model/index.js';
import type { Projection } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Who gains and who loses, on random models. */

const exact = (measure: SpreadMeasure, offer: Offer, projection: Projection, among = {}): Exact =>
  spreadFigure(`gains.${measure}.today`, offer, among, projection)?.exact ?? Exact.zero;
const sum = (all: readonly Exact[]): Exact => all.reduce((total, each) => total.plus(each), Exact.zero);

function always(holds: (offer: Offer, projection: Projection) => void): void {
  let seen = 0;
  fc.assert(
    fc.property(models, (data) => {
      const projection = projectionOf(data);
      for (const option of optionsOf(projection, [])) {
        const offer = offerOf(projection, option, projection.model.calendar.years[0] as number);
        if (offer.priced.length === 0 || offer.unknown.length > 0) continue;
        if (offer.priced.some(({ pupils, count }) => !pupils.isKnown || !count.isKnown)) continue;
        seen++;
        holds(offer, projection);
      }
    }),
    runs(40, 1),
  );
  expect(seen).toBeGreaterThan(ofRuns(20));
}

test('better, worse, unchanged and not known are all schools', () => {
  always((offer, projection) => {
    const parts = (['better', 'worse', 'unchanged', 'unknown'] as const).map((measure) => exact(measure, offer, projection));
    expect(sum(parts).toString()).toBe(sum(offer.priced.map(({ count }) => count.exact)).toString());
  });
});

test('the partition by any attribute adds to the whole, and its shares to one', () => {
  always((offer, projection) => {
    for (const by of GROUPINGS) {
      const groups = groupsBy(by, offer.priced, projection.model).map((group) =>
        amongOf(
          group,
          offer.priced.filter((each) => inAmong(each, { group }, projection.model)),
        ),
      );
      for (const measure of ['better', 'worse', 'unchanged', 'unknown', 'gain', 'loss'] as const) {
        const parts = groups.map((among) => exact(measure, offer, projection, among));
        expect(sum(parts).toString(), `${measure} by ${by}`).toBe(exact(measure, offer, projection).toString());
      }
      const shares = groups.map((among) => exact('schools_share', offer, projection, among).toNumber());
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
  });
});

test('protection costs what it gives, and what gainers give is never more than they gain', () => {
  let seen = 0;
  fc.assert(
    fc.property(models, fc.constantFrom('reserves', 'gainers'), fc.integer({ min: 0, max: 20 }), (data, fundedBy, most) => {
      const projection = projectionOf(put(data, ['protection'], { most_loss: `${most}%`, funded_by: fundedBy }));
      for (const option of optionsOf(projection, [])) {
        let drawn = 0;
        for (const { schools, cost, gains, given, reserves, year } of protectionOf(projection, option, projection.model.protection as Protection)) {
          if (!cost.isKnown || !gains.isKnown || !reserves.isKnown) break;
          seen += schools.length;
          expect(cost.pence).toBe(schools.reduce((total, { relief }) => total + relief.pence, 0));
          expect(given.pence).toBe(fundedBy === 'reserves' ? 0 : Math.min(cost.pence, gains.pence));
          drawn += cost.pence - given.pence;
          const without = projection.model.calendar.years.indexOf(year);
          expect(without).toBeGreaterThanOrEqual(0);
        }
        expect(drawn).toBeGreaterThanOrEqual(0);
      }
    }),
    runs(40, 1),
  );
  expect(seen).toBeGreaterThan(ofRuns(10));
});

test('the exit cascade ends, never raises membership, and does not depend on the order of the roll', () => {
  let left = 0;
  fc.assert(
    fc.property(models, fc.integer({ min: 0, max: 30 }), (data, share) => {
      const governed = put(data, ['governance'], { leaves_above: `${share}%` });
      const schools = (governed.schools ?? {}) as PlainMap;
      const reversed = put(governed, ['schools'], { ...schools, ...turned(schools, 'named'), ...turned(schools, 'groups') });
      const [one, other] = [projectionOf(governed), projectionOf(reversed)];
      for (const option of optionsOf(one, [])) {
        const year = one.model.calendar.years[0] as number;
        const { rounds, before, after, price } = cascadeOf(one, offerOf(one, option, year));
        if (!before.isKnown || !after.isKnown) continue;
        left += rounds.length;
        expect(after.exact.compare(before.exact)).toBeLessThanOrEqual(0);
        const prices = rounds.map((round) => round.price.exact.toNumber());
        for (let i = 1; i < prices.length; i++) expect(prices[i]).toBeGreaterThanOrEqual(prices[i - 1] as number);
        const mirrored = cascadeOf(other, offerOf(other, optionsOf(other, []).find(({ tier }) => tier === option.tier) as never, year));
        expect(mirrored.after.exact.toString()).toBe(after.exact.toString());
        expect(mirrored.price?.exact.toString()).toBe(price?.exact.toString());
        expect(mirrored.rounds.map(({ leave }) => leave.map(({ id }) => id).sort())).toEqual(
          rounds.map(({ leave }) => leave.map(({ id }) => id).sort()),
        );
      }
    }),
    runs(60, 2),
  );
  expect(left).toBeGreaterThan(ofRuns(10));
});

/** The same schools in the opposite order. */
function turned(schools: PlainMap, key: 'named' | 'groups'): PlainMap {
  const found = schools[key] as PlainMap | undefined;
  return found === undefined ? {} : { [key]: Object.fromEntries(Object.entries(found).reverse()) };
}
