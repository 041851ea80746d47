import { describe, expect, test } from 'vitest';
import { workings } from '../../src/figures/index.js';
import { periodsOf, type TierTerms } from '../../src/model/index.js';
import { figureOf, type Projection, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';

/* Companies of one or two schools, each with one rule and worked out by hand. */

const OAK = 'oak: { phase: primary, type: academy, pupils: 200 }';

interface Small {
  /** The first month, and so many years from September on. */
  readonly starts?: string;
  readonly years?: number;
  readonly schools?: string;
  /** What is said of all schools. */
  readonly roll?: string;
  /** The terms of the one tier; free unless said. */
  readonly tier?: string;
  readonly rest?: string;
}

function played({
  starts = '2025-09',
  years = 2,
  schools = OAK,
  roll = '',
  tier = 'price: { flat: 0 }, joins: 100%',
  rest = '',
}: Small): Projection {
  const text = `buyin: 1
name: Small
calendar: { starts: ${starts}, years: ${years}, year_starts: September }
schools:
${roll}${schools === '' ? '' : `  named:\n    ${schools}\n`}tiers:
  membership: { ${tier} }
${rest}
`;
  return project(Source.open(diskOf({ 'model.yaml': text }), 'model.yaml').load({ scenarios: [], sets: [] }).model);
}

/** A line in each company year. */
const yearly = (projection: Projection, line: string): number[] =>
  periodsOf(projection.model.calendar, 'year').map((year) => figureOf(projection, line, year).exact.toNumber());

/** What the first school pays for each company year. */
const fees = ({ model, membership }: Projection): (number | undefined)[] =>
  model.calendar.years.map((year) =>
    membership
      .quoteFor(model.tiers.get('membership') as TierTerms, model.schools[0] as never, year)
      ?.fee.exact.toNumber(),
  );

describe('what is paid once', () => {
  const JOINING = 'price: { flat: 100, joining: { fee: 30 } }';
  test.each<[string, Small, number[]]>([
    [
      'by a member from the first month of the calendar on',
      {
        schools: 'oak: { phase: primary, type: academy, pupils: 200, member_from: 2025-09 }',
        tier: `${JOINING}, joins: 100%`,
      },
      [130, 100],
    ],
    [
      'not by one from the month before',
      {
        schools: 'oak: { phase: primary, type: academy, pupils: 200, member_from: 2025-08 }',
        tier: `${JOINING}, joins: 100%`,
      },
      [100, 100],
    ],
    [
      'by the share that joins, and by what is new of it',
      { tier: `${JOINING}, joins: { 2025: 50%, 2026: 80% }` },
      [65, 89],
    ],
    ['by nobody where fewer join', { tier: `${JOINING}, joins: { 2025: 50%, 2026: 40% }` }, [65, 40]],
  ])('%s', (_, small, expected) => {
    expect(yearly(played(small), 'income.membership')).toEqual(expected);
  });
});

describe('a price for several years together', () => {
  const tier = (term: string): string =>
    `price: { flat: 90, joining: { years: 3 } }, joins: 100%, uplift: 10%, term: { ${term} }`;
  test.each<[string, string, number[]]>([
    ['stands until the sign-up ends', 'frozen_for: 1', [30, 30, 30, 39.93, 39.93, 39.93, 53.15]],
    ['and until what is frozen ends, where that is two of them', 'frozen_for: 6', [30, 30, 30, 30, 30, 30, 53.15]],
  ])('%s', (_, term, expected) => {
    expect(fees(played({ years: 7, tier: tier(term) }))).toEqual(expected);
  });
});

describe('what schools owe at the end of a year', () => {
  const day = (terms: string): Partial<Small> => ({
    rest: `services: { day: { kind: traded, unit: day, price: 10, demand: { per_member: 12 } } }\npayment_terms: { schools: ${terms} }`,
  });
  const AND_ASH = `${OAK}\n    ash: { phase: primary, type: community, pupils: 200 }`;
  test.each<[string, Small, number[]]>([
    [
      'is of as many months as each kind may take',
      { ...day('{ maintained: 0, academies: 2, others: 0 }'), schools: AND_ASH },
      [20, 20],
    ],
    ['is of all of them where all may take as many', { ...day('2'), schools: AND_ASH }, [40, 40]],
    ['is nothing where nobody may take any', { ...day('0'), schools: AND_ASH }, [0, 0]],
    [
      'is nothing when the last has closed',
      { ...day('2'), schools: OAK.replace(' }', ', closes: 2026-08 }') },
      [20, 0],
    ],
    ['is of the kind that there is', day('{ maintained: 5, academies: 1, others: 5 }'), [10, 10]],
  ])('%s', (_, small, expected) => {
    expect(yearly(played(small), 'balance.debtors')).toEqual(expected);
  });
});

describe('what schools do not pay', () => {
  const AND_ASH = `${OAK}\n    ash: { phase: primary, type: community, pupils: 200 }`;
  test.each<[string, string, number]>([
    ['of one kind', '{ academies: 10%, maintained: 0%, others: 0% }', 12],
    ['of each kind', '{ academies: 10%, maintained: 5%, others: 0% }', 18],
    ['of all of them', '10%', 24],
  ])('%s', (_, loss, expected) => {
    const rest = `services: { day: { kind: traded, unit: day, price: 10, demand: { per_member: 12 } } }\npayment_terms: { schools: 0 }\nbad_debt: { schools: ${loss} }`;
    expect(yearly(played({ years: 1, schools: AND_ASH, rest }), 'cost.bad_debts')).toEqual([expected]);
  });
});

describe('a grant that matches fees', () => {
  test('is that share of them, beside a grant that does not', () => {
    const rest = 'contracts: { one: { kind: grant, per_year: 10 }, two: { kind: grant, matches_fees: 50% } }';
    expect(yearly(played({ tier: 'price: { flat: 100 }, joins: 100%', rest }), 'income.contract')).toEqual([60, 60]);
  });
});

describe('days that are sold', () => {
  test.each([
    ['day', '', [4, 4]],
    ['meeting', '', [0, 0]],
    ['meeting', ', delivery: { by: a, days: 0.5 }', [2, 2]],
  ])('by the %s%s', (unit, delivery, expected) => {
    const rest = `staff: { a: { fte: 1, salary: 0, on_costs: 0%, days: 10, chargeable: 100% } }
services: { visit: { kind: traded, unit: ${unit}, price: 210, demand: { per_member: 4 }${delivery} } }`;
    expect(yearly(played({ rest }), 'days.sold.visit')).toEqual(expected);
  });
});

describe('days that a post has not', () => {
  const rest = (
    associates: string,
  ): string => `staff: { a: { fte: 1, salary: 0, on_costs: 0%, days: 10, chargeable: 100%, when_short: { associates: ${associates} } } }
services: { day: { kind: traded, unit: day, price: 0, demand: { per_member: 12 }, delivery: { by: a, days: 1 } } }`;
  test.each<[string, Small, number[]]>([
    [
      'cost what associates cost in the first month of a year',
      { rest: rest('{ 2025-09: 100, 2026-03: 200 }') },
      [200, 400],
    ],
    // Half of a year: six visits, and five days.
    ['that the calendar has', { starts: '2026-03', years: 1, rest: rest('{ 2025-09: 100, 2026-03: 200 }') }, [200]],
  ])('%s', (_, small, expected) => {
    expect(yearly(played(small), 'cost')).toEqual(expected);
  });
});

describe('people employed', () => {
  const post = (terms: string): string => `staff: { a: { ${terms}, salary: 0, on_costs: 0% } }`;
  test.each<[string, string, number[]]>([
    ['are as few as can share a post', 'fte: 1.2', [2, 2]],
    ['are as many as it says', 'fte: 1.2, people: 3', [3, 3]],
    ['are none before its first full-time equivalents', 'fte: { 2026: 1.2 }', [0, 2]],
    ['are none before them where it says how many', 'fte: { 2026: 1.2 }, people: 3', [0, 3]],
    ['are none before it starts', 'fte: 1.2, people: 3, from: 2026-09', [0, 3]],
    ['are none after it ends', 'fte: 1.2, people: 3, to: 2025-09', [3, 0]],
  ])('%s', (_, terms, expected) => {
    const { staff, model } = played({ rest: post(terms) });
    const at = model.calendar.years.map((year) => staff.people(year * 12 + model.calendar.yearStarts));
    expect(at.map(({ exact }) => exact.toNumber())).toEqual(expected);
  });
});

describe('who may buy', () => {
  test('is every school that may join one of the tiers', () => {
    const small: Small = {
      schools: `${OAK}\n    ash: { phase: secondary, type: academy, pupils: 900 }\n    elm: { phase: special, type: academy_special, pupils: 90 }`,
      tier: 'eligible: { phase: primary }, price: { flat: 0 }, joins: 0% }\n  gold: { eligible: { phase: secondary }, price: { flat: 0 }, joins: 0%',
      rest: 'services: { day: { kind: traded, unit: day, price: 10, demand: { per_other: 3 } } }',
    };
    expect(yearly(played(small), 'income.traded')).toEqual([60, 60]);
  });
});

describe('what a school is when it has converted', () => {
  test.each([
    ['special', 'community_special', [80, 50]],
    ['primary', 'community', [80, 60]],
  ])('a %s school pays as the academy that it becomes', (phase, type, expected) => {
    const schools = `oak: { phase: ${phase}, type: ${type}, pupils: 200, converts: 2026-09 }`;
    const tier =
      'joins: 100%, price: [{ when: { type: academy_special }, flat: 50 }, { when: { type: academy }, flat: 60 }, { flat: 80 }]';
    expect(fees(played({ schools, tier }))).toEqual(expected);
  });
});

describe('the budget of a school', () => {
  const BANDS =
    'bands: { of: budget, mode: flat, each: [{ up_to: 100_000, amount: 500 }, { over: 100_000, amount: 900 }] }';
  test.each([
    ['a share of it', 'per: { budget: 0.1% }', '154_100', 154.1],
    ['by bands, at the bound', BANDS, '100_000', 500],
    ['by bands, beside it', BANDS, '100_000.01', 900],
  ])('%s', (_, price, budget, expected) => {
    const schools = `oak: { phase: primary, type: academy, pupils: 200, budget: ${budget} }`;
    expect(fees(played({ schools, tier: `price: { ${price} }, joins: 100%` }))).toEqual([expected, expected]);
  });
});

describe('schools that come, go and become others', () => {
  const school = (id: string, pupils: string, more = ''): string =>
    `${id}: { phase: primary, type: academy, pupils: ${pupils}${more} }`;
  const PER_PUPIL = 'price: { per_pupil: 10 }, joins: 100%';
  const all = (...some: readonly string[]): string => some.join('\n    ');
  test.each<[string, Small, number[]]>([
    [
      'the pupils of one that closes go into another',
      { schools: all(school('oak', '200'), school('elm', '100', ', closes: 2026-08, into: oak')), tier: PER_PUPIL },
      [3000, 3000],
    ],
    [
      'and with it those that had gone into it before',
      {
        years: 3,
        schools: all(
          school('oak', '200'),
          school('elm', '100', ', closes: 2027-08, into: oak'),
          school('ash', '50', ', closes: 2026-08, into: elm'),
        ),
        tier: PER_PUPIL,
      },
      [3500, 3500, 3500],
    ],
    [
      'those of one that closes into nothing are gone',
      { schools: all(school('oak', '200'), school('elm', '100', ', closes: 2026-08')), tier: PER_PUPIL },
      [3000, 2000],
    ],
    [
      'one that opens in January pays for eight months',
      { schools: school('oak', '120', ', opens: 2026-01'), tier: PER_PUPIL },
      [800, 1200],
    ],
    [
      'one without pupils is not there',
      { schools: school('oak', '{ 2025-09: 0, 2026-09: 50 }'), tier: 'price: { flat: 10 }, joins: 100%' },
      [0, 10],
    ],
    [
      'one is in the trust that it has by then',
      {
        schools: school('oak', '200', ', trust: { 2025: Bay, 2026: Hill }'),
        tier: 'joins: 100%, price: [{ when: { trust: Bay }, flat: 50 }, { flat: 80 }]',
      },
      [50, 80],
    ],
    [
      'one that leaves is a member to the end of its notice',
      { schools: school('oak', '120', ', leaves: 2026-05'), tier: `${PER_PUPIL}, term: { notice: 2 }` },
      [1100, 0],
    ],
    [
      'one that becomes a member later is none before',
      { schools: school('oak', '120', ', member_from: 2026-03'), tier: PER_PUPIL },
      [600, 1200],
    ],
  ])('%s', (_, small, expected) => {
    expect(yearly(played(small), 'income.membership')).toEqual(expected);
  });
});

describe('services that others deliver', () => {
  const review = (terms: string): Small => ({
    rest: `services: { review: { kind: brokered, unit: day, demand: { per_member: 2 }, ${terms} } }`,
  });
  test.each<[string, string, number, number]>([
    [
      'a commission on top, as an agent',
      'provider_fee: 600, commission: { percent: 15%, on: top }, acts_as: agent',
      180,
      0,
    ],
    [
      'the whole price, as a principal',
      'provider_fee: 600, commission: { percent: 15%, on: top }, acts_as: principal',
      1380,
      1200,
    ],
    ['a share of the price', 'price: 690, commission: { percent: 10%, on: inside }, acts_as: agent', 138, 0],
    ['an amount of each', 'price: 690, commission: { fixed: 90 }, acts_as: principal', 1380, 1200],
  ])('%s', (_, terms, income, cost) => {
    const projection = played({ years: 1, ...review(terms) });
    expect([yearly(projection, 'income.brokered'), yearly(projection, 'cost')]).toEqual([[income], [cost]]);
  });
});

describe('amounts that change and grow', () => {
  test.each<[string, string, number[]]>([
    ['from the year for which they are said', 'per_year: { 2025: 100, 2026: 200 }, uplift: 10%', [100, 200, 220]],
    ['from the start', 'per_year: 100, uplift: 10%', [100, 110, 121]],
    ['by a rate that changes', 'per_year: 100, uplift: { 2025: 10%, 2027: 50% }', [100, 110, 165]],
    ['only as long as there are any', 'per_year: 120, to: 2026-02', [60, 0, 0]],
    ['only from a month on', 'per_year: 120, from: 2026-03', [60, 120, 120]],
  ])('%s', (_, terms, expected) => {
    const rest = `overheads: { hall: { ${terms} } }`;
    expect(yearly(played({ years: 3, rest }), 'cost.overheads')).toEqual(expected);
  });
});

describe('what services earn of members and others', () => {
  const services =
    'services: { day: { kind: traded, unit: day, price: 100, demand: { per_member: 4, per_other: 2 } } }';
  test.each<[string, Small, number[]]>([
    [
      'is what the tier takes off',
      { tier: 'price: { flat: 0 }, joins: 100%, discounts: { day: 25% } }', rest: services },
      [300, 300],
    ],
    [
      'is what it includes',
      {
        tier: 'price: { flat: 0 }, joins: 100%, includes: { day: { per_school: 1, take_up: 100% } } }',
        rest: services,
      },
      [400, 400],
    ],
    [
      'is nothing for those who do not join',
      { tier: 'price: { flat: 0 }, joins: 50%, discounts: { day: 25% } }', rest: services },
      [250, 250],
    ],
  ])('%s', (_, small, expected) => {
    expect(yearly(played({ ...small, tier: String(small.tier).replace(/ }$/, '') }), 'income.traded')).toEqual(
      expected,
    );
  });
});

