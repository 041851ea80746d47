import { nearest, type Problem, problem, type Scalar } from '../language/index.js';
import { type Answer, answer, INTENTS } from '../model/index.js';
import type { HeaderCell, Row } from './csv.js';

const COLUMNS = ['school', 'option', 'intent', 'date', 'evidence'] as const;
const NEEDED = ['school', 'option', 'intent', 'date'] as const;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The answers of a consultation, one a row, with every problem of its heading and its cells. */
export function readIntentions(
  header: readonly HeaderCell[],
  rows: readonly Row[],
  ignore: readonly string[],
): { answers: Answer[]; problems: Problem[] } {
  const problems: Problem[] = [];
  for (const { name, span } of header) {
    if (!(COLUMNS as readonly string[]).includes(name) && !ignore.includes(name))
      problems.push(problem('unknown-column', span, { column: name, known: COLUMNS, of: 'answers' }));
  }
  const names = header.map(({ name }) => name);
  // A column that is misspelt is told once, where it stands.
  const meant = problems.map(({ data }) => nearest((data as { column: string }).column, NEEDED));
  for (const column of NEEDED.filter((name) => !names.includes(name) && !meant.includes(name))) {
    problems.push(problem('missing-column', header[0]?.span ?? 'the model', { column, known: names, of: 'answers' }));
  }
  if (problems.length > 0) return { answers: [], problems };
  const at = (column: (typeof COLUMNS)[number]): number => names.indexOf(column);
  const answers = rows.flatMap((row): Answer[] => {
    const before = problems.length;
    const cell = (column: (typeof NEEDED)[number]): Scalar => {
      const scalar = row.cell(at(column));
      if (scalar.text === '') problems.push(problem('wrong-shape', scalar.span, { expected: column, found: 'nothing' }));
      return scalar;
    };
    const [school, option, said, date] = [cell('school'), cell('option'), cell('intent'), cell('date')];
    const intent = INTENTS.find((name) => name === said.text);
    if (said.text !== '' && intent === undefined)
      problems.push(problem('bad-choice', said.span, { text: said.text, what: 'an intent', known: INTENTS }));
    if (date.text !== '' && !isDate(date.text)) {
      problems.push(problem('bad-value', date.span, { text: date.text, expected: 'a date, such as 2026-03-14', why: 'there is no such day' }));
    }
    if (problems.length > before || intent === undefined) return [];
    const evidence = at('evidence') < 0 ? undefined : row.text(at('evidence')) || undefined;
    return [answer({ school, option, intent, date: date.text, evidence }, said)];
  });
  return { answers, problems };
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}
