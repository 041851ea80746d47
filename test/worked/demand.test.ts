import { describe, expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { type JsonTable, reported, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Who buys how much, by hand: spreads of whole units, by kind of school and by company year. */

const SPREAD: PlainMap = { spread: { 0: '40%', 1: '35%', 2: '25%' } };
/** Ten primaries and five secondaries, of which four in five are members: 8, 4 and 3 schools outside membership. */
const company: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '3', year_starts: 'September' },
  schools: {
    groups: {
      small: { count: '10', phase: 'primary', type: 'academy', pupils: '200' },
      large: { count: '5', phase: 'secondary', type: 'academy', pupils: '900' },
    },
  },
  tiers: { gold: { price: { flat: '1_000' }, joins: '80%' } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: { member: '300', other: '400' },
      demand: { per_member: SPREAD, per_other: '0.5' },
    },
  },
};
const DEMAND = ['services', 'visit', 'demand'];
const asking = (whose: 'per_member' | 'per_other', said: PlainMap[string]): PlainMap =>
  put(company, [...DEMAND, whose], said);
const of = (figure: string, data = company, year = 2025, sets: readonly string[] = []): string => {
  const found = figureFor(projectionOf(data, { sets }), { figure, year });
  return 'what' in found ? `no ${found.what}` : found.isKnown ? found.exact.toFixed(2) : 'unknown';
};

describe('a spread of whole units', () => {
  test('comes to the sum over the units, each as often as its share', () => {
    // 12 members × (35% × 1 + 25% × 2) × 300, and 3 others × 0.5 × 400.
    expect(of('service.per_member.visit')).toBe('0.85');
    expect(of('income.traded')).toBe((12 * 0.85 * 300 + 3 * 0.5 * 400).toFixed(2));
  });

  test('of a price in a straight line is its average, in every figure', () => {
    const average = asking('per_member', '0.85');
    for (const figure of ['income.traded', 'days.sold', 'reserves.closing'])
      for (const year of [2025, 2026, 2027]) expect(of(figure, company, year)).toBe(of(figure, average, year));
  });

  test('of a price that bends is the sum over the units, and not the price of the average', async () => {
    const bent = put(company, ['services', 'visit', 'price'], { flat: '100', per: { units: '300' } });
    // One day costs 400 and two 700; of 12 members 35% take one and 25% two; half of the 3 others take one.
    expect(of('income.traded', bent)).toBe((12 * (0.35 * 400 + 0.25 * 700) + 3 * 0.5 * 400).toFixed(2));
    const scaled = of('income.traded', bent, 2025, ['services.visit.demand.per_member.times=50%']);
    expect(scaled).toBe((6 * (0.35 * 400 + 0.25 * 700) + 3 * 0.5 * 400).toFixed(2));
    const blocks = await reported('simulate', put(bent, ['tiers', 'gold', 'joins'], '100%'), '--draws', '4000');
    const [modelled, mean] = (blocks.find(({ id }) => id === 'surplus') as JsonTable).rows[0]?.cells.slice(1) ?? [];
    expect(Math.abs(Number(mean?.value) - Number(modelled?.value))).toBeLessThan(60);
  });

  test('changes with the company year, and before the first that is named nobody asks', () => {
    const later = asking('per_member', { 2026: '1', 2027: SPREAD });
    expect([2025, 2026, 2027].map((year) => of('income.traded.visit', later, year))).toEqual([
      '600.00',
      (12 * 300 + 600).toFixed(2),
      (12 * 0.85 * 300 + 600).toFixed(2),
    ]);
    expect(of('service.per_member.visit', later)).toContain('no ');
  });

  test('by kind of school is that of the first item that fits, and a school that none fits asks for nothing', () => {
    const byPhase = asking('per_member', [
      { when: { phase: 'secondary' }, units: { 2025: '2', 2026: SPREAD } },
      { when: { phase: 'primary' }, spread: { 0: '90%', 1: '10%' } },
    ]);
    // 4 secondaries ask for 2 days, then 0.85; 8 primaries for 0.1.
    expect(of('income.traded', byPhase)).toBe(((4 * 2 + 8 * 0.1) * 300 + 600).toFixed(2));
    expect(of('income.traded', byPhase, 2026)).toBe(((4 * 0.85 + 8 * 0.1) * 300 + 600).toFixed(2));
    const alone = asking('per_other', [
      { when: { phase: 'special' }, units: '9' },
      { when: { phase: 'primary' }, units: '1' },
    ]);
    expect(of('income.traded', put(alone, [...DEMAND, 'per_member'], undefined))).toBe((2 * 400).toFixed(2));
  });

  test('is asked of a brokered service as well', () => {
    const brokered = put(company, ['services', 'review'], {
      kind: 'brokered',
      unit: 'day',
      price: '500',
      commission: { fixed: '50' },
      acts_as: 'agent',
      demand: { per_member: [{ when: { phase: 'primary' }, spread: { 0: '50%', 1: '50%' } }] },
    });
    expect(of('income.brokered', brokered)).toBe((8 * 0.5 * 50).toFixed(2));
  });

  test('saves a member of a tier with a discount what it buys on average', () => {
    const dear = put(put(company, ['services', 'visit', 'price'], '400'), ['tiers', 'gold', 'discounts'], {
      visit: '25%',
    });
    const found = figureFor(projectionOf(dear), {
      figure: 'value.discounts',
      school: 'small',
      tier: 'gold',
      year: 2025,
    });
    expect('what' in found ? found.what : found.exact.toFixed(2)).toBe((0.85 * 100).toFixed(2));
  });
});

