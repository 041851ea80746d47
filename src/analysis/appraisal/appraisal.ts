import { type Count, Exact, type Figure, Unknown, unknown } from '../../figures/index.js';
import { type Problem, problem } from '../../language/index.js';
import type { Appraisal, Criterion } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { figureFor, figureNames } from '../catalogue/catalogue.js';
import type { NoFigure, Ref } from '../catalogue/reference.js';
import { type WeighedCriterion, weightedScore } from './robustness.js';

/** An option that is appraised: a model as it stands, or with scenarios of it. */
export interface Appraised {
  /** `base`, or the scenarios together: `low_and_lean+council_cuts`. */
  readonly option: string;
  readonly projection: Projection;
}

/**
 * What a criterion says of each option: a figure of its model, or the score that it is given; unknown where there is
 * none.
 */
export interface Reading {
  readonly id: string;
  readonly terms: Criterion;
  readonly each: readonly Figure[];
  /** Where the figure of an option is found; undefined for scores. */
  readonly refs: readonly (Ref | undefined)[];
}

/** Options ranked: those of which nothing is unknown, and the others beside them. */
export interface Ranking {
  /** The options that are ranked, by their place among all. */
  readonly ranked: readonly number[];
  /**
   * What each criterion counts for, with a score from 0 to 100 of each option that is ranked, in the order of `ranked`.
   */
  readonly weighed: readonly WeighedCriterion[];
  /** By place among `ranked`. */
  readonly totals: readonly Exact[];
  /** 1 for the best; equal where totals are. */
  readonly ranks: readonly number[];
}

/** Every criterion of an appraisal, read of every option. */
export function readingsOf({ criteria }: Appraisal, options: readonly Appraised[]): readonly Reading[] {
  return [...criteria].map(([id, terms]): Reading => {
    const found = options.map((option) =>
      terms.figure === undefined ? scoreOf(id, option) : figureIn(terms.figure.text, terms, option),
    );
    return { id, terms, each: found.map(({ figure }) => figure), refs: found.map(({ ref }) => ref) };
  });
}

interface Read {
  readonly figure: Figure;
  readonly ref: Ref | undefined;
}

function figureIn(name: string, terms: Criterion, option: Appraised): Read {
  const ref: Ref = { figure: name, year: yearFor(terms, option) };
  const found = figureFor(option.projection, ref);
  return { figure: 'what' in found ? unknown('count', why(found)) : found, ref: 'what' in found ? undefined : ref };
}

const why = ({ what, name }: NoFigure): string => `there is no ${what} ${name} under this option`;

/** The company year that a criterion looks at; the last unless it says another. */
export function yearFor({ year }: Criterion, { projection: { model } }: Appraised): number {
  const { years } = model.calendar;
  if (year?.text === 'first') return years[0] as number;
  return year === undefined || year.text === 'last' ? (years.at(-1) as number) : Number(year.text);
}

/** Scenarios that are tried on an option leave the scores that it is given as they are. */
function scoreOf(id: string, { option, projection: { model } }: Appraised): Read {
  const scores = model.appraisal.criteria.get(id)?.scores;
  const found = [option, ...option.split('+')].map((name) => scores?.get(name)).find((score) => score !== undefined);
  return { figure: found ?? unknown('count', `nobody has scored ${option} on ${id}`), ref: undefined };
}

/** Criteria whose figure the model does not have under any name. */
export function appraisalProblems({ criteria }: Appraisal, option: Appraised): Problem[] {
  const { projection } = option;
  return [...criteria.values()].flatMap((terms): Problem[] => {
    if (terms.figure === undefined) return [];
    const { text: figure, span } = terms.figure;
    const found = figureFor(projection, { figure, year: yearFor(terms, option) });
    // A figure that only this option lacks, such as a gain where no school has a price, is unknown and no slip.
    const known = figureNames(projection.model);
    if (!('what' in found) || (found.what === 'figure' && known.includes(figure)) || found.what === 'year') return [];
    return [
      found.what === 'figure'
        ? problem('unknown-figure', span, { name: figure, known })
        : problem('bad-value', span, {
            text: figure,
            expected: 'a figure of a whole option, such as npv.surplus',
            why: `it is of one ${found.what}`,
          }),
    ];
  });
}

/**
 * Options ranked by their weighted scores. A figure is put on a scale from 0 (the worst of the options) to 100 (the
 * best); where all are equal, all have 100. A score that is given stands as it is. Weights count by their share of all.
 * An option of which anything is unknown is not ranked, and the scale is that of the others. Undefined where there is
 * no criterion, or nothing to rank.
 */
export function rankingOf(readings: readonly Reading[]): Ranking | undefined {
  const ranked = [...(readings[0]?.each.keys() ?? [])].filter((option) =>
    readings.every(({ each }) => each[option]?.isKnown),
  );
  if (ranked.length === 0) return undefined;
  const weighed = readings.map(({ terms, each }): WeighedCriterion => {
    const values = ranked.map((option) => (each[option] as Figure).exact);
    const { weight, range } = terms;
    return {
      weight: weight.exact,
      low: (range?.low ?? weight).exact,
      high: (range?.high ?? weight).exact,
      scores: terms.figure === undefined ? values : scaled(values, terms.better),
    };
  });
  const totals = ranked.map((_, i) => weightedScore(weighed, i));
  const ranks = totals.map((total) => 1 + totals.filter((other) => other.compare(total) > 0).length);
  return { ranked, weighed, totals, ranks };
}

const HUNDRED = Exact.of(100);

function scaled(values: readonly Exact[], better: Criterion['better']): readonly Exact[] {
  const sorted = [...values].sort((a, b) => a.compare(b));
  const [lowest, highest] = [sorted[0] as Exact, sorted.at(-1) as Exact];
  const [worst, best] = better === 'higher' ? [lowest, highest] : [highest, lowest];
  const whole = best.minus(worst);
  return values.map((value) => (whole.sign === 0 ? HUNDRED : value.minus(worst).over(whole).times(HUNDRED)));
}

/** Why an option is not ranked: each criterion of which it is unknown, with the reasons. */
export function openCriteria(
  readings: readonly Reading[],
  option: number,
): readonly { readonly reading: Reading; readonly reasons: readonly string[] }[] {
  return readings.flatMap((reading) => {
    const value = (reading.each[option] as Count).value;
    return value instanceof Unknown ? { reading, reasons: value.reasons } : [];
  });
}
