import { type MapNode, type Node, nodeAt, type Problem, Problems, parseTree, problem, Scalar, type SourceFile, toData } from '../language/index.js';
import {
  assemble,
  checkPriceList,
  type Document,
  document,
  type Model,
  type PriceList,
  priceList,
  type School,
  salvagedListProblems,
  salvagedProblems,
} from '../model/index.js';
import { readCsv } from './csv.js';
import type { Disk } from './disk.js';
import { type Change, overlay, scenarioNames } from './overlay.js';
import { withParameters } from './parameters.js';
import { readRoll } from './roll.js';
import { settle, usesOf } from './settle.js';
import { readText } from './text.js';
import { shippedFile, withUsed } from './used.js';
import { readYaml } from './yaml.js';

const MODEL_FILE = 'model.yaml';

/** Which scenarios are applied together, and what is set on the command line. */
export interface Pick {
  readonly scenarios: readonly string[];
  readonly sets: readonly string[];
}

export const BASE: Pick = { scenarios: [], sets: [] };

/** A model with the way it came about. */
export interface Loaded {
  readonly model: Model;
  /** What the scenarios and `--set` change of the base, in order. */
  readonly changes: readonly Change[];
  /** The model's text as a tree, with every value's place: where lints and the like find theirs. */
  readonly tree: MapNode;
}

/** Columns of the roll that the model names beside the language's own. */
type Columns = Readonly<Record<'attributes' | 'drivers' | 'ignore', readonly string[]>>;

/** A model's text, read once, from which the models of all its scenarios are made. */
export class Source {
  private readonly rolls = new Map<string, { schools: School[]; problems: Problem[] }>();

  private constructor(
    private readonly disk: Disk,
    /** As the user named it. */
    readonly path: string,
    private readonly file: SourceFile,
    private readonly base: MapNode,
  ) {}

  /** Reads a model file, or the `model.yaml` of a folder. Throws Problems where it is no YAML map. */
  static open(disk: Disk, path: string): Source {
    const name = disk.isFolder(path) ? disk.join(path, MODEL_FILE) : path;
    const bytes = disk.read(name);
    const found = bytes === undefined ? shippedFile(disk, path) : readText(name, bytes, 'yaml');
    if (found === undefined) throw new Problems([problem('no-file', undefined, { path: name })]);
    const { root, problems } = readYaml(found);
    if (root === undefined || problems.length > 0) throw new Problems(problems);
    const national = withParameters(root, found, disk);
    const used = withUsed(national.root, found, disk);
    const missing = [...national.problems, ...used.problems];
    if (missing.length > 0) throw new Problems(missing);
    return new Source(disk, path, found, used.root);
  }

  /** The scenarios that the file holds, in its order. */
  get scenarios(): ReturnType<typeof scenarioNames> {
    return scenarioNames(this.base);
  }

  /** Whether the file is a price list: tiers without a company and its calendar. */
  get isPriceList(): boolean {
    return !this.base.entries.has('calendar') && !this.base.entries.has('schools');
  }

  /** The dotted places at which each assumption is used. */
  get uses(): ReadonlyMap<string, readonly string[]> {
    return usesOf(this.base);
  }

  /** The model of some scenarios. Throws every Problem that it has. */
  load({ scenarios, sets }: Pick = BASE): Loaded {
    const { tree, changes, problems } = overlay(this.base, scenarios, sets);
    if (problems.length > 0) throw new Problems(problems);
    return { ...this.model(tree), changes };
  }

  /** The model with only some of a pick's changes: what a bridge is built from. Throws Problems where those alone make no model. */
  loadOnly({ scenarios, sets }: Pick, keep: (change: Change) => boolean): Model {
    return this.model(overlay(this.base, scenarios, sets, keep).tree).model;
  }

  /** A price list. Throws every Problem that it has. */
  loadPriceList(): PriceList {
    return this.loadPriceListAndTree().list;
  }

