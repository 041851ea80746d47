import {
  type Entry,
  type Layer,
  type MapNode,
  type Node,
  operandsOf,
  type Parsed,
  type Problem,
  problem,
  Scalar,
  type Span,
  StandIn,
} from '../language/index.js';
import { type Behind, behindOf, isSameBehind, NOTHING, valued } from './behind.js';
import { AskedName, derivedNode, firstYearIn, formulaIn, yearStartsIn } from './formulas.js';
import { dotted } from './paths.js';
import { withQuantities } from './quantities.js';
import { ChangedPlace, changedNode, type Relative } from './relative.js';
import { APART, piecesIn } from './shared.js';

/** Keys whose values are words, in which an equals sign means nothing. */
const WORDS: readonly string[] = ['name', 'purpose', 'source', 'basis', 'owner', 'because', 'note'];
/** How many assumptions may stand on each other. */
const MOST_LEVELS = 100;
/** Digits alone are a number, and no name. */
const REFERENCE = /^=\s*(?![\d_]+$)([A-Za-z0-9][A-Za-z0-9_-]*)$/;

/**
 * The last pass over an overlaid tree: every `=name` gives way to the value of that assumption (the same scalars at
 * every use, so that two uses are one input), arithmetic to what it comes to, and every value learns its place in the
 * model and what stands behind it.
 */
export function settle(tree: MapNode): { tree: MapNode; problems: Problem[] } {
  const settler = new Settler(tree);
  return { tree: withQuantities(settler.settle()), problems: settler.problems };
}

/**
 * What stands at a place of an overlaid tree once it is settled; undefined where nothing stands there, or what stands
 * there has a problem.
 */
export function settledAt(tree: MapNode, path: readonly string[]): Node | undefined {
  return new Settler(tree).at(path);
}

/**
 * The dotted places that use each assumption, for every assumption that there is, in a tree that is not yet settled.
 */
export function usesOf(tree: MapNode): Map<string, string[]> {
  const uses = new Map<string, string[]>([...assumptionsOf(tree).keys()].map((name) => [name, []]));
  for (const { name, place, isAsked } of namesBelow(tree, [])) {
    const places = uses.get(name);
    if (places !== undefined) places.push(place);
    // In a price a name that is no assumption is what a school has.
    else if (!isAsked) uses.set(name, [place]);
  }
  return uses;
}

/** The dotted places in the scenarios of a model that use each assumption; none for those that no scenario uses. */
export function usesInScenarios(tree: MapNode): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const all = tree.entries.get('scenarios')?.node;
  if (all === undefined || all instanceof Scalar || all.kind === 'list') return uses;
  for (const [scenario, { node }] of all.entries)
    for (const { name, place } of namesBelow(node, []))
      uses.set(name, [...(uses.get(name) ?? []), `scenarios.${scenario}.${place}`]);
  return uses;
}

/** A name that a value refers to, once for each value, and where that stands. */
interface Named {
  readonly name: string;
  readonly place: string;
  /** Whether it may be the name of what a school has. */
  readonly isAsked: boolean;
}

/** Of a part of a tree: most parts are the same in whatever is tried of a model. */
const named = new WeakMap<Node, { readonly path: string; readonly names: readonly Named[] }>();

function namesBelow(node: Node, path: readonly string[]): readonly Named[] {
  if (node instanceof Scalar) {
    const names = [...new Set(namesIn(node, path))];
    return names.map((name) => ({ name, place: dotted(path), isAsked: isOfSchools(path) }));
  }
  const place = dotted(path);
  const known = path.length < DEEPEST ? named.get(node) : undefined;
  if (known?.path === place) return known.names;
  const names =
    node.kind === 'list'
      ? node.items.flatMap((item, i) => namesBelow(item, [...path, String(i)]))
      : [...node.entries].flatMap(([key, entry]) => namesBelow(entry.node, [...path, key]));
  if (path.length < DEEPEST) named.set(node, { path: place, names });
  return names;
}

/** Whether arithmetic at a place may name what a school has: in prices, and in the quantities that these go by. */
function isOfSchools([part, _id, key, ...rest]: readonly string[]): boolean {
  if (part === 'quantities') return true;
  const isPrice = key === 'price' || key === 'also' || key === 'provider_fee';
  return (part === 'tiers' || part === 'services') && isPrice && rest.length > 0;
}

/** Whether a scalar refers to assumptions, or is arithmetic. Scenarios and shared pieces are settled where they come to stand. */
function isReferring({ text }: Scalar, path: readonly string[]): boolean {
  return text.startsWith('=') && !APART.includes(path[0] as string) && !WORDS.includes(path[path.length - 1] as string);
}

/** The assumptions that a scalar names. */
function namesIn(scalar: Scalar, path: readonly string[]): string[] {
  if (!isReferring(scalar, path)) return [];
  const single = REFERENCE.exec(scalar.text)?.[1];
  if (single !== undefined) return [single];
  const written = formulaIn(scalar);
  return 'parsed' in written ? operandsOf(written.parsed).flatMap(({ op, text }) => (op === 'name' ? text : [])) : [];
}

