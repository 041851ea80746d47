import type { Figure, Money } from '../../figures/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';

/** A month in which something comes about: how many months since the start have ended by then, and the amount. */
export interface Reached {
  readonly period: Period;
  /** 1 for the first. */
  readonly months: number;
  readonly amount: Money;
  /** The line that the amount is of. */
  readonly line: string;
}

/** Something that comes about in a month, or why it does not. */
export type MonthOutcome = Reached | 'never' | 'unknown' | 'nothing';

/** When a company has paid for itself, from its first month on. */
export interface Payback {
  /** The first month that ends with a surplus to date of zero or more. */
  readonly first: MonthOutcome;
  /** The first from which every month does. */
  readonly forGood: MonthOutcome;
  /** The first company year with a surplus of zero or more; undefined for none. */
  readonly year: Period | undefined | 'unknown';
  /** The month that ends with the least cash to date, before any funding; `nothing` where none ends below zero. */
  readonly peak: MonthOutcome;
  /**
   * The first month from which cash to date, before any funding, is zero or more for good; `nothing` where it never
   * falls below.
   */
  readonly paidBack: MonthOutcome;
  readonly paidBackDiscounted: MonthOutcome;
}

const SURPLUS = 'surplus.to_date';
const CASH = 'cash.own.to_date';
const DISCOUNTED = 'cash.own.discounted.to_date';

/**
 * When a company breaks even and pays back what it took to start it (textbook: payback, discounted payback, peak
 * funding need). Surpluses to date leave out reserves at the start, and cash to date leaves out loans, interest on them
 * and reserves at the start, so that neither says more than the company earns.
 */
export function paybackOf(projection: Projection): Payback {
  const { calendar } = projection.model;
  const months = periodsOf(calendar, 'month');
  const years = periodsOf(calendar, 'year').map((period) => ({
    period,
    surplus: figureOf(projection, 'surplus', period),
  }));
  const series = (line: string): readonly Reached[] =>
    months.map((period, i) => ({ period, months: i + 1, amount: figureOf(projection, line, period) as Money, line }));
  const surplus = series(SURPLUS);
  const cash = series(CASH);
  return {
    first: isUnknown(surplus) ? 'unknown' : (surplus.find(isUp) ?? 'never'),
    forGood: isUnknown(surplus) ? 'unknown' : forGood(surplus),
    year: years.some((each) => !each.surplus.isKnown)
      ? 'unknown'
      : years.find((each) => each.surplus.exact.sign >= 0)?.period,
    peak: isUnknown(cash) ? 'unknown' : lowest(cash),
    paidBack: paid(cash),
    paidBackDiscounted: paid(series(DISCOUNTED)),
  };
}

const isUnknown = (all: readonly { readonly amount: Figure }[]): boolean => all.some(({ amount }) => !amount.isKnown);
const isUp = ({ amount }: Reached): boolean => amount.pence >= 0;

function forGood(all: readonly Reached[]): MonthOutcome {
  const lastBelow = all.reduce((found, each, i) => (isUp(each) ? found : i), -1);
  return all[lastBelow + 1] ?? 'never';
}

function lowest(all: readonly Reached[]): MonthOutcome {
  const found = all.reduce((least, each) => (each.amount.pence < least.amount.pence ? each : least));
  return isUp(found) ? 'nothing' : found;
}

function paid(all: readonly Reached[]): MonthOutcome {
  if (isUnknown(all)) return 'unknown';
  return all.every(isUp) ? 'nothing' : forGood(all);
}
