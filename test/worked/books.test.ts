import { describe, expect, test } from 'vitest';
import { figureFor, invoicesOf, ledgerOf, obligations, outcomeOf } from '../../src/analysis/index.js';
import { Exact, type Money, type Price } from '../../src/figures/index.js';
import { monthText } from '../../src/language/index.js';
import type { Grain, Period } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type PlainMap, projectionOf, put } from '../support/models.js';

/* What stands where in the books, and when: small cases worked out by hand. */

const base: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  parameters: 'england',
  schools: { groups: { p: { count: '1', phase: 'primary', type: 'community', pupils: '300' } } },
  tiers: { m: { price: { flat: '10_000' }, joins: '100%' } },
  payment_terms: { suppliers: '0' },
};
const periodOf = (projection: Projection, id: string): Period => {
  const grain: Grain = id.length > 4 ? 'month' : 'year';
  return periodNamed(projection.model.calendar, grain, id) as Period;
};
const of = (projection: Projection, line: string, period: string): number =>
  (figureOf(projection, line, periodOf(projection, period)) as Money).pence;

describe('the balance sheet', () => {
  const overdrawn = projectionOf(put(base, ['overheads'], { rent: { per_year: '100_000' } }));
  /** By account, debits above zero, at the end of the first year: as another program adds the entries up. */
  const exported = (projection: Projection): ReadonlyMap<string, number> => {
    const { balances, entries } = ledgerOf(projection);
    const sums = new Map<string, number>();
    for (const { date, lines } of entries) {
      if (date > (balances[0]?.date as string)) continue;
      for (const { account, pence } of lines) sums.set(account, (sums.get(account) ?? 0) + pence);
    }
    for (const { account, pence } of balances[0]?.accounts ?? [])
      expect([account, sums.get(account) ?? 0]).toEqual([account, pence]);
    return sums;
  };

  test('has an overdraft as a creditor, and no assets below nil', () => {
    const found = ['cash', 'overdraft', 'assets', 'liabilities', 'net_assets'].map((line) =>
      of(overdrawn, `balance.${line}`, '2026'),
    );
    // 15,833.33 received of 10,000 in April and what September to March come to; 100,000 paid
    expect(found).toEqual([0, 8_416_667, 0, 9_000_000, -9_000_000]);
    expect(of(overdrawn, 'cash.closing', '2026')).toBe(-8_416_667);
    const size = obligations.find(({ id }) => id === 'company_size') as (typeof obligations)[number];
    expect(
      outcomeOf(size, overdrawn, periodOf(overdrawn, '2026'))
        .parts.find(({ id }) => id === 'assets')
        ?.figure.exact.toString(),
    ).toBe('0');
  });

  test('is what other programs draw up too', () => {
    const books = exported(overdrawn);
    expect([books.get('Assets:Cash'), books.get('Liabilities:Overdraft')]).toEqual([0, -8_416_667]);
  });

  test('has VAT that HMRC owes among the assets', () => {
    const tax = { vat: { registered: 'yes', quarter_ends: 'August' } };
    const data = {
      ...base,
      tiers: { m: { price: { flat: '0' }, joins: '100%', vat: 'standard' } },
      overheads: { office: { per_year: '12_000', vat: 'standard' } },
    };
    const projection = projectionOf({ ...data, tax });
    // 200 of each of June, July and August
    expect(['vat_reclaimable', 'vat', 'assets'].map((line) => of(projection, `balance.${line}`, '2026'))).toEqual([
      60_000, 0, 60_000,
    ]);
    const books = exported(projection);
    expect(books.get('Assets:Vat-reclaimable')).toBe(60_000);
    expect(
      [...books]
        .filter(([account]) => account.startsWith('Liabilities:Vat'))
        .reduce((all, [, pence]) => all + pence, 0),
    ).toBe(0);
  });

  test('has a levy that was paid too early among the assets', () => {
    const parameters = {
      name: 'Rates',
      employer_ni: {
        rate: { '2015-04': '0%' },
        threshold_month: { '2015-04': '0' },
        threshold_year: { '2015-04': '0' },
      },
      apprenticeship_levy: { rate: { '2015-04': '0.5%' }, allowance: { '2015-04': '1_200' } },
      pensions: {},
    };
    const calendar = { starts: '2027-04', years: '1', year_starts: 'April' };
    const staff = { lead: { fte: { '2027-04': '1', '2027-05': '0' }, salary: '480_000', pension: 'none' } };
    const projection = projectionOf({ ...base, calendar, parameters, staff });
    // 200 less 100 of the allowance in April; in May another 100 of it, and no pay: what was paid for April is due back
    expect(['2027-04', '2027-05', '2027-06'].map((month) => of(projection, 'balance.paye_reclaimable', month))).toEqual(
      [0, 10_000, 0],
    );
    expect(['2027-04', '2027-05'].map((month) => of(projection, 'balance.payroll', month))).toEqual([10_000, 0]);
  });
});

