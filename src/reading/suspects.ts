import type { Entry, MapNode } from '../language/index.js';
import type { Suspect } from './blame.js';
import type { ChangeStep } from './changes.js';
import { overlaid } from './overlaid.js';
import { put as replaced } from './paths.js';
import { scenariosFor } from './scenarios.js';
import { type RollOf, withRows } from './school-standing.js';

/** What scenarios and `--set` change, each with the place that says so, and the tree with only some of them. */
export interface Suspected {
  readonly suspects: readonly Suspect[];
  readonly scenarios: ReadonlyMap<string, Entry>;
  /** The schools of the roll file that stand in the tree, changed, or are gone. */
  readonly taken: ReadonlySet<string>;
  /** Those of the scenarios that came with a state, and were not asked for. */
  readonly brought: ReadonlySet<string>;
  /** The assumptions whose states have brought scenarios. */
  readonly bringing: ReadonlySet<string>;
  readonly with: (keep: (step: ChangeStep) => boolean) => MapNode;
}

/** The changes of some scenarios and of `--set`, to find out which of them makes a difference. */
export function suspected(
  base: MapNode,
  picks: readonly string[],
  sets: readonly string[],
  rollOf: RollOf,
  isCell: boolean,
): Suspected {
  const { work, scenarios, brought } = overlaid(base, picks, sets, rollOf, isCell);
  const { taken } = work.schools;
  const from = withRows(base, taken, rollOf);
  const asked = scenariosFor(base, picks).scenarios.map(({ name }) => name);
  const steps = work.touched.steps(from, work.tree);
  return {
    suspects: steps.map((step) => ({ step, span: work.placeOf(step) })),
    scenarios: new Map(scenarios.map(({ name, key, node }) => [name, { key, node }])),
    brought: new Set(scenarios.flatMap(({ name }) => (asked.includes(name) ? [] : name))),
    taken,
    bringing: new Set(brought.by.map(({ assumption }) => assumption)),
    with: (keep) => steps.filter(keep).reduce((so, { path, entry }) => replaced(so, path, entry), from),
  };
}
