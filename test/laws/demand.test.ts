import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { Exact } from '../../src/figures/index.js';
import { decimal, FILE, type PlainMap, projectionOf, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* What a spread of demand comes to is the sum over its units, and it changes as its buyers do. */

/** So many tenths of a percentage for each number of units; what is left takes none. */
const spreads = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(200)), { selector: ([units]) => units, maxLength: 5 })
  .map((parts): readonly (readonly [number, number])[] => [
    [0, 1000 - parts.reduce((sum, [, tenths]) => sum + tenths, 0)],
    ...parts,
  ]);
const said = fc.record({
  spread: spreads,
  price: fc.nat(100_000),
  schools: fc.integer({ min: 1, max: 400 }),
  joins: fc.nat(100),
  scale: fc.nat(100),
});
const written = (parts: readonly (readonly [number, number])[]): PlainMap =>
  Object.fromEntries(parts.map(([units, tenths]) => [units, `${decimal(tenths, 1)}%`]));

const company = (
  demand: PlainMap,
  { price, schools, joins }: { price: number; schools: number; joins: number },
): PlainMap => ({
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
  schools: { groups: { any: { count: `${schools}`, phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1' }, joins: `${joins}%` } },
  services: { visit: { kind: 'traded', unit: 'day', price: decimal(price, 2), demand } },
});
const income = (data: PlainMap, sets: readonly string[] = []): string => {
  const found = figureFor(projectionOf(data, { sets }), { figure: 'income.traded.visit', year: 2025 });
  return 'what' in found ? found.what : found.exact.toFixed(2);
};

test('the income of a spread is the sum over its units by hand, and that of its average', () => {
  fc.assert(
    fc.property(said, ({ spread, ...of }) => {
      // Units, in thousandths, of all members, in hundredths of them, at so many pence: half up to the penny.
      const units = spread.reduce((sum, [each, tenths]) => sum + BigInt(each) * BigInt(tenths), 0n);
      const exact = units * BigInt(of.schools) * BigInt(of.joins) * BigInt(of.price);
      const pence = (exact + 50_000n) / 100_000n;
      const by = { per_member: { spread: written(spread) } };
      expect(income(company(by, of))).toBe(decimal(Number(pence), 2));
      expect(income(company({ per_member: decimal(Number(units), 3) }, of))).toBe(decimal(Number(pence), 2));
    }),
    runs(80, 1),
  );
});

test('a spread that is scaled is the average that is scaled, whatever is left for none', () => {
  fc.assert(
    fc.property(said, ({ spread, scale, ...of }) => {
      const by = (per_member: PlainMap[string]): PlainMap => company({ per_member }, of);
      const set = [`services.visit.demand.per_member.times=${scale}%`];
      const units = spread.reduce((sum, [each, tenths]) => sum + each * tenths, 0);
      const average = Exact.of(units * scale).over(Exact.of(100_000));
      const exact = average.times(Exact.fraction(of.schools * of.joins, 100)).times(Exact.fraction(of.price, 100));
      expect(income(by({ spread: written(spread) }), set)).toBe(exact.plus(Exact.of('0.0000001')).toFixed(2));
    }),
    runs(60, 2),
  );
});

test('shares that do not add to all are a problem, by however little', async () => {
  const off = fc.tuple(spreads, fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 3 }));
  await fc.assert(
    fc.asyncProperty(off, async ([spread, by, places]) => {
      fc.pre(by !== 0);
      const [, ...rest] = spread;
      const none = `${decimal((spread[0]?.[1] as number) * 10 ** places + by, 1 + places)}%`;
      const data = company(
        { per_other: { spread: { 0: none, ...written(rest) } } },
        { price: 1, schools: 1, joins: 1 },
      );
      const { code, err } = await play(['forecast', FILE], { files: { [FILE]: yamlOf(data) } });
      expect([code, err.includes('[spread-total]') || err.includes('[bad-value]')]).toEqual([1, true]);
    }),
    runs(40, 3),
  );
});
