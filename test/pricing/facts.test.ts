import { describe, expect, test } from 'vitest';
import { type Count, constant, Exact, type Figure, type Price } from '../../src/figures/index.js';
import {
  askedByLimit,
  askedOf,
  asksMembership,
  blockOf,
  boundsOf,
  chargedFor,
  choosingOf,
  classesIn,
  conditionsOf,
  expectedOver,
  groupingOf,
  hasBase,
  hasJoining,
  haveGroups,
  heldFor,
  holdsFor,
  isAlikeForAll,
  isBrokered,
  isWithVat,
  jumpsOf,
  lessDiscount,
  mostYearsTogether,
  numbersInWords,
  offerOf,
  type Purchase,
  paysOnce,
  perUnit,
  priceFor,
  purchase,
  reclassed,
  type TierPrice,
  takenBeside,
  tellsApart,
  unitPriceIn,
  unsaidIn,
  yearsTogether,
} from '../../src/pricing/index.js';
import { customerOf, pounds, priceIn, pricesIn } from './priced.js';

/* What prices say whatever the school, and what is bought by the unit. */

const of = (terms: string): TierPrice => priceIn(`{ ${terms} }`);
const list = (text: string): readonly TierPrice[] => {
  const { prices, problems } = pricesIn(text);
  expect(problems).toEqual([]);
  return prices;
};
const number = (text: string): Count => constant('count', Exact.of(text), 'units');
const at = ({ path }: { readonly path: readonly (string | number)[] }): string => path.join('.');
const PARTS =
  'parts: { a: { flat: 100, vat: exempt }, b: { flat: 60, vat: standard }, c: { flat: 1 }, d: { flat: 2, vat: exempt } }';

