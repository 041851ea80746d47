import { GRAINS, type Model, periodsOf } from '../../model/index.js';
import { periodNamed } from '../../projection/index.js';
import type { TrialFigure } from '../what-if/targets.js';
import { figureFor, figureNamed, figureNames } from './catalogue.js';
import { type NoFigure, timeOf } from './reference.js';

/** Why there is no such period, with the years that there are. */
export interface NoPeriod {
  readonly what: 'period';
  readonly name: string;
  readonly known: readonly string[];
}

/** Every name that can be asked for in trials: those of which only the period has to be said. */
const askableNames = (model: Model): readonly string[] => figureNames(model).filter((name) => isAskable(name, model));

function isAskable(name: string, model: Model): boolean {
  const of = figureNamed(name, model)?.of;
  return of === 'period' || of === 'offer';
}

/**
 * A figure as the command line names it, `reserves.closing` or `reserves.closing[2022]`; of the last year where it
 * names no period.
 */
export function askedIn(text: string, model: Model): TrialFigure | NoFigure | NoPeriod {
  const [, name = '', id] = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(text.trim()) ?? [];
  const years = periodsOf(model.calendar, 'year');
  const period =
    id === undefined
      ? years[years.length - 1]
      : GRAINS.flatMap((grain) => periodNamed(model.calendar, grain, id) ?? [])[0];
  if (period === undefined) return { what: 'period', name: id ?? '', known: years.map((year) => year.id) };
  const found = figureNamed(name, model);
  if (found !== undefined && !isAskable(name, model))
    return {
      what: 'figure',
      name,
      known: [],
      says: `${name} is of one ${found.of}: name a figure of the whole company`,
    };
  if (found === undefined)
    return { what: 'figure', name: text.trim() === name || id !== undefined ? name : text, known: askableNames(model) };
  return {
    name,
    period,
    label: `${found.label}, ${period.label}`,
    measure: found.kind,
    isSteady: found.isSteady,
    of: (projection) => {
      const figure = figureFor(projection, { figure: name, ...timeOf(period) });
      return 'what' in figure ? undefined : figure;
    },
  };
}
