import { Scalar } from '../../language/index.js';
import { isRollColumn, NEEDED, OPTIONAL } from '../roll-columns.js';
import { GROUP_HEADINGS } from './cohorts.js';
import type { FormatColumn } from './format.js';
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

/** Further columns that a model asks for. */
export interface DeclaredColumns {
  readonly attributes: readonly string[];
  readonly drivers: readonly string[];
}

/** Columns of a file of one's own that has no map of headings. */
const OWN: readonly string[] = [...NEEDED.filter((name) => name !== 'urn'), 'pupils', ...OPTIONAL];
/** Columns of one's own that are numbers, in which a mark may stand. */
const OWN_NUMBERS = ['free_school_meals', 'pays_now', 'budget'];

export const isPupils = (name: string): boolean => name === 'pupils' || name.startsWith('pupils_');

/** Whether a roll may have a column of that name. */
export const isAsked = (name: string, { attributes, drivers }: DeclaredColumns): boolean =>
  isRollColumn(name) || attributes.includes(name) || drivers.includes(name);

/** Every heading that may be looked at in a file. */
export function headingsOf(
  { format, columns }: FileTerms,
  { attributes, drivers }: DeclaredColumns,
  intake: Scalar | undefined,
): string[] {
  const moving = intake === undefined ? [] : [intake.text, ...GROUP_HEADINGS];
  const own = [...[...columns.values()].map(({ heading }) => heading.text), ...attributes, ...drivers, ...moving];
  if (format === undefined) return columns.size > 0 ? own : [...own, 'urn', ...OWN];
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
    put('pupils', { ...pupilsOf, column: { headings: [], number: 'count' }, values: undefined, isDownload: true });
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
  const plain =
    format === undefined && columns.size === 0
      ? [...OWN, ...all].filter((name) => table.has(name))
      : all.filter((name) => !columns.has(name) && given[name] === undefined && table.has(name));
  const mapped = [...columns].filter(([name]) => name !== 'urn');
  const fixed = [...values].flatMap(([name, value]) => (value instanceof Scalar && !columns.has(name) ? [name] : []));
  const source = (name: string, heading: string): Named => {
    const isNumber = isPupils(name) || declared.drivers.includes(name) || OWN_NUMBERS.includes(name);
    const column: FormatColumn = { headings: [], ...(isNumber && { number: 'count' as const }) };
    return [name, { file, heading, column, values: values.get(name), isDownload: format !== undefined }];
  };
  return [
    ...plain.map((name) => source(name, name)),
    ...mapped.map(([name, { heading }]) => source(name, heading.text)),
    ...fixed.map((name) => source(name, '')),
  ];
}
