import { Exact } from '../../figures/index.js';
import { type Dial, numeralIn } from './dials.js';
import type { Trial, Trials } from './trials.js';
import type { TriedFigure } from './tried.js';

/** The positions of a dial that make a model, as one stretch; all of them where none that was tried does. */
export interface Made {
  readonly first: number;
  readonly last: number;
  /** What came of the ends of the stretch. */
  readonly trials: readonly Trial[];
  /** What came of the ends of the dial, where they make no model. */
  readonly refused: readonly TriedFigure[];
}

const isMade = (trial: Trial): boolean => 'values' in trial;

/**
 * Recorded workings would give figures for a share of 120% too: a value that makes no model is kept out of what is
 * looked at.
 */
export function madeWithin(trials: Trials, dial: Dial): Made {
  const tried = remembered((position) => trials.at(dial.at(position).sets));
  const [low, high] = [0, dial.count - 1];
  const refused = [low, high].flatMap((end) => {
    const trial = tried(end);
    return 'problem' in trial ? { ...dial.at(end), figure: undefined, problem: trial.problem } : [];
  });
  if (refused.length === 0) return { first: low, last: high, trials: [tried(low), tried(high)], refused };
  const inside = [low, high, modelledAt(dial), ...evenly(low, high, FEW)].find((position) => isMade(tried(position)));
  if (inside === undefined) return { first: low, last: high, trials: [], refused };
  /** The furthest from a position that makes a model towards an end. */
  const furthest = (end: number): number => {
    if (isMade(tried(end))) return end;
    let [yes, no] = [inside, end];
    while (Math.abs(yes - no) > 1) {
      const middle = Math.floor((yes + no) / 2);
      [yes, no] = isMade(tried(middle)) ? [middle, no] : [yes, middle];
    }
    return yes;
  };
  const [first, last] = [furthest(low), furthest(high)];
  return { first, last, trials: [tried(first), tried(last)], refused };
}

/**
 * The position of the value as the model has it, or the one before it: that makes a model, whatever its neighbours do.
 */
function modelledAt({ text, count, numbers }: Dial): number {
  const { value = Exact.zero, style } = numeralIn(text) ?? {};
  const modelled = style?.percent === true ? value.over(HUNDRED) : value;
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [number] = numbers(middle).values();
    [low, high] = number !== undefined && number.compare(modelled) <= 0 ? [middle, high] : [low, middle - 1];
  }
  return low;
}

/** The part of a dial that makes a model: its first position is the first of the part. */
export function within(dial: Dial, { first, last }: Pick<Made, 'first' | 'last'>): Dial {
  const { at, numbers, stops } = dial;
  const part = {
    ...dial,
    count: last - first + 1,
    at: (position: number) => at(position + first),
    numbers: (position: number) => numbers(position + first),
  };
  return stops === undefined
    ? part
    : { ...part, stops: stops.filter((stop) => stop >= first && stop <= last).map((stop) => stop - first) };
}

const HUNDRED = Exact.of(100);
/** So many positions between the ends are tried for one that makes a model. */
const FEW = 17;

/** Each position is worked out once. */
export function remembered(of: (position: number) => Trial): (position: number) => Trial {
  const known = new Map<number, Trial>();
  return (position) => {
    const trial = known.get(position) ?? of(position);
    known.set(position, trial);
    return trial;
  };
}

/** So many positions from one to another, evenly, with both. */
export function evenly(from: number, to: number, parts: number): number[] {
  const all = Math.max(1, Math.min(parts, to - from));
  return Array.from({ length: Math.min(parts, to - from) + 1 }, (_, i) => from + Math.round((i * (to - from)) / all));
}
