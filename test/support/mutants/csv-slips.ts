import { isSameAnswer, type Mutant, type Place, type Random, type Slip, TYPOS } from './mutant.js';

/* The slips that can be made in a roll or in the answers of a consultation. The files that these are made of have no quoted commas in their cells. */

interface Table {
  readonly rows: readonly (readonly string[])[];
}

/** Columns in which people write what they like. */
const FREE = ['name', 'evidence', 'area'];
const WORDY = [
  'phase',
  'type',
  'intent',
  'sixth_form',
  'nursery',
  'new_joiner',
  'school',
  'option',
  'trust',
  'tier',
  'urn',
];

function tableOf(text: string): Table {
  return { rows: text.trimEnd().split('\n').map(cellsOf) };
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell);
}

const written = (rows: readonly (readonly string[])[], comma = ','): string =>
  `${rows.map((row) => row.join(comma)).join('\n')}\n`;

function placeIn(row: readonly string[], line: number, column: number): Place {
  const from = row.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 1);
  return { line, from, to: from + Math.max(1, row[column]?.length ?? 1) };
}

/** Every slip that can be made in a table. */
export function csvSlips(text: string): Slip[] {
  const { rows } = tableOf(text);
  const [heading = []] = rows;
  const cells = rows.slice(1).flatMap((row, r) => row.flatMap((cell, column) => cellSlips(rows, r + 1, column, cell)));
  return [
    ...heading.flatMap((_, column) => headingSlips(rows, column)),
    ...wholeSlips(text, rows),
    ...rowSlips(rows),
    ...cells,
  ];
}

const withCell = (rows: Table['rows'], row: number, column: number, cell: string): string[][] =>
  rows.map((each, r) => (r === row ? each.map((old, c) => (c === column ? cell : old)) : [...each]));

function table(kind: string, path: string, text: string, was: string, becomes: string, ...at: Place[]): Mutant {
  return { what: 'table', kind, text, path, was, becomes, at };
}

function headingSlips(rows: Table['rows'], column: number): Slip[] {
  const [heading = []] = rows;
  const name = heading[column] as string;
  const typos = Object.entries(TYPOS).map(
    ([kind, typo]): Slip => ({
      what: 'key',
      kind: `a heading: ${kind}`,
      make: (random: Random) => {
        const becomes = typo(name, random);
        if (becomes === name) return undefined;
        const changed = withCell(rows, 0, column, becomes);
        return {
          ...table('', name, written(changed), name, becomes, placeIn(changed[0] as string[], 1, column)),
          what: 'key',
          kind: `a heading: ${kind}`,
        };
      },
    }),
  );
  const dropped = rows.map((row) => row.filter((_, c) => c !== column));
  const doubled = rows.map((row) => [...row, row[column] as string]);
  const slip = (kind: string, make: () => Mutant): Slip => ({ what: 'table', kind, make });
  return [
    ...typos,
    slip('a column dropped', () =>
      table('a column dropped', name, written(dropped), name, '', { line: 1, from: 1, to: 500 }),
    ),
    slip('a column twice', () =>
      table('a column twice', name, written(doubled), name, name, placeIn(doubled[0] as string[], 1, heading.length)),
    ),
    slip('a column without a heading', () =>
      table(
        'a column without a heading',
        name,
        written(withCell(rows, 0, column, '')),
        name,
        '',
        placeIn(withCell(rows, 0, column, '')[0] as string[], 1, column),
      ),
    ),
  ];
}

