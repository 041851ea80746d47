import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BreakEven, breakEven, measures, type Zone } from '../../src/analysis/index.js';
import { asNumber, Exact, type Figure, type Money } from '../../src/figures/index.js';
import { type Problem, type ProblemData, problemsIn } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { decimal, inlined, modelOf, type Plain, type PlainMap, projectionOf, put, unmoved } from '../support/models.js';
import { changed } from '../support/plain.js';
import { ofRuns, runs } from '../support/runs.js';

/* Every break-even that is reported is tried out: the model's own inputs are changed, and it is projected anew without any lever. */

/** Fees are rounded to the penny for each school, so that a surplus of less may have either sign. */
const ROUNDING = 2;

/** What a price holds beside prices: whom it is for, and how many. */
const KEPT = ['when', 'group', 'of', 'up_to', 'below', 'size', 'blocks', 'from', 'nth', 'from_nth', 'percent'];
const isKept = (key: string, said: Plain | undefined): boolean =>
  KEPT.includes(key) || (key === 'each' && typeof said === 'string');

/** Every number at or below a place, times a factor; shares no further than the whole. */
function scaled(said: Plain | undefined, factor: Exact): Plain | undefined {
  if (said === undefined) return undefined;
  if (typeof said !== 'string') {
    if (Array.isArray(said)) return (said as readonly Plain[]).map((item) => scaled(item, factor) as Plain);
    return Object.fromEntries(
      Object.entries(said as PlainMap).map(([key, each]) => [key, isKept(key, each) ? each : scaled(each, factor)]),
    );
  }
  if (!/^-?\d/.test(said)) return said;
  if (!said.endsWith('%')) return Exact.of(said).times(factor).toString();
  const share = Exact.of(said.slice(0, -1)).times(factor);
  return `${share.compare(Exact.of(100)) > 0 ? '100' : share}%`;
}

/**
 * With the average of each spread of units in its place: shares of schools are not multiplied, and where every unit
 * costs the same only the average counts.
 */
function averaged(said: Plain | undefined): Plain | undefined {
  if (said === undefined || typeof said === 'string') return said;
  if (Array.isArray(said)) return (said as readonly Plain[]).map((item) => averaged(item) as Plain);
  const { spread, ...rest } = said as PlainMap;
  if (spread === undefined) return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, averaged(each)]));
  const average = Object.entries(spread as PlainMap)
    .map(([units, share]) => Exact.of(units).times(Exact.of((share as string).slice(0, -1))))
    .reduce((all, each) => all.plus(each), Exact.zero)
    .times(Exact.of('0.01'))
    .toString();
  return rest.when === undefined ? average : { ...rest, units: average };
}

/** With the shares of all who buy multiplied, and the rest left to none: more than all is no model. */
function scaledBuyers(said: Plain | undefined, factor: Exact): Plain | undefined {
  if (said === undefined || typeof said === 'string') return scaled(said, factor);
  if (Array.isArray(said)) return (said as readonly Plain[]).map((item) => scaledBuyers(item, factor) as Plain);
  const { when, ...rest } = said as PlainMap;
  const all = Object.entries(rest).map(([key, each]) => {
    if (key !== 'spread') return [key, scaledBuyers(each, factor)] as const;
    const buying = Object.entries(each as PlainMap)
      .filter(([units]) => units !== '0')
      .map(([units, share]) => [units, Exact.of((share as string).slice(0, -1)).times(factor)] as const);
    const left = buying.reduce((so, [, share]) => so.minus(share), Exact.of(100));
    const none = left.sign < 0 ? '0' : left.toString();
    return [
      key,
      Object.fromEntries([['0', `${none}%`], ...buying.map(([units, share]) => [units, `${share.toString()}%`])]),
    ] as const;
  });
  return { ...(when !== undefined && { when }), ...Object.fromEntries(all) };
}

