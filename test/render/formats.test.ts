import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FormatName, formats } from '../../src/render/formats.js';
import { runs } from '../support/runs.js';
import { columns, pence, reportOf, row, tableOf } from './sample.js';

const page = { width: 80, colour: false };
const number = (shown: string): string =>
  shown
    .trim()
    .replace(/^\*\*(.*)\*\*$/, '$1')
    .replace(/,/g, '')
    .replace(/^\((.*)\)$/, '-$1');

/** How each format is read back: the figures of every row, in order. */
const readers: Readonly<Record<FormatName, (text: string) => string[][]>> = {
  table: (text) => [...text.matchAll(/^row \d +(.*)$/gm)].map(([, cells = '']) => cells.trim().split(/ +/).map(number)),
  markdown: (text) =>
    [...text.matchAll(/^\| (?:\*\*)?row \d(?:\*\*)? \| (.*) \|$/gm)].map(([, cells = '']) =>
      cells.split('|').map(number),
    ),
  csv: (text) => (parse(text) as string[][]).slice(1).map(([, ...cells]) => cells),
  json: (text) =>
    JSON.parse(text).blocks[0].rows.map(({ cells }: { cells: { value: string }[] }) =>
      cells.slice(1).map(({ value }) => value),
    ),
};

test.each(Object.keys(formats) as FormatName[])('what %s shows, parsed back, is the same value', async (name) => {
  const format = await formats[name]();
  const pennies = fc.oneof(
    fc.constantFrom(0, 1, -1, 99, -100000),
    fc.maxSafeInteger().map((n) => n % 1e11),
  );
  const rows = fc.array(fc.tuple(pennies, pennies, fc.boolean()), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(rows, (list) => {
      const values = list.map(([a, b]) =>
        [a, b].map(
          (n) => `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`,
        ),
      );
      const made = values.map((cells, i) => row(`row ${i}`, cells.map(pence), list[i]?.[2] ? 'total' : 'line'));
      expect(readers[name](format(reportOf(tableOf(columns('x', 'y', 'z'), made)), page))).toEqual(values);
    }),
    runs(100, 30),
  );
});

test.each(Object.keys(formats) as FormatName[])('%s says the same twice and ends its last line', async (name) => {
  const format = await formats[name]();
  const report = reportOf(tableOf(columns('x', 'y'), [row('a', [pence('1')])]));
  expect(format(report, page)).toBe(format(report, page));
  expect(format(report, page)).toMatch(/[^\n]\n$/);
});
