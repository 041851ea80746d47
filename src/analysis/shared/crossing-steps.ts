import type { Exact } from '../../figures/index.js';

/** A figure over the positions of a dial, held against zero. */
export interface Course {
  /** How many positions there are, from 0. */
  readonly count: number;
  /** The figure at a position, exactly; undefined where it is unknown. */
  readonly exactly: (position: number) => Exact | undefined;
  /** The figure at some rising positions, in floats; undefined where it cannot be had without working each out. */
  readonly roughly: ((positions: readonly number[]) => readonly Sample[]) | undefined;
  /**
   * Where the figure bends, jumps or passes zero, in floats, as positions between which it is a straight line;
   * undefined where it is no line.
   */
  readonly bends: (() => Bends | undefined) | undefined;
  /** How far a float may be from the exact figure. */
  readonly tolerance: number;
  /** Positions at which the figure is of another company than on both sides; none unless said. They are all looked at. */
  readonly apart?: readonly number[];
}

/**
 * Positions between which a figure is a straight line; whether there are no others between them, which would be too
 * many to follow.
 */
export interface Bends {
  readonly positions: readonly number[];
  readonly isWhole: boolean;
}

/** At how many positions a figure was looked at; `all` at every one, or along lines that leave none out. */
export type PositionsTried = number | 'all';

/** A figure at a position, in floats. */
export interface Sample {
  readonly position: number;
  readonly value: number;
}

/** -1 below zero, 0 at it, 1 above it; undefined where the figure is unknown, or there is no such model. */
export type Sign = number | undefined;

/** Two neighbouring positions of different signs. */
export interface Passing {
  readonly below: number;
  readonly signs: readonly [Sign, Sign];
}

/**
 * Up to so many positions are all looked at; up to so many more where the figure is no straight line that could be
 * followed.
 */
const ALL = 256;
const MOST = 4096;
/**
 * So many positions are looked at in a stretch that is too long for that, and again in each part of it in which the
 * figure passes zero.
 */
const SOME = 1024;
/** So many where each has to be worked out from the start. */
const FEW = 17;
/** Neighbours that lie within the tolerance of zero are all worked out exactly up to so many. */
const CLOSE = 64;

/**
 * Every pair of neighbouring positions between which a figure passes zero, or comes to it or leaves it, or begins or
 * ceases to be known: found in floats, and worked out exactly on both sides.
 */
export function passings(course: Course): { readonly found: Passing[]; readonly looked: PositionsTried } {
  const signs = new Signs(course);
  const { samples, looked } = samplesOf(course);
  return { found: pairs(signs.thinned(samples)).flatMap(([a, b]) => between(a, b, signs)), looked };
}

/** The positions at which a figure is lowest and highest. */
export interface Extremes {
  readonly lowest: number;
  readonly highest: number;
  readonly looked: PositionsTried;
}

/**
 * Where a figure is lowest and highest, of some positions or of all; undefined where it is known at none that was
 * looked at.
 */
export function extremes(course: Course, only?: readonly number[]): Extremes | undefined {
  const { samples, looked } =
    only === undefined ? widest(course) : { samples: only.map(unsampled), looked: 'all' as const };
  const [lowest, highest] = [
    best(course, samples, -1, only === undefined),
    best(course, samples, 1, only === undefined),
  ];
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest, looked };
}

/** What has to be worked out exactly is not a number to floats, and no float decides it. */
const unsampled = (position: number): Sample => ({ position, value: Number.NaN });

/**
 * The position at which a figure is furthest to one side: exact among those that floats cannot tell apart, and where
 * others may be taken those beside the furthest.
 */
function best(course: Course, samples: readonly Sample[], side: 1 | -1, isOpen: boolean): number | undefined {
  const furthest = samples.reduce(
    (so, { value }) => (Number.isNaN(value) ? so : Math.max(so, value * side)),
    Number.NEGATIVE_INFINITY,
  );
  const near = Number.isFinite(furthest)
    ? samples.filter(({ value }) => value * side >= furthest - 2 * course.tolerance)
    : samples;
  const beside =
    isOpen && near.length < 4
      ? near.flatMap(({ position }) => [position - 1, position + 1].filter((each) => each >= 0 && each < course.count))
      : [];
  let found: { readonly position: number; readonly value: Exact } | undefined;
  for (const position of new Set([...some(near).map((each) => each.position), ...beside])) {
    const value = course.exactly(position);
    if (value !== undefined && (found === undefined || value.compare(found.value) * side > 0))
      found = { position, value };
  }
  return found?.position;
}

/** Samples for extremes: where not every position is one, ever closer about the furthest on both sides. */
function widest(course: Course): { readonly samples: readonly Sample[]; readonly looked: PositionsTried } {
  const { samples, looked } = samplesOf(course);
  const { roughly } = course;
  if (looked === 'all' || roughly === undefined) return { samples, looked };
  const closer = [1, -1].flatMap((side) => closedIn(samples, roughly, side, course.count));
  return { samples: [...samples, ...closer], looked: samples.length + closer.length };
}

