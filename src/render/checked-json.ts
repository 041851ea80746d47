import type { Problem } from '../language/problem.js';
import type { Span } from '../language/tree.js';
import type { Checked } from '../report/index.js';
import { safeJson } from './json.js';
import { wordsOf } from './problem-words.js';

/** Everything that was checked, for programs: each case of each model, with its problems and their places, and what lints found. */
export function checkedJson(checked: readonly Checked[]): string {
  const models = checked.map(({ path, cases, findings, found }) => ({
    path,
    holds: found.length === 0,
    cases: cases.map(({ name, scenario, problems }) => ({ name, scenario, holds: problems.length === 0, problems: problems.map(problemData) })),
    findings: findings.map(({ lint, severity, span, says, because }) => ({ lint, severity, place: placeData(span), says, accepted: because })),
  }));
  return safeJson(JSON.stringify({ format: 'buyin-check/1', holds: models.every(({ holds }) => holds), models }, undefined, 2));
}

function problemData(problem: Problem): object {
  const { message, remedy } = wordsOf(problem);
  return { code: problem.code, message, remedy, place: placeData(problem.span), data: problem.data };
}

function placeData(span: Span | undefined): object | undefined {
  return span && { file: span.file.name, line: span.line, column: span.column, length: span.length };
}
