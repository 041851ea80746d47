import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCHOOL_FIGURES, schoolFigure } from '../../src/analysis/index.js';
import {
  asNumber,
  Exact,
  type Figure,
  leavesOf,
  Recording,
  Unknown,
  type Value,
  workings,
} from '../../src/figures/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection } from '../../src/projection/index.js';
import { type PlainMap, projectionOf, put, unmoved } from '../support/models.js';
import { runs } from '../support/runs.js';

/* A figure is what its working gives, read exactly or in floats, with the inputs as they are or with others. */

const RUNS = runs(30, 2);
const PENNY = 0.01;
/** Doubles are not decimals: a part in a thousand million of what is added up. */
const NOISE = 1e-9;
/** Less than what the readings themselves take for the noise of a double. */
const CLOSE = 1e-8;

/** Every line in every year and in the first month, and every figure of every school. */
function figuresOf(projection: Projection): Figure[] {
  const { model, membership } = projection;
  const periods = [
    ...periodsOf(model.calendar, 'year'),
    ...periodsOf(model.calendar, 'month').slice(0, 1),
    ...periodsOf(model.calendar, 'term').slice(0, 1),
  ];
  const lines = periods.flatMap((period) => lineNames(model).map((name) => figureOf(projection, name, period)));
  const year = model.calendar.years[0] as number;
  const ofSchools = [...model.tiers.values()].flatMap((tier) =>
    model.schools.flatMap((school) => {
      const quote = membership.quoteFor(tier, school, year);
      return quote === undefined
        ? []
        : SCHOOL_FIGURES.flatMap((name) => schoolFigure(name, { school, tier, year }, quote, projection) ?? []);
    }),
  );
  return [...lines, ...ofSchools];
}

const said = (value: Value): string =>
  value instanceof Unknown ? `unknown: ${value.reasons.join('; ')}` : String(value);

/**
 * How far the float reading of each figure may be from the exact one: half a penny for a charge or portion, a penny for
 * a part, and from there what the arithmetic makes of it. A fee for thirty schools of one kind counts for thirty.
 * Infinite where the exact reading divides by what may be zero.
 */
function bounds(roots: readonly Figure[], amountOf: (figure: Figure) => number): Map<Figure, number> {
  const found = new Map<Figure, number>();
  const at = (figure: Figure | undefined): number => found.get(figure as Figure) ?? 0;
  for (const figure of workings(roots))
    found.set(figure, own(figure, at, amountOf) + Math.abs(amountOf(figure) || 0) * NOISE);
  return found;
}

function own(
  { op, args, detail }: Figure,
  at: (figure: Figure | undefined) => number,
  amountOf: (figure: Figure) => number,
): number {
  const [a, b] = args as [Figure, Figure];
  const size = (figure: Figure): number => Math.abs(amountOf(figure));
  switch (op) {
    case 'sum':
      return args.reduce((sum, arg) => sum + at(arg), 0);
    case 'product':
    case 'charge':
    case 'portion':
      if (!Number.isFinite(at(a)) || !Number.isFinite(at(b))) return Number.POSITIVE_INFINITY;
      return at(a) * (size(b) + at(b)) + at(b) * size(a) + (op === 'product' ? 0 : PENNY / 2);
    case 'rounded':
      return at(a) + (detail.places === undefined ? PENNY : 10 ** -detail.places) / 2;
    case 'part':
      return at(a) / (detail.of ?? 1) + PENNY;
    case 'quotient':
      return size(b) <= at(b)
        ? Number.POSITIVE_INFINITY
        : at(a) / (size(b) - at(b)) + (size(a) * at(b)) / (size(b) * (size(b) - at(b)));
    case 'smaller':
    case 'larger':
      return Math.max(...args.map(at));
    case 'band':
      return ofBand(args, detail.closed ?? [], at, amountOf);
    case 'started': {
      const blocks = amountOf(a) / amountOf(b);
      const far = Math.abs(blocks - Math.round(blocks)) * size(b);
      return far <= at(a) && at(a) > CLOSE ? Number.POSITIVE_INFINITY : 0;
    }
    case 'apportionment':
      return at(a);
    case 'apportioned':
      return ofApportioned(args, at, size);
    default:
      return 0;
  }
}

/**
 * That of the value that is taken; infinite where the quantity is so near to a bound that the two readings may take
 * another.
 */
