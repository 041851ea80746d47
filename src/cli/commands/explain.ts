import { bridge, bridgeFigure, bridgeNamed, type Cause, figureFor, figureNames, type NoFigure, periodFor, type Ref } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { Problems, problem } from '../../language/index.js';
import { project } from '../../projection/index.js';
import { ALL, BRIDGED, explainReport, namesReport, USUAL } from '../../report/index.js';
import { type Asked, askedModel, schoolAsked, tierAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly year?: string;
  readonly month?: string;
  readonly term?: string;
  readonly school?: string;
  readonly tier?: string;
  readonly all?: boolean;
}

export const run: Run<Options> = ([path = '', name], options, io) => {
  const asked = askedModel(path, options, io);
  const { model } = asked.standing;
  if (name === undefined) return { report: namesReport(asked.standing, figureNames(model)) };
  if ([options.year, options.month, options.term].filter((said) => said !== undefined).length > 1) {
    throw new Usage('name a year, a month or a term, and not two of them');
  }
  const ref: Ref = {
    figure: name,
    // A figure of no named time is that of the first year, and says so.
    ...(options.month === undefined && options.term === undefined ? { year: yearAsked(model, options.year) } : {}),
    ...(options.month === undefined ? {} : { month: options.month }),
    ...(options.term === undefined ? {} : { term: options.term }),
    ...(options.school === undefined ? {} : { school: options.school }),
    ...(options.tier === undefined ? {} : { tier: tierAsked(model, options.tier) as string }),
  };
  const cause = bridgeNamed(name);
  const figure = cause === undefined ? plain(asked, ref) : bridged(asked, ref, cause, options.scenario[0], options.set);
  return { report: explainReport(asked.standing, describe(ref), figure, options.all === true ? ALL : USUAL) };
};

function plain({ projection, standing }: Asked, ref: Ref): Figure {
  const school = ref.school === undefined ? undefined : schoolAsked(standing.model, ref.school);
  return known(figureFor(projection, ref, school));
}

/** A step of a bridge is a figure of two models: the base and the scenario's changes up to one cause. */
function bridged({ source, loaded, projection }: Asked, ref: Ref, cause: Cause, scenario: string | undefined, sets: readonly string[]): Figure {
  if (scenario === undefined) throw new Usage(`${ref.figure} leads from the base to a scenario: name it with --scenario`);
  const period = periodFor(projection.model.calendar, ref);
  if ('what' in period) throw refused(period);
  const base = project(source.load({ scenarios: [], sets }).model);
  const found = bridge(source, base, { scenarios: scenario.split('+'), sets }, loaded, BRIDGED, period);
  return bridgeFigure(found, cause) ?? found.from;
}

function known(found: Figure | NoFigure): Figure {
  if ('what' in found) throw refused(found);
  return found;
}

function refused({ what, name, known: names }: NoFigure): Problems {
  return new Problems([
    what === 'figure'
      ? problem('unknown-figure', undefined, { name, known: names })
      : problem('unknown-name', undefined, { name, what, known: names }),
  ]);
}

function describe({ figure, year, month, term, school, tier }: Ref): string {
  const at = year ?? month ?? term;
  return [
    figure,
    ...(at === undefined ? [] : [`in ${at}`]),
    ...(school === undefined ? [] : [`of ${school}`]),
    ...(tier === undefined ? [] : [`under ${tier}`]),
  ].join(' ');
}
