import {
  type Entry,
  type Layer,
  type MapNode,
  type Node,
  type Problem,
  problem,
  Scalar,
  type SourceFile,
  type Span,
  sinceOf,
  wordsFor,
} from '../language/index.js';
import { type Change, Touched } from './changes.js';
import { dotted, entryAt, follow, namesAt, overlaps, type Path, put } from './paths.js';
import { noMap, type Scenario, scenariosFor, textsAt } from './scenarios.js';
import { isKey, readValue } from './yaml.js';

export type { Change } from './changes.js';
export { answerable, scenarioNames } from './scenarios.js';

/** What an overlay may not touch: what the overlays themselves stand on. */
const FIXED: readonly string[] = ['scenarios', 'buyin'];
/** Keys of a scenario that are about it and not part of the model. */
const OWN: readonly string[] = ['because', 'extends', 'remove'];
const SET = '--set';

/** The model with some overlays on it, and what they came to. */
export interface Overlaid {
  readonly tree: MapNode;
  readonly changes: readonly Change[];
  /** The scenarios applied, each after those that it extends. */
  readonly applied: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The base with some scenarios applied together, and then what `--set` says. Scalars, lists and dated values replace, maps merge; a key that the
 * base lacks is a problem unless it stands under `add:`. Without scenarios and sets the tree is the base itself.
 */
export function overlay(base: MapNode, picks: readonly string[], sets: readonly string[]): Overlaid {
  const { work, applied } = overlaid(base, picks, sets);
  const changes = work.touched.steps(base, work.tree).map(({ change }) => change);
  return { tree: work.tree, changes, applied, problems: work.problems };
}

function overlaid(base: MapNode, picks: readonly string[], sets: readonly string[]): { work: Overlaying; applied: readonly string[] } {
  const { scenarios, problems } = scenariosFor(base, picks);
  const work = new Overlaying(base, problems);
  for (const scenario of scenarios) work.scenario(scenario);
  for (const text of sets) work.set(text);
  return { work, applied: scenarios.map(({ name }) => name) };
}

/** What lies between the model with what `--set` says and the same with some scenarios below it. */
export interface Between {
  readonly from: MapNode;
  readonly to: MapNode;
  /** What the scenarios change, where `--set` does not say otherwise. */
  readonly changes: readonly Change[];
  readonly applied: readonly string[];
  /** The tree with only some of the changes, which need not make a model. */
  readonly with: (keep: (change: Change) => boolean) => MapNode;
}

/** The way from the model with what `--set` says to the same with some scenarios. Both ends must be free of problems. */
export function between(base: MapNode, picks: readonly string[], sets: readonly string[]): Between {
  const { work, applied } = overlaid(base, picks, sets);
  const from = overlaid(base, [], sets).work.tree;
  // What is set on the command line alone is the same at both ends. Set within what a scenario replaces whole, it is part of that change.
  const steps = work.touched.steps(from, work.tree).filter(({ change }) => change.by !== SET || change.effective);
  return {
    from,
    to: work.tree,
    changes: steps.map(({ change }) => change),
    applied,
    with: (keep) => steps.filter(({ change }) => keep(change)).reduce((so, { path, entry }) => put(so, path, entry), from),
  };
}

/** Who is changing the tree. */
interface By {
  readonly name: string;
  readonly layer: Layer;
  /** The scenarios whose changes it may override; undefined for the command line, which may override all. */
  readonly over: ReadonlySet<string> | undefined;
}

class Overlaying {
  readonly touched = new Touched();
  private readonly edits: { readonly path: Path; readonly by: string; readonly span: Span }[] = [];
  private readonly setPaths = new Set<string>();

  constructor(
    public tree: MapNode,
    readonly problems: Problem[],
  ) {}

  scenario({ name, because, node, ancestors }: Scenario): void {
    const source = because === undefined ? `scenario ${name}` : `scenario ${name}: ${because}`;
    const by: By = { name, layer: { basis: 'scenario', source }, over: ancestors };
    const { texts, problems } = textsAt(node, 'remove');
    this.problems.push(...problems);
    for (const text of texts) this.remove(text, by);
    const entries = new Map([...node.entries].filter(([key]) => !OWN.includes(key)));
    this.merge({ ...node, entries }, [], by);
  }

  /** Puts a map over the map at a path, key by key. */
  private merge(over: MapNode, path: Path, by: By): void {
    for (const [key, entry] of over.entries) {
      const map = this.mapAt(path);
      const old = map.entries.get(key);
      const here = [...path, key];
      if (path.length === 0 && FIXED.includes(key)) this.fixed(key, entry.key);
      else if (key === 'add' && old === undefined) this.add(entry.node, path, by);
      else if (old === undefined) this.lacks(here, entry.key, [...map.entries.keys()], by);
      else if (isMap(old.node) && isMap(entry.node) && !isDated(entry.node)) this.merge(entry.node, here, by);
      else this.edit(here, entry, by);
    }
  }

  private add(node: Node, path: Path, by: By): void {
    if (!isMap(node)) {
      this.problems.push(noMap(node, 'a map of new keys'));
      return;
    }
    for (const [key, entry] of node.entries) {
      const here = [...path, key];
      const old = this.mapAt(path).entries.get(key);
      if (old === undefined) this.edit(here, entry, by);
      else if (!this.clashes(here, entry.key, by)) {
        this.problems.push(problem('overlay-exists', entry.key, { path: dotted(here) }, [{ span: old.key, role: 'here already' }]));
      }
    }
  }

