import type { Exact } from '../figures/index.js';

/** A figure over the positions of a dial, held against nought. */
export interface Course {
  /** How many positions there are, from 0. */
  readonly count: number;
  /** The figure at a position, exactly; undefined where it is unknown. */
  readonly exactly: (position: number) => Exact | undefined;
  /** The figure at some rising positions, in floats; undefined where it cannot be had without working each out. */
  readonly roughly: ((positions: readonly number[]) => readonly Sample[]) | undefined;
  /**
   * Where the figure bends, jumps or passes nought, in floats, as positions between which it is a straight line; undefined where it is no line.
   */
  readonly bends: (() => readonly number[] | undefined) | undefined;
  /** How far a float may be from the exact figure. */
  readonly tolerance: number;
}

/** A figure at a position, in floats. */
export interface Sample {
  readonly position: number;
  readonly value: number;
}

/** -1 below nought, 0 at it, 1 above it; undefined where the figure is unknown, or there is no such model. */
export type Sign = number | undefined;

/** Two neighbouring positions of different signs. */
export interface Passing {
  readonly below: number;
  readonly signs: readonly [Sign, Sign];
}

/** Up to so many positions are all looked at; up to so many more where the figure is no straight line that could be followed. */
const ALL = 256;
const MOST = 4096;
/** So many positions are looked at in a stretch that is too long for that, and again in each part of it in which the figure passes nought. */
const SOME = 1024;
/** So many where each has to be worked out from the start. */
const FEW = 17;
/** Neighbours that lie within the tolerance of nought are all worked out exactly up to so many. */
const CLOSE = 64;

/**
 * Every pair of neighbouring positions between which a figure passes nought, or comes to it or leaves it, or begins or ceases to be known: found in
 * floats, and worked out exactly on both sides.
 */
export function passings(course: Course): Passing[] {
  const signs = new Signs(course);
  const samples = samplesOf(course);
  const found: Passing[] = [];
  for (const [a, b] of pairs(signs.thinned(samples))) found.push(...between(a, b, signs));
  return found;
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
      for (const sample of some(samples.slice(i, end))) kept.push({ position: sample.position, sign: this.at(sample.position) });
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
  return Array.from({ length: CLOSE }, (_, i) => samples[Math.round((i * (samples.length - 1)) / (CLOSE - 1))] as Sample);
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
    if (next !== sign) return [by > 0 ? { below: position, signs: [sign, next] } : { below: position - 1, signs: [next, sign] }];
  }
  return [];
}

function samplesOf(course: Course): readonly Sample[] {
  const { count, roughly } = course;
  // What has to be worked out exactly is not a number to floats, and no float decides it.
  if (roughly === undefined) return spread(0, count - 1, FEW).map((position) => ({ position, value: Number.NaN }));
  const bends = count <= ALL ? undefined : course.bends?.();
  if (bends !== undefined) return roughly(round(bends, count));
  return count <= MOST ? roughly(spread(0, count - 1, MOST)) : scanned(course, roughly, 0, count - 1);
}

/** Every position from one to another, or evenly so many of them. */
function spread(from: number, to: number, most: number): number[] {
  const all = to - from + 1;
  const length = Math.min(all, most);
  return Array.from({ length }, (_, i) => (length < 2 ? from : from + Math.round((i * (to - from)) / (length - 1))));
}

/** The positions on both sides of each bend, with their neighbours, and the ends. */
function round(bends: readonly number[], count: number): number[] {
  const near = bends.flatMap((bend) => [-1, 0, 1, 2].map((by) => Math.floor(bend) + by)).filter((position) => position >= 0 && position < count);
  return [...new Set([0, ...near, count - 1])].sort((a, b) => a - b);
}

/** Some positions of a stretch, and more of them in the parts in which the figure passes nought. */
function scanned(course: Course, roughly: NonNullable<Course['roughly']>, from: number, to: number): Sample[] {
  const samples = roughly(spread(from, to, SOME));
  if (to - from < SOME) return [...samples];
  return samples.flatMap((sample, i) => {
    const next = samples[i + 1];
    const isOpen = next !== undefined && next.position > sample.position + 1 && Math.sign(sample.value) !== Math.sign(next.value);
    return isOpen ? scanned(course, roughly, sample.position, next.position).slice(0, -1) : [sample];
  });
}
