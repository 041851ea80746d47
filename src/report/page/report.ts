import type { Ref } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { toldApart } from '../../language/index.js';
import type { Sentence, Title } from './sentence.js';

export type { Ref };

/** How a number is shown. The unit stands in the heading or the row, never in the cell. */
export type Show =
  | 'pounds' // money to the pound, rounded so that totals foot
  | 'pence' // money to the penny
  | 'price' // pounds a unit, to the penny, or to four decimals at most
  | 'count' // whole where whole, else one decimal
  | 'plain' // a whole number that counts nothing, such as that of a draw: no thousands
  | 'tenth' // always with one decimal
  | 'exact' // two decimals at most
  | 'percent' // one decimal, so that a row of them lines up
  | 'rate' // a percentage as it would be written: 92%
  | 'draws' // a share of draws: as percent, but `none` and `all` where it is so, and <0.1% and >99.9% next to them
  | 'full'; // all digits, in the unit of its kind; four decimals and … of what does not end

/** How a number was found that is a figure of no one model. */
export interface Derived {
  /** `at least 5% of the draws are no higher: draw 412 of seed 1`. */
  readonly says: string;
  /**
   * The figures that it came of, each of which `explain` shows: of a percentile that of the draw, of a difference those
   * of both models.
   */
  readonly of: readonly Ref[];
}

export type Cell =
  /**
   * `ref` is what `explain` resolves; a number without one says how it was found. `shown` is set by `foot`: whole
   * pounds that add. Without it the value itself is rounded. `places` is set for a page: the decimals of a number of
   * things, where it stands among others that have some.
   */
  | ({
      readonly kind: 'figure';
      readonly figure: Figure;
      readonly show: Show;
      readonly shown?: number;
      readonly places?: number;
      /** Whether it is a total that leaves out what is not known. */
      readonly isPartial?: boolean;
    } & ({ readonly ref: Ref; readonly derived?: undefined } | { readonly ref?: undefined; readonly derived: Derived }))
  /** `said` names the sentence of the register whose words these are, where they claim something. */
  | { readonly kind: 'text'; readonly text: string; readonly said?: string }
  | Strip
  /** There is nothing to show here, which is not zero. */
  | { readonly kind: 'none' };

/**
 * A stretch of a scale drawn as a picture: a row of a fan chart, of a histogram, of a tornado. What it shows stands in
 * cells of its own beside it.
 */
export interface Strip {
  readonly kind: 'strip';
  /** The same for every strip of a column. */
  readonly scale: { readonly from: number; readonly to: number };
  /** Later ones lie over earlier ones; one of no length is not drawn. */
  readonly spans: readonly StripSpan[];
  readonly marks: readonly StripMark[];
}

export interface StripSpan {
  readonly from: number;
  readonly to: number;
  readonly weight: 'light' | 'thin' | 'thick';
}

/**
 * `point`: a value of the row, such as a median. `zero`: the axis. `base`: what everything in the column is held
 * against.
 */
export interface StripMark {
  readonly at: number;
  readonly sign: 'point' | 'zero' | 'base';
}

export interface Column {
  readonly id: string;
  /** Of a column of strips, `low … high` stand at the two ends of the scale. */
  readonly heading: string;
  /** Text is set left, numbers right. */
  readonly align: 'left' | 'right';
  /** Set by `foot` where whole pounds in it do not add up: a person sees an asterisk by the heading. */
  readonly isMarked?: boolean;
  /** Whether it stays on a page where it is nil in every row: that of an option, which is what the table compares. */
  readonly stays?: boolean;
}

export interface Row {
  readonly id: string;
  /** One for each column. */
  readonly cells: readonly Cell[];
  /** A total is set off from its parts above it; a heading has text in its first cell only. */
  readonly role: 'line' | 'total' | 'heading';
  /** How far the first cell is indented: a part of the row above it. */
  readonly level: number;
  /** Of what it is the known part: the first cell of that row, for forms in which a row may stand by itself. */
  readonly partOf?: string;
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: Title;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said under the table. */
  readonly notes: readonly Sentence[];
}

/** Indented lines: the workings of a figure. */
export interface Tree {
  readonly kind: 'tree';
  readonly id: string;
  readonly title: Title;
  /** All of it, for programs. */
  readonly root: TreeNode;
  /** What a page shows of it. */
  readonly shown: TreeNode;
}

export interface TreeNode {
  /** What it is: `fee of a primary school`, `the smaller of`. */
  readonly label: string;
  /** Shown in full: whoever does the sum again gets what stands above it. */
  readonly figure: Figure | undefined;
  /** `examples/haringey/model.yaml:31:22`, at a leaf. */
  readonly place?: string;
  /** What stands behind a leaf: `published: … FAQs`. */
  readonly source?: string;
  readonly parts: readonly TreeNode[];
}

export interface Text {
  readonly kind: 'text';
  readonly id: string;
  readonly title: Title;
  readonly lines: readonly Sentence[];
}

export type Block = Table | Tree | Text;

/** What a report holds. */
export interface ReportContent {
  /** The command that made it: `forecast`. */
  readonly id: string;
  readonly title: Title;
  /** What it stands on: files, scenario and its changes, how well its inputs are known. One sentence each. */
  readonly basis: readonly Sentence[];
  readonly blocks: readonly Block[];
}

/**
 * The answer of a command, as typed cells and never as formatted strings. There is no way to one but `Report.of`, which
 * throws where a table is not whole: a row with more or fewer cells than the table has columns. That is a fault of the
 * program. No two columns or rows have one id: a scenario may be called `test`, as a column of the table is.
 */
export class Report implements ReportContent {
  /** Makes the type one of its own: an object with the same keys is no report. */
  declare private readonly isWhole: true;

  private constructor(
    readonly id: string,
    readonly title: Title,
    readonly basis: readonly Sentence[],
    readonly blocks: readonly Block[],
  ) {}

  static of({ id, title, basis, blocks }: ReportContent): Report {
    for (const block of blocks) if (block.kind === 'table') checkWhole(block);
    return new Report(
      id,
      title,
      basis,
      blocks.map((block) => (block.kind === 'table' ? withOwnIds(block) : block)),
    );
  }
}

function checkWhole({ id, columns, rows }: Table): void {
  for (const row of rows) {
    if (row.cells.length !== columns.length)
      throw new Error(`row ${row.id} of the table ${id} has ${row.cells.length} cells for ${columns.length} columns`);
  }
}

/** The same table where no id is there twice. */
function withOwnIds(table: Table): Table {
  const [columns, rows] = [uniquely(table.columns), uniquely(table.rows)];
  return columns === table.columns && rows === table.rows ? table : { ...table, columns, rows };
}

/** Ids that names of a model make may be those that a table has of its own: the later of two gets a number. */
function uniquely<T extends { readonly id: string }>(things: readonly T[]): readonly T[] {
  const ids = things.map(({ id }) => id);
  const own = toldApart(ids, '.');
  return own === ids
    ? things
    : things.map((each, i) => (each.id === own[i] ? each : { ...each, id: own[i] as string }));
}
