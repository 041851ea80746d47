import { bridge } from '../../analysis/index.js';
import type { Period } from '../../model/index.js';
import { type Projection, periodNamed, project } from '../../projection/index.js';
import { type Pick, Source } from '../../reading/index.js';
import { BRIDGED, compareReport, type Side } from '../../report/index.js';
import { scenariosIn, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

export const run: Run<{ year?: string }> = ([path = ''], { scenario, set, year }, io) => {
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no scenarios to compare`);
  const names = scenario.length > 0 ? scenario.filter((name) => name !== 'base') : source.scenarios.map(({ name }) => name);
  // What is set on the command line stands under every side, so that the sides differ by their scenarios alone.
  const { model, changes } = source.load({ scenarios: [], sets: set });
  const last = String(year === undefined ? model.calendar.years[model.calendar.years.length - 1] : yearAsked(model, year));
  const period = periodNamed(model.calendar, 'year', last) as Period;
  const base = project(model);
  const sides: Side[] = [
    { name: 'base', scenario: undefined, because: undefined, changes: [], projection: base, bridge: undefined },
    ...names.map((name, i) => {
      io.progress(`comparing ${name} (${i + 1} of ${names.length})`);
      return sideOf(source, base, name, set, period);
    }),
  ];
  return { report: compareReport({ path, model, scenarios: [], changes }, sides, period) };
};

function sideOf(source: Source, base: Projection, name: string, sets: readonly string[], period: Period): Side {
  const pick: Pick = { scenarios: scenariosIn(name), sets };
  const projection = project(source.load(pick).model);
  const because = source.becauseOf(pick.scenarios);
  const way = source.way(pick);
  return { name, scenario: name, because, changes: way.changes, projection, bridge: bridge(way, base, projection, BRIDGED, period) };
}
