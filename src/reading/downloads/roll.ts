import { type Problem, problem, Scalar, type SourceFile } from '../../language/index.js';
import { CellProblems } from '../cells.js';
import { choiceOf, ROLL_COLUMNS } from '../roll-columns.js';
import { slipsIn } from './headings.js';
import { Join, type RollTable } from './join.js';
import { linkIn, links } from './links.js';
import type { KeptRow, RowsWanted } from './rows.js';
import { type DeclaredColumns, headingsOf, isAsked, ownColumns } from './sources.js';
import { type FileTable, type Looked, readTable } from './table.js';
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
      const looked: Looked = {
        headings: headingsOf(terms, declared, said.intake),
        own: (headings) => ownColumns(terms, headings, declared),
        ignore: declared.ignore,
      };
      const table = readTable(file, terms, looked, { isWanted, establishments, isOwn });
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
  const before = [...[...said.follows.values()].map(({ from }) => from.text), ...followed.map(({ from }) => from)];
  const wanted = new Set([...onRoll, ...before]);
  const establishments = new Map(main.flatMap(establishmentsIn));
  const beside = said.beside.filter((terms) => !isLinks(terms));
  const rest = beside.flatMap((terms) => read(terms, (urn) => wanted.has(urn), establishments));
  const tables = [...main, ...rest];
  problems.push(
    ...tables.flatMap((table) => slipsIn(table, declared)),
    ...tables.flatMap(duplicatesIn),
    ...followsProblems(said, schoolsIn(main, 1), said.isWhole ? schoolsIn(rest, beside.length) : undefined),
    ...changeProblems(said),
    ...(!said.isWhole || problems.some(({ code }) => code === 'no-file') ? [] : fromProblems(said)),
    ...(said.isWhole && tables.every(isRead) ? intakeProblems(said, tables) : []),
  );
  if (problems.length > 0) return { header: [], rows: [], problems, read: undefined };
  return new Join(said, tables, declared, { links: followed, tables: linked }).table();
}

/** Whether the rows of a file are known: one whose heading or form is a problem has none that anything could be held against. */
const isRead = ({ problems }: FileTable): boolean => problems.length === 0;

/** The schools of so many files; undefined where one of them could not be read. */
function schoolsIn(tables: readonly FileTable[], files: number): ReadonlySet<string> | undefined {
  return tables.length === files && tables.every(isRead)
    ? new Set(tables.flatMap(({ rows }) => rows.map(({ urn }) => urn)))
    : undefined;
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
  const hasOwn = [main, ...beside].some(({ format, columns }) => columns.has('pupils') || format === undefined);
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

/** Schools that go on from others, where one of the two is in no file; nothing of files that could not be read. */
function followsProblems(
  { follows }: RollTermsSaid,
  onRoll: ReadonlySet<string> | undefined,
  inFiles: ReadonlySet<string> | undefined,
): Problem[] {
  return [...follows].flatMap(([school, { key, from }]) => {
    if (onRoll?.has(school) === false)
      return [problem('unknown-name', key, { name: school, what: 'school of the roll', known: [...onRoll] })];
    if (inFiles?.has(from.text) !== false) return [];
    const data = { name: from.text, what: 'school of a file beside the roll', known: [...inFiles] };
    return [problem('unknown-name', from.span, data)];
  });
}

/** What is said of how rolls move up that cannot be. */
function changeProblems({ main, beside, intake, change }: RollTermsSaid): Problem[] {
  if (intake === undefined) return [];
  const hasGroups = [main, ...beside].some(({ format }) => format?.reads === 'census');
  return [
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
function nameProblems({ main, beside }: RollTermsSaid, declared: DeclaredColumns): Problem[] {
  const known = [...ROLL_COLUMNS, ...declared.attributes, ...declared.drivers];
  const columns = [main, ...beside].flatMap((terms) =>
    [...terms.columns].flatMap(([name, { key }]) =>
      isAsked(name, declared) ? [] : [problem('unknown-key', key, { key: name, within: '"columns"', known })],
    ),
  );
  const values = [main, ...beside].flatMap(({ valuesAt }) =>
    [...valuesAt].flatMap(([name, { key }]) =>
      isAsked(name, declared) ? [] : [problem('unknown-key', key, { key: name, within: '"values"', known })],
    ),
  );
  return [...columns, ...values, ...[main, ...beside].flatMap(meaningProblems)];
}

/** What `values` says that a column means, and the column cannot: told there, and not at each row that has it. */
function meaningProblems({ values }: FileTerms): Problem[] {
  return [...values].flatMap(([name, said]) => {
    const choice = choiceOf(name);
    if (choice === undefined) return [];
    const meant = said instanceof Scalar ? [said] : [...said.values()];
    const isNone = ({ text }: Scalar): boolean => text !== '' && !choice.fits(text);
    return meant
      .filter(isNone)
      .map(({ text, span }) => problem('bad-choice', span, { text, what: choice.what, known: choice.known }));
  });
}

/** The file that the pupils come from is one of those that the model names. */
function fromProblems({ main, beside, from }: RollTermsSaid): Problem[] {
  const known = [main, ...beside].map(({ file }) => file.text);
  if (from === undefined || known.includes(from.text)) return [];
  return [problem('unknown-name', from.span, { name: from.text, what: 'file of the roll', known })];
}
