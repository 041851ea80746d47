import { expect, test } from 'vitest';
import { Unknown } from '../../src/figures/index.js';
import type { Model, School } from '../../src/model/index.js';
import { LINKS as KINDS } from '../../src/reading/downloads/links.js';
import { Source } from '../../src/reading/index.js';
import { diskOf, type Files } from '../support/disk.js';
import {
  AAR_2023,
  AAR_2024,
  CENSUS_2023,
  CENSUS_2025,
  type Cells,
  CFR_2024,
  CFR_2025,
  counted,
  csvOf,
  LINKS,
  REGISTER_2025,
  registered,
  returned,
} from '../support/downloads.js';
import { checked, model } from '../support/refused.js';

/* The financial returns of schools, the links of the register, and rolls that move up by year groups. */

const REGISTER = csvOf(REGISTER_2025, [
  registered(990101, 'Oak'),
  registered(990102, 'Elm Academy', {
    'TypeOfEstablishment (code)': 34,
    'TypeOfEstablishment (name)': 'Academy converter',
  }),
]);
const HEADCOUNT = '  roll: { count: headcount, census: january }\n  file: register.csv\n  reads: gias\n';
const files = (schools: string, beside: Files, register = REGISTER): Files => ({
  'model.yaml': model({
    head: 'buyin: 1\nname: Small\ncalendar: { starts: 2025-09, years: 4, year_starts: September }\n',
    schools: `schools:\n${schools}`,
  }),
  'register.csv': register,
  ...beside,
});
const loaded = (of: Files): Model => Source.open(diskOf(of), '.').load().model;
const paid = ({ paysNow }: School): unknown =>
  paysNow?.value instanceof Unknown ? paysNow.value.reasons.join() : paysNow?.exact.toString();
const paysNow = (of: Files): unknown => paid(loaded(of).schools[0] as School);

const cfr = (headings: readonly string[], rows: readonly Cells[], line = 'E27'): Files =>
  files(`${HEADCOUNT}  with: { file: cfr.csv, reads: cfr, columns: { pays_now: ${line} } }\n`, {
    'cfr.csv': csvOf(headings, rows),
  });

test.each([
  ['until 2023-24', CFR_2024],
  ['after', CFR_2025],
])('a line of the return of maintained schools %s is known by its code', (_, headings) => {
  expect(paysNow(cfr(headings, [returned(990101, 4_321)]))).toBe('4321');
});

test('E20 is one line until 2023-24 and the sum of its seven parts after', () => {
  const parts = Object.fromEntries(
    CFR_2025.filter((name) => name.startsWith('E20')).map((name, i) => [name, i === 6 ? '' : String(100.5 + i)]),
  );
  expect(paysNow(cfr(CFR_2024, [returned(990101, 0, { 'E20  ICT learning resources': 700 })], 'E20'))).toBe('700');
  expect(paysNow(cfr(CFR_2025, [returned(990101, 0, parts)], 'E20'))).toBe('618');
});

test.each([
  ['of seven months', { 'Period covered by return (months)': 7 }, 'the return covers 7 months'],
  ['that was not supplied', { 'Did Not Supply flag': 'DNS' }, 'the return was not supplied'],
  [
    'of which a cell was not supplied',
    { 'E27  Bought in professional services - curriculum': 'DNS' },
    'DNS (the return was not supplied)',
  ],
  [
    'of the lead of a federation',
    { LAEstab: '9902001', 'Lead school in federation': '9902001' },
    'the return is that of a whole federation',
  ],
  [
    'of a school whose federation returns by its lead',
    { 'Lead school in federation': '9902001' },
    'the return is that of the lead of its federation, 9902001',
  ],
  [
    'of which nobody knows whether it is that of a federation',
    { 'Lead school in federation': 'x' },
    'whether the return is that of a federation is not known: x (not available)',
  ],
])('a return %s is never taken for a year of the school', (_, more, why) => {
  expect(paysNow(cfr(CFR_2025, [returned(990101, 4_321, more)]))).toBe(why);
});

const academies = (headings: readonly string[], row: Cells, line: string): unknown => {
  const of = files(
    `${HEADCOUNT}  where: { URN: 990102 }\n  with: { file: aar.csv, reads: aar, columns: { pays_now: ${line} } }\n`,
    {
      'aar.csv': csvOf(headings, [
        { URN: 990102, LA: 990, ACADEMYTRUSTSTATUS: 'Existing', ...row },
        { URN: '', LA: 990, Company_Number: '1' },
      ]),
    },
  );
  return paysNow(of);
};

test('a line of the academies’ return is known by its code of either time', () => {
  const [before, after] = [{ 'BNCH21604 (Educational Consultancy)': '2500.50' }, { 'BAE230-T': '2500.50' }];
  for (const line of ['BNCH21604', 'BAE230'])
    expect([academies(AAR_2023, before, line), academies(AAR_2024, after, line)]).toEqual(['2500.5', '2500.5']);
});

