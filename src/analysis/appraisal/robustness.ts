import { Exact } from '../../figures/index.js';

/** One criterion as it counts: its weight, how far that may go, and the score of each option, all on one scale. */
export interface WeighedCriterion {
  readonly weight: Exact;
  readonly low: Exact;
  readonly high: Exact;
  readonly scores: readonly Exact[];
}

/**
 * Another option against the first: how far the first leads it, and where in the ranges of the weights it leads by
 * least.
 */
export interface Challenge {
  readonly rival: number;
  /** Both on the scale of the scores; below zero where the rival is ahead. */
  readonly lead: Exact;
  readonly least: Exact;
  /** The weights at which it is least, in the order of the criteria. */
  readonly at: readonly Exact[];
}

/** The weight of one criterion, the others held, at which the first is no longer alone. */
export interface Switch {
  readonly at: Exact;
  readonly rivals: readonly number[];
  /** Whether the range of that weight holds it. */
  readonly within: boolean;
}

/** The sum of weights times scores, over the sum of the weights. At least one weight is above zero. */
export function weightedScore(weighed: readonly WeighedCriterion[], option: number): Exact {
  return ratio(
    weighed.map(({ weight }) => weight),
    weighed.map(({ scores }) => scores[option] as Exact),
  ) as Exact;
}

/**
 * Every other option against one, over every weighting within the ranges. A lead is a ratio of two sums that are linear
 * in the weights, so it is least at a corner of the ranges, which Dinkelbach's method (1967) finds exactly: each round
 * takes the corner that is worst for the lead of the round before.
 */
export function challengesTo(first: number, weighed: readonly WeighedCriterion[]): readonly Challenge[] {
  const options = weighed[0]?.scores.length ?? 0;
  return Array.from({ length: options }, (_, rival) => rival)
    .filter((rival) => rival !== first)
    .map((rival) => challenge(first, rival, weighed));
}

function challenge(first: number, rival: number, weighed: readonly WeighedCriterion[]): Challenge {
  const ahead = aheadOf(first, rival, weighed);
  let at: readonly Exact[] = weighed.map(({ weight }) => weight);
  const lead = ratio(at, ahead) as Exact;
  let least = lead;
  for (;;) {
    const corner = weighed.map(({ weight, low, high }, i) => {
      const side = (ahead[i] as Exact).compare(least);
      return side > 0 ? low : side < 0 ? high : weight;
    });
    const found = ratio(corner, ahead);
    if (found === undefined || found.compare(least) >= 0) return { rival, lead, least, at };
    least = found;
    at = corner;
  }
}

/**
 * For one criterion the nearest weight from which on another option is as good as the first, the others held; undefined
 * where there is none.
 */
export function switchOf(first: number, criterion: number, weighed: readonly WeighedCriterion[]): Switch | undefined {
  const { weight, low, high } = weighed[criterion] as WeighedCriterion;
  const others = weighed.reduce((sum, each, i) => (i === criterion ? sum : sum.plus(each.weight)), Exact.zero);
  let nearest: { at: Exact; rivals: number[] } | undefined;
  for (const { rival } of challengesTo(first, weighed)) {
    const ahead = aheadOf(first, rival, weighed);
    const own = ahead[criterion] as Exact;
    if (own.sign === 0 || others.sign === 0) continue;
    const rest = weighed.reduce(
      (sum, each, i) => (i === criterion ? sum : sum.plus(each.weight.times(ahead[i] as Exact))),
      Exact.zero,
    );
    const at = rest.negated().over(own);
    if (at.sign < 0) continue;
    const closer = nearest === undefined ? -1 : distance(at, weight).compare(distance(nearest.at, weight));
    if (closer < 0) nearest = { at, rivals: [rival] };
    else if (closer === 0 && nearest?.at.compare(at) === 0) nearest.rivals.push(rival);
  }
  return nearest && { ...nearest, within: nearest.at.compare(low) >= 0 && nearest.at.compare(high) <= 0 };
}

const aheadOf = (first: number, rival: number, weighed: readonly WeighedCriterion[]): readonly Exact[] =>
  weighed.map(({ scores }) => (scores[first] as Exact).minus(scores[rival] as Exact));
const distance = (a: Exact, b: Exact): Exact => (a.compare(b) < 0 ? b.minus(a) : a.minus(b));

/** The average of some values by their weights; undefined where no weight is above zero. */
function ratio(weights: readonly Exact[], values: readonly Exact[]): Exact | undefined {
  const total = weights.reduce((sum, weight) => sum.plus(weight), Exact.zero);
  if (total.sign === 0) return undefined;
  return weights.reduce((sum, weight, i) => sum.plus(weight.times(values[i] as Exact)), Exact.zero).over(total);
}
