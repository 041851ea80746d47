import { expect, test } from 'vitest';
import { Unknown } from '../../src/figures/index.js';
import type { School } from '../../src/model/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf, type Files } from '../support/disk.js';
import {
  CENSUS_2023,
  CENSUS_2025,
  type Cells,
  counted,
  csvOf,
  REGISTER_2023,
  REGISTER_2025,
  registered,
  windows1252,
} from '../support/downloads.js';
import { play } from '../support/play.js';
import { checked, model } from '../support/refused.js';

/* The roll as it was downloaded. */

const HEADCOUNT = '  roll: { count: headcount, census: january }\n';
const FTE = '  roll: { count: fte, census: january }\n';
const BESIDE = '  with: { file: census.csv, reads: census }\n';

const REGISTER: readonly Cells[] = [
  registered(990101, 'St Mary’s Primary School', { 'Trusts (name)': '' }),
  registered(990102, 'Fold Lane Academy', {
    'TypeOfEstablishment (code)': 34,
    'TypeOfEstablishment (name)': 'Academy converter',
    'TrustSchoolFlag (name)': 'Supported by a multi-academy trust',
    'Trusts (name)': 'Fold Trust',
    'PhaseOfEducation (code)': 4,
    'PhaseOfEducation (name)': 'Secondary',
    'OfficialSixthForm (name)': 'Has a sixth form',
    NumberOfPupils: 1072,
  }),
  registered(990103, 'Old School', {
    'EstablishmentStatus (code)': 2,
    'EstablishmentStatus (name)': 'Closed',
    CloseDate: '31-08-2015',
  }),
  registered(990104, 'Far School', { 'LA (code)': 991, 'LA (name)': 'Southmarsh' }),
  registered(990105, 'Marsh Middle School', {
    'EstablishmentStatus (code)': 3,
    'EstablishmentStatus (name)': 'Open, but proposed to close',
    'PhaseOfEducation (code)': 5,
    'PhaseOfEducation (name)': 'Middle deemed secondary',
    'ReligiousCharacter (name)': 'Roman Catholic',
  }),
];

const files = (
  schools: string,
  register: string | Uint8Array = csvOf(REGISTER_2025, REGISTER),
  census = csvOf(CENSUS_2025, [counted(990101, 205.5), counted(990102, 1070), counted(990105, 'c')]),
): Files => ({
  'model.yaml': model({ schools: `schools:\n${schools}` }),
  'register.csv': register,
  'census.csv': census,
});

const loaded = (of: Files) => Source.open(diskOf(of), '.').load().model;
const pupilsOf = ({ pupils }: School): string => {
  const value = pupils.steps[0]?.value;
  return value === undefined || !value.isKnown ? 'unknown' : value.exact.toString();
};
const inShort = (of: Files): unknown[] =>
  loaded(of).schools.map((school) => [school.id, school.name, school.phase, school.type, pupilsOf(school)]);

test('the register is a roll as it was downloaded: open schools, by the rows that are asked for', () => {
  const where =
    '  where: { LA (name): Northmarsh, EstablishmentStatus (name): [Open, "Open, but proposed to close"] }\n';
  expect(inShort(files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n${where}`))).toEqual([
    ['990101', 'St Mary’s Primary School', 'primary', 'community', '210'],
    ['990102', 'Fold Lane Academy', 'secondary', 'academy', '1072'],
    ['990105', 'Marsh Middle School', 'secondary', 'community', '210'],
  ]);
});

test('what the register says of a school beside its pupils', () => {
  const found = loaded(
    files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n  attributes: [federation]\n  drivers: [capacity]\n`),
  ).schools;
  const fold = found.find(({ id }) => id === '990102') as School;
  expect(Object.fromEntries(fold.attributes)).toMatchObject({
    area: 'Northmarsh',
    trust: 'Fold Trust',
    sixth_form: 'yes',
    nursery: 'no',
    faith: 'none',
    federation: '',
  });
  expect(found.find(({ id }) => id === '990105')?.attributes.get('faith')).toBe('roman_catholic');
  expect([fold.freeMeals?.exact.toString(), fold.drivers.get('capacity')?.text]).toEqual(['0.327', '420']);
  // Another area is on the roll where nobody asks for one.
  expect(found.map(({ id }) => id)).toContain('990104');
});

