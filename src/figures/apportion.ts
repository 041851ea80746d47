import { Exact } from './exact.js';

/**
 * What falls to each of some receivers that are alike, in pounds and before any rounding, and how many of them there
 * are: a part of one counts as one of that part.
 */
export interface Quota {
  readonly each: Exact;
  readonly of: Exact;
}

/** Receivers with one quota, and what of it is no whole penny. */
interface Rest {
  readonly entry: number;
  readonly receivers: number;
  readonly quota: Exact;
  readonly rest: Exact;
  readonly near: number;
}

const HUNDRED = Exact.of(100);
/** How far a double can be from a remainder, with room to spare: closer ones are compared exactly. */
const CLOSE = 1e-9;

/**
 * Whole pence shared out by the largest remainders (the method of Hamilton, and of most share registers): each receiver
 * gets the whole pence of its quota, and the pennies that are left go one each to those of whose quotas most is left.
 * Of equal remainders the larger quota comes first, and of equal quotas the one that stands last. Returns the pence of
 * each entry, all its receivers together; they add to the whole, and none is below zero where no quota is.
 *
 * Throws a RangeError where the quotas do not come to the whole, to within a penny.
 */
export function sharedOut(whole: number, quotas: readonly Quota[]): number[] {
  const rests: Rest[] = [];
  /** The whole pence of a quota; what is left of it waits its turn. */
  const down = (entry: number, receivers: number, quota: Exact): number => {
    const exact = quota.times(HUNDRED);
    const floor = exact.floor();
    const rest = exact.minus(floor);
    rests.push({ entry, receivers, quota, rest, near: rest.toNumber() });
    return receivers * floor.toNumber();
  };
  const pence = quotas.map(({ each, of }, entry) => {
    const full = of.floor();
    const part = of.minus(full);
    return (
      (full.sign > 0 ? down(entry, full.toNumber(), each) : 0) + (part.sign > 0 ? down(entry, 1, each.times(part)) : 0)
    );
  });
  let left = whole - pence.reduce((so, each) => so + each, 0);
  const most = rests.reduce((so, { receivers }) => so + receivers, 0);
  if (left < 0 || left > most) throw new RangeError('quotas that do not come to their whole');
  for (const { entry, receivers } of left === 0 ? [] : rests.sort(byRest)) {
    const given = Math.min(left, receivers);
    pence[entry] = (pence[entry] as number) + given;
    left -= given;
    if (left === 0) break;
  }
  return pence;
}

function byRest(a: Rest, b: Rest): number {
  if (Math.abs(a.near - b.near) > CLOSE) return b.near - a.near;
  return b.rest.compare(a.rest) || b.quota.compare(a.quota) || b.entry - a.entry;
}
