import { constant, Exact, type Money, type Price, portion, type Rate, sum, times } from '../figures/index.js';
import { choice, flagOf, refuse, type Schema, text } from '../language/index.js';
import { type SchoolType, TYPES } from './school.js';
import type { Taxes } from './tax.js';

/** How a supply is taxed: at the standard rate, exempt, or no supply at all. An adviser confirms which. */
export const VAT_CLASSES = ['standard', 'exempt', 'outside_scope'] as const;
export type VatClass = (typeof VAT_CLASSES)[number];
export const vatClass: Schema<VatClass> = choice('a class of VAT', VAT_CLASSES);

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

/** The standard rate since 4 January 2011 (Finance (No. 2) Act 2010, section 3). */
const STANDARD: Rate = constant('rate', Exact.of('0.2'), 'standard rate of VAT');
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

/** A price of a unit with VAT. */
export function withVat(price: Price, vatClass: VatClass): Price {
  return vatClass === 'standard'
    ? times(price, sum('rate', [ALL_OF_IT, STANDARD], 'the price and its VAT'), 'price with VAT')
    : price;
}

/** A price before VAT, with VAT, and net to a buyer. The tax is rounded half up to the penny, as on an invoice. */
export function taxed(price: Money, vatClass: VatClass, type: SchoolType, name: string): Taxed {
  const vat = portion(price, vatClass === 'standard' ? STANDARD : ZERO, `VAT on the fee of ${name}`);
  const withVat = sum('money', [price, vat], `fee of ${name} with VAT`);
  const lost = portion(vat, recoversVat(type) ? NO_LOSS : ALL, 'VAT that the buyer does not get back');
  return { vat, withVat, net: sum('money', [price, lost], `fee of ${name}, net of the VAT that it gets back`) };
}

/** What a model sells, by kind, each with its class of VAT. */
type Supplies = Record<'tiers' | 'services' | 'contracts', ReadonlyMap<string, { readonly vat: VatClass | undefined }>>;

/**
 * A model of a company that says that it is not registered charges no VAT, whatever the class of what it sells (VAT Act
 * 1994, section 4(1): tax is charged by a taxable person). What is exempt or outside the scope stays so: it does not
 * count towards the turnover at which a company must register.
 */
export function asCharged<M extends Supplies & { readonly tax: Taxes }>(model: M): M {
  if (model.tax.vat?.registered !== false) return model;
  const untaxed = <T extends { readonly vat: VatClass | undefined }>(all: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...all].map(([id, terms]) => [id, terms.vat === 'standard' ? { ...terms, vat: undefined } : terms]));
  return {
    ...model,
    tiers: untaxed(model.tiers),
    services: untaxed(model.services),
    contracts: untaxed(model.contracts),
  };
}

const ALL_OF_IT: Rate = constant('rate', Exact.one, 'the price itself');
const NO_LOSS: Rate = constant('rate', Exact.zero, 'the buyer gets the VAT back');
