import {
  type Entry,
  type Layer,
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  problem,
  Scalar,
  type SourceFile,
  type Span,
} from '../language/index.js';
import { readValue } from './yaml.js';

/** One key that a scenario or `--set` changes, compared with the model as it stands. */
export interface Change {
  /** Dotted, with list positions by number. */
  readonly path: string;
  readonly kind: 'set' | 'add' | 'remove';
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  /** The scenario's name, or `--set`. */
  readonly by: string;
  /** False where the new value is what the model says already. */
  readonly effective: boolean;
}

/** What an overlay may not touch: what the overlays themselves stand on. */
const FIXED: readonly string[] = ['scenarios', 'buyin'];
/** Keys of a scenario that are about it and not part of the model. */
const OWN: readonly string[] = ['because', 'extends', 'remove'];

/** The scenarios of a model, in the order of its file. */
export function scenarioNames(base: MapNode): { name: string; because: string | undefined; span: Span }[] {
  return [...scenariosOf(base)].map(([name, { key, node }]) => {
    const because = nodeAt(node, ['because']);
    return { name, because: because instanceof Scalar ? because.text : undefined, span: key };
  });
}

function scenariosOf(base: MapNode): ReadonlyMap<string, Entry> {
  const node = base.entries.get('scenarios')?.node;
  return node === undefined || node instanceof Scalar || node.kind === 'list' ? new Map() : node.entries;
}

/**
 * The base with some scenarios applied together and then what `--set` says. Scalars and lists replace, maps merge; a key that the base lacks is
 * a problem unless it stands under `add:`. `keep` leaves out the changes that it refuses. Without scenarios and sets the tree is the base.
 */
export function overlay(
  base: MapNode,
  picks: readonly string[],
  sets: readonly string[],
  keep: (change: Change) => boolean = () => true,
): { tree: MapNode; changes: readonly Change[]; problems: readonly Problem[] } {
  const work = new Overlaying(base, keep);
  for (const name of work.order(picks)) work.scenario(name);
  work.sets(sets);
  return { tree: work.tree, changes: work.changed(), problems: work.problems };
}

/** Who is changing the tree. */
interface By {
  readonly name: string;
  readonly layer: Layer;
}

class Overlaying {
  tree: MapNode;
  readonly problems: Problem[] = [];
  private readonly changes = new Map<string, Change>();
  private readonly scenarios: ReadonlyMap<string, Entry>;
  private readonly ancestors = new Map<string, ReadonlySet<string>>();
  private readonly setBy = new Map<string, { by: string; span: Span }>();

  constructor(
    private readonly base: MapNode,
    private readonly keep: (change: Change) => boolean,
  ) {
    this.tree = base;
    this.scenarios = scenariosOf(base);
  }

  /** The changes, each key once: from the base to the last overlay that set it. */
  changed(): Change[] {
    return [...this.changes.values()];
  }

  /** The scenarios to apply, every parent before its children and each once. */
  order(picks: readonly string[]): string[] {
    const order: string[] = [];
    for (const name of picks) this.visit(name, undefined, [], order);
    return order;
  }

  private visit(name: string, span: Span | undefined, path: readonly string[], order: string[]): ReadonlySet<string> {
    if (path.includes(name)) {
      this.problems.push(problem('scenario-cycle', span, { names: [...path.slice(path.indexOf(name)), name] }));
      return new Set();
    }
    const known = this.ancestors.get(name);
    if (known !== undefined) return known;
    const entry = this.scenarios.get(name);
    if (entry === undefined) {
      this.problems.push(problem('unknown-scenario', span, { name, known: [...this.scenarios.keys()] }));
      return new Set();
    }
    const above = new Set<string>();
    for (const parent of textsAt(entry.node, 'extends')) {
      above.add(parent.text);
      for (const each of this.visit(parent.text, parent.span, [...path, name], order)) above.add(each);
    }
    this.ancestors.set(name, above);
    order.push(name);
    return above;
  }

  scenario(name: string): void {
    const { node } = this.scenarios.get(name) as Entry;
    if (node instanceof Scalar || node.kind === 'list') {
      if (!(node instanceof Scalar && node.text === ''))
        this.problems.push(problem('wrong-shape', node.span, { expected: 'a map of keys', found: 'a single value' }));
      return;
    }
    const because = nodeAt(node, ['because']);
    const source = because instanceof Scalar ? `scenario ${name}: ${because.text}` : `scenario ${name}`;
    const by: By = { name, layer: { basis: 'scenario', source } };
    for (const path of textsAt(node, 'remove')) this.remove(path, by);
    const entries = new Map([...node.entries].filter(([key]) => !OWN.includes(key)));
    this.tree = this.merge(this.tree, { ...node, entries }, [], by);
  }

