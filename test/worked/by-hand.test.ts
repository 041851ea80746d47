import { describe, expect, test } from 'vitest';
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
  /** The terms of the one tier; free unless said. */
  readonly tier?: string;
  readonly rest?: string;
}

function played({
  starts = '2025-09',
  years = 2,
  schools = OAK,
  tier = 'price: { flat: 0 }, joins: 100%',
  rest = '',
}: Small): Projection {
  const text = `buyin: 1
name: Small
calendar: { starts: ${starts}, years: ${years}, year_starts: September }
schools:
  named:
    ${schools}
tiers:
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
    ['is of the kind that there is', day('{ maintained: 5, academies: 1, others: 5 }'), [10, 10]],
  ])('%s', (_, small, expected) => {
    expect(yearly(played(small), 'balance.debtors')).toEqual(expected);
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