function assumptionsOf(tree: MapNode): ReadonlyMap<string, Entry> {
  const node = tree.entries.get('assumptions')?.node;
  return node === undefined || node instanceof Scalar || node.kind === 'list' ? new Map() : node.entries;
}

/** A part of a model as it was settled before, with all that it was settled by. */
interface Remembered {
  readonly behind: Behind;
  readonly path: string;
  readonly clock: string;
  /** The assumptions that it refers to, each with its settled value. */
  readonly uses: ReadonlyMap<string, Node>;
  readonly node: Node;
}

/**
 * Most of a model is the same whatever is tried of it: what was settled is taken again, so that whatever is made of it
 * is too.
 */
const remembered = new WeakMap<Node, readonly Remembered[]>();
/** Of one part so many are remembered, the newest: a search tries more than anybody asks for again. */
const MOST_REMEMBERED = 8;
/** How many keys lead to the deepest part that is remembered: `tiers.core.price`. */
const DEEPEST = 3;

class Settler {
  readonly problems: Problem[] = [];
  /** The assumptions that were referred to, by the part that is being settled and by each that it is part of. */
  private uses = new Map<string, Node>();
  private readonly assumptions: ReadonlyMap<string, Entry>;
  private readonly settled = new Map<string, Node>();
  /** The assumptions whose values are being settled, each used by the one before it. */
  private readonly open: string[] = [];
  private readonly pieces: readonly string[];
  private readonly yearStarts: number;
  private readonly firstYear: number;
  private readonly clock: string;

  constructor(private readonly root: MapNode) {
    this.assumptions = assumptionsOf(root);
    this.pieces = piecesIn(root);
    this.yearStarts = yearStartsIn(root);
    this.firstYear = firstYearIn(root, this.yearStarts);
    this.clock = `${this.yearStarts} ${this.firstYear}`;
  }

  settle(): MapNode {
    return this.node(this.root, [], NOTHING) as MapNode;
  }

  at(path: readonly string[]): Node | undefined {
    let node: Node = this.root;
    let behind = NOTHING;
    for (const step of path) {
      if (node instanceof Scalar || node.kind === 'list') return undefined;
      behind = behindOf(node, behind);
      const next: Node | undefined = node.entries.get(step)?.node;
      if (next === undefined) return undefined;
      node = next;
    }
    const settled = this.node(node, path, behind);
    return this.problems.length > 0 ? undefined : settled;
  }

