import type { Count, Rate } from '../figures/index.js';
import { block, choice, count, monthOfYear, optional, provenance, share, valueOr, whole } from '../language/index.js';

/** When a membership year starts, how it is invoiced, and what a school that joins before its own month pays first. */
export interface Term {
  /** The month in which membership years start, 0 to 11, where `invoice` is `membership_year`. */
  readonly starts: number;
  /**
   * `school_year`: in April for maintained schools and September for the others; `membership_year`: in `starts` for
   * all.
   */
  readonly invoice: 'school_year' | 'membership_year';
  readonly instalments: number;
  /** The first, short period: by the month, as a full year, or free until the first invoice. */
  readonly joinsMidYear: 'by_month' | 'full_year' | 'wait';
  /** For how many company years a price stands before its uplifts are added to it: the years of one sign-up. */
  readonly frozenFor: number;
  /** For how many months a school that leaves is a member after the month in which it says so. */
  readonly notice: number;
}

/** What membership includes of a service: so much for each member, or as much as it likes at no counted cost. */
export type Entitlement = { readonly perSchool: Count; readonly takeUp: Rate | undefined } | 'unlimited';

export const SEPTEMBER = 8;

export const term = block(
  'the term',
  {
    starts: optional(monthOfYear),
    invoice: optional(choice('a way to invoice', ['school_year', 'membership_year'])),
    instalments: optional(whole('instalments', 12)),
    joins_mid_year: optional(choice('a rule for joining in mid-year', ['by_month', 'full_year', 'wait'])),
    frozen_for: optional(whole('years', 10)),
    notice: optional(whole('months', 36)),
    ...provenance,
  },
  {
    starts: 'a month, `September` unless said',
    invoice:
      '`school_year` (unless said): in April for maintained schools, in September for the others; `membership_year`: in `starts` for all',
    instalments: "how many payments a year's invoice has, 1 unless said",
    joins_mid_year:
      "the short period before a school's first own invoice: `by_month` (unless said), `full_year`, or `wait`, which is free",
    frozen_for: 'for how many company years a price stands before its uplifts are added to it; 1 unless said',
    notice:
      'for how many months a school that `leaves` is a member, and pays, after the month in which it says so; none unless said',
  },
).transform(
  (said): Term => ({
    starts: said.starts ?? SEPTEMBER,
    invoice: said.invoice ?? 'school_year',
    instalments: said.instalments ?? 1,
    joinsMidYear: said.joins_mid_year ?? 'by_month',
    frozenFor: said.frozen_for ?? 1,
    notice: said.notice ?? 0,
  }),
);

export const entitlement = valueOr(
  choice('an entitlement', ['unlimited']),
  block(
    'an entitlement',
    { per_school: count('units'), take_up: optional(share), ...provenance },
    {
      per_school: 'units a year for each member',
      take_up: 'the share of them that is used; all unless said',
    },
  ).transform((said): Entitlement => ({ perSchool: said.per_school, takeUp: said.take_up })),
);
