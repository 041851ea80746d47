import type { Problem } from '../language/problem.js';
import type { Span } from '../language/tree.js';
import { type Checked, passes, verdictOf, verdictsOn } from '../report/index.js';
import { safeJson } from './json.js';
import { wordsOf } from './problem-words.js';

/**
 * Everything that was checked, for programs: both verdicts, and each case of each model, with its problems and their
 * places, and what lints found.
 */
export function checkedJson(checked: readonly Checked[], only: 'balance' | undefined): string {
  const models = checked.map((each) => {
    const { path, cases, findings, found } = each;
    const verdicts = verdictsOn(each);
    return {
      path,
      holds: found.length === 0,
      balances: verdicts.unbalanced.length === 0,
      // Of a model that cannot be read, of a promise that cannot be held, and of one that rests on what is not known,
      // nobody knows.
      keeps_promises:
        !verdicts.areHeld || (verdicts.misses === 0 && verdicts.unknown + verdicts.unheld > 0)
          ? null
          : verdicts.misses === 0,
      promises: {
        held: verdicts.promises,
        missed: verdicts.misses,
        unknown: verdicts.unknown,
        unheld: verdicts.unheld,
        accepted: verdicts.accepted,
      },
      cases: cases.map((one) => ({
        name: one.name,
        scenario: one.scenario,
        verdict: verdictOf(one),
        // What could not be held neither holds nor fails.
        holds: one.isUnheld === true ? null : one.problems.length === 0,
        problems: one.problems.map(problemData),
      })),
      findings: findings.map(({ lint, severity, span, says, because }) => ({
        lint,
        severity,
        place: placeData(span),
        says,
        accepted: because,
      })),
    };
  });
  const all = {
    format: 'buyin-check/1',
    passes: passes(checked, only),
    holds: models.every(({ holds }) => holds),
    balances: models.every(({ balances }) => balances),
    keeps_promises: models.some(({ keeps_promises: kept }) => kept === false)
      ? false
      : models.every(({ keeps_promises: kept }) => kept === true) || null,
    models,
  };
  return safeJson(JSON.stringify(all, undefined, 2));
}

function problemData(problem: Problem): object {
  const { message, remedy } = wordsOf(problem);
  return { code: problem.code, message, remedy, place: placeData(problem.span), data: problem.data };
}

function placeData(span: Span | undefined): object | undefined {
  return span && { file: span.file.name, line: span.line, column: span.column, length: span.length };
}
