import { type Problem, problem, type Scalar, type SourceFile } from '../../language/index.js';
import { CellProblems } from '../cells.js';
import { ROLL_COLUMNS } from '../roll-columns.js';
import { Join, type RollTable } from './join.js';
import { type DeclaredColumns, headingsOf, isAsked } from './sources.js';
import { type FileTable, type KeptRow, readTable } from './table.js';
import type { RollTermsSaid } from './terms.js';

export type { RollTable };

/** Puts a roll together of its files. `open` gives the text of a file, or what is wrong with it. */
export function rollTable(
  said: RollTermsSaid,
  declared: DeclaredColumns,
  open: (file: Scalar) => SourceFile | Problem,
): RollTable {
  const problems = [...basisProblems(said), ...nameProblems(said, declared)];
  const tables: FileTable[] = [];
  const onRoll = new Set<string>();
  for (const terms of [said.main, ...said.beside]) {
    const file = open(terms.file);
    if ('code' in file) {
      problems.push(file);
      continue;
    }
    const isMain = terms === said.main;
    const table = readTable(file, terms, headingsOf(terms, declared), isMain ? () => true : (urn) => onRoll.has(urn));
    if (isMain) for (const { urn } of table.rows) onRoll.add(urn);
    problems.push(...table.problems, ...(isMain ? [] : duplicatesIn(table)));
    tables.push(table);
  }
  if (problems.length > 0) return { header: [], rows: [], problems, read: undefined };
  return new Join(said, tables, declared).table();
}

/** What the basis of the roll must say where pupils come from a download. */
function basisProblems({ main, beside, count, census, rollAt }: RollTermsSaid): Problem[] {
  const formats = [main, ...beside].flatMap(({ format, columns }) =>
    format === undefined || columns.has('pupils') ? [] : format,
  );
  if (formats.length === 0) return [];
  if (count === undefined) {
    return [
      problem('roll-basis', rollAt, {
        why: 'pupils can be counted in two ways, and the model does not say in which',
        instead: 'write "roll: { count: headcount, census: january }" under schools, or count: fte with a census file',
      }),
    ];
  }
  const way = count.text === 'fte' ? 'fte' : 'headcount';
  const fits = formats.filter(({ pupils }) => pupils[way] !== undefined);
  const hasOwn = [main, ...beside].some(
    ({ format, columns }) => columns.has('pupils') || (format === undefined && columns.size === 0),
  );
  if (fits.length === 0 && !hasOwn) {
    return [
      problem('roll-basis', count.span, {
        why: `${formats[0]?.called} gives a headcount at its own date, and no full-time equivalents`,
        instead:
          'put the schools census beside it, "with: { file: census.csv, reads: census }"; or write count: headcount',
      }),
    ];
  }
  const [first] = fits;
  if (first?.census === undefined || census === undefined || census.text === first.census) return [];
  return [
    problem('roll-basis', census.span, {
      why: `the pupils of ${first.called} are those of the ${first.census === 'january' ? 'January' : first.census} census`,
      instead: `write census: ${first.census}; an October roll is not published school by school: ask the council, and give it as a file of your own`,
    }),
  ];
}

/** A school that has two rows in a file beside the roll: sites, years, kinds of pupil. */
function duplicatesIn(table: FileTable): Problem[] {
  const first = new Map<string, KeptRow>();
  const found = new CellProblems();
  for (const row of table.rows) {
    const period = table.terms.format?.period(table.cells(row))?.at ?? '';
    const key = `${row.urn}|${period}`;
    if (first.has(key))
      found.at('', table.rowPlace(row), 'duplicate-school', { id: row.urn, of: table.terms.file.text });
    else first.set(key, row);
  }
  return found.problems;
}

/** Columns that no roll has, where the model says what they are in a file. */
function nameProblems({ main, beside, from }: RollTermsSaid, declared: DeclaredColumns): Problem[] {
  const known = [...ROLL_COLUMNS, ...declared.attributes, ...declared.drivers];
  const files = [main, ...beside].map(({ file }) => file.text);
  const lost =
    from === undefined || files.includes(from.text)
      ? []
      : [problem('unknown-name', from.span, { name: from.text, what: 'file of the roll', known: files })];
  const columns = [main, ...beside].flatMap((terms) =>
    [...terms.columns].flatMap(([name, { key }]) =>
      isAsked(name, declared) ? [] : [problem('unknown-key', key, { key: name, within: '"columns"', known })],
    ),
  );
  return [...lost, ...columns];
}
