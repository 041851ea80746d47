import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenIdentities } from '../../src/analysis/index.js';
import { Exact, type Figure } from '../../src/figures/index.js';
import { MONTH_NAMES } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import {
  decimal,
  FILE,
  lasting,
  models,
  type PlainMap,
  projectionOf,
  put,
  unseasoned,
  yamlOf,
} from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* A season moves what a year has within the year, and never changes it. */

/** Shares of twelve months, in hundredths of a percentage; they add to one. A month with none is mostly not named. */
const seasons = fc
  .tuple(fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), fc.nat(11), fc.boolean())
  .map(([weights, last, named]): PlainMap => {
    const all = weights.reduce((sum, each) => sum + each, 0) || 1;
    const shares = weights.map((each) => Math.floor((each * 10_000) / all));
    const rest = 10_000 - shares.reduce((sum, each) => sum + each, 0);
    return Object.fromEntries(
      shares
        .map((share, i): [string, number] => [MONTH_NAMES[i] as string, i === last ? share + rest : share])
        .filter(([, share]) => named || share > 0)
        .map(([month, share]) => [month, `${decimal(share, 2)}%`]),
    );
  });
const TWELFTHS: PlainMap = Object.fromEntries(MONTH_NAMES.map((month) => [month, '"=100% / 12"']));

const isMap = (said: unknown): said is PlainMap => typeof said === 'object' && said !== null && !Array.isArray(said);

/** A model in which all that may have a season has it. */
function seasoned(data: PlainMap, season: PlainMap): PlainMap {
  return ['services', 'contracts', 'overheads'].reduce((so, part) => {
    const items = so[part];
    if (!isMap(items)) return so;
    const ids = Object.entries(items).flatMap(([id, said]) => (isMap(said) ? [id] : []));
    return ids.reduce((each, id) => put(each, [part, id, 'season'], season), so);
  }, data);
}

const exact = (figure: Figure): Exact => (figure.isKnown ? figure.exact : Exact.zero);
const LINES = ['income.traded', 'income.brokered', 'cost.delivery', 'cost.associates', 'days.needed', 'days.sold'];
const inYears = (projection: Projection, name: string): string[] =>
  periodsOf(projection.model.calendar, 'year').map((period) => exact(figureOf(projection, name, period)).toString());

test('with any season the books hold, and the months of a year add to the year', () => {
  fc.assert(
    fc.property(models, seasons, (data, season) => {
      const projection = projectionOf(seasoned(data, season));
      expect(brokenIdentities(projection)).toEqual([]);
      const { calendar } = projection.model;
      for (const year of periodsOf(calendar, 'year'))
        for (const name of [...LINES, 'days.promised', 'days.asked', 'days.used', 'days.associates', 'days.short']) {
          const months = periodsOf(calendar, 'month').filter(({ first }) => first >= year.first && first <= year.last);
          const sum = months.reduce((so, month) => so.plus(exact(figureOf(projection, name, month))), Exact.zero);
          const off = sum.minus(exact(figureOf(projection, name, year)));
          expect([name, Math.abs(Number(off.toString())) < 1e-9]).toEqual([name, true]);
        }
    }),
    runs(60, 1),
  );
});

test('a whole year of services comes to the same with any season, where nobody comes, goes or changes within it', () => {
  fc.assert(
    fc.property(models.map(lasting), seasons, (data, season) => {
      const whole = put(data, ['calendar', 'starts'], `2018-${monthOf(data)}`);
      const steady = Object.keys(whole.tiers as PlainMap).reduce(
        (so, id) => put(so, ['tiers', id, 'joins'], '30%'),
        put(whole, ['choice'], undefined),
      );
      const [without, withSeason] = [steady, seasoned(steady, season)].map((each) => tried(each));
      fc.pre(without !== undefined && withSeason !== undefined);
      const { services, model } = without as Projection;
      for (const id of model.services.keys())
        fc.pre(model.calendar.years.every((year) => services.in(id, year).parts.length === 1));
      for (const name of LINES)
        expect([name, inYears(withSeason as Projection, name)]).toEqual([name, inYears(without as Projection, name)]);
    }),
    runs(40, 2),
  );
});

