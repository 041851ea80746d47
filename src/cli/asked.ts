import {
  type TrialFigure as AskedFigure,
  askableOf,
  askedIn,
  attributesIn,
  type Beside,
  type Bridge,
  bridge,
  figureFor,
  idleChanges,
  type ListSaid,
  madeUpSchool,
  membershipOf,
  type NoFigure,
  type Offer,
  offerOf,
  optionsOf,
  timeOf,
} from '../analysis/index.js';
import { type Chances, type OneDraw, type PlayedDraw, playedDraw } from '../analysis/simulation/index.js';
import { grouped } from '../figures/index.js';
import {
  type Month,
  monthOf,
  type Problem,
  Problems,
  problem,
  problemsIn,
  type SourceFile,
  shellWord,
} from '../language/index.js';
import {
  BASE_OPTION,
  cellOf,
  joinedName,
  type Model,
  namesOfSchools,
  type Period,
  type School,
  scenariosIn,
  schoolsNamed,
} from '../model/index.js';
import type { TierPrice } from '../pricing/index.js';
import { type Projection, project } from '../projection/index.js';
import { type Apart, type Loaded, type Pick as Picked, SET, Source } from '../reading/index.js';
import { BRIDGED, type Standing } from '../report/index.js';
import { type Common, Usage } from './command.js';
import type { Io } from './io.js';

/** A model as the command line asks for it, played through. */
export interface AskedModel {
  readonly source: Source;
  readonly loaded: Loaded;
  readonly projection: Projection;
  readonly standing: Standing;
}

/** The one model that a command looks at. Throws Problems, and Usage where several scenarios are given side by side. */
export function askedModel(path: string, { scenario, set }: Common, io: Io): AskedModel {
  if (scenario.length > 1)
    throw new Usage(
      `this command looks at one model: apply scenarios together with --scenario ${scenario.join('+')}, or put them side by side with buyin compare`,
    );
  const source = Source.open(io.disk, path);
  if (source.isPriceList)
    throw new Usage(
      `${path} is a price list, without a company to project: try buyin price ${shellWord(path)} --school 'phase=primary,pupils=262'`,
    );
  const scenarios = scenariosIn(scenario[0]);
  const loaded = source.load({ scenarios, sets: set });
  io.progress(`${path}: projecting`);
  const projection = project(loaded.model);
  noteIdleSets(source, { scenarios, sets: set }, projection, io);
  return {
    source,
    loaded,
    projection,
    standing: { path, model: loaded.model, scenarios, changes: loaded.changes, idle: loaded.idle },
  };
}

/** Those of the values that the command line sets that make no difference, beside the others. */
function idleSets(source: Source, pick: Picked, projection: Projection): readonly Apart[] {
  if (pick.sets.length === 0) return [];
  const sets = source.changesOf(pick).filter(({ change }) => change.by === SET);
  return idleChanges(source.usedIn(pick), projection, sets);
}

/** Those that make none in the model as it stands, nor in any scenario of the file that makes a model with them. */
export function idleSetsOf(source: Source, sets: readonly string[], base: Projection): readonly Apart[] {
  const idle = idleSets(source, { scenarios: [], sets, isCell: true }, base);
  if (idle.length === 0) return idle;
  const inAll = source.scenarios.map(({ name }) => {
    const pick = { scenarios: [name], sets };
    try {
      return new Set(idleSets(source, pick, project(source.tried(pick).model)).map(({ change }) => change.path));
    } catch (error) {
      if (problemsIn(error) === undefined) throw error;
      return new Set<string>();
    }
  });
  return idle.filter(({ change }) => inAll.every((paths) => paths.has(change.path)));
}

/**
 * Says which of the values that the command line sets make no difference in any of the models that a command looks at.
 */
export function noteSetsOf(source: Source, sets: readonly string[], model: Model, io: Io): void {
  if (sets.length > 0) noted(idleSetsOf(source, sets, project(model)), io);
}

/** Says which of the values that the command line sets make no difference to the model of some scenarios. */
function noteIdleSets(source: Source, pick: Picked, projection: Projection, io: Io): void {
  noted(idleSets(source, pick, projection), io);
}

function noted(idle: readonly Apart[], io: Io): void {
  for (const { change } of idle)
    io.err(`note: what is set of ${change.path} makes no difference: no figure, price or promise is another\n`);
}

/**
 * The model of some scenarios with others beside them; or the Problem that keeps the two from making one, where each
 * makes a model by itself. Throws the Problems of either alone.
 */
