import {
  type Entry,
  type MapNode,
  type Node,
  nodeAt,
  type Problem,
  problem,
  Scalar,
  type Span,
  shapeOf,
} from '../language/index.js';
import { listed } from '../model/index.js';

/** The model as it stands, wherever a scenario may be named. */
const BASE_NAME = 'base';
/** How many scenarios may stand on each other. */
const MOST_LEVELS = 100;

/** A scenario of a model, with those that it stands on. */
export interface Scenario {
  readonly name: string;
  /** Its own name where it has one, else its key. */
  readonly called: string;
  readonly because: string | undefined;
  /** Where its name stands. */
  readonly key: Span;
  readonly node: MapNode;
  /** The names of all the scenarios that it extends, directly or not. */
  readonly ancestors: ReadonlySet<string>;
  /** The names of those that it goes over where both are applied. */
  readonly over: ReadonlySet<string>;
}

/** The scenarios of a model, in the order of its file. */
export function scenarioNames(base: MapNode): { name: string; because: string | undefined; span: Span }[] {
  return [...entriesOf(base)].map(([name, { key, node }]) => ({ name, because: textOf(node, 'because'), span: key }));
}

/** The scenarios to apply for some picks: every parent before its children, and each once. */
export function scenariosFor(base: MapNode, picks: readonly string[]): { scenarios: Scenario[]; problems: Problem[] } {
  const family = new Family(base);
  for (const name of picks) family.visit(name, undefined, []);
  return { scenarios: [...family.found.values()], problems: family.problems };
}

class Family {
  readonly found = new Map<string, Scenario>();
  readonly problems: Problem[] = [];
  private readonly entries: ReadonlyMap<string, Entry>;

  constructor(base: MapNode) {
    this.entries = entriesOf(base);
    const said = base.entries.get('scenarios')?.node;
    if (said !== undefined && (said instanceof Scalar || said.kind === 'list'))
      this.problems.push(noMap(said, 'a map of scenarios'));
    const taken = this.entries.get(BASE_NAME);
    if (taken !== undefined)
      this.problems.push(
        problem('reserved-name', taken.key, { name: BASE_NAME, why: 'it stands for the model without a scenario' }),
      );
  }

  /**
   * Finds a scenario after those that it extends, and gives their names. `span` is where it is named, `open` are the
   * scenarios that led to it.
   */
  visit(name: string, span: Span | undefined, open: readonly string[]): readonly string[] {
    const done = this.found.get(name);
    if (done !== undefined) return [name, ...done.ancestors];
    if (open.includes(name)) {
      this.circle(open.slice(open.indexOf(name)));
      return [];
    }
    if (open.length >= MOST_LEVELS) {
      this.problems.push(problem('too-deep', span, { what: 'scenarios extend each other', levels: MOST_LEVELS }));
      return [];
    }
    const { node, key } = this.entries.get(name) ?? {};
    if (node === undefined || key === undefined) {
      this.unknown(name, span);
      return [];
    }
    if (node instanceof Scalar || node.kind === 'list') {
      this.problems.push(noMap(node, 'a map of changes'));
      return [];
    }
    this.checkTexts(node);
    const ancestors = new Set(
      this.texts(node, 'extends').flatMap(({ text, span }) => this.visit(text, span, [...open, name])),
    );
    const over = this.texts(node, 'over');
    for (const { text, span } of over) if (!this.entries.has(text)) this.unknown(text, span);
    this.found.set(name, {
      name,
      called: textOf(node, 'name') ?? name,
      because: textOf(node, 'because'),
      key,
      node,
      ancestors,
      over: new Set(over.map(({ text }) => text)),
    });
    return [name, ...ancestors];
  }

  private unknown(name: string, span: Span | undefined): void {
    const known = [...this.entries.keys()];
    // Several names with something else than a plus between them are one slip.
    const joined = name.split(/\s*[,;&/]\s*|\s+and\s+/);
    const meant = joined.length > 1 && joined.every((each) => known.includes(each)) ? [joined.join('+')] : known;
    this.problems.push(problem('unknown-scenario', span, { name, known: meant }));
  }

  /** What a scenario is called, and why it is there, are texts. */
  private checkTexts(node: MapNode): void {
    for (const key of ['name', 'because']) {
      const said = node.entries.get(key)?.node;
      if (said !== undefined && !(said instanceof Scalar)) this.problems.push(noMap(said, 'some text'));
    }
  }

  /**
   * A circle is told from its first scenario in the file on, so that it is the same problem from wherever it was
   * entered.
   */
  private circle(names: readonly string[]): void {
    const [first] = [...this.entries.keys()].filter((name) => names.includes(name));
    const from = names.indexOf(first as string);
    const circle = [...names.slice(from), ...names.slice(0, from)];
    const last = this.entries.get(circle[circle.length - 1] as string)?.node as MapNode;
    const span = textsAt(last, 'extends').texts.find(({ text }) => text === first)?.span;
    this.problems.push(problem('scenario-cycle', span, { names: [...circle, first as string] }));
  }

  private texts(node: MapNode, key: string): Scalar[] {
    const { texts, problems } = textsAt(node, key);
    this.problems.push(...problems);
    return texts;
  }
}

/**
 * Everything that schools may have answered about: the tiers and options of the model as it stands, and the tiers that
 * a scenario adds.
 */
export function answerable(base: MapNode): string[] {
  return [...itemsAnywhere(base, 'tiers'), ...listed(textsAt(base, 'options').texts.map(({ text }) => text))];
}

/** The items of a section that a text has, or that any of its scenarios adds. */
export function itemsAnywhere(base: MapNode, section: string): string[] {
  const keysAt = (map: Node, path: readonly string[]): string[] => {
    const node = map instanceof Scalar || map.kind === 'list' ? undefined : nodeAt(map, path);
    return node === undefined || node instanceof Scalar || node.kind === 'list' ? [] : [...node.entries.keys()];
  };
  const added = [...entriesOf(base).values()].flatMap(({ node }) => [
    ...keysAt(node, [section, 'add']),
    ...keysAt(node, ['add', section]),
  ]);
  return [...keysAt(base, [section]), ...added];
}

/** The texts of a key that holds one text or a list of them. */
export function textsAt(map: MapNode, key: string): { texts: Scalar[]; problems: Problem[] } {
  const node = map.entries.get(key)?.node;
  if (node === undefined) return { texts: [], problems: [] };
  const items = !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
  const texts = items.filter((item): item is Scalar => item instanceof Scalar && item.text !== '');
  return {
    texts,
    problems: items
      .filter((item) => !texts.includes(item as Scalar))
      .map((item) => noMap(item, 'a name, or a list of names')),
  };
}

/** Says that a node is not what was expected, and what it is. */
export function noMap(node: Node, expected: string): Problem {
  const found = node instanceof Scalar || node.kind === 'map' ? shapeOf(node) : shapeOf([]);
  return problem('wrong-shape', node.span, { expected, found });
}

function entriesOf(base: MapNode): ReadonlyMap<string, Entry> {
  const node = base.entries.get('scenarios')?.node;
  return node === undefined || node instanceof Scalar || node.kind === 'list' ? new Map() : node.entries;
}

function textOf(node: Node, key: 'because' | 'name'): string | undefined {
  const said = node instanceof Scalar || node.kind === 'list' ? undefined : node.entries.get(key)?.node;
  return said instanceof Scalar && said.text !== '' ? said.text : undefined;
}
