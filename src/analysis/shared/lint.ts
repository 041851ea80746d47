import type { Money } from '../../figures/index.js';
import { type MapNode, nodeAt, type Span } from '../../language/index.js';
import type { TierPrice } from '../../pricing/index.js';

/**
 * What a lint found, and where. Nothing of it makes a model wrong: it is what a reader of the prices would ask about.
 */
export interface Finding {
  readonly lint: string;
  readonly severity: 'warning' | 'note';
  /** The dotted place in the file: `tiers.core.price.0`. */
  readonly at: string;
  readonly span: Span | undefined;
  /** With the figures: `20 days cost £11,000.00 and 21 cost £8,820.00`. */
  readonly says: string;
  /** The scenario in which it is found; undefined for the model as it stands. */
  readonly scenario?: string;
}

/** A tier or a service whose prices are looked at. */
export interface Linted {
  readonly id: string;
  readonly price: readonly TierPrice[];
  /** Where its prices stand: `tiers.core.price`. */
  readonly path: readonly string[];
  /** Whether they are written with keys that have retired. */
  readonly isRetired?: boolean;
}

/** What lints look at: the tiers and services of a model or of a price list, and the settled tree that their places are found in. */
export interface LintSubject {
  readonly priced: readonly Linted[];
  readonly tree: MapNode;
  /** One more pupil may cost so much more than pupils usually do before it is called a cliff. */
  readonly cliff: Money;
  /** What a price list declares; undefined for a model, whose roll says what its schools have. */
  readonly declared: { readonly attributes: readonly string[]; readonly drivers: readonly string[] } | undefined;
}

/** One thing to look for. To add one: a file in this folder, a line in `index.ts`, and a section in docs/lints.md. */
export interface Lint {
  readonly code: string;
  readonly severity: Finding['severity'];
  /** One line for the reference. */
  readonly summary: string;
  readonly find: (subject: LintSubject) => readonly Omit<Finding, 'lint' | 'severity'>[];
}

/** The place at a path of the tree, or of the nearest thing above it that is written. */
export function placeAt(
  { tree }: Pick<LintSubject, 'tree'>,
  path: readonly (string | number)[],
): Pick<Finding, 'at' | 'span'> {
  const at = path.join('.');
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(tree, path.slice(0, length)) ?? nodeAt(tree, single(path.slice(0, length)));
    if (node !== undefined) return { at, span: node.span };
  }
  return { at, span: tree.span };
}

/** A single price or term stands for a list of itself, so a position may be left out. */
function single(path: readonly (string | number)[]): readonly (string | number)[] {
  return path.filter((step) => typeof step !== 'number');
}
