import { describe, expect, test } from 'vitest';
import { cellAt, type JsonBlock, reported } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* No answer counts more schools than there are, and "in the same mix" is in the same mix. Worked by hand. */

const primaries: PlainMap = { count: '10', phase: 'primary', type: 'academy', pupils: '200' };
const secondaries: PlainMap = { count: '10', phase: 'secondary', type: 'academy', pupils: '1_000' };

function company(groups: PlainMap, tiers: PlainMap, rent: string): PlainMap {
  return {
    buyin: '1',
    name: 'By hand',
    calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
    schools: { groups },
    tiers,
    overheads: { rent: { per_year: rent } },
  };
}

const notesIn = (blocks: readonly JsonBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.notes : []));
const linesIn = (blocks: readonly JsonBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? block.lines : []));
const told = async (data: PlainMap, argv: readonly string[]): Promise<string> => {
  const { out, err } = await play(argv, { files: { [FILE]: yamlOf(data) } });
  return out + err;
};
const MEASURES = ['members', 'buy_in', 'pupils'] as const;

describe('ten schools, two tiers at 40% each of £1,000, and £15,000 of cost', () => {
  const tier: PlainMap = { price: { flat: '1_000' }, joins: '40%' };
  const data = company({ p: primaries }, { a: tier, b: tier }, '15_000');

  test('break even at no number of members: all 10 bring 10,000', async () => {
    const found = await reported('break-even', data);
    for (const name of MEASURES)
      expect([cellAt(found, `${name}.1`), cellAt(found, `${name}.beyond.1`)]).toEqual(['none', undefined]);
    expect(notesIn(found)).toContain(
      'Members, buy-in, pupils: none: a deficit of £5,000.00 with all 10 schools (2026-27).',
    );
  });

  test('nor by stream, or in any coalition', async () => {
    const streams = await reported('break-even', data, '--by', 'stream');
    expect(cellAt(streams, 'tiers.a', 4)).toBe('none');
    expect(cellAt(streams, 'break_even')).toBe('none');
    expect(notesIn(streams)).toContain(
      'a alone: none; it would take sales of £11,000.00, and in the same mix the schools that there are bring £6,000.00 at most.',
    );
    const coalition = await reported('break-even', data, '--by', 'coalition');
    expect(notesIn(coalition)).toContain('NONE: there is a deficit whichever schools join, even with all 10.');
  });

  test('explain says why there is none, and a check on it fails with the reason', async () => {
    expect(await told(data, ['explain', FILE, 'break_even.members'])).toMatch(
      /unknown .*a deficit of £5,000.00 with all 10\s+schools/,
    );
    const checked = { ...data, checks: { few: { figure: 'break_even.members', at_most: '9' } } };
    expect(await told(checked, ['check', FILE])).toMatch(/\[figure-unknown\]/);
  });

  test('at £8,500 break even at 8.5 members, each tier at 42.5%, though neither tier is full', async () => {
    const found = await reported('break-even', put(data, ['overheads', 'rent', 'per_year'], '8_500'));
    expect([cellAt(found, 'members.1'), cellAt(found, 'buy_in.1'), cellAt(found, 'pupils.1')]).toEqual([
      '8.5',
      '0.85',
      '1700',
    ]);
  });

  test('three tiers at 20%, 30% and 40% are bounded together too, and keep their parts', async () => {
    const tiers = {
      a: { ...tier, joins: '20%' },
      b: { ...tier, joins: '30%' },
      c: { price: { flat: '2_000' }, joins: '40%' },
    };
    // All ten: 1,000 × 10 × 5/9 + 2,000 × 10 × 4/9.
    expect(notesIn(await reported('break-even', company({ p: primaries }, tiers, '15_000')))).toContain(
      'Members, buy-in, pupils: none: a deficit of £555.56 with all 10 schools (2026-27).',
    );
    expect(cellAt(await reported('break-even', company({ p: primaries }, tiers, '14_444.44')), 'members.1')).toMatch(
      /^9\.9999|^10(\.0000\d*)?$/,
    );
  });

  test('dated shares: 40% and 60% from the second year on are bounded in each year', async () => {
    const dated = { ...tier, joins: { others: { 2026: '20%', 2027: '60%' } } };
    const two = put(company({ p: primaries }, { a: dated, b: tier }, '9_000'), ['calendar', 'years'], '2');
    const found = await reported('break-even', two);
    expect([cellAt(found, 'members.1', 0), cellAt(found, 'members.1', 1)]).toEqual(['9', '9']);
  });
});

