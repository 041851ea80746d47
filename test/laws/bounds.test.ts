import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BreakEven, breakEven, type Crossing, coalitionOf, measures, mixOf } from '../../src/analysis/index.js';
import { asNumber, type Money } from '../../src/figures/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { decimal, type Plain, type PlainMap, projectionOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/*
 * No answer counts more schools than there are. Schools of several kinds come to several tiers that not all of them may
 * join; each break-even is held against a model of its own, in which each school has joined as far as it can and no
 * further.
 */

const INTENTS = ['member', 'committed', 'likely', 'possible', 'unlikely'] as const;
const TIERS = ['core', 'more', 'most'] as const;

/** All have joined by then, of whom any share is expected. */
const MOST = 1e5;

interface SaidSchool {
  readonly phase: string;
  readonly maintained: boolean;
  readonly pupils: number;
  readonly count: number | undefined;
  /** What it takes of each tier, in thousandths, where it may join it. */
  readonly shares: readonly number[];
}
interface Said {
  readonly schools: readonly SaidSchool[];
  readonly tiers: readonly {
    readonly flat: number;
    readonly perPupil: number;
    readonly cap: number | undefined;
    readonly eligible: PlainMap | undefined;
  }[];
  readonly fixed: number;
  readonly step: { readonly of: string; readonly forEach: number; readonly cost: number } | undefined;
  readonly perMember: number;
  readonly perOther: number | undefined;
}

const unbalanced: fc.Arbitrary<Said> = fc.record({
  schools: fc.array(
    fc.record({
      phase: fc.constantFrom('primary', 'secondary', 'special'),
      maintained: fc.boolean(),
      pupils: fc.integer({ min: 20, max: 900 }),
      count: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 3 }),
      shares: fc.tuple(...TIERS.map(() => fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 333 })))),
    }),
    { minLength: 1, maxLength: INTENTS.length },
  ),
  tiers: fc.array(
    fc.record({
      flat: fc.integer({ min: 0, max: 3_000 }),
      perPupil: fc.integer({ min: 0, max: 25 }),
      cap: fc.option(fc.integer({ min: 500, max: 9_000 }), { nil: undefined }),
      eligible: fc.option(
        fc.constantFrom<PlainMap>({ phase: ['primary', 'secondary'] }, { phase: 'secondary' }, { maintained: 'yes' }),
        {
          nil: undefined,
        },
      ),
    }),
    { minLength: 1, maxLength: TIERS.length },
  ),
  fixed: fc.constant(0),
  step: fc.option(
    fc.record({
      of: fc.constantFrom('members', 'pupils'),
      forEach: fc.integer({ min: 1, max: 5 }),
      cost: fc.integer({ min: 0, max: 6_000 }),
    }),
    {
      nil: undefined,
    },
  ),
  perMember: fc.integer({ min: 0, max: 400 }),
  perOther: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
});

const mayJoin = ({ phase, maintained }: SaidSchool, eligible: PlainMap | undefined): boolean => {
  if (eligible?.maintained !== undefined) return maintained;
  return eligible?.phase === undefined || [eligible.phase].flat().includes(phase);
};
/** Its shares of the tiers that it may join, as fractions. */
const sharesOf = ({ tiers }: Said, school: SaidSchool): number[] =>
  tiers.map(({ eligible }, t) => (mayJoin(school, eligible) ? (school.shares[t] as number) / 1000 : 0));
const sumOf = (numbers: readonly number[]): number => numbers.reduce((so, each) => so + each, 0);
const countOf = ({ count }: SaidSchool): number => count ?? 1;

/** The shares of every school when those as modelled are multiplied so far, and no more than all of a school joins. */
const turnedShares = (of: Said, turn: number): number[][] =>
  of.schools.map((school) => {
    const shares = sharesOf(of, school);
    const total = sumOf(shares);
    return total === 0 ? shares : shares.map((share) => share * Math.min(turn, 1 / total));
  });
const membersAt = (of: Said, turn: number): number =>
  sumOf(turnedShares(of, turn).map((shares, i) => sumOf(shares) * countOf(of.schools[i] as SaidSchool)));

