import { expect, test } from 'vitest';
import { diskOf } from '../support/disk.js';
import { play } from '../support/play.js';

/* A file that is not there is told with what is nearly called so. */

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { roll: { count: fte, census: october }, file: roll.csv }
tiers: { a: { price: { flat: 1_000 }, joins: 50% } }
`;
const ROLL = 'urn,name,phase,type,pupils\n900101,Millbrook Primary School,primary,community,212\n';
const FILES = { 'models/northmarsh/model.yaml': MODEL, 'models/northmarsh/roll.csv': ROLL, 'low.yaml': 'x: 1\n' };

test.each([
  ['a folder', ['models/nortmarsh'], 'models/northmarsh'],
  ['a folder that the path goes through', ['models/nortmarsh/model.yaml'], 'models/northmarsh/model.yaml'],
  ['the file of a folder', ['models/northmarsh/mode.yaml'], 'models/northmarsh/model.yaml'],
  ['an example that comes with the program', ['examples/harringey'], 'examples/haringey'],
  ['a price list that comes with the program', ['models/hep-2108.yaml'], 'models/hep-2018.yaml'],
  ['a file of scenarios', ['models/northmarsh', '--scenario', './lw.yaml'], 'low.yaml'],
])('%s: %j is most likely %s', async (_, argv, meant) => {
  const { code, out, err } = await play(['forecast', ...argv], { files: FILES });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`did you mean "${meant}"?`);
});

test('a roll is looked for beside its model', async () => {
  const files = { ...FILES, 'models/northmarsh/model.yaml': MODEL.replace('roll.csv', 'rol.csv') };
  const { code, err } = await play(['check', 'models/northmarsh'], { files });
  expect([code, err]).toEqual([1, expect.stringContaining('did you mean "roll.csv"?')]);
});

test('nothing is meant where no name is near, in a folder that is not there or is empty', async () => {
  for (const path of ['elsewhere.yaml', 'nowhere/at/all', '..', '/']) {
    const { err } = await play(['forecast', path], { files: FILES });
    expect(err).not.toContain('did you mean');
  }
  expect(diskOf(FILES).namesIn('nowhere')).toEqual([]);
});
