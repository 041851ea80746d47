import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FILE_KINDS, jsonSchemaFor } from '../src/model/index.js';
import { play } from './support/play.js';
import { referenceModels } from './support/reference.js';
import { validatorOf } from './support/schemas.js';

/* The JSON Schema of the language: made from the code, committed, and true of every file that is shipped. */

const LINE = /^# yaml-language-server: \$schema=(\S+)$/;
const models = readdirSync('examples').map((name) => `examples/${name}/model.yaml`);
const lists = readdirSync('models').flatMap((name) => (name.endsWith('.yaml') ? [`models/${name}`] : []));
/** As an editor's YAML server reads a file. */
const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));

const validators = new Map(FILE_KINDS.map((kind) => [kind, validatorOf(jsonSchemaFor(kind))]));

test.each(FILE_KINDS)('the committed schema of a %s is that of today, and what the command prints', async (kind) => {
  const committed = readFileSync(`models/schema/${kind}.json`, 'utf8');
  expect((await play(['schema', kind])).out).toBe(committed);
  expect((await play(['schema', 'roll'])).code).toBe(2);
});

describe('every file that is shipped', () => {
  test.each([...models, ...lists])('%s names its schema and is as it says', (path) => {
    const [, named = ''] = LINE.exec(readFileSync(path, 'utf8').split('\n')[0] as string) ?? [];
    const kind = path.startsWith('models/') ? 'price-list' : 'model';
    const schema = join(dirname(path), named);
    expect(schema).toBe(`models/schema/${kind}.json`);
    expect(existsSync(schema)).toBe(true);
    const validate = validators.get(kind);
    validate?.(read(path));
    expect(validate?.errors ?? []).toEqual([]);
  });
});

test('the examples of the reference are as the schema says', () => {
  for (const { text } of referenceModels) {
    const validate = validators.get(text.includes('\ncalendar:') ? 'model' : 'price-list');
    validate?.(parse(text));
    expect(validate?.errors ?? []).toEqual([]);
  }
});

describe('scenarios that change schools', () => {
  const validOf = (scenario: string): boolean => {
    const model = read('test/problems/several-schools/model.yaml') as { scenarios: unknown };
    model.scenarios = { s: parse(scenario) };
    return validators.get('model')?.(model) === true;
  };

  test.each([
    '{ schools: { change: [{ school: Beech, pupils: { plus: -20 }, joins: { 2028: 0% } }, { when: { trust: Oak, pupils: { up_to: 100 } }, remove: yes }] } }',
    '{ schools: { change: { school: [100002, Beech], head: Smith, intent: likely, remove: [trust] }, add: [{ school: 9, phase: primary, type: academy, pupils: 5 }] } }',
    '{ tiers: { each: { joins: { times: 80% } } }, over: other, schools: { named: { add: {} } } }',
  ])('%s is as the schema says', (scenario) => expect(validOf(scenario)).toBe(true));

  test.each([
    '{ schools: { change: [{ pupils: 5 }] } }',
    '{ schools: { change: [{ school: Beech, when: { trust: Oak } }] } }',
    '{ schools: { change: [Beech] } }',
    '{ schools: { add: [{ phase: primary }] } }',
    '{ tiers: { each: 5 } }',
  ])('%s is not', (scenario) => expect(validOf(scenario)).toBe(false));
});

describe('what is wrong with the shape of a model is wrong by the schema too', () => {
  test.each(['bad-choice', 'missing-key', 'unknown-key', 'wrong-shape'])('%s', (code) => {
    const validate = validators.get('model');
    expect(validate?.(read(`test/problems/${code}/model.yaml`))).toBe(false);
  });
});
