import { type Entry, isMap, type MapNode, type Node, type Problem, problem, Scalar } from '../language/index.js';
import type { Path } from './paths.js';

/** The part of a model in which pieces that several places share are written once. */
const SHARED = 'shared';
/** The name of a piece, or of an assumption, that stands by itself. */
const REFERENCE = /^=\s*([A-Za-z][A-Za-z0-9_-]*)$/;
/** Where nothing stands for a piece: the pieces' own part is read by itself, and scenarios when they are applied. */
export const APART: readonly string[] = [SHARED, 'scenarios'];

/** The names of the shared pieces of a text. */
export const piecesIn = (root: MapNode): readonly string[] => namesAt(root, SHARED);

/** Where each shared piece of a text stands, by its name. */
type Uses = ReadonlyMap<string, readonly Path[]>;

const usesIn = new WeakMap<Node, Uses>();

/**
 * A model with its shared pieces in their places: `joins: =answers` is what stands under `shared: { answers: … }`. Each
 * value keeps the place at which it is written.
 */
export function withShared(root: MapNode): { root: MapNode; problems: Problem[] } {
  const shared = root.entries.get(SHARED)?.node;
  if (shared === undefined) return { root, problems: [] };
  if (!isMap(shared)) {
    const found = shared instanceof Scalar ? 'a single value' : 'a list';
    return { root, problems: [problem('wrong-shape', shared.span, { expected: 'a map of shared pieces', found })] };
  }
  const work = new Sharing(shared, namesAt(root, 'assumptions'));
  const entries = [...root.entries].map(([key, entry]): [string, Entry] => [
    key,
    APART.includes(key) ? entry : { ...entry, node: work.placed(entry.node, [key]) },
  ]);
  usesIn.set(shared, work.uses);
  return { root: { ...root, entries: new Map(entries) }, problems: [...work.check(), ...work.problems] };
}

/**
 * A scenario of a model with its shared pieces in their places, and what it says of a piece said at each place where
 * the model has it.
 */
export function spreadOver(model: MapNode, scenario: MapNode): { node: MapNode; problems: Problem[] } {
  const shared = model.entries.get(SHARED)?.node;
  if (shared === undefined || !isMap(shared)) return { node: scenario, problems: [] };
  const work = new Sharing(shared, namesAt(model, 'assumptions'));
  const { [SHARED]: said, ...others } = Object.fromEntries(scenario.entries);
  const rest = Object.entries(others).map(([key, entry]): [string, Entry] => [
    key,
    { ...entry, node: work.placed(entry.node, [key]) },
  ]);
  let node: MapNode = { ...scenario, entries: new Map(rest) };
  if (said !== undefined && isMap(said.node))
    for (const [name, entry] of said.node.entries)
      for (const path of placesOf(model, name, entry, work.problems)) node = merged(node, path, entry, work.problems);
  return { node, problems: work.problems };
}

/** The places at which a model has a piece; a problem where there are none, or a scenario cannot change one of them. */
function placesOf(model: MapNode, name: string, { key }: Entry, problems: Problem[]): readonly Path[] {
  const shared = model.entries.get(SHARED)?.node as MapNode;
  const found = usesIn.get(shared)?.get(name);
  if (!shared.entries.has(name)) {
    const known = [...shared.entries.keys()];
    problems.push(problem('overlay-lacks', key, { path: `${SHARED}.${name}`, missing: name, known }));
  }
  const within = found?.find((path) => path.some((step) => /^\d+$/.test(step)));
  if (within === undefined) return found ?? [];
  const why = `it stands at ${within.join('.')}, and a list is replaced whole, not in part`;
  problems.push(problem('bad-value', key, { text: name, expected: 'a piece that a scenario can change', why }));
  return [];
}

/** The places that a path stands for: of one below `shared` each place where the model has the piece. */
export function sharedPlaces(model: MapNode, steps: readonly string[]): readonly Path[] {
  const [part, name = '', ...rest] = steps;
  const shared = part === SHARED ? model.entries.get(SHARED)?.node : undefined;
  const uses = shared && usesIn.get(shared)?.get(name);
  return uses === undefined ? [steps] : uses.map((path) => [...path, ...rest]);
}

