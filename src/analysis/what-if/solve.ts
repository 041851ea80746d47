import { Exact, type Value } from '../../figures/index.js';
import { type Passing, type PositionsTried, passings, type Sign } from '../shared/crossing-steps.js';
import { type Dial, type DialStretch, numeralIn, type Style, stepOf, textIn } from './dials.js';
import { evenly, type Made, madeWithin, remembered, within } from './made.js';
import type { NumberPlace } from './named-dials.js';
import type { Sensitive } from './sensitivity.js';
import type { Target } from './targets.js';
import type { Trial } from './trials.js';
import { type TriedFigure, triedAt } from './tried.js';
import { exactOf, isSame, Turn } from './turns.js';

/** A value that gives the target, next to one that does not. */
export interface Solution {
  readonly at: TriedFigure;
  readonly short: TriedFigure;
  /** Whether the figure is the target itself, and not only the first beyond it. */
  readonly isExact: boolean;
  /**
   * Whether the figure jumps over the target between the two, so that no value gives it, however small the steps;
   * undefined where what lies between them cannot be worked out.
   */
  readonly isJump: boolean | undefined;
}

/** Values over which a figure is the same. */
export interface Level {
  readonly from: string;
  readonly to: string;
  /** How far the stretch goes: over all that was looked at, up to one end of it, or neither. */
  readonly reach: 'all' | 'end' | 'within';
}

/** What was found for one number of a model. */
export interface Solved {
  /** In rising order of the number. */
  readonly solutions: readonly Solution[];
  /**
   * The stretches of values that give the target: several that give it exactly, or as much (or as little) as is asked
   * for.
   */
  readonly holding: readonly (readonly [from: string, to: string])[];
  /**
   * The value whose figure is nearest to the target, where none gives it; undefined where the figure is known nowhere.
   */
  readonly nearest: TriedFigure | undefined;
  /** The values round that one over which the figure is the same, where there are several. */
  readonly level: Level | undefined;
  /** The ends of the dial that make no model. */
  readonly refused: readonly TriedFigure[];
  /** Whether no value that was tried makes a model. */
  readonly isImpossible: boolean;
  /** At how many of the values that make a model the figure was looked at. */
  readonly looked: PositionsTried;
  readonly of: number;
}

/**
 * Every value of a dial at which a figure comes to a target: found on the recorded workings (as straight lines where
 * they are such, else over all values or many of them), worked out exactly on both sides, and verified by the model
 * read and played through with the value set.
 */
export function solve(sensitive: Sensitive, dial: Dial, target: Target): Solved {
  const made = madeWithin(sensitive.trials, dial);
  const quick = solvedBy(new Turn(sensitive.trials, 0, within(dial, made), made.trials), sensitive, dial, target, made);
  // Where the model read anew says otherwise than the workings, only the model counts.
  if (quick.isBorneOut) return quick;
  return solvedBy(new Turn(sensitive.trials, 0, dial, []), sensitive, dial, target, {
    ...made,
    first: 0,
    last: dial.count - 1,
  });
}

/**
 * The passings of a figure over the positions of a whole dial: what makes no model at either end of it is passed too.
 */
function passingsOf(
  turn: Turn,
  { first, last }: Made,
  count: number,
  value: Exact,
): { readonly found: Passing[]; readonly looked: PositionsTried } {
  const signs = [first, last].map((position) => exactOf(turn.at(position - first))?.minus(value).sign);
  const { found, looked } = passings(turn.course(value));
  const all = [
    ...(first > 0 ? [{ below: first - 1, signs: [undefined, signs[0]] as const }] : []),
    ...found.map(({ below, signs: both }) => ({ below: below + first, signs: both })),
    ...(last < count - 1 ? [{ below: last, signs: [signs[1], undefined] as const }] : []),
  ];
  return { found: all, looked };
}

