import { describe, expect, test } from 'vitest';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { paged } from '../support/pages.js';
import { play } from '../support/play.js';

/* Each school is judged under the tier that it takes, and schools are counted as schools: small cases by hand. */

const said = async (data: PlainMap, ...argv: readonly string[]): Promise<string> => {
  const { out, err } = await play(argv, { files: { [FILE]: yamlOf(data) } });
  return err === '' ? out.replace(/\s+/g, ' ') : err.replace(/\s+/g, ' ');
};

describe('two tiers, each school in its own, and everybody pays what it pays today', () => {
  const own: PlainMap = {
    buyin: '1',
    name: 'Own tier',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      groups: {
        small: { count: '4', phase: 'primary', type: 'community', pupils: '200', tier: 'core', pays_now: '1_000' },
        large: { count: '6', phase: 'primary', type: 'community', pupils: '400', tier: 'plus', pays_now: '4_000' },
      },
    },
    tiers: { core: { price: { flat: '1_000' }, joins: '100%' }, plus: { price: { flat: '4_000' }, joins: '100%' } },
    choice: { rule: 'assigned' },
    overheads: { office: { per_year: '20_000' } },
    reserves: { opening: '20_000' },
  };

  test('nobody is better or worse off on the page of the board', async () => {
    const page = await paged(own);
    const of = (row: string) => page.told('political', row)[0];
    expect(['better', 'worse', 'unknown', 'hardest', 'before', 'after'].map(of)).toEqual([
      '0',
      '0',
      '0',
      'none',
      '10',
      '10',
    ]);
  });

  test('nor by any grouping, in value for money, in what is explained, in effects and in an appraisal', async () => {
    const value = await paged(own, ['value', FILE, '--by', 'phase']);
    expect(value.told('groups.all', 'all').slice(0, 4)).toEqual(['0', '0', '10', '0']);
    expect(value.told('shares.all', 'all').slice(0, 3)).toEqual(['1', '1', '1']);
    expect((await paged(own, ['value', FILE, '--for-money'])).told('economy.all', 'today')).toEqual([
      '10',
      '28000.00',
      '8.75',
      '28000.00',
      '8.75',
      '0.00',
      '0',
    ]);
    expect(await said(own, 'explain', FILE, 'gains.unchanged.today')).toContain(
      'gains.unchanged.today in 2026 10 unchanged',
    );
    const assumed = {
      ...own,
      assumptions: { rent: { value: '20_000', range: { low: '10_000', high: '30_000' } } },
      overheads: { office: { per_year: '=rent' } },
    };
    expect((await paged(assumed, ['assumptions', FILE])).told('effects', 'rent').slice(-2)).toEqual(['0', '0']);
    const appraised = {
      ...own,
      appraisal: { criteria: { b: { weight: '1', figure: 'gains.worse.today', better: 'lower' } } },
    };
    expect((await paged(appraised, ['appraise', FILE])).told('criteria', 'b')[1]).toBe('0');
  });

  test('each tier for itself says what it asks of every school', async () => {
    const of = async (tier: string) =>
      (await paged(own, ['value', FILE, '--by', 'phase', '--tier', tier])).told(`groups.${tier}`, 'all').slice(0, 3);
    expect([await of('core'), await of('plus')]).toEqual([
      ['6', '0', '4'],
      ['0', '4', '6'],
    ]);
  });

  test('price and explain go by the tier that is a school’s own', async () => {
    const page = await paged(own, ['price', FILE]);
    const takes = (tier: string) => ['small', 'large'].map((id) => page.told(tier, id).at(-1));
    expect([takes('core'), takes('plus')]).toEqual([
      ['1', undefined],
      [undefined, '1'],
    ]);
    expect(await said(own, 'explain', FILE, 'fee', '--school', 'large')).toContain('£4,000.00 fee of large');
    expect(await said(own, 'explain', FILE, 'fee', '--school', 'large', '--tier', 'core')).toContain(
      '£1,000.00 fee of large',
    );
  });

  test('a tier may have the name of a relative change, and a scenario speaks of it', async () => {
    const data: PlainMap = { ...own, scenarios: { fewer: { tiers: { plus: { joins: '50%' } } } } };
    expect((await paged(data, ['forecast', FILE, '--scenario', 'fewer'])).told('activity', 'members')).toEqual(['7']);
    expect(
      (await paged(data, ['forecast', FILE, '--set', 'tiers.plus.joins.times=50%'])).told('activity', 'members'),
    ).toEqual(['7']);
  });

  test('design judges the prices of one tier by all schools', async () => {
    const page = await paged(own, ['design', FILE, '--tier', 'core', '--vary', 'fixed=900,1_000,1_200']);
    // As it is nobody is better off, and nobody loses; the four who take core lose £200 at £1,200, and six stay as they
    // are.
    expect(page.told('outcomes', 'today').slice(1, 3)).toEqual(['0', '0.00']);
    const found = ['1', '2', '3'].map((row) => page.told('outcomes', row).slice(0, 3));
    expect(found).toContainEqual(['8799.98', '0', '200.00']);
    expect(found).toContainEqual(['7599.98', '0.4', '0.00']);
  });
});

