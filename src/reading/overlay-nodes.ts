import {
  type Entry,
  isMap,
  type Layer,
  type ListNode,
  type MapNode,
  type Node,
  Scalar,
  sinceOf,
} from '../language/index.js';
import { ChangedPlace, relativeIn } from './relative.js';

/* What overlays ask of the parts of a tree. */

/** What an overlay says is taken in two rounds, so that the order of its keys never counts. */
export const PHASES = ['set', 'change'] as const;
export type OverlayRound = (typeof PHASES)[number];

/** Who is changing the tree. */
export interface By {
  readonly name: string;
  readonly layer: Layer;
  /** The scenarios whose changes it may override; undefined for the command line, which may override all. */
  readonly over: ReadonlySet<string> | undefined;
  /**
   * Whether it is tried on models of which some may lack what it changes: there it changes nothing, and is no mistake.
   */
  readonly mayLack: boolean;
  /** What it says of schools, where it is of them. */
  readonly words?: string;
}

/** Whether all that a map says, at whatever depth, is relative. */
export function isRelativeThroughout(map: MapNode): boolean {
  if (relativeIn(map) !== undefined) return true;
  return (
    map.entries.size > 0 && [...map.entries.values()].every(({ node }) => isMap(node) && isRelativeThroughout(node))
  );
}

/** Whether a node is a list. */
export function isList(node: Node): node is ListNode {
  return !(node instanceof Scalar) && node.kind === 'list';
}

/** A value with its dates is one value: merged, the base's later dates would stay in force without a word. */
export function isDated({ entries }: MapNode): boolean {
  return entries.size > 0 && [...entries.keys()].every((key) => sinceOf(key) !== undefined);
}

/** A map of one key in a map of one key, down to an entry. */
export function nested([name, ...rest]: readonly string[], entry: Entry): MapNode {
  const node = rest.length === 0 ? entry.node : nested(rest, entry);
  return {
    kind: 'map',
    span: entry.key,
    entries: new Map(name === undefined ? [] : [[name, { key: entry.key, node }]]),
  };
}

const known = new WeakMap<object, Layer>();

/**
 * What an overlay puts under its values: one object for the same overlay, because what is made of its values is found
 * by it.
 */
export function layerOf(said: object, basis: Layer['basis'], source: Layer['source']): Layer {
  const found = known.get(said);
  if (found?.basis === basis && found.source === source) return found;
  const made: Layer = { basis, source };
  known.set(said, made);
  return made;
}

const layers = new WeakMap<Node, { readonly layer: Layer; readonly made: Node }>();

/** A copy whose values carry what the overlay puts under them; the same copy for the same overlay. */
export function layered(node: Node, layer: Layer): Node {
  const known = layers.get(node);
  if (known?.layer === layer) return known.made;
  const made = layeredAnew(node, layer);
  layers.set(node, { layer, made });
  return made;
}

function layeredAnew(node: Node, layer: Layer): Node {
  if (node instanceof ChangedPlace) return node.under(layer);
  if (node instanceof Scalar) return new Scalar(node.text, node.span, layer);
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => layered(item, layer)) };
  return {
    ...node,
    entries: new Map(
      [...node.entries].map(([key, entry]) => [key, { key: entry.key, node: layered(entry.node, layer) }]),
    ),
  };
}
