import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bridge, bridge } from '../../src/analysis/index.js';
import { sum } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { type Projection, project } from '../../src/projection/index.js';
import type { Source } from '../../src/reading/index.js';
import { linesOf } from '../support/lines.js';
import { models, type Plain, type PlainMap, put, sourceOf } from '../support/models.js';
import { at, isMap, mapAt } from '../support/plain.js';
import { ofRuns, runs } from '../support/runs.js';

/*
 * Cells of random models: an option and two stresses over several kinds of place. A cell is the model with the same
 * values written out by hand, rounded once at each place; stresses at different places commute; the bridge to a cell
 * adds; and rows and blocks may stand in any order.
 */

/** A decimal, exactly: so many units of so many places. */
interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(%?)$/;

function decimalIn(text: string): Decimal {
  const [, sign = '', whole = '', fraction = ''] = NUMBER.exec(text) ?? [];
  return { units: BigInt(`${sign}${whole}${fraction}`), places: fraction.length };
}

const product = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, places: a.places + b.places });
const shifted = ({ units, places }: Decimal, to: number): bigint => units * 10n ** BigInt(to - places);
function total(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  return { units: shifted(a, places) + shifted(b, places), places };
}

/** Halves away from zero. */
function rounded({ units, places }: Decimal, to: number): string {
  const unit = 10n ** BigInt(Math.max(0, places - to));
  const size = units < 0n ? -units : units;
  const whole = ((size * 2n + unit) / (unit * 2n)) * 10n ** BigInt(Math.max(0, to - places));
  const digits = whole.toString().padStart(to + 1, '0');
  return `${units < 0n && whole !== 0n ? '-' : ''}${digits.slice(0, -to)}.${digits.slice(-to)}`.replace(/\.?0+$/, '');
}

/** What a place is: how many decimals it is rounded to, and what may be added to it. */
interface Kind {
  readonly at: readonly string[];
  readonly decimals: number;
  readonly unit: '' | '%';
}

const MONEY = { decimals: 2, unit: '' } as const;
const KINDS: readonly Kind[] = [
  { at: ['overheads', '*', 'per_year'], ...MONEY },
  { at: ['contracts', '*', 'per_year'], ...MONEY },
  { at: ['staff', '*', 'salary'], ...MONEY },
  { at: ['tiers', '*', 'worth'], ...MONEY },
  { at: ['services', '*', 'price'], decimals: 6, unit: '' },
  { at: ['schools', 'named', '*', 'pupils'], decimals: 2, unit: '' },
  { at: ['schools', 'named', '*', 'pays_now'], ...MONEY },
  { at: ['schools', 'groups', '*', 'pupils'], decimals: 2, unit: '' },
  { at: ['tiers', '*', 'joins'], decimals: 6, unit: '%' },
  { at: ['assumptions', 'buy_in', 'value'], decimals: 6, unit: '%' },
];

/** What a price charges as an amount is rounded to pence, whatever its rates are. */
const decimalsAt = (path: readonly string[], { decimals }: Kind): number =>
  ['flat', 'floor', 'cap', 'amount'].includes(path[path.length - 1] ?? '') ? MONEY.decimals : decimals;

/** A place of a model at which numbers stand alone: one, or one for each of some dates or phases. */
interface Place {
  readonly path: readonly string[];
  readonly kind: Kind;
  readonly numbers: readonly (readonly string[])[];
}

function placesOf(data: PlainMap): readonly Place[] {
  return KINDS.flatMap((kind) => {
    const star = kind.at.indexOf('*');
    const ids = star < 0 ? [''] : Object.keys(mapAt(data, ...kind.at.slice(0, star)));
    return ids.flatMap((id): Place[] => {
      const path = kind.at.map((step) => (step === '*' ? id : step));
      const numbers = numbersAt(at(data, path), path);
      return numbers === undefined || numbers.length === 0 ? [] : [{ path, kind, numbers }];
    });
  });
}

