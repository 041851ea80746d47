import { constant, Exact, type Rate } from '../figures/index.js';
import type { MembershipYear, TierTerms } from '../model/index.js';

/** By how many months there are; none of a whole year. */
const MONTHS_OF_TWELVE: readonly Rate[] = Array.from({ length: 11 }, (_, i) =>
  constant('rate', Exact.fraction(i + 1, 12), `${i + 1} months of 12`),
);

/**
 * What part of a yearly fee a stretch of membership is charged, and whether it is invoiced at all. A short stretch to
 * the first own year of a school that joins goes by the rule for that. Any other short one is charged by its months: of
 * a school that converts, closes or leaves.
 */
export function chargeOf(
  { first, last, months, begins }: MembershipYear,
  joinsMidYear: TierTerms['term']['joinsMidYear'],
): { readonly proportion: Rate | undefined; readonly billed: boolean } {
  const length = last - first + 1;
  const rule = begins && months < 12 ? joinsMidYear : 'by_month';
  if (rule === 'by_month') return { proportion: MONTHS_OF_TWELVE[length - 1], billed: true };
  const part = constant('rate', Exact.fraction(length, months), `${length} of ${months} months`);
  return { proportion: length < months ? part : undefined, billed: rule !== 'wait' };
}
