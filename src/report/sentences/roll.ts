import type { FileRead, RollRead, SchoolFollowed } from '../../model/index.js';
import { claim, counted, listed, method, number, RESTATES, subject, words } from '../page/sentence.js';

/** What the files of a roll hold, and what of it counts. */
export const roll = subject('roll', {
  files: method(
    () =>
      words`Left out: rows that do not fit a condition, or are of no open school. Not on the roll: rows of schools that the roll has not. No row: schools of the roll of which the file has no row.`,
  ),
  pupils: claim(
    RESTATES,
    (read: RollRead) => read.pupils,
    ({ file, heading }) => words`Pupils: "${heading}" of ${file}.`,
  ),
  titles: claim(
    RESTATES,
    ({ file, headingLine }: FileRead) => (headingLine > 1 ? { file, headingLine } : undefined),
    ({ file, headingLine }) =>
      words`${file}: the heading stands on line ${number(headingLine)}; what is above it is not read.`,
  ),
  unmet: claim(
    RESTATES,
    ({ file, unmet }: FileRead) => (unmet.length === 0 ? undefined : { file, unmet }),
    ({ file, unmet }) => words`${file}: no row has ${listed(unmet, ' or ')}.`,
  ),
  notice: claim(
    RESTATES,
    (of: { readonly file: string; readonly notice: FileRead['notices'][number] }) => of,
    ({ file, notice: { says, rows, line } }) =>
      words`${file}, line ${number(line)}${rows === 1 ? '' : words` and ${counted(rows - 1, 'more row', 'more rows')}`}: ${says}.`,
  ),
  lacking: claim(
    RESTATES,
    ({ file, lacking }: FileRead) => (lacking.length === 0 ? undefined : { file, lacking }),
    ({ file, lacking }) =>
      words`${file} has no row of ${listed(lacking.slice(0, MOST_NAMED))}${lacking.length > MOST_NAMED ? words` and ${counted(lacking.length - MOST_NAMED, 'more school', 'more schools')}` : ''}.`,
  ),
  followed: claim(
    RESTATES,
    (of: SchoolFollowed) => of,
    ({ school, from, kind, since, file }) =>
      words`${file} has no row of ${school}, and one of ${from}, from which it goes on (${kind}${since === undefined ? '' : `, ${since}`}): to take that, write follows: { ${school}: ${from} }.`,
  ),
  marks: method(
    () =>
      words`Such a number is unknown, and never zero. A file under "with", or "estimate: 60" in a cell of one's own, says what it is taken for.`,
  ),
  control: method(() => words`Control: the totals that schools.control gives.`),
  unknown: claim(
    RESTATES,
    (unknown: number) => (unknown === 0 ? undefined : unknown),
    (unknown) =>
      words`Pupils are those that are known; ${counted(unknown, 'school has', 'schools have')} no known number.`,
  ),
  drift: claim(
    RESTATES,
    (before: RollRead['before']) => before,
    ({ file, period, now }) => words`Schools that have a known number in both, ${period} (${file}) and ${now}.`,
  ),
});

/** So many schools are named, and the rest counted. */
const MOST_NAMED = 12;