test('cash at the start of the first year is what there was, and no movement of it', () => {
  const projection = projectionOf(put(base, ['reserves'], { opening: '25_000' }));
  expect(['opening', 'change', 'closing'].map((line) => of(projection, `cash.${line}`, '2026'))).toEqual([
    2_500_000, 1_583_333, 4_083_333,
  ]);
  expect(['opening', 'change'].map((line) => of(projection, `cash.${line}`, '2026-09'))).toEqual([2_500_000, 0]);
  expect(ledgerOf(projection).entries[0]).toMatchObject({ date: '2026-08-31', memo: 'reserves at the start' });
});

describe('what is invoiced or paid in advance', () => {
  const contract = (more: PlainMap): Projection =>
    projectionOf({
      ...base,
      tiers: { m: { price: { flat: '0' }, joins: '100%' } },
      payment_terms: { council: '0' },
      contracts: { c: { kind: 'grant', ...more } },
    });
  const invoiced = (projection: Projection): string[] =>
    invoicesOf(projection)
      .filter(({ stream }) => stream === 'contracts')
      .map(({ month, net }) => `${monthText(month)}: ${net.exact.toFixed(0)}`);

  test('waits for the first amount of a contract, and counts from it', () => {
    const late = contract({ per_year: { '2027-02': '12_000' }, paid: 'yearly_in_advance', to: '2028-01' });
    expect(invoiced(late)).toEqual(['2027-02: 12000']);
    const quarters = contract({ per_year: { '2026-11': '12_000' }, paid: 'quarterly_in_advance', to: '2027-06' });
    expect(invoiced(quarters)).toEqual(['2026-11: 3000', '2027-02: 3000', '2027-05: 2000']);
  });

  test('or in arrears, ends with a contract that ends within a quarter', () => {
    const arrears = contract({ per_year: '12_000', paid: 'quarterly_in_arrears', to: '2027-03' });
    expect(invoiced(arrears)).toEqual(['2026-11: 3000', '2027-02: 3000', '2027-03: 1000']);
    expect(['2026-10', '2026-11', '2027-03'].map((month) => of(arrears, 'balance.accrued_income', month))).toEqual([
      200_000, 0, 0,
    ]);
  });

  test('of an overhead is paid in its first month whatever the terms of suppliers are; what is in arrears waits for them', () => {
    const cash = (paid: string): number[] => {
      const projection = projectionOf({
        ...base,
        tiers: { m: { price: { flat: '0' }, joins: '100%' } },
        overheads: { rent: { per_year: '12_000', paid, to: '2027-02' } },
        payment_terms: { suppliers: '2' },
      });
      return ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-04'].map((month) =>
        of(projection, 'cash.closing', month),
      );
    };
    expect(cash('quarterly_in_advance')).toEqual([-300_000, -300_000, -300_000, -600_000, -600_000, -600_000]);
    expect(cash('quarterly_in_arrears')).toEqual([0, 0, 0, 0, -300_000, -600_000]);
    expect(cash('monthly')).toEqual([0, 0, -100_000, -200_000, -300_000, -600_000]);
  });
});

