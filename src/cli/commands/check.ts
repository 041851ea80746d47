import {
  type Anomaly,
  appraisalProblems,
  type Beside,
  brokenIdentities,
  brokenPromises,
  concerns,
  dateFindings,
  exampleFindings,
  type Finding,
  findingsIn,
  heldExamples,
  heldPolicies,
  identities,
  idleFindings,
  type Judged,
  judged,
  pricedIn,
  registerFindings,
  rollFindings,
  schoolFindings,
  unknownLints,
} from '../../analysis/index.js';
import { endProblems, hasRanges } from '../../analysis/simulation/index.js';
import { constant, Exact, type Money } from '../../figures/index.js';
import { inOrder, type Month, nodeAt, type Problem, Problems, problem, problemsIn } from '../../language/index.js';
import { BASE_OPTION, cellsOf, joinedName, type LintTerms, type Model, scenariosIn } from '../../model/index.js';
import { type Projection, project } from '../../projection/index.js';
import { type Loaded, Source } from '../../reading/index.js';
import { type ReporterName, reporters } from '../../render/reporters.js';
import { type CheckCase, type Checked, checkReport, problemsAsked, READS } from '../../report/index.js';
import { besideOf, idleSetsOf, monthAsked } from '../asked.js';
import { inCell, setNowhere } from '../cells.js';
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

/** What is found of one file so far. */
interface Tally {
  scenarios: number;
  identities: number;
  examples: number;
  readonly anomalies: Anomaly[];
  readonly findings: Finding[];
  readonly cases: CheckCase[];
  lints: LintTerms;
}

