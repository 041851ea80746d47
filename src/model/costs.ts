import type { Count, Money, Price, Rate } from '../figures/index.js';
import { entryOf } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  count,
  type Dated,
  dated,
  type Month,
  money,
  month,
  optional,
  price,
  provenance,
  refuse,
  refuseKey,
  type Scalar,
  type Schema,
  scalarItself,
  share,
  signedMoney,
  text,
  valueOr,
  whole,
} from '../language/index.js';
import { type ShareBy, shareBy } from './sharing.js';
import { yearlyGrowth } from './tier.js';
import { type Controlling, controlling, type VatClass, vatClass } from './vat.js';

/** How often money moves, and at which end of its stretch. */
export const PAID = ['monthly', 'quarterly_in_advance', 'quarterly_in_arrears', 'yearly_in_advance', 'yearly_in_arrears'] as const;
export type Paid = (typeof PAID)[number];

/** A council's contract. */
export interface Contract {
  readonly name: string | undefined;
  readonly perYear: Dated<Money>;
  readonly paid: Paid;
  readonly starts: Month | undefined;
  /** The last month, included. */
  readonly ends: Month | undefined;
  /** Whether the payer controls the company; undefined where nobody has said. */
  readonly controlling: Controlling | undefined;
  readonly vat: VatClass | undefined;
}

export const contract: Schema<Contract> = block('a contract', {
  name: optional(text),
  kind: choice('a kind of contract', ['commission', 'grant']),
  per_year: dated(money),
  paid: optional(choice('a way to pay', PAID)),
  starts: optional(month),
  ends: optional(month),
  controlling_member: optional(controlling),
  vat: optional(vatClass),
  ...provenance,
}).transform(
  (said): Contract => ({
    name: said.name,
    perYear: said.per_year,
    paid: said.paid ?? 'monthly',
    starts: said.starts,
    ends: said.ends,
    controlling: said.controlling_member,
    vat: said.vat,
  }),
) as unknown as Schema<Contract>;

/** What a cost can grow with: its average over the months of a company year. */
export const DRIVERS = ['members', 'pupils', 'schools', 'days'] as const;
export type Driver = (typeof DRIVERS)[number];

export interface Overhead {
  readonly name: string | undefined;
  /** So much a year, so often. */
  readonly perYear: Dated<Money> | undefined;
  readonly times: Count | undefined;
  /** With it `perYear` is for each started block of the driver. */
  readonly step: { readonly forEach: Count; readonly of: Driver; readonly lag: number } | undefined;
  /** So much for each unit of a driver: a variable cost. */
  readonly per: ReadonlyMap<Driver, Price>;
  readonly uplift: Dated<Rate> | undefined;
  readonly paid: Paid;
  readonly from: Month | undefined;
  readonly to: Month | undefined;
  /** What suppliers charge on it; undefined for none. */
  readonly vat: VatClass | undefined;
  /** The stream that it is for, `services.courses`; undefined where it is shared out. */
  readonly for: Scalar | undefined;
  /** How it is shared out where it is nobody's own; undefined for the model's own way. */
  readonly shareBy: ShareBy | undefined;
}

const perDriver = block('rates by driver', Object.fromEntries(DRIVERS.map((driver) => [driver, optional(price)]))).transform((said) => {
  const found = new Map<Driver, Price>();
  for (const driver of DRIVERS) {
    const value = entryOf<Price | undefined>(said, driver);
    if (value !== undefined) found.set(driver, value);
  }
  return found as ReadonlyMap<Driver, Price>;
}) as unknown as Schema<ReadonlyMap<Driver, Price>>;

export const overhead: Schema<Overhead> = block('an overhead', {
  name: optional(text),
  per_year: optional(dated(money)),
  times: optional(count('times')),
  step: optional(block('a step', { for_each: count('units'), of: choice('a driver', DRIVERS), lag: optional(whole('years', 10)) })),
  per: optional(perDriver),
  uplift: optional(yearlyGrowth),
  paid: optional(choice('a way to pay', PAID)),
  from: optional(month),
  to: optional(month),
  vat: optional(vatClass),
  for: optional(scalarItself),
  share_by: optional(shareBy),
  ...provenance,
}).transform((said, context): Overhead => {
  if (said.per_year === undefined && said.step !== undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead with a step' }, []);
  } else if (said.per_year === undefined && said.per === undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead', or: ['per'] }, []);
  }
  if (said.step?.for_each.isKnown && said.step.for_each.exact.sign === 0) {
    refuse(context, 'bad-value', { text: '0', expected: 'a number of units above zero', why: 'there is no block of zero' }, ['step', 'for_each']);
  }
  return {
    name: said.name,
    perYear: said.per_year,
    times: said.times,
    step: said.step && { forEach: said.step.for_each, of: said.step.of, lag: said.step.lag ?? 0 },
    per: said.per ?? new Map(),
    uplift: said.uplift,
    paid: said.paid ?? 'monthly',
    from: said.from,
    to: said.to,
    vat: said.vat,
    for: said.for,
    shareBy: said.share_by,
  };
}) as unknown as Schema<Overhead>;

export interface Reserves {
  readonly opening: Money | undefined;
  /** The policy: so many months of cost. */
  readonly monthsOfCost: Count | undefined;
  /** What the board holds for each risk, by its name: working capital, closing down, income at risk times how likely it is to go. */
  readonly risks: ReadonlyMap<string, Risk>;
  /** The least cash that the board wants at any month's end. */
  readonly cashFloor: Money | undefined;
}

/** One risk that reserves are held for: an amount, or a share of it by how likely it is. */
export interface Risk {
  readonly name: string | undefined;
  readonly amount: Money;
  readonly likelihood: Rate | undefined;
}

const risk: Schema<Risk> = valueOr(
  money.transform((amount): Risk => ({ name: undefined, amount, likelihood: undefined })) as unknown as Schema<Risk>,
  block('a risk', { name: optional(text), amount: money, likelihood: optional(share), ...provenance }).transform(
    (said): Risk => ({ name: said.name, amount: said.amount, likelihood: said.likelihood }),
  ) as unknown as Schema<Risk>,
);

export const reserves: Schema<Reserves> = block('reserves', {
  opening: optional(signedMoney),
  policy: optional(
    block('the reserves policy', {
      months_of_cost: optional(count('months')),
      risks: optional(collection(risk)),
      cash_floor: optional(signedMoney),
      ...provenance,
    }),
  ),
  ...provenance,
}).transform(
  (said): Reserves => ({
    opening: said.opening,
    monthsOfCost: said.policy?.months_of_cost,
    risks: said.policy?.risks ?? new Map(),
    cashFloor: said.policy?.cash_floor,
  }),
) as unknown as Schema<Reserves>;