  private remove(text: Scalar, by: By): void {
    const { path, rest, node } = follow(this.tree, text.text.split('.'));
    const above = entryAt(this.tree, path.slice(0, -1))?.node;
    if (rest.length > 0 || FIXED.includes(path[0] as string)) {
      this.lacks([...path, ...rest], text.span, path.length === 0 || rest.length === 0 ? this.free() : namesAt(node), by);
    } else if (above !== undefined && !isMap(above)) {
      const why = 'a list is replaced whole, not in part';
      this.problems.push(problem('bad-value', text.span, { text: text.text, expected: 'the path of a key', why }));
    } else this.edit(path, undefined, by, text.span);
  }

  /** Applies one `path=value` of the command line. */
  set(text: string): void {
    const why = this.whyNotSet(text);
    if (why !== undefined) this.problems.push(problem('bad-set', undefined, { text, why }));
  }

  private whyNotSet(text: string): string | undefined {
    const { path, value } = /^(?<path>[^=]+)=(?<value>.*)$/s.exec(text)?.groups ?? {};
    if (path === undefined || value === undefined) return 'it has no path before an equals sign';
    if (value.trim() === '') return 'there is no value after the equals sign';
    const steps = path.trim().split('.');
    const odd = steps.find((step) => !isKey(step));
    if (odd !== undefined) return `"${odd}" is no key`;
    if (FIXED.includes(steps[0] as string)) return `"${steps[0]}" is no part of the model that a value can be tried in`;
    const file: SourceFile = { name: SET, text };
    const { node, problems } = readValue(value, file);
    if (node === undefined || problems.length > 0) return problems.map((each) => wordsFor(each).message)[0] ?? 'there is no value';
    const key: Span = { file, line: 1, column: 1, length: path.length };
    return this.setAt(steps, { key, node }, { name: SET, layer: { basis: 'command line', source: `${SET} ${text}` }, over: undefined });
  }

  private setAt(steps: readonly string[], entry: Entry, by: By): string | undefined {
    const { path, node, rest } = follow(this.tree, steps);
    const [add, name, ...more] = rest;
    const whole = [...path, ...rest];
    if (this.setPaths.has(dotted(whole))) return 'the same path is set twice';
    this.setPaths.add(dotted(whole));
    if (rest.length === 0 && isMap(node) && isMap(entry.node) && !isDated(entry.node)) this.merge(entry.node, path, by);
    else if (rest.length === 0) this.edit(path, entry, by);
    else if (add === 'add' && name !== undefined && isMap(node)) this.add(nested([name, ...more], entry), path, by);
    else this.lacks(whole, entry.key, this.hints(steps, node), by);
    return undefined;
  }

  /** The name of an assumption by itself is most likely meant for its value. */
  private hints(steps: readonly string[], node: Node): string[] {
    const value = ['assumptions', steps[0] as string, 'value'];
    return entryAt(this.tree, value.slice(0, 2)) === undefined ? namesAt(node) : [dotted(value)];
  }

  private edit(path: Path, entry: Entry | undefined, by: By, span: Span = (entry as Entry).key): void {
    if (this.clashes(path, span, by)) return;
    this.edits.push({ path, by: by.name, span });
    this.touched.touch(path, by.name);
    this.tree = put(this.tree, path, entry && { key: entry.key, node: layered(entry.node, by.layer) });
  }

  /** Whether a scenario that this one does not extend has changed the place, or one round it or in it; says so where it has. */
  private clashes(path: Path, span: Span, { name, over }: By): boolean {
    if (over === undefined) return false;
    const first = this.edits.find((edit) => edit.by !== name && !over.has(edit.by) && overlaps(edit.path, path));
    if (first === undefined) return false;
    const also = [{ span: first.span, role: `set by ${first.by}` }];
    this.problems.push(problem('overlay-clash', span, { path: dotted(path), scenarios: [first.by, name] }, also));
    return true;
  }

  private lacks(path: Path, span: Span, known: readonly string[], by: By): void {
    if (!this.clashes(path, span, by)) this.problems.push(problem('overlay-lacks', span, { path: dotted(path), known }));
  }

  private fixed(key: string, span: Span): void {
    this.problems.push(problem('unknown-key', span, { key, within: 'a scenario', known: [...OWN, 'add', ...this.free()] }));
  }

  private free(): string[] {
    return [...this.tree.entries.keys()].filter((key) => !FIXED.includes(key));
  }

  private mapAt(path: Path): MapNode {
    return entryAt(this.tree, path)?.node as MapNode;
  }
}

function isMap(node: Node): node is MapNode {
  return !(node instanceof Scalar) && node.kind === 'map';
}

/** A value with its dates is one value: merged, the base's later dates would stay in force without a word. */
function isDated({ entries }: MapNode): boolean {
  return entries.size > 0 && [...entries.keys()].every((key) => sinceOf(key) !== undefined);
}

/** A map of one key in a map of one key, down to an entry. */
function nested([name, ...rest]: readonly string[], entry: Entry): MapNode {
  const node = rest.length === 0 ? entry.node : nested(rest, entry);
  return { kind: 'map', span: entry.key, entries: new Map(name === undefined ? [] : [[name, { key: entry.key, node }]]) };
}

/** A copy whose values carry what the overlay puts under them. */
function layered(node: Node, layer: Layer): Node {
  if (node instanceof Scalar) return new Scalar(node.text, node.span, layer);
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => layered(item, layer)) };
  return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { key: entry.key, node: layered(entry.node, layer) }])) };
}
