import { Problems, problem, type SourceFile, type Span } from '../language/index.js';

/** What a file is read as: only a roll may be in a spreadsheet's own encoding, and large. */
export type TextKind = 'yaml' | 'csv';

const MEGABYTE = 1_000_000;
const LIMITS: Readonly<Record<TextKind, number>> = { yaml: 2, csv: 200 };

/** Characters 0x80 to 0x9f of windows-1252. Node 20's own decoder leaves them as control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * A file's bytes as text, without a byte order mark: UTF-8; for a roll also UTF-16 with a mark, or windows-1252. Throws
 * Problems where the file is too large (`file-too-large`) or no text (`not-text`).
 */
export function readText(name: string, bytes: Uint8Array, kind: TextKind): SourceFile {
  const limit = LIMITS[kind];
  if (bytes.length > limit * MEGABYTE) {
    const megabytes = (Math.ceil(bytes.length / (MEGABYTE / 10)) / 10).toString();
    throw new Problems([problem('file-too-large', wholeFile(name), { megabytes, limit: String(limit) })]);
  }
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    if (kind === 'yaml') throw notText(wholeFile(name), 'it is in UTF-16');
    return { name, text: new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes) };
  }
  if (bytes.includes(0)) throw notText(wholeFile(name), 'it holds NUL bytes, as UTF-16, pictures and spreadsheets do');
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    if (kind === 'yaml') throw notText(firstBad(name, bytes), 'it is not in UTF-8');
    return { name, text: windows1252(bytes) };
  }
}

/** A place that stands for a file and no line of it. */
export function wholeFile(name: string, text = ''): Span {
  return { file: { name, text }, line: 0, column: 0, length: 0 };
}

function notText(span: Span, why: string): Problems {
  return new Problems([problem('not-text', span, { why })]);
}

/** Where the first character stands that is not UTF-8. */
function firstBad(name: string, bytes: Uint8Array): Span {
  const text = new TextDecoder('utf-8').decode(bytes);
  const before = text.slice(0, text.indexOf('\ufffd'));
  const line = before.split('\n').length;
  return { file: { name, text }, line, column: before.length - before.lastIndexOf('\n'), length: 1 };
}

function windows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] as string);
}
