// Writes a model that reads an invented register of any size, as the national one is downloaded: node bench/register.js
// 65000 FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COLUMNS = 140;
/** So many councils share the schools. */
const COUNCILS = 150;
/** Headings that are read, with what stands under them in a row. */
const READ = {
  URN: (i) => 100_000 + i,
  'LA (code)': (i) => 200 + (i % COUNCILS),
  'LA (name)': (i) => `Council ${i % COUNCILS}`,
  EstablishmentNumber: (i) => 2000 + (i % 7000),
  EstablishmentName: (i) => (i % 9 === 0 ? `"St Mary\u0092s, School ${i}"` : `School ${i}`),
  'TypeOfEstablishment (code)': (i) => (i % 3 === 0 ? 34 : 1),
  'TypeOfEstablishment (name)': (i) => (i % 3 === 0 ? 'Academy converter' : 'Community school'),
  'EstablishmentStatus (code)': (i) => (i % 5 < 2 ? 2 : 1),
  'EstablishmentStatus (name)': (i) => (i % 5 < 2 ? 'Closed' : 'Open'),
  'PhaseOfEducation (code)': (i) => (i % 7 === 0 ? 4 : 2),
  'PhaseOfEducation (name)': (i) => (i % 7 === 0 ? 'Secondary' : 'Primary'),
  StatutoryLowAge: (i) => (i % 7 === 0 ? 11 : 4),
  StatutoryHighAge: (i) => (i % 7 === 0 ? 18 : 11),
  CensusDate: () => '15-01-2026',
  NumberOfPupils: (i) => 90 + ((i * 37) % 900),
  PercentageFSM: (i) => (i % 400) / 10,
  'Trusts (name)': (i) => (i % 3 === 0 ? `Trust ${i % 400}` : ''),
};
const FILLED = [
  'Not applicable',
  '',
  '01-09-1998',
  '12 High Street',
  'https://school.example',
  '',
  'Does not apply',
  '',
];

const MODEL = (where) => `buyin: 1
name: An invented register
calendar: { starts: 2026-09, years: 5, year_starts: September }
schools:
  roll: { count: headcount, census: january }
  file: edubasealldata20261101.csv
  reads: gias
${where}tiers: { membership: { price: { flat: 500, per_pupil: 8 }, joins: 75% } }
overheads: { premises: { per_year: 24_000 } }
`;

/** Writes `model.yaml` and the register, in windows-1252, into a folder; `council`: of whose schools the model is. */
export function writeRegister(schools, folder, council) {
  const more = Array.from({ length: COLUMNS - Object.keys(READ).length }, (_, i) => `Further column ${i}`);
  const lines = [[...Object.keys(READ), ...more].join(',')];
  for (let i = 0; i < schools; i++)
    lines.push([...Object.values(READ).map((of) => of(i)), ...more.map((_, k) => FILLED[(i + k) % 8])].join(','));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'edubasealldata20261101.csv'), `${lines.join('\r\n')}\r\n`, 'latin1');
  writeFileSync(join(folder, 'model.yaml'), MODEL(council === undefined ? '' : `  where: { LA (name): ${council} }\n`));
}

if (process.argv[1]?.endsWith('register.js')) {
  const [, , schools, folder] = process.argv;
  if (!(Number(schools) > 0) || folder === undefined) {
    console.error('node bench/register.js SCHOOLS FOLDER');
    process.exitCode = 2;
  } else writeRegister(Number(schools), folder, 'Council 7');
}
