import { expect, test } from 'vitest';
import { checked, HEADING, rolled } from '../support/refused.js';

/* Tables that are none: what people save from a spreadsheet, or take from a published table. Each is one problem, with what to do. */

const ROWS = '100001,Oak,primary,community,200\n100002,Elm,primary,community,SUPP\n100003,Ash,primary,community,x\n';

test.each([
  [
    'withheld numbers, parted by semicolons',
    (HEADING + ROWS).replace(/,/g, ';'),
    'bad-value schools.csv:3:30',
    'write "unknown: " and why',
  ],
  [
    'withheld numbers, parted by tabs',
    (HEADING + ROWS).replace(/,/g, '\t'),
    'bad-value schools.csv:3:30',
    'write "unknown: " and why',
  ],
  [
    'bars, with quotes in a field',
    `${HEADING.replace(/,/g, '|')}1|The "old" school|primary|community|2\n`,
    'csv-syntax schools.csv:2:7',
    'double the quotes in it',
  ],
  ['a title', `Schools of the area\n${HEADING}${ROWS}`, 'bad-value schools.csv:4:30', 'write "unknown: " and why'],
  [
    'a title with commas and an empty line',
    `Schools,,,,\n\n${HEADING}${ROWS}`,
    'bad-value schools.csv:5:30',
    'write "unknown: " and why',
  ],
  ['no heading', ROWS, 'missing-column schools.csv:1:1', 'start the file with a line of the names of its columns'],
  [
    'a total row',
    `${HEADING}100001,Oak,primary,community,200\nTotal,,,,200\n`,
    'no-school schools.csv:3:1',
    'take it out if it is a total',
  ],
  [
    'rows too short',
    `${HEADING}1,Oak,primary\n2,Elm,primary\n3,Ash,primary\n`,
    'ragged-row schools.csv:2:1',
    'and in 2 more rows',
  ],
  ['withheld numbers', HEADING + ROWS, 'bad-value schools.csv:3:30', 'write "unknown: " and why'],
  [
    'a heading in words of its own',
    `No;School;Sector;Kind;NOR\n${ROWS.replaceAll(',', ';')}`,
    'missing-column schools.csv:1:1',
    'its heading is one of No, School, Sector, Kind, NOR',
  ],
  ['a column without a name', `urn,name,,type,pupils\n${ROWS}`, 'unknown-column schools.csv:1:10', 'give it a name'],
  [
    'pupils of a year, misspelt',
    `urn,name,phase,type,pupls_2026\n${ROWS}`,
    'unknown-column schools.csv:1:21',
    'did you mean "pupils_2026"?',
  ],
])('%s', async (_, csv, told, says) => {
  const found = await checked(rolled(csv));
  expect(found.told).toEqual([told]);
  expect(found.err.replace(/\s+/g, ' ')).toContain(says);
});

test('the columns that a roll may have are all named', async () => {
  const { err } = await checked(rolled(`urn,name,phase,type,pupils,zzzzzz\n1,Oak,primary,community,200,a\n`));
  for (const column of ['urn', 'pupils', 'converts', 'pays_now', 'budget', 'free_school_meals'])
    expect(err).toContain(column);
  expect(err).not.toMatch(/and \d+ more/);
});

test('columns that a spreadsheet leaves at the end are none', async () => {
  const { told } = await checked(rolled(`urn,name,phase,type,pupils,,\n1,Oak,primary,community,lots,,\n`));
  expect(told).toEqual(['bad-value schools.csv:2:25']);
});
