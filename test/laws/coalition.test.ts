import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Coalition,
  type CoalitionCandidate,
  coalitionOf,
  type Order,
  pivotalIn,
} from '../../src/analysis/index.js';
import type { Money } from '../../src/figures/index.js';
import type { Period } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Every coalition that is reported is held against all sets of schools, each of them a model of its own that is projected anew. */

interface SaidSchool {
  readonly pupils: number;
  readonly intent: string;
  readonly trust: string;
  readonly maintained: boolean;
  /** Of an archetype: how many schools it stands for. */
  readonly count: number | undefined;
}
interface Said {
  readonly schools: readonly SaidSchool[];
  readonly fixed: number;
  readonly step: { readonly of: string; readonly forEach: number; readonly cost: number } | undefined;
  readonly perMember: number;
  readonly included: boolean;
  readonly short: boolean;
  readonly offeredFrom: number | undefined;
  readonly silver: boolean;
  /** Whether schools of one trust are one buyer. */
  readonly grouped: boolean;
}

const said: fc.Arbitrary<Said> = fc.record({
  schools: fc.array(
    fc.record({
      pupils: fc.integer({ min: 20, max: 900 }),
      intent: fc.constantFrom('committed', 'likely', 'possible', 'no'),
      trust: fc.constantFrom('', '', 'Hill', 'Dale'),
      maintained: fc.boolean(),
      count: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 5 }),
    }),
    { minLength: 2, maxLength: 5 },
  ),
  fixed: fc.integer({ min: 0, max: 14_000 }),
  step: fc.option(
    fc.record({
      of: fc.constantFrom('members', 'pupils', 'days'),
      forEach: fc.integer({ min: 1, max: 3 }),
      cost: fc.integer({ min: 0, max: 3_000 }),
    }),
    { nil: undefined },
  ),
  perMember: fc.integer({ min: 0, max: 400 }),
  included: fc.boolean(),
  short: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
  offeredFrom: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 6 }),
  silver: fc.boolean(),
  grouped: fc.boolean(),
});

/** `intents` says for each school how many of its schools are of which intent. */
function modelWith(
  { schools, fixed, step, perMember, included, short, offeredFrom, silver, grouped }: Said,
  intents: readonly (readonly [string, number])[][],
): PlainMap {
  const named: Record<string, Plain> = {};
  const groups: Record<string, Plain> = {};
  schools.forEach(({ pupils, trust, maintained, count }, i) => {
    for (const [intent, many] of intents[i] ?? []) {
      const plain: PlainMap = {
        phase: 'primary',
        type: maintained ? 'community' : 'academy',
        pupils: String(pupils),
        intent,
        ...(trust && { trust }),
      };
      if (count === undefined) named[`school_${i}`] = plain;
      else if (many > 0) groups[`school_${i}_${intent}`] = { ...plain, count: String(many) };
    }
  });
  const half = silver ? { committed: '45%', likely: '30%', possible: '15%', member: '50%', no: '0%' } : undefined;
  const by_intent = half ?? { committed: '90%', likely: '60%', possible: '30%', member: '100%', no: '0%' };
  const price: PlainMap = {
    per_pupil: '17.13',
    floor: '1_200',
    cap: '9_000',
    ...(offeredFrom !== undefined && { offered_if: { committed: String(offeredFrom) } }),
    ...(grouped && { group: { by: 'trust', charge: 'sum' } }),
  };
  const other: PlainMap = { price: { flat: '3_333.33' }, joins: { by_intent, others: '0%' } };
  return {
    buyin: '1',
    name: 'Coalition',
    calendar: { starts: '2018-11', years: '2', year_starts: 'September' },
    schools: { named, groups },
    tiers: {
      gold: {
        price,
        joins: { by_intent, others: '0%' },
        ...(included && { includes: { advice: { per_school: '1.5', take_up: '80%' } } }),
      },
      silver: silver ? other : undefined,
    },
    services: {
      advice: {
        kind: 'traded',
        unit: 'day',
        price: '410',
        delivery: { by: 'adviser', days: '1', direct_cost: '33.33' },
        demand: { per_member: '1.7', per_other: '0.4' },
      },
    },
    staff: {
      adviser: {
        fte: '1',
        salary: '1_500',
        on_costs: '20%',
        days: '6',
        chargeable: '70%',
        when_short: short ? 'unmet' : undefined,
      },
    },
    overheads: {
      fixed: { per_year: String(fixed) },
      licences: { per: { members: String(perMember), pupils: '1.11' } },
      leads: step && {
        per_year: String(step.cost),
        step: { of: step.of, for_each: String(step.of === 'pupils' ? step.forEach * 300 : step.forEach) },
      },
    },
  };
}

const asSaid = (of: Said): PlainMap =>
  modelWith(
    of,
    of.schools.map(({ intent, count }) => [[intent, count ?? 1]]),
  );
const YEAR = '2019';
const yearOf = (projection: Projection): Period => periodNamed(projection.model.calendar, 'year', YEAR) as Period;

/** The surplus when so many of the schools of each have joined, and the rest have not. */
function withJoined(of: Said, joined: readonly number[]): number {
  const intents = of.schools.map(({ count }, i): (readonly [string, number])[] => {
    const [yes, all] = [joined[i] as number, count ?? 1];
    return count === undefined
      ? [[yes > 0 ? 'member' : 'no', 1]]
      : [
          ['member', yes],
          ['no', all - yes],
        ];
  });
  const projection = projectionOf(modelWith(of, intents));
  return (figureOf(projection, 'surplus.before_tax', yearOf(projection)) as Money).pence;
}

