import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GROUPS } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands.js';
import { play } from '../support/play.js';

/* What --help lists. That its examples run for whoever has just installed the program is held in test/golden.test.ts. */

test('help lists every command once, by what a user wants to know', async () => {
  const { out } = await play(['--help']);
  const listed = out
    .split(/^(?=\S.*:$)/m)
    .flatMap((part) =>
      [...part.matchAll(/^ {2}([a-z-]+) (?:\[|<)/gm)].map(([, name]) => `${part.split('\n')[0]} ${name}`),
    );
  const keys = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
  expect(listed).toEqual(
    keys.flatMap((key) => commands.filter(({ group }) => group === key).map(({ name }) => `${GROUPS[key]}: ${name}`)),
  );
  for (const key of keys) expect(commands.filter(({ group }) => group === key).length).toBeGreaterThan(1);
});

test('the README lists the same commands in the same groups', () => {
  const section =
    readFileSync('README.md', 'utf8')
      .split(/^## Commands$/m)[1]
      ?.split(/^## /m)[0] ?? '';
  const listed = section
    .split(/^### /m)
    .slice(1)
    .map((part) => [part.split('\n')[0], [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)]);
  const keys = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
  expect(listed).toEqual(
    keys.map((key) => [GROUPS[key], commands.filter(({ group }) => group === key).map(({ name }) => name)]),
  );
});

describe('the help of a command ends with two examples', () => {
  test.each(commands.map(({ name, examples }) => ({ name, examples })))('$name', async ({ name, examples }) => {
    const { out, code } = await play([name, '--help'], { width: 400 });
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').slice(-3)).toEqual(['Examples:', ...examples.map((line) => `  ${line}`)]);
    expect(new Set(examples).size).toBe(2);
  });
});
