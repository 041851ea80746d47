import {
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  Problems,
  problem,
  Scalar,
  type SourceFile,
} from '../language/index.js';
import type { Answer, ConsultationTerms, Document, OrderTerms } from '../model/index.js';
import { type HeaderCell, type RollRow, readCsv } from './csv.js';
import type { Disk } from './disk.js';
import { type RollTable, rollTable } from './downloads/roll.js';
import { rollTermsIn } from './downloads/terms.js';
import { isAnswersColumn, readIntentions } from './intentions.js';
import { missingFile } from './missing-file.js';
import { clockIn, type ModelClock } from './moments.js';
import { isOrdersColumn, readOrders } from './orders.js';
import { type Roll, readRoll } from './roll.js';
import { isRollColumn } from './roll-columns.js';
import { NO_ROLL } from './school-standing.js';
import { settledAt } from './settle.js';
import { readText } from './text.js';

/** Columns of the roll that the model names beside the language's own. */
type Columns = Readonly<Record<'attributes' | 'drivers' | 'ignore', readonly string[]>>;

/** The files that a model may name: its roll, what schools have answered, and what they have ordered. */
export type FileOf = 'roll' | 'answers' | 'orders';

/** Where a model names each of them, and the columns by which its heading is known. */
const NAMED: Readonly<
  Record<FileOf, { readonly at: readonly string[]; readonly isKnown: (column: string) => boolean }>
> = {
  roll: { at: ['schools', 'file'], isKnown: isRollColumn },
  answers: { at: ['schools', 'consultation', 'file'], isKnown: isAnswersColumn },
  orders: { at: ['schools', 'orders', 'file'], isKnown: isOrdersColumn },
};

/** The rows of a file, with its heading. */
export interface Rows {
  readonly header: readonly HeaderCell[];
  readonly rows: readonly RollRow[];
}

type ReadOrders = ReturnType<typeof readOrders>;

/** The files beside a model: its roll, and what its schools have answered and ordered, each read once. */
export class FilesBeside {
  private readonly rolls = new Map<string, Roll>();
  private readonly consultations = new Map<string, { answers: Answer[]; problems: Problem[] }>();

  private readonly orderFiles = new Map<string, ReadOrders>();

  constructor(
    private readonly disk: Disk,
    private readonly file: SourceFile,
  ) {}

  /** The roll file of a text as it stands, before anything in it is settled. */
  readonly rollOf = (tree: MapNode): Roll => {
    const schools = tree.entries.get('schools');
    if (schools === undefined || schools.node instanceof Scalar || schools.node.kind === 'list') return NO_ROLL;
    const entries = new Map(schools.node.entries);
    for (const name of FILE_KEYS) {
      const known = entries.get(name);
      const node = known && settledAt(tree, ['schools', name]);
      if (known !== undefined && node !== undefined) entries.set(name, { ...known, node });
    }
    const settled = { ...schools, node: { ...schools.node, entries } };
    return this.roll({ ...tree, entries: new Map([...tree.entries, ['schools', settled]]) }, undefined);
  };

  /**
   * The schools of the model's roll file; read even where the rest of the model has problems, so that all of them are
   * told at once.
   */
  roll(tree: MapNode, value: Document | undefined): Roll {
    const file = nodeAt(tree, ['schools', 'file']);
    if (!(file instanceof Scalar) || file.text === '') return NO_ROLL;
    const said = (key: 'attributes' | 'drivers' | 'ignore'): readonly string[] =>
      value?.schools[key] ?? textsAt(tree, key);
    const terms: Columns = { attributes: said('attributes'), drivers: said('drivers'), ignore: said('ignore') };
    const clock = clockIn(tree);
    const key = JSON.stringify([
      FILE_KEYS.map((name) => saidIn(nodeAt(tree, ['schools', name]))),
      saidIn(nodeAt(tree, ['calendar', 'years'])),
      terms,
      clock,
    ]);
    const known = this.rolls.get(key) ?? this.readRoll(file, terms, clock, tree);
    this.rolls.set(key, known);
    return known;
  }

  private readRoll(file: Scalar, terms: Columns, clock: ModelClock, tree: MapNode): Roll {
    try {
      const { header, rows, problems, read } = this.tableOf(file, terms, tree);
      return problems.length > 0 || header.length === 0
        ? { ...NO_ROLL, problems, isRead: false }
        : { ...readRoll(header, rows, terms, clock), read };
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return { ...NO_ROLL, problems: blamedOn(file, error), isRead: false };
    }
  }

  /** The rows of the roll, as one file of the language's own form has them. */
  private tableOf(file: Scalar, terms: Columns, tree: MapNode): RollTable {
    const said = rollTermsIn(tree);
    if (said === undefined) return { ...this.csvOf(file, 'roll'), read: undefined };
    if (said === 'unread') return { header: [], rows: [], problems: [], read: undefined };
    return rollTable(said, terms, (each) => {
      try {
        return this.textOf(each, 'roll');
      } catch (error) {
        const [first] = error instanceof Problems ? blamedOn(each, error) : [];
        if (first === undefined) throw error;
        return first;
      }
    });
  }

