import { describe, expect, test } from 'vitest';
import { invoicesOf } from '../../src/analysis/index.js';
import type { Figure, Money } from '../../src/figures/index.js';
import { monthOf } from '../../src/language/index.js';
import type { Period } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf, put } from '../support/models.js';

/* Loans, capital items, kinds of buyers, a school that converts, and days that run out: small cases worked out by hand. */

const base: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2018-09', years: '3', year_starts: 'September' },
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
  payment_terms: { schools: '0', council: '0', suppliers: '0' },
};
const pence = (projection: Projection, account: string, month: string): number =>
  projection.journal.balance(account, monthOf(month) as number).pence;
const inYear = (projection: Projection, line: string, year: string): string =>
  figureOf(projection, line, periodNamed(projection.model.calendar, 'year', year) as Period).exact.toFixed(2);
const inMonth = (projection: Projection, line: string, month: string): Figure =>
  figureOf(projection, line, periodNamed(projection.model.calendar, 'month', month) as Period);

describe('a facility', () => {
  const facility = (more: PlainMap): Projection =>
    projectionOf({
      ...base,
      overheads: { office: { per_year: '12_000', to: '2018-12' } },
      contracts: {
        council: { kind: 'grant', per_year: '60_000', paid: 'yearly_in_arrears', from: '2018-09', to: '2019-01' },
      },
      loans: { bank: { limit: '10_000', drawn: 'when_needed', rate: '12%', ...more } },
    });
  const months = ['2018-09', '2018-10', '2018-11', '2018-12', '2019-01'];

  test('is drawn when cash falls short, with interest, and repaid when there is more', () => {
    const projection = facility({});
    // 1,000 a month, and 1% a month of what was owed before
    expect(months.map((month) => pence(projection, 'loans', month))).toEqual([100_000, 201_000, 303_010, 406_040, 0]);
    // 25,000 received, less 4,060.40 and 40.60 of interest
    expect(months.map((month) => pence(projection, 'cash', month))).toEqual([0, 0, 0, 0, 2_089_900]);
    expect(inYear(projection, 'cost.interest.bank', '2018')).toBe('101.00');
  });

  test('keeps cash at a level, within its limit, and shows when that is not enough', () => {
    expect(months.map((month) => pence(facility({ keep: '500' }), 'cash', month)).slice(0, 2)).toEqual([
      50_000, 50_000,
    ]);
    const small = facility({ limit: '1_500' });
    expect(months.map((month) => pence(small, 'loans', month)).slice(0, 3)).toEqual([100_000, 150_000, 150_000]);
    // 500 short in October, and in November 1,000 and the interest of two months more: 10 and 15
    expect(pence(small, 'cash', '2018-11')).toBe(-152_500);
  });

  test('is repaid after its last month, whatever cash says', () => {
    const projection = facility({ to: '2018-10' });
    expect(pence(projection, 'loans', '2018-11')).toBe(0);
    expect(pence(projection, 'cash', '2018-11')).toBe(-303_010);
  });
});

test('a loan is drawn and repaid on its dates, with interest on what is owed', () => {
  const loan = {
    limit: '12_000',
    drawn: { '2018-09': '12_000' },
    rate: '6%',
    repaid: { from: '2019-09', months: '12' },
  };
  const projection = projectionOf({ ...base, loans: { start: loan } });
  expect(['2018-09', '2019-08', '2019-09', '2020-08'].map((month) => pence(projection, 'loans', month))).toEqual([
    1_200_000, 1_200_000, 1_100_000, 0,
  ]);
  // 60 a month, from the month in which it is drawn; then 60, 55, 50 and so on to 5
  expect([
    inYear(projection, 'cost.interest.start', '2018'),
    inYear(projection, 'cost.interest.start', '2019'),
  ]).toEqual(['720.00', '390.00']);
});

test('a second drawing is owed, with interest, from the start of its own month', () => {
  const loan = { drawn: { '2018-10': '12_000', '2018-12': '6_000' }, rate: '10%' };
  const projection = projectionOf({ ...base, loans: { start: loan } });
  const months = ['2018-09', '2018-10', '2018-11', '2018-12'].map((month) =>
    inMonth(projection, 'cost.interest.start', month).exact.toFixed(2),
  );
  expect(months).toEqual(['0.00', '100.00', '100.00', '150.00']);
});

test('a capital item is an asset that is used up in equal months', () => {
  const projection = projectionOf({
    ...base,
    capital: { laptops: { cost: '9_000', bought: '2018-11', life: '2', residual: '600' } },
  });
  expect(['2018-11', '2019-08', '2020-10'].map((month) => pence(projection, 'fixed_assets', month))).toEqual([
    865_000, 550_000, 60_000,
  ]);
  expect(['2018', '2019', '2020'].map((year) => inYear(projection, 'cost.depreciation.laptops', year))).toEqual([
    '3500.00',
    '4200.00',
    '700.00',
  ]);
  expect(pence(projection, 'cash', '2018-11')).toBe(-900_000);
});

