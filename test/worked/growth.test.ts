import { describe, expect, test } from 'vitest';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf, put } from '../support/models.js';

/* Growth by hand: each year on the one before, and an amount with a date stands in the prices of that year. */

const base: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2018-09', years: '4', year_starts: 'September' },
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { per_pupil: '19' }, joins: '100%' } },
};
const withTier = (tier: PlainMap): PlainMap => put(base, ['tiers', 'gold'], { joins: '100%', ...tier });

const yearly = (projection: Projection, line: string): string[] =>
  periodsOf(projection.model.calendar, 'year').map((period) => figureOf(projection, line, period).exact.toFixed(2));
const pupils = (data: PlainMap): string[] => {
  const projection = projectionOf(data);
  return periodsOf(projection.model.calendar, 'year').map((period) =>
    figureOf(projection, 'pupils', period).exact.toString(),
  );
};
const fees = (tier: PlainMap): string[] => yearly(projectionOf(withTier(tier)), 'income.membership');

describe('uplift of a price', () => {
  test('starts in the second year and compounds', () => {
    expect(fees({ price: { per_pupil: '19' }, uplift: '2%' })).toEqual(['7980.00', '8139.60', '8302.39', '8468.44']);
    expect(fees({ price: { flat: '12_500' }, uplift: '2%' })).toEqual(['12500.00', '12750.00', '13005.00', '13265.10']);
  });

  test('changes with the years that it names, and is none before the first', () => {
    // 19 × 1.03 × 1.05 × 420
    expect(fees({ price: { per_pupil: '19' }, uplift: { 2020: '3%', 2021: '5%' } })).toEqual([
      '7980.00',
      '7980.00',
      '8219.40',
      '8630.37',
    ]);
  });

  test('is that of its own tier, where an assumption gives two tiers one price', () => {
    const two = {
      gold: { price: { flat: '=price' }, joins: '50%', uplift: '2%' },
      silver: { price: { flat: '=price' }, joins: '50%', uplift: '10%' },
    };
    const projection = projectionOf({ ...base, assumptions: { price: { value: '1_000' } }, tiers: two });
    expect(yearly(projection, 'income.membership.gold')).toEqual(['500.00', '510.00', '520.20', '530.61']);
    expect(yearly(projection, 'income.membership.silver')).toEqual(['500.00', '550.00', '605.00', '665.50']);
  });

  test('by term moves the rate and leaves the cap where it was', () => {
    expect(fees({ price: { per_pupil: '19', cap: '8_200' }, uplift: { per_pupil: '2%' } })).toEqual([
      '7980.00',
      '8139.60',
      '8200.00',
      '8200.00',
    ]);
    expect(fees({ price: { per_pupil: '19', cap: '7_900' }, uplift: { cap: '1%' } })).toEqual([
      '7900.00',
      '7979.00',
      '7980.00',
      '7980.00',
    ]);
  });

  test('may be below zero', () => {
    expect(fees({ price: { flat: '10_000' }, uplift: '-10%' })).toEqual(['10000.00', '9000.00', '8100.00', '7290.00']);
  });
});

test('a roll that changes does so from the year after the one that a number is given for', () => {
  const change = (said: Plain): PlainMap => put(base, ['schools', 'roll_change'], said);
  expect(pupils(change('-1.5%'))).toEqual(['420', '413.7', '407.4945', '401.3820825']);
  expect(pupils(change({ primary: { 2020: '-10%' }, secondary: '5%' }))).toEqual(['420', '420', '378', '340.2']);
  expect(pupils(put(change('-10%'), ['schools', 'named', 'school', 'pupils'], { 2018: '420', 2020: '500' }))).toEqual([
    '420',
    '378',
    '500',
    '450',
  ]);
});

test('an amount with a date is in the prices of its year', () => {
  const overheads = { rent: { per_year: { 2018: '100', 2020: '200' }, uplift: '10%' } };
  expect(yearly(projectionOf(put(base, ['overheads'], overheads)), 'cost.overheads')).toEqual([
    '100.00',
    '110.00',
    '200.00',
    '220.00',
  ]);
});

test('pay rises with each award, and on-costs with pay', () => {
  const staff = {
    adviser: { fte: '1.5', salary: '60_000', on_costs: '30%', pay_award: { 2019: '2%', 2020: '2.75%' } },
  };
  // 60,000 × 1.02 × 1.0275² × 1.5 × 1.3
  expect(yearly(projectionOf(put(base, ['staff'], staff)), 'cost.staff')).toEqual([
    '117000.00',
    '119340.00',
    '122621.85',
    '125993.95',
  ]);
});

test('prices and direct costs of a service rise together', () => {
  const services = {
    advice: {
      kind: 'traded',
      unit: 'day',
      price: '500',
      delivery: { direct_cost: '100' },
      demand: { per_member: '2' },
      uplift: '10%',
    },
  };
  const projection = projectionOf(put(base, ['services'], services));
  expect(yearly(projection, 'income.traded')).toEqual(['1000.00', '1100.00', '1210.00', '1331.00']);
  expect(yearly(projection, 'cost.delivery')).toEqual(['200.00', '220.00', '242.00', '266.20']);
});
