import type { Count, Money, Rate } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Buyer, School } from '../model/index.js';
import type { Supply } from '../pricing/index.js';

/** What one school, or one archetype, is expected to be invoiced for one membership period. */
export interface Charge {
  readonly school: School;
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  /** The schools of it that are expected to join: a share of one, or of as many as an archetype stands for. */
  readonly members: Count | Rate;
  /**
   * Where chance decides: whether each of its schools joins, one after the other, or once for all of them; undefined
   * where it does not.
   */
  readonly each: readonly Rate[] | undefined;
  /** The fee of this period with what is paid once, for the share of schools that is expected to join. */
  readonly expected: Money;
  /** By classes of VAT, which add to it; undefined where all of it is of the class of its tier. */
  readonly supplies: readonly Supply[] | undefined;
  /** The VAT on it, to the penny as on the school's own invoice; undefined where there is none. */
  readonly tax: Money | undefined;
}

/** All the charges of a tier that are invoiced in one month. */
export interface Batch {
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  readonly charges: readonly Charge[];
  /** False while schools that join before their own month wait for their first invoice. */
  readonly billed: boolean;
  /** Who pays: all its schools are of one kind. */
  readonly buyer: Buyer;
  readonly amount: Money;
  readonly tax: Money | undefined;
  /** By classes of VAT, which add to the amount and the tax; undefined where all of it is of the class of its tier. */
  readonly supplies: readonly Supply[] | undefined;
  readonly members: Count;
  readonly pupils: Count;
}