describe('a price says', () => {
  test.each<[string, (price: TierPrice) => unknown, readonly (readonly [terms: string, expected: unknown])[]]>([
    [
      'for how many years it is',
      yearsTogether,
      [
        ['flat: 9', 1],
        ['flat: 9, joining: 5', 1],
        ['flat: 9, joining: { years: 3 }', 3],
      ],
    ],
    [
      'whether it has a joining',
      hasJoining,
      [
        ['flat: 9', false],
        ['flat: 9, joining: { years: 3 }', true],
      ],
    ],
    [
      'whether something is paid once',
      paysOnce,
      [
        ['flat: 9', false],
        ['flat: 9, joining: { years: 3 }', false],
        ['flat: 9, joining: 3', true],
      ],
    ],
    [
      'which classes of VAT it has',
      (price) => classesIn([price, price]),
      [
        ['flat: 9', []],
        [PARTS, ['exempt', 'standard']],
      ],
    ],
    [
      'whether it is with VAT',
      isWithVat,
      [
        ['flat: 9', false],
        ['flat: 9, includes_vat: no', false],
        ['flat: 9, includes_vat: yes', true],
      ],
    ],
    [
      'whether it is brokered',
      isBrokered,
      [
        ['flat: 9', false],
        ['flat: 9, commission: { percent: 5%, on: top }', true],
      ],
    ],
    [
      'whether invoices tell its parts',
      tellsApart,
      [
        ['flat: 9', false],
        [PARTS, true],
        ['flat: 9, includes_vat: no', true],
        ['flat: 9, joining: 3', true],
      ],
    ],
    [
      'for how many it waits',
      (price) => offerOf(price)?.exact.toString(),
      [
        ['flat: 9', undefined],
        ['flat: 9, offered_if: { committed: 7 }', '7'],
      ],
    ],
    [
      'how it groups',
      groupingOf,
      [
        ['flat: 9', undefined],
        ['flat: 9, group: { by: trust, charge: sum }', { by: 'trust', charge: 'sum' }],
      ],
    ],
    [
      'whether it has a base',
      hasBase,
      [
        ['flat: 9', true],
        [PARTS, true],
      ],
    ],
    [
      'in which blocks it counts days',
      (price) => blockOf(price, 'days')?.exact.toString(),
      [
        ['per: { days: 9 }', undefined],
        ['blocks: { days: 0.5, visits: 2 }, per: { days: 9 }', '0.5'],
        ['blocks: { visits: 2 }, free: { days: 2 }, per: { days: 9 }', undefined],
      ],
    ],
    [
      'what it charges for',
      chargedFor,
      [
        ['flat: 9', []],
        ['per: { days: 9, pupils: 2 }, discounts: { percent: 5%, of: visits, from: 2 }', ['days', 'pupils']],
        ['parts: { a: { per: { days: 9 } } }', ['days']],
      ],
    ],
    [
      'by which numbers it is chosen',
      choosingOf,
      [
        ['flat: 9', []],
        ['when: { days: { over: 2 }, pupils: { below: 3 } }, flat: 9', ['days', 'pupils']],
      ],
    ],
    [
      'which it names beside',
      (price) => takenBeside(price).map((each) => `${each.name} at ${at(each)}`),
      [
        ['flat: 9', []],
        [
          'flat: 9, discounts: [{ amount: 1, bundle: [hr, it] }, { amount: 1, bundle: { days: 2 } }]',
          ['hr at discounts.0.bundle.0', 'it at discounts.0.bundle.1'],
        ],
      ],
    ],
    [
      'within which numbers it holds',
      (price) => numbersInWords(price.numbers),
      [
        ['flat: 9', ''],
        [
          'when: { pupils: { over: 100, up_to: 300 }, days: { from: 2 } }, flat: 9',
          'over 100, up to 300 pupils; from 2 days',
        ],
        ['when: { pupils: { below: 300 } }, flat: 9', 'below 300 pupils'],
      ],
    ],
    [
      'what it asks',
      (price) =>
        askedOf(price).map(({ driver, path, needed }) => `${driver} at ${path.join('.')}${needed ? '' : ' if known'}`),
      [
        ['flat: 9', []],
        [
          'when: { days: { over: 2 } }, per: { visits: 2, pupils: 1 }, part_year: by_month, discounts: [{ percent: 5%, of: miles, over: 2 }, { percent: 5%, bundle: { courses: 1 } }]',
          [
            'days at when.days',
            'visits at per.visits',
            'pupils at per.pupils',
            'miles at discounts.0.of',
            'courses at discounts.1.bundle.courses',
            'months at part_year if known',
          ],
        ],
      ],
    ],
    [
      'on what conditions',
      (price) =>
        conditionsOf(price).map(
          (each) =>
            `${at(each)}: ${[...(each.when ?? [])].map(([key, values]) => `${key} ${values.join('/')}`).join()}`,
        ),
      [
        ['flat: 9', ['when: ']],
        [
          'when: { phase: [primary, special] }, parts: { a: { flat: 1, when: { early: true } }, b: { flat: 1, floor: { amount: 5, when: { late: yes } } } }, group: { by: trust, charge: sum }',
          [
            'when: phase primary/special',
            'parts.a.when: early yes',
            'parts.b.floor.0.when: late yes',
            'group.by: trust ',
          ],
        ],
      ],
    ],
  ])('%s', (_, asked, rows) => {
    expect(rows.map(([terms]) => asked(of(terms)))).toEqual(rows.map(([, expected]) => expected));
  });

  test('the floor and the cap that hold', () => {
    const price = of(
      'flat: 9, floor: [{ amount: 20, when: { early: yes } }, 30], cap: { amount: 90, when: { early: yes } }',
    );
    const bounds = (attributes: [string, string][]): unknown => {
      const { floor, cap } = boundsOf(price, new Map(attributes));
      return [pounds(floor), pounds(cap)];
    };
    expect(bounds([['early', 'yes']])).toEqual(['20.00', '90.00']);
    expect(bounds([])).toEqual(['30.00', 'none']);
    expect(askedByLimit(price, boundsOf(price, new Map()).floor as never)).toEqual([]);
  });

  test('at which quantities it may jump', () => {
    const jumps = (terms: string, driver: string): string[] =>
      jumpsOf(of(terms), driver).map(({ exact }) => exact.toString());
    const price = of('flat: 9');
    expect(jumpsOf(price, 'days')).toBe(jumpsOf(price, 'days'));
    expect(
      jumps(
        'when: { days: { over: 2, up_to: 7 } }, per: { days: 9 }, discounts: { percent: 5%, of: days, from: 3, up_to: 5 }',
        'days',
      ),
    ).toEqual(['2', '7', '3', '5']);
    expect(jumps('when: { days: { over: 2 } }, per: { days: 9 }', 'pupils')).toEqual([]);
    expect(
      jumps('bands: { of: days, mode: slab, each: [{ below: 5, price: 1 }, { from: 5, price: 2 }] }', 'days'),
    ).toEqual(['5', '5']);
    expect(jumps('flat: 9, offered_if: { committed: 7 }', 'committed')).toEqual(['7']);
    expect(jumps('flat: 9, part_year: by_month', 'months')).toEqual(['12']);
    expect(jumps('flat: 9, surcharges: { amount: 1, of: miles, over: 2, up_to: 3 }', 'miles')).toEqual(['2', '3']);
    expect(jumps('packs: { of: days, sizes: { 2: 5, 4: 8 } }', 'days')).toEqual(['2', '4']);
    expect(
      jumps('blocks: { days: 2 }, per: { days: 9 }, discounts: { percent: 5%, nth: 3, of: days }', 'days'),
    ).toEqual(['2', '3']);
    expect(
      jumps('free: { days: 2 }, per: { days: 9 }, discounts: { percent: 5%, bundle: { days: 4 } }', 'days'),
    ).toEqual(['2', '4']);
    expect(
      jumps('flat: 9, cancellation: { notice: calendar_days, within: { 7: 50%, 14: 10 } }', 'notice_days'),
    ).toEqual(['7', '14']);
  });

  test('what it is without VAT of its own', () => {
    const untaxed = reclassed(of(PARTS), 'standard', undefined);
    expect(classesIn([untaxed])).toEqual(['exempt']);
    expect(untaxed.terms.size).toBe(1);
    const plain = of('parts: { a: { flat: 100, vat: exempt } }');
    expect(reclassed(plain, 'standard', undefined)).toBe(plain);
  });
});

