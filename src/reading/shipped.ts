import { type MapNode, nodeAt, Scalar } from '../language/index.js';
import type { Disk } from './disk.js';
import { readText } from './text.js';
import { readYaml } from './yaml.js';

/** A model or a price list that comes with the program. */
export interface Shipped {
  /** What the command line takes: `hep-2018`, or `examples/haringey`. */
  readonly name: string;
  readonly kind: 'price list' | 'model';
  readonly title: string;
  readonly year: string | undefined;
  readonly note: string | undefined;
  readonly source: string | undefined;
  readonly tiers: readonly { readonly id: string; readonly name: string | undefined }[];
  readonly scenarios: readonly string[];
  /** Its published examples: the id, what kind of figure it is and what it comes to, where it has a price. */
  readonly examples: readonly { readonly id: string; readonly tag: string; readonly pays: string | undefined }[];
}

/** All that comes with the program: price lists, then models. */
export function libraryOf(disk: Disk): Shipped[] {
  const found = disk.allShipped().flatMap((path) => {
    const isList = path.endsWith('.yaml');
    const bytes = disk.shipped(isList ? path : `${path}/model.yaml`);
    const { root } = bytes === undefined ? { root: undefined } : readYaml(readText(path, bytes, 'yaml'));
    return root === undefined ? [] : [shipped(isList ? path.replace(/^models\/|\.yaml$/g, '') : path, root)];
  });
  return [...found.filter(({ kind }) => kind === 'price list'), ...found.filter(({ kind }) => kind === 'model')];
}

function shipped(name: string, root: MapNode): Shipped {
  const said = (path: readonly string[]): string | undefined => {
    const node = nodeAt(root, path);
    return node instanceof Scalar ? node.text : undefined;
  };
  const keys = (path: readonly string[]): string[] => {
    const node = nodeAt(root, path);
    return node === undefined || node instanceof Scalar || node.kind !== 'map' ? [] : [...node.entries.keys()];
  };
  return {
    name,
    kind: root.entries.has('calendar') ? 'model' : 'price list',
    title: said(['name']) ?? name,
    year: said(['year']),
    note: said(['note']) ?? said(['purpose']),
    source: said(['source']),
    tiers: keys(['tiers']).map((id) => ({ id, name: said(['tiers', id, 'name']) })),
    scenarios: keys(['scenarios']),
    examples: keys(['examples']).map((id) => ({
      id,
      tag: said(['examples', id, 'tag']) ?? '',
      pays: said(['examples', id, 'pays']),
    })),
  };
}
