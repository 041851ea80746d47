import { expect, test } from 'vitest';
import type { JsonBlock, JsonTable } from '../report/answers.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What a few draws tell, and what they do not: worked out here from the draws themselves, one by one. */

const MODEL: PlainMap = {
  buyin: '1',
  name: 'Few draws',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  assumptions: { cost: { value: '5_000', range: { low: '4_000', high: '8_000' } } },
  schools: {
    named: {
      ash: { phase: 'primary', type: 'community', pupils: '200' },
      elm: { phase: 'primary', type: 'community', pupils: '300', closes: '2027-08' },
      oak: { phase: 'secondary', type: 'academy', pupils: '900', joins: { core: '0%', plus: '100%' } },
    },
    groups: { few: { count: '4', phase: 'primary', type: 'community', pupils: '90' } },
  },
  tiers: { core: { price: { per_pupil: '10' }, joins: '40%' }, plus: { price: { per_pupil: '14' }, joins: '30%' } },
  overheads: { office: { per_year: '=cost' } },
};

async function blocks(...more: readonly string[]): Promise<{ readonly title: string; readonly all: JsonBlock[] }> {
  const { out, err } = await play(['simulate', FILE, ...more, '--format', 'json'], {
    files: { [FILE]: yamlOf(MODEL) },
  });
  expect(err).toBe('');
  const { title, blocks: all } = JSON.parse(out) as { title: string; blocks: JsonBlock[] };
  return { title, all };
}
const table = (all: readonly JsonBlock[], id: string): JsonTable =>
  all.find((each): each is JsonTable => each.kind === 'table' && each.id === id) as JsonTable;
const numbers = (all: readonly JsonBlock[], id: string, row: string): (number | undefined)[] =>
  (table(all, id).rows.find((each) => each.id === row)?.cells ?? []).map((cell) =>
    cell?.value === undefined ? undefined : Number(cell.value),
  );

/** Reserves at the end in one draw, from its own page. */
async function reservesIn(draw: number): Promise<number> {
  const { all } = await blocks('--draw', String(draw));
  return numbers(all, 'money', 'reserves.closing')[2] as number;
}

test('the error of a mean is that of a sample, and percentiles have none that so few draws do not hold', async () => {
  for (const draws of [2, 3]) {
    const each = await Promise.all(Array.from({ length: draws }, (_, i) => reservesIn(i + 1)));
    const mean = each.reduce((sum, value) => sum + value, 0) / draws;
    const variance = each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
    const { all, title } = await blocks('--draws', String(draws));
    expect(title).toContain(`: ${draws} draws of`);
    expect(numbers(all, 'reserves.closing', '2027')[2]).toBeCloseTo(mean, 1);
    const [, , error, ...percentiles] = numbers(all, 'reserves.closing', '2027.error');
    expect(error).toBeCloseTo(Math.sqrt(variance / draws), 1);
    expect(percentiles.filter((value) => value !== undefined)).toEqual([]);
  }
});

test('one draw has no error, and says nothing of what spreads it', async () => {
  const { all, title } = await blocks('--draws', '1');
  expect(title).toContain(': 1 draw of');
  for (const id of ['surplus', 'reserves.closing', 'cash.lowest', 'members'])
    expect(table(all, id).rows.map((row) => row.id)).toEqual(['2026', '2027']);
  expect(table(all, 'spread').rows.map((row) => row.id)).toEqual(['all']);
  expect(table((await blocks('--draws', '19')).all, 'spread').rows.map((row) => row.id)).toEqual(['all']);
  expect(table((await blocks('--draws', '20')).all, 'spread').rows.length).toBeGreaterThan(2);
});

test('the parts of a spread never come to more than all of it', async () => {
  for (const draws of ['20', '50', '400', '2000']) {
    const { all } = await blocks('--draws', draws);
    const parts = table(all, 'spread').rows.map(({ id }) => numbers(all, 'spread', id)[1] as number);
    const whole = parts.pop() as number;
    expect(whole).toBe(1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 6);
    for (const part of parts) expect(part).toBeGreaterThanOrEqual(0);
  }
});

test('percentiles have an error where the draws hold it on both sides', async () => {
  // The fifth of a hundred draws lies within the first and the tenth in 95% of samples; that of seventy in no such.
  const errorOfFifth = async (draws: string): Promise<number | undefined> =>
    numbers((await blocks('--draws', draws)).all, 'reserves.closing', '2027.error')[3];
  expect(await errorOfFifth('70')).toBeUndefined();
  expect(await errorOfFifth('100')).toBeGreaterThan(0);
});

test('the page of a draw says which tier each school takes, and who is not open', async () => {
  for (const draw of [1, 2, 3, 4, 5, 6]) {
    const { all } = await blocks('--draw', String(draw));
    const taken = table(all, 'taken').rows.map(({ id }) => [id, ...numbers(all, 'taken', id).slice(2)] as const);
    const pupils = { ash: 200, elm: 300, oak: 900, few: 90 };
    const fee = taken.reduce((sum, [id, , many = 0]) => {
      const [school, tier] = id.split('.') as [keyof typeof pupils, string];
      return sum + many * pupils[school] * (tier === 'core' ? 10 : 14);
    }, 0);
    // In the second year all invoices of the first are behind, and only those who are members pay.
    expect(numbers(all, 'money', 'income.membership')[2]).toBe(fee);
    expect(taken.filter(([id, , second]) => id.startsWith('elm') && second !== undefined)).toEqual([]);
    const elm = all.find(({ id }) => id === 'out');
    if (elm?.kind === 'table') {
      const row = elm.rows.find(({ id }) => id === 'elm');
      if (row !== undefined) expect(row.cells.map((cell) => cell?.text).slice(1)).toEqual(['out', 'not open']);
    }
  }
});