describe('what a school says of its own share', () => {
  const tier = 'price: { flat: 100 }, joins: 50% }\n  gold: { price: { flat: 1_000 }, joins: 40%';
  test.each<[string, string, number[]]>([
    ['nothing', '', [450, 450]],
    ['in one tier: the others have their share of what it leaves', ', joins: { gold: 30% }', [335, 335]],
    ['in both', ', joins: { gold: 30%, membership: 20% }', [320, 320]],
    ['in one, from a year on', ', joins: { gold: { 2025: 30%, 2026: 60% } }', [335, 620]],
    ['half of what it would be', ', joins: { times: 50% }', [225, 225]],
    ['half of what it would be, from a year on', ', joins: { times: { 2026: 50% } }', [450, 225]],
    ['half in one from a year on', ', joins: { gold: { times: { 2026: 50% } } }', [450, 250]],
    ['half of what it would be in one', ', joins: { gold: { times: 50% } }', [250, 250]],
    ['half in one, and a share in the other', ', joins: { gold: { times: 50% }, membership: 20% }', [180, 180]],
  ])('%s', (_, joins, expected) => {
    const schools = `oak: { phase: primary, type: academy, pupils: 200${joins} }`;
    expect(yearly(played({ schools, tier }), 'income.membership')).toEqual(expected);
  });
});

