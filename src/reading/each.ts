import { type Entry, isMap, type MapNode, type Node, Scalar, type Span } from '../language/index.js';
import { isDated, isList, isRelativeThroughout, nested } from './overlay-nodes.js';
import { relativeIn } from './relative.js';

/* What is said of every item of a collection, or of every item of a list, and which items have a place for it. */

/**
 * A part of what is said of each, down to what a single place takes: a value, values by date, a list, a relative
 * change.
 */
interface Part {
  /** The keys that lead to it from an item, each with its place. */
  readonly steps: readonly string[];
  readonly keys: readonly Span[];
  readonly entry: Entry;
}

/** An item of which something is said with others, and what the same overlay says of it alone. */
export interface Item {
  readonly id: string;
  readonly node: Node;
  readonly own: Node | undefined;
}

/** A part of what is said of each, and the items that have no place for it. */
interface Skipped {
  readonly part: Part;
  readonly items: readonly Item[];
}

/** How an item is called: its name, or its key. */
function calledOf({ id, node }: Item): string {
  const name = isMap(node) ? node.entries.get('name')?.node : undefined;
  return name instanceof Scalar && name.text !== '' ? name.text : id;
}

/** The parts of what is said of each for which some items have no place; all of them where there is no item. */
function skippedBy(items: readonly Item[], said: MapNode): readonly Skipped[] {
  const found = new Map<string, { part: Part; items: Item[] }>();
  const note = (part: Part): Item[] => {
    const key = part.steps.join('.');
    const known = found.get(key) ?? { part, items: [] };
    found.set(key, known);
    return known.items;
  };
  if (items.length === 0) for (const part of partsOf(said)) note(part);
  for (const item of items)
    for (const part of metBy(item.node, said).lacks) if (!isSaidAt(item.own, part.steps)) note(part).push(item);
  return [...found.values()];
}

/**
 * What is said of each, as it meets one item: the parts for which the item has a place, and those for which it has
 * none.
 */
interface Met {
  readonly fits: readonly Part[];
  readonly lacks: readonly Part[];
}

/** A map that says what is below it, key by key. */
const isPlain = (node: Node): node is MapNode => isMap(node) && relativeIn(node) === undefined && !isDated(node);

/** What is said of each, as one item meets it. */
export function metBy(item: Node, said: MapNode, above: Pick<Part, 'steps' | 'keys'> = { steps: [], keys: [] }): Met {
  const met = [...said.entries].map(([key, entry]) => {
    const here = isMap(item) ? item.entries.get(key)?.node : undefined;
    return metAt(here, { steps: [...above.steps, key], keys: [...above.keys, entry.key], entry }, key === 'add');
  });
  return { fits: met.flatMap(({ fits }) => fits), lacks: met.flatMap(({ lacks }) => lacks) };
}

/** The same of one part, from what stands there. */
function metAt(here: Node | undefined, part: Part, isNew: boolean): Met {
  const { node } = part.entry;
  if (isNew || (here !== undefined && !isPlain(node))) return { fits: [part], lacks: [] };
  if (here === undefined || !isPlain(node)) return { fits: [], lacks: partsIn(part) };
  if (isMap(here) && !isDated(here)) return metBy(here, node, part);
  // A block takes the place of a single value; of a list only a relative change speaks item by item.
  if (!isRelativeThroughout(node))
    return isList(here) ? { fits: [], lacks: partsIn(part) } : { fits: [part], lacks: [] };
  const parts = partsIn(part).map((each) => ({
    each,
    fits: isInList(here, each.steps.slice(part.steps.length), each.entry),
  }));
  return {
    fits: parts.flatMap(({ each, fits }) => (fits ? each : [])),
    lacks: parts.flatMap(({ each, fits }) => (fits ? [] : each)),
  };
}

/** Whether some item of a list has the place. */
function isInList(node: Node, steps: readonly string[], entry: Entry): boolean {
  return isList(node) && node.items.some((item) => metBy(item, nested(steps, entry)).fits.length > 0);
}

/** All that is said of each, part by part. */
function partsOf({ entries }: MapNode): readonly Part[] {
  return [...entries].flatMap(([key, entry]) => partsIn({ steps: [key], keys: [entry.key], entry }));
}

/** All that a part says, each by itself. */
function partsIn(part: Part): readonly Part[] {
  if (!isPlain(part.entry.node)) return [part];
  return [...part.entry.node.entries].flatMap(([key, entry]) =>
    key === 'add' ? [] : partsIn({ steps: [...part.steps, key], keys: [...part.keys, entry.key], entry }),
  );
}

/** Whether something is said at a place, or of all that it is in. */
export function isSaidAt(said: Node | undefined, [step, ...rest]: readonly string[]): boolean {
  if (said === undefined) return false;
  if (step === undefined || !isPlain(said)) return true;
  return isSaidAt(said.entries.get(step)?.node, rest);
}

/**
 * How far the items of a collection lead to a part: the first key that none of them has, and the keys that stand in its
 * place.
 */
function deepest(items: readonly Node[], { steps }: Part): { readonly at: number; readonly known: readonly string[] } {
  let here = flat(items);
  for (const [at, step] of steps.entries()) {
    const next = here.flatMap((node) =>
      isMap(node) && node.entries.has(step) ? [node.entries.get(step)?.node as Node] : [],
    );
    if (next.length === 0 || at === steps.length - 1) {
      const known = here.flatMap((node) => (isMap(node) ? [...node.entries.keys()] : []));
      return { at, known: [...new Set(known)] };
    }
    here = flat(next);
  }
  return { at: 0, known: [] };
}

/**
 * What is said of each and fits none: the first part of it that none has, with its place and what stands there. `each`
 * is the key that stands for all items.
 */
export function lackedByAll(
  items: readonly Item[],
  said: MapNode,
  path: readonly string[],
  each?: string,
): readonly {
  readonly path: readonly string[];
  readonly lacked: { readonly key: Span; readonly known: readonly string[] };
}[] {
  return skippedBy(items, said)
    .filter((skipped) => skipped.items.length === items.length)
    .map(({ part }) => {
      const { at, known } = deepest(
        items.map(({ node }) => node),
        part,
      );
      const from = each === undefined ? [] : [at === 0 ? each : (items[0]?.id ?? each)];
      return {
        path: [...path, ...from, ...part.steps.slice(0, at + 1)],
        lacked: { key: part.keys[at] ?? part.entry.key, known },
      };
    });
}

/** What is said of each and some items have no place for: its keys, its place, and what those items are called. */
export function skippedBySome(
  items: readonly Item[],
  said: MapNode,
): readonly { readonly steps: readonly string[]; readonly span: Span; readonly called: readonly string[] }[] {
  return skippedBy(items, said)
    .filter((skipped) => skipped.items.length < items.length)
    .map(({ part, items: skips }) => ({ steps: part.steps, span: part.entry.key, called: skips.map(calledOf) }));
}

/** The items of lists stand for their lists. */
const flat = (nodes: readonly Node[]): readonly Node[] => nodes.flatMap((node) => (isList(node) ? node.items : [node]));
