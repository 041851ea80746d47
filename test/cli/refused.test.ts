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
