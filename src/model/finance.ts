import type { Money, Rate } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  type Dated,
  dated,
  type Month,
  money,
  month,
  monthOf,
  optional,
  provenance,
  rate,
  refuse,
  refuseKey,
  type Schema,
  text,
  valueOr,
  whole,
} from '../language/index.js';
import { type VatClass, vatClass } from './vat.js';

/**
 * Money that is lent to the company: drawn on set dates, or a facility that is drawn when cash falls short and repaid
 * when there is more.
 */
export interface Loan {
  readonly name: string | undefined;
  readonly limit: Money | undefined;
  readonly drawn: 'when_needed' | ReadonlyMap<Month, Money>;
  /** A year's interest on what is owed; paid each month. */
  readonly rate: Dated<Rate>;
  /** Of a facility: what cash is kept at. */
  readonly keep: Money | undefined;
  /** Of a facility: the months in which it is open; after the last it is repaid. */
  readonly from: Month | undefined;
  readonly to: Month | undefined;
  /** Of a loan: equal instalments from a month on; undefined where nothing is repaid within the projection. */
  readonly repaid: { readonly from: Month; readonly months: number } | undefined;
}

const drawings = collection(money).transform((said, context) => {
  const found = new Map<Month, Money>();
  for (const [key, amount] of said) {
    const at = monthOf(key);
    if (at === undefined)
      refuseKey(
        context,
        'bad-value',
        { text: key, expected: 'a month, such as 2018-09', why: 'it is not a year and a month' },
        [key],
      );
    else found.set(at, amount);
  }
  return found as ReadonlyMap<Month, Money>;
});

const drawn = valueOr(choice('a way to draw', ['when_needed']), drawings);

const LONGEST = 360;

export const loan: Schema<Loan> = block(
  'a loan',
  {
    name: optional(text),
    limit: optional(money),
    drawn,
    rate: dated(rate),
    keep: optional(money),
    from: optional(month),
    to: optional(month),
    repaid: optional(
      block(
        'repayment',
        { from: month, months: whole('months', LONGEST), ...provenance },
        {
          from: 'the month of the first',
          months: 'how many',
        },
      ),
    ),
    ...provenance,
  },
  {
    name: 'as it is shown',
    limit: 'the most that may be drawn; a facility needs one',
    drawn: '`when_needed`, or months and amounts: `{ 2026-09: 60_000 }`',
    rate: 'interest a year; may be dated',
    keep: 'of a facility: what cash is kept at; zero unless said',
    from: 'of a facility: the first month in which it is open',
    to: 'of a facility: the last month in which it is open; after it the facility is repaid, whatever cash says',
    repaid: 'of a loan: how; not within the projection unless said',
  },
).transform((said, context): Loan => {
  const facility = said.drawn === 'when_needed';
  if (facility && said.limit === undefined)
    refuseKey(context, 'missing-key', { key: 'limit', within: 'the facility' }, []);
  const foreign = facility ? (['repaid'] as const) : (['keep', 'from', 'to'] as const);
  const why = facility
    ? 'a facility is repaid when cash allows it'
    : 'that is said of a facility, which is drawn when it is needed';
  for (const key of foreign)
    if (said[key] !== undefined) refuseKey(context, 'either-or', { one: 'drawn', other: key, why }, [key]);
  return {
    name: said.name,
    limit: said.limit,
    drawn: said.drawn,
    rate: said.rate,
    keep: said.keep,
    from: said.from,
    to: said.to,
    repaid: said.repaid && { from: said.repaid.from, months: said.repaid.months },
  };
});

/** Something that is bought once and used for years: on the balance sheet at cost less depreciation in equal months. */
export interface CapitalItem {
  readonly name: string | undefined;
  readonly cost: Money;
  readonly bought: Month;
  /** Years of use. */
  readonly life: number;
  /** What it is worth at the end. */
  readonly residual: Money | undefined;
  readonly vat: VatClass | undefined;
}

export const capitalItem: Schema<CapitalItem> = block(
  'a capital item',
  {
    name: optional(text),
    cost: money,
    bought: month,
    life: whole('years', 50),
    residual: optional(money),
    vat: optional(vatClass),
    ...provenance,
  },
  {
    name: 'as it is shown',
    cost: 'pounds, before VAT',
    bought: 'the month',
    life: 'years of use',
    residual: 'what it is worth at the end; nothing unless said',
    vat: 'the class of what the supplier charges; none unless said',
  },
).transform((said, context): CapitalItem => {
  const { cost, residual } = said;
  if (residual?.isKnown && cost.isKnown && residual.pence > cost.pence) {
    const data = {
      text: residual.detail.origin?.text ?? '',
      expected: 'an amount of at most the cost',
      why: 'it would gain by being used',
    };
    refuse(context, 'bad-value', data, ['residual']);
  }
  return { name: said.name, cost, bought: said.bought, life: said.life, residual, vat: said.vat };
});
