import { expect, test } from 'vitest';
import { FILE } from '../support/models.js';
import { play } from '../support/play.js';
import { toldIn } from '../support/told.js';

/* One slip is one problem, at its place: what only follows from it is not told beside it, nor in its place. */

const MODEL = `buyin: 1
name: M
calendar: { starts: 2026-09, years: 3, year_starts: September }
assumptions:
  contract: { value: 200_000, states: { kept: { value: 200_000, probability: 70% }, lost: { value: 0, probability: 30%, scenario: smaller } } }
schools:
  roll: { count: fte, census: january, from: census.csv }
  file: roll.csv
  values: { phase: { Prim: primary }, sixth_form: { No sixth form: no } }
  with: { file: census.csv, reads: census }
tiers:
  core:
    price:
      - when:
          phase: primary
        per_pupil: 10
    joins: 50%
  advice:
    price: { flat: 100 }
    joins: { primary: 10% }
services:
  visit: { kind: traded, unit: visit, vat: standard, price: { per: { units: 450 } }, demand: { per_other: { units: 1 } }, delivery: { by: adviser, days: 1 } }
contracts: { council: { kind: commission, per_year: =contract, vat: outside_scope } }
staff:
  adviser: { fte: 1, salary: 50_000, on_costs: 30%, days: 190, chargeable: 60% }
scenarios:
  smaller:
    because: one adviser goes with the contract
    staff: { adviser: { fte: 0.5 } }
`;
const ROLL = 'urn,name,phase,type,sixth_form\n900101,Oak,Prim,community,No sixth form\n';
const CENSUS = 'time_period,geographic_level,urn,school_name,fte pupils\n202425,School,900101,Oak,212\n';

async function checked(text: string, roll = ROLL): Promise<{ err: string; told: readonly string[] }> {
  const files = { [FILE]: text, 'roll.csv': roll, 'census.csv': CENSUS };
  const { err } = await play(['check', FILE], { files, width: 200 });
  return { err, told: toldIn(err).map((each) => each.replace(`${FILE}:`, '')) };
}

test('the model of these slips has none', async () => {
  expect((await checked(MODEL)).err).toBe('');
});

test.each([
  [
    'a key one level up, before the one above it',
    '      - when:\n          phase: primary',
    '      - phase: primary\n        when:',
    /unknown-key/,
  ],
  ['a key that is nearer to one which stands there', 'year_starts', 'uear_starts', /^unknown-key 3:40$/],
  ['a key that is nearer to one which stands there, cut', 'year_starts', 'ear_starts', /^unknown-key 3:40$/],
  ['a key in the place of one of two', 'price: { flat: 100 }', 'pricee: { flat: 100 }', /^unknown-key 19:5$/],
  [
    'two colons without a blank',
    'per_year: =contract, vat: outside_scope',
    'per_year:1, vat:outside_scope',
    /^bad-key /,
  ],
  [
    'a key of a scenario that a state brings',
    'adviser: { fte: 0.5 }',
    'adviser: { fet: 0.5 }',
    /^overlay-lacks 29:25$/,
  ],
  [
    'a name of a scenario that a state brings',
    'adviser: { fte: 0.5 }',
    'advisor: { fte: 0.5 }',
    /^overlay-lacks 29:14$/,
  ],
  ['a capital of a name of a scenario', 'adviser: { fte: 0.5 }', 'Adviser: { fte: 0.5 }', /^overlay-lacks 29:14$/],
  ['a file from which the pupils come', 'with: { file: census.csv', 'with: { file: cnesus.csv', /^no-file 10:17$/],
  ['the key of a file beside the roll', 'with: { file: census.csv', 'with: { File: census.csv', /^unknown-key 10:11$/],
  ['a condition that is no value', '  with: {', '  where: { type: { a: b } }\n  with: {', /^wrong-shape 10:18$/],
  ['a key that has lost a blank', '  core:\n', ' core:\n', /^yaml-syntax 12:2$/],
  ['what a value means', 'Prim: primary', 'Prim: primry', /^bad-choice 9:28$/],
  ['what a value of yes or no means', 'No sixth form: no', 'No sixth form: none', /^bad-choice /],
  [
    'a declaration that is used once, and named elsewhere',
    '  adviser: { fte: 1',
    '  advisre: { fte: 1',
    /^misspelt-name 25:3$/,
  ],
])('%s is one problem, at its place', async (_, right, wrong, place) => {
  expect(MODEL).toContain(right);
  const { err, told } = await checked(MODEL.replace(right, wrong));
  expect(told, err).toEqual([expect.stringMatching(place)]);
});

