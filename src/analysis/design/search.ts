import { Bench, type Company } from './bench.js';
import { frontierOf, spreadOver, type WeighedCandidate } from './frontier.js';
import { type DesignAsked, isMet, isOff, type Score } from './measures.js';
import type { Space } from './space.js';

/** Up to so many candidates all are tried; of more, a part, and then those about the best of that part. */
export const MOST_TRIED = 20_000;
/** Up to so many candidates every one is worked out to the penny; of more, those that may be on the frontier. */
const MOST_EXACT = 400;

/** How much is tried, and how much of it to the penny. */
export interface Effort {
  readonly tried: number;
  readonly exact: number;
}
const USUAL: Effort = { tried: MOST_TRIED, exact: MOST_EXACT };
/** On a finer grid, the neighbours of at most so many of the best. */
const MOST_REFINED = 100;
/** What is tried of a finer grid is at most so many times what was tried of the coarsest. */
const MOST_TIMES = 2;

/** A tariff that was tried. */
export interface TariffCandidate {
  readonly space: Space;
  readonly picks: readonly number[];
  readonly score: Score;
}

/** What the search came to. */
export interface TariffSearch {
  /** How many tariffs the grid holds, and how many of them were tried. */
  readonly size: number;
  readonly tried: number;
  /** Left out because a cap would be below a floor, or a price without a base. */
  readonly impossible: number;
  /** How many meet every limit. */
  readonly meeting: number;
  /** On the frontier of those that meet every limit, or of all where there are no limits. */
  readonly frontier: readonly WeighedCandidate<TariffCandidate>[];
  /**
   * Where none meets every limit: those that come nearest, the nearest first; those that come equally near together.
   */
  readonly nearest: readonly (readonly WeighedCandidate<TariffCandidate>[])[];
  /**
   * For each limit: how many candidates miss it, how many miss only it, the best value of all, and the best of those
   * that meet all other limits.
   */
  readonly missed: readonly {
    readonly all: number;
    readonly alone: number;
    readonly best: number | undefined;
    readonly left: number | undefined;
  }[];
}

/** Says what is being done, and how much of it is. */
type Told = (what: string, done: number) => void;

/** Tries every tariff of some spaces, or where there are too many a part of them and then those about the best. */
export function search(
  company: Company,
  spaces: readonly Space[],
  asked: DesignAsked,
  told: (what: string, done: number) => void,
  effort = USUAL,
): TariffSearch {
  const size = spaces.reduce((sum, space) => sum + space.size, 0);
  const work = spaces.map(
    (space) =>
      new Tried(
        new Bench(company, space, asked),
        Math.floor(effort.tried / spaces.length),
        size <= effort.tried,
        size <= effort.exact,
      ),
  );
  const all: TariffCandidate[] = [];
  let impossible = 0;
  work.forEach((tried, i) => {
    const of = work.length === 1 ? '' : ` (${i + 1} of ${work.length})`;
    tried.run(asked, (done) => told(`trying tariffs${of}`, done));
    for (const each of tried.candidates) all.push(each);
    impossible += tried.impossible;
  });
  const benches = new Map(work.map(({ bench }) => [bench.space, bench]));
  const margin = Math.max(...work.map(({ bench }) => bench.margin));
  return { size, tried: all.length, impossible, ...judged(all, asked, benches, margin, told) };
}

/** The candidates of one space that have been scored. */
class Tried {
  readonly candidates: TariffCandidate[] = [];
  impossible = 0;
  private readonly seen = new Set<string>();

  constructor(
    readonly bench: Bench,
    private readonly most: number,
    private readonly whole: boolean,
    private readonly exact: boolean,
  ) {}

  run(asked: DesignAsked, told: (done: number) => void): void {
    const { axes } = this.bench.space;
    const lengths = axes.map(({ steps }) => steps.length);
    let level = 0;
    if (!this.whole) while (product(lengths.map((length) => indices(length, level).length)) > this.most) level++;
    this.score(grid(lengths.map((length) => indices(length, level))), told);
    while (level > 0) {
      level--;
      this.climb(2 ** level, lengths, asked, told);
    }
  }

  /**
   * Tries what lies about the best, and then about what is the best now, until nothing is new or enough has been tried.
   */
  private climb(stride: number, lengths: readonly number[], asked: DesignAsked, told: (done: number) => void): void {
    for (let before = -1; before < this.candidates.length && this.candidates.length < MOST_TIMES * this.most; ) {
      before = this.candidates.length;
      const best = spreadOver(frontierOf(weighedAll(this.candidates, asked, this.bench.margin), 0), MOST_REFINED);
      this.score(
        best.flatMap(({ of }) => neighbours(of.picks, lengths, stride)),
        told,
      );
    }
  }

