import { constant, Exact, type Money, sum } from '../../figures/index.js';
import { problemsIn } from '../../language/index.js';
import { areAsked, type Model, type Period } from '../../model/index.js';
import { figureOf, type Projection, periodNamed, project } from '../../projection/index.js';
import type { Change, Way } from '../../reading/index.js';
import { CAUSE_WORDS, CAUSES, type Cause, causesOf } from '../shared/causes.js';
import { ALONE, type FigureEntries, type FigureEntry } from '../shared/figure-entry.js';

/** One step of a bridge: what the changes of a cause do to a figure, after those of the steps before it. */
export interface BridgeStep {
  /** In their order: several where the earlier ones make no model without the last. */
  readonly causes: readonly Cause[];
  readonly changes: readonly Change[];
  readonly effect: Money;
}

export interface Bridge {
  readonly from: Money;
  readonly steps: readonly BridgeStep[];
  readonly to: Money;
}

/**
 * From a figure of the base to that of a scenario, cause by cause: each step puts the changes of one more cause on the
 * base and projects the model anew, so the steps add to the difference exactly. Effects that two causes have only
 * together fall to the later one, in the order of
 * `CAUSES`. A bridge stands on models alone: changes of a cause that make none without those of a later one are one
 * step with it. Undefined where one of the two ends before the period, or starts after it.
 */
export function bridge(
  way: Way,
  base: Projection,
  scenario: Projection,
  figure: string,
  { grain, id }: Period,
): Bridge | undefined {
  // A period is that of the model's own calendar, which a scenario may change.
  const of = (projection: Projection): Money | undefined => {
    const period = periodNamed(projection.model.calendar, grain, id);
    return period && (figureOf(projection, figure, period) as Money);
  };
  const [from, to] = [of(base), of(scenario)];
  return from && to && { from, steps: stepsOf(way, { base, scenario, from, to }, figure, of), to };
}

interface Ends {
  readonly base: Projection;
  readonly scenario: Projection;
  readonly from: Money;
  readonly to: Money;
}

function stepsOf(
  way: Way,
  { base, scenario, from, to }: Ends,
  figure: string,
  of: (projection: Projection) => Money | undefined,
): readonly BridgeStep[] {
  const causeOf = bridgeCauses(way, base, scenario);
  // What schools have answered about a scenario is a change of who joins, though no line of the model says it.
  const asked: readonly Cause[] = areAsked(scenario.model) ? ['volume'] : [];
  const causes = CAUSES.filter((cause) => asked.includes(cause) || [...causeOf.values()].includes(cause));
  const after = (some: readonly Cause[]): Money | undefined =>
    some.length === causes.length
      ? to
      : played(way, (change) => some.includes(causeOf.get(change) as Cause), some.includes('volume'), of);

  const steps: BridgeStep[] = [];
  let done: readonly Cause[] = [];
  let waiting: readonly Cause[] = [];
  let before = from;
  for (const cause of causes) {
    const together = [...waiting, cause];
    const joined = after([...done, ...together]);
    const alone = joined === undefined && waiting.length > 0 ? after([...done, cause]) : undefined;
    const [taken, amount] = joined === undefined ? [[cause], alone] : [together, joined];
    if (amount === undefined) {
      waiting = together;
      continue;
    }
    const label = `effect on ${figure} of: ${taken.map((each) => CAUSE_WORDS[each].label.toLowerCase()).join('; ')}`;
    const changes = way.changes.filter((change) => taken.includes(causeOf.get(change) as Cause));
    steps.push({ causes: taken, changes, effect: sum('money', [amount], label, [before]) });
    done = [...done, ...taken];
    waiting = waiting.filter((each) => !taken.includes(each));
    before = amount;
  }
  return steps;
}

/** The cause of every change on the way between two models. */
export function bridgeCauses(
  way: Pick<Way, 'changes' | 'uses'>,
  from: Projection,
  to: Projection,
): ReadonlyMap<Change, Cause> {
  return causesOf(
    way,
    [from, to].some(({ model }) => isWeighed(model)),
  );
}

/** A figure with some of the changes alone; undefined where they make no model. */
function played(
  way: Way,
  keep: (change: Change) => boolean,
  withAnswers: boolean,
  of: (projection: Projection) => Money | undefined,
): Money | undefined {
  try {
    return of(project(way.modelWith(keep, withAnswers)));
  } catch (error) {
    if (problemsIn(error) === undefined) throw error;
    return undefined;
  }
}

/** Whether schools hold what a tier costs against what it gives. */
function isWeighed({ choice }: Model): boolean {
  return choice !== undefined && choice.rule !== 'assigned';
}

const UNCHANGED = constant('money', Exact.zero, 'the scenario changes nothing of this');

/** What the changes of each cause do to reserves at the end, on the way from the model without its scenarios. */
export const bridgeFigures: FigureEntries<Bridge> = Object.fromEntries(
  CAUSES.map((cause): [string, FigureEntry<Bridge>] => [
    `bridge.${cause}`,
    {
      kind: 'money',
      means: `effect of a scenario on reserves at the end, by cause: ${CAUSE_WORDS[cause].label.toLowerCase()}`,
      parts: ALONE,
      make: ({ steps }) => steps.find(({ causes }) => causes.includes(cause))?.effect ?? UNCHANGED,
    },
  ]),
);
