import fc from 'fast-check';
import { decimal, type Plain, type PlainMap } from '../plain.js';
import { maybe, number, percent, pounds } from './values.js';

/* Prices with every term that a school's own numbers decide. */

export const phases = ['primary', 'secondary', 'special'] as const;
/** What a group of schools may share. */
const GROUPED_BY = ['trust', 'head'] as const;

/** Bounds that rise, closed or open, and no end above the last. */
const bands = (
  mode: 'flat' | 'slab' | 'graduated',
  of: fc.Arbitrary<'pupils' | 'teachers'>,
): fc.Arbitrary<PlainMap> => {
  const value = mode === 'flat' ? fc.record({ amount: pounds(9000) }) : fc.record({ price: number(40, 4) });
  const band = fc.record({ size: fc.integer({ min: 1, max: 400 }), closed: fc.boolean(), value });
  return fc
    .record({ of, parts: fc.array(band, { minLength: 1, maxLength: 3 }), last: value })
    .map(({ of: driver, parts, last }) => {
      let bound = 0;
      const each = parts.map(({ size, closed, value: held }): PlainMap => {
        bound += size;
        return { [closed ? 'up_to' : 'below']: String(bound), ...held };
      });
      return { bands: { of: driver, mode, each: [...each, last] } };
    });
};
const banded = fc.constantFrom('pupils' as const, 'teachers' as const);
const packs = fc
  .record({
    sizes: fc.record({ 2: pounds(900), 5: pounds(2000), 10: pounds(3000) }),
    topUp: pounds(500),
    each: maybe(fc.constantFrom('1', '4')),
    own: maybe(fc.record({ 2: pounds(500), 5: pounds(500), 10: pounds(500) })),
  })
  .map(
    ({ sizes, topUp, each, own }): PlainMap => ({
      packs: { of: 'meetings', sizes, top_up: own ?? (each === undefined ? topUp : { price: topUp, each }) },
    }),
  );
const perDriver = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc.record({ per: fc.record({ teachers: number(90, 2) }) }),
  fc.record({
    per: fc.record({
      teachers: number(90, 2),
      meetings: fc.record({ price: number(300, 2), each: fc.constantFrom('1', '3') }),
    }),
  }),
  fc
    .record({ price: number(300, 2), size: fc.constantFrom('0.5', '4'), round: fc.constantFrom('up', 'nearest') })
    .map(({ price, size, round }) => ({ per: { meetings: price }, blocks: { meetings: { size, round } } })),
);
const plainBase = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc.record({ flat: pounds(15_000) }),
  fc.record({ per_pupil: number(30, 4) }),
  fc.record({ flat: pounds(2000), per_pupil: number(20, 2) }),
);
const otherBase = fc.oneof(perDriver, bands('flat', banded), bands('slab', banded), bands('graduated', banded), packs);
const bases = fc.oneof(
  { weight: 3, arbitrary: plainBase },
  { weight: 2, arbitrary: otherBase },
  { weight: 1, arbitrary: fc.tuple(plainBase, otherBase).map(([one, other]) => ({ ...one, ...other })) },
);

const discount = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc.record({ percent: percent(60, 1) }),
  fc.record({ amount: pounds(2000) }),
  fc.record({ percent: percent(60, 1), of: fc.constant('meetings'), from: fc.constantFrom('3', '6') }),
  fc.record({ percent: percent(60, 1), of: fc.constant('meetings'), nth: fc.constantFrom('1', '2') }),
  fc.record({ percent: percent(60, 1), of: fc.constant('meetings'), from_nth: fc.constantFrom('2', '5') }),
);
const discountWhen = fc.record({ percent: percent(60, 1), when: fc.constant({ new_joiner: 'yes' }) });
const grouped = fc.record({ by: fc.constantFrom(...GROUPED_BY), charge: fc.constantFrom('sum', 'larger') });

/**
 * Terms of one price. The cap is never below a floor, which a model may not have, and of a group's price nothing
 * depends on what its schools answer differently.
 */
const price: fc.Arbitrary<PlainMap> = fc
  .record({
    base: bases,
    group: fc.option(grouped, { nil: undefined, freq: 2 }),
    floor: maybe(fc.integer({ min: 0, max: 800_000 })),
    joiners: maybe(fc.integer({ min: 0, max: 800_000 })),
    room: maybe(fc.integer({ min: 0, max: 900_000 })),
    discounts: fc.option(fc.array(fc.oneof(discount, discountWhen), { minLength: 1, maxLength: 2 }), {
      nil: undefined,
      freq: 2,
    }),
  })
  .map(({ base, group, floor, joiners, room, discounts }): PlainMap => {
    const own = group === undefined ? joiners : undefined;
    const first = own === undefined ? [] : [{ amount: decimal(own, 2), when: { new_joiner: 'yes' } }];
    const floors: Plain[] = [...first, ...(floor === undefined ? [] : [decimal(floor, 2)])];
    const cap = room === undefined ? undefined : decimal(Math.max(floor ?? 0, own ?? 0) + room, 2);
    const taken = (discounts ?? []).filter((each) => group === undefined || each.when === undefined);
    return {
      ...base,
      ...(floors.length > 0 && { floor: floors }),
      ...(cap !== undefined && { cap }),
      ...(taken.length > 0 && { discounts: taken }),
      ...(group !== undefined && { group }),
    };
  });

/** One price for all, or one for a phase and another for the rest. */
export const prices: fc.Arbitrary<Plain> = fc.oneof<fc.Arbitrary<Plain>[]>(
  price,
  fc
    .tuple(fc.constantFrom(...phases), price, price)
    .map(([phase, first, rest]): Plain => [{ when: { phase }, ...first }, rest]),
);
