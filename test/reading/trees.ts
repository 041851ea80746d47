import {
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  Problems,
  Scalar,
  type Span,
} from '../../src/language/index.js';
import { readYaml } from '../../src/reading/yaml.js';

/** The tree of a text that is known to be good. */
export function treeOf(text: string): MapNode {
  const { root, problems } = readYaml({ name: 'model.yaml', text });
  if (root === undefined || problems.length > 0) throw new Problems(problems);
  return root;
}

/** A node as plain data with texts for scalars. */
export function plain(node: Node | undefined): unknown {
  if (node === undefined || node instanceof Scalar) return node?.text;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.node)]));
}

export function at(tree: Node, path: string): Node | undefined {
  return nodeAt(tree, path === '' ? [] : path.split('.'));
}

export function scalarAt(tree: Node, path: string): Scalar {
  const found = at(tree, path);
  if (!(found instanceof Scalar)) throw new Error(`no scalar at ${path}`);
  return found;
}

/** `code line:column+length` of each problem. */
export function brief(problems: readonly Problem[]): string[] {
  return problems.map(({ code, span }) => (span === undefined ? code : `${code} ${placed(span)}`));
}

export function placed({ line, column, length }: Span): string {
  return `${line}:${column}+${length}`;
}

/** What stands in the file under a span. */
export function under({ file, line, column, length }: Span): string {
  return (file.text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length);
}

/** The problems that a call throws. */
export function thrown(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof Problems) return error.problems;
    throw error;
  }
  return [];
}
