import { type Problem, Problems, problem, problemsIn, type Scalar } from '../../language/index.js';
import type { Assumption, Model } from '../../model/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../sets.js';
import { assumedVariables, setsFor } from './uncertain.js';

/**
 * What keeps the ends of ranges, and the values of states, from being values of the model: a share of 120%, where each is used. Each problem stands at the
 * end itself, or where the ends together do not fit: shares of two tiers that come to more than all. All low ends are tried together, then all high ends; of
 * states all the first, then all the second.
 */
export function endProblems(source: Source, { scenarios, sets }: Pick, model: Model): Problem[] {
  const places = assumedVariables(model).map(({ id, path }) => ({ path, values: valuesOf(model.assumptions.get(id) as Assumption) }));
  const rounds = Math.max(0, ...places.map(({ values }) => values.length));
  const found = new Map<string, Problem>();
  for (let round = 0; round < rounds; round++) {
    const here = new Map(places.map(({ path, values }) => [path, values[round % values.length] as Scalar]));
    const said = setsFor(model, new Map([...here].map(([path, { text }]) => [path, text])));
    const tried = new Map(said.map(({ set, paths }) => [set, here.get(paths[0] as string) as Scalar]));
    const own = setsBeside(
      sets,
      places.map(({ path }) => path),
    );
    for (const each of problemsOf(() => source.load({ scenarios, sets: [...own, ...tried.keys()] }))) {
      const span = tried.get(each.span?.file.text ?? '')?.span ?? each.span;
      found.set(`${each.code}|${span?.file.name}:${span?.line}:${span?.column}`, problem(each.code, span, each.data, each.also));
    }
  }
  return [...found.values()];
}

/** The values at which an assumption is tried: the ends of its range, or its states. */
export function valuesOf({ range, states }: Assumption): readonly Scalar[] {
  return range === undefined ? [...states.values()].map(({ value }) => value) : [range.low, range.high];
}

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === undefined) throw error;
    return problems;
  }
}

/** Throws the Problems of ends that make no model. */
export function checkEnds(source: Source, pick: Pick, model: Model): void {
  const problems = endProblems(source, pick, model);
  if (problems.length > 0) throw new Problems(problems);
}
