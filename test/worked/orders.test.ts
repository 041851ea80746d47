import { describe, expect, test } from 'vitest';
import { figureFor, invoicesOf } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { blocksOf, rowOf } from '../report/answers.js';
import { diskOf, type Files } from '../support/disk.js';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What schools have ordered, by hand: it stands, at the price that its school then has, in the year of its date. */

const school = (joins: string, phase = 'primary'): PlainMap => ({ phase, type: 'academy', pupils: '200', joins });
/** One member for sure, one of which half joins, and one that does not. */
const company: PlainMap = {
  buyin: '1',
  name: 'By hand',
  calendar: { starts: '2025-09', years: '2', year_starts: 'September' },
  schools: {
    orders: { file: 'orders.csv' },
    named: { oak: school('100%'), elm: school('50%'), ash: school('0%', 'secondary') },
  },
  tiers: { gold: { price: { flat: '1_000' }, joins: '80%', includes: { visit: { per_school: '1' } } } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: [{ when: { member: 'yes' }, per: { units: '300' } }, { per: { units: '400' } }],
      delivery: { by: 'adviser', days: '2', direct_cost: '10' },
      options: { core: '3' },
      demand: { per_member: '1', per_other: '0.5' },
    },
    review: {
      kind: 'brokered',
      unit: 'day',
      provider_fee: '100',
      commission: { fixed: '10' },
      acts_as: 'agent',
    },
  },
  staff: { adviser: { fte: '1', salary: '1_000', on_costs: '0%', days: '100', chargeable: '100%' } },
};
const HEAD = 'school,service,quantity,option,date\n';
const files = (rows: string, data = company): Files => ({ [FILE]: yamlOf(data), 'orders.csv': HEAD + rows });
const played = (rows: string, data = company, sets: readonly string[] = []) =>
  project(Source.open(diskOf(files(rows, data)), FILE).load({ scenarios: [], sets }).model);
const of = (figure: string, rows: string, year = 2025, data = company): string => {
  const found = figureFor(played(rows, data), { figure, year });
  return 'what' in found ? `no ${found.what}` : found.isKnown ? found.exact.toFixed(2) : 'unknown';
};
/** Without orders: 1.5 members at 300 and 1.5 others at half of 400. */
const PLAN = 1.5 * 300 + 1.5 * 0.5 * 400;

