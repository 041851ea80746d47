import type { Basis } from '../figures/index.js';
import { type Also, type Problem, problem, Scalar, type SourceFile, type Span } from '../language/index.js';
import { type CsvFault, type CsvRecord, type Fields, fieldOf, readRecords, recordOf } from './csv-records.js';
import { Places } from './places.js';
import { PROVENANCE } from './roll-columns.js';
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

/** One row of a roll, as it stands in its file or as it is put together of several. */
export interface RollRow {
  /** Where the whole row stands. */
  readonly place: Span;
  /** The text of a cell alone, without its place. */
  text(column: number): string;
  /** The cell of a column, always the same scalar. */
  cell(column: number): Scalar;
}

/** What a cell says, and on which basis: `estimate: 60` is a number that somebody has estimated, whatever the file is. */
export function estimated(text: string, basis: Basis): { readonly text: string; readonly basis: Basis } {
  const [, number] = /^estimate\s*:\s*(.+)$/i.exec(text) ?? [];
  return number === undefined ? { text, basis } : { text: number, basis: 'estimate' };
}

/** One row below the heading. */
export class CsvRow implements RollRow {
  private cells: (Scalar | undefined)[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly record: CsvRecord,
    private readonly header: readonly HeaderCell[],
    private readonly behind: CsvEvidence,
    private readonly delimiter: string,
  ) {}

  /** The line of the file on which the row starts. */
  get line(): number {
    return this.record.line;
  }

  /** Where the row comes from: as its column `provenance` says, else as the file does. */
  private get source(): string | undefined {
    const at = this.header.findIndex(({ name }) => name === PROVENANCE);
    return this.text(at) || this.behind.source;
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
    this.cells ??= new Array(this.header.length);
    let cell = this.cells[column];
    if (cell === undefined) {
      const path = `schools.${this.text(0)}.${this.header[column]?.name ?? column}`;
      const { text, basis } = estimated(this.text(column), this.behind.basis);
      cell = new Scalar(
        text,
        spanIn(this.file, this.record, column, this.delimiter),
        undefined,
        path,
        basis,
        this.source,
      );
      this.cells[column] = cell;
    }
    return cell;
  }
}

/** What a file is of, and the names of columns by which its heading is known. */
export interface Expected {
  readonly of: 'roll' | 'answers' | 'orders';
  readonly isKnown: (column: string) => boolean;
}

/** How a text is CSV: by what its fields are parted, where its heading starts, and on which line. */
export interface CsvForm {
  readonly file: SourceFile;
  readonly delimiter: string;
  /** The record that names the columns; undefined where none does. */
  readonly heading: CsvRecord | undefined;
  /** The first record, whatever it is; undefined where there is none. */
  readonly first: CsvRecord | undefined;
  readonly fault: CsvFault | undefined;
}

/** The heading is looked for in so many records: titles may stand above it. */
const MOST_TITLES = 20;
/** A record that names so many columns is a heading. */
const HEADING = 2;
/** By what programs part fields, the usual first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** The line by which a spreadsheet says how fields are parted. */
const SEP = /^"?sep=(.)"?\r?(?:\n|$)/i;

/**
 * How a text is CSV. Lines may end as they like (LF, CRLF, or CR alone), fields may be parted by commas, semicolons,
 * tabs or bars, `sep=;` may say so, and titles may stand above the heading, which is the first record that names two
 * columns that are known.
 */
export function formOf({ name, text }: SourceFile, isKnown: Expected['isKnown']): CsvForm {
  const file = { name, text: text.includes('\n') ? text : text.replaceAll('\r', '\n') };
  const sep = SEP.exec(file.text);
  const from = sep === null ? { start: 0, line: 1 } : { start: sep[0].length, line: 2 };
  const forms = (sep === null ? DELIMITERS : [sep[1] as string]).map((delimiter): CsvForm => {
    let first: CsvRecord | undefined;
    let heading: CsvRecord | undefined;
    let seen = 0;
    const fault = readRecords(file.text, { delimiter, ...from }, (fields) => {
      first ??= recordOf(fields);
      if (namedIn(fields, isKnown)) heading = recordOf(fields);
      return heading === undefined && ++seen < MOST_TITLES;
    });
    return { file, delimiter, heading, first, fault };
  });
  return forms.find(({ heading }) => heading !== undefined) ?? widest(forms);
}

