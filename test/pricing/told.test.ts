import { describe, expect, test } from 'vitest';
import type { TierPrice } from '../../src/pricing/index.js';
import {
  askedOf,
  boundsOf,
  bundlesOf,
  chargedFor,
  conditionsOf,
  doubtsIn,
  faultsIn,
  jumpsOf,
  offerOf,
  pupilsInWords,
  takenBeside,
  termsTold,
} from '../../src/pricing/index.js';
import { customerOf, pounds, priceIn, pricesIn, quoteOf } from './priced.js';

/* What a price says of itself: in words for one customer, and whatever the customer. */

const told = (terms: string, asked: string): string[] =>
  termsTold([priceIn(`{ ${terms} }`)], customerOf(asked)).map(({ says }) => says);

const PACKS = 'packs: { of: meetings, sizes: { 3: 300, 6: 500 } }';
const KEPT = 'packs: { of: meetings, sizes: { 3: 300, 6: 500 }, carry_over: yes }';
const CANCELLED = 'flat: 50, cancellation: { notice: working_days, within: { 5: 70 } }';
const OFF =
  'flat: 100, discounts: [{ amount: 5, when: { early: yes }, because: early bird }, { percent: 10%, bundle: hr }]';

describe('in words for one customer', () => {
  test.each([
    ['flat: 100', 'pupils=3', ['£100.00']],
    ['per_pupil: 19', 'pupils=262', ['£19.00 × 262 pupils']],
    // A rate stands with all its decimals: 262 times £18.95 is not what is charged.
    ['per_pupil: 18.9549', 'pupils=262', ['£18.9549 × 262 pupils']],
    ['per: { days: 405.5 }', 'pupils=1,days=2', ['£405.50 × 2 days']],
    ['per: { days: 0.000001 }', 'pupils=1,days=2', ['£0.000001 × 2 days']],
    [
      'per: { days: { price: 25, each: 15 }, lump_sum: 0.1% }',
      'pupils=1,days=20,lump_sum=£1000',
      ['£25.00 for each 15 × 20 days + 0.1% of lump sum £1,000.00'],
    ],
    ['blocks: { days: 0.5 }, per: { days: 100 }', 'pupils=1,days=1.2', ['days 1.2 → 1.5', '£100.00 × 1.5 days']],
    ['free: { days: 2 }, per: { days: 100 }', 'pupils=1,days=3', ['2 days free: 3 → 1', '£100.00 × 1 day']],
    [PACKS, 'pupils=1,meetings=2', ['2 meetings: £300.00; 1 left over, lost at the end of the year']],
    [PACKS, 'pupils=1,meetings=3', ['3 meetings: £300.00']],
    [PACKS, 'pupils=1,meetings=0', ['0 meetings: £0.00']],
    [
      'packs: { of: meetings, sizes: { 3: 300, 6: 300 } }',
      'pupils=1,meetings=4',
      ['4 meetings: £300.00; 2 left over, lost at the end of the year'],
    ],
    ['packs: { of: meetings, sizes: { 3: 300, 6: 300 } }', 'pupils=1,meetings=3', ['3 meetings: £300.00']],
    [KEPT, 'pupils=1,meetings=4', ['4 meetings: £500.00; 2 left over, kept for the next year']],
    ['flat: 10, floor: [{ amount: 20, when: { early: yes } }]', 'pupils=1', ['£10.00', 'none holds']],
    [
      'flat: 10, floor: { amount: 20, after: discounts }, cap: 30',
      'pupils=1',
      ['£10.00', 'at most £30.00', 'at least £20.00, after discounts'],
    ],
    [OFF, 'pupils=1', ['£100.00', 'none holds']],
    [
      'flat: 100, surcharges: [{ percent: 50%, when: { late: yes }, because: a late entry }, { amount: 80, of: miles, over: 30, up_to: 50 }]',
      'pupils=1,miles=40,late=yes',
      ['£100.00', '50% on top (a late entry), then £80.00 on top over 30 up to 50 miles'],
    ],
    ['flat: 100, surcharges: { percent: 50%, when: { late: yes } }', 'pupils=1', ['£100.00', 'none holds']],
    [OFF, 'pupils=1,early=yes', ['£100.00', '£5.00 off (early bird)']],
    [OFF, 'pupils=1,early=yes,takes=hr', ['£100.00', '£5.00 off (early bird), then 10% off']],
    [
      'per: { days: 100 }, discounts: { percent: 10%, nth: 2, of: days }',
      'pupils=1,days=3',
      ['£100.00 × 3 days', '10% off unit 2 of days'],
    ],
    [
      'per: { days: 100 }, discounts: { percent: 10%, from_nth: 2, of: days }',
      'pupils=1,days=3',
      ['£100.00 × 3 days', '10% off unit 2 and later of days'],
    ],
    ['flat: 10, commission: { percent: 15%, on: top }', 'pupils=1', ['£10.00', "15% on top of the provider's fee"]],
    ['flat: 10, commission: { fixed: 5 }', 'pupils=1', ['£10.00', '£5.00 inside the price']],
    [
      'per: { days: 10 }, commission: { fixed: 5, of: days }',
      'pupils=1,days=2',
      ['£10.00 × 2 days', '£5.00 for each of the days inside the price'],
    ],
    ['flat: 10, offered_if: { committed: 3 }', 'pupils=1', ['£10.00', 'offered once 3 schools have committed']],
    ['flat: 10, part_year: by_month', 'pupils=1', ['£10.00', 'a whole year']],
    ['flat: 10, part_year: by_month', 'pupils=1,months=5', ['£10.00', '5 of 12 months']],
    ['flat: 10, part_year: full_year', 'pupils=1,months=5', ['£10.00', '5 months cost as much as a year']],
    [CANCELLED, 'pupils=1', ['£50.00', 'not cancelled']],
    [CANCELLED, 'pupils=1,notice_working_days=3', ['£50.00', "cancelled with 3 working days' notice"]],
    [
      'flat: 50, cancellation: { notice: calendar_days, within: { 5: 70 } }',
      'pupils=1,notice_days=3',
      ['£50.00', "cancelled with 3 days' notice"],
    ],
    ['bands: { mode: slab, each: [{ price: 2 }] }', 'pupils=3', ['slab bands, 3 pupils: £6.00']],
    [
      'flat: 10, group: { by: trust, charge: sum }',
      'pupils=3,trust=Bay',
      ['£10.00', 'schools of one trust are priced together; each pays its part, by pupils'],
    ],
    [
      'flat: 10, group: { by: head, charge: larger }',
      'pupils=3,head=one',
      ['£10.00', 'of the schools of one head the dearest alone is charged; each pays its part, by pupils'],
    ],
  ])('%s for %s', (terms, asked, expected) => {
    expect(told(terms, asked)).toEqual(expected);
  });
});

