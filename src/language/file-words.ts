import { keyInWords } from './key-in-words.js';
import type { Problem, ProblemCode, ProblemData } from './problem.js';
import { ALL, counted, didYouMean, ifNot, joined, listed } from './wording.js';

/** What a problem says: one sentence of what is wrong, and how to put it right. */
export interface ProblemWords {
  readonly message: string;
  readonly remedy: string;
}

/** Words for each problem of some codes; `at`: where it stands, if anywhere. */
export type Say<C extends ProblemCode = ProblemCode> = {
  readonly [Code in C]: (data: ProblemData[Code], at: Pick<Problem, 'span'>) => ProblemWords;
};

/** What is wrong, and how to put it right. */
export function words(message: string, remedy: string): ProblemWords {
  return { message, remedy };
}

const BESIDE = 'check the name: it is looked for in the folder of the model';
/** What to do about a file that is not there and has no near name, by what it is for. */
const LOOK_FOR: Readonly<Record<NonNullable<ProblemData['no-file']['of']> | 'model', string>> = {
  model: 'name a model file, or a folder that holds a model.yaml',
  scenario: 'name a scenario of the model, or a file that holds one, such as buyin design --write makes',
  named: 'check the name, and the folder in which the command runs',
  roll: BESIDE,
  list: BESIDE,
  answers: BESIDE,
  orders: BESIDE,
};

/** Problems with files and the tables in them, whatever they say. */
export const ofFiles = {
  'no-file': ({ path, of, plus, near }) => {
    const meant = near === undefined ? LOOK_FOR[of ?? 'model'] : `did you mean "${near}"?`;
    return words(
      `there is no file ${path}`,
      plus === undefined ? meant : `a plus joins scenarios: give ${plus} a name without one`,
    );
  },
  'unreadable-file': ({ path, why }) => words(`${path} cannot be read: ${why}`, 'check the name and who may read it'),
  'unwritable-file': ({ path, why }) => words(`${path} cannot be written: ${why}`, 'name another file'),
  'outside-folder': ({ path, folder }) =>
    words(
      `${path} lies outside the model's folder${folder === '.' ? '' : `, ${folder}`}`,
      'move the file beside the model: a model reads nothing from elsewhere',
    ),
  'file-too-large': ({ megabytes, limit, of }) =>
    words(
      `the file is ${megabytes} MB; ${limit} MB is the most`,
      of === 'csv'
        ? 'keep the rows and the columns of it that are needed'
        : 'a roll of many schools belongs in a CSV file, named by schools.file',
    ),
  'too-deep': ({ what, levels }) => words(`${what} more than ${levels} levels deep`, 'a model needs fewer than ten'),
  'not-text': ({ why, instead = 'save it as UTF-8 (or, for a roll, as windows-1252)' }) =>
    words(`the file is not text: ${why}`, instead),
  'yaml-syntax': ({ why }) =>
    words(`this is not YAML: ${why}`, 'check the indentation, the colons and the brackets around this place'),
  'yaml-feature': ({ feature, instead }) => words(`a model does not use YAML's ${feature}`, instead),
  'reserved-name': ({ name, why }) => words(`"${name}" cannot be a name here: ${why}`, 'give it another name'),
  'duplicate-key': ({ key, other, moment }) =>
    words(
      other === undefined
        ? `the key "${key}" stands here twice`
        : `"${other}" and "${key}" both say ${moment === undefined ? 'the same' : `what holds in ${moment}`}`,
      'keep one of them: the other would be lost without a word',
    ),
  'bad-key': ({ key }) =>
    words(
      `"${key}" cannot be a key`,
      key.includes(':')
        ? 'put a blank after the colon'
        : 'begin with a letter or a digit, and use letters, digits, _ and - only; words for people go under "name:"',
    ),
  'empty-model': () => words('the file holds no model', 'begin with "buyin: 1" and a name; see docs/language/core.md'),
  'csv-syntax': ({ why, instead }) =>
    words(
      `this is not CSV: ${why}`,
      instead ?? 'quote a field that holds a comma, a quote or a line break, and double the quotes in it',
    ),
  'missing-column': ({ column, known, unused = [], of }) =>
    words(`${csvNamed(of)} has no column "${column}"`, columnInstead(column, known, unused, of)),
  'unknown-column': ({ column, known, of }) =>
    words(
      column === ''
        ? `${csvNamed(of)} has a column without a name`
        : `${csvNamed(of)} has a column "${column}" that nothing reads`,
      ifNot(
        column === '' ? 'give it a name' : didYouMean(column, known, 'the columns that are read are', ALL),
        of !== undefined
          ? `list it under schools.${of === 'orders' ? 'orders' : 'consultation'}.ignore`
          : 'list it under schools.attributes (to use it in "when") or schools.ignore',
      ),
    ),
  'duplicate-column': ({ column, other, moment }) =>
    other === undefined
      ? words(`the file has two columns "${column}"`, 'rename one of them')
      : words(
          `the columns "${other}" and "${column}" both say what holds in ${moment}`,
          'take one of them away, or list the one that is not meant under schools.ignore',
        ),
  'ragged-row': ({ expected, found }) =>
    words(
      `this row has ${counted(found, 'field')} where the heading has ${expected}`,
      found > expected
        ? 'put a field that holds a comma in quotes'
        : 'give every column a field, if an empty one: each has its comma',
    ),
  'empty-roll': ({ leftOut = [] }) =>
    leftOut.length === 0
      ? words('the roll holds no school', 'give each school a row, or write schools.groups into the model instead')
      : words(
          `the roll holds no school: its rows do not count (${listed(leftOut)})`,
          'ask for other rows under "where"',
        ),
  'no-school': ({ lacks, of }) =>
    words(
      `this row is no ${of === 'orders' ? 'order' : of === 'answers' ? 'answer' : 'school'}: it has no ${joined(lacks, 'and')}`,
      'take it out if it is a total or a note; else fill it in',
    ),
  'duplicate-school': ({ id, of }) =>
    of === undefined
      ? words(`the school "${id}" is on the roll twice`, 'give each school a URN (or id) of its own')
      : words(
          `${of} has two rows of the school "${id}"`,
          'say under "where" which of them counts; where they are two sites, add them up in a file of your own',
        ),
  'roll-basis': ({ why, instead }) => words(why, instead),
  'unknown-heading': ({ heading, file, known }) =>
    words(`${file} has no heading "${heading}"`, didYouMean(heading, known, 'its headings are', 20)),
  'no-column': ({ column, files, called, knows = [], headings = [], byCouncil }) =>
    words(
      column === 'urn'
        ? `${joined(files, 'and')} has no column with the number of each school${called === undefined ? '' : `, as a file of ${called} has`}`
        : called === undefined
          ? `nothing in ${joined(files, 'and')} says the ${keyInWords(column)} of each school`
          : `${joined(files, 'and')} has no column "${column}", as a file of ${called} has`,
      byCouncil === true
        ? 'put it under "with" of a roll that has the number of each school in its council (LAEstab), as the national register has: its rows are matched by that'
        : called === undefined
          ? `name its heading: ${headingOf(column, headings)}; or look whether "reads" says what the file is`
          : `such a file has the columns ${listed(knows)}: take that file, or say under "reads" what this one is${column === 'urn' ? '; or name its heading: "columns: { urn: Heading }"' : ''}`,
    ),
  'no-row-fits': ({ heading, text, file, known, beside = [] }) =>
    beside.length === 0
      ? words(`no row of ${file} has "${text}" under "${heading}"`, didYouMean(text, known, 'its rows have', 20))
      : words(
          `no row of ${file} has "${text}" under "${heading}" together with ${beside.map((each) => `"${each.text}" under "${each.heading}"`).join(' and ')}`,
          'each of them by itself fits some row: change one of them, or leave it out',
        ),
} satisfies Partial<Say>;

