/** A candidate by what speaks for it: the more of each, the better. */
export interface WeighedCandidate<T> {
  readonly of: T;
  /** The first may be off by as much as the margin; the others are as they are. */
  readonly goods: readonly number[];
  /** Of two that come to the same, the one with fewer changes is taken. */
  readonly changes: number;
  /** Whether it is certain to be allowed, so that others may be left out for it. */
  readonly firm: boolean;
}

/**
 * The frontier: those of which no other is at least as good in everything and better in something. With a margin, those
 * too which could be on it if the first good were off by so much. Of several that come to the same the one with the
 * fewest changes stands for all, and of those the first.
 */
export function frontierOf<T>(all: readonly WeighedCandidate<T>[], margin: number): WeighedCandidate<T>[] {
  const sorted = all
    .map((each, i) => ({ each, i }))
    .sort((a, b) => byGoods(a.each, b.each) || a.each.changes - b.each.changes || a.i - b.i);
  const found: WeighedCandidate<T>[] = [];
  const firm: WeighedCandidate<T>[] = [];
  for (const { each } of sorted) {
    if (firm.some((other) => isOutdone(each, other, margin))) continue;
    found.push(each);
    if (each.firm) firm.push(each);
  }
  return found;
}

function byGoods({ goods: a }: WeighedCandidate<unknown>, { goods: b }: WeighedCandidate<unknown>): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    if (x !== y) return y > x ? 1 : -1;
  }
  return 0;
}

/** Whether another, which comes before it, is as good in everything. */
function isOutdone(
  { goods }: WeighedCandidate<unknown>,
  { goods: other }: WeighedCandidate<unknown>,
  margin: number,
): boolean {
  const ahead = (other[0] as number) - (goods[0] as number);
  if (!(ahead >= margin || other[0] === goods[0])) return false;
  for (let i = 1; i < goods.length; i++) if ((other[i] as number) < (goods[i] as number)) return false;
  return true;
}

/**
 * A few of many, spread over all that they differ in: the best in each good, and then always the one that is farthest
 * from those taken.
 */
export function spreadOver<T>(all: readonly WeighedCandidate<T>[], most: number): readonly WeighedCandidate<T>[] {
  if (all.length <= most) return all;
  const goods = (all[0] as WeighedCandidate<T>).goods.map((_, i) =>
    all.map((each) => each.goods[i] as number).filter(Number.isFinite),
  );
  const ends = goods.map((values) => [
    values.reduce((a, b) => Math.min(a, b), values[0] ?? 0),
    values.reduce((a, b) => Math.max(a, b), values[0] ?? 0),
  ]);
  const scaled = all.map((each) => each.goods.map((good, i) => scale(good, ends[i] as number[])));
  const best = goods.map((_, i) => indexOfBest(all, i));
  const taken = [...new Set(best)].slice(0, most);
  const distances = scaled.map((point) => Math.min(...taken.map((at) => distance(point, scaled[at] as number[]))));
  while (taken.length < most) {
    const next = distances.reduce((far, each, i) => (each > (distances[far] as number) ? i : far), 0);
    taken.push(next);
    scaled.forEach((point, i) => {
      distances[i] = Math.min(distances[i] as number, distance(point, scaled[next] as number[]));
    });
  }
  return taken.sort((a, b) => a - b).map((at) => all[at] as WeighedCandidate<T>);
}

function indexOfBest(all: readonly WeighedCandidate<unknown>[], good: number): number {
  return all.reduce(
    (best, each, i) =>
      (each.goods[good] as number) > ((all[best] as WeighedCandidate<unknown>).goods[good] as number) ? i : best,
    0,
  );
}

const scale = (value: number, [low = 0, high = 0]: readonly number[]): number =>
  high > low && Number.isFinite(value) ? (value - low) / (high - low) : 0;
const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + (x - (b[i] as number)) ** 2, 0);
