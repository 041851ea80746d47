import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdown } from '../../src/render/markdown.js';
import { table } from '../../src/render/table.js';
import { cellWidth } from '../../src/render/text.js';
import { Report, type Row } from '../../src/report/page/report.js';
import { titled } from '../../src/report/page/sentence.js';
import { runs } from '../support/runs.js';
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
const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
const heads = ['2019-20 £', '2020-21 £', '2021-22 £', '2022-23 £', '2023-24 £', '2024-25 £', '2025-26 £', '2026-27 £'];
const across = (...values: readonly string[]) => heads.map((_, i) => pounds(values[i % values.length] as string));

describe('numbers of things', () => {
  const count = (text: string, figure = 'members') => figureCell(amount('count', text), 'count', { figure });
  const shown = (rows: readonly Row[], headings: readonly string[]): string[] =>
    table(reportOf(tableOf(columns('', ...headings), rows)), page)
      .split('\n')
      .filter((line) => /\d/.test(line));

  test('have as many decimals as the others of their row, where it is one figure of several years', () => {
    const rows = [
      row('Members', [count('20'), count('18.1'), count('19')]),
      row('Schools', [count('20', 'schools'), count('18', 'schools'), none]),
      row('Surplus', ['1', '-2', '3'].map(pounds)),
    ];
    expect(shown(rows, ['a', 'b', 'c'])).toEqual(
      ['Members  20.0  18.1  19.0', 'Schools    20    18     –', 'Surplus     1   (2)     3'].map((line) =>
        expect.stringMatching(new RegExp(line.replace(/[()]/g, '\\$&').replace(/ +/g, ' +'))),
      ),
    );
  });

  test('have as many as the others of their column, where a row holds several figures', () => {
    const rows = ['10.2', '4'].map((members, i) =>
      row(`Kind ${i}`, [count(i === 0 ? '13' : '6', 'schools'), count(members), pounds('5')]),
    );
    expect(shown(rows, ['Schools', 'Members', 'Fees, £']).map((line) => line.replace(/ +/g, ' '))).toEqual([
      'Kind 0 13 10.2 5',
      'Kind 1 6 4.0 5',
    ]);
  });
});

test('the unit of a heading stays with the word before it, and no heading is higher than it need be', () => {
  const headings = [
    'Surplus (deficit) then, £',
    'In full, £',
    'With VAT, £',
    'Breaks even at, £',
    'And of all others, £',
  ];
  const drawn = table(
    reportOf(
      tableOf(columns('', ...headings), [
        row(
          'A school of a long name',
          headings.map(() => pounds('1')),
        ),
      ]),
    ),
    { ...page, width: 64 },
  ).split('\n');
  expect(drawn.some((line) => line.includes('£'))).toBe(true);
  expect(drawn.filter((line) => /(^| {2,})£/.test(line))).toEqual([]);
});

