import type { Anomaly, Finding } from '../../analysis/index.js';
import { type Problem, problemsIn } from '../../language/index.js';
import type { LintTerms } from '../../model/index.js';
import type { CheckCase } from '../../report/index.js';

/** What is found of one file so far. */
export interface CheckTally {
  scenarios: number;
  identities: number;
  examples: number;
  readonly anomalies: Anomaly[];
  readonly findings: Finding[];
  readonly cases: CheckCase[];
  lints: LintTerms;
}

/** Does some work, and keeps the problems that end it. */
export function collect(tally: CheckTally, name: string, scenario: string | undefined, work: () => void): void {
  const problems: Problem[] = [];
  tally.cases.push({ name, scenario, promise: false, problems });
  try {
    work();
  } catch (error) {
    const found = problemsIn(error);
    if (found === undefined) throw error;
    // One by one: a roll can have too many for the arguments of one call.
    for (const each of found) problems.push(each);
  }
}
