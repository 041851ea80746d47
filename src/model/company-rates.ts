import type { Count, Money, Rate } from '../figures/index.js';
import { block, count, keyInWords, money, optional, refuseKey, share } from '../language/index.js';
import type { National } from './national.js';
import { byMonth, KNOWN, known, knownAs } from './national-values.js';

/**
 * Corporation tax: the main rate, and the small profits rate with marginal relief between two limits (Corporation Tax
 * Act 2010, part 3A).
 */
export interface CorporationTaxRates {
  readonly rate: National<Rate>;
  readonly small: CorporationTaxRelief | undefined;
}

/** In force where its limits have a value. */
export interface CorporationTaxRelief {
  readonly rate: National<Rate>;
  readonly lowerLimit: National<Money>;
  readonly upperLimit: National<Money>;
  readonly fraction: National<Rate>;
}

/**
 * Value added tax: the standard rate, the turnover that makes registration a duty, and the exempt input tax that is let
 * pass.
 */
export interface VatRates {
  readonly rate: National<Rate>;
  readonly registration: National<Money>;
  /** Pounds a month of exempt input tax, where that is at most half of all input tax. */
  readonly deMinimis: National<Money>;
}

/**
 * What a company may not pass two of, two years running, to be of a size (Companies Act 2006, sections 382 to 384A).
 */
export interface SizeLimits {
  readonly turnover: National<Money>;
  readonly grossAssets: National<Money>;
  readonly employees: National<Count>;
}

/** What only its place in a collection gives a name. */
export type NamedValue<T> = (id: string) => T;

export const corporationTax = block(
  'rates of corporation tax',
  {
    rate: byMonth(share),
    small_rate: optional(byMonth(share)),
    lower_limit: optional(byMonth(money)),
    upper_limit: optional(byMonth(money)),
    fraction: optional(byMonth(share)),
    ...known,
  },
  {
    rate: 'the main rate',
    small_rate:
      'the small profits rate, up to the lower limit. It, both limits and the fraction are said together or not at all',
    lower_limit: 'profits up to which the small profits rate holds',
    upper_limit: 'profits from which the main rate holds',
    fraction: 'of marginal relief between the limits',
    ...KNOWN,
  },
).transform((said, context): CorporationTaxRates => {
  const { small_rate, lower_limit, upper_limit, fraction } = said;
  const given = [small_rate, lower_limit, upper_limit, fraction].filter((part) => part !== undefined).length;
  if (given !== 0 && given !== 4) {
    refuseKey(
      context,
      'missing-key',
      { key: 'small_rate', within: 'marginal relief', or: ['lower_limit', 'upper_limit', 'fraction'] },
      [],
    );
  }
  const known = knownAs('corporation tax', said.known_to);
  const small: CorporationTaxRelief | undefined =
    small_rate && lower_limit && upper_limit && fraction
      ? {
          rate: known(small_rate),
          lowerLimit: known(lower_limit),
          upperLimit: known(upper_limit),
          fraction: known(fraction),
        }
      : undefined;
  return { rate: known(said.rate), small };
});

export const vat = block(
  'rates of value added tax',
  { rate: byMonth(share), registration: byMonth(money), de_minimis: byMonth(money), ...known },
  {
    rate: 'the standard rate',
    registration: 'taxable turnover of twelve months that makes registration a duty',
    de_minimis: 'exempt input tax a month that is let pass',
    ...KNOWN,
  },
).transform((said): VatRates => {
  const known = knownAs('VAT', said.known_to);
  return { rate: known(said.rate), registration: known(said.registration), deMinimis: known(said.de_minimis) };
});

export const sizeLimits = block(
  'limits of a size of company',
  {
    turnover: byMonth(money),
    gross_assets: byMonth(money),
    employees: byMonth(count('people')),
    ...known,
  },
  {
    turnover: 'pounds a year. Of the three limits a company may not pass two, two years running',
    gross_assets: 'pounds on the balance sheet',
    employees: 'how many on average',
    ...KNOWN,
  },
).transform(
  (said): NamedValue<SizeLimits> =>
    (id) => {
      const known = knownAs(`limits of a ${keyInWords(id)} company`, said.known_to);
      return {
        turnover: known(said.turnover),
        grossAssets: known(said.gross_assets),
        employees: known(said.employees),
      };
    },
);
