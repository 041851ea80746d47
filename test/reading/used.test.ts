import { expect, test } from 'vitest';
import { said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A tier that takes its prices from a price list. */

const model: PlainMap = {
  buyin: '1',
  name: 'Users of a list',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: {
    named: {
      oak: { phase: 'primary', type: 'community', pupils: '200' },
      elm: { phase: 'all_through', type: 'academy', pupils: '900' },
    },
  },
  tiers: {
    membership: { use: 'hep-2018', also: { when: { phase: 'all_through' }, flat: '14_000' }, joins: '100%' },
  },
  scenarios: { other_list: { because: 'the later tariff', tiers: { membership: { use: 'lists/mine.yaml' } } } },
};
const MINE = yamlOf({
  buyin: '1',
  name: 'Mine',
  basis: 'estimate',
  source: 'A note',
  tiers: { only: { price: { per_pupil: '7' } } },
});
const LISTS = yamlOf({
  buyin: '1',
  name: 'Two',
  tiers: { one: { price: { flat: '1' } }, two: { price: { flat: '2' } } },
});
const files = (data: PlainMap) => ({
  [FILE]: yamlOf(data),
  'lists/mine.yaml': MINE,
  'lists/two.yaml': LISTS,
  'lists/none-in-it.yaml': 'buyin: 1\nname: Empty\n',
});

async function feesOf(data: PlainMap, ...options: readonly string[]): Promise<string[]> {
  const csv = await said(['price', FILE, '--format', 'csv', ...options], { files: files(data) });
  return [...csv.matchAll(/^(?:oak|elm),(.*)$/gm)].map((match) => (match[1] as string).split(',')[2] as string);
}

test('prices are those of the list, then those that follow it', async () => {
  expect(await feesOf(model)).toEqual(['3800.00', '14000.00']);
});

test('explain leads to the line of the list and its source', async () => {
  const out = await said(['explain', FILE, 'fee', '--school', 'oak'], { files: files(model), width: 200 });
  expect(out).toMatch(/models\/hep-2018\.yaml:\d+:\d+ +published: https:\/\/www\.haringeyeducationpartnership\.co\.uk/);
});

test('what the tier says itself replaces what the list says', async () => {
  const own = put(put(model, ['tiers', 'membership', 'also'], undefined), ['tiers', 'membership', 'price'], {
    flat: '5',
  });
  expect(await feesOf(own)).toEqual(['5.00', '5.00']);
});

test('a scenario may use another list, and its evidence is that of the list', async () => {
  expect(await feesOf(model, '--scenario', 'other_list')).toEqual(['1400.00', '6300.00']);
});

test.each([
  ['a file', ['tiers.membership.use=lists/mine.yaml'], ['1400.00', '6300.00']],
  ['a list and its tier', ['tiers.membership.use={ list: lists/two.yaml, tier: two }'], ['2.00', '2.00']],
  ['the list alone', ['tiers.membership.use.list=lists/mine.yaml'], ['1400.00', '6300.00']],
  ['a list that is used already', ['tiers.membership.use=hep-2018'], ['3800.00', '14000.00']],
  [
    'a list, and then one of its prices',
    ['tiers.membership.use=lists/mine.yaml', 'tiers.membership.price.0.per_pupil=8'],
    ['1600.00', '7200.00'],
  ],
])('%s can be set as the list of a tier, as a scenario would', async (_, sets, fees) => {
  expect(await feesOf(model, ...sets.flatMap((each) => ['--set', each]))).toEqual(fees);
});

test('a list that is set is called on the page as it was typed', async () => {
  const { out } = await play(['price', FILE, '--set', 'tiers.membership.use=lists/mine.yaml'], { files: files(model) });
  expect(out).toContain('with --set tiers.membership.use=lists/mine.yaml (1 change)');
});

test('what is set as a list and is none is told where it is typed', async () => {
  const { code, err } = await play(['price', FILE, '--set', 'tiers.membership.use=lists/mien.yaml'], {
    files: files(model),
  });
  expect(code).toBe(2);
  expect(err).toMatch(/^--set:1:22: .*lists\/mien\.yaml/s);
  expect(err.trimEnd()).toMatch(/\n1 problem$/);
});

test('a scenario that uses another list keeps the prices that follow it, and may say others', async () => {
  const primaries = yamlOf({
    buyin: '1',
    name: 'P',
    tiers: { only: { price: { when: { phase: 'primary' }, per_pupil: '7' } } },
  });
  const of = (data: PlainMap, more: Readonly<Record<string, string>> = {}) => ({
    ...files(data),
    'lists/primaries.yaml': primaries,
    ...more,
  });
  const fees = async (data: PlainMap, scenario: string, more = {}): Promise<string[]> => {
    const csv = await said(['price', FILE, '--format', 'csv', '--scenario', scenario], { files: of(data, more) });
    return [...csv.matchAll(/^(?:oak|elm),(.*)$/gm)].map((match) => (match[1] as string).split(',')[2] as string);
  };
  const at = ['scenarios', 'other_list', 'tiers', 'membership'];
  expect(await fees(put(model, at, { use: 'lists/primaries.yaml' }), 'other_list')).toEqual(['1400.00', '14000.00']);
  expect(await fees(put(model, at, { use: 'lists/primaries.yaml', also: { flat: '5' } }), 'other_list')).toEqual([
    '1400.00',
    '5.00',
  ]);
  const own = 'because: another list\ntiers: { membership: { use: lists/primaries.yaml } }\n';
  expect(await fees(model, 'own.yaml', { 'own.yaml': own })).toEqual(['1400.00', '14000.00']);
});

test('a price of the list can be set like any other', async () => {
  expect(await feesOf(model, '--set', 'tiers.membership.price.0.per_pupil=20')).toEqual(['4000.00', '14000.00']);
});

test('one tier of several is named', async () => {
  expect(
    await feesOf(put(model, ['tiers', 'membership'], { use: { list: 'lists/two.yaml', tier: 'two' }, joins: '100%' })),
  ).toEqual(['2.00', '2.00']);
});

test.each([
  ['a list that is not shipped', 'hep-2019', 'unknown-name', 'hep-2018'],
  ['a file that is not there', 'lists/elsewhere.yaml', 'no-file', 'looked for in the folder of the model'],
  ['a file outside the folder', '../other.yaml', 'outside-folder', ''],
  ['a model', 'model.yaml', 'bad-value', 'it is a model'],
  ['a list without tiers', 'lists/none-in-it.yaml', 'missing-key', 'tiers'],
  ['one of several tiers without its name', 'lists/two.yaml', 'unknown-name', 'one, two'],
])('%s is refused', async (_, use, code, says) => {
  const { code: exit, err } = await play(['check', FILE], {
    files: files(put(model, ['tiers', 'membership', 'use'], use)),
  });
  expect(exit).toBe(1);
  expect(err).toContain(`[${code}]`);
  expect(err).toContain(says);
  expect(err).toMatch(/^model\.yaml:\d+:\d+: /);
});

test('a shipped list is taken by its name on the command line too', async () => {
  expect(
    (await play(['price', 'norfolk-clerking', '--tier', 'packs', '--school', 'meetings=3'], { files: {} })).out,
  ).toContain('828.00');
  expect((await play(['price', 'norfolk-clerkin', '--school', 'meetings=3'], { files: {} })).code).toBe(2);
});
