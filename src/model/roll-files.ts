import {
  block,
  choice,
  collection,
  either,
  oneOrMany,
  optional,
  provenance,
  Scalar,
  type Since,
  type Span,
  scalarItself,
  text,
} from '../language/index.js';

/** Files of the Department for Education that are read as they are downloaded. */
export const DOWNLOADS = ['gias', 'census', 'links', 'cfr', 'aar'] as const;
export type Download = (typeof DOWNLOADS)[number];

const isSingle = (data: unknown): boolean => data instanceof Scalar;

/** How a file is read, for the roll's own and for one beside it. */
export const fileTerms = {
  reads: optional(choice('a file that is read as it is downloaded', DOWNLOADS)),
  columns: optional(collection(text)),
  values: optional(collection(either(isSingle, text, collection(text)))),
  where: optional(collection(oneOrMany(text))),
} as const;

export const fileWords = {
  reads:
    'a file as it is downloaded: `gias` (the national register of schools), `census` (the school census at school level), `links` (those of the register), `cfr` and `aar` (the financial returns of maintained schools and of academies)',
  columns: "which heading of the file each column has, for a file of one's own: `{ urn: School number, pupils: NOR }`",
  values: 'what its values mean, column by column: `{ phase: { Prim: primary } }`; a single value is that of every row',
  where: 'the rows that count, by any heading of the file: a value, or several of which one fits',
} as const;

/** A file that says more of the schools of the roll. */
export const besideRoll = block(
  'a file beside the roll',
  { file: scalarItself, ...fileTerms, ...provenance },
  { file: "a CSV file in the model's folder, with a row for a school", ...fileWords },
);

/** What was found in one file of a roll. */
export interface FileRead {
  readonly file: string;
  readonly reads: Download | undefined;
  /** When it is of, as the file says: `January 2026`; undefined where it does not. */
  readonly period: string | undefined;
  /** The line of its heading. */
  readonly headingLine: number;
  readonly rows: number;
  /** Rows that do not count, and why: by the value of a condition, or because they are no school. */
  readonly leftOut: readonly { readonly why: string; readonly rows: number }[];
  /** Values of conditions, and of what `values` gives a meaning, that no row has. */
  readonly unmet: readonly string[];
  /** Rows of schools that are on the roll. */
  readonly matched: number;
  /** Rows of schools that are not on the roll: of a file beside it. */
  readonly others: number;
  /** Schools of the roll of which it has no row: of a file beside it. */
  readonly lacking: readonly string[];
  /** Cells without a number, by the mark that stands in them. */
  readonly marks: readonly {
    readonly column: string;
    readonly mark: string;
    readonly why: string;
    readonly cells: number;
  }[];
  /** What a reader should know of its rows: codes that contradict their names, values that are not known. */
  readonly notices: readonly { readonly says: string; readonly rows: number; readonly line: number }[];
}

/** A school of the roll of which a file has no row, but of the one that it goes on from, by the links of the register. */
export interface SchoolFollowed {
  readonly school: string;
  readonly from: string;
  readonly kind: string;
  readonly since: string | undefined;
  readonly file: string;
}

/** How a roll was put together of its files. */
export interface RollRead {
  readonly files: readonly FileRead[];
  /** The file from which the pupils come, and under which heading. */
  readonly pupils: { readonly file: string; readonly heading: string } | undefined;
  /** The pupils of the same schools a year before, where a file says: of schools in both. */
  readonly before: PupilsBefore | undefined;
  /** Rows of schools that others go on from, of which the model does not say that they count. */
  readonly followed: readonly SchoolFollowed[];
}

/** A column of the roll that holds from a date on: `pupils_2027`. */
export interface ColumnByDate {
  /** The key of a school that it says: `pupils`. */
  readonly key: string;
  readonly name: string;
  readonly since: Since;
  readonly span: Span;
}

/** Pupils of schools in an earlier file, by the number of the school. */
export interface PupilsBefore {
  readonly file: string;
  readonly period: string;
  readonly now: string;
  readonly pupils: ReadonlyMap<string, string>;
}
