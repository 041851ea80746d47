import {
  type Entry,
  isMap,
  type ListNode,
  type MapNode,
  type Node,
  nearest,
  type Problem,
  problem,
  type Scalar,
  type Span,
} from '../language/index.js';
import { type ChangeStep, Touched } from './changes.js';
import { type Item, isSaidAt, lackedByAll, metBy, skippedBySome } from './each.js';
import type { Elsewhere, Idle } from './elsewhere.js';
import {
  type By,
  isDated,
  isList,
  isRelativeThroughout,
  layered,
  layerOf,
  nested,
  type OverlayRound,
  PHASES,
} from './overlay-nodes.js';
import {
  dotted,
  entryAt,
  follow,
  isOfRow,
  namesAt,
  namesNew,
  overlaps,
  type Path,
  putRow,
  put as replaced,
  rowsIn,
} from './paths.js';
import { canBeChanged, changedPlace, type Relative, relativeIn } from './relative.js';
import { renewedPath } from './renewed.js';
import { noMap, type Scenario, textsAt } from './scenarios.js';
import { SchoolChanges } from './school-changes.js';
import { changeOf } from './school-said.js';
import type { RollOf } from './school-standing.js';
import { listSet } from './set-list.js';
import { readSet, type SchoolSet, SET, type SetText } from './set-text.js';
import { sharedPlaces, spreadOver } from './shared.js';

/** What the overlays themselves stand on. */
const FIXED: readonly string[] = ['scenarios', 'buyin'];
/** Keys of a scenario that are about it and not part of the model. */
const OWN: readonly string[] = ['name', 'because', 'extends', 'over', 'remove'];
/** Every item of a collection: `tiers: { each: … }`. */
const EACH = 'each';
const TWICE = 'the same path is set twice';
const CHANGE = 'change';

/** A tree as overlays change it, one after the other. */
export class Overlaying {
  readonly touched = new Touched();
  readonly idle: Idle[] = [];
  readonly schools: SchoolChanges;
  /** By the school, where they are of one of the roll file. */
  private readonly edits = new Map<string, { readonly path: Path; readonly by: string; readonly span: Span }[]>();
  private readonly base: MapNode;
  private readonly setPaths = new Set<string>();
  private readonly ofSchools: { readonly key: string; readonly node: Node }[] = [];

  constructor(
    public tree: MapNode,
    readonly problems: Problem[],
    readonly elsewhere: Elsewhere,
    rollOf: RollOf,
    private readonly isCell: boolean,
  ) {
    this.base = tree;
    this.schools = new SchoolChanges(this, rollOf);
  }

  /**
   * The place that says a change: its key in a scenario, its path in a text of `remove`, or the whole of what `--set`
   * says.
   */
  placeOf({ path, change }: ChangeStep): Span {
    const own = this.editsAt(path).filter((edit) => edit.by === change.by && overlaps(edit.path, path));
    const span = own[own.length - 1]?.span ?? this.tree.span;
    return change.by === SET ? { ...span, length: span.file.text.length } : span;
  }

  scenario({ name, called, because, node, ancestors, over }: Scenario): void {
    const source = `scenario ${called}${because === undefined ? '' : `: ${because}`}`;
    const by: By = {
      name,
      layer: layerOf(node, 'scenario', source),
      over: new Set([...ancestors, ...over]),
      mayLack: false,
    };
    const { texts, problems } = textsAt(node, 'remove');
    this.problems.push(...problems);
    for (const text of texts) this.remove(text, by);
    const spread = spreadOver(this.tree, node);
    this.problems.push(...spread.problems);
    const entries = new Map([...spread.node.entries].filter(([key]) => !OWN.includes(key)));
    this.mergeAll({ ...node, entries }, [], by);
  }

  /** The order of keys never counts: what is set or added comes first, then what is changed relative to it. */
  private mergeAll(over: MapNode, path: Path, by: By): void {
    for (const phase of PHASES) {
      this.merge(over, path, by, phase);
      for (const { key, node } of this.ofSchools.splice(0).sort((a, b) => (a.key < b.key ? -1 : 1)))
        if (key === CHANGE) this.schools.apply(node, by);
        else this.schools.add(node, by);
    }
  }

