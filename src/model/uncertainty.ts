import type { Rate } from '../figures/index.js';
import { block, optional, provenance, type Scalar, type Schema, scalarItself, share } from '../language/index.js';

import { type Correlation, correlations } from './correlations.js';

/** How a simulation lets schools decide, and rolls move. */
export interface Uncertainty {
  /** The attribute whose schools decide as one; `none` for none, and trusts where nothing is said. */
  readonly together: Scalar | undefined;
  /** How far decisions go together beyond that: the correlation of what moves them. */
  readonly correlation: Rate | undefined;
  /** The standard deviation of a school's roll about what is expected of it. */
  readonly rolls: Rate | undefined;
  /** How far assumptions go together; those of which nothing is said do not. */
  readonly assumptions: readonly Correlation[];
}

const NONE: readonly Correlation[] = [];

export const NO_UNCERTAINTY: Uncertainty = {
  together: undefined,
  correlation: undefined,
  rolls: undefined,
  assumptions: NONE,
};

/** `{ decide_together: trust, correlation: 20%, rolls: 3% }`. */
export const uncertainty: Schema<Uncertainty> = block(
  'the uncertainty',
  {
    decide_together: optional(scalarItself),
    correlation: optional(share),
    rolls: optional(share),
    rank_correlation: optional(correlations),
    ...provenance,
  },
  {
    decide_together:
      'the attribute whose schools decide as one, or `none` for none. Unless said, those of one trust do, and those whom a price takes together (`group`). Where one of them joins, so do all that are at least as likely to join',
    correlation:
      'how far other decisions go together: what moves each school has so much correlation with what moves any other (0% unless said)',
    rolls:
      "the standard deviation of each school's roll about what is expected of it, the same in all years and never more than three of them (0% unless said)",
    rank_correlation:
      'how far assumptions that have a range or states go together, each pair once: `{ inflation: { pay_after: 60% } }`, from -100% to 100%; 0% for a pair of which nothing is said',
  },
).transform(
  (said): Uncertainty => ({
    together: said.decide_together,
    correlation: said.correlation,
    rolls: said.rolls,
    assumptions: said.rank_correlation ?? NONE,
  }),
);
