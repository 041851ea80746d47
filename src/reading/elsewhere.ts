import { type MapNode, type Node, Scalar, type Span } from '../language/index.js';
import { gridOf, scenariosIn } from '../model/index.js';
import { dotted, type Path } from './paths.js';
import { scenarioNames, scenariosFor, textsAt } from './scenarios.js';

/** A change of a stress that does nothing, because the option that it is tried on has no such place. */
export interface Idle {
  /** Dotted. */
  readonly path: string;
  /** Where the stress says it. */
  readonly span: Span;
  /** The stress. */
  readonly by: string;
}

/** The options and stresses of a model's text, and whether it says what the stresses are. */
export function gridIn(base: MapNode): ReturnType<typeof gridOf> {
  const said = (key: string): string[] | undefined => (base.entries.has(key) ? textsAt(base, key).texts.map(({ text }) => text) : undefined);
  return gridOf(
    { options: said('options'), stresses: said('stresses') },
    scenarioNames(base).map(({ name }) => name),
  );
}

/** A model's text with an option on it, and the schools of the roll file that stand in it, changed, or are gone. */
interface OptionText {
  readonly tree: MapNode;
  readonly taken: ReadonlySet<string>;
}

/**
 * What a stress that the model declares may speak of: every place that the model as it stands or any of its options has. Where the option that it is tried on has no such place, what
 * the stress says of it is idle and no mistake.
 */
export class Elsewhere {
  private readonly stresses: ReadonlySet<string>;
  private options: readonly OptionText[] | undefined;

  private constructor(
    private readonly base: MapNode,
    private readonly grid: ReturnType<typeof gridOf>,
    private readonly treeOf: (base: MapNode, scenarios: readonly string[]) => OptionText,
  ) {
    const family = (names: readonly string[]): string[] => scenariosFor(base, names.flatMap(scenariosIn)).scenarios.map(({ name }) => name);
    const chosen = new Set(family(grid.options));
    this.stresses = new Set(family(grid.isDeclared ? grid.stresses : []).filter((name) => !chosen.has(name)));
  }

  private static readonly known = new WeakMap<MapNode, Elsewhere>();

  /** Worked out once for a text. `treeOf` is the text with some scenarios on it. */
  static of(base: MapNode, treeOf: (base: MapNode, scenarios: readonly string[]) => OptionText): Elsewhere {
    const found = Elsewhere.known.get(base) ?? new Elsewhere(base, gridIn(base), treeOf);
    Elsewhere.known.set(base, found);
    return found;
  }

  /** What a scenario says of a place that is not there, where it is a stress and some option has the place. */
  idle(path: Path, span: Span, by: string): Idle | undefined {
    return this.idleOf(path, span, by, ({ tree }) => hasPlaceAt(tree, path));
  }

  /** The same of what a stress says of schools that are not there, `isThere` where an option has them. */
  idleOf(path: Path, span: Span, by: string, isThere: (option: OptionText) => boolean): Idle | undefined {
    if (!this.stresses.has(by)) return undefined;
    this.options ??= [{ tree: this.base, taken: new Set() }, ...this.grid.options.map((option) => this.treeOf(this.base, scenariosIn(option)))];
    return this.options.some(isThere) ? { path: dotted(path), span, by } : undefined;
  }
}

/** Whether a tree has a place; of the items of a list, or of `each` of a map, any will do. */
function hasPlaceAt(node: Node, [key, ...rest]: Path): boolean {
  if (key === undefined) return true;
  if (node instanceof Scalar) return false;
  if (node.kind === 'list') return node.items.some((item, i) => (String(i) === key ? hasPlaceAt(item, rest) : hasPlaceAt(item, [key, ...rest])));
  const entry = node.entries.get(key);
  if (entry !== undefined) return hasPlaceAt(entry.node, rest);
  return key === 'each' && [...node.entries.values()].some((item) => hasPlaceAt(item.node, rest));
}