const SHAPES: readonly (readonly [string, string | Uint8Array])[] = [
  ['of 2023', csvOf(REGISTER_2023, REGISTER)],
  ['in windows-1252', windows1252(csvOf(REGISTER_2025, REGISTER))],
  ['with a byte order mark', `\ufeff${csvOf(REGISTER_2025, REGISTER)}`],
  ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${csvOf(REGISTER_2025, REGISTER)}`, 'utf16le'))],
  [
    'with headings in capitals and blanks',
    csvOf(REGISTER_2025, REGISTER).replace(/^.*\r\n/, (line) => line.toUpperCase().replaceAll(' (', '  (')),
  ],
  ['with dates by slashes', csvOf(REGISTER_2025, REGISTER).replace(/(\d\d)-(\d\d)-(\d{4})/g, '$1/$2/$3')],
  ['with ISO dates', csvOf(REGISTER_2025, REGISTER).replace(/(\d\d)-(\d\d)-(\d{4})/g, '$3-$2-$1')],
  ['parted by semicolons', csvOf(REGISTER_2025, REGISTER, { delimiter: ';' })],
  ['parted by tabs', csvOf(REGISTER_2025, REGISTER, { delimiter: '\t', end: '\n' })],
  ['that says sep=', `sep=;\r\n${csvOf(REGISTER_2025, REGISTER, { delimiter: ';' })}`],
  ['with lines that end in CR alone', csvOf(REGISTER_2025, REGISTER, { end: '\r' })],
  ['below titles', `Schools of Northmarsh\r\nTaken on 1 November 2026,,\r\n\r\n${csvOf(REGISTER_2025, REGISTER)}`],
  ['with blank rows at the end', `${csvOf(REGISTER_2025, REGISTER)}${',,,,\r\n'.repeat(5)}`],
  [
    'with a total and a note below',
    `${csvOf(REGISTER_2025, REGISTER)}Total,,,,\r\n"Source: the register, taken in November"\r\n`,
  ],
  [
    'with numbers as fractions and with zeros in front',
    csvOf(
      REGISTER_2025,
      REGISTER.map((row) => ({ ...row, URN: `0${row.URN}.0`, NumberOfPupils: `${row.NumberOfPupils}.0` })),
    ),
  ],
];

test.each(SHAPES)('a register %s says the same', (_, register) => {
  const schools = `${HEADCOUNT}  file: register.csv\n  reads: gias\n`;
  const read = loaded(files(schools, register));
  expect(inShort(files(schools, register))).toEqual(inShort(files(schools)));
  expect(read.roll.read?.files[0]?.period).toBe('January 2025');
});

test('the census beside it gives full-time equivalents; a mark is unknown with its reason, and never zero', () => {
  const of = files(`${FTE}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh }\n${BESIDE}`);
  expect(loaded(of).schools.map((school) => [school.id, pupilsOf(school), school.freeMeals?.exact.toString()])).toEqual(
    [
      ['990101', '205.5', '0.301'],
      ['990102', '1070', '0.301'],
      ['990105', 'unknown', '0.301'],
    ],
  );
  const why = loaded(of).schools[2]?.pupils.steps[0]?.value;
  expect(why?.value instanceof Unknown && why.value.reasons.join()).toBe(
    'c (confidential, so that no pupil can be told)',
  );
});

test.each([
  ['SUPP', 'SUPP (suppressed, so that no pupil can be told)'],
  ['x', 'x (not available)'],
  ['u', 'u (not reliable enough to be published)'],
  [':', ': (not available)'],
  ['NE', 'NE (no entries)'],
  ['NP', 'NP (not published)'],
  ['LOWCOV', 'LOWCOV (of too few pupils to be published)'],
  ['low', 'low (too small to be shown, and not zero)'],
  ['~', '~ (too small to be shown, and not zero)'],
  ['z', 'z (does not apply)'],
  ['', 'the cell is blank'],
])('%j is no number and no zero', (mark, why) => {
  const of = files(
    `${FTE}  file: register.csv\n  reads: gias\n  where: { URN: 990101 }\n${BESIDE}`,
    undefined,
    csvOf(CENSUS_2025, [counted(990101, mark)]),
  );
  const value = loaded(of).schools[0]?.pupils.steps[0]?.value;
  expect(value?.value instanceof Unknown && value.value.reasons).toEqual([why]);
});

test('a school that the census has no row of is unknown, and says so', () => {
  const of = files(
    `${FTE}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh }\n${BESIDE}`,
    undefined,
    csvOf(CENSUS_2025, [counted(990101, 200), counted(990999, 5)]),
  );
  const { schools, roll } = loaded(of);
  expect(schools.map(pupilsOf)).toEqual(['200', 'unknown', 'unknown']);
  expect(roll.read?.files[1]).toMatchObject({ rows: 2, matched: 1, others: 1, lacking: ['990102', '990105'] });
});

test.each([
  [
    'of 2022-23',
    csvOf(CENSUS_2023, [
      {
        time_period: 202223,
        geographic_level: 'School',
        la_name: 'Northmarsh',
        URN: 990101,
        school_name: 'A',
        'phase-type_grouping': 'State-funded primary',
        type_of_establishment: 'Community school',
        denomination: 'Church of England',
        'headcount of pupils': 211,
        'fte pupils': 204.5,
        '% of pupils known to be eligible for and claiming free school me': 12.5,
      },
    ]),
    '0.125',
  ],
  ['of 2024-25', csvOf(CENSUS_2025, [counted(990101, 204.5)]), '0.301'],
])('a census %s is a roll by itself', (_, census, meals) => {
  const { schools } = loaded(files(`${FTE}  file: census.csv\n  reads: census\n`, undefined, census));
  expect(
    schools.map((school) => [
      school.id,
      school.phase,
      school.type,
      pupilsOf(school),
      school.freeMeals?.exact.toString(),
    ]),
  ).toEqual([['990101', 'primary', 'community', '204.5', meals]]);
});

test('totals of England, of regions and of councils are no schools', () => {
  const totals = ['National', 'Regional', 'Local authority'].map((level) =>
    counted(990101, 1_000_000, { geographic_level: level, urn: '' }),
  );
  const { schools, roll } = loaded(
    files(
      `${FTE}  file: census.csv\n  reads: census\n`,
      undefined,
      csvOf(CENSUS_2025, [...totals, counted(990101, 204)]),
    ),
  );
  expect(schools.map(pupilsOf)).toEqual(['204']);
  expect(roll.read?.files[0]).toMatchObject({
    rows: 4,
    matched: 1,
    leftOut: [{ why: 'no number of a school', rows: 3 }],
  });
});

test('a code that contradicts its name is noticed, and the name is taken', () => {
  const register = csvOf(REGISTER_2025, [
    registered(990101, 'A', { 'EstablishmentStatus (code)': 2 }),
    registered(990102, 'B', { 'TypeOfEstablishment (code)': 34 }),
  ]);
  const { schools, roll } = loaded(files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n`, register));
  expect(schools.map(({ type }) => type)).toEqual(['community', 'community']);
  expect(roll.read?.files[0]?.notices.map(({ rows, line }) => [rows, line])).toEqual(
    expect.arrayContaining([
      [1, 2],
      [1, 3],
    ]),
  );
});