/** Whether each unit of a service costs the same. */
const isStraight = (price: Plain | undefined): boolean =>
  typeof price === 'string' || (price as PlainMap).member !== undefined || (price as PlainMap).other !== undefined;

type Turn = (data: PlainMap, factor: Exact) => PlainMap;
const at =
  (...paths: readonly (readonly string[])[]): Turn =>
  (data, factor) =>
    paths.reduce((so, path) => {
      const value = path.reduce<Plain | undefined>((node, key) => (node as PlainMap | undefined)?.[key], so);
      return value === undefined ? so : put(so, path, scaled(value, factor));
    }, data);

/** Amounts of a price to the penny, and its rates as they are. */
const MONEY = /(^|\.)(flat|floor|cap|amount|sizes\.\d+|(floor|cap)(\.\d+)?(\.amount)?)$/;
const pennies = (price: Plain): Plain =>
  changed(price, (text, path) =>
    MONEY.test(path.join('.')) && !text.endsWith('%') ? Exact.of(text).toFixed(2) : text,
  );

const TIERS = ['gold', 'silver', 'bronze'];
const TURNS: Readonly<Record<string, { readonly turn: Turn; readonly places: number }>> = {
  members: { turn: at(...TIERS.map((id) => ['tiers', id, 'joins']), ['assumptions', 'buy_in', 'value']), places: 2 },
  price: {
    turn: (data, factor) =>
      TIERS.reduce((so, id) => {
        const tier = (so.tiers as PlainMap)[id] as PlainMap | undefined;
        return tier === undefined ? so : put(so, ['tiers', id, 'price'], pennies(scaled(tier.price, factor) as Plain));
      }, data),
    places: 2,
  },
  roll: {
    turn: (data, factor) =>
      (['named', 'groups'] as const).reduce((so, kind) => {
        const schools = Object.keys((so.schools as PlainMap)[kind] as PlainMap);
        return at(...schools.map((id) => ['schools', kind, id, 'pupils']))(so, factor);
      }, data),
    places: 1,
  },
  traded: {
    turn: (data, factor) =>
      ['advice', 'clerking'].reduce((so, id) => {
        const service = (so.services as PlainMap)[id] as PlainMap | undefined;
        if (service?.demand === undefined) return so;
        const { price, demand } = service;
        const turned = isStraight(price) ? scaled(averaged(demand), factor) : scaledBuyers(demand, factor);
        return put(so, ['services', id, 'demand'], turned);
      }, data),
    places: 1,
  },
};
const MEASURES: readonly (readonly [name: string, turned: string])[] = [
  ['members', 'members'],
  ['buy_in', 'members'],
  ['pupils', 'members'],
  ['price', 'price'],
  ['roll', 'roll'],
  ['traded_days', 'traded'],
];

const firstYear = ({ model }: Projection): Period => periodsOf(model.calendar, 'year')[0] as Period;
const surplusOf = (projection: Projection): number =>
  asNumber((figureOf(projection, 'surplus', firstYear(projection)) as Money).value);
const factorOf = (units: number, places: number): Exact => Exact.of(decimal(units, places));

/**
 * The model moved so far; undefined where more than all of a school would join two tiers, because the lever then holds
 * each of them to its part of it, and where more than all schools would buy.
 */
function movedBy(turn: Turn, data: PlainMap, factor: Exact): Projection | undefined {
  try {
    return projectionOf(turn(data, factor));
  } catch (error) {
    if (problemsIn(error)?.every(isTooMuch) === true) return undefined;
    throw error;
  }
}

/** More than all of a school, or of all schools: of a spread also where one of its numbers of units has more. */
const isTooMuch = ({ code, data }: Problem): boolean =>
  code === 'shares-exceed' ||
  code === 'spread-total' ||
  (code === 'bad-value' && (data as ProblemData['bad-value']).why === 'it is above 100%');

/**
 * A model with one more cost or one more contract, such that its surplus in the first year is about nil when something
 * is turned so far.
 */