describe('a relative change', () => {
  const scaled = (change: string, data = company, year = 2025): string =>
    of('service.per_member.visit', data, year, [`services.visit.demand.per_member=${change}`]);

  test('scales the shares of those who buy, and the rest buys nothing', () => {
    expect(scaled('{ times: 80% }')).toBe('0.68');
    const none = of('income.traded', company, 2025, ['services.visit.demand.per_member={ times: 0% }']);
    expect(none).toBe('600.00');
  });

  test('scales what has no share of none, and shares that do not end', () => {
    expect(scaled('{ times: 50% }', asking('per_member', { spread: { 1: '50%', 3: '50%' } }))).toBe('1.00');
    expect(scaled('{ times: =1 / 3 }')).toBe((0.85 / 3).toFixed(2));
  });

  test('of some years changes a spread from then on', () => {
    expect([2025, 2026, 2027].map((year) => scaled('{ times: { 2026: 50% } }', company, year))).toEqual([
      '0.85',
      '0.43',
      '0.43',
    ]);
  });

  test('reaches each item of a list, each by its kind', () => {
    const list = asking('per_member', [
      { when: { phase: 'secondary' }, units: '2' },
      { when: { phase: 'primary' }, spread: { 0: '90%', 1: '10%' } },
    ]);
    const income = (data: PlainMap, sets: readonly string[]): string => of('income.traded', data, 2025, sets);
    const half = ((4 * 2 + 8 * 0.1) * 0.5 * 300 + 600).toFixed(2);
    expect(income(list, ['services.visit.demand.per_member={ times: 50% }'])).toBe(half);
    expect(income(list, ['services.each.demand.per_member.times=50%'])).toBe(half);
    expect(income(list, ['services.visit.demand.per_member.spread.times=50%'])).toBe(
      ((4 * 2 + 8 * 0.05) * 300 + 600).toFixed(2),
    );
  });
});

test.each([
  ['a total below all', { spread: { 0: '40%', 1: '55%' } }, 'come to 95%, and not to 100%'],
  ['a total above all', { spread: { 1: '55%', 2: '45.5%' } }, 'come to 100.5%'],
  ['parts of a unit', { spread: { 0: '50%', 1.5: '50%' } }, '"1.5"'],
  ['numbers below zero', { spread: { 0: '50%', '-1': '50%' } }, '"-1"'],
  ['a date for a number', { spread: { 0: '50%', 2026: '50%' } }, 'it is above 1000'],
  [
    'too many units, parted at thousands',
    { spread: { 0: '50%', '1_390': '50%' } },
    '"1_390" is not a whole number of units from 0 to 1000',
  ],
  ['a share that is no share', { spread: { 0: '50%', 1: '0.5' } }, '50%, or 0.5%?'],
  ['a share below zero', { spread: { 0: '100%', 1: '-50%' } }, 'it is below zero'],
  ['a month', { '2026-02': SPREAD }, 'not of a month'],
  ['both at once', { when: { phase: 'primary' }, units: '1', spread: { 0: '100%' } }, '"units" and "spread"'],
  ['neither', [{ when: { phase: 'primary' } }], 'has neither "units" nor "spread"'],
  ['an attribute that there is not', [{ when: { phse: 'primary' }, units: '1' }], 'did you mean "phase"'],
  ['a phase that there is not', { when: { phase: 'primery' }, units: '1' }, 'did you mean "primary"'],
])('a demand with %s is refused', async (_, said, words) => {
  const { code, err } = await play(['forecast', FILE], { files: { [FILE]: yamlOf(asking('per_member', said)) } });
  expect(err.replace(/\s+/g, ' ')).toContain(words);
  expect(err).toContain('1 problem');
  expect(code).toBe(1);
});

test('services shows the average of each kind of school, and how it is spread', async () => {
  const blocks = await reported('services', asking('per_other', [{ when: { phase: 'primary' }, units: '0.5' }]));
  expect(rowOf(blocks, 'visit.members')?.map((cell) => cell?.value ?? cell?.text)).toEqual([
    '0.85',
    'day',
    '0 for 40%, 1 for 35%, 2 for 25%',
  ]);
  expect(rowOf(blocks, 'visit.others')?.map((cell) => cell?.text)).toContain('primary: 0.5');
});

test('simulate draws whole units, which average what is expected', async () => {
  const blocks = await reported('simulate', put(company, ['tiers', 'gold', 'joins'], '100%'), '--draws', '4000');
  const table = (id: string): JsonTable => blocks.find((each) => each.id === id) as JsonTable;
  expect(table('spread').rows.map(({ id }) => id)).toContain('how much schools buy');
  const [modelled, mean] =
    table('surplus')
      .rows[0]?.cells.slice(1)
      .map((cell) => Number(cell?.value)) ?? [];
  // Fifteen schools, 300 a day: the deviation of one is 300 × √0.6275, of all 920, and of the mean of 4,000 draws 15.
  expect(Math.abs((mean as number) - (modelled as number))).toBeLessThan(60);
});
