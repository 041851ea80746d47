import type { Basis, Figure, Origin } from '../figures/index.js';
import type { Formula } from './arithmetic.js';

/** One text that was read: a model, a roll, or what `--set` said. */
export interface SourceFile {
  /** As the user would name it: `examples/haringey/model.yaml`, `--set`. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of one line of a file. Line and column count from 1, in characters as an editor counts them. */
export interface Span {
  readonly file: SourceFile;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** What an overlay puts under the values that it brings: a scenario and its reason, or the command line. */
export interface Layer {
  readonly basis: Basis;
  readonly source: string;
}

/** The text of one value, before anyone has said what it means: no number has passed through a binary float. */
export class Scalar implements Origin {
  /** The figure as which it has first been read, if any: kept by `inputOf`, for whoever reads it again. */
  asRead: Figure | undefined;

  constructor(
    readonly text: string,
    readonly span: Span,
    readonly layer: Layer | undefined = undefined,
    /** Dotted place in the finished model, with what stands behind the value; set when the overlays are done. */
    readonly path: string = '',
    readonly basis: Basis = 'not stated',
    readonly source: string | undefined = undefined,
    /** Where the value is worked out: how. The text is then what it comes to. */
    readonly formula: Formula | undefined = undefined,
    /**
     * What it is made of, each in the prices of a date of its own; undefined where all of it is in those of the date on
     * which it stands.
     */
    readonly parts: readonly ScalarPart[] | undefined = undefined,
  ) {}

  get file(): string {
    return this.span.file.name;
  }

  get line(): number {
    return this.span.line;
  }

  get column(): number {
    return this.span.column;
  }
}

/** Stands where a reference leads nowhere, or a change does: what is wrong is told there, and not again of this. */
export class StandIn extends Scalar {
  constructor(span: Span) {
    super('unknown', span);
  }
}

/** A part of a value by date that grows from a date of its own. */
export interface ScalarPart {
  readonly since: { readonly year: number; readonly month: number | undefined };
  readonly scalar: Scalar;
  /** Whether it is taken from the others. */
  readonly isLess?: boolean;
}

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  /** Where the key itself stands. */
  readonly key: Span;
  readonly node: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Node[];
}

export type Node = Scalar | MapNode | ListNode;

/** Whether a node is a map of keys. */
export function isMap(node: Node | undefined): node is MapNode {
  return node !== undefined && !(node instanceof Scalar) && node.kind === 'map';
}

/** What a node is, in the words of an error message. */
export function shapeOf(node: unknown): string {
  if (node instanceof Scalar) return node.text === '' ? 'nothing' : 'a single value';
  if (Array.isArray(node)) return 'a list';
  if (node === undefined) return 'nothing';
  const keys = keysOf(node);
  return keys.length > 0 && keys.every((key) => DATE.test(key)) ? BY_DATE : 'a map of keys';
}

/** What a map from dates to values is, where one value is expected. */
export const BY_DATE = 'values by date';
const DATE = /^\d{4}(-\d{2})?$/;

function keysOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (node instanceof Map) return [...node.keys()];
  return 'entries' in node && node.entries instanceof Map ? [...node.entries.keys()] : Object.keys(node);
}

/** The node at a path of keys and list positions, or undefined. */
export function nodeAt(node: Node, path: readonly PropertyKey[]): Node | undefined {
  let here: Node | undefined = node;
  for (const step of path) {
    // A single thing may stand where a list of them is allowed: it is then its own first item.
    if (step === 0 && here !== undefined && (here instanceof Scalar || here.kind === 'map')) continue;
    if (here === undefined || here instanceof Scalar) return undefined;
    here = here.kind === 'map' ? here.entries.get(String(step))?.node : here.items[Number(step)];
  }
  return here;
}

const datas = new WeakMap<Node, unknown>();
const keys = new WeakMap<Scalar, Span>();

/** Where the key stands under which a value was last read; the value's own place where it was read under none. */
export function keySpanOf(scalar: Scalar): Span {
  return keys.get(scalar) ?? scalar.span;
}

/**
 * Plain data for a schema: maps become objects without a prototype, lists arrays; scalars stay what they are. The same
 * node is always the same data.
 */
export function toData(node: Node): unknown {
  if (node instanceof Scalar) return node;
  const known = datas.get(node);
  if (known !== undefined) return known;
  const data = node.kind === 'list' ? node.items.map(toData) : mapData(node);
  datas.set(node, data);
  return data;
}

function mapData({ entries }: MapNode): unknown {
  const data = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of entries) {
    data[key] = toData(entry.node);
    if (entry.node instanceof Scalar) keys.set(entry.node, entry.key);
  }
  return data;
}
