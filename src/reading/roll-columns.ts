import { flagOf, type Problem, sinceMonth, sinceOf } from '../language/index.js';
import {
  ATTRIBUTE_NAMES,
  attributes,
  type ColumnByDate,
  INTENTS,
  LIFE_KEYS,
  PHASES,
  type RollTerms,
  SCHOOL_TYPES,
} from '../model/index.js';
import { headingProblems } from './cells.js';
import type { HeaderCell } from './csv.js';
import { DATED, type DatedColumn } from './dated-columns.js';
import { collidingColumns, type ModelClock } from './moments.js';

export const NEEDED = ['urn', 'name', 'phase', 'type'] as const;
export const OPTIONAL = [
  ...ATTRIBUTE_NAMES,
  'intent',
  'tier',
  'converts',
  ...LIFE_KEYS,
  'pays_now',
  'budget',
  'free_school_meals',
] as const;
/** From which lines of which files a row was made: what stands behind its values. */
export const PROVENANCE = 'provenance';
/** Every column that is read, beside `pupils_2019` and the like. */
export const ROLL_COLUMNS: readonly string[] = [...new Set([...NEEDED, ...DATED, ...OPTIONAL, PROVENANCE])];

/** A column of which a cell is one of some words. */
interface Choice {
  readonly what: string;
  readonly known: readonly string[];
  readonly fits: (text: string) => boolean;
}

/** The words that a column may hold; undefined where it may hold any text, or a number. */
export function choiceOf(name: string): Choice | undefined {
  const one = (what: string, known: readonly string[]): Choice => ({
    what,
    known,
    fits: (text) => known.includes(text),
  });
  if (name === 'phase') return one('a phase', PHASES);
  if (name === 'type') return one('a type of school', SCHOOL_TYPES);
  if (name === 'intent') return one('an intent', INTENTS);
  const terms = ATTRIBUTE_NAMES.includes(name as keyof typeof attributes)
    ? attributes[name as keyof typeof attributes]
    : undefined;
  if (terms?.values === undefined) return undefined;
  const isFlag = terms.kind === 'flag';
  return isFlag
    ? { what: terms.what, known: terms.values, fits: (text) => flagOf(text) !== undefined }
    : one(terms.what, terms.values);
}

/** Whether every roll may have a column of that name. */
export function isRollColumn(name: string): boolean {
  return (
    ROLL_COLUMNS.includes(name) ||
    DATED.some((each) => name.startsWith(`${each}_`) && sinceOf(name.slice(each.length + 1)) !== undefined)
  );
}

/** Where each column stands. */
export class Columns {
  readonly problems: Problem[];
  /** Columns that may be dated, with the date from which each holds. */
  readonly dated: Record<DatedColumn, { index: number; since: ReturnType<typeof sinceOf> }[]> = {
    pupils: [],
    joins: [],
    trust: [],
  };
  readonly byDate: readonly ColumnByDate[];
  private readonly byName = new Map<string, number>();

  constructor(
    header: readonly HeaderCell[],
    { attributes, drivers, ignore }: Pick<RollTerms, 'attributes' | 'drivers' | 'ignore'>,
    clock: ModelClock,
  ) {
    const known = [...ROLL_COLUMNS, ...attributes, ...drivers];
    header.forEach(({ name }, index) => {
      if (ignore.includes(name) && ![...NEEDED, ...attributes, ...drivers].includes(name)) return;
      const column = DATED.find((each) => name === each || name.startsWith(`${each}_`));
      const since = column === undefined ? undefined : sinceOf(name.slice(column.length + 1));
      if (column !== undefined && (name === column || since !== undefined)) this.dated[column].push({ index, since });
      else if (known.includes(name)) this.byName.set(name, index);
    });
    // Whatever order they stand in, the earliest comes first, and what has no date before all.
    const at = ({ since }: { since: ReturnType<typeof sinceOf> }): number =>
      since === undefined ? Number.NEGATIVE_INFINITY : sinceMonth(since, clock.yearStarts ?? 0);
    for (const key of DATED) this.dated[key].sort((a, b) => Math.sign(at(a) - at(b)) || 0);
    const isRead = (name: string): boolean => isRollColumn(name) || known.includes(name) || ignore.includes(name);
    const needed = [...NEEDED, ...attributes, ...drivers].filter((column) => !this.byName.has(column));
    const dated = DATED.map((key) =>
      this.dated[key].map(({ index, since }) => ({ ...(header[index] as HeaderCell), since })),
    );
    const heading = headingProblems(header, {
      known,
      needed: this.dated.pupils.length === 0 ? [...needed, 'pupils'] : needed,
      isRead,
    });
    this.byDate = DATED.flatMap((key, i) =>
      (dated[i] ?? []).flatMap((each) => (each.since === undefined ? [] : { ...each, key, since: each.since })),
    );
    this.problems = [...heading, ...dated.flatMap((each) => collidingColumns(each, clock))];
  }

  at(name: string): number | undefined {
    return this.byName.get(name);
  }
}
