import { describe, expect, test } from 'vitest';
import { cascadeOf, offerOf, optionsOf, seatsOf } from '../../src/analysis/index.js';
import { modelOf, type PlainMap, projectionOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Who would leave, and who can stop a decision: small cases by hand. */

const school = (paysNow: string | undefined): PlainMap => ({ phase: 'primary', type: 'academy', pupils: '100', pays_now: paysNow });
const company = (pays: Readonly<Record<string, string | undefined>>, leavesAbove = '10%'): PlainMap => ({
  buyin: '1',
  name: 'Together',
  calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
  schools: { named: Object.fromEntries(Object.entries(pays).map(([id, now]) => [id, school(now)])) },
  tiers: { membership: { price: { flat: '1_000' }, joins: '100%' } },
  governance: { leaves_above: leavesAbove },
});
const cascade = (data: PlainMap) => {
  const projection = projectionOf(data);
  return cascadeOf(projection, offerOf(projection, optionsOf(projection, [])[0] as never, 2024));
};

describe('the exit cascade', () => {
  test('ends where nobody leaves any more, and those who stay pay what all would have paid', () => {
    // 1,000 is more than 880 and a tenth: a leaves. 4,000 over three is 1,333: more than 1,210 of b and less than what c pays and a tenth.
    const { rounds, before, after, price } = cascade(company({ a: '880', b: '1_100', c: '2_000', d: undefined }));
    expect(rounds.map(({ leave, price: then }) => [leave.map(({ id }) => id), then.exact.toFixed(4)])).toEqual([
      [['a'], '1.0000'],
      [['b'], '1.3333'],
    ]);
    expect([before, after, price].map((figure) => figure?.exact.toFixed(2))).toEqual(['4.00', '2.00', '2.00']);
  });

  test('never starts where nobody loses by more than the share', () => {
    expect(cascade(company({ a: '950', b: '1_000' })).rounds).toEqual([]);
    expect(cascade(company({ a: '950', b: '2_000' }, '5%')).rounds).toHaveLength(1);
  });

  test('collapses where each round drives out the next', () => {
    const { after, price, rounds } = cascade(company({ a: '500', b: '1_000', c: '1_600' }));
    expect([after.exact.toFixed(0), price, rounds.length]).toEqual(['0', undefined, 3]);
  });

  test('says of a school whose baseline nobody knows that it stays', () => {
    expect(cascade(company({ a: undefined, b: undefined })).rounds).toEqual([]);
  });
});

test('the fewest seats that can block are as many as leave no majority', () => {
  const of = (seats: readonly string[]) =>
    seatsOf(
      modelOf({
        ...company({ a: '1' }),
        governance: { constituencies: Object.fromEntries(seats.map((count, i) => [`c${i}`, { when: { phase: 'primary' }, seats: count }])) },
      }),
    );
  // Five of nine pass; five against leave four
  expect(of(['4', '1', '1', '2', '1'])).toMatchObject({ blocking: ['c0', 'c3'] });
  expect(of(['4', '1', '1', '2', '1'])?.toBlock.toString()).toBe('5');
  // Of eight it takes five to pass, so four can block
  expect(of(['4', '4'])?.toBlock.toString()).toBe('4');
  expect(of(['4', '4'])?.blocking).toEqual(['c0']);
  expect(seatsOf(modelOf(company({ a: '1' })))).toBeUndefined();
});

test('the borough has an option that pays and splits, one that unites and does not pay, and one that does both', async () => {
  const { out, code } = await play(['sustainability', 'examples/borough', '--format', 'json']);
  expect(code).toBe(0);
  const tables = (JSON.parse(out) as { blocks: { id: string; rows?: { id: string; cells: { text?: string }[] }[] }[] }).blocks;
  const answers = (table: string, row: string) =>
    tables
      .find(({ id }) => id === table)
      ?.rows?.find(({ id }) => id === row)
      ?.cells.slice(1)
      .map(({ text }) => text);
  expect(answers('financial', 'pays')).toEqual(['yes', 'NO', 'yes']);
  expect(answers('political', 'unites')).toEqual(['NO', 'yes', 'yes']);
});

test('options that are no scenario are refused, and two scenarios that set one key are told in their place', async () => {
  const unknown = { ...company({ a: '900' }), options: '[base, cheaper]' };
  const { FILE, yamlOf } = await import('../support/models.js');
  const refused = await play(['sustainability', FILE], { files: { [FILE]: yamlOf(unknown) } });
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('"cheaper"') });
  const flat = (amount: string): PlainMap => ({ tiers: { membership: { price: { flat: amount } } } });
  const clashing = { ...company({ a: '900' }), options: '[base, cheap]', scenarios: { cheap: flat('800'), dear: flat('1_200') } };
  const { code, out } = await play(['sustainability', FILE], { files: { [FILE]: yamlOf(clashing) } });
  expect({ code, told: out.includes('both set one key') }).toEqual({ code: 0, told: true });
});

test('the odds on the page of the board are those that simulate gives for as many draws', async () => {
  const cells = async (argv: readonly string[], block: string, row: string): Promise<readonly { value?: string }[]> => {
    const { out } = await play([...argv, '--format', 'json']);
    const blocks = JSON.parse(out).blocks as { id: string; rows: { id: string; cells: { value?: string }[] }[] }[];
    return blocks.find(({ id }) => id === block)?.rows.find(({ id }) => id === row)?.cells ?? [];
  };
  const page = ['sustainability', 'examples/borough', '--scenario', 'base'];
  const draws = ['simulate', 'examples/borough', '--draws', '2000', '--scenario', 'low_and_lean'];
  for (const [ours, theirs] of [
    ['odds_reserves', 'reserves.closing'],
    ['odds_cash', 'cash.lowest'],
  ] as const) {
    expect((await cells(page, 'financial', ours))[3]?.value).toBe((await cells(draws, 'likely', theirs)).at(-1)?.value);
  }
});
