import fc from 'fast-check';
import { expect, test } from 'vitest';
import { challengesTo, figureFor, type Ranking, rankingOf, readingsOf, switchOf } from '../../src/analysis/index.js';
import { Exact, type Money } from '../../src/figures/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { decimal, models, type PlainMap, projectionOf, put } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What no appraisal may do: let the size of weights, or the order of options, decide; or miss a weighting that turns the first place. */

const OPTIONS = ['base', 'b', 'c', 'd'] as const;
const anAmount = fc.integer({ min: 0, max: 5 }).map((thousands) => String(thousands * 1000));
const aScore = fc.integer({ min: 0, max: 20 }).map((fives) => String(fives * 5));
const aWeight = fc.record({
  weight: fc.integer({ min: 0, max: 40 }),
  below: fc.integer({ min: 0, max: 40 }),
  above: fc.integer({ min: 0, max: 40 }),
});

/** Four options: amounts that they differ in, and scores; small numbers, so that there are ties. */
const appraisals = fc
  .record({
    grants: fc.tuple(anAmount, anAmount, anAmount, anAmount),
    offices: fc.tuple(anAmount, anAmount, anAmount, anAmount),
    scores: fc.array(fc.tuple(aScore, aScore, aScore, aScore), { maxLength: 2 }),
    weights: fc.tuple(aWeight, aWeight, aWeight, aWeight),
  })
  .filter(({ weights, scores }) => weights.slice(0, 2 + scores.length).some(({ weight }) => weight > 0));
type Said = typeof appraisals extends fc.Arbitrary<infer T> ? T : never;

function modelFor({ grants, offices, scores, weights }: Said, scale: number): PlainMap {
  const terms = (i: number): PlainMap => {
    const { weight, below, above } = weights[i] as (typeof weights)[number];
    const low = Math.max(0, weight - below);
    return {
      weight: decimal(weight * scale, 2),
      range: { low: decimal(low * scale, 2), high: decimal((weight + above) * scale, 2) },
    };
  };
  const criteria: Record<string, PlainMap> = {
    income: { ...terms(0), figure: 'income', better: 'higher' },
    cost: { ...terms(1), figure: 'cost', better: 'lower' },
  };
  scores.forEach((each, i) => {
    criteria[`judged${i}`] = {
      ...terms(2 + i),
      scores: Object.fromEntries(OPTIONS.map((option, o) => [option, each[o]])),
    };
  });
  const changes = (i: number): PlainMap => ({
    contracts: { council: { per_year: grants[i] } },
    overheads: { office: { per_year: offices[i] } },
  });
  return {
    buyin: '1',
    name: 'Options',
    calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
    schools: { named: { oak: { phase: 'primary', type: 'academy', pupils: '100' } } },
    contracts: { council: { kind: 'grant', per_year: grants[0], from: '2024-09', to: '2025-08' } },
    overheads: { office: { per_year: offices[0] } },
    options: `[${OPTIONS.join(', ')}]`,
    scenarios: { b: changes(1), c: changes(2), d: changes(3) },
    appraisal: { criteria },
  };
}

function ranking(data: PlainMap, order: readonly string[] = OPTIONS): Ranking {
  const options = order.map((option) => ({
    option,
    projection: projectionOf(data, { scenarios: option === 'base' ? [] : [option] }),
  }));
  const found = rankingOf(readingsOf(projectionOf(data).model.appraisal, options));
  if (found === undefined) throw new Error('nothing is ranked');
  return found;
}

/** The only first option, if there is one. */
const firstOf = ({ ranks }: Ranking): number | undefined =>
  ranks.filter((rank) => rank === 1).length === 1 ? ranks.indexOf(1) : undefined;

