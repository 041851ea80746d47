/**
 * One record of a CSV text that is not empty: what its fields say, and the stretch of the text that holds it, without
 * its line break.
 */
export interface CsvRecord {
  readonly texts: readonly string[];
  readonly start: number;
  readonly end: number;
  /** The line on which it starts, from 1. */
  readonly line: number;
}

/** Where a text stops being CSV, and why. */
export interface CsvFault {
  readonly offset: number;
  readonly why: string;
}

const NOT_CLOSED = 'a quote is opened and not closed';
const AFTER_QUOTE = 'more text follows after a closing quote';
const IN_FIELD = 'a quote stands in a field that does not begin with one';

/**
 * What one record after another holds. Fields are cut out of the text only where they are asked for: of a register of
 * 140 columns few are.
 */
export class Fields {
  /** Of the record: where it starts and ends in the text, and the line on which it starts, from 1. */
  start = 0;
  end = 0;
  line = 1;
  /** How many fields it has. */
  count = 0;
  /** Of each field: where it starts and ends, with its quotes and without blanks round it. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(private readonly source: string) {}

  begin(start: number, line: number): void {
    this.start = start;
    this.line = line;
    this.count = 0;
  }

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  /** What a field says; empty beyond the last. */
  text(index: number): string {
    if (index >= this.count) return '';
    const start = this.starts[index] as number;
    const end = this.ends[index] as number;
    if (this.source.charCodeAt(start) !== QUOTE || end === start) return this.source.slice(start, end);
    const inside = this.source.slice(start + 1, end - 1);
    return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
  }

  /** Where a field stands; the record's end where it has no such field. */
  placeOf(index: number): { readonly start: number; readonly end: number } {
    if (index >= this.count) return { start: this.end, end: this.end };
    return { start: this.starts[index] as number, end: this.ends[index] as number };
  }

  get isEmpty(): boolean {
    for (let i = 0; i < this.count; i++) if (this.text(i) !== '') return false;
    return true;
  }
}

const QUOTE = 34;

/** Reads one record of a text after another. */
class Scanner {
  readonly fields: Fields;
  private nextDelimiter = -1;
  private nextQuote = -1;
  private lineEnd = -1;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {
    this.fields = new Fields(text);
  }

  /** Reads the record that starts at an offset; where the next starts, or where it goes wrong. */
  record(start: number, line: number): number | CsvFault {
    this.fields.begin(start, line);
    this.lineEnd = from(this.text, '\n', start, this.lineEnd);
    for (let at = start; ; ) {
      const next = this.field(at);
      if (typeof next !== 'number') return next;
      if (next < 0) break;
      at = next;
    }
    this.fields.end = this.text.charCodeAt(this.lineEnd - 1) === 13 ? Math.max(start, this.lineEnd - 1) : this.lineEnd;
    return this.lineEnd + 1;
  }

  /** Reads the field that starts at an offset; where the next starts, -1 after the last of the record. */
  private field(at: number): number | CsvFault {
    const { text, fields } = this;
    let start = at;
    while (start < this.lineEnd && isBlank(text.charCodeAt(start)) && text[start] !== this.delimiter) start++;
    const isQuoted = text.charCodeAt(start) === QUOTE;
    const closed = isQuoted ? closingQuote(text, start) : start;
    if (closed < 0) return { offset: start, why: NOT_CLOSED };
    if (closed > this.lineEnd) this.lineEnd = from(text, '\n', closed, this.lineEnd);
    this.nextDelimiter = from(text, this.delimiter, closed, this.nextDelimiter);
    const stop = Math.min(this.nextDelimiter, this.lineEnd);
    let end = stop;
    while (end > closed && isBlank(text.charCodeAt(end - 1))) end--;
    if (isQuoted && end > closed) return { offset: afterBlanks(text, closed), why: AFTER_QUOTE };
    if (!isQuoted) {
      this.nextQuote = from(text, '"', start, this.nextQuote);
      if (this.nextQuote < end) return { offset: this.nextQuote, why: IN_FIELD };
    }
    fields.add(start, end);
    return stop === this.lineEnd ? -1 : stop + 1;
  }
}

/** Where a character next stands from an offset on, or the text's end; `known` where it was found last. */
function from(text: string, character: string, at: number, known: number): number {
  if (known >= at) return known;
  const found = text.indexOf(character, at);
  return found < 0 ? text.length : found;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0xfeff;
}

function afterBlanks(text: string, at: number): number {
  let here = at;
  while (isBlank(text.charCodeAt(here))) here++;
  return here;
}

/** The offset after the quote that closes the one at an offset; -1 where none does. */
function closingQuote(text: string, open: number): number {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
  }
}

/**
 * Reads the records of a text from an offset on, up to its first fault, and shows each that is not empty: its fields
 * are the same object for all. Stops where `see` says so. Never throws.
 */
export function readRecords(
  text: string,
  { delimiter, start = 0, line = 1 }: { readonly delimiter: string; readonly start?: number; readonly line?: number },
  see: (fields: Fields) => boolean | undefined,
): CsvFault | undefined {
  const scanner = new Scanner(text, delimiter);
  for (let at = start, here = line; at < text.length; ) {
    const next = scanner.record(at, here);
    if (typeof next !== 'number') return next;
    if (!scanner.fields.isEmpty && see(scanner.fields) === false) return undefined;
    here += linesIn(text, at, next);
    at = next;
  }
  return undefined;
}

function linesIn(text: string, start: number, end: number): number {
  let found = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) found++;
  return found;
}

/** A record with all that its fields say. */
export function recordOf(fields: Fields): CsvRecord {
  const texts = Array.from({ length: fields.count }, (_, i) => fields.text(i));
  return { texts, start: fields.start, end: fields.end, line: fields.line };
}

/** The stretch of a field of a record; the record's end where it has no such field. */
export function fieldOf(
  text: string,
  { start, end, line }: Pick<CsvRecord, 'start' | 'end' | 'line'>,
  index: number,
  delimiter: string,
): { readonly start: number; readonly end: number } {
  let found: { readonly start: number; readonly end: number } | undefined;
  readRecords(text.slice(0, end), { delimiter, start, line }, (fields) => {
    found = fields.placeOf(index);
    return false;
  });
  return found ?? { start: end, end };
}
