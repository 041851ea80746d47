import { type Entry, type ListNode, type MapNode, type Node, Scalar } from '../language/index.js';

/** The way from the root of a tree to a place in it: keys, and positions in lists as text. */
export type Path = readonly string[];

/**
 * Where the schools of the roll file stand that overlays have changed, each under its number: a key that no file can
 * have.
 */
export const ROWS = '(rows)';

/** Whether the rest of a path that the tree does not have names something new, or a list of what is said of schools. */
export function namesNew(path: Path, rest: readonly string[]): boolean {
  if (rest.length === 1) return dotted(path) === 'schools' && (rest[0] === 'change' || rest[0] === 'add');
  return rest.slice(0, -1).includes('add');
}

/** A path as users write it: `tiers.membership.price.0.cap`, `schools.100002.pupils`. */
export function dotted(path: Path): string {
  return (path[1] === ROWS ? path.filter((_, i) => i !== 1) : path).join('.');
}

/** Whether one of two places holds the other, or both are one place. */
export function overlaps(a: Path, b: Path): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((step, i) => step === long[i]);
}

/**
 * A place named in text that the tree has, or how far the way leads: the deepest place that it has, and the steps that
 * are left over.
 */
export interface FoundPlace {
  readonly path: Path;
  readonly node: Node;
  readonly rest: readonly string[];
}

/**
 * Follows steps from the root as far as they lead. A key may hold dots; a single thing stands for a list of itself, so
 * `0` may be left out.
 */
export function follow(root: Node, steps: readonly string[]): FoundPlace {
  const path: string[] = [];
  let node = root;
  let at = 0;
  while (at < steps.length) {
    const step = stepFrom(node, steps, at);
    if (step === undefined) break;
    node = step.node;
    at += step.taken;
    if (step.name !== undefined) path.push(step.name);
  }
  return { path, node, rest: steps.slice(at) };
}

/**
 * Every place of a tree that a dotted path stands for. Where the path goes on below a list and names none of its items,
 * each item that has the rest of it is meant: `price.per_pupil` for `price.0.per_pupil`.
 */
export function placesAt(root: Node, path: string): { readonly path: string; readonly node: Node }[] {
  const found = (from: Node, steps: readonly string[], above: Path): { path: string; node: Node }[] => {
    const { path: here, node, rest } = follow(from, steps);
    const whole = [...above, ...here];
    if (rest.length === 0) return [{ path: dotted(whole), node }];
    if (node instanceof Scalar || node.kind === 'map') return [];
    return node.items.flatMap((item, i) => found(item, rest, [...whole, String(i)]));
  };
  return found(root, path.split('.'), []);
}

/** The first name of a dotted path that a tree does not have, and those that stand in its place. */
export function lackedIn(root: Node, path: string): { readonly missing: string; readonly known: readonly string[] } {
  const { node, rest } = follow(root, path.split('.'));
  return { missing: rest[0] ?? path, known: namesAt(node) };
}

function stepFrom(
  node: Node,
  steps: readonly string[],
  at: number,
): { name: string | undefined; node: Node; taken: number } | undefined {
  if (!(node instanceof Scalar) && node.kind === 'list') {
    const name = steps[at] as string;
    const item = /^(0|[1-9]\d*)$/.test(name) ? node.items[Number(name)] : undefined;
    return item && { name, node: item, taken: 1 };
  }
  for (let taken = 1; !(node instanceof Scalar) && taken <= steps.length - at; taken++) {
    const name = steps.slice(at, at + taken).join('.');
    const entry = node.entries.get(name);
    if (entry !== undefined) return { name, node: entry.node, taken };
  }
  return steps[at] === '0' && at > 0 ? { name: undefined, node, taken: 1 } : undefined;
}

/** The names that may come next at a place. */
export function namesAt(node: Node): string[] {
  if (node instanceof Scalar) return [];
  return node.kind === 'map' ? [...node.entries.keys()] : node.items.map((_, i) => String(i));
}

