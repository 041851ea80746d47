import { type Money, portion, type Rate, sum, totalOf } from '../figures/index.js';
import type { VatClass } from '../model/index.js';
import { cutSupplies, type OncePaid, STANDARD_VAT, type Supply } from '../pricing/index.js';
import type { Charge } from './batch.js';

type RateOf = (vat: VatClass | undefined) => Rate | undefined;

/**
 * What an invoice says of an amount by classes of VAT, with the VAT on each; undefined where all of it is of the class
 * of its tier or service and its VAT is worked out from it. `once` comes beside the amount.
 */
export function suppliesOf(
  of: readonly Supply[] | undefined,
  amount: Money,
  once: OncePaid | undefined,
  vatClass: VatClass | undefined,
  rateOf: RateOf,
): readonly Supply[] | undefined {
  if (of === undefined) return undefined;
  const besides: readonly Supply[] = once === undefined ? [] : [{ vat: undefined, ...once }];
  return byClass([...cutSupplies(amount, of), ...besides], vatClass).map(({ vat, net, tax }) => {
    const rate = rateOf(vat);
    return { vat, net, tax: rate && taxAt(rate, net, tax) };
  });
}

/** A price that is published with VAT says the VAT at the standard rate; at any other it is worked out. */
function taxAt(rate: Rate, net: Money, tax: Money | undefined): Money {
  const isStandard = rate.isKnown && rate.exact.compare(STANDARD_VAT.exact) === 0;
  return isStandard && tax !== undefined ? tax : portion(net, rate, 'VAT on the invoice');
}

/** Supplies of one class together, in the order in which the classes come. */
function byClass(of: readonly Supply[], vatClass: VatClass | undefined): readonly Supply[] {
  const found = new Map<VatClass | undefined, Supply[]>();
  for (const each of of) {
    const vat = each.vat ?? vatClass;
    found.set(vat, [...(found.get(vat) ?? []), each]);
  }
  return [...found].map(([vat, all]) => {
    const taxes = all.flatMap(({ tax }) => tax ?? []);
    const net = totalOf(
      'money',
      all.map((each) => each.net),
    );
    return { vat, net, tax: taxes.length === all.length ? totalOf('money', taxes) : undefined };
  });
}

/** The VAT on all of them; undefined where there is none. */
export function taxOf(of: readonly Supply[], label: string): Money | undefined {
  const taxes = of.flatMap(({ tax }) => tax ?? []);
  return taxes.length === 0 ? undefined : sum('money', taxes, label);
}

/** The VAT of some invoices together, and by classes where some of them tell classes apart. */
export function taxesOf(
  charges: readonly Charge[],
  vat: VatClass | undefined,
  label: string,
): { readonly tax: Money | undefined; readonly supplies: readonly Supply[] | undefined } {
  const taxes = charges.flatMap(({ tax }) => tax ?? []);
  const tax = taxes.length === 0 ? undefined : totalOf('money', taxes, label);
  if (charges.every(({ supplies }) => supplies === undefined)) return { tax, supplies: undefined };
  const all = charges.flatMap((each) => each.supplies ?? [{ vat, net: each.expected, tax: each.tax }]);
  const classes = [...new Set(all.map((each) => each.vat))];
  return {
    tax,
    supplies: classes.map((of): Supply => {
      const own = all.filter((each) => each.vat === of);
      const taxed = own.flatMap((each) => each.tax ?? []);
      const net = totalOf(
        'money',
        own.map((each) => each.net),
      );
      return { vat: of, net, tax: taxed.length === 0 ? undefined : totalOf('money', taxed) };
    }),
  };
}
