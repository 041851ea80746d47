import fc from 'fast-check';
import type { Plain, PlainMap } from './models.js';
import { decimal } from './models.js';

/* Small models in which one price takes schools together: of one tier, so that who joins can be enumerated. */

export interface GroupSchool {
  readonly id: string;
  readonly buyer: string;
  readonly phase: 'primary' | 'secondary';
  readonly tenths: number;
  /** Percent of it that joins. */
  readonly share: number;
  /** Of an archetype: how many schools it stands for. */
  readonly count: number | undefined;
}

export interface GroupSaid {
  readonly schools: readonly GroupSchool[];
  readonly charge: 'sum' | 'larger';
  readonly terms: PlainMap;
  /** Whether secondaries have a price of their own, which groups them by themselves. */
  readonly rows: boolean;
  readonly apart: boolean;
}

const pounds = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most * 100 }).map((of) => decimal(of, 2));

const terms: fc.Arbitrary<PlainMap> = fc
  .record({
    flat: pounds(2000),
    rate: fc.option(
      fc.integer({ min: 1, max: 90_000 }).map((of) => decimal(of, 4)),
      { nil: undefined },
    ),
    floor: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined, freq: 3 }),
    room: fc.option(fc.integer({ min: 0, max: 300_000 }), { nil: undefined, freq: 2 }),
    off: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined, freq: 4 }),
  })
  .map(({ flat, rate, floor, room, off }) => ({
    flat,
    per_pupil: rate,
    floor: floor === undefined ? undefined : decimal(floor, 2),
    cap: room === undefined ? undefined : decimal((floor ?? 0) + room, 2),
    ...(off !== undefined && { discounts: { percent: `${off}%` } }),
  }));

const school = fc.record({
  buyer: fc.constantFrom('Bay', 'Bay', 'Bay', 'Hill', ''),
  phase: fc.constantFrom('primary' as const, 'primary' as const, 'secondary' as const),
  tenths: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 9000 }) }, fc.constant(0), fc.constant(2000)),
  share: fc.constantFrom(0, 20, 50, 50, 80, 100),
  count: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 4 }),
});

/** Models of up to so many schools. */
export const groupsOf = (most: number): fc.Arbitrary<GroupSaid> =>
  fc.record({
    schools: fc
      .array(school, { minLength: 2, maxLength: most })
      .map((all) => all.map((each, i) => ({ ...each, id: `s${i}` }))),
    charge: fc.constantFrom('sum' as const, 'sum' as const, 'larger' as const),
    terms,
    rows: fc.boolean(),
    apart: fc.boolean(),
  });

/** As a model, with what each school's share is; 100% or 0% of it where chance has spoken. */
export function groupModel({ schools, charge, terms: own, rows, apart }: GroupSaid, more: PlainMap = {}): PlainMap {
  const price: PlainMap = { ...own, group: { by: 'trust', charge } };
  const named: Record<string, Plain> = {};
  const groups: Record<string, Plain> = {};
  const shares: Record<string, string> = {};
  const INTENTS = ['member', 'committed', 'likely', 'possible', 'unlikely', 'no'];
  const all = [...new Set(schools.map(({ share }) => share))];
  all.forEach((share, i) => {
    shares[INTENTS[i] as string] = `${share}%`;
  });
  for (const { id, buyer, phase, tenths, share, count } of schools) {
    const said: PlainMap = {
      phase,
      type: 'academy',
      pupils: decimal(tenths, 1),
      intent: INTENTS[all.indexOf(share)] as string,
      ...(buyer && { trust: buyer }),
    };
    if (count === undefined) named[id] = said;
    else groups[id] = { ...said, count: String(count) };
  }
  return {
    buyin: '1',
    name: 'Groups',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: { named, groups },
    tiers: {
      m: {
        price: rows ? [{ when: { phase: 'primary' }, ...price }, price] : price,
        joins: { by_intent: shares, others: '0%' },
      },
    },
    ...(apart && { uncertainty: { decide_together: 'none' } }),
    ...more,
  };
}

/** One school of an archetype stands beside the others of it. */
interface Decision {
  readonly unit: string;
  readonly id: string;
  readonly share: number;
}

function decisionsIn({ schools, apart }: GroupSaid): Decision[] {
  return schools.flatMap(({ id, buyer, share, count }) =>
    Array.from({ length: count ?? 1 }, (_, i) => ({ unit: buyer !== '' && !apart ? buyer : `${id} ${i}`, id, share })),
  );
}

/**
 * Every set of schools who may join, with how likely it is: how many schools of each are in. Of those who decide as one
 * each is in below its own share.
 */
export function setsOf(said: GroupSaid): { readonly likely: number; readonly joined: ReadonlyMap<string, number> }[] {
  const units = new Map<string, Decision[]>();
  for (const each of decisionsIn(said)) units.set(each.unit, [...(units.get(each.unit) ?? []), each]);
  let sets: { readonly likely: number; readonly joined: ReadonlyMap<string, number> }[] = [
    { likely: 1, joined: new Map() },
  ];
  for (const decisions of units.values()) {
    const ends = [...new Set([0, 100, ...decisions.map(({ share }) => share)])].sort((a, b) => a - b);
    sets = sets.flatMap(({ likely, joined }) =>
      ends.slice(1).map((end, k) => {
        const start = ends[k] as number;
        const more = new Map(joined);
        for (const { id, share } of decisions) if (share > start) more.set(id, (more.get(id) ?? 0) + 1);
        return { likely: (likely * (end - start)) / 100, joined: more };
      }),
    );
  }
  return sets.filter(({ likely }) => likely > 0);
}

/** The same with just these schools, all of whom join. */
export function only(said: GroupSaid, joined: ReadonlyMap<string, number>): GroupSaid {
  const schools = said.schools.flatMap((each): GroupSchool[] => {
    const many = joined.get(each.id) ?? 0;
    if (each.count !== undefined) return many === 0 ? [] : [{ ...each, count: many, share: 100 }];
    return [{ ...each, share: many > 0 ? 100 : 0 }];
  });
  return { ...said, schools };
}
