import { isDay, type Problem, type Scalar } from '../language/index.js';
import { type Answer, answer, INTENTS } from '../model/index.js';
import { CellProblems, headingProblems } from './cells.js';
import type { CsvRow, HeaderCell } from './csv.js';

const COLUMNS = ['school', 'option', 'intent', 'date', 'evidence'] as const;
const NEEDED = ['school', 'option', 'intent', 'date'] as const;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A row that lacks so many of them is no answer. */
const MOST_EMPTY = 2;

/** Whether a consultation may have a column of that name. */
export function isAnswersColumn(name: string): boolean {
  return (COLUMNS as readonly string[]).includes(name);
}

/** The answers of a consultation, one a row, with every problem of its heading and its cells. */
export function readIntentions(
  header: readonly HeaderCell[],
  rows: readonly CsvRow[],
  ignore: readonly string[],
): { answers: Answer[]; problems: Problem[] } {
  const names = header.map(({ name }) => name);
  const isRead = (name: string): boolean => isAnswersColumn(name) || ignore.includes(name);
  const needed = NEEDED.filter((name) => !names.includes(name));
  const heading = headingProblems(header, { known: COLUMNS, needed, isRead, of: 'answers' });
  if (heading.length > 0) return { answers: [], problems: heading };
  const found = new CellProblems();
  const at = (column: (typeof COLUMNS)[number]): number => names.indexOf(column);
  const answers = rows.flatMap((row): Answer[] => {
    const before = found.count;
    const lacks = NEEDED.filter((column) => row.text(at(column)) === '');
    if (lacks.length >= MOST_EMPTY) {
      found.at('', row.place, 'no-school', { lacks, of: 'answers' });
      return [];
    }
    const cell = (column: (typeof NEEDED)[number]): Scalar => {
      const scalar = row.cell(at(column));
      if (scalar.text === '') found.at(column, scalar.span, 'wrong-shape', { expected: column, found: 'nothing' });
      return scalar;
    };
    const [school, option, said, date] = [cell('school'), cell('option'), cell('intent'), cell('date')];
    const intent = INTENTS.find((name) => name === said.text);
    if (said.text !== '' && intent === undefined)
      found.at('intent', said.span, 'bad-choice', { text: said.text, what: 'an intent', known: INTENTS });
    if (date.text !== '' && !isDate(date.text))
      found.at('date', date.span, 'bad-value', {
        text: date.text,
        expected: 'a date, such as 2026-03-14',
        why: 'there is no such day',
      });
    if (found.count > before || intent === undefined) return [];
    const evidence = at('evidence') < 0 ? undefined : row.text(at('evidence')) || undefined;
    return [answer({ school, option, intent, date: date.text, dateAt: date.span, evidence }, said)];
  });
  return { answers, problems: found.problems };
}

/** Whether a text is a day, `2026-03-14`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  return year !== undefined && month !== undefined && day !== undefined && isDay(year, month, day);
}