function balanced(data: PlainMap, turn: Turn, factor: Exact): PlainMap {
  const projection = movedBy(turn, data, factor) ?? projectionOf(data);
  const { first, last } = firstYear(projection);
  const yearly = Math.round((Math.abs(surplusOf(projection)) * 1200) / (last - first + 1));
  const amount = decimal(yearly, 2);
  return surplusOf(projection) > 0
    ? put(data, ['overheads', 'balance'], { per_year: amount })
    : put(data, ['contracts', 'balance'], { kind: 'grant', per_year: amount, vat: 'outside_scope' });
}

/** After a crossing the surplus has the sign that lies above it; before the first it has one sign. */
function expectSigns(
  { crossings, most, none }: BreakEven,
  points: readonly { readonly value: number; readonly surplus: number }[],
): void {
  const below = new Set<number>();
  for (const { value, surplus } of points) {
    // Where a post has no more days, more demand changes what is sold and not how much of it.
    if (Math.abs(surplus) <= ROUNDING || value > most - 1e-6) continue;
    const last = crossings.filter(({ at }) => asNumber(at.value) <= value).pop();
    if (last === undefined) below.add(Math.sign(surplus));
    else
      expect(Math.sign(surplus), `${value} after ${asNumber(last.at.value)}: ${surplus}`).toBe(
        last.above === 'profit' ? 1 : -1,
      );
  }
  expect(below.size, 'before any crossing').toBeLessThanOrEqual(1);
  if (crossings.length === 0 && below.size === 1) expect(none).toContain(below.has(1) ? 'a surplus' : 'a deficit');
}

for (const [name, lever] of MEASURES) {
  const { turn, places } = TURNS[lever] as { turn: Turn; places: number };
  const measure = measures.find((each) => each.name === name) as (typeof measures)[number];
  const unit = 10 ** places;

  test(`the surplus has the sign that the crossings of ${name} say, wherever the model is moved`, () => {
    let crossed = 0;
    fc.assert(
      fc.property(
        unmoved.map(inlined),
        fc.integer({ min: 1, max: 2 * unit }),
        fc.array(fc.integer({ min: 0, max: 4 * unit }), { minLength: 4, maxLength: 4 }),
        (raw, aim, tries) => {
          const data = balanced(raw, turn, factorOf(aim, places));
          const base = projectionOf(data);
          const found = breakEven(base.model, measure, firstYear(base));
          if (found.modelled === undefined || found.modelled.exact.sign === 0) return;
          crossed += found.crossings.length;
          const modelled = asNumber(found.modelled.value);
          const near = found.crossings.slice(0, 3).flatMap(({ at: { value } }) => {
            const middle = Math.round((asNumber(value) / modelled) * unit);
            return [middle - 1, middle + 1];
          });
          const points = [...near, ...tries]
            .filter((units) => units > 0)
            .flatMap((units) => {
              const moved = movedBy(turn, data, factorOf(units, places));
              if (moved === undefined) return [];
              return {
                value: asNumber((measure.figure(moved, firstYear(moved)) as Figure).value),
                surplus: surplusOf(moved),
              };
            });
          expectSigns(found, points);
        },
      ),
      runs(25, 4),
    );
    expect(crossed).toBeGreaterThan(ofRuns(4));
  });
}

/**
 * Schools of one kind, with costs that rise in steps. Shares of so many schools are whole per cents or a few decimals
 * of them.
 */
const stepped = fc.record({
  schools: fc.constantFrom(20, 25, 40, 50),
  pupils: fc.integer({ min: 1, max: 4 }),
  fee: fc.integer({ min: 100, max: 90_000 }),
  each: fc.integer({ min: 0, max: 30_000 }),
  fixed: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900_000 })),
  joins: fc.integer({ min: 1, max: 20 }),
  steps: fc.array(fc.record({ size: fc.integer({ min: 1, max: 30 }), amount: fc.integer({ min: 0, max: 400_000 }) }), {
    maxLength: 3,
  }),
});
type Stepped = typeof stepped extends fc.Arbitrary<infer S> ? S : never;

