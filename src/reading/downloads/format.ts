import type { Download } from '../../model/index.js';

/** What stands under a heading in a row of a file; empty where the file has no such heading. */
export type CellsOf = (heading: string) => string;

/** A heading as it is compared: whatever its case, its blanks and the marks that programs put before a file. */
export const plainly = (heading: string): string => heading.toLowerCase().replace(/[\s\u00a0\ufeff]+/g, '');

/** A column of a roll, as a download has it. */
export interface FormatColumn {
  /** The headings that it has had, the newest first: the first that the file has counts. */
  readonly headings: readonly string[];
  /** How its numbers are written: only these may be marked as not published. Words unless said. */
  readonly number?: 'count' | 'per cent';
  /** What a cell means; undefined where that is not known. As it is written unless said. */
  readonly means?: (said: string, of: CellsOf) => string | undefined;
}

/** A code and a name that say the same, and the names that each code has. */
export interface CodedName {
  readonly code: string;
  readonly name: string;
  readonly names: ReadonlyMap<string, string>;
}

/** How a file of the Department for Education is read. Nothing of it may be left out. */
export interface DownloadForm {
  readonly reads: Download;
  /** What it is called in messages. */
  readonly called: string;
  /** The headings by which it is known, and those of the number of a school. */
  readonly known: readonly string[];
  readonly urn: readonly string[];
  /** What a school is and is called, taken from the roll's own file. */
  readonly words: Readonly<Record<string, FormatColumn>>;
  /** Numbers of a school, taken from a file beside it as well. */
  readonly numbers: Readonly<Record<string, FormatColumn>>;
  /** The headings of its pupils, for each way to count that it has. */
  readonly pupils: Readonly<Partial<Record<'fte' | 'headcount', readonly string[]>>>;
  /** When its pupils are counted. */
  readonly census: 'january' | undefined;
  /**
   * The number of a school in its council, of seven digits (LAEstab): the headings that have it whole, and what it is in
   * a row. Rows of a file without URN are matched by it.
   */
  readonly establishment: readonly string[];
  readonly establishmentOf: (of: CellsOf) => string | undefined;
  /** Headings under which dates stand that are read: what is none is told. */
  readonly dates: readonly string[];
  /** What a reader should know of a file with these headings. */
  readonly warns: (has: (heading: string) => boolean) => readonly string[];
  /** Headings without which such a file says nothing, beside the number of a school. */
  readonly needs: readonly string[];
  /** Further headings that it looks at. */
  readonly beside: readonly string[];
  /** When a row is of: a text that sorts and the words for it. */
  readonly period: (of: CellsOf) => { readonly at: string; readonly says: string } | undefined;
  /** Why a row is none of a school that can be on a roll; undefined where it is one. */
  readonly leaves: (of: CellsOf) => string | undefined;
  readonly coded: readonly CodedName[];
  /** Further names of a heading, such as the code of the line that it begins with. */
  readonly aliases: (heading: string) => readonly string[];
  /** Lines that later files have in parts. */
  readonly sums: Readonly<Record<string, readonly string[]>>;
  /** Why the amounts of a row are not those of one school in one year; undefined where they are. */
  readonly amounts: (of: CellsOf) => string | undefined;
}

/** The seven digits of a number of a school in its council, however they are parted: `3092001`, `309/2001`. */
export function establishmentIn(text: string): string | undefined {
  return /^(\d{3})[-/ ]?(\d{4})(?:\.0+)?$/.exec(text)?.slice(1).join('');
}