test('what a register has no column for is noticed at its heading', () => {
  const noticed = (headings: readonly string[]): readonly string[] => {
    const register = csvOf(headings, [registered(990101, 'A')]);
    const { roll } = loaded(files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n`, register));
    return roll.read?.files[0]?.notices.map(({ says }) => says) ?? [];
  };
  const lacked = (headings: readonly string[]): string =>
    noticed(headings).find((says) => says.includes('no column')) ?? '';
  expect(lacked(REGISTER_2025)).not.toContain('free school meals');
  const renamed = REGISTER_2025.map((heading) => (heading === 'PercentageFSM' ? 'PercentFSM' : heading));
  expect(lacked(renamed)).toContain('it has no column of which these are read: ');
  expect(lacked(renamed)).toContain('free school meals');
});

test('what is left out is counted by the value of each condition', () => {
  const where = '  where: { LA (name): Northmarsh, PhaseOfEducation (name): Primary }\n';
  expect(loaded(files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n${where}`)).roll.read?.files[0]).toMatchObject({
    rows: 5,
    matched: 1,
    leftOut: [
      { why: 'PhaseOfEducation (name): Secondary', rows: 1 },
      { why: 'status: Closed', rows: 1 },
      { why: 'LA (name): Southmarsh', rows: 1 },
      { why: 'PhaseOfEducation (name): Middle deemed secondary', rows: 1 },
    ],
  });
});

