import { describe, expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { inThisThread, simulate, uncertain } from '../../src/analysis/simulation/index.js';
import type { Figure, Money } from '../../src/figures/index.js';
import type { TierTerms } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf, put, sourceOf, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* One price for schools that share a trust or a head, worked out by hand. */

const base: PlainMap = {
  buyin: '1',
  name: 'Groups',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
};
const BY_TRUST: PlainMap = { by: 'trust', charge: 'sum' };

const academy = (pupils: number, more: PlainMap = {}): PlainMap => ({
  phase: 'primary',
  type: 'academy',
  pupils: String(pupils),
  trust: 'Bay',
  ...more,
});
const model = (
  named: Readonly<Record<string, PlainMap>>,
  price: Plain,
  joins: Plain = '100%',
  more: PlainMap = {},
): PlainMap => ({
  ...base,
  schools: { named },
  tiers: { m: { price, joins } },
  ...more,
});

const income = (projection: Projection): string =>
  (
    figureOf(projection, 'income.membership', periodNamed(projection.model.calendar, 'year', '2026') as never) as Money
  ).exact.toFixed(2);

function fees(data: PlainMap): Readonly<Record<string, string>> {
  const { model: of, membership } = projectionOf(data);
  const tier = of.tiers.get('m') as TierTerms;
  return Object.fromEntries(
    of.schools.map((school) => [school.id, membership.quoteFor(tier, school, 2026)?.fee.exact.toFixed(2) ?? 'none']),
  );
}

describe('the parts of a price', () => {
  const price: PlainMap = { flat: '1_000', group: BY_TRUST };

  test('of three equal schools add to it: the odd penny goes to the last id', () => {
    const data = model({ a: academy(200), b: academy(200), c: academy(200) }, price);
    expect(fees(data)).toEqual({ a: '333.33', b: '333.33', c: '333.34' });
    expect(income(projectionOf(data))).toBe('1000.00');
    // Whatever the order of the rows.
    expect(fees(model({ c: academy(200), a: academy(200), b: academy(200) }, price))).toEqual({
      a: '333.33',
      b: '333.33',
      c: '333.34',
    });
  });

  test('are the same whoever asks, on the page and in the invoices', async () => {
    const csv =
      'urn,name,phase,type,pupils,trust\n1,A,primary,academy,200,Bay\n2,B,primary,academy,200,Bay\n3,C,primary,academy,200,Bay\n';
    const yaml = `buyin: 1\nname: G\ncalendar: { starts: 2024-09, years: 1, year_starts: September }\nschools: { file: schools.csv }\ntiers: { m: { price: { flat: 1_000, group: { by: trust, charge: sum } }, joins: 100% } }\n`;
    const files = { 'model.yaml': yaml, 'schools.csv': csv };
    for (const [school, name, fee] of [
      ['1', 'A', '333.33'],
      ['2', 'B', '333.33'],
      ['3', 'C', '333.34'],
    ]) {
      const { out } = await play(['price', '.', '--school', school as string, '--format', 'csv'], { files });
      expect(out.split('\n').find((line) => line.startsWith(`${name},`))).toContain(`,${fee},`);
      expect((await play(['explain', '.', 'fee', '--school', school as string], { files })).out).toContain(
        `£${fee}  fee of`,
      );
    }
    const invoices = (await play(['export', '.', '--to', 'invoices'], { files })).out;
    expect([...invoices.matchAll(/333\.3[34]/g)].length).toBeGreaterThanOrEqual(3);
  });

  test('follow the pupils of the year, and not those of the first', () => {
    const data = model(
      { a: academy(0, { pupils: { 2026: '100', 2027: '300' } }), b: academy(100) },
      { flat: '1_000', group: BY_TRUST },
      '100%',
      put(base, ['calendar', 'years'], '2'),
    );
    const { model: of, membership } = projectionOf(data);
    const fee = (year: number): string =>
      membership.quoteFor(of.tiers.get('m') as TierTerms, of.schools[0] as never, year)?.fee.exact.toFixed(2) as string;
    expect([fee(2026), fee(2027)]).toEqual(['500.00', '750.00']);
  });

  test('of a school without pupils are nothing, unless none of those who join have any', () => {
    expect(fees(model({ a: academy(0), b: academy(100) }, price))).toEqual({ a: '0.00', b: '1000.00' });
    expect(fees(model({ a: academy(0), b: academy(0) }, price))).toEqual({ a: '500.00', b: '500.00' });
    const alone = model({ a: academy(0, { intent: 'committed' }), b: academy(100, { intent: 'no' }) }, price, {
      by_intent: { committed: '100%', no: '0%' },
      others: '0%',
    });
    expect(fees(alone).a).toBe('1000.00');
  });
});

describe('a group is those who join', () => {
  const price: PlainMap = { flat: '300', per_pupil: '1.75', group: BY_TRUST };
  const joins = (committed: string, likely: string): PlainMap => ({ others: '100%', by_intent: { committed, likely } });
  const two = (a: string, b: string, more: PlainMap = {}): PlainMap =>
    model(
      { a: academy(100, { intent: 'committed' }), b: academy(100, { intent: 'likely' }) },
      price,
      joins(a, b),
      more,
    );

  test('one who does not join neither prices nor divides: 300 and 175, and not half of 650', () => {
    expect(income(projectionOf(two('100%', '0%')))).toBe('475.00');
    expect(fees(two('100%', '0%')).a).toBe('475.00');
    // It would pay its half if it joined after all.
    expect(fees(two('100%', '0%')).b).toBe('325.00');
  });

  test('with 80% and 50% both join in 50%, the first alone in 30%: 0.5 × 650 + 0.3 × 475', () => {
    const data = two('80%', '50%');
    expect(income(projectionOf(data))).toBe('467.50');
    // The first: half of 650 in 50%, and 475 in 30%, over the 80% in which it joins.
    expect(fees(data)).toEqual({ a: '381.25', b: '325.00' });
  });

  test('where the file says that they decide apart: both in 40%, each alone in 40% and 10%', () => {
    const data = two('80%', '50%', { uncertainty: { decide_together: 'none' } });
    // 0.4 × 650 + (0.4 + 0.1) × 475
    expect(income(projectionOf(data))).toBe('497.50');
    // The first: (0.4 × 325 + 0.4 × 475) / 0.8; the second: (0.4 × 325 + 0.1 × 475) / 0.5.
    expect(fees(data)).toEqual({ a: '400.00', b: '355.00' });
  });

  test('a share of all of it is a share of its price, to the penny', () => {
    expect(
      income(
        projectionOf(model({ a: academy(1), b: academy(1), c: academy(1) }, { flat: '1_000', group: BY_TRUST }, '50%')),
      ),
    ).toBe('500.00');
  });

  test('where nobody is expected each fee is that of all of them', () => {
    expect(fees(two('0%', '0%'))).toEqual({ a: '325.00', b: '325.00' });
  });

  test('the decision of a school says in which of two tiers it is, one above the other', () => {
    const data: PlainMap = {
      ...base,
      schools: { named: { a: academy(100, { intent: 'committed' }), b: academy(100, { intent: 'likely' }) } },
      tiers: {
        first: { price: { flat: '10' }, joins: { by_intent: { committed: '40%', likely: '10%' }, others: '0%' } },
        m: {
          price: { flat: '1_000', group: BY_TRUST },
          joins: { by_intent: { committed: '40%', likely: '60%' }, others: '0%' },
        },
      },
    };
    // a from 40% to 80%, b from 10% to 70%: both from 40% to 70%, b alone from 10% to 40%, a alone from 70% to 80%: 0.7
    // × 1,000.
    const projection = projectionOf(data);
    const year = periodNamed(projection.model.calendar, 'year', '2026') as never;
    expect((figureOf(projection, 'income.membership.m', year) as Money).exact.toFixed(2)).toBe('700.00');
    // a: 0.3 × 500 + 0.1 × 1,000 over 0.4.
    expect(fees(data)).toEqual({ a: '625.00', b: '750.00' });
  });
});

describe('an archetype of three schools of one trust is three members of one buyer', () => {
  const of = (count: string, joins = '100%', more: PlainMap = {}): PlainMap => ({
    ...model({}, { flat: '1_000', group: BY_TRUST }, joins),
    schools: { groups: { p: academy(200, { count }) } },
    ...more,
  });

  test('priced as three that are named', () => {
    expect(income(projectionOf(of('3')))).toBe('1000.00');
    expect(income(projectionOf(of('3', '75%')))).toBe('750.00');
    expect(fees(of('3'))).toEqual({ p: '333.33' });
  });

  test('of whom each decides for itself where the file says so: one in eight has none of them', () => {
    expect(income(projectionOf(of('3', '50%', { uncertainty: { decide_together: 'none' } })))).toBe('875.00');
  });

  test('the page of tiers counts its price once', async () => {
    const { out } = await play(['tiers', 'model.yaml', '--format', 'csv'], {
      files: {
        'model.yaml':
          'buyin: 1\nname: G\ncalendar: { starts: 2026-09, years: 1, year_starts: September }\nschools: { groups: { p: { count: 3, phase: primary, type: academy, pupils: 200, trust: Bay } } }\ntiers: { m: { price: { flat: 1_000, per_pupil: 10, cap: 4_000, group: { by: trust, charge: sum } }, joins: 100% } }\n',
      },
    });
    // 1,000 and 600 × 10, of which the cap takes 3,000.
    expect(out).toMatch(/Fees[^\n]*4000/);
    expect(out).toMatch(/cap takes off[^\n]*3000/);
  });
});

describe('a row of a price groups those whom it fits', () => {
  const rows: Plain = [
    { when: { phase: 'primary' }, flat: '300', per_pupil: '2', group: BY_TRUST },
    { flat: '500', per_pupil: '1.50', cap: '2_000', group: BY_TRUST },
  ];
  const named = {
    p1: academy(100, { intent: 'likely' }),
    p2: academy(200, { intent: 'likely' }),
    s1: academy(900, { phase: 'secondary', intent: 'likely' }),
    s2: academy(800, { phase: 'secondary', intent: 'no' }),
  };

  test("a trust's primaries and secondaries under two rows are two groups", () => {
    const data = model(named, rows, { by_intent: { likely: '80%', no: '0%' }, others: '0%' });
    // Primaries: 300 + 300 × 2. Of the secondaries one joins: 500 + 1,350; with the other the cap of 2,000 holds for
    // both.
    expect(fees(data)).toEqual({ p1: '300.00', p2: '600.00', s1: '1850.00', s2: '941.18' });
    // 0.8 × (900 + 1,850)
    expect(income(projectionOf(data))).toBe('2200.00');
  });
});

describe("Stroud's rule: under one head the larger alone is charged", () => {
  const tier: PlainMap = { use: 'stroud-association', joins: '100%' };
  const school = (pupils: number, head: string): PlainMap => ({
    phase: 'primary',
    type: 'academy',
    pupils: String(pupils),
    drivers: { lump_sum: '154_100' },
    attributes: { head },
  });
  const data = (joins: Plain): PlainMap => ({
    ...base,
    schools: {
      attributes: '[head]',
      drivers: '[lump_sum]',
      named: { a: school(180, 'one'), b: school(60, 'one'), c: school(60, 'other') },
    },
    tiers: { m: { ...tier, joins } },
  });

  test('in a model as by the list: 514.10 for two, in parts of 385.58 and 128.52', async () => {
    expect(fees(data('100%'))).toEqual({ a: '385.58', b: '128.52', c: '274.10' });
    expect(income(projectionOf(data('100%')))).toBe('788.20');
    const asked = [
      'pupils=180,lump_sum=154100,head=one',
      'pupils=60,lump_sum=154100,head=one',
      'pupils=60,lump_sum=154100,head=other',
    ];
    const { out } = await play([
      'price',
      'stroud-association',
      ...asked.flatMap((said) => ['--school', said]),
      '--format',
      'csv',
    ]);
    expect([...out.matchAll(/,(\d+\.\d\d),\d/g)].map(([, fee]) => fee)).toEqual(['385.58', '128.52', '274.10']);
  });

  test('in a model two schools that are not on the roll, and are asked about together, are priced together', async () => {
    const files = {
      'model.yaml':
        'buyin: 1\nname: G\ncalendar: { starts: 2026-09, years: 1, year_starts: September }\nschools: { groups: { p: { count: 3, phase: primary, type: academy, pupils: 200 } } }\ntiers: { m: { price: { flat: 1_000, group: { by: trust, charge: sum } }, joins: 100% } }\n',
    };
    const school = 'phase=primary,pupils=50,trust=Bay';
    const asked = [school, `${school},area=a`, `${school},area=b`].flatMap((said) => ['--school', said]);
    const { out } = await play(['price', 'model.yaml', ...asked, '--format', 'csv'], { files });
    expect([...out.matchAll(/,(333\.3\d),/g)].map(([, fee]) => fee)).toEqual(['333.33', '333.33', '333.34']);
  });

  test('a school of the roll that is named twice is one school; made-up ones are several, each with its own terms', async () => {
    const twice = await play(['price', 'model.yaml', '--school', 'a', '--school', 'a', '--format', 'csv'], {
      files: { 'model.yaml': yamlOf(data('100%')) },
    });
    expect(twice.out.match(/^a,/gm)).toHaveLength(1);
    const said = 'phase=primary,pupils=60,lump_sum=154100,head=third';
    const { code, out } = await play(
      ['price', 'model.yaml', '--school', said, '--school', said, '--explain', '--format', 'csv'],
      {
        files: { 'model.yaml': yamlOf(data('100%')) },
      },
    );
    expect(code).toBe(0);
    expect([...out.matchAll(/,(137\.05),/g)]).not.toHaveLength(0);
  });

  test('what is a part of one price is no figure that explain could be asked for, and explain takes one school', async () => {
    const [one, two] = ['pupils=180,lump_sum=154100,head=third', 'pupils=60,lump_sum=154100,head=third'];
    const asked = ['--school', one, '--school', two];
    const files = { 'model.yaml': yamlOf(data('100%')) };
    for (const path of ['stroud-association', 'model.yaml']) {
      const refs = async (...argv: string[]) =>
        (await play(['price', path, ...argv, '--explain', '--format', 'json'], { files })).out.match(/"figure": \{/g);
      expect(await refs(...asked)).toBeNull();
      expect(await refs('--school', one)).not.toBeNull();
      const told = await play(['explain', path, 'fee', ...asked], { files });
      expect([told.code, told.out, told.err]).toEqual([2, '', expect.stringContaining('--school is given twice')]);
    }
  });

  test('who asks first changes nothing', async () => {
    const asked = ['pupils=60,lump_sum=154100,head=one', 'pupils=180,lump_sum=154100,head=one'];
    const { out } = await play([
      'price',
      'stroud-association',
      ...asked.flatMap((said) => ['--school', said]),
      '--format',
      'csv',
    ]);
    expect([...out.matchAll(/,(\d+\.\d\d),\d/g)].map(([, fee]) => fee)).toEqual(['128.52', '385.58']);
  });

  test('schools of one head decide as one where nothing else is said', async () => {
    const chancy = uncertain(sourceOf(data('60%')).load({ scenarios: [], sets: [] }).model);
    const year = periodNamed(chancy.projection.model.calendar, 'year', '2026') as never;
    const root = figureOf(chancy.projection, 'income.membership', year);
    const column = (await simulate(chancy, [root], { draws: 500, seed: 2 }, inThisThread)).get(root) as Float64Array;
    expect([...new Set([...column].map((each) => each.toFixed(2)))].sort()).toEqual([
      '0.00',
      '274.10',
      '514.10',
      '788.20',
    ]);
  });
});

describe('schools that are one buyer answer the terms of its price alike', () => {
  const discounted = (when: string): string =>
    `{ flat: 1_000, discounts: { percent: 10%, when: ${when} }, group: { by: trust, charge: sum } }`;
  const files = (price: string): { readonly 'model.yaml': string } => ({
    'model.yaml': `buyin: 1\nname: G\ncalendar: { starts: 2024-09, years: 1, year_starts: September }\nschools:\n  named:\n    a: { phase: primary, type: academy, pupils: 200, trust: Bay, new_joiner: yes }\n    b: { phase: primary, type: academy, pupils: 200, trust: Bay, new_joiner: no }\ntiers:\n  m:\n    price: ${price}\n    joins: 100%\n`,
  });

  test.each([
    ['a discount', discounted('{ new_joiner: yes }')],
    [
      'a floor',
      '{ flat: 100, floor: [{ amount: 900, when: { new_joiner: yes } }, 500], group: { by: trust, charge: sum } }',
    ],
    ['a cap', '{ flat: 1_000, cap: { amount: 900, when: { new_joiner: yes } }, group: { by: trust, charge: sum } }'],
  ])('%s that holds for one and not for the other is a problem', async (_, price) => {
    const { code, err } = await play(['price', 'model.yaml'], { files: files(price) });
    expect(code).toBe(1);
    expect(err).toContain('[buyer-differs]');
    expect(err).toMatch(/a: model\.yaml:6/);
    expect(err).toMatch(/b: model\.yaml:7/);
  });

  test.each([
    ['what all of them share', discounted('{ trust: Bay }')],
    [
      'a price of its own for each kind',
      `[{ when: { new_joiner: yes }, flat: 900, group: { by: trust, charge: sum } }, { flat: 1_000, group: { by: trust, charge: sum } }]`,
    ],
    [
      'a later floor that nobody comes to',
      '{ flat: 100, floor: [900, { amount: 500, when: { new_joiner: yes } }], group: { by: trust, charge: sum } }',
    ],
    [
      'the dearest alone',
      '{ flat: 1_000, discounts: { percent: 10%, when: { new_joiner: yes } }, group: { by: trust, charge: larger } }',
    ],
  ])('%s is none', async (_, price) => {
    expect((await play(['check', 'model.yaml'], { files: files(price) })).code).toBe(0);
  });

  test('asked of a price list, and of a school that is not on the roll', async () => {
    const list = `buyin: 1\nname: L\nattributes: [head, early]\ntiers: { t: { price: { flat: 100, discounts: { percent: 10%, when: { early: yes } }, group: { by: head, charge: sum } } } }\n`;
    const { code, err } = await play(['price', 'list.yaml', '--school', 'head=x,early=yes', '--school', 'head=x'], {
      files: { 'list.yaml': list },
    });
    expect([code, err.includes('[buyer-differs]')]).toEqual([2, true]);
    const asked = ['price', 'model.yaml', '--school', 'phase=primary,type=academy,pupils=10,trust=Bay'];
    const beside = await play(asked, { files: files(discounted('{ trust: Bay }')) });
    expect(beside.code).toBe(0);
    const secondary = 'phase=secondary,type=academy,pupils=10,trust=Bay';
    const other = await play(['price', 'model.yaml', '--school', secondary], {
      files: files(discounted('{ phase: primary }')),
    });
    expect([other.code, other.err.includes('[buyer-differs]')]).toEqual([2, true]);
  });

  test('months of a part year and notice are not added up', async () => {
    const list =
      'buyin: 1\nname: L\nattributes: [head]\ntiers: { t: { price: { flat: 1_200, part_year: by_month, group: { by: head, charge: sum } } } }\n';
    const schools = (a: string, b: string) => [
      '--school',
      `head=x,pupils=1,months=${a}`,
      '--school',
      `head=x,pupils=1,months=${b}`,
    ];
    const { out } = await play(['price', 'list.yaml', ...schools('5', '5'), '--format', 'csv'], {
      files: { 'list.yaml': list },
    });
    expect([...out.matchAll(/,(\d+\.\d\d),\d/g)].map(([, fee]) => fee)).toEqual(['250.00', '250.00']);
    expect((await play(['price', 'list.yaml', ...schools('5', '7')], { files: { 'list.yaml': list } })).err).toContain(
      '[buyer-differs]',
    );
  });
});

test.each([[[10, 100, 89]], [[100, 10, 89]], [[10, 89, 100]]])(
  'of schools of which the dearest alone is charged its terms are told, in whatever order they stand: %j',
  async (pupils) => {
    const list =
      'buyin: 1\nname: L\nattributes: [head, early]\ntiers: { t: { price: { per_pupil: 2, floor: 100, discounts: { percent: 10%, when: { early: yes } }, group: { by: head, charge: larger } } } }\n';
    const schools = pupils.flatMap((each) => ['--school', `head=x,pupils=${each}${each === 100 ? ',early=yes' : ''}`]);
    const { out } = await play(['price', 'list.yaml', '--explain', ...schools], { files: { 'list.yaml': list } });
    expect(out.match(/£2\.00 × \d+ pupils +\d+\.\d\d/g)).toEqual(
      pupils.map(() => expect.stringMatching(/× 100 pupils +200\.00$/)),
    );
    expect(out.match(/discounts +10% off +180\.00/g)).toHaveLength(3);
  },
);

test("a broker's commission and the provider's part add to each school's part", async () => {
  const list =
    'buyin: 1\nname: L\nattributes: [head]\ntiers: { t: { price: { flat: 100, commission: { percent: 0.01%, on: top }, group: { by: head, charge: sum } } } }\n';
  const schools = [3, 7, 11].flatMap((pupils) => ['--school', `head=x,pupils=${pupils}`]);
  const { out } = await play(['price', 'list.yaml', ...schools, '--format', 'json'], { files: { 'list.yaml': list } });
  const { columns, rows } = JSON.parse(out).blocks[0] as {
    columns: { id: string }[];
    rows: { cells: { value?: string }[] }[];
  };
  const pence = (column: string): number[] =>
    rows.map(({ cells }) => Math.round(100 * Number(cells[columns.findIndex(({ id }) => id === column)]?.value)));
  const [fee, provider, commission] = [pence('fee'), pence('provider'), pence('commission')];
  expect(fee.reduce((so, each) => so + each, 0)).toBe(10_001);
  fee.forEach((each, i) => {
    expect((provider[i] as number) + (commission[i] as number)).toBe(each);
    expect(commission[i]).toBeGreaterThanOrEqual(0);
  });
});

test('what is expected of a school is its fee by its share', () => {
  const data = model(
    { a: academy(100, { intent: 'committed' }), b: academy(100, { intent: 'likely' }) },
    { flat: '300', per_pupil: '1.75', group: BY_TRUST },
    {
      others: '100%',
      by_intent: { committed: '80%', likely: '50%' },
    },
  );
  const projection = projectionOf(data);
  const [a, b] = projection.model.schools.map((school) =>
    (figureFor(projection, { figure: 'fee.expected', school: school.id, year: 2026 }) as Figure).exact.toFixed(2),
  );
  expect([a, b]).toEqual(['305.00', '162.50']);
});

describe('schools of one trust that may join several tiers', () => {
  // The first is in the core where the one number lies below 50%, and in the other to 80%; the second in the other below 30%.
  const both = (price: Plain): PlainMap => ({
    ...base,
    schools: {
      named: {
        a: academy(200, { joins: { core: '50%', plus: '30%' } }),
        b: academy(200, { joins: { core: '0%', plus: '30%' } }),
      },
    },
    tiers: { core: { price: { flat: '400' }, joins: '0%' }, plus: { price, joins: '0%' } },
  });

  test('come to them in the order of their ids, by one number', () => {
    // Never both in the same tier: each pays the whole in its 30%.
    const data = both({ flat: '1_000', group: BY_TRUST });
    expect(income(projectionOf(data))).toBe('800.00');
    const alone = put(data, ['schools', 'named', 'a', 'joins'], { core: '0%', plus: '50%' });
    // Both in 30%, the first alone in 20%.
    expect(income(projectionOf(alone))).toBe('500.00');
  });

  test('and the page says so', async () => {
    const files = { 'model.yaml': yamlOf(both({ flat: '1_000', group: BY_TRUST })) };
    const { out } = await play(['price', '.'], { files });
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Which tier each takes goes by the same number: first its share of core, then that of plus.',
    );
  });
});

test('what moves with the pupils of a group is worked out once, whichever school is asked', () => {
  const price: PlainMap = { per_pupil: '5', group: { by: 'trust', charge: 'larger' } };
  const { model: of, membership } = projectionOf(model({ a: academy(200), b: academy(300) }, price));
  const tier = of.tiers.get('m') as TierTerms;
  const [one, other] = of.schools.map((school) => membership.quoteFor(tier, school, 2026)?.moving().args ?? []);
  expect(one?.[0]?.label).toBe('what moves with the pupils');
  expect(other?.[0]).toBe(one?.[0]);
});
