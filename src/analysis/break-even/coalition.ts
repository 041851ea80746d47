import {
  asNumber,
  constant,
  Exact,
  type Figure,
  type Money,
  planeOf,
  Recording,
  Unknown,
  unknown,
  type Value,
} from '../../figures/index.js';
import { isThere, momentOf, type Period, type School } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { type Joining, joiningOf, turnable } from '../offer/joining.js';
import { Sums } from './coalition-sums.js';

/** In which order schools are asked into a coalition: who pays most first, or who is most likely to join first. */
export type Order = 'fee' | 'probability';

/** A school that may be asked, or an archetype that stands for several. */
export interface CoalitionCandidate {
  readonly school: School;
  readonly joining: Joining;
  /** How many schools it stands for; a part of one counts as one that joins in part. */
  readonly of: number;
}

/** Who has joined last when some number of schools have, and the surplus then. */
export interface Added {
  readonly candidate: CoalitionCandidate;
  readonly schools: number;
  readonly surplus: Money;
}

/** The first coalition, in an order, that breaks even in a company year. */
export interface Coalition {
  /** Everybody who may be asked, in the order; those of whom no share is expected to join are left out. */
  readonly candidates: readonly CoalitionCandidate[];
  readonly leftOut: number;
  /** Schools in all of them. */
  readonly schools: number;
  readonly whenNone: Money;
  readonly whenAll: Money;
  /** How many schools it takes, and the last of them; undefined where not even all of them do. */
  readonly needed:
    | {
        readonly schools: number;
        readonly surplus: Money;
        readonly oneFewer: Money | undefined;
        readonly last: readonly Added[];
      }
    | undefined;
  /**
   * Whether each number of schools was tried, so that no smaller one does it in this order; at intervals alone where
   * there are too many.
   */
  readonly isEachTried: boolean;
  /**
   * No set of fewer schools does it, whichever they are, or none of any number; undefined where that cannot be shown.
   */
  readonly atLeast: number | 'none' | undefined;
}

/** With so many schools or fewer each number of them is tried, whatever bends there are. */
const MOST_TRIED = 400;
/** Else so many numbers, evenly spread, before the first that breaks even is closed in on. */
const STRETCHES = 24;
const SHOWN = 5;
const HALF_PENNY = 0.005;

/**
 * The smallest coalition of a company year: schools join for certain, from the first month on, one after the other in
 * an order until the surplus before tax is zero or more; all others stay out. Each number of schools is worked out on
 * the recorded workings of one projection, so that steps, included services and offers that wait for members count as
 * they would.
 */
export function coalitionOf(
  projection: Projection,
  period: Period,
  order: Order,
  progress: (what: string) => void,
): Coalition | undefined {
  const year = Number(period.id);
  const { schools, calendar } = projection.model;
  const open = schools.filter((school) => isThere(school, momentOf(school, calendar, year)));
  const all = open.map((school) => ({
    school,
    joining: joiningOf(projection, school, year),
    of: numberOf(school),
  }));
  const unsorted = all.filter((each): each is CoalitionCandidate => each.joining !== undefined && each.of > 0);
  const { projection: turned, levers } = turnable(projection, 'certain', year);
  const surplus = figureOf(turned, 'surplus.before_tax', period) as Money;
  if (!surplus.isKnown || unsorted.some(({ joining }) => !joining.fee.isKnown || !joining.share.isKnown))
    return undefined;
  const candidates = unsorted.sort(byOrder(order));
  const trial = new Trial(surplus, candidates, levers, progress);
  const leftOut = all.reduce((sum, { of }) => sum + of, 0) - trial.schools;
  return { candidates, leftOut, schools: trial.schools, ...trial.result() };
}

/** How many schools an archetype stands for: one where it is a school of the roll. */
export function numberOf({ count }: School): number {
  return count === undefined ? 1 : asNumber(count.value);
}

function byOrder(order: Order): (a: CoalitionCandidate, b: CoalitionCandidate) => number {
  const by = {
    fee: (a: CoalitionCandidate) => a.joining.fee.exact,
    probability: (a: CoalitionCandidate) => a.joining.share.exact,
  };
  const then = order === 'fee' ? 'probability' : 'fee';
  return (a, b) =>
    by[order](b).compare(by[order](a)) || by[then](b).compare(by[then](a)) || (a.school.id < b.school.id ? -1 : 1);
}

/** The surplus at every number of schools in doubles, in pounds, and how far the exact one may be from it. */
export interface CoalitionSurplus {
  readonly surplus: ArrayLike<number>;
  readonly near: number;
}

/**
 * Tries numbers of schools, the first of an order: they are asked one by one, and what is left of an archetype that is
 * no whole number of them last.
 */
class Trial {
  /** How many are asked, and how many schools they are. */
  readonly total: number;
  readonly schools: number;
  /** How many are asked up to and with each candidate. */
  private readonly upTo: readonly number[];
  private readonly recording: Recording;
  private readonly known = new Map<number, number>();

