import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Source } from '../../src/reading/index.js';
import { diskOf, type Files } from '../support/disk.js';
import { type Cells, csvOf, REGISTER_2025, registered } from '../support/downloads.js';
import { play } from '../support/play.js';
import { model } from '../support/refused.js';
import { runs } from '../support/runs.js';

/* A register says the same however it is written, and what import writes of it is what it says. */

const school = fc.record({
  name: fc.constantFrom('Oak, the school', 'Elm "new"', 'Ash', 'St Mary’s'),
  pupils: fc.oneof(fc.nat(2_000).map(String), fc.constantFrom('', 'c', 'SUPP', 'z', '1,204', '210.0')),
  meals: fc.constantFrom('', '12.5', '0', 'x'),
  type: fc.constantFrom('Community school', 'Academy converter', 'Pupil referral unit', 'Other independent school'),
  status: fc.constantFrom('Open', 'Closed', 'Open, but proposed to close', 'Proposed to open'),
});
const rowsOf = (all: readonly (typeof school extends fc.Arbitrary<infer S> ? S : never)[]): Cells[] =>
  all.map(({ name, pupils, meals, type, status }, i) =>
    registered(990101 + i, name, {
      NumberOfPupils: pupils,
      PercentageFSM: meals,
      'TypeOfEstablishment (code)': '',
      'TypeOfEstablishment (name)': type,
      'EstablishmentStatus (code)': '',
      'EstablishmentStatus (name)': status,
    }),
  );

const files = (register: string, reads = true): Files => ({
  'model.yaml': model({
    schools: `schools:\n  roll: { count: headcount, census: january }\n  file: register.csv\n${reads ? '  reads: gias\n' : ''}`,
  }),
  'register.csv': register,
});

/** What a roll says of each school, or the problems that it has. */
function toldOf(of: Files): unknown {
  try {
    return Source.open(diskOf(of), '.')
      .load()
      .model.schools.map(({ id, name, phase, type, pupils, attributes, freeMeals }) => {
        const value = pupils.steps[0]?.value;
        const known = value?.isKnown === true ? value.exact.toString() : 'unknown';
        return [
          id,
          name,
          phase,
          type,
          known,
          [...attributes],
          freeMeals?.isKnown === true && freeMeals.exact.toString(),
        ];
      });
  } catch (error) {
    return (error as { problems: readonly { code: string }[] }).problems.map(({ code }) => code);
  }
}

test('the order of its columns, what parts its fields and how its lines end change nothing of a register', () => {
  fc.assert(
    fc.property(
      fc.array(school, { minLength: 1, maxLength: 6 }),
      fc.shuffledSubarray(REGISTER_2025, { minLength: REGISTER_2025.length }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      (schools, headings, delimiter, end, isTitled) => {
        const rows = rowsOf(schools);
        const other = `${isTitled ? `Schools of the area${end}` : ''}${csvOf(headings, rows, { delimiter, end })}`;
        expect(toldOf(files(other))).toEqual(toldOf(files(csvOf(REGISTER_2025, rows))));
      },
    ),
    runs(60, 125),
  );
});

test('every row of a register is a school of the roll, or is counted as left out', () => {
  fc.assert(
    fc.property(fc.array(school, { minLength: 1, maxLength: 8 }), (schools) => {
      const told = toldOf(files(csvOf(REGISTER_2025, rowsOf(schools))));
      const open = schools.filter(({ status }) => status.startsWith('Open')).length;
      if (open === 0) expect(told).toEqual(['empty-roll']);
      else expect((told as unknown[]).length).toBe(open);
    }),
    runs(60, 126),
  );
});

test('what import writes is what reads gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(school, { minLength: 1, maxLength: 5 }), async (schools) => {
      fc.pre(schools.some(({ status }) => status.startsWith('Open')));
      const of = files(csvOf(REGISTER_2025, rowsOf(schools)));
      const { out } = await play(['import', 'register.csv'], { files: of });
      expect(toldOf(files(out, false))).toEqual(toldOf(of));
    }),
    runs(30, 127),
  );
});
