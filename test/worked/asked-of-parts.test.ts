import { describe, expect, test } from 'vitest';
import { constant, Exact, type Money, type Price } from '../../src/figures/index.js';
import { Scalar } from '../../src/language/index.js';
import {
  askedBy,
  averageOf,
  buyerOf,
  cellsOf,
  chargesVatBy,
  customerOf,
  driverOf,
  Growth,
  gridOf,
  isPriced,
  isSpread,
  joinedName,
  listed,
  type Model,
  mixedOf,
  namedApart,
  nameIn,
  namesOfSchools,
  quantityIn,
  recoversVat,
  SCHOOL_TYPES,
  type School,
  scenarioCalled,
  scenariosIn,
  schoolsNamed,
  shareOfMonthIn,
  standsForNone,
  statedIn,
  statesBringing,
  streamsOf,
  taxed,
  togetherWith,
  undrawable,
  useOfClasses,
  vatUseOf,
  whyNoDriver,
  withVat,
} from '../../src/model/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { plainOf } from '../support/plain-parts.js';

/* What is asked of the parts of a model: names, drivers, demand, VAT, and what goes with what. */

const READ = `buyin: 1
name: Asked
calendar: { starts: 2025-11, years: 3, year_starts: September }
assumptions:
  low: { value: 5, range: { low: 4, high: 6 } }
  grant: { value: 5, states: { kept: { value: 5, probability: 50% }, lost: { value: 0, probability: 50%, scenario: s } } }
  lease: { value: 0, states: { kept: { value: 5, probability: 50% }, lost: { value: 0%, probability: 50% } } }
schools:
  roll: { count: fte, census: january }
  drivers: [teachers, lump_sum, meals]
  named:
    oak: { name: St Ann's, phase: primary, type: community, pupils: { 2025: 200, 2027: 300 }, budget: 1_000_000, drivers: { teachers: 10.5125, lump_sum: "£154,100", meals: unknown }, joins: { m: 60%, n: { times: 50% } } }
    elm: { name: "st  ann's ", phase: special, type: academy_special, pupils: 90, joins: { times: 50% } }
    ash: { phase: primary, type: independent, pupils: 30, joins: { 2026: 20% } }
  groups:
    none: { count: 0, phase: primary, type: academy, pupils: 5 }
    few: { count: 2, phase: primary, type: academy, pupils: 5 }
tiers:
  m: { name: Members, price: [{ when: { pupils: { up_to: 250 } }, flat: 12 }, { when: { phase: special }, parts: { a: { flat: 5, vat: exempt }, b: { flat: 6 } } }], joins: 0%, vat: standard, eligible: { phase: special } }
  n: { price: { flat: 12 }, joins: 0%, vat: exempt, uplift: { 2026: 10% } }
services:
  day: { kind: traded, unit: day, price: 5, demand: { per_member: [{ when: { phase: special }, units: { 2026: 3, 2027: 4 } }, { when: { type: community }, spread: { 0: 25%, 2: 75% } }] } }
  talk: { kind: traded, unit: talk, price: 5, vat: outside_scope, season: { May: 100% } }
contracts:
  c: { kind: grant, per_year: { 2025: 100, 2026: 200 }, vat: outside_scope }
scenarios: { s: { name: Worse, because: x }, t: { because: x } }
`;
const read = (): Model => Source.open(diskOf({ 'model.yaml': READ }), 'model.yaml').load().model;
const school = (id: string): School => read().schools.find((each) => each.id === id) as School;
const scalar = (text: string): Scalar => new Scalar(text, read().schools[0]?.span as School['span']);

describe('schools by their names', () => {
  test('those of one name have their numbers behind it', () => {
    expect(read().schools.map(({ name }) => name)).toEqual(['none', 'few', "St Ann's (oak)", "st  ann's (elm)", 'ash']);
    expect(
      namedApart([
        { id: '1', name: 'Oak' },
        { id: '2', name: 'oak' },
        { id: '3', name: 'Oak (1)' },
        { id: '4', name: 'Elm' },
      ]).map(({ name }) => name),
    ).toEqual(['Oak (1) (1)', 'oak (2)', 'Oak (1) (3)', 'Elm']);
  });
  test.each([
    ['oak', ['oak']],
    [' ash ', ['ash']],
    ["ST ANN'S", ['oak', 'elm']],
    ["st ann's  (elm)", ['elm']],
    ['St', []],
  ])('%s', (text, ids) => {
    expect(schoolsNamed(text, read().schools).map(({ id }) => id)).toEqual(ids);
  });
  test('and all that they may be called', () => {
    expect(namesOfSchools(read().schools)).toEqual(['none', 'few', 'oak', 'elm', 'ash', "St Ann's", "st  ann's"]);
  });
});