/** Every promise of one model, in the base and in each scenario, or of one price list; all its problems at once. */
function checkModel(path: string, options: Options & Common, io: Io): Checked {
  const tally: Tally = {
    scenarios: 0,
    identities: 0,
    examples: 0,
    anomalies: [],
    findings: [],
    cases: [],
    lints: NO_TERMS,
  };
  collect(tally, READS, undefined, () => {
    const source = Source.open(io.disk, path);
    if (source.isPriceList) checkList(source, tally);
    else checkScenarios(source, path, options, io, tally);
  });
  const accepted = unknownLints(tally.lints.accepts);
  if (accepted.length > 0)
    tally.cases.push({ name: 'lints that are accepted', scenario: undefined, promise: false, problems: accepted });
  const isSound = tally.cases.every(({ problems }) => problems.length === 0);
  const findings = judged(distinctFindings(tally.findings), tally.lints.accepts, isSound);
  tally.cases.push({
    name: 'lints',
    scenario: undefined,
    promise: false,
    problems: options.strict === true ? refused(findings) : [],
  });
  const { scenarios, identities: held, examples, anomalies, cases } = tally;
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

const NO_TERMS: LintTerms = { cliff: undefined, accepts: [] };
/** One more pupil may cost so much more than pupils usually do. */
const CLIFF: Money = constant('money', Exact.of(500), 'a cliff, unless the file says');

/** Does some work, and keeps the problems that end it. */
function collect(tally: Tally, name: string, scenario: string | undefined, work: () => void): void {
  const problems: Problem[] = [];
  tally.cases.push({ name, scenario, promise: false, problems });
  try {
    work();
  } catch (error) {
    const found = problemsIn(error);
    if (found === undefined) throw error;
    // One by one: a roll can have too many for the arguments of one call.
    for (const each of found) problems.push(each);
  }
}

function checkList(source: Source, tally: Tally): void {
  const { list, tree } = source.loadPriceListAndTree();
  const held = heldExamples(list);
  tally.examples += held.each.length;
  tally.anomalies.push(...held.anomalies);
  for (const { name, problems } of held.each)
    tally.cases.push({ name: `example ${name}`, scenario: undefined, promise: false, problems });
  tally.lints = list.lints;
  const priced = [...list.tiers].map(([id, { price }]) => ({ id, price, path: ['tiers', id, 'price'] }));
  tally.findings.push(
    ...exampleFindings(list),
    ...findingsIn({ priced, tree, cliff: list.lints.cliff ?? CLIFF, declared: list }),
  );
}

function checkScenarios(
  source: Source,
  path: string,
  { scenario, set, asOf }: Options & Common,
  io: Io,
  tally: Tally,
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
  if (set.length > 0)
    tally.cases.push({ name: 'what is set is there', scenario: undefined, promise: false, problems: setNowhere(made) });
}

interface Named {
  readonly source: Source;
  readonly path: string;
  /** Of the scenario, or of several together; `base` without any. */
  readonly name: string;
  readonly set: readonly string[];
  readonly today: Month;
}

function checkLoaded(loaded: Loaded, { source, path, name, set, today }: Named, tally: Tally): void {
  const before = tally.findings.length;
  const projection = project(loaded.model);
  const pick = { scenarios: scenariosIn(name), sets: set, isCell: true };
  checkScenario(loaded, projection, path, name, besideOf(source, pick, projection), tally);
  if (hasRanges(loaded.model)) {
    const problems = inCell(endProblems(source, pick, loaded.model), name, source);
    const scenario = name === BASE_OPTION ? undefined : name;
    tally.cases.push({ name: 'every end of a range makes a model', scenario, promise: false, problems });
  }
  lintScenario(loaded, source, name, today, tally);
  if (name !== BASE_OPTION)
    tally.findings.push(...tally.findings.splice(before).map((found) => ({ ...found, scenario: name })));
  lintChanges(source, name, set, projection, tally);
}

/** The model of a name. Throws Problems that name every scenario of it. */
function loadedIn(source: Source, name: string, sets: readonly string[]): Loaded {
  try {
    return source.load({ scenarios: scenariosIn(name), sets, isCell: true });
  } catch (error) {
    const found = problemsIn(error);
    throw found === undefined ? error : new Problems(inCell(found, name, source));
  }
}

/**
 * What a model declares together, once it is read: the scenarios that checks name, and every cell of a grid whose
 * stresses it says.
 */
function declaredIn({ grid }: Source, name: string, { checks }: Model): string[] {
  const promised = [...checks.values()].flatMap(({ scenarios = [] }) =>
    scenarios === 'all' ? [] : scenarios.map(({ text }) => text),
  );
  const cells = name === BASE_OPTION && grid.isDeclared ? cellsOf(grid).map((cell) => cell.name) : [];
  return [...promised, ...cells, ...(name === BASE_OPTION ? alone(grid) : [])];
}

/** Each option and each stress by itself: those written `a+b` are pairs of their own. */
const alone = ({ options, stresses }: Source['grid']): string[] =>
  [...options, ...stresses].map((name) => joinedName(scenariosIn(name)));

function checkScenario(
  { model, tree }: Loaded,
  projection: Projection,
  path: string,
  name: string,
  beside: Beside,
  tally: Tally,
): void {
  tally.scenarios++;
  tally.findings.push(...schoolFindings(projection, tree));
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
function checkPolicies(tree: Loaded['tree'], projection: Projection, path: string, tally: Tally): void {
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

/**
 * The prices of the model as it stands, and of each scenario that changes them; assumptions that nothing uses, and
 * scenarios that change nothing.
 */
function lintScenario(
  { model, tree, changes }: Loaded,
  source: Source,
  name: string,
  today: Month,
  tally: Tally,
): void {
  const effective = changes.filter((change) => change.effective);
  if (name === 'base') {
    tally.lints = model.lints;
    tally.findings.push(...registerFindings(model, tree, today), ...rollFindings(model, tree));
    for (const [assumption, uses] of source.uses) {
      if (uses.length > 0) continue;
      const says = `nothing uses the assumption ${assumption}`;
      tally.findings.push({
        lint: 'unused-assumption',
        severity: 'note',
        at: `assumptions.${assumption}`,
        span: spanAt(tree, ['assumptions', assumption]),
        says,
      });
    }
  }
  tally.findings.push(...dateFindings(model, tree));
  if (name !== 'base' && !effective.some(({ path }) => /^(tiers|services)/.test(path))) return;
  tally.findings.push(
    ...findingsIn({ priced: pricedIn(model), tree, cliff: model.lints.cliff ?? CLIFF, declared: undefined }),
  );
}

/** What a scenario of the file changes without an effect, and what --set does in the model as it stands. */
function lintChanges(
  source: Source,
  name: string,
  sets: readonly string[],
  projection: Projection,
  tally: Tally,
): void {
  const { names: parents, span } = source.familyOf(name);
  if (name === BASE_OPTION) {
    for (const { change, span: at } of idleSetsOf(source, sets, projection)) {
      const says = `what is set of ${change.path} makes no difference`;
      tally.findings.push({ lint: 'idle-change', severity: 'warning', at: `--set ${change.path}`, span: at, says });
    }
  }
  if (span === undefined) return;
  const pick = { scenarios: [name], sets, isCell: true };
  const beside = [
    { called: 'the model as it stands', scenarios: [] as readonly string[] },
    ...(parents.length === 0 ? [] : [{ called: parents.join(' and '), scenarios: parents }]),
  ];
  tally.findings.push(
    ...idleFindings({
      name,
      span,
      own: source.usedIn(pick),
      projection,
      beside: beside.map(({ called, scenarios }) => ({
        called,
        model: source.usedIn({ scenarios, sets, isCell: true }),
      })),
      changes: source.changesOf(pick),
    }),
  );
}

function spanAt(tree: Loaded['tree'], path: readonly string[]): Finding['span'] {
  return nodeAt(tree, path)?.span;
}

/** With --strict a warning that nobody has accepted is a problem. */
function refused(findings: readonly Judged[]): Problem[] {
  return findings
    .filter(({ severity, because }) => severity === 'warning' && because === undefined)
    .map(({ lint, span, says }) => problem('linted', span ?? 'the model', { lint, says }));
}

/**
 * A finding of a scenario names it; of what was found at a place in the base, or in a scenario before, nothing is told
 * again.
 */
function distinctFindings(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, string | undefined>();
  const seen = new Set<string>();
  return findings.flatMap((found): Finding[] => {
    const { lint, at, says, scenario } = found;
    const place = `${lint}|${at}`;
    if (!first.has(place)) first.set(place, scenario);
    const key = `${place}|${says}`;
    if (first.get(place) !== scenario || seen.has(key)) return [];
    seen.add(key);
    return [scenario === undefined ? found : { ...found, says: `in the scenario ${scenario}: ${says}` }];
  });
}
