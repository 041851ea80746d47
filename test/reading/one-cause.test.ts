import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* One slip is one problem: what only follows from it is not told beside it. */

const MODEL: PlainMap = {
  buyin: '1',
  name: 'M',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  parameters: 'england',
  schools: { file: 'schools.csv', drivers: ['teachers'] as never },
  tiers: {
    m: {
      price: {
        bands: {
          of: 'pupils',
          mode: 'flat',
          each: [
            { from: '1', up_to: '50', amount: '100' },
            { from: '51', amount: '150' },
          ] as never,
        },
        blocks: { pupils: '1' },
      },
      joins: '50%',
    },
  },
  staff: {
    head: { fte: '1', salary: '50_000', on_costs: '30%', pay_award: { named: 'njc', after: '3%' } },
    adviser: { fte: '1', salary: { scale: 'soulbury', point: '18' }, on_costs: '30%' },
    clerk: { fte: '1', salary: '30_000', on_costs: '30%', pay_award: { month: 'April', awards: { 2026: '2%' } } },
  },
  scenarios: {
    cheap: { because: 'c', tiers: { m: { joins: '40%' } } },
    leaves: { because: 'l', schools: { change: [{ when: { trust: 'Oak Learning Trust' }, joins: '0%' }] as never } },
    small: { because: 's', schools: { change: [{ school: 'Ash School', joins: '0%' }] as never } },
  },
  options: ['base', 'cheap'] as never,
  appraisal: {
    criteria: { asked: { name: 'Asked for', weight: '100', scores: { base: '60', cheap: '40' } } },
  },
  reserves: { opening: '0' },
};
const ROLL =
  'urn,name,phase,type,trust,pupils,teachers\n100001,Ash School,primary,academy,Oak Learning Trust,200,10\n100002,Elm School,primary,community,,100,5\n';

const checked = async (text: string) => {
  const { err } = await play(['check', FILE], { files: { [FILE]: text, 'schools.csv': ROLL }, width: 200 });
  return err;
};
const WHOLE = yamlOf(MODEL);

test('the model of these slips has none', async () => {
  expect(await checked(WHOLE)).toBe('');
});

test.each([
  ['the file of the roll', 'file:', 'fiel:', 'did you mean "file"?'],
  ['a score of a criterion', 'cheap: 40', 'chaep: 40', 'did you mean "cheap"?'],
  ['a set of pay awards', 'named:', 'naemd:', 'did you mean "named"?'],
  ['a pay scale', 'scale:', 'scael:', 'did you mean "scale"?'],
  ['pay awards', 'awards:', 'awrds:', 'did you mean "awards"?'],
  ['blocks that close a gap of bands', 'blocks:', 'blcoks:', 'did you mean "blocks"?'],
  ['the size of such blocks', 'pupils: 1', 'pupils: { siez: 1 }', 'did you mean "size"?'],
  ['the first word of a trust alone', 'Oak Learning Trust', 'Oak', 'did you mean "Oak Learning Trust"?'],
])('%s', async (_, right, wrong, remedy) => {
  const at = WHOLE.split('\n').find((line) => line.includes(right));
  expect(at).toBeDefined();
  const err = await checked(WHOLE.replace(right, wrong));
  expect(err).toContain(remedy);
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});

/** What is still to be found out, as people write it, and other texts that are no numbers. */
const NO_NUMBERS = ['TBC', 'n/a', '?', '-', 'tbc', 'forty per cent', '£4k'];

