import { type Problem, problem, Scalar, type Span } from '../../language/index.js';
import type { FileRead, RollRead } from '../../model/index.js';
import { estimated, type HeaderCell, type RollRow } from '../csv.js';
import { NEEDED } from '../roll-columns.js';
import { plainly } from './format.js';
import { markIn, unknownOf } from './marks.js';
import {
  type ColumnSource,
  type DeclaredColumns,
  isPupils,
  type PupilsSource,
  pupilsSource,
  sourcesOf,
} from './sources.js';
import type { FileTable, KeptRow } from './table.js';
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

/** Puts the rows of several files together, school by school. */
export class Join {
  private readonly rowsBy: readonly ReadonlyMap<string, KeptRow>[];
  private readonly marks: Map<string, { column: string; mark: string; why: string; cells: number }>[];
  private readonly notices: Map<string, { says: string; rows: number; line: number }>[];

  constructor(
    private readonly said: RollTermsSaid,
    private readonly tables: readonly FileTable[],
    private readonly declared: DeclaredColumns,
  ) {
    this.rowsBy = tables.map(({ rows }) => new Map(rows.map((row) => [row.urn, row])));
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
    if (missing.length > 0)
      return refused(missing.map((column) => problem('no-column', at, { column, files, called: undefined })));
    if (main.rows.length === 0 && main.read.rows > 0)
      return refused([problem('empty-roll', at, { leftOut: main.read.leftOut.slice(0, 3).map(({ why }) => why) })]);
    const placeOf = (source: ColumnSource | undefined): Span =>
      (source && this.tables[source.file]?.headingOf(source.heading)?.span) ?? at;
    const header = [
      { name: 'urn', span: main.headingOf(urnHeading(main))?.span ?? at },
      ...[...sources].map(([name, from]) => ({ name, span: placeOf(from[0]) })),
    ];
    const rows = main.rows.map((row) => this.row(row, header, sources));
    return { header, rows, problems: [], read: this.read(pupilsOf) };
  }

  private row(
    main: KeptRow,
    header: readonly HeaderCell[],
    sources: ReadonlyMap<string, readonly ColumnSource[]>,
  ): RollRow {
    const cells = [...sources].map(([name, from]) => this.cell(main, name, from));
    const [table] = this.tables as [FileTable];
    const urnAt = (): Span => table.placeOf(main, urnHeading(table));
    return new JoinedRow(main.urn, table.rowPlace(main), urnAt, header, cells);
  }

  /** The cell of a column: that of the first file that says something; what is not known only where no file knows. */
  private cell({ urn }: KeptRow, name: string, from: readonly ColumnSource[]): JoinedCell {
    let unknown: JoinedCell | undefined;
    for (const source of from) {
      const table = this.tables[source.file] as FileTable;
      const row = this.rowsBy[source.file]?.get(urn);
      if (row === undefined) continue;
      const said = source.heading === '' ? '' : table.cells(row)(source.heading);
      const text = this.meant(name, said, row, source);
      const isUnknown = text.startsWith('unknown');
      const cell: JoinedCell = {
        ...estimated(text, table.terms.basis),
        source: table.terms.source,
        at: () => table.placeOf(row, source.heading),
      };
      if (text !== '' && !isUnknown) return cell;
      if (isUnknown) unknown ??= cell;
    }
    if (unknown !== undefined || !isPupils(name)) return unknown ?? NO_CELL;
    const [first] = from;
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

  /** What a cell means in the language. */
  private meant(name: string, said: string, row: KeptRow, source: ColumnSource): string {
    const { file, column, values, heading } = source;
    const table = this.tables[file] as FileTable;
    if (values instanceof Scalar) return values.text;
    const mapped = values && [...values].find(([key]) => plainly(key) === plainly(said))?.[1];
    if (mapped !== undefined) return mapped.text;
    if (column.number !== undefined) return this.number(name, said, source);
    if (column.means === undefined) return said;
    const meant = column.means(said, table.cells(row));
    if (meant !== undefined) return meant;
    if ((NEEDED as readonly string[]).includes(name)) return said;
    this.note(file, `"${said}" under ${heading} is not known, and is left open`, row.line);
    return '';
  }

  private number(name: string, said: string, { file, heading, column, isDownload }: ColumnSource): string {
    const why = markIn(said);
    if (why === undefined) return column.number === 'per cent' && /^[\d.,]+$/.test(said) ? `${said}%` : wholeOf(said);
    if (said === '' && !(isPupils(name) && isDownload)) return '';
    const key = `${heading}|${said}`;
    const known = this.marks[file]?.get(key);
    if (known !== undefined) known.cells++;
    else this.marks[file]?.set(key, { column: heading, mark: said === '' ? '(blank)' : said, why, cells: 1 });
    return unknownOf(said, why);
  }

  private note(file: number, says: string, line: number): void {
    const known = this.notices[file]?.get(says);
    if (known !== undefined) known.rows++;
    else this.notices[file]?.set(says, { says, rows: 1, line });
  }

  private read(pupilsOf: PupilsSource | undefined): RollRead {
    const onRoll = this.tables[0]?.rows ?? [];
    const files = this.tables.map(({ read }, i): FileRead => {
      const has = this.rowsBy[i];
      return {
        ...read,
        lacking: i === 0 ? [] : onRoll.flatMap(({ urn }) => (has?.has(urn) ? [] : urn)),
        marks: [...(this.marks[i]?.values() ?? [])],
        notices: [...read.notices, ...(this.notices[i]?.values() ?? [])],
      };
    });
    const table = pupilsOf && this.tables[pupilsOf.file];
    return {
      files,
      pupils: table && {
        file: table.terms.file.text,
        heading: table.headingOf(pupilsOf.heading)?.name ?? pupilsOf.heading,
      },
      before: pupilsOf && this.before(pupilsOf),
    };
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
      return markIn(said) === undefined ? [[row.urn, wholeOf(said)]] : [];
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
      const { basis, source, at } = this.cells[column - 1] ?? { ...NO_CELL, at: this.urnAt };
      const isSaid = column === 0 || this.text(column) !== '';
      const path = `schools.${this.urn}.${this.header[column]?.name ?? column}`;
      scalar = new Scalar(this.text(column), isSaid ? at() : this.place, undefined, path, basis, source);
      this.scalars[column] = scalar;
    }
    return scalar;
  }
}
