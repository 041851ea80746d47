import { Exact } from '../../figures/index.js';
import { isSlip, nearest, type Problem, problem, type SourceFile, type Span } from '../../language/index.js';
import { unknownColumn } from '../cells.js';
import { formOf, type HeaderCell } from '../csv.js';
import { DATED } from '../dated-columns.js';
import { ROLL_COLUMNS } from '../roll-columns.js';
import { type DownloadForm, plainly } from './format.js';
import type { DeclaredColumns } from './sources.js';
import type { FileTable } from './table.js';
import { type FileTerms, FORMS } from './terms.js';

/* The headings of a file of the roll: where each stands, and what is wrong with them. */

/** A file that has more headings of a download than these is one. */
const ENOUGH = 2;
/** So many columns of a download are named to someone who has another file. */
const MOST_KNOWN = 5;

/** The headings of a file, and those of a file of one's own that nothing looks at. */
interface Headings {
  readonly header: readonly HeaderCell[];
  readonly unread: readonly HeaderCell[];
  readonly has: (heading: string) => boolean;
}

/** Headings that the model names and the file lacks, and the number of a school where it has none. */
export function headingProblems(
  terms: FileTerms,
  { header, unread, has }: Headings,
  urn: string | undefined,
): Problem[] {
  const { columns, where, file } = terms;
  const names = header.map(({ name }) => name).filter((name) => name !== '');
  const lacks = (name: string, span: Span): Problem[] =>
    has(name) ? [] : [problem('unknown-heading', span, { heading: name, file: file.text, known: close(name, names) })];
  const found = [
    ...[...columns.values()].flatMap(({ heading }) => lacks(heading.text, heading.span)),
    ...where.flatMap(({ heading, key }) => lacks(heading, key)),
  ];
  const byCouncil = terms.format?.establishment.some(has) === true;
  const at = (unread.length === 1 ? unread : header)[0]?.span ?? file.span;
  const lacking = noUrn(terms, unread);
  if (urn === undefined) found.push(problem('no-column', at, { ...lacking, ...(byCouncil && { byCouncil }) }));
  const needs = (terms.format?.needs ?? []).filter((name) => !has(name));
  return [...found, ...needs.map((column) => problem('no-column', at, { ...lacking, column }))];
}

/** The headings that may be meant, those that hold the words first; all where there are few. */
function close(name: string, names: readonly string[]): readonly string[] {
  const near = nearest(name, names);
  const holds = names.filter((each) => plainly(each).includes(plainly(name)) || plainly(name).includes(plainly(each)));
  return [...new Set([...(near === undefined ? [] : [near]), ...holds, ...names])];
}

/** A heading that is looked at, and stands in the file twice: nobody can say which is meant. */
export function twice(header: readonly HeaderCell[], asked: readonly string[], urn: string | undefined): Problem[] {
  const looked = new Set([...asked, ...(urn === undefined ? [] : [urn])].map(plainly));
  const seen = new Map<string, HeaderCell>();
  return header.flatMap((cell) => {
    const name = plainly(cell.name);
    const first = seen.get(name);
    seen.set(name, first ?? cell);
    return first === undefined || !looked.has(name)
      ? []
      : [problem('duplicate-column', cell.span, { column: cell.name }, [{ span: first.span, role: 'first here' }])];
  });
}

/** A file that has the headings of another download than it is read as. */
export function otherForm(
  given: SourceFile,
  terms: FileTerms,
  heading: readonly string[] | undefined,
): Problem | undefined {
  const { format } = terms;
  if (format === undefined) return undefined;
  const all = new Set(FORMS.flatMap(({ known }) => known.map(plainly)));
  const texts = heading ?? formOf(given, (name) => all.has(plainly(name))).heading?.texts ?? [];
  const named = (form: DownloadForm): number => {
    const known = new Set(form.known.map(plainly));
    return texts.filter((name) => known.has(plainly(name)) || form.aliases(name).length > 0).length;
  };
  const [best] = [...FORMS].sort((a, b) => named(b) - named(a));
  if (best === undefined || best === format || named(best) <= Math.max(ENOUGH, named(format))) return undefined;
  return problem('roll-basis', terms.readsAt, {
    why: `${terms.file.text} has the headings of ${best.called}, and not of ${format.called}`,
    instead: `write reads: ${best.reads}`,
  });
}

