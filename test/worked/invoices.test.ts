import { describe, expect, test } from 'vitest';
import { invoicesOf } from '../../src/analysis/index.js';
import { MONTH_NAMES } from '../../src/language/index.js';
import type { Projection } from '../../src/projection/index.js';
import { reported, rowOf } from '../report/answers.js';
import { type PlainMap, projectionOf, put } from '../support/models.js';

/* Invoices, deferred income and payment by hand: one school at £12,000 a year, £1,000 a month. */

function company(starts: string, years: string, school: PlainMap, term: PlainMap = {}): PlainMap {
  return {
    buyin: '1',
    name: 'By hand',
    calendar: { starts, years, year_starts: MONTH_NAMES[Number(starts.slice(5)) - 1] },
    schools: { named: { school: { phase: 'primary', pupils: '210', ...school } } },
    tiers: { gold: { price: { flat: '12_000' }, term, joins: '100%' } },
    payment_terms: { schools: '0', council: '0', suppliers: '0' },
  };
}
const MAINTAINED = { type: 'community' };
const ACADEMY = { type: 'academy' };

const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
/** In pounds. */
const balance = ({ journal }: Projection, account: string, at: string): number =>
  journal
    .accountsBelow(account)
    .map((name) => journal.balance(name, month(at)).pence / 100)
    .reduce((a, b) => a + b, 0);
const flow = ({ journal }: Projection, account: string, first: string, last: string): number =>
  journal.flow(account, month(first), month(last)).pence / 100;
/** What moved in each month of a stretch, by month, where anything did. */
function byMonth(projection: Projection, account: string, first: string, count: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (let at = month(first); at < month(first) + count; at++) {
    const text = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    const moved = flow(projection, account, text, text);
    if (moved !== 0) found[text] = moved;
  }
  return found;
}

describe("deferred at the company's year end, in twelfths of the invoice", () => {
  test.each([
    ['31 August', '2018-09', '2020-08', 7, 0],
    ['31 March', '2018-04', '2020-03', 0, 5],
    ['31 December', '2018-01', '2019-12', 3, 8],
  ])('%s', (_, starts, end, april, september) => {
    expect(balance(projectionOf(company(starts, '2', MAINTAINED)), 'deferred_income', end)).toBe(april * 1000);
    expect(balance(projectionOf(company(starts, '2', ACADEMY)), 'deferred_income', end)).toBe(september * 1000);
  });
});

describe('a school that joins in September and pays its own first invoice in April', () => {
  const joining = (rule: string): Projection =>
    projectionOf(company('2018-09', '2', MAINTAINED, { joins_mid_year: rule }));

  test('by the month pays seven twelfths first', () => {
    expect(byMonth(joining('by_month'), 'cash', '2018-09', 24)).toEqual({
      '2018-09': 7000,
      '2019-04': 12_000,
      '2020-04': 12_000,
    });
    expect(flow(joining('by_month'), 'income', '2018-09', '2019-08')).toBe(12_000);
  });

  test('as a full year pays twelve twelfths first, earned over seven months', () => {
    expect(byMonth(joining('full_year'), 'cash', '2018-09', 24)).toEqual({
      '2018-09': 12_000,
      '2019-04': 12_000,
      '2020-04': 12_000,
    });
    expect(flow(joining('full_year'), 'income', '2018-09', '2019-03')).toBe(12_000);
    expect(flow(joining('full_year'), 'income', '2019-04', '2019-08')).toBe(5000);
  });

  test('or waits: pays nothing and earns nothing until April, and is a member all the same', () => {
    const waiting = joining('wait');
    expect(byMonth(waiting, 'cash', '2018-09', 24)).toEqual({ '2019-04': 12_000, '2020-04': 12_000 });
    expect(flow(waiting, 'income', '2018-09', '2019-03')).toBe(0);
    expect(flow(waiting, 'income', '2019-04', '2020-03')).toBe(12_000);
    expect(waiting.activity.members(month('2018-09')).exact.toString()).toBe('1');
  });

  test('an academy, invoiced in September, has no short year under any rule', () => {
    for (const rule of ['by_month', 'full_year', 'wait']) {
      const projection = projectionOf(company('2018-09', '2', ACADEMY, { joins_mid_year: rule }));
      expect(byMonth(projection, 'cash', '2018-09', 24)).toEqual({ '2018-09': 12_000, '2019-09': 12_000 });
    }
  });

  test('a membership year of its own is the same for both', () => {
    for (const school of [MAINTAINED, ACADEMY]) {
      const projection = projectionOf(
        company('2018-09', '2', school, { invoice: 'membership_year', starts: 'January' }),
      );
      expect(byMonth(projection, 'cash', '2018-09', 24)).toEqual({
        '2018-09': 4000,
        '2019-01': 12_000,
        '2020-01': 12_000,
      });
    }
  });
});

