import { constant, Exact, larger, type Money, portion, quotient, type Rate, sum } from '../figures/index.js';
import { choice, type Schema } from '../language/index.js';

/** How a supply is taxed: at the standard rate, exempt, or no supply at all. An adviser confirms which. */
const VAT_CLASSES = ['standard', 'exempt', 'outside_scope'] as const;
export type VatClass = (typeof VAT_CLASSES)[number];
export const vatClass: Schema<VatClass> = choice('a class of VAT', VAT_CLASSES);

/** The standard rate since 4 January 2011 (Finance (No. 2) Act 2010, section 3). */
export const STANDARD_VAT: Rate = constant('rate', Exact.of('0.2'), 'standard rate of VAT');
/** What is left of an amount with VAT once one sixth of it, the VAT, is taken out (VAT Notice 700, section 6). */
const WITHOUT: Rate = constant('rate', Exact.fraction(5, 6), 'five sixths: the amount without its VAT');
const PENNY: Money = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide');

/** The part of a fee that is of one class of VAT. The parts of a fee add to it. */
export interface Supply {
  /** Undefined for the class of the tier or service that is priced. */
  readonly vat: VatClass | undefined;
  /** Before VAT. */
  readonly net: Money;
  /** The VAT on it, where the price is published with VAT; else it is worked out from the net amount. */
  readonly tax: Money | undefined;
}

/**
 * An amount cut as some others lie to each other, in their order, to the penny: each takes what lies between two rounded
 * sums, so that the parts add to the whole and none is below zero. Where all are nil the last takes it.
 */
export function cutAs(amount: Money, shape: readonly Money[], label: string): Money[] {
  if (shape.length <= 1) return shape.map(() => amount);
  const whole = larger('money', [sum('money', shape), PENNY]);
  const upTo = (count: number): Money => {
    if (count === shape.length) return amount;
    const share = quotient<'rate'>('rate', sum('money', shape.slice(0, count)), whole, 'share of the amount');
    return portion(amount, share, `${label}, the parts so far`);
  };
  return shape.map((_, i) => (i === 0 ? upTo(1) : sum('money', [upTo(i + 1)], label, [upTo(i)])));
}

/** An amount with VAT, as what it is before VAT and the VAT in it, which add to it. */
export function takenOut(gross: Money, label: string): { readonly net: Money; readonly tax: Money } {
  const net = portion(gross, WITHOUT, `${label} before VAT`);
  return { net, tax: sum('money', [gross], `VAT in ${label}`, [net]) };
}

/** The supplies of another amount, as those of the whole lie to each other; each bears its part of the VAT. */
export function cutSupplies(amount: Money, of: readonly Supply[]): readonly Supply[] {
  const cut = cutAs(
    amount,
    of.map(({ net }) => net),
    'part of one class of VAT',
  );
  return of.map(({ vat, net, tax }, i) => {
    const own = cut[i] as Money;
    const share = tax && quotient<'rate'>('rate', tax, larger('money', [net, PENNY]), 'VAT as a share of the amount');
    return { vat, net: own, tax: share && portion(own, share, 'VAT, as the price is published with it') };
  });
}
