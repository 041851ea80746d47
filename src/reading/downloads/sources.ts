import { Scalar } from '../../language/index.js';
import { isRollColumn, NEEDED, PROVENANCE, ROLL_COLUMNS } from '../roll-columns.js';
import { GROUP_HEADINGS } from './cohorts.js';
import { type FormatColumn, plainly } from './format.js';
import type { FileTable } from './table.js';
import type { FileTerms, RollTermsSaid } from './terms.js';

/** Where a column of the roll comes from in one file: the heading, and how a cell of it is understood. */
export interface ColumnSource {
  /** Which of the files. */
  readonly file: number;
  /** Empty where one value holds for every row. */
  readonly heading: string;
  readonly column: FormatColumn;
  readonly values: ReadonlyMap<string, Scalar> | Scalar | undefined;
  /** Whether the file is a download, in which a blank is a number that is not known. */
  readonly isDownload: boolean;
}

/** The file that the pupils come from, and under which heading. */
export interface PupilsSource {
  readonly file: number;
  readonly heading: string;
}

/** Further columns that a model asks for, and those that it wants nobody to read. */
export interface DeclaredColumns {
  readonly attributes: readonly string[];
  readonly drivers: readonly string[];
  readonly ignore: readonly string[];
}

/** Columns of one's own that are numbers, in which a mark may stand. */
const OWN_NUMBERS = ['free_school_meals', 'pays_now', 'budget'];

export const isPupils = (name: string): boolean => name === 'pupils' || name.startsWith('pupils_');

/** Whether a roll may have a column of that name. */
export const isAsked = (name: string, { attributes, drivers }: Omit<DeclaredColumns, 'ignore'>): boolean =>
  isRollColumn(name) || attributes.includes(name) || drivers.includes(name);

/** The column of the roll that has the name of a heading; undefined where none has. */
function columnNamed(heading: string, { attributes, drivers }: DeclaredColumns): string | undefined {
  const name = plainly(heading);
  const column = [...ROLL_COLUMNS, ...attributes, ...drivers].find((each) => plainly(each) === name);
  return column ?? (isRollColumn(name) ? name : undefined);
}

/**
 * The columns that a file of one's own has under their own names: all but those that the model finds under another
 * heading, and those that it ignores.
 */
export function ownColumns(
  { format, columns }: FileTerms,
  headings: readonly string[],
  declared: DeclaredColumns,
): ReadonlyMap<string, string> {
  const taken = new Set([...columns.values()].map(({ heading }) => plainly(heading.text)));
  const found = new Map<string, string>();
  for (const heading of format === undefined ? headings : []) {
    const column = columnNamed(heading, declared);
    const isFree = column !== undefined && !columns.has(column) && !taken.has(plainly(heading));
    if (isFree && !found.has(column) && !isIgnored(column, declared)) found.set(column, heading);
  }
  return found;
}

/** Whether nobody reads a column that the model ignores: what every school needs is read all the same. */
const isIgnored = (column: string, { ignore, attributes, drivers }: DeclaredColumns): boolean =>
  ignore.includes(column) && ![...NEEDED, ...attributes, ...drivers].includes(column);

/** Every heading that may be looked at in a file, beside those of a file of one's own that have a column's name. */
export function headingsOf(
  { format, columns }: FileTerms,
  { attributes, drivers }: DeclaredColumns,
  intake: Scalar | undefined,
): string[] {
  const moving = intake === undefined ? [] : [intake.text, ...GROUP_HEADINGS];
  const own = [...[...columns.values()].map(({ heading }) => heading.text), ...attributes, ...drivers, ...moving];
  if (format === undefined) return own;
  const of = [...Object.values(format.words), ...Object.values(format.numbers)].flatMap(({ headings }) => headings);
  return [...own, ...of, ...Object.values(format.pupils).flat(), ...format.beside];
}

/**
 * The file that the pupils come from: the one that the model names; else the newest that counts as the roll does, one
 * beside the roll's own before it.
 */