describe('instalments', () => {
  const paying = (instalments: string, terms: string, fee = '12_000'): Projection =>
    projectionOf(
      put(
        put(company('2018-09', '2', ACADEMY, { instalments }), ['payment_terms', 'schools'], terms),
        ['tiers', 'gold', 'price', 'flat'],
        fee,
      ),
    );

  test('three of a year come four months apart, each after the payment terms', () => {
    expect(byMonth(paying('3', '0'), 'cash', '2018-09', 12)).toEqual({
      '2018-09': 4000,
      '2019-01': 4000,
      '2019-05': 4000,
    });
    expect(byMonth(paying('3', '2'), 'cash', '2018-09', 12)).toEqual({
      '2018-11': 4000,
      '2019-03': 4000,
      '2019-07': 4000,
    });
  });

  test('add to the invoice where it cannot be cut evenly', () => {
    const parts = Object.values(byMonth(paying('12', '0', '1_000'), 'cash', '2018-09', 12));
    expect(parts).toHaveLength(12);
    expect(new Set(parts)).toEqual(new Set([83.33, 83.34]));
    expect(flow(paying('12', '0', '1_000'), 'cash', '2018-09', '2019-08')).toBe(1000);
  });

  test('are never more than the months of a short first year', () => {
    const projection = projectionOf(company('2018-09', '1', MAINTAINED, { instalments: '12' }));
    expect(Object.keys(byMonth(projection, 'cash', '2018-09', 7))).toHaveLength(7);
    expect(flow(projection, 'cash', '2018-09', '2019-03')).toBe(7000);
  });

  test('leave income as it is', () => {
    expect(byMonth(paying('12', '3'), 'income', '2018-09', 24)).toEqual(
      byMonth(paying('1', '0'), 'income', '2018-09', 24),
    );
  });
});