/** The paths of the numbers at a place; undefined where something else stands there too. */
function numbersAt(node: Plain | undefined, path: readonly string[]): readonly string[][] | undefined {
  if (typeof node === 'string') return NUMBER.test(node) ? [[...path]] : undefined;
  if (!isMap(node)) return undefined;
  const below = Object.entries(node).map(([key, each]) => (each === undefined ? [] : numbersAt(each, [...path, key])));
  return below.some((each) => each === undefined) ? undefined : below.flatMap((each) => each ?? []);
}

/** What is said of one place: a relative change, or arithmetic in the place of what stands there. */
interface Wish {
  readonly at: number;
  readonly percent: number;
  readonly plus: number;
  readonly how: 'times' | 'plus' | 'both' | 'arithmetic';
}

const wish: fc.Arbitrary<Wish> = fc.record({
  at: fc.nat(99),
  percent: fc.integer({ min: 0, max: 999 }),
  plus: fc.integer({ min: 0, max: 999 }),
  how: fc.constantFrom('times', 'times', 'plus', 'both', 'arithmetic'),
});

const FACTOR = 'law_factor';
const tenths = (units: number): string => `${Math.floor(units / 10)}.${units % 10}`;

/** A scenario that says a wish of a place, and what the numbers there come to. */
function said(
  { path, kind, numbers }: Place,
  { percent, plus, how }: Wish,
): { readonly says: PlainMap; readonly of: (before: Decimal) => Decimal } {
  const isOne = numbers.length === 1 && numbers[0]?.length === path.length;
  const times: Decimal = { units: BigInt(percent), places: 3 };
  const more: Decimal = { units: BigInt(plus), places: 1 };
  // Shares only shrink, so that no school joins more than once; what is added to values by date grows, which is a law
  // of its own.
  if (kind.unit === '%' || !isOne || how === 'times')
    return { says: put({}, path, { times: `${tenths(percent)}%` }), of: (before) => product(before, times) };
  if (how === 'plus') return { says: put({}, path, { plus: tenths(plus) }), of: (before) => total(before, more) };
  if (how === 'both')
    return {
      says: put({}, path, { plus: tenths(plus), times: `${tenths(percent)}%` }),
      of: (before) => total(product(before, times), more),
    };
  const written = `"=(${tenths(plus)} + ${FACTOR}) * ${tenths(percent)}%"`;
  return { says: put({}, path, written), of: () => product(total(more, { units: 125n, places: 2 }), times) };
}

interface Grid {
  readonly data: PlainMap;
  readonly option: Wish;
  readonly stress: Wish;
  readonly each: number;
  readonly schools: number;
}

const grids: fc.Arbitrary<Grid> = fc.record({
  data: models,
  option: wish,
  stress: wish,
  each: fc.integer({ min: 0, max: 1000 }),
  schools: fc.integer({ min: 0, max: 1500 }),
});

