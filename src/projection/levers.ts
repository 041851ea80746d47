import {
  type Count,
  constant,
  Exact,
  isZero,
  type Money,
  type Price,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
} from '../figures/index.js';

/** What a break-even turns: each multiplies its amounts, and is 1 as modelled. */
export const LEVERS = ['members', 'price', 'contract', 'traded', 'roll'] as const;
export type Lever = (typeof LEVERS)[number];

/** The levers that an analysis has put in. Without one there is no trace of it in the workings. */
export type Levers = { readonly [L in Lever]?: Rate };

/** A school in one tier, as its own lever is named. */
export const partKey = (school: string, tier: string): string => `${school}\n${tier}`;

/**
 * Levers of single schools by their ids, or of one in one tier by `partKey`: 1 where a school joins as modelled and 0
 * where it does not.
 */
export type OwnLevers = ReadonlyMap<string, Rate>;

const WHOLE = constant('rate', Exact.one, 'all schools');

/** Amounts turned by one lever; each amount once, however often it is asked for. */
export class Turned {
  private readonly known = new Map<Money | Price | Count | Rate, Money | Price | Count | Rate>();

  constructor(private readonly lever: Rate | undefined) {}

  of<F extends Money | Price | Count | Rate>(amount: F): F {
    return this.cached(amount, (lever) =>
      amount.kind === 'money' ? portion(amount as Money, lever) : times(amount as Price, lever),
    );
  }

  private cached<F extends Money | Price | Count | Rate>(
    amount: F,
    turn: (lever: Rate) => Money | Price | Count | Rate,
  ): F {
    if (this.lever === undefined) return amount;
    let turned = this.known.get(amount);
    if (turned === undefined) {
      turned = turn(this.lever);
      this.known.set(amount, turned);
    }
    return turned as F;
  }
}

/** What no lever turns: of demand that of brokered services, which others deliver. */
export const NOT_TURNED = new Turned(undefined);

/**
 * Shares of schools turned by one lever. The shares of one school over all tiers are bounded together: once all of it
 * has joined, its tiers keep the parts that they have of it. Equal shares give one figure, whichever school they are
 * of.
 */
export class TurnedShares {
  private readonly known = new Map<string, Rate>();
  private readonly numbers = new Map<Rate, number>();

  constructor(private readonly lever: Rate | undefined) {}

  /** A share turned; `all` are those of the same school in every tier that it may join, itself among them. */
  of(share: Rate, all: readonly Rate[]): Rate {
    const { lever } = this;
    if (lever === undefined) return share;
    const key = `${this.numberOf(share)} of ${all.map((each) => this.numberOf(each)).join(' ')}`;
    const found = this.known.get(key) ?? turnedShare(share, all, lever);
    this.known.set(key, found);
    return found;
  }

  private numberOf(share: Rate): number {
    const found = this.numbers.get(share) ?? this.numbers.size;
    this.numbers.set(share, found);
    return found;
  }
}

function turnedShare(share: Rate, all: readonly Rate[], lever: Rate): Rate {
  const turned = times(share, lever);
  const others = all.filter((each) => each !== share && !isZero(each));
  // The same figure stands for the same share in two tiers.
  const isAlone = others.length === 0 && all.filter((each) => each === share).length < 2;
  if (isZero(share)) return turned;
  return smaller('rate', [
    isAlone ? WHOLE : quotient('rate', share, sum('rate', all, 'of it in all tiers'), 'its part of all that join'),
    turned,
  ]);
}
