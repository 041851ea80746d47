import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  askedIn,
  breakEven,
  type Dial,
  measures,
  type Sensitive,
  sensitiveOf,
  solve,
  type Target,
} from '../../src/analysis/index.js';
import { extremes, passings } from '../../src/analysis/shared/crossing-steps.js';
import { dialOf } from '../../src/analysis/what-if/dials.js';
import { Exact, Unknown } from '../../src/figures/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { project } from '../../src/projection/index.js';
import { models, type PlainMap, put, sourceOf } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* What `solve` finds is what trying every value finds; and at a break-even price it finds what break-even does. */

function sensitive(data: PlainMap, figure: string): Sensitive {
  const source = sourceOf(data);
  const { model } = source.load();
  const asked = askedIn(figure, model);
  if ('what' in asked) throw new Error(asked.what);
  return sensitiveOf(source, { scenarios: [], sets: [] }, project(model), asked) as Sensitive;
}

const signs = ({ trials }: Sensitive, dial: Dial, { value }: Target): (number | undefined)[] =>
  Array.from({ length: dial.count }, (_, position) => {
    const trial = trials.played(dial.at(position).sets);
    const found = 'values' in trial ? trial.values[0] : undefined;
    if (found === undefined || found instanceof Unknown) return undefined;
    return (typeof found === 'number' ? Exact.pounds(found) : found).minus(value).sign;
  });

/** The values that give a target, or are the first beyond it, of all that there are. */
function byTrying(all: readonly (number | undefined)[], dial: Dial, { is }: Target): string[] {
  const side = is === '<=' ? -1 : 1;
  const found = new Set<number>();
  all.slice(1).forEach((after, i) => {
    const before = all[i];
    if (before === after) return;
    if (after === 0) found.add(i + 1);
    else if (before === 0) found.add(i);
    else if (before !== undefined && after !== undefined) found.add(after * side > 0 ? i + 1 : i);
  });
  return [...found].sort((a, b) => a - b).map((position) => dial.at(position).text);
}

const step = (high: number): Pick<Parameters<typeof dialOf>[2], 'low' | 'high' | 'step'> => ({
  low: Exact.zero,
  high: Exact.of(high),
  step: Exact.one,
});
const plain = { percent: false, pounds: false };

/**
 * Random models with a number in a set place, with which many kinds of lines move: rates of a tier, steps of an
 * overhead.
 */
const TURNED: readonly (readonly [path: readonly string[], value: (text: string) => PlainMap | string])[] = [
  [['tiers', 'extra'], (text) => ({ price: { per_pupil: text, cap: '4_000' }, joins: '40%' })],
  [['overheads', 'extra'], (text) => ({ per_year: '2_000', step: { for_each: text, of: 'members' } })],
  [['overheads', 'extra'], (text) => ({ per: { members: text } })],
];
const PATHS = ['tiers.extra.price.per_pupil', 'overheads.extra.step.for_each', 'overheads.extra.per.members'];

test('solve finds every value that trying all of them finds', () => {
  let solutions = 0;
  fc.assert(
    fc.property(
      models.map((data) => put(data, ['choice'], undefined)),
      fc.integer({ min: 0, max: TURNED.length - 1 }),
      fc.constantFrom('surplus', 'reserves.closing', 'cash.lowest'),
      fc.constantFrom('=', '>=', '<='),
      fc.nat(29),
      fc.integer({ min: -3000, max: 3000 }),
      (data, which, figure, is, position, off) => {
        const [path, having] = TURNED[which] as (typeof TURNED)[number];
        let model: Sensitive;
        try {
          model = sensitive(put(data, path, having('12')), figure);
        } catch {
          return; // no share is left for another tier
        }
        const dial = dialOf({ id: 'x', text: '12', isStated: true }, [PATHS[which] as string], step(29), plain);
        const there = model.trials.played(dial.at(position).sets);
        const near = 'values' in there ? there.values[0] : undefined;
        if (typeof near !== 'number') return;
        const target: Target = { figure, is, value: Exact.pounds(near + off), percent: false, text: 'x' };
        const found = solve(model, dial, target).solutions.map(({ at }) => at.text);
        expect(found).toEqual(byTrying(signs(model, dial, target), dial, target));
        solutions += found.length;
      },
    ),
    runs(25, 8),
  );
  expect(solutions).toBeGreaterThan(ofRuns(5));
});

const company = (rate: string, rent: string): PlainMap => ({
  buyin: '1',
  name: 'Priced',
  calendar: { starts: '2024-09', years: '2', year_starts: 'September' },
  schools: { groups: { all: { count: '20', phase: 'primary', type: 'academy', pupils: '210' } } },
  tiers: { gold: { price: { per_pupil: rate }, joins: '75%' } },
  overheads: { rent: { per_year: rent }, leads: { per_year: '5_000', step: { for_each: '6', of: 'members' } } },
});

test('solve finds the price that breaks even to the penny above it', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 3000 }), fc.integer({ min: 5000, max: 90_000 }), (rate, rent) => {
      const data = company((rate / 100).toFixed(2), String(rent));
      const model = sensitive(data, 'surplus[2024]');
      const [year] = periodsOf(model.projection.model.calendar, 'year');
      const price = measures.find(({ name }) => name === 'price') as (typeof measures)[number];
      const [crossing] = breakEven(model.projection.model, price, year as Period).crossings;
      const cents = { low: Exact.zero, high: Exact.of(40), step: Exact.of('0.01') };
      const dial = dialOf({ id: 'x', text: 'x', isStated: true }, ['tiers.gold.price.per_pupil'], cents, plain);
      const target: Target = { figure: 'surplus[2024]', is: '>=', value: Exact.zero, percent: false, text: '0' };
      const [solution, another] = solve(model, dial, target).solutions;
      expect(another).toBeUndefined();
      // Break-even turns prices up to ten times.
      if (crossing === undefined) return;
      compared++;
      const even = crossing.at.exact;
      expect(even.compare(Exact.of(solution?.at.text ?? '')) <= 0, `${even} ${solution?.at.text}`).toBe(true);
      if (solution?.isExact === false) expect(even.compare(Exact.of(solution.short.text)) > 0).toBe(true);
    }),
    runs(40, 7),
  );
  expect(compared).toBeGreaterThan(ofRuns(20));
});

test('every crossing of any course is found, whether it is followed, scanned or worked out value by value', () => {
  const courses = fc.tuple(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 60 }), fc.boolean());
  fc.assert(
    fc.property(courses, ([steps, isRough]) => {
      const values = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, each) => sum + each, 0));
      if (!isRough && values.length > 17) return;
      const course = {
        count: values.length,
        exactly: (position: number): Exact => Exact.of(values[position] as number),
        roughly: isRough
          ? (positions: readonly number[]) =>
              positions.map((position) => ({ position, value: (values[position] as number) + 0.4 }))
          : undefined,
        bends: undefined,
        tolerance: 0.5,
      };
      const expected = values
        .slice(1)
        .flatMap((value, i) => (Math.sign(value) === Math.sign(values[i] as number) ? [] : [i]));
      expect(passings(course).found.map(({ below }) => below)).toEqual(expected);
      expect(Math.max(...values)).toBe(values[extremes(course)?.highest as number]);
      expect(Math.min(...values)).toBe(values[extremes(course)?.lowest as number]);
    }),
    runs(100, 21),
  );
});