  /** What schools have said, where the model names a file of it. */
  answers(value: Document | undefined): { answers: Answer[]; problems: Problem[] } {
    const terms = value?.schools.consultation;
    if (terms === undefined) return { answers: [], problems: [] };
    const key = JSON.stringify([terms.file.text, terms.file.basis, terms.ignore]);
    const known = this.consultations.get(key) ?? this.readAnswers(terms);
    this.consultations.set(key, known);
    return known;
  }

  private readAnswers({ file, ignore }: ConsultationTerms): { answers: Answer[]; problems: Problem[] } {
    try {
      const csv = this.csvOf(file, 'answers');
      if (csv.problems.length > 0) return { answers: [], problems: csv.problems };
      return readIntentions(csv.header, csv.rows, ignore);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return { answers: [], problems: blamedOn(file, error) };
    }
  }

  /** What schools have ordered, where the model names a file of it. */
  orders(value: Document | undefined): ReadOrders {
    const terms = value?.schools.orders;
    if (terms === undefined) return { orders: [], problems: [] };
    const key = JSON.stringify([terms.file.text, terms.file.basis, terms.ignore]);
    const known = this.orderFiles.get(key) ?? this.readOrders(terms);
    this.orderFiles.set(key, known);
    return known;
  }

  private readOrders({ file, ignore }: OrderTerms): ReadOrders {
    try {
      const csv = this.csvOf(file, 'orders');
      return csv.problems.length > 0
        ? { orders: [], problems: csv.problems }
        : readOrders(csv.header, csv.rows, ignore);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return { orders: [], problems: blamedOn(file, error) };
    }
  }

  /** The rows of a file that a settled text names, with its heading; none where it names none. */
  rows(tree: MapNode, of: FileOf): Rows {
    if (of === 'roll') return this.table(tree);
    const file = nodeAt(tree, [...NAMED[of].at]);
    return file instanceof Scalar && file.text !== '' ? this.csvOf(file, of) : { header: [], rows: [] };
  }

  /** The roll of a settled text as one table, with what is wrong with it. */
  table(tree: MapNode): RollTable {
    const file = nodeAt(tree, ['schools', 'file']);
    if (!(file instanceof Scalar) || file.text === '') return { header: [], rows: [], problems: [], read: undefined };
    const said = (key: 'attributes' | 'drivers' | 'ignore'): readonly string[] => textsAt(tree, key);
    const terms = { attributes: said('attributes'), drivers: said('drivers'), ignore: said('ignore') };
    return this.tableOf(file, terms, tree);
  }

  /** A file in the model's folder. */
  private csvOf(file: Scalar, of: FileOf): ReturnType<typeof readCsv> {
    const text = this.textOf(file, of);
    if ('code' in text) return { header: [], rows: [], problems: [text] };
    return readCsv(text, file, { of, isKnown: NAMED[of].isKnown });
  }

  /** The text of a file in the model's folder, or why there is none. */
  private textOf(file: Scalar, of: FileOf): SourceFile | Problem {
    const folder = this.disk.folderOf(this.file.name);
    const path = this.disk.join(folder, file.text);
    if (!this.disk.isInside(folder, path)) return problem('outside-folder', file.span, { path: file.text, folder });
    const bytes = this.disk.read(path);
    return bytes === undefined ? missingFile(this.disk, path, file.span, { of }) : readText(path, bytes, 'csv');
  }
}

/** Keys of the schools that say how the roll is read. */
const FILE_KEYS = [
  'file',
  'reads',
  'columns',
  'values',
  'where',
  'with',
  'roll',
  'follows',
  'intake',
  'roll_change',
] as const;

/** What a part of a model says, with what stands behind it and where. */
function saidIn(node: Node | undefined): unknown {
  if (node === undefined) return null;
  if (node instanceof Scalar) return [node.text, node.basis, node.source, node.span.line, node.span.column];
  if (node.kind === 'list') return node.items.map(saidIn);
  return [...node.entries].map(([key, each]) => [key, saidIn(each.node)]);
}

/**
 * What is wrong with a file as such is told with all the rest, and where nothing in the file is to blame, where the
 * model names it.
 */
function blamedOn({ span }: Scalar, { problems }: Problems): Problem[] {
  return problems.map((each) => problem(each.code, each.span ?? span, each.data, each.also));
}

function textsAt(tree: Node, key: string): string[] {
  const node = nodeAt(tree, ['schools', key]);
  if (node === undefined) return [];
  const items = node instanceof Scalar ? [node] : node.kind === 'list' ? node.items : [];
  return items.flatMap((item) => (item instanceof Scalar ? item.text : []));
}
