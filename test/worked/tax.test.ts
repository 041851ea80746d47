import { describe, expect, test } from 'vitest';
import type { Money } from '../../src/figures/index.js';
import { monthOf } from '../../src/language/index.js';
import { type Period, periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { FILE, type Plain, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

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
  return periodsOf(projection.model.calendar, 'year').map((period) =>
    (figureOf(projection, line, period) as Money).exact.toFixed(2),
  );
};
const cash = (projection: Projection, month: string): number =>
  projection.journal.balance('cash', monthOf(month) as number).pence;
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
  ])('on a profit of %s is %s: 19%%, 25%% less marginal relief, 25%%', (profit, expected) =>
    expect(tax(profit)).toEqual([expected]),
  );

  test('was 19% whatever the profit before April 2023, and a year across that date is cut by months', () => {
    expect(tax('300_000', '2019-04')).toEqual(['57000.00']);
    // 70,000 × 19%; then 50,000 × 25% less 1.5% of what 104,166.67 is above it
    expect(tax('120_000', '2022-09', 'September')).toEqual(['24987.50']);
  });

  test('a year within which a limit alone changes is cut where it does', () => {
    const rates = {
      rate: { '2023-04': '25%' },
      small_rate: { '2023-04': '19%' },
      lower_limit: { '2023-04': '50_000', '2026-01': '20_000' },
      upper_limit: { '2023-04': '250_000' },
      fraction: { '2023-04': '1.5%' },
    };
    const data = {
      ...company('2025-09', '1', 'September'),
      parameters: { name: 'A limit of its own', corporation_tax: rates },
      contracts: { council: grant('40_000') },
      tax: { corporation_tax: { mutual: 'no' } },
    };
    // Four months: 13,333.33 × 19%; eight: 26,666.67 × 25% less 1.5% of what 166,666.67 is above it
    expect(yearly(data, 'cost.taxes.corporation_tax')).toEqual(['7100.00']);
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
    const contracts = {
      council: grant('60_000', { controlling_member: 'yes' }),
      others: grant('40_000', { controlling_member: 'no' }),
    };
    const taxed = (mutual: string): string[] =>
      yearly(
        { ...company('2019-04', '1', 'April'), contracts, tax: { corporation_tax: { mutual } } },
        'cost.taxes.corporation_tax',
      );
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
    const data = {
      ...company('2018-09', '1', 'September'),
      tiers: sold('standard'),
      overheads,
      tax: registered,
      payment_terms: terms,
    };
    const projection = projectionOf(data);
    // 14,400 received; 1,200 paid each month; in January 2,400 less three times 200
    const months = ['2018-09', '2018-12', '2019-01', '2019-04'].map((month) => cash(projection, month));
    expect(months).toEqual([1_320_000, 960_000, 660_000, 360_000]);
    expect(yearly(data, 'surplus')).toEqual(['0.00']);
    // the refund of the second quarter, 600, is received in April
    expect(cash(projection, '2019-04') - cash(projection, '2019-03')).toBe(-120_000 + 60_000);
  });

  test('on the bills of a company that is not registered is a cost', () => {
    const data = {
      ...company('2018-09', '1', 'September'),
      tiers: sold('standard'),
      overheads,
      tax: { vat: { registered: 'no' } },
    };
    expect(yearly(data, 'cost.taxes.vat')).toEqual(['2400.00']);
    expect(yearly(data, 'surplus')).toEqual(['-2400.00']);
  });

  test('a company that is not registered charges none, whatever the class of what it sells', async () => {
    const model = (vat: PlainMap): PlainMap => ({
      ...company('2018-09', '1', 'September'),
      tiers: sold('standard'),
      tax: { vat },
    });
    const fee = async (vat: PlainMap): Promise<readonly string[]> => {
      const { out } = await play(
        ['price', FILE, '--school', 'phase=primary,type=independent,pupils=200', '--explain'],
        {
          files: { [FILE]: yamlOf(model(vat)) },
        },
      );
      return out.split('\n').filter((line) => /^(VAT|with VAT|net|The company|The class) /.test(line));
    };
    expect((await fee({ registered: 'yes' })).map((line) => line.split(' ')[0])).toEqual(['VAT', 'with', 'net']);
    expect((await fee({ registered: 'no' })).at(-1)).toBe(
      'The company is not registered for VAT, so nothing is shown with VAT.',
    );
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
        contracts: {
          taxed: grant('75_000', { vat: 'standard' }),
          exempt: grant('60_000', { vat: 'exempt', from: '2019-10' }),
        },
      };
      // the first half recovers all, and the second 56%; the year 72%
      expect(yearly(data, 'cost.taxes.vat')).toEqual(['11424.00']);
    });
  });

  describe('is attributed first by what a cost is for', () => {
    // £100,000 a year is sold, of which 61% are taxable.
    const streams: PlainMap = {
      contracts: {
        taxed: grant('61_000', { vat: 'standard' }),
        exempt: grant('39_000', { vat: 'exempt' }),
        grant: grant('5_000', { vat: 'outside_scope' }),
      },
      tiers: sold('outside_scope'),
      tax: { vat: { registered: 'yes', quarter_ends: 'March' } },
    };
    const bill = (tax: string, more: PlainMap = {}): PlainMap => ({
      per_year: String((Number(tax) * 5).toFixed(2)),
      paid: 'yearly_in_arrears',
      vat: 'standard',
      ...more,
    });
    const company_ = company('2019-04', '1', 'April');
    const lost = (overheads: PlainMap, more: PlainMap = {}): string[] =>
      yearly({ ...company_, ...streams, overheads, ...more }, 'cost.taxes.vat');

    test('what is for exempt supplies is lost, what is for taxable ones is not, and the residue goes by turnover', () => {
      const overheads = {
        courses: bill('13_523.14'.replace('_', ''), { for: 'contracts.exempt' }),
        advice: bill('3220.86', { for: 'contracts.taxed' }),
        office: bill('11387.33'),
      };
      // 13,523.14 and 39% of 11,387.33
      expect(lost(overheads)).toEqual(['17964.20']);
    });

    test('streams of several classes make it residual, and so does nothing that is named', () => {
      expect(lost({ both: bill('40000', { for: 'contracts' }) })).toEqual(['15600.00']);
      expect(lost({ both: bill('40000') })).toEqual(['15600.00']);
      // 39% of the 20,000 on it are above the limit of 7,500
      expect(
        lost({}, { capital: { kit: { cost: '100_000', bought: '2019-04', life: '5', vat: 'standard' } } }),
      ).toEqual(['7800.00']);
    });

    test('what is for no supply is no input tax, and counts in no limit', () => {
      expect(lost({ grant: bill('1000', { for: 'contracts.grant' }), office: bill('19000') })).toEqual(['1000.00']);
      const taxable = { ...streams, contracts: { ...(streams.contracts as PlainMap), exempt: undefined } };
      expect(
        yearly(
          { ...company_, ...taxable, overheads: { grant: bill('1000', { for: 'contracts.grant' }) } },
          'cost.taxes.vat',
        ),
      ).toEqual(['1000.00']);
    });

    test('delivery and providers go with their service', () => {
      const service = (vat: string, delivery: PlainMap = {}): PlainMap => ({
        kind: 'traded',
        unit: 'day',
        price: '0',
        demand: { per_member: '1200' },
        vat,
        delivery,
      });
      const cost = { direct_cost: '50', vat: 'standard' };
      // 12,000 of tax on 60,000 of direct cost
      expect(lost({}, { services: { courses: service('exempt', cost) } })).toEqual(['12000.00']);
      expect(lost({}, { services: { advice: service('standard', cost) } })).toEqual(['0.00']);
      const brokered = (vat: string): PlainMap => ({
        audit: {
          kind: 'brokered',
          unit: 'day',
          provider_fee: '50',
          commission: { fixed: '0' },
          acts_as: 'principal',
          demand: { per_member: '1200' },
          vat,
          provider_vat: 'standard',
        },
      });
      expect(lost({}, { services: brokered('exempt') })).toEqual(['12000.00']);
      expect(lost({}, { services: brokered('standard') })).toEqual(['0.00']);
    });

    test('a part of a price that is exempt keeps input tax from recovery as a stream does', () => {
      // Of 120,000 half is exempt: half of 12,000 for the office is lost, and of 4,800 for the membership.
      const parted = (parts: PlainMap): PlainMap => ({
        tiers: {
          membership: {
            price: { parts },
            joins: '100%',
            vat: 'standard',
            term: { invoice: 'membership_year', starts: 'April' },
          },
        },
        contracts: undefined,
      });
      const overheads = { office: bill('12000'), for_members: bill('4800', { for: 'tiers.membership' }) };
      const [advice, training] = [{ flat: '500' }, { flat: '500', vat: 'exempt' }];
      expect(lost(overheads, parted({ advice, training }))).toEqual(['8400.00']);
      // Where all of the price is exempt, whatever the tier is, so is all that is for it.
      expect(lost(overheads, parted({ training }))).toEqual(['16800.00']);
      expect(lost(overheads, parted({ advice }))).toEqual(['0.00']);
      const service = (parts: PlainMap): PlainMap => ({
        services: {
          course: {
            kind: 'traded',
            unit: 'place',
            price: { parts },
            demand: { per_member: '1200' },
            vat: 'standard',
            delivery: { direct_cost: '50', vat: 'standard' },
          },
        },
        contracts: undefined,
      });
      const unit = (price: string, vat?: string): PlainMap => ({ per: { units: price }, vat });
      expect(lost({}, service({ a: unit('1', 'exempt') }))).toEqual(['12000.00']);
      // a third is taxable, so 34%
      expect(lost({}, service({ a: unit('2', 'exempt'), b: unit('1') }))).toEqual(['7920.00']);
    });

    test('is let pass below £625 a month and half of all input tax, what is attributed with the rest', () => {
      // 7,500 of 15,000 and more; then a penny above the one limit, and above the other
      expect(
        lost({ exempt: bill('7500', { for: 'contracts.exempt' }), taxed: bill('8000', { for: 'contracts.taxed' }) }),
      ).toEqual(['0.00']);
      expect(
        lost({ exempt: bill('7500.01', { for: 'contracts.exempt' }), taxed: bill('8000', { for: 'contracts.taxed' }) }),
      ).toEqual(['7500.01']);
      expect(
        lost({ exempt: bill('600', { for: 'contracts.exempt' }), taxed: bill('599', { for: 'contracts.taxed' }) }),
      ).toEqual(['600.00']);
      expect(
        lost({ exempt: bill('600', { for: 'contracts.exempt' }), taxed: bill('600', { for: 'contracts.taxed' }) }),
      ).toEqual(['0.00']);
    });
  });

  describe('that is not recovered', () => {
    // In each quarter 20,000 are sold; of that 75% are taxable in the first two and half in the others.
    const data: PlainMap = {
      ...company('2019-04', '2', 'April'),
      contracts: {
        taxed: grant({ '2019-04': '60_000', '2019-10': '40_000' }, { vat: 'standard' }),
        exempt: grant({ '2019-04': '20_000', '2019-10': '40_000' }, { vat: 'exempt' }),
      },
      tiers: sold('outside_scope'),
      overheads: { office: { per_year: '600_000', vat: 'standard' } },
      tax: { vat: { registered: 'yes', quarter_ends: 'March' } },
    };
    const monthly = (projection: Projection, line: string, months: readonly string[]): string[] =>
      months.map((month) =>
        (
          figureOf(
            projection,
            line,
            periodsOf(projection.model.calendar, 'month').find(({ id }) => id === month) as Period,
          ) as Money
        ).exact.toFixed(2),
      );

    test("is a cost of the month of the bill, at its quarter's percentage, and the year's adjustment of the month in which the year ends", () => {
      const projection = projectionOf(data);
      // 10,000 of input tax a month: 25% and 50%. The year: 100,000 of 160,000 is 62.5%, so 63%: 37% of 120,000 less
      // what was lost, 45,000
      expect(
        monthly(projection, 'cost.taxes.vat', [
          '2019-04',
          '2019-06',
          '2019-09',
          '2019-10',
          '2020-02',
          '2020-03',
          '2020-04',
        ]),
      ).toEqual([...['2500.00', '2500.00', '2500.00', '5000.00', '5000.00'], '4400.00', '5000.00']);
    });

    test('goes by what is invoiced, not earned, and a bill for a year is lost in its month', () => {
      const yearly_ = put(
        put(data, ['contracts', 'exempt', 'paid'], 'yearly_in_arrears'),
        ['overheads', 'office', 'paid'],
        'yearly_in_advance',
      );
      // The exempt 30,000 are invoiced in March: until then all is recovered, and in that quarter there is no bill. In
      // the year 50,000 of 80,000 are taxable, 63%, so 37% of 120,000 is lost
      const found = monthly(projectionOf(yearly_), 'cost.taxes.vat', [
        '2019-04',
        '2019-05',
        '2020-02',
        '2020-03',
        '2020-04',
      ]);
      expect(found).toEqual(['0.00', '0.00', '0.00', '44400.00', '0.00']);
    });

    test('is the same however soon the calendar ends within a quarter', () => {
      const ends = {
        ...data,
        calendar: { starts: '2019-09', years: '1', year_starts: 'September' },
        contracts: {
          taxed: grant('60_000', { vat: 'standard' }),
          exempt: grant({ '2019-09': '20_000', '2020-09': '200_000' }, { vat: 'exempt' }),
        },
      };
      const months = ['2020-06', '2020-07', '2020-08'];
      const one = monthly(projectionOf(ends), 'cost.taxes.vat', months);
      expect(monthly(projectionOf(put(ends, ['calendar', 'years'], '3')), 'cost.taxes.vat', months)).toEqual(one);
      // July to September: 15,000 are taxable, and exempt 3,333.33 and then 16,666.67
      expect(one).toEqual(['2500.00', '5700.00', '5700.00']);
    });

    test('is not in doubt before the company is registered: all of the tax is a cost then', () => {
      const late = put(data, ['tax', 'vat', 'from'], '2019-06');
      // June is a quarter by itself, at 75%
      expect(monthly(projectionOf(late), 'cost.taxes.vat', ['2019-05', '2019-06', '2019-07'])).toEqual([
        '10000.00',
        '2500.00',
        '2500.00',
      ]);
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
