import { asNumber, Exact, type Figure } from '../../figures/index.js';
import type { Projection } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { type Course, type Passing, type PositionsTried, passings } from '../shared/crossing-steps.js';
import { type Dial, ofStates, type Setting } from './dials.js';
import { type FigureSpan, type Ranged, rangedBy, spanOf } from './effects.js';
import { type Made, madeWithin, within } from './made.js';
import type { TrialFigure } from './targets.js';
import { Trials } from './trials.js';
import { type TriedFigure, triedAt } from './tried.js';
import { difference, Turn } from './turns.js';

/** One assumption across its range: a bar of a tornado. */
export interface TornadoBar extends Ranged {
  readonly id: string;
  readonly atLow: TriedFigure;
  readonly atHigh: TriedFigure;
  /** Over all of the range, its inside as well as its ends; undefined where the figure is known nowhere in it. */
  readonly span: FigureSpan | undefined;
}

/** Two neighbouring values between which a figure, or the difference of two, passes zero. */
export interface Switching {
  readonly last: TriedFigure;
  readonly first: TriedFigure;
}

/** What was found within a dial, and at how many of its values it was looked for. */
export interface Within<T> {
  readonly found: readonly T[];
  readonly looked: PositionsTried;
  /** How many values there are. */
  readonly of: number;
}

/** One model whose figure is asked for under many values. */
export interface Sensitive {
  readonly asked: TrialFigure;
  readonly projection: Projection;
  readonly trials: Trials;
  readonly base: Figure;
}

/** A model of which a figure can be asked; undefined where it does not have the figure. */
export function sensitiveOf(
  source: Source,
  pick: Pick,
  projection: Projection,
  asked: TrialFigure,
): Sensitive | undefined {
  const trials = new Trials(source, pick, projection, (each) => [asked.of(each)], asked.isSteady);
  const [base] = trials.base;
  return base && { asked, projection, trials, base };
}

/**
 * Every assumption across its range, what moves the figure most first; undefined for one that is no number and has no
 * range.
 */
export function barsOf(
  { trials, projection, base }: Sensitive,
  progress: (what: string) => void,
): ReadonlyMap<string, TornadoBar | undefined> {
  const bars = [...rangedBy(trials, projection.model, progress)].map(
    ([id, ranged]): readonly [string, TornadoBar | undefined] => {
      if (ranged === undefined) return [id, undefined];
      const { dial, low, high } = ranged;
      const [atLow, atHigh] = [triedAt(dial.at(0), low, base), triedAt(dial.at(dial.count - 1), high, base)];
      return [id, { ...ranged, id, atLow, atHigh, span: spanOf(trials, 0, ranged) }];
    },
  );
  return new Map(bars.sort(([a, one], [b, other]) => swingOf(other) - swingOf(one) || (a < b ? -1 : 1)));
}

/** How far a range moves the figure, in floats: to sort by. */
function swingOf(bar: TornadoBar | undefined): number {
  const [low, high] = [bar?.span?.lowest.figure, bar?.span?.highest.figure].map((figure) =>
    figure?.isKnown ? asNumber(figure.value) : undefined,
  );
  return low === undefined || high === undefined ? -1 : high - low;
}

/** What is looked at of the values that make a model: the states alone, where they bring scenarios. */
function partOf(dial: Dial, made: { readonly first: number; readonly last: number }): Dial {
  const part = within(dial, made);
  return part.brings === true ? ofStates(part) : part;
}

/** Where the figure changes its sign within a dial, each held on both sides against the model read anew. */
export function signSwitches({ trials, base }: Sensitive, { dial, made }: Ranged): Within<Switching> {
  const part = partOf(dial, made);
  const turn = new Turn(trials, 0, part, made.trials);
  const { found, looked } = passings(turn.course(Exact.zero));
  const switches = found
    .filter(({ signs: [below, above] }) => below !== undefined && above !== undefined && below < 0 !== above < 0)
    .map(({ below }) => ({ last: again(below, part, trials, base), first: again(below + 1, part, trials, base) }));
  return { found: switches, looked, of: part.count };
}