describe('things by their names', () => {
  test('their own, else their keys in words', () => {
    const model = read();
    expect([
      nameIn(model, 'tiers', 'm'),
      nameIn(model, 'tiers', 'n'),
      nameIn(model, 'services', 'no_such'),
      nameIn(model, 'scenarios', 's'),
    ]).toEqual(['Members', 'n', 'no such', 'Worse']);
    expect(['s', 's+t', 't+u'].map((pick) => scenarioCalled(model, pick))).toEqual(['Worse', 'Worse + t', 't + u']);
  });
});

describe('drivers of a school', () => {
  const all = ['teachers', 'lump_sum', 'meals', 'budget', 'kitchens'];
  test('as counts and as amounts', () => {
    expect(all.map((name) => plainOf(driverOf(school('oak'), name, 'count')) ?? 'none')).toEqual([
      'count 10.5125',
      'count 154100',
      'unknown count',
      'count 1000000',
      'none',
    ]);
    expect(all.map((name) => plainOf(driverOf(school('oak'), name, 'money')) ?? 'none')).toEqual([
      'none',
      'money 154100',
      'unknown money',
      'money 1000000',
      'none',
    ]);
    expect(driverOf(school('elm'), 'budget', 'count')).toBeUndefined();
  });
  test('what cannot be one', () => {
    expect(
      ['5', '£5', '£5.001', '5.00001', 'many', '-5', '1000000000', '1000000001'].map(
        (text) => whyNoDriver(scalar(text)) ?? 'one',
      ),
    ).toEqual([
      'one',
      'one',
      'it has a fraction of a penny',
      'it has more than 4 decimals',
      'it is not a number',
      'it is below zero',
      'one',
      'it is above a thousand million',
    ]);
  });
  test('of a customer, with the weight that is given', () => {
    const oak = school('oak');
    const pupils = constant('count', Exact.of(7), 'pupils');
    const customer = customerOf(oak, pupils);
    expect([
      customer.name,
      plainOf(customer.pupils),
      plainOf(customer.quantity('teachers', 'count')),
      'weight' in customer,
    ]).toEqual(["St Ann's (oak)", 'count 7', 'count 10.5125', false]);
    expect(plainOf(customerOf(oak, pupils, undefined, pupils).weight)).toEqual('count 7');
  });
  test('a group of none stands for no school', () => {
    expect(read().schools.map(standsForNone)).toEqual([true, false, false, false, false]);
  });
  test('a price for each of its rolls', () => {
    const { tiers, schools } = read();
    const price = tiers.get('m')?.price ?? [];
    expect(schools.map((each) => isPriced(price, each))).toEqual([true, true, false, true, true]);
    expect(schools.map((each) => isPriced(price.slice(1), each))).toEqual([false, false, false, true, false]);
  });
});

describe('what schools ask for', () => {
  test('by kind of school and company year', () => {
    const { services, schools, calendar } = read();
    const { demand } = services.get('day') as NonNullable<ReturnType<Model['services']['get']>>;
    expect(
      schools.map((each) =>
        [2025, 2026, 2027].map((year) => plainOf(askedBy(demand.perMember, each, year, calendar)) ?? 'nothing'),
      ),
    ).toEqual([
      ['nothing', 'nothing', 'nothing'],
      ['nothing', 'nothing', 'nothing'],
      [
        {
          parts: [
            { units: 'count 0', share: 'rate 0.25' },
            { units: 'count 2', share: 'rate 0.75' },
          ],
        },
        {
          parts: [
            { units: 'count 0', share: 'rate 0.25' },
            { units: 'count 2', share: 'rate 0.75' },
          ],
        },
        {
          parts: [
            { units: 'count 0', share: 'rate 0.25' },
            { units: 'count 2', share: 'rate 0.75' },
          ],
        },
      ],
      ['nothing', 'count 3', 'count 4'],
      ['nothing', 'nothing', 'nothing'],
    ]);
    const quantities = demand.perMember.map(({ quantity }) => quantityIn(quantity, 2027, calendar));
    expect(quantities.map((each) => each && [isSpread(each), plainOf(averageOf(each))])).toEqual([
      [false, 'count 4'],
      [true, 'count 1.5'],
    ]);
  });
  test('in a season, and without one', () => {
    const { season } = read().services.get('talk') as NonNullable<ReturnType<Model['services']['get']>>;
    expect([4, 5].map((month) => plainOf(shareOfMonthIn(season, month)) ?? 'none')).toEqual(['rate 1', 'none']);
    expect(shareOfMonthIn(undefined, 5)?.exact.times(Exact.of(12)).toString()).toEqual('1');
  });
});

