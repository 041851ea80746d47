import { type Correlation, type Model, nameIn } from '../../model/index.js';
import { drawsOf } from './draws.js';
import type { Chances } from './simulate.js';
import { assumedVariables } from './uncertain.js';

/** How far two assumptions, by their names, go together: as stated, and in some draws. */
export interface GoingTogether extends Correlation {
  /** The correlation of the ranks of what was drawn, from -1 to 1; undefined where one of them is the same in all draws. */
  readonly obtained: number | undefined;
}

/** The stated correlations of a model, with what came of each in some draws. */
export function togetherIn(model: Model, chances: Chances): readonly GoingTogether[] {
  const all = assumedVariables(model);
  return model.uncertainty.assumptions.flatMap((pair): GoingTogether[] => {
    const variables = [pair.one, pair.other].flatMap((id) => all.find((each) => each.id === id)?.variable ?? []);
    if (variables.length < 2) return [];
    const [one, other] = drawsOf(variables, chances) as [Float64Array, Float64Array];
    const named = (id: string): string => nameIn(model, 'assumptions', id);
    return [
      {
        ...pair,
        one: named(pair.one),
        other: named(pair.other),
        obtained: correlationOf(ranksOf(one), ranksOf(other)),
      },
    ];
  });
}

/** The rank of each draw; those that are the same share the middle of their ranks. */
function ranksOf(column: Float64Array): Float64Array {
  const order = Array.from(column, (_, i) => i).sort((a, b) => (column[a] as number) - (column[b] as number));
  const ranks = new Float64Array(column.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && column[order[to + 1] as number] === column[order[from] as number]) to++;
    for (let i = from; i <= to; i++) ranks[order[i] as number] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

/** The correlation of two columns of ranks, whose mean is the same. */
function correlationOf(one: Float64Array, other: Float64Array): number | undefined {
  const mean = (one.length - 1) / 2;
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [(one[i] as number) - mean, (other[i] as number) - mean];
    both += a * b;
    first += a * a;
    second += b * b;
  }
  return first === 0 || second === 0 ? undefined : both / Math.sqrt(first * second);
}
