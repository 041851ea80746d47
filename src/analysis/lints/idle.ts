import type { Span } from '../../language/index.js';
import type { Projection } from '../../projection/index.js';
import type { Apart, Used } from '../../reading/index.js';
import { isIdle } from '../catalogue/idle.js';
import type { Finding } from '../shared/lint.js';

/** A scenario, as it is looked at for what it changes. */
export interface IdleCandidate {
  readonly name: string;
  readonly span: Span | undefined;
  readonly own: Used;
  readonly projection: Projection;
  /** The models that it might be no other than, each with its name: the model as it stands, and what it extends. */
  readonly beside: readonly { readonly called: string; readonly model: Used }[];
  readonly changes: readonly Apart[];
}

/**
 * A scenario that changes nothing, by its effect and not by its text; or what it says without a difference beside the
 * rest of it.
 */
export function idleFindings({ name, span, own, projection, beside, changes }: IdleCandidate): Finding[] {
  const same = beside.find(({ model }) => isIdle(own, model, () => projection));
  if (same !== undefined) {
    const says = `the scenario ${name} changes nothing: no figure, price or promise is other than in ${same.called}`;
    return [{ lint: 'idle-scenario', severity: 'warning', at: `scenarios.${name}`, span, says }];
  }
  const ofIts = changes.filter(({ change }) => change.by === name);
  // The only change of a scenario that changes something does so.
  if (changes.length < 2) return [];
  return idleChanges(own, projection, ofIts).map(({ change, span: at }): Finding => {
    const says = `what the scenario ${name} says of ${change.path} makes no difference beside the rest of it`;
    return { lint: 'idle-change', severity: 'warning', at: `scenarios.${name}.${change.path}`, span: at, says };
  });
}

/** More changes than these are not looked at one by one. */
const MOST_CHANGES = 40;

/** Those of some changes without which the model gives what it gives. */
export function idleChanges(own: Used, projection: Projection, changes: readonly Apart[]): readonly Apart[] {
  const idle = changes.slice(0, MOST_CHANGES).filter(({ without }) => {
    const other = without();
    return other !== undefined && isIdle(own, other, () => projection);
  });
  // What is said once of several places, as of a shared piece, makes a difference where it does at one of them.
  const isSaidAgain = ({ span }: Apart): boolean =>
    changes.some((each) => isSamePlace(each.span, span) && !idle.includes(each));
  return idle.filter((each) => !isSaidAgain(each));
}

const isSamePlace = (a: Span, b: Span): boolean => a.file === b.file && a.line === b.line && a.column === b.column;
