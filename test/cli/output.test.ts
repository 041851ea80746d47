import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeTexts } from '../../src/reading/node-disk.js';
import { diskAt } from '../support/disk.js';
import { play } from '../support/play.js';
import { model, rolled } from '../support/refused.js';
import { toldIn } from '../support/told.js';

const files = { 'model.yaml': model() };

describe('where a result goes', () => {
  test.each([
    ['result.json', /^\{\n {2}"format"/],
    ['result.md', /^# |^\*\*|^Small/m],
    ['result.csv', /^\uFEFF[A-Za-z]/],
    ['result.CSV', /^\uFEFF/],
    ['result.txt', /^Small: forecast by year\n/],
    ['result', /^Small: forecast by year\n/],
  ])('%s is in the format that its ending names', async (name, begins) => {
    const { code, out, err, written } = await play(['forecast', '.', '--output', name], { files });
    expect([code, out, err]).toEqual([0, '', `wrote ${name}\n`]);
    expect(written.get(name)).toMatch(begins);
  });

  test('a format that is named goes before the ending', async () => {
    const { written } = await play(['forecast', '.', '--format', 'json', '--output', 'result.csv'], { files });
    expect(written.get('result.csv')).toMatch(/^\{/);
  });

  test.each(['xlsx', 'html', 'pdf', 'yaml'])(
    'a name that ends in .%s is refused, because no format would open under it',
    async (ending) => {
      const { code, err, written } = await play(['forecast', '.', '--output', `result.${ending}`], { files });
      expect([code, written.size]).toEqual([2, 0]);
      expect(err).toContain(`no format writes .${ending}`);
      expect((await play(['forecast', '.', '--format', 'csv', '--output', `result.${ending}`], { files })).code).toBe(
        0,
      );
    },
  );

  test('CSV has a byte-order mark in a file, so that a spreadsheet shows its pounds, and none on stdout or in what another program imports', async () => {
    const { out } = await play(['forecast', '.', '--format', 'csv'], { files });
    expect(out.startsWith('\uFEFF')).toBe(false);
    const { written } = await play(['forecast', '.', '--output', 'result.csv'], { files });
    expect(written.get('result.csv')).toBe(`\uFEFF${out}`);
    const sure = { 'model.yaml': model({ rest: '' }) };
    const { written: xero } = await play(['export', '.', '--to', 'xero', '--output', 'xero.csv'], { files: sure });
    expect(xero.get('xero.csv')).toMatch(/^\*ContactName/);
  });

  test.each(['results/', 'results'])('into the folder %s goes a CSV file for each table', async (folder) => {
    const all = folder.endsWith('/') ? files : { ...files, 'results/old.txt': '' };
    const { code, err, written } = await play(['forecast', '.', '--output', folder], { files: all });
    expect([code, [...written.keys()]]).toEqual([0, ['results/money.csv', 'results/activity.csv']]);
    expect(err).toBe('wrote results/money.csv\nwrote results/activity.csv\n');
    const { out } = await play(['forecast', '.', '--format', 'csv'], { files });
    for (const [path, text] of written) {
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.split('\r\n')[0]).not.toMatch(/^\uFEFFtable/);
      for (const line of text.slice(1).trimEnd().split('\r\n').slice(1)) expect(out, path).toContain(line);
    }
    const other = await play(['forecast', '.', '--format', 'json', '--output', 'results/'], { files });
    expect([other.code, other.written.size]).toEqual([2, 0]);
  });
});

describe('on the disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'buyin-'));
    for (const [name, text] of Object.entries(rolled('urn,name,phase,type,pupils\n100001,Oak,primary,community,200\n')))
      writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const kept = (): Record<string, string> =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const at = (path: string): string => join(folder, path);

  test.each(['model.yaml', './model.yaml', 'schools.csv', 'link.csv'])(
    '%s, which the command has read, is not written over',
    async (name) => {
      symlinkSync(at('schools.csv'), at('link.csv'));
      const before = kept();
      const { code, out, err } = await play(['forecast', folder, '--format', 'csv', '--output', `${folder}/${name}`], {
        write: writeTexts,
      });
      expect([code, out, toldIn(err)]).toEqual([2, '', ['unwritable-file']]);
      expect(err).toContain('never takes the place of what it came from');
      expect(kept()).toEqual(before);
    },
  );

  test('a price list of the program that the model uses is not written over', async () => {
    writeFileSync(at('model.yaml'), model({ tiers: 'tiers:\n  membership: { use: hep-2018, joins: 100% }\n' }));
    const before = readFileSync('models/hep-2018.yaml', 'utf8');
    const { code } = await play(['price', folder, '--format', 'csv', '--output', 'models/hep-2018.yaml'], {
      write: () => {
        throw new Error('written');
      },
    });
    expect([code, readFileSync('models/hep-2018.yaml', 'utf8')]).toEqual([2, before]);
  });

  test('files are written whole or not at all, and leave nothing beside them', () => {
    writeFileSync(at('one.txt'), 'old');
    const before = kept();
    expect(() =>
      writeTexts([
        { path: at('one.txt'), text: 'new' },
        { path: at('none/two.txt'), text: 'new' },
      ]),
    ).toThrow('unwritable-file');
    expect(kept()).toEqual(before);
    symlinkSync(at('one.txt'), at('way'));
    writeTexts([{ path: at('way'), text: 'through a link' }]);
    expect(kept()).toEqual({ ...before, 'one.txt': 'through a link', way: 'through a link' });
  });

  test('one file for two results is refused', async () => {
    const { code, err } = await play(
      [
        'design',
        'examples/borough',
        '--limit',
        'surplus>=0',
        '--vary',
        'rate=10..12/1',
        '--write',
        'a.yaml',
        '--format',
        'csv',
        '--output',
        './a.yaml',
      ],
      { disk: diskAt('.') },
    );
    expect([code, err]).toEqual([2, expect.stringContaining('two results')]);
  });
});

/* What is wrong with the command line ends with 2, what is wrong with a model with 1. */
test.each<[number, string[]]>([
  [2, ['forecast', 'nowhere.yaml']],
  [2, ['check', 'nowhere.yaml']],
  [2, ['forecast', '.', '--scenario', 'nobody']],
  [2, ['forecast', '.', '--scenario', 'nobody.yaml']],
  [2, ['explain', '.', 'incomes']],
  [2, ['forecast', '.', '--set', 'tiers.membership.prise=1']],
  [2, ['forecast', '.', '--set', 'tiers.membership.joins=110%']],
  [2, ['forecast', '.', '--set', 'tiers.membership.joins']],
  [2, ['price', '.', '--school', 'phase=primery,pupils=1']],
  [2, ['price', '.', '--tier', 'gold']],
  [2, ['value', '.', '--school', 'ash']],
  [2, ['solve', '.', '--set', 'tiers.membership', '--target', 'surplus[2025]=0']],
  [2, ['models', 'nothing']],
  [1, ['check', 'broken.yaml']],
  [1, ['forecast', 'broken.yaml']],
  [1, ['forecast', 'broken.yaml', '--set', 'tiers.membership.joins=110%']],
  [1, ['check', 'promise.yaml']],
])('exit code %i of buyin %j', async (expected, argv) => {
  const { code, err } = await play(argv, {
    files: {
      ...files,
      'broken.yaml': model({
        schools: 'schools: { named: { oak: { phase: primery, type: community, pupils: 200 } } }\n',
      }),
      'promise.yaml': model({ rest: 'checks: { rich: { figure: surplus, at_least: 1_000_000 } }\n' }),
    },
  });
  expect(code, err).toBe(expected);
});
