import {
  type Count,
  constant,
  Exact,
  type Figure,
  type Money,
  type Plane,
  planeOf,
  portion,
  Recording,
  totalOf,
  type Unknown,
  unknown,
  type Value,
} from '../../figures/index.js';
import type { Month } from '../../language/index.js';
import { type Period, type School, schoolIn } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { type Joining, joiningOf, turnable } from '../offer/joining.js';
import { numberOf } from './coalition.js';

/** What becomes of a surplus without a school, or without all schools of a trust. */
export interface Without {
  /** How many schools are left out, as roll or archetype count them. */
  readonly schools: number;
  /** What is expected of them all: their fees by how likely each is to join. */
  readonly fee: Money;
  /** By how much the surplus falls; below zero where it rises. */
  readonly falls: Money;
  readonly surplus: Money;
  /** The surplus is there with them, and is a deficit without. */
  readonly isPivotal: boolean;
}

export interface PivotalSchool extends Without {
  readonly school: School;
  readonly joining: Joining;
}

export interface PivotalTrust extends Without {
  readonly trust: string;
}

export interface Pivotal {
  readonly surplus: Money;
  /** Those who are pivotal and some of the rest, by how much the surplus falls without them. */
  readonly schools: readonly PivotalSchool[];
  readonly trusts: readonly PivotalTrust[];
  /** How many are looked at, of how many expected members: all, unless there are too many to try. */
  readonly tried: number;
  readonly of: number;
}

/**
 * All of so many are tried one by one where what each brings depends on who else joins; of more, those alone of whom
 * most is expected.
 */
const MOST_TRIED = 300;
const TRIED_OF_MORE = 40;
/** So many are shown at least. */
const SHOWN = 10;

interface Part {
  readonly school: School;
  readonly joining: Joining;
  readonly lever: Figure;
  readonly of: number;
}

/** Some schools that are left out together: so many of each part. */
interface Leaving {
  readonly name: string;
  readonly parts: readonly { readonly part: Part; readonly left: number }[];
}

/**
 * Without whom a company year falls into deficit, the members as expected: one school at a time is left out, with its
 * expected fee, what it buys and the cost that goes with it, from the first month on. Of an archetype one of its
 * schools. Undefined where the surplus is unknown.
 */
export function pivotalIn(
  projection: Projection,
  period: Period,
  progress: (what: string) => void,
): Pivotal | undefined {
  const year = Number(period.id);
  const { projection: turned, levers } = turnable(projection, 'expected', year);
  const surplus = figureOf(turned, 'surplus.before_tax', period) as Money;
  if (!surplus.isKnown) return undefined;
  const parts = projection.model.schools.flatMap((school): Part[] => {
    const joining = joiningOf(projection, school, year);
    const of = numberOf(school);
    return joining === undefined || !joining.expected.isKnown || of <= 0
      ? []
      : [{ school, joining, lever: levers.get(school.id) as Figure, of }];
  });
  return new Leaver(surplus, parts, period.first, progress).result();
}

/** Leaves out some schools at a time, and works out what is left. */
class Leaver {
  private readonly recording: Recording;
  private readonly plane: Plane | undefined;

  constructor(
    private readonly surplus: Money,
    private readonly parts: readonly Part[],
    /** The first month of the period: schools count with the trust that they are in then. */
    private readonly at: Month,
    private readonly progress: (what: string) => void,
  ) {
    this.recording = new Recording([surplus]);
    const plane = planeOf(surplus, new Set(parts.map(({ lever }) => lever)));
    // Where blocks cost money and grow with each school, leaving one out can save some: the surplus falls by no more
    // than the plane says, and nobody is missed.
    const saves = plane?.steps.every(
      ({ slope, slopes }) => slope <= 0 && [...slopes.values()].every((each) => each >= 0),
    );
    this.plane = saves === true ? plane : undefined;
  }

