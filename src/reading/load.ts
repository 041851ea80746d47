import {
  type MapNode,
  type Node,
  type Problem,
  Problems,
  parseTree,
  problem,
  type SourceFile,
  type Span,
  toData,
} from '../language/index.js';
import {
  assemble,
  checkPriceList,
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
import { blamed } from './blame.js';
import type { ChangeStep } from './changes.js';
import type { Disk } from './disk.js';
import { gridIn } from './elsewhere.js';
import { type FileOf, FilesBeside } from './files-beside.js';
import { leaveOut } from './left-out.js';
import { type Apart, BASE, type Loaded, type ModelEnd, type Pick, type Used, type Way } from './made.js';
import { missingFile } from './missing-file.js';
import { atDeclarations, declaredIn } from './misspelt.js';
import { clockIn, collidingDates } from './moments.js';
import { Newest } from './newest.js';
import { between, overlaid, overlay } from './overlaid.js';
import { withParameters } from './parameters.js';
import { dotted, entryAt } from './paths.js';
import { type Renewal, renewed } from './renewed.js';
import { answerable, itemsAnywhere, scenarioNames, scenariosFor } from './scenarios.js';
import { placesOfSchools } from './school-places.js';
import { changedRoll, withoutRows, withRows, writtenSchools } from './school-standing.js';
import { keepLists } from './set-list.js';
import { SET } from './set-text.js';
import { settle, usesInScenarios, usesOf } from './settle.js';
import { withShared } from './shared.js';
import { suspected } from './suspects.js';
import { readText } from './text.js';
import { shippedFile, withUsed } from './used.js';
import { readYaml } from './yaml.js';

const MODEL_FILE = 'model.yaml';
/** So many models of one text are kept: one, the ends of its ranges, and the model as it stands. */
const MOST_PICKS = 8;

/** A model's text, read once, from which the models of all its scenarios are made. */
export class Source {
  private readonly ownSchools = new WeakMap<MapNode, readonly School[]>();

  private readonly newest = new Newest<Loaded>(MOST_PICKS);

  private readonly adopted: Adopted;
  private readonly leavesOut: boolean;
  private readonly files: FilesBeside;

  private constructor(
    disk: Disk,
    /** As the user named it. */
    readonly path: string,
    file: SourceFile,
    private readonly base: MapNode,
    /** The keys of the file, and of its scenarios, that have another name now. */
    readonly renewals: readonly Renewal[],
  ) {
    this.adopted = new Adopted(disk, base);
    this.files = new FilesBeside(disk, file);
    this.leavesOut = disk.leavesOut === true;
  }

  /** Reads a model file, or the `model.yaml` of a folder. Throws Problems where it is no YAML map. */
  static open(disk: Disk, path: string): Source {
    const name = disk.isFolder(path) ? disk.join(path, MODEL_FILE) : path;
    const bytes = disk.read(name);
    const found = bytes === undefined ? shippedFile(disk, path) : readText(name, bytes, 'yaml');
    if (found === undefined) throw new Problems([missingFile(disk, name)]);
    const { root, problems } = readYaml(found);
    if (root === undefined || problems.length > 0) throw new Problems(problems);
    const shared = withShared(root);
    const national = withParameters(shared.root, found, disk);
    const used = withUsed(national.root, found, disk);
    const whole = renewed(used.root);
    const missing = [...shared.problems, ...national.problems, ...used.problems, ...whole.problems];
    if (missing.length > 0) throw new Problems(missing);
    keepLists(whole.root, { raw: national.root, file: found, disk });
    return new Source(disk, path, found, whole.root, whole.renewals);
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
    this.newest.forget();
  }

  /**
   * The model's text with a pick's changes, as it is written: what refers to an assumption still does. Throws every
   * Problem of the changes.
   */
  written({ scenarios, sets, isCell }: Pick = BASE): MapNode {
    const { tree, problems } = overlay(this.adopted.baseFor(scenarios), scenarios, sets, this.files.rollOf, [], isCell);
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

  /** The dotted places in its scenarios at which each assumption is used. */
  get usesInScenarios(): ReadonlyMap<string, readonly string[]> {
    return usesInScenarios(this.base);
  }

  /** How some of all the problems of the file are told, where a name is misspelt as it is declared. */
  declaredIn(all: readonly Problem[]): (problems: readonly Problem[]) => readonly Problem[] {
    return declaredIn(this.base, all);
  }

  /** The model of some scenarios. Throws every Problem that it has, each at the change that brings it about. */
  load(pick: Pick = BASE): Loaded {
    return atDeclarations(this.base, () => {
      try {
        return this.picked(pick);
      } catch (error) {
        if (!(error instanceof Problems) || pick.scenarios.length + pick.sets.length === 0) throw error;
        throw new Problems(this.blamed(error.problems, pick));
      }
    });
  }

  /**
   * The same for a search, which only asks whether there is such a model: a problem stands where it shows, whoever
   * brings it about.
   */
  tried({ scenarios, sets, drawn, isCell }: Pick): Loaded {
    const base = this.adopted.baseFor(scenarios);
    const { tree, changes, applied, taken, idle, problems } = overlay(
      base,
      scenarios,
      sets,
      this.files.rollOf,
      drawn,
      isCell,
    );
    if (problems.length > 0) throw new Problems(problems);
    return { ...this.model(tree, { applied, taken, base }), changes, idle };
  }

  /** The same, made once for the picks that were asked for last: `check` asks for a model, its ends, and the model again. */
  private picked(pick: Pick): Loaded {
    const { scenarios, sets, drawn, isCell } = pick;
    if (drawn !== undefined) return this.tried(pick);
    return this.newest.of(JSON.stringify([scenarios, sets, isCell]), () => this.tried(pick));
  }

  /** The way from the model with what is set to the same with a pick's scenarios. Both must be models. */
  way({ scenarios, sets }: Pick): Way {
    const base = this.adopted.baseFor(scenarios);
    const { from, to, changes, applied, taken, with: treeWith } = between(base, scenarios, sets, this.files.rollOf);
    const uses = usesOf(from);
    for (const [name, places] of usesOf(to)) uses.set(name, [...new Set([...(uses.get(name) ?? []), ...places])]);
    return {
      changes,
      uses,
      modelWith: (keep, withAnswers) =>
        this.model(treeWith(keep), { applied: withAnswers ? applied : [], taken, base }).model,
    };
  }

  /** The model of a pick as an end of what lies between two models, of whichever files. */
  end({ scenarios, sets }: Pick = BASE): ModelEnd {
    const base = this.adopted.baseFor(scenarios);
    const { tree, applied, taken, problems } = overlay(base, scenarios, sets, this.files.rollOf);
    if (problems.length > 0) throw new Problems(problems);
    return {
      tree,
      taken,
      applied,
      source: this,
      withRows: (ids) => withRows(tree, new Set([...ids].filter((id) => !taken.has(id))), this.files.rollOf),
      rows: (of) => this.files.rows(settle(tree).tree, of),
      modelOf: (text, { roll, answers, orders, taken: gone }) => {
        const files = { roll: roll.source.files, answers: answers.source.files, orders: orders.source.files };
        return this.model(text, { applied: answers.applied, taken: gone, base }, files).model;
      },
    };
  }

  /**
   * The places of schools that a path names, by number, name or condition, as a pick has them; undefined for a path of
   * anything else. Throws Problems where there are no such schools, or none of them has the key.
   */
  placesOfSchools(
    path: string,
    { scenarios, sets }: Pick,
  ): readonly { readonly path: string; readonly node: Node }[] | undefined {
    const { work } = overlaid(this.adopted.baseFor(scenarios), scenarios, sets, this.files.rollOf);
    const places = placesOfSchools(path, work.schools);
    // The path is no text of a file, so that there is no place to show.
    if (work.problems.length > 0)
      throw new Problems(work.problems.map(({ code, data }) => problem(code, undefined, data)));
    const { tree } = settle(work.tree);
    return places?.flatMap((place) => {
      const node = entryAt(tree, place)?.node;
      return node === undefined ? [] : [{ path: dotted(place), node }];
    });
  }

  /** A price list. Throws every Problem that it has. */
  loadPriceList(): PriceList {
    return this.loadPriceListAndTree().list;
  }

  /** A price list with its text as a tree. Throws every Problem that it has. */
  loadPriceListAndTree(): { list: PriceList; tree: MapNode } {
    return atDeclarations(this.base, () => this.listAndTree());
  }

  private listAndTree(): { list: PriceList; tree: MapNode } {
    const { tree, problems } = settle(this.base);
    const parsed = parseTree(priceList, tree, toData(tree), 'the price list');
    const checked = parsed.value === undefined ? salvagedListProblems(tree) : checkPriceList(parsed.value, tree);
    const found = distinct([...problems, ...parsed.problems, ...checked]);
    if (parsed.value === undefined || found.length > 0) throw new Problems(found);
    return { list: parsed.value, tree };
  }

  /** The scenarios that one of the file extends, and where its name stands; nothing for what is none of the file. */
  familyOf(name: string): { readonly names: readonly string[]; readonly span: Span | undefined } {
    const span = this.scenarios.find((each) => each.name === name)?.span;
    const { scenarios } = scenariosFor(this.base, span === undefined ? [] : [name]);
    return { names: scenarios.flatMap((each) => (each.name === name ? [...each.ancestors] : [])), span };
  }

  /** The model of some scenarios, with the places that use each assumption of it. */
  usedIn(pick: Pick): Used {
    return { model: this.picked(pick).model, uses: usesOf(this.written(pick)) };
  }

  /**
   * What a pick changes, by place, each with the model as it would be without that change alone; undefined where it
   * would be none.
   */
  changesOf(pick: Pick): readonly Apart[] {
    const { suspects, applied, treeWith, from, bringing } = this.suspectedIn(pick);
    // What says again what stands there may take back what another scenario said: without it the model would not be the
    // one that it changes.
    const told = suspects.filter(
      ({ step }) =>
        // What brings a scenario makes all the difference that the scenario makes.
        !(step.path[0] === 'assumptions' && bringing.has(step.path[1] as string)) &&
        (step.change.effective || applied.size < (step.change.by === SET ? 1 : 2)),
    );
    return told.map(({ step, span }) => ({
      change: step.change,
      span,
      without: () => {
        const tree = treeWith((each) => each !== step);
        const made: { model?: Model } = {};
        const problems = problemsOf(() => Object.assign(made, this.model(tree, from)));
        return problems.length > 0 || made.model === undefined ? undefined : { model: made.model, uses: usesOf(tree) };
      },
    }));
  }

  /** What a pick changes, and how the model is made of some of these changes alone. */
  private suspectedIn({ scenarios, sets, isCell = false }: Pick) {
    const base = this.adopted.baseFor(scenarios);
    const {
      suspects,
      scenarios: applied,
      brought,
      taken,
      bringing,
      with: treeWith,
    } = suspected(base, scenarios, sets, this.files.rollOf, isCell);
    return { suspects, applied, brought, bringing, treeWith, from: { applied: [...applied.keys()], taken, base } };
  }

  private blamed(problems: readonly Problem[], pick: Pick): Problem[] {
    const { suspects, applied, brought, treeWith, from } = this.suspectedIn(pick);
    const problemsWith = (keep: (step: ChangeStep) => boolean): readonly Problem[] =>
      problemsOf(() => this.model(treeWith(keep), from));
    return blamed(problems, { suspects, scenarios: applied, brought, problemsWith });
  }

  private model(
    overlaid: MapNode,
    {
      applied,
      taken,
      base,
    }: { readonly applied: readonly string[]; readonly taken: ReadonlySet<string>; readonly base: MapNode },
    { roll: rollIn, answers: answersIn, orders: ordersIn }: { readonly [F in FileOf]: FilesBeside } = {
      roll: this.files,
      answers: this.files,
      orders: this.files,
    },
  ): { model: Model; tree: MapNode } {
    const settled = settle(overlaid);
    const { tree, schools: changed, problems } = withoutRows(settled.tree);
    const parsed = parseTree(document, tree, toData(tree));
    const roll = rollIn.roll(tree, parsed.value);
    const answers = answersIn.answers(parsed.value);
    const orders = ordersIn.orders(parsed.value);
    // What could not be worked out is not blamed again for what stands in its place.
    const isNew = ({ span }: Problem): boolean =>
      span === undefined || !settled.problems.some((each) => each.span === span);
    const dates = collidingDates(overlaid, clockIn(tree));
    const isTold = ({ comesOf }: Problem): boolean => parsed.problems.some(({ span }) => span === comesOf);
    const found = [
      ...settled.problems.filter((each) => each.comesOf === undefined || !isTold(each)),
      ...[...parsed.problems, ...roll.problems, ...answers.problems, ...orders.problems].filter(isNew),
      ...dates,
      ...problems,
    ];
    const schools = changedRoll(roll.schools, changed, taken);
    if (parsed.value === undefined) throw new Problems(distinct([...found, ...salvagedProblems(tree, schools)]));
    const told = {
      applied,
      elsewhere: answerable(base),
      offered: { tiers: itemsAnywhere(base, 'tiers'), services: itemsAnywhere(base, 'services') },
      before: [...roll.schools, ...this.writtenIn(base)],
      read: roll.read,
      byDate: roll.byDate,
    };
    const assembled = assemble(parsed.value, schools, { answers: answers.answers, orders: orders.orders }, told, tree);
    // A roll that could not be read would be blamed again by every total that misses its schools.
    const all =
      roll.problems.length + answers.problems.length + orders.problems.length + problems.length === 0
        ? [...found, ...assembled.problems]
        : found;
    if (all.length > 0) throw new Problems(all);
    if (this.leavesOut) leaveOut(assembled.model);
    return { model: assembled.model, tree };
  }

  /** The schools that the model writes out itself, before any scenario. */
  private writtenIn(base: MapNode): readonly School[] {
    const found = this.ownSchools.get(base) ?? writtenSchools(base);
    this.ownSchools.set(base, found);
    return found;
  }
}

/** The problems that keep something from being done. */
function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof Problems) return error.problems;
    throw error;
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
