import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Obligation, type Outcome, obligations, outcomeOf } from '../../src/analysis/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { periodNamed } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put, taxedModels } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/* What a board must watch, on small companies worked out by hand. */

const company: PlainMap = {
  buyin: '1',
  name: 'Watched',
  calendar: { starts: '2024-09', years: '3', year_starts: 'September' },
  schools: { groups: { members: { count: '48', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { gold: { price: { flat: '10_000' }, joins: '100%' } },
  payment_terms: { schools: '0', council: '0', suppliers: '0' },
};

const testOf = (id: string): Obligation => obligations.find((each) => each.id === id) as Obligation;
function watched(id: string, data: PlainMap, year = '2024'): Outcome {
  const projection = projectionOf(data);
  expect(testOf(id).skipped(projection)).toBeUndefined();
  return outcomeOf(testOf(id), projection, periodNamed(projection.model.calendar, 'year', year) as Period);
}
const shown = ({ parts }: Outcome, id: string, places = 2): string =>
  parts.find((part) => part.id === id)?.figure.exact.toFixed(places) ?? 'none';

describe('the 80% test: controlling members bring 480,000', () => {
  const brokered = (actsAs: string): PlainMap => ({
    kind: 'brokered',
    unit: 'day',
    price: '115',
    commission: { fixed: '15' },
    acts_as: actsAs,
    demand: { per_member: '20' },
    controlling_member: 'no',
  });
  const tested = (other: string, services: PlainMap | undefined): Outcome =>
    watched('controlling_members', {
      ...company,
      schools: { groups: { members: { count: '50', phase: 'primary', type: 'academy', pupils: '200' } } },
      tiers: { gold: { price: { flat: '9_600' }, joins: '100%', controlling_member: 'yes' } },
      contracts: { council: { kind: 'commission', per_year: other, controlling_member: 'no' } },
      services,
    });

  test.each([
    ['as agent, on a commission of 15,000', '110_000', brokered('agent'), '79.34', 'fails'],
    ['as principal, on the whole price', '110_000', brokered('principal'), '68.09', 'fails'],
    ['with 100,000 of others', '100_000', brokered('agent'), '80.67', 'holds'],
  ])('%s', (_, other, service, share, verdict) => {
    // 1,000 days at £115, of which £15 are commission
    const found = tested(other, { broker: service });
    expect((Number(shown(found, 'strict', 8)) * 100).toFixed(2)).toBe(share);
    expect(found.verdict).toBe(verdict);
  });

  test('headroom is a quarter of what controlling members bring, less all other', () => {
    expect(shown(tested('110_000', undefined), 'headroom')).toBe('10000.00');
    expect(shown(tested('130_000', undefined), 'headroom')).toBe('-10000.00');
  });

  test('what is unclear decides, and so does the average of three years', () => {
    const data: PlainMap = {
      ...company,
      tiers: { gold: { price: { flat: '10_000' }, joins: '100%', controlling_member: 'yes' } },
      contracts: {
        council: { kind: 'commission', per_year: '130_000', controlling_member: 'unclear' },
        other: { kind: 'grant', per_year: { 2024: '30_000', 2026: '200_000' }, controlling_member: 'no' },
      },
    };
    expect(watched('controlling_members', data).verdict).toBe('unclear');
    // 480 + 130 of 810 in the third year alone; 1,830 of 2,090 over three
    const third = watched('controlling_members', data, '2026');
    expect([shown(third, 'lenient', 4), shown(third, 'lenient_three', 4), third.verdict]).toEqual([
      '0.7531',
      '0.8756',
      'unclear',
    ]);
    const strict = put(data, ['contracts', 'council', 'controlling_member'], 'no');
    expect(watched('controlling_members', strict).verdict).toBe('fails');
  });
});

describe('cash', () => {
  const costs = { office: { per_year: '540_000' } };
  const start = put({ ...company, overheads: costs }, ['reserves'], { opening: '50_000' });

  test('the lowest month, against the floor of the policy', () => {
    // 480,000 on the first day; 45,000 a month
    const found = watched('lowest_cash', put(start, ['reserves', 'policy'], { cash_floor: '10_000' }));
    expect([shown(found, 'value'), shown(found, 'headroom'), found.when, found.verdict]).toEqual([
      '-10000.00',
      '-20000.00',
      'Aug 2025',
      'fails',
    ]);
  });

  test('a month late, income as before', () => {
    const found = watched('lowest_cash_late', start);
    expect([shown(found, 'value'), found.when, found.verdict]).toEqual(['-10000.00', 'Aug 2025', 'fails']);
    const early = watched('lowest_cash_late', put(start, ['reserves', 'opening'], '10_000'));
    expect([shown(early, 'value'), early.when]).toEqual(['-50000.00', 'Aug 2025']);
    const none = watched('lowest_cash_late', { ...company, overheads: costs });
    expect([shown(none, 'value'), none.when]).toEqual(['-60000.00', 'Aug 2025']);
  });

  test('runway: months until cash is gone where a stream stops', () => {
    const found = watched('runway_membership', put(start, ['reserves', 'opening'], '100_000'));
    // 100,000 lasts two months at 45,000
    expect([shown(found, 'months', 0), shown(found, 'cash'), found.when]).toEqual(['2', '-35000.00', 'Nov 2024']);
    expect(testOf('runway_contract').skipped(projectionOf(start))).toBe('nothing is received of contracts');
  });

  test('runway without brokerage: what would be passed on to providers is not owed', () => {
    const data: PlainMap = {
      ...company,
      services: {
        leaders: {
          kind: 'brokered',
          unit: 'day',
          price: '100',
          commission: { percent: '10%', on: 'inside' },
          acts_as: 'agent',
          demand: { per_member: '100' },
        },
      },
    };
    // 480,000 of fees, and no more than the commission is lost
    expect(watched('runway_brokered', data).says).toBe('lasts');
  });

  test('going concern looks 21 months ahead of the year end, and says where the model ends too soon', () => {
    expect(watched('going_concern', put(start, ['reserves', 'opening'], '900_000')).verdict).toBe('holds');
    expect(watched('going_concern', start).when).toBe('Aug 2026');
    const short = watched('going_concern', put(start, ['reserves', 'opening'], '900_000'), '2025');
    expect([short.verdict, short.says]).toEqual(['unknown', 'too short']);
    expect(watched('going_concern', start, '2026').says).toBe('too short');
  });
});

describe('size and audit', () => {
  const sized = (dated: PlainMap): Outcome[] => {
    const data = {
      ...company,
      parameters: 'england',
      contracts: { council: { kind: 'grant', per_year: dated, paid: 'monthly' } },
    };
    return ['2024', '2025', '2026'].map((year) => watched('company_size', data, year));
  };

  test('a company is of a size while it passes one of three limits, and changes only after two years running', () => {
    // Turnover and gross assets above the limits of a micro-entity from the second year on
    expect(sized({ 2024: '0', 2025: '2_000_000' }).map(({ says }) => says)).toEqual(['micro', 'micro', 'small']);
    expect(sized({ 2024: '2_000_000', 2025: '0' }).map(({ says }) => says)).toEqual(['small', 'small', 'micro']);
    // It needs an audit in the first year, and in the second all the same.
    expect(sized({ 2024: '16_000_000', 2025: '1_000' }).map(({ says }) => says)).toEqual([
      'audited',
      'audited',
      'micro',
    ]);
  });

  test('limits that are raised hold for the year before the first year too, where two years running are asked of', () => {
    // 10.2m and 5.1m for years that start before 6 April 2025: it needs an audit in the first year, and by the 15m and
    // 7.5m of the second year has passed but one limit in either.
    expect(sized({ 2024: '12_000_000', 2025: '1_000' }).map(({ says }) => says)).toEqual(['audited', 'small', 'micro']);
    // 780,000 a year is above the 632,000 of a micro-entity, and below its million.
    expect(sized({ 2024: '300_000' }).map(({ says }) => says)).toEqual(['small', 'micro', 'micro']);
    // Where it rises above them it is one until two years have, as before.
    expect(sized({ 2024: '100_000', 2025: '600_000' }).map(({ says }) => says)).toEqual(['micro', 'micro', 'small']);
  });

  test('a limit is passed above it, and not at it', () => {
    // Gross assets are above their limit either way; 480,000 of fees and 152,000 are the turnover of a micro-entity to
    // the pound.
    expect(sized({ 2024: '152_000' })[0]?.says).toBe('micro');
    expect(sized({ 2024: '152_012' })[0]?.says).toBe('small');
  });

  test('turnover is what goods and services bring: no gift, rebate or interest counts', () => {
    const given = (kind: string): Outcome =>
      watched(
        'company_size',
        {
          ...company,
          parameters: 'england',
          contracts: { other: { kind, per_year: { 2024: '2_000_000' }, paid: 'monthly', controlling_member: 'no' } },
        },
        '2024',
      );
    // 480,000 of fees alone are within the limits of a micro-entity, whose gross assets are passed.
    expect([given('donation'), given('credit')].map(({ says }) => says)).toEqual(['micro', 'micro']);
    expect(shown(given('donation'), 'turnover')).toBe('480000.00');
    expect(shown(given('grant'), 'turnover')).toBe('2480000.00');
  });

  test('in a short year the limit of turnover is cut to its months, and is shown so', () => {
    const short = put(
      { ...company, parameters: 'england', contracts: { c: { kind: 'grant', per_year: { 2024: '2_000_000' } } } },
      ['calendar', 'starts'],
      '2025-03',
    );
    const found = watched('company_size', short, '2024');
    // Half a year of 2,480,000 against half of 10.2m, the limit of years that start before 6 April 2025.
    expect([shown(found, 'turnover'), shown(found, 'turnover_limit')]).toEqual(['1240000.00', '5100000.00']);
  });

  test('people are counted post by post, as few as can share its full-time equivalents', () => {
    const staff = {
      adviser: { fte: '2.5', salary: '1_000', on_costs: '0%' },
      clerk: { fte: '0.4', salary: '1_000', on_costs: '0%', to: '2025-02' },
    };
    expect(shown(watched('company_size', { ...company, parameters: 'england', staff }), 'people', 1)).toBe('3.5');
  });
});

describe('taxes', () => {
  test('VAT registration goes by any twelve months of what is taxable', () => {
    const data = {
      ...company,
      parameters: 'england',
      tiers: { gold: { price: { flat: '1_250' }, joins: '100%', vat: 'standard' } },
    };
    // 60,000 is invoiced in September; with 3,000 a month of a contract it is above 90,000 in the eleventh month, and
    // earned are 88,000 then
    expect(watched('vat_registration', data).verdict).toBe('holds');
    const more = { ...data, contracts: { council: { kind: 'commission', per_year: '36_000', vat: 'standard' } } };
    const found = watched('vat_registration', more);
    expect([found.verdict, found.says, found.when, shown(found, 'value')]).toEqual([
      'unclear',
      'register',
      'Jul 2025',
      '93000.00',
    ]);
    expect(watched('vat_registration', { ...more, tax: { vat: { registered: 'no' } } }).verdict).toBe('fails');
    expect(watched('vat_registration', { ...more, tax: { vat: { registered: 'yes' } } }).says).toBe('registered');
    const grant = { ...data, contracts: { council: { kind: 'grant', per_year: '36_000', vat: 'outside_scope' } } };
    expect(watched('vat_registration', grant).verdict).toBe('holds');
  });

  test('who passes the limit has two months to register, and none in a month that passes it alone', () => {
    const traded = (council: PlainMap, from?: string): PlainMap => ({
      ...company,
      parameters: 'england',
      tiers: { gold: { price: { flat: '1_250' }, joins: '100%', vat: 'standard' } },
      contracts: { council: { kind: 'commission', vat: 'standard', ...council } },
      ...(from !== undefined && { tax: { vat: { registered: 'yes', from } } }),
    });
    const said = (council: PlainMap, from: string, year = '2024'): (string | undefined)[] => {
      const { verdict, says, when } = watched('vat_registration', traded(council, from), year);
      return [verdict, says, when];
    };
    // 60,000 in September and 3,000 a month: the twelve months to July 2025 pass 90,000.
    const steady = { per_year: '36_000' };
    expect(said(steady, '2025-07')).toEqual(['holds', undefined, 'Jun 2025']);
    expect(said(steady, '2025-08')).toEqual(['holds', 'in time', 'Jul 2025']);
    expect(said(steady, '2025-09')).toEqual(['holds', 'in time', 'Jul 2025']);
    expect(said(steady, '2025-10')).toEqual(['fails', 'register', 'Jul 2025']);
    // It goes on being late in the next year, whose own first month is within two of the start.
    expect(said(steady, '2025-10', '2025')).toEqual(['fails', 'register', 'Sep 2025']);
    expect(said(steady, '2025-09', '2025')).toEqual(['holds', 'registered', undefined]);
    // A bill of 100,000 in March is to be seen when March begins, and none of the months after it is free.
    const bill = { per_year: '100_000', paid: 'yearly_in_advance', from: '2025-03', to: '2026-02' };
    expect(said(bill, '2025-03')).toEqual(['holds', undefined, 'Sep 2024']);
    expect(said(bill, '2025-04')).toEqual(['fails', 'register', 'Mar 2025']);
  });

  test('corporation tax with each answer on mutual trading', () => {
    const data = { ...company, parameters: 'england', overheads: { office: { per_year: '380_000' } } };
    const found = watched('corporation_tax', data);
    // 100,000, all of it from members
    expect([shown(found, 'not_mutual'), shown(found, 'mutual'), shown(found, 'difference')]).toEqual([
      '22750.00',
      '0.00',
      '22750.00',
    ]);
    const larger = watched('corporation_tax', { ...data, overheads: { office: { per_year: '330_000' } } });
    expect(shown(larger, 'not_mutual')).toBe('36000.00');
  });

  test('the employment allowance and the teachers’ scheme by what each answer is worth', () => {
    const staff = { adviser: { fte: '2', salary: '60_000', pension: 'teachers' } };
    const data = {
      ...company,
      calendar: { starts: '2025-04', years: '1', year_starts: 'April' },
      parameters: 'england',
      staff,
    };
    expect(shown(watched('employment_allowance', data, '2025'), 'difference')).toBe('10500.00');
    // 28.68% of 120,000, less 3% of the pay of each between 6,240 and 50,270
    const found = watched('teachers_pension', data, '2025');
    expect(shown(found, 'difference')).toBe((34_416 - 2 * 0.03 * 44_030).toFixed(2));
  });

  test('exempt training: the tax that is lost, and the tax that schools would be charged', () => {
    const data = {
      ...company,
      parameters: 'england',
      tiers: { gold: { price: { flat: '10_000' }, joins: '100%', vat: 'standard' } },
      services: {
        training: { kind: 'traded', unit: 'place', price: '100', demand: { per_member: '100' }, vat: 'exempt' },
      },
      overheads: { office: { per_year: '100_000', vat: 'standard' } },
      tax: { vat: { registered: 'yes', quarter_ends: 'March' } },
    };
    const found = watched('exemption', data);
    expect(shown(found, 'charged')).toBe('96000.00');
    expect(shown(found, 'saved')).toBe(shown(found, 'lost'));
    expect(Number(shown(found, 'lost'))).toBeGreaterThan(5_000);
  });
});

test('what only says an amount has no verdict in any model', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(models, taxedModels), (data) => {
      const projection = projectionOf(data);
      for (const test of obligations.filter(({ judges, skipped }) => !judges && skipped(projection) === undefined)) {
        seen.add(test.id);
        const years = periodsOf(projection.model.calendar, 'year');
        expect(new Set(years.map((year) => outcomeOf(test, projection, year).verdict))).toEqual(new Set(['told']));
      }
    }),
    runs(12, 11),
  );
  expect(seen.size).toBeGreaterThan(3);
});

test('the command tells what holds in every scenario, with what was not tested and why', async () => {
  const { code, out } = await play(['obligations', 'examples/haringey'], { width: 100 });
  expect(code).toBe(0);
  for (const text of [
    'contract lost',
    'FAILS 2018-19',
    'adviser to confirm',
    'Reserves, by risk: the policy names no risks.',
  ])
    expect(out).toContain(text);
});

test('a price list has no obligations, and a name that is no scenario is refused', async () => {
  expect((await play(['obligations', 'models/hep-2018.yaml'])).code).toBe(2);
  const { code, err } = await play(['obligations', 'examples/haringey', '--scenario', 'bad_yaer']);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('bad_year') });
});
