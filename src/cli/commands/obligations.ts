import { type Projection, project } from '../../projection/index.js';
import { Source } from '../../reading/index.js';
import { obligationsReport, type Watched } from '../../report/index.js';
import { scenariosIn } from '../asked.js';
import { type Run, Usage } from '../command.js';

export const run: Run<object> = ([path = ''], { scenario, set }, io) => {
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no company whose obligations could be tested`);
  const { model, changes } = source.load({ scenarios: [], sets: set });
  const named = scenario.length > 0;
  const names = named ? [...new Set(scenario)] : ['base', ...source.scenarios.map(({ name }) => name)];
  const watched = names.map((name, i): Watched => {
    io.progress(`${path}: testing ${name} (${i + 1} of ${names.length})`);
    const projection: Projection = name === 'base' ? project(model) : project(source.load({ scenarios: scenariosIn(name), sets: set }).model);
    return { name, scenario: name === 'base' ? undefined : name, projection, inFull: named || name === 'base' };
  });
  return { report: obligationsReport({ path, model, scenarios: [], changes }, watched) };
};
