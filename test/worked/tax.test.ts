import { describe, expect, test } from 'vitest';
import type { Money } from '../../src/figures/index.js';
import { monthOf } from '../../src/language/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf } from '../support/models.js';

/* Corporation tax and VAT, against figures worked out by hand from the published rates (gov.uk). */

const company = (starts: string, years: string, year: string): PlainMap => ({
  buyin: '1',
  name: 'Taxes',
  calendar: { starts, years, year_starts: year },
  parameters: 'england',
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
});
const yearly = (data: PlainMap, line: string): string[] => {
  const projection = projectionOf(data);
  return periodsOf(projection.model.calendar, 'year').map((period) => (figureOf(projection, line, period) as Money).exact.toFixed(2));
};
const cash = (projection: Projection, month: string): number => projection.journal.balance('cash', monthOf(month) as number).pence;
const grant = (per_year: Plain, more: PlainMap = {}): PlainMap => ({ kind: 'grant', per_year, ...more });

describe('corporation tax', () => {
  const tax = (profit: Plain, starts = '2025-04', year = 'April', years = '1', mutual = 'no'): string[] =>
    yearly(
      { ...company(starts, years, year), contracts: { council: grant(profit) }, tax: { corporation_tax: { mutual } } },
      'cost.taxes.corporation_tax',
    );

  test.each([
    ['40_000', '7600.00'],
    ['50_000', '9500.00'],
    ['100_000', '22750.00'],
    ['150_000', '36000.00'],
    ['250_000', '62500.00'],
    ['300_000', '75000.00'],
  ])('on a profit of %s is %s: 19%%, 25%% less marginal relief, 25%%', (profit, expected) => expect(tax(profit)).toEqual([expected]));

  test('was 19% whatever the profit before April 2023, and a year across that date is cut by months', () => {
    expect(tax('300_000', '2019-04')).toEqual(['57000.00']);
    // 70,000 × 19%; then 50,000 × 25% less 1.5% of what 104,166.67 is above it
    expect(tax('120_000', '2022-09', 'September')).toEqual(['24987.50']);
  });

  test('is on what is left of losses, and nothing on a loss', () => {
    const data = {
      ...company('2019-04', '3', 'April'),
      contracts: { council: grant({ 2019: '0', 2020: '80_000', 2021: '80_000' }) },
      overheads: { start: { per_year: '50_000', to: '2020-03' } },
      tax: { corporation_tax: {} },
    };
    // 19% of 30,000 and of 80,000
    expect(yearly(data, 'cost.taxes.corporation_tax')).toEqual(['0.00', '5700.00', '15200.00']);
  });

  test('with mutual trading is on the part that does not come from members', () => {
    const contracts = { council: grant('60_000', { controlling_member: 'yes' }), others: grant('40_000', { controlling_member: 'no' }) };
    const taxed = (mutual: string): string[] =>
      yearly({ ...company('2019-04', '1', 'April'), contracts, tax: { corporation_tax: { mutual } } }, 'cost.taxes.corporation_tax');
    expect(taxed('yes')).toEqual(['7600.00']);
    expect(taxed('no')).toEqual(['19000.00']);
    expect(taxed('unknown')).toEqual(['19000.00']);
  });

  test('is paid nine months and a day after the year', () => {
    const data = {
      ...company('2018-09', '2', 'September'),
      contracts: { council: grant({ 2018: '100_000', 2019: '0' }) },
      tax: { corporation_tax: {} },
    };
    const projection = projectionOf(data);
    expect([cash(projection, '2020-05'), cash(projection, '2020-06')]).toEqual([10_000_000, 8_100_000]);
  });
});

