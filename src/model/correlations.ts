import { Exact, type Rate } from '../figures/index.js';
import {
  collection,
  type NumberRule,
  readNumber,
  refuse,
  refuseKey,
  type Schema,
  scalarItself,
} from '../language/index.js';

/** How far two assumptions go together, as the correlation of their ranks; each pair once, as it is written. */
export interface Correlation {
  readonly one: string;
  readonly other: string;
  readonly rank: Rate;
}

const RANK: NumberRule & { readonly kind: 'rate' } = {
  kind: 'rate',
  expected: 'a correlation from -100% to 100%, such as 60%',
  negative: true,
  least: Exact.one.negated(),
  most: Exact.one,
};

const rank = scalarItself.transform((scalar, context): Rate => {
  const read = readNumber(RANK, scalar);
  return typeof read === 'string'
    ? refuse(context, 'bad-value', { text: scalar.text, expected: RANK.expected, why: read })
    : read;
});

/** `{ inflation: { pay_after: 60%, rents: 40% } }`. */
export const correlations: Schema<readonly Correlation[]> = collection(collection(rank)).transform(
  (said, context): readonly Correlation[] => {
    const pairs = [...said].flatMap(([one, others]) =>
      [...others].map(([other, found]): Correlation => ({ one, other, rank: found })),
    );
    return pairs.filter(({ one, other }, i) => {
      const isAgain = pairs.slice(0, i).some((pair) => pair.one === other && pair.other === one);
      if (one !== other && !isAgain) return true;
      const expected = isAgain ? 'a pair of which nothing is said yet' : 'another assumption';
      const why = isAgain ? `it is said of ${other} and ${one} already` : 'an assumption goes with itself';
      refuseKey(context, 'bad-value', { text: other, expected, why }, [one, other]);
      return false;
    });
  },
);

/** What moves some assumptions that go together, as rows of weights of numbers that do not. */
export interface Mixed {
  /** The assumptions, in the order of their names. */
  readonly ids: readonly string[];
  /** For each of them, the weights of the numbers of those up to it and of its own. */
  readonly weights: readonly (readonly number[])[];
  /** The pair that cannot hold with the others, where there is one: then the weights are of no use. */
  readonly odd: Correlation | undefined;
}

const known = new WeakMap<readonly Correlation[], Mixed>();

/**
 * The weights by which normal numbers that do not hang together give numbers that do (the lower triangle of Cholesky).
 * A correlation of ranks is turned into that of the normal numbers with it, twice the sine of a sixth of π of it (K.
 * Pearson, 1907). There are no such weights where the correlations contradict each other.
 */
export function mixedOf(all: readonly Correlation[]): Mixed {
  const found = known.get(all) ?? mixedAnew(all);
  known.set(all, found);
  return found;
}

function mixedAnew(all: readonly Correlation[]): Mixed {
  const ids = [...new Set(all.flatMap(({ one, other }) => [one, other]))].sort();
  const pairOf = (a: string, b: string): Correlation | undefined =>
    all.find(({ one, other }) => (one === a && other === b) || (one === b && other === a));
  const weights: number[][] = [];
  for (const [i, id] of ids.entries()) {
    const row: number[] = [];
    let left = 1;
    for (let j = 0; j < i; j++) {
      const above = weights[j] as number[];
      const pair = pairOf(id, ids[j] as string);
      const rest = row.reduce((sum, each, k) => sum - each * (above[k] as number), normalOf(pair));
      const own = above[j] as number;
      if (own === 0 && Math.abs(rest) > NEAR) return { ids, weights, odd: pair ?? lastOf(all, id) };
      const weight = own === 0 ? 0 : rest / own;
      row.push(weight);
      left -= weight * weight;
    }
    if (left < -NEAR) return { ids, weights, odd: lastOf(all, id) };
    weights.push([...row, left < NEAR ? 0 : Math.sqrt(left)]);
  }
  return { ids, weights, odd: undefined };
}

/** What is lost in sums of floats. */
const NEAR = 1e-9;

/** The last pair that names an assumption. */
const lastOf = (all: readonly Correlation[], id: string): Correlation | undefined =>
  all.findLast(({ one, other }) => one === id || other === id);

/** The correlation of normal numbers whose ranks have a correlation. */
function normalOf(pair: Correlation | undefined): number {
  if (pair === undefined || !pair.rank.isKnown) return 0;
  return 2 * sine((Math.PI / 6) * pair.rank.exact.toNumber());
}

/** By its series, so that it is the same on every machine: at most a sixth of π. */
function sine(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 2; i < 24; i += 2) {
    term *= -(x * x) / (i * (i + 1));
    sum += term;
  }
  return sum;
}

/** The assumptions that go together with one, directly or by others, in the order of their names; at least itself. */
export function togetherWith(all: readonly Correlation[], id: string): readonly string[] {
  const found = new Set([id]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { one, other } of all) if (found.has(one) || found.has(other)) found.add(one).add(other);
  }
  return [...found].sort();
}
