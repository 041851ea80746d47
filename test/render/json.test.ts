import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromJSONSchema } from 'zod';
import { unknown } from '../../src/figures/index.js';
import { json } from '../../src/render/json.js';
import { Report } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';
import { amount, columns, figureCell, money, none, reportOf, row, says, sentences, tableOf, unsaid } from './sample.js';

const page = { width: 80, colour: false };
const schema = fromJSONSchema(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));
const ref = {
  tier: 't',
  school: '100',
  term: '2019-autumn',
  month: '2019-04',
  year: 2019,
  scenario: 'base',
  figure: 'fee',
};
const cells = [
  figureCell(money('-4978'), 'pounds', ref),
  unsaid('not said'),
  figureCell(amount('rate', '0.925'), 'percent'),
  says('words'),
  none,
];
const leaf = { label: 'price', figure: amount('price', '19.375'), place: 'm.yaml:1:2', source: 'published', parts: [] };
const group = { label: 'group', figure: undefined, parts: [leaf, { ...leaf, figure: unknown('money', 'not said') }] };
const everything = reportOf(
  tableOf(
    columns('Tier', 'a', 'b', 'c', 'd', 'e'),
    [
      row('Fee', cells, 'line', 1),
      row('Total', cells, 'total'),
      row('Heading', [none, none, none, none, none], 'heading'),
    ],
    ['note'],
  ),
  { kind: 'tree', id: 'tree', title: titled('Workings'), root: { ...group, figure: money('12.5') }, shown: group },
  { kind: 'text', id: 'text', title: titled('Words'), lines: sentences('one') },
);

test('every kind of block and cell', () => {
  const { format, blocks } = JSON.parse(json(everything, page));
  expect(format).toBe('buyin-report/1');
  expect(blocks[0].rows[0]).toEqual({
    id: 'Fee',
    role: 'line',
    level: 1,
    cells: [
      { text: 'Fee' },
      { value: '-4978.00', unit: 'GBP', figure: ref },
      { value: null, unit: 'GBP', figure: { figure: 'income' }, unknown: ['not said'] },
      { value: '0.925', unit: 'rate', figure: { figure: 'income' } },
      { text: 'words' },
      null,
    ],
  });
  expect(blocks[1].root.amount).toEqual({ value: '12.50', unit: 'GBP' });
  expect(blocks[1].root.parts).toEqual([
    {
      label: 'price',
      amount: { value: '19.375', unit: 'GBP per unit' },
      place: 'm.yaml:1:2',
      source: 'published',
      parts: [],
    },
    {
      label: 'price',
      amount: { value: null, unit: 'GBP', unknown: ['not said'] },
      place: 'm.yaml:1:2',
      source: 'published',
      parts: [],
    },
  ]);
  expect(blocks[2]).toEqual({ kind: 'text', id: 'text', title: 'Words', lines: ['one'] });
});

test('the keys stand in one order, whoever made the report', () => {
  const text = json(everything, page);
  const order = ['"figure": "fee"', '"scenario"', '"year"', '"month"', '"term"', '"school"', '"tier"'].map((key) =>
    text.indexOf(key),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(text.startsWith('{\n  "format": "buyin-report/1",\n  "id": "forecast",\n')).toBe(true);
});

test('what was rounded for a reader is not what a program gets', () => {
  const report = reportOf(tableOf(columns('x', 'y'), [row('a', [{ ...figureCell(money('10.49')), shown: 11 }])]));
  expect(JSON.parse(json(report, page)).blocks[0].rows[0].cells[1].value).toBe('10.49');
});

test('nothing in it acts on a terminal, and the text reads back as it was', () => {
  const name = 'a\x1b[31m\x9b\u202e\u2028\x7f"\\';
  const text = json(Report.of({ ...everything, title: titled(name) }), page);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]/);
  expect(JSON.parse(text).title).toBe(name);
});

describe('the published schema', () => {
  const data = (): Record<string, never> => JSON.parse(json(everything, page));
  const spoilt: readonly (readonly [string, (report: ReturnType<typeof JSON.parse>) => void])[] = [
    ['another version', (report) => (report.format = 'buyin-report/2')],
    ['a key too many', (report) => (report.more = 1)],
    ['a key too few', (report) => delete report.blocks[0].rows],
    ['a number that is no string', (report) => (report.blocks[0].rows[0].cells[1].value = 1)],
    ['a formatted number', (report) => (report.blocks[0].rows[0].cells[1].value = '(4,978)')],
    ['a figure of no name', (report) => (report.blocks[0].rows[0].cells[1].figure = {})],
    ['a unit nobody knows', (report) => (report.blocks[1].root.parts[0].amount.unit = 'EUR')],
    ['a text of no lines', (report) => delete report.blocks[2].lines],
  ];

  test('fits what is written', () => expect(schema.safeParse(data()).error).toBeUndefined());
  test.each(spoilt)('refuses %s', (_, spoil) => {
    const report = data();
    spoil(report);
    expect(schema.safeParse(report).success).toBe(false);
  });
});