function ofBand(
  args: readonly Figure[],
  closed: readonly boolean[],
  at: (figure: Figure | undefined) => number,
  amountOf: (figure: Figure) => number,
): number {
  const [quantity] = args as [Figure];
  const bounds = closed.map((_, i) => args[1 + 2 * i] as Figure);
  const near = bounds.some((bound) => {
    const unsure = at(quantity) + at(bound);
    return unsure > CLOSE && Math.abs(amountOf(quantity) - amountOf(bound)) <= unsure;
  });
  if (near) return Number.POSITIVE_INFINITY;
  const taken = bounds.findIndex((bound, i) =>
    closed[i] ? amountOf(quantity) <= amountOf(bound) : amountOf(quantity) < amountOf(bound),
  );
  return at(taken < 0 ? args[args.length - 1] : args[2 + 2 * taken]);
}

/** Each receiver has the whole pence below what falls to it, or above. */
function ofApportioned(
  [, each, of]: readonly Figure[],
  at: (figure: Figure | undefined) => number,
  size: (figure: Figure) => number,
): number {
  const receivers = of === undefined ? 1 : size(of) + at(of);
  return at(each) * receivers + size(each as Figure) * at(of) + PENNY * Math.ceil(receivers);
}

/** What the float reading gives is what the exact one gives, within the bounds; unknown where that is unknown. */
function agree(
  roots: readonly Figure[],
  exact: readonly Value[],
  sampled: readonly Float64Array[],
  limits: ReadonlyMap<Figure, number>,
): void {
  roots.forEach((root, i) => {
    const value = exact[i] as Value;
    const drawn = sampled[i]?.[0] as number;
    const limit = limits.get(root) as number;
    if (limit === Number.POSITIVE_INFINITY) return;
    if (value instanceof Unknown) expect(drawn, root.label).toBeNaN();
    else
      expect(
        Math.abs(drawn - asNumber(value)),
        `${root.label ?? root.op} ${asNumber(value)} ${drawn}`,
      ).toBeLessThanOrEqual(limit);
  });
}

const drawsOf = (leaves: Iterable<readonly [Figure, Value]>): Map<Figure, Float64Array> =>
  new Map([...leaves].map(([leaf, value]) => [leaf, Float64Array.of(asNumber(value))]));

/** The unmoved, some of them with something that nobody knows. */
const unsure: fc.Arbitrary<PlainMap> = fc
  .tuple(
    unmoved,
    fc.constantFrom(
      undefined,
      ['staff', 'adviser', 'salary'],
      ['schools', 'named', 'school_1', 'pupils'],
      ['reserves', 'opening'],
      ['tiers', 'gold', 'joins'],
    ),
  )
  .map(([data, path]) => (path === undefined ? data : put(data, path, '"unknown: nobody has said"')));

test('every figure worked out anew from its working gives its amount', () => {
  fc.assert(
    fc.property(unsure, (data) => {
      const roots = figuresOf(projectionOf(data));
      const anew = new Recording(roots).exactly(new Map(), true);
      expect(anew.map(said)).toEqual(roots.map(({ value }) => said(value)));
      expect(new Recording(roots).exactly(new Map()).map(said)).toEqual(roots.map(({ value }) => said(value)));
    }),
    RUNS,
  );
});

test('a working holds no amount that is not an input, a constant with its reason, or made of others', () => {
  fc.assert(
    fc.property(unsure, (data) => {
      for (const { op, detail, value, label } of leavesOf(figuresOf(projectionOf(data)))) {
        if (op === 'input') expect(detail.origin?.line).toBeGreaterThan(0);
        else if (op === 'sum') expect(asNumber(value)).toBe(0);
        else expect(detail.why, `${op} ${label} ${value}`).toMatch(/\w/);
      }
    }),
    RUNS,
  );
});

test('replayed in floats with the inputs as they are, every figure is within a penny a charge', () => {
  fc.assert(
    fc.property(unsure, (data) => {
      const roots = figuresOf(projectionOf(data));
      const leaves = leavesOf(roots).map((leaf): [Figure, Value] => [leaf, leaf.value]);
      const sampled = new Recording(roots).sampled(drawsOf(leaves), 1);
      const limits = bounds(roots, ({ value }) => asNumber(value));
      agree(
        roots,
        roots.map(({ value }) => value),
        sampled,
        limits,
      );
    }),
    RUNS,
  );
});

