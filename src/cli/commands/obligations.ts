import { BASE_OPTION, type Grid } from '../../model/index.js';
import { Source } from '../../reading/index.js';
import { obligationsReport, type Watched } from '../../report/index.js';
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
  const watched = cells.all.map(
    ({ name, option, stress }): Watched => ({
      name,
      option,
      stress,
      idle: cells.loaded(name).idle,
      scenario: name === BASE_OPTION ? undefined : name,
      projection: cells.projection(name),
      inFull: named || name === first?.name,
    }),
  );
  io.progress(`${path}: trying what would meet each limit`);
  return { report: obligationsReport({ path, model, scenarios: [], changes, idle: [] }, watched) };
};

/** The model's grid; the model as it stands under every scenario, where it does not say what its stresses are. */
function watchedIn({ grid, scenarios }: Source): Grid {
  return grid.isDeclared
    ? grid
    : { options: [BASE_OPTION], stresses: [BASE_OPTION, ...scenarios.map(({ name }) => name)] };
}
