import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cascadeOf, membershipOf, partOf, pivotalIn } from '../../src/analysis/index.js';
import { asNumber, type Figure } from '../../src/figures/index.js';
import type { Period, School } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type PlainMap, projectionOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* A price that waits until enough schools commit: while too few do, nobody joins by it, on whichever page. */

interface Said {
  readonly schools: readonly {
    readonly count: number;
    readonly phase: string;
    readonly paysNow: number;
    /** The shares of it that join each tier, in per cent. */
    readonly core: number;
    readonly plus: number;
  }[];
  /** How many schools each of two tiers waits for; the second has a price for each phase. */
  readonly core: number;
  readonly plus: number;
  readonly secondary: number | undefined;
  readonly fee: number;
}

const said: fc.Arbitrary<Said> = fc.record({
  schools: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 6 }),
      phase: fc.constantFrom('primary', 'secondary'),
      paysNow: fc.oneof(fc.integer({ min: 200, max: 1_500 }), fc.constant(90_000)),
      core: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths * 5),
      plus: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths * 5),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  core: fc.integer({ min: 1, max: 4 }),
  plus: fc.integer({ min: 1, max: 4 }),
  secondary: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  fee: fc.integer({ min: 300, max: 2_000 }),
});

function modelOf({ schools, core, plus, secondary, fee }: Said): PlainMap {
  const waits = (committed: number): PlainMap => ({ offered_if: { committed: String(committed) } });
  return {
    buyin: '1',
    name: 'Offers',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      groups: Object.fromEntries(
        schools.map((each, i) => [
          `s${i}`,
          {
            count: String(each.count),
            phase: each.phase,
            type: 'academy',
            pupils: '200',
            pays_now: String(each.paysNow),
            joins: { core: `${each.core}%`, plus: `${each.plus}%` },
          },
        ]),
      ),
    },
    tiers: {
      core: { price: { flat: String(fee), ...waits(core) }, joins: '0%' },
      plus: {
        price: [
          { when: { phase: 'secondary' }, flat: String(fee * 2), ...(secondary === undefined ? {} : waits(secondary)) },
          { flat: String(fee + 100), ...waits(plus) },
        ],
        joins: '0%',
      },
    },
  };
}

const YEAR = 2026;
const numberOf = (figure: Figure): number => asNumber(figure.value);
const inYear = (projection: Projection, line: string): number =>
  numberOf(figureOf(projection, line, periodNamed(projection.model.calendar, 'year', String(YEAR)) as Period));

/** How many of each school are in each tier, counted from what is said, those of `left` gone. */
function counted(said: Said, left: ReadonlySet<string> = new Set()): Readonly<Record<'core' | 'plus', number[]>> {
  const would = (tier: 'core' | 'plus'): number[] =>
    said.schools.map((each, i) => (left.has(`s${i}`) ? 0 : (each.count * each[tier]) / 100));
  const total = (all: readonly number[]): number => all.reduce((so, each) => so + each, 0);
  const [core, plus] = [would('core'), would('plus')];
  const neededIn = (i: number): number => (said.schools[i]?.phase === 'secondary' ? (said.secondary ?? 0) : said.plus);
  return {
    core: core.map((each) => (total(core) + 1e-9 < said.core ? 0 : each)),
    plus: plus.map((each, i) => (total(plus) + 1e-9 < neededIn(i) ? 0 : each)),
  };
}

const totalOf = ({ core, plus }: ReturnType<typeof counted>): number =>
  [...core, ...plus].reduce((so, each) => so + each, 0);

/** Holds which part of a school takes which tier; whether it would join one besides that waits. */
function takesAsCounted(projection: Projection, i: number, { core, plus }: ReturnType<typeof counted>): boolean {
  const school = projection.model.schools[i] as School;
  const [inCore = 0, inPlus = 0] = [core[i], plus[i]];
  if (inCore + inPlus === 0) return false;
  const parts = ['core', 'plus'].map((tier) => numberOf(partOf(projection, school, tier, YEAR)));
  expect(parts[0]).toBeCloseTo(inCore / (inCore + inPlus), 6);
  expect(parts[1]).toBeCloseTo(inPlus / (inCore + inPlus), 6);
  return inCore === 0 || inPlus === 0;
}

test('who joins, which part takes what, what is expected of each and who is there before any leaves agree with the forecast', () => {
  const seen = { waits: 0, some: 0, part: 0 };
  fc.assert(
    fc.property(said, (one) => {
      const projection = projectionOf(modelOf(one));
      const found = counted(one);
      const members = totalOf(found);
      expect(inYear(projection, 'members')).toBeCloseTo(members, 6);
      const offer = membershipOf(projection, YEAR) as NonNullable<ReturnType<typeof membershipOf>>;
      expect(numberOf(cascadeOf(projection, offer).before)).toBeCloseTo(members, 6);
      for (const i of one.schools.keys()) if (takesAsCounted(projection, i, found)) seen.part++;
      const year = periodNamed(projection.model.calendar, 'year', String(YEAR)) as Period;
      const expected = (pivotalIn(projection, year, () => undefined)?.schools ?? []).reduce(
        (so, { school, joining }) =>
          so + numberOf(joining.expected) * (school.count === undefined ? 1 : numberOf(school.count)),
        0,
      );
      expect(expected).toBeCloseTo(inYear(projection, 'income.membership'), 1);
      if (members === 0) seen.waits++;
      else seen.some++;
    }),
    runs(200, 261),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(10));
});

test('those who stay when schools leave are those who would join in a model of which the others are gone', () => {
  const seen = { left: 0, withdrawn: 0 };
  fc.assert(
    fc.property(said, (one) => {
      // Each school in one tier, so that who leaves is a school.
      const schools = one.schools.map((each, i) => {
        const [core, plus] = [each.core * 2, each.plus * 2];
        return { ...each, ...(i % 2 === 0 ? { core: 0, plus } : { core, plus: 0 }) };
      });
      const only: Said = { ...one, schools };
      const projection = projectionOf(modelOf(only));
      const offer = membershipOf(projection, YEAR) as NonNullable<ReturnType<typeof membershipOf>>;
      const { after, rounds } = cascadeOf(projection, offer);
      const left = new Set(rounds.flatMap(({ leave }) => leave.map(({ id }) => id)));
      expect(numberOf(after)).toBeCloseTo(totalOf(counted(only, left)), 6);
      if (left.size > 0) seen.left++;
      if ([...left].some((id) => (schools[Number(id.slice(1))]?.paysNow ?? 0) > 9_000)) seen.withdrawn++;
    }),
    runs(200, 262),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(5));
});