function closedIn(
  samples: readonly Sample[],
  roughly: NonNullable<Course['roughly']>,
  side: number,
  count: number,
): Sample[] {
  const all = [...samples];
  let around = samples;
  for (let gap = count; gap > 1; ) {
    const top = around.reduce((so, each) =>
      each.value * side > so.value * side || Number.isNaN(so.value) ? each : so,
    );
    const sorted = around.map(({ position }) => position).sort((a, b) => a - b);
    const at = sorted.indexOf(top.position);
    const [from, to] = [sorted[at - 1] ?? top.position, sorted[at + 1] ?? top.position];
    if (to - from >= gap) break;
    gap = to - from;
    around = roughly(spread(from, to, SOME));
    all.push(...around);
  }
  return all.slice(samples.length);
}

/** The exact or certain sign at positions, each worked out once. */
class Signs {
  private readonly known = new Map<number, Sign>();

  constructor(private readonly course: Course) {}

  at(position: number): Sign {
    if (!this.known.has(position)) this.known.set(position, this.course.exactly(position)?.sign);
    return this.known.get(position);
  }

  /** The sign of a sample, as far as floats can tell. */
  private certain({ value }: Sample): Sign {
    return Math.abs(value) > this.course.tolerance ? Math.sign(value) : undefined;
  }

  /** Positions with their signs, exact where floats cannot tell: of a long row of such only some. */
  thinned(samples: readonly Sample[]): Signed[] {
    const kept: Signed[] = [];
    for (let i = 0; i < samples.length; ) {
      let end = i;
      while (end < samples.length && this.certain(samples[end] as Sample) === undefined) end++;
      for (const sample of some(samples.slice(i, end)))
        kept.push({ position: sample.position, sign: this.at(sample.position) });
      const next = samples[end];
      if (next !== undefined) kept.push({ position: next.position, sign: this.certain(next) });
      i = end + 1;
    }
    return kept;
  }
}

interface Signed {
  readonly position: number;
  readonly sign: Sign;
}

/** The first, the last, and evenly some of those between. */
function some(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length <= CLOSE) return samples;
  return Array.from(
    { length: CLOSE },
    (_, i) => samples[Math.round((i * (samples.length - 1)) / (CLOSE - 1))] as Sample,
  );
}

function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.slice(1).map((item, i) => [items[i] as T, item] as const);
}

/** The passings between two positions, between which there is one at the most. */
function between(a: Signed, b: Signed, signs: Signs): Passing[] {
  if (a.sign === b.sign) return [];
  if (b.position - a.position > 1) {
    const position = Math.floor((a.position + b.position) / 2);
    const middle = { position, sign: signs.at(position) };
    return [...between(a, middle, signs), ...between(middle, b, signs)];
  }
  const [below, above] = [signs.at(a.position), signs.at(b.position)];
  if (below !== above) return [{ below: a.position, signs: [below, above] }];
  // Floats said otherwise of one of the two: what they took for certain lies a little further on.
  return below === b.sign ? onwards(a.position, -1, below, signs) : onwards(b.position, 1, below, signs);
}

/** The next passing from a position on, if it is near. */
function onwards(from: number, by: 1 | -1, sign: Sign, signs: Signs): Passing[] {
  for (let position = from; Math.abs(position - from) <= CLOSE; position += by) {
    const next = signs.at(position + by);
    if (next !== sign)
      return [by > 0 ? { below: position, signs: [sign, next] } : { below: position - 1, signs: [next, sign] }];
  }
  return [];
}

function samplesOf(course: Course): { readonly samples: readonly Sample[]; readonly looked: PositionsTried } {
  const { count, roughly } = course;
  if (roughly === undefined) {
    const near = (course.apart ?? []).flatMap((position) => [position - 1, position, position + 1]);
    const inside = near.filter((position) => position >= 0 && position < count);
    const positions = [...new Set([...spread(0, count - 1, FEW), ...inside])].sort((a, b) => a - b);
    return { samples: positions.map(unsampled), looked: positions.length === count ? 'all' : positions.length };
  }
  const bends = count <= ALL ? undefined : course.bends?.();
  if (bends !== undefined) {
    const samples = roughly(round(bends.positions, count));
    return { samples, looked: bends.isWhole ? 'all' : samples.length };
  }
  if (count <= MOST) return { samples: roughly(spread(0, count - 1, MOST)), looked: 'all' };
  const samples = scanned(course, roughly, 0, count - 1);
  return { samples, looked: samples.length };
}

/** Every position from one to another, or evenly so many of them. */
function spread(from: number, to: number, most: number): number[] {
  const all = to - from + 1;
  const length = Math.min(all, most);
  return Array.from({ length }, (_, i) => (length < 2 ? from : from + Math.round((i * (to - from)) / (length - 1))));
}

/** The positions on both sides of each bend, with their neighbours, and the ends. */
function round(bends: readonly number[], count: number): number[] {
  const near = bends
    .flatMap((bend) => [-1, 0, 1, 2].map((by) => Math.floor(bend) + by))
    .filter((position) => position >= 0 && position < count);
  return [...new Set([0, ...near, count - 1])].sort((a, b) => a - b);
}

/** Some positions of a stretch, and more of them in the parts in which the figure passes zero. */
function scanned(course: Course, roughly: NonNullable<Course['roughly']>, from: number, to: number): Sample[] {
  const samples = roughly(spread(from, to, SOME));
  if (to - from < SOME) return [...samples];
  return samples.flatMap((sample, i) => {
    const next = samples[i + 1];
    const isOpen =
      next !== undefined && next.position > sample.position + 1 && Math.sign(sample.value) !== Math.sign(next.value);
    return isOpen ? scanned(course, roughly, sample.position, next.position).slice(0, -1) : [sample];
  });
}