test.each(NO_NUMBERS)('an assumption of %j that scenarios change is told once, where it stands', async (text) => {
  const rests: PlainMap = {
    ...MODEL,
    assumptions: { rate: { value: '40%', basis: 'estimate', source: 's' } },
    tiers: { m: { ...(MODEL.tiers as { m: PlainMap }).m, joins: '=rate' } },
    scenarios: { fewer: { because: 'f', tiers: { m: { joins: { times: '80%' } } } } },
    options: ['base', 'fewer'] as never,
    appraisal: { criteria: { asked: { name: 'Asked for', weight: '100', scores: { base: '60', fewer: '40' } } } },
  };
  const forms: ((model: PlainMap) => string)[] = [
    (model) => yamlOf(model),
    (model) => yamlOf(model).replace('"=rate"', '"=rate * 0.9"').replace('=rate\n', '=rate * 0.9\n'),
    (model) => yamlOf(model).replace('value: "40%"', 'value: 40%').replace('value: 40%', 'value: { 2026: 40% }'),
  ];
  for (const form of forms) {
    const sound = form(rests);
    expect(await checked(sound)).toBe('');
    const err = await checked(sound.replace(/40%/, JSON.stringify(text)));
    expect(err).toMatch(/is not a (share|number)[^[]*\[bad-value\]/);
    expect(err).not.toContain('in the scenario');
    expect(err.trimEnd()).toMatch(/\n1 problem$/);
  }
});

test('a change of what is no number, and is right, is told where it changes it', async () => {
  const tiers = { m: { ...(MODEL.tiers as { m: PlainMap }).m, name: 'Core' } };
  const model = {
    ...MODEL,
    tiers,
    scenarios: { odd: { because: 'o', tiers: { m: { name: { times: '80%' } } } } },
    options: ['base'] as never,
  };
  const err = await checked(yamlOf({ ...model, appraisal: {} as never }));
  expect(err).toContain('in the scenario odd: a number, or numbers by date, to change');
});

test.each([
  ['a file', 1, /promises rest on tiers\.m\.joins, which is not known: TBC/],
  ['many places', 7, /promises rest on \S+pupils and on 6 more values, which are not known/],
])('promises that rest on what is unknown in %s are told once, at the value', async (_, count, told) => {
  const checks = {
    solvent: { figure: 'reserves.closing', at_least: '0', scenarios: ['base', 'cheap'] as never },
    cash: { figure: 'cash.lowest', at_least: '0' },
    income: { figure: 'income', at_least: '0' },
  };
  const named = Object.fromEntries(
    Array.from({ length: 7 }, (_x, i) => [
      `s${i}`,
      { phase: 'primary', type: 'academy', pupils: count === 1 ? '100' : '"unknown: not counted"' },
    ]),
  );
  const { appraisal: _a, staff: _s, parameters: _p, ...rest } = MODEL;
  const model = {
    ...rest,
    schools: { named } as never,
    tiers: { m: { price: { per_pupil: '2' }, joins: count === 1 ? '"unknown: TBC"' : '50%' } },
    scenarios: { cheap: { because: 'c', tiers: { m: { price: { per_pupil: '1' } } } } },
    checks,
  };
  const err = await checked(yamlOf(model as PlainMap));
  expect(err).toMatch(told);
  expect(err).toContain('[figure-unknown]');
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});

test('a promise of what nobody knows is no fault of the program', async () => {
  const err = await checked(
    yamlOf({ ...MODEL, checks: { all: { figure: 'schools', equals: '"unknown: who joins?"' } } }),
  );
  expect(err).toContain('promises rest on checks.all.equals, which is not known: who joins?');
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});

const BROKERED: PlainMap = {
  kind: 'brokered',
  unit: 'day',
  price: '100',
  commission: { fixed: '5' },
  acts_as: 'agent',
  demand: { per_member: '1' },
};

test.each<[string, PlainMap, string, string]>([
  [
    'a fixed commission',
    { services: { day: { ...BROKERED, commission: { fixd: '5' } } } },
    'fixd',
    'did you mean "fixed"?',
  ],
  [
    'a commission by another word',
    { services: { day: { ...BROKERED, commission: { amount: '5' } } } },
    'amount',
    'a commission may hold percent, on, fixed',
  ],
  [
    'a commission of which one key is right',
    { services: { day: { ...BROKERED, commission: { percent: '5%', inn: 'top' } } } },
    'inn',
    'write "on:" in its place, or beside what else is there: a commission may hold percent, on\n',
  ],
  [
    'a commission in a price',
    { tiers: { m: { price: { flat: '10', commission: { fixd: '5', of: 'pupils' } }, joins: '50%' } } },
    'fixd',
    'did you mean "fixed"?',
  ],
  [
    'the growth of a term',
    { tiers: { m: { price: { flat: '10' }, joins: '50%', uplift: { flatt: '2%' } } } },
    'flatt',
    'did you mean "flat"?',
  ],
  [
    'the change of the roll of a phase',
    { schools: { file: 'schools.csv', drivers: ['teachers'] as never, roll_change: { primry: '-2%' } } },
    'primry',
    'did you mean "primary"?',
  ],
])('a key of %s that is misspelt is a key of that', async (_, parts, key, remedy) => {
  const err = await checked(yamlOf({ ...MODEL, ...parts }));
  expect(err).toContain(`"${key}" is not a key of`);
  expect(err).toContain(remedy);
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});

test.each([
  ['starts: 2026-09', 'starts: Sept 2026', 'write 2026-09'],
  ['starts: 2026-09', 'starts: Sep-26', 'write 2026-09'],
  ['starts: 2026-09', 'starts: September 2026', 'write 2026-09'],
  ['starts: 2026-09', 'starts: 09/2026', 'write 2026-09'],
  ['starts: 2026-09', 'starts: 2026/9', 'write 2026-09'],
  ['starts: 2026-09', 'starts: 13/2026', 'write a month, such as 2018-09'],
  ['starts: 2026-09', 'starts: soon', 'write a month, such as 2018-09'],
  ['year_starts: September', 'year_starts: Sept', 'did you mean "September"?'],
  ['year_starts: September', 'year_starts: mar.', 'did you mean "March"?'],
  ['month: April', 'month: Apr', 'did you mean "April"?'],
  ['amount: 100', 'amount: 5–10', 'it is two numbers, and one stands here'],
  ['amount: 100', 'amount: 5 to 10', 'it is two numbers, and one stands here'],
  ['amount: 100', 'amount: 5-10', 'it is two numbers, and one stands here'],
])('%s written as %s is told with what is meant', async (right, wrong, remedy) => {
  const err = await checked(WHOLE.replace(right, wrong));
  expect(err).toContain(remedy);
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});
