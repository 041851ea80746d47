import {
  bridge,
  bridgeFigure,
  bridgeNamed,
  type Cause,
  figureFor,
  figureNames,
  type ListSaid,
  type NoFigure,
  periodFor,
  type Ref,
  schoolFigureMeans,
} from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { Problems, problem } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { project } from '../../projection/index.js';
import { ALL, BRIDGED, explainReport, namesReport, USUAL } from '../../report/index.js';
import { type Asked, askedModel, listsAsked, schoolAsked, tierAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly year?: string;
  readonly month?: string;
  readonly term?: string;
  readonly school?: string;
  readonly tier?: string;
  readonly with: readonly string[];
  readonly among?: string;
  readonly all?: boolean;
}

export const run: Run<Options> = ([path = '', name], options, io) => {
  const asked = askedModel(path, options, io);
  const { model } = asked.standing;
  if (name === undefined) return { report: namesReport(asked.standing, figureNames(model)) };
  if ([options.year, options.month, options.term].filter((said) => said !== undefined).length > 1) {
    throw new Usage('name a year, a month or a term, and not two of them');
  }
  if (options.school === undefined && isOfSchool(name))
    throw new Usage(`${name} is of a school: name it with --school, as in --school phase=primary,pupils=262`);
  if (options.with.length > 1) throw new Usage('a figure is of one price list: name one with --with');
  const lists = listsAsked(options.with, io);
  const ref = refOf(name, options, model, lists);
  const cause = bridgeNamed(name);
  const figure = cause === undefined ? plain(asked, ref, lists) : bridged(asked, ref, cause, options.scenario[0], options.set);
  return { report: explainReport(asked.standing, describe(ref), figure, options.all === true ? ALL : USUAL) };
};

/** The reference that the command line asks for. */
function refOf(name: string, options: Options, model: Model, lists: readonly ListSaid[]): Ref {
  return {
    figure: name,
    // A figure of no named time is that of the first year, and says so.
    ...(options.month === undefined && options.term === undefined ? { year: yearAsked(model, options.year) } : {}),
    ...(options.month === undefined ? {} : { month: options.month }),
    ...(options.term === undefined ? {} : { term: options.term }),
    ...(options.school === undefined ? {} : { school: options.school }),
    ...(options.tier === undefined ? {} : { tier: tierAsked(lists[0]?.list ?? model, options.tier) as string }),
    ...(lists[0] === undefined ? {} : { with: lists[0].path }),
    ...(options.among === undefined ? {} : { among: options.among }),
  };
}

function plain({ projection, standing: { model } }: Asked, ref: Ref, lists: readonly ListSaid[]): Figure {
  const tiers = new Map(
    [...model.tiers.values(), ...lists.flatMap(({ list }) => [...list.tiers.values()])].map((tier, i) => [String(i), tier] as const),
  );
  const school = ref.school === undefined ? undefined : schoolAsked({ schools: model.schools, tiers }, ref.school);
  return known(figureFor(projection, ref, school, lists));
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

function isOfSchool(name: string): boolean {
  return schoolFigureMeans(name) !== undefined || name === 'tier.floor_to' || name === 'tier.cap_from';
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

function describe({ figure, year, month, term, school, tier, with: list, among }: Ref): string {
  const at = year ?? month ?? term;
  return [
    figure,
    ...(at === undefined ? [] : [`in ${at}`]),
    ...(school === undefined ? [] : [`of ${school}`]),
    ...(among === undefined ? [] : [`among ${among}`]),
    ...(tier === undefined ? [] : [`under ${tier}`]),
    ...(list === undefined ? [] : [`of ${list}`]),
  ].join(' ');
}