  private merge(into: MapNode, over: MapNode, path: readonly string[], by: By): MapNode {
    const entries = new Map(into.entries);
    for (const [key, entry] of over.entries) {
      if (path.length === 0 && FIXED.includes(key)) {
        this.problems.push(
          problem('overlay-lacks', entry.key, { path: key, known: [...into.entries.keys()].filter((each) => !FIXED.includes(each)) }),
        );
      } else if (key === 'add' && !into.entries.has('add')) this.added(entries, entry, path, by);
      else this.changedEntry(entries, key, entry, path, by);
    }
    return { ...into, entries };
  }

  private changedEntry(entries: Map<string, Entry>, key: string, { key: place, node }: Entry, path: readonly string[], by: By): void {
    const old = entries.get(key);
    const here = [...path, key];
    if (old === undefined) {
      this.problems.push(problem('overlay-lacks', place, { path: here.join('.'), known: [...entries.keys()] }));
      return;
    }
    entries.set(key, { ...old, node: this.replaced(old.node, node, here, by) });
  }

  private replaced(old: Node, node: Node, path: readonly string[], by: By): Node {
    const both = !(old instanceof Scalar) && !(node instanceof Scalar) && old.kind === 'map' && node.kind === 'map';
    if (both) return this.merge(old as MapNode, node as MapNode, path, by);
    const after = layered(node, by.layer);
    return this.note({ path: path.join('.'), kind: 'set', before: old, after, by: by.name, effective: !same(old, node) }) ? after : old;
  }

  private added(entries: Map<string, Entry>, { key: place, node }: Entry, path: readonly string[], by: By): void {
    if (node instanceof Scalar || node.kind === 'list') {
      this.problems.push(problem('wrong-shape', node.span, { expected: 'a map of new keys', found: 'a single value' }));
      return;
    }
    void place;
    for (const [key, entry] of node.entries) {
      const here = [...path, key].join('.');
      if (entries.has(key)) this.problems.push(problem('overlay-exists', entry.key, { path: here }));
      else {
        const after = layered(entry.node, by.layer);
        const kept = this.note({ path: here, kind: 'add', before: undefined, after, by: by.name, effective: true });
        if (kept) entries.set(key, { key: entry.key, node: after });
      }
    }
  }

  private remove(path: Scalar, by: By): void {
    const steps = path.text.split('.');
    const before = nodeAt(this.tree, steps);
    const parent = nodeAt(this.tree, steps.slice(0, -1));
    if (before === undefined || parent === undefined || parent instanceof Scalar || parent.kind !== 'map' || FIXED.includes(steps[0] as string)) {
      this.problems.push(problem('overlay-lacks', path.span, { path: path.text, known: knownNear(this.tree, steps) }));
      return;
    }
    if (!this.note({ path: path.text, kind: 'remove', before, after: undefined, by: by.name, effective: true })) return;
    this.tree = without(this.tree, steps) as MapNode;
  }

  /** Notes a change, with its clash if two scenarios that do not extend each other make it; false where it is left out. */
  private note(change: Change): boolean {
    if (!this.keep(change)) return false;
    const earlier = this.setBy.get(change.path);
    const span = change.after?.span ?? change.before?.span;
    if (earlier !== undefined && change.by !== '--set' && earlier.by !== change.by && !this.ancestors.get(change.by)?.has(earlier.by)) {
      const also = [{ span: earlier.span, role: `set by ${earlier.by}` }];
      this.problems.push(problem('overlay-clash', span, { path: change.path, scenarios: [earlier.by, change.by] }, also));
    }
    if (span !== undefined) this.setBy.set(change.path, { by: change.by, span });
    const first = this.changes.get(change.path);
    const before = first === undefined ? change.before : first.before;
    const effective = first === undefined ? change.effective : !(before !== undefined && change.after !== undefined && same(before, change.after));
    this.changes.set(change.path, { ...change, before, effective, kind: first?.kind === 'add' && change.kind === 'set' ? 'add' : change.kind });
    return true;
  }

  /** Applies `path=value` texts of the command line, each path once. */
  sets(texts: readonly string[]): void {
    const seen = new Set<string>();
    for (const text of texts) {
      const match = /^([A-Za-z0-9][A-Za-z0-9_.-]*)=(.*)$/s.exec(text);
      const [, path = '', value = ''] = match ?? [];
      const why =
        match === null
          ? 'there is no path=value'
          : value.trim() === ''
            ? 'there is no value'
            : seen.has(path)
              ? 'the same path is set twice'
              : undefined;
      seen.add(path);
      if (why === undefined) this.set(text, path, value);
      else this.problems.push(problem('bad-set', undefined, { text, why }));
    }
  }

