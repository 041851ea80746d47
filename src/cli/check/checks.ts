import {
  appraisalProblems,
  type Beside,
  brokenIdentities,
  brokenPromises,
  concerns,
  heldExamples,
  heldPolicies,
  identities,
  statedPolicies,
  withSlips,
} from '../../analysis/index.js';
import { endProblems, hasRanges } from '../../analysis/simulation/index.js';
import { Problems, problem, problemsIn } from '../../language/index.js';
import {
  BASE_OPTION,
  cellOf,
  cellsOf,
  joinedName,
  type Model,
  type PriceList,
  scenariosIn,
} from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Loaded, Source } from '../../reading/index.js';
import { READS } from '../../report/index.js';
import { inCell } from '../cells.js';
import type { CheckTally } from './check-tally.js';

/** The model of a name. Throws Problems that name every scenario of it. */
export function loadedIn(source: Source, name: string, sets: readonly string[]): Loaded {
  try {
    return source.load({ scenarios: scenariosIn(name), sets, isCell: true });
  } catch (error) {
    const found = problemsIn(error);
    throw found === undefined ? error : new Problems(inCell(found, name, source));
  }
}

/**
 * What a model declares together, once it is read: the scenarios that checks name, every cell of a grid whose stresses it
 * says, and what the company does with each option once schools leave.
 */
export function declaredIn({ grid }: Source, name: string, { checks, governance: { mitigation } }: Model): string[] {
  const promised = [...checks.values()].flatMap(({ scenarios = [] }) =>
    scenarios === 'all' ? [] : scenarios.map(({ text }) => text),
  );
  const cells = name === BASE_OPTION && grid.isDeclared ? cellsOf(grid).map((cell) => cell.name) : [];
  const mitigated =
    name === BASE_OPTION && mitigation !== undefined
      ? grid.options.map((option) => cellOf(option, mitigation.text).name)
      : [];
  return [...promised, ...cells, ...mitigated, ...(name === BASE_OPTION ? alone(grid) : [])];
}

/** Each option and each stress by itself: those written `a+b` are pairs of their own. */
const alone = ({ options, stresses }: Source['grid']): string[] =>
  [...options, ...stresses].map((name) => joinedName(scenariosIn(name)));

/** The identities of the books, the promises and the policies of a model, with its scenarios or without. */
export function checkScenario(
  { model, tree }: Loaded,
  projection: Projection,
  path: string,
  name: string,
  beside: Beside,
  tally: CheckTally,
): void {
  tally.scenarios++;
  const scenario = name === 'base' ? undefined : name;
  tally.identities += identities.length;
  const broken = brokenIdentities(projection);
  for (const { name: identity } of identities) {
    const problems = broken
      .filter((each) => each.identity === identity)
      .map(({ where, found, expected }) =>
        problem('identity-broken', 'the model', { identity, where: `${where} (${path}, ${name})`, found, expected }),
      );
    tally.cases.push({ name: identity, scenario: name, promise: false, problems });
  }
  if (scenario === undefined && model.appraisal.criteria.size > 0)
    tally.cases.push({
      name: 'appraisal',
      scenario: name,
      promise: false,
      problems: appraisalProblems(model.appraisal, { option: name, projection }),
    });
  const checks = [...model.checks].filter(([, check]) => concerns(check, scenario));
  for (const [check, terms] of checks) {
    const problems = brokenPromises(new Map([[check, terms]]), { projection, scenario, path, beside });
    tally.cases.push({ name: `check ${check}`, scenario: name, promise: true, problems });
  }
  if (scenario === undefined) checkPolicies(tree, projection, path, tally);
}

/** A policy is of the model as it stands: what a stress does to it is a question, which `obligations` answers. */
function checkPolicies(tree: Loaded['tree'], projection: Projection, path: string, tally: CheckTally): void {
  for (const { key, problems, accepted } of heldPolicies(projection, tree, path)) {
    if (accepted !== undefined) tally.findings.push(accepted);
    tally.cases.push({
      name: `policy ${key}`,
      scenario: BASE_OPTION,
      promise: true,
      isAccepted: accepted !== undefined,
      problems,
    });
  }
}

/** The promises of scenarios that cannot be read: nobody knows whether they are kept. */
export function unheldIn([first]: readonly Loaded[], tally: CheckTally): void {
  if (first === undefined) return;
  const { model } = first;
  const unread = tally.cases.flatMap(({ name, scenario, problems }) =>
    name === READS && scenario !== undefined && problems.length > 0 ? [scenario] : [],
  );
  for (const scenario of unread) {
    const isBase = scenario === BASE_OPTION;
    const checks = [...model.checks].filter(([, check]) => concerns(check, isBase ? undefined : scenario));
    const names = [
      ...checks.map(([name]) => `check ${name}`),
      ...(isBase ? statedPolicies(model) : []).map((key) => `policy ${key}`),
    ];
    const isTold = (name: string): boolean =>
      tally.cases.some((each) => each.name === name && each.scenario === scenario);
    for (const name of names.filter((each) => !isTold(each)))
      tally.cases.push({ name, scenario, promise: true, isUnheld: true, problems: [] });
  }
}

/** No promise was held of what was asked for, which is another model. */
export function noneHeld({ cases }: CheckTally): void {
  cases.forEach(({ name, scenario, promise }, i) => {
    if (promise) cases[i] = { name, scenario, promise, isUnheld: true, problems: [] };
  });
}

/** What the examples of a price list must come to. */
export function checkExamples(list: PriceList, tree: Loaded['tree'], tally: CheckTally): void {
  const held = heldExamples(list);
  tally.examples += held.each.length;
  tally.anomalies.push(...held.anomalies);
  for (const { name, problems } of withSlips(held.each, list, tree))
    tally.cases.push({ name: `example ${name}`, scenario: undefined, promise: false, problems });
}

/** Every end of the ranges of a model makes a model. */
export function checkEnds(
  source: Source,
  pick: Parameters<typeof endProblems>[1],
  model: Model,
  name: string,
  tally: CheckTally,
): void {
  if (!hasRanges(model)) return;
  const problems = inCell(endProblems(source, pick, model), name, source);
  const scenario = name === BASE_OPTION ? undefined : name;
  tally.cases.push({ name: 'every end of a range makes a model', scenario, promise: false, problems });
}