/** Every way to choose some of the schools. */
function choices([first, ...rest]: readonly number[]): number[][] {
  if (first === undefined) return [[]];
  return choices(rest).flatMap((chosen) => Array.from({ length: first + 1 }, (_, many) => [many, ...chosen]));
}

const placeOf = ({ school }: CoalitionCandidate): number => Number(/^school_(\d+)/.exec(school.id)?.[1]);
const size = (joined: readonly number[]): number => joined.reduce((sum, each) => sum + each, 0);

/** How often what is worth trying came up. */
const tally = { proved: 0, none: 0, bends: 0, larger: 0, steps: 0 };

describe.each<Order>(['fee', 'probability'])('a coalition by %s', (order) => {
  test('is the first of its order that breaks even, and none is smaller than it is said to be', () => {
    const seen = { ...tally };
    fc.assert(
      fc.property(said, (of) => {
        const projection = projectionOf(asSaid(of));
        const found = coalitionOf(projection, yearOf(projection), order, () => undefined);
        if (found === undefined) throw new Error('nothing is unknown here');
        const most = of.schools.map(({ intent, count }) => (intent === 'no' ? 0 : (count ?? 1)));
        inOrder(of, found, order);
        first(of, found, most);
        fewest(of, found, most);
        noted(of, found, seen);
      }),
      runs(120, 5),
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(0));
  });
});

function inOrder({ schools }: Said, { candidates, isEachTried }: Coalition, order: Order): void {
  expect(isEachTried).toBe(true);
  expect(candidates.map(placeOf).sort()).toEqual(schools.flatMap(({ intent }, i) => (intent === 'no' ? [] : [i])));
  const keys = candidates.map(({ joining }) => (order === 'fee' ? joining.fee : joining.share).exact.toNumber());
  expect(keys).toEqual([...keys].sort((a, b) => b - a));
}

function first(of: Said, { candidates, needed, schools, whenNone, whenAll }: Coalition, most: readonly number[]): void {
  expect(schools).toBe(size(most));
  const surpluses = Array.from({ length: schools + 1 }, (_, many) => withJoined(of, firstOf(candidates, most, many)));
  expect([whenNone.pence, whenAll.pence]).toEqual([surpluses[0], surpluses[schools]]);
  const at = surpluses.findIndex((surplus) => surplus >= 0);
  expect(needed?.schools ?? -1).toBe(at);
  if (needed === undefined) return;
  expect([needed.surplus.pence, needed.oneFewer?.pence]).toEqual([surpluses[at], surpluses[at - 1]]);
  for (const { schools: many, surplus } of needed.last) expect(surplus.pence).toBe(surpluses[many]);
  expect(needed.last[needed.last.length - 1]?.schools ?? 0).toBe(at);
}

function fewest(of: Said, { atLeast = 0 }: Coalition, most: readonly number[]): void {
  const least = atLeast === 'none' ? Number.POSITIVE_INFINITY : atLeast;
  for (const joined of choices(most)) if (size(joined) < least) expect(withJoined(of, joined)).toBeLessThan(0);
}

function noted({ step, short }: Said, { atLeast, needed }: Coalition, seen: typeof tally): void {
  if (needed === undefined) seen.none++;
  if (atLeast === undefined) seen.bends += short ? 1 : 0;
  else {
    if (step !== undefined) seen.steps++;
    if (needed !== undefined && atLeast !== 'none' && atLeast > 1)
      seen[atLeast === needed.schools ? 'proved' : 'larger']++;
  }
}

/** The first so many schools of an order. */
function firstOf(candidates: readonly CoalitionCandidate[], most: readonly number[], many: number): number[] {
  const joined = most.map(() => 0);
  let left = many;
  for (const place of candidates.map(placeOf)) {
    joined[place] = Math.min(left, most[place] as number);
    left -= joined[place] as number;
  }
  return joined;
}

test('a school is pivotal, and a trust, where the model without it has a deficit', () => {
  const seen = { pivotal: 0, not: 0, trusts: 0 };
  fc.assert(
    fc.property(said, (of) => {
      const projection = projectionOf(asSaid(of));
      const found = pivotalIn(projection, yearOf(projection), () => undefined);
      if (found === undefined) throw new Error('nothing is unknown here');
      const left = (without: (i: number) => number): number => {
        const intents = of.schools.map(({ intent, count }, i): (readonly [string, number])[] => {
          const out = without(i);
          return count === undefined
            ? [[out > 0 ? 'no' : intent, 1]]
            : [[intent, count - out], ...(intent === 'no' ? [] : [['no', out] as const])];
        });
        const other = projectionOf(modelWith(of, intents));
        return (figureOf(other, 'surplus.before_tax', yearOf(other)) as Money).pence;
      };
      const as = (figureOf(projection, 'surplus.before_tax', yearOf(projection)) as Money).pence;
      expect(found.surplus.pence).toBe(as);
      expect(found.schools.length).toBe(of.schools.filter(({ intent }) => intent !== 'no').length);
      for (const { school, falls, surplus, isPivotal } of found.schools) {
        const place = Number(/^school_(\d+)/.exec(school.id)?.[1]);
        const without = left((i) => (i === place ? 1 : 0));
        expect(surplus.pence).toBe(without);
        expect(falls.pence).toBe(as - without);
        expect(isPivotal).toBe(as >= 0 && without < 0);
        seen[isPivotal ? 'pivotal' : 'not']++;
      }
      for (const { trust, surplus } of found.trusts) {
        expect(surplus.pence).toBe(
          left((i) =>
            of.schools[i]?.trust === trust && of.schools[i]?.intent !== 'no' ? (of.schools[i]?.count ?? 1) : 0,
          ),
        );
        seen.trusts++;
      }
    }),
    runs(120, 4),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(ofRuns(9));
});
