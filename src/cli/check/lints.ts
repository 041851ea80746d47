import {
  dateFindings,
  exampleFindings,
  type Finding,
  findingsIn,
  idleFindings,
  type Judged,
  judged,
  orderFindings,
  pricedIn,
  pupilFindings,
  registerFindings,
  rollFindings,
  schoolFindings,
  unknownLints,
} from '../../analysis/index.js';
import { constant, Exact, type Money } from '../../figures/index.js';
import { type Month, nodeAt, type Problem, problem } from '../../language/index.js';
import { type Assumption, BASE_OPTION, type LintTerms, type PriceList } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Loaded, Source } from '../../reading/index.js';
import { idleSetsOf } from '../asked.js';
import type { CheckTally } from './check-tally.js';

/** What a file says of lints before it is read. */
export const NO_TERMS: LintTerms = { cliff: undefined, accepts: [] };
/** One more pupil may cost so much more than pupils usually do. */
const CLIFF: Money = constant('money', Exact.of(500), 'a cliff, unless the file says');

/** Keys that have another name now: each is read for one more version. */
const renewalFindings = ({ renewals }: Source): Finding[] =>
  renewals.map(({ was, now, at, span, text }) => {
    const line = text === undefined ? `"${now}"` : `${now}: ${text}`;
    const says = `"${was}" is read for one more version: write ${line}`;
    return { lint: 'retired-key', severity: 'note', at, span, says };
  });

/** The prices of a list, and what its examples say. */
export function lintList(source: Source, list: PriceList, tree: Loaded['tree'], tally: CheckTally): void {
  tally.lints = list.lints;
  const priced = [...list.tiers].map(([id, { price }]) => ({ id, price, path: ['tiers', id, 'price'] }));
  tally.findings.push(
    ...renewalFindings(source),
    ...exampleFindings(list),
    ...findingsIn({ priced, tree, cliff: list.lints.cliff ?? CLIFF, declared: list }),
  );
}

/** Whether a state of an assumption brings a scenario: that is a use of it. */
const bringsScenarios = (terms: Assumption | undefined): boolean =>
  [...(terms?.states.values() ?? [])].some(({ scenario }) => scenario !== undefined);

/**
 * The prices of the model as it stands, and of each scenario that changes them; assumptions that nothing uses, and
 * scenarios that change nothing.
 */
export function lintScenario(
  { model, tree, changes }: Loaded,
  projection: Projection,
  source: Source,
  name: string,
  today: Month,
  tally: CheckTally,
): void {
  tally.findings.push(...schoolFindings(projection, tree));
  const effective = changes.filter((change) => change.effective);
  if (name === 'base') {
    tally.lints = model.lints;
    tally.findings.push(
      ...renewalFindings(source),
      ...registerFindings(model, tree, today),
      ...rollFindings(model, tree),
      ...orderFindings(projection, tree),
    );
    const inScenarios = source.usesInScenarios;
    for (const [assumption, uses] of source.uses) {
      if (uses.length > 0 || inScenarios.has(assumption) || bringsScenarios(model.assumptions.get(assumption)))
        continue;
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
    ...pupilFindings(model, pricedIn(model), tree),
    ...findingsIn({ priced: pricedIn(model), tree, cliff: model.lints.cliff ?? CLIFF, declared: undefined }),
  );
}

/** What a scenario of the file changes without an effect, and what --set does in the model as it stands. */
export function lintChanges(
  source: Source,
  name: string,
  sets: readonly string[],
  projection: Projection,
  tally: CheckTally,
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

/** What comes of the lints of a file once all of it is read: what nobody has accepted is a problem with --strict. */
export function judgeLints(tally: CheckTally, isStrict: boolean): readonly Judged[] {
  const accepted = unknownLints(tally.lints.accepts);
  if (accepted.length > 0)
    tally.cases.push({ name: 'lints that are accepted', scenario: undefined, promise: false, problems: accepted });
  const isSound = tally.cases.every(({ problems }) => problems.length === 0);
  const findings = judged(distinctFindings(tally.findings), tally.lints.accepts, isSound);
  const problems = isStrict ? refused(findings) : [];
  tally.cases.push({ name: 'lints', scenario: undefined, promise: false, problems });
  return findings;
}
