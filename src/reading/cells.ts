import { nearest, type Problem, type ProblemCode, type ProblemData, problem, type Span } from '../language/index.js';
import { alsoRows, type HeaderCell } from './csv.js';

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
 * left out, and so is missing under its own. Needed columns that no other could be meant for are one problem together.
 */
export function headingProblems(header: readonly HeaderCell[], { known, needed, isRead, of }: Headed): Problem[] {
  const names = header.map(({ name }) => name);
  const unread = header.filter(({ name }) => !isRead(name));
  const problems = unread.map(({ name, span }) =>
    problem('unknown-column', span, { column: name, known: suggested(name, known), ...(of && { of }) }),
  );
  const meant = unread.map(({ name }) => nearest(name, suggested(name, known)));
  const missing = needed.filter(
    (column) => !meant.some((each) => each === column || (column === 'pupils' && each?.startsWith('pupils_') === true)),
  );
  // A column without a name may be any that is missing.
  const unnamed = names.filter((name) => name === '').length;
  return [
    ...problems,
    ...missing
      .slice(unnamed)
      .map((column) =>
        problem('missing-column', header[0]?.span ?? 'the model', { column, known: names, ...(of && { of }) }),
      ),
  ];
}

/** The columns that a name may be meant for: pupils may be those of a year. */
function suggested(name: string, known: readonly string[]): readonly string[] {
  const [, year] = /_(\d{4}(?:-\d\d)?)$/.exec(name) ?? [];
  return year === undefined || !known.includes('pupils')
    ? known
    : known.flatMap((each) => (each === 'pupils' ? [each, `pupils_${year}`] : each));
}