describe('what schools say of their own share', () => {
  test('month by month', () => {
    const { schools, calendar } = read();
    expect(schools.map((each) => [24310, 24320].map((at) => plainOf(statedIn(each, at, calendar.yearStarts))))).toEqual(
      [
        [{ byTier: {} }, { byTier: {} }],
        [{ byTier: {} }, { byTier: {} }],
        [{ byTier: { m: 'rate 0.6' } }, { byTier: { m: 'rate 0.6' } }],
        [{ byTier: {} }, { byTier: {} }],
        [{ byTier: {} }, { all: 'rate 0.2', byTier: {} }],
      ],
    );
  });
});

describe('amounts that grow', () => {
  test('from the year in whose prices they stand', () => {
    const { calendar, tiers, contracts } = read();
    const growth = new Growth(calendar);
    const uplift = tiers.get('n')?.uplift as { all: never };
    const amounts = contracts.get('c')?.perYear as never;
    expect(
      [24300, 24310, 24319, 24320, 24331, 24332, 24343].map(
        (at) => plainOf(growth.in(amounts, uplift.all, at)) ?? 'none',
      ),
    ).toEqual(['none', 'money 100', 'money 100', 'money 200', 'money 200', 'money 220', 'money 220']);
    const fee = constant('money', Exact.of('12.34'), 'a fee');
    expect([2025, 2026, 2027].map((year) => plainOf(growth.of(fee, uplift.all, year)))).toEqual([
      'money 12.34',
      'money 13.57',
      'money 14.93',
    ]);
    expect(growth.of(fee, uplift.all, 2027)).toBe(growth.of(fee, uplift.all, 2027));
    expect(growth.of(fee, undefined, 2027)).toBe(fee);
    expect(growth.of(fee, uplift.all, 2027).args[1]?.label).toEqual('growth from 2025-26 to 2027-28');
  });
});

describe('value added tax', () => {
  test('who gets it back, and as which buyer a school pays', () => {
    expect(SCHOOL_TYPES.map((type) => `${type} ${recoversVat(type)} ${buyerOf(type)}`)).toEqual([
      'community true maintained',
      'foundation true maintained',
      'voluntary_aided true maintained',
      'voluntary_controlled true maintained',
      'community_special true maintained',
      'foundation_special true maintained',
      'maintained_nursery true maintained',
      'pupil_referral_unit true maintained',
      'academy true academies',
      'free_school true academies',
      'utc true academies',
      'studio_school true academies',
      'academy_special true academies',
      'further_education false others',
      'sixth_form_college false others',
      'independent false others',
      'non_maintained_special false others',
    ]);
  });
  test('on a price of a unit', () => {
    const price: Price = constant('price', Exact.of(10), 'a price');
    expect((['standard', 'exempt', 'outside_scope'] as const).map((each) => plainOf(withVat(price, each)))).toEqual([
      'price 12',
      'price 10',
      'price 10',
    ]);
  });
  test('on a fee, by its class, its buyer, and the classes of its parts', () => {
    const fee: Money = constant('money', Exact.of('10.33'), 'a fee');
    const part: Money = constant('money', Exact.of('4.33'), 'a part');
    const tax: Money = constant('money', Exact.of('0.5'), 'tax that is published');
    const rest: Money = constant('money', Exact.of(6), 'the rest');
    const all = [
      taxed({ fee }, 'standard', 'academy', 'Oak'),
      taxed({ fee }, 'standard', 'independent', 'Oak'),
      taxed({ fee }, 'exempt', 'independent', 'Oak'),
      taxed({ fee }, undefined, 'academy', 'Oak'),
      taxed({ fee, untaxed: true }, 'standard', 'academy', 'Oak'),
      taxed({ fee, untaxed: true }, 'exempt', 'academy', 'Oak'),
      taxed(
        {
          fee,
          supplies: [
            { vat: 'exempt', net: part, tax: undefined },
            { vat: undefined, net: rest, tax: undefined },
          ],
        },
        'standard',
        'independent',
        'Oak',
      ),
      taxed(
        {
          fee,
          supplies: [
            { vat: 'exempt', net: part, tax: undefined },
            { vat: undefined, net: rest, tax: undefined },
          ],
        },
        undefined,
        'academy',
        'Oak',
      ),
      taxed(
        {
          fee,
          supplies: [
            { vat: 'standard', net: part, tax },
            { vat: 'outside_scope', net: rest, tax },
          ],
        },
        undefined,
        'academy',
        'Oak',
      ),
    ];
    expect(
      all.map((each) =>
        each === undefined ? 'nothing' : [each.vat, each.withVat, each.net].map((of) => of.exact.toFixed(2)).join(' '),
      ),
    ).toEqual([
      '2.07 12.40 10.33',
      '2.07 12.40 12.40',
      '0.00 10.33 10.33',
      'nothing',
      'nothing',
      '0.00 10.33 10.33',
      '1.20 11.53 11.53',
      'nothing',
      '0.50 10.83 10.33',
    ]);
  });
  test('is charged from the first month of registration on', () => {
    const terms = (from: number | undefined) =>
      ({ registered: true, from, quarterEnds: 2, eligibleBody: 'unknown' }) as const;
    expect([
      chargesVatBy(undefined, 5),
      chargesVatBy(terms(undefined), 5),
      chargesVatBy(terms(5), 5),
      chargesVatBy(terms(6), 5),
    ]).toEqual([true, true, true, false]);
  });
  test('of streams, and what the VAT on a cost is for', () => {
    const model = read();
    expect(streamsOf(model)).toEqual(['tiers.m', 'tiers.n', 'services.day', 'services.talk', 'contracts.c']);
    expect(
      [undefined, ...streamsOf(model), 'tiers', 'services', 'contracts', 'tiers.no'].map((what) =>
        vatUseOf(model, what),
      ),
    ).toEqual([
      'residual',
      'residual',
      'exempt',
      'residual',
      'no supply',
      'no supply',
      'residual',
      'residual',
      'no supply',
      'residual',
    ]);
    expect([useOfClasses([]), useOfClasses(['standard', 'standard']), useOfClasses(['exempt', undefined])]).toEqual([
      'residual',
      'taxable',
      'residual',
    ]);
  });
});