/** What is said of a piece at one place, with what the scenario says there itself. */
function merged(node: MapNode, path: Path, entry: Entry, problems: Problem[]): MapNode {
  const [first, ...rest] = path as [string, ...string[]];
  const there = node.entries.get(first);
  if (rest.length > 0) {
    const below =
      there !== undefined && isMap(there.node)
        ? there.node
        : { kind: 'map' as const, span: entry.key, entries: new Map() };
    return withEntry(node, first, { key: there?.key ?? entry.key, node: merged(below, rest, entry, problems) });
  }
  if (there === undefined) return withEntry(node, first, entry);
  if (isMap(there.node) && isMap(entry.node)) {
    let both = there.node;
    for (const [key, each] of entry.node.entries) both = merged(both, [key], each, problems);
    return withEntry(node, first, { ...there, node: both });
  }
  const why = 'the scenario says it of the place itself, and of the piece that stands there';
  problems.push(problem('either-or', there.key, { one: path.join('.'), other: SHARED, why }));
  return node;
}

class Sharing {
  readonly problems: Problem[] = [];
  readonly uses = new Map<string, Path[]>();
  private readonly open: string[] = [];

  constructor(
    private readonly shared: MapNode,
    private readonly assumptions: readonly string[],
  ) {}

  /** What is wrong with the pieces themselves, used or not. */
  check(): Problem[] {
    const own = new Sharing(this.shared, this.assumptions);
    for (const [name, { key, node }] of this.shared.entries) {
      if (this.assumptions.includes(name)) {
        const why = 'one name would stand for two things';
        own.problems.push(problem('either-or', key, { one: `${SHARED}.${name}`, other: `assumptions.${name}`, why }));
      }
      if (node instanceof Scalar) {
        const expected = 'a map or a list';
        const why = 'a single value with a name is an assumption: write it under "assumptions"';
        own.problems.push(problem('bad-value', node.span, { text: node.text, expected, why }));
      } else own.piece(name, new Scalar(`=${name}`, key));
    }
    return own.problems;
  }

  /** A part of a text with the pieces in their places. */
  placed(node: Node, path: Path): Node {
    if (node instanceof Scalar) return this.scalar(node, path);
    if (node.kind === 'list') {
      const items = node.items.map((item, i) => this.placed(item, [...path, String(i)]));
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    let isSame = true;
    const entries = [...node.entries].map(([key, entry]): [string, Entry] => {
      const below = this.placed(entry.node, [...path, key]);
      isSame &&= below === entry.node;
      return [key, below === entry.node ? entry : { ...entry, node: below }];
    });
    return isSame ? node : { ...node, entries: new Map(entries) };
  }

  private scalar(scalar: Scalar, path: Path): Node {
    const name = REFERENCE.exec(scalar.text)?.[1];
    if (name === undefined) {
      this.checkArithmetic(scalar);
      return scalar;
    }
    if (!this.shared.entries.has(name)) return scalar;
    this.uses.set(name, [...(this.uses.get(name) ?? []), path]);
    return this.piece(name, scalar, path) ?? scalar;
  }

  private piece(name: string, at: Scalar, path: Path = []): Node | undefined {
    const node = this.shared.entries.get(name)?.node as Node;
    const cycle = this.open.indexOf(name);
    if (cycle >= 0) {
      const names = [...this.open.slice(cycle), name];
      if (!this.problems.some(({ code }) => code === 'reference-cycle'))
        this.problems.push(problem('reference-cycle', at.span, { names, what: 'shared pieces' }));
      return undefined;
    }
    this.open.push(name);
    const found = this.placed(node, path);
    this.open.pop();
    return found;
  }

  /** A piece is no number. */
  private checkArithmetic({ text, span }: Scalar): void {
    if (!text.startsWith('=')) return;
    const name = [...text.matchAll(/[A-Za-z][A-Za-z0-9_-]*/g)].find(([each]) => this.shared.entries.has(each))?.[0];
    if (name === undefined || this.assumptions.includes(name)) return;
    const why = `"${name}" is a shared piece, and no number`;
    this.problems.push(
      problem('bad-formula', span, { text, why, instead: `write =${name} by itself, where the piece is to stand` }),
    );
  }
}

function namesAt(root: MapNode, part: string): readonly string[] {
  const node = root.entries.get(part)?.node;
  return node !== undefined && isMap(node) ? [...node.entries.keys()] : [];
}

function withEntry(map: MapNode, key: string, entry: Entry): MapNode {
  return { ...map, entries: new Map([...map.entries, [key, entry]]) };
}
