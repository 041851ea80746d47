import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  amongOf,
  cascadeOf,
  GROUPINGS,
  groupsBy,
  inAmong,
  membershipOf,
  type Offer,
  type Option,
  offerOf,
  optionsOf,
  protectionOf,
  type SpreadMeasure,
  spreadFigure,
  spreadOf,
} from '../../src/analysis/index.js';
import { Exact } from '../../src/figures/index.js';
import type { Protection } from '../../src/model/index.js';
import type { Projection } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Who gains and who loses, on random models: of one tier, and of each school in the tier that it takes. */

const exact = (measure: SpreadMeasure, offer: Offer, projection: Projection, among = {}): Exact | undefined => {
  const figure = spreadFigure(`gains.${measure}.today`, offer, among, projection);
  return figure?.isKnown ? figure.exact : undefined;
};
const sum = (all: readonly (Exact | undefined)[]): Exact =>
  all.reduce<Exact>((total, each) => (each === undefined ? total : total.plus(each)), Exact.zero);
const PARTS = ['better', 'worse', 'unchanged', 'unknown'] as const;

/** Each tier put on all schools in the first year, and each school in the tier that it takes. */
function offersOf(projection: Projection): readonly Offer[] {
  const year = projection.model.calendar.years[0] as number;
  const own = membershipOf(projection, year);
  const each = optionsOf(projection, []).map((option) => offerOf(projection, option, year));
  return own === undefined || own.option !== undefined ? each : [...each, own];
}

/**
 * The same schools, each in a tier that it is assigned where there are two: every other one in the second, where it may
 * take it.
 */
function assigned(data: PlainMap): PlainMap {
  const { tiers = {}, schools = {} } = data as {
    tiers?: Readonly<Record<string, PlainMap | undefined>>;
    schools?: PlainMap;
  };
  const ids = Object.keys(tiers).filter((id) => tiers[id] !== undefined && tiers[id]?.eligible === undefined);
  if (ids.length === 0) return data;
  const among = (key: string): PlainMap =>
    Object.fromEntries(
      Object.entries((schools[key] ?? {}) as PlainMap).map(([id, said], i) => [
        id,
        { ...(said as PlainMap), tier: ids[i % ids.length] },
      ]),
    );
  return {
    ...data,
    choice: { rule: 'assigned' },
    schools: { ...schools, named: among('named'), groups: among('groups') },
  };
}

/** Every offer of some random models of which all is known but who pays what today. */
function always(holds: (offer: Offer, projection: Projection, data: PlainMap) => void): void {
  let [seen, taken] = [0, 0];
  fc.assert(
    fc.property(models, fc.boolean(), (plain, isAssigned) => {
      const data = isAssigned ? assigned(plain) : plain;
      const projection = projectionOf(data);
      for (const offer of offersOf(projection)) {
        if (offer.priced.length === 0 || offer.unknown.some(({ count }) => !count.isKnown)) continue;
        if (offer.priced.some(({ pupils, count }) => !pupils.isKnown || !count.isKnown)) continue;
        seen++;
        if (offer.option === undefined) taken++;
        holds(offer, projection, data);
      }
    }),
    runs(40, 1),
  );
  expect(seen).toBeGreaterThan(ofRuns(20));
  expect(taken).toBeGreaterThan(ofRuns(5));
}

const everybody = ({ priced, unknown }: Offer) => [...priced, ...unknown];

test('better, worse, unchanged and not known are all schools, each of them once, and shares lie between none and all', () => {
  always((offer, projection) => {
    const parts = PARTS.map((measure) => exact(measure, offer, projection));
    const schools = new Set(everybody(offer).map(({ school }) => school));
    expect(sum(parts).toString()).toBe(sum([...schools].map(({ count }) => count?.exact ?? Exact.one)).toString());
    for (const measure of ['better_share', 'worse_share', 'schools_share', 'pupils_share'] as const) {
      const share = exact(measure, offer, projection)?.toNumber() ?? 0;
      expect(share, measure).toBeGreaterThanOrEqual(0);
      expect(share, measure).toBeLessThanOrEqual(1);
    }
  });
});

test('what is known of none of the schools is unknown, and never none of them', () => {
  always((offer, projection) => {
    const none = sum([exact('known', offer, projection)]).sign === 0;
    for (const measure of [
      'better',
      'worse',
      'unchanged',
      'gain',
      'loss',
      'median',
      'better_share',
      'largest_loss',
    ] as const)
      expect(exact(measure, offer, projection) === undefined, measure).toBe(none);
  });
});