  private score(some: Iterable<readonly number[]>, told: (done: number) => void): void {
    const { space } = this.bench;
    const fresh: (readonly number[])[] = [];
    for (const picks of some) {
      const key = picks.join(',');
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      if (space.isTariff(picks)) fresh.push(picks);
      else this.impossible++;
    }
    const scores = this.exact
      ? fresh.map((picks) => this.bench.exactly(picks))
      : this.bench.replay(fresh, (done) => told(done / fresh.length));
    fresh.forEach((picks, i) => void this.candidates.push({ space, picks, score: scores[i] as Score }));
  }
}

/** Every so many of some steps, with the last. */
function indices(length: number, level: number): number[] {
  const stride = 2 ** level;
  const found = Array.from({ length: Math.ceil(length / stride) }, (_, i) => i * stride);
  return found.at(-1) === length - 1 ? found : [...found, length - 1];
}

const product = (counts: readonly number[]): number => counts.reduce((all, count) => all * count, 1);

function* grid(axes: readonly (readonly number[])[]): Generator<readonly number[]> {
  const at = axes.map(() => 0);
  for (;;) {
    yield axes.map((axis, i) => axis[at[i] as number] as number);
    let last = axes.length - 1;
    while (last >= 0 && (at[last] as number) + 1 === (axes[last] as readonly number[]).length) at[last--] = 0;
    if (last < 0) return;
    at[last] = (at[last] as number) + 1;
  }
}

/** One or two numbers a step up or down. */
function neighbours(picks: readonly number[], lengths: readonly number[], stride: number): (readonly number[])[] {
  const moved = (from: readonly number[], axis: number): (readonly number[])[] =>
    [-stride, stride].flatMap((by) => {
      const to = (from[axis] as number) + by;
      return to < 0 || to >= (lengths[axis] as number) ? [] : [from.map((at, i) => (i === axis ? to : at))];
    });
  const once = picks.flatMap((_, axis) => moved(picks, axis).map((to) => ({ to, axis })));
  const twice = once.flatMap(({ to, axis }) => picks.flatMap((_, other) => (other > axis ? moved(to, other) : [])));
  return [...once.map(({ to }) => to), ...twice];
}

/**
 * What speaks for a candidate: surplus, the worst-off constituency, the largest loss, and few numbers. What is unknown
 * of all counts for none.
 */
export function weighed(
  candidate: TariffCandidate,
  asked: DesignAsked,
  margin: number,
): WeighedCandidate<TariffCandidate> {
  const { surplus, worst, loss, numbers, gaps } = candidate.score;
  const known = (good: number): number => (Number.isNaN(good) ? Number.NEGATIVE_INFINITY : good);
  const firm = asked.limits.every((limit, i) => (gaps[i] as number) >= (isOff(limit.unit) ? margin : -1e-9));
  const changes = candidate.space.changesIn(candidate.picks);
  return { of: candidate, goods: [known(surplus), known(worst), known(-loss), -numbers], changes, firm };
}

const mayMeet = ({ score }: TariffCandidate, asked: DesignAsked, margin: number): boolean =>
  asked.limits.every((limit, i) => isMet((score.gaps[i] as number) + (isOff(limit.unit) ? margin : 0)));

function weighedAll(
  all: readonly TariffCandidate[],
  asked: DesignAsked,
  margin: number,
): WeighedCandidate<TariffCandidate>[] {
  const may = all.filter((each) => mayMeet(each, asked, margin));
  return (may.length === 0 ? all : may).map((each) => weighed(each, asked, 0));
}

type Judged = Pick<TariffSearch, 'meeting' | 'frontier' | 'nearest' | 'missed'>;

function judged(
  all: readonly TariffCandidate[],
  asked: DesignAsked,
  benches: ReadonlyMap<Space, Bench>,
  margin: number,
  told: Told,
): Judged {
  const exact = (candidate: TariffCandidate): TariffCandidate => ({
    ...candidate,
    score: (benches.get(candidate.space) as Bench).exactly(candidate.picks),
  });
  const may = all.filter((each) => mayMeet(each, asked, margin));
  const wide = frontierOf(
    may.map((each) => weighed(each, asked, margin)),
    margin,
  );
  const worked = wide.map(({ of }, i) => {
    told('working out the best to the penny', i / wide.length);
    return exact(of);
  });
  const sure = worked.filter((each) => mayMeet(each, asked, 0));
  const frontier = frontierOf(
    sure.map((each) => weighed(each, asked, 0)),
    0,
  );
  const meeting = all.filter((each) => mayMeet(each, asked, 0)).length;
  const missed = asked.limits.map((_, i) => missedOf(i, all, asked, exact));
  return {
    meeting: frontier.length === 0 ? 0 : Math.max(meeting, frontier.length),
    frontier,
    nearest: frontier.length > 0 ? [] : nearestOf(all, asked),
    missed,
  };
}

