import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageServer } from './support/language-server.js';

/* What an editor says of a model while it is typed, by the server that editors use and the schema as it is committed. */

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start('models/schema/model.json');
}, 60_000);
afterAll(() => server.stop());

const CORE = /```yaml model\n([\s\S]*?)```/.exec(readFileSync('docs/language/core.md', 'utf8'))?.[1] as string;

test('a model of the core has nothing wrong with it', async () => {
  expect((await server.open(CORE)).problems).toEqual([]);
});

describe('completion', () => {
  test('of keys, each with what it means', async () => {
    const keys = await server.completed('tiers:\n  core:\n    price:\n      per_pupil: 19\n      |\n');
    expect([...keys.keys()]).toEqual(expect.arrayContaining(['floor', 'cap', 'flat', 'when']));
    expect(keys.get('flat')).toContain('an amount in pounds for the school, whatever its roll');
    expect(keys.get('flat')).toContain('such as 12_500');
  });

  test('of the words that a key takes', async () => {
    const words = await server.completed('schools:\n  roll:\n    count: |\n');
    expect([...words.keys()]).toEqual(expect.arrayContaining(['fte', 'headcount']));
  });
});

describe('what stands under the pointer is told in plain words, with its unit and an example', () => {
  test.each([
    [
      'an amount',
      CORE.replace('floor: 2_000', 'flo|or: 2_000'),
      'the least that a school pays',
      'an amount in pounds, such as 12_500',
    ],
    [
      'a rate',
      CORE.replace('per_pupil: 19', 'per_p|upil: 19'),
      'a rate in pounds for each pupil',
      'such as 19 or 18.75',
    ],
    [
      'a share',
      CORE.replace('joins: =buy_in', 'jo|ins: =buy_in'),
      'the share of schools that is expected to join',
      'such as 92%',
    ],
    ['a number', CORE.replace('fte: 3,', 'ft|e: 3,'), 'full-time equivalents; may be dated', 'such as 2.5'],
    ['a month', CORE.replace('starts: 2026-09', 'sta|rts: 2026-09'), 'the first month', '2018-09'],
    ['a block', CORE.replace('tiers:', 'ti|ers:'), 'memberships that a school can join', 'a map by id'],
  ])('%s', async (_of, text, words, example) => {
    const said = (await server.hovered(text)).replace(/\\/g, '');
    expect(said).toContain(words);
    expect(said).toContain(example);
    // Once, and not for each form that the value may take.
    expect(said.split(words)).toHaveLength(2);
  });
});

describe('what is wrong is told at its line', () => {
  test('a key that there is not', async () => {
    const { problems } = await server.open(CORE.replace('contracts:', 'contracs:'));
    const line = CORE.split('\n').indexOf('contracts:') + 1;
    expect(problems).toEqual([{ line, message: 'Property contracs is not allowed.' }]);
  });

  test('a traded service is told what a traded service lacks', async () => {
    const { problems } = await server.open(CORE.replace('    unit: day\n', ''));
    expect(problems.map(({ message }) => message)).toEqual(['Missing property "unit".']);
  });
});
