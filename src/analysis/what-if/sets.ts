import { type Since, sinceText } from '../../language/index.js';
import { partedAtEquals } from '../../reading/index.js';

/** The place of an assumption's value: `assumptions.roll_change.value.2019`. */
export function assumptionPath(id: string, since: Since | undefined): string {
  const path = `assumptions.${id}.value`;
  return since === undefined ? path : `${path}.${sinceText(since)}`;
}

/** The place that a `--set` names: `assumptions.buy_in.value` of `assumptions.buy_in.value = 80%`. */
export function pathIn(set: string): string {
  return partedAtEquals(set).path;
}

/** What the command line sets, but for some places: something else is to stand there. */
export function setsBeside(sets: readonly string[], paths: readonly string[]): readonly string[] {
  const taken = new Set(paths);
  return sets.filter((set) => !taken.has(pathIn(set)));
}
