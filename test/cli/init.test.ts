import { describe, expect, test } from 'vitest';
import type { TerminalQuestion } from '../../src/cli/io.js';
import { play } from '../support/play.js';

/* A first model: what comes of answers and of flags, and that nothing is written over. */

const begun = async (...argv: string[]) => {
  const found = await play(['init', 'new', '--yes', ...argv], { files: {} });
  expect(found.code, found.err).toBe(0);
  return Object.fromEntries(found.written);
};

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
    expect([elsewhere.code, elsewhere.written.get('new/schools.csv')]).toEqual([0, roll]);
    const beside = await play(['init', 'new', '--yes', '--schools', 'new/roll.csv'], {
      files: { 'new/roll.csv': roll },
    });
    expect(beside.written.get('new/model.yaml')).toContain('file: "roll.csv"');
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
      'new/schools.csv',
    ]);
    const files = Object.fromEntries(first.written);
    expect((await play(['check', 'new', '--strict'], { files })).code).toBe(0);
    const open = { 'old/model.yaml': (await begun('--schools', 'primary=3'))['new/model.yaml'] as string };
    // What the copy does not know is its own affair: init says only what it left open itself.
    expect((await play(['init', 'new', '--from', 'old'], { files: open })).out).not.toContain('To find out');
    const second = await play(['init', 'other', '--from', 'new'], { files });
    expect(second.written.get('other/model.yaml')).toBe(files['new/model.yaml']);
  });
});

describe('init writes nothing', () => {
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
