import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { checked, model } from '../support/refused.js';

/* What `values` says of cells: each is of cells that some row has, or is told. */

const ROLL = 'No,School,Sector,Kind,Team,NOR\n990101,Oak,Prim,community,North,210\n990102,Elm,Sec,community,South,x\n';
const of = (values: string, columns = '', roll = ROLL) => ({
  'model.yaml': model({
    schools: `schools:
  roll: { count: headcount, census: january }
  attributes: [team]
  file: roll.csv
  columns: { urn: No, name: School, phase: Sector, type: Kind, team: Team, pupils: NOR${columns} }
  values: { ${values} }
`,
  }),
  'roll.csv': roll,
});
const PHASES = 'phase: { Prim: primary, Sec: secondary }';

test.each([
  [
    'a value that is nearly one that rows have',
    'phase: { Prmi: primary, Sec: secondary }',
    'no-row-fits model.yaml:9:22',
    'did you mean "Prim"?',
  ],
  [
    'one of an attribute of one’s own',
    `${PHASES}, team: { Sout: north }`,
    'no-row-fits model.yaml:9:63',
    'did you mean "South"?',
  ],
  ['values of which no row has any', 'phase: { P: primary, S: secondary }', 'no-row-fits model.yaml:9:22', 'Prim, Sec'],
  [
    'values of a column that the file lacks',
    `${PHASES}, intent: { L: likely }`,
    'no-column model.yaml:9:55',
    'name its heading: "columns: { intent:',
  ],
])('%s is one problem, at its place', async (_, values, told, says) => {
  const found = await checked(of(values));
  expect(found.told).toEqual([told]);
  expect(found.err.replace(/\s+/g, ' ')).toContain(says);
});

test('a value that other rows may have is no problem, and buyin schools says that no row has it', async () => {
  const files = of('phase: { Prim: primary, Sec: secondary, AP: alternative }, team: { East: north }');
  expect((await play(['check', '.'], { files })).code).toBe(0);
  const { out } = await play(['schools', '.', '--format', 'json'], { files });
  expect(JSON.parse(out).sentences.map(({ text }: { text: string }) => text)).toContain(
    'roll.csv: no row has Sector: AP or Team: East.',
  );
});

test('words of the language need no meaning beside those that have one', async () => {
  const roll = ROLL.replace(',Prim,', ',primary,').replace(',Sec,', ',secondary,');
  expect((await play(['check', '.'], { files: of('phase: { AP: alternative }', '', roll) })).code).toBe(0);
});

test('what stands in the place of the pupils of a download has its meaning too', async () => {
  const register =
    'URN,EstablishmentName,LA (name),TypeOfEstablishment (code),TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),CensusDate,NumberOfPupils\n990101,Oak,Northmarsh,1,Community school,Open,Primary,16-01-2025,SUPP\n';
  const schools =
    'schools:\n  roll: { count: headcount, census: january }\n  file: register.csv\n  reads: gias\n  values: { pupils: { SUPP: 3 } }\n';
  const { out } = await play(['price', '.', '--format', 'csv'], {
    files: { 'model.yaml': model({ schools }), 'register.csv': register },
  });
  expect(out).toMatch(/^Oak,primary,3,/m);
});