export function pairAsked(
  source: Source,
  one: readonly string[],
  other: readonly string[],
  sets: readonly string[],
): Loaded | { readonly problem: Problem } {
  try {
    return source.load({ scenarios: [...new Set([...one, ...other])], sets });
  } catch (error) {
    const [problem] = problemsIn(error) ?? [];
    if (problem === undefined || one.length === 0 || other.length === 0) throw error;
    for (const scenarios of [one, other]) source.load({ scenarios, sets });
    return { problem };
  }
}

/**
 * What figures of more than one model are made of, beside the model of some scenarios: each is played when it is asked
 * for.
 */
export function besideOf(source: Source, pick: Picked, projection: Projection): Beside {
  return {
    mitigated: () => mitigatedIn(source, pick, projection.model),
    bridged: (period) => bridgedIn(source, pick, projection, period),
  };
}

function mitigatedIn(
  source: Source,
  { scenarios, sets }: Picked,
  { governance: { mitigation } }: Model,
): Projection | string {
  if (mitigation === undefined)
    return 'the model does not say what the company does once schools leave: governance.mitigation names the scenario';
  const option = scenarios.length === 0 ? BASE_OPTION : joinedName(scenarios);
  try {
    return project(source.load({ scenarios: scenariosIn(cellOf(option, mitigation.text).name), sets }).model);
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return `${option} and ${mitigation.text} make no model together`;
  }
}

function bridgedIn(
  source: Source,
  { scenarios, sets }: Picked,
  projection: Projection,
  period: Period,
): Bridge | string {
  if (scenarios.length === 0) return 'a bridge leads from the base to a scenario: name it with --scenario';
  const base = project(source.load({ scenarios: [], sets }).model);
  const found = bridge(source.way({ scenarios, sets }), base, projection, BRIDGED, period);
  return (
    found ??
    `a bridge leads from the base to ${joinedName(scenarios)} in a period that both have, and ${period.label} is none`
  );
}

/**
 * What a simulation is told of chance. Throws Usage for draws that are no whole number from 1 to 250,000, and for a
 * seed that is none from zero up.
 */
export function chancesAsked({ draws, seed }: { readonly draws: string; readonly seed: string }): Chances {
  return { draws: wholeIn(draws, '--draws', 1, MOST_DRAWS), seed: wholeIn(seed, '--seed', 0, Number.MAX_SAFE_INTEGER) };
}

const MOST_DRAWS = 250_000;

function wholeIn(said: string, option: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(said) ? Number(said) : -1;
  if (value < least || value > most)
    throw new Usage(`${option} ${said} is no whole number from ${grouped(String(least))} to ${grouped(String(most))}`);
  return value;
}

/**
 * The model as one draw of a seed has it, played through exactly. Throws Usage for what is no draw, and the Problems of
 * a model that cannot be.
 */
export function drawAsked(
  { source, loaded, standing }: AskedModel,
  said: { readonly draw?: string; readonly seed: string; readonly set: readonly string[] },
): AskedModel & Pick<PlayedDraw, 'sets' | 'rolls'> {
  const drawn: OneDraw = {
    draw: wholeIn(said.draw ?? '', '--draw', 1, MOST_DRAWS),
    seed: wholeIn(said.seed, '--seed', 0, Number.MAX_SAFE_INTEGER),
  };
  const { projection, sets, rolls } = playedDraw(
    source,
    { scenarios: standing.scenarios, sets: said.set },
    standing.model,
    drawn,
  );
  return { source, loaded, projection, standing: { ...standing, model: projection.model, drawn }, sets, rolls };
}

/** A company year of the command line, or the first. Throws Usage where the calendar has no such year. */
export function yearAsked({ calendar }: Model, year: string | undefined): number {
  if (year === undefined) return calendar.years[0] as number;
  if (!calendar.years.includes(Number(year)))
    throw new Usage(`there is no year ${year} in the model: its years are ${calendar.years.join(', ')}`);
  return Number(year);
}

/**
 * A figure that is to be held against trials, `reserves.closing` or `reserves.closing[2022]`. Throws Usage and Problems
 * where the model has none.
 */
export function trialFigureAsked(said: string, year: string | undefined, projection: Projection): AskedFigure {
  const { model } = projection;
  if (year !== undefined && said.includes('[')) throw new Usage(`${said} says its period: leave --year out`);
  const found = askedIn(year === undefined ? said : `${said}[${yearAsked(model, year)}]`, model);
  if (!('what' in found)) {
    const figure = figureFor(projection, { figure: found.name, ...timeOf(found.period) });
    if ('what' in figure) throw noFigure(figure);
    return found;
  }
  const { name, known } = found;
  if (found.what === 'period')
    throw new Usage(`there is no period ${name} in the model: its years are ${known.join(', ')}`);
  throw noFigure(found);
}

