import { expect, test } from 'vitest';
import { FILE } from '../support/models.js';
import { play } from '../support/play.js';

/* What rests on a roll that cannot be read is not told beside what is wrong with it. */

const ROLL_MODEL = (schools: string, calendar = 'starts: 2026-09'): string =>
  `buyin: 1\nname: M\ncalendar: { ${calendar}, years: 3, year_starts: September }\nschools:\n  roll: { count: fte, census: january }\n${schools}tiers: { core: { price: { per_pupil: 10 }, joins: 50% } }\nscenarios: { one: { because: o, schools: { change: [{ school: 900101, joins: 0% }] } } }\n`;
const OWN_ROLL =
  'No,name,phase,type,pupils,team\n900101,Oak,primary,community,200,north\n900102,Elm,primary,community,220,south\n';
const CENSUS =
  'time_period,geographic_level,urn,school_name,fte pupils,full-time female Reception,full-time male Reception\n202425,School,900101,Oak,212,14,16\n202425,School,900009,Ash,212,14,16\n';
const RESTING =
  '  file: roll.csv\n  columns: { urn: No }\n  attributes: [team]\n  follows: { 900102: 900009 }\n  with: { file: census.csv, reads: census }\n';

test.each([
  ['nothing', '', '', '', ''],
  ['a roll that is no text', '', '', OWN_ROLL, '\0\u0001'],
  ['a roll whose heading is not found', '', '', OWN_ROLL, 'x\n'],
  ['a misspelt heading of the roll', 'urn: No', 'urn: Noo', '', ''],
  ['a misspelt column of the roll', '{ urn: No }', '{ urrn: No }', '', ''],
  ['misspelt columns', 'columns:', 'colums:', '', ''],
  ['a misspelt file beside it', 'file: census.csv', 'file: cnsus.csv', '', ''],
  ['a misspelt kind of such a file', 'reads: census', 'reads: cnsus', '', ''],
  ['misspelt attributes', 'attributes: [team]', 'atributes: [team]', '', ''],
  ['a quote that is not closed', '', '', 'Oak,primary', '"Oak,primary'],
])('what rests on a roll is not told beside %s', async (_, right, wrong, cell, becomes) => {
  const text = ROLL_MODEL(RESTING).replace(right, wrong);
  const files = { [FILE]: text, 'roll.csv': OWN_ROLL.replace(cell, becomes), 'census.csv': CENSUS };
  const { err } = await play(['check', FILE], { files, width: 200 });
  if (right === '' && cell === '') expect(err).toBe('');
  else expect(err.trimEnd(), err).toMatch(/\n1 problem$/);
});

test('rolls that move up through the years of a calendar that cannot be read are not told of their years', async () => {
  const text = ROLL_MODEL(
    '  file: roll.csv\n  columns: { urn: No }\n  ignore: [team]\n  intake: same\n  with: { file: census.csv, reads: census }\n',
    'starts: 2026-13',
  );
  const files = { [FILE]: text, 'roll.csv': OWN_ROLL, 'census.csv': CENSUS };
  const { err } = await play(['check', FILE], { files, width: 200 });
  expect(err.trimEnd()).toMatch(/"2026-13" is not a month[\s\S]*\n1 problem$/);
});
