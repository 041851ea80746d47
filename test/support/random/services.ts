import fc from 'fast-check';
import { decimal, type Plain, type PlainMap } from '../plain.js';
import { dated, growth, growths, MONTHS, maybe, number, paid, percent, pounds, share } from './values.js';

/* What is sold beside membership, and what delivers it: services, contracts, posts. */

/** Shares of schools that take one, two and five units, and the rest none; in tenths of a percentage. */
const spread = fc.array(fc.nat(333), { minLength: 3, maxLength: 3 }).map(([one = 0, two = 0, five = 0]): PlainMap => {
  const said = (tenths: number): string => `${decimal(tenths, 1)}%`;
  return { spread: { 0: said(1000 - one - two - five), 1: said(one), 2: said(two), 5: said(five) } };
});
/** Of a company year, or of all; for all schools, or by phase. */
const asked = (units: fc.Arbitrary<string>): fc.Arbitrary<Plain> =>
  fc.oneof<fc.Arbitrary<Plain>[]>(
    units,
    units,
    spread,
    fc.record({ 2019: units, 2020: spread }),
    fc.tuple(spread, units).map(([first, rest]): Plain => [{ when: { phase: 'primary' }, ...first }, { units: rest }]),
  );
const demand = fc.record({ per_member: maybe(asked(number(5, 2))), per_other: maybe(asked(number(3, 2))) });
/** What a unit would cost elsewhere: each price is at least the one before. */
const alternative = fc
  .record({ low: fc.nat(50_000), more: fc.nat(20_000), most: fc.nat(20_000), would_buy: maybe(share) })
  .map(({ low, more, most, would_buy }) => ({
    low: decimal(low, 2),
    typical: decimal(low + more, 2),
    high: decimal(low + more + most, 2),
    would_buy,
  }));
/** What goes by the number of units, or by the school that buys them, and is not one rate for all. */
const bent = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc
    .record({ sizes: fc.record({ 1: pounds(400), 3: pounds(900) }), top_up: pounds(400) })
    .map((packs): PlainMap => ({ packs: { of: 'units', ...packs } })),
  fc.record({ mode: fc.constantFrom('slab', 'graduated'), first: number(500, 2), rest: number(500, 2) }).map(
    ({ mode, first, rest }): PlainMap => ({
      bands: { of: 'units', mode, each: [{ up_to: '2', price: first }, { price: rest }] },
    }),
  ),
  fc.record({ one: pounds(400), some: pounds(900), many: pounds(2000) }).map(
    ({ one, some, many }): PlainMap => ({
      bands: {
        of: 'units',
        mode: 'flat',
        each: [{ up_to: '1', amount: one }, { below: '4', amount: some }, { amount: many }],
      },
    }),
  ),
  fc.record({ flat: pounds(300), per: fc.record({ units: number(300, 2) }) }),
  fc.record({ per_pupil: number(2, 2), per: fc.record({ units: number(300, 2) }) }),
  fc.record({ per: fc.record({ units: number(300, 2) }), floor: pounds(600) }),
  fc.record({ price: number(300, 2), percent: percent(50, 1) }).map(
    ({ price, percent: off }): PlainMap => ({
      per: { units: price },
      discounts: [{ percent: off, of: 'units', from: '2' }],
    }),
  ),
);
/** The same for all, or members and others by prices of their own. */
const bentPrice = fc.oneof<fc.Arbitrary<Plain>[]>(
  bent,
  fc.tuple(bent, bent).map(([member, other]): Plain => [{ when: { member: 'yes' }, ...member }, other]),
);
/** Every share of a year in two months of it, or a twelfth in each. */
const season = fc.option(
  fc.record({ month: fc.constantFrom(...MONTHS), tenths: fc.nat(1000) }).map(
    ({ month, tenths }): PlainMap => ({
      [month]: `${decimal(tenths, 1)}%`,
      February: `${decimal(1000 - tenths, 1)}%`,
    }),
  ),
  { nil: undefined, freq: 3 },
);
export const traded = fc.record({
  kind: fc.constant('traded'),
  unit: fc.constantFrom('day', 'meeting'),
  price: fc.oneof(
    {
      weight: 2,
      arbitrary: fc.oneof<fc.Arbitrary<Plain>[]>(
        number(700, 2),
        fc.record({ member: number(600, 2), other: number(800, 3) }),
      ),
    },
    { weight: 1, arbitrary: bentPrice },
  ),
  season,
  delivery: maybe(fc.record({ by: fc.constant('adviser'), days: number(3, 2), direct_cost: maybe(number(60, 2)) })),
  demand,
  uplift: maybe(growths),
  alternative: fc.option(alternative, { nil: undefined, freq: 2 }),
});
const commission = fc.oneof<fc.Arbitrary<PlainMap>[]>(
  fc.record({ provider_fee: bentPrice, commission: fc.record({ percent: share, on: fc.constant('top') }) }),
  fc.record({ price: bentPrice, commission: fc.record({ percent: share, on: fc.constant('inside') }) }),
  fc.record({ provider_fee: number(600, 2), commission: fc.record({ percent: share, on: fc.constant('top') }) }),
  fc.record({ price: number(600, 2), commission: fc.record({ percent: share, on: fc.constant('inside') }) }),
  fc.record({ price: number(600, 2, 100), commission: fc.record({ fixed: number(100, 2) }) }),
  fc.record({ provider_fee: number(600, 2), commission: fc.record({ fixed: number(100, 2) }) }),
);
export const brokered = fc
  .tuple(
    commission,
    fc.record({ acts_as: fc.constantFrom('agent', 'principal'), demand, season, uplift: maybe(growths) }),
  )
  .map(([terms, rest]): PlainMap => ({ kind: 'brokered', unit: 'day', ...terms, ...rest }));

