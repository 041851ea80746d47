import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Names of a model that are words which tables have of their own: pages show both. */

const scenario: PlainMap = { because: 'it is tried', tiers: { others: { joins: '40%' } } };
const assumption: PlainMap = {
  value: '1',
  range: { low: '0.5', high: '2' },
  basis: 'estimate',
  source: 'x',
  owner: 'x',
};
const post: PlainMap = { fte: '1', salary: '30_000', on_costs: '10%', days: '195', chargeable: '60%' };
const company: PlainMap = {
  buyin: '1',
  name: 'Words of its own',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  assumptions: { all: assumption, others: assumption },
  schools: { named: { others: { phase: 'primary', type: 'academy', pupils: '310' } } },
  tiers: { others: { joins: '50%', price: { flat: '1_000' } }, base: { joins: '20%', price: { flat: '1_100' } } },
  services: {
    others: {
      kind: 'traded',
      unit: 'day',
      price: '500',
      demand: { per_member: '=all * others' },
      delivery: { by: 'result', days: '1' },
    },
  },
  staff: { result: post, when: post },
  scenarios: { test: scenario, option: scenario },
};

test.each([
  ['price', '--services'],
  ['price', '--services', '--school', 'others'],
  ['obligations'],
  ['obligations', '--scenario', 'test', '--scenario', 'option'],
  ['compare', '--grid'],
  ['compare', '--scenario', 'test', '--scenario', 'option'],
  ['simulate', '--draws', '20'],
  ['sensitivity'],
  ['services'],
])('buyin %s %s %s %s %s', async (command, ...options) => {
  const line = [command, FILE, ...options, '--format', 'json'];
  const { code, out, err } = await play(line, { files: { [FILE]: yamlOf(company) } });
  expect([code, err.includes('fault of buyin')]).toEqual([0, false]);
  const { blocks } = JSON.parse(out) as { blocks: { columns?: { id: string }[]; rows?: { id: string }[] }[] };
  for (const { columns = [], rows = [] } of blocks)
    for (const ids of [columns, rows].map((things) => things.map(({ id }) => id)))
      expect(new Set(ids).size).toBe(ids.length);
});

test('a post is not called as the days that nobody has', async () => {
  const { code, err } = await play(['check', FILE], {
    files: { [FILE]: yamlOf({ ...company, services: {}, staff: { short: post } }) },
  });
  expect(code).toBe(1);
  expect(err.replace(/\s+/g, ' ')).toContain('"short" is not another id: it names the days that nobody has');
});
