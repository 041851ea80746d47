import { type Figure, type Money, sum } from '../figures/index.js';
import { areAsked, type Period } from '../model/index.js';
import { figureOf, type Projection, project } from '../projection/index.js';
import type { Change, Loaded, Pick, Source } from '../reading/index.js';

/** What a change is a change of. The order is that of the steps of a bridge. */
export const CAUSES = ['volume', 'price', 'services', 'contract', 'cost', 'shared', 'other'] as const;
export type Cause = (typeof CAUSES)[number];

export const CAUSE_LABELS: Readonly<Record<Cause, string>> = {
  volume: 'Volume: schools, rolls, who joins',
  price: 'Price of membership',
  services: 'Services: prices and demand',
  contract: 'Contracts',
  cost: 'Costs: staff, overheads, finance and tax',
  shared: 'Assumptions used in several places',
  other: 'Calendar, reserves, terms',
};

/** One step of a bridge: what the changes of one cause do to a figure, after those of the causes before it. */
export interface BridgeStep {
  readonly cause: Cause;
  readonly changes: readonly Change[];
  readonly effect: Money;
}

export interface Bridge {
  readonly from: Money;
  readonly steps: readonly BridgeStep[];
  readonly to: Money;
}

/** Who sets what the command line says, which stands under the base as well and is no step. */
const SET = '--set';

/**
 * From a figure of the base to that of a scenario, cause by cause: each step puts the changes of one more cause on the base and projects the
 * model anew, so the steps add to the difference exactly. Effects that two causes have only together fall to the later one, in the order of
 * `CAUSES`. Throws Problems where a scenario's changes make no model without the ones after them.
 */
export function bridge(source: Source, base: Projection, pick: Pick, loaded: Loaded, figure: string, period: Period): Bridge {
  const uses = source.uses;
  const byCause = new Map<Cause, Change[]>();
  for (const change of loaded.changes.filter(({ by }) => by !== SET)) {
    const cause = causeOf(change.path, uses);
    byCause.set(cause, [...(byCause.get(cause) ?? []), change]);
  }
  // What schools have answered about a scenario is a change of who joins, though no line of the model says it.
  if (areAsked(loaded.model) && !byCause.has('volume')) byCause.set('volume', []);
  const of = (projection: Projection): Money => figureOf(projection, figure, period) as Money;
  const from = of(base);
  const steps: BridgeStep[] = [];
  const done = new Set<Cause>();
  let before = from;
  for (const cause of CAUSES) {
    const changes = byCause.get(cause);
    if (changes === undefined) continue;
    done.add(cause);
    const keep = (change: Change): boolean => change.by === SET || done.has(causeOf(change.path, uses));
    const after = of(project(source.loadOnly(pick, keep, done.has('volume'))));
    steps.push({ cause, changes, effect: sum('money', [after], `effect on ${figure} of: ${CAUSE_LABELS[cause].toLowerCase()}`, [before]) });
    before = after;
  }
  return { from, steps, to: before };
}

const COSTS = ['staff', 'payroll', 'parameters', 'overheads', 'capital', 'loans', 'tax'];

/** The cause of a change by its place; that of an assumption by the places that use it. */
export function causeOf(path: string, uses: ReadonlyMap<string, readonly string[]>): Cause {
  const [head = '', id = '', key = ''] = path.split('.');
  if (head === 'assumptions') {
    const causes = new Set((uses.get(id) ?? []).map((place) => causeOf(place, uses)));
    return causes.size === 1 ? ([...causes][0] as Cause) : causes.size === 0 ? 'other' : 'shared';
  }
  if (head === 'tiers') return tierCause(key);
  if (head === 'schools') return 'volume';
  if (head === 'services') return 'services';
  if (head === 'contracts') return 'contract';
  return COSTS.includes(head) ? 'cost' : 'other';
}

function tierCause(key: string): Cause {
  if (key === 'joins' || key === 'eligible') return 'volume';
  if (key === 'includes' || key === 'discounts') return 'services';
  return key === 'term' ? 'other' : 'price';
}

/** `bridge.volume` as its cause, for whoever asks for the figure by name. */
export function bridgeNamed(name: string): Cause | undefined {
  const cause = name.startsWith('bridge.') ? name.slice('bridge.'.length) : undefined;
  return CAUSES.find((each) => each === cause);
}

/** The figure of a bridge's step; undefined where the scenario changes nothing of that cause. */
export function bridgeFigure({ steps }: Bridge, cause: Cause): Figure | undefined {
  return steps.find((step) => step.cause === cause)?.effect;
}
