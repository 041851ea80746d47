import { Exact, type Figure, type Money, type Rate, sum } from '../figures/index.js';
import { monthText, type Problem, problemsIn, type Since } from '../language/index.js';
import { type Assumption, type Model, periodsOf } from '../model/index.js';
import { figureOf, type Projection, project } from '../projection/index.js';
import type { Pick, Source } from '../reading/index.js';
import { offerOf, optionsOf } from './options.js';
import { spreadFigure, spreadOf } from './spread.js';

/** The two figures that an assumption is held against: reserves at the end of the last year, and the share of schools that is better off in the first. */
export interface Outcomes {
  readonly reserves: Money;
  /** Against today, or buying separately at typical prices where nobody has said what schools pay; undefined where neither is known. */
  readonly better: Rate | undefined;
}

/** One end of an assumption's range, as the command line would set it, and what comes of it. */
export interface End {
  /** As written: `80%`. */
  readonly text: string;
  readonly sets: readonly string[];
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
  const [option] = optionsOf(projection, []);
  const offer = option && offerOf(projection, option, projection.model.calendar.years[0] as number);
  if (offer === undefined) return { reserves, better: undefined };
  const against = spreadOf(offer, 'today', projection).known.length > 0 ? 'today' : 'typical';
  const better = spreadFigure(`gains.better_share.${against}`, offer, {}, projection);
  return { reserves, better: better as Rate | undefined };
}

/** Every assumption of a model across its range, one at a time and all else as it stands. `progress` is told of each before it is tried. */
export function effectsOf(
  source: Source,
  pick: Pick,
  { assumptions }: Model,
  progress: (what: string) => void,
): ReadonlyMap<string, Effect | undefined> {
  return new Map(
    [...assumptions].map(([id, terms]) => {
      progress(`trying ${id} (${[...assumptions.keys()].indexOf(id) + 1} of ${assumptions.size})`);
      return [id, effectOf(source, pick, id, terms)] as const;
    }),
  );
}

/** Undefined where the assumption has no range and its value is no number. */
function effectOf(source: Source, pick: Pick, id: string, terms: Assumption): Effect | undefined {
  const ends = endsOf(id, terms);
  if (ends === undefined) return undefined;
  const low = tried(source, pick, ends.low);
  const high = tried(source, pick, ends.high);
  const known = [low.outcomes?.reserves, high.outcomes?.reserves].every((figure) => figure?.isKnown === true);
  return {
    id,
    isStated: terms.range !== undefined,
    low,
    high,
    swing: known ? swingOf(low.outcomes as Outcomes, high.outcomes as Outcomes) : undefined,
  };
}

function swingOf({ reserves: a }: Outcomes, { reserves: b }: Outcomes): Money {
  const [more, less]: readonly Figure<'money'>[] = a.pence > b.pence ? [a, b] : [b, a];
  return sum('money', [more as Money], 'what the range moves reserves by', [less as Money]);
}

interface Set {
  readonly text: string;
  readonly sets: readonly string[];
}

function endsOf(id: string, { range, value: { steps } }: Assumption): { low: Set; high: Set } | undefined {
  /** What the command line sets at each date of the value; undefined where one of them is no number that could be moved. */
  const each = (textOf: (text: string) => string | undefined): Set | undefined => {
    const all = steps.map(({ since, value }) => ({ path: pathAt(id, since), text: textOf(value.text) }));
    const texts = all.flatMap(({ text }) => text ?? []);
    if (texts.length < all.length) return undefined;
    return { text: [...new Set(texts)].join('; '), sets: all.map(({ path, text }) => `${path}=${text}`) };
  };
  const [low, high] =
    range === undefined
      ? [each((text) => tenth(text, '0.9')), each((text) => tenth(text, '1.1'))]
      : [each(() => range.low.text), each(() => range.high.text)];
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** Where a value of an assumption stands: `assumptions.roll_change.value.2019`. */
function pathAt(id: string, since: Since | undefined): string {
  const date = since === undefined ? '' : `.${since.month === undefined ? since.year : monthText(since.month)}`;
  return `assumptions.${id}.value${date}`;
}

const NUMBER = /^(-?)(£?)([\d_,]*\.?\d+)(%?)$/;
const HUNDRED = Exact.of(100);

/** A number as written, a tenth more or less; a share of up to all of something is never made more than all. */
function tenth(text: string, factor: string): string | undefined {
  const [, minus, pound, digits, percent] = NUMBER.exec(text.replace(/^"|"$/g, '')) ?? [];
  if (digits === undefined) return undefined;
  const value = Exact.of(digits.replace(/[_,]/g, ''));
  const moved = value.times(Exact.of(factor));
  const capped = percent === '%' && value.compare(HUNDRED) <= 0 && moved.compare(HUNDRED) > 0 ? HUNDRED : moved;
  return `${minus}${pound}${pound === '£' ? capped.toFixed(2) : capped.toString()}${percent}`;
}

function tried(source: Source, pick: Pick, { text, sets }: Set): End {
  try {
    const { model } = source.load({ scenarios: pick.scenarios, sets: [...pick.sets, ...sets] });
    return { text, sets, outcomes: outcomesOf(project(model)), problem: undefined };
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === undefined) throw error;
    return { text, sets, outcomes: undefined, problem: problems[0] };
  }
}
