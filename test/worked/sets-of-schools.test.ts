import { describe, expect, test } from 'vitest';
import { constant, Exact, type Rate } from '../../src/figures/index.js';
import { problemsIn } from '../../src/language/index.js';
import { project } from '../../src/projection/index.js';
import { type Coming, joiningSets } from '../../src/projection/joining-sets.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';

/* In which sets schools of one price may join, where there are few and where there are too many; and that none is in two. */

const share = (percent: number): Rate => constant('rate', Exact.fraction(percent, 10_000), 'a share');

/** A school by its number, which decides with all of its name. */
function coming(i: number, by: string | readonly string[], of: Rate, before: readonly Rate[] = []): Coming {
  const schools = constant('count', Exact.of(typeof by === 'string' ? 1 : by.length), 'schools');
  const customer = { name: `school ${i}`, attributes: new Map(), pupils: schools, quantity: () => undefined };
  return { member: { customer, schools }, share: of, before, decisions: typeof by === 'string' ? [by] : by };
}

const said = (comings: readonly Coming[]): readonly [sets: number, deciders: number, isExact: boolean] => {
  const { sets, deciders, isExact } = joiningSets(comings);
  return [sets.length, deciders, isExact];
};
/** Schools that decide as one, with so many different shares; the more they are, the fewer sets are priced. */
function together(many: number, shares: number, before: readonly Rate[] = []): Coming[] {
  const said = Array.from({ length: shares }, (_, i) => share(100 + i));
  return Array.from({ length: many }, (_, i) => coming(i, 'all', said[i % shares] as Rate, before));
}
const apart = (many: number): Coming[] => Array.from({ length: many }, (_, i) => coming(i, `${i}`, share(5_000)));

describe('sets of schools that decide as one', () => {
  test.each<[string, readonly Coming[], [number, number, boolean]]>([
    ['one for each share', together(3, 3), [3, 1, true]],
    ['of a thousand schools up to fifty', together(1_000, 50), [50, 1, true]],
    ['and where there are more, one for two shares', together(1_000, 51), [26, 1, false]],
    ['of half as many shares that begin above another tier', together(1_000, 25, [share(1_000)]), [26, 1, true]],
    ['and for two of more of these', together(1_000, 26, [share(1_000)]), [14, 1, false]],
    ['alike are one', [coming(1, 'all', share(1)), coming(2, 'all', share(1))], [2, 1, true]],
  ])('%s', (_, comings, expected) => {
    expect(said(comings)).toEqual(expected);
  });

  test('alike by their figures: those of one share are in one set', () => {
    const one = share(4_000);
    const { sets } = joiningSets([coming(1, 'all', one), coming(2, 'all', one), coming(3, 'all', share(7_000))]);
    expect(sets.map(({ who }) => who.map(({ customer }) => customer.name))).toEqual([
      ['school 3'],
      ['school 1', 'school 2', 'school 3'],
    ]);
    expect(sets.map(({ weight }) => weight.exact.toString())).toEqual(['0.3', '0.4']);
  });

  test('what they come to of several tiers is told apart by what is before', () => {
    const [one, taken, other] = [share(3_000), share(2_000), share(1_000)];
    const { sets } = joiningSets([coming(1, 'all', one, [taken]), coming(2, 'all', one, [other])]);
    expect(sets.map(({ who, weight }) => [who.map(({ customer }) => customer.name), weight.exact.toString()])).toEqual([
      [['school 1'], '0.1'],
      [['school 1', 'school 2'], '0.2'],
      [['school 2'], '0.1'],
      [[], '0.1'],
    ]);
  });

  test('in lots the shares that follow each other go together, each at the average', () => {
    const comings = together(1_000, 51);
    const { sets, shareOf } = joiningSets([...comings].reverse());
    expect(comings.slice(47, 51).map((each) => shareOf(each).exact.toString())).toEqual([
      '0.01475',
      '0.01475',
      '0.01495',
      '0.01495',
    ]);
    expect(sets[0]?.who.length).toBe(38);
  });
});

describe('sets of schools that decide apart', () => {
  test.each<[string, readonly Coming[], [number, number, boolean]]>([
    ['of three, in all but that of nobody', apart(3), [7, 3, true]],
    ['of eight', apart(8), [255, 8, true]],
    ['of nine, in lots', apart(9), [31, 9, false]],
    ['of an archetype of three, as many as may join', [coming(1, ['a', 'b', 'c'], share(5_000))], [3, 3, true]],
    ['of one of nine, as eight', [coming(1, [...'abcdefghi'], share(5_000))], [8, 9, false]],
    ['of two who decide as one and a third', [...together(2, 2), coming(3, 'x', share(5_000))], [5, 2, true]],
  ])('%s', (_, comings, expected) => {
    expect(said(comings)).toEqual(expected);
  });

  test.each<[string, readonly Coming[], number]>([
    ['five with half each', apart(5), 0.5 ** 5],
    ['nine, as five that are two each', apart(9), 0.5 ** 5],
    [
      'two of an archetype, and one',
      [coming(1, ['a', 'b'], share(3_000)), coming(2, 'x', share(100))],
      0.7 ** 2 * 0.99,
    ],
  ])('come to all but that of nobody: %s', (_, comings, nobody) => {
    const { sets } = joiningSets(comings);
    expect(sets.reduce((so, { weight }) => so + weight.exact.toNumber(), 0)).toBeCloseTo(1 - nobody, 9);
    expect(sets.every(({ who }) => who.length > 0)).toBe(true);
  });
});

describe('a school that takes another tier while its membership of one still runs', () => {
  /** What is told of a school that takes the second tier first, for a year from January, and the first from September on. */
  function told(joins: string, schools = 'named: { oak: { phase: primary, type: academy, pupils: 200 } }'): unknown {
    const text = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { ${schools} }
tiers:
  core: { price: { flat: 100 }, joins: ${joins} }
  late: { price: { flat: 60 }, uplift: 100%, joins: ${joins}, term: { invoice: membership_year, starts: January } }
  none_of_it: { price: { flat: 10 }, joins: 0% }
choice: { rule: best_value, none: -1_000 }
`;
    try {
      const { model } = Source.open(diskOf({ 'model.yaml': text }), 'model.yaml').load({ scenarios: [], sets: [] });
      project(model);
      return 'nothing';
    } catch (error) {
      return problemsIn(error)?.map(({ code, data }) => ({ code, ...data }));
    }
  }
  const exceeds = (school: string, total: string): unknown => [
    { code: 'shares-exceed', school, tiers: 'core and late', total, month: 'Sep 2027', because: 'chosen' },
  ];

  test.each<[string, unknown]>([
    ['100%', exceeds('oak', '200%')],
    ['50.5%', exceeds('oak', '101%')],
    ['50%', 'nothing'],
    ['unknown', 'nothing'],
  ])('with %s is told where it is more than all of it', (joins, expected) => {
    expect(told(joins)).toEqual(expected);
  });

  test('counts every school of an archetype', () => {
    const some = 'groups: { some: { count: 3, phase: primary, type: academy, pupils: 200 } }';
    expect([told('60%', some), told('50%', some)]).toEqual([exceeds('some', '120%'), 'nothing']);
  });
});