function solvedBy(
  turn: Turn,
  sensitive: Sensitive,
  dial: Dial,
  target: Target,
  made: Made,
): Solved & { readonly isBorneOut: boolean } {
  const { trials, base } = sensitive;
  const played = remembered((position) => trials.played(dial.at(position).sets));
  const { found, looked } = passingsOf(turn, made, dial.count, target.value);
  const side = target.is === '<=' ? -1 : 1;
  const sought = solvedAt(found, side).map(({ at, short, isExact }) => {
    const [setting, next] = [dial.at(at), dial.at(short)];
    const isJump = isExact ? false : turn.jumps(Math.min(at, short) - made.first, target.value);
    return {
      at: triedAt(setting, played(at), base),
      short: triedAt(next, trials.at(next.sets), base),
      isExact,
      isJump,
      position: at,
    };
  });
  const solutions = sought.filter(({ at }) => at.figure !== undefined);
  const holds = (sign: number): boolean => (target.is === '=' ? sign === 0 : sign * side >= 0);
  const all = stretches(
    found,
    dial.count,
    holds,
    made.first > 0 ? undefined : exactOf(turn.at(0))?.minus(target.value).sign,
  );
  const isBorneOut =
    sought.every(
      ({ at, position }) => at.figure === undefined || isSame(at.figure.value, turn.at(position - made.first)),
    ) && all.flat().every((position) => isSame(valueIn(played(position)), turn.at(position - made.first)));
  // A single value that gives it exactly is told as such.
  const holding = all
    .filter(([from, to]) => target.is !== '=' || from !== to)
    .map(([from, to]) => [dial.at(from).text, dial.at(to).text] as const);
  const best = solutions.length + all.length > 0 ? undefined : nearestOf(turn, target.value);
  const position = best === undefined ? undefined : best + made.first;
  return {
    solutions,
    holding,
    nearest: position === undefined ? undefined : triedAt(dial.at(position), played(position), base),
    level: position === undefined ? undefined : levelAt(position, turn, dial, made),
    refused: made.refused,
    isImpossible: made.refused.length > 0 && made.trials.length === 0,
    looked,
    of: turn.dial.count,
    isBorneOut,
  };
}

/** The stretch of values round a position over which the figure is the same. */
function levelAt(position: number, turn: Turn, dial: Dial, made: Made): Level | undefined {
  const { first, last } = made;
  const value = exactOf(turn.at(position - first));
  if (value === undefined) return undefined;
  const { found } = passingsOf(turn, made, dial.count, value);
  const all = stretches(
    found,
    dial.count,
    (sign) => sign === 0,
    first > 0 ? undefined : exactOf(turn.at(0))?.minus(value).sign,
  );
  const [from, to] = all.find(([low, high]) => low <= position && position <= high) ?? [position, position];
  if (from === to) return undefined;
  const isAt = [from === first, to === last];
  const reach = !isAt.includes(false) ? 'all' : isAt.includes(true) ? 'end' : 'within';
  return { from: dial.at(from).text, to: dial.at(to).text, reach };
}

const valueIn = (trial: Trial): Value | undefined => ('values' in trial ? trial.values[0] : undefined);

interface SolvedAt {
  readonly at: number;
  readonly short: number;
  readonly isExact: boolean;
}

/** Of each passing the position that gives the target, or is the first beyond it on the side that is asked for. */
function solvedAt(found: readonly Passing[], side: number): SolvedAt[] {
  const solved: SolvedAt[] = [];
  for (const { below, signs } of found) {
    const [before, after] = signs;
    const rises = { at: below + 1, short: below };
    const falls = { at: below, short: below + 1 };
    if (after === 0) solved.push({ ...rises, isExact: true });
    else if (before !== 0 && before !== undefined && after !== undefined) {
      const found = after * side > 0 ? rises : falls;
      // One value that stands apart from both of its neighbours is one.
      if (solved[solved.length - 1]?.at !== found.at) solved.push({ ...found, isExact: false });
    }
    // The last of several that give it exactly; a single one is there already.
    else if (before === 0 && solved[solved.length - 1]?.at !== below) solved.push({ ...falls, isExact: true });
  }
  return solved;
}

/** The stretches of positions whose sign holds; `first` is that of the first position. */
function stretches(
  found: readonly Passing[],
  count: number,
  holds: (sign: number) => boolean,
  first: Sign,
): (readonly [number, number])[] {
  const signs = [first, ...found.map(({ signs: [, after] }) => after)];
  const starts = [0, ...found.map(({ below }) => below + 1)];
  const joined: [number, number][] = [];
  signs.forEach((sign, i) => {
    if (sign === undefined || !holds(sign)) return;
    const [from, to] = [starts[i] as number, (starts[i + 1] ?? count) - 1];
    const last = joined[joined.length - 1];
    if (last !== undefined && last[1] === from - 1) last[1] = to;
    else joined.push([from, to]);
  });
  return joined;
}

