import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';

const list = (when: string): string => `buyin: 1
name: Officer
attributes: [in_trust]
drivers: [schools]
tiers:
  officer:
    price:
      - { when: { ${when} }, flat: 495 }
      - flat: 600
        per: { schools: 350 }
        discounts: [{ percent: 5%, from: 5, up_to: 9, of: schools }, { percent: 10%, from: 10, of: schools }]
`;
const priced = async (
  price: string,
  school: string,
  ...more: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const { code, out, err } = await play(['price', 'list.yaml', '--school', school, '--explain', ...more], {
    files: { 'list.yaml': price },
    width: 200,
  });
  return { code, out, err };
};

describe('what a price list asks of a school', () => {
  test.each(['none', 'no', 'yes', 'n/a', 'no trust', '[Bay, none]'])(
    '"trust: %s" is refused with what to write, and no school is priced by the next price',
    async (trust) => {
      const { code, out, err } = await priced(list(`trust: ${trust}`), 'pupils=180,schools=1');
      expect([code === 0, out]).toEqual([false, '']);
      expect(err).toMatch(/is not the name of a trust/);
      expect(err).toContain('write "in_trust: no"');
    },
  );

  test('the remedy prices a school by itself, and a trust by name is still asked for', async () => {
    expect((await priced(list('in_trust: no'), 'in_trust=no,schools=1')).out).toMatch(/fee +before VAT +495\.00/);
    expect((await priced(list('trust: Bay'), 'trust=Bay,schools=1')).out).toMatch(/fee +before VAT +495\.00/);
  });

  test.each([
    [4, 'none holds', '2,000.00'],
    [5, '5% off', '2,232.50'],
    [9, '5% off', '3,562.50'],
    [10, '10% off', '3,690.00'],
  ])('of %d schools the discount that holds is "%s"', async (schools, said, fee) => {
    const { out } = await priced(list('trust: Bay'), `schools=${schools}`);
    expect(out).toMatch(new RegExp(`discounts +${said} +${fee.replace('.', '\\.')}`));
  });

  test('a type that decides a price and that nobody has said is shown as taken', async () => {
    const asked = 'taken for type=community';
    expect((await priced(list('maintained: yes'), 'schools=1')).out).toContain(asked);
    expect((await priced(list('type: academy'), 'schools=1')).out).toContain(asked);
    expect((await priced(list('maintained: yes'), 'type=academy,schools=1')).out).not.toContain('taken for');
    expect((await priced(list('in_trust: no'), 'in_trust=no,schools=1')).out).not.toContain('taken for');
  });

  test('a type is not shown as taken where the tier that is asked about does not go by it', async () => {
    const two =
      'buyin: 1\nname: Two\ntiers:\n  all: { price: { per_pupil: 10 } }\n  some: { price: [{ when: { type: academy }, per_pupil: 12 }, { per_pupil: 9 }] }\n';
    const shown = async (tier: string): Promise<string> => (await priced(two, 'pupils=100', '--tier', tier)).out;
    expect(await shown('some')).toContain('taken for type=community');
    expect(await shown('all')).not.toContain('taken for');
  });
});

test('what the prices of a list ask and nobody says is named, where no price fits without it', async () => {
  const both = (more = ''): string => `buyin: 1
name: Both
attributes: [subscribed]
tiers: { both: { price: [{ when: { subscribed: yes }, flat: 10 }, { when: { subscribed: no }, flat: 20 }] } }
${more}`;
  expect((await priced(both(), 'pupils=100')).err).toContain('say what its prices ask: "subscribed=…"');
  const check = async (example: string): Promise<string> =>
    (
      await play(['check', 'list.yaml'], {
        files: { 'list.yaml': both(`examples: { e: { ${example} } }\n`) },
        width: 200,
      })
    ).err;
  expect(await check('school: { pupils: 100 }, tag: rule, pays: 10')).toMatch(
    /the school of the example "e" has no "subscribed".*1 problem/s,
  );
  expect(await check('school: { subscribed: no }, tag: rule, pays: 20')).toBe('');
  expect(await check('school: { pupils: 100 }, tag: rule, not_offered: yes')).toBe('');
});

test('a school that no price of a list fits is told what to do with a list, which has no "eligible"', async () => {
  const few = `buyin: 1\nname: Few\ntiers: { few: { price: { when: { phase: primary }, flat: 10 } } }\n`;
  const { code, err } = await priced(few, 'phase=secondary');
  expect(code).toBe(2);
  expect(err).toContain('add a price whose "when" covers it, or ask for a school that one covers');
  expect(err).not.toContain('eligible');
});

test.each([
  ['a list', 'list.yaml', '', 'attributes', 'drivers'],
  [
    'a model',
    'model.yaml',
    'calendar: { starts: 2026-09, years: 1, year_starts: September }\nschools: { named: { oak: { phase: primary, type: academy, pupils: 150 } } }\n',
    'schools.attributes',
    'schools.drivers',
  ],
])(
  'what %s asks and nobody has declared is told with where to declare it',
  async (_what, file, more, attributes, drivers) => {
    const price = '[{ when: { plan: gold }, flat: 5 }, { per: { classrooms: 4 } }, { per: { pupisl: 4 } }]';
    const joins = more === '' ? '' : ', joins: 50%';
    const text = `buyin: 1\nname: Asked\n${more}tiers: { t: { price: ${price}${joins} } }\n`;
    const { err } = await play(['check', file], { files: { [file]: text }, width: 200 });
    expect(err).toMatch(new RegExp(`no attribute of a school "plan".*; or list it under "${attributes}"`, 's'));
    expect(err).toMatch(new RegExp(`no driver of a school "classrooms".*; or list it under "${drivers}"`, 's'));
    expect(err).toMatch(new RegExp(`did you mean "pupils"\\? If not, list it under "${drivers}"`));
  },
);
