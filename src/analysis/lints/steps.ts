import { asNumber, Exact, inWords, type Money } from '../../figures/index.js';
import { blockOf, chargedFor, countsPupils } from '../../pricing/index.js';
import {
  areTooMany,
  type BuyerKind,
  buyersOf,
  type DriverAmounts,
  inUnits,
  justBeyond,
  nameOf,
  othersFor,
  quoteOf,
  wholeAround,
} from '../offer/buyers.js';
import { feeAt, type RowWalk, rowAt, rowWalksOf } from '../offer/rows.js';
import { type Finding, type Lint, type Linted, type LintSubject, placeAt } from '../shared/lint.js';

/**
 * A price by the amounts of one driver: between its bounds it is a straight line that does not fall, so that it is
 * looked at around each of them.
 */
interface Walk {
  readonly tier: Linted;
  readonly buyer: BuyerKind;
  readonly driver: string;
  readonly others: DriverAmounts;
}

const walks = new WeakMap<LintSubject, readonly Walk[]>();

/** Every price of a subject by each of its drivers, once for all lints. */
function walksOf(subject: LintSubject): readonly Walk[] {
  const known =
    walks.get(subject) ??
    subject.priced.flatMap((tier) =>
      buyersOf(tier).flatMap((buyer) =>
        chargedFor(buyer.price).map((driver): Walk => ({ tier, buyer, driver, others: othersFor(buyer, driver) })),
      ),
    );
  walks.set(subject, known);
  return known;
}

/** Two numbers, one step apart, between which schools of a kind go from one price of a tier to another. */
interface Crossing {
  readonly walk: RowWalk;
  readonly step: readonly [Exact, Exact];
}

function addFirst<V>(to: Map<string, V>, key: string, value: V): void {
  if (!to.has(key)) to.set(key, value);
}

/** The first place of each tier and kind of school at which going from one price to another does something. */
function crossings(subject: LintSubject, does: (crossing: Crossing) => boolean): Omit<Finding, 'lint' | 'severity'>[] {
  return subject.priced.flatMap((tier) => {
    const found = new Map<string, Omit<Finding, 'lint' | 'severity'>>();
    for (const walk of rowWalksOf(tier)) {
      const step = walk.steps.find((each) => does({ walk, step: each }));
      if (step === undefined) continue;
      const [says, then] = step.map(
        (units) => `${inUnits(units, walk.driver)} ${costs(units)} ${inWords(feeAt(walk, units) as Money)}`,
      );
      addFirst(found, `${says} and ${then}`, {
        ...placeAt(subject, [...tier.path, rowAt(walk, step[1]) ?? 0]),
        says: `${says} and ${then}${nameOf(walk)}`,
      });
    }
    return [...found.values()];
  });
}

/** How much more the second of two numbers costs where it comes to another price; NaN where that is not known. */
function crossed({ walk, step: [from, to] }: Crossing): number {
  const [before, after] = [rowAt(walk, from), rowAt(walk, to)];
  if (before === after) return Number.NaN;
  return along(walk, from, to);
}

function along(walk: RowWalk, from: Exact, to: Exact): number {
  const [less, more] = [feeAt(walk, from), feeAt(walk, to)];
  return less === undefined || more === undefined ? Number.NaN : (more.pence - less.pence) / 100;
}

/** A fee falls from one price to the next: of whole numbers first, and of parts where none tells it. */
const fallsAcross = (crossing: Crossing): boolean => crossed(crossing) < 0;

/** One more pupil takes a school to a price that is much higher than pupils usually are. */
const climbsAcross =
  (most: number) =>
  (crossing: Crossing): boolean => {
    const { walk, step } = crossing;
    const [from, to] = step;
    if (!countsPupils(walk.driver) || to.minus(from).compare(Exact.one) !== 0) return false;
    const beside = [from.sign > 0 ? along(walk, from.minus(Exact.one), from) : 0, along(walk, to, to.plus(Exact.one))];
    const usual = Math.max(0, ...beside.filter((each) => !Number.isNaN(each)));
    return crossed(crossing) - usual > most;
  };

/** Numbers of a school for which there is no price, though there is one for fewer and for more. */
export const priceGap: Lint = {
  code: 'price-gap',
  severity: 'warning',
  summary: 'a school that falls between prices: one fits fewer of something and one fits more, and none its own number',
  find: (subject) =>
    subject.priced.flatMap((tier) => {
      const found = new Map<string, Omit<Finding, 'lint' | 'severity'>>();
      for (const walk of rowWalksOf(tier)) {
        const [first, ...others] = gapsIn(walk);
        if (first === undefined) continue;
        const says = `no price fits ${inUnits(first.at, walk.driver)}, though one fits fewer and one fits more${more(others.length)}`;
        addFirst(found, says, { ...placeAt(subject, [...tier.path, first.before]), says: `${says}${nameOf(walk)}` });
      }
      return [...found.values()];
    }),
};

/**
 * Of each stretch that lies between two prices and comes to none, a number, a whole one where there is any; and the price
 * above it.
 */
