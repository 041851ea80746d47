import { describe, expect, test } from 'vitest';
import type { Period } from '../../src/model/index.js';
import { figureOf, periodNamed } from '../../src/projection/index.js';
import { type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Schools that open, close, join later, leave in notice, change their trust and become one: small cases by hand. */

const model = (school: PlainMap, more: PlainMap = {}, others: PlainMap = {}): PlainMap => ({
  buyin: '1',
  name: 'Lives',
  calendar: { starts: '2026-09', years: '3', year_starts: 'September' },
  schools: { named: { oak: { phase: 'secondary', type: 'academy', pupils: '600', ...school }, ...others } },
  tiers: { m: { price: { flat: '12_000' }, joins: '100%', ...more } },
});
/** Income of membership, or another figure, by company year. */
const byYear = (data: PlainMap, line = 'income.membership'): string[] => {
  const projection = projectionOf(data);
  return ['2026', '2027', '2028'].map((year) => {
    const figure = figureOf(projection, line, periodNamed(projection.model.calendar, 'year', year) as Period);
    return figure.isKnown ? figure.exact.toFixed(2) : 'unknown';
  });
};

describe('a school pays for the months in which it is open and a member', () => {
  test.each([
    ['a roll of nil pupils from a year on', { pupils: { '2026': '600', '2027': '0' } }, ['12000.00', '0.00', '0.00']],
    [
      'a roll of nil pupils from a month on',
      { pupils: { '2026': '600', '2027-12': '0' } },
      ['12000.00', '3000.00', '0.00'],
    ],
    ['a roll of nil pupils to a year', { pupils: { '2026': '0', '2028': '600' } }, ['0.00', '0.00', '12000.00']],
    [
      'a roll that is nil for a while',
      { pupils: { '2026': '600', '2027': '0', '2028': '5' } },
      ['12000.00', '0.00', '12000.00'],
    ],
    ['closes at the end of a year', { closes: '2027-08' }, ['12000.00', '0.00', '0.00']],
    ['closes in a year', { closes: '2027-11' }, ['12000.00', '3000.00', '0.00']],
    ['closes after the calendar', { closes: '2031-08' }, ['12000.00', '12000.00', '12000.00']],
    ['opens at the start of a year', { opens: '2027-09' }, ['0.00', '12000.00', '12000.00']],
    ['opened long ago', { opens: '1960-09' }, ['12000.00', '12000.00', '12000.00']],
    ['opens in a year, by the month', { opens: '2028-03' }, ['0.00', '6000.00', '12000.00']],
    ['opens and closes in one month', { opens: '2028-03', closes: '2028-03' }, ['0.00', '1000.00', '0.00']],
    ['becomes a member in a year', { member_from: '2027-06' }, ['3000.00', '12000.00', '12000.00']],
    ['leaves without notice', { leaves: '2027-02' }, ['6000.00', '0.00', '0.00']],
    ['becomes a member and leaves', { member_from: '2027-09', leaves: '2028-08' }, ['0.00', '12000.00', '0.00']],
  ] as const)('%s', (_, school, fees) => {
    expect(byYear(model(school as unknown as PlainMap))).toEqual(fees);
  });

  test('a maintained school by its own clock, whose last year is cut', () => {
    // Sep 2026 to Mar 2027, a year from April, and of the next year April to August
    const data = model({ type: 'community', closes: '2028-08' });
    expect(byYear(data)).toEqual(['12000.00', '12000.00', '0.00']);
    expect(byYear(data, 'invoiced.membership')).toEqual(['19000.00', '5000.00', '0.00']);
  });

  test('one that leaves pays to the end of its notice, and one that closes in it to its end', () => {
    const notice = { term: { notice: '12' } };
    expect(byYear(model({ leaves: '2027-02' }, notice))).toEqual(['12000.00', '6000.00', '0.00']);
    expect(byYear(model({ leaves: '2027-02', closes: '2027-11' }, notice))).toEqual(['12000.00', '3000.00', '0.00']);
    // Given before the calendar starts, it runs into it.
    expect(byYear(model({ leaves: '2026-05' }, notice))).toEqual(['9000.00', '0.00', '0.00']);
  });

  test.each([
    ['by_month', ['0.00', '5000.00', '0.00']],
    // A full year for the seven months to April, and seven of twelve from then on.
    ['full_year', ['0.00', '8571.43', '0.00']],
    ['wait', ['0.00', '0.00', '0.00']],
  ])('that joins in mid-year by the rule of its tier: %s', (rule, fees) => {
    const school = { type: 'community', opens: '2027-09', closes: '2028-01' };
    expect(byYear(model(school, { term: { joins_mid_year: rule } }))).toEqual(fees);
  });
});

test('schools, members and buy-in are counted over the months in which each is open', () => {
  const elm = { elm: { phase: 'secondary', type: 'academy', pupils: '400' } };
  const data = model({ closes: '2027-11' }, { joins: '50%' }, elm);
  expect(byYear(data, 'schools')).toEqual(['2.00', '1.25', '1.00']);
  expect(byYear(data, 'members')).toEqual(['1.00', '0.63', '0.50']);
  expect(byYear(data, 'buy_in')).toEqual(['0.50', '0.50', '0.50']);
  // What others buy, and what a cost is for each school, goes by those that are open.
  const day = { kind: 'traded', unit: 'day', price: { other: '100' }, demand: { per_other: '1' } };
  const rent = { per_year: '0', per: { schools: '10' } };
  const sold = put(put(data, ['services', 'day'], day), ['overheads', 'rent'], rent);
  expect(byYear(sold, 'income.traded')).toEqual(['100.00', '62.50', '50.00']);
  expect(byYear(sold, 'cost.varying')).toEqual(['20.00', '12.50', '10.00']);
});

describe('schools that become one', () => {
  const price = { price: { per_pupil: '10' } };
  test('two in a new one: each pays to its end, and the new one for both', () => {
    const data = model({ closes: '2027-08', into: 'new' }, price, {
      elm: { phase: 'primary', type: 'academy', pupils: '400', closes: '2027-08', into: 'new' },
      new: { phase: 'all_through', type: 'academy', pupils: '0' },
    });
    expect(byYear(data)).toEqual(['10000.00', '10000.00', '10000.00']);
    expect(byYear(data, 'members')).toEqual(['2.00', '1.00', '1.00']);
    expect(byYear(data, 'pupils')).toEqual(['1000.00', '1000.00', '1000.00']);
    expect(byYear(data, 'schools')).toEqual(['2.00', '1.00', '1.00']);
  });

  test('one in another in mid-year, and that in a third', () => {
    const data = model({ closes: '2027-11', into: 'elm' }, price, {
      elm: { phase: 'primary', type: 'academy', pupils: '400', closes: '2028-08', into: 'ash' },
      ash: { phase: 'primary', type: 'academy', pupils: '100' },
    });
    // Elm has paid for its year by December, and its pupils are more from then on: the next invoice counts them.
    expect(byYear(data)).toEqual(['11000.00', '6500.00', '11000.00']);
    expect(byYear(data, 'pupils')).toEqual(['1100.00', '650.00', '1100.00']);
  });

  test('pupils that the roll gives to the other already are not counted twice', () => {
    const data = model({ closes: '2027-08', into: 'elm', pupils: { '2026': '600', '2027': '0' } }, price, {
      elm: { phase: 'primary', type: 'academy', pupils: { '2026': '400', '2027': '1000' } },
    });
    expect(byYear(data, 'pupils')).toEqual(['1000.00', '1000.00', '1000.00']);
  });
});

test('a school is priced with the trust that it is in', () => {
  const price = { flat: '9_000', group: { by: 'trust', charge: 'sum' } };
  const elm = { elm: { phase: 'secondary', type: 'academy', pupils: '600', trust: 'Fold' } };
  // Two buyers, and one from 2028 on.
  const data = model({ trust: { '2026': 'Bay', '2028': 'Fold' } }, { price }, elm);
  expect(byYear(data)).toEqual(['18000.00', '18000.00', '9000.00']);
  const late = model({ trust: { '2028': 'Fold' } }, { price }, elm);
  expect(byYear(late)).toEqual(['18000.00', '18000.00', '9000.00']);
});

describe('on the command line', () => {
  const FILES = {
    'model.yaml': `buyin: 1
name: Lives
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools: { roll: { count: headcount, census: january }, file: schools.csv }
tiers: { m: { price: { flat: 15_000 }, joins: 100% } }
scenarios:
  early: { because: the county decides sooner, schools: { change: [{ school: 900001, closes: 2027-03 }] } }
`,
    'schools.csv': `urn,name,phase,type,pupils,opens,closes,trust,trust_2028
900001,Closing High,secondary,academy,600,,2027-11,Bay,Fold
900002,Opening High,secondary,academy,500,2027-09,,,
`,
  };

  test('a roll says it in columns, a scenario changes it, and the forecast tells of it', async () => {
    const { out } = await play(['forecast', '.', '--format', 'csv'], { files: FILES });
    expect(out).toContain('15000.00');
    const page = await play(['forecast', '.'], { files: FILES });
    expect(page.out.replace(/\s+/g, ' ')).toContain(
      'Schools that come, go or change: Closing High closes in Nov 2027; Opening High opens in Sep 2027.',
    );
    const early = await play(['forecast', '.', '--scenario', 'early'], { files: FILES });
    expect(early.out).toContain('8,750');
  });

  test('prices of a year leave out who is not open in it', async () => {
    const { out } = await play(['price', '.', '--year', '2028'], { files: FILES });
    expect(out).toContain('Opening High');
    expect(out).not.toContain('Closing High');
    expect(out.replace(/\s+/g, ' ')).toContain('1 school is not open in 2028-29 and not shown.');
  });

  test('the page of a year tells until when a school that leaves is a member, and who becomes an academy', async () => {
    const files = {
      ...FILES,
      'model.yaml': FILES['model.yaml'].replace('joins: 100%', 'joins: 100%, term: { notice: 6 }'),
      'schools.csv': `urn,name,phase,type,pupils,leaves,converts,member_from,closes
900001,Leaving High,secondary,academy,600,2027-03,,,
900002,Turning High,secondary,community,500,,2027-12,,
900003,Later High,secondary,academy,500,,,2028-10,
900004,Short High,secondary,academy,500,2027-03,,,2027-08
`,
    };
    const told = async (year: string): Promise<string> => {
      const { out } = await play(['price', '.', '--year', year], { files });
      return /In the year: (.*?)\. Shown is/.exec(out.replace(/\s+/g, ' '))?.[1] ?? '';
    };
    expect(await told('2026')).toBe(
      'Leaving High says in Mar 2027 that it leaves; Later High is no member before Oct 2028; ' +
        'Short High says in Mar 2027 that it leaves, closes in Aug 2027',
    );
    expect(await told('2027')).toBe(
      'Leaving High is a member to Sep 2027; Turning High becomes an academy in Dec 2027; ' +
        'Later High is no member before Oct 2028',
    );
    expect(await told('2028')).toBe(
      'Leaving High is no member after Sep 2027; Later High becomes a member in Oct 2028',
    );
  });

  test('a longer calendar changes no earlier year', async () => {
    const short = await play(['forecast', '.', '--set', 'calendar.years=2'], { files: FILES });
    const long = await play(['forecast', '.'], { files: FILES });
    const income = (page: string): string | undefined => /^Income +([\d,]+ +[\d,]+)/m.exec(page)?.[1];
    expect(income(short.out)).toMatch(/^15,000 +18,750$/);
    expect(income(long.out)).toBe(income(short.out));
  });

  test('whoever is not open in a year is asked into no coalition, and is not left out of one', async () => {
    const { out } = await play(['break-even', '.', '--by', 'coalition', '--year', '2028'], { files: FILES });
    expect(out).toMatch(/^Schools that may be asked +1$/m);
    expect(out.replace(/\s+/g, ' ')).not.toContain('left out: no share');
  });

  test('a draw counts as out no school that is closed', async () => {
    const { out } = await play(['simulate', '.', '--draw', '1', '--year', '2028'], { files: FILES });
    expect(out).not.toContain('Closing High');
  });

  test('what cannot be is told at its places, all at once', async () => {
    const bad = {
      ...FILES,
      'schools.csv': `urn,name,phase,type,pupils,opens,closes,into,member_from,leaves
900001,One,secondary,academy,600,2028-09,2027-08,,,
900002,Two,secondary,academy,500,,2027-08,900009,,
900003,Three,secondary,academy,500,,,900004,,
900004,Four,secondary,academy,500,2035-09,,,,
900005,Five,secondary,academy,500,,2027-08,900004,,
900006,Six,secondary,academy,500,,2027-08,900007,,
900007,Seven,secondary,academy,500,,2027-08,900006,,
900008,Eight,secondary,academy,500,,2020-08,,,
`,
    };
    const { err, code } = await play(['check', '.'], { files: bad });
    expect(code).toBe(1);
    const places = [...err.matchAll(/^schools\.csv:(\d+:\d+): (.*)/gm)].map(([, at]) => at);
    expect(places).toEqual(['2:42', '3:43', '4:38', '5:35', '6:44', '7:43', '9:37']);
  });
});

test('a group is told to have no pupils where it is of some schools, and nothing is told of one of none', async () => {
  const grouped = (count: string): PlainMap =>
    put(model({}), ['schools', 'groups'], {
      small: { phase: 'primary', type: 'academy', pupils: { '2026': '90', '2027': '0' }, count },
    });
  const said = async (command: readonly string[], count: string): Promise<string> => {
    const { out } = await play([command[0] as string, 'model.yaml', ...command.slice(1)], {
      files: { 'model.yaml': yamlOf(grouped(count)) },
    });
    return out.replace(/\s+/g, ' ');
  };
  expect(await said(['forecast'], '2')).toContain(
    'small has no pupils in 2027-28 and 2028-29, and is taken for closed',
  );
  expect(await said(['price', '--year', '2027'], '2')).toContain('2 schools are not open in 2027-28 and not shown');
  expect(await said(['check'], '2')).toContain('school-without-pupils');
  for (const command of [['forecast'], ['price', '--year', '2027'], ['check']])
    expect(await said(command, '0')).not.toMatch(/no pupils|schools? (is|are) not open|without-pupils/);
});