test('the partition by any attribute adds to the whole, and its shares to one', () => {
  always((offer, projection) => {
    const all = everybody(offer);
    for (const by of GROUPINGS) {
      const groups = groupsBy(by, all, projection.model).map((group) =>
        amongOf(
          group,
          all.filter((each) => inAmong(each, { group }, projection.model)),
        ),
      );
      for (const measure of [...PARTS, 'gain', 'loss', 'schools', 'known'] as const) {
        const parts = groups.map((among) => exact(measure, offer, projection, among));
        expect(sum(parts).toString(), `${measure} by ${by}`).toBe(sum([exact(measure, offer, projection)]).toString());
      }
      const shares = groups.map((among) => exact('schools_share', offer, projection, among)?.toNumber() ?? 0);
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
  });
});

test('what is shown school by school adds to what is shown together', () => {
  always((offer, projection) => {
    const { known } = spreadOf(offer, 'today', projection);
    const total = known.map(({ each, gain }) => ({ gain, count: each.count }));
    const of = (sign: 1 | -1): number =>
      total
        .filter(({ gain }) => Math.sign(gain.pence) === sign)
        .reduce((all, { gain, count }) => all + Math.abs(gain.pence) * count.exact.toNumber(), 0) / 100;
    // Each line is rounded to the penny by itself.
    expect(Math.abs(of(1) - sum([exact('gain', offer, projection)]).toNumber())).toBeLessThan(
      0.006 * (known.length + 1),
    );
    expect(Math.abs(of(-1) - sum([exact('loss', offer, projection)]).toNumber())).toBeLessThan(
      0.006 * (known.length + 1),
    );
    const counts = (pick: (pence: number) => boolean): string =>
      sum(known.map(({ each, gain }) => (pick(gain.pence) ? each.count.exact : Exact.zero))).toString();
    if (sum([exact('known', offer, projection)]).sign === 0) return;
    expect(exact('better', offer, projection)?.toString()).toBe(counts((pence) => pence > 0));
    expect(exact('worse', offer, projection)?.toString()).toBe(counts((pence) => pence < 0));
  });
});

test('the order of the roll and of the tiers changes nothing of who gains and who loses', () => {
  always((offer, projection, data) => {
    const { schools = {}, tiers = {} } = data as { schools?: PlainMap; tiers?: PlainMap };
    const mirrored = projectionOf({
      ...data,
      schools: { ...schools, ...turned(schools, 'named'), ...turned(schools, 'groups') },
      tiers: Object.fromEntries(Object.entries(tiers).reverse()),
    });
    const other = offerLike(mirrored, offer);
    for (const measure of [...PARTS, 'gain', 'loss', 'median', 'p10', 'p90', 'largest_loss'] as const)
      expect(exact(measure, other, mirrored)?.toString(), measure).toBe(exact(measure, offer, projection)?.toString());
  });
});

/** The same offer of another projection. */
function offerLike(projection: Projection, { option, year }: Offer): Offer {
  if (option === undefined) return membershipOf(projection, year) as Offer;
  return offerOf(projection, optionsOf(projection, []).find(({ tier }) => tier === option.tier) as Option, year);
}

test('protection costs what it gives, and what gainers give is never more than they gain', () => {
  let seen = 0;
  fc.assert(
    fc.property(
      models,
      fc.constantFrom('reserves', 'gainers'),
      fc.integer({ min: 0, max: 20 }),
      (data, fundedBy, most) => {
        const projection = projectionOf(put(data, ['protection'], { most_loss: `${most}%`, funded_by: fundedBy }));
        for (const option of optionsOf(projection, [])) {
          let drawn = 0;
          for (const { relieved, cost, gains, given, reserves, year } of protectionOf(
            projection,
            option,
            projection.model.protection as Protection,
          )) {
            if (!cost.isKnown || !gains.isKnown || !reserves.isKnown) break;
            seen += relieved.length;
            expect(cost.pence).toBe(relieved.reduce((total, { relief }) => total + relief.pence, 0));
            expect(given.pence).toBe(fundedBy === 'reserves' ? 0 : Math.min(cost.pence, gains.pence));
            drawn += cost.pence - given.pence;
            const without = projection.model.calendar.years.indexOf(year);
            expect(without).toBeGreaterThanOrEqual(0);
          }
          expect(drawn).toBeGreaterThanOrEqual(0);
        }
      },
    ),
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
      const reversed = put(governed, ['schools'], {
        ...schools,
        ...turned(schools, 'named'),
        ...turned(schools, 'groups'),
      });
      const [one, other] = [projectionOf(governed), projectionOf(reversed)];
      for (const offer of offersOf(one)) {
        const { rounds, before, after, price, alike } = cascadeOf(one, offer);
        if (!before.isKnown || !after.isKnown) continue;
        left += rounds.length;
        expect(after.exact.compare(before.exact)).toBeLessThanOrEqual(0);
        // Nobody pays less than before, whatever is saved
        for (const round of rounds) expect(round.price.exact.compare(Exact.one)).toBeGreaterThanOrEqual(0);
        if (alike?.after.isKnown) expect(alike.after.exact.compare(before.exact)).toBeLessThanOrEqual(0);
        const mirrored = cascadeOf(other, offerLike(other, offer));
        expect(mirrored.alike?.after.value.toString()).toBe(alike?.after.value.toString());
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