/**
 * Headings of a file of one's own that are nearly, and not quite, the name of a column that it lacks: such a file may
 * have any others.
 */
export function slipsIn({ unread, own, terms }: FileTable, declared: DeclaredColumns): Problem[] {
  const free = freeIn({ own, terms }, declared);
  return unread.flatMap((cell) => {
    const [, stem = '', date] = /^(.*?)(_\d.*)?$/.exec(cell.name) ?? [];
    const isDate = date !== undefined;
    const meant: readonly string[] = isDate ? DATED : free;
    const isNear = (each: string): boolean => isSlip(plainly(stem), each) || (isDate && each === plainly(stem));
    return meant.some(isNear) ? [unknownColumn(cell, [...new Set([...free, ...DATED])])] : [];
  });
}

/** Headings that nothing looks at, of a file of the language's own form: it may have none. */
export const unreadIn = ({ unread, own, terms }: FileTable, declared: DeclaredColumns): Problem[] =>
  isOfOwnForm(terms) ? unread.map((cell) => unknownColumn(cell, freeIn({ own, terms }, declared))) : [];

/** Whether a file is of the language's own form: it is no download, and the model names none of its headings. */
const isOfOwnForm = ({ format, columns }: FileTerms): boolean => format === undefined && columns.size === 0;

/** The columns that a file has neither under their own names nor under others. */
const freeIn = ({ own, terms }: Pick<FileTable, 'own' | 'terms'>, { attributes, drivers }: DeclaredColumns): string[] =>
  [...ROLL_COLUMNS, ...attributes, ...drivers].filter((each) => !own.has(each) && !terms.columns.has(each));

/** Where each heading stands, by its name and by the names that its form gives it; the parts of one that has several. */
export function headingsIn(header: readonly HeaderCell[], { format }: FileTerms) {
  const at = new Map<string, number>();
  const put = (name: string, i: number): void => {
    if (!at.has(plainly(name))) at.set(plainly(name), i);
  };
  for (const [i, { name }] of header.entries()) put(name, i);
  for (const [i, { name }] of header.entries()) for (const alias of format?.aliases(name) ?? []) put(alias, i);
  const sums = new Map(
    Object.entries(format?.sums ?? {}).flatMap(([name, parts]): [string, readonly string[]][] =>
      !at.has(plainly(name)) && parts.every((part) => at.has(plainly(part))) ? [[plainly(name), parts]] : [],
    ),
  );
  const has = (name: string): boolean => at.has(plainly(name)) || sums.has(plainly(name));
  const parts = (name: string): readonly string[] => sums.get(plainly(name)) ?? [name];
  return { at, has, parts };
}

/** The sum of cells; where one of them is no number, that one. */
export function summed(all: readonly string[]): string {
  const odd = all.find((text) => text !== '' && !/^-?\d+(\.\d+)?$/.test(text));
  if (odd !== undefined || all.every((text) => text === '')) return odd ?? '';
  return all.reduce((sum, text) => (text === '' ? sum : sum.plus(Exact.of(text))), Exact.zero).toString();
}

/** A file in which nothing says which school a row is of. */
export function noUrn({ format, file }: FileTerms, unread: readonly HeaderCell[]) {
  const own = [...(format?.urn ?? []), ...(format?.needs ?? []), ...(format?.known ?? [])];
  return {
    column: 'urn',
    files: [file.text],
    called: format?.called,
    knows: [...new Set(own)].slice(0, MOST_KNOWN),
    headings: unread.map(({ name }) => name),
  };
}
