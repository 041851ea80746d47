import { expect, test } from 'vitest';
import { writeTexts } from '../../src/reading/node-disk.js';
import { play } from '../support/play.js';
import { HEADING, model, refused, rolled } from '../support/refused.js';
import { toldIn } from '../support/told.js';

const tiers = (terms: string): string => model({ tiers: `tiers:\n  membership: { ${terms} }\n` });
const schools = (oak: string): string =>
  model({ schools: `schools:\n  named:\n    oak: { phase: primary, type: community, ${oak} }\n` });

test.each<[string, string, string[]]>([
  ['a wrong key', tiers('price: { per_pupl: 10 }, joins: 100%'), ['unknown-key model.yaml:8:26']],
  [
    'another word for a key, which is then missing as well',
    tiers('price: { packs: { of: units, each: [{ units: 1, price: 420 }] } }, joins: 100%'),
    ['unknown-key model.yaml:8:46'],
  ],
  ['a key that stands twice', tiers('price: { flat: 1 }, joins: 1%, joins: 2%'), ['duplicate-key model.yaml:8:48']],
  ['an alias', tiers('price: *tariff, joins: 100%'), ['yaml-feature model.yaml:8:24']],
  ['an anchor', tiers('price: &tariff { flat: 1 }, joins: 100%'), ['yaml-feature model.yaml:8:24']],
  ['a tag', tiers('price: { flat: !!int 5 }, joins: 100%'), ['yaml-feature model.yaml:8:32']],
  ['a merge key', tiers('<<: { price: { flat: 1 } }, joins: 100%'), ['yaml-feature model.yaml:8:17']],
  ['a second document', `${model()}---\n${model()}`, ['yaml-feature model.yaml:9:1']],
  ['a negative roll', schools('pupils: -200'), ['bad-value model.yaml:6:53']],
  ['a fraction of a penny', tiers('price: { flat: 10.005 }, joins: 100%'), ['bad-value model.yaml:8:32']],
  [
    'a fraction of a penny in a cap',
    tiers('price: { per_pupil: 1, cap: 10.005 }, joins: 100%'),
    ['bad-value model.yaml:8:45'],
  ],
  [
    'a cap below its floor',
    tiers('price: { per_pupil: 1, floor: 2, cap: 1 }, joins: 100%'),
    ['cap-below-floor model.yaml:8:55'],
  ],
  [
    'prices that no school fits',
    tiers('price: { when: { phase: special }, flat: 1 }, joins: 100%'),
    ['no-price model.yaml:8:24'],
  ],
  ['a price without an amount', tiers('price: { cap: 1 }, joins: 100%'), ['missing-key model.yaml:8:24']],
  ['a price that is a number', tiers('price: 19, joins: 100%'), ['wrong-shape model.yaml:8:24']],
  ['a share above the whole', tiers('price: { flat: 1 }, joins: 101%'), ['bad-value model.yaml:8:44']],
  ['a fall by more than all', tiers('price: { flat: 1 }, joins: 1%, uplift: -101%'), ['bad-value model.yaml:8:56']],
  [
    'a condition on an attribute that no school has',
    tiers('price: { flat: 1, floor: { amount: 1, when: { fase: primary } } }, joins: 100%'),
    ['unknown-name model.yaml:8:63'],
  ],
  [
    'a date outside the calendar',
    model({ rest: 'contracts: { a: { kind: grant, per_year: 1, from: 2026-09 } }\n' }),
    ['outside-calendar model.yaml:9:51'],
  ],
  [
    'a date that is none',
    model({ rest: 'contracts: { a: { kind: grant, per_year: { 2025-9: 1 } } }\n' }),
    ['bad-value model.yaml:9:44'],
  ],
  [
    'a check for no scenario',
    model({ rest: 'checks: { a: { figure: income, scenarios: [lo], at_least: 1 } }\n' }),
    ['unknown-scenario model.yaml:9:44'],
  ],
  ['a check of nothing', model({ rest: 'checks: { a: { at_least: 1 } }\n' }), ['missing-key model.yaml:9:11']],
  [
    'a misspelt part of the model',
    model({ head: 'buyin: 1\nnam: Small\ncalendar: { starts: 2025-09, years: 1, year_starts: May }\n' }),
    ['unknown-key model.yaml:2:1'],
  ],
  [
    'a name that every object has',
    model({ rest: 'overheads: { __proto__: { per_year: 1 } }\n' }),
    ['bad-key model.yaml:9:14'],
  ],
  ['an empty scenario', model({ rest: 'scenarios:\n  low:\n' }), ['wrong-shape model.yaml:10:7']],
  ['a file that is not there', model({ schools: 'schools: { file: schools.csv }\n' }), ['no-file model.yaml:4:18']],
  ['a file elsewhere', model({ schools: 'schools: { file: ../schools.csv }\n' }), ['outside-folder model.yaml:4:18']],
])('%s is refused where it stands', async (_, text, told) => {
  // compare looks at every scenario too.
  expect((await refused(text, ['compare', '.'])).told).toEqual(told);
});