describe('kinds of buyers', () => {
  const data: PlainMap = {
    ...base,
    schools: {
      named: {
        elm: { phase: 'primary', type: 'community', pupils: '100' },
        oak: { phase: 'primary', type: 'academy', pupils: '100' },
        college: { phase: 'fe', type: 'further_education', pupils: '100' },
      },
    },
    tiers: {
      gold: { price: { flat: '1_200' }, joins: '100%', term: { invoice: 'membership_year', starts: 'September' } },
    },
    payment_terms: { schools: { maintained: '0', academies: '1', others: '3' } },
    bad_debt: { schools: { others: '25%' } },
  };

  test('pay after their own terms, and some never', () => {
    const projection = projectionOf(data);
    expect(['2018-09', '2018-10', '2018-11', '2018-12'].map((month) => pence(projection, 'cash', month))).toEqual([
      120_000, 240_000, 240_000, 330_000,
    ]);
    expect(inYear(projection, 'cost.bad_debts.others', '2018')).toBe('300.00');
    expect(pence(projection, 'debtors', '2018-12')).toBe(0);
  });

  test('buy services in proportion to how many may join', () => {
    const services = { advice: { kind: 'traded', unit: 'day', price: '100', demand: { per_member: '12' } } };
    const projection = projectionOf({ ...put(data, ['tiers', 'gold', 'price', 'flat'], '0'), services });
    // 300 a month: a third at once, a third after a month, and three quarters of a third after three
    expect(['2018-09', '2018-10', '2018-11', '2018-12'].map((month) => pence(projection, 'cash', month))).toEqual([
      10_000, 30_000, 50_000, 77_500,
    ]);
  });
});

describe('a school that converts', () => {
  const invoices = (converts: Plain | undefined, term: PlainMap = {}): string[] => {
    const school = { phase: 'primary', type: 'community', pupils: '100', converts };
    const price = [{ when: { maintained: 'yes' }, flat: '12_000' }, { flat: '14_400' }];
    const data = { ...base, schools: { named: { elm: school } }, tiers: { gold: { price, joins: '100%', term } } };
    const projection = projectionOf(data);
    return projection.membership.batches.map(
      ({ invoiced, lastMonth, amount }) => `${invoiced % 12}+${lastMonth - invoiced + 1}: ${amount.pence / 100}`,
    );
  };

  test('serves out the year that it has paid for, pays for the months to September, and then by its new clock and price', () => {
    expect(invoices(undefined)).toEqual(['8+7: 7000', '3+12: 12000', '3+12: 12000', '3+12: 12000']);
    expect(invoices('2019-09')).toEqual(['8+7: 7000', '3+12: 12000', '3+5: 6000', '8+12: 14400']);
  });

  test('pays for those months even where those who join before their own month wait', () => {
    const projected = invoices('2019-09', { joins_mid_year: 'wait' });
    expect(projected[2]).toBe('3+5: 6000');
  });

  test('that may join only once it has converted pays from that very month, by its new clock', () => {
    const open = {
      ...base,
      schools: { named: { elm: { phase: 'primary', type: 'community', pupils: '100', converts: '2019-01' } } },
    };
    const tiers = { gold: { eligible: { maintained: 'no' }, price: { flat: '14_400' }, joins: '100%' } };
    const { batches } = projectionOf({ ...open, tiers }).membership;
    expect(
      batches
        .slice(0, 2)
        .map(
          ({ invoiced, lastMonth, amount }) => `${invoiced % 12}+${lastMonth - invoiced + 1}: ${amount.pence / 100}`,
        ),
    ).toEqual(['0+8: 9600', '8+12: 14400']);
  });

  test('keeps its invoice month where all have the same', () => {
    expect(invoices('2019-09', { invoice: 'membership_year', starts: 'September' })).toEqual([
      '8+12: 12000',
      '8+12: 14400',
      '8+12: 14400',
    ]);
  });
});

describe('services to a school that converts', () => {
  const data: PlainMap = {
    ...base,
    schools: { named: { elm: { phase: 'primary', type: 'community', pupils: '100', converts: '2018-12' } } },
    services: { advice: { kind: 'traded', unit: 'day', price: '100', demand: { per_member: '12' } } },
    payment_terms: { schools: { maintained: '0', academies: '2', others: '1' }, suppliers: '0' },
    bad_debt: { schools: { academies: '10%' } },
  };
  const months = ['2018-11', '2018-12', '2019-01', '2019-02', '2019-03'];

  test('follow it to the terms and the bad debt of an academy', () => {
    const projection = projectionOf(data);
    // 100 a month, at once until it converts; from then on 90 after two months
    expect(months.map((month) => pence(projection, 'cash', month))).toEqual([30_000, 30_000, 30_000, 39_000, 48_000]);
    expect(months.map((month) => (inMonth(projection, 'cost.bad_debts.academies', month) as Money).pence)).toEqual([
      0, 0, 0, 1_000, 1_000,
    ]);
    const due = invoicesOf(projection).flatMap((invoice) =>
      invoice.stream === 'services' ? invoice.due.map(({ month }) => month - invoice.month) : [],
    );
    expect(due.slice(0, 5)).toEqual([0, 0, 0, 2, 2]);
  });

  test('as agent do so too', () => {
    const audit = {
      kind: 'brokered',
      unit: 'day',
      provider_fee: '80',
      commission: { fixed: '20' },
      acts_as: 'agent',
      demand: { per_member: '12' },
    };
    const projection = projectionOf({ ...data, services: { audit } });
    expect(months.map((month) => (inMonth(projection, 'cash.from_services', month) as Money).pence)).toEqual([
      10_000, 0, 0, 9_000, 9_000,
    ]);
  });

  test('are sold to it before it may join, and it counts as a school that may', () => {
    const tiers = { gold: { price: { flat: '0' }, joins: '100%', eligible: { maintained: 'no' } } };
    const services = { advice: { kind: 'traded', unit: 'day', price: '100', demand: { per_other: '12' } } };
    const projection = projectionOf({ ...data, tiers, services });
    expect(inYear(projection, 'schools', '2018')).toBe('1.00');
    // it is a member of nine months of the first year, and of all of the others
    expect(inYear(projection, 'buy_in', '2018')).toBe('0.75');
    expect(inYear(projection, 'income.traded', '2018')).toBe('300.00');
  });
});