describe('primaries at 90% and £1,000, secondaries at 20% and £5,000, and £42,500 of cost', () => {
  const price = [
    { when: { phase: 'primary' }, flat: '1_000' },
    { when: { phase: 'secondary' }, flat: '5_000' },
  ];
  const data = company(
    { p: primaries, s: secondaries },
    { a: { price, joins: { primary: '90%', secondary: '20%' } } },
    '42_500',
  );

  test('break even at none in that mix, and at 16.5 members in another, of 10 primaries and 6.5 secondaries', async () => {
    const found = await reported('break-even', data);
    expect(MEASURES.map((name) => [cellAt(found, `${name}.1`), cellAt(found, `${name}.beyond.1`)])).toEqual([
      ['none', '16.5'],
      ['none', '0.825'],
      ['none', '8500'],
    ]);
    expect(notesIn(found)).toContain(
      'Members, buy-in, pupils: none in the same mix, which ends with a deficit of £21,388.89 (2026-27).',
    );
    expect(linesIn(found)).toContain(
      '2026-27: at 12.22 members all primary schools are in, and the mix as modelled ends. Above that the others alone join: ' +
        '16.5 members are 10 primary and 6.5 secondary.',
    );
  });

  test('have sales of £21,111 at most at constant mix', async () => {
    expect(notesIn(await reported('break-even', data, '--by', 'stream'))).toContain(
      'Breaks even at sales of: none; it would take sales of £42,500.00, and in the same mix the schools that there are bring £21,111.11 at most.',
    );
  });

  test('at £20,000 break even in that mix, at 11.58 members', async () => {
    const found = await reported('break-even', put(data, ['overheads', 'rent', 'per_year'], '20_000'));
    expect(Number(cellAt(found, 'members.1'))).toBeCloseTo((11 * 20) / 19, 5);
    expect([cellAt(found, 'members.beyond.1'), linesIn(found)]).toEqual([undefined, []]);
  });

  test('the schools that are full first are called by what they have in common', async () => {
    const intents = (a: string, b: string): PlainMap => ({
      p: { ...primaries, intent: a },
      q: { ...primaries, intent: b },
    });
    const joins = { by_intent: { committed: '80%', likely: '40%' } };
    const byIntent = company(intents('committed', 'likely'), { a: { price: { flat: '1_000' }, joins } }, '18_000');
    expect(linesIn(await reported('break-even', byIntent))).toContain(
      '2026-27: at 15 members all schools whose intent is committed are in, and the mix as modelled ends. Above that the others alone join: ' +
        '18 members are 18 primary.',
    );
  });
});

describe('a company that breaks even at several numbers', () => {
  /**
   * £1,000 a member, £6,000 for each ten of them begun and £2,500 fixed: a surplus from 8.5 to 10, from 14.5 to 20 and
   * from 20.5 on.
   */
  const stepped = (joins: string): PlainMap =>
    put(
      company({ p: { ...primaries, count: '40' } }, { a: { price: { flat: '1_000' }, joins } }, '2_500'),
      ['overheads', 'leads'],
      {
        per_year: '6_000',
        step: { for_each: '10', of: 'members' },
      },
    );
  const shown = async (joins: string): Promise<(string | undefined)[]> => {
    const found = await reported('break-even', stepped(joins));
    return [1, 2, 3, 4, 5, 6].map((n) => cellAt(found, `members.${n}`));
  };

  test('is shown the next above in a deficit, and the others', async () => {
    expect(await shown('15%')).toEqual(['8.5', '10', '14.5', '20', '20.5', undefined]);
    expect(await shown('30%')).toEqual(['14.5', '8.5', '10', '20', '20.5', undefined]);
    expect((await shown('51%'))[0]).toBe('20.5');
  });

  test('is shown the next below in a surplus', async () => {
    expect((await shown('22.5%'))[0]).toBe('8.5');
    expect((await shown('45%'))[0]).toBe('14.5');
    expect((await shown('90%'))[0]).toBe('20.5');
  });

  test('explain and sustainability show the same one, and that there are others', async () => {
    expect(await told(stepped('30%'), ['explain', FILE, 'break_even.buy_in'])).toMatch(
      /36\.[23]\d*%\s+break-even: buy-in, one of 5 \(21\.25%, 25%, this, 50%, 51\.25%\)/,
    );
    const page = await told(stepped('30%'), ['sustainability', FILE]);
    expect(page).toMatch(/breaks even at +36\.[23]%/);
    expect(page).toMatch(/base also\s+at\s+21\.[23]%, 25\.0%,\s+50\.0%,\s+51\.[23]%/);
  });

  test('a check on the break-even is held against the same one; those from below have numbers', async () => {
    const held = (figure: string, equals: string): Promise<string> =>
      told({ ...stepped('30%'), checks: { it: { figure, equals } } }, ['check', FILE]);
    expect(await held('break_even.members', '14.5')).toContain('promises kept? Yes');
    expect(await held('break_even.members.1', '8.5')).toContain('promises kept? Yes');
    expect(await held('break_even.members', '8.5')).toContain('[check-failed]');
  });
});

