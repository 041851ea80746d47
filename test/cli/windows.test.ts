import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { isPlain } from '../../src/cli/terminal.js';
import { withShipped } from '../../src/reading/disk.js';
import { nodeDisk } from '../../src/reading/node-disk.js';
import { forPlainConsole } from '../../src/render/plain-console.js';
import { consoleBlocks } from '../support/console.js';
import { diskOf } from '../support/disk.js';
import { play } from '../support/play.js';

/* What differs on Windows, by the functions themselves: no test here runs on it. */

describe('paths with backslashes and drive letters', () => {
  test('what comes with the program is found by either way of writing it', async () => {
    const disk = withShipped({ ...nodeDisk, read: () => undefined, isFolder: () => false });
    for (const path of ['examples\\haringey', 'examples/haringey']) expect(disk.isFolder(path), path).toBe(true);
    expect(disk.read('models\\hep-2018.yaml')).toEqual(disk.read('models/hep-2018.yaml'));
    expect(disk.read('models\\hep-2018.yaml')?.length).toBeGreaterThan(100);
    expect(disk.read('models\\nowhere.yaml')).toBeUndefined();
    expect((await play(['price', 'models\\hep-2018.yaml', '--school', 'phase=primary,pupils=262'])).code).toBe(0);
  });

  test('a result goes into the folder or the file that such a path names, in the format of its ending', async () => {
    const files = { 'model.yaml': MODEL };
    const into = await play(['forecast', '.', '--output', 'C:\\results\\'], { files });
    expect(into.code).toBe(0);
    expect([...into.written.keys()].length).toBeGreaterThan(1);
    const file = await play(['forecast', '.', '--output', 'C:\\out\\page.csv'], { files });
    expect(file.written.get('C:\\out\\page.csv')).toMatch(/^\ufefftable,line/);
  });

  test('a problem is told at its file, line and column, whatever the path holds', async () => {
    const disk = { ...diskOf({ 'model.yaml': MODEL.replace('per_pupil', 'per_pupi') }) };
    const there = {
      ...disk,
      read: (path: string) => (path === 'C:\\m\\model.yaml' ? disk.read('model.yaml') : undefined),
    };
    const { err, code } = await play(['forecast', 'C:\\m\\model.yaml'], { disk: there });
    expect(code).toBe(1);
    expect(err).toContain('C:\\m\\model.yaml:5:');
  });
});

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { named: { oak: { phase: primary, type: academy, pupils: 200 } } }
tiers: { core: { price: { per_pupil: 10 }, joins: 100% } }
`;

describe('lines that end with CR and LF', () => {
  test('a page is the same, and so is the place of a problem', async () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const plain = await play(['forecast', '.'], { files: { 'model.yaml': MODEL } });
    expect((await play(['forecast', '.'], { files: { 'model.yaml': crlf(MODEL) } })).out).toBe(plain.out);
    const broken = MODEL.replace('per_pupil', 'per_pupi');
    const told = await play(['forecast', '.'], { files: { 'model.yaml': broken } });
    expect((await play(['forecast', '.'], { files: { 'model.yaml': crlf(broken) } })).err).toBe(told.err);
  });
});

describe('a console without UTF-8', () => {
  test('has lines and marks in ASCII, each column where it was', async () => {
    const { out } = await play(['forecast', '.'], { files: { 'model.yaml': MODEL } });
    const plain = forPlainConsole(out);
    expect(out).toContain('─');
    expect(plain.replaceAll('£', '')).toMatch(/^[\x20-\x7e\n]*$/);
    expect(plain.split('\n').map(({ length }) => length)).toEqual(out.split('\n').map(({ length }) => length));
  });

  test('has no sign of a whole command left that it does not show', async () => {
    for (const argv of [
      ['simulate', 'examples/haringey', '--draws', '50'],
      ['explain', 'examples/haringey', 'income'],
    ]) {
      const { out } = await play(argv);
      expect(forPlainConsole(out).replace(/[£é]/g, '')).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });

  test.each([
    [false, 'linux', { LANG: 'en_GB.UTF-8' }],
    [false, 'linux', { LC_ALL: 'C.utf8', LANG: 'C' }],
    [false, 'linux', {}],
    [true, 'linux', { LANG: 'C' }],
    [true, 'linux', { LANG: 'en_GB.ISO-8859-1' }],
    [true, 'linux', { LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' }],
    [true, 'win32', {}],
    [false, 'win32', { WT_SESSION: '1' }],
    [false, 'win32', { TERM_PROGRAM: 'vscode' }],
  ])('is it one? %s on %s with %j', (is, platform, env) => {
    expect(isPlain({ isTerminal: true, platform, env })).toBe(is);
    // A file that is written through a pipe is in UTF-8 everywhere.
    expect(isPlain({ isTerminal: false, platform, env })).toBe(false);
  });
});

describe('what PowerShell would take for its own is quoted', () => {
  const SPECIAL = /[,;(){}@#$&|<>`]/;
  const unquoted = (command: string): string[] =>
    command
      .replace(/'[^']*'|"[^"]*"/g, '')
      .split(/\s+/)
      .filter((word) => SPECIAL.test(word));

  test('in the examples of every command', () => {
    const all = commands.flatMap(({ examples }) => examples);
    expect(all.filter((command) => unquoted(command).length > 0)).toEqual([]);
    expect(all.some((command) => command.includes("'"))).toBe(true);
  });

  test('in every command of the README and of the pages', () => {
    const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : []))];
    const typed = pages.flatMap((page) => consoleBlocks(readFileSync(page, 'utf8')).map(({ command }) => command));
    expect(typed.length).toBeGreaterThan(20);
    expect(typed.filter((command) => command.startsWith('buyin ') && unquoted(command).length > 0)).toEqual([]);
  });
});
