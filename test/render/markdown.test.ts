import { expect, test } from 'vitest';
import { markdown } from '../../src/render/markdown.js';
import { Report } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';
import {
  amount,
  columns,
  figureCell,
  money,
  none,
  pounds,
  reportOf,
  row,
  sentences,
  tableOf,
  unsaid,
} from './sample.js';

const page = { width: 80, colour: false };

test('a table to paste: alignment, totals, levels, unknowns and notes', () => {
  const rows = [
    row('Income', [none, none], 'heading'),
    row('Membership', [pounds('1234'), none], 'line', 1),
    row('Total', [unsaid('no contract yet'), figureCell(amount('rate', '-0.125'), 'percent')], 'total'),
  ];
  expect(markdown(reportOf(tableOf(columns('', '2019-20 £', 'Margin'), rows, ['A note.'])), page)).toBe(
    [
      '# Forecast of a learning partnership',
      '',
      'From examples/x/model.yaml, as it stands.',
      '',
      '## Income and expenditure',
      '',
      '|  | 2019-20 £ | Margin |',
      '| :--- | ---: | ---: |',
      '| **Income** |  |  |',
      '| &emsp;Membership | 1,234 | – |',
      '| **Total** | **unknown** | **(12.5%)** |',
      '',
      'A note.',
      '',
      'unknown: no contract yet',
      '',
    ].join('\n'),
  );
});

test('a name is text, whatever it contains', () => {
  const names = [
    'a|b',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:1)',
    '*b* _i_ `c` ~s~ $m$',
    'back\\slash',
    'two\nlines',
    'R&D',
    'https://a.example/b_c?d=1',
  ];
  const text = markdown(
    reportOf(
      tableOf(
        columns('x'),
        names.map((name) => row(name, [])),
      ),
    ),
    page,
  );
  expect(text.split('\n').slice(8, 16)).toEqual([
    '| a\\|b |',
    '| &lt;img src=x onerror=alert(1)&gt; |',
    '| \\[x\\](javascript:1) |',
    '| \\*b\\* \\_i\\_ \\`c\\` \\~s\\~ \\$m\\$ |',
    '| back\\\\slash |',
    '| two\\\\nlines |',
    '| R&amp;D |',
    '| https://a.example/b_c?d=1 |',
  ]);
});

test('a line of text starts nothing', () => {
  const starts = ['# x', '- x', '+ x', '1. x', '12) x', '> x', '=== x', '2019-20 is a year'];
  const text = markdown(
    Report.of({ ...reportOf({ kind: 'text', id: 't', title: titled(''), lines: sentences(...starts) }), basis: [] }),
    page,
  );
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    '# Forecast of a learning partnership',
    '\\# x',
    '\\- x',
    '\\+ x',
    '1\\. x',
    '12\\) x',
    '&gt; x',
    '\\=== x',
    '2019-20 is a year',
  ]);
});

test('a tree is a nested list with amounts, units and places', () => {
  const parts = [
    { label: 'price', figure: amount('price', '19'), place: 'm.yaml:1:2', source: 'published: x', parts: [] },
  ];
  const root = {
    label: 'fee',
    figure: money('-4978'),
    parts: [{ label: 'less', figure: undefined, parts }],
  };
  const text = markdown(
    Report.of({ ...reportOf({ kind: 'tree', id: 't', title: titled(''), root, shown: root }), basis: [] }),
    page,
  );
  expect(text).toContain('\n- **(£4,978.00)** fee\n  - less\n    - **£19.00** price · m.yaml:1:2 · published: x\n');
});
