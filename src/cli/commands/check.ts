import { type Anomaly, brokenIdentities, brokenPromises, concerns, heldExamples, identities } from '../../analysis/index.js';
import { type Problem, problem, problemsIn } from '../../language/index.js';
import { project } from '../../projection/index.js';
import { Source } from '../../reading/index.js';
import { type Checked, checkReport } from '../../report/index.js';
import { scenariosIn } from '../asked.js';
import type { Common, Run } from '../command.js';
import type { Io } from '../io.js';

export const run: Run<object> = (paths, options, io) => {
  const results = paths.map((path) => checkModel(path, options, io));
  const problems = results.flatMap((result) => result.found);
  return { report: checkReport(results.map(({ checked }) => checked)), problems };
};

/** Every promise of one model, in the base and in each scenario; all its problems at once. */
function checkModel(path: string, { scenario, set }: Common, io: Io): { checked: Checked; found: Problem[] } {
  const found: Problem[] = [];
  const tally = { scenarios: 0, promises: 0, identities: 0, examples: 0 };
  const anomalies: Anomaly[] = [];
  const collect = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const problems = problemsIn(error);
      if (problems === undefined) throw error;
      // One by one: a roll can have too many for the arguments of one call.
      for (const each of problems) found.push(each);
    }
  };
  collect(() => {
    const source = Source.open(io.disk, path);
    if (source.isPriceList) {
      const list = source.loadPriceList();
      const held = heldExamples(list);
      tally.examples += list.examples.size;
      anomalies.push(...held.anomalies);
      found.push(...held.problems);
      return;
    }
    const names = scenario.length > 0 ? scenario : ['base', ...source.scenarios.map(({ name }) => name)];
    for (const name of names) {
      io.progress(`checking ${path}: ${name}`);
      collect(() => checkScenario(source, path, name, set, tally, found));
    }
  });
  const unique = distinct(found);
  return { checked: { path, ...tally, anomalies, problems: unique.length }, found: unique };
}

function checkScenario(
  source: Source,
  path: string,
  name: string,
  sets: readonly string[],
  tally: { scenarios: number; promises: number; identities: number },
  found: Problem[],
): void {
  const scenarios = scenariosIn(name);
  tally.scenarios++;
  const { model } = source.load({ scenarios, sets });
  const projection = project(model);
  const scenario = scenarios.length === 0 ? undefined : name;
  tally.identities += identities.length;
  for (const { identity, where, found: is, expected } of brokenIdentities(projection)) {
    found.push(problem('identity-broken', undefined, { identity, where: `${where} (${path}, ${name})`, found: is, expected }));
  }
  const checks = new Map([...model.checks].filter(([, check]) => concerns(check, scenario)));
  tally.promises += checks.size;
  found.push(...brokenPromises(checks, { projection, scenario, path }));
}

/** A problem of the base is met again in every scenario: one cause, one problem. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, data, span }) => {
    const key = JSON.stringify([code, data, span?.file.name, span?.line, span?.column]);
    return !seen.has(key) && seen.add(key);
  });
}
