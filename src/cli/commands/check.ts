import { inOrder, type Month, type Problem } from '../../language/index.js';
import { BASE_OPTION, scenariosIn } from '../../model/index.js';
import { project } from '../../projection/index.js';
import { type Loaded, Source } from '../../reading/index.js';
import { type ReporterName, reporters } from '../../render/reporters.js';
import { type Checked, checkReport, problemsAsked, READS } from '../../report/index.js';
import { besideOf, monthAsked } from '../asked.js';
import { setNowhere } from '../cells.js';
import { type CheckTally, collect } from '../check/check-tally.js';
import { checkEnds, checkExamples, checkScenario, declaredIn, loadedIn, noneHeld, unheldIn } from '../check/checks.js';
import { judgeLints, lintChanges, lintList, lintScenario, NO_TERMS } from '../check/lints.js';
import { atUnknownValues } from '../check/unknown-values.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly strict?: boolean;
  readonly asOf?: string;
  readonly reporter: 'text' | ReporterName;
  readonly format?: string;
  readonly only?: 'balance';
}

export const run: Run<Options> = async (paths, options, io) => {
  const { reporter, format, only } = options;
  if (reporter !== 'text' && format !== undefined)
    throw new Usage(`--reporter ${reporter} has a form of its own: leave --format ${format} out`);
  const all = paths.map((path) => checkModel(path, options, io));
  const problems = problemsAsked(all, only);
  if (reporter === 'text') return { report: checkReport(all, only), problems };
  const render = await reporters[reporter]();
  return { text: render(all, only), problems };
};

/** Every promise of one model, in the base and in each scenario, or of one price list; all its problems at once. */
function checkModel(path: string, options: Options & Common, io: Io): Checked {
  const tally: CheckTally = {
    scenarios: 0,
    identities: 0,
    examples: 0,
    anomalies: [],
    findings: [],
    cases: [],
    lints: NO_TERMS,
  };
  const opened: Source[] = [];
  collect(tally, READS, undefined, () => {
    const source = Source.open(io.disk, path);
    opened.push(source);
    if (source.isPriceList) checkList(source, tally);
    else checkScenarios(source, path, options, io, tally);
  });
  const findings = judgeLints(tally, options.strict === true);
  const { scenarios, identities: held, examples, anomalies } = tally;
  const all = tally.cases.flatMap(({ problems }) => problems);
  const told = opened[0]?.declaredIn(all) ?? ((problems: readonly Problem[]) => problems);
  const atValues = atUnknownValues(tally.cases, io.disk);
  const cases = tally.cases.map((each) => ({ ...each, problems: atValues(told(each.problems)) }));
  return {
    path,
    scenarios,
    identities: held,
    examples,
    anomalies,
    findings,
    cases,
    found: inOrder(cases.flatMap(({ problems }) => problems)),
  };
}

function checkList(source: Source, tally: CheckTally): void {
  const { list, tree } = source.loadPriceListAndTree();
  checkExamples(list, tree, tally);
  lintList(source, list, tree, tally);
}

function checkScenarios(
  source: Source,
  path: string,
  { scenario, set, asOf }: Options & Common,
  io: Io,
  tally: CheckTally,
): void {
  const names = new Set(scenario.length > 0 ? scenario : ['base', ...source.scenarios.map(({ name }) => name)]);
  const made: Loaded[] = [];
  // A set that grows while it is walked: checks of the base may speak of scenarios together, which no list of the file
  // names.
  for (const name of names) {
    io.progress(`checking ${path}: ${name}`);
    collect(tally, READS, name, () => {
      const loaded = loadedIn(source, name, set);
      made.push(loaded);
      for (const each of scenario.length === 0 ? declaredIn(source, name, loaded.model) : []) names.add(each);
      checkLoaded(loaded, { source, path, name, set, today: monthAsked(asOf, io) }, tally);
    });
  }
  unheldIn(made, tally);
  if (set.length === 0) return;
  const nowhere = setNowhere(made);
  if (nowhere.length > 0) noneHeld(tally);
  tally.cases.push({ name: 'what is set is there', scenario: undefined, promise: false, problems: nowhere });
}

interface Named {
  readonly source: Source;
  readonly path: string;
  /** Of the scenario, or of several together; `base` without any. */
  readonly name: string;
  readonly set: readonly string[];
  readonly today: Month;
}

function checkLoaded(loaded: Loaded, { source, path, name, set, today }: Named, tally: CheckTally): void {
  const before = tally.findings.length;
  const projection = project(loaded.model);
  const pick = { scenarios: scenariosIn(name), sets: set, isCell: true };
  checkScenario(loaded, projection, path, name, besideOf(source, pick, projection), tally);
  checkEnds(source, pick, loaded.model, name, tally);
  lintScenario(loaded, projection, source, name, today, tally);
  if (name !== BASE_OPTION)
    tally.findings.push(...tally.findings.splice(before).map((found) => ({ ...found, scenario: name })));
  lintChanges(source, name, set, projection, tally);
}
