import { type MapNode, type Node, nodeAt, Scalar, scalarsIn } from '../language/index.js';
import type { Finder } from './finder.js';

const PRICES = ['price', 'also', 'provider_fee'];

/**
 * In prices a name that is no assumption is what a school has, so that one which is both would silently be the assumption.
 */
export function checkNames(
  tree: MapNode,
  drivers: readonly string[],
  assumptions: ReadonlyMap<string, unknown>,
  finder: Finder,
): void {
  const told = new Set<string>();
  for (const { scalar, path } of scalarsInPrices(tree)) {
    const [part, name] = scalar.path.split('.');
    if (part !== 'assumptions' || name === undefined || !drivers.includes(name) || told.has(name)) continue;
    told.add(name);
    finder.at(path, 'either-or', {
      one: `assumptions.${name}`,
      other: `the driver ${name}`,
      why: 'in a price one name would stand for two things',
    });
  }
  for (const name of mapAt(tree, ['quantities'])?.entries.keys() ?? []) {
    if (!assumptions.has(name) || told.has(name)) continue;
    finder.atKey(['quantities', name], 'either-or', {
      one: `quantities.${name}`,
      other: `assumptions.${name}`,
      why: 'one name would stand for two things',
    });
  }
}

/** A value of a price, or one that it is worked out of, and where the price has it. */
interface Found {
  readonly scalar: Scalar;
  readonly path: readonly string[];
}

function scalarsInPrices(tree: MapNode): Found[] {
  const priced = ['tiers', 'services'].flatMap((part) =>
    [...(mapAt(tree, [part])?.entries.keys() ?? [])].flatMap((id) => PRICES.map((key) => [part, id, key])),
  );
  return [...priced, ['quantities']].flatMap((path) => {
    const node = nodeAt(tree, path);
    return node === undefined ? [] : scalarsBelow(node, path);
  });
}

function scalarsBelow(node: Node, path: readonly string[]): Found[] {
  if (node instanceof Scalar) {
    const parts = node.formula === undefined ? [] : scalarsIn(node.formula);
    return [node, ...parts].map((scalar) => ({ scalar, path }));
  }
  if (node.kind === 'list') return node.items.flatMap((item, i) => scalarsBelow(item, [...path, String(i)]));
  return [...node.entries].flatMap(([key, { node: below }]) => scalarsBelow(below, [...path, key]));
}

function mapAt(tree: MapNode, path: readonly string[]): MapNode | undefined {
  const node = nodeAt(tree, path);
  return node === undefined || node instanceof Scalar || node.kind === 'list' ? undefined : node;
}
