import { Exact } from '../../figures/index.js';
import { type Problem, PUPILS, problem, Scalar, type Span, writtenNumber } from '../../language/index.js';
import type { FileRead, RollRead } from '../../model/index.js';
import { CellProblems } from '../cells.js';
import { estimated, type HeaderCell, type RollRow } from '../csv.js';
import { NEEDED, PROVENANCE } from '../roll-columns.js';
import { rolledForward } from './cohorts.js';
import { plainly } from './format.js';
import { unreadIn } from './headings.js';
import type { SchoolLink } from './links.js';
import { markIn, unknownOf } from './marks.js';
import { type IdleMeanings, idleMeanings } from './meanings.js';
import type { KeptRow } from './rows.js';
import {
  type ColumnSource,
  type DeclaredColumns,
  isPupils,
  type PupilsSource,
  pupilsSource,
  sourcesOf,
} from './sources.js';
import type { FileTable } from './table.js';
import type { RollTermsSaid } from './terms.js';

/** The roll of one file or several, as if it were one file of the language's own form. */
export interface RollTable {
  readonly header: HeaderCell[];
  readonly rows: readonly RollRow[];
  readonly problems: readonly Problem[];
  readonly read: RollRead | undefined;
}

/** A roll that cannot be read. */
function refused(problems: readonly Problem[]): RollTable {
  return { header: [], rows: [], problems, read: undefined };
}

/** The heading of the number of a school. */
function urnHeading({ terms, has }: FileTable): string {
  return terms.columns.get('urn')?.heading.text ?? (terms.format?.urn ?? ['urn']).find(has) ?? 'urn';
}

/** What stands behind a row: what its column of that says, else what is said of its file. */
function sourceOf({ own, cells, terms }: FileTable, row: KeptRow): string | undefined {
  const heading = terms.columns.get(PROVENANCE)?.heading.text ?? own.get(PROVENANCE);
  return (heading && cells(row)(heading)) || terms.source;
}

/** Puts the rows of several files together, school by school. */
export class Join {
  private readonly rowsBy: readonly ReadonlyMap<string, KeptRow>[];
  private readonly marks: Map<string, { column: string; mark: string; why: string; cells: number }>[];
  private readonly notices: Map<string, { says: string; rows: number; line: number }>[];
  private readonly found = new CellProblems();
  /** The column with the pupils of the start: a later year of which nothing is said is as the year before. */
  private firstPupils: string | undefined;

  constructor(
    private readonly said: RollTermsSaid,
    private readonly tables: readonly FileTable[],
    private readonly declared: DeclaredColumns,
    private readonly linked: { readonly links: readonly SchoolLink[]; readonly tables: readonly FileTable[] },
  ) {
    this.rowsBy = tables.map(({ rows, terms, cells }) => {
      const newest = new Map<string, KeptRow>();
      const at = (row: KeptRow): string => terms.format?.period(cells(row))?.at ?? '';
      for (const row of rows) {
        const known = newest.get(row.urn);
        if (known === undefined || at(row) > at(known)) newest.set(row.urn, row);
      }
      return newest;
    });
    this.marks = tables.map(() => new Map());
    this.notices = tables.map(() => new Map());
  }

