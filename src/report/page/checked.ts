import type { Anomaly, Judged } from '../../analysis/index.js';
import type { Problem } from '../../language/index.js';

/** What was held against one model, and how much of it failed. */
export interface Checked {
  readonly path: string;
  readonly scenarios: number;
  /** Identities of the books, each in each scenario. */
  readonly identities: number;
  /** Published examples of a price list. */
  readonly examples: number;
  /** Those of which the published figure is not what the published rule gives. */
  readonly anomalies: readonly Anomaly[];
  /** What lints found, accepted or not. */
  readonly findings: readonly Judged[];
  /** One for each thing that was held against it, in the order in which it was. */
  readonly cases: readonly CheckCase[];
  /** The problems of all cases, each once. */
  readonly found: readonly Problem[];
}

/** One thing that was held against a model, in one scenario where scenarios matter. */
export interface CheckCase {
  readonly name: string;
  readonly scenario: string | undefined;
  /** Whether it is a promise of the board: a check of the model's own, or a policy. */
  readonly promise: boolean;
  /** Whether it is a promise that is missed, and the file accepts that with a reason. */
  readonly isAccepted?: boolean;
  /** Whether nothing was held: what it speaks of cannot be read, or is not what was asked for. */
  readonly isUnheld?: boolean;
  readonly problems: readonly Problem[];
}
