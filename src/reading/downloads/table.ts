import { keyInWords, type Problem, problem, type SourceFile, type Span } from '../../language/index.js';
import type { FileRead } from '../../model/index.js';
import { faultIn, formOf, type HeaderCell, headerOf, linesOf, nextLine, spanIn, spanOf } from '../csv.js';
import { type CsvRecord, readRecords } from '../csv-records.js';
import { wholeFile } from '../text.js';
import { type CellsOf, plainly } from './format.js';
import { headingProblems, headingsIn, noUrn, otherForm, summed, twice } from './headings.js';
import { type KeptRow, RowsReader, type RowsWanted } from './rows.js';
import type { FileTerms } from './terms.js';

/** A file of a roll, as far as it counts. */
export interface FileTable {
  readonly terms: FileTerms;
  readonly rows: readonly KeptRow[];
  readonly problems: readonly Problem[];
  readonly read: FileRead;
  /** Whether a period is in it, for which of several files is the newest. */
  readonly at: string | undefined;
  /** Whether the file has a heading. */
  readonly has: (heading: string) => boolean;
  /** Of a file of one's own, the columns that stand under their own names, with their headings. */
  readonly own: ReadonlyMap<string, string>;
  /** Of such a file, the headings that nothing looks at. */
  readonly unread: readonly HeaderCell[];
  readonly cells: (row: KeptRow) => CellsOf;
  readonly placeOf: (row: KeptRow, heading: string) => Span;
  readonly rowPlace: (row: KeptRow) => Span;
  readonly headingOf: (heading: string) => HeaderCell | undefined;
}

/**
 * Which columns of a file are looked at: those of some headings, and those that stand under their own names; and the
 * headings that the model ignores.
 */
export interface Looked {
  readonly headings: readonly string[];
  readonly own: (headings: readonly string[]) => ReadonlyMap<string, string>;
  readonly ignore: readonly string[];
}

/** Own headings of a number of a school, where a file is of one's own form. */
export const OWN_URN = ['urn'] as const;

/**
 * Reads a file of a roll: its heading whatever its case and blanks, and of its rows those that fit the conditions and
 * are of a school.
 */
export function readTable(
  given: SourceFile,
  terms: FileTerms,
  looked: Looked,
  { isWanted, establishments, isOwn }: RowsWanted,
): FileTable {
  const named = [...looked.headings, ...terms.where.map(({ heading }) => heading)];
  const known = new Set([...named, ...(terms.format?.known ?? OWN_URN)].map(plainly));
  const isKnown = (name: string): boolean => known.has(plainly(name)) || looked.own([name]).size > 0;
  const { file, delimiter, heading, first, fault } = formOf(given, isKnown);
  const other = otherForm(given, terms, heading?.texts);
  if (other !== undefined) return noTable(terms, [other]);
  if (heading === undefined) return noTable(terms, [faultIn(file, fault) ?? noHeading(file, first, terms)]);
  const header = headerOf(file, heading, delimiter);
  const ofOwn = looked.own(heading.texts);
  const asked = [...named, ...ofOwn.values()];
  const { at, has, parts } = headingsIn(header, terms);
  const own = terms.columns.get('urn')?.heading.text ?? (terms.format?.urn ?? OWN_URN).find(has);
  const byEstablishment = own === undefined && establishments.size > 0;
  const urnHeading = byEstablishment ? terms.format?.establishment.find(has) : own;
  const isUnread = ({ name }: HeaderCell): boolean => name !== '' && !isKnown(name) && !looked.ignore.includes(name);
  const unread = terms.format === undefined ? header.filter(isUnread) : [];
  const found = headingProblems(terms, { header, unread, has }, urnHeading);
  const problems = [...found, ...twice(header, asked, urnHeading)];
  if (urnHeading === undefined || !has(urnHeading)) return noTable(terms, problems);
  const wanted = [...new Set([...asked, urnHeading].flatMap(parts).map(plainly))].filter((name) => at.has(name));
  const slots = new Map(wanted.map((name, slot) => [name, slot]));
  const indices = wanted.map((name) => at.get(name) as number);
  const reader = new RowsReader(file, terms, {
    delimiter,
    width: header.length,
    urn: at.get(plainly(urnHeading)) as number,
    at,
    indices,
    slots,
    isWanted,
    establishments: byEstablishment ? establishments : undefined,
  });
  for (const says of [...(terms.format?.warns(has) ?? []), ...lackingIn(terms, has, isOwn)])
    reader.note(says, heading.line);
  const from = { delimiter, start: nextLine(file, heading), line: heading.line + linesOf(file, heading) };
  const faulty = faultIn(
    file,
    readRecords(file.text, from, (fields) => reader.see(fields) as undefined),
  );
  return {
    terms,
    rows: reader.rows,
    problems: [...problems, ...(faulty === undefined ? [] : [faulty]), ...reader.problems()],
    read: reader.read(heading.line),
    at: reader.newest?.at,
    has,
    own: ofOwn,
    unread,
    cells: (row) => {
      const of = reader.cells(row);
      return (name) => {
        const all = parts(name).map(of);
        return all.length === 1 ? (all[0] ?? '') : summed(all);
      };
    },
    placeOf: (row, name) => spanIn(file, row, at.get(plainly(parts(name)[0] ?? '')) ?? 0, delimiter),
    rowPlace: (row) => spanOf(file, row),
    headingOf: (name) => header[at.get(plainly(parts(name)[0] ?? '')) ?? -1],
  };
}

/**
 * What is read of such files, and this one has no column for: the Department gives headings new names. Of a return
 * only the lines are read that the model names.
 */
function lackingIn({ format, columns }: FileTerms, has: (heading: string) => boolean, isOwn: boolean): string[] {
  if (format?.reads !== 'gias' && format?.reads !== 'census') return [];
  const lacking = Object.entries({ ...(isOwn && format.words), ...format.numbers }).flatMap(([name, { headings }]) =>
    headings.some(has) || columns.has(name) ? [] : [keyInWords(name)],
  );
  return lacking.length === 0 ? [] : [`it has no column of which these are read: ${lacking.join(', ')}`];
}

/** A file in whose first lines no heading is found. */
function noHeading(file: SourceFile, first: CsvRecord | undefined, terms: FileTerms): Problem {
  return first === undefined
    ? problem('empty-roll', wholeFile(file.name), {})
    : problem('no-column', spanOf(file, first), noUrn(terms, []));
}

function noTable(terms: FileTerms, problems: readonly Problem[]): FileTable {
  const read: FileRead = {
    file: terms.file.text,
    reads: terms.format?.reads,
    period: undefined,
    headingLine: 0,
    rows: 0,
    leftOut: [],
    unmet: [],
    matched: 0,
    others: 0,
    lacking: [],
    marks: [],
    notices: [],
  };
  return {
    terms,
    rows: [],
    problems,
    read,
    at: undefined,
    has: () => false,
    own: new Map(),
    unread: [],
    cells: () => () => '',
    placeOf: () => terms.file.span,
    rowPlace: () => terms.file.span,
    headingOf: () => undefined,
  };
}