test('the ranking of options does not change when all weights are scaled, and neither does what overtakes the first', () => {
  let unequal = 0;
  fc.assert(
    fc.property(appraisals, fc.integer({ min: 1, max: 900 }), (said, scale) => {
      const [one, other] = [ranking(modelFor(said, 100)), ranking(modelFor(said, scale))];
      expect(other.ranks).toEqual(one.ranks);
      expect(other.totals.map(String)).toEqual(one.totals.map(String));
      const first = firstOf(one);
      if (first === undefined) return;
      unequal++;
      const least = ({ weighed }: Ranking) => challengesTo(first, weighed).map((each) => each.least.toString());
      expect(least(other)).toEqual(least(one));
    }),
    runs(60, 1),
  );
  expect(unequal).toBeGreaterThan(ofRuns(20));
});

test('the order of the options says nothing', () => {
  fc.assert(
    fc.property(appraisals, fc.shuffledSubarray([...OPTIONS], { minLength: 4 }), (said, order) => {
      const data = modelFor(said, 100);
      const [one, other] = [ranking(data), ranking(data, order)];
      const byName = (found: Ranking, names: readonly string[]) =>
        Object.fromEntries(names.map((name, i) => [name, [found.ranks[i], String(found.totals[i])]]));
      expect(byName(other, order)).toEqual(byName(one, OPTIONS));
    }),
    runs(40, 2),
  );
});

/** The lead of one option over another at some weights; undefined where none counts. */
function leadAt(weights: readonly Exact[], { weighed }: Ranking, first: number, rival: number): Exact | undefined {
  const all = weights.reduce((sum, weight) => sum.plus(weight), Exact.zero);
  if (all.sign === 0) return undefined;
  const ahead = weighed.map(({ scores }, i) =>
    (weights[i] as Exact).times((scores[first] as Exact).minus(scores[rival] as Exact)),
  );
  return ahead.reduce((sum, each) => sum.plus(each), Exact.zero).over(all);
}

/** Every corner of the ranges. */
const corners = ({ weighed }: Ranking): readonly (readonly Exact[])[] =>
  weighed.reduce<Exact[][]>(
    (found, { low, high }) =>
      found.flatMap((corner) => [
        [...corner, low],
        [...corner, high],
      ]),
    [[]],
  );

test('the least lead is that of the worst corner of the ranges, found by trying all of them', () => {
  const signs = new Set<number>();
  fc.assert(
    fc.property(appraisals, (said) => {
      const found = ranking(modelFor(said, 100));
      const first = firstOf(found);
      if (first === undefined) return;
      for (const { rival, lead, least, at } of challengesTo(first, found.weighed)) {
        const leads = [...corners(found).flatMap((corner) => leadAt(corner, found, first, rival) ?? []), lead];
        const worst = leads.reduce((a, b) => (b.compare(a) < 0 ? b : a));
        expect(least.compare(worst)).toBe(0);
        expect(leadAt(at, found, first, rival)?.compare(least)).toBe(0);
        found.weighed.forEach(({ low, high }, i) => {
          expect((at[i] as Exact).compare(low) >= 0 && (at[i] as Exact).compare(high) <= 0).toBe(true);
        });
        signs.add(Math.sign(least.sign));
      }
    }),
    runs(80, 3),
  );
  expect([...signs].sort()).toEqual([-1, 0, 1]);
});

test('at the weight where the first place changes another option is level, and at none that is nearer', () => {
  let turned = 0;
  fc.assert(
    fc.property(appraisals, (said) => {
      const found = ranking(modelFor(said, 100));
      const first = firstOf(found);
      if (first === undefined) return;
      const weights = found.weighed.map(({ weight }) => weight);
      const rivals = found.ranked.flatMap((_, i) => (i === first ? [] : i));
      weights.forEach((weight, criterion) => {
        const leads = (at: Exact) => rivals.map((rival) => leadAt(weights.with(criterion, at), found, first, rival));
        const change = switchOf(first, criterion, found.weighed);
        const ends = [Exact.zero, weight.plus(Exact.of(100_000))];
        if (change === undefined) {
          expect(ends.flatMap(leads).filter((lead) => lead !== undefined && lead.sign < 0)).toEqual([]);
          return;
        }
        turned++;
        expect(rivals.filter((_, i) => leads(change.at)[i]?.sign === 0)).toEqual(change.rivals);
        const nearer = weight.plus(change.at).over(Exact.of(2));
        expect(leads(nearer).every((lead) => lead?.sign === 1)).toBe(true);
      });
    }),
    runs(80, 4),
  );
  expect(turned).toBeGreaterThan(ofRuns(30));
});

