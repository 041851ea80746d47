import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import { diskOf } from '../support/disk.js';
import { ioOf } from '../support/play.js';

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { file: schools.csv }
tiers: { core: { price: { per_pupil: 10 }, joins: 100% } }
`;
const ROLL = 'urn,name,phase,type,pupils\n900101,Oak School,primary,academy,200\n';

type Edit = (files: Record<string, string>) => void;
const put =
  (changed: Record<string, string>): Edit =>
  (files) =>
    void Object.assign(files, changed);

/** Plays a command line with --watch; before each look at the files the next of some edits is made. */
async function watching(
  argv: readonly string[],
  edits: readonly Edit[],
): Promise<{ code: number; said: string[]; looks: number }> {
  const files: Record<string, string> = { 'model.yaml': MODEL, 'schools.csv': ROLL };
  const said: string[] = [];
  const hear = (text: string): number => said.push(text);
  const waiting = [...edits];
  let looks = 0;
  const disk = { ...diskOf(files), read: (path: string) => diskOf(files).read(path) };
  const io = ioOf({ disk }, { out: hear, err: hear });
  const code = await main([...argv, '--watch'], {
    ...io,
    watching: {
      stamp: (path) => files[path],
      // Each edit is looked at twice: only a file that nobody is writing any more is read.
      pause: async () => {
        if (++looks % 3 !== 1) return true;
        const edit = waiting.shift();
        edit?.(files);
        return edit !== undefined;
      },
    },
  });
  return { code, said, looks };
}

test('a change of the model or of its roll prints the page anew, and says what moved', async () => {
  const { code, said } = await watching(
    ['forecast', '.'],
    [
      put({ 'model.yaml': MODEL.replace('per_pupil: 10', 'per_pupil: 11') }),
      put({ 'schools.csv': ROLL.replace('200', '210') }),
    ],
  );
  expect(code).toBe(0);
  expect(said.filter((text) => text.startsWith('Small: forecast')).length).toBe(3);
  const all = said.join('');
  expect(all).toContain('watching 2 files: Ctrl-C ends it');
  expect(all).toContain('\nmodel.yaml changed\n');
  expect(all).toContain('\nschools.csv changed\n');
  expect(all).toContain('What moved\n\n  Income, costs and reserves, £: Membership, 2026-27: 2,000 → 2,200\n');
  expect(all).toContain('£: Membership, 2026-27: 2,200 → 2,310\n');
  expect(all).toContain('Members, pupils and days: Pupils, 2026-27: 200 → 210\n');
  expect(all).not.toMatch(/Members, pupils and days: Members, /);
});

test('a model that is broken meanwhile prints its problems and goes on, and is held against the last page', async () => {
  const { code, said } = await watching(
    ['forecast', '.'],
    [
      put({ 'model.yaml': MODEL.replace('per_pupil', 'per_pupi') }),
      (files) => {
        delete files['schools.csv'];
      },
      put({ 'model.yaml': MODEL.replace('10', '12'), 'schools.csv': ROLL }),
    ],
  );
  const all = said.join('');
  expect(code).toBe(0);
  expect(all).toContain('did you mean "per_pupil"?');
  expect(all).toMatch(/\[no-file\]/);
  expect(all).toContain('Membership, 2026-27: 2,000 → 2,400\n');
});

test('a file that is written anew with the same text, or not yet all of it, moves nothing', async () => {
  const { said } = await watching(['forecast', '.'], [put({ 'model.yaml': `${MODEL}# a word\n` })]);
  expect(said.join('')).toContain('No figure of the page has moved.');
  const still = await watching(['forecast', '.'], [put({ 'other.csv': 'x' })]);
  expect(still.said.join('')).not.toContain('changed');
});

test('a model that is not there yet is waited for', async () => {
  const { said } = await watching(['forecast', 'later.yaml'], [put({ 'later.yaml': MODEL })]);
  expect(said.join('')).toMatch(/no-file[\s\S]*later\.yaml changed[\s\S]*Small: forecast/);
});

test('Ctrl-C ends the program at once', async () => {
  const child = spawn(process.execPath, ['bin/buyin.js', 'forecast', 'examples/haringey', '--watch']);
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => void said.push(text.toString()));
  while (!said.join('').includes('Ctrl-C ends it')) await once(child.stderr, 'data');
  child.kill('SIGINT');
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGINT');
});