function gapsIn(walk: RowWalk): { readonly at: Exact; readonly before: number }[] {
  const found: { readonly at: Exact; readonly before: number }[] = [];
  let open: Exact[] = [];
  let isAbove = false;
  for (const at of walk.points) {
    const row = rowAt(walk, at);
    if (row === undefined) {
      if (isAbove) open.push(at);
      continue;
    }
    const whole = open.filter((each) => each.compare(each.floor()) === 0);
    const within = whole.length > 0 ? whole : open;
    if (within.length > 0) found.push({ at: within[Math.floor((within.length - 1) / 2)] as Exact, before: row });
    isAbove = true;
    open = [];
  }
  return found;
}

function feeOf({ buyer, driver, others }: Walk, units: Exact): Money | undefined {
  return quoteOf(buyer, { ...others, [driver]: units })?.fee;
}

/** How much more the second of two amounts costs; NaN where one of the two is not known. */
function rise(walk: Walk, from: Exact, to: Exact): number {
  const [before, after] = [feeOf(walk, from), feeOf(walk, to)];
  return before === undefined || after === undefined ? Number.NaN : (after.pence - before.pence) / 100;
}

/** Each amount of some with the one after it. */
function pairsOf(points: readonly Exact[]): (readonly [Exact, Exact])[] {
  return points.slice(1).map((to, i) => [points[i] as Exact, to] as const);
}

function found(subject: LintSubject, { tier, buyer }: Walk, says: string): Omit<Finding, 'lint' | 'severity'> {
  return { ...placeAt(subject, [...tier.path, buyer.position]), says: `${says}${nameOf(buyer)}` };
}

const told = (walk: Walk, units: Exact): string =>
  `${inUnits(units, walk.driver)} ${costs(units)} ${inWords(feeOf(walk, units) as Money)}`;
const costs = (units: Exact): string => (units.compare(Exact.one) === 0 ? 'costs' : 'cost');
const more = (count: number): string =>
  count === 0 ? '' : `; and so at ${count} more ${count === 1 ? 'place' : 'places'}`;

/** More costs less: between whole numbers around a bound, or where none tells it at the bound itself. */
export const priceInversion: Lint = {
  code: 'price-inversion',
  severity: 'warning',
  summary: 'more of something costs less, such as 21 days less than 20',
  find: (subject) => [
    ...crossings(subject, fallsAcross),
    ...walksOf(subject).flatMap((walk) => {
      const falls = ([from, to]: readonly [Exact, Exact]): boolean => rise(walk, from, to) < 0;
      const whole = pairsOf(wholeAround(walk.buyer.price, walk.driver)).filter(falls);
      const isTold = (at: Exact): boolean => whole.some(([from, to]) => from.compare(at) <= 0 && to.compare(at) >= 0);
      const parts = justBeyond(walk.buyer.price, walk.driver)
        .filter(([from]) => !isTold(from))
        .filter(falls);
      const drops = [...whole, ...parts];
      const [first] = drops;
      return first === undefined
        ? []
        : [found(subject, walk, `${told(walk, first[0])} and ${told(walk, first[1])}${more(drops.length - 1)}`)];
    }),
  ],
};

/** One more pupil costs much more than the pupils before and after. */
export const cliff: Lint = {
  code: 'cliff',
  severity: 'warning',
  summary:
    'one more pupil costs more than £500 more than the pupil before and the one after, or than `lints.cliff` says',
  find: (subject) => [
    ...crossings(subject, climbsAcross(asNumber(subject.cliff.value))),
    ...walksOf(subject).flatMap((walk) => {
      if (!countsPupils(walk.driver)) return [];
      const jumps = pairsOf(wholeAround(walk.buyer.price, walk.driver)).filter(([from, to]) => {
        if (to.minus(from).compare(Exact.one) !== 0) return false;
        const before = from.compare(Exact.one) > 0 ? rise(walk, from.minus(Exact.one), from) : 0;
        const usual = Math.max(
          0,
          ...[before, rise(walk, to, to.plus(Exact.one))].filter((each) => !Number.isNaN(each)),
        );
        return rise(walk, from, to) - usual > asNumber(subject.cliff.value);
      });
      const [first] = jumps;
      if (first === undefined) return [];
      const block = blockOf(walk.buyer.price, walk.driver);
      const others = block === undefined ? more(jumps.length - 1) : jumps.length > 1 ? '; and so at other blocks' : '';
      return [found(subject, walk, `${told(walk, first[0])} and ${told(walk, first[1])}${others}`)];
    }),
  ],
};

/** A tier whose conditions tell more kinds of school apart than are looked through. */
export const tooManyKinds: Lint = {
  code: 'too-many-kinds',
  severity: 'note',
  summary: 'a tier whose conditions tell more kinds of school apart than lints look through',
  find: (subject) =>
    subject.priced.filter(areTooMany).map(({ id, path }) => ({
      ...placeAt(subject, path),
      says: `the conditions of ${id} tell more than 4,000 kinds of school apart: what each of them pays is not looked through`,
    })),
};
