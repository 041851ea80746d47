import type { Count, Money } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { VatClass } from '../pricing/index.js';
import type { OrderSale } from './ordered.js';
import type { BuyingStretch } from './stretches.js';

/** What a service does in a company year. */
export interface ServiceYear {
  /** What is paid and owed for all but orders, for each stretch of the year. */
  readonly parts: readonly ServiceStretch[];
  /**
   * Units that are sold, with those that are ordered, and units that membership includes: as many as the months that the
   * calendar has take of them, at twelve months' rate.
   */
  readonly sold: Count;
  readonly included: Count;
  /** Units that each tier includes, and those that it promises: some of them are not taken up. */
  readonly includedBy: ReadonlyMap<string, Count>;
  readonly promisedBy: ReadonlyMap<string, Count>;
  /** What schools have ordered in the months that the calendar has, each order by itself and in full. */
  readonly orders: readonly OrderSale[];
}

/** What a service comes to while the same schools may buy it, as if they could in all twelve months; orders apart. */
export interface ServiceStretch {
  readonly months: readonly Month[];
  /** What buyers pay, before VAT, and the part of it that is not members'. */
  readonly billed: Money;
  readonly toOthers: Money;
  /** What of `billed` is of a class of VAT that a part of the price has of its own. */
  readonly ofClass: ReadonlyMap<VatClass, Money>;
  /** What the provider of a brokered service gets. */
  readonly providers: Money | undefined;
  readonly directCost: Money | undefined;
}

/** What some buyers are expected to pay, and what of it is whose. */
export interface ExpectedSale {
  readonly paid: Money;
  readonly provider: Money | undefined;
  readonly ofClass: ReadonlyMap<VatClass, Money>;
}

/** What is asked for of a traded service in a year, before it is known whether there are days for it. */
export interface Asked {
  readonly stretches: readonly AskedStretch[];
  /** By buyer, as many as the months of the year take, at twelve months' rate: members by tier, then others. */
  readonly members: ReadonlyMap<string, Count>;
  readonly others: Count | undefined;
  readonly sold: Count;
  /** What is ordered, at twelve months' rate; undefined where nothing is. */
  readonly ordered: Count | undefined;
  readonly includedBy: ReadonlyMap<string, Count>;
  readonly promisedBy: ReadonlyMap<string, Count>;
  readonly included: Count;
}

/** The same of one stretch, as if its schools could buy in all twelve months. */
export interface AskedStretch {
  readonly at: BuyingStretch;
  readonly members: ReadonlyMap<string, Count>;
  readonly others: Count | undefined;
  readonly includedBy: ReadonlyMap<string, Count>;
  readonly promisedBy: ReadonlyMap<string, Count>;
}
