import { type Entry, isMap, type MapNode, nodeAt, type Problem, type SourceFile } from '../language/index.js';
import type { Disk } from './disk.js';
import { type PartOfLists, pricesUsed } from './used.js';

/* `--set tiers.gold.use=other`: the prices of another list, which stand in their places before anything is set. */

/** The text of a model as it names its lists, and where it looks for those that are files. */
interface Lists {
  readonly raw: MapNode;
  readonly file: SourceFile;
  readonly disk: Disk;
}

/** By the text with the prices of the lists in their places. */
const known = new WeakMap<MapNode, Lists>();

/** Keeps how a text names its lists, for what is set of them. */
export function keepLists(base: MapNode, lists: Lists): void {
  known.set(base, lists);
}

/** A text as it names its lists; as it is where nothing is kept of it. */
export const asWritten = (base: MapNode): MapNode => known.get(base)?.raw ?? base;

/** The same of a text that is made of another. */
export function sameLists<T extends MapNode>(from: MapNode, base: T): T {
  const lists = known.get(from);
  if (lists !== undefined) known.set(base, lists);
  return base;
}

/**
 * What is set of the list that a tier or a service uses: the steps to its prices, and these, undefined where the list
 * cannot be read, which goes to the problems. What is set of anything else is as it was.
 */
export function listSet(
  base: MapNode,
  steps: readonly string[],
  said: Entry,
  problems: Problem[],
): { readonly steps: readonly string[]; readonly entry: Entry | undefined } {
  const [part, id = '', use, key, ...rest] = steps;
  const lists = known.get(base);
  const isOfList = (part === 'tiers' || part === 'services') && use === 'use' && rest.length === 0;
  if (!isOfList || lists === undefined || nodeAt(base, [part, id]) === undefined) return { steps, entry: said };
  const entry = key === undefined ? said : { key: said.key, node: usedWith(lists.raw, part, id, key, said) };
  const found = pricesUsed(entry, [part, id], lists);
  problems.push(...found.problems);
  return { steps: [part, id, 'price'], entry: found.price };
}

/** What a tier or a service uses, with another list, tier or units of it. */
function usedWith(raw: MapNode, part: PartOfLists, id: string, key: string, said: Entry): MapNode {
  const now = nodeAt(raw, [part, id, 'use']);
  const own = isMap(now) ? now.entries : new Map(now === undefined ? [] : [['list', { key: said.key, node: now }]]);
  return { kind: 'map', span: said.key, entries: new Map([...own, [key, said]]) };
}
