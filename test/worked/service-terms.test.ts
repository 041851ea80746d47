import { expect, test } from 'vitest';
import { constant, Exact, Unknown } from '../../src/figures/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Services that are priced by the terms of a tier, by hand: four primaries of which half join, and one secondary of which none does. */

const model: PlainMap = {
  buyin: '1',
  name: 'Service terms',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: {
    groups: {
      primary: { count: '4', phase: 'primary', type: 'community', pupils: '200' },
      secondary: { count: '1', phase: 'secondary', type: 'academy', pupils: '900' },
    },
  },
  tiers: { core: { price: { flat: '1' }, joins: { primary: '50%', secondary: '0%' } } },
};
const priced = (price: PlainMap | readonly PlainMap[], demand: PlainMap, more: PlainMap = {}): PlainMap =>
  put(model, ['services', 'clerking'], { kind: 'traded', unit: 'meeting', price: price as PlainMap, demand, ...more });

function income(projection: Projection, name = 'income.traded.clerking', year = 0): string {
  const period = periodsOf(projection.model.calendar, 'year')[year];
  const { value } = figureOf(projection, name, period as NonNullable<typeof period>);
  return value instanceof Unknown ? `unknown: ${value.reasons}` : Exact.pounds(value as number).toFixed(2);
}
const earned = (price: PlainMap | readonly PlainMap[], demand: PlainMap, more?: PlainMap): string =>
  income(projectionOf(priced(price, demand, more)));

const PACKS = { packs: { of: 'units', sizes: { 3: '810', 6: '1_600' }, top_up: '290' } };

test('an average between two whole numbers is spread over them', () => {
  // Four meetings are a pack of three and one more, 1,100; five are 1,390. Two members buy 4.5 on average.
  expect(earned(PACKS, { per_member: '4.5' })).toBe('2490.00');
  // A quarter buys one more: 2 × (0.75 × 1,100 + 0.25 × 1,390).
  expect(earned(PACKS, { per_member: '4.25' })).toBe('2345.00');
  expect(earned(PACKS, { per_member: '4' })).toBe('2200.00');
  // Of the three others a fifth buys one meeting, in a pack of three.
  expect(earned(PACKS, { per_other: '0.2' })).toBe('486.00');
});

test.each<[string, PlainMap, string, boolean]>([
  ['an average in packs', PACKS, '4.5', true],
  ['a whole number in packs', PACKS, '4', false],
  ['an average at one rate', { per: { units: '290' } }, '4.5', false],
])('the page says that it is spread, where it is: %s', async (_, price, average, isSaid) => {
  for (const command of ['forecast', 'services']) {
    const { out, err } = await play([command, FILE], {
      files: { [FILE]: yamlOf(priced(price, { per_member: average })) },
    });
    expect(err).toBe('');
    expect(out.replace(/\s+/g, ' ').includes('clerking: the price is not one rate for every unit'), command).toBe(
      isSaid,
    );
  }
});

test('what is charged once is charged to those who buy, and nobody else', () => {
  expect(earned({ flat: '100' }, { per_member: '0.4' })).toBe('80.00');
  expect(earned({ flat: '100', per: { units: '50' } }, { per_member: '2' })).toBe('400.00');
  expect(earned({ flat: '100', per: { units: '50' } }, { per_member: '0' })).toBe('0.00');
});

test('members and others are asked for, with what else a school has', () => {
  const prices = [
    { when: { member: 'yes', phase: 'primary' }, per_pupil: '2', floor: '500' },
    { when: { phase: 'primary' }, per_pupil: '3' },
    { flat: '2_000' },
  ];
  // Two members at 500 and two others at 600; the secondary is another buyer at 2,000. A half of each buys.
  expect(earned(prices, { per_member: '0.5', per_other: '0.5' })).toBe('2100.00');
});

test('a tier takes its discount off the price of its members, and nobody is a member of a price for others', () => {
  const discounted = put(priced(PACKS, { per_member: '4', per_other: '4' }), ['tiers', 'core', 'discounts'], {
    clerking: '10%',
  });
  // 2 × 1,100 less a tenth, and 3 × 1,100.
  expect(income(projectionOf(discounted))).toBe('5280.00');
});

test('prices grow with the uplift, whatever their terms', () => {
  const projection = projectionOf(priced(PACKS, { per_member: '4' }, { uplift: '10%' }));
  expect(income(projection, 'income.traded.clerking', 1)).toBe('2420.00');
});

test('graduated and slab bands are charged by the units', () => {
  const each = [
    { up_to: '2', price: '100' },
    { over: '2', price: '80' },
  ];
  const bands = (mode: string): PlainMap => ({ bands: { of: 'units', mode, each: each as unknown as PlainMap } });
  expect(earned(bands('graduated'), { per_member: '3' })).toBe('560.00');
  expect(earned(bands('slab'), { per_member: '3' })).toBe('480.00');
});

test('what nobody buys need not have a price', () => {
  const none = { packs: { of: 'units', sizes: { 3: '810' } } };
  expect(earned(none, { per_member: '3' })).toBe('1620.00');
  expect(earned(none, { per_member: '3.5' })).toContain('the largest pack is of 3 units');
});

test('a commission is on what the terms come to', () => {
  const brokered = put(model, ['services', 'review'], {
    kind: 'brokered',
    unit: 'day',
    provider_fee: { flat: '200', per: { units: '500' } },
    commission: { percent: '10%', on: 'top' },
    acts_as: 'agent',
    demand: { per_member: '1.5' },
  });
  // 700 for one day and 1,200 for two: two members at 950 on average, of which a tenth is on top.
  expect(income(projectionOf(brokered), 'income.brokered.review')).toBe('190.00');
  expect(income(projectionOf(brokered), 'cost.providers.review')).toBe('0.00');
});