describe('of several prices', () => {
  const many = list(
    '[{ when: { phase: primary }, flat: 9, joining: { years: 2 } }, { when: { pupils: { over: 10 }, sector: x }, flat: 5, joining: { years: 4 } }, { flat: 8, joining: { years: 3 }, group: { by: trust, charge: sum } }]',
  );
  test('the most years, groups and what is not said', () => {
    const years = (attributes: [string, string][]): number => mostYearsTogether(many, new Map(attributes));
    expect([
      years([]),
      years([['phase', 'primary']]),
      years([['sector', 'x']]),
      mostYearsTogether([], new Map()),
    ]).toEqual([3, 3, 4, 1]);
    expect([haveGroups(many), haveGroups(many.slice(0, 2))]).toEqual([true, false]);
    expect(unsaidIn(many, new Map([['phase', 'primary']]))).toEqual(['sector']);
    expect(unsaidIn(many, new Map([['phase', '']]))).toEqual(['phase', 'sector']);
  });

  test('the one that fits, and the one that holds', () => {
    const held = (asked: string, prices = many): unknown => heldFor(prices, customerOf(asked))?.position;
    expect(priceFor(many, new Map([['sector', 'x']]))?.position).toBe(1);
    expect(priceFor(many.slice(0, 1), new Map())).toBeUndefined();
    expect([held('phase=primary'), held('sector=x,pupils=11'), held('sector=x,pupils=10'), held('pupils=3')]).toEqual([
      0, 1, 2, 2,
    ]);
    const one = list('[{ when: { days: { over: 10 } }, flat: 5 }]');
    expect([held('days=10', one), held('days=11', one), held('pupils=1', one)]).toEqual([undefined, 0, undefined]);
    const holds = (asked: string): boolean => holdsFor(one, customerOf(asked));
    expect([holds('days=10'), holds('days=11'), holds('pupils=1')]).toEqual([false, true, true]);
    expect(holdsFor(list('[{ when: { phase: primary }, flat: 5 }]'), customerOf('phase=special'))).toBe(false);
  });
});