test('an academy that joined or left in the year has no year of its own', () => {
  const joined = { 'BAE230-T': '2500', 'Date joined or opened if in period:': '01/04/2024' };
  expect(academies(AAR_2024, joined, 'BAE230')).toBe(
    'the return is of a part of the year: the school joined or opened in it, on 01/04/2024',
  );
  expect(
    academies(AAR_2024, { 'BAE230-T': '2500', 'Date left or closed if in period:': '31/12/2023' }, 'BAE230'),
  ).toContain('left or closed');
});

test('the return of maintained schools is a roll by itself: full-time equivalents of January', () => {
  const of = files('  roll: { count: fte, census: january }\n  file: cfr.csv\n  reads: cfr\n', {
    'cfr.csv': csvOf(CFR_2025, [returned(990101, 1)]),
  });
  expect(
    loaded(of).schools.map(({ id, name, phase, type, pupils }) => [
      id,
      name,
      phase,
      type,
      pupils.steps[0]?.value.exact.toString(),
    ]),
  ).toEqual([['990101', 'School 990101', 'primary', 'community', '204.5']]);
});

const link = (URN: number, LinkURN: number, LinkType: string): Cells => ({
  URN,
  LinkURN,
  LinkName: 'A',
  LinkType,
  LinkEstablishedDate: '01-09-2024',
});
const FTE = '  roll: { count: fte, census: january }\n  file: register.csv\n  reads: gias\n';

test.each([
  ['Predecessor', [link(990102, 990002, 'Predecessor')]],
  ['Successor, from the other side', [link(990002, 990102, 'Successor')]],
  ['Predecessor - merged', [link(990102, 990002, 'Predecessor - merged')]],
])('a link (%s) says that a school goes on from another, and the model whose roll goes on', (_, rows) => {
  const beside = {
    'census.csv': csvOf(CENSUS_2025, [counted(990101, 200), counted(990002, 310)]),
    'links.csv': `${csvOf(LINKS, rows)}${',,,,\r\n'.repeat(50)}`,
  };
  const with_ = '  with: [{ file: census.csv, reads: census }, { file: links.csv, reads: links }]\n';
  const unsaid = loaded(files(FTE + with_, beside));
  expect(unsaid.schools[1]?.pupils.steps[0]?.value.isKnown).toBe(false);
  expect(unsaid.roll.read?.followed).toMatchObject([
    { school: '990102', from: '990002', since: 'September 2024', file: 'census.csv' },
  ]);
  const said = loaded(files(`${FTE}  follows: { 990102: 990002 }\n${with_}`, beside));
  expect(said.schools[1]?.pupils.steps[0]?.value.exact.toString()).toBe('310');
  expect(said.roll.read?.followed).toEqual([]);
});

test('every kind of link is a successor, a predecessor, or says nothing of it', () => {
  expect(KINDS.size).toBeGreaterThan(20);
  const beside = (kind: string): Files => ({
    'census.csv': csvOf(CENSUS_2025, [counted(990101, 200), counted(990002, 310)]),
    'links.csv': csvOf(LINKS, [link(990102, 990002, kind)]),
  });
  for (const [kind, standing] of KINDS) {
    const { read } = loaded(
      files(`${FTE}  with: [{ file: census.csv, reads: census }, { file: links.csv, reads: links }]\n`, beside(kind)),
    ).roll;
    expect([kind, read?.followed.length]).toEqual([kind, standing === 'follows' ? 1 : 0]);
  }
});

/** So many pupils in reception and year 1, half of them of each sex; nobody in other year groups. */
const inGroups = (reception: number, one: number, names: readonly [string, string]): Cells =>
  Object.fromEntries(
    ['Reception', 'Year group 1'].flatMap((group, i) =>
      names.map((name) => [`${name} ${group}`, (i === 0 ? reception : one) / 2]),
    ),
  );

test.each([
  ['of 2024-25', CENSUS_2025, ['full-time female', 'full-time male'] as const, 'urn'],
  ['of 2022-23', CENSUS_2023, ['Full time girls', 'Full time boys'] as const, 'URN'],
])(
  'a roll moves up by the year groups of the census %s: the oldest leave, and as many enter as are said',
  (_, headings, names, key) => {
    const register = csvOf(
      [...REGISTER_2025, 'PAN'],
      [registered(990101, 'Oak Infants', { StatutoryLowAge: 5, StatutoryHighAge: 6, PAN: 40 })],
    );
    // Seventy pupils: thirty in reception, thirty-six in year 1, and four of the nursery.
    const row = { ...counted(990101, 70, inGroups(30, 36, names)), [key]: 990101 };
    const steps = (intake: string): unknown => {
      const of = files(
        `${FTE}  intake: ${intake}\n  with: { file: census.csv, reads: census }\n`,
        { 'census.csv': csvOf(headings, [row]) },
        register,
      );
      return loaded(of).schools[0]?.pupils.steps.map(({ since, value }) => [
        since?.year,
        value.exact.toString(),
        value.detail.origin?.basis,
      ]);
    };
    expect(steps('same')).toEqual([
      [undefined, '70', 'published'],
      [2026, '64', 'estimate'],
      [2027, '64', 'estimate'],
      [2028, '64', 'estimate'],
    ]);
    expect(steps('PAN')).toEqual([
      [undefined, '70', 'published'],
      [2026, '74', 'estimate'],
      [2027, '84', 'estimate'],
      [2028, '84', 'estimate'],
    ]);
  },
);