  table(): RollTable {
    const [main] = this.tables as [FileTable];
    const pupilsOf = pupilsSource(this.said, this.tables);
    const sources = sourcesOf(this.tables, pupilsOf, this.declared);
    const { attributes, drivers } = this.declared;
    const hasPupils = [...sources.keys()].some(isPupils);
    const missing = [...NEEDED, ...(hasPupils ? [] : ['pupils']), ...attributes, ...drivers].filter(
      (name) => name !== 'urn' && !sources.has(name),
    );
    const files = this.tables.map(({ terms }) => terms.file.text);
    const at = main.terms.file.span;
    const [only, ...others] = main.unread;
    const headings = main.unread.map(({ name }) => name);
    const place = only === undefined || others.length > 0 ? at : only.span;
    if (missing.length > 0)
      return refused(
        missing.map((column) => problem('no-column', place, { column, files, called: undefined, headings })),
      );
    const unread = unreadIn(main, this.declared);
    if (unread.length > 0) return refused(unread);
    if (main.rows.length === 0 && main.read.rows > 0)
      return refused([problem('empty-roll', at, { leftOut: main.read.leftOut.slice(0, 3).map(({ why }) => why) })]);
    const idle = idleMeanings(this.tables, sources);
    if (idle.problems.length > 0) return refused(idle.problems);
    const placeOf = (source: ColumnSource | undefined): Span =>
      (source && this.tables[source.file]?.headingOf(source.heading)?.span) ?? at;
    this.firstPupils = [...sources.keys()].filter(isPupils).sort()[0];
    const rolled = this.said.intake === undefined || pupilsOf === undefined ? [] : this.said.years;
    const header = [
      { name: 'urn', span: main.headingOf(urnHeading(main))?.span ?? at },
      ...[...sources].map(([name, from]) => ({ name, span: placeOf(from[0]) })),
      ...rolled.map((year) => ({ name: `pupils_${year}`, span: placeOf(sources.get('pupils')?.[0]) })),
    ];
    const rows = main.rows.map((row) => this.row(row, header, sources, pupilsOf));
    const read = this.read(pupilsOf, idle.unmet);
    return { header, rows, problems: this.found.problems, read };
  }

  private row(
    main: KeptRow,
    header: readonly HeaderCell[],
    sources: ReadonlyMap<string, readonly ColumnSource[]>,
    pupilsOf: PupilsSource | undefined,
  ): RollRow {
    const cells = [...sources].map(([name, from]) => this.cell(main, name, from));
    if (this.said.intake !== undefined && pupilsOf !== undefined) {
      const now = cells[[...sources.keys()].indexOf('pupils')] ?? NO_CELL;
      cells.push(...this.movedUp(main, pupilsOf, now));
    }
    const [table] = this.tables as [FileTable];
    const urnAt = (): Span => table.placeOf(main, urnHeading(table));
    return new JoinedRow(main.urn, table.rowPlace(main), urnAt, header, cells);
  }

  /** The row of a school in a file: its own, else that of the school that it follows. */
  private rowOf(file: number, urn: string): KeptRow | undefined {
    const rows = this.rowsBy[file];
    return rows?.get(urn) ?? (file === 0 ? undefined : rows?.get(this.said.follows.get(urn)?.from.text ?? ''));
  }

  /** The cell of a column: that of the first file that says something; what is not known only where no file knows. */
  private cell({ urn }: KeptRow, name: string, from: readonly ColumnSource[]): JoinedCell {
    let unknown: JoinedCell | undefined;
    let blank: JoinedCell | undefined;
    for (const source of from) {
      const table = this.tables[source.file] as FileTable;
      const row = this.rowOf(source.file, urn);
      if (row === undefined) continue;
      const said = source.heading === '' ? '' : table.cells(row)(source.heading);
      const text = this.meant(name, said, row, source);
      const isUnknown = text.startsWith('unknown');
      const cell: JoinedCell = {
        ...estimated(text, table.terms.basis),
        source: sourceOf(table, row),
        at: () => table.placeOf(row, source.heading),
      };
      if (text !== '' && !isUnknown) return cell;
      if (isUnknown) unknown ??= cell;
      else blank ??= cell;
    }
    const none = unknown ?? blank;
    return none ?? (name === this.firstPupils ? this.withoutRow(urn, from) : NO_CELL);
  }

  /** The pupils of a school of which no file that says them has a row. */
  private withoutRow(urn: string, [first]: readonly ColumnSource[]): JoinedCell {
    const table = this.tables[first?.file ?? 0] as FileTable;
    const main = this.tables[0] as FileTable;
    const row = this.rowsBy[0]?.get(urn) as KeptRow;
    return {
      text: `unknown: ${table.terms.file.text} has no row of it`,
      basis: table.terms.basis,
      source: table.terms.source,
      at: () => main.placeOf(row, urnHeading(main)),
    };
  }