/** What stands at an exact path. A list's items have no keys of their own: they take the list's place. */
export function entryAt(root: MapNode, path: Path): Entry | undefined {
  let here: Entry | undefined = { key: root.span, node: root };
  for (const step of path) {
    const node: Node | undefined = here?.node;
    if (node === undefined || node instanceof Scalar) return undefined;
    const item: Node | undefined = node.kind === 'list' ? node.items[Number(step)] : undefined;
    here = node.kind === 'map' ? node.entries.get(step) : item && { key: item.span, node: item };
  }
  return here;
}

/**
 * The tree with something else at a path, or, where that is undefined, without its entry. What is not on the way is
 * shared.
 */
export function put(root: MapNode, path: Path, entry: Entry | undefined): MapNode {
  return changed(root, path, entry) as MapNode;
}

function changed(node: Node, [step, ...rest]: Path, entry: Entry | undefined): Node {
  if (step === undefined || node instanceof Scalar) return entry?.node ?? node;
  return node.kind === 'map' ? mapWith(node, step, rest, entry) : listWith(node, Number(step), rest, entry);
}

function mapWith(map: MapNode, step: string, rest: Path, entry: Entry | undefined): MapNode {
  if (rest.length === 0) return withEntry(map, step, entry);
  const here = map.entries.get(step);
  return here === undefined ? map : withEntry(map, step, { key: here.key, node: changed(here.node, rest, entry) });
}

/** A map with something else under one key. */
interface Replaced {
  readonly step: string;
  readonly entry: Entry | undefined;
  readonly made: MapNode;
}

const replaced = new WeakMap<MapNode, readonly Replaced[]>();
/** Of one map so many are remembered, the newest: a search puts more in one place than anybody asks for again. */
const MOST_REPLACED = 8;

/**
 * A map with something else under one key, or without it: one node for the same change of the same map, so that what
 * two overlays have alike is found again.
 */
function withEntry(map: MapNode, step: string, entry: Entry | undefined): MapNode {
  const all = replaced.get(map) ?? [];
  const known = all.find(
    (each) => each.step === step && each.entry?.node === entry?.node && each.entry?.key === entry?.key,
  );
  if (known !== undefined) return known.made;
  const entries = new Map(map.entries);
  if (entry === undefined) entries.delete(step);
  else entries.set(step, entry);
  const made = { ...map, entries };
  replaced.set(map, [{ step, entry, made }, ...all.slice(0, MOST_REPLACED - 1)]);
  return made;
}

function listWith(list: ListNode, position: number, rest: Path, entry: Entry | undefined): ListNode {
  return { ...list, items: list.items.map((item, i) => (i === position ? changed(item, rest, entry) : item)) };
}

/** Whether two nodes say the same, wherever they stand and in whatever order their keys are. */
export function sameText(a: Node | undefined, b: Node | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a instanceof Scalar || b instanceof Scalar)
    return a instanceof Scalar && b instanceof Scalar && a.text === b.text;
  if (a.kind === 'list' || b.kind === 'list') {
    return (
      a.kind === 'list' &&
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => sameText(item, b.items[i]))
    );
  }
  return (
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, { node }]) => sameText(node, b.entries.get(key)?.node))
  );
}

/** Whether a path is of a school of the roll file that stands in the tree, or of a place in it. */
export function isOfRow(path: Path): boolean {
  return path[1] === ROWS && path.length > 2;
}

/** The schools of the roll file that stand in a tree. */
export function rowsIn(tree: MapNode): Map<string, Entry> | undefined {
  return (entryAt(tree, ['schools', ROWS])?.node as MapNode | undefined)?.entries as Map<string, Entry> | undefined;
}

/** Puts something else at a path of a school, or takes it away, in rows that belong to whoever asks. */
export function putRow(rows: Map<string, Entry>, [, , id = '', ...rest]: Path, entry: Entry | undefined): void {
  const here = rows.get(id);
  if (rest.length > 0 && here !== undefined)
    rows.set(id, { key: here.key, node: put(here.node as MapNode, rest, entry) });
  else if (rest.length === 0 && entry !== undefined) rows.set(id, entry);
  else if (rest.length === 0) rows.delete(id);
}
