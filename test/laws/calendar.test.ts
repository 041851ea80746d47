import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invoicesOf } from '../../src/analysis/index.js';
import { monthText } from '../../src/language/index.js';
import { periodsOf } from '../../src/model/index.js';
import { calendarUntil, figureOf, lineNames, type Projection, project } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put } from '../support/models.js';
import { at } from '../support/plain.js';
import { runs } from '../support/runs.js';

/* The end of the calendar is where a projection stops, and not where anything happens. */

/** Every line in every month and year of a calendar, of the same calendar or of a longer one, as exact as it is. */
function linesOf(of: Projection, { model: { calendar, ...model } }: Projection): Record<string, string> {
  const periods = [...periodsOf(calendar, 'month'), ...periodsOf(calendar, 'year')];
  const names = lineNames({ calendar, ...model });
  return Object.fromEntries(
    periods.flatMap((period) =>
      names.map((name) => [`${name} ${period.id}`, String(figureOf(of, name, period).value)]),
    ),
  );
}

test('the same model with a longer calendar is the same, month by month, but for what lies beyond', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 2 }), (data: PlainMap, more) => {
      const years = String(Number(at(data, ['calendar', 'years'])) + more);
      const [short, long] = [projectionOf(data), projectionOf(put(data, ['calendar', 'years'], years))];
      expect(linesOf(long, short)).toEqual(linesOf(short, short));
      const { last } = short.model.calendar;
      const invoices = (projection: Projection) =>
        invoicesOf(projection).flatMap(({ number, month, gross }) =>
          month <= last ? [`${number} ${month} ${gross.value}`] : [],
        );
      expect(invoices(long)).toEqual(invoices(short));
    }),
    runs(40, 61),
  );
});

test('a model that is played to the end of one of its years is the same up to there', () => {
  fc.assert(
    fc.property(models, fc.nat(), (data: PlainMap, which) => {
      const whole = projectionOf(data);
      const { calendar } = whole.model;
      const year = calendar.years[which % calendar.years.length] as number;
      const cut = project({ ...whole.model, calendar: calendarUntil({ calendar, year }) });
      expect(cut.model.calendar.years[cut.model.calendar.years.length - 1]).toBe(year);
      expect(linesOf(cut, cut)).toEqual(linesOf(whole, cut));
    }),
    runs(40, 62),
  );
});

test('a school that closes long after a year has its half pennies in that year as in a longer calendar', () => {
  const school = { phase: 'primary', type: 'community', pupils: '100' };
  const whole = projectionOf({
    buyin: '1',
    name: 'Closes later',
    calendar: { starts: '2018-01', years: '4', year_starts: 'January' },
    schools: { named: { elm: { ...school, closes: '2021-02' }, oak: school } },
    tiers: {
      gold: {
        price: { flat: '442.63' },
        joins: '20%',
        term: { starts: 'July', invoice: 'membership_year', joins_mid_year: 'by_month' },
      },
    },
  });
  for (const year of [2018, 2019, 2020]) {
    const cut = project({ ...whole.model, calendar: calendarUntil({ calendar: whole.model.calendar, year }) });
    expect(linesOf(cut, cut)).toEqual(linesOf(whole, cut));
  }
});

describe('what began before the calendar', () => {
  const PAID = [
    'monthly',
    'quarterly_in_advance',
    'quarterly_in_arrears',
    'yearly_in_advance',
    'yearly_in_arrears',
  ] as const;
  const MONTHS_OF = {
    monthly: 1,
    quarterly_in_advance: 3,
    quarterly_in_arrears: 3,
    yearly_in_advance: 12,
    yearly_in_arrears: 12,
  };
  const FIRST = 2018 * 12 + 8;
  const began = (month: number, calendar: PlainMap, paid: string, bySteps: boolean): PlainMap => ({
    buyin: '1',
    name: 'Began before',
    calendar: { ...calendar, year_starts: 'September' },
    schools: { named: { elm: { phase: 'primary', type: 'academy', pupils: '100' } } },
    tiers: { gold: { price: { flat: '100' }, joins: '100%' } },
    contracts: {
      council: bySteps
        ? { kind: 'grant', per_year: { [monthText(month)]: '12_345', 2019: '9_999' }, paid }
        : { kind: 'grant', per_year: '12_345', from: monthText(month), paid },
    },
    overheads: { rent: { per_year: '7_001', from: monthText(month), paid } },
    payment_terms: { schools: '0', council: '0', suppliers: '0' },
  });
  /** What is booked of both from a month on, to the penny. */
  const booked = (data: PlainMap, since: number): readonly string[] =>
    projectionOf(data)
      .journal.transactions.filter(({ month, memo }) => month >= since && /contract|rent/.test(memo))
      .flatMap(({ month, memo, postings }) =>
        postings.map(({ account, side, amount }) => `${month} ${memo} ${account} ${side} ${String(amount.value)}`),
      )
      .sort();

  test('is invoiced in its own months: from the next of them on the books are those of an earlier calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...PAID), fc.boolean(), (before, paid, bySteps) => {
        const month = FIRST - before;
        const late = began(month, { starts: '2018-09', years: '3' }, paid, bySteps);
        const early = began(month, { starts: '2015-09', years: '6' }, paid, bySteps);
        const covered = MONTHS_OF[paid];
        const next = FIRST + ((covered - (before % covered)) % covered);
        expect(booked(late, next)).toEqual(booked(early, next));
        expect(booked(late, next).length).toBeGreaterThan(0);
      }),
      runs(80, 67),
    );
  });

  test('and is earned month by month from the start of the calendar, no more and no less', () => {
    // 12,000 a year from April 2017, in advance: five months of April 2018's invoice are in books that are closed, and
    // seven are invoiced at the start.
    const data = put(
      put(
        began(2017 * 12 + 3, { starts: '2018-09', years: '1' }, 'yearly_in_advance', false),
        ['contracts', 'council', 'per_year'],
        '12_000',
      ),
      ['overheads'],
      undefined,
    );
    const { journal } = projectionOf(data);
    const invoiced = journal.transactions
      .filter(({ memo }) => memo === 'contract council invoiced')
      .map(({ month, postings }) => [month - FIRST, postings[0]?.amount.pence]);
    expect(invoiced).toEqual([
      [0, 700_000],
      [7, 1_200_000],
    ]);
    expect(journal.flow('income.contract.council', FIRST, FIRST + 11).pence).toBe(1_200_000);
    expect(journal.balance('deferred_income', FIRST + 11).pence).toBe(700_000);
  });
});