describe('a driver that is counted, or comes in pounds', () => {
  const BANDS =
    'bands: { of: lump_sum, mode: flat, each: [{ up_to: 1_000, amount: 500 }, { over: 1_000, amount: 900 }] }';
  test.each([
    ['pounds, as an amount', 'per: { lump_sum: 10% }', '£1_005', 100.5],
    ['pounds, counted', BANDS, '£1_000', 500],
    ['pounds and pence, counted', BANDS, '£1_000.01', 900],
    ['units', 'per: { lump_sum: 3 }', '20', 60],
    ['units, by bands', BANDS, '1_000', 500],
  ])('%s', (_, price, driver, expected) => {
    const schools = `oak: { phase: primary, type: academy, pupils: 200, drivers: { lump_sum: ${driver} } }`;
    const small = { roll: '  drivers: [lump_sum]\n', schools, tier: `price: { ${price} }, joins: 100%` };
    expect(fees(played(small))).toEqual([expected, expected]);
  });
});

describe('VAT of what is sold', () => {
  const vat = (of: string): Small => ({
    years: 1,
    schools: 'oak: { phase: primary, type: community, pupils: 200 }',
    rest: `parameters: england
tax: { vat: { registered: yes, quarter_ends: March } }
${of}`,
  });
  const sold = (terms: string): string => `price: { flat: 120 }, joins: 100%, ${terms}`;
  test.each<[string, string, string, number, number]>([
    ['at the standard rate, on top', sold('vat: standard'), '', 120, 24],
    ['in the price', 'price: { flat: 120, includes_vat: yes }, joins: 100%, vat: standard', '', 100, 20],
    ['of what is exempt', sold('vat: exempt'), '', 120, 0],
    ['of what is no supply', sold('vat: outside_scope'), '', 120, 0],
  ])('%s', (_, tier, rest, income, tax) => {
    const projection = played({ ...vat(rest), tier, starts: '2025-09' });
    const all = projection.membership.batches.flatMap(({ charges }) => charges);
    expect(all.reduce((so, { expected }) => so + expected.exact.toNumber(), 0) > 0).toBe(true);
    const due = all.reduce((so, { tax: own }) => so + (own?.exact.toNumber() ?? 0), 0);
    const net = all.reduce((so, { expected }) => so + expected.exact.toNumber(), 0);
    expect(due / net).toBeCloseTo(tax / income, 3);
    expect(yearly(projection, 'income.membership')[0]).toBeCloseTo(income, 1);
  });
});

