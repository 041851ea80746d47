import type { Basis } from '../figures/index.js';
import { type Problem, problem, Scalar, type SourceFile, type Span } from '../language/index.js';
import { type CsvRecord, fieldOf, recordsOf } from './csv-records.js';
import { Places } from './places.js';
import { wholeFile } from './text.js';

/** A column's name and its place in the heading. */
export interface HeaderCell {
  readonly name: string;
  readonly span: Span;
}

/** What stands behind the values of a whole file. */
export interface Behind {
  readonly basis: Basis;
  readonly source: string | undefined;
}

/** One row below the heading. */
export class Row {
  private cells: (Scalar | undefined)[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly record: CsvRecord,
    private readonly header: readonly HeaderCell[],
    private readonly behind: Behind,
  ) {}

  /** The line of the file on which the row starts. */
  get line(): number {
    return this.record.line;
  }

  /** The text of a cell alone, without its place: most cells are never blamed or explained. Empty beyond the end of a short row. */
  text(column: number): string {
    return this.record.texts[column] ?? '';
  }

  /**
   * The cell of a column, always the same scalar, with its place and what stands behind the file. The first column is taken for the school's own
   * id, in the place that a cell has in the model.
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

/** A CSV file (RFC 4180, LF or CRLF, empty rows skipped) as its heading and its rows, with every problem of its form. Never throws. */
export function readCsv(file: SourceFile, behind: Behind): { header: HeaderCell[]; rows: Row[]; problems: Problem[] } {
  const { records, fault } = recordsOf(file.text);
  const problems = fault === undefined ? [] : [problem('csv-syntax', new Places(file).span(fault.offset, fault.offset + 1), { why: fault.why })];
  const [heading, ...rest] = records;
  if (heading === undefined) {
    return { header: [], rows: [], problems: fault === undefined ? [problem('empty-roll', wholeFile(file.name, file.text), {})] : problems };
  }
  const header = heading.texts.map((name, column): HeaderCell => ({ name, span: spanIn(file, heading, column) }));
  const found = [...problems, ...parted(header), ...duplicates(header), ...rest.flatMap((record) => ragged(file, record, header.length))];
  return { header, rows: rest.map((record) => new Row(file, record, header, behind)), problems: found };
}

/** One column whose name holds what other programs part fields by: the file is not parted by commas. */
function parted(header: readonly HeaderCell[]): Problem[] {
  const [only] = header;
  const other = header.length === 1 ? /[;\t]/.exec(only?.name ?? '')?.[0] : undefined;
  if (only === undefined || other === undefined) return [];
  return [problem('csv-syntax', only.span, { why: `its fields are parted by ${other === ';' ? 'semicolons' : 'tabs'}, not commas` })];
}

function duplicates(header: readonly HeaderCell[]): Problem[] {
  const seen = new Map<string, Span>();
  return header.flatMap(({ name, span }) => {
    const first = seen.get(name);
    if (first !== undefined) return [problem('duplicate-column', span, { column: name }, [{ span: first, role: 'first here' }])];
    seen.set(name, span);
    return [];
  });
}

function ragged(file: SourceFile, record: CsvRecord, expected: number): Problem[] {
  const found = record.texts.length;
  if (found === expected) return [];
  const length = firstLine(file.text.slice(record.start, record.end)).length;
  return [problem('ragged-row', { file, line: record.line, column: 1, length }, { expected, found })];
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
