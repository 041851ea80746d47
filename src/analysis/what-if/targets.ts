import { Exact, type Figure } from '../../figures/index.js';
import { GRAINS, type Model, type Period, periodsOf } from '../../model/index.js';
import { figureOf, lineNamed, lineNames, type Projection, partCalled, periodNamed } from '../../projection/index.js';
import { membershipOf } from '../offer/taken.js';
import { spreadFigure } from '../worth/gains.js';
import { AGAINST, type Against } from '../worth/worth.js';
import { numeralIn } from './dials.js';

/**
 * A figure of a model in a period, to be asked of many trials: a line, or the share of schools that an option makes
 * better or worse off.
 */
export interface TrialFigure {
  /** `reserves.closing`. */
  readonly name: string;
  readonly period: Period;
  /** `Reserves at end, 2022-23`. */
  readonly label: string;
  readonly measure: 'money' | 'count' | 'rate' | 'price';
  readonly of: (projection: Projection) => Figure | undefined;
}

/** Why there is no such figure, with the names that there are. */
export interface NotAsked {
  readonly what: 'figure' | 'period';
  readonly name: string;
  readonly known: readonly string[];
}

const HUNDRED = Exact.of(100);
const SHARES = ['better_share', 'worse_share'] as const;

/** Every name that can be asked for in trials: those whose workings are the same whatever their numbers are. */
function askableNames(model: Model): readonly string[] {
  return [...lineNames(model), ...SHARES.flatMap((share) => AGAINST.map((against) => `gains.${share}.${against}`))];
}

/**
 * A figure as the command line names it, `reserves.closing` or `reserves.closing[2022]`; of the last year where it
 * names no period.
 */
export function askedIn(text: string, model: Model): TrialFigure | NotAsked {
  const [, name = '', id] = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(text.trim()) ?? [];
  const years = periodsOf(model.calendar, 'year');
  const found =
    id === undefined
      ? years[years.length - 1]
      : GRAINS.flatMap((grain) => periodNamed(model.calendar, grain, id) ?? [])[0];
  if (found === undefined) return { what: 'period', name: id ?? '', known: years.map((year) => year.id) };
  const line = lineNamed(name, model);
  if (line !== undefined) {
    const label =
      line.part === undefined ? line.line.label : `${line.line.label}: ${partCalled(line.line, line.part, model)}`;
    return {
      name,
      period: found,
      label: `${label}, ${found.label}`,
      measure: line.line.measure,
      of: (projection) =>
        lineNamed(name, projection.model) === undefined ? undefined : figureOf(projection, name, found),
    };
  }
  const [, share, against] = /^gains\.(better_share|worse_share)\.([a-z]+)$/.exec(name) ?? [];
  if (share === undefined || !AGAINST.includes(against as Against) || found.grain !== 'year') {
    return { what: 'figure', name: text.trim() === name || id !== undefined ? name : text, known: askableNames(model) };
  }
  const of = (projection: Projection): Figure | undefined => {
    const offer = membershipOf(projection, Number(found.id));
    return offer && spreadFigure(name as `gains.better_share.${Against}`, offer, {}, projection);
  };
  const label = `Share of schools ${share === 'better_share' ? 'better' : 'worse'} off against ${against}, ${found.label}`;
  return { name, period: found, label, measure: 'rate', of };
}

/** What a figure is to come to. */
export interface Target {
  readonly figure: string;
  readonly is: '=' | '>=' | '<=';
  /** As an exact number: pounds, or a fraction where it is a percentage. */
  readonly value: Exact;
  readonly percent: boolean;
  /** As written. */
  readonly text: string;
}

/** `reserves.closing[2022]=150_000`; undefined for what says no figure, relation and number. */
export function targetIn(said: string): Target | undefined {
  const [, figure, is, text] = /^([^=<>]+?)\s*(=|>=|<=)\s*([^=<>]+)$/.exec(said.trim()) ?? [];
  const number = text === undefined ? undefined : numeralIn(text.trim());
  if (figure === undefined || text === undefined || number === undefined) return undefined;
  const value = number.style.percent ? number.value.over(HUNDRED) : number.value;
  return { figure, is: is as Target['is'], value, percent: number.style.percent, text: text.trim() };
}
