import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { quotient } from '../../src/figures/index.js';
import { csv } from '../../src/render/csv.js';
import type { Row } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';
import {
  amount,
  columns,
  figureCell,
  money,
  none,
  pence,
  pounds,
  reportOf,
  row,
  says,
  sentences,
  tableOf,
  unsaid,
} from './sample.js';

const page = { width: 80, colour: false };
const lines = (...text: readonly string[]): string => `${text.join('\r\n')}\r\n`;

test('numbers are exact and plain, an unknown is a word, nothing is nothing', () => {
  const rows = [row('a, "b"', [figureCell(money('-1234.56')), none]), row('c', [unsaid('why'), pence('0')])];
  expect(csv(reportOf(tableOf(columns('Fee', '2019-20', '2020-21'), rows)), page)).toBe(
    lines('Fee,2019-20,2020-21', '"a, ""b""",-1234.56,', 'c,unknown,0.00'),
  );
});

test('what was rounded for a reader is not what a program gets', () => {
  const cell = { ...figureCell(money('10.49')), shown: 11 };
  expect(csv(reportOf(tableOf(columns('x', 'y'), [row('a', [cell])])), page)).toContain('a,10.49');
});

test('prices have all their digits, and a column of rates says that it holds fractions', () => {
  const cells = [figureCell(amount('price', '19.375'), 'price'), figureCell(amount('rate', '0.9225'), 'percent')];
  const text = csv(reportOf(tableOf(columns('', '£ a pupil', 'Buy-in, %'), [row('a', cells)])), page);
  expect(text).toBe(lines('c0,£ a pupil,Buy-in (as a fraction)', 'a,19.375,0.9225'));
});

test('a column of several units has them told in a column of their own', () => {
  const rows = [
    row('income', [pounds('1')]),
    row('margin', [figureCell(amount('rate', '0.5'), 'percent')]),
    row('why', [says('text')]),
  ];
  expect(csv(reportOf(tableOf(columns('x', 'base'), rows)), page)).toBe(
    lines('x,unit,base', 'income,GBP,1.00', 'margin,rate,0.5', 'why,,text'),
  );
});

test('where a label stands twice, parts have the labels of what they are of in front, and else no row has', () => {
  const rows = [
    row('Lowest cash', [pounds('3')]),
    row('a', [pounds('1')], 'line', 1),
    row('share', [pounds('2')], 'line', 2),
    row('b', [pounds('4')], 'line', 1),
    row('Surplus', [none], 'heading'),
    row('a', [pounds('5')], 'line', 1),
    { ...row('known part', [pounds('6')], 'line', 2), partOf: 'a' },
    row('All', [pounds('7')], 'total'),
  ];
  const labels = (some: readonly Row[]): string[] => {
    const text = csv(reportOf(tableOf(columns('x', 'y'), some)), page);
    return (parse(text, { record_delimiter: '\r\n' }) as string[][]).slice(1).map(([label]) => label as string);
  };
  expect(labels(rows)).toEqual([
    'Lowest cash',
    'Lowest cash: a',
    'Lowest cash: a: share',
    'Lowest cash: b',
    'Surplus',
    'Surplus: a',
    'Surplus: a: known part',
    'All',
  ]);
  expect(labels([...rows.slice(0, 4), ...rows.slice(7)])).toEqual(['Lowest cash', 'a', 'share', 'b', 'All']);
  const known = (of: string): Row => ({ ...row('known part', [pounds('6')], 'line', 2), partOf: of });
  const apart = [row('p', [none]), known('p'), row('q', [none]), known('q'), row('r', [none], 'line', 1)];
  expect(labels(apart)).toEqual(['p', 'p: known part', 'q', 'q: known part', 'r']);
});

test('no text starts a formula, and no number loses its minus', () => {
  const names = ['=cmd()', '+1', '-1', '@x', '\tx', '\rx', '\nx', 'x=1'];
  const rows = names.map((name) => row(name, [pounds('-1')]));
  const read = parse(csv(reportOf(tableOf(columns('=x', 'y'), rows)), page), {
    record_delimiter: '\r\n',
  }) as string[][];
  expect(read.map(([first]) => first)).toEqual(["'=x", ...names.map((name) => (name === 'x=1' ? name : `'${name}`))]);
  expect(read.slice(1).map(([, second]) => second)).toEqual(names.map(() => '-1.00'));
});

test('escape sequences do not reach a terminal through it', () => {
  expect(csv(reportOf(tableOf(columns('x'), [row('\x1b[31m', [])])), page)).toBe(lines('x', '\\x1b[31m'));
});

test('several tables follow each other, each named in its first column', () => {
  const text = { kind: 'text' as const, id: 'words', title: titled(''), lines: sentences('left out') };
  const root = {
    label: 'fee',
    figure: amount('count', '3'),
    parts: [{ label: 'part', figure: undefined, place: 'm:1:2', source: 's', parts: [] }],
  };
  const report = reportOf(tableOf(columns('x', 'y'), [row('a', [pounds('1')])], [], 'first'), text, {
    kind: 'tree',
    id: 'second',
    title: titled(''),
    root,
    shown: root,
  });
  expect(csv(report, page)).toBe(
    lines(
      'table,x,y',
      'first,a,1.00',
      '',
      'table,level,label,amount,unit,place,source',
      'second,0,fee,3,count,,',
      'second,1,part,,,m:1:2,s',
    ),
  );
});

test('a report of words alone is not an empty file', () => {
  expect(csv(reportOf({ kind: 'text', id: 'w', title: titled(''), lines: sentences('one', 'two, three') }), page)).toBe(
    lines('text', 'one', '"two, three"'),
  );
});

test('a fraction that does not end has twelve decimals', () => {
  const cell = figureCell(quotient('rate', amount('count', '1'), amount('count', '3')), 'percent');
  expect(csv(reportOf(tableOf(columns('x', 'y'), [row('a', [cell])])), page)).toContain('a,0.333333333333');
});
