import type { Basis } from '../figures/index.js';
import { type Also, type Problem, problem, Scalar, type SourceFile, type Span } from '../language/index.js';
import { type CsvRecord, fieldOf, recordsOf } from './csv-records.js';
import { Places } from './places.js';
import { wholeFile } from './text.js';

/** A column's name and its place in the heading. */
export interface HeaderCell {
  readonly name: string;
  readonly span: Span;
}

/** What stands behind the values of a whole file. */
export interface CsvEvidence {
  readonly basis: Basis;
  readonly source: string | undefined;
}

/** One row below the heading. */
export class CsvRow {
  private cells: (Scalar | undefined)[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly record: CsvRecord,
    private readonly header: readonly HeaderCell[],
    private readonly behind: CsvEvidence,
  ) {}

  /** The line of the file on which the row starts. */
  get line(): number {
    return this.record.line;
  }

  /** Where the whole row stands. */
  get place(): Span {
    return spanOf(this.file, this.record);
  }

  /**
   * The text of a cell alone, without its place: most cells are never blamed or explained. Empty beyond the end of a
   * short row.
   */
  text(column: number): string {
    return this.record.texts[column] ?? '';
  }

  /**
   * The cell of a column, always the same scalar, with its place and what stands behind the file. The first column is
   * taken for the school's own id, in the place that a cell has in the model.
   */
  cell(column: number): Scalar {
    this.cells ??= [];
    let cell = this.cells[column];
    if (cell === undefined) {
      const path = `schools.${this.text(0)}.${this.header[column]?.name ?? column}`;
      const { basis, source } = this.behind;
      cell = new Scalar(this.text(column), spanIn(this.file, this.record, column), undefined, path, basis, source);
      this.cells[column] = cell;
    }
    return cell;
  }
}

/** What a file is of, and the names of columns by which its heading is known. */
export interface Expected {
  readonly of: 'roll' | 'answers';
  readonly isKnown: (column: string) => boolean;
}

/** The heading is looked for in so many lines. */
const MOST_TITLES = 20;
/** A line that names so many columns is a heading. */
const HEADING = 2;

/**
 * A CSV file (RFC 4180, LF or CRLF, empty rows and empty columns at the end skipped) as its heading and its rows, with
 * every problem of its form. A file that is none as a whole is one problem. Never throws.
 */
export function readCsv(
  file: SourceFile,
  behind: CsvEvidence,
  { of, isKnown }: Expected,
): { header: HeaderCell[]; rows: CsvRow[]; problems: Problem[] } {
  const { records, fault } = recordsOf(file.text);
  const refused = (each: Problem): { header: HeaderCell[]; rows: CsvRow[]; problems: Problem[] } => ({
    header: [],
    rows: [],
    problems: [each],
  });
  const faulty =
    fault && problem('csv-syntax', new Places(file).span(fault.offset, fault.offset + 1), { why: fault.why });
  const [heading, ...rest] = records;
  if (heading === undefined) return refused(faulty ?? nothingIn(file, of));
  const named = ({ texts }: CsvRecord): number => texts.filter(isKnown).length;
  const odd = parted(file, heading) ?? (named(heading) < HEADING ? titled(file, records, named, of) : undefined);
  if (odd !== undefined) return refused(odd);
  const width = widthOf(records);
  const header = heading.texts
    .slice(0, width)
    .map((name, column): HeaderCell => ({ name, span: spanIn(file, heading, column) }));
  const found = [
    ...(faulty ? [faulty] : []),
    ...duplicates(header),
    ...ragged(file, rest, width, heading.texts.length),
  ];
  return { header, rows: rest.map((record) => new CsvRow(file, record, header, behind)), problems: found };
}

/** Columns without those at the end that have no name and no cell: a spreadsheet leaves such behind. */
function widthOf([heading, ...rest]: readonly CsvRecord[]): number {
  const names = heading?.texts ?? [];
  let width = names.length;
  while (width > 1 && names[width - 1] === '' && rest.every(({ texts }) => (texts[width - 1] ?? '') === '')) width--;
  return width;
}

