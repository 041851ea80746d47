import { describe, expect, test } from 'vitest';
import { brokenIdentities, type Invoice, invoicesOf } from '../../src/analysis/index.js';
import { type Projection, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { FILE, type Plain, type PlainMap, projectionOf, yamlOf } from '../support/models.js';

/* Parts of several classes of VAT, prices published with VAT, fees paid once and sign-ups for several years, by hand. */

const school = (more: PlainMap = {}): PlainMap => ({ phase: 'primary', type: 'academy', pupils: '200', ...more });
const company = (price: Plain, more: PlainMap = {}, schools: PlainMap = { oak: school() }): PlainMap => ({
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '4', year_starts: 'September' },
  parameters: 'england',
  schools: { named: schools },
  tiers: { gold: { price, vat: 'standard', joins: '100%', ...more } },
  tax: { vat: { registered: 'yes' } },
});
const money = ({ net, tax, gross }: Invoice): string =>
  `${net.exact.toFixed(2)} + ${tax === undefined ? 'none' : tax.exact.toFixed(2)} = ${gross.exact.toFixed(2)}`;
const bills = (projection: Projection, of = 'M-'): string[] => {
  expect(brokenIdentities(projection)).toEqual([]);
  return invoicesOf(projection)
    .filter(({ number }) => number.startsWith(of))
    .map((each) => `${each.number}: ${money(each)}`);
};

describe('a price in parts', () => {
  const parts = { state: { flat: '38', vat: 'outside_scope' }, work: { flat: '10.03' } };

  test('has an invoice for each class of VAT, which add to the fee', () => {
    expect(bills(projectionOf(company({ parts }))).slice(0, 2)).toEqual([
      'M-gold-202509-oak-outside_scope: 38.00 + none = 38.00',
      'M-gold-202509-oak-standard: 10.03 + 2.01 = 12.04',
    ]);
  });

  test('shares what a discount leaves by what the parts come to', () => {
    const price = { parts: { ...parts, work: { flat: '10' } }, discounts: { percent: '10%' } };
    expect(bills(projectionOf(company(price))).slice(0, 2)).toEqual([
      'M-gold-202509-oak-outside_scope: 34.20 + none = 34.20',
      'M-gold-202509-oak-standard: 9.00 + 1.80 = 10.80',
    ]);
  });

  test('is sold as a service too, with the tax on what bears it alone', () => {
    const data = company(
      { flat: '0' },
      {},
      {
        oak: school(),
      },
    );
    const services = {
      checks: {
        kind: 'traded',
        unit: 'check',
        vat: 'standard',
        price: { parts: { state: { per: { units: '38' }, vat: 'outside_scope' }, work: { per: { units: '10' } } } },
        demand: { per_member: '12' },
      },
    };
    expect(bills(projectionOf({ ...data, services }), 'S-').slice(0, 2)).toEqual([
      'S-checks-202509: 10.00 + 2.00 = 12.00',
      'S-checks-202509-outside_scope: 38.00 + none = 38.00',
    ]);
  });
});

describe('a price that is published with VAT', () => {
  // A third of all amounts of pence cannot be a net amount and a fifth of it, each rounded.
  test.each([
    ['50.01', '41.68 + 8.33 = 50.01'],
    ['50.02', '41.68 + 8.34 = 50.02'],
    ['50.03', '41.69 + 8.34 = 50.03'],
    ['50.04', '41.70 + 8.34 = 50.04'],
    ['50.05', '41.71 + 8.34 = 50.05'],
    ['50.06', '41.72 + 8.34 = 50.06'],
  ])('of %s is invoiced as just that', (flat, expected) => {
    const price = { flat, includes_vat: 'yes' };
    expect(bills(projectionOf(company(price)))[0]).toBe(`M-gold-202509-oak: ${expected}`);
  });

  test('is what an order pays too', () => {
    const data: PlainMap = {
      ...company({ flat: '0' }),
      schools: { orders: { file: 'orders.csv' }, named: { oak: school() } },
      services: {
        place: {
          kind: 'traded',
          unit: 'place',
          vat: 'standard',
          price: { per: { units: '50.03' }, includes_vat: 'yes' },
        },
      },
    };
    const files = {
      [FILE]: yamlOf(data),
      'orders.csv': 'school,service,quantity,option,date\noak,place,1,,2025-11-12\n',
    };
    const { model } = Source.open(diskOf(files), FILE).load({ scenarios: [], sets: [] });
    expect(bills(project(model), 'O-')).toEqual(['O-place-20251112-oak: 41.69 + 8.34 = 50.03']);
  });

  test('has the amounts of its parts with VAT, where they bear it', () => {
    const parts = { state: { flat: '38', vat: 'outside_scope' }, work: { flat: '12' } };
    expect(bills(projectionOf(company({ parts, includes_vat: 'yes' }))).slice(0, 2)).toEqual([
      'M-gold-202509-oak-outside_scope: 38.00 + none = 38.00',
      'M-gold-202509-oak-standard: 10.00 + 2.00 = 12.00',
    ]);
  });
});

describe('a fee that is paid once', () => {
  const price = { flat: '1_000', joining: '25' };
  const net = (data: PlainMap): string[] =>
    invoicesOf(projectionOf(data)).map(({ number, net: amount }) => `${number} ${amount.exact.toFixed(2)}`);

  test('is in the first invoice of a school and in no later one, in full', () => {
    expect(net(company(price))).toEqual([
      'M-gold-202509-oak 1025.00',
      'M-gold-202609-oak 1000.00',
      'M-gold-202709-oak 1000.00',
      'M-gold-202809-oak 1000.00',
    ]);
    // Four months of a maintained school before its own April: 333.33, and all of the 25.
    const late = school({ type: 'community', member_from: '2025-12' });
    expect(net(company(price, {}, { oak: late })).slice(0, 2)).toEqual([
      'M-gold-202512-oak 358.33',
      'M-gold-202604-oak 1000.00',
    ]);
  });

  test('comes of those who are new where more join from year to year, and is not paid again', () => {
    const joins = { 2025: '40%', 2026: '100%', 2027: '20%', 2028: '100%' };
    expect(net(company(price, { joins }))).toEqual([
      'M-gold-202509-oak 410.00',
      'M-gold-202609-oak 1015.00',
      'M-gold-202709-oak 200.00',
      'M-gold-202809-oak 1000.00',
    ]);
  });

  test('has been paid by a school that was a member before the calendar', () => {
    expect(net(company(price, {}, { oak: school({ member_from: '2024-09' }) }))[0]).toBe('M-gold-202509-oak 1000.00');
  });

  test('waits for the first invoice where a short period before it is free', () => {
    const term = { joins_mid_year: 'wait' };
    const late = school({ type: 'community' });
    expect(net(company(price, { term }, { oak: late }))[0]).toBe('M-gold-202604-oak 1025.00');
  });
});

describe('a price for several years together', () => {
  test('is invoiced in parts that add to it, and starts anew after them', () => {
    const price = { flat: '1_000', joining: { years: '3' } };
    const amounts = invoicesOf(projectionOf(company(price, { uplift: '10%' }))).map(({ net }) => net.exact.toFixed(2));
    // The first of three years of 1,331 comes last.
    expect(amounts).toEqual(['333.33', '333.34', '333.33', '443.67']);
  });
});