test('a number explains down to the line and column of the file that was downloaded', async () => {
  const of = files(`${FTE}  file: register.csv\n  reads: gias\n  where: { URN: [990101, 990102] }\n${BESIDE}`);
  const { out } = await play(['explain', '.', 'fee', '--school', '990102'], { files: of });
  const column = csvOf(CENSUS_2025, [counted(990101, 205.5), counted(990102, 1070)])
    .split('\r\n')[2]
    ?.split(',')
    .slice(0, CENSUS_2025.indexOf('fte pupils'))
    .join(',').length;
  expect(out).toContain(`census.csv:3:${(column ?? 0) + 2}`);
  expect(out.replace(/\s+/g, ' ')).toContain('published: the schools census at school level (written 1070)');
});

test.each([
  [
    'a headcount under full-time equivalents',
    `${FTE}  file: register.csv\n  reads: gias\n`,
    ['roll-basis model.yaml:5:18'],
    'put the schools census beside it',
  ],
  [
    'a January census under October',
    '  roll: { count: fte, census: october }\n  file: census.csv\n  reads: census\n',
    ['roll-basis model.yaml:5:31'],
    'write census: january',
  ],
  [
    'no way to count',
    '  file: census.csv\n  reads: census\n',
    ['roll-basis model.yaml:5:9'],
    'write "roll: { count: headcount',
  ],
  [
    'headings and values that the file lacks, all at once',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { LA (nam): Northmarsh, PhaseOfEducation (name): Prmary }\n`,
    ['unknown-heading model.yaml:8:12', 'no-row-fits model.yaml:8:59'],
    'did you mean "Primary"?',
  ],
  [
    'a file that is read as another',
    `${HEADCOUNT}  file: register.csv\n  reads: census\n`,
    ['roll-basis model.yaml:7:10'],
    'write reads: gias',
  ],
  [
    'a comma that parts a status in two',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { EstablishmentStatus (name): [Open, Open, but proposed to close] }\n`,
    ['no-row-fits model.yaml:8:53'],
    'Open, but proposed to close',
  ],
  [
    'values of a column that no roll has',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  values: { phse: { Prim: primary } }\n`,
    ['unknown-key model.yaml:8:13'],
    'did you mean "phase"?',
  ],
  [
    'conditions that leave nothing',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh, EstablishmentStatus (name): Closed }\n`,
    ['empty-roll model.yaml:6:9'],
    'ask for other rows',
  ],
  ...[
    ['EstablishmentName: Fold Lane Academy', 'PhaseOfEducation (name): Primary', 75],
    ['PhaseOfEducation (name): Primary', 'EstablishmentName: Fold Lane Academy', 65],
  ].map(([one, other, column]): [string, string, string[], string] => [
    `conditions of which each fits some row, and no row fits ${one} and ${other}`,
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { ${one}, ${other} }\n`,
    [`no-row-fits model.yaml:8:${column}`],
    'each of them by itself fits some row',
  ]),
  [
    'two conditions that no row fits, whichever stands first',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmersh, PhaseOfEducation (name): Prmary }\n`,
    ['no-row-fits model.yaml:8:23', 'no-row-fits model.yaml:8:60'],
    'did you mean "Primary"?',
  ],
  [
    'a condition that asks for nothing',
    `${HEADCOUNT}  file: register.csv\n  reads: gias\n  where: { LA (name): "" }\n`,
    ['wrong-shape model.yaml:8:23'],
    'some text is expected here',
  ],
  [
    'a file that reads nothing of the kind',
    `${HEADCOUNT}  file: register.csv\n  reads: edubase\n`,
    ['bad-choice model.yaml:7:10'],
    'gias',
  ],
])('%s is one problem, where it stands, with what to do', async (_, schools, told, says) => {
  const found = await checked(files(schools));
  expect(found.told).toEqual(told);
  expect(found.err.replace(/\s+/g, ' ')).toContain(says);
});

test.each([
  [
    'a number that a spreadsheet has rounded',
    csvOf(REGISTER_2025, [registered(990101, 'A'), registered(990102, 'B', { URN: '9.00E+05' })]),
    ['bad-value register.csv:3:1'],
    'take the file as it was downloaded',
  ],
  [
    'a school that has two rows',
    csvOf(REGISTER_2025, [registered(990101, 'A'), registered(990101, 'A')]),
    ['duplicate-school register.csv:3:1'],
    'has two rows of the school',
  ],
  [
    'a row that is cut off',
    csvOf(REGISTER_2025, [registered(990101, 'A')]).replace(/,\r\n$/, '\r\n'),
    ['ragged-row register.csv:2:1'],
    'each has its comma',
  ],
  [
    'a heading that stands twice',
    csvOf([...REGISTER_2025, 'URN'], [registered(990101, 'A')]),
    [`duplicate-column register.csv:1:${REGISTER_2025.join(',').length + 2}`],
    'rename one of them',
  ],
  [
    'pupils that are no number',
    csvOf(REGISTER_2025, [registered(990101, 'A', { NumberOfPupils: 'many' })]),
    [/^bad-value register.csv:2:/],
    'it is not a number',
  ],
  [
    'a phase that nobody knows',
    csvOf(REGISTER_2025, [registered(990101, 'A', { 'PhaseOfEducation (name)': 'Upper', StatutoryLowAge: '' })]),
    [/^bad-choice register.csv:2:/],
    '"Upper" is no',
  ],
])('%s', async (_, register, told, says) => {
  const found = await checked(files(`${HEADCOUNT}  file: register.csv\n  reads: gias\n`, register));
  expect(found.told).toEqual(told.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))));
  expect(found.err.replace(/\s+/g, ' ')).toContain(says);
});

