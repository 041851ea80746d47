import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TerminalQuestion } from '../../src/cli/io.js';
import { wordsOf } from '../support/console.js';
import { CENSUS_2025, counted, csvOf, REGISTER_2025, registered, windows1252 } from '../support/downloads.js';
import { play } from '../support/play.js';
import { isFull } from '../support/runs.js';

/* A first model: what comes of answers and of flags, and that nothing is written over. */

const begun = async (...argv: string[]) => {
  const found = await play(['init', 'new', '--yes', ...argv], { files: {} });
  expect(found.code, found.err).toBe(0);
  return Object.fromEntries(found.written);
};

const behindSchema = (text: string): string => text.replace(/^# yaml-language-server: .*\n/, '');

describe('a model that init begins', () => {
  test('holds by itself under --strict but for what it says is unknown, and has an option, a stress and a schema beside it', async () => {
    const files = await begun('--schools', 'primary=30,secondary=6', '--start', '2026-09', '--name', 'A "b" #c: {d}');
    expect(Object.keys(files).sort()).toEqual([
      'new/.github/workflows/model.yml',
      'new/.gitignore',
      'new/model.schema.json',
      'new/model.yaml',
    ]);
    const { code, err } = await play(['check', 'new', '--strict'], { files });
    expect(code).toBe(1);
    expect(err.match(/\[[a-z-]+\]/g)).toEqual(['[figure-unknown]']);
    expect((await play(['compare', 'new', '--grid'], { files })).code).toBe(0);
    expect((await play(['forecast', 'new'], { files })).out).toMatch(/^A "b" #c: \{d\}: forecast by year\n/);
  });

  test.each([
    'primary=3',
    'secondary=1',
    'nursery=2,special=4,alternative=1',
    'all_through=1,sixteen_plus=2,fe=1',
    'primary=90',
  ])('is whole for %s where the contract is known', async (schools) => {
    const files = await begun('--schools', schools, '--contract', '£900,000');
    const { code, err } = await play(['check', 'new', '--strict'], { files });
    expect([code, err]).toEqual([0, '']);
    expect(files['new/model.yaml']).toContain('per_year: 900_000');
  });

  test('reads a roll, a copy of one that lies elsewhere, and one of a spreadsheet in its old letters', async () => {
    const roll =
      'urn,name,phase,type,pupils\n100001,St Ann\u2019s,primary,academy,210\n100002,Beech,secondary,community,880\n';
    const elsewhere = await play(['init', 'new', '--yes', '--schools', 'old/roll.csv'], {
      files: { 'old/roll.csv': roll },
    });
    expect([elsewhere.code, elsewhere.written.get('new/roll.csv')]).toEqual([0, roll]);
    const beside = await play(['init', 'new', '--yes', '--schools', 'new/roll.csv'], {
      files: { 'new/roll.csv': roll },
    });
    expect(beside.written.get('new/model.yaml')).toContain('file: roll.csv');
    const files = { ...Object.fromEntries(beside.written), 'new/roll.csv': roll };
    expect((await play(['price', 'new', '--school', 'Beech'], { files })).out).toContain('7,540.00');
  });

  test('is a copy of another with --from, and of the copy again', async () => {
    const first = await play(['init', 'new', '--from', 'examples/alliance']);
    expect([...first.written.keys()].sort()).toEqual([
      'new/.github/workflows/model.yml',
      'new/.gitignore',
      'new/intentions.csv',
      'new/model.schema.json',
      'new/model.yaml',
      'new/orders.csv',
      'new/schools.csv',
    ]);
    const files = Object.fromEntries(first.written);
    // A copy says what the example says, but for where its schema lies; and the example is checked as such.
    for (const name of ['model.yaml', 'schools.csv', 'intentions.csv', 'orders.csv'])
      expect(behindSchema(files[`new/${name}`] as string), name).toBe(
        behindSchema(readFileSync(`examples/alliance/${name}`, 'utf8')),
      );
    if (isFull) expect((await play(['check', 'new', '--strict'], { files })).code).toBe(0);
    const open = { 'old/model.yaml': (await begun('--schools', 'primary=3'))['new/model.yaml'] as string };
    // What the copy does not know is its own affair: init says only what it left open itself.
    expect((await play(['init', 'new', '--from', 'old'], { files: open })).out).not.toContain('To find out');
    const second = await play(['init', 'other', '--from', 'new'], { files });
    expect(second.written.get('other/model.yaml')).toBe(files['new/model.yaml']);
  });
});

describe('a model that init begins of a download', () => {
  const rows = [
    registered(990101, 'St Mary’s School'),
    registered(990102, 'Fold Lane Academy', { 'LA (name)': 'Southmarsh' }),
    registered(990103, 'Elm, the "new" 🌳 school'),
    registered(990104, '=cmd()\nSchool'),
    registered(990105, 'Old School', { 'EstablishmentStatus (name)': 'Closed', 'EstablishmentStatus (code)': 2 }),
  ];
  const plain = csvOf(REGISTER_2025, rows);
  const census = csvOf(
    CENSUS_2025,
    [990101, 990102, 990103, 990104].map((urn) => counted(urn, 200.5)),
  );
  const NORTH = [
    '--schools',
    'old/edubasealldata20261101.csv',
    '--where',
    'LA (name)=NORTHMARSH',
    '--contract',
    '900_000',
  ];

  test.each([
    ['in UTF-8', plain],
    ['in UTF-8 with a byte order mark', `\ufeff${plain}`],
    ['in windows-1252', windows1252(plain.replace('🌳', ''))],
    ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${plain}`, 'utf16le'))],
  ])('%s reads it byte for byte, and holds under --strict', async (_, register) => {
    for (const beside of [[], ['--with', 'old/census.csv']]) {
      const disk = { 'old/edubasealldata20261101.csv': register, 'old/census.csv': census };
      const { code, err, out, files } = await play(['init', 'new', '--yes', ...NORTH, ...beside], { files: disk });
      expect([code, err.includes('[')], err).toEqual([0, false]);
      expect(out).toContain('3 schools');
      expect(files['new/edubasealldata20261101.csv']).toEqual(
        typeof register === 'string' ? new TextEncoder().encode(register) : register,
      );
      const checked = await play(['check', 'new', '--strict'], { files });
      expect([checked.code, checked.err]).toEqual([0, '']);
      const { out: listed } = await play(['price', 'new', '--school', '990101', '--format', 'json'], { files });
      expect(listed).toContain('St Mary’s School');
      expect(files['new/model.yaml']).toContain(
        beside.length === 0 ? 'roll: { count: headcount, census: january }' : 'roll: { count: fte, census: january }',
      );
      // What was published is no illustration, though the rest of a first model is.
      expect(listed).toContain('published');
    }
  });

  test('reads files where they lie in its folder, however their paths are written', async () => {
    for (const path of ['new/data/register.csv', './new/data/register.csv', 'new//data/register.csv']) {
      const { code, files } = await play(['init', './new', '--yes', '--schools', path], {
        files: { 'new/data/register.csv': plain },
      });
      expect([code, Object.keys(files).filter((each) => each.endsWith('.csv'))]).toEqual([0, []]);
      expect(Object.entries(files).find(([name]) => name.endsWith('model.yaml'))?.[1]).toContain(
        'file: data/register.csv',
      );
    }
  });

  test('says that schools are those of several councils, and how to have those of one', async () => {
    const { out } = await play(['init', 'new', '--yes', '--schools', 'edubase.csv'], {
      files: { 'edubase.csv': plain },
    });
    expect(out).toContain(
      "They are of 2 councils. For those of one write, for example,\n--where 'LA (name)=Northmarsh'.",
    );
  });

  const HTML = '<!DOCTYPE html>\n<html><head><title>Downloads</title></head><body>Sign in</body></html>\n';
  test.each([
    [
      'LA (name)=Northmrsh',
      plain,
      '--where:1:11: no row of edubase.csv has "Northmrsh"',
      'did you mean "Northmarsh"?',
      2,
    ],
    [
      'LA (nam)=Northmarsh',
      plain,
      '--where:1:1: edubase.csv has no heading "LA (nam)"',
      'did you mean "LA (name)"?',
      2,
    ],
    [
      'Northmarsh',
      plain,
      '--where:1:1: "Northmarsh" is not a heading of the file and a value',
      'LA (name)=Northmarsh',
      2,
    ],
    ['LA (name)=Northmarsh', '', 'edubase.csv: the roll holds no school', 'give each school a row', 1],
    ['LA (name)=Northmarsh', HTML, 'edubase.csv: ', 'download the file again', 1],
    ['LA (name)=Northmarsh', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'edubase.csv: ', 'unpack the archive', 1],
    [
      'LA (name)=Northmarsh',
      csvOf(REGISTER_2025, [...rows, registered(990101, 'Twin')]),
      'edubase.csv:8:1: ',
      'say under "where" which of them counts',
      1,
    ],
  ])(
    'writes nothing where --where %s finds nothing, or the file is no such table',
    async (where, register, says, remedy, code) => {
      const found = await play(['init', 'new', '--yes', '--schools', 'edubase.csv', '--where', where], {
        files: { 'edubase.csv': register },
      });
      const said = found.err.replace(/\s+/g, ' ');
      expect([found.code, found.written.size], found.err).toEqual([code, 0]);
      expect(said).toContain(says);
      expect(said).toContain(remedy);
      expect(said).toContain('1 problem');
    },
  );
});

describe('init writes nothing', () => {
  test('of a file with headings of its own, and says how a model reads one', async () => {
    const own = 'School no;School;Sector;NOR\n990101;Oak;Prim;210\n';
    const found = await play(['init', 'new', '--yes', '--schools', 'sheet.csv'], { files: { 'sheet.csv': own } });
    expect([found.code, found.written.size]).toEqual([1, 0]);
    expect(found.err).toContain('a model that names them reads it: begin with --schools');
  });

  const refused = async (argv: readonly string[], files: Readonly<Record<string, string>> = {}) => {
    const { code, err, written } = await play(['init', ...argv], { files });
    expect([code, written.size]).toEqual([2, 0]);
    return err;
  };

  test('over a file that is there, with --yes or without', async () => {
    expect(await refused(['new', '--yes'], { 'new/model.yaml': 'mine' })).toContain(
      'new/model.yaml is there already: name another folder',
    );
    const other = { 'old/model.yaml': (await begun())['new/model.yaml'] as string, 'new/model.yaml': 'mine' };
    expect(await refused(['new', '--from', 'old'], other)).toContain('new/model.yaml is there already');
    const { code, out, written } = await play(['init', '--yes'], { files: { '.gitignore': 'mine' } });
    expect([code, written.has('.gitignore'), written.has('model.yaml')]).toEqual([0, false, true]);
    expect(out).toContain('.gitignore was there, and is left as it is.');
  });

  test('without a terminal and without --yes', async () => {
    expect(await refused(['new'])).toContain('there is no terminal to ask questions in: give --yes');
  });

  test.each([
    [['--schools', 'primray=3'], 'primray is no phase of schools'],
    [['--schools', 'primary=0'], 'a whole number from 1 to 9999'],
    [['--schools', 'primary=1,primary=2'], 'primary is named twice'],
    [['--schools', 'none.csv'], 'there is no such file'],
    [['--name', ' '], 'a company needs a name'],
    [['--schools', 'models/downloads/census_2026.csv', '--with', 'none.csv'], '--with none.csv: there is no such file'],
    [['--where', 'LA (name)=Northmarsh'], '--where and --with are for a file of schools'],
    [['--from', 'examples/haringey', '--where', 'a=b'], 'leave --where out'],
    [['--start', 'Sept 2026'], 'Sept 2026 is no month'],
    [['--contract', 'plenty'], 'plenty is no amount'],
    [['--from', 'examples/none'], 'there is no file examples/none'],
    [['--set', 'name=x'], 'it takes no --scenario and no --set'],
  ])('for %j', async (argv, said) => {
    expect(await refused(['new', '--yes', ...argv])).toContain(said);
  });
});

test('questions are asked for what the command line does not say, and answers are held to what they may be', async () => {
  const asked: TerminalQuestion[] = [];
  const answers = ['Northmarsh', '2026-09', 'primary=4', ''];
  const found = await play(['init', 'new', '--name', 'Northmarsh'], {
    files: {},
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answers[asked.length] as string);
    },
  });
  expect(found.code).toBe(0);
  expect(asked.map(({ initial }) => initial)).toEqual(['2027-09', 'primary=30,secondary=6', '']);
  expect(asked[0]?.whyNot('Sept')).toBe('Sept is no month: write it as 2026-09');
  expect(asked[0]?.whyNot('2026-09')).toBeUndefined();
  expect(found.written.get('new/model.yaml')).toContain('primary: { count: 4,');
  expect(found.out).toContain('contracts.council.per_year: what the council will pay a year');
});

test('which rows of a file are meant is asked, and an answer that finds nothing is not taken', async () => {
  const said: TerminalQuestion[] = [];
  const { code, out, files } = await play(
    ['init', 'new', '--name', 'N', '--start', '2026-09', '--schools', 'models/downloads/edubasealldata20261101.csv'],
    {
      files: {},
      ask: (question) => {
        said.push(question);
        return Promise.resolve(said.length === 1 ? 'LA (name)=Southmarsh' : '');
      },
    },
  );
  expect(code).toBe(0);
  expect(out).toContain('3 schools');
  expect(files['new/model.yaml']).toContain('where: { LA (name): Southmarsh }');
  expect(said[0]?.whyNot('LA (name)=Southmersh')).toContain('did you mean "Southmarsh"?');
  expect(said[0]?.whyNot('LA (name)=Southmarsh')).toBeUndefined();
  expect(said[0]?.whyNot('')).toBeUndefined();
});

test('the README leads a new user in an empty folder from the register to a forecast', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const steps = [
    ...(readme
      .slice(readme.indexOf('## Ten minutes'))
      .split('```')[1]
      ?.matchAll(/^buyin (.*?)(?: +#.*)?$/gm) ?? []),
  ];
  expect(steps.map(([, line]) => line?.split(' ')[0])).toEqual(['init', 'schools', 'forecast', 'check']);
  const files: Record<string, string | Uint8Array> = {};
  for (const [, line = ''] of steps) {
    const found = await play(wordsOf(line), { files });
    // What has to be found out is a problem each, which is what check is for: the council's contract, and a school's roll.
    expect([line, found.code]).toEqual([line, line.startsWith('check') ? 1 : 0]);
    if (line.startsWith('check'))
      expect(found.err.match(/\[[a-z-]+\]/g)).toEqual(['[figure-unknown]', '[figure-unknown]']);
    Object.assign(files, found.files);
  }
});
