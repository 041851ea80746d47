import { Problems, problem, type SourceFile, type Span, whereSaid } from '../language/index.js';

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
    throw new Problems([problem('file-too-large', wholeFile(name), { megabytes, limit: String(limit), of: kind })]);
  }
  refuseForeign(name, bytes, kind);
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

/** Files in forms of other programs, by the bytes with which each begins. */
const FORMS: readonly { readonly starts: readonly number[]; readonly called: string; readonly instead: string }[] = [
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    called: 'it is a zip archive, or a workbook of a spreadsheet',
    instead: 'unpack the archive, and name the file that is in it; or save the sheet as CSV',
  },
  { starts: [0x1f, 0x8b], called: 'it is packed by gzip', instead: 'unpack it, and name the file that is in it' },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    called: 'it is a workbook of a spreadsheet',
    instead: 'save the sheet as CSV',
  },
  {
    starts: [0x25, 0x50, 0x44, 0x46, 0x2d],
    called: 'it is a PDF',
    instead: 'look for the same table as CSV',
  },
];

/** A file in a form of another program, or a page that a site has sent in the place of a file. */
function refuseForeign(name: string, bytes: Uint8Array, kind: TextKind): void {
  const form = FORMS.find(({ starts }) => starts.every((byte, i) => bytes[i] === byte));
  if (form !== undefined) throw notText(wholeFile(name), form.called, form.instead);
  if (kind === 'csv' && isWebPage(bytes))
    throw new Problems([
      problem('csv-syntax', wholeFile(name), {
        why: 'it is a web page',
        instead:
          'download the file again: some sites send a page in its place, where they ask whoever wants it to sign in',
      }),
    ]);
}

const isWebPage = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*<(!doctype html|html|head|body)\b/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));

function notText(span: Span, why: string, instead?: string): Problems {
  return new Problems([problem('not-text', span, { why, ...whereSaid({ instead }) })]);
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
