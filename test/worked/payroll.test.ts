import { describe, expect, test } from 'vitest';
import type { Money, Unknown } from '../../src/figures/index.js';
import { monthOf } from '../../src/language/time.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { type Plain, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* Payroll by the national rates, against figures worked out by hand from the published rates and thresholds (gov.uk, teacherspensions.co.uk). */

const company = (starts: string, years: string, year: string): PlainMap => ({
  buyin: '1',
  name: 'Payroll',
  calendar: { starts, years, year_starts: year },
  parameters: 'england',
  schools: { named: { school: { phase: 'primary', type: 'academy', pupils: '420' } } },
  tiers: { gold: { price: { flat: '90_000' }, joins: '100%' } },
});

const pounds = (projection: Projection, line: string, year: string): string =>
  (figureOf(projection, line, periodNamed(projection.model.calendar, 'year', year) as never) as Money).exact.toFixed(2);
const cash = (projection: Projection, month: string): number =>
  projection.journal.balance('cash', monthOf(month) as number).pence;

describe("employer's National Insurance on £60,000, by tax years", () => {
  const ni = (year: string, by: string): string => {
    const post = { adviser: { fte: '1', salary: '60_000', pension: 'none' } };
    const projection = projectionOf({ ...company(`${year}-04`, '1', 'April'), staff: post, payroll: { ni_by: by } });
    return (Number(pounds(projection, 'cost.staff.adviser', year)) - 60_000).toFixed(2);
  };

  test.each([
    ['2018', '7117.49'],
    ['2019', '7088.78'],
    ['2021', '7060.08'],
    ['2023', '7024.20'],
    ['2024', '7024.20'],
    ['2025', '8250.00'],
  ])('%s, on the year', (year, expected) => expect(ni(year, 'year')).toBe(expected));

  test('2022-23 by month, at 15.05% for seven months and 13.8% for five', () =>
    expect(ni('2022', 'month')).toBe('7395.93'));
});

describe('a senior adviser at £60,269 in 2025-26', () => {
  const cost = (pension: string): string => {
    const post = { adviser: { fte: '1', salary: '60_269', pension } };
    return pounds(
      projectionOf({ ...company('2025-04', '1', 'April'), staff: post, payroll: { ni_by: 'year' } }),
      'cost.staff.adviser',
      '2025',
    );
  };

  test.each([
    ['teachers', '85844.50'],
    ['local_government', '81276.11'],
    ['5%', '71572.80'],
  ])('with a pension of %s', (pension, expected) => expect(cost(pension)).toBe(expected));

  test('with the least that automatic enrolment asks: 3% of pay between £6,240 and £50,270', () => {
    // 60,269 + 8,290.35 + 3% × 44,030
    expect(cost('auto_enrolment')).toBe('69880.25');
  });
});

test('two people who share a post have a threshold each', () => {
  const post = (people: Plain | undefined): Projection =>
    projectionOf({
      ...company('2025-04', '1', 'April'),
      staff: { adviser: { fte: '1', people, salary: '60_000', pension: 'none' } },
    });
  // 15% × (5,000 - 417) × 12, and 15% × (2,500 - 417) × 12 for each of two
  expect(pounds(post(undefined), 'cost.staff.adviser', '2025')).toBe('68249.40');
  expect(pounds(post('2'), 'cost.staff.adviser', '2025')).toBe('67498.80');
});

