import { BASES, type Basis } from '../figures/index.js';
import { type Entry, type MapNode, type Node, type Problem, problem, Scalar } from '../language/index.js';

/** What stands behind the values of a map, and whether an overlay said so. */
interface Behind {
  readonly basis: Basis;
  readonly source: string | undefined;
  readonly overlaid: boolean;
}

const NOTHING: Behind = { basis: 'not stated', source: undefined, overlaid: false };
/** Parts of a model in which `=name` is no reference, and keys whose values are words. */
const APART: readonly string[] = ['scenarios', 'checks'];
const WORDS: readonly string[] = ['name', 'purpose', 'source', 'basis', 'owner', 'because', 'note', 'trust', 'area'];
const REFERENCE = /^=\s*([A-Za-z0-9][A-Za-z0-9_-]*)$/;

/**
 * The last pass over an overlaid tree: every `=name` gives way to the value of that assumption (the same values at every use, so that two uses are
 * one input), and every value learns its place in the model and what stands behind it.
 */
export function settle(tree: MapNode): { tree: MapNode; problems: Problem[] } {
  const settler = new Settler(tree);
  const settled = settler.settle(tree, [], NOTHING) as MapNode;
  return { tree: settled, problems: settler.problems };
}

/** The dotted places at which each assumption is used, in a tree that is not yet settled. */
export function usesOf(tree: MapNode): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const walk = (node: Node, path: readonly string[]): void => {
    if (node instanceof Scalar) {
      const name = WORDS.includes(path[path.length - 1] as string) ? undefined : REFERENCE.exec(node.text)?.[1];
      if (name !== undefined) uses.set(name, [...(uses.get(name) ?? []), path.join('.')]);
    } else if (node.kind === 'list') node.items.forEach((item, i) => void walk(item, [...path, String(i)]));
    else for (const [key, entry] of node.entries) if (path.length > 0 || !APART.includes(key)) walk(entry.node, [...path, key]);
  };
  walk(tree, []);
  return uses;
}

class Settler {
  readonly problems: Problem[] = [];
  private readonly assumptions: ReadonlyMap<string, Entry>;
  private readonly settled = new Map<string, Node>();
  private readonly open: string[] = [];

  constructor(tree: MapNode) {
    const node = tree.entries.get('assumptions')?.node;
    this.assumptions = node === undefined || node instanceof Scalar || node.kind === 'list' ? new Map() : node.entries;
  }

  settle(node: Node, path: readonly string[], behind: Behind): Node {
    if (node instanceof Scalar) return this.scalar(node, path, behind);
    if (node.kind === 'list') return { ...node, items: node.items.map((item, i) => this.settle(item, [...path, String(i)], behind)) };
    const here = behindOf(node, behind);
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) entries.set(key, { ...entry, node: this.child(key, entry.node, [...path, key], here) });
    return { ...node, entries };
  }

  private child(key: string, node: Node, path: readonly string[], behind: Behind): Node {
    if (path.length === 1 && APART.includes(key)) return node;
    return path.length === 2 && path[0] === 'assumptions' ? this.assumption(key) : this.settle(node, path, behind);
  }

  private scalar(scalar: Scalar, path: readonly string[], behind: Behind): Node {
    const name = WORDS.includes(path[path.length - 1] as string) ? undefined : REFERENCE.exec(scalar.text)?.[1];
    if (name !== undefined) return this.referred(name, scalar);
    const { basis, source } = scalar.layer === undefined || behind.overlaid ? behind : scalar.layer;
    return new Scalar(scalar.text, scalar.span, scalar.layer, path.join('.'), basis, source);
  }

  private referred(name: string, scalar: Scalar): Node {
    if (!this.assumptions.has(name)) {
      this.problems.push(problem('unknown-reference', scalar.span, { name, known: [...this.assumptions.keys()] }));
      return scalar;
    }
    if (this.open.includes(name)) {
      this.problems.push(problem('reference-cycle', scalar.span, { names: [...this.open.slice(this.open.indexOf(name)), name] }));
      return scalar;
    }
    const assumption = this.assumption(name);
    const value = assumption instanceof Scalar || assumption.kind === 'list' ? undefined : assumption.entries.get('value')?.node;
    // An assumption without a value is a problem of its own, told where it stands.
    return value ?? new Scalar('unknown', scalar.span);
  }

  /** A settled assumption, the same one for every use. */
  private assumption(name: string): Node {
    const known = this.settled.get(name);
    if (known !== undefined) return known;
    this.open.push(name);
    const settled = this.settle((this.assumptions.get(name) as Entry).node, ['assumptions', name], NOTHING);
    this.open.pop();
    this.settled.set(name, settled);
    return settled;
  }
}

function behindOf({ entries }: MapNode, above: Behind): Behind {
  const basis = entries.get('basis')?.node;
  const source = entries.get('source')?.node;
  const said = basis instanceof Scalar ? BASES.find((each) => each === basis.text) : undefined;
  const overlaid = [basis, source].some((node) => node instanceof Scalar && node.layer !== undefined);
  return {
    basis: said ?? above.basis,
    source: source instanceof Scalar ? source.text : said === undefined ? above.source : undefined,
    overlaid: overlaid || (above.overlaid && said === undefined && !(source instanceof Scalar)),
  };
}