/** How many positions are looked at for the nearest miss, and again round the best of them. */
const LOOKED_AT = 1024;
const FEW = 17;

function nearestOf(turn: Turn, value: Exact): number | undefined {
  const { dial } = turn;
  const offset = value.toNumber();
  let [from, to] = [0, dial.count - 1];
  if (turn.isReplayed) {
    while (to - from > FEW) {
      const gap = Math.max(1, Math.ceil((to - from) / LOOKED_AT));
      const positions = Array.from({ length: Math.floor((to - from) / gap) + 1 }, (_, i) => from + i * gap);
      const off = turn
        .sampled([...new Set([...positions, to])])
        .map((each) => ({ ...each, value: Math.abs(each.value - offset) }));
      const best = off.reduce((a, b) => (b.value < a.value || Number.isNaN(a.value) ? b : a));
      const near = gap === 1 ? 3 : gap;
      [from, to] = [Math.max(0, best.position - near), Math.min(dial.count - 1, best.position + near)];
    }
  }
  let best: { position: number; off: Exact } | undefined;
  for (const position of evenly(from, to, FEW)) {
    const size = exactOf(turn.at(position))?.minus(value).size;
    if (size !== undefined && (best === undefined || size.compare(best.off) < 0)) best = { position, off: size };
  }
  if (best === undefined) return undefined;
  return best.position;
}

/** Whether no model has a number a step beyond a value: no share is above 100%, and no price below zero. */
export function isAtBound(
  { trials }: Sensitive,
  { path, style }: NumberPlace,
  { text }: TriedFigure,
  { step }: DialStretch,
): boolean {
  const value = numeralIn(text)?.value;
  if (value === undefined) return false;
  return [value.minus(step), value.plus(step)].some(
    (next) => 'problem' in trials.at([`${path}=${textIn(style, next)}`]),
  );
}

/** What the command line says of a search, as written. */
export interface Bounds {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly step: string | undefined;
}

/** More steps than this are more than a search can count. */
const MOST_STEPS = Exact.of('1000000000000');
const TEN = Exact.of(10);
const HUNDRED = Exact.of(100);

/**
 * Where a number is looked for: from nothing to ten times the value, a percentage from 0% to 100%; a number below zero
 * as far below. In steps of the last digit that is written. `places`: the most decimals that it may have. A text where
 * the bounds cannot be: the reason.
 */
export function stretchOf(place: NumberPlace, said: Bounds, places: number | undefined): DialStretch | string {
  const { value, decimals, style } = place;
  const [from, to, by] = (['from', 'to', 'step'] as const).map((name) => boundIn(name, said[name], style, places));
  for (const bound of [from, to, by]) if (typeof bound === 'string') return bound;
  const { size } = value;
  const most = style.percent && size.compare(HUNDRED) <= 0 ? HUNDRED : size.times(TEN);
  const low = (from as Exact | undefined) ?? (value.sign < 0 ? most.negated() : Exact.zero);
  const high = (to as Exact | undefined) ?? most;
  const step = (by as Exact | undefined) ?? stepOf(decimals);
  return whyNotStretch(low, high, step) ?? { low, high, step };
}

function whyNotStretch(low: Exact, high: Exact, step: Exact): string | undefined {
  if (step.sign <= 0) return `--step ${step} is not above zero`;
  if (low.compare(high) > 0) return `--from ${low} is above --to ${high}`;
  if (low.compare(high) === 0) return 'there is nothing between --from and --to: say where to look';
  return high.minus(low).over(step).compare(MOST_STEPS) > 0
    ? 'that is more steps than can be looked at: take a larger --step'
    : undefined;
}

/** A bound of a search as it is written, or why it is none. */
function boundIn(
  name: string,
  text: string | undefined,
  { percent }: Style,
  places: number | undefined,
): Exact | string | undefined {
  if (text === undefined) return undefined;
  const number = numeralIn(text);
  if (number === undefined) return `--${name} ${text} is no number`;
  if (number.style.percent !== percent && number.value.sign !== 0)
    return `--${name} ${text} is ${percent ? 'no percentage' : 'a percentage'}`;
  return places !== undefined && number.decimals > places
    ? `--${name} ${text} has more than the ${places} decimals that it may have`
    : number.value;
}
