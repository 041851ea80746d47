import { constant, Exact, type Figure, type Kind, type Money, type Rate, sum, Unknown, unknown, type Value } from '../figures/index.js';
import type { Problem } from '../language/index.js';
import { type Model, periodsOf } from '../model/index.js';
import { figureOf, type Projection } from '../projection/index.js';
import type { Pick, Source } from '../reading/index.js';
import { type Dial, dialOfAssumption, type Setting } from './dials.js';
import { spreadFigure } from './gains.js';
import { inputsOf } from './inputs.js';
import { writtenValue } from './register.js';
import { spreadOf } from './spread.js';
import { membershipOf } from './taken.js';
import { type Trial, Trials } from './trials.js';

/** An assumption turned across its range, and what came of both ends. */
export interface Ranged {
  readonly dial: Dial;
  readonly low: Trial;
  readonly high: Trial;
}

/** Every assumption of a model across its range, one at a time and all else as it stands; undefined for one that is no number and has no range. */
export function rangedBy(trials: Trials, { assumptions }: Model, progress: (what: string) => void): ReadonlyMap<string, Ranged | undefined> {
  const inputs = inputsOf(trials.base.flatMap((figure) => figure ?? []));
  const placesOf = (path: string): number | undefined => decimalsOf(inputs.get(path) ?? []);
  let tried = 0;
  return new Map(
    [...assumptions].map(([id, terms]) => {
      progress(`trying ${id} (${++tried} of ${assumptions.size})`);
      const dial = dialOfAssumption(id, terms, writtenValue(terms), placesOf);
      return [id, dial && { dial, low: trials.at(dial.at(0).sets), high: trials.at(dial.at(dial.count - 1).sets) }] as const;
    }),
  );
}

const DECIMALS: Readonly<Record<Kind, number | undefined>> = { money: 2, count: 2, price: 6, rate: undefined };

/** The most decimals that a place of a model may have, by what its value is used as. */
export function decimalsOf(leaves: readonly Figure[]): number | undefined {
  const all = leaves.flatMap(({ kind }) => DECIMALS[kind] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

/** A value of a trial as a figure of its own, because its workings are those of another model. */
export function triedFigure<K extends Kind>({ kind, label }: Figure<K>, value: Value): Figure<K> {
  if (value instanceof Unknown) return unknown(kind, ...value.reasons);
  return constant(kind, typeof value === 'number' ? Exact.pounds(value) : value, label ?? 'as tried');
}

/** The two figures that an assumption is held against: reserves at the end of the last year, and the share of schools that is better off in the first. */
export interface Outcomes {
  readonly reserves: Money;
  /** Against today, or buying separately at typical prices where nobody has said what schools pay; undefined where neither is known. */
  readonly better: Rate | undefined;
}

/** One end of an assumption's range, as the command line would set it, and what comes of it. */
export interface End extends Setting {
  /** Undefined where there is no such model, with the reason. */
  readonly outcomes: Outcomes | undefined;
  readonly problem: Problem | undefined;
}

/** What an assumption does across its range. */
export interface Effect {
  readonly id: string;
  /** Whether the file states the range; else it is a tenth either way. */
  readonly isStated: boolean;
  readonly low: End;
  readonly high: End;
  /** Reserves at one end less those at the other, whichever way round is above nought; undefined where either is not known. */
  readonly swing: Money | undefined;
}

/** What comes of a projection. */
export function outcomesOf(projection: Projection): Outcomes {
  const years = periodsOf(projection.model.calendar, 'year');
  const reserves = figureOf(projection, 'reserves.closing', years[years.length - 1] as (typeof years)[number]) as Money;
  const offer = membershipOf(projection, projection.model.calendar.years[0] as number);
  if (offer === undefined) return { reserves, better: undefined };
  const against = spreadOf(offer, 'today', projection).known.length > 0 ? 'today' : 'typical';
  const better = spreadFigure(`gains.better_share.${against}`, offer, {}, projection);
  return { reserves, better: better as Rate | undefined };
}

/** Every assumption of a model across its range, one at a time and all else as it stands. `progress` is told of each before it is tried. */
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
  const trials = new Trials(source, pick, projection, read);
  const { reserves, better } = outcomesOf(projection);
  return new Map([...rangedBy(trials, projection.model, progress)].map(([id, ranged]) => [id, ranged && effectOf(id, ranged, { reserves, better })]));
}

function effectOf(id: string, { dial, low: less, high: more }: Ranged, base: Outcomes): Effect {
  const low = endOf(dial.at(0), less, base);
  const high = endOf(dial.at(dial.count - 1), more, base);
  const known = [low.outcomes?.reserves, high.outcomes?.reserves].every((figure) => figure?.isKnown === true);
  return { id, isStated: dial.isStated, low, high, swing: known ? swingOf(low.outcomes as Outcomes, high.outcomes as Outcomes) : undefined };
}

function endOf(setting: Setting, trial: Trial, { reserves, better }: Outcomes): End {
  if ('problem' in trial) return { ...setting, outcomes: undefined, problem: trial.problem };
  const [first, second] = trial.values;
  const share = better ?? constant('rate', Exact.zero, 'share better off');
  return {
    ...setting,
    outcomes: { reserves: triedFigure(reserves, first as Value), better: second === undefined ? undefined : triedFigure(share, second) },
    problem: undefined,
  };
}

function swingOf({ reserves: a }: Outcomes, { reserves: b }: Outcomes): Money {
  const [more, less]: readonly Figure<'money'>[] = a.pence > b.pence ? [a, b] : [b, a];
  return sum('money', [more as Money], 'what the range moves reserves by', [less as Money]);
}