/** What to do where a file lacks a column, which one that nothing reads may be. */
function columnInstead(
  column: string,
  known: readonly string[],
  unused: readonly string[],
  of: 'answers' | 'orders' | undefined,
): string {
  if (known.length === 0) return 'start the file with a line of the names of its columns';
  const [only, ...others] = unused;
  if (only === undefined) return `add it: its columns are ${listed(known, ALL)}`;
  const renamed = others.length > 0 ? `of ${listed(unused, ALL)}` : `"${only}"`;
  if (of !== undefined) return `rename the column ${renamed} that it is, or add it`;
  return `name its heading under "schools": ${headingOf(column, unused)}; or add it`;
}

/** What names the heading of a column: the only one that it may be; else one of those that there are. */
function headingOf(column: string, headings: readonly string[]): string {
  const [only, ...others] = headings;
  if (only === undefined) return `"columns: { ${column}: Heading }"`;
  if (others.length === 0)
    return `"columns: { ${column}: ${/^[A-Za-z][\w .()%-]*$/.test(only) ? only : `'${only}'`} }"`;
  return `"columns: { ${column}: Heading }", where its heading is one of ${listed(headings, 20)}`;
}

/** The CSV file that is spoken of. */
function csvNamed(of: 'answers' | 'orders' | undefined): string {
  if (of === 'orders') return 'the file of orders';
  return of === 'answers' ? 'the consultation' : 'the roll';
}
