import { describe, expect, test } from 'vitest';
import { periodsOf } from '../../src/model/index.js';
import { figureOf } from '../../src/projection/index.js';
import { blocksOf, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';

/* What services sell in a year within which schools come and go, month by month and by hand. */

const school = { phase: 'primary', type: 'academy', pupils: '200' };
const company: PlainMap = {
  buyin: '1',
  name: 'Come and gone',
  calendar: { starts: '2026-04', years: '2', year_starts: 'April' },
  schools: { named: { elm: school, oak: { ...school, closes: '2026-08' }, ash: { ...school, opens: '2027-01' } } },
  tiers: { m: { price: { flat: '1_200' }, joins: '100%', includes: { visit: { per_school: '3' } } } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'day',
      price: '100',
      delivery: { by: 'adviser', days: '1', direct_cost: '10' },
      demand: { per_member: '12' },
    },
    exams: {
      kind: 'traded',
      unit: 'day',
      price: '100',
      season: { June: '50%', November: '30%', February: '20%' },
      demand: { per_member: '10' },
    },
    audit: {
      kind: 'brokered',
      unit: 'audit',
      price: '240',
      commission: { percent: '10%', on: 'inside' },
      acts_as: 'principal',
      demand: { per_member: '1' },
    },
  },
  staff: { adviser: { fte: '1', salary: '36_000', on_costs: '0%', days: '200', chargeable: '100%' } },
};

/** A line in the months of the first year. */
function monthly(data: PlainMap, line: string): number[] {
  const projection = projectionOf(data);
  return periodsOf(projection.model.calendar, 'month')
    .filter(({ id }) => id < '2027-04')
    .map((month) => {
      const figure = figureOf(projection, line, month);
      return figure.isKnown ? figure.exact.toNumber() : Number.NaN;
    });
}

describe('a school that closes in August and one that opens in January', () => {
  // Elm all the year, oak from April to August, ash from January to March.
  const there = [2, 2, 2, 2, 2, 1, 1, 1, 1, 2, 2, 2];

  test('buy in the months in which they are open, and in no other', () => {
    expect(monthly(company, 'income.traded.visit')).toEqual(there.map((schools) => schools * 100));
    expect(monthly(company, 'cost.delivery.visit')).toEqual(there.map((schools) => schools * 12.5));
    expect(monthly(company, 'income.brokered.audit')).toEqual(there.map((schools) => schools * 20));
    expect(monthly(company, 'cost.providers.audit')).toEqual(there.map((schools) => schools * 18));
  });

  test('buy what a season has in those months: June with oak, November alone, February with ash', () => {
    expect(monthly(company, 'income.traded.exams')).toEqual([0, 0, 1000, 0, 0, 0, 0, 300, 0, 0, 400, 0]);
  });

  test('take days in them, of those that are sold and of those that membership includes', () => {
    expect(monthly(company, 'days.needed.adviser')).toEqual(there.map((schools) => schools * 1.25));
    expect(monthly(company, 'days.promised.adviser')).toEqual(there.map((schools) => schools * 0.25));
  });

  test('are members in the end, and others before: what each pays is in its own months', () => {
    const later = put(
      put(
        put(company, ['schools', 'named', 'ash'], { ...school, member_from: '2027-01' }),
        ['schools', 'named', 'oak'],
        undefined,
      ),
      ['services', 'visit'],
      {
        kind: 'traded',
        unit: 'day',
        price: [{ when: { member: 'yes' }, per: { units: '100' } }, { per: { units: '150' } }],
        demand: { per_member: '12', per_other: '6' },
      },
    );
    expect(monthly(later, 'income.traded.visit')).toEqual([...Array(9).fill(175), 200, 200, 200]);
  });

  test('find the days of a post gone where they come late: what there is goes to those who were there before', () => {
    // Twenty months of a school: 5 days promised and 20 asked for. Of 9 days 4 are left for what is sold: 0.8 a month for
    // the two of April to August, and then none.
    const short = put(company, ['staff', 'adviser'], {
      fte: '1',
      salary: '36_000',
      on_costs: '0%',
      days: '9',
      chargeable: '100%',
      when_short: 'unmet',
    });
    const sold = monthly(short, 'income.traded.visit');
    expect(sold.slice(0, 5)).toEqual(Array(5).fill(80));
    expect(sold.slice(5)).toEqual(Array(7).fill(0));
  });
});

describe('a first year of ten months', () => {
  const short = put(put(company, ['calendar'], { starts: '2026-06', years: '1', year_starts: 'April' }), ['schools'], {
    named: { elm: school },
    orders: { file: 'orders.csv' },
  });
  const files = (orders: string) => ({
    [FILE]: yamlOf(short),
    'orders.csv': `school,service,quantity,date\n${orders}`,
  });

  test('has the days of ten months where streams share what a post costs', async () => {
    const found = await blocksOf(['services', FILE], { files: files('') });
    expect(rowOf(found, 'services.visit')?.at(-1)?.value).toBe('10');
    expect(rowOf(found, 'tiers.m')?.at(-1)?.value).toBe('2.5');
  });

  test('holds what is ordered against what ten months would have asked for', async () => {
    const found = await blocksOf(['orders', FILE], { files: files('elm,visit,4,2026-09-10\n') });
    const [, ordered, planned, others] = rowOf(found, 'visit') ?? [];
    expect([ordered, planned, others].map((cell) => cell?.value)).toEqual(['4', '10', '0']);
  });

  test('sells what is ordered once, whatever the season says of the rest', async () => {
    // The season has all of June, half of the year, and elm has ordered three days for July in its place.
    const told = { files: files('elm,exams,3,2026-07-10\n') };
    const [block] = await blocksOf(['explain', FILE, 'efficiency.sold.exams', '--year', '2026'], told);
    expect(block?.kind === 'tree' && block.root.amount?.value).toBe('3');
    const [days] = await blocksOf(['explain', FILE, 'days.sold.exams', '--year', '2026'], told);
    expect(days?.kind === 'tree' && days.root.amount?.value).toBe('3');
  });
});
