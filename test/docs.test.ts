import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blockKeys } from '../src/language/index.js';
import '../src/model/index.js';
import { play } from './support/play.js';

const path = 'docs/model-language.md';
const text = readFileSync(path, 'utf8');
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] as string] as const),
);

describe('the reference names every key of', () => {
  test.each([...blockKeys()])('%s', (block, keys) => {
    const section = sections.get(block);
    expect(section, `a heading "### ${block}"`).toBeDefined();
    for (const key of keys) expect(section, key).toContain(`\`${key}\``);
  });
});

test('the reference has no section of a block that there is not', () => {
  expect([...sections.keys()].filter((name) => !blockKeys().has(name))).toEqual([]);
  expect(sections.size).toBeGreaterThan(25);
});

const models = [...text.matchAll(/^```yaml model\n([\s\S]*?)^```$/gm)].map((match) => match[1] as string);

test.each(models)('every example of the reference holds', async (model) => {
  const { code, err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': model } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('the reference has a whole model', () => {
  expect(models.length).toBeGreaterThan(0);
});
