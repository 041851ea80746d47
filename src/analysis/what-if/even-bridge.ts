import { constant, Exact, type Money, nothing, portion, type Rate, sum } from '../../figures/index.js';
import { CAUSE_WORDS, CAUSES, type Cause } from '../shared/causes.js';
import type { Bridge, BridgeStep } from './bridge.js';

const HALF: Rate = constant('rate', Exact.fraction(1, 2), 'the mean of the two ways');

/**
 * A bridge that is the same from either end, with its signs turned: each cause counts by the mean of what it does where
 * the causes are put on the first model in their order, and where they are taken off the second in the same order.
 * `back` leads from the second model to the first. It adds to the penny: what halves leave over falls to the last
 * cause. Causes that are one step on one of the two ways are one here.
 */
export function evenBridge(there: Bridge, back: Bridge): Bridge {
  const groups = joined([...there.steps, ...back.steps].map(({ causes }) => causes));
  const effect = ({ steps }: Bridge, group: readonly Cause[]): readonly Money[] =>
    steps.flatMap((step) => (step.causes.some((cause) => group.includes(cause)) ? step.effect : []));
  const steps: BridgeStep[] = [];
  for (const [i, causes] of groups.entries()) {
    const label = `effect of: ${causes.map((cause) => CAUSE_WORDS[cause].label.toLowerCase()).join('; ')}`;
    const [plus, minus] = [effect(there, causes), effect(back, causes)];
    const changes = there.steps.flatMap((step) =>
      step.causes.some((cause) => causes.includes(cause)) ? step.changes : [],
    );
    const before = steps.map((step) => step.effect);
    const own =
      i === groups.length - 1 ? sum('money', [there.to], label, [there.from, ...before]) : halved(plus, minus, label);
    steps.push({ causes, changes, effect: own });
  }
  return { from: there.from, steps, to: there.to };
}

/**
 * Half of some amounts less others, to the penny, halves away from zero: so that the other way round it is the same
 * with its sign turned.
 */
function halved(plus: readonly Money[], minus: readonly Money[], label: string): Money {
  const twice = sum('money', plus, `${label}, both ways`, minus);
  if (!twice.isKnown || twice.exact.sign >= 0) return portion(twice, HALF, label);
  return sum('money', [nothing('money')], label, [portion(sum('money', minus, `${label}, both ways`, plus), HALF)]);
}

/** Groups of causes that hold each other where any of the given groups joins them, in the order of the causes. */
function joined(groups: readonly (readonly Cause[])[]): Cause[][] {
  const found: Cause[][] = [];
  for (const group of groups) {
    const touching = found.filter((each) => each.some((cause) => group.includes(cause)));
    const whole = [...new Set([...touching.flat(), ...group])];
    for (const each of touching) found.splice(found.indexOf(each), 1);
    found.push(CAUSES.filter((cause) => whole.includes(cause)));
  }
  const rank = (group: readonly Cause[]): number => CAUSES.indexOf(group[group.length - 1] as Cause);
  return found.sort((a, b) => rank(a) - rank(b));
}
