import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { Basis } from '../figures/index.js';
import { type Problem, problem, Scalar, type SourceFile, type Span } from '../language/index.js';
import { wholeFile } from './text.js';

export interface HeaderCell {
  readonly name: string;
  readonly span: Span;
}

/** One record of a file. */
export interface Row {
  readonly line: number;
  /** The cell of a column, with its place and what stands behind the file. An absent cell is empty. */
  cell(column: number): Scalar;
  /** The text of a cell alone, without its place: most cells are never blamed or explained. */
  text(column: number): string;
}

/** What stands behind every cell of a file. */
export interface Behind {
  readonly basis: Basis;
  readonly source: string | undefined;
}

interface Parsed {
  readonly record: string[];
  readonly info: Info;
}

/** A CSV file (RFC 4180, any line ends, blank lines skipped) as its heading and its rows, with every problem of its form at once. */
export function readCsv(file: SourceFile, behind: Behind): { header: HeaderCell[]; rows: Row[]; problems: Problem[] } {
  let parsed: Parsed[];
  try {
    parsed = parse(file.text, { info: true, relax_column_count: true, skip_empty_lines: true, trim: true, bom: true }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { header: [], rows: [], problems: [syntax(error, file)] };
  }
  const table = new TableOf(file, behind);
  const [heading, ...records] = parsed;
  if (heading === undefined) return { header: [], rows: [], problems: [problem('empty-roll', wholeFile(file.name, file.text), {})] };
  const lines = table.startLines(parsed);
  const header = heading.record.map((name, column): HeaderCell => ({ name, span: table.span(lines[0] as number, column, name) }));
  const rows = records.map(({ record }, i) => table.row(lines[i + 1] as number, record, heading.record));
  return { header, rows, problems: [...parted(header), ...duplicates(header), ...ragged(records, lines, header.length, table)] };
}

function syntax(error: CsvError, file: SourceFile): Problem {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  const why = SYNTAX[error.code] ?? 'its quotes do not hold';
  return problem('csv-syntax', { file, line, column: 1, length: 1 }, { why });
}

const SYNTAX: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a field',
};

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

function ragged(records: readonly Parsed[], lines: readonly number[], expected: number, table: TableOf): Problem[] {
  return records.flatMap(({ record }, i) => {
    if (record.length === expected) return [];
    const line = lines[i + 1] as number;
    return [problem('ragged-row', table.span(line, 0, record[0] ?? ''), { expected, found: record.length })];
  });
}

/** The source lines of a file, for the places of its cells. */
class TableOf {
  private lines: readonly string[] | undefined;

  constructor(
    private readonly file: SourceFile,
    private readonly behind: Behind,
  ) {}

  /** The line on which each record starts: after the end of the one before, and after blank lines. */
  startLines(records: readonly Parsed[]): number[] {
    const starts: number[] = [];
    let next = 1;
    for (const { info } of records) {
      while (next < info.lines && this.line(next).trim() === '') next++;
      starts.push(next);
      // The count of lines is that of the last line of the record, which is its first line where no field holds a line break.
      next = Math.max(next, info.lines) + 1;
    }
    return starts;
  }

  /** A row and its cells; the first column is taken for the school's own id, in the place that a cell has in the model. */
  row(line: number, record: readonly string[], names: readonly string[]): Row {
    return {
      line,
      text: (column) => record[column] ?? '',
      cell: (column) => {
        const text = record[column] ?? '';
        const path = `schools.${record[0] ?? ''}.${names[column] ?? column}`;
        return new Scalar(text, this.span(line, column, text), undefined, path, this.behind.basis, this.behind.source);
      },
    };
  }

  /** The place of a cell, worked out when it is asked for. */
  span(line: number, column: number, text: string): Span {
    const end = text.indexOf('\n');
    return new CellSpan(this.file, this, line, column, Math.max(1, end < 0 ? text.length : end));
  }

  private line(number: number): string {
    this.lines ??= this.file.text.split(/\r\n|\n|\r/);
    return this.lines[number - 1] ?? '';
  }

  /** Walks a record from its first line to the start of a field; quoted fields may run over several lines. */
  find(start: number, column: number): { line: number; column: number } {
    let line = start;
    let at = 0;
    for (let field = 0; ; field++) {
      const text = this.line(line);
      const blanks = (/^[ \t]*/.exec(text.slice(at)) as RegExpExecArray)[0].length;
      const quoted = text[at + blanks] === '"';
      if (field === column) return { line, column: at + blanks + 1 + (quoted ? 1 : 0) };
      ({ line, at } = quoted ? this.afterQuoted(line, at + blanks + 1) : { line, at: afterPlain(text, at) });
      if (at > this.line(line).length) return { line, column: Math.max(1, this.line(line).length) };
    }
  }

  private afterQuoted(line: number, at: number): { line: number; at: number } {
    for (let number = line, from = at; number < line + 10_000; number++, from = 0) {
      const text = this.line(number);
      for (let i = from; i < text.length; i++) {
        if (text[i] !== '"') continue;
        if (text[i + 1] === '"') i++;
        else return { line: number, at: afterPlain(text, i) };
      }
    }
    return { line, at };
  }
}

/** A span that is only worked out when somebody looks at it: 24,000 schools have a million cells. */
class CellSpan implements Span {
  private found: { line: number; column: number } | undefined;

  constructor(
    readonly file: SourceFile,
    private readonly table: TableOf,
    private readonly start: number,
    private readonly field: number,
    readonly length: number,
  ) {}

  get line(): number {
    this.found ??= this.table.find(this.start, this.field);
    return this.found.line;
  }

  get column(): number {
    this.found ??= this.table.find(this.start, this.field);
    return this.found.column;
  }
}

function afterPlain(text: string, at: number): number {
  const comma = text.indexOf(',', at);
  return comma < 0 ? text.length + 1 : comma + 1;
}
