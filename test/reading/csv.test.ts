import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRow, type HeaderCell, readCsv } from '../../src/reading/csv.js';
import { runs } from '../support/runs.js';
import { brief, placed, under } from './trees.js';

const BEHIND = { basis: 'published', source: 'Register' } as const;
const read = (text: string): ReturnType<typeof readCsv> =>
  readCsv({ name: 'schools.csv', text }, BEHIND, { of: 'roll', isKnown: () => true });
const texts = (text: string): string[][] =>
  read(text).rows.map((row) => read(text).header.map((_, i) => row.cell(i).text));
const cell = (text: string, row: number, column: number): ReturnType<CsvRow['cell']> =>
  (read(text).rows[row] as CsvRow).cell(column);

test('commas part fields, and blanks round them are dropped', () => {
  expect(texts('urn, name \n 1 ,St John\n2,\n')).toEqual([
    ['1', 'St John'],
    ['2', ''],
  ]);
  expect(read('urn, name \n1,a').header.map(({ name, span }) => [name, placed(span)])).toEqual([
    ['urn', '1:1+3'],
    ['name', '1:6+4'],
  ]);
});

test('a quoted field may hold commas, line breaks, doubled quotes and blanks at its ends', () => {
  expect(texts('a,b\n"x, y","two\nlines"\n"say ""no""",  " z "  \n')).toEqual([
    ['x, y', 'two\nlines'],
    ['say "no"', ' z '],
  ]);
});

test('rows know their line, whatever the line breaks and blank lines before them', () => {
  for (const end of ['\n', '\r\n']) {
    const text = ['a,b', '', '"x', 'y', 'z",1', '   ', '2,3', '', '', '4,5'].join(end);
    expect(read(text).rows.map(({ place }) => place.line)).toEqual([3, 7, 10]);
  }
});

test('a cell knows its place: line and column in the file, after a field of several lines too', () => {
  for (const end of ['\n', '\r\n']) {
    const text = ['a,b,c', '1, two ,3', '"x', 'y", "£4",', '7,8,9'].join(end);
    expect([0, 1, 2].map((i) => under(cell(text, 0, i).span))).toEqual(['1', 'two', '3']);
    expect(placed(cell(text, 0, 1).span)).toBe('2:4+3');
    expect(placed(cell(text, 1, 0).span)).toMatch(/^3:1\+/);
    expect(placed(cell(text, 1, 1).span)).toMatch(/^4:5\+/);
    expect(cell(text, 1, 2).span).toMatchObject({ line: 4, column: 10 });
    expect(under(cell(text, 2, 2).span)).toBe('9');
  }
});

test('a cell carries what stands behind the file, its place in the model, and is one scalar however often it is asked for', () => {
  const row = read('urn,pupils\n1001,420').rows[0] as CsvRow;
  expect(row.cell(1)).toMatchObject({
    text: '420',
    path: 'schools.1001.pupils',
    basis: 'published',
    source: 'Register',
  });
  expect(row.cell(1)).toBe(row.cell(1));
  expect(row.cell(7).text).toBe('');
});

test('every ragged row and every column named twice is told', () => {
  const { problems } = read('a,b,a\n1,2,3\n1,2\n1,2,3,4\n\n1,2,3\n1\n');
  expect(brief(problems).map((each) => each.replace(/\+\d+/, ''))).toEqual([
    'duplicate-column 1:5',
    'ragged-row 3:1',
    'ragged-row 4:1',
    'ragged-row 7:1',
  ]);
  expect(problems.map(({ data }) => data)).toEqual([
    { column: 'a' },
    { expected: 3, found: 2 },
    { expected: 3, found: 4 },
    { expected: 3, found: 1 },
  ]);
  expect(problems[0]?.also.map(({ span }) => placed(span))).toEqual(['1:1+1']);
});

test('a hundred thousand ragged rows are one problem, and do no harm', () => {
  expect(read(`a,b\n${'1\n'.repeat(130_000)}`).problems).toHaveLength(1);
});

