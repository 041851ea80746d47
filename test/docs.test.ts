import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { blockKeys, blockWords } from '../src/language/index.js';
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

describe('each key says what it means, in words that begin small and end without a stop:', () => {
  test.each([...blockKeys()])('%s', (block, keys) => {
    const words = blockWords().get(block);
    expect([...(words?.keys() ?? [])].sort()).toEqual([...keys].sort());
    for (const [key, said] of words ?? []) expect(said, `${block}: ${key}`).toMatch(/^[^A-Z](.*[^.])?$|^HM |^£/s);
  });
});

test('the reference has no section of a block that there is not', () => {
  expect([...sections.keys()].filter((name) => !blockKeys().has(name))).toEqual([]);
  expect(sections.size).toBeGreaterThan(25);
});

const fenced = (marker: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${marker}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1] as string);
const models = fenced('yaml model');
const rolls = fenced('csv schools.csv');
const answers = fenced('csv intentions.csv');

test.each(models.map((model) => [/^name: (.*)$/m.exec(model)?.[1], model]))('the example of %s holds', async (_, model = '') => {
  const files = { 'model.yaml': model, 'schools.csv': rolls[0] as string, 'intentions.csv': answers[0] as string };
  const { code, err } = await play(['check', 'model.yaml', '--only', 'balance'], { files });
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

/** The keys of a document, at every level. */
function keysIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const below = Object.values(data).flatMap(keysIn);
  return Array.isArray(data) ? below : [...Object.keys(data), ...below];
}

test('the examples of the reference use every key, but for phases that they have no school of', () => {
  const used = new Set(models.flatMap((model) => keysIn(parse(model))));
  const unused = [...blockKeys()].flatMap(([block, keys]) => keys.filter((key) => !used.has(key)).map((key) => `${block}: ${key}`));
  const phases = ['nursery', 'all_through', 'special', 'alternative', 'sixteen_plus', 'fe'];
  expect(unused.filter((name) => !phases.some((phase) => name === `joins: ${phase}` || name === `changes of the roll: ${phase}`))).toEqual([]);
});

test('the reference has whole models and a price list', () => {
  expect(models.length).toBeGreaterThan(2);
  expect(models.filter((model) => !model.includes('\ncalendar:')).length).toBe(1);
  expect(rolls.length).toBe(1);
  expect(answers.length).toBe(1);
});

test.each(fenced('yaml scenarios schools'))('scenarios of schools are scenarios of its model of the other keys: %#', async (scenarios) => {
  const text = `${models[1] as string}`.replace(/^scenarios:\n/m, `scenarios:\n${scenarios.replace(/^(?=.)/gm, '  ')}`);
  const { code, err } = await play(['check', 'model.yaml', '--only', 'balance'], {
    files: { 'model.yaml': text, 'schools.csv': rolls[0] as string, 'intentions.csv': answers[0] as string },
  });
  expect([code, err]).toEqual([0, '']);
});

test.each(fenced('yaml scenarios'))('scenarios of the reference are scenarios of its first model: %#', async (scenarios) => {
  const whole = (models[0] as string).replace(/^scenarios:\n(?: .*\n)*/m, '');
  const text = `${whole}\nscenarios:\n${scenarios.replace(/^(?=.)/gm, '  ')}`;
  const { code, err } = await play(['check', 'model.yaml', '--only', 'balance'], { files: { 'model.yaml': text } });
  expect([code, err]).toEqual([0, '']);
});