describe('days that run out', () => {
  const capacity = (when_short: Plain | undefined): Projection =>
    projectionOf({
      ...base,
      calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
      tiers: { gold: { price: { flat: '0' }, joins: '100%', includes: { review: { per_school: '40' } } } },
      staff: { adviser: { fte: '1', salary: '0', on_costs: '0%', days: '100', chargeable: '100%', when_short } },
      services: {
        cheap: {
          kind: 'traded',
          unit: 'half_day',
          price: '250',
          delivery: { by: 'adviser', days: '0.5' },
          demand: { per_member: '120' },
        },
        review: {
          kind: 'traded',
          unit: 'day',
          price: '640',
          delivery: { by: 'adviser', days: '1', direct_cost: '40' },
          demand: { per_member: '30' },
        },
      },
    });
  const of = (projection: Projection, ...names: string[]): string[] =>
    names.map((name) => inYear(projection, name, '2018'));
  const DAYS = ['days.promised', 'days.asked', 'days.available', 'days.used', 'days.associates', 'days.short'];

  test('are all delivered, and the shortage told, where the post says nothing', () => {
    const projection = capacity(undefined);
    expect(of(projection, ...DAYS)).toEqual(['40.00', '90.00', '100.00', '100.00', '0.00', '30.00']);
    expect(of(projection, 'income.traded.cheap', 'income.traded.review')).toEqual(['30000.00', '19200.00']);
  });

  test('go to members first, and then to what brings in most for a day', () => {
    const projection = capacity('unmet');
    // 60 days are left: 30 for reviews at 600 a day beyond their cost, 30 of 60 for what brings in 500
    expect(of(projection, ...DAYS)).toEqual(['40.00', '90.00', '100.00', '100.00', '0.00', '30.00']);
    expect(of(projection, 'income.traded.cheap', 'income.traded.review', 'cost.delivery.review')).toEqual([
      '15000.00',
      '19200.00',
      '2800.00',
    ]);
  });

  test('are made good by associates, as far as there are any', () => {
    const all = capacity({ associates: '400' });
    expect(of(all, ...DAYS, 'income.traded.cheap', 'cost.associates.adviser')).toEqual([
      '40.00',
      '90.00',
      '100.00',
      '100.00',
      '30.00',
      '0.00',
      '30000.00',
      '12000.00',
    ]);
    const some = capacity({ associates: '400', most: '10' });
    expect(of(some, 'days.associates', 'days.short', 'income.traded.cheap', 'cost.associates.adviser')).toEqual([
      '10.00',
      '20.00',
      '20000.00',
      '4000.00',
    ]);
  });
});

test('a step is given up with a lag, and taken at once', () => {
  const schools = { groups: { primary: { count: '40', phase: 'primary', type: 'academy', pupils: '100' } } };
  const tiers = { gold: { price: { flat: '0' }, joins: { others: { 2018: '100%', 2019: '50%' } } } };
  const cost = (lag: Plain | undefined): string[] => {
    const overheads = { lead: { per_year: '1_000', step: { for_each: '20', of: 'members', lag } } };
    const projection = projectionOf({ ...base, schools, tiers, overheads });
    return ['2018', '2019', '2020'].map((year) => inYear(projection, 'cost.overheads', year));
  };
  expect(cost(undefined)).toEqual(['2000.00', '1000.00', '1000.00']);
  expect(cost('1')).toEqual(['2000.00', '2000.00', '1000.00']);
});

test('the cash flow statement leads from cash at the start to cash at the end', () => {
  const projection = projectionOf({ ...base, loans: { start: { drawn: { '2018-09': '500' }, rate: '0%' } } });
  const of = (name: string): number => (inMonth(projection, name, '2018-09') as Money).pence;
  expect([of('cash.opening'), of('cash.loans'), of('cash.change'), of('cash.closing')]).toEqual([
    0, 50_000, 50_000, 50_000,
  ]);
});
