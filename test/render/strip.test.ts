import { describe, expect, test } from 'vitest';
import { csv } from '../../src/render/csv.js';
import { json } from '../../src/render/json.js';
import { markdown } from '../../src/render/markdown.js';
import { stripText } from '../../src/render/strip.js';
import { table } from '../../src/render/table.js';
import { cellWidth } from '../../src/render/text.js';
import type { Column, Strip, StripMark, StripSpan } from '../../src/report/page/report.js';
import { columns, pounds, reportOf, row, tableOf } from './sample.js';

const strip = (spans: readonly StripSpan[], marks: readonly StripMark[] = [], from = 0, to = 10): Strip => ({
  kind: 'strip',
  scale: { from, to },
  spans,
  marks,
});
const thin = (from: number, to: number): StripSpan => ({ from, to, weight: 'thin' });
const thick = (from: number, to: number): StripSpan => ({ from, to, weight: 'thick' });
const mark = (sign: StripMark['sign'], at: number): StripMark => ({ sign, at });

describe('a strip is drawn', () => {
  test.each<[string, Strip, string]>([
    ['a year of a fan chart', strip([thin(1, 9), thick(3, 6)], [mark('point', 4), mark('zero', 2)]), ' ─┊█●█─── '],
    ['a bin of a histogram', strip([thick(0, 4)]), '████      '],
    ['a bar of a tornado', strip([thick(7, 2)], [mark('base', 5)]), '  ███│█   '],
    ['what is too short for a character', strip([thick(3.2, 3.3)]), '   █      '],
    ['every character that is touched', strip([thin(2.5, 4.5)]), '  ───     '],
    ['nothing of no length', strip([thick(3, 3)], [mark('zero', 0)]), '┊         '],
    [
      'only what lies on the scale',
      strip([thin(-5, 2), thick(9, 30)], [mark('point', 11), mark('base', -1)]),
      '──       █',
    ],
    [
      'the ends of the scale in its first and last characters',
      strip([], [mark('base', 0), mark('zero', 10)]),
      '│        ┊',
    ],
    [
      'a point over the base over the axis',
      strip([], [mark('point', 3), mark('zero', 3), mark('base', 3), mark('base', 6), mark('zero', 6)]),
      '   ●  │   ',
    ],
    ['below zero', strip([thick(-20, 20)], [mark('zero', 0)], -50, 50), '   ██┊█   '],
    ['a scale of no length', strip([thick(1, 2)], [mark('base', 5)], 5, 5), '     │    '],
    ['what is not known as nothing', strip([thick(Number.NaN, 3)], [mark('point', Number.NaN)]), '          '],
    [
      'nor on a scale that is not known',
      strip([thick(Number.NaN, 3)], [mark('point', Number.NaN)], 5, 5),
      '          ',
    ],
    ['thirds without the noise of doubles', strip([thick(0.1 + 0.2, 0.6)], [], 0, 1), '   ███    '],
  ])('%s', (_, drawn, text) => {
    expect(stripText(drawn, 10)).toBe(text);
  });

  test('as wide as it is asked to be, a cell a character', () => {
    const drawn = strip([thin(1, 9), thick(3, 6)], [mark('point', 4), mark('zero', 0), mark('base', 8)]);
    for (const width of [1, 20, 33, 40]) expect(cellWidth(stripText(drawn, width))).toBe(width);
  });
});

const bars = [strip([thick(0, 10)], [mark('base', 4)]), strip([thin(2, 4)], [mark('base', 4)])];
const withStrips = (heading: string, ...others: readonly string[]) => {
  const drawn: Column = { id: 'picture', heading, align: 'left' };
  const rows = bars.map((bar, i) => row(`Row ${i + 1}`, [...others.map(() => pounds('1234567')), bar, pounds('12')]));
  return reportOf(tableOf([...columns('', ...others), drawn, { id: 'last', heading: 'Last', align: 'right' }], rows));
};
const linesOf = (text: string): string[] => text.split('\n').slice(5);

describe('in a table', () => {
  test('it takes what room there is, up to forty characters', () => {
    expect(linesOf(table(withStrips('-5 … 15', 'One'), { width: 120, colour: false })).slice(0, 3)).toEqual([
      `${' '.repeat(7)}${'One'.padStart(9)}  -5${' '.repeat(36)}15  Last`,
      `${'─'.repeat(5)}  ${'─'.repeat(9)}  ${'─'.repeat(40)}  ────`,
      `Row 1  1,234,567  ${'█'.repeat(16)}│${'█'.repeat(23)}    12`,
    ]);
  });

  test('and shrinks before any column goes below the others', () => {
    const others = ['One', 'Two', 'Three', 'Four'];
    for (const width of [78, 76, 70]) {
      const text = table(withStrips('-5 … 15', ...others), { width, colour: false });
      expect(text).not.toContain('(columns');
      for (const line of linesOf(text)) expect(cellWidth(line)).toBeLessThanOrEqual(width);
    }
    expect(table(withStrips('-5 … 15', ...others), { width: 60, colour: false })).toContain('(columns');
  });
});

test('in Markdown it is thirty characters of code, whose blanks are kept', () => {
  expect(markdown(withStrips('Range'), { width: 80, colour: false }).split('\n').slice(6, 10)).toEqual([
    '|  | Range | Last |',
    '| :--- | :--- | ---: |',
    `| Row 1 | \`${'█'.repeat(12)}│${'█'.repeat(17)}\` | 12 |`,
    `| Row 2 | \`${'\u00a0'.repeat(6)}${'─'.repeat(6)}│${'\u00a0'.repeat(17)}\` | 12 |`,
  ]);
});

test('programs get what stands beside it', () => {
  const page = { width: 80, colour: false };
  expect(csv(withStrips('Range', 'One'), page)).toBe(
    'c0,One,Last\r\nRow 1,1234567.00,12.00\r\nRow 2,1234567.00,12.00\r\n',
  );
  const { columns: told, rows } = JSON.parse(json(withStrips('Range', 'One'), page)).blocks[0];
  expect(told.map(({ id }: { id: string }) => id)).toEqual(['c0', 'c1', 'last']);
  expect(rows[0].cells).toHaveLength(3);
});
