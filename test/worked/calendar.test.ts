import { describe, expect, test } from 'vitest';
import { monthOf } from '../../src/language/index.js';
import { periodsOf } from '../../src/model/index.js';
import { type PlainMap, projectionOf, put } from '../support/models.js';

/* What stands at the end of the calendar when an invoice reaches beyond it: worked out by hand, and the same in a longer calendar. */

const base: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '400' } } },
  tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
  payment_terms: { schools: '0', council: '0', suppliers: '0' },
};

/** Balances at the end of a month, in pence, which are the same in calendars of one and of three years. */
function balances(more: PlainMap, month: string, accounts: readonly string[]): number[] {
  const of = (years: string): number[] => {
    const { journal } = projectionOf(put({ ...base, ...more }, ['calendar', 'years'], years));
    return accounts.map((account) => journal.balance(account, monthOf(month) as number).pence);
  };
  expect(of('3')).toEqual(of('1'));
  return of('1');
}

describe('the calendar ends within an invoice', () => {
  test('a bill in advance is paid for all of its months, and a grant in arrears is not paid yet', () => {
    const more: PlainMap = {
      contracts: { c: { kind: 'grant', per_year: '120_000', from: '2026-10', paid: 'yearly_in_arrears' } },
      overheads: { o: { per_year: '12_000', from: '2027-06', paid: 'yearly_in_advance' } },
    };
    expect(balances(more, '2027-08', ['cash', 'accrued_income', 'prepayments'])).toEqual([
      -1_200_000, 11_000_000, 900_000,
    ]);
  });

  test('a grant in advance is deferred to its end, and a bill in arrears is owed', () => {
    const more: PlainMap = {
      contracts: { c: { kind: 'grant', per_year: '120_000', from: '2027-07', paid: 'quarterly_in_advance' } },
      overheads: { o: { per_year: '12_000', from: '2027-01', paid: 'quarterly_in_arrears' } },
    };
    // 30,000 for July to September; 1,000 a month from January, of which July and August are not billed yet.
    expect(balances(more, '2027-08', ['cash', 'deferred_income', 'creditors'])).toEqual([
      3_000_000 - 600_000,
      1_000_000,
      200_000,
    ]);
  });

  test('what ends by itself is invoiced to its end', () => {
    const more: PlainMap = {
      contracts: {
        c: { kind: 'grant', per_year: '120_000', from: '2027-07', to: '2027-09', paid: 'yearly_in_arrears' },
      },
      overheads: { o: { per_year: '12_000', from: '2027-07', to: '2027-08', paid: 'yearly_in_arrears' } },
    };
    expect(balances(more, '2027-08', ['cash', 'accrued_income', 'creditors'])).toEqual([-200_000, 2_000_000, 0]);
  });

  test('what is paid ahead follows its driver and its growth into the next year', () => {
    const more: PlainMap = {
      schools: { roll_change: '10%', named: { school: { phase: 'primary', type: 'academy', pupils: '400' } } },
      overheads: { licences: { per: { pupils: '3' }, uplift: '10%', from: '2027-03', paid: 'yearly_in_advance' } },
    };
    // Six months of 1,200.00, and six of 440 pupils at 3.30: 600 and 726.
    expect(balances(more, '2027-08', ['cash', 'prepayments'])).toEqual([-132_600, 72_600]);
  });

  test('the days that are paid for ahead are those of all of the next year', () => {
    const more: PlainMap = {
      services: {
        advice: {
          kind: 'traded',
          unit: 'day',
          price: '0',
          delivery: { by: 'adviser', days: '1' },
          demand: { per_member: '120' },
        },
      },
      staff: {
        adviser: { fte: '1', salary: '0', on_costs: '0%', days: '200', chargeable: '50%', when_short: 'unmet' },
      },
      overheads: { travel: { per: { days: '12' }, from: '2027-06', paid: 'yearly_in_advance' } },
    };
    // 100 days a year at 12: three months used, nine ahead.
    expect(balances(more, '2027-08', ['cash', 'prepayments'])).toEqual([-120_000, 90_000]);
  });
});

test('a year has three terms by whole months: autumn to December, spring to March, summer from April', () => {
  const { calendar } = projectionOf(base).model;
  const months = (id: string): readonly string[] => {
    const term = periodsOf(calendar, 'term').find((each) => each.id === id);
    return periodsOf(calendar, 'month').flatMap(({ id: month, first }) =>
      term !== undefined && term.first <= first && first <= term.last ? [month] : [],
    );
  };
  expect(periodsOf(calendar, 'term').map(({ id }) => id)).toEqual(['2026-autumn', '2027-spring', '2027-summer']);
  expect(months('2026-autumn')).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
  expect(months('2027-spring')).toEqual(['2027-01', '2027-02', '2027-03']);
  expect(months('2027-summer')).toEqual(['2027-04', '2027-05', '2027-06', '2027-07', '2027-08']);
});
