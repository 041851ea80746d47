import { expect, test } from 'vitest';
import { cellAt, reported } from '../report/answers.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/*
 * A price that waits for eight schools, by hand. Ten schools may join the club, two of them the plain tier as well. In 2026
 * 60% of each would, 6 in all: nobody joins the club. In 2027 90% would, 9 in all. Six of them pay £900 today, and £1,000
 * for the club.
 */
const MODEL: PlainMap = {
  buyin: '1',
  name: 'Offers',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: {
    groups: {
      low: { count: '6', phase: 'primary', type: 'academy', pupils: '200', pays_now: '900' },
      high: { count: '2', phase: 'primary', type: 'academy', pupils: '300', pays_now: '4_000' },
      two: { count: '2', phase: 'secondary', type: 'academy', pupils: '900', pays_now: '9_000' },
    },
  },
  tiers: {
    club: { price: { flat: '1_000', offered_if: { committed: '8' } }, joins: { '2026': '60%', '2027': '90%' } },
    plain: { price: { flat: '5_000' }, joins: { primary: '0%', secondary: '10%' } },
  },
  governance: { leaves_above: '5%' },
};
const later: PlainMap = { ...MODEL, calendar: { starts: '2027-09', years: '1', year_starts: 'September' } };

test('a school takes the tier that is offered, and the page says why it takes no other', async () => {
  const files = { [FILE]: yamlOf(MODEL) };
  const { out } = await play(['price', FILE], { files });
  const [club = '', plain = ''] = out.split('Tier plain');
  expect(club).not.toContain('Takes it');
  expect(club.replace(/\s+/g, ' ')).toContain(
    'TOO FEW COMMIT, so that nobody joins then: 6 of the 8 schools that club waits for in Sep 2026.',
  );
  expect(plain).toMatch(/^Takes it +– +– +100\.0%$/m);
  const { out: next } = await play(['price', FILE, '--year', '2027'], { files });
  expect(next).not.toContain('TOO FEW');
  expect(next).toMatch(/^Takes it +100\.0% +100\.0% +90\.0%$/m);
  expect(next).toMatch(/^Takes it +– +– +10\.0%$/m);
});

test('the forecast and the options tell it too', async () => {
  const files = { [FILE]: yamlOf(MODEL) };
  for (const command of ['forecast', 'tiers']) {
    const { out } = await play([command, FILE], { files });
    expect(out.replace(/\s+/g, ' ')).toContain('6 of the 8 schools that club waits for in Sep 2026.');
  }
});

test('nobody is expected to pay for what is not offered', async () => {
  // Each of the two is a member with 10%, for £5,000.
  const found = await reported('break-even', MODEL, '--by', 'coalition');
  expect(cellAt(found, 'two', 0)).toBe('500.00');
  expect(cellAt(found, 'two', 1)).toBe('500.00');
  expect(cellAt(found, 'low', 0)).toBe('0.00');
});

test.each([
  ['members before any school leaves are those of the forecast', MODEL, '0.2', '0.2'],
  // Of 9.0 in the club 5.4 pay £100 more than today, which is more than 5%; the other 3.6 are fewer than eight. What these
  // nine would pay is more than the 0.2 of the plain tier bear.
  ['where too few are left for an offer, the others are gone as well', later, '9.2', '0'],
])('%s', async (_, data, before, after) => {
  const { out } = await play(['sustainability', FILE], { files: { [FILE]: yamlOf(data) } });
  expect(/Members before any school leaves +(\S+)/.exec(out)?.[1]).toBe(before);
  expect(/when no more leave +(\S+)/.exec(out)?.[1]).toBe(after);
});
