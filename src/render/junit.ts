import type { Problem } from '../language/problem.js';
import { type CheckCase, type Checked, type CheckVerdict, verdictOf } from '../report/index.js';
import { wordsOf } from './problem-words.js';
import { renderProblems } from './problems.js';

/** A place that the checks stand for: no terminal wraps them. */
const PAGE = { width: 100, colour: false };

/**
 * Test cases in the form of JUnit, which every service for continuous integration reads: two suites for each model, one
 * for each verdict, with a case for each thing checked. Promises that could not be held are cases that were skipped, and
 * so are those that are missed where only the balance is asked for.
 */
export function junit(checked: readonly Checked[], only: 'balance' | undefined): string {
  const suites = checked.flatMap((each) =>
    SUITES.map(([verdict, name]) => ({
      path: each.path,
      name,
      verdict,
      cases: each.cases.filter((one) => verdictOf(one) === verdict),
    })),
  );
  const counting = suites.filter(({ verdict }) => only === undefined || verdict === only);
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = counting.reduce((sum, { cases }) => sum + failed(cases), 0);
  const head = `<testsuites name="buyin check" tests="${tests}" failures="${failures}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    head,
    ...suites.flatMap((each) => suiteOf(each, only)),
    '</testsuites>',
    '',
  ].join('\n');
}

const SUITES: readonly (readonly [verdict: CheckVerdict, name: string])[] = [
  ['balance', 'does it balance'],
  ['promises', "are the board's promises kept"],
];

/** Why a promise was neither kept nor missed. */
const UNHELD = 'not held: what it speaks of could not be read';

interface Suite {
  readonly path: string;
  readonly name: string;
  readonly verdict: CheckVerdict;
  readonly cases: readonly CheckCase[];
}

const failed = (cases: readonly CheckCase[]): number => cases.filter(({ problems }) => problems.length > 0).length;

function suiteOf({ path, name, verdict, cases }: Suite, only: 'balance' | undefined): string[] {
  if (cases.length === 0) return [];
  const isAllowed = only !== undefined && verdict !== only;
  const unheld = cases.filter(({ isUnheld }) => isUnheld === true).length;
  const skipped = isAllowed ? failed(cases) + unheld : unheld;
  const counts = `failures="${isAllowed ? 0 : failed(cases)}"${isAllowed || skipped > 0 ? ` skipped="${skipped}"` : ''}`;
  const head = `  <testsuite name="${escaped(`${path}: ${name}`)}" tests="${cases.length}" ${counts}>`;
  return [head, ...cases.flatMap((each) => caseOf(path, each, isAllowed)), '  </testsuite>'];
}

function caseOf(path: string, { name, scenario, problems, isUnheld }: CheckCase, isAllowed: boolean): string[] {
  const said = escaped(scenario === undefined ? name : `${scenario}: ${name}`);
  const head = `    <testcase classname="${escaped(path)}" name="${said}"`;
  const [first] = problems;
  if (isUnheld === true) return [`${head}>`, `      <skipped message="${UNHELD}"/>`, '    </testcase>'];
  if (first === undefined) return [`${head}/>`];
  if (isAllowed) return [`${head}>`, `      <skipped message="${escaped(inLine(first))}"/>`, '    </testcase>'];
  const text = renderProblems(problems, PAGE);
  return [
    `${head}>`,
    `      <failure type="${escaped(first.code)}" message="${escaped(inLine(first))}">${escaped(text)}</failure>`,
    '    </testcase>',
  ];
}

const inLine = (problem: Problem): string => wordsOf(problem).message;

/** Text for XML 1.0, which has no way to write most control characters. */
function escaped(text: string): string {
  const printable = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return printable.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
