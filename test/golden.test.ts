import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../src/cli/commands.js';
import { consoleBlocks } from './support/console.js';
import { playDocument } from './support/documents.js';

/** Every command whole, on the example with several tiers and options. */
const PAGES = 'test/pages/alliance.md';

playDocument('README.md');
playDocument(PAGES);
for (const name of readdirSync('docs')) if (name.endsWith('.md')) playDocument(`docs/${name}`);

test('the README has a forecast, a scenario and an error on at most 200 lines', () => {
  const text = readFileSync('README.md', 'utf8');
  expect(consoleBlocks(text)).toHaveLength(3);
  expect(text.split('\n').length).toBeLessThanOrEqual(200);
});

test('every command that looks at a model has a page of the alliance', () => {
  const played = new Set(consoleBlocks(readFileSync(PAGES, 'utf8')).map(({ command }) => command.split(' ')[1]));
  const all = commands.flatMap(({ name }) => (name === 'schema' ? [] : name));
  expect(all.filter((name) => !played.has(name))).toEqual([]);
  expect(all.length).toBeGreaterThan(15);
});
