import { type Count, constant, Exact, inWords } from '../figures/index.js';
import type { Below, Fault } from './rule.js';

/** A bound, and whether it belongs to the stretch itself. */
export interface Bound {
  readonly at: Count;
  readonly closed: boolean;
}

/**
 * Part of the numbers from zero up. Without a lower bound it begins where the one before it ends; without an upper one
 * it has no end.
 */
export interface Stretch {
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
  /** Pairs of keys that both give one bound. */
  readonly twice: readonly (readonly [string, string])[];
}

/**
 * Gaps, overlaps and bounds that do not rise, each with its place: the stretches of a list must follow on from each
 * other, but for numbers that a quantity in whole blocks never has.
 */
export function faultsOf(stretches: readonly Stretch[], path: Below, of: string, block: Count | undefined): Fault[] {
  const faults: Fault[] = [];
  if (stretches.length === 0)
    faults.push({ code: 'missing-key', data: { key: 'price', within: 'the list of bands, which is empty,' }, path });
  stretches.forEach((stretch, i) => {
    for (const [one, other] of stretch.twice) {
      faults.push({
        code: 'either-or',
        data: { one, other, why: 'each gives the same bound' },
        path: [...path, i, other],
      });
    }
    faults.push(...ownFault(stretch, [...path, i]));
    const before = stretches[i - 1];
    if (before !== undefined) faults.push(...betweenFaults(before, stretch, [...path, i], of, block));
  });
  return faults;
}

function ownFault({ lower, upper }: Stretch, path: Below): Fault[] {
  if (!lower?.at.isKnown || !upper?.at.isKnown) return [];
  const beyond = upper.at.exact.compare(lower.at.exact);
  if (beyond > 0 || (beyond === 0 && lower.closed && upper.closed)) return [];
  return [{ code: 'bands-empty', data: { from: inWords(lower.at), to: inWords(upper.at) }, path }];
}

function betweenFaults(before: Stretch, after: Stretch, path: Below, of: string, block: Count | undefined): Fault[] {
  const end = before.upper;
  if (end === undefined)
    return [{ code: 'bands-overlap', data: { at: 'without end', why: 'the band before it has no upper bound' }, path }];
  const start = after.lower;
  if (start === undefined) return risingFault(end, after, path);
  if (!end.at.isKnown || !start.at.isKnown) return [];
  const apart = start.at.exact.compare(end.at.exact);
  if (apart < 0 || (apart === 0 && end.closed && start.closed)) {
    const why = apart < 0 ? `the band before it ends at ${inWords(end.at)}` : 'both "up_to" and "from" hold it';
    return [{ code: 'bands-overlap', data: { at: inWords(start.at), why }, path }];
  }
  return apart === 0 && (end.closed || start.closed) ? [] : gapFaults(end, start, path, of, block);
}

function gapFaults(end: Bound, start: Bound, path: Below, of: string, block: Count | undefined): Fault[] {
  if (!holdsABlock(end, start, block)) return [];
  const data = {
    from: inWords(end.at),
    to: inWords(start.at),
    write: `${end.closed ? 'over' : 'from'}: ${written(end)}`,
    instead: `${start.closed ? 'from' : 'over'}: ${written(start)}`,
    whole: block === undefined && !holdsABlock(end, start, ONE) ? of : undefined,
  };
  return [{ code: 'bands-gap', data, path }];
}

const ONE = constant('count', Exact.one, 'one unit');

/** A bound as a file has it. */
function written({ at }: Bound): string {
  return at.detail.origin?.text ?? at.exact.toString();
}

/**
 * Whether a whole number of blocks lies between the end of one stretch and the start of the next; any number may where
 * there are no blocks.
 */
function holdsABlock(end: Bound, start: Bound, block: Count | undefined): boolean {
  if (!block?.isKnown) return true;
  const size = block.exact;
  const blocks = end.at.exact.over(size).ceiling();
  const first = end.closed && blocks.times(size).compare(end.at.exact) === 0 ? blocks.plus(Exact.one) : blocks;
  const beyond = first.times(size).compare(start.at.exact);
  return start.closed ? beyond < 0 : beyond <= 0;
}

/** A band without a lower bound of its own must still end after the one before it. */
function risingFault(end: Bound, { upper }: Stretch, path: Below): Fault[] {
  if (!end.at.isKnown || !upper?.at.isKnown || upper.at.exact.compare(end.at.exact) > 0) return [];
  return [{ code: 'bands-empty', data: { from: inWords(end.at), to: inWords(upper.at) }, path }];
}