test.each([
  [
    'a change of every roll beside it',
    '  intake: same\n  roll_change: 1%\n  with: { file: census.csv, reads: census }\n',
    'either-or model.yaml:9:3',
  ],
  ['no census', '  intake: same\n', 'roll-basis model.yaml:8:11'],
  [
    'an intake that is neither "same" nor a column',
    '  intake: samee\n  with: { file: census.csv, reads: census }\n',
    'unknown-name model.yaml:8:11',
  ],
  ['a school that follows and is not on the roll', '  follows: { 990109: 990002 }\n', 'unknown-name model.yaml:8:14'],
  [
    'a school that is followed and stands in no file',
    '  follows: { 990101: 990002k }\n  with: { file: census.csv, reads: census }\n',
    'unknown-name model.yaml:8:22',
  ],
])('rolls cannot move up, or go on, with %s', async (_, schools, told) => {
  const of = files(HEADCOUNT + schools, { 'census.csv': csvOf(CENSUS_2025, [counted(990101, 200)]) });
  expect((await checked(of)).told).toEqual([told]);
});

/** The return as it is published without the benchmarking service: by the numbers of schools in their councils. */
const RAW = 'LANumber,LEAEstab,Estab,Federated Flag,LAEstab of School in Federation 1,I01,E01,E20A,E27,E28a,E28b\n';
const byCouncil = (raw: string, line = 'E27', register = REGISTER): Files =>
  files(
    `${HEADCOUNT}  with: { file: raw.csv, reads: cfr, columns: { pays_now: ${line} } }\n`,
    { 'raw.csv': RAW + raw },
    register,
  );
const NUMBERED = csvOf(REGISTER_2025, [
  registered(990101, 'Oak', { EstablishmentNumber: 2001 }),
  registered(990102, 'Elm', { EstablishmentNumber: 17 }),
]);

test.each([
  ['as one number', '990,9902001,2001,No,,1,2,3,4321,5,6', 'E27', '4321'],
  ['as a fraction', '990,9902001.0,2001,No,,1,2,3,4321,5,6', 'E27', '4321'],
  ['with a stroke', '990,990/2001,2001,No,,1,2,3,4321,5,6', 'E27', '4321'],
  ['by a line in parts', '990,9902001,2001,No,,1,2,3,4321,5,6', 'E28b', '6'],
  [
    'of the lead of a federation',
    '990,9902001,2001,Yes,9902002,1,2,3,4321,5,6',
    'E27',
    'the return is that of a whole federation',
  ],
  ['of another school', '990,9902009,2009,No,,1,2,3,4321,5,6', 'E27', undefined],
])('a return without URN is matched by the number of the school in its council: %s', (_, row, line, expected) => {
  expect(paysNow(byCouncil(`${row}\n`, line, NUMBERED))).toBe(expected);
});

test('a return without URN says that it does not know its months; a short number in a council is filled with zeros', () => {
  const { schools, roll } = loaded(byCouncil('990,9900017,17,No,,1,2,3,700,5,6\n', 'E27', NUMBERED));
  expect(schools.map(paid)).toEqual([undefined, '700']);
  expect(roll.read?.files[1]).toMatchObject({ rows: 1, matched: 1, others: 0, lacking: ['990101'] });
  expect(roll.read?.files[1]?.notices.map(({ says }) => says)).toEqual([
    'it does not say how many months a return covers: each is taken for a year',
  ]);
});

test('two returns of one school are one problem; a return without URN is no roll by itself', async () => {
  const row = '990,9902001,2001,No,,1,2,3,4321,5,6\n';
  expect((await checked(byCouncil(row + row, 'E27', NUMBERED))).told).toEqual(['duplicate-school raw.csv:3:1']);
  const alone = await checked(
    files('  roll: { count: fte, census: january }\n  file: raw.csv\n  reads: cfr\n', { 'raw.csv': RAW + row }),
  );
  expect(alone.told).toEqual(['no-column raw.csv:1:1']);
  expect(alone.err.replace(/\s+/g, ' ')).toContain('put it under "with" of a roll');
});

test('a date that is month first is left open, and told once with its rows', () => {
  const register = csvOf(REGISTER_2025, [
    registered(990101, 'Oak', { CensusDate: '01/16/2025' }),
    registered(990102, 'Elm', { CensusDate: '01/17/2025' }),
  ]);
  const [file] = loaded(files(HEADCOUNT, {}, register)).roll.read?.files ?? [];
  expect([file?.period, file?.notices]).toEqual([
    undefined,
    expect.arrayContaining([
      { says: 'what stands under CensusDate is no date with its day first, and is left open', rows: 2, line: 2 },
    ]),
  ]);
});