const TWO =
  'scenarios:\n  low: { tiers: { membership: { joins: 60% } } }\n  high: { tiers: { membership: { joins: 90% } } }\n';
const CIRCLE = 'scenarios:\n  a: { extends: b }\n  b: { extends: c }\n  c: { extends: a }\n';
const BUY_IN = 'assumptions: { buy_in: { value: 90% } }\n';

test.each<[string, string, string[], string[]]>([
  [
    'a circle of scenarios, from wherever it is entered',
    CIRCLE,
    ['--scenario', 'b'],
    ['scenario-cycle model.yaml:12:17'],
  ],
  [
    'a scenario that sets what the base lacks',
    'scenarios: { low: { tiers: { gold: { joins: 1% } } } }\n',
    ['--scenario', 'low'],
    ['overlay-lacks model.yaml:9:30'],
  ],
  ['two scenarios together that set one key', TWO, ['--scenario', 'low+high'], ['overlay-clash model.yaml:11:34']],
  ['a scenario that is not there', TWO, ['--scenario', 'lo'], ['unknown-scenario']],
  ['--set of an unknown path', '', ['--set', 'tiers.gold.joins=1%'], ['overlay-lacks --set:1:1']],
  ['--set below a single value', '', ['--set', 'tiers.membership.joins.primary=1%'], ['overlay-lacks --set:1:1']],
  ['--set twice', '', ['--set', 'tiers.membership.joins=1%', '--set', 'tiers.membership.joins=1%'], ['bad-set']],
  ['--set without a value', '', ['--set', 'tiers.membership.joins='], ['bad-set']],
  ['--set without an equals sign', '', ['--set', 'tiers.membership.joins'], ['bad-set']],
  ['--set of a value that cannot be', '', ['--set', 'tiers.membership.joins=lots'], ['bad-value --set:1:24']],
  ["--set of an assumption's bare name", BUY_IN, ['--set', 'buy_in=80%'], ['overlay-lacks --set:1:1']],
  ['--set of a name that every object has', '', ['--set', '__proto__.joins=1%'], ['bad-set']],
  ['two bad sets, both told', '', ['--set', 'a=1', '--set', 'b'], ['overlay-lacks --set:1:1', 'bad-set']],
])('%s is refused', async (_, rest, options, told) => {
  // What an option says is wrong with the command line, and not with the model.
  const isTyped = told.every((each) => !each.includes('model.yaml'));
  expect((await refused(model({ rest }), ['forecast', '.', ...options], {}, isTyped ? 2 : 1)).told).toEqual(told);
});

test("the bare name of an assumption is pointed to the assumption's value", async () => {
  const { err } = await refused(model({ rest: BUY_IN }), ['forecast', '.', '--set', 'buy_in=80%'], {}, 2);
  expect(err).toContain('did you mean "assumptions.buy_in.value"?');
});

test.each<[string, string, string[]]>([
  ['an unknown figure', 'figure: incom, at_least: 1', ['unknown-figure model.yaml:9:24']],
  ['a bound that is no number', 'figure: income, at_least: lots', ['bad-value model.yaml:9:42']],
  [
    'a tier that is not there',
    'price: { tier: gold, school: { phase: primary } }, equals: 1',
    ['unknown-name model.yaml:9:31'],
  ],
  [
    'a school that cannot be',
    'price: { tier: membership, school: { phase: primery } }, equals: 1',
    ['bad-choice model.yaml:9:60'],
  ],
  ['a year outside the calendar', 'figure: income, year: 1999, at_least: 1', ['unknown-name model.yaml:9:38']],
])('a check of %s fails, and the report of what was checked is shown', async (_, terms, told) => {
  const { code, out, err } = await play(['check', '.'], {
    files: { 'model.yaml': model({ rest: `checks: { a: { ${terms} } }\n` }) },
  });
  expect([code, toldIn(err)]).toEqual([1, told]);
  expect(out).toContain(
    "Does it balance? No: 1 problem.\nAre the board's promises kept? Not known: 1 of 1 cannot be held.",
  );
});

