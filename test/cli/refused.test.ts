import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* What a command line says that nothing can be made of: one problem, with a remedy that fits. */

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools: { groups: { p: { count: 10, phase: primary, type: community, pupils: 200 } } }
tiers: { a: { price: [{ flat: 1_000 }], joins: 50% } }
`;
const files = { 'model.yaml': MODEL, 'roll.csv': 'urn,name\n900101,Millbrook\n', 'notes.yaml': 'just words\n' };

test.each([
  [['forecast', 'roll.csv'], 1, 'a table is no model: name the model that reads it'],
  [['forecast', 'notes.yaml'], 1, 'begin with "buyin: 1" and a name'],
  [['explain', 'model.yaml', 'surplus', '--month', '2026-13'], 2, 'this model has 2026-09 to 2028-08'],
  [['explain', 'model.yaml', 'surplus', '--term', '2026-winter'], 2, 'this model has 2026-autumn to 2028-summer'],
  [['forecast', 'model.yaml', '--set', 'tiers.a.price[0].flat=900'], 2, 'an item of a list is price.0'],
  [['value', 'model.yaml', '--by', 'phase', '--school', 'p'], 2, 'leave out --school'],
  [['forecast', 'model.yaml', '--set', 'services.day.use.list=b.yaml'], 2, 'or put a new key under "add:"'],
  [
    ['solve', 'model.yaml', '--set', 'tiers.a.wages', '--target', 'surplus=0'],
    2,
    'a scenario can add it, under "add:"',
  ],
  [['forecast', 'model.yaml', '--set', 'tiers.a.wages=1'], 2, 'or put a new key under "add:"'],
])('%j', async (argv, exit, remedy) => {
  const { code, out, err } = await play(argv, { files, width: 200 });
  expect([code, out]).toEqual([exit, '']);
  expect(err).toContain(remedy);
  expect(err).not.toContain('did you mean');
});

test('what is said of an item of a list can be done', async () => {
  const { code, err } = await play(['forecast', 'model.yaml', '--set', 'tiers.a.price.0.flat=900'], { files });
  expect([code, err]).toEqual([0, '']);
});

const SCENARIOS = `scenarios:
  low: { because: l, tiers: { a: { joins: 40% } } }
  late: { because: t, calendar: { years: 1 } }
options: [base, low]
stresses: [late]
checks: { some: { figure: members, at_least: 1, scenarios: [base, low] } }
`;
const withScenarios = { 'model.yaml': MODEL + SCENARIOS };

test.each([
  ['base+base', '"base" stands in it twice'],
  ['low+low', '"low" stands in it twice'],
  ['base+', 'a name is missing beside a plus'],
  ['+low', 'a name is missing beside a plus'],
  ['low++late', 'a name is missing beside a plus'],
  ['', 'it is empty'],
  ['low + late', 'blanks stand round the plus'],
  ['low,late', 'did you mean "low+late"?'],
  ['low and late', 'did you mean "low+late"?'],
  ['Base', 'leave it out'],
])('--scenario %j is told once, with how scenarios are named together', async (said, remedy) => {
  const { code, out, err } = await play(['forecast', 'model.yaml', '--scenario', said], { files: withScenarios });
  expect([code, out]).toEqual([2, '']);
  expect(err.replace(/\s+/g, ' ')).toContain(remedy);
  expect(err.match(/^error: |\[[a-z-]+\]$/gm)).toHaveLength(1);
});

test.each([
  ['low', 'low'],
  ['base', 'base'],
  ['low+late', 'low+late'],
  ['base+low', 'low'],
])('what --scenario %s asks for is put beside itself by no command', async (one, other) => {
  const twice = ['compare', 'model.yaml', '--scenario', one, '--scenario', other];
  const { code, out, err } = await play(twice, { files: withScenarios });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`--scenario ${one} asks for the same`);
});

test.each([
  ['options: [base, low]', 'options: [base, low+low]', 'stands in it twice'],
  ['options: [base, low]', 'options: [base, +low]', 'a name is missing'],
  ['stresses: [late]', 'stresses: [low + late]', 'blanks stand round'],
  ['scenarios: [base, low]', 'scenarios: [base+base, low]', 'stands in it twice'],
])('%s written as %s is told where it stands', async (right, wrong, why) => {
  const text = (MODEL + SCENARIOS).replace(right, wrong);
  const { code, err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': text }, width: 200 });
  expect(code).toBe(1);
  expect(err).toContain(`is not a list of scenarios with a plus between them: `);
  expect(err).toContain(why);
  expect(err).toMatch(/\n1 problem\n$/);
});

test('answers about a scenario are right where the list of options is wrong', async () => {
  const named = MODEL.replace(
    /schools: .*/,
    'schools: { named: { 900101: { name: Oak, phase: primary, type: community, pupils: 200 } }, consultation: { file: a.csv } }',
  );
  const text = `${named}${SCENARIOS}`
    .replace('options: [base, low]', 'options: [base, loww]')
    .replace('joins: 50%', 'joins: { by_intent: { likely: 50% }, others: 50% }')
    .replace('tiers: { a: { joins: 40% } }', 'add: { reserves: { opening: 5 } }');
  const answers = 'school,option,intent,date,evidence\n900101,low,likely,2026-05-01,A form\n';
  const { err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': text, 'a.csv': answers } });
  expect(err).toContain('there is no scenario "loww"');
  expect(err).toMatch(/\n1 problem\n$/);
});
