import { Exact, type Value } from '../figures/index.js';
import { type Passing, passings, type Sign } from './crossing-steps.js';
import { type Dial, numeralIn, type Stretch, type Style, stepOf } from './dials.js';
import type { Place } from './named-dials.js';
import { type Sensitive, type Tried, triedAt } from './sensitivity.js';
import type { Target } from './targets.js';
import type { Trial } from './trials.js';
import { exactOf, Turn } from './turns.js';

/** A value that gives the target, next to one that does not. */
export interface Solution {
  readonly at: Tried;
  readonly short: Tried;
  /** Whether the figure is the target itself, and not only the first beyond it. */
  readonly isExact: boolean;
}

/** What was found for one number of a model. */
export interface Solved {
  /** In rising order of the number. */
  readonly solutions: readonly Solution[];
  /** The stretches of values that give the target: several that give it exactly, or as much (or as little) as is asked for. */
  readonly holding: readonly (readonly [from: string, to: string])[];
  /** The value whose figure is nearest to the target, where none gives it; undefined where the figure is known nowhere. */
  readonly nearest: Tried | undefined;
}

/**
 * Every value of a dial at which a figure comes to a target: found on the recorded workings (as straight lines where they are such, else over all
 * values or many of them), worked out exactly on both sides, and verified by the model read and played through with the value set.
 */
export function solve(sensitive: Sensitive, dial: Dial, target: Target): Solved {
  const tried = (position: number): Trial => sensitive.trials.at(dial.at(position).sets);
  const ends = [tried(0), tried(dial.count - 1)];
  // Both ends may be values that make no model.
  const trials = ends.some((trial) => 'values' in trial) ? ends : [tried(Math.floor(dial.count / 2))];
  const quick = solvedBy(new Turn(sensitive.trials, 0, dial, trials), sensitive, dial, target);
  // Where the model read anew says otherwise than the workings, only the model counts.
  return quick.isBorneOut ? quick : solvedBy(new Turn(sensitive.trials, 0, dial, []), sensitive, dial, target);
}

function solvedBy(turn: Turn, { trials, base }: Sensitive, dial: Dial, target: Target): Solved & { readonly isBorneOut: boolean } {
  const found = passings(turn.course(target.value));
  const side = target.is === '<=' ? -1 : 1;
  const sought = solvedAt(found, side).map(({ at, short, isExact }) => {
    const [setting, next] = [dial.at(at), dial.at(short)];
    return { at: triedAt(setting, trials.played(setting.sets), base), short: triedAt(next, trials.at(next.sets), base), isExact, position: at };
  });
  const isBorneOut = sought.every(({ at, position }) => at.figure === undefined || isSame(at.figure.value, turn.at(position)));
  const solutions = sought.filter(({ at }) => at.figure !== undefined);
  const holds = (sign: number): boolean => (target.is === '=' ? sign === 0 : sign * side >= 0);
  const all = stretches(found, dial.count, holds, signAt(turn, target, 0));
  // A single value that gives it exactly is told as such.
  const holding = all.filter(([from, to]) => target.is !== '=' || from !== to).map(([from, to]) => [dial.at(from).text, dial.at(to).text] as const);
  return { solutions, holding, nearest: solutions.length + all.length > 0 ? undefined : nearestOf(turn, dial, target, { trials, base }), isBorneOut };
}

function isSame(a: Value, b: Value | undefined): boolean {
  const [one, other] = [exactOf(a), exactOf(b)];
  return one === undefined || other === undefined ? one === other : one.compare(other) === 0;
}

function signAt(turn: Turn, { value }: Target, position: number): Sign {
  return exactOf(turn.at(position))?.minus(value).sign;
}

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
    else if (before !== 0 && before !== undefined && after !== undefined) solved.push({ ...(after * side > 0 ? rises : falls), isExact: false });
    // The last of several that give it exactly; a single one is there already.
    else if (before === 0 && solved[solved.length - 1]?.at !== below) solved.push({ ...falls, isExact: true });
  }
  return solved;
}