export function pupilsSource({ count, from }: RollTermsSaid, tables: readonly FileTable[]): PupilsSource | undefined {
  const way = count?.text === 'fte' ? 'fte' : 'headcount';
  const able = tables.flatMap(({ terms, has, at }, file) => {
    const heading = terms.format?.pupils[way]?.find(has);
    return heading === undefined ? [] : [{ file, heading, at: at ?? '', name: terms.file.text }];
  });
  const asked = from === undefined ? able : able.filter(({ name }) => name === from.text);
  return [...asked].sort((a, b) => (a.at === b.at ? b.file - a.file : a.at < b.at ? 1 : -1))[0];
}

/** Each column of the roll, with where it comes from: what counts first stands first. */
export function sourcesOf(
  tables: readonly FileTable[],
  pupilsOf: PupilsSource | undefined,
  declared: DeclaredColumns,
): ReadonlyMap<string, readonly ColumnSource[]> {
  const found = new Map<string, ColumnSource[]>();
  const put = (name: string, source: ColumnSource): void => {
    found.set(name, [source, ...(found.get(name) ?? [])]);
  };
  if (pupilsOf !== undefined)
    put('pupils', {
      ...pupilsOf,
      column: { headings: [], number: 'count' },
      values: tables[pupilsOf.file]?.terms.values.get('pupils'),
      isDownload: true,
    });
  tables.forEach((table, file) => {
    if (isOutdated(table, tables)) return;
    for (const [name, source] of downloadSources(table, file, declared)) put(name, source);
    for (const [name, source] of ownSources(table, file, declared)) put(name, source);
  });
  return found;
}

/** Whether another file of the same kind is newer: what an older one says is only held against it. */
function isOutdated({ terms, at }: FileTable, tables: readonly FileTable[]): boolean {
  const { format, columns } = terms;
  return (
    format !== undefined &&
    columns.size === 0 &&
    tables.some((other) => other.terms.format === format && (other.at ?? '') > (at ?? ''))
  );
}

type Named = readonly [name: string, source: ColumnSource];

/** What a download gives: a file beside the roll its numbers alone. */
function downloadSources(
  { terms: { format, values }, has }: FileTable,
  file: number,
  declared: DeclaredColumns,
): Named[] {
  const of = { ...(file === 0 ? format?.words : undefined), ...format?.numbers };
  return Object.entries(of).flatMap(([name, column]): Named[] => {
    const heading = column.headings.find(has);
    return heading === undefined || !isAsked(name, declared)
      ? []
      : [[name, { file, heading, column, values: values.get(name), isDownload: true }]];
  });
}

/** What the model says itself of the columns of a file: their headings, one value for every row, their own names. */
function ownSources(table: FileTable, file: number, declared: DeclaredColumns): Named[] {
  const { format, columns, values } = table.terms;
  const all = [...declared.attributes, ...declared.drivers];
  const given = { ...format?.words, ...format?.numbers };
  const further = all.filter((name) => !columns.has(name) && given[name] === undefined && table.has(name));
  const plain =
    format === undefined
      ? [...table.own].filter(([name]) => name !== 'urn' && name !== PROVENANCE)
      : further.map((name) => [name, name] as const);
  const mapped = [...columns].filter(([name]) => name !== 'urn');
  const fixed = [...values].flatMap(([name, value]) => (value instanceof Scalar && !columns.has(name) ? [name] : []));
  const source = (name: string, heading: string): Named => {
    const isNumber = isPupils(name) || declared.drivers.includes(name) || OWN_NUMBERS.includes(name);
    const column: FormatColumn = { headings: [], ...(isNumber && { number: 'count' as const }) };
    return [name, { file, heading, column, values: values.get(name), isDownload: format !== undefined }];
  };
  return [
    ...plain.map(([name, heading]) => source(name, heading)),
    ...mapped.map(([name, { heading }]) => source(name, heading.text)),
    ...fixed.map((name) => source(name, '')),
  ];
}
