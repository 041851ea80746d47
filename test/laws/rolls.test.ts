import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Source } from '../../src/reading/index.js';
import { diskOf, type Files } from '../support/disk.js';
import { play } from '../support/play.js';
import { model } from '../support/refused.js';
import { runs } from '../support/runs.js';
import { toldIn } from '../support/told.js';

/* A roll says the same whatever its columns are called, where the model says under which heading each stands; and one column under another name is one problem. */

const HEADINGS = [
  'urn',
  'name',
  'phase',
  'type',
  'pupils_2025',
  'pupils_2026',
  'joins_2026',
  'trust',
  'trust_2026',
  'team',
  'teachers',
  'sixth_form',
  'intent',
  'pays_now',
  'free_school_meals',
  'opens',
  'provenance',
];
const NEEDED = ['urn', 'name', 'phase', 'type', 'team', 'teachers'];
const blankOr = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(''), value.map(String));
const row = fc.tuple(
  fc.constantFrom('Oak', 'Elm', 'Ash'),
  fc.constantFrom('primary', 'secondary', 'special'),
  fc.constantFrom('community', 'academy', 'foundation'),
  fc.oneof(fc.nat(2_000).map(String), fc.constant('estimate: 60'), fc.constant('unknown: not published')),
  blankOr(fc.nat(2_000)),
  blankOr(fc.constantFrom('20%', '100%')),
  blankOr(fc.constantFrom('Bay', 'Fold')),
  blankOr(fc.constantFrom('Bay', 'Fold')),
  fc.constantFrom('north', 'south', ''),
  blankOr(fc.nat(90)),
  blankOr(fc.constantFrom('yes', 'no')),
  blankOr(fc.constantFrom('likely', 'no')),
  blankOr(fc.nat(9_000)),
  blankOr(fc.constantFrom('12.5%', '0%')),
  blankOr(fc.constant('2019-09')),
  blankOr(fc.constantFrom('Register of May', 'Calls')),
);

const files = (roll: string, said: string): Files => ({
  'model.yaml': model({
    schools: `schools:\n  file: roll.csv\n  source: Census\n  attributes: [team]\n  drivers: [teachers]\n${said}`,
  }),
  'roll.csv': roll,
});
const rollOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${[headings, ...rows.map((cells, i) => [String(900101 + i), ...cells])].map((cells) => cells.join(',')).join('\n')}\n`;

/** All that a roll says of its schools, with where each number comes from. */
function schoolsOf(of: Files): unknown {
  const { schools } = Source.open(diskOf(of), '.').load().model;
  return JSON.parse(
    JSON.stringify(schools, (key, value) => {
      if (key === 'file' || key === 'mark' || key === 'asRead') return undefined;
      return value instanceof Map ? [...value] : value;
    }),
  );
}

test('a heading of another name changes nothing of a roll, where the model names it and no other', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 4 }),
      fc.nat(HEADINGS.length - 1),
      fc.constantFrom('id', 'No', 'budget', 'Number on roll (2026)', 'Zug'),
      (rows, at, heading) => {
        const column = HEADINGS[at] as string;
        const renamed = HEADINGS.map((each) => (each === column ? heading : each));
        const plain = schoolsOf(files(rollOf(HEADINGS, rows), ''));
        expect(schoolsOf(files(rollOf(renamed, rows), `  columns: { ${column}: ${heading} }\n`))).toEqual(plain);
      },
    ),
    runs(120, 230),
  );
});

test('a column that is needed and stands under another name is one problem, at that name, which says how to name it', async () => {
  await fc.assert(
    fc.asyncProperty(
      row,
      fc.constantFrom(...NEEDED),
      fc.constantFrom('id', 'Zug', 'Number on roll (2026)'),
      fc.constantFrom('', '  with: { file: more.csv }\n'),
      async (cells, column, heading, said) => {
        const renamed = HEADINGS.map((each) => (each === column ? heading : each));
        const roll = rollOf(renamed, [cells]);
        const of = { ...files(roll, said), 'more.csv': 'urn,budget\n900101,90000\n' };
        const { err } = await play(['check', '.'], { files: of, width: 200 });
        const code = said === '' ? 'missing-column' : 'no-column';
        const at = renamed.slice(0, HEADINGS.indexOf(column)).join(',').length + (column === 'urn' ? 1 : 2);
        expect(toldIn(err)).toEqual([`${code} roll.csv:1:${at}`]);
        const remedy = `columns: { ${column}: ${heading} }`;
        expect(err).toContain(`"${remedy}"`);
        const mended = await play(['check', '.'], {
          files: { ...of, ...files(roll, `${said}  ${remedy}\n`) },
        });
        expect(mended.err).toBe('');
      },
    ),
    runs(60, 231),
  );
});

test('a heading that is nearly a column is told, whatever else the model says of its file', async () => {
  await fc.assert(
    fc.asyncProperty(
      row,
      fc.constantFrom(...HEADINGS.filter((each) => !NEEDED.includes(each))),
      fc.nat(3),
      fc.constantFrom('', '  columns: { area: Place }\n', '  with: { file: more.csv }\n', '  where: { Place: Bay }\n'),
      async (cells, column, letter, said) => {
        const slip = column.slice(0, letter) + column.slice(letter + 1);
        const renamed = [
          ...HEADINGS.map((each) => (each === column ? slip : each)),
          ...(/Place/.test(said) ? ['Place'] : []),
        ];
        const roll = rollOf(renamed, [[...cells, ...(/Place/.test(said) ? ['Bay'] : [])]]);
        const of = { ...files(roll, said), 'more.csv': 'urn,budget\n900101,90000\n' };
        const { err } = await play(['check', '.'], { files: of, width: 200 });
        const [told, ...others] = toldIn(err);
        expect(others).toEqual([]);
        expect(told).toMatch(/^(unknown|missing|no)-column roll\.csv:1:/);
      },
    ),
    runs(80, 234),
  );
});