describe('schools that may take either of two tiers', () => {
  const either = (core: string, plus: string): PlainMap => ({
    buyin: '1',
    name: 'Either',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: {
      named: {
        a: { phase: 'primary', type: 'community', pupils: '200', pays_now: '2_000' },
        b: { phase: 'secondary', type: 'academy', pupils: '800', pays_now: '3_500' },
      },
      groups: { many: { count: '3', phase: 'primary', type: 'community', pupils: '100', pays_now: '900' } },
    },
    tiers: {
      core: { price: { flat: '1_000' }, joins: core },
      plus: { price: { flat: '3_000' }, joins: plus, eligible: { phase: ['primary', 'secondary'] } },
    },
  });
  const groups = async (data: PlainMap) =>
    (await paged(data, ['value', FILE, '--by', 'phase'])).told('groups.all', 'all').slice(0, 4);

  test('count in each by how likely each is, so that all of them are counted once', async () => {
    // Core: a and b gain, three lose; plus: b gains, and four lose.
    expect(await groups(either('40%', '40%'))).toEqual(['1.5', '3.5', '0', '0']);
    expect(await groups(either('60%', '20%'))).toEqual(['1.75', '3.25', '0', '0']);
  });

  test('a tier that nobody takes judges nobody', async () => {
    expect(await groups(either('50%', '0%'))).toEqual(['2', '3', '0', '0']);
  });

  test('where nobody is expected to join any, nobody knows which they would take', async () => {
    expect(await groups(either('0%', '0%'))).toEqual([null, null, null, '5']);
  });

  test('a school that may join none is not judged, and is said to be left out of each tier', async () => {
    const none = put(either('40%', '40%'), ['schools', 'named', 'c'], {
      phase: 'special',
      type: 'academy',
      pupils: '60',
      pays_now: '100',
    });
    const closed = put(none, ['tiers', 'core', 'eligible'], { phase: '[primary, secondary]' });
    expect(await groups(closed)).toEqual(['1.5', '3.5', '0', '0']);
  });

  test('explain asks for the tier where a school may take several', async () => {
    const data = either('40%', '40%');
    expect(await said(data, 'explain', FILE, 'fee', '--school', 'a')).toContain(
      'fee is of one tier, and a may take core or plus: name it with --tier',
    );
    expect(await said(data, 'explain', FILE, 'school.part', '--school', 'a', '--tier', 'plus')).toContain(
      '50% part of a that takes plus',
    );
    expect(await said(data, 'explain', FILE, 'tier.chosen_members')).toContain(
      'tier.chosen_members is of one tier: name it with --tier',
    );
  });

  test('by a logit, in parts that add to the school', async () => {
    const data: PlainMap = {
      ...put(put(either('100%', '100%'), ['tiers', 'core', 'worth'], '1_500'), ['tiers', 'plus', 'worth'], '3_500'),
      choice: { rule: 'logit', sensitivity: '1', none: '0' },
    };
    // Both are worth £500 more than they cost: half of a school takes each, to a millionth.
    expect((await groups(data)).map((count) => Number(count).toFixed(4))).toEqual([
      '1.5000',
      '3.5000',
      '0.0000',
      '0.0000',
    ]);
  });
});

