import { type Problem, Problems, problem, problemsIn, type Scalar } from '../../language/index.js';
import type { Assumption, Model } from '../../model/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { setsBeside } from '../sets.js';
import { assumedVariables, setsFor } from './uncertain.js';

/**
 * What keeps the ends of ranges, and the values of states, from being values of the model: a share of 120%, where each is used. Each problem stands at the
 * end itself, or where the ends together do not fit: shares of two tiers that come to more than all. The least values of all are tried together, then the
 * greatest of all, and then what lies between the least and the greatest state.
 */
export function endProblems(source: Source, { scenarios, sets }: Pick, model: Model): Problem[] {
  const places = assumedVariables(model).map(({ id, path }) => ({ path, values: valuesOf(model.assumptions.get(id) as Assumption) }));
  const rounds = Math.max(0, ...places.map(({ values }) => values.length));
  const found = new Map<string, Problem>();
  for (let round = 0; round < rounds; round++) {
    const here = new Map(places.map(({ path, values }) => [path, valueIn(values, round)]));
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

/** The value of a round: the least in the first, the greatest in the second, and then one after another. */
function valueIn(values: readonly Scalar[], round: number): Scalar {
  const last = values.length - 1;
  return values[round === 0 ? 0 : round === 1 ? last : Math.min(round - 1, last)] as Scalar;
}

/** The values at which an assumption is tried, the least first: the ends of its range, or its states. */
export function valuesOf({ range, states }: Assumption): readonly Scalar[] {
  if (range !== undefined) return [range.low, range.high];
  return [...states.values()].map(({ value }) => value).sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** How large a written number is, to sort by; what is no number keeps its place. */
const sizeOf = ({ text }: Scalar): number => Number(text.replace(/[_,£%"]/g, '')) || 0;

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
