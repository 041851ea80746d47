import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lever, Recording, type Segment, Sweep } from '../../src/figures/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Lever, project } from '../../src/projection/index.js';
import { modelOf, oneTier, type Plain, type PlainMap, put, registered } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* The surplus of whole models as a lever is turned, with interest on cash, an overdraft and VAT that is recovered in part. */

/** Half a penny either side of what is looked for, as where no surplus is looked for. */
const side = (surplus: number): number => (Math.abs(surplus) < 0.005 ? 0 : Math.sign(surplus));
const MOST = 4;

const SERVICE = { kind: 'traded', unit: 'day', price: '420', delivery: { by: 'adviser', days: '1' }, vat: 'standard' };

/**
 * Interest on what is held and on what is owed, which bends at each end of a month; and two services of one post that
 * runs short of days: where one of them has a season, what associates cost in a month is a curve.
 */
function withInterest(data: PlainMap, rate: number, isCurved: boolean): PlainMap {
  const season = { September: '50%', March: '50%' };
  const said: readonly (readonly [path: string, value: Plain | undefined])[] = [
    ['contracts.bank', { kind: 'interest', rate: `${rate}%` }],
    ['loans.facility', { limit: '50_000', drawn: 'when_needed', rate: `${rate + 4}%` }],
    ['services.talks', { ...SERVICE, demand: { per_member: '12' }, season: isCurved ? season : undefined }],
    ['services.visits', { ...SERVICE, demand: { per_member: '9', per_other: '2' } }],
    ['staff.adviser.when_short', { associates: '380' }],
  ];
  return said.reduce((so, [path, value]) => put(so, path.split('.'), value), data);
}

const given = fc.tuple(registered.map(oneTier), fc.integer({ min: 1, max: 6 }), fc.boolean());

function swept(data: PlainMap, by: Lever): { segments: () => Segment[]; plainly: (points: number[]) => number[] } {
  const turn = lever(by);
  const projection = project(modelOf(data), { [by]: turn });
  const years = periodsOf(projection.model.calendar, 'year');
  const surplus = figureOf(projection, 'surplus.before_tax', years[years.length - 1] as Period);
  const recording = new Recording([surplus]);
  return {
    segments: () => new Sweep(surplus, turn, 'cut').around(0, MOST, side),
    plainly: (points) => [...(recording.sampled(new Map([[turn, Float64Array.from(points)]]), points.length)[0] ?? [])],
  };
}

/** Nearer than this to a jump, doubles may take its two sides for one: what starts one more block is rounded a little. */
const NEAR = 1e-7;

/** Where a stretch is held against what is worked out there. */
const pointsOf = ({ start, end }: Segment): number[] =>
  [0.001, 0.37, 0.71, 0.999].map((part) => Math.min(Math.max(start + part * (end - start), start + NEAR), end - NEAR));

/**
 * Whether a stretch says what is worked out at its points: within a penny, and within what doubles lose of large
 * amounts. A chord is on its curve at its two ends; of bends that are passed over it says nothing between.
 */
function says(segment: Segment, values: readonly number[]): boolean {
  const { start, end, from, to, coarse } = segment;
  if (coarse === 'bends') return true;
  return pointsOf(segment).every((point, k) => {
    const [line, value] = [from + ((point - start) / (end - start)) * (to - from), values[k] as number];
    if (coarse === 'curve') return (k > 0 && k < 3) || Math.abs(line - value) < 0.01 + Math.abs(to - from) / 20;
    return Math.abs(line - value) < 0.01 + 1e-7 * Math.abs(value);
  });
}

test.each(['members', 'price', 'roll', 'traded'] as const)(
  'what is followed along the lever %s is what is worked out at each point of it',
  (by) => {
    let [bent, curved] = [0, 0];
    fc.assert(
      fc.property(given, ([raw, rate, isCurved]) => {
        const { segments: cut, plainly } = swept(withInterest(raw, rate, isCurved), by);
        const segments = cut();
        expect([segments[0]?.start, segments[segments.length - 1]?.end]).toEqual([0, MOST]);
        bent += segments.length - 1;
        curved += segments.filter(({ coarse }) => coarse === 'curve').length;
        const wide = segments.filter(({ start, end }) => end - start > 1e-6);
        const values = plainly(wide.flatMap(pointsOf));
        expect(wide.filter((each, i) => !says(each, values.slice(4 * i, 4 * (i + 1))))).toEqual([]);
      }),
      runs(32, 186),
    );
    // Some levers bend little where there is cash enough; what members pay and ask for bends all.
    if (by === 'members') expect([bent > ofRuns(30), curved > ofRuns(5)]).toEqual([true, true]);
  },
);

/** With one more cost or a grant, such that the surplus of the last year is about nil where nothing is turned. */
function balanced(data: PlainMap, by: Lever): PlainMap {
  const [surplus = 0] = swept(data, by).plainly([1]);
  const per_year = Math.abs(surplus).toFixed(2);
  return surplus > 0
    ? put(data, ['overheads', 'balance'], { per_year })
    : put(data, ['contracts', 'balance'], { kind: 'grant', per_year, vat: 'outside_scope' });
}

test.each(['members', 'traded'] as const)(
  'a stretch on which the surplus passes zero along the lever %s is straight, or as short as doubles tell apart',
  (by) => {
    let passed = 0;
    fc.assert(
      fc.property(given, ([raw, rate]) => {
        const segments = swept(balanced(withInterest(raw, rate, true), by), by).segments();
        const passing = segments.filter(({ from, to }) => side(from) !== side(to));
        if (segments.some(({ coarse }) => coarse === 'curve')) passed += passing.length;
        for (const { start, end, coarse } of passing)
          expect([coarse, end - start < 1e-9]).not.toEqual(['curve', false]);
      }),
      runs(160, 187),
    );
    expect(passed).toBeGreaterThan(ofRuns(32));
  },
);