/** Each school has an intent of its own, so that each has shares of its own. */
function modelWith(of: Said, shares: readonly (readonly number[])[]): PlainMap {
  const entries = of.schools.map(({ phase, maintained, pupils, count }, i): readonly [string, PlainMap] => [
    `school_${i}`,
    {
      phase,
      type: maintained ? 'community' : 'academy',
      pupils: String(pupils),
      intent: INTENTS[i] as string,
      ...(count !== undefined && { count: String(count) }),
    },
  ]);
  const kind = (isGroup: boolean): PlainMap =>
    Object.fromEntries(entries.filter(([, entry]) => (entry.count !== undefined) === isGroup));
  const tiers = of.tiers.map(({ flat, perPupil, cap, eligible }, t): readonly [string, PlainMap] => {
    const by_intent = Object.fromEntries(
      of.schools.map((_, i) => [
        INTENTS[i] as string,
        `${decimal(Math.floor((shares[i]?.[t] as number) * 1e10 + 1e-3), 8)}%`,
      ]),
    );
    return [
      TIERS[t] as string,
      {
        price: { flat: String(flat), per_pupil: String(perPupil), ...(cap !== undefined && { cap: String(cap) }) },
        joins: { by_intent, others: '0%' },
        ...(eligible && { eligible: eligible as Plain }),
        // One clock for all: when each of them joins is not what is asked here.
        term: { invoice: 'membership_year', starts: 'September' },
      },
    ];
  });
  return {
    buyin: '1',
    name: 'Bounds',
    calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
    schools: { named: kind(false), groups: kind(true) },
    tiers: Object.fromEntries(tiers),
    services:
      of.perOther === undefined
        ? undefined
        : {
            advice: {
              kind: 'traded',
              unit: 'day',
              price: '410',
              delivery: { direct_cost: '300' },
              demand: { per_member: '0.5', per_other: String(of.perOther) },
            },
          },
    overheads: {
      fixed: { per_year: String(of.fixed) },
      licences: { per: { members: String(of.perMember), pupils: '1.11' } },
      leads: of.step && {
        per_year: String(of.step.cost),
        step: { of: of.step.of, for_each: String(of.step.of === 'pupils' ? of.step.forEach * 300 : of.step.forEach) },
      },
    },
  };
}

/**
 * Fixed cost such that the surplus is about nil at a share of all the members that there can be, or a little beyond
 * them.
 */
const said: fc.Arbitrary<Said> = fc
  .tuple(
    unbalanced.filter((of) => isModel(of)),
    fc.integer({ min: 0, max: 150 }),
  )
  .map(([of, aim]) => {
    const most = membersAt(of, MOST);
    const surplus = surplusAt(of, turnFor(of, (most * Math.min(aim, 100)) / 100));
    return { ...of, fixed: Math.max(0, Math.round((surplus * Math.max(aim, 100)) / 100)) };
  });

/** Eligible for a tier whose condition no school fits is no model. */
const isModel = (of: Said): boolean =>
  of.tiers.every(({ eligible }) => of.schools.some((school) => mayJoin(school, eligible)));
const asSaid = (of: Said): Projection => projectionOf(modelWith(of, turnedShares(of, 1)));
const year = ({ model }: Projection): Period => periodsOf(model.calendar, 'year')[0] as Period;
const surplusAt = (of: Said, turn: number): number => {
  const moved = projectionOf(modelWith(of, turnedShares(of, turn)));
  return asNumber((figureOf(moved, 'surplus', year(moved)) as Money).value);
};
const found = (projection: Projection, name: string): BreakEven =>
  breakEven(
    projection.model,
    measures.find((each) => each.name === name) as (typeof measures)[number],
    year(projection),
  );

/** How far shares have to be multiplied for so many members; found by halving, because members only rise. */
function turnFor(of: Said, members: number): number {
  let [low, high] = [0, MOST];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (membersAt(of, middle) < members) low = middle;
    else high = middle;
  }
  return high;
}

/** So far from a crossing the sign is looked at. */
const NEAR = 1e-4;

/**
 * With so many members the surplus has a sign. Fees are rounded to the penny for each school, and a surplus that only
 * comes to nil touches it.
 */
function expectSign(of: Said, members: number, sign: number): void {
  const surplus = surplusAt(of, turnFor(of, members));
  if (Math.abs(surplus) > 0.5) expect(Math.sign(surplus), `${members}: ${surplus}`).toBe(sign);
}

/** The surplus has one sign just below a crossing and the other just above it, where no other crossing is as near. */
function expectChange(of: Said, { at, above }: Crossing, all: readonly Crossing[]): void {
  const members = asNumber(at.value);
  const others = [
    0,
    membersAt(of, MOST),
    ...all.filter((each) => each.at !== at).map((each) => asNumber(each.at.value)),
  ];
  const isFree = (to: number): boolean =>
    others.every((other) => Math.abs(other - members) > 2 * NEAR || Math.sign(other - members) !== to);
  const side = above === 'profit' ? 1 : -1;
  if (isFree(-1) && members > NEAR) expectSign(of, members - NEAR, -side);
  if (isFree(1) && members + NEAR < membersAt(of, MOST)) expectSign(of, members + NEAR, side);
}

const RUNS = runs(150, 20);

