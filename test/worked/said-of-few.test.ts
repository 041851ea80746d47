import { expect, test } from 'vitest';
import { said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';

/* What pages say in words where there is one of a thing, or none. */

const SCHOOL = { phase: 'primary', type: 'community', pupils: '100' };
const LEAVING: PlainMap = {
  buyin: '1',
  name: 'Few',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: {
    named: {
      oak: { ...SCHOOL, pays_now: '800' },
      elm: { ...SCHOOL, pays_now: '1_300' },
      ash: { ...SCHOOL, pays_now: '4_000' },
    },
  },
  tiers: { core: { price: { per_pupil: '10' }, joins: '100%' } },
};
const pageOf = async (data: PlainMap, ...argv: string[]): Promise<string> => {
  const [command = '', ...rest] = argv;
  return (await said([command, FILE, ...rest], { files: { [FILE]: yamlOf(data) } })).replace(/\s+/g, ' ');
};

test('who leaves first, and whether one follows or several', async () => {
  // At £1,000 oak leaves; the other two pay £1,500, and elm leaves at that.
  expect(await pageOf(LEAVING, 'sustainability')).toContain(
    '2 schools would leave, 2 of 3 expected members, first oak and another.',
  );
  const three = put(LEAVING, ['schools', 'named', 'yew'], { ...SCHOOL, pays_now: '1_500' });
  // Three pay £1,333 each, two £2,000, and one £4,000.
  expect(await pageOf(put(three, ['schools', 'named', 'elm', 'pays_now'], '1_200'), 'sustainability')).toContain(
    '3 schools would leave, 3 of 4 expected members, first oak and others.',
  );
  const kind = put(LEAVING, ['schools', 'groups', 'yews'], { ...SCHOOL, count: '2', pays_now: '1_200' });
  // Four pay £1,250; once oak is gone the two of a kind stay, at £1,200 and a tenth more.
  expect(await pageOf(put(kind, ['schools', 'named', 'elm', 'pays_now'], '4_000'), 'sustainability')).toContain(
    '1 school would leave, 1 of 5 expected members, first oak.',
  );
  const follow = put(kind, ['schools', 'groups', 'yews', 'pays_now'], '1_100');
  expect(await pageOf(put(follow, ['schools', 'named', 'elm', 'pays_now'], '4_000'), 'sustainability')).toContain(
    '3 schools would leave, 3 of 5 expected members, first oak and others.',
  );
});

test('of how many schools it is known is said of each option where it differs', async () => {
  const fewer = put(put(LEAVING, ['schools', 'named', 'elm', 'pays_now'], 'unknown'), ['scenarios'], {
    fewer: { because: 'one less', schools: { change: [{ school: 'elm', remove: 'yes' }] as never } },
  });
  const page = await pageOf(put(fewer, ['options'], ['base', 'fewer'] as never), 'sustainability');
  expect(page).toContain('which is known of 2 of 3 schools in base, and of 2 of 2 schools in fewer.');
  expect(page).toContain('primary, maintained – 2 50.0% 50.0% schools – – 3 2');
});

test('a tariff under which only schools stay of which nobody knows what they pay is not said to keep none', async () => {
  const open = put(
    put(LEAVING, ['schools', 'named', 'elm', 'pays_now'], 'unknown'),
    ['schools', 'named', 'ash', 'pays_now'],
    '900',
  );
  const page = await pageOf(open, 'design', '--tier', 'core', '--vary', 'all.rate=20');
  expect(page).toContain('No school that is known stays under any tariff that is shown');
  expect(page).toMatch(/1 EMPTIES 6,000 .* 1 0 /);
});

test('what a state changes by its scenario is not said to be as modelled in every draw', async () => {
  const data: PlainMap = {
    ...LEAVING,
    assumptions: {
      grant: {
        value: '10_000',
        states: {
          kept: { value: '10_000', probability: '60%' },
          lost: { value: '0', probability: '40%', scenario: 'smaller' },
        },
      },
      rent: { value: '3_000' },
      desk: { value: '=rent / 2' },
      other: { value: '7' },
    },
    overheads: { office: { per_year: '=rent' } },
    scenarios: { smaller: { because: 'it is lost', assumptions: { rent: { value: '1_000' } } } },
  };
  const page = await pageOf(data, 'simulate', '--draws', '50');
  expect(page).toContain('and so as modelled in every draw: other.');
});

test('of schools that join for certain, or certainly do not, nothing is said to be decided by chance', async () => {
  const method = async (data: PlainMap): Promise<string> =>
    (await pageOf(data, 'simulate', '--draws', '3')).replace(/^.*How this was drawn/, '');
  const joins = (said: string, more: PlainMap = {}): PlainMap =>
    put({ ...LEAVING, ...more }, ['tiers', 'core', 'joins'], said);
  for (const certain of [LEAVING, joins('0%'), put(LEAVING, ['schools', 'named', 'oak', 'trust'], 'Bay')]) {
    expect(await method(certain)).toContain('No school decides by chance.');
    expect(await method(certain)).not.toMatch(/decide (together|independently)/);
  }
  expect(await method(joins('50%'))).toContain('by its share: 3 decisions.');
  expect(await method(put(LEAVING, ['schools', 'named', 'oak', 'joins'], '50%'))).toContain(
    'by its share: 1 decision.',
  );
  // As modelled all join, and in draws fewer may.
  const buyIn = { assumptions: { buy_in: { value: '100%', range: { low: '50%', high: '100%' } } } };
  expect(await method(joins('=buy_in', buyIn))).toContain('by its share: 3 decisions.');
  // In the state that is lost one of them decides, and in the other none does.
  const lost = {
    assumptions: {
      grant: {
        value: '1',
        states: {
          kept: { value: '1', probability: '60%' },
          lost: { value: '0', probability: '40%', scenario: 'less' },
        },
      },
    },
    contracts: { council: { kind: 'grant', per_year: '=grant' } },
    scenarios: { less: { because: 'it is lost', schools: { change: [{ school: 'oak', joins: '50%' }] as never } } },
  };
  expect(await method({ ...LEAVING, ...lost })).toContain('by its share: 1 decision.');
});

test('a constituency that has seats and no school is beside those that have some', async () => {
  const governance = {
    constituencies: {
      primaries: { when: { phase: 'primary' }, seats: '1' },
      special: { name: 'Special, all', when: { phase: 'special' }, seats: '2' },
    },
  };
  const page = await pageOf({ ...LEAVING, governance }, 'sustainability');
  expect(page).toContain('primaries 1 33.3% 100.0% 100.0% 100.0% Special, all 2 66.7% – – –');
  expect(page).toContain('2 of 3 seats can block; the fewest constituencies that have them: Special, all.');
});