describe('an order', () => {
  test('has a number of its own, whatever schools, options and classes of VAT are called', () => {
    const visit = { ...(company.services as Record<string, PlainMap>).visit, options: { core: '3', day: '1' } };
    const numbers = (rows: string, data: PlainMap): string[] =>
      invoicesOf(played(rows, data)).map(({ number }) => number);
    const named = { oak: school('100%'), 'oak-day': school('100%'), 'oak-exempt': school('100%', 'secondary') };
    const data: PlainMap = {
      ...company,
      schools: { ...(company.schools as PlainMap), named },
      services: { visit },
      tiers: {
        gold: {
          price: [
            { when: { phase: 'primary' }, parts: { a: { flat: '100' }, b: { flat: '100', vat: 'exempt' } } },
            { flat: '100' },
          ],
          joins: '100%',
        },
      },
    };
    const found = numbers('oak,visit,,day,2025-11-12\noak-day,visit,1,,2025-11-12\n', data);
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((each) => each.startsWith('O-visit'))).toEqual([
      'O-visit-20251112-oak-day',
      'O-visit-20251112-oak-day-2',
    ]);
    expect(found.filter((each) => /^M-gold-202509-oak-exempt/.test(each))).toEqual([
      'M-gold-202509-oak-exempt',
      'M-gold-202509-oak-exempt-2',
    ]);
  });

  test('takes the place of all that is expected of its school, as a member and as none', () => {
    expect(of('income.traded', '')).toBe(PLAN.toFixed(2));
    // Oak is a member: 4 at 300, and the one visit expected of it is gone.
    expect(of('income.traded', 'oak,visit,4,,2025-11-12\n')).toBe((PLAN - 300 + 4 * 300).toFixed(2));
    expect(of('income.traded', 'ash,visit,4,,2025-11-12\n')).toBe((PLAN - 0.5 * 400 + 4 * 400).toFixed(2));
  });

  test('is priced as a member as often as its school is expected to be one', () => {
    const own = 0.5 * 300 + 0.5 * 0.5 * 400;
    expect(of('income.traded', 'elm,visit,2,,2025-11-12\n')).toBe((PLAN - own + 2 * 0.5 * (300 + 400)).toFixed(2));
  });

  test('comes to its price to the penny where that is the same for members and for others', () => {
    const visit = { ...(company.services as Record<string, PlainMap>).visit, price: '300.01' };
    const review = { ...(company.services as Record<string, PlainMap>).review, provider_fee: '100.01' };
    const data: PlainMap = { ...company, services: { visit, review } };
    // Half of Elm is a member: two halves of an odd penny are one penny.
    const own = (rows: string): (string | undefined)[] => {
      const projection = played(rows, data);
      return invoicesOf(projection)
        .filter(({ buyer, stream }) => stream === 'services' && buyer === 'elm')
        .map(({ net, collected }) => [net, collected].map((each) => each?.exact.toFixed(2)).join());
    };
    expect(own('elm,visit,1,,2025-11-12\n')).toEqual(['300.01,']);
    expect(own('elm,review,1,,2025-11-12\n')).toEqual(['10.00,100.01']);
  });

  test('counts in the company year of its date, and in no other', () => {
    const rows = 'oak,visit,4,,2026-09-01\n';
    expect([2025, 2026].map((year) => of('income.traded', rows, year))).toEqual([
      PLAN.toFixed(2),
      (PLAN - 300 + 1200).toFixed(2),
    ]);
  });

  test('of none says that the school takes none, and leaves no invoice', () => {
    const projection = played('oak,visit,0,,2025-11-12\n');
    expect(of('income.traded', 'oak,visit,0,,2025-11-12\n')).toBe((PLAN - 300).toFixed(2));
    expect(invoicesOf(projection).filter(({ buyer, stream }) => stream === 'services' && buyer === 'oak')).toEqual([]);
  });

  test('names an option, or so many of it; several of one year add up', () => {
    const rows = 'oak,visit,,core,2025-11-12\noak,visit,2,core,2025-12-12\n';
    expect(of('service.ordered.visit', rows)).toBe('9.00');
    expect(of('income.traded', rows)).toBe((PLAN - 300 + 9 * 300).toFixed(2));
  });

  test('is delivered beyond what membership includes, with its days and its direct cost in its month', () => {
    const rows = 'oak,visit,4,,2025-11-12\n';
    // 1.5 visits are included, 1.25 expected of the others, 4 ordered; two days each, and 10 pounds.
    expect(of('days.needed', rows)).toBe((2 * (1.5 + 1.25 + 4)).toFixed(2));
    expect(of('days.ordered', rows)).toBe('8.00');
    const delivered = figureFor(played(rows), { figure: 'cost.delivery', month: '2025-11' });
    expect('what' in delivered ? undefined : delivered.exact.toNumber()).toBeCloseTo(40 + 27.5 / 12, 1);
  });

  test('comes before all else that is sold where days run out', () => {
    const short = put(put(company, ['staff', 'adviser', 'days'], '12'), ['staff', 'adviser', 'when_short'], 'unmet');
    // Of 12 days 3 are promised and 8 ordered: of the rest half a visit is delivered, to the dearer price of a member.
    expect(of('income.traded', 'oak,visit,4,,2025-11-12\n', 2025, short)).toBe((1200 + 0.5 * 300).toFixed(2));
    expect(of('income.traded', 'oak,visit,40,,2025-11-12\n', 2025, short)).toBe((12_000).toFixed(2));
  });

  test('of a brokered service is booked with its commission', () => {
    expect(of('income.brokered', 'ash,review,3,,2025-11-12\n')).toBe('30.00');
    expect(of('income.brokered', '')).toBe('0.00');
  });

  test('stands in a short year in full', () => {
    const short = put(company, ['calendar'], { starts: '2026-04', years: '2', year_starts: 'September' });
    const found = (rows: string): number => Number(of('income.traded', rows, 2025, short));
    expect(found('oak,visit,4,,2026-05-12\n') - found('oak,visit,0,,2026-05-12\n')).toBeCloseTo(1200, 2);
    // What is ordered for a day before the calendar has been delivered by then.
    expect(found('oak,visit,4,,2025-11-12\n')).toBe(found('oak,visit,0,,2025-11-12\n'));
  });
});

