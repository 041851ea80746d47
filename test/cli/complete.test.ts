import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import type { Listing } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { ioOf, play } from '../support/play.js';

const files = {
  'model.yaml': `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  named:
    oak: { name: Oak Primary School, phase: primary, type: academy, pupils: 200 }
    elm: { name: Elm's School, phase: secondary, type: academy, pupils: 900 }
tiers: { core: { name: The core, price: { per_pupil: 10 }, joins: 50% }, plus: { price: { per_pupil: 20 }, joins: 20% } }
scenarios:
  low: { because: fewer join, tiers: { core: { joins: 40% } } }
  lower: { tiers: { core: { joins: 30% } } }
`,
  'broken.yaml': 'buyin: 1\nname: [\n',
};
const listing: Listing = (folder) =>
  folder === '.'
    ? [
        { name: 'model.yaml', isFolder: false },
        { name: 'models', isFolder: true },
        { name: 'town', isFolder: true },
        { name: 'notes.txt', isFolder: false },
        { name: 'edubasealldata20261101.csv', isFolder: false },
      ]
    : /town/.test(folder)
      ? [{ name: 'model.yaml', isFolder: false }]
      : [];

/** What the program answers to a shell. */
async function answered(...argv: string[]): Promise<string> {
  const said: string[] = [];
  const hear = (text: string): number => said.push(text);
  const io = ioOf({ files }, { out: hear, err: hear });
  expect(await main(['complete', ...argv], { ...io, listing })).toBe(0);
  return said.join('');
}

/** The values that it offers, by the protocol of the library. */
async function offered(...words: string[]): Promise<string[]> {
  const lines = (await answered('--', ...words)).trimEnd().split('\n');
  expect(lines.pop()).toBe(':4');
  return lines.map((line) => line.split('\t')[0] as string);
}

describe('what is completed', () => {
  test('files of tables, where one is named', async () => {
    for (const words of [
      ['init', 'new', '--schools', ''],
      ['init', '--with', 'edu'],
      ['import', 'edu'],
    ])
      expect(await offered(...words), words.join(' ')).toContain('edubasealldata20261101.csv');
    expect(await offered('forecast', '')).not.toContain('edubasealldata20261101.csv');
    expect(await offered('init', '--schools', '')).not.toContain('model.yaml');
  });

  test('commands, with what they say', async () => {
    expect(await offered('')).toEqual(commands.map(({ name }) => name));
    expect(await answered('--', 'forec')).toBe(
      `forecast\t${commands.find(({ name }) => name === 'forecast')?.says}\n:4\n`,
    );
  });

  test('options of the command, and those of all', async () => {
    expect(await offered('forecast', '.', '--s')).toEqual(['--statement', '--scenario', '--set']);
    expect(await offered('tiers', '.', '--w')).toEqual(['--with', '--watch']);
  });

  test('each option of each command', async () => {
    for (const { name, options } of commands)
      for (const { flags } of options) {
        const flag = /^--[a-z-]+/.exec(flags)?.[0] as string;
        expect(await offered(name, '.', flag), `${name} ${flag}`).toContain(flag);
      }
  });

  test('values that an option takes, after a blank and after an equals sign', async () => {
    expect(await offered('forecast', '.', '--format', 'j')).toEqual(['json']);
    expect(await offered('forecast', '.', '--format=j')).toEqual(['json']);
    expect(await offered('forecast', '.', '--by=')).toEqual(
      expect.arrayContaining(['year', 'quarter', 'month', 'term']),
    );
    expect(await offered('forecast', '.', '--unknown', '')).toEqual(['part', 'fail']);
  });

  test('scenarios of the model, and the last of several together', async () => {
    expect(await offered('forecast', '.', '--scenario', '')).toEqual(['low', 'lower']);
    expect(await offered('forecast', '.', '--scenario=lowe')).toEqual(['lower']);
    expect(await offered('forecast', '.', '--scenario', 'low+l')).toEqual(['low+low', 'low+lower']);
    expect(await answered('--', 'forecast', '.', '--scenario', 'low')).toContain('low\tfewer join\n');
  });

  test('schools by number and name, tiers, years and figures', async () => {
    expect(await offered('price', '.', '--school', '')).toEqual(['oak', 'Oak Primary School', 'elm', "Elm's School"]);
    expect(await offered('price', '.', '--school', 'Oak P')).toEqual(['Oak Primary School']);
    expect(await offered('value', '.', '--tier', '')).toEqual(['core', 'plus']);
    expect(await offered('forecast', '.', '--scenario', 'low', '--year', '')).toEqual([]);
    expect(await offered('services', '.', '--year', '')).toEqual(['2026', '2027']);
    expect(await offered('explain', '.', 'reserves.cl')).toEqual(['reserves.closing']);
    expect(await offered('compare', '.', '--figure', 'reserves.cl')).toEqual(['reserves.closing']);
  });

  test('models: this folder, folders of models, their files, and those that are shipped', async () => {
    expect((await offered('forecast', 'm')).slice(0, 2)).toEqual(['model.yaml', 'models/']);
    expect(await offered('price', 'models/hep-2')).toEqual(['models/hep-2018.yaml']);
    expect(await offered('forecast', 'to')).toEqual(['town']);
    expect(await offered('forecast', '')).toContain('.');
    expect(await offered('forecast', '..\\t')).toEqual([]);
    expect(await offered('complete', 'f')).toEqual(['fish']);
  });
});

