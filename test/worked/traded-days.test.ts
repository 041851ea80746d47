import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Break-even in traded days turns what the company's own people deliver, and nothing that others do. */

const company = (price: PlainMap[string]): PlainMap => ({
  buyin: '1',
  name: 'Traded and brokered',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { groups: { any: { count: '10', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1' }, joins: '0%' } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: '100',
      delivery: { by: 'adviser', days: '1' },
      demand: { per_other: '1' },
    },
    audit: {
      kind: 'brokered',
      unit: 'audit',
      price,
      commission: { percent: '50%', on: 'inside' },
      acts_as: 'agent',
      demand: { per_other: '1' },
    },
  },
  staff: { adviser: { fte: '1', salary: '0', on_costs: '0%', days: '100', chargeable: '100%' } },
  overheads: { office: { per_year: '1_500' } },
});

test('a brokered service earns the same however many traded days are asked for, whether its price bends or not', async () => {
  // Commission of 100 from each of ten schools; the other 500 of the office are five days at 100.
  for (const price of ['200', { packs: { of: 'units', sizes: { 1: '200', 3: '450' }, top_up: '200' } }]) {
    const { code, out } = await play(['break-even', FILE], { files: { [FILE]: yamlOf(company(price)) } });
    expect(code).toBe(0);
    expect(out).toMatch(/Traded days as modelled +10\n +breaks even at +5\b/);
  }
});