test('orders times prices are the invoices that name their schools', () => {
  const rows = 'oak,visit,4,,2025-11-12\nash,visit,2,,2025-11-12\nelm,visit,3,,2026-01-09\n';
  const own = invoicesOf(played(rows)).filter(({ number }) => number.startsWith('O-'));
  expect(own.map(({ number, name, net, isCertain }) => [number, name, net.exact.toFixed(2), isCertain])).toEqual([
    ['O-visit-20251112-oak', 'oak', '1200.00', true],
    ['O-visit-20251112-ash', 'ash', '800.00', true],
    ['O-visit-20260109-elm', 'elm', '1050.00', false],
  ]);
});

test('buyin orders holds orders against the plan, by service and phase, with the days there are', async () => {
  const blocks = await blocksOf(['orders', FILE], {
    files: files('oak,visit,4,,2025-11-12\nelm,visit,1,,2026-02-02\n'),
  });
  const values = (id: string) => rowOf(blocks, id)?.map((cell) => cell?.value ?? cell?.text ?? '');
  // Planned for the two: 1.5 as members and a quarter as none. Ash is expected to take half a visit.
  expect(values('visit')).toEqual(['2', '5', '1.75', '0.5', 'day', '1550.00']);
  expect(values('visit.primary')?.slice(0, 3)).toEqual(['2', '5', '1.75']);
  expect(values('visit.secondary')).toContain('0.5');
  expect(values('adviser')).toEqual(['100', '3', '10', '11', '0']);
});

test('simulate draws whether a school is a member when it orders', async () => {
  const { code, err } = await play(['simulate', FILE, '--draws', '200'], { files: files('elm,visit,2,,2025-11-12\n') });
  expect([code, err]).toEqual([0, '']);
});

test('a model without its file of orders says what to write', async () => {
  const none = put(company, ['schools', 'orders'], undefined);
  const { code, err } = await play(['orders', FILE], { files: { [FILE]: yamlOf(none) } });
  expect([code, err.includes('orders: { file: orders.csv }')]).toEqual([2, true]);
});

test.each([
  ['an unknown school', 'birch,visit,1,,2025-11-12\n', '"birch"'],
  ['an unknown service', 'oak,visits,1,,2025-11-12\n', 'did you mean "visit"'],
  ['an unknown option', 'oak,visit,,cor,2025-11-12\n', 'did you mean "core"'],
  ['an option of a service that has none', 'oak,review,,core,2025-11-12\n', 'option of the service "review"'],
  ['no number', 'oak,visit,two,,2025-11-12\n', '"two"'],
  ['a number below zero', 'oak,visit,-2,,2025-11-12\n', 'below zero'],
  ['an absurd number', 'oak,visit,900101,,2025-11-12\n', 'no school orders more than 100,000'],
  ['neither quantity nor option', 'oak,visit,,,2025-11-12\n', 'a quantity, or an option'],
  ['no day', 'oak,visit,1,,2025-11-31\n', 'there is no such day'],
  ['a day twice', 'oak,visit,1,,2025-11-12\noak,visit,2,,2025-11-12\n', 'orders "visit" twice for 2025-11-12'],
])('an order with %s is refused, at its place', async (_, rows, words) => {
  const { code, err } = await play(['forecast', FILE], { files: files(rows) });
  expect(err.replace(/\s+/g, ' ')).toContain(words);
  expect(err).toContain('orders.csv:');
  expect([code, err.includes('1 problem')]).toEqual([1, true]);
});

test('what is wrong with orders is told all at once', async () => {
  const rows = 'birch,visit,1,,2025-11-12\noak,audit,1,,2025-11-12\noak,visit,,gold,2025-11-12\n';
  const { err } = await play(['forecast', FILE], { files: files(rows) });
  expect(err).toContain('3 problems');
});

test('a service or a school that a scenario takes away takes its orders with it', async () => {
  const data: PlainMap = {
    ...company,
    scenarios: {
      no_review: { because: 'x', remove: ['services.review'] },
      ash_gone: { because: 'x', schools: { change: [{ school: 'ash', remove: 'yes' }] } },
    },
  };
  const rows = 'ash,review,3,,2025-11-12\n';
  for (const scenario of ['no_review', 'ash_gone']) {
    const { code, err } = await play(['forecast', FILE, '--scenario', scenario], { files: files(rows, data) });
    expect([code, err]).toEqual([0, '']);
  }
});