test('two sites of a school in a file beside the roll are one problem; a condition settles which counts', async () => {
  const census = csvOf(CENSUS_2025, [counted(990101, 100, { estab: 1 }), counted(990101, 105, { estab: 2 })]);
  const beside = (where: string): string =>
    `${FTE}  file: register.csv\n  reads: gias\n  where: { URN: 990101 }\n  with: { file: census.csv, reads: census${where} }\n`;
  expect((await checked(files(beside(''), undefined, census))).told).toEqual(['duplicate-school census.csv:3:1']);
  expect(loaded(files(beside(', where: { estab: 2 }'), undefined, census)).schools.map(pupilsOf)).toEqual(['105']);
});

test('a file of one’s own: its headings, what its values mean, and an estimate for one school', () => {
  const own = "School no;School;Sector;NOR\n990101;St Mary's;Prim;210\n990102;Fold Lane;Sec;x\n";
  const columns =
    '  columns: { urn: School no, name: School, phase: Sector, pupils: NOR }\n  values: { phase: { prim: primary, Sec: secondary }, type: community }\n';
  const of = {
    ...files(`${HEADCOUNT}  file: register.csv\n${columns}  with: { file: known.csv }\n`, own),
    'known.csv': 'urn,pupils\n990102,estimate: 900\n',
  };
  expect(inShort(of)).toEqual([
    ['990101', "St Mary's", 'primary', 'community', '210'],
    ['990102', 'Fold Lane', 'secondary', 'community', '900'],
  ]);
  const value = loaded(of).schools[1]?.pupils.steps[0]?.value;
  expect(value?.op === 'input' && value.detail).toMatchObject({
    origin: { basis: 'estimate', file: 'known.csv', line: 2 },
  });
});

test('what import writes is the roll that reads gives, with the lines that each school comes from', async () => {
  const own = `${FTE}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh }\n${BESIDE}`;
  const map = `roll: { count: fte, census: january }\nreads: gias\nwhere: { LA (name): Northmarsh }\nwith: { file: census.csv, reads: census }\n`;
  const written = await play(['import', 'register.csv', '--map', 'map.yaml', '--output', 'schools.csv'], {
    files: { ...files(own), 'map.yaml': map },
  });
  expect(written.err).toContain(
    'register.csv: 5 rows, 3 on the roll, 2 left out (status: Closed 1; LA (name): Southmarsh 1)',
  );
  const clean = written.written.get('schools.csv') as string;
  expect(clean.split('\r\n')[1]).toMatch(/register\.csv:2; census\.csv:2$/);
  const plain = (of: Files): unknown[] =>
    loaded(of).schools.map((school) => [inShort(of), [...school.attributes], school.freeMeals?.exact.toString()]);
  const again = { ...files(`${FTE}  file: schools.csv\n`), 'schools.csv': clean };
  expect(plain(again)).toEqual(plain(files(own)));
  const origin = loaded(again).schools[0]?.pupils.steps[0]?.value.detail.origin;
  expect(origin?.source).toBe('register.csv:2; census.csv:2');
});

