import { type MapNode, type Node, nodeAt, type Problem, Problems, parseTree, problem, Scalar, type SourceFile, toData } from '../language/index.js';
import {
  type Answer,
  assemble,
  type ConsultationTerms,
  checkPriceList,
  type Document,
  document,
  type gridOf,
  type Model,
  type PriceList,
  priceList,
  type School,
  salvagedListProblems,
  salvagedProblems,
} from '../model/index.js';
import { Adopted } from './adopted.js';
import { readCsv } from './csv.js';
import type { Disk } from './disk.js';
import { gridIn, type Idle } from './elsewhere.js';
import { readIntentions } from './intentions.js';
import { answerable, between, type Change, overlay, scenarioNames } from './overlay.js';
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
  /** What a stress says of places that the option which it is tried on does not have. */
  readonly idle: readonly Idle[];
  /** The model's text as a tree, with every value's place: where lints and the like find theirs. */
  readonly tree: MapNode;
}

/** The way from a model to the same with some scenarios: what a bridge is built from. */
export interface Way {
  /** What the scenarios change, in order. */
  readonly changes: readonly Change[];
  /** The dotted places that use each assumption, at either end. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /** The model with only some of the changes, and with or without what schools have answered about the scenarios. Throws Problems where that is no model. */
  readonly modelWith: (keep: (change: Change) => boolean, withAnswers: boolean) => Model;
}

/** Columns of the roll that the model names beside the language's own. */
type Columns = Readonly<Record<'attributes' | 'drivers' | 'ignore', readonly string[]>>;

/** A model's text, read once, from which the models of all its scenarios are made. */
export class Source {
  private readonly rolls = new Map<string, { schools: School[]; problems: Problem[] }>();
  private readonly consultations = new Map<string, { answers: Answer[]; problems: Problem[] }>();

  private readonly adopted: Adopted;

  private constructor(
    private readonly disk: Disk,
    /** As the user named it. */
    readonly path: string,
    private readonly file: SourceFile,
    private readonly base: MapNode,
  ) {
    this.adopted = new Adopted(disk, base);
  }

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

  /** Its options and stresses, and whether it says what the stresses are. */
  get grid(): ReturnType<typeof gridOf> {
    return gridIn(this.base);
  }

  /** Why some scenarios are as they are, in their own words; undefined where none says. */
  becauseOf(picks: readonly string[]): string | undefined {
    const known = scenarioNames(this.adopted.baseFor(picks));
    return picks.flatMap((pick) => known.find(({ name }) => name === pick)?.because ?? []).join('; and ') || undefined;
  }

  /** Puts a scenario of another text beside the model's own, under a name. Throws Problems where it is no YAML map. */
  adopt(name: string, file: SourceFile): void {
    this.adopted.adopt(name, file);
  }

  /** The model's text with a pick's changes, as it is written: what refers to an assumption still does. Throws every Problem of the changes. */
  written({ scenarios, sets }: Pick = BASE): MapNode {
    const { tree, problems } = overlay(this.adopted.baseFor(scenarios), scenarios, sets);
    if (problems.length > 0) throw new Problems(problems);
    return tree;
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
    const base = this.adopted.baseFor(scenarios);
    const { tree, changes, applied, idle, problems } = overlay(base, scenarios, sets);
    if (problems.length > 0) throw new Problems(problems);
    return { ...this.model(tree, applied, base), changes, idle };
  }

  /** The way from the model with what is set to the same with a pick's scenarios. Both must be models. */
  way({ scenarios, sets }: Pick): Way {
    const base = this.adopted.baseFor(scenarios);
    const { from, to, changes, applied, with: treeWith } = between(base, scenarios, sets);
    const uses = usesOf(from);
    for (const [name, places] of usesOf(to)) uses.set(name, [...new Set([...(uses.get(name) ?? []), ...places])]);
    return { changes, uses, modelWith: (keep, withAnswers) => this.model(treeWith(keep), withAnswers ? applied : [], base).model };
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

  private model(overlaid: MapNode, applied: readonly string[], base: MapNode): { model: Model; tree: MapNode } {
    const { tree, problems } = settle(overlaid);
    const parsed = parseTree(document, tree, toData(tree));
    const roll = this.roll(tree, parsed.value);
    const answers = this.answers(parsed.value);
    const found = [...problems, ...parsed.problems, ...roll.problems, ...answers.problems];
    if (parsed.value === undefined) throw new Problems(distinct([...found, ...salvagedProblems(tree, roll.schools)]));
    const assembled = assemble(parsed.value, roll.schools, answers.answers, { applied, elsewhere: answerable(base) }, tree);
    // A roll that could not be read would be blamed again by every total that misses its schools.
    const all = roll.problems.length + answers.problems.length === 0 ? [...found, ...assembled.problems] : found;
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
      if (!(error instanceof Problems)) throw error;
      return { schools: [], problems: blamedOn(file, error) };
    }
  }

  private rollOf(file: Scalar, terms: Columns): { schools: School[]; problems: Problem[] } {
    const csv = this.csvOf(file, 'roll');
    return csv.problems.length > 0 ? { schools: [], problems: csv.problems } : readRoll(csv.header, csv.rows, terms);
  }

  /** What schools have said, where the model names a file of it. */
  private answers(value: Document | undefined): { answers: Answer[]; problems: Problem[] } {
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
      if (csv.problems.length > 0) return { answers: [], problems: csv.problems.map(withoutHeading) };
      return readIntentions(csv.header, csv.rows, ignore);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return { answers: [], problems: blamedOn(file, error) };
    }
  }

  /** A file in the model's folder. */
  private csvOf(file: Scalar, of: 'roll' | 'answers'): ReturnType<typeof readCsv> {
    const none = (each: Problem): ReturnType<typeof readCsv> => ({ header: [], rows: [], problems: [each] });
    const folder = this.disk.folderOf(this.file.name);
    const path = this.disk.join(folder, file.text);
    if (!this.disk.isInside(folder, path)) return none(problem('outside-folder', file.span, { path: file.text, folder }));
    const bytes = this.disk.read(path);
    if (bytes === undefined) return none(problem('no-file', file.span, { path, of }));
    return readCsv(readText(path, bytes, 'csv'), file);
  }
}

/** A file without a heading has no answers, rather than no schools. */
function withoutHeading(found: Problem): Problem {
  return found.code === 'empty-roll' ? problem('missing-column', found.span, { column: 'school', known: [], of: 'answers' }) : found;
}

/** What is wrong with a file as such is told with all the rest, and where nothing in the file is to blame, where the model names it. */
function blamedOn({ span }: Scalar, { problems }: Problems): Problem[] {
  return problems.map((each) => problem(each.code, each.span ?? span, each.data, each.also));
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
