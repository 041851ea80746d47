import type { Money } from '../figures/index.js';
import {
  block,
  isMap,
  list,
  type MapNode,
  money,
  type Node,
  nodeAt,
  optional,
  problem,
  provenance,
  type Scalar,
  type Schema,
  scalarItself,
  text,
} from '../language/index.js';
import type { Finder } from './finder.js';

/** A finding that the authors of a file know of, with their reason. */
export interface Accepted {
  readonly lint: Scalar;
  /** The dotted place below which it is accepted; everywhere unless said. */
  readonly at: Scalar | undefined;
  readonly because: string;
}

/** An acceptance of a place that there is not would accept nothing. */
export function checkLintTerms({ accepts }: LintTerms, tree: MapNode, finder: Finder): void {
  for (const { at } of accepts) {
    if (at === undefined) continue;
    const steps = at.text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const lacking = steps.findIndex((_, i) => nodeAt(tree, steps.slice(0, i + 1)) === undefined);
    if (lacking < 0) continue;
    const above = nodeAt(tree, steps.slice(0, lacking)) as Node;
    const keys = isMap(above) ? [...above.entries.keys()] : [];
    // Another key in the place of the first that is not there, where what follows stands below it.
    const known = keys.map((key) => steps.with(lacking, key)).filter((each) => nodeAt(tree, each) !== undefined);
    const names = known.map((each) => each.join('.'));
    finder.add(problem('unknown-name', at.span, { name: at.text, what: 'place of the file', known: names }));
  }
}

/** What a file says to the lints of `buyin check`. */
export interface LintTerms {
  readonly cliff: Money | undefined;
  readonly accepts: readonly Accepted[];
}

const accepted: Schema<Accepted> = block(
  'an acceptance',
  {
    lint: scalarItself,
    at: optional(scalarItself),
    because: text,
  },
  {
    lint: 'its code',
    at: 'the place below which it is accepted: `tiers.adviser`; everywhere unless said',
    because: 'why',
  },
);

export const lintTerms: Schema<LintTerms> = block(
  'the lints',
  {
    cliff: optional(money),
    accepts: optional(list(accepted)),
    ...provenance,
  },
  {
    cliff: 'so much more may one more pupil cost than pupils usually do; £500 unless said',
    accepts: 'a list of what is known and accepted',
  },
).transform((said): LintTerms => ({ cliff: said.cliff, accepts: said.accepts ?? [] }));