describe('units that are bought', () => {
  const bought = (terms: string, asked: string, said: Partial<Purchase> & { readonly of?: string } = {}): unknown => {
    const customer = customerOf(asked);
    const found = purchase(list(terms.startsWith('[') ? terms : `{ ${terms} }`), {
      customer,
      units: number(said.of ?? '2'),
      isMember: false,
      off: undefined,
      ...said,
    });
    if (found === undefined) return undefined;
    const { fee, moving, parts, supplies } = found;
    return [
      pounds(fee),
      pounds(moving()),
      ...(parts === undefined ? [] : [pounds(parts.provider), pounds(parts.commission)]),
      ...(supplies ?? []).map(({ vat, net, tax }) => `${vat ?? 'own'} ${pounds(net)} ${pounds(tax)}`),
    ];
  };
  const TENTH = constant('rate', Exact.of('0.1'), 'a tenth');
  test.each<[string, string, Partial<Purchase> & { readonly of?: string }, unknown]>([
    ['per: { units: 30 }', 'pupils=1', {}, ['60.00', '0.00']],
    ['per: { units: 30 }', 'pupils=1', { off: TENTH }, ['54.00', '0.00']],
    ['flat: 5, per: { units: 30 }', 'pupils=1', { of: '0' }, ['0.00', '0.00']],
    ['flat: 5, per_pupil: 1', 'pupils=10', { of: '0.5' }, ['15.00', '10.00']],
    ['flat: 5, per_pupil: 1', 'pupils=10', { of: '0' }, ['0.00', '0.00']],
    [
      'per: { units: 30 }, commission: { percent: 10%, on: top }',
      'pupils=1',
      { off: TENTH },
      ['59.40', '0.00', '54.00', '5.40'],
    ],
    ['per: { units: 30 }, includes_vat: yes', 'pupils=1', { off: TENTH }, ['45.00', '0.00', 'own 45.00 9.00']],
    [
      '[{ when: { member: yes }, per: { units: 20 } }, { per: { units: 30 } }]',
      'pupils=1',
      { isMember: true },
      ['40.00', '0.00'],
    ],
    ['[{ when: { member: yes }, per: { units: 20 } }, { per: { units: 30 } }]', 'pupils=1', {}, ['60.00', '0.00']],
    ['[{ when: { member: yes }, per: { units: 20 } }]', 'pupils=1', {}, undefined],
  ])('%s for %s with %j: %j', (terms, asked, said, expected) => {
    expect(bought(terms, asked, said)).toEqual(expected);
  });

  test('a discount leaves the rest', () => {
    expect(lessDiscount(TENTH).exact.toString()).toBe('0.9');
  });

  test('an average is spread over the whole numbers beside it', () => {
    const charge = (units: Figure<'count'>) => constant('money', units.exact.times(units.exact), 'squared');
    const expected = (average: string): string => expectedOver(number(average), charge as never).exact.toString();
    // One for half of them, and two for the other half: (1 + 4) / 2.
    expect(['0', '1', '1.5', '2.25', '3'].map(expected)).toEqual(['0', '1', '2.5', '5.25', '9']);
  });

  test('one unit costs the same, or not', () => {
    const unit = (text: string, isMember = false): string => pounds(unitPriceIn(list(text), isMember));
    expect(unit('{ per: { units: 30 } }')).toBe('30.00');
    expect(unit('{ per: { units: 30, pupils: 1 } }')).toBe('none');
    expect(unit('{ per: { days: 30 } }')).toBe('none');
    expect(unit('{ per: { units: { price: 30, each: 2 } } }')).toBe('none');
    expect(unit('{ per: { units: 30% } }')).toBe('none');
    expect(unit('{ per: { units: 30 }, cap: 90 }')).toBe('none');
    expect(unit('{ flat: 30 }')).toBe('none');
    const members = '[{ when: { member: yes }, per: { units: 20 } }, { per: { units: 30 } }]';
    expect([unit(members, true), unit(members)]).toEqual(['20.00', '30.00']);
    expect(unit('[{ when: { member: yes }, per: { units: 20 } }]')).toBe('none');
    expect(unit('[{ when: { phase: primary }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe('none');
    expect(unit('[{ when: { pupils: { over: 3 } }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe('none');
    expect(
      unit('[{ when: { member: no }, per: { units: 20 } }, { when: { phase: primary }, per: { units: 30 } }]'),
    ).toBe('20.00');
    const own = constant('price', Exact.of('7'), 'own') as Price;
    expect(unitPriceIn([perUnit(own)], true)).toBe(own);
    expect(unitPriceIn([perUnit(own, true)], true)).toBe(own);
    expect(unitPriceIn([perUnit(own, true)], false)).toBeUndefined();
    expect(unitPriceIn([perUnit(own, false)], false)).toBe(own);
  });

  test('all pay alike, or by what else is asked', () => {
    const alike = (text: string): boolean => isAlikeForAll(list(text));
    expect(alike('[{ when: { member: yes }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe(true);
    expect(alike('{ per: { units: 20 }, part_year: by_month }')).toBe(true);
    expect(alike('{ per: { units: 20 }, discounts: { percent: 5%, when: { member: yes } } }')).toBe(true);
    expect(alike('{ per: { units: 20 }, discounts: { percent: 5%, when: { early: yes } } }')).toBe(false);
    expect(alike('{ per: { units: 20, days: 1 } }')).toBe(false);
    expect(alike('{ per: { units: 20 }, group: { by: trust, charge: sum } }')).toBe(false);
    expect(alike('[{ when: { phase: primary, member: yes }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe(
      false,
    );
    const asks = (text: string): boolean => asksMembership(list(text));
    expect(asks('[{ when: { member: yes }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe(true);
    expect(asks('{ per: { units: 20 }, discounts: { percent: 5%, when: { member: yes } } }')).toBe(true);
    expect(asks('[{ when: { phase: primary }, per: { units: 20 } }, { per: { units: 30 } }]')).toBe(false);
  });
});
