import { type Entry, isMap, type ListNode, type MapNode, type Node, Scalar } from '../language/index.js';

const KEY = 'quantities';

/**
 * A settled text in which each price has the quantities that stand beside the tiers. What a price says itself of a name
 * goes before. The same price with the same quantities is the same node, so that it is read once.
 */
export function withQuantities(root: MapNode): MapNode {
  const shared = root.entries.get(KEY);
  if (shared === undefined || !isMap(shared.node)) return root;
  const entries = new Map(root.entries);
  for (const part of ['tiers', 'services'])
    replace(entries, part, (items) => eachIn(items, (item) => priced(item, shared)));
  return { ...root, entries };
}

function priced(item: Node, shared: Entry): Node {
  return isMap(item) ? remembered(item, shared, () => pricedAnew(item, shared)) : item;
}

function pricedAnew(item: MapNode, shared: Entry): Node {
  const entries = new Map(item.entries);
  for (const key of ['price', 'also', 'provider_fee']) replace(entries, key, (price) => reading(price, shared));
  return { ...item, entries };
}

const known = new WeakMap<Node, WeakMap<Node, Node>>();

function remembered(node: Node, shared: Entry, make: () => Node): Node {
  const made = known.get(node) ?? new WeakMap<Node, Node>();
  known.set(node, made);
  const found = made.get(shared.node) ?? make();
  made.set(shared.node, found);
  return found;
}

function reading(price: Node, shared: Entry): Node {
  if (price instanceof Scalar) return price;
  return remembered(price, shared, () => (isMap(price) ? one(price, shared) : each(price, shared)));
}

function each(prices: ListNode, shared: Entry): ListNode {
  return { ...prices, items: prices.items.map((price) => (isMap(price) ? one(price, shared) : price)) };
}

function one(price: MapNode, shared: Entry): MapNode {
  const own = price.entries.get(KEY);
  const all = new Map([
    ...(shared.node as MapNode).entries,
    ...(own !== undefined && isMap(own.node) ? own.node.entries : []),
  ]);
  const node: Node = own !== undefined && !isMap(own.node) ? own.node : { ...(shared.node as MapNode), entries: all };
  return { ...price, entries: new Map([...price.entries, [KEY, { key: own?.key ?? shared.key, node }]]) };
}

function eachIn(items: Node, change: (item: Node) => Node): Node {
  if (!isMap(items)) return items;
  return {
    ...items,
    entries: new Map([...items.entries].map(([id, entry]) => [id, { ...entry, node: change(entry.node) }])),
  };
}

function replace(entries: Map<string, Entry>, key: string, change: (node: Node) => Node): void {
  const found = entries.get(key);
  if (found !== undefined) entries.set(key, { ...found, node: change(found.node) });
}