describe('no school is a member with more than all of it', () => {
  const flat = (joins: PlainMap | string, more: PlainMap = {}): PlainMap => ({
    price: { flat: '1_000' },
    joins,
    ...more,
  });
  const years = (data: PlainMap): PlainMap => put(data, ['calendar', 'years'], '3');
  const APRIL: PlainMap = { term: { invoice: 'membership_year', starts: 'April' } };

  test('while a membership of one tier still runs and that of another begins', async () => {
    const [rising, falling] = [{ others: { 2026: '20%', 2027: '80%' } }, { others: { 2026: '80%', 2027: '20%' } }];
    const data = years(company({ p: primaries }, { a: flat(rising), b: flat(falling, APRIL) }, '9_000'));
    expect(await told(data, ['forecast', FILE])).toMatch(/160% of p would be members of a and b in\s+Sep 2027/);
    const alike = put(data, ['tiers', 'b', 'term'], undefined);
    expect(await told(alike, ['forecast', FILE])).toMatch(/Buy-in +100\.0% +100\.0% +100\.0%/);
  });

  test('where it chooses another tier before its membership of one has ended; the remedy works', async () => {
    const cheaper = flat('80%', { worth: '1_500', uplift: { 2027: '-50%' } });
    const tiers = { a: cheaper, b: { ...flat('80%', { worth: '1_500', ...APRIL }), price: { flat: '900' } } };
    const data: PlainMap = { ...years(company({ p: primaries }, tiers, '9_000')), choice: { rule: 'best_value' } };
    const refused = await told(data, ['forecast', FILE]);
    expect(refused).toMatch(/160% of p would be members of a and b in\s+Sep 2027/);
    expect(refused).toMatch(/give both\s+the same membership years under "term"/);
    expect(await told(put(data, ['tiers', 'b', 'term'], undefined), ['forecast', FILE])).toMatch(
      /Buy-in +80\.0% +80\.0% +80\.0%/,
    );
  });

  test('by what it has answered, though others of its kind have answered nothing', async () => {
    const joins = { by_intent: { committed: '90%' }, others: '30%' };
    const named = {
      oak: { phase: 'primary', type: 'academy', pupils: '200' },
      elm: { phase: 'primary', type: 'academy', pupils: '300' },
    };
    const data = put(company({}, { a: flat(joins), b: flat(joins) }, '9_000'), ['schools'], {
      named,
      consultation: { file: 'said.csv' },
    });
    const files = {
      [FILE]: yamlOf(data),
      'said.csv': 'school,option,intent,date,evidence\nelm,a,committed,2026-05-01,x\nelm,b,committed,2026-05-01,x\n',
    };
    expect((await play(['forecast', FILE], { files })).err).toMatch(/180% of elm would be members of a and b/);
  });
});

test('a curve is crossed once: schools that one price takes together and that decide apart', async () => {
  const schools = Object.fromEntries(
    [200, 300, 400].map((pupils, i) => [
      `s${i}`,
      { phase: 'primary', type: 'academy', pupils: String(pupils), trust: 'T' },
    ]),
  );
  const data: PlainMap = {
    ...company(
      {},
      { core: { price: { per_pupil: '10', cap: '6_000', group: { by: 'trust', charge: 'sum' } }, joins: '50%' } },
      '4_500',
    ),
    schools: { named: schools },
    uncertainty: { decide_together: 'none' },
  };
  const found = await reported('break-even', data);
  expect(Number(cellAt(found, 'members.1'))).toBeGreaterThan(1.5);
  expect(cellAt(found, 'members.2')).toBeUndefined();
});
