import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asNumber,
  type Band,
  band,
  type Count,
  constant,
  Exact,
  input,
  larger,
  multiple,
  type Origin,
  quotient,
  Recording,
  smaller,
  started,
  sum,
  times,
  Unknown,
  unknown,
  type Value,
} from '../../src/figures/index.js';
import { runs } from '../support/runs.js';

/*
 * Workings are read in two ways beside that in which they were made: exactly with other values at their leaves, and in
 * doubles over draws. Each gives what comes of making them anew with these values. Amounts are quarters, few enough
 * that quantities often lie just at their bounds.
 */

const RUNS = runs(4000, 83);

type Recipe = (leaves: readonly Count[]) => Count;

const WHERE: Origin = { file: 'test', line: 1, column: 1, path: 'a', text: '', basis: 'not stated', source: undefined };
const LEAVES = 7;
/** The last of the leaves is above zero: sizes of blocks and units of roundings are. */
const SIZE = LEAVES - 1;

const quarters = (many: number): Exact => Exact.fraction(many, 4);
const given = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -12, max: 12 }).map((many): Exact | undefined => quarters(many)) },
  { weight: 1, arbitrary: fc.constant<Exact | undefined>(undefined) },
);
const row = fc.tuple(
  fc.array(given, { minLength: SIZE, maxLength: SIZE }),
  fc.integer({ min: 1, max: 8 }).map(quarters),
);
const NOT_SAID = ['nobody has said'];
const valuesOf = ([some, size]: readonly [readonly (Exact | undefined)[], Exact]): readonly (Exact | Unknown)[] =>
  [...some, size].map((value) => value ?? new Unknown(NOT_SAID));

const leaf = fc.nat({ max: SIZE }).map(
  (at): Recipe =>
    (leaves) =>
      leaves[at] as Count,
);
const fixed = fc.integer({ min: -6, max: 6 }).map((many): Recipe => {
  const figure = constant('count', quarters(many), 'a number');
  return () => figure;
});
/** What is read as a scale and an offset of a leaf, and no column of its own. */
const shifted = fc.tuple(leaf, fixed, fixed).map(
  ([some, scale, offset]): Recipe =>
    (leaves) =>
      sum('count', [times(some(leaves), scale(leaves)), offset(leaves)]),
);
const lost = fc.constant<Recipe>(() => unknown('count', 'the page is torn'));
const DIRECTIONS = ['up', 'down', 'nearest'] as const;

const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => {
  const pair = fc.tuple(tie('recipe'), tie('recipe'));
  const some = fc.array(tie('recipe'), { minLength: 1, maxLength: 4 });
  const bound = fc.record({ upTo: fc.oneof(leaf, shifted, fixed), closed: fc.boolean(), value: tie('recipe') });
  return {
    recipe: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      { weight: 4, arbitrary: leaf },
      { weight: 4, arbitrary: shifted },
      { weight: 2, arbitrary: fixed },
      { weight: 1, arbitrary: lost },
      {
        weight: 4,
        arbitrary: fc.tuple(some, fc.array(tie('recipe'), { maxLength: 3 })).map(
          ([plus, minus]): Recipe =>
            (leaves) =>
              sum(
                'count',
                plus.map((each) => each(leaves)),
                undefined,
                minus.map((each) => each(leaves)),
              ),
        ),
      },
      // So many that they are added several at a time.
      {
        weight: 1,
        arbitrary: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: LEAVES, maxLength: LEAVES }).map(
          (scales): Recipe =>
            (leaves) =>
              sum(
                'count',
                scales.map((scale, i) => times(leaves[i] as Count, constant('count', quarters(scale), 'a scale'))),
              ),
        ),
      },
      {
        weight: 3,
        arbitrary: pair.map(
          ([a, b]): Recipe =>
            (leaves) =>
              times(a(leaves), b(leaves)),
        ),
      },
      {
        weight: 2,
        arbitrary: pair.map(
          ([a, b]): Recipe =>
            (leaves) =>
              quotient('count', a(leaves), b(leaves)),
        ),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(some, fc.constantFrom(smaller, larger)).map(
          ([all, extreme]): Recipe =>
            (leaves) =>
              extreme(
                'count',
                all.map((each) => each(leaves)),
              ),
        ),
      },
      {
        weight: 2,
        arbitrary: tie('recipe').map(
          (a): Recipe =>
            (leaves) =>
              started(a(leaves), leaves[SIZE] as Count),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(tie('recipe'), fc.constantFrom(...DIRECTIONS)).map(
          ([a, direction]): Recipe =>
            (leaves) =>
              multiple(a(leaves), leaves[SIZE] as Count, direction),
        ),
      },
      // One bound with numbers on either side, and several with anything.
      {
        weight: 3,
        arbitrary: fc.tuple(tie('recipe'), fc.oneof(leaf, shifted, fixed), fc.boolean(), fixed, fixed).map(
          ([a, upTo, closed, below, above]): Recipe =>
            (leaves) =>
              band('count', a(leaves), [{ upTo: upTo(leaves), closed, value: below(leaves) }], above(leaves)),
        ),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(tie('recipe'), fc.array(bound, { minLength: 1, maxLength: 3 }), tie('recipe')).map(
          ([a, bounds, above]): Recipe =>
            (leaves) =>
              band(
                'count',
                a(leaves),
                bounds.map(
                  ({ upTo, closed, value }): Band<'count'> => ({ upTo: upTo(leaves), closed, value: value(leaves) }),
                ),
                above(leaves),
              ),
        ),
      },
    ),
  };
});