  constructor(
    private readonly surplus: Money,
    private readonly candidates: readonly CoalitionCandidate[],
    private readonly levers: ReadonlyMap<string, Figure>,
    private readonly progress: (what: string) => void,
  ) {
    let so = 0;
    this.upTo = candidates.map(({ of }) => {
      so += Math.ceil(of);
      return so;
    });
    this.total = so;
    this.schools = this.schoolsOf(so);
    this.recording = new Recording([surplus]);
  }

  /** How many schools they are when so many have been asked. */
  private schoolsOf(asked: number): number {
    return this.candidates.reduce(
      (so, { of }, i) => so + Math.max(0, Math.min(of, asked - (i === 0 ? 0 : (this.upTo[i - 1] as number)))),
      0,
    );
  }

  result(): Omit<Coalition, 'candidates' | 'leftOut' | 'schools'> {
    const plane = planeOf(this.surplus, new Set(this.levers.values()));
    const sums = plane && new Sums(plane, this.candidates, this.levers, this.at(0) / 100);
    const tried = sums?.inOrder ?? (this.total <= MOST_TRIED ? this.sampled() : undefined);
    const at = tried === undefined ? this.closedIn() : this.first(tried);
    const needed = at === undefined ? undefined : this.told(at);
    const fewest = sums?.fewest();
    // All of them are one set, and it was tried.
    const atLeast = fewest === this.total && !this.breaksEven(this.total) ? 'none' : fewest;
    return {
      whenNone: this.money(0),
      whenAll: this.money(this.total),
      needed,
      isEachTried: tried !== undefined,
      atLeast,
    };
  }

  /** The first number that breaks even exactly, among those that come near to zero or above it in doubles. */
  private first({ surplus, near }: CoalitionSurplus): number | undefined {
    for (let schools = 0; schools <= this.total; schools++)
      if ((surplus[schools] as number) >= -near && this.breaksEven(schools)) return schools;
    return undefined;
  }

  /** All numbers in one go in doubles. */
  private sampled(): CoalitionSurplus {
    const numbers = this.total + 1;
    const leaves = new Map<Figure, Float64Array>();
    this.candidates.forEach(({ school }, i) => {
      const shares = Float64Array.from({ length: numbers }, (_, schools) => asNumber(this.share(i, schools)));
      leaves.set(this.levers.get(school.id) as Figure, shares);
    });
    const [surplus] = this.recording.sampled(leaves, numbers) as [Float64Array];
    // Each charge on the way may be half a penny off, and there are a few for every school.
    return { surplus, near: HALF_PENNY * (200 + 20 * this.candidates.length) };
  }

  /** Numbers at intervals until one breaks even; then between it and the one before. */
  private closedIn(): number | undefined {
    if (this.breaksEven(0)) return 0;
    let below = 0;
    for (let i = 1; i <= STRETCHES; i++) {
      const end = Math.round((i * this.total) / STRETCHES);
      if (this.breaksEven(end)) return this.between(below, end);
      below = end;
    }
    return undefined;
  }

  /** Between a number with a deficit and one without. */
  private between(deficit: number, without: number): number {
    let [low, high] = [deficit, without];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.breaksEven(middle)) high = middle;
      else low = middle;
    }
    return high;
  }

  private told(at: number): NonNullable<Coalition['needed']> {
    const last: Added[] = [];
    for (let schools = at; schools > Math.max(0, at - SHOWN); schools--) {
      const candidate = this.candidates[this.upTo.findIndex((end) => schools <= end)] as CoalitionCandidate;
      last.unshift({ candidate, schools: this.schoolsOf(schools), surplus: this.money(schools) });
    }
    return {
      schools: this.schoolsOf(at),
      surplus: this.money(at),
      oneFewer: at === 0 ? undefined : this.money(at - 1),
      last,
    };
  }

  /** The share of a candidate's schools that have joined when so many have. */
  private share(i: number, schools: number): Exact {
    const { of, school } = this.candidates[i] as CoalitionCandidate;
    const joined = schools - (i === 0 ? 0 : (this.upTo[i - 1] as number));
    if (joined <= 0) return Exact.zero;
    return joined >= of || school.count === undefined ? Exact.one : Exact.of(joined).over(school.count.exact);
  }

  /** The surplus in pence when the first so many schools have joined, on exact figures; NaN where it is unknown. */
  private at(schools: number): number {
    let found = this.known.get(schools);
    if (found === undefined) {
      this.progress(`coalition: ${schools} schools`);
      const leaves = new Map<Figure, Value>();
      this.candidates.forEach(({ school }, i) => {
        leaves.set(this.levers.get(school.id) as Figure, this.share(i, schools));
      });
      const [value] = this.recording.exactly(leaves);
      found = value instanceof Unknown ? Number.NaN : (value as number);
      this.known.set(schools, found);
    }
    return found;
  }

  private breaksEven(schools: number): boolean {
    return this.at(schools) >= 0;
  }

  private money(schools: number): Money {
    const pence = this.at(schools);
    if (Number.isNaN(pence)) return unknown('money', `the surplus when ${schools} schools have joined`);
    return constant('money', Exact.pounds(pence), `surplus when ${schools} schools have joined`);
  }
}
