import {
  type Entry,
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  Problems,
  problem,
  Scalar,
  type SourceFile,
} from '../language/index.js';
import type { Answer, ConsultationTerms, Document } from '../model/index.js';
import { readCsv } from './csv.js';
import type { Disk } from './disk.js';
import { isAnswersColumn, readIntentions } from './intentions.js';
import { clockIn, type ModelClock } from './moments.js';
import { type Roll, readRoll } from './roll.js';
import { isRollColumn } from './roll-columns.js';
import { NO_ROLL } from './school-standing.js';
import { settledAt } from './settle.js';
import { readText } from './text.js';

/** Columns of the roll that the model names beside the language's own. */
type Columns = Readonly<Record<'attributes' | 'drivers' | 'ignore', readonly string[]>>;

/** The rows of a file, with its heading. */
export type Rows = Omit<ReturnType<typeof readCsv>, 'problems'>;

/** The files beside a model: its roll and what its schools have answered, each read once. */
export class FilesBeside {
  private readonly rolls = new Map<string, Roll>();
  private readonly consultations = new Map<string, { answers: Answer[]; problems: Problem[] }>();

  constructor(
    private readonly disk: Disk,
    private readonly file: SourceFile,
  ) {}

  /** The roll file of a text as it stands, before anything in it is settled. */
  readonly rollOf = (tree: MapNode): Roll => {
    const file = settledAt(tree, ['schools', 'file']);
    if (!(file instanceof Scalar)) return NO_ROLL;
    return this.roll(
      { ...tree, entries: new Map([...tree.entries, ['schools', this.withFile(tree, file)]]) },
      undefined,
    );
  };

  private withFile(tree: MapNode, file: Scalar): Entry {
    const { key, node } = tree.entries.get('schools') as Entry;
    return {
      key,
      node: { ...(node as MapNode), entries: new Map([...(node as MapNode).entries, ['file', { key, node: file }]]) },
    };
  }

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
    const key = JSON.stringify([file.text, file.basis, file.source, terms, clock]);
    const known = this.rolls.get(key) ?? this.readRoll(file, terms, clock);
    this.rolls.set(key, known);
    return known;
  }

  private readRoll(file: Scalar, terms: Columns, clock: ModelClock): Roll {
    try {
      return this.rollIn(file, terms, clock);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return { ...NO_ROLL, problems: blamedOn(file, error) };
    }
  }

  private rollIn(file: Scalar, terms: Columns, clock: ModelClock): Roll {
    const csv = this.csvOf(file, 'roll');
    return csv.problems.length > 0
      ? { ...NO_ROLL, problems: csv.problems }
      : readRoll(csv.header, csv.rows, terms, clock);
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

  /** The rows of a file that a settled text names, with its heading; none where it names none. */
  rows(tree: MapNode, of: 'roll' | 'answers'): Rows {
    const file = nodeAt(tree, of === 'roll' ? ['schools', 'file'] : ['schools', 'consultation', 'file']);
    return file instanceof Scalar && file.text !== '' ? this.csvOf(file, of) : { header: [], rows: [] };
  }

  /** A file in the model's folder. */
  private csvOf(file: Scalar, of: 'roll' | 'answers'): ReturnType<typeof readCsv> {
    const none = (each: Problem): ReturnType<typeof readCsv> => ({ header: [], rows: [], problems: [each] });
    const folder = this.disk.folderOf(this.file.name);
    const path = this.disk.join(folder, file.text);
    if (!this.disk.isInside(folder, path))
      return none(problem('outside-folder', file.span, { path: file.text, folder }));
    const bytes = this.disk.read(path);
    if (bytes === undefined) return none(problem('no-file', file.span, { path, of }));
    return readCsv(readText(path, bytes, 'csv'), file, { of, isKnown: of === 'roll' ? isRollColumn : isAnswersColumn });
  }
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
