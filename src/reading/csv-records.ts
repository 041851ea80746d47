import { type CsvError, parse } from 'csv-parse/sync';

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

/** A field's stretch of its record, without blanks round it and with its quotes. */
interface Field {
  readonly start: number;
  readonly end: number;
  /** Where the next field starts; undefined after the last. */
  readonly next: number | undefined;
  /** Where its quotes go wrong. */
  readonly fault: number | undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and not closed',
  CSV_INVALID_CLOSING_QUOTE: 'more text follows after a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands in a field that does not begin with one',
};

/** The records of a text up to its first fault. Never throws. */
export function recordsOf(text: string): { records: CsvRecord[]; fault: CsvFault | undefined } {
  const builder = new Builder(text);
  try {
    // Empty lines are kept here and dropped below, so that every record starts where the one before it ends: the
    // parser's own count of lines takes a CRLF within quotes for two.
    parse(text, {
      relax_column_count: true,
      trim: true,
      record_delimiter: ['\r\n', '\n'],
      on_record: (texts: string[], { bytes }) => {
        builder.add(texts, bytes);
        return null;
      },
    });
    return { records: builder.records, fault: undefined };
  } catch (error) {
    const why = REASONS[(error as CsvError).code] ?? 'its quotes cannot be understood';
    return { records: builder.records, fault: { offset: faultAfter(text, builder.offset), why } };
  }
}

/** The stretch of a field of a record; the record's end where it has no such field. */
export function fieldOf(text: string, { start, end }: CsvRecord, index: number): { start: number; end: number } {
  const source = text.slice(start, end);
  let field = fieldAt(source, 0);
  for (let i = 0; i < index; i++) {
    if (field.next === undefined) return { start: end, end };
    field = fieldAt(source, field.next);
  }
  return { start: start + field.start, end: start + field.end };
}

/** Puts records together from fields and counts of bytes. */
class Builder {
  readonly records: CsvRecord[] = [];
  /** How far the text is read: in characters, in the parser's bytes, and in lines. */
  offset = 0;
  private bytes = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  add(texts: readonly string[], bytes: number): void {
    const { offset: start, line } = this;
    this.forwardTo(bytes);
    const end = this.text.endsWith('\r\n', this.offset)
      ? this.offset - 2
      : this.text.endsWith('\n', this.offset)
        ? this.offset - 1
        : this.offset;
    if (texts.some((each) => each !== '')) this.records.push({ texts, start, end, line });
  }

  private forwardTo(bytes: number): void {
    const { text } = this;
    while (this.bytes < bytes && this.offset < text.length) {
      const code = text.charCodeAt(this.offset++);
      if (code === 10) this.line++;
      // Half of a pair of surrogates is half of a character of four bytes; one that stands alone is written as a
      // character of three.
      this.bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : isPaired(text, this.offset - 1) ? 2 : 3;
    }
  }
}

function isPaired(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code >= 0xd800 && code <= 0xdbff) return (text.charCodeAt(offset + 1) & 0xfc00) === 0xdc00;
  return code >= 0xdc00 && code <= 0xdfff && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
}

/** Where the quotes of the record that starts at an offset go wrong; the offset itself where that cannot be told. */
function faultAfter(text: string, offset: number): number {
  const source = text.slice(offset);
  for (let at: number | undefined = 0; at !== undefined; ) {
    const field = fieldAt(source, at);
    if (field.fault !== undefined) return offset + field.fault;
    at = field.next;
  }
  return offset;
}

function fieldAt(source: string, from: number): Field {
  const start = from + (/^[^\S\n]*/.exec(source.slice(from))?.[0].length ?? 0);
  const closed = source[start] === '"' ? closingQuote(source, start) : undefined;
  if (closed !== undefined && closed < 0) return { start, end: source.length, next: undefined, fault: start };
  const comma = source.indexOf(',', closed ?? start);
  const line = source.indexOf('\n', closed ?? start);
  const stop = comma < 0 ? (line < 0 ? source.length : line) : line < 0 ? comma : Math.min(comma, line);
  const end = closed ?? start + source.slice(start, stop).trimEnd().length;
  const next = stop === comma && stop < source.length ? stop + 1 : undefined;
  return { start, end, next, fault: closed === undefined ? quoteIn(source, start, end) : textIn(source, closed, stop) };
}

/** The offset after the quote that closes the one at an offset; -1 where none does. */
function closingQuote(source: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0 || source[quote + 1] !== '"') return quote < 0 ? -1 : quote + 1;
    at = quote + 2;
  }
}

function quoteIn(source: string, start: number, end: number): number | undefined {
  const quote = source.slice(start, end).indexOf('"');
  return quote < 0 ? undefined : start + quote;
}

function textIn(source: string, start: number, end: number): number | undefined {
  const text = source.slice(start, end).search(/\S/);
  return text < 0 ? undefined : start + text;
}
