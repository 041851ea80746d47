import {
  constant,
  Exact,
  type Figure,
  type Kind,
  type Money,
  type Rate,
  sum,
  type Value,
} from '../../figures/index.js';
import type { Problem } from '../../language/index.js';
import { type Model, periodsOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { membershipOf } from '../offer/taken.js';
import { extremes, type PositionsTried } from '../shared/crossing-steps.js';
import { inputsOf } from '../shared/inputs.js';
import { spreadFigure } from '../worth/gains.js';
import { spreadOf } from '../worth/spread.js';
import type { Against } from '../worth/worth.js';
import { type Dial, dialOfAssumption, type Setting } from './dials.js';
import { type Made, madeWithin, within } from './made.js';
import { writtenValue } from './register.js';
import { type Trial, Trials } from './trials.js';
import { type TriedFigure, triedAt, triedFigure } from './tried.js';
import { isSame, Turn } from './turns.js';

/** An assumption turned across its range, and what came of both ends. */
export interface Ranged {
  readonly dial: Dial;
  readonly low: Trial;
  readonly high: Trial;
  /** The values that make a model. */
  readonly made: Made;
}

/**
 * Every assumption of a model across its range, one at a time and all else as it stands; undefined for one that is no
 * number and has no range.
 */
export function rangedBy(
  trials: Trials,
  { assumptions }: Model,
  progress: (what: string) => void,
): ReadonlyMap<string, Ranged | undefined> {
  const inputs = inputsOf(trials.base.flatMap((figure) => figure ?? []));
  const placesOf = (path: string): number | undefined => decimalsOf(inputs.get(path) ?? []);
  let tried = 0;
  return new Map(
    [...assumptions].map(([id, terms]) => {
      progress(`trying ${id} (${++tried} of ${assumptions.size})`);
      const dial = dialOfAssumption(id, terms, writtenValue(terms), placesOf);
      return [id, dial && rangedOf(trials, dial)] as const;
    }),
  );
}

function rangedOf(trials: Trials, dial: Dial): Ranged {
  const made = madeWithin(trials, dial);
  const at = (position: number): Trial => {
    const known = [made.first, made.last].indexOf(position);
    return (known < 0 ? undefined : made.trials[known]) ?? trials.at(dial.at(position).sets);
  };
  return { dial, low: at(0), high: at(dial.count - 1), made };
}

/** Where a figure is lowest and highest over a whole range, its inside as well as its ends. */
export interface FigureSpan {
  readonly lowest: TriedFigure;
  readonly highest: TriedFigure;
  readonly looked: PositionsTried;
}

/**
 * The span of one of the figures that are asked of trials, over the values of a range that make a model; undefined
 * where it is known at none of them.
 */
export function spanOf(trials: Trials, index: number, { dial, made }: Ranged): FigureSpan | undefined {
  const base = trials.base[index];
  if (base === undefined || made.trials.length === 0) return undefined;
  const part = within(dial, made);
  const span = (ends: readonly Trial[]): (FigureSpan & { readonly isBorneOut: boolean }) | undefined => {
    const turn = new Turn(trials, index, part, ends);
    const found = extremes(turn.course(Exact.zero), part.stops);
    if (found === undefined) return undefined;
    const tried = (position: number): TriedFigure =>
      triedAt(part.at(position), trials.at(part.at(position).sets), base, index);
    const [lowest, highest] = [tried(found.lowest), tried(found.highest)];
    const isBorneOut = (
      [
        [lowest, found.lowest],
        [highest, found.highest],
      ] as const
    ).every(([{ figure }, at]) => isSame(figure?.value, turn.at(at)));
    return { lowest, highest, looked: found.looked, isBorneOut };
  };
  const quick = span(made.trials);
  // Where the model read anew says otherwise than the workings, only the model counts.
  return quick === undefined || quick.isBorneOut ? quick : span([]);
}

/** Whether the two ends of a range do not tell how far a figure goes over it. */
export function isBeyond({ lowest, highest }: FigureSpan, ...ends: readonly (Figure | undefined)[]): boolean {
  const known = ends.flatMap((end) => (end?.isKnown ? end.exact : []));
  const [least, most] = [lowest.figure, highest.figure];
  if (known.length < ends.length || !least?.isKnown || !most?.isKnown) return true;
  return known.every((end) => end.compare(least.exact) > 0) || known.every((end) => end.compare(most.exact) < 0);
}

const DECIMALS: Readonly<Record<Kind, number | undefined>> = { money: 2, count: 2, price: 6, rate: undefined };

/** The most decimals that a place of a model may have, by what its value is used as. */
export function decimalsOf(leaves: readonly Figure[]): number | undefined {
  const all = leaves.flatMap(({ kind }) => DECIMALS[kind] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

/**
 * The two figures that an assumption is held against: reserves at the end of the last year, and the share of schools
 * that is better off in the first.
 */
export interface Outcomes {
  readonly reserves: Money;
  /**
   * Against today, or buying separately at typical prices where nobody has said what schools pay; undefined where
   * neither is known.
   */
  readonly better: Rate | undefined;
  /** What that is held against: what schools pay today, or typical prices where nobody has said that. */
  readonly against: Against;
}

/** One end of an assumption's range, as the command line would set it, and what comes of it. */
export interface RangeEnd extends Setting {
  /** Undefined where there is no such model, with the reason. */
  readonly outcomes: Outcomes | undefined;
  readonly problem: Problem | undefined;
}

/** What an assumption does across its range. */
export interface Effect {
  readonly id: string;
  /** Whether the file states the range; else it is a tenth either way. */
  readonly isStated: boolean;
  readonly low: RangeEnd;
  readonly high: RangeEnd;
  /** Over all of the range, its inside as well as its ends; undefined where they are known nowhere. */
  readonly reserves: FigureSpan | undefined;
  readonly better: FigureSpan | undefined;
  /** How many values of the range make a model. */
  readonly of: number;
  /** The highest reserves over the range less the lowest; undefined where they are not known at an end. */
  readonly swing: Money | undefined;
}

/** What comes of a projection. */
export function outcomesOf(projection: Projection): Outcomes {
  const years = periodsOf(projection.model.calendar, 'year');
  const reserves = figureOf(projection, 'reserves.closing', years[years.length - 1] as (typeof years)[number]) as Money;
  const offer = membershipOf(projection, projection.model.calendar.years[0] as number);
  if (offer === undefined) return { reserves, better: undefined, against: 'today' };
  const against = spreadOf(offer, 'today', projection).known.length > 0 ? 'today' : 'typical';
  const better = spreadFigure(`gains.better_share.${against}`, offer, {}, projection);
  return { reserves, better: better as Rate | undefined, against };
}

/**
 * Every assumption of a model across its range, one at a time and all else as it stands. `progress` is told of each
 * before it is tried.
 */
export function effectsOf(
  source: Source,
  pick: Pick,
  projection: Projection,
  progress: (what: string) => void,
): ReadonlyMap<string, Effect | undefined> {
  const read = (each: Projection): (Figure | undefined)[] => {
    const { reserves, better } = outcomesOf(each);
    return [reserves, better];
  };
  const trials = new Trials(source, pick, projection, read, true);
  const base = outcomesOf(projection);
  return new Map(
    [...rangedBy(trials, projection.model, progress)].map(([id, ranged]) => [
      id,
      ranged && effectOf(id, ranged, trials, base),
    ]),
  );
}

function effectOf(id: string, ranged: Ranged, trials: Trials, base: Outcomes): Effect {
  const { dial, low: less, high: more } = ranged;
  const low = endOf(dial.at(0), less, base);
  const high = endOf(dial.at(dial.count - 1), more, base);
  const known = [low.outcomes?.reserves, high.outcomes?.reserves].every((figure) => figure?.isKnown === true);
  const [reserves, better] = [spanOf(trials, 0, ranged), spanOf(trials, 1, ranged)];
  const of = ranged.made.last - ranged.made.first + 1;
  return {
    id,
    isStated: dial.isStated,
    low,
    high,
    reserves,
    better,
    of,
    swing: known && reserves !== undefined ? swingOf(reserves) : undefined,
  };
}

function endOf(setting: Setting, trial: Trial, { reserves, better, against }: Outcomes): RangeEnd {
  if ('problem' in trial) return { ...setting, outcomes: undefined, problem: trial.problem };
  const [first, second] = trial.values;
  const share = better ?? constant('rate', Exact.zero, 'share better off');
  return {
    ...setting,
    outcomes: {
      reserves: triedFigure(reserves, first as Value),
      better: second === undefined ? undefined : triedFigure(share, second),
      against,
    },
    problem: undefined,
  };
}

function swingOf({ lowest, highest }: FigureSpan): Money {
  const [more, less] = [highest.figure, lowest.figure] as [Money, Money];
  return sum('money', [more], 'what the range moves reserves by', [less]);
}