test('so many units of a service can be asked for, for one school', () => {
  const projection = projectionOf(priced([{ when: { member: 'yes' }, ...PACKS }, { per: { units: '320' } }], {}));
  const [school] = projection.model.schools;
  if (school === undefined) throw new Error('no school');
  const customer = projection.membership.customerOf(school, 2026);
  const fee = (tier: string | undefined, units: number): string | undefined =>
    projection.services.prices
      .quote('clerking', { customer, tier }, constant('count', Exact.of(units), 'units'), 2026)
      ?.fee.exact.toFixed(2);
  expect([fee('core', 4), fee(undefined, 4), fee('core', 0)]).toEqual(['1100.00', '1280.00', '0.00']);
});

test('where days are short, what is sold is the share of it that there are days for', () => {
  const short = put(
    put(priced({ flat: '100', per: { units: '50' } }, { per_member: '2' }), ['services', 'clerking', 'delivery'], {
      by: 'clerk',
      days: '1',
    }),
    ['staff', 'clerk'],
    { fte: '1', salary: '30_000', on_costs: '0%', days: '3', chargeable: '100%', when_short: 'unmet' },
  );
  // Four meetings are asked for and there are three days: 3/4 of 400.
  expect(income(projectionOf(short))).toBe('300.00');
});

test('the price of a list is that of a service, with a driver of the list for its units', async () => {
  const used = put(model, ['services', 'clerking'], {
    kind: 'traded',
    unit: 'meeting',
    use: { list: 'list.yaml', units: 'meetings' },
    demand: { per_member: '7' },
  });
  const list =
    'buyin: 1\nname: List\ndrivers: [meetings]\ntiers: { packs: { price: { packs: { of: meetings, sizes: { 6: 1_656 }, top_up: 276 }, blocks: { meetings: 1 } } } }\n';
  const files = { [FILE]: yamlOf(used), 'list.yaml': list };
  const { out } = await play(['explain', FILE, 'income.traded.clerking'], { files });
  expect(out).toContain('£3,864.00');
  const wrong = { ...files, [FILE]: yamlOf(put(used, ['services', 'clerking', 'use', 'units'], 'hours')) };
  const { code, err } = await play(['check', FILE], { files: wrong });
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching(/no driver in the prices of the list "hours".*meetings/s),
  });
});

test.each([
  [
    'what a quantity of the list is worked out of',
    'packs: { of: half_days, sizes: { 1: 300, 2: 550 }, combine: yes }',
    '£7,700.00',
  ],
  ['a quantity in an amount', 'flat: =half_days * 100', '£2,800.00'],
  ['a number in a condition', 'when: { days: { over: 1 } }, flat: 70', '£140.00'],
  ['a number that is worked out in a condition', 'when: { half_days: { over: 1 } }, flat: 70', '£140.00'],
  ['quantities of a bundle', 'flat: 70, discounts: { amount: 20, bundle: { days: 7 } }', '£100.00'],
])('the driver of a list that is the units of a service may be %s', async (_what, terms, income) => {
  const used = put(model, ['services', 'clerking'], {
    kind: 'traded',
    unit: 'day',
    use: { list: 'list.yaml', tier: 'asked', units: 'days' },
    demand: { per_member: '7' },
  });
  const list = `buyin: 1
name: List
drivers: [days, visits]
quantities: { half_days: =days * 2, pairs: =visits / 2 }
tiers: { asked: { price: { ${terms} } }, other: { price: { per: { pairs: 5 } } } }
`;
  const files = { [FILE]: yamlOf(used), 'list.yaml': list };
  expect((await play(['explain', FILE, 'income.traded.clerking'], { files })).out).toContain(income);
  // What other tiers of the list are charged by is no quantity of this one.
  const wrong = { ...files, [FILE]: yamlOf(put(used, ['services', 'clerking', 'use', 'units'], 'visits')) };
  expect((await play(['check', FILE], { files: wrong })).err).toMatch(
    /no driver in the prices of the list "visits".*(did you mean|known here:) "?days/s,
  );
});

test('a service asks nothing that only those who join together can answer', async () => {
  for (const [key, terms] of [
    ['group', { by: 'phase', charge: 'sum' }],
    ['offered_if', { committed: '3' }],
  ] as const) {
    const files = { [FILE]: yamlOf(priced({ flat: '100', [key]: terms }, { per_member: '1' })) };
    const { code, err } = await play(['check', FILE], { files });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`"${key}" and "services.clerking"`) });
  }
});

test('a price that holds for members is not lessened twice, and a tier has no such condition', async () => {
  const twice = put(
    priced([{ when: { member: 'yes' }, per: { units: '90' } }, { per: { units: '100' } }], { per_member: '1' }),
    ['tiers', 'core', 'discounts'],
    { clerking: '10%' },
  );
  const { err } = await play(['check', FILE], { files: { [FILE]: yamlOf(twice) } });
  expect(err).toMatch(/the price for members is given\s+in full/);
  const tier = put(model, ['tiers', 'core', 'price'], { when: { member: 'yes' }, flat: '1' });
  expect((await play(['check', FILE], { files: { [FILE]: yamlOf(tier) } })).err).toContain(
    'no attribute of a school "member"',
  );
});
