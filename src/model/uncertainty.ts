import type { Rate } from '../figures/index.js';
import { block, optional, provenance, type Scalar, type Schema, scalarItself, share } from '../language/index.js';

/** How a simulation lets schools decide, and rolls move. */
export interface Uncertainty {
  /** The attribute whose schools decide as one; `none` for none, and trusts where nothing is said. */
  readonly together: Scalar | undefined;
  /** How far decisions go together beyond that: the correlation of what moves them. */
  readonly correlation: Rate | undefined;
  /** The standard deviation of a school's roll about what is expected of it. */
  readonly rolls: Rate | undefined;
}

export const NO_UNCERTAINTY: Uncertainty = { together: undefined, correlation: undefined, rolls: undefined };

/** `{ decide_together: trust, correlation: 20%, rolls: 3% }`. */
export const uncertainty: Schema<Uncertainty> = block('the uncertainty', {
  decide_together: optional(scalarItself),
  correlation: optional(share),
  rolls: optional(share),
  ...provenance,
}).transform(
  (said): Uncertainty => ({ together: said.decide_together, correlation: said.correlation, rolls: said.rolls }),
) as unknown as Schema<Uncertainty>;