/** The stretches of positions whose sign holds; `first` is that of the first position. */
function stretches(found: readonly Passing[], count: number, holds: (sign: number) => boolean, first: Sign): (readonly [number, number])[] {
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

function nearestOf(turn: Turn, dial: Dial, { value }: Target, { trials, base }: Pick<Sensitive, 'trials' | 'base'>): Tried | undefined {
  const offset = value.toNumber();
  let [from, to] = [0, dial.count - 1];
  if (turn.isReplayed) {
    while (to - from > FEW) {
      const gap = Math.max(1, Math.ceil((to - from) / LOOKED_AT));
      const positions = Array.from({ length: Math.floor((to - from) / gap) + 1 }, (_, i) => from + i * gap);
      const off = turn.sampled([...new Set([...positions, to])]).map((each) => ({ ...each, value: Math.abs(each.value - offset) }));
      const best = off.reduce((a, b) => (b.value < a.value || Number.isNaN(a.value) ? b : a));
      const near = gap === 1 ? 3 : gap;
      [from, to] = [Math.max(0, best.position - near), Math.min(dial.count - 1, best.position + near)];
    }
  }
  const positions = Array.from(
    { length: Math.min(FEW + 1, to - from + 1) },
    (_, i) => from + Math.round((i * (to - from)) / Math.max(1, Math.min(FEW, to - from))),
  );
  let best: { position: number; off: Exact } | undefined;
  for (const position of positions) {
    const off = exactOf(turn.at(position))?.minus(value);
    const size = off && (off.sign < 0 ? off.negated() : off);
    if (size !== undefined && (best === undefined || size.compare(best.off) < 0)) best = { position, off: size };
  }
  if (best === undefined) return undefined;
  const setting = dial.at(best.position);
  return triedAt(setting, trials.played(setting.sets), base);
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
 * Where a number is looked for: from nothing to ten times the value, a percentage from 0% to 100%; a number below nought as far below. In steps of
 * the last digit that is written. `places`: the most decimals that it may have. A text where the bounds cannot be: the reason.
 */
export function stretchOf(place: Place, said: Bounds, places: number | undefined): Stretch | string {
  const { value, decimals, style } = place;
  const [from, to, by] = (['from', 'to', 'step'] as const).map((name) => boundIn(name, said[name], style, places));
  for (const bound of [from, to, by]) if (typeof bound === 'string') return bound;
  const size = value.sign < 0 ? value.negated() : value;
  const most = style.percent && size.compare(HUNDRED) <= 0 ? HUNDRED : size.times(TEN);
  const low = (from as Exact | undefined) ?? (value.sign < 0 ? most.negated() : Exact.zero);
  const high = (to as Exact | undefined) ?? most;
  const step = (by as Exact | undefined) ?? stepOf(decimals);
  return whyNotStretch(low, high, step) ?? { low, high, step };
}

function whyNotStretch(low: Exact, high: Exact, step: Exact): string | undefined {
  if (step.sign <= 0) return `--step ${step} is not above nought`;
  if (low.compare(high) > 0) return `--from ${low} is above --to ${high}`;
  if (low.compare(high) === 0) return 'there is nothing between --from and --to: say where to look';
  return high.minus(low).over(step).compare(MOST_STEPS) > 0 ? 'that is more steps than can be looked at: take a larger --step' : undefined;
}

/** A bound of a search as it is written, or why it is none. */
function boundIn(name: string, text: string | undefined, { percent }: Style, places: number | undefined): Exact | string | undefined {
  if (text === undefined) return undefined;
  const number = numeralIn(text);
  if (number === undefined) return `--${name} ${text} is no number`;
  if (number.style.percent !== percent && number.value.sign !== 0) return `--${name} ${text} is ${percent ? 'no percentage' : 'a percentage'}`;
  return places !== undefined && number.decimals > places ? `--${name} ${text} has more than the ${places} decimals that it may have` : number.value;
}