describe('pay', () => {
  const yearly = (post: PlainMap, starts = '2022-04', years = '4'): string[] => {
    const projection = projectionOf({
      ...company(starts, years, 'April'),
      staff: { adviser: { fte: '1', on_costs: '0%', ...post } },
    });
    return periodsOf(projection.model.calendar, 'year').map(({ id }) => pounds(projection, 'cost.staff.adviser', id));
  };

  test('rises by a flat amount, or the larger of two, as the national council agreed', () => {
    // from April 2022: the 40,000 stands in its prices; 2023 the larger of 1,925 and 3.88%; 2024 the larger of 1,290
    // and 2.5%; 2025 3.2%
    expect(yearly({ salary: '40_000', pay_award: 'njc' })).toEqual(['40000.00', '41925.00', '43215.00', '44597.88']);
    expect(yearly({ salary: '60_000', pay_award: 'njc' })).toEqual(['60000.00', '62328.00', '63886.20', '65930.56']);
  });

  test('follows a scale, up a point with each increment to the top, and its awards', () => {
    // Soulbury 13 is 58,400 from September 2024 and 60,269 from September 2025; 14 is 61,679.
    const at = { salary: { scale: 'soulbury', point: '13', top: '14' } };
    expect(yearly(at, '2024-09', '1')).toEqual(['34066.67']);
    expect(yearly(at, '2025-04', '1')).toEqual(['60312.75']);
  });

  test('that nobody knows is unknown, and says why', () => {
    const awards = { month: 'September', awards: { 2023: '"unknown: the union and the employers still talk"' } };
    const projection = projectionOf({
      ...company('2022-09', '2', 'September'),
      staff: { adviser: { fte: '1', salary: '60_000', on_costs: '0%', pay_award: awards } },
    });
    const second = figureOf(projection, 'cost.staff', periodNamed(projection.model.calendar, 'year', '2023') as never);
    expect((second.value as Unknown).reasons[0]).toContain('the union and the employers still talk');
  });

  test('that was derived from two published spines is 4%, and counts as an estimate', async () => {
    const post = { salary: '60_000', on_costs: '0%', pay_award: 'soulbury' };
    const model = { ...company('2022-09', '2', 'September'), staff: { adviser: { fte: '1', ...post } } };
    expect(pounds(projectionOf(model), 'cost.staff', '2023')).toBe('62400.00');
    const { out } = await play(['explain', 'model.yaml', 'cost.staff', '--year', '2023'], {
      files: { 'model.yaml': yamlOf(model) },
    });
    expect(out.replace(/[\s│]+/g, ' ')).toContain('estimate: Derived, not published: the spine of September 2020');
  });

  test('settled in November for April is earned from April and paid in November', () => {
    const award = { month: 'April', awards: { 2024: { flat: '1_200', paid: '2024-11' } } };
    const projection = projectionOf({
      ...company('2024-03', '2', 'April'),
      tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
      staff: { office: { fte: '1', salary: '24_000', pension: 'none', pay_award: award } },
      parameters: {
        name: 'None',
        employer_ni: {
          rate: { '2020-04': '0%' },
          threshold_month: { '2020-04': '0' },
          threshold_year: { '2020-04': '0' },
        },
      },
    });
    const earned = (month: string): number =>
      (figureOf(projection, 'cost.staff', periodNamed(projection.model.calendar, 'month', month) as never) as Money)
        .pence;
    expect([earned('2024-03'), earned('2024-04'), earned('2024-11')]).toEqual([200_000, 210_000, 210_000]);
    const paid = (month: string, before: string): number => cash(projection, before) - cash(projection, month);
    expect(paid('2024-10', '2024-09')).toBe(200_000);
    // November's own pay and seven months of arrears
    expect(paid('2024-11', '2024-10')).toBe(210_000 + 7 * 10_000);
    expect(paid('2024-12', '2024-11')).toBe(210_000);
  });
});