describe('golden', () => {
  test('a table that fits: negatives, totals, an emoji, an unknown, notes', () => {
    const rows = [
      row('Income', [none, none, none], 'heading'),
      row('Membership 🎓', ['498000', '501234.50', '0'].map(pounds), 'line', 1),
      row('Council contract', [unsaid('the council has not said'), pounds('-12000'), none], 'line', 1),
      row('Total income', [unsaid('the council has not said'), pounds('489234.50'), pounds('0')], 'total'),
    ];
    expect(
      table(reportOf(tableOf(columns('', ...heads.slice(0, 3)), rows, ['Accounting years run from September.'])), page),
    ).toBe(
      lines(
        'Forecast of a learning partnership',
        'From examples/x/model.yaml, as it stands.',
        '',
        'Income and expenditure',
        '',
        '                    2019-20 £  2020-21 £   2021-22 £',
        '──────────────────  ─────────  ──────────  ─────────',
        'Income',
        '  Membership 🎓       498,000    501,235           0',
        '  Council contract    unknown    (12,000)          –',
        '                    ─────────  ──────────  ─────────',
        'Total income          unknown    489,235           0',
        '',
        'Accounting years run from September.',
        'unknown: the council has not said',
      ),
    );
  });

  test('columns that do not fit go below each other', () => {
    const rows = [
      row('Membership of primary schools', across('498000', '-1234567.50')),
      row('Total', across('1'), 'total'),
    ];
    expect(table(reportOf(tableOf(columns('Income', ...heads), rows)), page)).toBe(
      lines(
        'Forecast of a learning partnership',
        'From examples/x/model.yaml, as it stands.',
        '',
        'Income and expenditure',
        '',
        '(columns 1 to 4 of 8)',
        'Income                         2019-20 £   2020-21 £   2021-22 £   2022-23 £',
        '─────────────────────────────  ─────────  ───────────  ─────────  ───────────',
        'Membership of primary schools    498,000  (1,234,568)    498,000  (1,234,568)',
        '                               ─────────  ───────────  ─────────  ───────────',
        'Total                                  1           1           1           1',
        '',
        '(columns 5 to 8 of 8)',
        'Income                         2023-24 £   2024-25 £   2025-26 £   2026-27 £',
        '─────────────────────────────  ─────────  ───────────  ─────────  ───────────',
        'Membership of primary schools    498,000  (1,234,568)    498,000  (1,234,568)',
        '                               ─────────  ───────────  ─────────  ───────────',
        'Total                                  1           1           1           1',
      ),
    );
  });

  test('text at the right is wrapped in its own column', () => {
    const cols = [...columns('Assumption', 'Value'), { id: 's', heading: 'Source', align: 'left' as const }];
    const source = 'Our reading of the accounts of 2019-20, page 14, note 3, which gives the number of schools';
    const text = table(
      reportOf(tableOf(cols, [row('Buy-in', [figureCell(amount('rate', '-0.125'), 'percent'), says(source)])])),
      page,
    );
    expect(text).toContain(
      lines(
        'Assumption   Value   Source',
        '──────────  ───────  ───────────────────────────────────────────────────────────',
        'Buy-in      (12.5%)  Our reading of the accounts of 2019-20, page 14, note 3,',
        '                     which gives the number of schools',
      ),
    );
  });

  test('a tree: amounts in one column, places and sources beside or beneath their leaves', () => {
    const leaf = { parts: [] };
    const root = {
      ...{ label: 'surplus', figure: money('-4978') },
      parts: [
        {
          ...{ label: 'membership', figure: money('12345') },
          parts: [
            {
              ...leaf,
              label: 'price a pupil',
              figure: amount('price', '19'),
              place: 'examples/haringey/model.yaml:31:22',
              source: 'published: the partnership’s answers',
            },
            { ...leaf, label: 'pupils', figure: amount('count', '262'), place: 'roll.csv:3:1' },
          ],
        },
        {
          label: 'less staff',
          figure: undefined,
          parts: [{ ...leaf, label: 'on-cost', figure: amount('rate', '0.285') }],
        },
      ],
    };
    expect(
      table(
        Report.of({
          ...reportOf({ kind: 'tree', id: 't', title: titled(''), root, shown: root }),
          title: titled('Why'),
          basis: [],
        }),
        page,
      ),
    ).toBe(
      lines(
        'Why',
        '',
        '(£4,978.00)  surplus',
        '£12,345.00   ├─ membership',
        '    £19.00   │  ├─ price a pupil',
        '             │  │     examples/haringey/model.yaml:31:22',
        '             │  │     published: the partnership’s answers',
        '       262   │  └─ pupils  roll.csv:3:1',
        '             └─ less staff',
        '     28.5%      └─ on-cost',
      ),
    );
  });
});