test('without discounting a net present value is the sum of the surpluses, and at the end of the year it is one year further off', () => {
  let seen = 0;
  fc.assert(
    fc.property(models, fc.integer({ min: 0, max: 1500 }), (data, points) => {
      const under = (appraisal: PlainMap) => {
        const projection = projectionOf(put(data, ['appraisal'], appraisal));
        const figure = figureFor(projection, { figure: 'npv.surplus' });
        if ('what' in figure) throw new Error(figure.name);
        return { projection, figure: figure as Money };
      };
      const { projection, figure } = under({ discount: '0%' });
      const surpluses = periodsOf(projection.model.calendar, 'year').map(
        (year) => figureOf(projection, 'surplus', year) as Money,
      );
      expect(figure.isKnown).toBe(surpluses.every(({ isKnown }) => isKnown));
      if (!figure.isKnown) return;
      seen++;
      expect(figure.pence).toBe(surpluses.reduce((sum, { pence }) => sum + pence, 0));
      const discount = `${decimal(points, 2)}%`;
      const [start, end] = [under({ discount }).figure, under({ discount, timing: 'end_of_year' }).figure];
      const later = end.exact.times(Exact.one.plus(Exact.of(decimal(points, 4))));
      // Each is to the penny: the later one is half a penny times one and the rate away at most, and the earlier half a
      // penny.
      expect(Math.abs(later.minus(start.exact).toNumber())).toBeLessThanOrEqual(0.0109);
    }),
    runs(40, 5),
  );
  expect(seen).toBeGreaterThan(ofRuns(20));
});

test('a dearer membership moves money from schools to the company, and none for all together', () => {
  const aSchool = fc.record({ pupils: fc.integer({ min: 1, max: 900 }), today: fc.integer({ min: 0, max: 9_000 }) });
  const aCompany = fc.record({
    schools: fc.array(aSchool, { minLength: 1, maxLength: 4 }),
    fees: fc.tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 })),
    joins: fc.integer({ min: 1, max: 100 }),
    starts: fc.constantFrom('2024-09', '2025-01'),
    term: fc.constantFrom('September', 'April'),
  });
  fc.assert(
    fc.property(aCompany, ({ schools, fees, joins, starts, term }) => {
      const values = fees.map((fee) => {
        const projection = projectionOf({
          buyin: '1',
          name: 'Members',
          calendar: { starts, years: '3', year_starts: 'September' },
          schools: {
            named: Object.fromEntries(
              schools.map(({ pupils, today }, i) => [
                `s${i}`,
                { phase: 'primary', type: 'academy', pupils: String(pupils), pays_now: String(today) },
              ]),
            ),
          },
          tiers: {
            membership: {
              price: { flat: String(fee) },
              joins: `${joins}%`,
              term: { invoice: 'membership_year', starts: term },
            },
          },
          overheads: { office: { per_year: '12_345' } },
        });
        return ['npv.surplus', 'npv.schools', 'npv.system'].map(
          (figure) => (figureFor(projection, { figure }) as Money).pence,
        );
      }) as [[number, number, number], [number, number, number]];
      const [company, pays, system] = [0, 1, 2].map((i) => (values[1][i] as number) - (values[0][i] as number)) as [
        number,
        number,
        number,
      ];
      expect(system).toBe(0);
      // A membership year is cut into whole pence by months in the books, and by its share of the year here.
      expect(Math.abs(company + pays)).toBeLessThanOrEqual(100);
      expect(Math.sign(company)).toBe(Math.sign(fees[1] - fees[0]) || 0);
    }),
    runs(60, 6),
  );
});
