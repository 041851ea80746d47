import { asNumber, type Figure, type Money, workings } from '../../figures/index.js';
import { type Problem, Problems, problem } from '../../language/index.js';
import { type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { playedDraw } from './play.js';
import { type Chances, type Drawn, deviation, type Engine, type Spreader, simulate, spreaders } from './simulate.js';
import { SCHOOLS, uncertain } from './uncertain.js';

/** What a simulation draws of each year. */
export const DRAWN_LINES = ['surplus', 'reserves.closing', 'reserves.headroom', 'cash.lowest', 'members', 'income.membership'] as const;
export type DrawnLine = (typeof DRAWN_LINES)[number];

/** A model drawn many times over. */
export interface Simulated {
  readonly chances: Chances;
  readonly years: readonly Period[];
  /** A line of a year in each draw, in pounds for money; the draws are in their order. */
  readonly line: (name: DrawnLine, year: Period) => Float64Array;
  /** Cash at the end of each month, in each draw. */
  readonly cash: readonly Float64Array[];
  /** How far what varies spreads reserves at the end of the last year, each on its own, the greatest first; and all of it together. */
  readonly spread: readonly Spreader[];
  readonly together: number;
  /** How many decisions schools take, and how many schools take them. */
  readonly decisions: number;
  readonly unmoved: readonly string[];
  /** The draws that were played through exactly as well, and how far any figure lay from its exact one, in pounds. */
  readonly held: { readonly draws: readonly number[]; readonly furthest: number };
}

/** What a simulation is asked. */
export interface Asked {
  readonly source: Source;
  readonly pick: Pick;
  readonly model: Model;
  readonly chances: Chances;
  readonly engine: Engine;
  /** Told what is being done, and how much of it is done, from 0 to 1. */
  readonly progress: (what: string, done: number) => void;
}

/** Draws a model, and holds the first of the draws against the books played through exactly. Throws Problems where they differ, and where nothing can be drawn. */
export async function simulated({ source, pick, model, chances, engine, progress }: Asked): Promise<Simulated> {
  const chancy = uncertain(model);
  const years = periodsOf(model.calendar, 'year');
  const lines = rootsOf(chancy.projection, years);
  const drawn = await simulate(chancy, [...lines.values()], chances, engine, (done) => progress('drawing', done / chances.draws));
  progress('what spreads it', 1);
  const last = lines.get(key('reserves.closing', years[years.length - 1] as Period)) as Money;
  const together = deviation(drawn.get(last) as Float64Array);
  const varied = chancy.varied([...lines.values()]);
  return {
    chances,
    years,
    line: (name, year) => drawn.get(lines.get(key(name, year)) as Figure) as Float64Array,
    cash: monthsOf(model).map((month) => drawn.get(lines.get(key('cash.closing', month)) as Figure) as Float64Array),
    spread: await spreaders(chancy, last, chances, together, engine),
    together,
    decisions: varied.filter(({ group }) => group === SCHOOLS).length,
    unmoved: chancy.unmoved([...lines.values()]),
    held: heldAgainst(
      source,
      pick,
      model,
      lines,
      drawn,
      chances,
      varied.some(({ leaf }) => leaf.isDecisive),
    ),
  };
}

const key = (name: string, { grain, id }: Period): string => `${name}|${grain}|${id}`;
const monthsOf = ({ calendar }: Model): readonly Period[] => periodsOf(calendar, 'month');

function rootsOf(projection: Projection, years: readonly Period[]): ReadonlyMap<string, Figure> {
  const lines = new Map<string, Figure>();
  const add = (name: string, period: Period): void => void lines.set(key(name, period), figureOf(projection, name, period));
  for (const year of years) for (const name of DRAWN_LINES) add(name, year);
  for (const month of monthsOf(projection.model)) add('cash.closing', month);
  return lines;
}

/** Rolls of more schools are held against one exact draw alone: each takes as long as the forecast itself. */
const MANY_SCHOOLS = 2000;
/** Where workings were made as they are because of a value that varies, so many draws are. */
const WHERE_ONE_DECIDES = 20;

/**
 * Draws are worked out in floats, along the workings of the model as it stands. To show that nothing was lost on the way, the first are played through
 * exactly, from the file on. A model whose very shape hangs on a value that varies would differ.
 */
function heldAgainst(
  source: Source,
  pick: Pick,
  model: Model,
  lines: ReadonlyMap<string, Figure>,
  drawn: Drawn,
  { seed, draws }: Chances,
  decides: boolean,
): Simulated['held'] {
  const most = decides ? WHERE_ONE_DECIDES : model.schools.length > MANY_SCHOOLS ? 1 : 2;
  const held = Array.from({ length: Math.min(most, draws) }, (_, i) => i + 1);
  const tolerance = toleranceOf([...lines.values()]);
  let furthest = 0;
  const problems: Problem[] = [];
  for (const draw of held) {
    const exact = rootsOf(playedDraw(source, pick, model, { seed, draw }).projection, periodsOf(model.calendar, 'year'));
    for (const [name, root] of lines) {
      const [ours, theirs] = [drawn.get(root)?.[draw - 1] as number, asNumber((exact.get(name) as Figure).value)];
      const apart = Math.abs(ours - theirs);
      if (Number.isNaN(ours) !== Number.isNaN(theirs) || apart > tolerance)
        problems.push(
          problem('draw-differs', undefined, { figure: name.replace(/\|\w+\|/, ' of '), draw, sampled: ours.toFixed(2), exact: theirs.toFixed(2) }),
        );
      else if (!Number.isNaN(apart)) furthest = Math.max(furthest, apart);
    }
  }
  if (problems.length > 0) throw new Problems(problems.slice(0, 1));
  return { draws: held, furthest };
}

/** Half a penny for each amount that is rounded on the way, and what a double is short of a hundred million pounds. */
function toleranceOf(roots: readonly Figure[]): number {
  const rounded = workings(roots).filter(({ op }) => op === 'charge' || op === 'portion' || op === 'part').length;
  return 0.005 * rounded + 0.01;
}
