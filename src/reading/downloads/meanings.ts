import { nearest, type Problem, problem, Scalar, type Span } from '../../language/index.js';
import { choiceOf } from '../roll-columns.js';
import { plainly } from './format.js';
import type { ColumnSource } from './sources.js';
import type { FileTable } from './table.js';

/** What `values` says of cells that no row has. */
export interface IdleMeanings {
  readonly problems: readonly Problem[];
  /** By the place of the file: `Phase: Nursery`. Each may come with other rows. */
  readonly unmet: readonly (readonly string[])[];
}

/**
 * What `values` says of cells that no row has, file by file. It is a problem where it is nearly what rows have of which
 * nothing is said, or where nothing is said of any cell of a column that has its own words; else it may come with other
 * rows.
 */
export function idleMeanings(
  tables: readonly FileTable[],
  sources: ReadonlyMap<string, readonly ColumnSource[]>,
): IdleMeanings {
  const found = tables.map((table, file) => {
    const all = [...table.terms.values].flatMap(([column, said]) => {
      if (said instanceof Scalar || said.size === 0) return [];
      const from = sources.get(column)?.find((each) => each.file === file);
      // Of an older download of two the newer counts.
      if (from === undefined && table.terms.format !== undefined) return [];
      return from === undefined ? [withoutHeading(table, column)] : [idleIn(table, column, said, from)];
    });
    return { problems: all.flatMap(({ problems }) => problems), unmet: all.flatMap(({ unmet }) => unmet) };
  });
  return { problems: found.flatMap(({ problems }) => problems), unmet: found.map(({ unmet }) => unmet) };
}

interface Idle {
  readonly problems: readonly Problem[];
  readonly unmet: readonly string[];
}

function idleIn(
  table: FileTable,
  column: string,
  said: ReadonlyMap<string, Scalar>,
  { heading: name, column: read }: ColumnSource,
): Idle {
  const { terms, rows, cells, headingOf } = table;
  const choice = choiceOf(column);
  const meant = new Set([...said.keys()].map(plainly));
  const seen = new Map(rows.map((row) => [plainly(cells(row)(name)), row]));
  const idle = [...said.keys()].filter((key) => !seen.has(plainly(key)));
  if (rows.length === 0 || idle.length === 0) return { problems: [], unmet: [] };
  const open = [...seen].flatMap(([key, row]) => {
    const text = cells(row)(name);
    return meant.has(key) || text === '' || choice?.fits(text) === true ? [] : [{ text, row }];
  });
  const known = open.map(({ text }) => text);
  const near = idle.filter((key) => nearest(key, known) !== undefined);
  const isUnknown = open.some(({ text, row }) => read.means?.(text, cells(row)) === undefined);
  const isOther = choice !== undefined && isUnknown && idle.length === said.size;
  const told = near.length === 0 && isOther ? idle.slice(0, 1) : near;
  const heading = headingOf(name)?.name ?? name;
  return {
    problems: told.map((text) =>
      problem('no-row-fits', placeOf(table, column, text), { heading, text, file: terms.file.text, known }),
    ),
    unmet: idle.map((key) => `${heading}: ${key}`),
  };
}

/** What the cells of a column mean that a file of one's own does not have. */
function withoutHeading({ terms, unread }: FileTable, column: string): Idle {
  const at = terms.valuesAt.get(column)?.key ?? terms.file.span;
  const headings = unread.map(({ name }) => name);
  return {
    problems: [problem('no-column', at, { column, files: [terms.file.text], called: undefined, headings })],
    unmet: [],
  };
}

const placeOf = ({ terms }: FileTable, column: string, key: string): Span =>
  terms.valuesAt.get(column)?.within.get(key) ?? terms.file.span;