  /**
   * What is said of schools in a list, those to add and changes by number, name or condition, waits until all else is
   * set.
   */
  private isOfSchools(key: string, { node }: Entry, path: Path): boolean {
    if (path.length !== 1 || path[0] !== 'schools' || (key !== CHANGE && !(key === 'add' && isList(node))))
      return false;
    this.ofSchools.push({ key, node });
    return true;
  }

  /** Puts a map over the map at a path, key by key: in one phase what sets and adds, in the next what is relative. */
  private merge(over: MapNode, path: Path, by: By, phase: OverlayRound): void {
    for (const [key, entry] of over.entries) {
      const map = this.mapAt(path);
      const old = map.entries.get(key);
      const here = [...path, key];
      if (key === EACH && old === undefined) this.each(entry, over, path, by, phase);
      else if (old === undefined) this.mergeNew(key, entry, path, by, phase);
      else if (path.length === 0 && FIXED.includes(key)) this.fixed(key, entry.key, phase);
      else this.mergeAt(here, old, entry, by, phase);
    }
  }

  private mergeNew(key: string, entry: Entry, path: Path, by: By, phase: OverlayRound): void {
    if (phase !== 'set' || this.isOfSchools(key, entry, path)) return;
    const adds = isMap(entry.node) && entry.node.entries.size === 1 ? entry.node.entries.get('add') : undefined;
    if (path.length === 0 && FIXED.includes(key)) this.fixed(key, entry.key, phase);
    else if (key === 'add') this.add(entry.node, path, by);
    // What is added to a collection that there is not yet begins it.
    else if (adds !== undefined) this.edit([...path, key], { key: entry.key, node: adds.node }, by);
    else
      this.lacks(
        [...path, key],
        entry.key,
        [...this.mapAt(path).entries.keys(), ...(path.length === 0 ? OWN : [])],
        by,
      );
  }

  private mergeAt(here: Path, old: Entry, entry: Entry, by: By, phase: OverlayRound): void {
    const change = relativeIn(entry.node);
    if (change !== undefined && canBeChanged(old.node, here, change)) {
      if (phase === 'change') this.change(here, old.node, change, entry, by);
    } else if (isMap(old.node) && isMap(entry.node) && !isDated(entry.node)) this.merge(entry.node, here, by, phase);
    else if (isList(old.node) && isMap(entry.node) && isRelativeThroughout(entry.node))
      this.items(here, old.node, entry.node, by, phase);
    else if (phase === 'set') this.edit(here, entry, by);
  }

  /** Below a list every item that has the key is meant. */
  private items(path: Path, list: ListNode, over: MapNode, by: By, phase: OverlayRound): void {
    const items = list.items.map((node, i): Item => ({ id: String(i), node, own: undefined }));
    this.spread(items, over, path, by, phase);
    if (phase === 'change')
      for (const { lacked, path: at } of lackedByAll(items, over, path)) this.lacks(at, lacked.key, lacked.known, by);
  }

  /**
   * The same of every item of a collection that has the place, but for those of which the overlay says something there
   * itself.
   */
  private each({ node: said }: Entry, over: MapNode, path: Path, by: By, phase: OverlayRound): void {
    if (!isMap(said)) {
      if (phase === 'set') this.problems.push(noMap(said, 'a map of what changes in each'));
      return;
    }
    const entries = [...this.mapAt(path).entries].filter(([id, { node }]) => !FIXED.includes(id) && isMap(node));
    const items = entries.map(([id, { node }]): Item => ({ id, node, own: over.entries.get(id)?.node }));
    this.spread(items, said, path, by, phase);
    if (phase === 'set') return;
    for (const { lacked, path: at } of lackedByAll(items, said, path, EACH))
      this.lacks(at, lacked.key, lacked.known, by);
    for (const { steps, span, called } of skippedBySome(items, said))
      this.skips([...path, EACH, ...steps], span, called, by);
  }

  /** Says the same of each of some items, wherever they have a place for it. */
  private spread(items: readonly Item[], said: MapNode, path: Path, by: By, phase: OverlayRound): void {
    for (const { id, node, own } of items)
      for (const { steps, entry } of metBy(node, said).fits)
        if (!isSaidAt(own, steps)) this.merge(nested(steps, entry), [...path, id], by, phase);
  }