/** The model with an option and two stresses, and the same values by hand for the cell of all three. */
function gridOf({ data: model, option, stress, each, schools }: Grid): {
  readonly data: PlainMap;
  readonly hand: PlainMap;
} {
  const data = put(model, ['assumptions', FACTOR], { value: '1.25' });
  const places = placesOf(data);
  const isFree = ({ path: [head, part] }: Place): boolean => head !== 'tiers' && part !== 'named';
  const free = places.filter(isFree);
  const written = new Map<string, { readonly path: readonly string[]; readonly kind: Kind; value: Decimal }>();
  const note = (place: Place, of: (before: Decimal) => Decimal): void => {
    for (const path of place.numbers) {
      const known = written.get(path.join('|'));
      const before = known?.value ?? decimalIn(at(data, path) as string);
      written.set(path.join('|'), { path, kind: place.kind, value: of(before) });
    }
  };
  const say = (all: readonly Place[], by: Wish): PlainMap => {
    const place = all[by.at % Math.max(1, all.length)];
    if (place === undefined) return {};
    const { says, of } = said(place, by);
    note(place, of);
    return says;
  };
  const chosen = say(free, option);
  // What the stress says is relative, so that it may stand over the option.
  const stressed = say(free, { ...stress, how: stress.how === 'arithmetic' ? 'times' : stress.how });
  const joins = places.filter(({ path: [head, , key] }) => head === 'tiers' && key === 'joins');
  const isOfEach = joins.length > 0 && joins.length === Object.keys(mapAt(data, 'tiers')).length;
  const shares: Decimal = { units: BigInt(each), places: 3 };
  if (isOfEach) for (const place of joins) note(place, (before) => product(before, shares));
  const named = places.filter(({ path: [, part, , key] }) => part === 'named' && key === 'pupils');
  const pupils: Decimal = { units: BigInt(schools), places: 3 };
  for (const place of named) note(place, (before) => product(before, pupils));
  const change =
    named.length === 0
      ? undefined
      : [{ school: named.map(({ path }) => path[2] as string), pupils: { times: `${tenths(schools)}%` } }];
  const scenarios: PlainMap = {
    option: { because: 'an option', ...chosen },
    first: { because: 'a stress', ...stressed },
    second: {
      because: 'another',
      ...(isOfEach ? { tiers: { each: { joins: { times: `${tenths(each)}%` } } } } : {}),
      ...(change === undefined ? {} : { schools: { change } }),
    },
  };
  const hand = [...written.values()].reduce(
    (so, { path, kind, value }) =>
      put(so, path, `${rounded(value, decimalsAt(path, kind))}${String(at(data, path)).endsWith('%') ? '%' : ''}`),
    data,
  );
  return { data: { ...data, scenarios, options: ['option'], stresses: ['first+second'] }, hand };
}

/** The same with its rows and blocks in another order. */
function turned(data: PlainMap): PlainMap {
  return [['schools', 'named'], ['schools', 'groups'], ['overheads'], ['contracts']].reduce(
    (so, path) =>
      at(so, path) === undefined ? so : put(so, path, Object.fromEntries(Object.entries(mapAt(so, ...path)).reverse())),
    data,
  );
}

/** The model of some scenarios, played through; undefined where there is none. */
function played(source: Source, scenarios: readonly string[]): Projection | undefined {
  try {
    return project(source.load({ scenarios, sets: [] }).model);
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return undefined;
  }
}

const CELL = ['option', 'first', 'second'];

test('a cell is the model with the same values by hand, in whatever order stresses, rows and blocks stand; and its bridge adds', () => {
  let told = 0;
  fc.assert(
    fc.property(grids, (grid) => {
      const { data, hand } = gridOf(grid);
      const source = sourceOf(data);
      const cell = played(source, CELL);
      const byHand = played(sourceOf(turned(hand)), []);
      expect(cell === undefined).toBe(byHand === undefined);
      if (cell === undefined || byHand === undefined) return;
      told++;
      expect(linesOf(cell)).toEqual(linesOf(byHand));
      expect(linesOf(played(source, ['option', 'second', 'first']) as Projection)).toEqual(linesOf(cell));
      expect(linesOf(played(sourceOf(turned(data)), CELL) as Projection)).toEqual(linesOf(cell));
      const base = played(source, []);
      if (base === undefined) return;
      const [period] = periodsOf(base.model.calendar, 'year').slice(-1) as [Period];
      const found = bridge(source.way({ scenarios: CELL, sets: [] }), base, cell, 'reserves.closing', period) as Bridge;
      const effects = sum(
        'money',
        found.steps.map(({ effect }) => effect),
      );
      if (found.from.isKnown && found.to.isKnown) expect(found.from.pence + effects.pence).toBe(found.to.pence);
    }),
    runs(40, 951),
  );
  expect(told).toBeGreaterThan(ofRuns(20));
});
