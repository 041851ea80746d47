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