  /** The pupils of later years, where year groups move up; none where the census does not say them. */
  private movedUp(main: KeptRow, { file }: PupilsSource, now: JoinedCell): JoinedCell[] {
    const { intake, years, count } = this.said;
    const row = this.rowOf(file, main.urn);
    const table = this.tables[file] as FileTable;
    if (intake === undefined || row === undefined || !/^\d+(\.\d+)?$/.test(now.text)) return years.map(() => NO_CELL);
    const asked = this.tables.flatMap(({ cells }, i) => {
      const said = this.rowOf(i, main.urn);
      return said === undefined ? [] : cells(said)(intake.text);
    });
    const enters = intake.text === 'same' ? undefined : asked.find((text) => /^\d+(\.\d+)?$/.test(text));
    const of = (this.tables[0] as FileTable).cells(main);
    const moved = rolledForward({
      pupils: Exact.of(now.text),
      of: table.cells(row),
      way: count?.text === 'fte' ? 'fte' : 'headcount',
      intake: enters === undefined ? undefined : Exact.of(enters),
      low: of('StatutoryLowAge'),
      high: of('StatutoryHighAge'),
      years: years.length,
    });
    const source = `${table.terms.source ?? table.terms.file.text}, moved up by year groups; ${enters === undefined ? 'as many enter as are in the first year group' : `${enters} enter each year`}`;
    return (moved ?? []).map((pupils) => ({ text: pupils.toString(), basis: 'estimate' as const, source, at: now.at }));
  }

  /** What a cell means in the language. */
  private meant(name: string, said: string, row: KeptRow, source: ColumnSource): string {
    const { file, column, values, heading } = source;
    const table = this.tables[file] as FileTable;
    if (values instanceof Scalar) return values.text;
    const mapped = values && [...values].find(([key]) => plainly(key) === plainly(said))?.[1];
    if (mapped !== undefined) return mapped.text;
    if (column.number !== undefined) return this.number(name, said, row, source);
    if (column.means === undefined) return said;
    const meant = column.means(said, table.cells(row));
    if (meant !== undefined) return meant;
    if ((NEEDED as readonly string[]).includes(name)) return said;
    this.note(file, `"${said}" under ${heading} is not known, and is left open`, row.line);
    return '';
  }

  private isAmount(name: string): boolean {
    return !isPupils(name) && name !== 'free_school_meals';
  }

  private notOfAYear(row: KeptRow, file: number): string | undefined {
    const { terms, cells } = this.tables[file] as FileTable;
    return terms.format?.amounts(cells(row));
  }

  /** A number of a file as the language writes it; unknown with its reason where there is none. */
  private number(name: string, said: string, row: KeptRow, source: ColumnSource): string {
    const whole = source.isDownload && this.isAmount(name) ? this.notOfAYear(row, source.file) : undefined;
    const why = whole ?? markIn(said);
    if (why === undefined)
      return source.column.number === 'per cent' && /^[\d.,]+$/.test(said) ? `${said}%` : wholeOf(said);
    if (whole === undefined && said === '' && !(isPupils(name) && source.isDownload)) return '';
    const mark = whole === undefined ? said : '';
    this.mark(source, whole === undefined ? said || '(blank)' : '–', why);
    return unknownOf(mark, why);
  }

  /** Counts a number that is not known, by the mark that stands in its place. */
  private mark({ file, heading }: ColumnSource, mark: string, why: string): void {
    const key = `${heading}|${mark}|${why}`;
    const known = this.marks[file]?.get(key);
    if (known !== undefined) known.cells++;
    else this.marks[file]?.set(key, { column: heading, mark, why, cells: 1 });
  }

  private note(file: number, says: string, line: number): void {
    const known = this.notices[file]?.get(says);
    if (known !== undefined) known.rows++;
    else this.notices[file]?.set(says, { says, rows: 1, line });
  }