export const contract = fc.record({
  kind: fc.constantFrom('commission', 'grant'),
  per_year: dated(pounds(700_000)),
  paid,
});
export const post = fc.record({
  fte: dated(number(4, 2)),
  salary: dated(pounds(90_000)),
  on_costs: dated(number(40, 1).map((rate) => `${rate}%`)),
  pay_award: maybe(growths),
});
/** Posts by the rates below: pay, people, scale points and awards of every form. */
export const national = fc.record({
  fte: dated(number(4, 2)),
  people: maybe(number(5, 0, 1)),
  salary: fc.oneof<fc.Arbitrary<Plain>[]>(
    dated(pounds(90_000)),
    fc.record({ scale: fc.constant('spine'), point: fc.constant('1'), top: fc.constant('2') }),
  ),
  allowances: maybe(pounds(4000)),
  pension: fc.oneof(
    fc.constantFrom('teachers', 'least', 'none'),
    number(30, 1).map((rate) => `${rate}%`),
  ),
  pay_award: maybe(
    fc.oneof<fc.Arbitrary<Plain>[]>(
      fc.constantFrom('council'),
      fc.record({ named: fc.constant('council'), after: growth }),
      fc.record({
        month: fc.constantFrom(...MONTHS),
        awards: fc.record({ 2019: growth, 2020: fc.record({ flat: pounds(2000), paid: fc.constant('2020-11') }) }),
      }),
    ),
  ),
  vacancy: maybe(share),
  recruitment: maybe(pounds(3000)),
});
export const RATES: PlainMap = {
  name: 'Rates',
  vat: {
    rate: { '2011-01': '20%', '2020-04': '17.5%' },
    registration: { '2017-04': '85_000' },
    de_minimis: { '2011-01': '25' },
    known_to: '2020-01',
  },
  corporation_tax: {
    rate: { '2017-04': '19%', '2019-12': '25%' },
    small_rate: { '2019-12': '19%' },
    lower_limit: { '2019-12': '5_000' },
    upper_limit: { '2019-12': '25_000' },
    fraction: { '2019-12': '1.5%' },
  },
  employer_ni: {
    rate: { '2015-04': '13.8%', '2019-04': '15.05%' },
    threshold_month: { '2015-04': '702' },
    threshold_year: { '2015-04': '8_424' },
    known_to: '2019-12',
  },
  employment_allowance: { amount: { '2015-04': '3_000' }, barred_from: { '2019-04': '20_000' }, bar_ends: '2020-03' },
  apprenticeship_levy: { rate: { '2015-04': '0.5%' }, allowance: { '2015-04': '500' } },
  pensions: {
    teachers: { rate: { '2015-09': '16.48%', '2019-09': '23.68%' }, known_to: '2020-03' },
    least: { rate: { '2015-04': '3%' }, lower_limit: { '2015-04': '6_136' }, upper_limit: { '2015-04': '50_000' } },
  },
  pay_awards: {
    council: { month: 'April', awards: { 2018: { percent: '2%', flat: '900', paid: '2018-10' }, 2019: '2%' } },
  },
  scales: {
    spine: {
      month: 'September',
      points: { 1: { '2015-09': '30_000', '2019-09': '31_000' }, 2: { '2015-09': '33_000' } },
    },
  },
};
export const payroll = fc.record({
  employment_allowance: fc.constantFrom('yes', 'no', 'unknown'),
  ni_by: fc.constantFrom('month', 'year'),
  withheld: maybe(share),
});