  /** What is said of several and of some of them says nothing, because they have no such place. */
  skips(path: Path, span: Span, items: readonly string[], { name }: By): void {
    this.idle.push({ kind: 'skips', path: dotted(path), span, by: name, items });
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
        this.problems.push(
          problem('overlay-exists', entry.key, { path: dotted(here) }, [{ span: old.key, role: 'here already' }]),
        );
      }
    }
  }

  private remove(text: Scalar, by: By): void {
    const { path, rest, node } = follow(this.tree, text.text.split('.'));
    const above = entryAt(this.tree, path.slice(0, -1))?.node;
    if (rest.length > 0 && this.isGone([...path, ...rest], by)) return;
    if (rest.length > 0 || FIXED.includes(path[0] as string)) {
      this.lacks(
        [...path, ...rest],
        text.span,
        path.length === 0 || rest.length === 0 ? this.free() : namesAt(node),
        by,
        rest[0],
      );
    } else if (above !== undefined && !isMap(above)) {
      const why = 'a list is replaced whole, not in part';
      this.problems.push(problem('bad-value', text.span, { text: text.text, expected: 'the path of a key', why }));
    } else this.edit(path, undefined, by, text.span);
  }

  /** Whether another scenario has removed a place, or what it is in: two removals agree. */
  private isGone(path: Path, { name }: By): boolean {
    return this.editsAt(path).some(
      (edit) =>
        edit.by !== name &&
        edit.path.length <= path.length &&
        overlaps(edit.path, path) &&
        entryAt(this.tree, edit.path) === undefined,
    );
  }

  /** Applies one `path=value` of the command line, or one that chance has drawn. */
  set(text: string, basis: 'command line' | 'drawn' = 'command line'): void {
    const said = readSet(text, FIXED);
    const why = typeof said === 'string' ? said : this.setSaid(said, text, basis);
    if (why !== undefined) this.problems.push(problem('bad-set', undefined, { text, why }));
  }

  private setSaid(said: SetText | SchoolSet, text: string, basis: 'command line' | 'drawn'): string | undefined {
    const layer = layerOf(said, basis, basis === 'drawn' ? 'chance' : `${SET} ${text}`);
    const by: By = { name: SET, layer, over: undefined, mayLack: this.isCell };
    if ('change' in said) return this.setOfSchools(said, by);
    return sharedPlaces(this.tree, said.steps)
      .map((place) => this.setAt(place, said.entry, by))
      .find((reason) => reason !== undefined);
  }

  /** `schools[Beech].joins=0%`. */
  private setOfSchools({ name, change }: SchoolSet, by: By): string | undefined {
    if (this.setPaths.has(name)) return TWICE;
    this.setPaths.add(name);
    this.schools.apply(change, by);
    return undefined;
  }

  private setAt(said: readonly string[], given: Entry, by: By): string | undefined {
    const { steps, entry } = listSet(this.base, said, given, this.problems);
    if (entry === undefined) return undefined;
    const { path, node, rest } = follow(this.tree, renewedPath(steps));
    const [whole, below] = [[...path, ...rest], nested(rest, entry)];
    if (this.setPaths.has(dotted(whole))) return TWICE;
    this.setPaths.add(dotted(whole));
    if (rest.length === 0) this.setHere(path, node, entry, by);
    else if (rest[0] === EACH && isMap(node)) this.mergeAll(below, path, by);
    else if (rest.length <= 2 && this.hasScaled(node, path, rest, entry, by)) return undefined;
    else if (isList(node) && isRelativeThroughout(below)) this.items(path, node, below, by, 'change');
    else if (isMap(node) && namesNew(path, rest)) this.mergeAll(below, path, by);
    else if (dotted(path) === 'schools' && this.schools.has(rest[0] as string))
      this.schools.apply(changeOf(rest, entry), by);
    else this.lacks(whole, entry.key, this.hints(steps, node), by, rest[0]);
    return undefined;
  }

  private setHere(path: Path, node: Node, entry: Entry, by: By): void {
    const change = relativeIn(entry.node);
    if (change !== undefined && canBeChanged(node, path, change)) this.change(path, node, change, entry, by);
    else if (isMap(node) && isMap(entry.node) && !isDated(entry.node)) this.mergeAll(entry.node, path, by);
    else if (isList(node) && isMap(entry.node) && isRelativeThroughout(entry.node))
      this.items(path, node, entry.node, by, 'change');
    else this.edit(path, entry, by);
  }

  /**
   * `--set tiers.gold.joins.times=80%`, or from a date on, `tiers.gold.joins.times.2028=80%`: a relative change of one
   * key.
   */
  private hasScaled(node: Node, path: Path, keys: readonly string[], entry: Entry, by: By): boolean {
    const change = relativeIn(nested(keys, entry));
    if (change === undefined || !canBeChanged(node, path, change)) return false;
    this.change(path, node, change, entry, by);
    return true;
  }

  /** A relative change works on whatever stands there by then, so it clashes with nothing that came before it. */
  change(path: Path, before: Node, change: Relative, { key, node }: Entry, by: By): void {
    this.put(path, { key, node: changedPlace(before, change, node.span) }, by, key);
  }

  /** The name of an assumption by itself is most likely meant for its value. */
  private hints(steps: readonly string[], node: Node): string[] {
    const [name = ''] = steps;
    const known = namesAt(node);
    const assumptions = entryAt(this.tree, ['assumptions'])?.node;
    const meant = node !== this.tree || assumptions === undefined ? undefined : nearest(name, namesAt(assumptions));
    const isMeant = meant === name || (meant !== undefined && nearest(name, known) === undefined);
    return isMeant ? [`assumptions.${meant}.value`] : known;
  }

  edit(path: Path, entry: Entry | undefined, by: By, span: Span = (entry as Entry).key): void {
    if (!this.clashes(path, span, by)) this.put(path, entry, by, span);
  }

  put(path: Path, entry: Entry | undefined, by: By, span: Span): void {
    this.editsAt(path).push({ path, by: by.name, span });
    this.touched.touch(path, by.name, by.words);
    this.place(path, entry && { key: entry.key, node: layered(entry.node, by.layer) });
  }

  lay(path: Path, entry: Entry): void {
    this.place(path, entry);
  }

  /** Rows are this overlay's own until it is done, so each is put where it stands: of a large roll all may change. */
  private place(path: Path, entry: Entry | undefined): void {
    const rows = isOfRow(path) ? rowsIn(this.tree) : undefined;
    if (rows === undefined) this.tree = replaced(this.tree, path, entry);
    else putRow(rows, path, entry);
  }

  private editsAt(path: Path): { readonly path: Path; readonly by: string; readonly span: Span }[] {
    const of = isOfRow(path) ? (path[2] as string) : '';
    const found = this.edits.get(of) ?? [];
    this.edits.set(of, found);
    return found;
  }

  /**
   * Whether a scenario that this one does not extend has changed the place, or one round it or in it; says so where it
   * has.
   */
  private clashes(path: Path, span: Span, { name, over }: By): boolean {
    if (over === undefined) return false;
    const first = this.editsAt(path).find(
      (edit) => edit.by !== name && !over.has(edit.by) && overlaps(edit.path, path),
    );
    if (first === undefined) return false;
    const also = [{ span: first.span, role: `set by ${first.by}` }];
    this.problems.push(problem('overlay-clash', span, { path: dotted(path), scenarios: [first.by, name] }, also));
    return true;
  }

  /** That there is no such place; `missing` is the first of its names that is not there, the last unless said. */
  private lacks(path: Path, span: Span, known: readonly string[], by: By, missing = path[path.length - 1] ?? ''): void {
    const told = problem('overlay-lacks', span, { path: dotted(path), missing, known });
    if (by.mayLack || this.elsewhere.has(path, by.name)) this.absent(path, span, [told], by);
    else if (!this.clashes(path, span, by)) this.problems.push(told);
  }

  /** What is said of what another model of the grid has. */
  absent(path: Path, span: Span, problems: readonly Problem[], { name }: By): void {
    this.idle.push({ kind: 'absent', path: dotted(path), span, by: name, problems });
  }

  private fixed(key: string, span: Span, phase: OverlayRound): void {
    if (phase === 'set')
      this.problems.push(
        problem('unknown-key', span, { key, within: 'a scenario', known: [...OWN, 'add', ...this.free()] }),
      );
  }

  private free(): string[] {
    return [...this.tree.entries.keys()].filter((key) => !FIXED.includes(key));
  }

  private mapAt(path: Path): MapNode {
    return entryAt(this.tree, path)?.node as MapNode;
  }
}