  private node(node: Node, path: readonly string[], behind: Behind): Node {
    if (node instanceof ChangedPlace) return this.changed(node, path, behind);
    if (node instanceof Scalar) return this.scalar(node, path, behind);
    if (node.kind === 'list')
      return { ...node, items: node.items.map((item, i) => this.node(item, [...path, String(i)], behind)) };
    const here = behindOf(node, behind);
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) {
      const below = [...path, key];
      const settled =
        path[0] === 'assumptions' && path.length === 2 && key === 'value' ? this.used(path[1] as string) : undefined;
      const isPart = path.length < DEEPEST && !(entry.node instanceof Scalar);
      entries.set(key, {
        key: entry.key,
        node: settled ?? (isPart ? this.part(entry.node, below, here) : this.node(entry.node, below, here)),
      });
    }
    return { ...node, entries };
  }

  /** A part of the model as it was settled before, where all that it was settled by is the same. */
  private part(node: Node, path: readonly string[], behind: Behind): Node {
    const place = dotted(path);
    const all = remembered.get(node) ?? [];
    const known = all.find(
      (each) =>
        each.path === place && each.clock === this.clock && isSameBehind(each.behind, behind) && this.isSameUse(each),
    );
    if (known === undefined) return this.partAnew(node, path, behind);
    for (const [name, value] of known.uses) this.uses.set(name, value);
    return known.node;
  }

  private partAnew(node: Node, path: readonly string[], behind: Behind): Node {
    const above = this.uses;
    const problems = this.problems.length;
    this.uses = new Map();
    const settled = this.node(node, path, behind);
    const { uses } = this;
    for (const [name, value] of uses) above.set(name, value);
    this.uses = above;
    // What has a problem is told of it whenever it is read.
    if (this.problems.length > problems) return settled;
    const one: Remembered = { behind, path: dotted(path), clock: this.clock, uses, node: settled };
    remembered.set(node, [one, ...(remembered.get(node) ?? []).slice(0, MOST_REMEMBERED - 1)]);
    return settled;
  }

  /** Whether the assumptions that a part refers to have the values here that they had there. */
  private isSameUse({ uses }: Remembered): boolean {
    return [...uses].every(
      ([name, value]) => !this.open.includes(name) && this.assumptions.has(name) && this.value(name) === value,
    );
  }

  private scalar(scalar: Scalar, path: readonly string[], behind: Behind): Node {
    if (!isReferring(scalar, path)) return valued(scalar, dotted(path), behind);
    const name = REFERENCE.exec(scalar.text)?.[1];
    return name === undefined || this.isAsked(name, path)
      ? this.derived(scalar, path, behind)
      : this.referred(name, scalar.span);
  }

  /** Whether a name in a price is that of what a school has: no assumption is called so. */
  private isAsked(name: string, path: readonly string[]): boolean {
    return isOfSchools(path) && !this.assumptions.has(name) && /^[a-z][a-z0-9_]*$/.test(name);
  }

  /** A place that relative changes have changed. What stood there keeps its own place and source. */
  private changed(place: ChangedPlace, path: readonly string[], behind: Behind): Node {
    const problems = this.problems.length;
    const before = this.node(place.before, path, behind);
    const by = (key: string, node: Node): Node => this.node(layeredBy(node, place.layer), [...path, key], behind);
    const change: Relative = new Map([...place.change].map(([key, node]) => [key, by(key, node)]));
    if (this.problems.length > problems) return new StandIn(place.span);
    const { yearStarts, firstYear } = this;
    const found = changedNode(before, change, { place, path: dotted(path), yearStarts, firstYear });
    if (!('code' in found)) return found;
    this.problems.push(found);
    // What is no number stays where it stands, so that it is refused there if it is wrong there too.
    return found.comesOf === undefined ? new StandIn(place.span) : before;
  }

  /** Arithmetic: its numbers stand at its own place, its names are assumptions. */
  private derived(scalar: Scalar, path: readonly string[], behind: Behind): Node {
    const written = formulaIn(scalar);
    if (!('parsed' in written)) {
      this.problems.push(written);
      return new StandIn(scalar.span);
    }
    const place = dotted(path);
    const problems = this.problems.length;
    const operands = ({ op, text, at }: Extract<Parsed, { op: 'number' | 'name' }>): Node => {
      const span = written.spanOf(at, text.length);
      if (op === 'name' && this.isAsked(text, path)) return new AskedName(text, span, scalar.layer);
      return op === 'name'
        ? this.referred(text, span)
        : valued(new Scalar(text, span, scalar.layer), `${place}: ${text}`, behind);
    };
    const found = derivedNode(written.parsed, operands, { scalar, path: place, yearStarts: this.yearStarts });
    if (!('code' in found)) return this.problems.length > problems ? new StandIn(scalar.span) : found;
    if (this.problems.length === problems) this.problems.push(found);
    return new StandIn(scalar.span);
  }

  private referred(name: string, span: Span): Node {
    const cycle = this.open.indexOf(name);
    if (!this.assumptions.has(name))
      this.problems.push(
        problem('unknown-reference', span, { name, known: [...this.assumptions.keys()], pieces: this.pieces }),
      );
    else if (this.open.length >= MOST_LEVELS)
      this.problems.push(problem('too-deep', span, { what: 'assumptions refer to each other', levels: MOST_LEVELS }));
    else if (cycle >= 0)
      this.problems.push(problem('reference-cycle', span, { names: [...this.open.slice(cycle), name] }));
    else return this.used(name) ?? new StandIn(span);
    return new StandIn(span);
  }

  /** The value of an assumption, noted as one that is used here. */
  private used(name: string): Node | undefined {
    const value = this.value(name);
    if (value !== undefined) this.uses.set(name, value);
    return value;
  }

  /**
   * The settled value of an assumption, the same one for every use; undefined where it has none, which is told where it
   * stands.
   */
  private value(name: string): Node | undefined {
    const done = this.settled.get(name);
    if (done !== undefined) return done;
    const assumption = this.assumptions.get(name)?.node;
    if (assumption === undefined || assumption instanceof Scalar || assumption.kind === 'list') return undefined;
    const said = assumption.entries.get('value')?.node;
    if (said === undefined) return undefined;
    const around = behindOf(this.root.entries.get('assumptions')?.node as MapNode, behindOf(this.root, NOTHING));
    this.open.push(name);
    // What it rests on itself is no use of whoever refers to it: it is another value where that is.
    const above = this.uses;
    this.uses = new Map();
    const value = this.part(said, ['assumptions', name, 'value'], behindOf(assumption, around));
    this.uses = above;
    this.open.pop();
    this.settled.set(name, value);
    return value;
  }
}

/** What a change says, under the words of the overlay that made it. */
function layeredBy(node: Node, layer: Layer | undefined): Node {
  if (layer === undefined) return node;
  if (node instanceof Scalar) return new Scalar(node.text, node.span, layer);
  if (node.kind === 'list') return node;
  return {
    ...node,
    entries: new Map(
      [...node.entries].map(([key, entry]) => [key, { key: entry.key, node: layeredBy(entry.node, layer) }]),
    ),
  };
}
