import type { Problem, SourceFile } from '../../language/index.js';
import type { FileRead } from '../../model/index.js';
import { CellProblems } from '../cells.js';
import { spanIn, spanOf } from '../csv.js';
import type { Fields } from '../csv-records.js';
import { RowConditions } from './conditions.js';
import { type CellsOf, establishmentIn, plainly } from './format.js';
import { dateOf } from './marks.js';
import type { FileTerms } from './terms.js';

/* Which rows of a file of the roll count, and what is wrong with them. */

/** A row of a file that counts: its place, and what stands under the headings that are looked at. */
export interface KeptRow {
  readonly urn: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly texts: readonly string[];
}

/** Which rows of a file are kept, and by what they are known. */
export interface RowsWanted {
  /** Of which schools more than a count is kept. */
  readonly isWanted: (urn: string) => boolean;
  /** Schools of the roll by their numbers in their councils, for a file without numbers of schools. */
  readonly establishments: ReadonlyMap<string, string>;
  /** Whether it is the roll's own file, which says what schools are. */
  readonly isOwn: boolean;
}

/** A number of a school: of six digits, whatever a spreadsheet has done to it that can be undone. */
const URN = /^0*(\d{1,7})(?:\.0+)?$/;
/** One that cannot: its last digits are lost. */
const ROUNDED = /^\d(?:\.\d+)?e\+?\d+$/i;

/** The number of a school as it is compared; undefined for what is none. */
export function urnOf(text: string): string | undefined {
  return URN.exec(text.replace(/,/g, ''))?.[1];
}

/** The columns of a file that are looked at, by their places. */
export interface LookedColumns {
  readonly delimiter: string;
  readonly width: number;
  readonly urn: number;
  readonly at: ReadonlyMap<string, number>;
  readonly indices: readonly number[];
  readonly slots: ReadonlyMap<string, number>;
  readonly isWanted: RowsWanted['isWanted'];
  /** Where rows are known by these and not by numbers of schools. */
  readonly establishments: RowsWanted['establishments'] | undefined;
}

/** Takes the rows of a file one by one. */
export class RowsReader {
  readonly rows: KeptRow[] = [];
  newest: { readonly at: string; readonly says: string } | undefined;
  private readonly conditions: RowConditions;
  private readonly leftOut = new Map<string, number>();
  private readonly notices = new Map<string, { rows: number; readonly line: number }>();
  private readonly found = new CellProblems();
  private total = 0;
  private others = 0;

  constructor(
    private readonly file: SourceFile,
    private readonly terms: FileTerms,
    private readonly columns: LookedColumns,
  ) {
    this.conditions = new RowConditions(terms, columns.at);
  }

  readonly cells =
    (row: KeptRow): CellsOf =>
    (heading) => {
      const slot = this.columns.slots.get(plainly(heading));
      return slot === undefined ? '' : (row.texts[slot] ?? '');
    };

  see(fields: Fields): void {
    this.total++;
    if (!this.fits(fields)) return;
    const said = fields.text(this.columns.urn);
    const urn = this.schoolOf(said);
    if (urn === undefined) this.noUrn(fields, said);
    else if (this.isWhole(fields)) this.ofSchool(urn, fields);
  }

  /** The number of the school that a row is of; undefined where it is of none. One that nobody looks for stays itself. */
  private schoolOf(said: string): string | undefined {
    const { establishments } = this.columns;
    if (establishments === undefined) return urnOf(said);
    const number = establishmentIn(said);
    return number === undefined ? undefined : (establishments.get(number) ?? `LAEstab ${number}`);
  }

  /** Whether a row has as many fields as the heading; says so where it has not. */
  private isWhole(fields: Fields): boolean {
    if (fields.count !== this.columns.width && !this.hasEmptyEnd(fields)) {
      this.found.at(`fields ${fields.count}`, spanOf(this.file, fields), 'ragged-row', {
        expected: this.columns.width,
        found: fields.count,
      });
      return false;
    }
    return true;
  }

  private ofSchool(urn: string, fields: Fields): void {
    const texts = this.columns.indices.map((index) => fields.text(index));
    const row: KeptRow = { urn, start: fields.start, end: fields.end, line: fields.line, texts };
    const of = this.cells(row);
    const why = this.terms.format?.leaves(of);
    if (why !== undefined) this.leave(why);
    else if (this.columns.isWanted(urn)) this.keep(row, of);
    else this.others++;
  }

  private keep(row: KeptRow, of: CellsOf): void {
    const period = this.terms.format?.period(of);
    if (period !== undefined && (this.newest === undefined || period.at > this.newest.at)) this.newest = period;
    for (const { code, name, names } of this.terms.format?.coded ?? []) {
      const [number, said] = [of(code), of(name)];
      const meant = names.get(number);
      if (meant === undefined || said === '' || plainly(meant) === plainly(said)) continue;
      if ([...names.values()].some((each) => plainly(each) === plainly(said)))
        this.note(`${name} is "${said}", and ${code} is ${number}, which is "${meant}": the name is taken`, row.line);
    }
    for (const heading of this.terms.format?.dates ?? [])
      if (of(heading) !== '' && dateOf(of(heading)) === undefined)
        this.note(`what stands under ${heading} is no date with its day first, and is left open`, row.line);
    this.rows.push(row);
  }

  /** Says something of a row that a reader should know. */
  note(says: string, line: number): void {
    const known = this.notices.get(says);
    if (known === undefined) this.notices.set(says, { rows: 1, line });
    else known.rows++;
  }

  /** A row whose end is cut off where nothing stands in any row, as some programs do. */
  private hasEmptyEnd(fields: Fields): boolean {
    for (let i = this.columns.width; i < fields.count; i++) if (fields.text(i) !== '') return false;
    return fields.count > this.columns.width;
  }

  private fits(fields: Fields): boolean {
    const why = this.conditions.unfit(fields);
    if (why !== undefined) this.leave(why);
    return why === undefined;
  }

  private leave(why: string): void {
    this.leftOut.set(why, (this.leftOut.get(why) ?? 0) + 1);
  }

  private noUrn(fields: Fields, said: string): void {
    if (!ROUNDED.test(said)) {
      this.leave(said === '' ? 'no number of a school' : `no number of a school: ${said}`);
      return;
    }
    this.found.at('urn', spanIn(this.file, fields, this.columns.urn, this.columns.delimiter), 'bad-value', {
      text: said,
      expected: 'the number of a school (URN), such as 100001',
      why: 'a spreadsheet has rounded it, and its last digits are lost: take the file as it was downloaded',
    });
  }

  problems(): Problem[] {
    return [...this.found.problems, ...this.conditions.problems()];
  }

  read(headingLine: number): FileRead {
    return {
      file: this.terms.file.text,
      reads: this.terms.format?.reads,
      period: this.newest?.says,
      headingLine,
      rows: this.total,
      leftOut: [...this.leftOut].map(([why, rows]) => ({ why, rows })).sort((a, b) => b.rows - a.rows),
      unmet: this.conditions.unmet,
      matched: this.rows.length,
      others: this.others,
      lacking: [],
      marks: [],
      notices: [...this.notices].map(([says, { rows, line }]) => ({ says, rows, line })),
    };
  }
}