describe('one price for the schools of a trust, of whom not all join', () => {
  const GROUP =
    'price: { bands: { of: pupils, mode: flat, each: [{ up_to: 300, amount: 500 }, { over: 300, amount: 900 }] }, group: { by: trust, charge: sum } }';
  const bay = (id: string, pupils: number, more: string): string =>
    `${id}: { phase: primary, type: academy, trust: Bay, pupils: ${pupils}, ${more} }`;
  const TWO = [bay('a', 200, 'joins: 80%'), bay('b', 200, 'joins: 50%')].join('\n    ');
  const APART = 'uncertainty: { decide_together: none }';
  const some = (count: number, pupils: number): string =>
    `  groups: { c: { count: ${count}, phase: primary, type: academy, trust: Bay, pupils: ${pupils} } }\n`;

  test.each<[string, Small, number]>([
    // Both in 50% of all cases, and the first alone in 30%.
    ['where they decide as one', { schools: TWO }, 0.5 * 900 + 0.3 * 500],
    // Both in 40%, and one of them in 50%.
    ['where each decides by itself', { schools: TWO, rest: APART }, 0.4 * 900 + 0.5 * 500],
    // One of three in 3 of 8 cases, and more in 4.
    ['of three schools that are alike', { schools: '', roll: some(3, 200), rest: APART }, (3 * 500 + 4 * 900) / 8],
    // 100 pupils of the half, 200 of either of the two, 300 of one and the half; beyond that 400 and 500.
    ['of two schools and a half', { schools: '', roll: some(2.5, 200), rest: APART }, (5 * 500 + 2 * 900) / 8],
    // Ten decide as eight, each for one school and a quarter: up to two of these have 250 pupils.
    ['of ten schools', { schools: '', roll: some(10, 100), rest: APART }, (36 * 500 + 219 * 900) / 256],
  ])('%s', (_, small, expected) => {
    const projection = played({ ...small, years: 1, tier: `${GROUP}, joins: 50%` });
    const [income] = yearly(projection, 'income.membership');
    expect(income).toBeCloseTo(expected, 1);
  });

  test.each<[string, readonly string[], string, readonly string[]]>([
    ['as one', ['80%', '50%'], '', ['', ', a alone']],
    ['apart', ['80%', '50%'], APART, ['', ', a alone', ', b alone']],
    ['three of them', ['80%', '50%', '20%'], '', ['', ', a alone', ', a and b']],
    [
      'six of them',
      ['90%', '80%', '70%', '60%', '50%', '40%'],
      '',
      ['', ', 5 of 6 schools', ', a alone', ', a and b', ', a, b and c', ', a, b, c and d'],
    ],
  ])('who joins is named in the workings: %s', (_, shares, rest, names) => {
    const schools = shares.map((share, i) => bay('abcdef'.charAt(i), 100, `joins: ${share}`)).join('\n    ');
    const { membership } = played({ schools, rest, years: 1, tier: `${GROUP}, joins: 50%` });
    const all = membership.batches.flatMap(({ charges }) => charges.map(({ expected }) => expected));
    const found = new Set(
      workings(all).flatMap(
        ({ label }) => /^price of trust Bay((?!.* for each pupil).*)$/.exec(label ?? '')?.[1] ?? [],
      ),
    );
    expect([...found].sort()).toEqual(names);
  });
});