  private read(pupilsOf: PupilsSource | undefined, unmet: IdleMeanings['unmet']): RollRead {
    const onRoll = this.tables[0]?.rows ?? [];
    const files = this.tables.map(({ read }, i): FileRead => {
      return {
        ...read,
        unmet: [...read.unmet, ...(unmet[i] ?? [])],
        matched: i === 0 ? read.matched : onRoll.filter(({ urn }) => this.rowOf(i, urn) !== undefined).length,
        lacking: i === 0 ? [] : onRoll.flatMap(({ urn }) => (this.rowOf(i, urn) === undefined ? urn : [])),
        marks: [...(this.marks[i]?.values() ?? [])],
        notices: [...read.notices, ...(this.notices[i]?.values() ?? [])],
      };
    });
    const table = pupilsOf && this.tables[pupilsOf.file];
    return {
      files: [...files, ...this.linked.tables.map(({ read }) => read)],
      followed: this.followed(),
      pupils: table && {
        file: table.terms.file.text,
        heading: table.headingOf(pupilsOf.heading)?.name ?? pupilsOf.heading,
      },
      before: pupilsOf && this.before(pupilsOf),
    };
  }

  /** Schools that a file has no row of, but one of the school that they go on from. */
  private followed(): RollRead['followed'] {
    return this.tables
      .slice(1)
      .flatMap(({ terms }, i) =>
        this.linked.links.flatMap(({ of, from, kind, since }) =>
          this.rowOf(i + 1, of) === undefined && this.rowsBy[i + 1]?.has(from)
            ? [{ school: of, from, kind, since, file: terms.file.text }]
            : [],
        ),
      );
  }

  /** The pupils of the newest file of the same kind before the one that counts. */
  private before({ file, heading }: PupilsSource): RollRead['before'] {
    const table = this.tables[file] as FileTable;
    const [older] = this.tables
      .filter(({ terms, at }) => terms.format === table.terms.format && (at ?? '') < (table.at ?? ''))
      .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1));
    if (older?.read.period === undefined || table.read.period === undefined) return undefined;
    const pupils = older.rows.flatMap((row): [string, string][] => {
      const said = older.cells(row)(heading);
      if (markIn(said) !== undefined) return [];
      const number = writtenNumber(said);
      const isPlain = 'value' in number && !number.percent && !number.pounds && number.value.sign >= 0;
      if (isPlain) return [[row.urn, number.value.toString()]];
      const why = 'why' in number ? number.why : 'pupils are counted from zero up';
      const data = { text: said, expected: PUPILS.expected, why };
      this.found.at(heading, older.placeOf(row, heading), 'bad-value', data);
      return [];
    });
    return { file: older.terms.file.text, period: older.read.period, now: table.read.period, pupils: new Map(pupils) };
  }
}

/** A whole number as a spreadsheet writes one that it holds as a fraction: `210.0`. */
const wholeOf = (text: string): string => text.replace(/^(-?[\d,]+)\.0+$/, '$1');

interface JoinedCell {
  readonly text: string;
  readonly basis: Scalar['basis'];
  readonly source: string | undefined;
  readonly at: () => Span;
}

const NO_CELL: JoinedCell = {
  text: '',
  basis: 'not stated',
  source: undefined,
  at: () => {
    throw new Error('what nothing says has no place');
  },
};

/** A school's row, put together of its rows in several files: each cell stands where it came from. */
class JoinedRow implements RollRow {
  private readonly scalars: (Scalar | undefined)[] = [];

  constructor(
    private readonly urn: string,
    readonly place: Span,
    private readonly urnAt: () => Span,
    private readonly header: readonly HeaderCell[],
    private readonly cells: readonly JoinedCell[],
  ) {}

  text(column: number): string {
    return column === 0 ? this.urn : (this.cells[column - 1]?.text ?? '');
  }

  cell(column: number): Scalar {
    let scalar = this.scalars[column];
    if (scalar === undefined) {
      const cell = column === 0 ? { ...NO_CELL, at: this.urnAt } : (this.cells[column - 1] ?? NO_CELL);
      const { basis, source, at } = cell;
      const path = `schools.${this.urn}.${this.header[column]?.name ?? column}`;
      scalar = new Scalar(this.text(column), cell === NO_CELL ? this.place : at(), undefined, path, basis, source);
      this.scalars[column] = scalar;
    }
    return scalar;
  }
}
