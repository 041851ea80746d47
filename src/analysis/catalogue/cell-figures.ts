import { type Figure, type Money, portion, sum } from '../../figures/index.js';
import { whereSaid } from '../../language/index.js';
import { allMonths, GRAINS, type Model, type Period, periodsOf, type School, yearOf } from '../../model/index.js';
import { type Projection, periodNamed } from '../../projection/index.js';
import { lowestCash } from '../obligations/index.js';
import { takenBy } from '../offer/taken.js';
import { valueUnder } from '../worth/worth.js';
import { figureFor, figureNamed } from './catalogue.js';
import { type NoFigure, type Ref, timeOf } from './reference.js';

/** A figure that is asked of every cell of a grid. */
export interface Wanted {
  readonly name: string;
  /**
   * A year, term, quarter or month by its id; undefined for the last year of each cell, or all months where it is the
   * lowest cash.
   */
  readonly period: string | undefined;
}

/**
 * `reserves.closing` or `reserves.closing[2028]`; of a period that the command line names elsewhere, where this names
 * none.
 */
export function wantedIn(said: string, period: string | undefined): Wanted {
  const [, name = said, own] = /^([^[\]]*)\[([^[\]]*)\]$/.exec(said.trim()) ?? [];
  return { name: name.trim(), period: own ?? period };
}

/** What a board looks at first: reserves, the lowest cash, how many schools join, what they pay a pupil. */
export const HEADLINES: readonly string[] = ['reserves.closing', 'cash.lowest', 'members', 'price_per_pupil'];

/** A figure with the reference under which `explain` finds it; `ref` is undefined for one that is made of several. */
export interface FoundFigure {
  readonly figure: Figure;
  readonly ref: Ref | undefined;
}

/** A figure of a cell; or why the cell has none. */
export function wantedFigure(
  { name, period }: Wanted,
  projection: Projection,
  scenario: string | undefined,
): FoundFigure | NoFigure {
  const of = whereSaid({ scenario });
  const { calendar } = projection.model;
  if (period === undefined && name === 'cash.lowest') {
    const { amount, month } = lowestCash(projection, allMonths(calendar));
    return { figure: amount, ref: { figure: name, year: yearOf(calendar, month), ...of } };
  }
  const at = periodIn(period, projection.model);
  if (at === undefined) {
    const known = periodsOf(calendar, 'year').map(({ id }) => id);
    return { what: 'year', name: period ?? '', known };
  }
  const ref: Ref = { figure: name, ...timeOf(at), ...of };
  const figure = figureFor(projection, ref);
  return 'what' in figure ? figure : { figure, ref };
}

/**
 * The period of an id, of whatever length; the last year where none is named, undefined where the model has none of
 * that name.
 */
export function periodIn(id: string | undefined, { calendar }: Model): Period | undefined {
  if (id === undefined) return periodsOf(calendar, 'year').at(-1);
  return GRAINS.flatMap((grain) => periodNamed(calendar, grain, id) ?? [])[0];
}

/** What a figure is called where it heads a table. */
export const wantedLabel = ({ name }: Wanted, model: Model): string => figureNamed(name, model)?.label ?? name;

/** What membership is to one school in a year. */
export interface SchoolIn {
  /** The tiers that it takes if it joins. */
  readonly tiers: readonly string[];
  /** With the VAT that it does not get back. Where it may take several, each counts by how likely it is. */
  readonly pays: FoundFigure | undefined;
  /** What it pays today less that; undefined where nobody has said what it pays today. */
  readonly gains: FoundFigure | undefined;
}

/** What membership is to a school; or why it is nothing to it. `said` is what the command line calls the school. */
export function schoolIn(
  projection: Projection,
  school: School,
  said: string,
  period: string | undefined,
  scenario: string | undefined,
): SchoolIn | 'no price' | 'no tier' | 'no year' {
  const { calendar } = projection.model;
  const year = period === undefined ? (calendar.years[0] as number) : Number(period);
  if (!calendar.years.includes(year)) return 'no year';
  const taken = takenBy(projection, school, year);
  if (taken === 'no price') return taken;
  if (taken.length === 0) return 'no tier';
  const found = (figure: string): FoundFigure | undefined => {
    const parts = taken.flatMap((each) => valueUnder(figure, each, projection, year) ?? []);
    if (parts.length < taken.length) return undefined;
    const [first, only] = [parts[0] as Money, taken[0]];
    if (only !== undefined && taken.length === 1)
      return {
        figure: first,
        ref: { figure, year, school: said, tier: only.option.tier, ...whereSaid({ scenario }) },
      };
    const shares = parts.map((part, i) => (taken[i]?.part === undefined ? part : portion(part, taken[i].part)));
    return {
      figure: sum('money', shares, `${figure} of ${school.name}, each tier by how likely it is`),
      ref: undefined,
    };
  };
  return {
    tiers: taken.map(({ option }) => option.name),
    pays: found('value.fee'),
    gains: found('value.saving_today'),
  };
}