/** Of forms in which no heading is found, the one that parts the first record into the most fields. */
function widest(forms: readonly CsvForm[]): CsvForm {
  const fields = ({ first, fault }: CsvForm): number => (fault === undefined ? (first?.texts.length ?? 0) : 0);
  return forms.reduce((best, form) => (fields(form) > fields(best) ? form : best));
}

function namedIn(fields: Fields, isKnown: Expected['isKnown']): boolean {
  let found = 0;
  for (let i = 0; i < fields.count && found < HEADING; i++) if (isKnown(fields.text(i))) found++;
  return found >= HEADING;
}

/**
 * A CSV file as its heading and its rows, with every problem of its form; empty rows, and empty columns at the end, are
 * skipped. A file that is none as a whole is one problem. Never throws.
 */
export function readCsv(
  given: SourceFile,
  behind: CsvEvidence,
  { of, isKnown }: Expected,
): { header: HeaderCell[]; rows: CsvRow[]; problems: Problem[] } {
  const { file, delimiter, heading, first, fault } = formOf(given, isKnown);
  const refused = (each: Problem): { header: HeaderCell[]; rows: CsvRow[]; problems: Problem[] } => ({
    header: [],
    rows: [],
    problems: [each],
  });
  if (heading === undefined)
    return refused(
      faultIn(file, fault) ??
        (first === undefined ? nothingIn(file, of) : lacksHeading(spanOf(file, first), of, first.texts)),
    );
  const rest: CsvRecord[] = [];
  const after = { delimiter, start: nextLine(file, heading), line: heading.line + linesOf(file, heading) };
  const faulty = readRecords(file.text, after, (fields) => {
    rest.push(recordOf(fields));
    return undefined;
  });
  const width = widthOf([heading, ...rest]);
  const header = headerOf(file, heading, delimiter).slice(0, width);
  const found = [
    ...[faultIn(file, faulty) ?? []].flat(),
    ...duplicates(header),
    ...ragged(file, rest, width, heading.texts.length),
  ];
  const rows = rest.map((record) => new CsvRow(file, record, header, behind, delimiter));
  return { header, rows, problems: found };
}

/** Where the record after one starts. */
export function nextLine({ text }: SourceFile, { end }: Pick<CsvRecord, 'end'>): number {
  const at = text.indexOf('\n', end);
  return at < 0 ? text.length : at + 1;
}

/** On how many lines a record stands. */
export function linesOf({ text }: SourceFile, { start, end }: Pick<CsvRecord, 'start' | 'end'>): number {
  return text.slice(start, end).split('\n').length;
}

/** The names of the columns, with their places. */
export function headerOf(file: SourceFile, heading: CsvRecord, delimiter: string): HeaderCell[] {
  return heading.texts.map((name, column) => ({ name, span: spanIn(file, heading, column, delimiter) }));
}

/** Where a text stops being CSV, as a problem. */
export function faultIn(file: SourceFile, fault: CsvFault | undefined): Problem | undefined {
  return fault && problem('csv-syntax', new Places(file).span(fault.offset, fault.offset + 1), { why: fault.why });
}

/** Columns without those at the end that have no name and no cell: a spreadsheet leaves such behind. */
function widthOf([heading, ...rest]: readonly CsvRecord[]): number {
  const names = heading?.texts ?? [];
  let width = names.length;
  while (width > 1 && names[width - 1] === '' && rest.every(({ texts }) => (texts[width - 1] ?? '') === '')) width--;
  return width;
}

/** A file of which no record names two columns that are known; its first may be a heading in words of its own. */
function lacksHeading(place: Span, of: Expected['of'], first: readonly string[] = []): Problem {
  const names = first.filter((text) => text !== '');
  const known = names.length >= HEADING && names.every((text) => /^\p{L}/u.test(text)) ? names : [];
  const said = { known, unused: known };
  return problem(
    'missing-column',
    place,
    of === 'roll' ? { column: 'urn', ...said } : { column: 'school', ...said, of },
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

/** The first line of a record. */
export function spanOf(file: SourceFile, record: Pick<CsvRecord, 'start' | 'end' | 'line'>): Span {
  return { file, line: record.line, column: 1, length: firstLine(file.text.slice(record.start, record.end)).length };
}

/** The place of a field: on a later line than its record where a field before it holds line breaks. */
export function spanIn(
  file: SourceFile,
  record: Pick<CsvRecord, 'start' | 'end' | 'line'>,
  column: number,
  delimiter: string,
): Span {
  const { start, end } = fieldOf(file.text, record, column, delimiter);
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