/** Why there is no figure, as it is told to whoever asks for it. */
export function noFigure({ what, name, known, says }: NoFigure): Problems | Usage {
  if (says !== undefined) return new Usage(says);
  return new Problems([
    what === 'figure'
      ? problem('unknown-figure', undefined, { name, known })
      : problem('unknown-name', undefined, { name, what, known }),
  ]);
}

/** The month that a command goes by: today's, or the one that it is told. Throws Usage for what is no month. */
export function monthAsked(said: string | undefined, { today }: Io): Month {
  return said === undefined ? today : monthSaid(said, '2026-11');
}

/** A month of the command line. Throws Usage for what is no month, with one for example. */
export function monthSaid(said: string, example: string): Month {
  const month = monthOf(said);
  if (month === undefined) throw new Usage(`${said} is no month: write it as ${example}`);
  return month;
}

/** The tier of the command line, if any. Throws Problems where the model has no such tier. */
export function tierAsked(
  { tiers }: { readonly tiers: ReadonlyMap<string, unknown> },
  tier: string | undefined,
): string | undefined {
  if (tier !== undefined && !tiers.has(tier))
    throw new Problems([problem('unknown-name', undefined, { name: tier, what: 'tier', known: [...tiers.keys()] })]);
  return tier;
}

/**
 * What schools are judged under: one tier, where one is named, or each school in the tier that it takes; nothing for a
 * model without tiers.
 */
export function offersAsked(projection: Projection, tier: string | undefined, year: number): readonly Offer[] {
  const option = optionsOf(projection, []).find((each) => each.tier === tier);
  const offer = option === undefined ? membershipOf(projection, year) : offerOf(projection, option, year);
  return offer === undefined ? [] : [offer];
}

/** Tiers and the schools that may be asked for by name: a model, or a price list, which has none. */
interface Tariff {
  readonly schools?: readonly School[];
  readonly tiers: ReadonlyMap<string, { readonly price: readonly TierPrice[] }>;
}

/** Schools of the roll by number or name. Throws a Problem for each text that names none, or several. */
export function rollAsked(schools: readonly School[], said: readonly string[]): readonly School[] {
  const found = said.map((text) => ({ text, named: schoolsNamed(text, schools) }));
  const problems = found.flatMap(({ text, named }) =>
    named.length === 1
      ? []
      : [
          severalIn(text, named) ??
            problem('unknown-name', undefined, { name: text, what: 'school', known: namesOfSchools(schools) }),
        ],
  );
  if (problems.length > 0) throw new Problems(problems);
  return found.flatMap(({ named }) => named);
}

function severalIn(text: string, named: readonly School[]): Problem | undefined {
  return named.length < 2
    ? undefined
    : problem('several-schools', undefined, { name: text, schools: named.map(({ id }) => id) });
}

/**
 * A school of the roll by its number or name, or a made-up one by its attributes, for one tier or for all. Throws every
 * Problem with it.
 */
export function schoolAsked(
  { schools = [], tiers }: Tariff,
  said: string,
  tier?: string,
  basis: 'command line' | 'made up' = 'command line',
): School {
  const named = schoolsNamed(said, schools);
  const several = severalIn(said, named);
  if (several !== undefined) throw new Problems([several]);
  if (named[0] !== undefined) return named[0];
  const file: SourceFile = { name: '--school', text: said };
  const attributes = attributesIn(file, basis);
  if (attributes === undefined) {
    const data = {
      text: said,
      why: 'it is no school of the roll, and no list of attributes',
      known: namesOfSchools(schools),
      numbers: schools.map(({ id }) => id),
    };
    throw new Problems([problem('bad-school', undefined, data)]);
  }
  const about = [...tiers].flatMap(([id, terms]) => (tier === undefined || tier === id ? terms : []));
  const askable = askableOf([...tiers.values()], schools, about);
  const { school, problems } = madeUpSchool(attributes, { file, line: 1, column: 1, length: said.length }, askable);
  if (school === undefined) throw new Problems(problems);
  return school;
}

/**
 * Price lists of the command line, each under the path that it is named by. Throws Problems with a list, and Usage for
 * a model.
 */
export function listsAsked(paths: readonly string[], io: Io): ListSaid[] {
  return [...new Set(paths)].map((path) => {
    const source = Source.open(io.disk, path);
    if (!source.isPriceList)
      throw new Usage(
        `${path} is a model with a company behind it: --with takes a price list, such as models/hep-2018.yaml`,
      );
    return { path, list: source.loadPriceList() };
  });
}
