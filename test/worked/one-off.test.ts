import { expect, test } from 'vitest';
import { cellAt, reported, rowOf, said } from '../report/answers.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A cost that comes once, by hand. */

const company: PlainMap = {
  buyin: '1',
  name: 'Once',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: { groups: { p: { count: '10', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { gold: { price: { flat: '3_000' }, joins: '100%' } },
  overheads: {
    launch: { once: '12_000', from: '2026-11' },
    system: { once: '5_000', per_year: '2_400', uplift: '10%', from: '2027-09' },
  },
  reserves: { opening: '20_000' },
  payment_terms: { schools: '0', suppliers: '1' },
};

test('is a cost of its month, as a line of its own, and does not grow', async () => {
  const found = await reported('forecast', company, '--detail');
  const values = (row: string) => rowOf(found, row)?.map((cell) => cell?.value);
  expect(values('cost.one_off')).toEqual(['12000.00', '5000.00']);
  expect(values('cost.one_off.launch')).toEqual(['12000.00', '0.00']);
  expect(values('cost.overheads')).toEqual(['0.00', '2640.00']);
  expect(values('surplus')).toEqual(['18000.00', '22360.00']);
});

test('is paid after the terms of suppliers, once', async () => {
  const found = await reported('forecast', company, '--statement', 'cash', '--by', 'month');
  const paid = rowOf(found, 'cash.to_suppliers')?.map((cell) => Number(cell?.value));
  expect(paid?.[2]).toBe(0);
  expect(paid?.[3]).toBe(-12_000);
  expect(paid?.slice(4, 12).every((amount) => amount === 0)).toBe(true);
});

test('falls on the stream that it is for, and else is shared out', async () => {
  const result = async (data: PlainMap): Promise<string | null | undefined> =>
    cellAt(await reported('services', data), 'tiers.gold', 1);
  expect(await result(company)).toBe('0.00');
  expect(await result(put(company, ['overheads', 'launch', 'for'], 'tiers.gold'))).toBe('12000.00');
});

test('is explained down to its line, and is a step of a bridge', async () => {
  const files = {
    [FILE]: yamlOf({
      ...company,
      scenarios: { dear: { because: 'a larger launch', overheads: { launch: { once: '15_000' } } } },
    }),
  };
  expect(await said(['explain', FILE, 'cost.one_off.launch'], { files })).toContain('overheads.launch.once');
  const { out } = await play(['explain', FILE, 'bridge.cost', '--scenario', 'dear', '--format', 'json'], { files });
  expect(JSON.parse(out).blocks[0].root.amount.value).toBe('-3000.00');
});

test.each([
  [{ once: '12_000' }, 'the overhead that comes once has no "from"'],
  [{ from: '2026-11' }, 'none of "per_year", "per" and "once"'],
  [{ once: '12_000', from: '2031-01' }, '2031'],
  [{ once: '12_000', from: '2026-08' }, '"from" of what comes once, Aug 2026 lies outside the calendar'],
  [{ once: '12_000', per_year: '2_400', from: '2026-08' }, '"from" of what comes once, Aug 2026 lies outside'],
])('%j is refused', async (launch, says) => {
  const { code, err } = await play(['check', FILE], {
    files: { [FILE]: yamlOf(put(company, ['overheads', 'launch'], launch)) },
  });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(says) });
});
