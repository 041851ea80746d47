import { Problems, problem, type SourceFile, type Span } from '../language/index.js';

const MEGABYTE = 1_000_000;
const MOST = { yaml: 2 * MEGABYTE, csv: 200 * MEGABYTE } as const;

/**
 * The text of a file: UTF-8, with or without its mark; a roll may also be windows-1252, as the national register of schools is. Throws Problems
 * where it is larger than a model can sensibly be, or no text at all.
 */
export function readText(name: string, bytes: Uint8Array, as: 'yaml' | 'csv'): SourceFile {
  const start = startOf({ name, text: '' });
  if (bytes.length > MOST[as]) {
    const data = { megabytes: (bytes.length / MEGABYTE).toFixed(1), limit: String(MOST[as] / MEGABYTE) };
    throw new Problems([problem('file-too-large', start, data)]);
  }
  if (bytes.includes(0))
    throw new Problems([problem('not-text', start, { why: 'it holds bytes that no text has (perhaps it is UTF-16, or a workbook)' })]);
  return { name, text: decoded(bytes, as, start) };
}

function decoded(bytes: Uint8Array, as: 'yaml' | 'csv', start: Span): string {
  try {
    // The decoder takes the byte order mark off.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (as === 'csv') return new TextDecoder('windows-1252').decode(bytes);
    throw new Problems([problem('not-text', start, { why: 'it is not UTF-8' })]);
  }
}

/** The first character of a file, for problems of the file as a whole. */
export function startOf(file: SourceFile): Span {
  return { file, line: 1, column: 1, length: 1 };
}
