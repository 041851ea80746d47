import { describe, expect, test } from 'vitest';
import type { Files } from '../support/disk.js';
import { play } from '../support/play.js';

/* What services cost one school, by hand: a member's pack against the single meetings of another school. */

const MODEL = `buyin: 1
name: By hand
calendar: { starts: 2025-09, years: 1, year_starts: September }
schools: { named: { oak: { phase: primary, type: academy, pupils: 200 } } }
tiers: { gold: { price: { flat: 0 }, joins: 100%, includes: { visit: { per_school: 2 } } } }
services:
  clerking:
    kind: traded
    unit: meeting
    vat: standard
    price:
      - { when: { member: yes, phase: primary }, packs: { of: units, sizes: { 3: 700, 6: 1_350 }, top_up: 250 } }
      - { per: { units: 290 }, floor: 580 }
  visit: { kind: traded, unit: day, price: 400 }
`;
const LIST = `buyin: 1
name: A list
drivers: [meetings]
tiers:
  clerking: { price: { packs: { of: meetings, sizes: { 3: 700, 6: 1_350 } } } }
  membership: { price: { per_pupil: 2 } }
`;

/** The text of a cell, or its number to the penny; the number of units as it is. */
function shown(cell: string | { value?: string; text?: string } | null, column: number): string | undefined {
  if (cell === null || typeof cell === 'string') return cell ?? undefined;
  return cell.value === undefined ? cell.text : column < AMOUNTS ? cell.value : Number(cell.value).toFixed(2);
}
const AMOUNTS = 5;

const rowsOf = async (files: Files, ...said: readonly string[]): Promise<(string | undefined)[][]> => {
  const { code, out, err } = await play(['price', ...said, '--format', 'json'], { files });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { blocks } = JSON.parse(out) as {
    blocks: { rows: { cells: (string | { value?: string; text?: string } | null)[] }[] }[];
  };
  return blocks.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(shown)));
};

describe('what services cost one school', () => {
  test('is by packs for a member, and by the floor for another', async () => {
    const rows = await rowsOf({ 'm.yaml': MODEL }, 'm.yaml', '--services', '--school', 'oak');
    expect(rows.map((row) => row.slice(2, 8))).toEqual([
      ['member', undefined, '1', '700.00', '700.00', '840.00'],
      ['member', undefined, '3', '700.00', '233.33', '840.00'],
      ['member', undefined, '6', '1350.00', '225.00', '1620.00'],
      ['not a member', undefined, '1', '580.00', '580.00', '696.00'],
      ['not a member', undefined, '3', '870.00', '290.00', '1044.00'],
      ['not a member', undefined, '6', '1740.00', '290.00', '2088.00'],
      ['member', '2', '1', '400.00', '400.00', undefined],
      ['not a member', undefined, '1', '400.00', '400.00', undefined],
    ]);
  });

  test('is asked of a list by the quantity that the school does not say', async () => {
    const rows = await rowsOf({ 'l.yaml': LIST }, 'l.yaml', '--services', '--school', 'phase=primary,pupils=100');
    expect(rows.map((row) => row.slice(1, 4))).toEqual([
      ['meetings', '1', '700.00'],
      ['meetings', '3', '700.00'],
      ['meetings', '6', '1350.00'],
      ['', '1', '200.00'],
    ]);
  });

  test('is asked of one school, and of no tier', async () => {
    const files = { 'm.yaml': MODEL };
    const { code, err } = await play(['price', 'm.yaml', '--services', '--school', 'oak', '--tier', 'gold'], { files });
    expect({ code, says: err.includes('it takes one --school') }).toEqual({ code: 2, says: true });
  });
});