  private set(text: string, path: string, value: string): void {
    const file: SourceFile = { name: '--set', text };
    const { node, problems } = readValue(value, file);
    if (node === undefined || problems.length > 0) {
      this.problems.push(problem('bad-set', undefined, { text, why: 'its value is not YAML' }));
      return;
    }
    const by: By = { name: '--set', layer: { basis: 'command line', source: `--set ${text}` } };
    const steps = path.split('.');
    const changed = FIXED.includes(steps[0] as string) ? undefined : this.setAt(this.tree, steps, [], node, by);
    if (changed !== undefined) this.tree = changed as MapNode;
    else {
      const span: Span = { file, line: 1, column: 1, length: path.length };
      this.problems.push(problem('overlay-lacks', span, { path, known: this.hints(steps) }));
    }
  }

  /** The name of an assumption alone is a likely slip for its value. */
  private hints(steps: readonly string[]): readonly string[] {
    const value = ['assumptions', steps[0] as string, 'value'];
    return nodeAt(this.base, value) === undefined ? knownNear(this.tree, steps) : [value.join('.')];
  }

  private setAt(node: Node, steps: readonly string[], path: readonly string[], value: Node, by: By): Node | undefined {
    const [step, ...rest] = steps;
    if (step === undefined) return this.replaced(node, value, path, by);
    if (node instanceof Scalar) return step === '0' ? this.setAt(node, rest, path, value, by) : undefined;
    if (node.kind === 'list') {
      const item = node.items[Number(step)];
      const changed = item && this.setAt(item, rest, [...path, step], value, by);
      return changed && { ...node, items: node.items.map((each, i) => (i === Number(step) ? changed : each)) };
    }
    if (step === 'add' && rest.length === 1 && !node.entries.has('add')) return this.addAt(node, rest[0] as string, path, value, by);
    const entry = node.entries.get(step);
    if (entry === undefined) return step === '0' ? this.setAt(node, rest, path, value, by) : undefined;
    const changed = this.setAt(entry.node, rest, [...path, step], value, by);
    return changed && { ...node, entries: new Map(node.entries).set(step, { ...entry, node: changed }) };
  }

  private addAt(node: MapNode, key: string, path: readonly string[], value: Node, by: By): Node {
    const entries = new Map(node.entries);
    this.added(
      entries,
      { key: value.span, node: { kind: 'map', span: value.span, entries: new Map([[key, { key: value.span, node: value }]]) } },
      path,
      by,
    );
    return { ...node, entries };
  }
}

/** The texts of a key that may hold one or a list. */
function textsAt(node: Node, key: string): Scalar[] {
  const found = nodeAt(node, [key]);
  if (found === undefined) return [];
  const items = found instanceof Scalar ? [found] : found.kind === 'list' ? found.items : [];
  return items.filter((item): item is Scalar => item instanceof Scalar && item.text !== '');
}

/** The keys at the deepest place of a path that there is. */
function knownNear(tree: Node, steps: readonly string[]): string[] {
  for (let length = steps.length - 1; length >= 0; length--) {
    const node = nodeAt(tree, steps.slice(0, length));
    if (node === undefined || node instanceof Scalar) continue;
    const prefix = steps
      .slice(0, length)
      .map((step) => `${step}.`)
      .join('');
    return node.kind === 'list' ? node.items.map((_, i) => `${prefix}${i}`) : [...node.entries.keys()].map((key) => `${prefix}${key}`);
  }
  return [];
}

function without(node: Node, steps: readonly string[]): Node {
  const [step = '', ...rest] = steps;
  if (node instanceof Scalar || node.kind === 'list') return node;
  const entries = new Map(node.entries);
  const entry = entries.get(step);
  if (entry === undefined) return node;
  if (rest.length === 0) entries.delete(step);
  else entries.set(step, { ...entry, node: without(entry.node, rest) });
  return { ...node, entries };
}

function layered(node: Node, layer: Layer): Node {
  if (node instanceof Scalar) return new Scalar(node.text, node.span, layer);
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => layered(item, layer)) };
  return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { ...entry, node: layered(entry.node, layer) }])) };
}

function same(a: Node, b: Node): boolean {
  if (a instanceof Scalar || b instanceof Scalar) return a instanceof Scalar && b instanceof Scalar && a.text === b.text;
  if (a.kind === 'list' || b.kind === 'list') {
    return a.kind === 'list' && b.kind === 'list' && a.items.length === b.items.length && a.items.every((item, i) => same(item, b.items[i] as Node));
  }
  return (
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, { node }]) => b.entries.has(key) && same(node, (b.entries.get(key) as Entry).node))
  );
}
