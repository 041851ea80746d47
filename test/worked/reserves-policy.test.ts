import { describe, expect, test } from 'vitest';
import type { JsonBlock } from '../report/answers.js';
import { play } from '../support/play.js';
import { sharingByDefault } from '../support/sources.js';

/* One reserves policy, whichever page and whichever period shows it. */

async function headrooms(by: string): Promise<Map<string, string | null>> {
  const { out, err } = await play(['forecast', 'bench/town', '--by', by, '--format', 'json']);
  expect(err).toBe('');
  const { blocks } = JSON.parse(out) as { blocks: readonly JsonBlock[] };
  const table = blocks.find(({ id }) => id === 'money');
  if (table?.kind !== 'table') throw new Error(`no table of money among ${blocks.map(({ id }) => id).join(', ')}`);
  const row = table.rows.find(({ id }) => id === 'reserves.headroom');
  return new Map(table.columns.map(({ id }, i) => [id, row?.cells[i]?.value ?? null]));
}

test('at the end of a year the policy asks the same of a term, a quarter, a month and the year', () =>
  sharingByDefault(async () => {
    const ofYears = [...(await headrooms('year')).values()].slice(1);
    expect(ofYears).toHaveLength(5);
    for (const [by, many] of [
      ['term', 3],
      ['quarter', 4],
      ['month', 12],
    ] as const) {
      const all = [...(await headrooms(by)).values()].slice(1);
      expect(all.filter((_, i) => i % many === many - 1)).toEqual(ofYears);
    }
  }));

describe('amounts and what lies between them', async () => {
  const { out } = await play(['obligations', 'bench/town'], { width: 120 });
  const pounds = (text: string): number => {
    const digits = Number(text.replace(/[(),]/g, ''));
    return text.startsWith('(') ? -digits : digits;
  };
  const rowOf = (title: string, label: string): number[] => {
    const lines = out.split('\n');
    const from = lines.findIndex((line, i) => line === title && (lines[i + 1] ?? '').startsWith('  '));
    const line = lines.slice(from).find((each) => each.startsWith(`  ${label} `)) ?? '';
    return line
      .slice(label.length + 2)
      .trim()
      .split(/\s+/)
      .map(pounds);
  };
  test.each([
    ['Reserves, in months', 'Free reserves', 'The policy', 'Headroom'],
    ['Lowest cash', 'Lowest cash', 'The floor', 'Headroom'],
    ['Corporation tax', 'If not mutual', 'If mutual', 'The difference'],
  ])('%s: %s less %s is %s, to the pound as shown', (title, of, less, between) => {
    const [more, fewer, rest] = [of, less, between].map((label) => rowOf(title, label));
    expect(more).toHaveLength(5);
    expect(more?.map((amount, i) => amount - (fewer?.[i] ?? Number.NaN))).toEqual(rest);
  });
});
