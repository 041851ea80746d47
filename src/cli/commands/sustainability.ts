import { knownOf, membershipOf, noMembership, spreadOf } from '../../analysis/index.js';
import { hasRanges, oddsOf, USUAL_CHANCES } from '../../analysis/simulation/index.js';
import { BASE_OPTION, cellOf, scenariosIn } from '../../model/index.js';
import { Source } from '../../reading/index.js';
import { type Choosable, type Stressed, sustainabilityReport } from '../../report/index.js';
import { noteSetsOf } from '../asked.js';
import { Cells } from '../cells.js';
import { type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  /** Options beside those of the model: scenarios of it, or files. */
  readonly option: readonly string[];
}

export const run: Run<Options> = async ([path = ''], { scenario, set, option: more }, io) => {
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no company that could be sustainable`);
  const { model, changes } = source.load({ scenarios: [], sets: set, isCell: true });
  noteSetsOf(source, set, model, io);
  const { grid } = source;
  const options = [...new Set([...grid.options, ...more])];
  const stresses =
    scenario.length > 0
      ? [...new Set(scenario)]
      : grid.stresses.filter((name) => name === BASE_OPTION || !more.includes(name));
  const cells = new Cells(source, { options, stresses, isDeclared: grid.isDeclared }, set, io, options);
  const choosable: Omit<Choosable, 'against'>[] = [];
  for (const option of options) choosable.push(await choosableOf(source, option, cells, set, io));
  if (choosable.every(({ projection: { model: each } }) => each.tiers.size === 0))
    throw new Usage(`${path} has no tier to offer`);
  // One baseline for all options, so that they can be held against each other.
  const isSaid = choosable.some(({ offer, projection }) => knownOf(spreadOf(offer, 'today', projection)).length > 0);
  const against = isSaid ? 'today' : 'typical';
  io.progress(`${path}: break-even, and who would leave`);
  return {
    report: sustainabilityReport(
      { path, model, scenarios: [], changes, idle: [] },
      choosable.map((each) => ({ ...each, against })),
    ),
  };
};

async function choosableOf(
  source: Source,
  name: string,
  cells: Cells,
  set: readonly string[],
  io: Io,
): Promise<Omit<Choosable, 'against'>> {
  const scenario = scenarioOf(name);
  const projection = cells.projection(name);
  const year = projection.model.calendar.years[0] as number;
  // An option may be to have no membership at all.
  const offer = membershipOf(projection, year) ?? noMembership(projection, year);
  const because = source.becauseOf(scenariosIn(name));
  const stressed = cells.grid.stresses.map((stress) => stressedBy(cells, name, stress));
  const { mitigation } = projection.model.governance;
  const mitigated = mitigation && stressedBy(cells, name, mitigation.text);
  const pick = { scenarios: scenariosIn(name), sets: set, isCell: true };
  const odds = hasRanges(projection.model)
    ? await oddsOf({
        source,
        pick,
        model: projection.model,
        chances: USUAL_CHANCES,
        engine: io.engine,
        progress: (what, done) => io.progress(`${name}: ${what}`, done),
      })
    : undefined;
  return { name, because, scenario, projection, offer, stressed, mitigated, odds };
}

function stressedBy(cells: Cells, option: string, stress: string): Stressed {
  const { name } = cellOf(option, stress);
  const scenario = scenarioOf(name);
  const problem = cells.problem(name);
  if (problem !== undefined) return { stress, scenario, projection: undefined, problem, idle: [] };
  return { stress, scenario, projection: cells.projection(name), problem, idle: cells.loaded(name).idle };
}

const scenarioOf = (name: string): string | undefined => (name === BASE_OPTION ? undefined : name);
