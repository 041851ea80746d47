import type { Money } from '../figures/index.js';
import type { Supply } from '../pricing/index.js';
import type { JoinedBatch, Joiner } from './joiners.js';

/** What one school, or one archetype, is expected to be invoiced for one membership period. */
export interface Charge extends Omit<Joiner, 'joins'> {
  /** The fee of this period with what is paid once, for the share of schools that is expected to join. */
  readonly expected: Money;
  /** By classes of VAT, which add to it; undefined where all of it is of the class of its tier. */
  readonly supplies: readonly Supply[] | undefined;
  /** The VAT on it, to the penny as on the school's own invoice; undefined where there is none. */
  readonly tax: Money | undefined;
}

/** All the charges of a tier that are invoiced in one month. */
export interface Batch extends Omit<JoinedBatch, 'joiners' | 'proportion'> {
  readonly charges: readonly Charge[];
  readonly amount: Money;
  readonly tax: Money | undefined;
  /** By classes of VAT, which add to the amount and the tax; undefined where all of it is of the class of its tier. */
  readonly supplies: readonly Supply[] | undefined;
}