function steppedModel({ schools, pupils, fee, each, fixed, steps }: Stepped, of: string, joins: string): PlainMap {
  const stairs = steps.map(
    ({ size, amount }, i) =>
      [`step_${i}`, { per_year: decimal(amount, 2), step: { for_each: String(size), of } }] as const,
  );
  return {
    buyin: '1',
    name: 'Steps',
    calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
    schools: {
      groups: { school: { count: String(schools), phase: 'primary', type: 'academy', pupils: String(pupils) } },
    },
    tiers: { gold: { price: { flat: decimal(fee, 2) }, joins } },
    overheads: {
      fixed: { per_year: decimal(fixed, 2) },
      variable: { per: { members: decimal(each, 2) } },
      ...Object.fromEntries(stairs),
    },
  };
}

/** Cut off and not rounded: a pupil's millionth more would start another step. */
function shareOf(units: number, most: number): string {
  return `${decimal(Math.floor((units * 10 ** 14) / most), 12)}%`;
}

/** They follow each other from none to all, and no two of one sign meet. */
function expectWhole(zones: readonly Zone[], most: number): void {
  expect(zones[0]?.from).toBe(0);
  expect(zones[zones.length - 1]?.to).toBe(most);
  zones.slice(1).forEach(({ from, sign }, i) => {
    expect(from).toBe((zones[i]?.to as number) + 1);
    expect(sign).not.toBe(zones[i]?.sign);
  });
}

/** The zone that holds so many units is that of the model in which so many join. */
function expectSign(said: Stepped, of: string, units: number, most: number, zones: readonly Zone[]): void {
  const moved = projectionOf(steppedModel(said, of, shareOf(units, most)));
  const surplus = (figureOf(moved, 'surplus', firstYear(moved)) as Money).pence;
  // A fee for a part of a school is rounded to the penny, so that a penny or two are as good as nothing where members
  // are parts of schools.
  if (of === 'pupils' && Math.abs(surplus) <= 2 && units > 0) return;
  const sign = surplus > 0 ? 'profit' : surplus < 0 ? 'loss' : 'nil';
  expect(zones.find(({ from, to }) => from <= units && units <= to)?.sign, `${units}: ${surplus}`).toBe(sign);
}

describe.each(['members', 'pupils'])('whole %s', (of) => {
  const measure = measures.find(({ name }) => name === of) as (typeof measures)[number];

  test('are profit, loss or nil as projecting each by itself says', () => {
    fc.assert(
      fc.property(stepped, (said) => {
        const most = of === 'members' ? said.schools : said.schools * said.pupils;
        const model = modelOf(steppedModel(said, of, `${said.joins * 5}%`));
        const { zones } = breakEven(model, measure, periodsOf(model.calendar, 'year')[0] as Period);
        expectWhole(zones, most);
        for (let units = 0; units <= most; units += most > 60 ? 3 : 1) expectSign(said, of, units, most, zones);
      }),
      runs(25, 5),
    );
  });

  test('change sign within a unit of every crossing', () => {
    fc.assert(
      fc.property(stepped, (said) => {
        const model = modelOf(steppedModel(said, of, `${said.joins * 5}%`));
        const { crossings, zones } = breakEven(model, measure, periodsOf(model.calendar, 'year')[0] as Period);
        for (const { at, above } of crossings) {
          const next = Number(at.exact.floor()) + 1;
          const zone = zones.find(({ from, to }) => from <= next && next <= to);
          const others = crossings.filter(
            (each) => each.at !== at && Math.abs(asNumber(each.at.value) - asNumber(at.value)) < 1,
          ).length;
          if (zone !== undefined && others === 0) expect(zone.sign).toBe(above);
        }
      }),
      runs(100, 6),
    );
  });
});
