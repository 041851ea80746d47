import { expect, test } from 'vitest';
import { reported } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What services cost members and others, before VAT and with it, by hand. */

const model: PlainMap = {
  buyin: '1',
  name: 'Services',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: { named: { oak: { phase: 'primary', type: 'community', pupils: '200' } } },
  tiers: {
    gold: { price: { flat: '100' }, joins: '50%', discounts: { clerking: '12.5%' } },
    basic: { price: { flat: '50' }, joins: '50%' },
  },
  services: {
    clerking: { kind: 'traded', unit: 'meeting', price: '320', uplift: '10%', vat: 'standard' },
    training: { kind: 'traded', unit: 'place', price: { member: '90', other: '120' }, vat: 'exempt' },
    review: {
      kind: 'brokered',
      unit: 'day',
      provider_fee: '600',
      commission: { percent: '15%', on: 'top' },
      acts_as: 'agent',
      vat: 'standard',
    },
    supply: { kind: 'brokered', unit: 'day', price: '210', commission: { fixed: '12.50' }, acts_as: 'principal' },
  },
};

async function rows(...options: readonly string[]): Promise<Record<string, (string | undefined)[]>> {
  const blocks = await reported('price', model, '--services', ...options);
  const [table] = blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  const from = table.columns.findIndex(({ id }) => id === 'price');
  return Object.fromEntries(
    table.rows.map(({ id, cells }) => [id, cells.slice(from).map((cell) => cell?.value ?? cell?.text)]),
  );
}

test('members pay less their discount, others in full, and VAT is by the class of the service', async () => {
  expect(await rows()).toEqual({
    'clerking.gold': ['280', 'standard', '336'],
    'clerking.basic': ['320', 'standard', '384'],
    'clerking.others': ['320', 'standard', '384'],
    'training.gold': ['90', 'exempt', '90'],
    'training.basic': ['90', 'exempt', '90'],
    'training.others': ['120', 'exempt', '120'],
    'review.gold': ['690', 'standard, provider: none', '708'],
    'review.basic': ['690', 'standard, provider: none', '708'],
    'review.others': ['690', 'standard, provider: none', '708'],
    'supply.gold': ['210', undefined, undefined],
    'supply.basic': ['210', undefined, undefined],
    'supply.others': ['210', undefined, undefined],
  });
  expect((await rows('--year', '2027'))['clerking.gold']).toEqual(['308', 'standard', '369.6']);
});

test('what membership includes of a service is shown beside what it costs', async () => {
  const data = put(
    put(model, ['tiers', 'gold', 'includes'], {
      clerking: { per_school: '3.5', take_up: '80%' },
      training: 'unlimited',
    }),
    ['tiers', 'basic', 'includes'],
    {
      clerking: { per_school: '1' },
    },
  );
  const [table] = await reported('price', data, '--services');
  if (table?.kind !== 'table') throw new Error('no table');
  const from = table.columns.findIndex(({ id }) => id === 'included');
  const shown = Object.fromEntries(
    table.rows.map(({ id, cells }) => [id, cells.slice(from, from + 2).map((cell) => cell?.value ?? cell?.text)]),
  );
  expect(shown).toMatchObject({
    'clerking.gold': ['3.5', '280'],
    'clerking.basic': ['1', '320'],
    'clerking.others': [undefined, '320'],
    'training.gold': ['unlimited', 'included'],
    'training.basic': [undefined, '90'],
    'review.gold': [undefined, '690'],
  });
  const { out } = await play(['explain', FILE, 'service.included.clerking', '--tier', 'gold'], {
    files: { [FILE]: yamlOf(data) },
  });
  expect(out).toMatch(/service\.included\.clerking.*3\.5/s);
});

test('a fixed commission above the price it is in is refused, and so are options that do not go together', async () => {
  const files = (data: PlainMap) => ({ [FILE]: yamlOf(data) });
  const dear = await play(['check', FILE], {
    files: files(put(model, ['services', 'supply', 'commission', 'fixed'], '210.01')),
  });
  expect(dear.err).toMatch(/the provider\s+would get less than nothing/);
  expect((await play(['price', FILE, '--services', '--tier', 'gold'], { files: files(model) })).code).toBe(2);
});

test('a figure of a school is asked for with the school', async () => {
  for (const name of ['fee', 'value.net', 'tier.cap_from']) {
    const { code, err } = await play(['explain', FILE, name], { files: { [FILE]: yamlOf(model) } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--school') });
  }
});
