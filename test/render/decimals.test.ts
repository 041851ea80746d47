import { expect, test } from 'vitest';
import { constant, Exact } from '../../src/figures/index.js';
import { withEvenDecimals } from '../../src/render/decimals.js';
import { figureCell } from '../../src/report/page/cell.js';
import type { Row, Table } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';

const cell = (value: string) =>
  figureCell(constant('count', Exact.of(value), 'some'), { figure: 'members', year: 2026 }, 'count');
const table = (values: readonly string[]): Table => ({
  kind: 'table',
  id: 'some',
  title: titled('Some'),
  columns: [{ id: 'many', heading: 'Many', align: 'right' }],
  rows: values.map((value, i): Row => ({ id: String(i), role: 'line', level: 0, cells: [cell(value)] })),
  notes: [],
});
const placesOf = ({ rows }: Table): unknown[] =>
  rows.map(({ cells: [found] }) => (found?.kind === 'figure' ? found.places : undefined));

test('numbers that are read down a column have as many decimals as the one that has most', () => {
  expect(placesOf(withEvenDecimals(table(['20', '18.1'])))).toEqual([1, 1]);
  expect(placesOf(withEvenDecimals(table(['20', '18'])))).toEqual([undefined, undefined]);
});

test('a table of 150,000 rows is looked at once, and not once for each of them', () => {
  const rows = 150_000;
  const places = placesOf(withEvenDecimals(table(Array.from({ length: rows }, (_, i) => (i === 7 ? '0.5' : '1')))));
  expect(places).toHaveLength(rows);
  expect(new Set(places)).toEqual(new Set([1]));
});
