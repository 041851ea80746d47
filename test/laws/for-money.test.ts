import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureFor, groupsBy, offerOf, optionsOf } from '../../src/analysis/index.js';
import { Exact, type Figure } from '../../src/figures/index.js';
import { models, type PlainMap, projectionOf, put } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What holds of the four E's whatever the model. */

const total = (figures: readonly Figure[]): string =>
  figures.reduce((sum, { exact }) => sum.plus(exact), Exact.zero).toFixed(12);

test('shares of pupils and of fees each add to one over the constituencies, so what some pay over others pay under', () => {
  fc.assert(
    fc.property(models, (data) => {
      const projection = projectionOf(data);
      const [option] = optionsOf(projection, []);
      const offer = option && offerOf(projection, option, projection.model.calendar.years[0] as number);
      if (offer === undefined || offer.priced.length === 0) return;
      const groups = groupsBy('constituency', offer.priced, projection.model);
      const each = (measure: string): Figure[] =>
        groups.flatMap(({ id }) => {
          const found = figureFor(projection, {
            figure: `gains.${measure}.today`,
            tier: offer.option.tier,
            among: `constituency=${id}`,
          });
          return 'what' in found || !found.isKnown ? [] : found;
        });
      for (const [measure, whole] of [
        ['pupils_share', '1.000000000000'],
        ['income_share', '1.000000000000'],
        ['over_share', '0.000000000000'],
      ] as const) {
        const figures = each(measure);
        // Of no pupils, or of no fees, there are no shares.
        if (figures.length === groups.length) expect(total(figures).replace('-', '')).toBe(whole);
      }
    }),
    runs(60, 7),
  );
});

test('the cost of each point, times the points, is the cost; a change and what is left of the room make up the room', () => {
  const value = fc.integer({ min: 0, max: 1000 }).map((tenths) => `${tenths / 10}%`);
  fc.assert(
    fc.property(models, value, value, fc.boolean(), (data, one, other, lower) => {
      const [low, high] = [one, other].sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)) as [string, string];
      const [baseline, target] = lower ? [high, low] : [low, high];
      const said: PlainMap = {
        unit: 'of schools',
        baseline: { value: baseline, year: '2017' },
        target: { value: target, year: '2018' },
        best: lower ? '0%' : '100%',
        better: lower ? 'lower' : 'higher',
      };
      const projection = projectionOf(put(data, ['indicators'], { x: said }));
      const of = (what: string): Figure | undefined => {
        const found = figureFor(projection, { figure: `indicator.${what}.x` });
        return 'what' in found ? undefined : found;
      };
      const [change, room, cost, each] = ['change', 'room', 'cost', 'per_unit'].map(of);
      expect(change?.exact.sign).toBeGreaterThanOrEqual(0);
      expect(room?.exact.minus(change?.exact as Exact).sign).toBeGreaterThanOrEqual(0);
      if (each === undefined) expect(change?.exact.sign).toBe(0);
      else if (each.isKnown) {
        const points = change?.exact.times(Exact.of(100)) as Exact;
        expect(each.exact.times(points).toFixed(6)).toBe(cost?.exact.toFixed(6));
      }
    }),
    runs(60, 7),
  );
});
