import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { isFull } from './support/runs.js';

/* What `npm run mutate` says of two files of a few lines and their tests, in which each kind of mutant stands. */

const STEPS = 'test/support/mutate/steps.ts';
const LOOPS = 'test/support/mutate/loops.ts';
const folder = mkdtempSync(join(tmpdir(), 'buyin-mutate-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Mutated {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
function mutate(files: readonly string[], ...options: string[]): Mutated {
  const within = files.flatMap((file) => ['--in', file]);
  const argv = ['bench/mutate.js', ...within, '--tests', 'test/support/mutate/steps-tests.ts', '--folder', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, ...options], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** A part of the program, which has no types. */
const programOf = (name: string): string => pathToFileURL(`bench/mutate/${name}.js`).href;

/** The changes that stand under a heading, without their places. */
const under = (out: string, heading: string): readonly string[] =>
  (out.split(`${heading}:\n`)[1]?.split('\n\n')[0] ?? '').split('\n').map((line) => line.replace(/^\S+ +/, ''));

test('a mutant is noticed, is not, is reached by no test, or is made once', () => {
  const { code, out, err } = mutate([STEPS], '--all');
  // With `>=` the larger of two numbers is the same, and nobody can notice it. All others of its place are noticed.
  expect(under(out, 'No test noticed')).toEqual([
    'one > other  →  one >= other',
    '{ return one + 1; }  →  {}',
    'one + 1  →  one - 1',
  ]);
  expect(under(out, 'No test reaches').at(-1)).toBe('one * 2  →  one / 2');
  expect(out).toContain(': 1 of them are made once when a file is loaded and are not played, and 0 of those');
  expect(err).toContain('Not played, fails without a mutant: steps > fails without a mutant, and is not played');
  expect(code).toBe(1);
});

// It takes as long as a test is given at least.
test.runIf(isFull)('a test that never ends is ended, and has noticed', () => {
  const { code, out } = mutate([LOOPS], '--all');
  expect(out).toMatch(/and [1-9]\d* of those noticed ran out of time\./);
  expect(code).toBe(0);
});

test('a seed draws the same mutants in whichever order their files are named', async () => {
  const { drawn, nameOf } = (await import(programOf('mutants'))) as {
    drawn: (
      files: readonly string[],
      seed: string,
      choose: (all: readonly unknown[]) => readonly unknown[],
    ) => Promise<{ readonly mutants: readonly unknown[] }>;
    nameOf: (mutant: unknown) => string;
  };
  const three = async (...files: string[]): Promise<readonly string[]> =>
    (await drawn(files, '5', (all) => all.slice(0, 3))).mutants.map(nameOf);
  const some = await three(STEPS, LOOPS);
  expect(some).toHaveLength(3);
  expect(await three(LOOPS, STEPS)).toEqual(some);
});

test('tests that are played against mutants ask of vitest only what stands in for it there', async () => {
  const { testFiles } = (await import(programOf('tests'))) as { testFiles: () => readonly string[] };
  const standIn = readFileSync('bench/mutate/stand-in.ts', 'utf8');
  const there = new Set([...standIn.matchAll(/^export const (\w+)/gm)].map(([, name]) => name));
  const lacking = testFiles().flatMap((file) => {
    const [, names = ''] = /^import \{([^}]*)\} from 'vitest';/m.exec(readFileSync(file, 'utf8')) ?? [];
    return names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type ') && !there.has(name))
      .map((name) => `${file}: ${name}`);
  });
  expect(lacking).toEqual([]);
});