const of = (terms: string): TierPrice => priceIn(`{ ${terms} }`);
const plain = (all: readonly { readonly path: readonly (string | number)[] }[]): string[] =>
  all.map(({ path }) => path.join('.'));

describe('whatever the customer', () => {
  test('the conditions of a price and its terms, with their places', () => {
    const price = of(
      'when: { phase: primary }, flat: 9, floor: [{ amount: 1, when: { early: yes } }, 2], discounts: [{ percent: 5%, when: { late: yes } }, { percent: 5%, bundle: hr }]',
    );
    expect(conditionsOf(price).map(({ when, path }) => [path.join('.'), when && [...when.keys()]])).toEqual([
      ['when', ['phase']],
      ['floor.0.when', ['early']],
      ['floor.1.when', undefined],
      ['discounts.0.when', ['late']],
      ['discounts.1.when', undefined],
      ['discounts.1.bundle', ['takes']],
    ]);
    expect(takenBeside(price)).toEqual([{ name: 'hr', path: ['discounts', 1, 'bundle', 0] }]);
    expect(bundlesOf(price)).toEqual([['hr']]);
  });

  test('the quantities that it asks for, and those that it charges for', () => {
    const price = of(
      'blocks: { days: 1 }, free: { days: 1 }, per_pupil: 1, per: { days: 2 }, packs: { of: visits, sizes: { 1: 5 } }, bands: { of: hours, mode: flat, each: [{ amount: 1 }] }, discounts: [{ amount: 1, nth: 2, of: calls }, { amount: 1 }], commission: { fixed: 1, of: days }, offered_if: { committed: 2 }, part_year: by_month, cancellation: { notice: working_days, within: { 5: 70 } }',
    );
    expect(askedOf(price).map(({ driver, path, needed }) => `${driver} ${path.join('.')} ${needed}`)).toEqual([
      'days blocks.days true',
      'days free.days true',
      'pupils per_pupil true',
      'days per.days true',
      'hours bands.of true',
      'visits packs.of true',
      'calls discounts.0.of true',
      'days commission.of true',
      'committed offered_if.committed false',
      'months part_year false',
      'notice_working_days cancellation.notice false',
    ]);
    expect(chargedFor(price)).toEqual(['pupils', 'days', 'hours', 'visits']);
    const bundle = priceIn('{ flat: 1, discounts: { percent: 10%, bundle: { days: 3, visits: 2 } } }');
    expect(askedOf(bundle).map(({ driver, path, needed }) => `${driver} ${path.join('.')} ${needed}`)).toEqual([
      'days discounts.0.bundle.days true',
      'visits discounts.0.bundle.visits true',
    ]);
    expect(pounds(offerOf(price))).toBe('2.00');
  });

  test.each([
    ['bands: { of: days, mode: flat, each: [{ up_to: 5, amount: 1 }, { over: 5, amount: 2 }] }', 'days', ['5', '5']],
    ['bands: { of: days, mode: flat, each: [{ up_to: 5, amount: 1 }, { over: 5, amount: 2 }] }', 'hours', []],
    [PACKS, 'meetings', ['3', '6']],
    [PACKS, 'days', []],
    ['free: { days: 2 }, per: { days: 1 }', 'days', ['2']],
    ['free: { days: 2 }, per: { days: 1 }', 'hours', []],
    [
      'flat: 1, discounts: [{ amount: 1, nth: 2, of: days }, { amount: 1, of: days, from: 4, up_to: 6 }]',
      'days',
      ['1', '2', '4', '6'],
    ],
    ['flat: 1, discounts: [{ amount: 1, nth: 2, of: days }, { amount: 1, of: days, from: 4, up_to: 6 }]', 'hours', []],
    ['flat: 1, part_year: by_month', 'months', ['12']],
    ['flat: 1, part_year: by_month', 'days', []],
    ['flat: 1, offered_if: { committed: 2 }', 'committed', ['2']],
    ['flat: 1, offered_if: { committed: 2 }', 'days', []],
    [CANCELLED, 'notice_working_days', ['5']],
    [CANCELLED, 'notice_days', []],
  ])('%s may jump in %s at', (terms, driver, expected) => {
    expect(jumpsOf(of(terms), driver).map(({ exact }) => exact.toString())).toEqual(expected);
  });

  test.each([
    [OFF, []],
    [
      'flat: 9, cap: [10, { amount: 5, when: { early: yes } }]',
      ['hidden-limit cap.1: the cap before it holds for every school'],
    ],
    ['flat: 9, cap: [{ amount: 5, when: { early: yes } }, 10]', []],
    [
      'flat: 9, discounts: { percent: 10%, nth: 2, of: days }',
      [
        'idle-discount discounts.0: no term of the price charges for days, so that a percentage off unit 2 of them takes nothing off',
      ],
    ],
    ['flat: 9, discounts: { amount: 1, nth: 2, of: days }', []],
    ['flat: 9, discounts: { percent: 10%, from: 3, of: days }', []],
    ['per: { days: 9 }, discounts: { percent: 10%, nth: 2, of: days }', []],
    [
      'bands: { mode: graduated, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }',
      [
        'unit-at-bound bands.each.1.from: "from: 5" charges at this price what lies over 5 pupils, and unit 5 itself at the price before: write "over" for what is meant, or count whole pupils with "blocks"',
      ],
    ],
    [
      'bands: { mode: graduated, each: [{ from: 5, price: 2 }] }',
      [
        'unit-at-bound bands.each.0.from: "from: 5" charges at this price what lies over 5 pupils, and not unit 5 itself: write "over" for what is meant, or count whole pupils with "blocks"',
      ],
    ],
    ['bands: { mode: graduated, each: [{ from: 0, price: 2 }] }', []],
    ['bands: { mode: slab, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }', []],
    ['blocks: { pupils: 1 }, bands: { mode: graduated, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }', []],
    [
      'packs: { of: days, sizes: { 1: 10, 3: 31 } }',
      ['dominated-pack packs.sizes.3: a pack of 3 days costs £31.00, and 3 times a pack of 1 £30.00'],
    ],
    ['packs: { of: days, sizes: { 1: 10, 3: 30 } }', []],
    [
      'packs: { of: days, sizes: { 2: 10, 3: 31 }, top_up: 5 }',
      ['dominated-pack packs.sizes.3: a pack of 3 days costs £31.00, and a pack of 2 and a top-up £15.00'],
    ],
    [
      'packs: { of: days, sizes: { 2: 10, 3: 31 }, top_up: { 2: 5, 3: 1 } }',
      ['dominated-pack packs.sizes.3: a pack of 3 days costs £31.00, and a pack of 2 and a top-up £15.00'],
    ],
    // What is sold beyond a larger pack fills up no smaller one.
    ['packs: { of: days, sizes: { 2: 10, 3: 14 }, top_up: { 2: 5, 3: 1 } }', []],
    [
      'packs: { of: days, sizes: { 2: 10, 4: 19, 6: 30 } }',
      ['dominated-pack packs.sizes.6: a pack of 6 days costs £30.00, and a pack of 2 and a pack of 4 £29.00'],
    ],
  ])('%s is surprising in', (terms, expected) => {
    expect(doubtsIn(of(terms)).map(({ lint, path, says }) => `${lint} ${path.join('.')}: ${says}`)).toEqual(expected);
  });

  const bands = (each: string): string => `bands: { of: days, mode: graduated, each: [${each}] }`;
  test.each([
    [bands('{ up_to: 5, price: 1 }, { over: 5, price: 2 }'), []],
    [bands('{ up_to: 5, price: 1 }, { price: 2 }'), []],
    [bands('{ up_to: 5, price: 1 }, { up_to: 8, price: 2 }'), []],
    [bands('{ up_to: 5, price: 1 }, { up_to: 5, price: 2 }'), ['bands-empty bands.each.1']],
    [bands('{ up_to: 5, price: 1 }, { up_to: 4, price: 2 }'), ['bands-empty bands.each.1']],
    [bands('{ up_to: 5, price: 1 }, { from: 5, price: 2 }'), ['bands-overlap bands.each.1']],
    [bands('{ up_to: 5, price: 1 }, { from: 4, price: 2 }'), ['bands-overlap bands.each.1']],
    [bands('{ below: 5, price: 1 }, { over: 5, price: 2 }'), ['bands-gap bands.each.1']],
    [bands('{ up_to: 5, price: 1 }, { from: 6, price: 2 }'), ['bands-gap bands.each.1']],
    [`blocks: { days: 1 }, ${bands('{ up_to: 5, price: 1 }, { from: 6, price: 2 }')}`, []],
    [`blocks: { days: 1 }, ${bands('{ up_to: 5, price: 1 }, { from: 7, price: 2 }')}`, ['bands-gap bands.each.1']],
    [`blocks: { days: 1 }, ${bands('{ below: 5, price: 1 }, { over: 5, price: 2 }')}`, ['bands-gap bands.each.1']],
    [`blocks: { days: 1 }, ${bands('{ below: 5.5, price: 1 }, { from: 6, price: 2 }')}`, []],
    [`blocks: { days: 1 }, ${bands('{ up_to: 5, price: 1 }, { over: 6, price: 2 }')}`, ['bands-gap bands.each.1']],
    [bands('{ price: 1 }, { over: 5, price: 2 }'), ['bands-overlap bands.each.1']],
    [bands('{ from: 5, up_to: 5, price: 2 }'), []],
    [bands('{ over: 5, up_to: 5, price: 2 }'), ['bands-empty bands.each.0']],
    [bands('{ from: 5, below: 5, price: 2 }'), ['bands-empty bands.each.0']],
    [bands('{ from: 5, over: 5, price: 2 }'), ['either-or bands.each.0.over']],
    [bands('{ up_to: 5, below: 5, price: 2 }'), ['either-or bands.each.0.below']],
    [bands('{ amount: 5 }'), ['missing-key bands.each.0', 'either-or bands.each.0.amount']],
    [bands('{ amount: 5, price: 1 }'), ['either-or bands.each.0.amount']],
    ['bands: { mode: flat, each: [{ price: 5 }] }', ['missing-key bands.each.0', 'either-or bands.each.0.price']],
    ['bands: { mode: slab, each: [{ price: 5, amount: 1 }] }', []],
    ['bands: { mode: slab, each: [{ amount: 1 }] }', ['missing-key bands.each.0']],
    ['bands: { mode: slab, each: [] }', ['missing-key bands.each']],
    ['packs: { of: days, sizes: {} }', ['missing-key packs.sizes']],
    ['packs: { of: days, sizes: { 0: 5 } }', ['bad-value packs.sizes.0']],
    ['packs: { of: days, sizes: { 1: 5, 2: 9 }, top_up: { 1: 5, 2: 4 } }', []],
    [
      'packs: { of: days, sizes: { 1: 5, 2: 9 }, top_up: { 1: 5, 3: 4 } }',
      ['missing-key packs.top_up', 'unknown-name packs.top_up.3'],
    ],
    ['packs: { of: days, sizes: { 1: 5 }, top_up: { 1: 5 }, combine: yes }', ['either-or packs.top_up']],
    ['free: { days: 1 }, flat: 5', ['bad-value free.days']],
    ['free: { days: 1 }, per: { days: 5 }', []],
    ['flat: 5, discounts: { amount: 1, of: days, from: 5, up_to: 4 }', ['bands-empty discounts.0.up_to']],
    ['flat: 5, discounts: { amount: 1, of: days, from: 5, up_to: 5 }', []],
  ])('%s is wrong in', (terms, expected) => {
    expect(plain(faultsIn(of(terms))).map((path, i) => `${faultsIn(of(terms))[i]?.code} ${path}`)).toEqual(expected);
  });

  test.each([
    [
      'flat: 5, discounts: { percent: 1%, amount: 1 }',
      ['either-or {"one":"percent","other":"amount","why":"a discount is one of them"}'],
    ],
    [
      'flat: 5, discounts: { because: nothing }',
      ['missing-key {"key":"percent","within":"the discount","or":["amount"]}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, up_to: 4 }',
      ['missing-key {"key":"of","within":"the discount, which counts units,","or":[]}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, from: 4 }',
      ['missing-key {"key":"of","within":"the discount, which counts units,","or":[]}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, of: days }',
      ['missing-key {"key":"from","within":"the discount, which names a driver,","or":["nth","from_nth"]}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, nth: 2 }',
      ['missing-key {"key":"of","within":"the discount, which counts units,","or":[]}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, of: days, nth: 2, from_nth: 3 }',
      ['either-or {"one":"nth","other":"from_nth","why":"a discount is for one unit, or for it and all later ones"}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, of: days, nth: 2, from: 3 }',
      ['either-or {"one":"from","other":"nth","why":"a discount is off the whole fee, or off some units"}'],
    ],
    [
      'flat: 5, discounts: { amount: 1, of: days, from_nth: 2, from: 3 }',
      ['either-or {"one":"from","other":"from_nth","why":"a discount is off the whole fee, or off some units"}'],
    ],
    [
      'flat: 5, commission: { percent: 5% }',
      [
        'missing-key {"key":"on","within":"0.commission","meaning":"top: it is the provider\'s fee, and the commission is added. inside: it is what the buyer pays"}',
      ],
    ],
  ])('%s cannot be read because of', (terms, expected) => {
    expect(pricesIn(`{ ${terms} }`).problems.map(({ code, data }) => `${code} ${JSON.stringify(data)}`)).toEqual(
      expected,
    );
  });
});

test('the floor and the cap that hold', () => {
  const bounds = (early: string): string[] => {
    const price = of('flat: 9, floor: 5, cap: [{ amount: 8, when: { early: yes } }, 10]');
    const { floor, cap } = boundsOf(price, new Map([['early', early]]));
    return [pounds(floor), pounds(cap)];
  };
  expect(bounds('no')).toEqual(['5.00', '10.00']);
  expect(bounds('yes')).toEqual(['5.00', '8.00']);
  expect(boundsOf(of('flat: 9, cap: { amount: 8, when: { early: yes } }'), new Map())).toEqual({});
});

test('what is wrong with terms is told with what there is', () => {
  const data = (terms: string): unknown[] => faultsIn(of(terms)).map((each) => each.data);
  expect(data('flat: 5, discounts: { amount: 1, of: days, from: 5, up_to: 4 }')).toEqual([{ from: '5', to: '4' }]);
  expect(data('bands: { mode: slab, each: [] }')).toEqual([
    { key: 'price', within: 'the list of bands, which is empty,' },
  ]);
  expect(data('bands: { mode: slab, each: [{ price: 1 }, { over: 5, price: 2 }] }')).toEqual([
    { at: 'without end', why: 'the band before it has no upper bound' },
  ]);
  expect(data('bands: { mode: slab, each: [{ from: 5, over: 5, price: 2 }] }')).toEqual([
    { one: 'from', other: 'over', why: 'each gives the same bound' },
  ]);
  expect(data('bands: { mode: flat, each: [{ amount: 5, price: 1 }] }')).toEqual([
    { one: 'mode: flat', other: 'price', why: 'a band in this mode has an amount alone' },
  ]);
  expect(data('bands: { mode: graduated, each: [{ amount: 5 }] }')).toEqual([
    { key: 'price', within: 'a band in the mode graduated' },
    { one: 'mode: graduated', other: 'amount', why: 'a band in this mode has a price alone' },
  ]);
  expect(data('packs: { of: days, sizes: { 0: 5 } }')).toEqual([
    { text: '0', expected: 'a size of pack, such as 6', why: 'a pack of nothing is no pack' },
  ]);
});

test('why bands do not follow on from each other', () => {
  const why = (each: string): unknown[] =>
    faultsIn(of(`bands: { of: days, mode: graduated, each: [${each}] }`)).map(({ data }) => data);
  expect(why('{ up_to: 5, price: 1 }, { from: 4, price: 2 }')).toEqual([
    { at: '4', why: 'the band before it ends at 5' },
  ]);
  expect(why('{ up_to: 5, price: 1 }, { from: 5, price: 2 }')).toEqual([
    { at: '5', why: 'both "up_to" and "from" hold it' },
  ]);
  expect(why('{ from: 6, up_to: 5, price: 2 }')).toEqual([{ from: '6', to: '5' }]);
  expect(why('{ up_to: 5, price: 1 }, { up_to: 4, price: 2 }')).toEqual([{ from: '5', to: '4' }]);
  expect(why('{ up_to: 5, price: 1 }, { from: 6, price: 2 }')).toEqual([
    { from: '5', to: '6', write: 'over: 5', instead: 'from: 6', whole: 'days' },
  ]);
  expect(why('{ below: 5, price: 1 }, { over: 7, price: 2 }')).toEqual([
    { from: '5', to: '7', write: 'from: 5', instead: 'over: 7', whole: undefined },
  ]);
});

test('who gets what of a price with a commission', () => {
  const parts = (terms: string, asked: string): string[] => {
    const found = quoteOf(`{ ${terms} }`, asked).parts;
    return [pounds(found?.provider), pounds(found?.commission)];
  };
  expect(parts('flat: 100', 'pupils=1')).toEqual(['none', 'none']);
  expect(parts('flat: 100, commission: { percent: 15%, on: top }', 'pupils=1')).toEqual(['100.00', '15.00']);
  expect(parts('flat: 100, commission: { percent: 15%, on: inside }', 'pupils=1')).toEqual(['85.00', '15.00']);
  expect(parts('flat: 100, commission: { fixed: 120 }', 'pupils=1')).toEqual(['0.00', '100.00']);
  const year = 'flat: 120, commission: { percent: 10%, on: top }, part_year: by_month';
  expect(parts(year, 'pupils=1,months=6')).toEqual(['60.00', '6.00']);
  const gone =
    'flat: 120, commission: { percent: 10%, on: top }, cancellation: { notice: working_days, within: { 5: 70 } }';
  expect(parts(gone, 'pupils=1')).toEqual(['120.00', '12.00']);
  expect(parts(gone, 'pupils=1,notice_working_days=5')).toEqual(['unknown', 'unknown']);
  expect(parts(gone, 'pupils=1,notice_working_days=6')).toEqual(['0.00', '0.00']);
});

test.each([
  [{}, 'pupils'],
  [{ count: 'fte' }, 'full-time equivalents'],
  [{ count: 'headcount', census: 'january' }, 'a headcount of the January census'],
  [{ census: 'october' }, 'pupils of the October census'],
  [{ count: 'fte', census: 'estimate' }, 'full-time equivalents, as estimated'],
] as const)('a basis of pupils %o in words: %s', (basis, words) => {
  expect(pupilsInWords(basis)).toBe(words);
});