function wholeSlips(text: string, rows: Table['rows']): Slip[] {
  const top: Place = { line: 1, from: 1, to: 500 };
  const of = (kind: string, changed: string, ...at: Place[]): Slip => ({
    what: 'table',
    kind,
    make: () => table(kind, '', changed, '', '', ...at),
  });
  const blank = (rows[0] ?? []).map(() => '');
  const total = blank.map((_, c) => (c === 0 ? 'Total' : ''));
  return [
    of('semicolons for commas', written(rows, ';'), top),
    of('tabs for commas', written(rows, '\t'), top),
    of('bars for commas', written(rows, '|'), top),
    of('a title above the heading', `Schools of the area\n${text}`, top),
    of(
      'a title above the heading, with commas',
      `${['Schools of the area', ...blank.slice(1)].join(',')}\n${text}`,
      top,
    ),
    of('a title and an empty line above the heading', `Schools of the area\n\n${text}`, top),
    of('a total below', written([...rows, total]), { line: rows.length + 1, from: 1, to: 500 }),
    of('a note below', `${written(rows)}Source: the council\n`, { line: rows.length + 1, from: 1, to: 500 }),
    of('no heading', written(rows.slice(1)), top),
    of('an empty file', '', { line: 0, from: 0, to: 1 }),
    of('a heading alone', written(rows.slice(0, 1)), top),
    of('a byte-order mark', `\ufeff${text}`, top),
    of('ends of lines as on Windows', text.replace(/\n/g, '\r\n'), top),
    of('empty lines between', text.replace(/\n/g, '\n\n'), top),
    of('lines end in commas', written(rows.map((row) => [...row, ''])), top),
  ];
}

function rowSlips(rows: Table['rows']): Slip[] {
  return rows.slice(1).flatMap((row, r): Slip[] => {
    const line = r + 2;
    const at: Place = { line, from: 1, to: 500 };
    const changed = (cells: readonly string[]): string => written(rows.map((each, i) => (i === r + 1 ? cells : each)));
    const last = rows.length;
    return [
      {
        what: 'table',
        kind: 'a row too short',
        make: () => table('a row too short', '', changed(row.slice(0, -1)), '', '', at),
      },
      {
        what: 'table',
        kind: 'a row too long',
        make: () => table('a row too long', '', changed([...row, 'x']), '', '', at),
      },
      {
        what: 'table',
        kind: 'a row twice',
        make: () => table('a row twice', '', written([...rows, row]), '', '', at, { ...at, line: last + 1 }),
      },
    ];
  });
}

/** What people write in a cell of numbers. */
const CELLS: Readonly<Record<string, (cell: string) => string>> = {
  'a thousands comma': () => '"1,234"',
  'a decimal comma': () => '"412,5"',
  'SUPP for a number': () => 'SUPP',
  'c for a number': () => 'c',
  'x for a number': () => 'x',
  'NE for a number': () => 'NE',
  'n/a for a number': () => 'n/a',
  'a hyphen for a number': () => '-',
  'a word for a number': () => 'about',
  'a no-break space': () => '1\u00a0234',
  'below zero': (cell) => `-${cell}`,
  'a per cent sign': (cell) => `${cell.replace('%', '')}%`,
  'no per cent sign': (cell) => cell.replace('%', ''),
  'a quote not closed': (cell) => `"${cell}`,
  'nothing at all': () => '',
};

function cellSlips(rows: Table['rows'], row: number, column: number, cell: string): Slip[] {
  const name = rows[0]?.[column] as string;
  if (cell === '' || FREE.includes(name)) return [];
  const mutant = (what: Mutant['what'], kind: string, becomes: string): Mutant | undefined => {
    if (becomes === cell || isSameAnswer(cell, becomes)) return undefined;
    const changed = withCell(rows, row, column, becomes);
    return {
      ...table(kind, name, written(changed), cell, becomes, placeIn(changed[row] as string[], row + 1, column)),
      what,
    };
  };
  if (WORDY.includes(name)) {
    const what = ['school', 'trust', 'urn'].includes(name) ? 'name' : 'reference';
    return Object.entries(TYPOS).map(([kind, typo]) => ({
      what,
      kind,
      make: (random) => mutant(what, kind, typo(cell, random)),
    }));
  }
  if (!/^-?£?[\d.,]+%?$/.test(cell)) return [];
  return Object.entries(CELLS).map(([kind, write]) => ({
    what: 'number',
    kind,
    make: () => mutant('number', kind, write(cell)),
  }));
}
