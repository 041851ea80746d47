import {
  type Entry,
  isMap,
  type MapNode,
  type Node,
  type Problem,
  problem,
  Scalar,
  type Span,
} from '../language/index.js';
import type { Path } from './paths.js';

/** A key that has another name now. `at` is where it stands, and an asterisk is any item of a collection. */
interface Renaming {
  readonly at: Path;
  readonly was: string;
  readonly now: string;
}

/**
 * Keys that said what another key says, and are read for one more version (decision 185). They are renamed before any
 * overlay, so that the old name and the new one are one place.
 */
const RENAMED: readonly Renaming[] = [
  { at: ['contracts', '*'], was: 'starts', now: 'from' },
  { at: ['contracts', '*'], was: 'ends', now: 'to' },
  { at: ['reserves', 'policy', 'risks', '*'], was: 'likelihood', now: 'probability' },
  { at: ['examples', '*'], was: 'why', now: 'because' },
];

/** Texts that hold a place of the model, or a list of them. */
const PLACES: readonly Path[] = [['remove'], ['lints', 'accepts', '*', 'at']];
/** What is new stands under it, at any depth of a scenario. */
const ADD = 'add';

/** An old key that a file uses. */
export interface Renewal {
  readonly was: string;
  readonly now: string;
  /** Where the old key stands. */
  readonly span: Span;
  /** The dotted place under its name now. */
  readonly at: string;
  /** Its value as it is written; undefined where it is no single one. */
  readonly text: string | undefined;
}

/** A file with its old keys renamed, which they were, and a problem for each that is there by both names. */
export function renewed(root: MapNode): { root: MapNode; renewals: readonly Renewal[]; problems: readonly Problem[] } {
  const work = new Renewing();
  const map = work.map(root, []);
  const scenarios = map.entries.get('scenarios');
  if (scenarios === undefined || !isMap(scenarios.node)) return { ...work, root: map };
  const each = [...scenarios.node.entries].map(([name, entry]): [string, Entry] => [
    name,
    isMap(entry.node) ? { ...entry, node: work.map(entry.node, [], `scenarios.${name}.`) } : entry,
  ]);
  const node = { ...scenarios.node, entries: new Map(each) };
  return { ...work, root: { ...map, entries: new Map([...map.entries, ['scenarios', { ...scenarios, node }]]) } };
}

/** A path with its old keys renamed: what `--set` and the command line name. */
export function renewedPath(path: Path): Path {
  return path.map((step, i) => {
    const above = path.slice(0, i).filter((each) => each !== ADD);
    return RENAMED.find(({ at, was }) => was === step && isAt(above, at))?.now ?? step;
  });
}

class Renewing {
  readonly renewals: Renewal[] = [];
  readonly problems: Problem[] = [];

  /** The same map where nothing in it is renamed. */
  map(map: MapNode, path: Path, called = ''): MapNode {
    const renamings = RENAMED.filter(({ at }) => isAt(path, at));
    let isSame = true;
    const entries = [...map.entries].map(([key, entry]): [string, Entry] => {
      const now = renamings.find(({ was }) => was === key)?.now ?? key;
      const here = key === ADD ? path : [...path, now];
      const node = this.node(entry.node, here, called);
      if (now !== key) this.tell(key, now, entry, map, `${called}${here.join('.')}`);
      if (now === key && node === entry.node) return [key, entry];
      isSame = false;
      return [now, { key: entry.key, node }];
    });
    return isSame ? map : { ...map, entries: new Map(entries) };
  }

  private node(node: Node, path: Path, called: string): Node {
    if (PLACES.some((at) => isAt(path, at))) return placesRenewed(node);
    if (!leadsOn(path) || node instanceof Scalar) return node;
    if (node.kind === 'map') return this.map(node, path, called);
    const items = node.items.map((item, i) => this.node(item, [...path, String(i)], called));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }

  private tell(was: string, now: string, { key, node }: Entry, map: MapNode, at: string): void {
    this.renewals.push({ was, now, span: key, at, text: node instanceof Scalar ? node.text : undefined });
    const other = map.entries.get(now);
    if (other !== undefined)
      this.problems.push(problem('duplicate-key', key, { key: now }, [{ span: other.key, role: 'first here' }]));
  }
}

/** Whether something may be renamed below a place. */
function leadsOn(path: Path): boolean {
  return [...RENAMED.map(({ at }) => at), ...PLACES].some(
    (at) => path.length <= at.length && isAt(path, at.slice(0, path.length)),
  );
}

function isAt(path: Path, pattern: Path): boolean {
  return path.length === pattern.length && pattern.every((step, i) => step === '*' || step === path[i]);
}

/** Texts of places, with the old keys in them renamed. */
function placesRenewed(node: Node): Node {
  if (node instanceof Scalar) {
    const text = renewedPath(node.text.split('.')).join('.');
    return text === node.text ? node : new Scalar(text, node.span, node.layer);
  }
  if (node.kind === 'map') return node;
  const items = node.items.map(placesRenewed);
  return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
}
