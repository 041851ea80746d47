import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inThisThread, meanOf, simulated } from '../../src/analysis/simulation/index.js';
import type { Period } from '../../src/model/index.js';
import { figureOf, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { decimal, FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* What is drawn of services is on average what is forecast, whatever their prices and however much is bought of them. */

const pence = fc.integer({ min: 1_000, max: 50_000 });
const pounds = (amount: number): string => decimal(amount, 2);
const bands = fc.tuple(fc.constantFrom('slab', 'graduated'), pence, pence).map(
  ([mode, low, high]): PlainMap => ({
    bands: {
      of: 'units',
      mode,
      each: [
        { up_to: '3', price: pounds(high) },
        { over: '3', price: pounds(low) },
      ],
    },
  }),
);
const packs = fc.tuple(pence, pence, pence).map(
  ([three, more, topUp]): PlainMap => ({
    packs: { of: 'units', sizes: { 3: pounds(three), 6: pounds(three + more) }, top_up: pounds(topUp) },
  }),
);
const limited = fc
  .tuple(pence, pence)
  .map(([rate, most]): PlainMap => ({ per: { units: pounds(rate) }, cap: pounds(most) }));
const once = fc
  .tuple(pence, pence)
  .map(([flat, rate]): PlainMap => ({ flat: pounds(flat), per: { units: pounds(rate) } }));
const prices = fc.oneof(packs, bands, limited, once);

/** Tenths of those who buy so many units; a tenth at least of each, so that few draws show all of it. */
const spreads = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 })), {
    selector: ([units]) => units,
    minLength: 1,
    maxLength: 3,
  })
  .map((parts): PlainMap => {
    const none = 10 - parts.reduce((sum, [, tenths]) => sum + tenths, 0);
    return { spread: Object.fromEntries([[0, none], ...parts].map(([units, tenths]) => [units, `${tenths}0%`])) };
  });
const averages = fc.integer({ min: 0, max: 60 }).map((tenths) => decimal(tenths, 1));
const demands = fc.oneof({ weight: 3, arbitrary: spreads }, { weight: 1, arbitrary: averages });
const SEASONS: readonly PlainMap[] = [
  {},
  { season: { May: '40%', June: '60%' } },
  { season: { September: '20%', January: '80%' } },
];

const said = fc.record({
  member: prices,
  other: prices,
  perMember: demands,
  perOther: demands,
  joins: fc.constantFrom(20, 50, 80),
  scale: fc.constantFrom(100, 60),
  ordered: fc.subarray(['oak', 'ash', 'elm']),
  units: fc.integer({ min: 0, max: 9 }),
  season: fc.constantFrom(...SEASONS),
  brokered: fc.boolean(),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const school = { phase: 'primary', type: 'academy', pupils: '200' };
const company = ({ member, other, perMember, perOther, joins, season, brokered }: Said): PlainMap => ({
  buyin: '1',
  name: 'Drawn',
  calendar: { starts: '2025-09', years: '2', year_starts: 'September' },
  schools: {
    orders: { file: 'orders.csv' },
    named: { oak: school, ash: school, elm: school, yew: school, fir: school },
  },
  tiers: { core: { price: { flat: '1' }, joins: `${joins}%` } },
  services: {
    visit: {
      kind: brokered ? 'brokered' : 'traded',
      unit: 'day',
      price: [{ when: { member: 'yes' }, ...member }, other],
      ...(brokered && { commission: { percent: '20%', on: 'inside' }, acts_as: 'principal' }),
      demand: { per_member: perMember, per_other: perOther },
      uplift: '3%',
      ...season,
    } as PlainMap,
  },
});

const DRAWS = 400;
/** A mean is further from what is expected than so many of its standard errors once in more cases than are tried. */
const ERRORS = 5;

test('the mean of what is drawn of a service is its forecast, within its standard error', async () => {
  let spread = 0;
  await fc.assert(
    fc.asyncProperty(said, async (of) => {
      const rows = of.ordered.map((name) => `${name},visit,${of.units},2025-11-12\n`);
      const files = { [FILE]: yamlOf(company(of)), 'orders.csv': `school,service,quantity,date\n${rows.join('')}` };
      const source = Source.open(diskOf(files), FILE);
      const isSpread = typeof of.perMember !== 'string';
      const sets = isSpread && of.scale !== 100 ? [`services.visit.demand.per_member.times=${of.scale}%`] : [];
      const pick = { scenarios: [], sets };
      const { model } = source.load(pick);
      const forecasts = project(model);
      const found = await simulated(
        { source, pick, model, chances: { draws: DRAWS, seed: 7 }, engine: inThisThread },
        () => undefined,
      );
      for (const year of found.years) {
        const drawn = found.line('surplus', year);
        const mean = meanOf(drawn);
        const deviation = Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (DRAWS - 1));
        const forecast = Number(figureOf(forecasts, 'surplus', year as Period).exact.toString());
        if (deviation > 0) spread += 1;
        // Each amount is a whole number of pence in a forecast, and in a draw it is not.
        expect(Math.abs(mean - forecast)).toBeLessThanOrEqual((ERRORS * deviation) / Math.sqrt(DRAWS) + 0.1);
      }
    }),
    runs(64, 206),
  );
  expect(spread).toBeGreaterThan(0);
});

test('times on a spread may not make more than all of the schools buy', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 400 }), async (buys, scale) => {
      const spread = { 0: `${100 - buys}%`, 2: `${buys}%` };
      const services = { visit: { kind: 'traded', unit: 'day', price: '100', demand: { per_member: { spread } } } };
      const data = { ...company({ ...EXAMPLE, perMember: '0' }), services } as PlainMap;
      const { orders: _, ...schools } = data.schools as PlainMap;
      const { code, out, err } = await play(
        ['forecast', FILE, '--set', `services.visit.demand.per_member.times=${scale}%`],
        { files: { [FILE]: yamlOf({ ...data, schools }) } },
      );
      const isMore = buys * scale > 10_000;
      expect([code, isMore ? err.includes('[spread-total]') : out.includes('Traded')], err).toEqual([
        isMore ? 2 : 0,
        true,
      ]);
    }),
    runs(48, 207),
  );
});

const EXAMPLE: Said = {
  member: { flat: '1' },
  other: { flat: '1' },
  perMember: '1',
  perOther: '1',
  joins: 50,
  scale: 100,
  ordered: [],
  units: 0,
  season: {},
  brokered: false,
};
