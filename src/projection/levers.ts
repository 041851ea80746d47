import { type Count, constant, Exact, type Money, type Price, portion, type Rate, smaller, times } from '../figures/index.js';

/** What a break-even turns: each multiplies its amounts, and is 1 as modelled. */
export const LEVERS = ['members', 'price', 'contract', 'traded', 'roll'] as const;
export type Lever = (typeof LEVERS)[number];

/** The levers that an analysis has put in. Without one there is no trace of it in the workings. */
export type Levers = { readonly [L in Lever]?: Rate };

const WHOLE = constant('rate', Exact.one, 'all schools');

/** Amounts turned by one lever; each amount once, however often it is asked for. */
export class Turned {
  private readonly known = new Map<Money | Price | Count | Rate, Money | Price | Count | Rate>();

  constructor(private readonly lever: Rate | undefined) {}

  of<F extends Money | Price | Count | Rate>(amount: F): F {
    return this.cached(amount, (lever) => (amount.kind === 'money' ? portion(amount as Money, lever) : times(amount as Price, lever)));
  }

  /** A share that cannot pass the whole. */
  shareOf(share: Rate): Rate {
    return this.cached(share, (lever) => smaller('rate', [WHOLE, times(share, lever)]));
  }

  private cached<F extends Money | Price | Count | Rate>(amount: F, turn: (lever: Rate) => Money | Price | Count | Rate): F {
    if (this.lever === undefined) return amount;
    let turned = this.known.get(amount);
    if (turned === undefined) {
      turned = turn(this.lever);
      this.known.set(amount, turned);
    }
    return turned as F;
  }
}