/** A leaf's value turned by so many per cent, as exact as the leaf. */
function turned({ kind, value }: Figure, percent: number): Value {
  if (value instanceof Unknown) return value;
  if (typeof value === 'number') return Math.round((value * percent) / 100);
  const moved = value.times(Exact.fraction(percent, 100));
  return kind === 'count' ? Exact.of(moved.toFixed(2)) : Exact.of(moved.toFixed(6));
}

test('replayed in floats with other inputs, every figure is within a penny a charge of the exact one', () => {
  fc.assert(
    fc.property(unsure, fc.infiniteStream(fc.integer({ min: 20, max: 180 })), (data, percents) => {
      const roots = figuresOf(projectionOf(data));
      const recording = new Recording(roots);
      // Sizes of blocks stay: a block of zero is refused by whoever reads a model.
      const sizes = new Set(workings(roots).flatMap(({ op, args }) => (op === 'started' ? args[1] : [])));
      const inputs = leavesOf(roots).filter((leaf) => leaf.op === 'input' && !sizes.has(leaf));
      const changed = new Map(
        inputs.flatMap((leaf, i): [Figure, Value][] =>
          i % 3 === 0 ? [[leaf, turned(leaf, percents.next().value as number)]] : [],
        ),
      );
      const every = workings(roots);
      const values = new Recording(every).exactly(changed);
      const exact = new Map(every.map((figure, i) => [figure, values[i] as Value]));
      const limits = bounds(roots, (figure) => asNumber(exact.get(figure) as Value));
      agree(
        roots,
        roots.map((root) => exact.get(root) as Value),
        recording.sampled(drawsOf(changed), 1),
        limits,
      );
    }),
    RUNS,
  );
});

test('asked of some leaves after others, a recording says what one that was never asked says', () => {
  fc.assert(
    fc.property(
      unsure,
      fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 20, max: 180 })), { minLength: 3, maxLength: 6 }),
      (data, questions) => {
        const roots = figuresOf(projectionOf(data));
        const asked = new Recording(roots);
        const sizes = new Set(workings(roots).flatMap(({ op, args }) => (op === 'started' ? args[1] : [])));
        const inputs = leavesOf(roots).filter((leaf) => leaf.op === 'input' && !sizes.has(leaf));
        for (const [first, apart, percent] of questions) {
          const changed = new Map(
            inputs.flatMap((leaf, i): [Figure, Value][] =>
              i % (apart + 1) === first % (apart + 1) ? [[leaf, turned(leaf, percent)]] : [],
            ),
          );
          const anew = new Recording(roots);
          expect(asked.exactly(changed)).toEqual(anew.exactly(changed));
          expect(asked.sampled(drawsOf(changed), 1)).toEqual(anew.sampled(drawsOf(changed), 1));
        }
        expect(asked.exactly(new Map())).toEqual(roots.map(({ value }) => value));
      },
    ),
    RUNS,
  );
});

test('many draws at once are the same as each by itself, over the ends of blocks too', () => {
  const data = fc.sample(unmoved, runs(1, 7))[0] as PlainMap;
  const roots = figuresOf(projectionOf(data));
  const recording = new Recording(roots);
  const leaves = leavesOf(roots).filter(({ op }) => op === 'input');
  const draws = 1100;
  const factors = Array.from({ length: draws }, (_, i) => 0.5 + ((i * 37) % 100) / 100);
  const all = recording.sampled(
    new Map(leaves.map((leaf) => [leaf, Float64Array.from(factors, (factor) => factor * asNumber(leaf.value))])),
    draws,
  );
  for (const draw of [0, 1, 511, 512, 513, 1023, 1024, 1099]) {
    const one = recording.sampled(
      new Map(leaves.map((leaf) => [leaf, Float64Array.of((factors[draw] as number) * asNumber(leaf.value))])),
      1,
    );
    expect(all.map((result) => result[draw])).toEqual(one.map((result) => result[0]));
  }
});

test('only what stands below a changed input is worked out anew', () => {
  fc.assert(
    fc.property(unmoved, (data) => {
      const roots = figuresOf(projectionOf(data));
      const salary = leavesOf(roots).find(({ detail }) => detail.origin?.path.startsWith('staff.adviser.salary'));
      if (salary === undefined) return;
      const values = new Recording(roots).exactly(new Map([[salary, (salary.value as number) + 120_000]]));
      roots.forEach((root, i) => {
        if (!leavesOf([root]).includes(salary)) expect(said(values[i] as Value)).toBe(said(root.value));
      });
    }),
    RUNS,
  );
});
