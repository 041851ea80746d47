import {
  block,
  choice,
  flag,
  type Month,
  month,
  monthOfYear,
  optional,
  provenance,
  refuse,
  type Schema,
} from '../language/index.js';

/** What nobody but a professional can answer; where it is not known, what costs more is taken. */
export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type AdviserAnswer = (typeof ANSWERS)[number];
const answer = choice('an answer', ANSWERS);

/** How the company stands to value added tax (VAT Act 1994). */
export interface VatTerms {
  readonly registered: boolean;
  /** The first month of registration; undefined from the start. */
  readonly from: Month | undefined;
  /** A month in which one of the four returns of a year ends, 0 to 11. */
  readonly quarterEnds: number;
  /**
   * Whether training may be exempt: the company cannot and does not distribute profits (schedule 9, group 6, note
   * 1(e)).
   */
  readonly eligibleBody: AdviserAnswer;
}

/** How the company stands to corporation tax. */
export interface CorporationTaxTerms {
  /**
   * Whether the surplus from trade with its own members is outside the tax (HMRC, Business Income Manual 24000 and
   * following).
   */
  readonly mutual: AdviserAnswer;
}

export interface Taxes {
  /** Undefined where the model leaves VAT out. */
  readonly vat: VatTerms | undefined;
  readonly corporationTax: CorporationTaxTerms | undefined;
}

const vat: Schema<VatTerms> = block(
  'value added tax',
  {
    registered: flag,
    from: optional(month),
    quarter_ends: optional(monthOfYear),
    eligible_body: optional(answer),
    ...provenance,
  },
  {
    registered:
      'whether the company is; then every tier, service and contract says its class. VAT on the bills of one that is not is a cost',
    from: "the first month; the calendar's own unless said",
    quarter_ends:
      'a month in which a return ends: `March` unless said. Each is paid a month and seven days later, which is the month but one after',
    eligible_body:
      'whether training may be exempt, because profits cannot be distributed: `yes`, `no` or `unknown` (unless said). An adviser confirms',
  },
).transform((said, context): VatTerms => {
  if (!said.registered && said.from !== undefined) {
    refuse(
      context,
      'either-or',
      { one: 'registered: no', other: 'from', why: 'a company that does not register has no first month' },
      ['from'],
    );
  }
  return {
    registered: said.registered,
    from: said.from,
    quarterEnds: said.quarter_ends ?? 2,
    eligibleBody: said.eligible_body ?? 'unknown',
  };
});

const corporationTax: Schema<CorporationTaxTerms> = block(
  'corporation tax',
  { mutual: optional(answer), ...provenance },
  {
    mutual:
      'whether the surplus from trade with members is outside the tax: `yes`, `no` or `unknown` (unless said), which costs as `no`. With `yes` the part of the surplus that is taxed is that of income from others than members. An adviser confirms',
  },
).transform((said): CorporationTaxTerms => ({ mutual: said.mutual ?? 'unknown' }));

export const taxes: Schema<Taxes> = block(
  'the taxes',
  { vat: optional(vat), corporation_tax: optional(corporationTax), ...provenance },
  {
    vat: 'how the company stands to value added tax',
    corporation_tax: 'how it stands to corporation tax',
  },
).transform((said): Taxes => ({ vat: said.vat, corporationTax: said.corporation_tax }));