test('a reference that is misspelt where it is used once is told there', async () => {
  expect((await checked(MODEL.replace('by: adviser', 'by: advisre'))).told).toEqual([
    expect.stringMatching(/^unknown-name 22:/),
  ]);
});

test('a roll whose first pupils are of later than the start is one problem, at their heading', async () => {
  const own = MODEL.replace(', from: census.csv', '').replace('  with: { file: census.csv, reads: census }\n', '');
  const roll = (heading: string): string =>
    `urn,name,phase,type,sixth_form,${heading}\n900101,Oak,Prim,community,,200\n900102,Elm,Prim,community,,210\n`;
  expect((await checked(own, roll('pupils_2026'))).err).toBe('');
  const { told, err } = await checked(own, roll('pupils_2062'));
  expect(told).toEqual(['no-rate roll.csv:1:32']);
  expect(err).toContain('correct the date of the heading');
});

test('a line that is indented otherwise is told itself, and not the comment above it', async () => {
  const text = MODEL.replace('tiers:\n', '# What schools may join.\n\n # Two tiers.\n tiers:\n');
  expect((await checked(text)).told).toEqual(['yaml-syntax 14:2']);
});

test('a price that is left out is one problem, and not one of each term that goes by it', async () => {
  const text = MODEL.replace('price: { per: { units: 450 } }', 'price: { free: { units: 2 }, per: { units: } }');
  expect((await checked(text)).told).toEqual([expect.stringMatching(/^wrong-shape 22:/)]);
});

test('a month or a year of a check that is none is told at the month, and not at the figure', async () => {
  const held = (when: string): string =>
    `${MODEL}checks:\n  some: { figure: cash.closing, ${when}, at_most: 900_000_000 }\n`;
  expect((await checked(held('month: 2027-03'))).err).toBe('');
  for (const [when, column] of [
    ['month: 27-03', 40],
    ['month: 2027-13', 40],
    ['year: 2062', 39],
  ] as const)
    expect((await checked(held(when))).told).toEqual([`unknown-name 31:${column}`]);
});

const LIST = `buyin: 1
name: L
attributes: [package]
drivers: [uses]
tiers:
  worth:
    price:
      - { when: { package: gold }, per: { uses: 3 } }
      - { when: { package: platinum }, per: { uses: 2 } }
      - { when: { package: double_gold }, per: { uses: 1 } }
examples:
  double_gold_uses: { school: { uses: 10, package: double_gold }, tag: rule, pays: 10 }
  gold_uses: { school: { uses: 10, package: gold }, tag: rule, pays: 30 }
  platinum_uses: { school: { uses: 10, package: platinum }, tag: rule, pays: 20 }
`;

test.each([
  ['the price', 'when: { package: gold }', 'when: { package: godl }', 'bad-choice 8:28', 'did you mean "gold"?'],
  [
    'the price, beside a shorter one',
    'when: { package: double_gold }',
    'when: { package: double_golld }',
    'bad-choice 10:28',
    'did you mean "double_gold"?',
  ],
  [
    'the price, by a capital',
    'when: { package: platinum }',
    'when: { package: Platinum }',
    'bad-choice 9:28',
    'did you mean "platinum"?',
  ],
  ['the example', '10, package: platinum', '10, package: plutinum', 'bad-choice 14:49', 'did you mean "platinum"?'],
])(
  'a value of one’s own that is misspelt in %s is told there, where an example then differs',
  async (_, right, wrong, place, remedy) => {
    expect((await checked(LIST)).err).toBe('');
    const { err, told } = await checked(LIST.replace(right, wrong));
    expect(told, err).toEqual([place]);
    expect(err).toContain(remedy);
  },
);

test('a declaration that one place uses is told where the file has the other spelling more often', async () => {
  const list = (declared: string, used: string): string =>
    `buyin: 1\nname: L\ndrivers: [${declared}]\ntiers: { entry: { price: { per: { ${used}: 3 } } } }\nexamples:\n  ten: { school: { meetings: 10 }, tag: rule, pays: 30 }\n`;
  expect((await checked(list('meetings', 'meetings'))).err).toBe('');
  expect((await checked(list('meetnigs', 'meetings'))).told).toEqual(['misspelt-name 3:11']);
  expect((await checked(list('meetings', 'Meetings'))).told).toEqual([expect.stringMatching(/^unknown-name 4:/)]);
  expect((await checked(list('meetings', 'meetnigs'))).told).toEqual([expect.stringMatching(/^unknown-name 4:/)]);
});