const madeWith = (recipes: readonly Recipe[], values: readonly (Exact | Unknown)[]): readonly [Count[], Count[]] => {
  const leaves = values.map((value) => input('count', value, WHERE));
  return [leaves, recipes.map((each) => each(leaves))];
};

const said = (value: Value): string =>
  value instanceof Unknown ? `unknown: ${[...value.reasons].sort().join('; ')}` : String(value);

/** Doubles are not fractions: a part in a thousand million, of one where it is less. */
const isNear = (one: number, other: number): boolean =>
  Object.is(one, other) || Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));

/** Each draw with the values of all leaves, of every other one, and of the others: the rest as they were first. */
const changesOf = <T>(values: readonly T[]): readonly (readonly (T | undefined)[])[] => [
  values,
  values.map((value, i) => (i % 2 === 0 ? value : undefined)),
  values.map((value, i) => (i % 2 === 1 ? value : undefined)),
];

test('workings give exactly, with other values, what comes of making them anew', () => {
  fc.assert(
    fc.property(fc.array(recipe, { minLength: 1, maxLength: 2 }), row, row, (recipes, first, then) => {
      const as = valuesOf(first);
      const [leaves, roots] = madeWith(recipes, as);
      const recording = new Recording(roots);
      for (const some of changesOf(valuesOf(then))) {
        const [, anew] = madeWith(
          recipes,
          some.map((value, i) => value ?? (as[i] as Exact | Unknown)),
        );
        const changed = leaves.flatMap((each, i) => (some[i] === undefined ? [] : [[each, some[i]] as const]));
        expect(recording.exactly(new Map(changed)).map(said)).toEqual(anew.map(({ value }) => said(value)));
      }
    }),
    RUNS,
  );
});

test('and in doubles over draws, within the noise of a double', () => {
  fc.assert(
    fc.property(
      fc.array(recipe, { minLength: 1, maxLength: 3 }),
      fc.array(row, { minLength: 2, maxLength: 6 }),
      (recipes, rows) => {
        const all = rows.map(valuesOf);
        const [leaves, roots] = madeWith(recipes, all[0] as (typeof all)[0]);
        const drawn = new Recording(roots).sampled(
          new Map(leaves.map((each, i) => [each, Float64Array.from(all, (values) => asNumber(values[i] as Value))])),
          all.length,
        );
        all.forEach((values, draw) => {
          madeWith(recipes, values)[1].forEach(({ value }, at) => {
            const expected = asNumber(value);
            const found = drawn[at]?.[draw] as number;
            if (!isNear(found, expected)) expect(found, `draw ${draw} of figure ${at}`).toBe(expected);
          });
        });
      },
    ),
    RUNS,
  );
});

test('draws are the same doubles, however many are worked through together', () => {
  const [leaves, roots] = madeWith(
    [([a, b]) => sum('count', [times(a as Count, b as Count), b as Count])],
    [quarters(2), quarters(3)],
  );
  const most = 1100;
  const columns = leaves.map((_, i) => Float64Array.from({ length: most }, (__, draw) => (draw % 37) * (i + 1) + 0.25));
  for (const draws of [1, 64, 511, 512, 513, most]) {
    const [found] = new Recording(roots).sampled(
      new Map(leaves.map((each, i) => [each, (columns[i] as Float64Array).subarray(0, draws)])),
      draws,
    );
    expect([...(found as Float64Array)]).toEqual(
      Array.from({ length: draws }, (_, i) => {
        const [a, b] = columns.map((column) => column[i] as number) as [number, number];
        return a * b + b;
      }),
    );
  }
});
