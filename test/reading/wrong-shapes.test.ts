import { expect, test } from 'vitest';
import { checked, model } from '../support/refused.js';

/* A list, a map or a word where something else is meant is one problem, at its place: what rests on it is not told beside it. */

const ROLL = 'No,School,Sector,NOR\n990101,Oak,Prim,210\n990102,Elm,Sec,900\n';
const rolled = (columns: string, values: string) =>
  model({
    schools: `schools: { roll: { count: fte, census: january }, file: roll.csv, columns: { ${columns} }, values: { ${values} } }\n`,
  });
const COLUMNS = 'urn: No, name: School, phase: Sector, pupils: NOR';
const VALUES = 'phase: { Prim: primary, Sec: secondary }, type: community';
const SHARES = 'tiers: { m: { price: { flat: 9 }, joins: =share } }\n';
const SHARE = 'assumptions: { share: { value: 90% } }\n';
const scenarios = (low: string, later = '{ because: x, tiers: { m: { joins: 40% } } }') =>
  `scenarios:\n  low: ${low}\n  later: ${later}\n`;

test.each([
  [
    'a map for the value of an assumption',
    model({ tiers: SHARES, rest: 'assumptions: { share: { value: { a: 90% } } }\n' }),
    'bad-value model.yaml:8:34',
  ],
  [
    'a list for the heading of a column',
    rolled(COLUMNS.replace('Sector', '[[Sector]]'), VALUES),
    'wrong-shape model.yaml:4:108',
  ],
  [
    'a list for the heading of the number of a school',
    rolled(COLUMNS.replace('No', '[[No]]'), VALUES),
    'wrong-shape model.yaml:4:83',
  ],
  [
    'a list for what a cell means',
    rolled(COLUMNS, VALUES.replace('primary', '[[primary]]')),
    'wrong-shape model.yaml:4:156',
  ],
  [
    'a list for a word that every row has',
    rolled(COLUMNS, VALUES.replace('community', '[[community]]')),
    'wrong-shape model.yaml:4:189',
  ],
  ['a map for how a roll counts', rolled(COLUMNS, VALUES).replace('fte', '{ a: fte }'), 'wrong-shape model.yaml:4:27'],
  [
    'a word for what is charged',
    'buyin: 1\nname: L\ndrivers: [miles]\ntiers: { t: { price: { free: { miles: 20 }, per: some } } }\n',
    'wrong-shape model.yaml:4:50',
  ],
  [
    'a map for a rate',
    'buyin: 1\nname: L\ndrivers: [miles]\ntiers: { t: { price: { free: { miles: 20 }, per: { miles: { a: 3 } } } } }\n',
    'unknown-key model.yaml:4:61',
  ],
  [
    'a list for quantities',
    'buyin: 1\nname: L\ntiers: { t: { price: { quantities: [a], flat: "=500 + tens * 4" } } }\n',
    'wrong-shape model.yaml:3:36',
  ],
  [
    'a word for a scenario, beside another',
    model({ tiers: SHARES.replace('=share', '50%'), rest: scenarios('some') }),
    'wrong-shape model.yaml:9:8',
  ],
  [
    'a word for the assumptions of a scenario',
    model({ tiers: SHARES, rest: `${SHARE}${scenarios('{ because: x, assumptions: some }')}` }),
    'wrong-shape model.yaml:10:35',
  ],
])('%s', async (_, text, told) => {
  const found = await checked({ 'model.yaml': text, 'roll.csv': ROLL });
  expect(found.told, found.err).toEqual([told]);
});
