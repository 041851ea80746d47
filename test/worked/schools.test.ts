import { describe, expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { cellAt, reported } from '../report/answers.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Figures of one school, and averages of members, by hand. */

const base: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2018-09', years: '2', year_starts: 'September' },
  schools: {
    named: { small: { phase: 'primary', type: 'academy', pupils: '100', pays_now: '1_500', budget: '400_000' } },
    groups: { large: { count: '4', phase: 'primary', type: 'community', pupils: '800' } },
  },
  tiers: { gold: { price: { per_pupil: '19', cap: '12_500' }, uplift: '10%', joins: '50%' } },
};

describe('one school', () => {
  const of = (figure: string, ref: PlainMap & { readonly school: string }, year = 2018): string => {
    const found = figureFor(projectionOf(base), { figure, year, ...ref });
    return 'what' in found ? `no ${found.what}` : found.exact.toString();
  };

  test('pays its fee, so much a pupil, more than today, out of its budget', () => {
    expect(of('fee', { school: 'small' })).toBe('1900');
    expect(of('fee.per_pupil', { school: 'small' })).toBe('19');
    expect(of('fee.change', { school: 'small' })).toBe('400');
    expect(of('fee.share_of_budget', { school: 'small' })).toBe('0.00475');
    expect(of('school.pays_now', { school: 'small' })).toBe('1500');
    expect(of('school.count', { school: 'small' })).toBe('1');
  });

  test('pays more a year later, and less a pupil at the cap', () => {
    expect(of('fee', { school: 'small' }, 2019)).toBe('2090');
    expect(of('fee.per_pupil', { school: 'large' })).toBe('15.625');
    expect(of('fee', { school: 'large' }, 2019)).toBe('13750');
    expect(of('school.count', { school: 'large' })).toBe('4');
  });

  test('has no figure of what nobody has said', () => {
    expect(of('fee.change', { school: 'large' })).toBe('no figure');
    expect(of('fee', { school: 'larg' })).toBe('no school');
    expect(of('fee', { school: 'large', tier: 'silver' })).toBe('no tier');
    expect(of('fee', { school: 'large' }, 2031)).toBe('no year');
  });
});

test('members and pupils count an archetype as often as it stands for, by the share that joins', async () => {
  const found = await reported('forecast', base);
  expect(cellAt(found, 'members')).toBe('2.5');
  expect(cellAt(found, 'buy_in')).toBe('0.5');
  expect(cellAt(found, 'pupils')).toBe('1650');
});

test('a short first year averages over its own months', async () => {
  // Ten months to June: seven with half of the school, three with all of it.
  const one = put(base, ['schools'], { named: { small: { phase: 'primary', type: 'community', pupils: '100' } } });
  const joining = put(put(one, ['calendar', 'year_starts'], 'July'), ['tiers', 'gold', 'joins'], {
    others: { 2018: '50%', '2019-04': '100%' },
  });
  const found = await reported('forecast', joining);
  expect(cellAt(found, 'members')).toBe('0.65');
  expect(cellAt(found, 'pupils')).toBe('65');
  expect(cellAt(found, 'members', 1)).toBe('1');
});

test('a floor whose condition a school does not meet is no floor of its fee, in a part year either', async () => {
  const text = `buyin: 1
name: Small
calendar: { starts: 2018-01, years: 1, year_starts: January }
schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
tiers: { gold: { price: { per_pupil: 2, floor: [{ amount: 900, when: { new_joiner: yes } }] }, joins: 100% } }
`;
  const { code, out, err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': text } });
  expect([code, err]).toEqual([0, '']);
  expect(out).not.toContain('floor-in-a-part-year');
});

test('what is found in the model as it stands is not found again in a scenario, and what a scenario brings names it', async () => {
  const text = `buyin: 1
name: Small
calendar: { starts: 2018-01, years: 2, year_starts: January }
schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
tiers:
  gold: { price: { per_pupil: 2, floor: 900 }, joins: 40% }
  red: { price: { per_pupil: 9 }, joins: 40% }
scenarios:
  dearer: { because: prices rise, tiers: { gold: { price: { floor: 950 } } } }
  least: { because: a floor for all, tiers: { red: { price: { add: { floor: 2_000 } } } } }
`;
  const { out } = await play(['check', 'model.yaml', '--format', 'json'], { files: { 'model.yaml': text } });
  const told = [...out.matchAll(/"text": "([^"]*below the floor[^"]*)"/g)].map(([, said = '']) => said);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('£900.00');
  expect(told[1]).toMatch(/^in the scenario least: .*£2,000\.00/);
});

describe('an attribute of the language', () => {
  const priced = (schools: PlainMap): PlainMap => ({
    ...base,
    schools,
    tiers: {
      gold: {
        price: [{ when: { faith: ['church_of_england', 'roman_catholic'] }, flat: '900' }, { flat: '1_000' }],
        joins: '50%',
      },
    },
  });

  test('is asked by a price, of schools of the model and of a roll', () => {
    const named = {
      abbey: { phase: 'primary', type: 'voluntary_aided', pupils: '100', faith: 'roman_catholic' },
      park: { phase: 'primary', type: 'community', pupils: '100', faith: 'none' },
      hill: { phase: 'primary', type: 'community', pupils: '100' },
    };
    const feeOf = (school: string): string => {
      const found = figureFor(projectionOf(priced({ named })), { figure: 'fee', school });
      return 'what' in found ? `no ${found.what}` : found.exact.toString();
    };
    expect(['abbey', 'park', 'hill'].map(feeOf)).toEqual(['900', '1000', '1000']);
  });

  test.each([
    ['church_of_england', 0, ''],
    ['chuch_of_england', 1, 'did you mean "church_of_england"?'],
  ])('is a column of a roll: %s', async (faith, code, says) => {
    const files = {
      [FILE]: yamlOf(priced({ file: 'schools.csv' })),
      'schools.csv': `urn,name,phase,type,pupils,faith\n900001,Abbey,primary,voluntary_aided,100,${faith}\n`,
    };
    const played = await play(['price', FILE], { files });
    expect(played.code).toBe(code);
    expect(played.err).toContain(says);
    if (code === 0) expect(played.out).toContain('900.00');
  });

  test('is one of its values, where a price or the command line asks', async () => {
    const files = {
      [FILE]: yamlOf(
        put(
          priced({ groups: { a: { count: '2', phase: 'primary', type: 'community', pupils: '90' } } }),
          ['tiers', 'gold', 'price'],
          [{ when: { faith: 'catholic' }, flat: '900' }, { flat: '1_000' }],
        ),
      ),
    };
    expect(await play(['check', FILE], { files })).toMatchObject({
      code: 1,
      err: expect.stringContaining('"catholic" is not a value of faith'),
    });
  });
});
