import { knownOf, membershipOf, noMembership, spreadOf } from '../../analysis/index.js';
import { hasRanges, oddsOf, USUAL_CHANCES } from '../../analysis/simulation/index.js';
import { type Projection, project } from '../../projection/index.js';
import { Source } from '../../reading/index.js';
import { type Choosable, type Stressed, sustainabilityReport } from '../../report/index.js';
import { pairAsked, scenariosIn } from '../asked.js';
import { type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  /** Options beside those of the model: scenarios of it, or files. */
  readonly option: readonly string[];
}

export const run: Run<Options> = async ([path = ''], { scenario, set, option: more }, io) => {
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no company that could be sustainable`);
  const { model, changes } = source.load({ scenarios: [], sets: set });
  const known = ['base', ...source.scenarios.map(({ name }) => name)];
  const named = model.options.map(({ text }) => text);
  const options = [...new Set([...(named.length === 0 ? ['base'] : named), ...more])];
  const others = known.filter((name) => !options.includes(name) || name === 'base');
  const stresses = scenario.length > 0 ? [...new Set(scenario)] : others;
  const choosable: Omit<Choosable, 'against'>[] = [];
  for (const name of options) choosable.push(await choosableOf(source, name, stresses, set, io));
  if (choosable.every(({ projection: { model: each } }) => each.tiers.size === 0)) throw new Usage(`${path} has no tier to offer`);
  // One baseline for all options, so that they can be held against each other.
  const isSaid = choosable.some(({ offer, projection }) => knownOf(spreadOf(offer, 'today', projection)).length > 0);
  const against = isSaid ? 'today' : 'typical';
  return {
    report: sustainabilityReport(
      { path, model, scenarios: [], changes },
      choosable.map((each) => ({ ...each, against })),
    ),
  };
};

async function choosableOf(
  source: Source,
  name: string,
  stresses: readonly string[],
  set: readonly string[],
  io: Io,
): Promise<Omit<Choosable, 'against'>> {
  io.progress(`playing ${name}`);
  const scenario = name === 'base' ? undefined : name;
  const projection = project(source.load({ scenarios: scenariosIn(scenario), sets: set }).model);
  const year = projection.model.calendar.years[0] as number;
  // An option may be to have no membership at all.
  const offer = membershipOf(projection, year) ?? noMembership(projection, year);
  const because = source.becauseOf(scenariosIn(scenario));
  const stressed = stresses.map((stress) => stressedBy(source, scenario, stress, projection, set));
  const { mitigation } = projection.model.governance;
  const mitigated = mitigation && stressedBy(source, scenario, mitigation.text, projection, set);
  const odds = hasRanges(projection.model)
    ? await oddsOf({
        source,
        pick: { scenarios: scenariosIn(scenario), sets: set },
        model: projection.model,
        chances: USUAL_CHANCES,
        engine: io.engine,
      })
    : undefined;
  return { name, because, scenario, projection, offer, stressed, mitigated, odds };
}

function stressedBy(source: Source, option: string | undefined, stress: string, alone: Projection, set: readonly string[]): Stressed {
  if (stress === 'base') return { stress, scenario: option, projection: alone, problem: undefined };
  const scenario = [...new Set([...scenariosIn(option), ...scenariosIn(stress)])].join('+');
  const found = pairAsked(source, scenariosIn(option), scenariosIn(stress), set);
  if ('problem' in found) return { stress, scenario, projection: undefined, problem: found.problem };
  return { stress, scenario, projection: project(found.model), problem: undefined };
}
