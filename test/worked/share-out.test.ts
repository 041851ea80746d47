import { describe, expect, test } from 'vitest';
import { phaseResults, phaseSubsidies, shareOutOf, streamSubsidies } from '../../src/analysis/index.js';
import type { Figure, Unknown } from '../../src/figures/index.js';
import { type PlainMap, projectionOf, put } from '../support/models.js';

/* What streams earn and cost, on contribution and on full cost: the published day rates, and a small company worked out by hand. */

const money = (figure: Figure | undefined): string => figure?.exact.toFixed(2) ?? 'none';

test.each([
  ['teachers', '690.72'],
  ['local_government', '659.43'],
  ['5%', '592.96'],
])('a senior adviser at £60,269 with 146 days and £15,000 of overheads, pension %s: £%s a day', (pension, expected) => {
  const projection = projectionOf({
    buyin: '1',
    name: 'One adviser',
    calendar: { starts: '2025-04', years: '1', year_starts: 'April' },
    parameters: 'england',
    payroll: { ni_by: 'year' },
    schools: { named: { school: { phase: 'primary', type: 'community', pupils: '420' } } },
    tiers: { gold: { price: { flat: '90_000' }, joins: '100%' } },
    services: {
      day: {
        kind: 'traded',
        unit: 'day',
        price: '550',
        delivery: { by: 'adviser', days: '1' },
        demand: { per_member: '20' },
      },
    },
    staff: { adviser: { fte: '1', salary: '60_269', pension, days: '146', chargeable: '100%' } },
    overheads: { office: { per_year: '15_000' } },
  });
  expect(money(shareOutOf(projection, 2025).posts[0]?.rate)).toBe(expected);
});

/**
 * Ten primary and five special members at £2,000 each, who take two days each that are included; a council at 40,000;
 * days sold for 500.
 */
const company: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
  schools: {
    groups: {
      primary: { count: '10', phase: 'primary', type: 'academy', pupils: '200' },
      special: { count: '5', phase: 'special', type: 'academy', pupils: '40' },
    },
  },
  tiers: {
    gold: {
      price: [
        { when: { phase: 'primary' }, flat: '2_400' },
        { when: { phase: 'special' }, flat: '1_200' },
      ] as never,
      joins: '100%',
      includes: { day: { per_school: '2' } },
    },
  },
  services: {
    day: {
      kind: 'traded',
      unit: 'day',
      price: '500',
      delivery: { by: 'adviser', days: '1', direct_cost: '10' },
      demand: { per_member: '4' },
    },
  },
  contracts: { council: { kind: 'grant', per_year: '40_000' } },
  staff: {
    adviser: { fte: '1', salary: '40_000', on_costs: '25%', days: '200', chargeable: '50%' },
    duties: { fte: '1', salary: '16_000', on_costs: '25%', for: 'contracts' },
  },
  overheads: {
    office: { per_year: '6_000' },
    licences: { per: { members: '100' } },
    networks: { per_year: '1_500', for: 'tiers.gold' },
    website: { per_year: '900', share_by: 'equal' },
  },
  sharing: { by: 'income' },
};

describe('a small company', () => {
  const { streams, pool, posts } = shareOutOf(projectionOf(company), 2024);
  const of = (id: string) => streams.find((stream) => stream.id === id);

  test('takes directly what each stream causes, and days by use', () => {
    // 90 of the 100 days are used: 30 by membership, 60 by sales; ten days at £500 each stand idle.
    expect(money(of('tiers.gold')?.income)).toBe('30000.00');
    expect(money(of('tiers.gold')?.direct)).toBe((15_000 + 300 + 1_500 + 1_500).toFixed(2));
    expect(money(of('services.day')?.direct)).toBe((30_000 + 600).toFixed(2));
    expect(money(of('contracts.council')?.direct)).toBe('20000.00');
    expect(streams.map(({ days }) => days.exact.toNumber())).toEqual([30, 60, 0]);
  });

  test('shares out the rest by the drivers that are stated', () => {
    // 6,000 and 5,000 of idle time by income, of which there is 100,000; 900 equally
    expect(money(pool)).toBe('11900.00');
    expect(streams.map(({ share }) => money(share))).toEqual(['3600.00', '3600.00', '4700.00']);
    expect(streams.map(({ result }) => money(result))).toEqual(['8100.00', '-4200.00', '15300.00']);
  });

  test('says who pays for whom, among streams and among phases', () => {
    const services = streamSubsidies(projectionOf(company), 2024);
    expect([services.payers, services.receivers]).toEqual([['tiers.gold', 'contracts.council'], ['services.day']]);
    // 4,200 in the proportion of 8,100 to 15,300
    expect(money(services.pays('tiers.gold', 'services.day'))).toBe('1453.85');
    expect(money(services.pays('contracts.council', 'services.day'))).toBe('2746.15');
    expect(money(services.kept('tiers.gold'))).toBe('6646.15');
    expect(money(services.fromReserves('services.day'))).toBe('0.00');
    const [primary, special] = phaseResults(projectionOf(company), 2024);
    // A cost of 21,900: two thirds by members
    expect([money(primary?.income), money(primary?.cost), money(special?.income), money(special?.cost)]).toEqual([
      '24000.00',
      '14600.00',
      '6000.00',
      '7300.00',
    ]);
    expect(money(phaseSubsidies(projectionOf(company), 2024).pays('primary', 'special'))).toBe('1300.00');
    // By pupils 2,000 to 200
    expect(money(phaseResults(projectionOf(put(company, ['sharing', 'phases_by'], 'pupils')), 2024)[1]?.cost)).toBe(
      '1990.91',
    );
  });

  test('gives a post its overheads by cost: idle time is in the days and not counted twice', () => {
    // Direct cost: 50,000 of the post, 20,000 of the other, 900 of delivery, 1,500 for members and 1,500 for networks
    expect(money(posts[0]?.share)).toBe(((6_900 * 50_000) / 73_900).toFixed(2));
    expect(money(posts[0]?.rate)).toBe(((50_000 + (6_900 * 50_000) / 73_900) / 100).toFixed(2));
  });
});

test('what is for contracts is shared out with the rest where none earns anything', () => {
  const { streams } = shareOutOf(projectionOf(put(company, ['contracts'], undefined)), 2024);
  const total = streams.reduce((sum, { direct, share }) => sum + direct.pence + share.pence, 0);
  expect(total).toBe(50_000_00 + 20_000_00 + 900_00 + 6_000_00 + 1_500_00 + 1_500_00 + 900_00);
});

test('a driver that comes to zero leaves the shares unknown, with what to do', () => {
  const { streams } = shareOutOf(
    projectionOf({
      ...company,
      services: undefined,
      tiers: { gold: { price: { flat: '2_400' }, joins: '100%' } },
      staff: { duties: { fte: '1', salary: '16_000', on_costs: '25%' } },
      overheads: { office: { per_year: '6_000' } },
      sharing: { by: 'direct_cost' },
    }),
    2024,
  );
  const { value } = streams[0]?.result ?? {};
  expect((value as Unknown | undefined)?.reasons[0]).toContain('name another driver under "sharing"');
});