function again(position: number, dial: Dial, trials: Trials, base: Figure): TriedFigure {
  const setting = dial.at(position);
  return triedAt(setting, trials.at(setting.sets), base);
}

/** A membership option that the board may choose, as a model of its own. */
export interface RivalOption {
  readonly name: string;
  readonly sensitive: Sensitive;
}

/** Where one option comes to lie above another as a dial is turned up, with the figure of both on both sides. */
export interface Overtaking {
  readonly rising: RivalOption;
  readonly falling: RivalOption;
  readonly risen: Switching;
  readonly fallen: Switching;
}

/** Where the order of some options by their figure changes within the values of a dial that make a model of each. */
export function rankSwitches(rivals: readonly RivalOption[], whole: Dial): Within<Overtaking> {
  const made = rivals.map(({ sensitive: { trials } }) => madeWithin(trials, whole));
  const [first, last] = [Math.max(...made.map((each) => each.first)), Math.min(...made.map((each) => each.last))];
  if (first > last || made.some(({ trials }) => trials.length === 0)) return { found: [], looked: 0, of: whole.count };
  const dial = partOf(whole, { first, last });
  const courses = rivals.map(({ sensitive: { trials } }, i) =>
    new Turn(trials, 0, dial, (made[i] as Made).trials).course(Exact.zero),
  );
  let looked: PositionsTried = 'all';
  const each = rivals.flatMap((one, i) =>
    rivals.slice(i + 1).flatMap((other, k) => {
      const passed = passings(difference(courses[i] as Course, courses[i + 1 + k] as Course));
      if (passed.looked !== 'all') looked = looked === 'all' ? passed.looked : Math.min(looked, passed.looked);
      return overtakingsIn(passed.found).map(({ below, isRise }) => {
        const [rising, falling] = isRise ? [one, other] : [other, one];
        return {
          below,
          overtaking: { rising, falling, risen: switchAt(below, dial, rising), fallen: switchAt(below, dial, falling) },
        };
      });
    }),
  );
  return { found: each.sort((a, b) => a.below - b.below).map(({ overtaking }) => overtaking), looked, of: dial.count };
}

/** Where the one of two comes to lie above the other, or below it. */
function overtakingsIn(found: readonly Passing[]): readonly { readonly below: number; readonly isRise: boolean }[] {
  let ahead: number | undefined;
  return found.flatMap(({ below, signs: [before, after] }) => {
    if (before !== undefined && before !== 0) ahead = before;
    // Level is not ahead: only who was behind and comes to be ahead has overtaken.
    if (after === undefined || after === 0 || ahead === undefined || after === ahead) return [];
    ahead = after;
    return { below, isRise: after > 0 };
  });
}

function switchAt(below: number, dial: Dial, { sensitive: { trials, base } }: RivalOption): Switching {
  return { last: again(below, dial, trials, base), first: again(below + 1, dial, trials, base) };
}

/** The figure at each of some values of one dial and each of some values of another. */
export function gridOf(
  { trials, base }: Sensitive,
  rows: readonly Setting[],
  columns: readonly Setting[],
  progress: (what: string) => void,
): readonly (readonly TriedFigure[])[] {
  return rows.map((row, i) => {
    progress(`trying row ${i + 1} of ${rows.length}`);
    return columns.map((column) => {
      const setting = { text: `${row.text}, ${column.text}`, sets: [...row.sets, ...column.sets] };
      return triedAt(setting, trials.at(setting.sets), base);
    });
  });
}

/** So many values of a dial, evenly from its low end to its high end; of one with states these alone. */
export function evenlyOver(whole: Dial, points: number): readonly Setting[] {
  const dial = ofStates(whole);
  const length = dial.stops === undefined ? Math.min(points, dial.count) : dial.count;
  const positions = Array.from({ length }, (_, i) =>
    length < 2 ? 0 : Math.round((i * (dial.count - 1)) / (length - 1)),
  );
  return positions.map(dial.at);
}
