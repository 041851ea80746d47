import { describe, expect, test } from 'vitest';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { type PlainMap, projectionOf } from '../support/models.js';

/*
 * Published charges of teaching-school alliances (2015-2022), played through the books of a whole model: what the buyer
 * pays, what the broker keeps and what the provider gets, as agent and as principal.
 */

const brokered = (terms: PlainMap, days: string, acts_as: string): PlainMap => ({
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
  services: { leaders: { kind: 'brokered', unit: 'day', ...terms, acts_as, demand: { per_member: days } } },
  payment_terms: { schools: '0', council: '0', suppliers: '0' },
});

function booked(data: PlainMap): Record<string, string> {
  const projection = projectionOf(data);
  const [year] = periodsOf(projection.model.calendar, 'year');
  const of = (name: string): string => figureOf(projection, name, year as NonNullable<typeof year>).exact.toFixed(2);
  return {
    income: of('income.brokered'),
    providers: of('cost.providers'),
    surplus: of('surplus'),
    cash: of('cash.closing'),
    owed: of('balance.owed_to_providers'),
  };
}

const percent = (share: string, on: string): PlainMap => ({ percent: share, on });

describe.each([
  [
    '15% on top of a fee of £420, three days',
    { provider_fee: '420', commission: percent('15%', 'top') },
    '3',
    '1449.00',
    '189.00',
    '1260.00',
  ],
  [
    '15% inside a price of £350, one day',
    { price: '350', commission: percent('15%', 'inside') },
    '1',
    '350.00',
    '52.50',
    '297.50',
  ],
  [
    '£50 inside a price of £350, one day',
    { price: '350', commission: { fixed: '50' } },
    '1',
    '350.00',
    '50.00',
    '300.00',
  ],
  [
    '15% on top of a fee of £700, three days, before VAT',
    { provider_fee: '700', commission: percent('15%', 'top') },
    '3',
    '2415.00',
    '315.00',
    '2100.00',
  ],
  [
    '£50 on top of a fee of £350, two days',
    { provider_fee: '350', commission: { fixed: '50' } },
    '2',
    '800.00',
    '100.00',
    '700.00',
  ],
] as const)('%s', (_, terms, days, buyer, broker, provider) => {
  test('as agent the commission is income, and the provider is paid out of what is collected', () => {
    expect(booked(brokered(terms, days, 'agent'))).toEqual({
      income: broker,
      providers: '0.00',
      surplus: broker,
      cash: broker,
      owed: '0.00',
    });
  });

  test('as principal the whole price is income, and the provider a cost', () => {
    expect(booked(brokered(terms, days, 'principal'))).toEqual({
      income: buyer,
      providers: provider,
      surplus: broker,
      cash: broker,
      owed: '0.00',
    });
  });
});