test('of one bad model among several, the others are checked all the same', async () => {
  const files = { 'a/model.yaml': model(), 'b/model.yaml': 'tiers: [', 'c.yaml': model({ head: '' }) };
  const { code, out, err } = await play(['check', 'a', 'b', 'c.yaml', 'd'], { files });
  expect([code, toldIn(err)]).toEqual([
    1,
    [
      'yaml-syntax b/model.yaml:1:8',
      'missing-key c.yaml:1:1',
      'missing-key c.yaml:1:1',
      'missing-key c.yaml:1:1',
      'no-file',
    ],
  ]);
  expect(out).toContain('Do they balance? 1 of 4 do.');
});

test.each<[string, string, string[]]>([
  ['a column is missing', 'urn,name,type,pupils\n1,Oak,community,200\n', ['missing-column schools.csv:1:1']],
  [
    'a column is misspelt',
    'urn,name,phse,type,pupils\n1,Oak,primary,community,200\n',
    ['unknown-column schools.csv:1:10'],
  ],
  [
    'two columns are missing',
    'urn,name,pupils\n1,Oak,200\n',
    ['missing-column schools.csv:1:1', 'missing-column schools.csv:1:1'],
  ],
  [
    'a column stands twice',
    'urn,name,phase,type,pupils,urn\n1,Oak,primary,community,200,1\n',
    ['duplicate-column schools.csv:1:28'],
  ],
  ['there is no row', HEADING, ['empty-roll schools.csv:1:1']],
  ['there is nothing', '', ['empty-roll schools.csv']],
  ['a field is too many', `${HEADING}1,St John, Hill Road,primary,community,200\n`, ['ragged-row schools.csv:2:1']],
  ['a quote is never closed', `${HEADING}1,"Oak,primary,community,200\n`, ['csv-syntax schools.csv:2:3']],
  ['it holds NUL bytes', `${HEADING}1,Oak\0,primary,community,200\n`, ['not-text schools.csv']],
  [
    'a school stands twice',
    `${HEADING}1,Oak,primary,community,200\n1,Elm,primary,community,9\n`,
    ['duplicate-school schools.csv:3:1'],
  ],
  ['the roll is below zero', `${HEADING}1,Oak,primary,community,-1\n`, ['bad-value schools.csv:2:25']],
  ['a name is missing', `${HEADING}1,,primary,community,1\n`, ['wrong-shape schools.csv:2:3']],
])('a roll is refused where %s', async (_, csv, told) => {
  expect((await refused(rolled(csv))).told).toEqual(told);
});

test('three bad cells of a roll are told at once, each in its place, with what is wrong in the model', async () => {
  const csv = `${HEADING}1,Oak,primery,community,200\n2,Ash,primary,comunity,100\n3,Elm,primary,community,12.345\n`;
  const files = rolled(csv);
  expect((await refused(files)).told).toEqual([
    'bad-choice schools.csv:2:7',
    'bad-choice schools.csv:3:15',
    'bad-value schools.csv:4:25',
  ]);
  const both = { ...files, 'model.yaml': `${files['model.yaml']}overheads: { rent: { per_year: dear } }\n` };
  expect((await refused(both)).told).toEqual([
    'bad-value model.yaml:7:32',
    'bad-choice schools.csv:2:7',
    'bad-choice schools.csv:3:15',
    'bad-value schools.csv:4:25',
  ]);
});

test('a folder without a model, and no such path, are refused', async () => {
  expect((await refused({ 'notes/readme.txt': '' }, ['forecast', 'notes'], {}, 2)).err).toContain(
    'there is no file notes/model.yaml',
  );
  expect((await refused({}, ['forecast', 'nowhere.yaml'], {}, 2)).told).toEqual(['no-file']);
});

test('a figure that no model has is refused with the nearest', async () => {
  expect((await refused(model(), ['explain', '.', 'incom'], {}, 2)).err).toContain('did you mean "income"?');
});

test('where the output cannot be written, nothing is said to have been written', async () => {
  const { code, out, err } = await play(['forecast', 'examples/haringey', '--output', 'package.json/forecast.csv'], {
    write: writeTexts,
  });
  expect([code, out, toldIn(err)]).toEqual([2, '', ['unwritable-file']]);
});

test.each([
  [['forecast', '.', '--by', 'week'], 'Allowed choices are year, term, quarter, month'],
  [['forecast', '.', '--format', 'pdf'], 'Allowed choices are'],
  [['forecast', '.', '--output', ''], 'a file needs a name'],
  [['forecast', '.', '--set'], 'argument missing'],
  [['forecast', '.', '--colour'], 'unknown option'],
  [['forecast', '.', '.'], 'too many arguments'],
  [['forecast'], 'missing required argument'],
  [['forcast', '.'], 'forecast'],
  [['price', '.', '--year', '1999'], 'there is no year 1999'],
  [['forecast', '.', '--scenario', 'a', '--scenario', 'b'], 'one model'],
  [[], 'Usage: buyin'],
])('a wrong command line ends with exit code 2 and what was wrong: %j', async (argv, says) => {
  const { code, out, err, written } = await play(argv, { files: { 'model.yaml': model() } });
  expect([code, out, written.size]).toEqual([2, '', 0]);
  expect(err).toContain(says);
});