describe('the page', () => {
  test('digits stand under digits in a column with a bracket', () => {
    const text = table(
      reportOf(tableOf(columns('x', 'n'), [row('a', [pence('-1.25')]), row('b', [pence('31.75')])])),
      page,
    );
    const [negative = '', positive = ''] = text.split('\n').slice(-3);
    expect(negative.indexOf('1.25')).toBe(positive.indexOf('1.75'));
  });

  test('colour changes no word of it', () => {
    const report = reportOf(
      tableOf(
        columns('x', 'n'),
        [row('a', [pounds('-1')]), row('Heading', [none], 'heading'), row('t', [pounds('1')], 'total')],
        ['A note\nof two lines.'],
      ),
    );
    const coloured = table(report, { width: 80, colour: true });
    expect(coloured).toContain('\x1b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(table(report, page));
    expect(table(report, page)).not.toContain('\x1b');
  });

  test('a name cannot act on the terminal', () => {
    const text = table(
      reportOf(
        tableOf(columns('School\x1b[2J', 'n'), [row('a\n\x1b[31mb\u202e', [says('\tx')])], ['\x1b]0;title\x07']),
      ),
      page,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    expect(text).toContain('a\\n\\x1b[31mb\\u202e');
  });

  test('figures stand in line beside an emoji of any age', () => {
    const rows = ['🎓', '🫠', '👩‍👩‍👧', '日', 'ab'].map((name) => row(name, [pounds('-1234')]));
    const body = table(reportOf(tableOf(columns('School', 'Fee £'), rows)), page)
      .trimEnd()
      .split('\n')
      .slice(-5);
    expect(body.map((line) => cellWidth(line.slice(0, line.indexOf('('))))).toEqual([8, 8, 8, 8, 8]);
  });

  test('a command to type is one line, however wide, and a sentence about one is not', () => {
    const command = `buyin forecast examples/x ${'--set assumptions.a.value=1 '.repeat(5).trim()}`;
    const about =
      'buyin check --strict fails on an assumption without a source or an owner, and on one that is overdue.';
    const text = table(
      reportOf({ kind: 'text', id: 'again', title: titled('Again'), lines: sentences(command, about) }),
      page,
    );
    expect(text).toContain(`\n${command}\nbuyin check`);
    expect(text).not.toContain(about);
  });

  test('a heading in a table takes the whole line, and no room from the labels below it', () => {
    const name = 'one membership that is simple to explain, and the days beyond it sold by the one day';
    const start = name.replace(/ one day$/, '');
    const rows = [row(name, [none, none], 'heading'), row('Fee', [pounds('1'), pounds('2')], 'line', 1)];
    const text = table(reportOf(tableOf(columns('', 'A £', 'B £'), rows)), page);
    expect(text).toContain(`${start}\n    one day\n  Fee `);
    expect(text.split('\n').at(-2)).toHaveLength('  Fee'.length + 2 * '  A £'.length);
    expect(table(reportOf(tableOf(columns('', 'A £', 'B £'), rows)), { ...page, width: 120 })).toContain(`\n${name}\n`);
    // In each panel, and with what stands beside it where something does.
    const many = [
      row(
        name,
        heads.map(() => none),
        'heading',
      ),
      row('Fee', across('123456'), 'line', 1),
    ];
    const panels = table(reportOf(tableOf(columns('', ...heads), many)), page);
    expect(panels.split(`${start}\n`)).toHaveLength(3);
    expect(table(reportOf(tableOf(columns('', 'A £'), [row('Of 2027', [says('told')], 'heading')])), page)).toMatch(
      /^Of 2027 +told$/m,
    );
  });

  test('panels give their labels the room that figures leave', () => {
    const name = 'The contribution of a very long name of a council contract';
    const lines = table(reportOf(tableOf(columns('', ...heads), [row(name, across('1'))])), page).split('\n');
    expect(lines[6]).toMatch(/^ +2019-20 £ .* 2023-24 £$/);
    expect(lines[6]).toHaveLength(80);
  });

  test('a very deep row on a narrow page keeps its label', () => {
    const text = table(reportOf(tableOf(columns('', 'Fee £'), [row('part', [pounds('123456789')], 'line', 30)])), {
      width: 30,
      colour: false,
    });
    expect(text).toMatch(/^ +part +123,456,789$/m);
    for (const line of text.split('\n').slice(3)) expect(line.length).toBeLessThanOrEqual(30);
  });

  test('a table without rows says so', () =>
    expect(table(reportOf(tableOf(columns('x', 'n'), [])), page)).toContain('\n(no rows)\n'));

  test('a table without rows is what its notes say of that', () => {
    const none = reportOf(tableOf(columns('x', 'n'), [], ['Nobody loses.']));
    expect(table(none, page)).toMatch(/\n\nNobody loses\.\n$/);
    expect(table(none, page)).not.toMatch(/no rows|─/);
    expect(markdown(none, page)).toMatch(/\n\nNobody loses\.\n$/);
    expect(markdown(none, page)).not.toContain('|');
  });

  test('reasons that a note tells are not told again, and many are counted', () => {
    const rows = Array.from({ length: 7 }, (_, i) => row(`r${i}`, [unsaid(`reason ${i}`)]));
    const text = table(reportOf(tableOf(columns('x', 'n'), rows, ['As is known, reason 0.'])), page);
    expect(text).toContain('unknown: reason 1; reason 2; reason 3; reason 4; reason 5; and 1 more');
  });

  test('every figure is there, whole, and no line is too wide', () => {
    const value = fc.integer({ min: -1e11, max: 1e11 }).map((n) => (n / 100).toFixed(2));
    const label = fc.string({ unit: fc.constantFrom('a', 'B', ' ', 'é', '🎓', '日', '\n'), maxLength: 90 });
    const wide = fc.integer({ min: 1, max: 12 });
    const made = wide.chain((n) =>
      fc.array(fc.tuple(label, fc.array(value, { minLength: n, maxLength: n }), fc.nat(4)), {
        minLength: 1,
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(made, fc.integer({ min: 40, max: 120 }), (rows, width) => {
        const n = rows[0]?.[1].length ?? 0;
        const cols = columns('School', ...Array.from({ length: n }, (_, i) => `Year number ${i}`));
        const text = table(
          reportOf(
            tableOf(
              cols,
              rows.map(([name, values, level], i) => ({ ...row(name, values.map(pence), 'line', level), id: `r${i}` })),
            ),
          ),
          { width, colour: false },
        );
        for (const line of text.split('\n').slice(5)) expect(cellWidth(line)).toBeLessThanOrEqual(width);
        const shown = [...text.matchAll(/\(?\d[\d,]*\.\d\d\)?/g)].map(([figure]) =>
          figure.replace(/[(),]/g, (c) => (c === '(' ? '-' : '')),
        );
        const sorted = (list: readonly string[]): string[] =>
          list.map((each) => each.replace(/^-(0\.00)$/, '$1')).sort();
        expect(sorted(shown)).toEqual(sorted(rows.flatMap(([, values]) => values)));
      }),
      runs(100, 31),
    );
  });

  test('long tables and short ones are set alike', () => {
    const rows = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ ...row(`School ${i % 10}`, [pounds(String(-(i % 10)))]), id: String(i) }));
    const body = (n: number): string[] =>
      table(reportOf(tableOf(columns('School', 'Fee £'), rows(n))), page)
        .split('\n')
        .slice(5);
    expect(body(1000).slice(0, 12)).toEqual(body(10).slice(0, 12));
  });
});