const PARTED: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** One column whose name holds what other programs part fields by: the file is not parted by commas. */
function parted(file: SourceFile, heading: CsvRecord): Problem | undefined {
  const [only = ''] = heading.texts;
  const other = heading.texts.length === 1 ? PARTED[/[;\t|]/.exec(only)?.[0] ?? ''] : undefined;
  if (other === undefined) return undefined;
  const instead = 'save it from the spreadsheet as "CSV UTF-8 (comma delimited)"';
  return problem('csv-syntax', spanIn(file, heading, 0), {
    why: `its fields are parted by ${other}, not commas`,
    instead,
  });
}

/** A file whose heading stands below titles, or that has none. */
function titled(
  file: SourceFile,
  records: readonly CsvRecord[],
  named: (record: CsvRecord) => number,
  of: Expected['of'],
): Problem {
  const [first] = records as [CsvRecord];
  const heading = records.slice(1, MOST_TITLES).find((record) => named(record) >= HEADING);
  const place = spanOf(file, first);
  if (heading === undefined) return lacksHeading(place, of);
  const why = `the names of its columns stand on line ${heading.line}, and not first`;
  return problem('csv-syntax', place, { why, instead: `take out what stands above line ${heading.line}` });
}

function lacksHeading(place: Span, of: Expected['of']): Problem {
  return problem(
    'missing-column',
    place,
    of === 'roll' ? { column: 'urn', known: [] } : { column: 'school', known: [], of },
  );
}

/** A roll without a line has no school; answers without one have no heading either, and may be none yet. */
function nothingIn(file: SourceFile, of: Expected['of']): Problem {
  const place = wholeFile(file.name, file.text);
  return of === 'roll' ? problem('empty-roll', place, {}) : lacksHeading(place, of);
}

function duplicates(header: readonly HeaderCell[]): Problem[] {
  const seen = new Map<string, Span>();
  return header.flatMap(({ name, span }) => {
    const first = seen.get(name);
    if (first !== undefined && name !== '')
      return [problem('duplicate-column', span, { column: name }, [{ span: first, role: 'first here' }])];
    seen.set(name, span);
    return [];
  });
}

/** Rows that have more or fewer fields than the heading: those of one number of fields are one problem. */
function ragged(file: SourceFile, rows: readonly CsvRecord[], width: number, most: number): Problem[] {
  const byFields = new Map<number, CsvRecord[]>();
  for (const record of rows) {
    const found = record.texts.length;
    if (found >= width && found <= most) continue;
    const alike = byFields.get(found);
    if (alike === undefined) byFields.set(found, [record]);
    else alike.push(record);
  }
  return [...byFields].map(([found, [first, ...more]]) =>
    problem(
      'ragged-row',
      spanOf(file, first as CsvRecord),
      { expected: width, found },
      alsoRows(more[0] && spanOf(file, more[0]), more.length),
    ),
  );
}

/** Further rows of which one thing is wrong: the first of them is shown. */
export function alsoRows(first: Span | undefined, count: number): Also[] {
  return first === undefined
    ? []
    : [{ span: first, role: count === 1 ? 'and here' : `and in ${count} more rows, the first of them here` }];
}

function spanOf(file: SourceFile, record: CsvRecord): Span {
  return { file, line: record.line, column: 1, length: firstLine(file.text.slice(record.start, record.end)).length };
}

/** The place of a field: on a later line than its record where a field before it holds line breaks. */
function spanIn(file: SourceFile, record: CsvRecord, column: number): Span {
  const { start, end } = fieldOf(file.text, record, column);
  let { line, start: lineStart } = record;
  for (let at = file.text.indexOf('\n', lineStart); at >= 0 && at < start; at = file.text.indexOf('\n', lineStart)) {
    line++;
    lineStart = at + 1;
  }
  return { file, line, column: start - lineStart + 1, length: firstLine(file.text.slice(start, end)).length };
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}