test.each<[string, string, string[]]>([
  ['a price without an amount', '{ cap: 5 }', ['missing-key model.yaml:3:25']],
  ['a cap below its floor', '{ flat: 1, floor: 6, cap: 5 }', ['cap-below-floor model.yaml:3:51']],
  ['a phase that is none', '{ flat: 1, when: { phase: primery } }', ['bad-choice model.yaml:3:51']],
  [
    'an attribute that no school has',
    '{ flat: 1, cap: { amount: 5, when: { fase: primary } } }',
    ['unknown-name model.yaml:3:62'],
  ],
])('a price list with %s is refused, by check as by price', async (_, price, told) => {
  const files = { 'model.yaml': `buyin: 1\nname: Prices\ntiers: { gold: { price: ${price} } }\n` };
  expect((await refused(files, ['price', '.', '--school', 'phase=primary,pupils=9'])).told).toEqual(told);
  const { code, err } = await play(['check', '.'], { files });
  expect([code, toldIn(err)]).toEqual([1, told]);
});

test('a price list may ask for what a made-up school alone has', async () => {
  const files = {
    'model.yaml': 'buyin: 1\nname: Prices\ntiers: { gold: { price: { when: { area: hill }, flat: 5 } } }\n',
  };
  expect((await play(['check', '.'], { files })).code).toBe(0);
  expect((await play(['price', '.', '--school', 'phase=primary,area=hill'], { files })).code).toBe(0);
});

test.each<[string, string, string[]]>([
  ['a key that is needed', 'overheads: { rent: { per_yeer: 5 } }', ['unknown-key model.yaml:9:22']],
  ['a block that is needed', 'staff: { head: { fte: 1, salery: 5, on_costs: 5% } }', ['unknown-key model.yaml:9:26']],
  [
    'a kind of service',
    'services: { a: { kind: brokred, unit: day, price: 5, commission: { fixed: 1 }, acts_as: agent } }',
    ['bad-choice model.yaml:9:24'],
  ],
  ['a figure of a check', 'checks: { a: { figur: income, at_least: 5 } }', ['unknown-key model.yaml:9:16']],
])('one slip is one problem: %s', async (_, rest, told) => {
  expect((await refused(model({ rest: `${rest}\n` }))).told).toEqual(told);
});

test.each<[string, string, string]>([
  ['overheads: { rent: {} }', 'missing-key model.yaml:9:14', 'the overhead has none of "per_year", "per" and "once"'],
  [
    'overheads: { rent: { step: { for_each: 2, of: members } } }',
    'missing-key model.yaml:9:14',
    'the overhead with a step has no "per_year"',
  ],
  [
    'checks: { a: { figure: income } }',
    'missing-key model.yaml:9:11',
    'the check has none of "equals", "at_least" and "at_most"',
  ],
  [
    'checks: { a: { figure: income, price: { tier: membership, school: { phase: primary } }, equals: 1 } }',
    'either-or model.yaml:9:14',
    'a check looks at one of them',
  ],
  [
    'services: { a: { kind: brokered, unit: day, commission: { percent: 1%, on: top }, acts_as: agent } }',
    'missing-key model.yaml:9:13',
    'the service with a commission on top has no "provider_fee"',
  ],
  [
    'services: { a: { kind: brokered, unit: day, commission: { fixed: 1 }, acts_as: agent } }',
    'missing-key model.yaml:9:13',
    'the service has neither "provider_fee" nor "price"',
  ],
  [
    'services: { a: { kind: brokered, unit: day, commission: 5%, price: 5, acts_as: agent } }',
    'wrong-shape model.yaml:9:57',
    'a commission is expected here, and this is a single value',
  ],
  [
    'services: { a: { kind: traded, unit: day, price: 5, delivery: { days: 1 } } }',
    'missing-key model.yaml:9:53',
    'the delivery, which takes days, has no "by"',
  ],
])('what is missing is said of the block that lacks it: %s', async (rest, told, says) => {
  const { told: found, err } = await refused(model({ rest: `${rest}\n` }));
  expect(found).toEqual([told]);
  expect(err.replace(/\s+/g, ' ')).toContain(says);
});
