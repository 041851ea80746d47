import { type Entry, type MapNode, type Problem, Scalar } from '../language/index.js';
import { type Brought, broughtBy, takenBack } from './brought.js';
import type { Change, ChangeStep } from './changes.js';
import { Elsewhere, type Idle } from './elsewhere.js';
import { Overlaying } from './overlay.js';
import { entryAt, isOfRow, putRow, ROWS, put as replaced, rowsIn } from './paths.js';
import { type Scenario, scenarioNames, scenariosFor } from './scenarios.js';
import { NO_ROLL, type RollOf, withRows } from './school-standing.js';
import { SET } from './set-text.js';

const noRoll: RollOf = () => NO_ROLL;

/** The model with some overlays on it, and what they came to. */
export interface Overlaid {
  readonly tree: MapNode;
  readonly changes: readonly Change[];
  /** The scenarios applied, each after those that it extends. */
  readonly applied: readonly string[];
  /** The schools of the roll file that stand in the tree, changed, or are gone. */
  readonly taken: ReadonlySet<string>;
  /**
   * What is said without an effect: of places that this model of a grid does not have, and of those of several things
   * that have none.
   */
  readonly idle: readonly Idle[];
  readonly problems: readonly Problem[];
}

/**
 * The base with some scenarios applied together, and then what `--set` says. Scalars, lists and dated values replace,
 * maps merge, relative changes work on what stands there by then; a key that the base lacks is a problem unless it
 * stands under `add:`. What chance has drawn of assumptions comes last. In one cell of a grid, what is set of a place
 * that it lacks is idle. Where an assumption comes to a state that brings scenarios, these are applied last, each once.
 * Without scenarios and sets the tree is the base itself.
 */
export function overlay(
  base: MapNode,
  picks: readonly string[],
  sets: readonly string[],
  rollOf: RollOf = noRoll,
  drawn: readonly string[] = [],
  isCell = false,
): Overlaid {
  const { work, applied } = overlaid(base, picks, sets, rollOf, isCell, drawn);
  for (const text of drawn) work.set(text, 'drawn');
  const { taken } = work.schools;
  const changes = work.touched.steps(withRows(base, taken, rollOf), work.tree).map(({ change }) => change);
  return { tree: work.tree, changes, applied, taken, idle: work.idle, problems: work.problems };
}

/** The overlaying itself, with the scenarios that were applied; what is `drawn` is not set, and may bring others. */
export function overlaid(
  base: MapNode,
  picks: readonly string[],
  sets: readonly string[],
  rollOf: RollOf,
  isCell = false,
  drawn: readonly string[] = [],
): { work: Overlaying; applied: readonly string[]; scenarios: readonly Scenario[]; brought: Brought } {
  const { scenarios, problems } = scenariosFor(base, picks);
  const elsewhere = Elsewhere.of(base, (text, some) => {
    const { tree, schools } = overlaid(text, some, [], rollOf).work;
    return { tree, taken: schools.taken };
  });
  const work = new Overlaying(base, problems, elsewhere, rollOf, isCell);
  const answer = mitigationIn(base);
  scenarios.forEach((scenario, i) => {
    const before = scenario.name === answer ? scenarios.slice(0, i).map(({ name }) => name) : [];
    work.scenario(before.length === 0 ? scenario : { ...scenario, over: new Set([...scenario.over, ...before]) });
  });
  for (const text of sets) work.set(text);
  const brought = broughtBy(base, drawn.length === 0 ? work.tree : withDrawn(work, rollOf, drawn));
  if (brought.names.length === 0) return { work, applied: scenarios.map(({ name }) => name), scenarios, brought };
  // One that the model does not have is told where the state names it.
  const known = brought.names.filter((name) => scenarioNames(base).some((each) => each.name === name));
  const family = scenariosFor(base, known);
  problems.push(...family.problems);
  const late = family.scenarios.filter(({ name }) => !scenarios.some((each) => each.name === name));
  // They go over what others, and the command line, have said.
  const before = [...scenarios.map(({ name }) => name), SET];
  for (const scenario of late) work.scenario({ ...scenario, over: new Set([...scenario.over, ...before]) });
  if (drawn.length === 0) problems.push(...takenBack(work.tree, brought));
  const all = [...scenarios, ...late];
  return { work, applied: all.map(({ name }) => name), scenarios: all, brought };
}

/** The scenario that says what the company does once schools leave: it goes over the option that it is an answer to. */
function mitigationIn(base: MapNode): string | undefined {
  const said = entryAt(base, ['governance', 'mitigation'])?.node;
  return said instanceof Scalar ? said.text : undefined;
}

/** The tree as it is with what is drawn in it. */
function withDrawn({ tree, elsewhere }: Overlaying, rollOf: RollOf, drawn: readonly string[]): MapNode {
  const work = new Overlaying(tree, [], elsewhere, rollOf, false);
  for (const text of drawn) work.set(text, 'drawn');
  return work.tree;
}

/** What lies between the model with what `--set` says and the same with some scenarios below it. */
export interface Between {
  readonly from: MapNode;
  readonly to: MapNode;
  /** What the scenarios change, where `--set` does not say otherwise. */
  readonly changes: readonly Change[];
  readonly applied: readonly string[];
  readonly taken: ReadonlySet<string>;
  /** The tree with only some of the changes, which need not make a model. */
  readonly with: (keep: (change: Change) => boolean) => MapNode;
}

/**
 * The way from the model with what `--set` says to the same with some scenarios. Both ends must be free of problems.
 */
export function between(
  base: MapNode,
  picks: readonly string[],
  sets: readonly string[],
  rollOf: RollOf = noRoll,
): Between {
  const { work, applied } = overlaid(base, picks, sets, rollOf);
  const { taken } = work.schools;
  const set = overlaid(base, [], sets, rollOf).work;
  const left = new Set([...taken].filter((id) => !set.schools.taken.has(id)));
  const from = withRows(set.tree, left, rollOf);
  // What is set on the command line alone is the same at both ends. Set within what a scenario replaces whole, it is
  // part of that change.
  const steps = work.touched.steps(from, work.tree).filter(({ change }) => change.by !== SET || change.effective);
  return {
    from,
    to: work.tree,
    changes: steps.map(({ change }) => change),
    applied,
    taken,
    with: (keep) =>
      withSteps(
        from,
        steps.filter(({ change }) => keep(change)),
      ),
  };
}

function withSteps(from: MapNode, steps: readonly ChangeStep[]): MapNode {
  const [ofRows, others] = [true, false].map((wanted) => steps.filter(({ path }) => isOfRow(path) === wanted)) as [
    ChangeStep[],
    ChangeStep[],
  ];
  const tree = others.reduce((so, { path, entry }) => replaced(so, path, entry), from);
  const known = rowsIn(tree);
  if (known === undefined || ofRows.length === 0) return tree;
  const rows = new Map(known);
  for (const { path, entry } of ofRows) putRow(rows, path, entry);
  const at = ['schools', ROWS];
  const { key, node } = entryAt(tree, at) as Entry;
  return replaced(tree, at, { key, node: { ...(node as MapNode), entries: rows } });
}