describe('a contract of £12,000 a year', () => {
  const under = (said: PlainMap, years = '1'): Projection =>
    projectionOf(
      put(company('2018-09', years, ACADEMY), ['contracts'], {
        council: { kind: 'commission', per_year: '12_000', ...said },
      }),
    );
  const received = (projection: Projection): Record<string, number> => {
    const all = byMonth(projection, 'cash', '2018-09', 12);
    // The school's own fee.
    all['2018-09'] = (all['2018-09'] as number) - 12_000;
    if (all['2018-09'] === 0) delete all['2018-09'];
    return all;
  };

  test('paid monthly has neither deferred nor accrued income', () => {
    expect(Object.values(received(under({ paid: 'monthly' })))).toEqual(Array(12).fill(1000));
    expect(under({ paid: 'monthly' }).journal.accountsBelow('deferred_income.contract')).toEqual([]);
  });

  test('paid quarterly in advance is deferred', () => {
    const projection = under({ paid: 'quarterly_in_advance' });
    expect(received(projection)).toEqual({ '2018-09': 3000, '2018-12': 3000, '2019-03': 3000, '2019-06': 3000 });
    expect(balance(projection, 'deferred_income.contract', '2018-09')).toBe(2000);
    expect(balance(projection, 'deferred_income.contract', '2018-11')).toBe(0);
  });

  test('paid quarterly in arrears is accrued', () => {
    const projection = under({ paid: 'quarterly_in_arrears' });
    expect(received(projection)).toEqual({ '2018-11': 3000, '2019-02': 3000, '2019-05': 3000, '2019-08': 3000 });
    expect(balance(projection, 'accrued_income', '2018-10')).toBe(2000);
    expect(balance(projection, 'accrued_income', '2018-11')).toBe(0);
  });

  test('paid yearly in arrears is paid with its last month', () => {
    expect(received(under({ paid: 'yearly_in_arrears' }))).toEqual({ '2019-08': 12_000 });
  });

  test('that ends earns up to its last month, and its last invoice is short', () => {
    const projection = under({ paid: 'quarterly_in_advance', to: '2019-01' });
    expect(received(projection)).toEqual({ '2018-09': 3000, '2018-12': 2000 });
    expect(flow(projection, 'income.contract', '2018-09', '2019-08')).toBe(5000);
    expect(flow(projection, 'income.contract', '2019-02', '2019-08')).toBe(0);
  });

  test('that starts late counts its quarters from its start', () => {
    // The last quarter ends after the calendar, and so is invoiced there.
    expect(received(under({ paid: 'quarterly_in_arrears', from: '2018-10' }))).toEqual({
      '2018-12': 3000,
      '2019-03': 3000,
      '2019-06': 3000,
    });
  });

  test('that changes in mid-year earns each amount in its own months', () => {
    const projection = under({ per_year: { 2018: '12_000', '2019-03': '6_000' }, paid: 'monthly' });
    expect(flow(projection, 'income.contract', '2018-09', '2019-02')).toBe(6000);
    expect(flow(projection, 'income.contract', '2019-03', '2019-08')).toBe(3000);
  });

  test('says nothing before its first date', () => {
    const projection = under({ per_year: { 2019: '12_000' } }, '2');
    expect(flow(projection, 'income.contract', '2018-09', '2019-08')).toBe(0);
    expect(flow(projection, 'income.contract', '2019-09', '2020-08')).toBe(12_000);
  });
});

test('no invoice is listed for a school that nobody expects: one in another tier, or one that has said no', () => {
  const two = put(company('2018-09', '1', { ...ACADEMY, tier: 'silver' }), ['tiers', 'silver'], {
    price: { flat: '6_000' },
    joins: '100%',
  });
  const refuses = { phase: 'primary', type: 'academy', pupils: '90', tier: 'gold', intent: 'no' };
  const data = put(
    put({ ...two, choice: { rule: 'assigned' } }, ['schools', 'named', 'other'], refuses),
    ['tiers', 'gold', 'joins'],
    {
      by_intent: { no: '0%' },
      others: '100%',
    },
  );
  expect(invoicesOf(projectionOf(data)).map(({ number }) => number)).toEqual(['M-silver-201809-school']);
});

test('what kinds of buyers with the same terms owe for a service falls due once', async () => {
  const both = put(company('2018-09', '1', ACADEMY), ['schools', 'named', 'other'], {
    ...MAINTAINED,
    phase: 'primary',
    pupils: '90',
  });
  const data = put(both, ['services', 'day'], {
    kind: 'traded',
    unit: 'day',
    price: '100',
    demand: { per_member: '12' },
  });
  const due = async (schools: PlainMap): Promise<string | undefined> => {
    const found = await reported('export', put(data, ['payment_terms', 'schools'], schools), '--to', 'invoices');
    return rowOf(found, 'S-day-201809')?.at(-1)?.text;
  };
  expect(await due({ maintained: '1', academies: '1' })).toBe('2018-10-31');
  expect(await due({ maintained: '1', academies: '2' })).toBe('2018-10-31: 100.00; 2018-11-30: 100.00');
});