test('it is never an error: where nothing can be said, nothing is', async () => {
  for (const words of [
    ['nonsense', ''],
    ['explain', 'nowhere', ''],
    ['explain', 'broken.yaml', ''],
    ['price', '.', '--school'],
    [],
    ['--'],
  ])
    await offered(...words);
  expect(await offered('explain', 'broken.yaml', '')).toEqual([]);
  expect(await answered('--line', 'buyin nonsense ')).toBe('');
});

describe('by shell', () => {
  test('bash is given what follows the last equals sign, with blanks and quotes as it needs them', async () => {
    const line = (text: string) => answered('--line', text);
    expect(await line('buyin forecast . --scenario=lo')).toBe('low\nlower\n');
    expect(await line('buyin forecast . --scenario lowe')).toBe('lower\n');
    expect(await line('buyin price . --school Oak\\ P')).toBe('Oak\\ Primary\\ School\n');
    expect(await line('buyin price . --school "Oak P')).toBe('Oak Primary School\n');
    expect(await line('buyin price . --school E')).toBe("Elm\\'s\\ School\n");
    expect(await line('buyin price . --school $(rm -rf x')).toBe('');
  });

  test('zsh parts words at blanks and inserts what it is given', async () => {
    const lines = await answered('zsh', 'complete', '--', 'price', '.', '--school', 'Oak\\', 'P');
    expect(lines).toBe('Oak\\ Primary\\ School\toak\n:4\n');
  });

  test('fish and PowerShell quote by themselves', async () => {
    expect(await offered('price', '.', '--school', 'Oak\\ P')).toEqual(['Oak Primary School']);
    expect(await offered('price', '.', '--school', "'Oak", 'P')).toEqual(['Oak Primary School']);
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('the script of %s asks the program', async (shell) => {
    const { out, code } = await play(['complete', shell]);
    expect(code).toBe(0);
    expect(out).toMatch(
      shell === 'bash'
        ? /buyin complete --line/
        : shell === 'zsh'
          ? /buyin complete zsh complete --/
          : /buyin complete /,
    );
  });

  test('what is no shell is refused with those that are', async () => {
    const { code, err } = await play(['complete', 'csh']);
    expect([code, err]).toEqual([
      2,
      'error: there is no completion for csh: the shells are bash, zsh, fish, powershell\n',
    ]);
  });

  test('bash itself, with the script and a program that answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'buyin-bash-'));
    const program = '#!/bin/bash\n[ "$2" = --line ] && printf "%s\\n" "Oak\\ School" lower && echo "$3" > line\n';
    writeFileSync(join(folder, 'buyin'), program, { mode: 0o755 });
    const { out } = await play(['complete', 'bash']);
    const typed = 'buyin forecast . --scenario=lo';
    const asked = `COMP_LINE='${typed}'; COMP_POINT=${typed.length}; _buyin; printf '%s|' "\${COMPREPLY[@]}"; cat line`;
    const { stdout, stderr } = spawnSync('bash', ['-c', `${out}\n${asked}`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    rmSync(folder, { recursive: true });
    expect([stdout, stderr]).toEqual([`Oak\\ School|lower|${typed}\n`, '']);
  });
});

test('a disk of files alone has nothing to list', async () => {
  expect((await play(['complete', '--', 'forecast', 'zz'], { files })).out).toBe(':4\n');
});
