import { type Count, constant, Exact, sum, times } from '../../figures/index.js';
import { type Period, PHASES, type Phase, type School } from '../../model/index.js';
import { monthsIn, type Projection } from '../../projection/index.js';

/** Schools of which all has joined once the shares as modelled are multiplied so far. */
export interface FillingPoint {
  /** How many times the shares as modelled. */
  readonly turn: Exact;
  readonly schools: readonly School[];
}

/**
 * How schools fill up as more and more of every kind join, in the proportions in which they are expected in a period.
 * The mix of schools and tiers is the same up to the first of them, because no more of a school can join than all of
 * it; beyond it the others alone go on.
 */
export interface Filling {
  /** In rising order. Empty where nobody is expected to join. */
  readonly steps: readonly FillingPoint[];
  /** From here on more changes nothing: all has joined of every school of which a share is expected. */
  readonly most: Exact;
}

const known = new WeakMap<Projection, Map<string, Filling>>();

/**
 * How the schools of a model fill up in a period. Shares that are unknown are left out: then the members are unknown
 * too.
 */
export function fillingIn(projection: Projection, period: Period): Filling {
  const periods = known.get(projection) ?? new Map<string, Filling>();
  known.set(projection, periods);
  const found = periods.get(period.id) ?? filled([...sharesIn(projection, period).values()]);
  periods.set(period.id, found);
  return found;
}

/** The smallest and the largest share of a school that is expected to join any tier, over the months of a period. */
interface Shares {
  readonly school: School;
  readonly least: Exact;
  readonly most: Exact;
}

function sharesIn({ membership }: Projection, { first, last }: Period): ReadonlyMap<string, Shares> {
  const found = new Map<string, Shares>();
  for (const { firstMonth, charges } of membership.batches.filter(
    (batch) => batch.firstMonth <= last && batch.lastMonth >= first,
  )) {
    for (const { school } of charges) {
      const total = sum(
        'rate',
        membership.sharesOf(school, firstMonth).map(({ share }) => share),
      );
      if (!total.isKnown || total.exact.sign === 0) continue;
      const { least = total.exact, most = total.exact } = found.get(school.id) ?? {};
      found.set(school.id, { school, least: smaller(total.exact, least), most: larger(total.exact, most) });
    }
  }
  return found;
}

/**
 * How many times as many schools can join a tier in a period, in the proportions in which they are expected there and
 * with all other tiers as modelled: until nothing is left of the first of them. Undefined where nobody is expected to
 * join it.
 */
export function roomIn({ membership }: Projection, { first, last }: Period, tier: string): Exact | undefined {
  let room: Exact | undefined;
  for (const { firstMonth, charges } of membership.batches.filter(
    (each) => each.tier === tier && each.firstMonth <= last && each.lastMonth >= first,
  )) {
    for (const { school } of charges) {
      const shares = membership.sharesOf(school, firstMonth);
      const own = shares.find((each) => each.tier === tier)?.share;
      const others = shares.filter((each) => each.tier !== tier).map(({ share }) => share);
      if (own === undefined || !own.isKnown || own.exact.sign === 0 || others.some(({ isKnown }) => !isKnown)) continue;
      const left = others.reduce((so, { exact }) => so.minus(exact), Exact.one).over(own.exact);
      room = room === undefined ? left : smaller(room, left);
    }
  }
  return room;
}

function filled(all: readonly Shares[]): Filling {
  const steps = new Map<string, { turn: Exact; schools: School[] }>();
  for (const { school, most } of all) {
    const turn = Exact.one.over(most);
    const step = steps.get(turn.toString());
    if (step === undefined) steps.set(turn.toString(), { turn, schools: [school] });
    else step.schools.push(school);
  }
  const most = all.reduce((so, { least }) => larger(so, Exact.one.over(least)), Exact.one);
  return { steps: [...steps.values()].sort((a, b) => a.turn.compare(b.turn)), most };
}

const larger = (a: Exact, b: Exact): Exact => (a.compare(b) < 0 ? b : a);
const smaller = (a: Exact, b: Exact): Exact => (a.compare(b) < 0 ? a : b);

/** How many schools some entries of a roll stand for. */
export function schoolsIn(schools: readonly School[]): Exact {
  return schools.reduce(
    (so, { count }) => so.plus(count?.isKnown === false ? Exact.zero : (count?.exact ?? Exact.one)),
    Exact.zero,
  );
}

/** The members of each phase that has any, on average over the months of a period; together they are the members. */
export function membersByPhase({ membership }: Projection, period: Period): ReadonlyMap<Phase, Count> {
  const months = monthsIn(period);
  const found = new Map<Phase, Count[]>();
  for (const { firstMonth, lastMonth, charges } of membership.batches) {
    const shared = months.filter((month) => firstMonth <= month && month <= lastMonth).length;
    if (shared === 0) continue;
    const part = constant('rate', Exact.fraction(shared, months.length), `${shared} of ${months.length} months`);
    const byPhase = new Map<Phase, Count[]>();
    for (const { school, members } of charges)
      byPhase.set(school.phase, [...(byPhase.get(school.phase) ?? []), times(ONE, members)]);
    for (const [phase, counts] of byPhase)
      found.set(phase, [...(found.get(phase) ?? []), times(sum('count', counts), part)]);
  }
  return new Map(
    PHASES.flatMap((phase) =>
      found.has(phase) ? [[phase, sum('count', found.get(phase) ?? [], `members of phase ${phase}`)] as const] : [],
    ),
  );
}

const ONE = constant('count', Exact.one, 'one school');
