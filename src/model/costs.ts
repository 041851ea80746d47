import type { Count, Money, Price, Rate } from '../figures/index.js';
import {
  block,
  choice,
  count,
  type Dated,
  dated,
  flag,
  type Month,
  money,
  month,
  optional,
  price,
  provenance,
  refuse,
  refuseKey,
  type Schema,
  signedMoney,
  text,
} from '../language/index.js';
import { yearlyGrowth } from './tier.js';

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
  /** Whether the payer controls the company: for the 80% test of procurement law. */
  readonly controllingMember: boolean;
}

export const contract: Schema<Contract> = block('a contract', {
  name: optional(text),
  kind: choice('a kind of contract', ['commission', 'grant']),
  per_year: dated(money),
  paid: optional(choice('a way to pay', PAID)),
  starts: optional(month),
  ends: optional(month),
  controlling_member: optional(flag),
  ...provenance,
}).transform(
  (said): Contract => ({
    name: said.name,
    perYear: said.per_year,
    paid: said.paid ?? 'monthly',
    starts: said.starts,
    ends: said.ends,
    controllingMember: said.controlling_member ?? false,
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
  readonly step: { readonly forEach: Count; readonly of: Driver } | undefined;
  /** So much for each unit of a driver: a variable cost. */
  readonly per: ReadonlyMap<Driver, Price>;
  readonly uplift: Dated<Rate> | undefined;
  readonly paid: Paid;
  readonly from: Month | undefined;
  readonly to: Month | undefined;
}

const perDriver = block('rates by driver', Object.fromEntries(DRIVERS.map((driver) => [driver, optional(price)]))).transform((said) => {
  const found = new Map<Driver, Price>();
  for (const driver of DRIVERS) {
    const value = (said as Readonly<Record<string, Price | undefined>>)[driver];
    if (value !== undefined) found.set(driver, value);
  }
  return found as ReadonlyMap<Driver, Price>;
}) as unknown as Schema<ReadonlyMap<Driver, Price>>;

export const overhead: Schema<Overhead> = block('an overhead', {
  name: optional(text),
  per_year: optional(dated(money)),
  times: optional(count('times')),
  step: optional(block('a step', { for_each: count('units'), of: choice('a driver', DRIVERS) })),
  per: optional(perDriver),
  uplift: optional(yearlyGrowth),
  paid: optional(choice('a way to pay', PAID)),
  from: optional(month),
  to: optional(month),
  ...provenance,
}).transform((said, context): Overhead => {
  if (said.per_year === undefined && said.step !== undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead with a step' }, []);
  } else if (said.per_year === undefined && said.per === undefined) {
    refuseKey(context, 'missing-key', { key: 'per_year', within: 'the overhead', or: ['per'] }, []);
  }
  if (said.step?.for_each.isKnown && said.step.for_each.exact.sign === 0) {
    refuse(context, 'bad-value', { text: '0', expected: 'a number of units above nought', why: 'there is no block of nought' }, ['step', 'for_each']);
  }
  return {
    name: said.name,
    perYear: said.per_year,
    times: said.times,
    step: said.step && { forEach: said.step.for_each, of: said.step.of },
    per: said.per ?? new Map(),
    uplift: said.uplift,
    paid: said.paid ?? 'monthly',
    from: said.from,
    to: said.to,
  };
}) as unknown as Schema<Overhead>;

export interface Reserves {
  readonly opening: Money | undefined;
  /** The policy: so many months of cost. */
  readonly monthsOfCost: Count | undefined;
}

export const reserves: Schema<Reserves> = block('reserves', {
  opening: optional(signedMoney),
  policy: optional(block('the reserves policy', { months_of_cost: count('months'), ...provenance })),
  ...provenance,
}).transform((said): Reserves => ({ opening: said.opening, monthsOfCost: said.policy?.months_of_cost })) as unknown as Schema<Reserves>;

/** How many months after an invoice each pays. */
export interface PaymentTerms {
  readonly schools: number;
  readonly council: number;
  readonly suppliers: number;
}

const MONTHS = ['0', '1', '2', '3', '4', '5', '6'] as const;
const months = choice('a number of months', MONTHS);

export const paymentTerms: Schema<PaymentTerms> = block('the payment terms', {
  schools: optional(months),
  council: optional(months),
  suppliers: optional(months),
  ...provenance,
}).transform(
  (said): PaymentTerms => ({
    schools: Number(said.schools ?? 1),
    council: Number(said.council ?? 1),
    suppliers: Number(said.suppliers ?? 1),
  }),
) as unknown as Schema<PaymentTerms>;