describe('VAT', () => {
  const registered: PlainMap = { vat: { registered: 'yes', quarter_ends: 'November' } };
  const sold = (vat: string): PlainMap => ({ gold: { price: { flat: '12_000' }, joins: '100%', vat } });
  const overheads: PlainMap = { office: { per_year: '12_000', vat: 'standard' } };
  const terms: PlainMap = { schools: '0', suppliers: '0' };

  test('is collected with the invoice, paid with the bills, and settled two months after the quarter', () => {
    const data = { ...company('2018-09', '1', 'September'), tiers: sold('standard'), overheads, tax: registered, payment_terms: terms };
    const projection = projectionOf(data);
    // 14,400 received; 1,200 paid each month; in January 2,400 less three times 200
    const months = ['2018-09', '2018-12', '2019-01', '2019-04'].map((month) => cash(projection, month));
    expect(months).toEqual([1_320_000, 960_000, 660_000, 360_000]);
    expect(yearly(data, 'surplus')).toEqual(['0.00']);
    // the refund of the second quarter, 600, is received in April
    expect(cash(projection, '2019-04') - cash(projection, '2019-03')).toBe(-120_000 + 60_000);
  });

  test('on the bills of a company that is not registered is a cost', () => {
    const data = { ...company('2018-09', '1', 'September'), tiers: sold('standard'), overheads, tax: { vat: { registered: 'no' } } };
    expect(yearly(data, 'cost.taxes.vat')).toEqual(['2400.00']);
    expect(yearly(data, 'surplus')).toEqual(['-2400.00']);
  });

  test('starts with the month of registration', () => {
    const data = {
      ...company('2018-09', '1', 'September'),
      tiers: sold('standard'),
      overheads,
      tax: { vat: { registered: 'yes', from: '2019-01' } },
    };
    expect(yearly(data, 'cost.taxes.vat')).toEqual(['800.00']);
  });

  describe('where something is exempt', () => {
    const partly = (office: string, exempt: string): PlainMap => ({
      ...company('2019-04', '1', 'April'),
      contracts: { taxed: grant('75_000', { vat: 'standard' }), exempt: grant(exempt, { vat: 'exempt' }) },
      tiers: sold('outside_scope'),
      overheads: { office: { per_year: office, vat: 'standard' } },
      tax: { vat: { registered: 'yes', quarter_ends: 'March' } },
    });

    test('is recovered by the taxable share, rounded up to a whole per cent', () => {
      // 75,000 of 105,000 is 71.4%, so 72%: 28% of 40,800 is lost
      expect(yearly(partly('204_000', '30_000'), 'cost.taxes.vat')).toEqual(['11424.00']);
      expect(yearly(partly('204_000', '25_000'), 'cost.taxes.vat')).toEqual(['10200.00']);
    });

    test('is recovered in full below £625 a month and half of the input tax', () => {
      // 28% of 26,784 is 7,499.52 and is let pass; of 26,796 it is 7,502.88 and is not
      expect(yearly(partly('133_920', '30_000'), 'cost.taxes.vat')).toEqual(['0.00']);
      expect(yearly(partly('133_980', '30_000'), 'cost.taxes.vat')).toEqual(['7502.88']);
      // three quarters are exempt, more than half: 75% of 6,000
      expect(yearly(partly('30_000', '225_000'), 'cost.taxes.vat')).toEqual(['4500.00']);
    });

    test('is settled for the year as a whole', () => {
      const data = {
        ...partly('204_000', '30_000'),
        contracts: { taxed: grant('75_000', { vat: 'standard' }), exempt: grant('60_000', { vat: 'exempt', starts: '2019-10' }) },
      };
      // the first half recovers all, and the second 56%; the year 72%
      expect(yearly(data, 'cost.taxes.vat')).toEqual(['11424.00']);
    });
  });

  test('of each school is rounded on its own invoice', () => {
    const data = {
      ...company('2018-09', '1', 'September'),
      schools: {
        groups: {
          small: { count: '3', phase: 'primary', type: 'academy', pupils: '100' },
          odd: { count: '1', phase: 'primary', type: 'academy', pupils: '1' },
        },
      },
      tiers: { gold: { price: { per_pupil: '0.13' }, joins: '100%', vat: 'standard' } },
      tax: registered,
    };
    const [batch] = projectionOf(data).membership.batches;
    // 39.00 → 7.80, and 0.13 → 0.03
    expect([batch?.amount.pence, batch?.tax?.pence]).toEqual([3913, 783]);
  });
});
