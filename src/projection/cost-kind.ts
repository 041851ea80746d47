import type { Parts } from './parts.js';

/**
 * A kind of cost: an account below `cost`, with a part for each thing that it is of. Nothing of it may be left out.
 * Lines and tables, the share-out, variable cost, the cash statement, and what goes with schools that leave are made of
 * these.
 */
export interface CostKind {
  /** The account: `staff` for `cost.staff`. */
  readonly name: string;
  readonly label: string;
  /** One sentence: what it is. */
  readonly means: string;
  readonly parts: Parts;
  /** Whether it moves with what is sold and with who joins. */
  readonly varies: boolean;
  /**
   * Whose it is where full cost is worked out: of the service or the post that its part names, of what an overhead is
   * for (or by its driver), or of nobody, and shared out; `none` for a tax on the surplus of all together.
   */
  readonly falls:
    | 'on services'
    | 'on providers'
    | 'on days of a post'
    | 'on a post'
    | 'as an overhead says'
    | 'by its driver'
    | 'on all';
  /**
   * The kind of cash that moves where it is booked against cash itself; undefined where a creditor or another account
   * stands between.
   */
  readonly cash: 'to_staff' | 'interest' | undefined;
  /** What it does where schools leave: it is counted, or it follows from what is left and is counted there. */
  readonly leaving: 'counted' | 'follows';
}