describe('options and stresses', () => {
  test('with the model as it stands', () => {
    expect([listed([]), listed(['a']), listed(['a', 'base']), listed(['a', 'no base', 'b'])]).toEqual([
      ['base'],
      ['base', 'a'],
      ['a', 'base'],
      ['a', 'b'],
    ]);
    expect([scenariosIn(undefined), scenariosIn('base'), scenariosIn('a+b+a+base')]).toEqual([[], [], ['a', 'b']]);
    expect([joinedName([]), joinedName(['a', 'b'])]).toEqual(['base', 'a+b']);
  });
  test('each option under each stress', () => {
    expect(gridOf({ options: ['a'], stresses: undefined }, ['a', 'b', 'c'])).toEqual({
      options: ['base', 'a'],
      stresses: ['base', 'b', 'c'],
      isDeclared: false,
    });
    expect(cellsOf(gridOf({ options: ['no base', 'a+b'], stresses: ['b', 'c+a'] }, ['a', 'b', 'c']))).toEqual([
      { option: 'a+b', stress: 'base', name: 'a+b' },
      { option: 'a+b', stress: 'b', name: 'a+b' },
      { option: 'a+b', stress: 'c+a', name: 'a+b+c' },
    ]);
  });
});

describe('assumptions', () => {
  test('in states that bring scenarios', () => {
    const { assumptions } = read();
    expect(statesBringing(assumptions)).toEqual([]);
    const lost = new Map(
      [...assumptions].map(([id, each]) => [
        id,
        { ...each, value: { steps: [{ since: undefined, value: scalar('0') }] } },
      ]),
    );
    expect(
      statesBringing(lost).map(({ id, state, value, scenario }) => `${id} ${state} ${value.text} ${scenario.text}`),
    ).toEqual(['grant lost 0 s']);
    expect(undrawable(lost).map(({ data }) => plainOf(data))).toEqual([
      { text: '0', expected: 'a value of the range, from 4 to 6', why: 'it lies outside the range' },
    ]);
  });
  test('that go together', () => {
    const pair = (one: string, other: string, rank: string) => ({
      one,
      other,
      rank: constant('rate', Exact.of(rank), 'a rank'),
    });
    const close = (rows: readonly (readonly number[])[]): unknown =>
      rows.map((row) => row.map((each) => Number(each.toFixed(9))));
    const all = [pair('b', 'a', '0.6'), pair('c', 'b', '-0.3'), pair('e', 'd', '1')];
    const { ids, weights, odd } = mixedOf(all);
    expect([ids, close(weights), odd]).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      [[1], [0.618033989, 0.786151378], [0, -0.397975427, 0.917396076], [0, 0, 0, 1], [0, 0, 0, 1, 0]],
      undefined,
    ]);
    expect(['a', 'c', 'd', 'f'].map((id) => togetherWith(all, id))).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['d', 'e'],
      ['f'],
    ]);
    const none = mixedOf([pair('a', 'b', '1'), pair('b', 'c', '0.5'), pair('a', 'c', '-0.5')]);
    expect([none.odd?.one, none.odd?.other]).toEqual(['b', 'c']);
    const lacking = mixedOf([pair('a', 'b', '1'), pair('a', 'c', '0.5')]);
    expect([lacking.odd?.one, lacking.odd?.other]).toEqual(['a', 'c']);
    const unknown = mixedOf([
      { ...pair('a', 'b', '1'), rank: read().tiers.get('m')?.joins.others?.steps[0]?.value as never },
    ]);
    expect(close(unknown.weights)).toEqual([[1], [0, 1]]);
  });
});