describe('an award that is paid late', () => {
  // 2,000 a month, and 100 more from April that is paid in July: National Insurance of 10% and a pension of 20%.
  const award = { month: 'April', awards: { 2024: { flat: '1_200', paid: '2024-07' } } };
  const data = (office: PlainMap, more: PlainMap = {}): PlainMap => ({
    ...company('2024-03', '2', 'April'),
    tiers: { gold: { price: { flat: '0' }, joins: '100%' } },
    staff: { office: { fte: '1', salary: '24_000', pay_award: award, ...office } },
    parameters: {
      name: 'Round',
      employer_ni: {
        rate: { '2020-04': '10%' },
        threshold_month: { '2020-04': '0' },
        threshold_year: { '2020-04': '0' },
      },
      apprenticeship_levy: { rate: { '2020-04': '1%' }, allowance: { '2020-04': '0' } },
    },
    ...more,
  });
  /** What leaves the bank in each month from March 2024. */
  const paid = (projection: Projection, months: number): number[] =>
    Array.from({ length: months }, (_, i) => {
      const [before, at] = [2024 * 12 + 1 + i, 2024 * 12 + 2 + i].map(
        (month) => projection.journal.balance('cash', month).pence,
      ) as [number, number];
      return (before - at) / 100;
    });
  const owed = (projection: Projection, month: string): number =>
    projection.journal.balance('payroll', monthOf(month) as number).pence / 100;
  const cost = (projection: Projection, month: string, line = 'cost.staff.office'): number =>
    (figureOf(projection, line, periodNamed(projection.model.calendar, 'month', month) as never) as Money).pence / 100;

  test('is a cost from its month, and what the employer adds to it falls due with it', () => {
    const projection = projectionOf(data({ pension: '20%' }));
    expect(['2024-03', '2024-04', '2024-07'].map((month) => cost(projection, month))).toEqual([2600, 2730, 2730]);
    // Of 2,000: 200 and 400 the month after, with a levy of 20. July's slip has three months of 100 more, with 30 and
    // 60 that are due in August, and a levy of 24.
    expect(paid(projection, 7)).toEqual([
      2000,
      2620,
      2620,
      2620,
      2100 + 300 + 620,
      2100 + 630 + 90 + 24,
      2100 + 630 + 21,
    ]);
    // 620 of May, and 130 for each of April and May.
    expect(owed(projection, '2024-05')).toBe(620 + 260);
    expect(owed(projection, '2024-08')).toBe(630 + 21);
  });

  test('counts for the levy and the allowance when it is paid', () => {
    const projection = projectionOf(data({ pension: 'none' }));
    expect(
      ['2024-06', '2024-07', '2024-08'].map((month) => cost(projection, month, 'cost.staff.apprenticeship_levy')),
    ).toEqual([20, 24, 21]);
  });

  test('is paid late where a post has one rate of on-costs, too', () => {
    const projection = projectionOf(data({ on_costs: '30%' }));
    expect(['2024-03', '2024-04', '2024-07'].map((month) => cost(projection, month))).toEqual([2600, 2730, 2730]);
    expect(paid(projection, 7)).toEqual([2600, 2600, 2600, 2600, 2730 + 390, 2730, 2730]);
    expect([owed(projection, '2024-06'), owed(projection, '2024-07')]).toEqual([390, 0]);
  });

  test('is paid to those who have left when it is paid to the others', () => {
    const projection = projectionOf(data({ pension: '20%', to: '2024-05' }, { payroll: { withheld: '50%' } }));
    // Half of the slip in its month, the rest with 600 and a levy of 20 the month after; in July 200 of arrears, half
    // of it and 60 with a levy of 2 in August.
    expect(paid(projection, 7)).toEqual([1000, 1000 + 1620, 1000 + 1620, 1620, 100, 100 + 60 + 2, 0]);
    expect(owed(projection, '2024-08')).toBe(0);
    const simple = projectionOf(data({ on_costs: '30%', to: '2024-05' }));
    expect(paid(simple, 6)).toEqual([2600, 2600, 2600, 0, 260, 0]);
  });
});

test('what is withheld and what the employer adds are paid the month after', () => {
  const projection = projectionOf({
    ...company('2025-04', '1', 'April'),
    staff: { adviser: { fte: '1', salary: '60_000', pension: '10%' } },
    payroll: { withheld: '30%' },
    payment_terms: { schools: '6' },
  });
  // net pay of 3,500; then 1,500 withheld, 687.45 of National Insurance and 500 of pension for the month before
  expect([cash(projection, '2025-04'), cash(projection, '2025-05')]).toEqual([-350_000, -350_000 - 350_000 - 268_745]);
  expect(projection.journal.balance('payroll', monthOf('2025-04') as number).pence).toBe(268_745);
});

describe('the employer', () => {
  const post = { adviser: { fte: '1', salary: '60_000', pension: 'none' } };
  const costs = (data: PlainMap, line: string): string[] => {
    const projection = projectionOf(data);
    return periodsOf(projection.model.calendar, 'year').map(({ id }) => pounds(projection, line, id));
  };

  test('claims the allowance up to its contributions, where the model says so', () => {
    const data = { ...company('2024-04', '2', 'April'), staff: post, payroll: { employment_allowance: 'yes' } };
    expect(costs(data, 'cost.staff.employment_allowance')).toEqual(['-5000.00', '-8249.40']);
    expect(costs(put(data, ['payroll', 'employment_allowance'], 'unknown'), 'cost.staff.employment_allowance')).toEqual(
      ['0.00', '0.00'],
    );
  });

  test('had none before April 2025 where contributions of the year before reached £100,000', () => {
    const data = {
      ...company('2023-04', '3', 'April'),
      staff: put(post, ['adviser', 'fte'], '20') as PlainMap,
      payroll: { employment_allowance: 'yes' },
    };
    expect(costs(data, 'cost.staff.employment_allowance')).toEqual(['-5000.00', '0.00', '-10500.00']);
  });

  test('pays the levy above £3m of pay', () => {
    const data = { ...company('2024-04', '1', 'April'), staff: put(post, ['adviser', 'fte'], '60') as PlainMap };
    expect(costs(data, 'cost.staff.apprenticeship_levy')).toEqual(['3000.00']);
    expect(costs({ ...company('2024-04', '1', 'April'), staff: post }, 'cost.staff.apprenticeship_levy')).toEqual([
      '0.00',
    ]);
  });
});

