import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* Problems of every kind are told in one run: a value that cannot be read does not hide what is wrong beside it. */

const TIERS = `
tiers:
  packs: { price: { packs: { of: meetings, sizes: { 3: 828 }, top_up: -5 } }, joins: 10% }
  discount: { price: { flat: 100, discounts: { percent: 120% } }, joins: 10% }
  nothing: { price: { commission: { percent: 15%, on: top } }, joins: 10% }
  condition: { price: { when: { phase: primry, zone: north }, flat: 100 }, joins: 10% }
  bands: { price: { bands: { mode: slab, each: [{ up_to: 5, price: 3 }, { from: 4, price: 2 }] } }, joins: 10% }
  limits: { price: { flat: 5, floor: 10, cap: 8 }, joins: 10% }
  readable: { price: { flat: 5, blocks: { meetings: 0 }, bands: { mode: slab, each: [{ up_to: 5, price: 3 }, { over: 6, price: 2 }] } }, joins: 10% }
`;
const HEAD = 'buyin: 1\nname: Small\n';
const MODEL = `${HEAD}calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { drivers: [meetings], named: { oak: { phase: primary, type: community, pupils: 200, drivers: { meetings: 3 } } } }
${TIERS}`;
const LIST = `${HEAD}drivers: [meetings]${TIERS.replace(/, joins: 10%/g, '')}`;
const CODES = [
  'bad-value',
  'bad-value',
  'missing-key',
  'bad-choice',
  'unknown-name',
  'bands-overlap',
  'cap-below-floor',
  'bad-value',
  'bands-gap',
];

test.each([
  ['a model', 'model.yaml', MODEL],
  ['a price list', 'list.yaml', LIST],
])('%s', async (_, path, text) => {
  const { code, err } = await play(['check', path], { files: { [path]: text }, width: 200 });
  expect(code).toBe(1);
  expect([...err.matchAll(/\[([a-z-]+)\]$/gm)].map((match) => match[1])).toEqual(CODES);
});

test('a slip in one price leaves every key of the others: what they work out and whom they fit', async () => {
  const list = `${HEAD}drivers: [days, people]
tiers:
  slip: { price: { bands: { of: days, mode: Slab, each: [{ below: 10, price: 5 }, { price: 4 }] } } }
  derived: { price: { quantities: { person_days: =days * people }, per: { person_days: 120 } } }
  numbered: { price: [{ when: { pupils: { up_to: 100 } }, flat: 5 }, { flat: 9, quantities: { tens: "=round(pupils, 10, up)" }, cap: =tens }] }
  parted: { price: { parts: { visit: { flat: 5 }, days: { per: { days: 3 } } }, joining: 5 } }
`;
  const { err } = await play(['check', 'list.yaml'], { files: { 'list.yaml': list }, width: 200 });
  expect([...err.matchAll(/\[([a-z-]+)\]$/gm)].map((match) => match[1])).toEqual(['bad-choice']);
});
