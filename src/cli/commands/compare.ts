import { bridge, HEADLINES, type Wanted, wantedFigure, wantedIn } from '../../analysis/index.js';
import { type Problem, Problems, problem, problemsIn } from '../../language/index.js';
import { type GridCell, type Period, type School, scenariosIn } from '../../model/index.js';
import { type Projection, periodNamed, project } from '../../projection/index.js';
import { type Pick, Source } from '../../reading/index.js';
import { BRIDGED, cellsReport, compareReport, type Report, type Side } from '../../report/index.js';
import { noteSetsOf, schoolAsked, yearAsked } from '../asked.js';
import { Cells } from '../cells.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly year?: string;
  readonly grid?: boolean;
  readonly figure: readonly string[];
  readonly school?: string;
}

export const run: Run<Options> = ([path = ''], options, io) => {
  const { scenario, set, year } = options;
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no scenarios to compare`);
  if (options.grid === true) return { report: crossed(source, path, options, io) };
  if (options.figure.length > 0 || options.school !== undefined)
    throw new Usage('--figure and --school are of a grid: say --grid too');
  const names =
    scenario.length > 0 ? scenario.filter((name) => name !== 'base') : source.scenarios.map(({ name }) => name);
  // What is set on the command line stands under every side, so that the sides differ by their scenarios alone.
  const { model, changes, idle } = source.load({ scenarios: [], sets: set });
  noteSetsOf(source, set, model, io);
  const last = String(
    year === undefined ? model.calendar.years[model.calendar.years.length - 1] : yearAsked(model, year),
  );
  const period = periodNamed(model.calendar, 'year', last) as Period;
  const base = project(model);
  const sides: Side[] = [
    {
      name: 'base',
      scenario: undefined,
      because: undefined,
      changes: [],
      idle: [],
      projection: base,
      bridge: undefined,
    },
    ...names.map((name, i) => {
      io.progress(`comparing ${name} (${i + 1} of ${names.length})`);
      return sideOf(source, base, name, set, period);
    }),
  ];
  return { report: compareReport({ path, model, scenarios: [], changes, idle }, sides, period) };
};

function sideOf(source: Source, base: Projection, name: string, sets: readonly string[], period: Period): Side {
  const pick: Pick = { scenarios: scenariosIn(name), sets };
  const { model, idle } = source.load(pick);
  const projection = project(model);
  const because = source.becauseOf(pick.scenarios);
  const way = source.way(pick);
  return {
    name,
    scenario: name,
    because,
    changes: way.changes,
    idle,
    projection,
    bridge: bridge(way, base, projection, BRIDGED, period),
  };
}

/** Every option under every stress. */
function crossed(
  source: Source,
  path: string,
  { scenario, set, year, figure, school }: Options & Common,
  io: Io,
): Report {
  const { model, changes } = source.load({ scenarios: [], sets: set, isCell: true });
  noteSetsOf(source, set, model, io);
  if (year !== undefined) yearAsked(model, year);
  const { options, stresses } = source.grid;
  const cells = new Cells(
    source,
    { options, stresses: scenario.length > 0 ? [...new Set(scenario)] : stresses },
    set,
    io,
  );
  const figures = (figure.length > 0 ? [...new Set(figure)] : HEADLINES).map((said) => wantedIn(said, year));
  const projectionOf = ({ name }: GridCell): Projection => cells.projection(name);
  for (const wanted of figures) checkWanted(wanted, cells);
  return cellsReport({
    standing: { path, model, scenarios: [], changes, idle: [] },
    grid: cells.grid,
    projectionOf,
    idleOf: ({ name }) => cells.loaded(name).idle,
    becauseOf: (name) => source.becauseOf(scenariosIn(name)),
    figures,
    school: school === undefined ? undefined : { said: school, period: year, of: schoolsOf(school, cells) },
  });
}

/** A figure that no cell has is a slip; that one of them lacks it is a finding. */
function checkWanted(wanted: Wanted, cells: Cells): void {
  const found = cells.all.map(({ name }) => wantedFigure(wanted, cells.projection(name), undefined));
  const [first] = found.flatMap((each) => ('what' in each ? each : []));
  if (first === undefined || found.some((each) => !('what' in each))) return;
  if (first.says !== undefined) throw new Usage(first.says);
  if (first.what === 'figure')
    throw new Problems([problem('unknown-figure', undefined, { name: first.name, known: first.known })]);
  throw new Usage(
    `--figure ${wanted.name}: there is no ${first.what} ${first.name} in any cell; its ${first.what}s are ${first.known.slice(0, MOST_KNOWN).join(', ')}`,
  );
}

const MOST_KNOWN = 12;

/** A school as each cell has it. Throws the Problems of one that no cell has. */
function schoolsOf(said: string, cells: Cells): (cell: GridCell) => School | undefined {
  const found = new Map<string, School>();
  let problems: readonly Problem[] = [];
  for (const { name } of cells.all) {
    try {
      found.set(name, schoolAsked(cells.loaded(name).model, said));
    } catch (error) {
      const here = problemsIn(error);
      if (here === undefined) throw error;
      if (problems.length === 0) problems = here;
    }
  }
  if (found.size === 0) throw new Problems(problems);
  return ({ name }) => found.get(name);
}
