import { constant, Exact, type Figure, type Kind, Unknown, unknown, type Value } from '../../figures/index.js';
import type { Problem } from '../../language/index.js';
import type { Setting } from './dials.js';
import type { Trial } from './trials.js';

/** A figure at a value that was tried, or why there is no such model. */
export interface TriedFigure extends Setting {
  readonly figure: Figure | undefined;
  readonly problem: Problem | undefined;
}

/** A value of a trial as a figure of its own, because its workings are those of another model. */
export function triedFigure<K extends Kind>({ kind, label }: Figure<K>, value: Value): Figure<K> {
  if (value instanceof Unknown) return unknown(kind, ...value.reasons);
  return constant(kind, typeof value === 'number' ? Exact.pounds(value) : value, label ?? 'as tried');
}

/** What came of a trial, as a figure with what was set: that of so many figures which were asked for. */
export function triedAt(setting: Setting, trial: Trial, base: Figure, index = 0): TriedFigure {
  if ('problem' in trial) return { ...setting, figure: undefined, problem: trial.problem };
  const value = trial.values[index];
  return { ...setting, figure: value === undefined ? undefined : triedFigure(base, value), problem: undefined };
}
