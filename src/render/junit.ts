import type { Problem } from '../language/problem.js';
import type { Case, Checked } from '../report/index.js';
import { wordsOf } from './problem-words.js';
import { renderProblems } from './problems.js';

/** A place that the checks stand for: no terminal wraps them. */
const PAGE = { width: 100, colour: false };

/** Test cases in the form of JUnit, which every service for continuous integration reads: a suite for each model, a case for each thing checked. */
export function junit(checked: readonly Checked[]): string {
  const suites = checked.map(suiteOf);
  const cases = checked.flatMap((each) => each.cases);
  const head = `<testsuites name="buyin check" tests="${cases.length}" failures="${failed(cases)}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites.flat(), '</testsuites>', ''].join('\n');
}

const failed = (cases: readonly Case[]): number => cases.filter(({ problems }) => problems.length > 0).length;

function suiteOf({ path, cases }: Checked): string[] {
  const head = `  <testsuite name="${escaped(path)}" tests="${cases.length}" failures="${failed(cases)}">`;
  return [head, ...cases.flatMap((each) => caseOf(path, each)), '  </testsuite>'];
}

function caseOf(path: string, { name, scenario, problems }: Case): string[] {
  const said = escaped(scenario === undefined ? name : `${scenario}: ${name}`);
  const head = `    <testcase classname="${escaped(path)}" name="${said}"`;
  const [first] = problems;
  if (first === undefined) return [`${head}/>`];
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