  result(): Pivotal {
    const singles = this.parts.map((part) => ({
      name: part.school.name,
      parts: [{ part, left: Math.min(1, part.of) }],
      ...part,
    }));
    const schools = this.worthTrying(singles).map(
      ({ school, joining, ...leaving }): PivotalSchool => ({ school, joining, ...this.without(leaving) }),
    );
    const trusts = this.worthTrying(this.byTrust()).map(
      (leaving): PivotalTrust => ({ trust: leaving.name, ...this.without(leaving) }),
    );
    const tried = this.plane === undefined && this.parts.length > MOST_TRIED ? TRIED_OF_MORE : this.parts.length;
    return { surplus: this.surplus, schools: ranked(schools), trusts: ranked(trusts), tried, of: this.parts.length };
  }

  /** Trusts with several schools: one with a single school is that school. */
  private byTrust(): Leaving[] {
    const found = new Map<string, { readonly part: Part; readonly left: number }[]>();
    for (const part of this.parts) {
      const trust = schoolIn(part.school, this.at).attributes.get('trust');
      if (trust) found.set(trust, [...(found.get(trust) ?? []), { part, left: part.of }]);
    }
    return [...found]
      .map(([name, parts]) => ({ name, parts }))
      .filter(({ parts }) => parts.reduce((all, { left }) => all + left, 0) > 1);
  }

  /**
   * Which of some to work out: where each school brings the same whoever else joins, those without whom there may be a
   * deficit, and the next; else those of whom most is expected.
   */
  private worthTrying<L extends Leaving>(all: readonly L[]): readonly L[] {
    const sorted = all.map((each) => ({ each, brings: this.brings(each) })).sort((a, b) => b.brings - a.brings);
    const { plane, surplus } = this;
    if (plane === undefined)
      return sorted.slice(0, sorted.length > MOST_TRIED ? TRIED_OF_MORE : MOST_TRIED).map(({ each }) => each);
    const spare = surplus.pence / 100 - 2 * plane.rounding;
    return sorted
      .filter(({ brings }, i) => i < SHOWN || (surplus.pence >= 0 && brings >= spare))
      .map(({ each }) => each);
  }

  private brings({ parts }: Leaving): number {
    const of = ({ lever, joining, of: all }: Part, left: number): number =>
      this.plane === undefined ? joining.expected.pence * left : ((this.plane.slopes.get(lever) ?? 0) * left) / all;
    return parts.reduce((sum, { part, left }) => sum + of(part, left), 0);
  }

  private without({ name, parts }: Leaving): Without {
    this.progress(`without ${name}`);
    const leaves = new Map<Figure, Value>(parts.map(({ part, left }) => [part.lever, staying(part, left)]));
    const [value] = this.recording.exactly(leaves) as [number | Unknown];
    const fees = parts.map(({ part: { joining }, left }) =>
      left === 1 ? joining.expected : portion(joining.expected, counted(left)),
    );
    const whole = {
      schools: parts.reduce((all, { left }) => all + left, 0),
      fee: totalOf('money', fees, `expected of ${name}`),
    };
    if (typeof value !== 'number') {
      const none = unknown<'money'>('money', `the surplus without ${name}`);
      return { ...whole, falls: none, surplus: none, isPivotal: false };
    }
    const { pence } = this.surplus;
    return {
      ...whole,
      falls: constant('money', Exact.pounds(pence - value), `by how much the surplus falls without ${name}`),
      surplus: constant('money', Exact.pounds(value), `surplus without ${name}`),
      isPivotal: pence >= 0 && value < 0,
    };
  }
}

const counted = (left: number): Count => constant('count', Exact.near(left), 'schools of it');

/** The share of a part that stays where some of its schools are left out. */
function staying({ school: { count }, of }: Part, left: number): Exact {
  return count === undefined || left >= of ? Exact.zero : count.exact.minus(Exact.one).over(count.exact);
}

function ranked<T extends Without>(all: readonly T[]): readonly T[] {
  const by = ({ falls }: T): number => (falls.isKnown ? falls.pence : Number.NEGATIVE_INFINITY);
  return [...all].sort((a, b) => by(b) - by(a));
}