test('a post that stands empty in part costs less, and filling it costs once', () => {
  const data = {
    ...company('2025-04', '1', 'April'),
    staff: { adviser: { fte: '1', salary: '60_000', pension: 'none', vacancy: '50%', recruitment: '2_000' } },
  };
  // half of 68,249.40, and 2,000
  expect(pounds(projectionOf(data), 'cost.staff.adviser', '2025')).toBe('36124.70');
});

describe('what is held after the last month for which it is known is said on every page that rests on it', () => {
  const MODEL = `
buyin: 1
name: Beyond
calendar: { starts: 2030-04, years: 2, year_starts: April }
parameters: england
schools: { named: { school: { phase: primary, type: academy, pupils: 420, pays_now: 1_000 } } }
tiers: { gold: { price: { flat: 90_000 }, joins: 100%, vat: standard } }
staff:
  adviser: { fte: 1, salary: { 2030: 60_000 }, pension: teachers }
  scaled: { fte: 1, salary: { scale: soulbury, point: 20 }, on_costs: 0% }
  raised: { fte: 1, salary: { scale: soulbury, point: 20 }, on_costs: 0%, pay_award: { named: soulbury, after: 2% } }
  office: { fte: 1, salary: 30_000, on_costs: 20%, pay_award: njc }
tax: { vat: { registered: yes } }
`;
  const HELD = 'HELD at the last value that is known, from the month in brackets on: ';
  const heldOn = async (argv: readonly string[], text = MODEL): Promise<string[]> => {
    const { out, err } = await play([...argv.slice(0, 1), 'model.yaml', ...argv.slice(1)], {
      files: { 'model.yaml': text },
      width: 4000,
    });
    const line = `${out}${err}`.split('\n').find((each) => each.includes('HELD'));
    expect(line === undefined || line.startsWith(HELD)).toBe(true);
    return line === undefined ? [] : line.slice(HELD.length, -1).split(', ');
  };
  const PAY = [
    'pay scale soulbury (Aug 2026)',
    'pension of teachers (Mar 2027)',
    "employer's National Insurance (Mar 2031)",
  ];

  test('the forecast', async () => {
    const all = [PAY[0], 'VAT (Mar 2027)', ...PAY.slice(1), 'pay of office (Mar 2031)'];
    expect(await heldOn(['forecast'])).toEqual(all);
    expect(await heldOn(['forecast', '--statement', 'cash'])).toEqual(all);
    // Income and costs are before VAT.
    expect(await heldOn(['forecast', '--statement', 'income'])).toEqual(
      all.filter((each) => each !== 'VAT (Mar 2027)'),
    );
  });

  test('in a year in which it still holds it is not', async () => {
    expect((await heldOn(['explain', 'cost.staff', '--year', '2030'])).sort()).toEqual([...PAY.slice(0, 2)].sort());
    expect(await heldOn(['explain', 'cost.staff.office', '--year', '2030'])).toEqual([]);
    expect(await heldOn(['explain', 'cost.staff.office', '--year', '2031'])).toEqual(['pay of office (Mar 2031)']);
    expect(await heldOn(['explain', 'cost.staff.raised', '--year', '2031'])).toEqual([]);
  });

  test('value, price and obligations', async () => {
    expect(await heldOn(['value'])).toEqual(['minimum funding per primary pupil (Mar 2027)']);
    expect(await heldOn(['explain', 'value.share_of_funding', '--school', 'school'])).toEqual([
      'minimum funding per primary pupil (Mar 2027)',
    ]);
    expect(await heldOn(['price'])).toEqual(['VAT (Mar 2027)']);
    const obligations = await heldOn(['obligations']);
    for (const each of ['limits of a small company (Mar 2027)', ...PAY]) expect(obligations).toContain(each);
  });

  test('what has no effect is not told', async () => {
    const none = MODEL.replace('60_000', '1_000').replace(/ {2}(scaled|raised|office).*\n/g, '');
    expect(await heldOn(['explain', 'cost.staff.adviser', '--year', '2031'], none)).toEqual([
      'pension of teachers (Mar 2027)',
    ]);
  });
});
