import { otherStates } from '../../analysis/simulation/index.js';
import { BASE_OPTION, type Grid, scenariosIn } from '../../model/index.js';
import { project } from '../../projection/index.js';
import { Source } from '../../reading/index.js';
import { obligationsReport, stateTold, type Watched } from '../../report/index.js';
import { noteSetsOf } from '../asked.js';
import { Cells } from '../cells.js';
import { type Run, Usage } from '../command.js';

export const run: Run<object> = ([path = ''], { scenario, set }, io) => {
  const source = Source.open(io.disk, path);
  if (source.isPriceList)
    throw new Usage(`${path} is a price list: it has no company whose obligations could be tested`);
  const { model, changes } = source.load({ scenarios: [], sets: set, isCell: true });
  noteSetsOf(source, set, model, io);
  const named = scenario.length > 0;
  const cells = new Cells(
    source,
    named ? { options: [...new Set(scenario)], stresses: [BASE_OPTION] } : watchedIn(source),
    set,
    io,
  );
  const [first] = cells.all;
  const watched = cells.all.flatMap(({ name, option, stress }, i): Watched[] => {
    const own: Watched = {
      name,
      option,
      stress,
      state: undefined,
      idle: cells.loaded(name).idle,
      scenario: name === BASE_OPTION ? undefined : name,
      projection: cells.projection(name),
      inFull: named || name === first?.name,
    };
    // Its states stand after the last stress of an option.
    const isLast = cells.all[i + 1]?.option !== option;
    return isLast ? [own, ...inStates(source, option, cells.loaded(option).model, set)] : [own];
  });
  io.progress(`${path}: trying what would meet each limit`);
  return { report: obligationsReport({ path, model, scenarios: [], changes, idle: [] }, watched) };
};

/** An option in each state that brings scenarios, or that stands beside one that does: each a company of its own. */
function inStates(
  source: Source,
  option: string,
  model: Watched['projection']['model'],
  sets: readonly string[],
): Watched[] {
  const pick = { scenarios: scenariosIn(option), sets, isCell: true };
  return otherStates({ pick, model }).map(({ id, name, state, pick: own }) => ({
    name: `${option}.${id}.${name}`,
    option,
    stress: BASE_OPTION,
    state: stateTold(model, id, name, state),
    idle: [],
    scenario: undefined,
    projection: project(source.load(own).model),
    inFull: false,
  }));
}

/** The model's grid; the model as it stands under every scenario, where it does not say what its stresses are. */
function watchedIn({ grid, scenarios }: Source): Grid {
  return grid.isDeclared
    ? grid
    : { options: [BASE_OPTION], stresses: [BASE_OPTION, ...scenarios.map(({ name }) => name)] };
}
