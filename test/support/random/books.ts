import fc from 'fast-check';
import type { Plain } from '../plain.js';
import { dated, growths, maybe, months, number, paid, pounds, share, vatClass } from './values.js';

/* Overheads, loans, capital items, and the taxes of the company. */

export const tax = fc.record({
  vat: maybe(
    fc.oneof(
      fc.record({
        registered: fc.constant('yes'),
        // From the start, or from a month of the calendar.
        from: maybe(fc.nat(35)),
        quarter_ends: fc.constantFrom('January', 'March', 'August'),
        eligible_body: fc.constantFrom('yes', 'unknown'),
      }),
      fc.record({ registered: fc.constant('no') }),
    ),
  ),
  corporation_tax: maybe(fc.record({ mutual: fc.constantFrom('yes', 'no', 'unknown') })),
});
export const facility = fc.record({
  limit: pounds(200_000),
  drawn: fc.constant('when_needed'),
  rate: dated(number(12, 2).map((rate) => `${rate}%`)),
  keep: maybe(pounds(20_000)),
});
export const loanOf = fc.record({
  amount: pounds(80_000),
  rate: number(12, 2).map((rate) => `${rate}%`),
  after: maybe(fc.integer({ min: 1, max: 20 })),
  months: fc.integer({ min: 1, max: 40 }),
});
export const capital = fc.record({
  cost: pounds(40_000, 100),
  life: number(6, 0, 1),
  residual: maybe(number(99, 2)),
  vat: maybe(vatClass),
});
export const whenShort = fc.oneof<fc.Arbitrary<Plain>[]>(
  fc.constant('unmet'),
  fc.record({ associates: dated(number(600, 2)), most: maybe(number(60, 0)), uplift: maybe(growths) }),
);

export const fixed = fc.record({
  per_year: dated(pounds(60_000)),
  times: maybe(number(9, 0)),
  uplift: maybe(growths),
  paid,
});
export const stepped = fc.record({
  per_year: pounds(40_000),
  step: fc.record({ for_each: number(60, 0, 1), of: fc.constantFrom('members', 'pupils', 'days', 'schools') }),
  paid,
});
export const varying = fc.record({
  per: fc.record({ members: maybe(number(300, 2)), pupils: number(3, 4), days: maybe(number(30, 2)) }),
  uplift: maybe(growths),
  paid,
});
export const terms = fc.integer({ min: 0, max: 6 }).map(String);

export const badDebt = fc.record({
  schools: maybe(fc.oneof<fc.Arbitrary<Plain>[]>(share, fc.record({ others: share, academies: maybe(share) }))),
  council: maybe(share),
});
export const paymentTerms = fc.record({
  schools: fc.oneof<fc.Arbitrary<Plain>[]>(
    terms,
    fc.record({ maintained: maybe(terms), academies: maybe(terms), others: maybe(terms) }),
  ),
  council: terms,
  suppliers: terms,
});
export const overheads = fc.record({
  premises: maybe(fc.tuple(fixed, months)),
  leads: maybe(fc.tuple(stepped, months)),
  licences: maybe(fc.tuple(varying, months)),
});
