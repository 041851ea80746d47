import {
  nearest,
  type Problem,
  type ProblemCode,
  type ProblemData,
  problem,
  type Span,
  sinceOf,
} from '../language/index.js';
import { alsoRows, type HeaderCell } from './csv.js';
import { isDatedColumn } from './dated-columns.js';

/**
 * What is wrong with the cells of a file: one problem for one column and cause, at its first cell, with how many more
 * there are.
 */
export class CellProblems {
  private readonly first = new Map<string, { readonly found: Problem; second: Span | undefined; more: number }>();
  /** How often something was found. */
  count = 0;

  at<C extends ProblemCode>(column: string, span: Span, code: C, data: ProblemData[C]): void {
    this.count++;
    const key = `${column}|${code}|${'why' in data ? data.why : ''}`;
    const known = this.first.get(key);
    if (known === undefined) this.first.set(key, { found: problem(code, span, data), second: undefined, more: 0 });
    else {
      known.second ??= span;
      known.more++;
    }
  }

  get problems(): Problem[] {
    return [...this.first.values()].map(({ found, second, more }) => ({ ...found, also: alsoRows(second, more) }));
  }
}

/** Which columns a file must have, and what it is of. */
interface Headed {
  readonly known: readonly string[];
  readonly needed: readonly string[];
  readonly isRead: (column: string) => boolean;
  readonly of?: 'answers' | 'orders';
}

/**
 * Columns that nothing reads and columns that are missing: one problem for a column that is misspelt, or whose name is
 * left out, and so is missing under its own. Where a column is missing, those that nothing reads may be the one, and
 * are named with it.
 */
export function headingProblems(header: readonly HeaderCell[], { known, needed, isRead, of }: Headed): Problem[] {
  const names = header.map(({ name }) => name);
  const unread = header.filter(({ name }) => !isRead(name));
  // What stands there already is not what another column is meant for.
  const free = known.filter((name) => !names.includes(name));
  const meantBy = ({ name }: HeaderCell): string | undefined => nearest(name, suggested(name, free));
  const meant = unread.map(meantBy);
  const missing = needed.filter(
    (column) => !meant.some((each) => each === column || (column === 'pupils' && each?.startsWith('pupils_') === true)),
  );
  // A column without a name may be any that is missing.
  const unnamed = names.filter((name) => name === '').length;
  const lacking = missing.slice(unnamed);
  const any = unread.filter((cell) => cell.name !== '' && meantBy(cell) === undefined);
  const told = lacking.length === 0 ? unread : unread.filter((cell) => !any.includes(cell));
  const place = (any.length === 1 ? any : header)[0]?.span ?? 'the model';
  const unused = any.map(({ name }) => name);
  return [
    ...told.map((cell) => unknownColumn(cell, meantBy(cell) === undefined ? known : free, of)),
    ...lacking.map((column) => problem('missing-column', place, { column, known: names, unused, ...(of && { of }) })),
  ];
}

/** A column that nothing reads, of a file that may have some others. */
export const unknownColumn = ({ name, span }: HeaderCell, known: readonly string[], of?: Headed['of']): Problem =>
  problem('unknown-column', span, { column: name, known: suggested(name, known), ...(of && { of }) });

/** The columns that a name may be meant for, where it ends in a date, with that. */
function suggested(name: string, known: readonly string[]): readonly string[] {
  const [, date] = /_(\d{4}(?:-\d\d)?)$/.exec(name) ?? [];
  return date === undefined || sinceOf(date) === undefined
    ? known
    : known.flatMap((each) => (isDatedColumn(each) ? [each, `${each}_${date}`] : each));
}
