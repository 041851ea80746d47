import { type Problem, problem, type Scalar, type SourceFile } from '../../language/index.js';
import { CellProblems } from '../cells.js';
import { ROLL_COLUMNS } from '../roll-columns.js';
import { Join, type RollTable } from './join.js';
import { linkIn, links } from './links.js';
import { type DeclaredColumns, headingsOf, isAsked } from './sources.js';
import { type FileTable, type KeptRow, type RowsWanted, readTable } from './table.js';
import type { FileTerms, RollTermsSaid } from './terms.js';

export type { RollTable };

/** Puts a roll together of its files. `open` gives the text of a file, or what is wrong with it. */
export function rollTable(
  said: RollTermsSaid,
  declared: DeclaredColumns,
  open: (file: Scalar) => SourceFile | Problem,
): RollTable {
  const problems = [...basisProblems(said), ...nameProblems(said, declared)];
  const read = (
    terms: FileTerms,
    isWanted: RowsWanted['isWanted'],
    establishments: RowsWanted['establishments'] = new Map(),
    isOwn = false,
  ): FileTable[] => {
    const file = open(terms.file);
    if (!('code' in file)) {
      const table = readTable(file, terms, headingsOf(terms, declared, said.intake), {
        isWanted,
        establishments,
        isOwn,
      });
      problems.push(...table.problems);
      return [table];
    }
    problems.push(file);
    return [];
  };
  const main = read(said.main, () => true, new Map(), true);
  const onRoll = new Set(main.flatMap(({ rows }) => rows.map(({ urn }) => urn)));
  const isLinks = ({ format }: FileTerms): boolean => format === links;
  const linked = said.beside.filter(isLinks).flatMap((terms) => read(terms, () => true));
  const all = linked.flatMap(({ rows, cells }) => rows.flatMap((row) => linkIn(cells(row)) ?? []));
  const followed = all.filter(({ of }) => onRoll.has(of));
  const before = [...[...said.follows.values()].map(({ text }) => text), ...followed.map(({ from }) => from)];
  const wanted = new Set([...onRoll, ...before]);
  const establishments = new Map(main.flatMap(establishmentsIn));
  const rest = said.beside
    .filter((terms) => !isLinks(terms))
    .flatMap((terms) => read(terms, (urn) => wanted.has(urn), establishments));
  problems.push(
    ...[...main, ...rest].flatMap(duplicatesIn),
    ...followsProblems(said, onRoll, new Set(rest.flatMap(({ rows }) => rows.map(({ urn }) => urn)))),
    ...intakeProblems(said, [...main, ...rest]),
  );
  if (problems.length > 0) return { header: [], rows: [], problems, read: undefined };
  return new Join(said, [...main, ...rest], declared, { links: followed, tables: linked }).table();
}

/** The schools of a file by their numbers in their councils. */
function establishmentsIn({ rows, cells, terms: { format } }: FileTable): (readonly [string, string])[] {
  return rows.flatMap((row) => {
    const number = format?.establishmentOf(cells(row));
    return number === undefined ? [] : [[number, row.urn] as const];
  });
}

/** What the basis of the roll must say where pupils come from a download. */
function basisProblems({ main, beside, count, census, rollAt }: RollTermsSaid): Problem[] {
  const formats = [main, ...beside].flatMap(({ format, columns }) =>
    format === undefined || columns.has('pupils') || Object.keys(format.pupils).length === 0 ? [] : format,
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
        why:
          way === 'fte'
            ? `${formats[0]?.called} gives a headcount at its own date, and no full-time equivalents`
            : `${formats[0]?.called} gives full-time equivalents, and no headcount`,
        instead: `put the schools census beside it, "with: { file: census.csv, reads: census }"; or write count: ${way === 'fte' ? 'headcount' : 'fte'}`,
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

/** What is said of schools that go on from others, and of how rolls move up, that cannot be. */
function followsProblems(
  { main, beside, follows, intake, change }: RollTermsSaid,
  onRoll: ReadonlySet<string>,
  inFiles: ReadonlySet<string>,
): Problem[] {
  const unknown = [...follows].flatMap(([school, { text, span }]) => {
    if (!onRoll.has(school))
      return [problem('unknown-name', span, { name: school, what: 'school of the roll', known: [...onRoll] })];
    if (inFiles.has(text)) return [];
    return [
      problem('unknown-name', span, { name: text, what: 'school of a file beside the roll', known: [...inFiles] }),
    ];
  });
  if (intake === undefined) return unknown;
  const hasGroups = [main, ...beside].some(({ format }) => format?.reads === 'census');
  return [
    ...unknown,
    ...(hasGroups
      ? []
      : [
          problem('roll-basis', intake.span, {
            why: 'rolls move up by the year groups of the schools census, and no file of the roll is one',
            instead: 'put the census under "with"; or say how rolls change, with roll_change',
          }),
        ]),
    ...(change === undefined
      ? []
      : [problem('either-or', change, { one: 'intake', other: 'roll_change', why: 'both say how rolls change' })]),
  ];
}

/** Those who enter are as many as in the first year group, or what a column says. */
function intakeProblems({ intake }: RollTermsSaid, tables: readonly FileTable[]): Problem[] {
  if (intake === undefined || intake.text === 'same' || tables.some(({ has }) => has(intake.text))) return [];
  const data = { name: intake.text, what: 'column of the files of the roll', known: ['same'] };
  return [problem('unknown-name', intake.span, data)];
}

/** A school that has two rows in a file: sites, years, kinds of pupil. */
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
  const values = [main, ...beside].flatMap(({ valuesAt }) =>
    [...valuesAt].flatMap(([name, key]) =>
      isAsked(name, declared) ? [] : [problem('unknown-key', key, { key: name, within: '"values"', known })],
    ),
  );
  return [...lost, ...columns, ...values];
}