test('a policy is held against free reserves, which leave out what was turned into fixed assets', () => {
  const projection = projectionOf({
    ...base,
    calendar: { starts: '2025-09', years: '1', year_starts: 'September' },
    tiers: { m: { price: { flat: '0' }, joins: '0%' } },
    contracts: { c: { kind: 'grant', per_year: '240_000' } },
    overheads: { o: { per_year: '240_000' } },
    capital: { kit: { cost: '50_000', bought: '2025-09', life: '30' } },
    reserves: { opening: '100_000', policy: { months_of_cost: '3', risks: { closing_down: '55_000' } } },
  });
  expect(['free', 'policy', 'headroom'].map((line) => of(projection, `reserves.${line}`, '2025'))).toEqual([
    5_000_000, 6_041_667, -1_041_667,
  ]);
  expect(of(projection, 'reserves.free', '2025-09')).toBe(5_000_000);
  const verdicts = obligations
    .filter(({ id }) => /^(reserves|net_assets)/.test(id))
    .map((test) => outcomeOf(test, projection, periodOf(projection, '2025')));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fails', 'fails', 'holds']);
  expect(verdicts.slice(0, 2).map(({ parts }) => parts.map(({ figure }) => (figure as Money).pence))).toEqual([
    [5_000_000, 6_041_667, -1_041_667],
    [5_000_000, 5_500_000, -500_000],
  ]);
});

test('a journal of which something is not known says what, also where an account can lie on either side', () => {
  const staff = { clerk: { fte: '1', salary: { 2026: '30_000', 2027: 'unknown' }, pension: 'none' } };
  expect(() => ledgerOf(projectionOf({ ...base, staff }))).toThrow('figure-unknown');
});

test("an agent's invoice shows its own commission and the VAT on it, and beside them what it collects for the provider", () => {
  const audit = {
    kind: 'brokered',
    unit: 'day',
    provider_fee: '400',
    commission: { fixed: '60' },
    acts_as: 'agent',
    demand: { per_member: '12' },
  };
  const sold = (tax: PlainMap | undefined): Projection =>
    projectionOf({
      ...base,
      tiers: { m: { price: { flat: '0' }, joins: '100%', vat: 'standard' } },
      services: { audit: { ...audit, vat: 'standard', provider_vat: 'standard' } },
      tax,
    });
  const invoiced = (projection: Projection): (number | undefined)[] => {
    const [invoice] = invoicesOf(projection).filter(({ stream }) => stream === 'services');
    return [invoice?.net, invoice?.tax, invoice?.collected, invoice?.gross].map((amount) => amount?.pence);
  };
  const projection = sold({ vat: { registered: 'yes' } });
  expect(invoiced(projection)).toEqual([6_000, 1_200, 48_000, 55_200]);
  // The provider charges VAT whether the company is registered, not yet registered or not at all.
  expect(invoiced(sold({ vat: { registered: 'no' } }))).toEqual([6_000, undefined, 48_000, 54_000]);
  expect(invoiced(sold({ vat: { registered: 'yes', from: '2027-09' } }))).toEqual([6_000, undefined, 48_000, 54_000]);
  expect(invoiced(sold(undefined))).toEqual([6_000, undefined, 40_000, 46_000]);
  // What a day costs with VAT is what its invoice comes to, whichever part of it bears VAT.
  const day = (own: string, theirs: string | undefined): string | undefined => {
    const sells = { audit: { ...audit, demand: { per_member: '12' }, vat: own, provider_vat: theirs } };
    const tiers = { m: { price: { flat: '0' }, joins: '100%', vat: 'standard' } };
    const found = projectionOf({ ...base, tiers, services: sells, tax: { vat: { registered: 'yes' } } });
    const { exact } = figureFor(found, { figure: 'service.with_vat.audit', year: 2026 }) as Price;
    expect([own, theirs, exact.times(Exact.of(100)).toString()]).toEqual([own, theirs, String(invoiced(found)[3])]);
    return exact.toFixed(2);
  };
  expect([day('standard', 'standard'), day('standard', 'exempt'), day('standard', undefined)]).toEqual([
    '552.00',
    '472.00',
    '472.00',
  ]);
  expect([day('outside_scope', 'standard'), day('exempt', undefined)]).toEqual(['540.00', '460.00']);
  const all = figureFor(projection, { figure: 'invoice.net' }) as Money;
  expect(all.pence).toBe(of(projection, 'income.brokered', '2026') + of(projection, 'income.brokered', '2027'));
});