test('import sees from its heading what a file is, and takes any other by a map', async () => {
  const { 'register.csv': register, 'census.csv': census } = files('');
  const out = async (argv: readonly string[], of: Files): Promise<readonly string[]> =>
    (await play(['import', ...argv], { files: of })).out.split('\r\n');
  expect((await out(['register.csv'], { 'register.csv': register as string }))[1]).toMatch(/^990101,210,/);
  expect((await out(['census.csv'], { 'census.csv': census as string }))[1]).toMatch(/^990101,205.5,/);
  const sheet = {
    'sheet.csv': 'Title\nNo;School;NOR\n990101;Oak;x\n990102;Elm;estimate: 60\n',
    'map.yaml': 'columns: { urn: No, name: School, pupils: NOR }\nvalues: { phase: primary, type: community }\n',
  };
  expect(await out(['sheet.csv', '--map', 'map.yaml'], sheet)).toEqual([
    'urn,name,pupils,phase,type,provenance',
    '990101,Oak,unknown: x (not available),primary,community,sheet.csv:3',
    '990102,Elm,estimate: 60,primary,community,sheet.csv:4',
    '',
  ]);
});

test('buyin schools shows what counts, what is left out, what is not known, and what moved', async () => {
  const of = {
    ...files(
      `${FTE}  control: { schools: 3, pupils: 1275.5 }\n  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh, EstablishmentStatus (name): [Open, "Open, but proposed to close", Proposed to open] }\n  with:\n    - { file: census.csv, reads: census }\n    - { file: before.csv, reads: census }\n`,
      `Register\r\n${csvOf(REGISTER_2025, REGISTER)}`,
    ),
    'before.csv': csvOf(CENSUS_2025, [
      counted(990101, 200, { time_period: 202324 }),
      counted(990102, 1100, { time_period: 202324 }),
    ]),
  };
  const { out, code } = await play(['schools', '.', '--format', 'json'], { files: of });
  expect(code).toBe(0);
  const { blocks, sentences } = JSON.parse(out);
  const rows = Object.fromEntries(
    blocks.map((block: { id: string; rows: { cells: ({ text?: string; value?: string } | null)[] }[] }) => [
      block.id,
      block.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? cell?.value ?? null)),
    ]),
  );
  expect(rows.files).toEqual([
    ['register.csv', 'gias', 'January 2025', '5', '2', '3', null, null],
    ['census.csv', 'census', 'January 2025', '3', '0', '3', '0', '0'],
    ['before.csv', 'census', 'January 2024', '2', '0', '2', '0', '1'],
  ]);
  expect(rows.left_out).toEqual([
    ['register.csv', 'EstablishmentStatus (name): Closed', '1'],
    ['register.csv', 'LA (name): Southmarsh', '1'],
  ]);
  expect(rows.unknown).toEqual([['census.csv', 'fte pupils', 'c', 'confidential, so that no pupil can be told', '1']]);
  expect(rows.phases).toEqual([
    ['primary', '1', '205.5', null],
    ['secondary', '2', '1070', '1'],
    ['All', '3', '1275.5', '1'],
    ['Control', '3', '1275.5', null],
  ]);
  expect(rows.drift.map((row: string[]) => row.slice(0, 5))).toEqual([
    ['primary', '1', '200', '205.5', '5.5'],
    ['secondary', '1', '1100', '1070', '-30'],
    ['All', '2', '1300', '1275.5', '-24.5'],
  ]);
  const said = sentences.map(({ text }: { text: string }) => text);
  expect(said).toContain('register.csv: the heading stands on line 2; what is above it is not read.');
  expect(said).toContain('register.csv: no row has EstablishmentStatus (name): Proposed to open.');
  expect(said).toContain('before.csv has no row of 990105.');
});

test.each([
  ['with its decimals behind a comma', '"412,5"', 'the decimals stand behind a comma'],
  ['that is a word', 'about', 'it is not a number'],
  ['that is a percentage', '31%', 'pupils are counted from zero up'],
])('a number of pupils of the census before %s is told, though it is only compared', async (_, said, why) => {
  const before = csvOf(CENSUS_2025, [counted(990101, 777, { time_period: '202324' })]).replace(/\b777\b/g, said);
  const schools = `${FTE}  file: register.csv\n  reads: gias\n  where: { LA (name): Northmarsh }\n  with:\n    - { file: census.csv, reads: census }\n    - { file: before.csv, reads: census }\n`;
  const { told, err } = await checked({ ...files(schools), 'before.csv': before });
  expect(told.map((each) => each.replace(/\d+$/, ''))).toEqual(['bad-value before.csv:2:']);
  expect(err.replace(/\s+/g, ' ')).toContain(why);
});