test('no break-even is of more members, pupils or schools than there are', () => {
  let crossed = 0;
  fc.assert(
    fc.property(said, (of) => {
      const base = asSaid(of);
      const open = of.schools.filter((school) => of.tiers.some(({ eligible }) => mayJoin(school, eligible)));
      const most = {
        members: sumOf(open.map(countOf)),
        buy_in: 1,
        pupils: sumOf(open.map((school) => school.pupils * countOf(school))),
      };
      for (const [name, bound] of Object.entries(most)) {
        const { crossings, zones, mixEnd } = found(base, name);
        for (const { at } of crossings) expect(asNumber(at.value), name).toBeLessThanOrEqual(bound + 1e-9);
        for (const { to } of zones) expect(to, name).toBeLessThanOrEqual(bound);
        if (mixEnd !== undefined) expect(asNumber(mixEnd.at.value), name).toBeLessThanOrEqual(bound + 1e-9);
        crossed += crossings.length;
      }
    }),
    RUNS,
  );
  expect(crossed).toBeGreaterThan(ofRuns(100));
});

test('at a break-even of members the sign changes, and it is in the mix as modelled where every school has grown alike', () => {
  const seen = { same: 0, other: 0 };
  fc.assert(
    fc.property(said, (of) => {
      const base = asSaid(of);
      const { crossings } = found(base, 'members');
      const totals = of.schools.map((school) => sumOf(sharesOf(of, school))).filter((total) => total > 0);
      const end = membersAt(of, 1 / Math.max(...totals, 1e-5));
      for (const crossing of crossings) {
        const members = asNumber(crossing.at.value);
        expect(crossing.isInMix, `${members} of ${end}`).toBe(members <= end + 1e-6);
        seen[crossing.isInMix ? 'same' : 'other']++;
        expectChange(of, crossing, crossings);
      }
    }),
    RUNS,
  );
  expect(seen.same).toBeGreaterThan(ofRuns(40));
  expect(seen.other).toBeGreaterThan(ofRuns(8));
});

test('the break-even that is shown is the next from where the company stands', () => {
  fc.assert(
    fc.property(said, (of) => {
      const base = asSaid(of);
      const surplus = (figureOf(base, 'surplus', year(base)) as Money).pence;
      const { crossings, next, modelled, none } = found(base, 'members');
      const own = crossings.filter(({ isInMix }) => isInMix).map(({ at }) => asNumber(at.value));
      expect(next === undefined).toBe(own.length === 0);
      expect(none === undefined).toBe(next !== undefined);
      if (next === undefined || modelled === undefined || surplus === 0) return;
      const [at, here] = [asNumber(next.at.value), asNumber(modelled.value)];
      const ahead = own.filter((each) => (surplus > 0 ? each < here : each > here));
      if (ahead.length === 0) return;
      expect(surplus > 0 ? at <= here : at >= here).toBe(true);
      expect(ahead.every((each) => Math.abs(each - here) >= Math.abs(at - here))).toBe(true);
    }),
    RUNS,
  );
});

test('what breaks even never contradicts the coalition', () => {
  const seen = { none: 0, some: 0 };
  fc.assert(
    fc.property(said, (of) => {
      const base = asSaid(of);
      const { crossings, modelled } = found(base, 'members');
      const coalition = coalitionOf(base, year(base), 'fee', () => undefined);
      if (modelled === undefined || modelled.exact.sign === 0 || coalition === undefined) return;
      // The surplus when all of every school has joined, by both.
      expect(Math.abs(coalition.whenAll.pence - surplusAt(of, MOST) * 100)).toBeLessThan(
        2 * of.schools.length * of.tiers.length,
      );
      expect(coalition.schools).toBeCloseTo(membersAt(of, MOST), 9);
      const last = crossings[crossings.length - 1];
      seen[coalition.needed === undefined ? 'none' : 'some']++;
      if (coalition.needed === undefined) expect(last?.above ?? 'loss').toBe('loss');
      if (last?.above === 'profit') expect(coalition.needed).toBeDefined();
      // No set does it: then no number of whole schools of one kind does either.
      if (coalition.atLeast === 'none' && of.step === undefined) expect(crossings).toEqual([]);
    }),
    RUNS,
  );
  expect(seen.none).toBeGreaterThan(ofRuns(16));
  expect(seen.some).toBeGreaterThan(ofRuns(20));
});

test('sales at which there is no surplus are never more than the schools in that mix can bring', () => {
  let held = 0;
  fc.assert(
    fc.property(said, (of) => {
      const base = asSaid({ ...of, step: undefined, perOther: undefined });
      const { breakEven: at, beyond, sales } = mixOf(base, 2018);
      const totals = of.schools.map((school) => sumOf(sharesOf(of, school))).filter((total) => total > 0);
      if (totals.length === 0 || !sales.isKnown || sales.pence === 0) return;
      const most = sales.pence / Math.max(...totals);
      if (at !== undefined) expect(at.pence).toBeLessThanOrEqual(most + 2);
      if (beyond !== undefined) {
        held++;
        expect(beyond.needed.pence).toBeGreaterThan(most);
        expect(Math.abs(beyond.most.pence - most)).toBeLessThanOrEqual(1);
      }
    }),
    RUNS,
  );
  expect(held).toBeGreaterThan(ofRuns(20));
});