describe('schools, and not lines of the roll', () => {
  const groups = {
    a: { count: '4', phase: 'primary', type: 'academy', pupils: '200', pays_now: '2000' },
    b: { count: '3', phase: 'secondary', type: 'academy', pupils: '900', pays_now: '9000' },
    c: { count: '2', phase: 'special', type: 'academy_special', pupils: '100', pays_now: '1500' },
    d: { count: '1', phase: 'nursery', type: 'maintained_nursery', pupils: '60', pays_now: '800' },
    e: { count: '1', phase: 'fe', type: 'further_education', pupils: '1500', pays_now: '16000' },
  };
  const company = (joins: string): PlainMap => ({
    buyin: '1',
    name: 'K',
    calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
    schools: { groups },
    tiers: { membership: { price: { per_pupil: '10.5' }, joins } },
    overheads: { office: { per_year: '40_000' } },
    governance: {
      leaves_above: '6%',
      constituencies: {
        A: { when: { phase: 'primary' }, seats: '4' },
        B: { when: { phase: 'secondary' }, seats: '3' },
        C: { when: { phase: 'special' }, seats: '2' },
        D: { when: { phase: 'nursery' }, seats: '1' },
        E: { when: { phase: 'fe' } },
      },
    },
    protection: { most_loss: '3%', funded_by: 'gainers' },
  });
  const protectedIn = async (joins: string) =>
    (await paged(company(joins), ['value', FILE, '--by', 'constituency'])).told('protection.membership', 'schools')[0];

  test('are protected: as many as are expected to join', async () => {
    // Fees of 2,100 against 2,060, and of 9,450 against 9,270: four and three schools
    expect([await protectedIn('80%'), await protectedIn('100%'), await protectedIn('0%')]).toEqual(['5.6', '7', '0']);
    expect(await said(company('80%'), 'explain', FILE, 'protection.schools')).toContain(
      '5.6 schools that are protected',
    );
  });

  test('lose, are known and are left out', async () => {
    const lines = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`x${i}`, { ...groups.a, pays_now: String(1000 + i) }]),
    );
    const many = put(company('80%'), ['schools', 'groups'], { ...groups, ...lines });
    const page = await paged(many, ['value', FILE, '--by', 'phase']);
    // Twelve lines of four schools and two of four and three lose: ten lines are shown, and 2 × 4 + 4 + 3 are left.
    expect(page.block('worst.membership')?.notes).toEqual([
      'Another 15 schools lose, and none of them more than these.',
    ]);
    expect((await paged(company('80%'))).block('lens')?.lines?.at(-1)).toContain('known of 11 of 11 schools');
    const closed = put(company('80%'), ['tiers', 'membership', 'eligible'], { phase: 'primary' });
    expect((await paged(closed, ['price', FILE])).block('membership')?.notes?.at(-1)).toBe(
      '7 schools are not eligible and not shown.',
    );
  });

  test('make a median: the mean of the two in the middle, each counted as often as it stands for', async () => {
    const median = async (data: PlainMap) =>
      (await paged(data, ['value', FILE, '--by', 'phase'])).told('spread.membership', 'all')[1];
    const named = (pays: readonly number[]): PlainMap =>
      put(company('100%'), ['schools'], {
        named: Object.fromEntries(
          pays.map((now, i) => [`s${i}`, { phase: 'primary', type: 'academy', pupils: '100', pays_now: String(now) }]),
        ),
      });
    expect(await median(named([1000, 1100, 1200, 1500]))).toBe('100');
    expect(await median(named([1000, 1100, 1200]))).toBe('50');
    // Eleven schools: the sixth loses what one of the four primaries loses
    expect(await median(company('100%'))).toBe('-100');
    const even = put(company('100%'), ['schools', 'groups'], { a: { ...groups.a, count: '2' }, c: groups.c });
    expect(await median(even)).toBe(String((-100 + 450) / 2));
  });
});
