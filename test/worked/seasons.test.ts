import { expect, test } from 'vitest';
import { figureFor } from '../../src/analysis/index.js';
import { type PlainMap, projectionOf, put } from '../support/models.js';
import { yamlOf } from '../support/plain.js';
import { play } from '../support/play.js';

/* August earns what August earns. */

const data: PlainMap = {
  buyin: '1',
  name: 'Exams',
  calendar: { starts: '2026-09', years: '2', year_starts: 'September' },
  schools: { groups: { any: { count: '40', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '1000' }, joins: '50%', includes: { visit: { per_school: '1' } } } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: '100',
      delivery: { by: 'adviser', days: '0.5', direct_cost: '10' },
      demand: { per_member: '3' },
      season: { May: '20%', June: '50%', July: '30%', August: '0%' },
    },
    supply: {
      kind: 'brokered',
      unit: 'day',
      price: '210',
      commission: { fixed: '10' },
      acts_as: 'agent',
      demand: { per_member: '4' },
      season: { November: '40%', February: '60%' },
    },
  },
  contracts: {
    council: {
      kind: 'commission',
      per_year: '90000',
      paid: 'quarterly_in_advance',
      season: { September: '10%', October: '20%', June: '70%' },
    },
  },
  staff: {
    adviser: {
      fte: '0.2',
      salary: '40000',
      on_costs: '0%',
      days: '195',
      chargeable: '50%',
      when_short: { associates: '400' },
    },
  },
  overheads: { rooms: { per_year: '1000', paid: 'quarterly_in_arrears', season: { May: '25%', June: '75%' } } },
};
type Moment = { readonly year: number } | { readonly month: string };
const of = (figure: string, at: Moment, model = data): string => {
  const found = figureFor(projectionOf(model), { figure, ...at } as never);
  return 'what' in found ? found.what : found.exact.toString();
};

test('a service is sold, costs and takes days in the months of its season', () => {
  // 20 members buy 3 and include 1: £6,000, £800 of direct cost and 40 days, of which the post has 19.5.
  expect(of('income.traded.visit', { year: 2026 })).toBe('6000');
  expect(of('income.traded.visit', { month: '2027-06' })).toBe('3000');
  expect(of('income.traded.visit', { month: '2027-08' })).toBe('0');
  expect(of('cost.delivery.visit', { month: '2027-05' })).toBe('160');
  expect(of('days.needed', { month: '2027-07' })).toBe('12');
  expect(of('days.needed.adviser', { month: '2027-09' })).toBe('0');
  expect(of('days.sold', { month: '2027-06' })).toBe('15');
  expect(of('days.promised', { month: '2027-06' })).toBe('5');
  expect(of('cost.associates.adviser', { year: 2026 })).toBe('8200');
  expect(of('cost.associates.adviser', { month: '2027-06' })).toBe('4100');
  expect(of('income.brokered.supply', { month: '2027-02' })).toBe('480');
});

test('an invoice is for what its months earn, and there is none for a quarter without a share', () => {
  expect(of('income.contract.council', { month: '2026-10' })).toBe('18000');
  const invoices = projectionOf(data).trade.issued.filter(({ account }) => account === 'income.contract.council');
  expect(invoices.map(({ month, net }) => [month % 12, net.exact.toString()])).toEqual([
    [8, '27000'],
    [5, '63000'],
    [8, '27000'],
    [5, '63000'],
  ]);
  expect(of('cost.overheads.rooms', { month: '2027-05' })).toBe('250');
  const months = projectionOf(data).trade.issued.filter(({ account }) => account === 'income.traded.visit');
  expect(months.map(({ month }) => month % 12)).toEqual([4, 5, 6, 4, 5, 6]);
});

test('a year that is cut short has the shares of its own months', () => {
  const short = put(data, ['calendar', 'starts'], '2027-02');
  expect(of('income.traded.visit', { year: 2026 }, short)).toBe('6000');
  expect(of('income.brokered.supply', { year: 2026 }, short)).toBe('480');
  expect(of('income.contract.council', { year: 2026 }, short)).toBe('63000');
  const late = put(data, ['calendar', 'starts'], '2027-07');
  expect(of('income.traded.visit', { year: 2026 }, late)).toBe('1800');
  expect(of('days.needed', { year: 2026 }, late)).toBe('12');
  // Of its 12 days the post has 2 × 19.5 / 12.
  expect(of('cost.associates.adviser', { year: 2026 }, late)).toBe('3500');
  expect(of('cost.associates.adviser', { month: '2027-07' }, late)).toBe('3500');
});

test('a contract that ends within the year has the months till then', () => {
  const ending = put(data, ['contracts', 'council', 'ends'], '2028-03');
  expect(of('income.contract.council', { year: 2027 }, ending)).toBe('27000');
});

const check = async (season: PlainMap): Promise<string> => {
  const model = put(data, ['services', 'visit', 'season'], season);
  const { code, out, err } = await play(['check', 'model.yaml'], { files: { 'model.yaml': yamlOf(model) } });
  return code === 0 ? 'ok' : `${out}${err}`;
};

test('shares of a season that do not add, months that there are not, and what is no share are problems with places', async () => {
  expect(await check({ May: '49%', June: '50%' })).toMatch(
    /come to 99%, and not to 100%[\s\S]*a month that is not named has none/,
  );
  expect(await check({ May: '50%', Jun: '50%' })).toMatch(/"Jun"[\s\S]*June/);
  expect(await check({ May: '-50%', June: '150%' })).toMatch(/is not a share from 0% to 100%/);
  expect(await check({ May: '"=100% / 3"', June: '"=100% / 3"', July: '"=100% / 3"' })).toBe('ok');
});
