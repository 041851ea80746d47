import type { Figure } from '../../figures/index.js';
import { type Assumption, type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { decisionsByChance } from './decided.js';
import { type Drawing, type HeldDraws, heldDraws } from './hold.js';
import { type Chances, type SpreadShares, spreaders } from './simulate.js';
import type { Strata } from './strata.js';
import { type GoingTogether, togetherIn } from './together.js';
import { SCHOOLS } from './uncertain.js';

/** What a simulation draws of each year. */
export const DRAWN_LINES = [
  'surplus',
  'reserves.closing',
  'reserves.headroom',
  'cash.lowest',
  'members',
  'income.membership',
] as const;
export type DrawnLine = (typeof DRAWN_LINES)[number];

/** A model drawn many times over. */
export interface Simulated {
  readonly chances: Chances;
  readonly years: readonly Period[];
  /** A line of a year in each draw, in pounds for money; the draws are in their order. */
  readonly line: (name: DrawnLine, year: Period) => Float64Array;
  /** Cash at the end of each month, in each draw. */
  readonly cash: readonly Float64Array[];
  /** What spreads reserves at the end of the last year. */
  readonly spread: SpreadShares;
  /** How many decisions schools take by chance: of those that join for certain, or do not, nothing is drawn. */
  readonly decisions: number;
  readonly unmoved: readonly string[];
  /** In how many draws states bring scenarios, for each set of scenarios that they bring together. */
  readonly brought: readonly { readonly scenarios: readonly string[]; readonly draws: number }[];
  /** Assumptions to which scenarios that states bring give other values, or a range. */
  readonly changed: readonly string[];
  /** Assumptions that go together, as stated and as drawn. */
  readonly together: readonly GoingTogether[];
  readonly held: HeldDraws['held'];
}

/**
 * Draws a model. Throws the Problems of `heldDraws`. Told what is being done, and how much of it is done, from 0 to 1.
 */
export async function simulated(
  drawing: Omit<Drawing, 'progress'>,
  progress: NonNullable<Drawing['progress']>,
): Promise<Simulated> {
  const { model, chances } = drawing;
  const years = periodsOf(model.calendar, 'year');
  const { strata, chosen, roots, unmoved, drawn, held } = await heldDraws({ ...drawing, progress }, (projection) =>
    rootsOf(projection, years),
  );
  progress('what spreads it');
  const column = (name: string, period: Period): Float64Array =>
    drawn.get(roots.get(key(name, period)) as Figure) as Float64Array;
  const last = years[years.length - 1] as Period;
  const decisions = decisionsByChance(strata.all);
  const name = key('reserves.closing', last);
  const spread = spreaders(strata, name, column('reserves.closing', last), chances, decisions > 0 ? [] : [SCHOOLS]);
  return {
    chances,
    years,
    line: column,
    cash: monthsOf(model).map((month) => column('cash.closing', month)),
    spread,
    decisions,
    unmoved,
    brought: broughtIn(strata, chosen),
    changed: changedIn(strata, model),
    together: togetherIn(model, chances),
    held,
  };
}

function broughtIn({ all }: Strata, chosen: Uint8Array): Simulated['brought'] {
  const draws = new Map<string, { readonly scenarios: readonly string[]; draws: number }>();
  for (const stratum of chosen) {
    const scenarios = all[stratum]?.brought ?? [];
    const found = draws.get(scenarios.join('+')) ?? { scenarios, draws: 0 };
    draws.set(scenarios.join('+'), found);
    found.draws += 1;
  }
  return [...draws.values()].filter(({ scenarios }) => scenarios.length > 0).sort((a, b) => b.draws - a.draws);
}

function changedIn({ all }: Strata, { assumptions }: Model): readonly string[] {
  const said = ({ value, range, states }: Assumption): string =>
    JSON.stringify([value.steps.map((step) => [step.since, step.value.text]), range !== undefined, states.size]);
  return [...assumptions].flatMap(([id, own]) =>
    all.some(({ model }) => said(model.assumptions.get(id) ?? own) !== said(own)) ? id : [],
  );
}

const key = (name: string, { grain, id }: Period): string => `${name}|${grain}|${id}`;
const monthsOf = ({ calendar }: Model): readonly Period[] => periodsOf(calendar, 'month');

function rootsOf(projection: Projection, years: readonly Period[]): ReadonlyMap<string, Figure> {
  const lines = new Map<string, Figure>();
  const add = (name: string, period: Period): void =>
    void lines.set(key(name, period), figureOf(projection, name, period));
  for (const year of years) for (const name of DRAWN_LINES) add(name, year);
  for (const month of monthsOf(projection.model)) add('cash.closing', month);
  return lines;
}
