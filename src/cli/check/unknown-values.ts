import type { Origin } from '../../figures/index.js';
import { type Problem, type ProblemData, problem } from '../../language/index.js';
import type { Disk } from '../../reading/index.js';
import type { CheckCase } from '../../report/index.js';
import { distinct, spanOf } from '../unknowns.js';

/** So many values that are not known are told one by one; more of them are one problem. */
const MOST_VALUES = 5;

/**
 * How the problems of promises that nobody can hold are told, where values of files are not known: each value once, at
 * its place, however many promises rest on it.
 */
export function atUnknownValues(
  cases: readonly CheckCase[],
  disk: Disk,
): (problems: readonly Problem[]) => readonly Problem[] {
  const all = distinct(cases.flatMap(({ problems }) => problems.flatMap(originsIn)));
  const told = all.length > MOST_VALUES ? all.slice(0, 1) : all;
  const more = all.length - told.length;
  return (problems) =>
    problems.flatMap((each) => {
      const own = distinct(originsIn(each));
      if (own.length === 0) return [each];
      return (more > 0 ? told : own).map((origin) => ofValue(origin, more, disk));
    });
}

function originsIn({ code, data }: Problem): readonly Origin[] {
  return code === 'figure-unknown' ? ((data as ProblemData['figure-unknown']).origins ?? []) : [];
}

function ofValue(origin: Origin, more: number, disk: Disk): Problem {
  const why = more > 0 ? '' : origin.text.replace(/^unknown(: *)?/i, '');
  return problem('figure-unknown', spanOf(origin, disk), { name: origin.path, why, of: 'value', more });
}
