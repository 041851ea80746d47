import { constant, Exact, type Money, type Price, portion, type Rate, sum, times } from '../figures/index.js';
import { flagOf, type Month, refuse, type Schema, text } from '../language/index.js';
import { type Quote, reclassed, STANDARD_VAT, type Supply, type TierPrice, type VatClass } from '../pricing/index.js';
import { type SchoolType, TYPES } from './school.js';
import type { Taxes } from './tax.js';

export { type VatClass, vatClass } from '../pricing/index.js';

/** Whether a buyer is one of the authorities that control the company: for the 80% test of procurement law. */
export const CONTROLLING = ['yes', 'no', 'unclear'] as const;
export type Controlling = (typeof CONTROLLING)[number];
export const controlling: Schema<Controlling> = text.transform((said, context): Controlling => {
  const flag = flagOf(said);
  if (flag !== undefined) return flag ? 'yes' : 'no';
  return said === 'unclear'
    ? 'unclear'
    : refuse(context, 'bad-choice', { text: said, what: 'an answer', known: CONTROLLING });
});

const ZERO: Rate = constant('rate', Exact.zero, 'no VAT on this class of supply');
const ALL: Rate = constant('rate', Exact.one, 'all of the VAT is lost to this buyer');

/** What a buyer pays and what it costs that buyer in the end. */
export interface Taxed {
  readonly vat: Money;
  readonly withVat: Money;
  /** Less what the buyer gets back. */
  readonly net: Money;
}

/**
 * Whether a buyer gets the VAT back: maintained schools through their council (VAT Act 1994, section 33), academies by
 * section 33B; further education, sixth-form colleges, independent and non-maintained schools do not.
 */
export function recoversVat(type: SchoolType): boolean {
  return TYPES[type] !== 'other';
}

/** A price of a unit with VAT; `standard` is the rate where it is another than today's. */
export function withVat(price: Price, vatClass: VatClass, standard: Rate = STANDARD_VAT): Price {
  return vatClass === 'standard'
    ? times(price, sum('rate', [ALL_OF_IT, standard], 'the price and its VAT'), 'price with VAT')
    : price;
}

/**
 * What an amount before VAT costs a buyer in the end: with the VAT on a supply of its class that it does not get back.
 * `standard` is the rate where it is another than today's.
 */
export function borne(
  amount: Money,
  vatClass: VatClass | undefined,
  type: SchoolType,
  standard: Rate = STANDARD_VAT,
): Money {
  if (vatClass !== 'standard' || recoversVat(type)) return amount;
  const lost = portion(amount, standard, 'VAT that the buyer does not get back');
  return sum('money', [amount, lost], `${amount.label ?? 'what it pays'}, with VAT`);
}

/** What is priced: a fee, what of it is of another class of VAT, and the VAT in it where it is published with VAT. */
type Priced = Pick<Quote, 'fee'> & Partial<Pick<Quote, 'supplies' | 'untaxed' | 'standard'>>;

/**
 * Whether invoices may carry VAT in some months, of which this is the last: not where the company registers after it
 * (VAT Act 1994, section 4(1): tax is charged by a taxable person).
 */
export function chargesVatBy(vat: Taxes['vat'], last: Month): boolean {
  return vat?.from === undefined || vat.from <= last;
}

/** The VAT on a supply; undefined where nobody has said of which class it is, or the company charges none of it. */
function taxOn(
  { vat: own, net, tax }: Supply,
  vatClass: VatClass | undefined,
  { untaxed, standard }: Pick<Priced, 'untaxed' | 'standard'>,
  label: string,
): Money | undefined {
  const found = own ?? vatClass;
  if (found === undefined || (untaxed && found === 'standard')) return undefined;
  if (found !== 'standard') return portion(net, ZERO, label);
  // A price that is published with VAT says the VAT at the rate that has stood since 2011; at another it is worked out.
  return standard === undefined && tax !== undefined ? tax : portion(net, standard ?? STANDARD_VAT, label);
}

/**
 * A price before VAT, with VAT, and net to a buyer; undefined where nobody has said of which class all of it is, and for a
 * year before the company registers. The tax of each class is rounded half up to the penny, as on a line of an invoice.
 */
