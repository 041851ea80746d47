import type { Count, Money } from '../figures/index.js';
import type { VatClass } from '../pricing/index.js';
import type { OrderSale } from './ordered.js';

/** What a service does in a company year, at twelve months' rate. */
export interface ServiceYear {
  /** Units that are sold, with those that are ordered, and units that membership includes. */
  readonly sold: Count;
  readonly included: Count;
  /** Units that each tier includes. */
  readonly includedBy: ReadonlyMap<string, Count>;
  /** What buyers pay beside orders, before VAT, and the part of it that is not members'. */
  readonly billed: Money;
  readonly toOthers: Money;
  /** What of `billed` is of a class of VAT that a part of the price has of its own. */
  readonly ofClass: ReadonlyMap<VatClass, Money>;
  /** What the provider of a brokered service gets. */
  readonly providers: Money | undefined;
  readonly directCost: Money | undefined;
  /** What schools have ordered in the months that the calendar has, each order by itself and in full. */
  readonly orders: readonly OrderSale[];
}

/** What some buyers are expected to pay, and what of it is whose. */
export interface ExpectedSale {
  readonly paid: Money;
  readonly provider: Money | undefined;
  readonly ofClass: ReadonlyMap<VatClass, Money>;
}

/** What is asked for of a traded service in a year, before it is known whether there are days for it. */
export interface Asked {
  /** By tier. */
  readonly members: ReadonlyMap<string, Count>;
  readonly others: Count | undefined;
  readonly sold: Count;
  /** What is ordered, at twelve months' rate; undefined where nothing is. */
  readonly ordered: Count | undefined;
  readonly includedBy: ReadonlyMap<string, Count>;
  readonly included: Count;
}