  /** A price list with its text as a tree. Throws every Problem that it has. */
  loadPriceListAndTree(): { list: PriceList; tree: MapNode } {
    const { tree, problems } = settle(this.base);
    const parsed = parseTree(priceList, tree, toData(tree));
    const checked = parsed.value === undefined ? salvagedListProblems(tree) : checkPriceList(parsed.value, tree);
    const found = distinct([...problems, ...parsed.problems, ...checked]);
    if (parsed.value === undefined || found.length > 0) throw new Problems(found);
    return { list: parsed.value, tree };
  }

  private model(overlaid: MapNode): { model: Model; tree: MapNode } {
    const { tree, problems } = settle(overlaid);
    const parsed = parseTree(document, tree, toData(tree));
    const roll = this.roll(tree, parsed.value);
    const found = [...problems, ...parsed.problems, ...roll.problems];
    if (parsed.value === undefined) throw new Problems(distinct([...found, ...salvagedProblems(tree, roll.schools)]));
    const assembled = assemble(parsed.value, roll.schools, tree);
    // A roll that could not be read would be blamed again by every total that misses its schools.
    const all = roll.problems.length === 0 ? [...found, ...assembled.problems] : found;
    if (all.length > 0) throw new Problems(all);
    return { model: assembled.model, tree };
  }

  /** The schools of the model's roll file; read even where the rest of the model has problems, so that all of them are told at once. */
  private roll(tree: MapNode, value: Document | undefined): { schools: School[]; problems: Problem[] } {
    const file = nodeAt(tree, ['schools', 'file']);
    if (!(file instanceof Scalar) || file.text === '') return { schools: [], problems: [] };
    const said = (key: 'attributes' | 'drivers' | 'ignore'): readonly string[] => value?.schools[key] ?? textsAt(tree, key);
    const terms: Columns = { attributes: said('attributes'), drivers: said('drivers'), ignore: said('ignore') };
    const key = JSON.stringify([file.text, file.basis, file.source, terms]);
    const known = this.rolls.get(key) ?? this.readRoll(file, terms);
    this.rolls.set(key, known);
    return known;
  }

  private readRoll(file: Scalar, terms: Columns): { schools: School[]; problems: Problem[] } {
    try {
      return this.rollOf(file, terms);
    } catch (error) {
      // What is wrong with the file as such is told with all the rest, and where nothing in the file is to blame, where the model names it.
      if (!(error instanceof Problems)) throw error;
      return { schools: [], problems: error.problems.map((each) => ({ ...each, span: each.span ?? file.span })) };
    }
  }

  private rollOf(file: Scalar, terms: Columns): { schools: School[]; problems: Problem[] } {
    const folder = this.disk.folderOf(this.file.name);
    const path = this.disk.join(folder, file.text);
    if (!this.disk.isInside(folder, path)) return { schools: [], problems: [problem('outside-folder', file.span, { path: file.text, folder })] };
    const bytes = this.disk.read(path);
    if (bytes === undefined) return { schools: [], problems: [problem('no-file', file.span, { path, of: 'roll' })] };
    const csv = readCsv(readText(path, bytes, 'csv'), { basis: file.basis, source: file.source });
    if (csv.problems.length > 0) return { schools: [], problems: csv.problems };
    return readRoll(csv.header, csv.rows, terms);
  }
}

/** What is found of a document and again of a part of it is one problem. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, span, data }) => {
    const key = `${code}|${JSON.stringify(data)}|${span?.file.name}|${span?.line}|${span?.column}`;
    return span === undefined || (!seen.has(key) && seen.add(key));
  });
}

function textsAt(tree: Node, key: string): string[] {
  const node = nodeAt(tree, ['schools', key]);
  if (node === undefined) return [];
  const items = node instanceof Scalar ? [node] : node.kind === 'list' ? node.items : [];
  return items.flatMap((item) => (item instanceof Scalar ? item.text : []));
}