export function taxed(
  priced: Priced,
  vatClass: VatClass | undefined,
  type: SchoolType,
  name: string,
): Taxed | undefined {
  const { fee, supplies } = priced;
  const label = `VAT on the fee of ${name}`;
  const taxes = (supplies ?? [{ vat: undefined, net: fee, tax: undefined }]).map((each) =>
    taxOn(each, vatClass, priced, label),
  );
  const known = taxes.flatMap((each) => each ?? []);
  if (known.length < taxes.length) return undefined;
  const vat = known.length === 1 ? (known[0] as Money) : sum('money', known, label);
  const withVat = sum('money', [fee, vat], `fee of ${name} with VAT`);
  const lost = portion(vat, recoversVat(type) ? NO_LOSS : ALL, 'VAT that the buyer does not get back');
  return { vat, withVat, net: sum('money', [fee, lost], `fee of ${name}, net of the VAT that it gets back`) };
}

/** What a model sells, by kind, each with its class of VAT, and those of the parts of its price. */
type Supplies = Record<
  'tiers' | 'services' | 'contracts',
  ReadonlyMap<string, { readonly vat: VatClass | undefined; readonly price?: readonly TierPrice[] | undefined }>
>;

/**
 * A model of a company that says that it is not registered charges no VAT, whatever the class of what it sells (VAT Act
 * 1994, section 4(1): tax is charged by a taxable person). What is exempt or outside the scope stays so: it does not
 * count towards the turnover at which a company must register.
 */
export function asCharged<M extends Supplies & { readonly tax: Taxes }>(model: M): M {
  if (model.tax.vat?.registered !== false) return model;
  return {
    ...model,
    tiers: untaxed(model.tiers),
    services: untaxed(model.services),
    contracts: untaxed(model.contracts),
  };
}

type Sold = Supplies[keyof Supplies] extends ReadonlyMap<string, infer T> ? T : never;

const uncharged = new WeakMap<object, object>();

/** What is charged, made once of the same thing, because what is kept is found by it. */
function once<T extends object>(of: T, make: () => T): T {
  const found = (uncharged.get(of) as T | undefined) ?? make();
  uncharged.set(of, found);
  return found;
}

function untaxed<T extends Sold>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return once(all, () => new Map([...all].map(([id, terms]) => [id, once(terms, () => withoutVat(terms))])));
}

const withoutVat = <T extends Sold>(terms: T): T =>
  soldAs(terms, 'standard', undefined, (price) => once(price, () => reclassedAll(price, 'standard', undefined)));

/** One object where nothing of it changes. */
function reclassedAll(price: readonly TierPrice[], from: VatClass, to: VatClass | undefined): readonly TierPrice[] {
  const changed = price.map((each) => reclassed(each, from, to));
  return changed.some((each, i) => each !== price[i]) ? changed : price;
}

/** What is sold with all of it that is of one class of VAT, the parts of its price too, of another. */
function soldAs<T extends Sold>(
  terms: T,
  from: VatClass,
  to: VatClass | undefined,
  priced: (price: readonly TierPrice[]) => readonly TierPrice[],
): T {
  const charged = terms.vat === from ? { ...terms, vat: to } : terms;
  if (charged.price === undefined) return charged;
  const price = priced(charged.price);
  return price === charged.price ? charged : { ...charged, price };
}

/** The same model as it would be if all that is exempt were of the standard class. */
export function withoutExemption<M extends Supplies>(model: M): M {
  const taxable = <T extends Sold>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      [...all].map(([id, terms]) => [
        id,
        soldAs(terms, 'exempt', 'standard', (price) => reclassedAll(price, 'exempt', 'standard')),
      ]),
    );
  return {
    ...model,
    tiers: taxable(model.tiers),
    services: taxable(model.services),
    contracts: taxable(model.contracts),
  };
}

const ALL_OF_IT: Rate = constant('rate', Exact.one, 'the price itself');
const NO_LOSS: Rate = constant('rate', Exact.zero, 'the buyer gets the VAT back');
