import { asNumber, Exact, type Figure } from '../figures/index.js';
import type { Problem } from '../language/index.js';
import type { Projection } from '../projection/index.js';
import type { Pick, Source } from '../reading/index.js';
import { type Course, passings } from './crossing-steps.js';
import type { Dial, Setting } from './dials.js';
import { type Ranged, rangedBy, triedFigure } from './effects.js';
import type { Asked } from './targets.js';
import { type Trial, Trials } from './trials.js';
import { difference, Turn } from './turns.js';

/** A figure at a value that was tried, or why there is no such model. */
export interface Tried extends Setting {
  readonly figure: Figure | undefined;
  readonly problem: Problem | undefined;
}

/** One assumption across its range: a bar of a tornado. */
export interface Bar extends Ranged {
  readonly id: string;
  readonly atLow: Tried;
  readonly atHigh: Tried;
}

/** Two neighbouring values between which a figure, or the difference of two, passes nought. */
export interface Switching {
  readonly last: Tried;
  readonly first: Tried;
}

/** One model whose figure is asked for under many values. */
export interface Sensitive {
  readonly asked: Asked;
  readonly projection: Projection;
  readonly trials: Trials;
  readonly base: Figure;
}

/** A model of which a figure can be asked; undefined where it does not have the figure. */
export function sensitiveOf(source: Source, pick: Pick, projection: Projection, asked: Asked): Sensitive | undefined {
  const trials = new Trials(source, pick, projection, (each) => [asked.of(each)]);
  const [base] = trials.base;
  return base && { asked, projection, trials, base };
}

/** Every assumption across its range, what moves the figure most first; undefined for one that is no number and has no range. */
export function barsOf({ trials, projection, base }: Sensitive, progress: (what: string) => void): ReadonlyMap<string, Bar | undefined> {
  const bars = [...rangedBy(trials, projection.model, progress)].map(([id, ranged]): readonly [string, Bar | undefined] => {
    if (ranged === undefined) return [id, undefined];
    const { dial, low, high } = ranged;
    return [id, { ...ranged, id, atLow: triedAt(dial.at(0), low, base), atHigh: triedAt(dial.at(dial.count - 1), high, base) }];
  });
  return new Map(bars.sort(([a, one], [b, other]) => swingOf(other) - swingOf(one) || (a < b ? -1 : 1)));
}

/** How far a range moves the figure, in floats: to sort by. */
function swingOf(bar: Bar | undefined): number {
  const [low, high] = [bar?.atLow.figure, bar?.atHigh.figure].map((figure) => (figure?.isKnown ? asNumber(figure.value) : undefined));
  return low === undefined || high === undefined ? -1 : Math.abs(high - low);
}

/** What came of a trial, as a figure with what was set. */
export function triedAt(setting: Setting, trial: Trial, base: Figure): Tried {
  if ('problem' in trial) return { ...setting, figure: undefined, problem: trial.problem };
  const [value] = trial.values;
  return { ...setting, figure: value === undefined ? undefined : triedFigure(base, value), problem: undefined };
}

/** Where the figure changes its sign within a dial, each held on both sides against the model read anew. */
export function signSwitches({ trials, base }: Sensitive, { dial, low, high }: Ranged): readonly Switching[] {
  const turn = new Turn(trials, 0, dial, [low, high]);
  return passings(turn.course(Exact.zero))
    .filter(({ signs: [below, above] }) => below !== undefined && above !== undefined && below < 0 !== above < 0)
    .map(({ below }) => ({ last: again(below, dial, trials, base), first: again(below + 1, dial, trials, base) }));
}

function again(position: number, dial: Dial, trials: Trials, base: Figure): Tried {
  const setting = dial.at(position);
  return triedAt(setting, trials.at(setting.sets), base);
}

/** A membership option that the board may choose, as a model of its own. */
export interface Rival {
  readonly name: string;
  readonly sensitive: Sensitive;
}

/** Where one option comes to lie above another as a dial is turned up, with the figure of both on both sides. */
export interface Overtaking {
  readonly rising: Rival;
  readonly falling: Rival;
  readonly risen: Switching;
  readonly fallen: Switching;
}

/** Where the order of some options by their figure changes within a dial. */
export function rankSwitches(rivals: readonly Rival[], dial: Dial): readonly Overtaking[] {
  const courses = rivals.map(({ sensitive: { trials } }) => {
    const ends = [trials.at(dial.at(0).sets), trials.at(dial.at(dial.count - 1).sets)];
    return new Turn(trials, 0, dial, ends).course(Exact.zero);
  });
  const each = rivals.flatMap((one, i) =>
    rivals.slice(i + 1).flatMap((other, k) => {
      const apart = difference(courses[i] as Course, courses[i + 1 + k] as Course);
      let ahead: number | undefined;
      return passings(apart).flatMap(({ below, signs: [before, after] }) => {
        if (before !== undefined && before !== 0) ahead = before;
        // Level is not ahead: only who was behind and comes to be ahead has overtaken.
        if (after === undefined || after === 0 || ahead === undefined || after === ahead) return [];
        ahead = after;
        const [rising, falling] = after > 0 ? [one, other] : [other, one];
        return { below, overtaking: { rising, falling, risen: switchAt(below, dial, rising), fallen: switchAt(below, dial, falling) } };
      });
    }),
  );
  return each.sort((a, b) => a.below - b.below).map(({ overtaking }) => overtaking);
}

function switchAt(below: number, dial: Dial, { sensitive: { trials, base } }: Rival): Switching {
  return { last: again(below, dial, trials, base), first: again(below + 1, dial, trials, base) };
}

/** The figure at each of some values of one dial and each of some values of another. */
export function gridOf(
  { trials, base }: Sensitive,
  rows: readonly Setting[],
  columns: readonly Setting[],
  progress: (what: string) => void,
): readonly (readonly Tried[])[] {
  return rows.map((row, i) => {
    progress(`trying row ${i + 1} of ${rows.length}`);
    return columns.map((column) => {
      const setting = { text: `${row.text}, ${column.text}`, sets: [...row.sets, ...column.sets] };
      return triedAt(setting, trials.at(setting.sets), base);
    });
  });
}

/** So many values of a dial, evenly from its low end to its high end. */
export function evenlyOver(dial: Dial, points: number): readonly Setting[] {
  const length = Math.min(points, dial.count);
  const positions = Array.from({ length }, (_, i) => (length < 2 ? 0 : Math.round((i * (dial.count - 1)) / (length - 1))));
  return positions.map(dial.at);
}