test.each([
  ['a,b\n1,"x\n2,3\n', 2],
  ['a,b\n1,x"y\n2,3\n', 2],
  ['a,b\r\n"x\r\ny","z\r\n2,3\n', 3],
  ['a,b\n1,2\n"x"y,3\n', 3],
])('a quote out of place is a problem on its line: %j', (text, line) => {
  expect(read(text).problems.map(({ code, span }) => [code, span?.line])).toEqual([['csv-syntax', line]]);
});

test.each([
  ['semicolons', 'urn;name\n1;"a, b"\n', '1:5+4'],
  ['tabs', 'urn\tname\r\n1\t"a, b"\r\n', '1:5+4'],
  ['bars', 'urn|name\n1|"a, b"\n', '1:5+4'],
  ['what sep= says', 'sep=;\nurn;name\n1;"a, b"\n', '2:5+4'],
  ['lines that end in CR alone', 'urn,name\r1,"a, b"\r', '1:5+4'],
])('a file parted by %s is read as it stands', (_, text, place) => {
  const { header, rows, problems } = read(text);
  expect(problems).toEqual([]);
  expect(header.map(({ name }) => name)).toEqual(['urn', 'name']);
  expect(placed((header[1] as HeaderCell).span)).toBe(place);
  expect(rows.map((row) => [row.text(0), row.text(1), under(row.cell(0).span)])).toEqual([['1', 'a, b', '1']]);
});

test('titles may stand above the heading, and an empty file is told as empty', () => {
  const known = { of: 'roll', isKnown: (name: string) => ['urn', 'name'].includes(name) } as const;
  const { header, rows } = readCsv(
    { name: 'schools.csv', text: 'Schools of the area\n\n2026,,\nurn,name\n1,a\n' },
    BEHIND,
    known,
  );
  expect([header.map(({ span }) => placed(span)), rows.map((row) => row.place.line)]).toEqual([
    ['4:1+3', '4:5+4'],
    [5],
  ]);
  expect(brief(read('\n \n').problems)).toEqual(['empty-roll 0:0+0']);
});

const field = fc.oneof(
  fc.stringMatching(/^[a-z£0-9 ]{0,5}$/),
  fc.array(fc.constantFrom('"', ',', '\n', '\r\n', 'é', 'x', ' '), { maxLength: 5 }).map((parts) => parts.join('')),
);
const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
const quoted = (text: string): string => (/[",;\t\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('what is written as CSV is read as it was, and stands where it is said to stand', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(',')).join(end);
      const filled = rows.filter((row) => row.some((each) => each !== ''));
      const { header, rows: found, problems } = read(text);
      expect(problems).toEqual([]);
      const got = found.map((row) => header.map((_, i) => row.cell(i).text));
      expect(got.filter((row) => row.some((each) => each !== ''))).toEqual(filled);
      const lines = text.split('\n');
      for (const row of found) {
        for (const [i] of header.entries()) {
          const { text: said, span } = row.cell(i);
          const rest = (lines[span.line - 1] as string).slice(span.column - 1);
          const first = quoted(said).split('\n')[0] as string;
          if (said !== '')
            expect(
              rest.startsWith(first) || rest.startsWith(first.slice(1)),
              JSON.stringify({ text, said, span: placed(span) }),
            ).toBe(true);
        }
      }
    }),
    runs(500, 22),
  );
});

test('what another program reads of a table is what is read', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.constantFrom(',', ';', '\t'), (rows, end, delimiter) => {
      const written = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(delimiter)).join(end);
      const theirs = parse(written, {
        delimiter,
        trim: true,
        record_delimiter: ['\r\n', '\n'],
        relax_column_count: true,
      });
      expect(texts(written)).toEqual(
        (theirs as unknown as string[][]).slice(1).filter((row) => row.some((each) => each !== '')),
      );
    }),
    runs(300, 24),
  );
});

test('no text whatever makes reading throw', () => {
  const piece = fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', ' ', ';', '\t', '1');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const { rows, header } = read(text);
        for (const row of rows) for (const [i] of header.entries()) expect(row.cell(i).span.line).toBeGreaterThan(0);
      },
    ),
    runs(1000, 23),
  );
});
