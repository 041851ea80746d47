import type { Money } from '../figures/index.js';
import { block, list, money, optional, provenance, type Scalar, type Schema, scalarItself, text } from '../language/index.js';

/** A finding that the authors of a file know of, with their reason. */
export interface Accepted {
  readonly lint: Scalar;
  /** The dotted place below which it is accepted; everywhere unless said. */
  readonly at: string | undefined;
  readonly because: string;
}

/** What a file says to the lints of `buyin check`. */
export interface LintTerms {
  readonly cliff: Money | undefined;
  readonly accepts: readonly Accepted[];
}

const accepted: Schema<Accepted> = block('an acceptance', { lint: scalarItself, at: optional(text), because: text }) as unknown as Schema<Accepted>;

export const lintTerms: Schema<LintTerms> = block('the lints', {
  cliff: optional(money),
  accepts: optional(list(accepted)),
  ...provenance,
}).transform((said): LintTerms => ({ cliff: said.cliff, accepts: said.accepts ?? [] })) as unknown as Schema<LintTerms>;
