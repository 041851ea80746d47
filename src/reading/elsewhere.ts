import { type MapNode, type Node, type Problem, Scalar, type Span } from '../language/index.js';
import { gridOf, scenariosIn } from '../model/index.js';
import type { Path } from './paths.js';
import { scenarioNames, scenariosFor, textsAt } from './scenarios.js';

/** What an overlay says without an effect, where that is no mistake. */
export type Idle = Absent | Skips;

interface Said {
  /** Dotted. */
  readonly path: string;
  /** Where it is said. */
  readonly span: Span;
  /** The scenario, or `--set`. */
  readonly by: string;
}

/** A change of a place that this model of a grid does not have, and others have. */
export interface Absent extends Said {
  readonly kind: 'absent';
  /** What is wrong where no model of the grid has the place. */
  readonly problems: readonly Problem[];
}

/** A change of several things at once, of which some have no such place. */
export interface Skips extends Said {
  readonly kind: 'skips';
  /** Those that have none, as they are called. */
  readonly items: readonly string[];
}

/** The options and stresses of a model's text, and whether it says what the stresses are. */
export function gridIn(base: MapNode): ReturnType<typeof gridOf> {
  const said = (key: string): string[] | undefined =>
    base.entries.has(key) ? textsAt(base, key).texts.map(({ text }) => text) : undefined;
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
 * What a stress that the model declares may speak of: every place that the model as it stands or any of its options
 * has. Where the option that it is tried on has no such place, what the stress says of it is idle and no mistake.
 */
export class Elsewhere {
  private readonly stresses: ReadonlySet<string>;
  private options: readonly OptionText[] | undefined;

  private constructor(
    private readonly base: MapNode,
    private readonly grid: ReturnType<typeof gridOf>,
    private readonly treeOf: (base: MapNode, scenarios: readonly string[]) => OptionText,
  ) {
    const family = (names: readonly string[]): string[] =>
      scenariosFor(base, names.flatMap(scenariosIn)).scenarios.map(({ name }) => name);
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

  /** Whether what a stress says of a place that is not there is of one that some option has. */
  has(path: Path, by: string): boolean {
    return this.isOf(by, ({ tree }) => hasPlaceAt(tree, path));
  }

  /** The same of what a stress says of schools that are not there, `isThere` where an option has them. */
  isOf(by: string, isThere: (option: OptionText) => boolean): boolean {
    if (!this.stresses.has(by)) return false;
    this.options ??= [
      { tree: this.base, taken: new Set() },
      ...this.grid.options.map((option) => this.treeOf(this.base, scenariosIn(option))),
    ];
    return this.options.some(isThere);
  }
}

/** Whether a tree has a place; of the items of a list, or of `each` of a map, any will do. */
function hasPlaceAt(node: Node, [key, ...rest]: Path): boolean {
  if (key === undefined) return true;
  if (node instanceof Scalar) return false;
  if (node.kind === 'list')
    return node.items.some((item, i) =>
      String(i) === key ? hasPlaceAt(item, rest) : hasPlaceAt(item, [key, ...rest]),
    );
  const entry = node.entries.get(key);
  if (entry !== undefined) return hasPlaceAt(entry.node, rest);
  return key === 'each' && [...node.entries.values()].some((item) => hasPlaceAt(item.node, rest));
}
