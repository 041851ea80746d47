import { type Figure, type Money, sum, Unknown } from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import type { Offer, Priced } from '../offer/options.js';
import { isTaken } from '../offer/taken.js';
import type { Among } from '../shared/among.js';
import { inAmong } from '../shared/groups.js';
import { type Against, feeUnder, gainOf } from './worth.js';

/** A school with what it gains against a baseline. */
export interface Gaining {
  readonly each: Priced;
  readonly gain: Money;
  /** What it is held against, before the gain. */
  readonly baseline: Money;
}

/** The schools among some whose gain is known, and those of which it is not. */
export interface Spread {
  readonly known: readonly Gaining[];
  readonly unknown: readonly Priced[];
  /** Why it is not. */
  readonly why: readonly string[];
}

const spreads = new WeakMap<Offer, Map<Against, Spread>>();

/**
 * Every school of an offer by what it gains; a school whose baseline nobody knows is counted as unknown, never as zero.
 */
export function spreadOf(offer: Offer, against: Against, projection: Projection): Spread {
  const all = spreads.get(offer) ?? new Map<Against, Spread>();
  spreads.set(offer, all);
  const found = all.get(against) ?? anew(offer, against, projection);
  all.set(against, found);
  return found;
}

function anew({ priced, unknown: unpriced, year }: Offer, against: Against, projection: Projection): Spread {
  const known: Gaining[] = [];
  const unknown: Priced[] = [...unpriced];
  const why = new Set(unpriced.filter(isTaken).flatMap(({ quote }) => reasonsOf(quote.fee)));
  for (const each of priced) {
    const gain = gainOf(against, each, projection, year);
    if (gain?.isKnown) {
      const baseline = sum('money', [gain, feeUnder(each)], `what ${each.school.name} would pay otherwise`);
      known.push({ each, gain, baseline });
    } else {
      unknown.push(each);
      const reasons = gain === undefined ? [NOBODY[against]] : reasonsOf(gain);
      for (const reason of isTaken(each) ? reasons : []) why.add(reason);
    }
  }
  return { known, unknown, why: [...why] };
}

const reasonsOf = ({ value }: Figure): readonly string[] => (value instanceof Unknown ? value.reasons : []);
const NOT_PRICED = 'nobody has said what is in the tier, or given any of it a price';
/** Why no gain is worked out where there is nothing to work it out from. */
const NOBODY: Readonly<Record<Against, string>> = {
  today: 'nobody has said what these schools pay today (pays_now)',
  low: NOT_PRICED,
  typical: NOT_PRICED,
  high: NOT_PRICED,
};

/** The same of some of its schools. */
export interface SpreadCut extends Spread {
  readonly offer: Offer;
  readonly against: Against;
  /** Those of them whose fee is known, and the others. */
  readonly priced: readonly Priced[];
  readonly unpriced: readonly Priced[];
}

/** The schools among some of an offer, by what they gain. */
export function cutOf(offer: Offer, against: Against, among: Among, projection: Projection): SpreadCut {
  const { known, unknown, why } = spreadOf(offer, against, projection);
  const { priced, unknown: unpriced, model } = offer;
  if (Object.keys(among).length === 0) return { offer, against, known, unknown, why, priced, unpriced };
  const isIn = (each: Priced): boolean => inAmong(each, among, model);
  const some = known.filter(({ each }) => isIn(each));
  return {
    offer,
    against,
    known: some,
    unknown: unknown.filter(isIn),
    why,
    priced: priced.filter(isIn),
    unpriced: unpriced.filter(isIn),
  };
}

/** Those of whom anything is known: a part of a school that is of none says nothing. */
export const knownOf = ({ known }: Spread): readonly Gaining[] => known.filter(({ each }) => isTaken(each));
