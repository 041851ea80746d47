import fc from 'fast-check';
import { at, isMap, mapAt, type Plain, type PlainMap, put } from '../plain.js';
import { phases, prices } from './prices.js';
import { dated, growth, growths, MONTHS, maybe, number, pounds, share } from './values.js';

/* Tiers, of which a school may be open to several, and how it comes to one. */

const joins: fc.Arbitrary<Plain> = fc.oneof(
  share,
  fc.constant({ others: '=buy_in' }),
  fc.record({
    others: dated(share),
    primary: maybe(dated(share)),
    by_intent: maybe(fc.record({ member: share, likely: dated(share), no: share })),
  }),
);
const uplift: fc.Arbitrary<Plain> = fc.oneof<fc.Arbitrary<Plain>[]>(
  growths,
  fc.record({ per_pupil: growths, cap: growth, floor: fc.constant('0%') }),
  fc.record({ flat: growths, per: growths, bands: growths, packs: growths, discounts: growth }),
);
const entitlement = fc.oneof(
  { weight: 4, arbitrary: fc.record({ per_school: number(4, 1), take_up: maybe(share) }) as fc.Arbitrary<Plain> },
  { weight: 1, arbitrary: fc.constant('unlimited') },
);

const tier = fc.record({
  eligible: maybe(
    fc.constantFrom<PlainMap>({ area: 'north' }, { phase: ['primary', 'secondary'] }, { maintained: 'yes' }),
  ),
  price: prices,
  term: maybe(
    fc.record({
      starts: fc.constantFrom(...MONTHS),
      invoice: fc.constantFrom('school_year', 'membership_year'),
      instalments: fc.integer({ min: 1, max: 12 }).map(String),
      joins_mid_year: fc.constantFrom('by_month', 'full_year', 'wait'),
      notice: fc.option(fc.integer({ min: 1, max: 9 }).map(String), { nil: undefined, freq: 2 }),
      frozen_for: fc.option(fc.constantFrom('2', '3'), { nil: undefined, freq: 2 }),
    }),
  ),
  uplift: maybe(uplift),
  joins,
  worth: maybe(pounds(9000)),
  includes: maybe(entitlement),
  discount: maybe(share),
});

/** What each tier takes of its share, so that all of one school's come to no more than the whole. */
const cuts: readonly (readonly number[])[] = [
  [1],
  [0.5, 0.5],
  [0.8, 0.2],
  [0.25, 0.75],
  [0.5, 0.25, 0.25],
  [0.2, 0.2, 0.6],
];

export const tiers = fc.record({
  tiers: fc.record({
    gold: tier,
    silver: fc.option(tier, { nil: undefined, freq: 3 }),
    bronze: fc.option(tier, { nil: undefined, freq: 2 }),
  }),
  cut: fc.nat(59),
  rule: fc.option(
    fc.record({
      rule: fc.constantFrom('best_value', 'logit', 'assigned'),
      sensitivity: number(3, 2, 1),
      none: maybe(pounds(2000, -2000)),
    }),
    { nil: undefined, freq: 2 },
  ),
  assigned: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
});
type Tiers = typeof tiers extends fc.Arbitrary<infer T> ? T : never;

/**
 * The blocks of the tiers and of the choice, and the share of the buy-in that all of them rest on; schools may be
 * assigned to one.
 */
export function tierBlocks(
  { tiers, cut, rule, assigned }: Tiers,
  services: readonly string[],
  discounted: readonly string[],
  schools: PlainMap,
): {
  readonly tiers: PlainMap;
  readonly choice: PlainMap | undefined;
  readonly schools: PlainMap;
  readonly least: number;
} {
  const said = Object.entries(tiers).flatMap(([id, each]) => (each === undefined ? [] : [[id, each] as const]));
  const shapes = cuts.filter(({ length }) => length === said.length);
  const parts = shapes[cut % shapes.length] as readonly number[];
  const found = Object.fromEntries(
    said.map(([id, { includes, discount, joins: open, ...rest }], i): [string, PlainMap] => [
      id,
      {
        ...rest,
        joins: times(open, parts[i] as number),
        ...(includes !== undefined &&
          services[i % services.length] && { includes: { [services[i % services.length] as string]: includes } }),
        ...(discount !== undefined &&
          discounted[i % discounted.length] && {
            discounts: { [discounted[i % discounted.length] as string]: discount },
          }),
      },
    ]),
  );
  const withTiers = rule?.rule === 'assigned' ? assigning(schools, found, assigned) : schools;
  // Where no school may join the tier that it would be assigned, none is, and the rule would be a problem.
  const isAssigned = allSchools(withTiers).some(([, each]) => each.tier !== undefined);
  const chosen = rule?.rule === 'assigned' && !isAssigned ? { ...rule, rule: 'best_value' } : rule;
  return { tiers: found, choice: chosen, schools: withTiers, least: Math.min(...parts) };
}

/** The schools of a block by their places. */
export function allSchools(schools: PlainMap): readonly (readonly [path: readonly string[], school: PlainMap])[] {
  return (['groups', 'named'] as const).flatMap((kind) =>
    Object.entries(mapAt(schools, kind)).flatMap(([id, each]) => (isMap(each) ? [[[kind, id], each] as const] : [])),
  );
}

/** Schools with a tier that they may join, one after the other by turns; some with none. */
function assigning(schools: PlainMap, tiers: PlainMap, turns: readonly number[]): PlainMap {
  const ids = Object.keys(tiers);
  return allSchools(schools).reduce((so, [path, school], i) => {
    const id = ids[(turns[i] ?? 3) % 4];
    if (id === undefined || !mayJoin(at(tiers, [id, 'eligible']), school)) return so;
    const [kind, name] = path as [string, string];
    return put(so, [kind, name, 'tier'], id);
  }, schools);
}

/** Whether a school answers the conditions that random tiers have. */
function mayJoin(eligible: Plain | undefined, school: PlainMap): boolean {
  if (!isMap(eligible)) return true;
  if (eligible.maintained === 'yes') return school.type === 'community' || school.type === 'voluntary_aided';
  if (eligible.area !== undefined) return school.area === eligible.area;
  return school.phase !== phases[2];
}

/** So much of every share at or below a place. */
export function times(said: Plain, factor: number): Plain {
  if (typeof said === 'string')
    return said.endsWith('%') ? `${Number((Number(said.slice(0, -1)) * factor).toFixed(4))}%` : said;
  return Array.isArray(said)
    ? (said as readonly Plain[]).map((each) => times(each, factor))
    : Object.fromEntries(Object.entries(said).map(([key, value]) => [key, value && times(value, factor)]));
}