/** The month in which the company year of a sample starts, as a date has it. */
function monthOf(data: PlainMap): string {
  const name = (data.calendar as PlainMap).year_starts;
  return String((MONTH_NAMES as readonly string[]).indexOf(String(name)) + 1).padStart(2, '0');
}

/** The projection, where dates of the sample allow its calendar. */
function tried(data: PlainMap): Projection | undefined {
  try {
    return projectionOf(data);
  } catch {
    return undefined;
  }
}

test('twelve equal shares are no season, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(models.map(unseasoned), async (data) => {
      const pages = [data, seasoned(data, TWELFTHS)].map(async (each) => {
        const options = { files: { [FILE]: yamlOf(each) } };
        const { code, out } = await play(['forecast', FILE, '--by', 'month', '--format', 'csv'], options);
        return [code, out];
      });
      const [without, flat] = await Promise.all(pages);
      expect(flat).toEqual(without);
      expect(flat?.[0]).toBe(0);
    }),
    runs(24, 3),
  );
});

const company = (season: PlainMap, starts: string): PlainMap => ({
  buyin: '1',
  name: 'By hand',
  calendar: { starts, years: '2', year_starts: 'September' },
  schools: { groups: { any: { count: '9', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1' }, joins: '50%', includes: { visit: { per_school: '2' } } } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: '123.45',
      delivery: { direct_cost: '7.77' },
      demand: { per_member: '3' },
      season,
    },
  },
  contracts: { council: { kind: 'grant', per_year: '1000.01', season } },
  overheads: { rooms: { per_year: '99.99', season } },
});

test('a year that is cut short has what its months have of the whole, each to the penny by hand', () => {
  fc.assert(
    fc.property(seasons, fc.integer({ min: 1, max: 11 }), (season, late) => {
      const starts = `${late < 4 ? 2026 : 2027}-${String(((8 + late) % 12) + 1).padStart(2, '0')}`;
      const [whole, short] = ['2026-09', starts].map((from) => projectionOf(company(season, from))) as [
        Projection,
        Projection,
      ];
      for (const name of ['income.traded', 'income.contract', 'cost.delivery', 'cost.overheads'])
        for (const month of periodsOf(short.model.calendar, 'month'))
          expect([name, month.id, amountIn(short, name, month)]).toEqual([
            name,
            month.id,
            amountIn(whole, name, month),
          ]);
      // £1,000.01 in hundredths of a percentage of pence, to the end of each month, half up.
      const toDate = (months: readonly string[]): number =>
        Math.floor((months.reduce((sum, month) => sum + shareOf(season, month), 0) * 100_001 + 5_000) / 10_000);
      const inOrder = Array.from({ length: 12 }, (_, i) => MONTH_NAMES[(8 + i) % 12] as string);
      inOrder.forEach((_, i) => {
        const period = periodNamed(
          whole.model.calendar,
          'month',
          `${i < 4 ? 2026 : 2027}-${String(((8 + i) % 12) + 1).padStart(2, '0')}`,
        );
        const expected = toDate(inOrder.slice(0, i + 1)) - toDate(inOrder.slice(0, i));
        expect(amountIn(whole, 'income.contract', period as Period)).toBe(decimal(expected, 2));
      });
    }),
    runs(60, 4),
  );
});

const amountIn = (projection: Projection, name: string, period: Period): string =>
  exact(figureOf(projection, name, period)).toFixed(2);
const shareOf = (season: PlainMap, month: string): number =>
  Math.round(Number(String(season[month] ?? '0%').replace('%', '')) * 100);

test('shares that do not add to one are a problem, by however little', async () => {
  await fc.assert(
    fc.asyncProperty(
      seasons,
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 2, max: 6 }),
      async (season, by, places) => {
        const [month, share] = Object.entries(season).find(([, each]) => shareOf({ each }, 'each') > 0) as [
          string,
          string,
        ];
        const off = decimal(Number(String(share).replace('%', '').replace('.', '')) * 10 ** (places - 2) - by, places);
        fc.pre(!off.startsWith('-'));
        const data = company({ ...season, [month]: `${off}%` }, '2026-09');
        const { code, err } = await play(['check', FILE], { files: { [FILE]: yamlOf(data) } });
        expect([code, err.match(/the shares of the months come to/g)?.length]).toEqual([1, 3]);
      },
    ),
    runs(24, 5),
  );
});
