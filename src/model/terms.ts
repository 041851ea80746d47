import type { Rate } from '../figures/index.js';
import { block, choice, optional, provenance, type Schema, share, valueOr } from '../language/index.js';
import { type SchoolType, TYPES } from './school.js';

/** Kinds of school as buyers: each has its own funds, its own clock and its own way to pay. */
export const BUYERS = ['maintained', 'academies', 'others'] as const;
export type Buyer = (typeof BUYERS)[number];

/** The kind of buyer that a school of some type is. */
export function buyerOf(type: SchoolType): Buyer {
  const clock = TYPES[type];
  return clock === 'academy' ? 'academies' : clock === 'other' ? 'others' : 'maintained';
}

/** How many months after an invoice each pays. */
export interface PaymentTerms {
  readonly schools: Readonly<Record<Buyer, number>>;
  readonly council: number;
  readonly suppliers: number;
}

/** The share of what is invoiced that is never paid; undefined for none. */
export interface BadDebt {
  readonly schools: Readonly<Record<Buyer, Rate | undefined>>;
  readonly council: Rate | undefined;
}

const MONTHS = ['0', '1', '2', '3', '4', '5', '6'] as const;
const months = choice('a number of months', MONTHS);
const USUAL = 1;

/** One value for all schools, or one for each kind of buyer. */
function byBuyer<T, U>(
  name: string,
  item: Schema<T>,
  ofKind: string,
  of: (said: T | undefined) => U,
): Schema<Readonly<Record<Buyer, U>>> {
  const all = item.transform((said) => ({
    maintained: of(said as T),
    academies: of(said as T),
    others: of(said as T),
  }));
  const each = block(
    name,
    { maintained: optional(item), academies: optional(item), others: optional(item), ...provenance },
    { maintained: `${ofKind} maintained schools`, academies: `${ofKind} academies`, others: `${ofKind} all others` },
  ).transform((said) => ({
    maintained: of(said.maintained),
    academies: of(said.academies),
    others: of(said.others),
  }));
  return valueOr(all, each);
}

const monthsOf = (said: string | undefined): number => Number(said ?? USUAL);
const sameMonths = (months: number): Record<Buyer, number> => ({
  maintained: months,
  academies: months,
  others: months,
});

export const USUAL_TERMS: PaymentTerms = { schools: sameMonths(USUAL), council: USUAL, suppliers: USUAL };
export const NO_BAD_DEBT: BadDebt = {
  schools: { maintained: undefined, academies: undefined, others: undefined },
  council: undefined,
};

export const paymentTerms: Schema<PaymentTerms> = block(
  'the payment terms',
  {
    schools: optional(byBuyer('the payment terms of schools', months, 'months after an invoice, of', monthsOf)),
    council: optional(months),
    suppliers: optional(months),
    ...provenance,
  },
  {
    schools: 'membership and services; for all, or for each kind of buyer',
    council: 'contracts',
    suppliers:
      'overheads that are paid monthly or in arrears, direct costs, providers, associates, recruitment and capital items. What is paid in advance is paid in its first month, whatever the terms',
  },
).transform(
  (said): PaymentTerms => ({
    schools: said.schools ?? USUAL_TERMS.schools,
    council: monthsOf(said.council),
    suppliers: monthsOf(said.suppliers),
  }),
);

export const badDebt: Schema<BadDebt> = block(
  'bad debt',
  {
    schools: optional(
      byBuyer(
        'bad debt of schools',
        share,
        'the share that is never paid, of what is invoiced to',
        (said: Rate | undefined) => said,
      ),
    ),
    council: optional(share),
    ...provenance,
  },
  {
    schools: 'for all, or for each kind of buyer',
    council: 'contracts',
  },
).transform((said): BadDebt => ({ schools: said.schools ?? NO_BAD_DEBT.schools, council: said.council }));