function missedOf(
  limit: number,
  all: readonly TariffCandidate[],
  { limits }: DesignAsked,
  exact: (candidate: TariffCandidate) => TariffCandidate,
): TariffSearch['missed'][number] {
  let [missing, alone] = [0, 0];
  const gapOf = (each: TariffCandidate | undefined): number => each?.score.gaps[limit] ?? Number.NEGATIVE_INFINITY;
  const isUnasked = (i: number, gap: number): boolean => limits[i]?.of.kind === 'drawn' && Number.isNaN(gap);
  let best: TariffCandidate | undefined;
  let left: TariffCandidate | undefined;
  for (const each of all) {
    const others = each.score.gaps.every((gap, i) => i === limit || isMet(gap) || isUnasked(i, gap));
    if (gapOf(each) > gapOf(best)) best = each;
    if (others && gapOf(each) > gapOf(left)) left = each;
    // A limit in draws is only asked of those that meet all others.
    if (isMet(gapOf(each)) || isUnasked(limit, gapOf(each))) continue;
    missing++;
    if (others) alone++;
  }
  const value = (each: TariffCandidate | undefined): number | undefined => each && exact(each).score.values[limit];
  return { all: missing, alone, best: value(best), left: value(left) };
}

/**
 * Of which no other comes as near to every limit and nearer to one; those that miss the fewest limits first, and of
 * these those that miss them by least, as a share of how far all candidates lie apart. Of several that come equally
 * near, the frontier by what else speaks for them.
 */
function nearestOf(all: readonly TariffCandidate[], asked: DesignAsked): WeighedCandidate<TariffCandidate>[][] {
  const { limits } = asked;
  const ranges = (all[0]?.score.gaps ?? []).map((_, i) => {
    const gaps = all.map(({ score }) => score.gaps[i] as number).filter(Number.isFinite);
    const [least, most] = gaps.reduce(
      ([a, b], gap) => [Math.min(a, gap), Math.max(b, gap)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
    return most > least ? most - least : 1;
  });
  const short = ({ score }: TariffCandidate): number[] =>
    score.gaps.map((gap, i) =>
      isMet(gap) || (limits[i]?.of.kind === 'drawn' && Number.isNaN(gap))
        ? 0
        : Number.isFinite(gap)
          ? Math.round((gap / (ranges[i] as number)) * 1e9) / 1e9
          : Number.NEGATIVE_INFINITY,
    );
  const near = all.map(
    (of): WeighedCandidate<TariffCandidate> => ({
      of,
      goods: short(of),
      changes: of.space.changesIn(of.picks),
      firm: true,
    }),
  );
  const missing = ({ goods }: WeighedCandidate<TariffCandidate>): number => goods.filter((gap) => gap < 0).length;
  const by = ({ goods }: WeighedCandidate<TariffCandidate>): number =>
    goods.reduce((sum, gap) => sum - (Number.isFinite(gap) ? gap : -2), 0);
  const tied = new Map<string, TariffCandidate[]>();
  for (const { of, goods } of near) {
    const key = goods.join(' ');
    const equal = tied.get(key);
    if (equal === undefined) tied.set(key, [of]);
    else equal.push(of);
  }
  return frontierOf(near, 0)
    .sort((a, b) => missing(a) - missing(b) || by(a) - by(b) || a.changes - b.changes)
    .map(({ goods }) => {
      const equal = tied.get(goods.join(' ')) as TariffCandidate[];
      return frontierOf(
        equal.map((each) => ({ ...weighed(each, asked, 0), firm: true })),
        0,
      );
    });
}

/**
 * A few of those that come nearest: one at least of those that come equally near, and of the nearest as many as there
 * is room for.
 */
export function fewOf(nearest: TariffSearch['nearest'], most: number): readonly TariffCandidate[] {
  const some = nearest.slice(0, most);
  let spare = most - some.length;
  return some.flatMap((equal) => {
    const few = spreadOver(equal, 1 + spare);
    spare -= few.length - 1;
    return few.map(({ of }) => of);
  });
}
