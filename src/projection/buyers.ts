import { constant, decidedBy, Exact, isZero, type Money, nothing, type Rate, times } from '../figures/index.js';
import { type Month, Problems } from '../language/index.js';
import {
  buyerProblems,
  eligibleIn,
  type Model,
  type School,
  standsForNone,
  type TierTerms,
  turnsAmong,
} from '../model/index.js';
import {
  type BuyerGroup,
  type BuyerGrouping,
  Crowd,
  GroupBuyer,
  groupFor,
  groupOf,
  haveGroups,
  type Member,
  ONE_SCHOOL,
  type Quote,
  quoteIn,
} from '../pricing/index.js';
import type { Deciders } from './deciding.js';
import type { Coming } from './joining-sets.js';
import { Prospect } from './prospect.js';
import type { Quotes } from './quotes.js';

/** How a school comes to a tier in a month. */
export interface TierStanding {
  /** The share of it that is expected to join; undefined where nothing is said of it. */
  readonly share: Rate | undefined;
  /** What the tiers before this one take of it. */
  readonly before: readonly Rate[];
  /** Where chance decides: the share of its schools that is there. */
  readonly drawn: Rate | undefined;
}

/** How schools join: what is asked of whoever knows it. */
export interface Standings {
  readonly of: (tier: TierTerms, school: School, at: Month) => TierStanding;
  /** A school's own lever, 1 where it joins as modelled and 0 where it does not; undefined without one. */
  readonly lever?: (tier: TierTerms, school: School) => Rate | undefined;
}

/** A group in one company year, with its schools as they are in one month. */
interface Gathered {
  readonly group: BuyerGroup;
  readonly schools: readonly School[];
  readonly memberOf: (school: School) => Member | undefined;
  /**
   * What is expected of it in each month that was asked for: mostly the same as in another, because its schools stand
   * alike.
   */
  readonly expectations: Map<Month, Expectation>;
}

/** A group of a tier, and how many sets of its schools are priced for what is expected of it. */
export interface GroupTold extends BuyerGrouping {
  /** `trust Bay`. */
  readonly name: string;
  readonly schools: number;
  /** Of them, those of whom no share is expected to join. */
  readonly leftOut: number;
  readonly sets: number;
  /** How many decide, each whatever the others do. */
  readonly deciders: number;
  /** False where there are too many sets, so that schools were taken in lots that decide as one. */
  readonly isExact: boolean;
}

interface Expectation {
  readonly standings: readonly TierStanding[];
  /** Undefined where nobody is expected to join. */
  readonly prospect: Prospect | undefined;
  /** Those whom chance leaves. */
  readonly drawn: GroupBuyer | undefined;
}

/** Joins for certain: a school that is not on the roll, and is asked about as if it joined. */
const CERTAIN: TierStanding = { share: constant('rate', Exact.one, 'joins'), before: [], drawn: undefined };

/**
 * Who is priced with whom, and what each pays: schools by themselves, and those whom one price takes together, as far
 * as they join.
 */
export class Buyers {
  private readonly pools = new Map<TierTerms, Map<number, ReadonlyMap<string, readonly School[]>>>();
  private readonly gathered = new Map<TierTerms, Map<string, Gathered | undefined>>();

  constructor(
    private readonly model: Pick<Model, 'schools'> & { readonly deciders: Deciders },
    private readonly quotes: Quotes,
    private readonly standings: Standings,
  ) {}

  /**
   * The yearly fee of a school that joins in a month, by the prices of a company year; undefined where none fits it. In
   * a group it is the school's part of the price of those who are expected to join with it; of one that is not expected
   * to join, if all of the group did. `beside` are schools that are not on the roll, and join with it for certain.
   * Throws Problems where one of them and the others of its group answer the terms of the price differently.
   */
  quote(tier: TierTerms, school: School, year: number, at: Month, beside: readonly School[] = []): Quote | undefined {
    const found = this.find(tier, school, year, at, beside);
    if (found === undefined) return this.quotes.of(tier, school, year);
    const { group } = found;
    const member = found.memberOf(school) as Member;
    const { prospect } = this.expectationOf(found, tier, at);
    if (!prospect?.has(member.customer)) return quoteIn(tier.price, group, group.everybody, member);
    return quoteIn(tier.price, group, prospect.comers, member, prospect.fee(member));
  }

  /**
   * What is expected in a year of a school that joins in a month, all its schools together; undefined where it is
   * priced by itself.
   */
  expected(tier: TierTerms, school: School, year: number, at: Month): Money | undefined {
    const found = this.find(tier, school, year, at, []);
    if (found === undefined) return undefined;
    const { customer } = found.memberOf(school) as Member;
    const { prospect, drawn } = this.expectationOf(found, tier, at);
    if (drawn !== undefined) return drawn.part(customer);
    return prospect?.has(customer) ? prospect.expected(customer) : nothing('money');
  }

  /** The groups of a tier in a month, by the prices of a company year. */
  groups(tier: TierTerms, year: number, at: Month): readonly GroupTold[] {
    if (!haveGroups(tier.price)) return [];
    return [...this.poolOf(tier, at).values()].flatMap(([first]): GroupTold[] => {
      const found = first && this.find(tier, first, year, at, []);
      if (found === undefined) return [];
      const { prospect, standings } = this.expectationOf(found, tier, at);
      const leftOut = standings.filter(({ share }) => share === undefined || isZero(share)).length;
      const { sets = 0, deciders = 0, isExact = true } = prospect ?? {};
      return [
        {
          ...found.group.grouping,
          name: found.group.name,
          schools: found.schools.length,
          leftOut,
          sets,
          deciders,
          isExact,
        },
      ];
    });
  }

  /** The group of a school with those who may join it; undefined where it is priced by itself. */
  private find(
    tier: TierTerms,
    school: School,
    year: number,
    at: Month,
    beside: readonly School[],
  ): Gathered | undefined {
    if (!haveGroups(tier.price)) return undefined;
    const place = standsForNone(school) ? undefined : groupFor(tier.price, school.attributes);
    if (place === undefined) return undefined;
    const pool = this.poolOf(tier, at).get(place.key) ?? [];
    // In the order in which they are named, whoever of them is asked about.
    const asked = beside.includes(school) ? beside : [school, ...beside];
    const strangers = asked.filter(
      (each) => !this.isOnRoll(each) && groupFor(tier.price, each.attributes)?.key === place.key,
    );
    if (strangers.length > 0) {
      const together = [...pool, ...new Set(strangers)];
      const problems = buyerProblems(tier.price, together);
      if (problems.length > 0) throw new Problems(problems);
      return this.gather(tier, place, together, year);
    }
    const known = this.gathered.get(tier) ?? new Map<string, Gathered | undefined>();
    this.gathered.set(tier, known);
    const key = `${year} ${this.stageAt(at)} ${place.key}`;
    if (!known.has(key)) known.set(key, this.gather(tier, place, pool, year));
    const found = known.get(key);
    // One that may not join in this month is asked about as if it might.
    const isThere =
      found === undefined ? pool.some(({ id }) => id === school.id) : found.memberOf(school) !== undefined;
    return isThere ? found : this.gather(tier, place, [...pool, school], year);
  }

  private gather(
    tier: TierTerms,
    { price, name }: NonNullable<ReturnType<typeof groupFor>>,
    schools: readonly School[],
    year: number,
  ): Gathered | undefined {
    const [first] = schools;
    // A single school is a buyer by itself, whether or not a lever may take it out.
    if (first === undefined || (schools.length === 1 && first.count === undefined)) return undefined;
    const members = schools.map(
      (school): Member => ({ customer: this.quotes.customer(school, year), schools: this.schoolsOf(tier, school) }),
    );
    const group = groupOf(price, name, members, this.quotes.priceIn(tier, year, first.attributes));
    // A school of the roll is known by its id, whichever month it is looked at in; those that are made up have none of
    // their own.
    const keyOf = (school: School): unknown => (this.isOnRoll(school) ? school.id : school);
    const known = new Map(schools.map((school, i) => [keyOf(school), members[i] as Member]));
    return group && { group, schools, memberOf: (school) => known.get(keyOf(school)), expectations: new Map() };
  }

  private schoolsOf(tier: TierTerms, school: School): Member['schools'] {
    const { count = ONE_SCHOOL } = school;
    const lever = this.standings.lever?.(tier, school);
    return lever === undefined ? count : times(count, lever);
  }

  /** Every group of a tier by its key, each in the order of the schools' ids, as they are in a month. */
  private poolOf(tier: TierTerms, at: Month): ReadonlyMap<string, readonly School[]> {
    const stages = this.pools.get(tier) ?? new Map<number, ReadonlyMap<string, readonly School[]>>();
    this.pools.set(tier, stages);
    const stage = this.stageAt(at);
    const found = stages.get(stage) ?? this.poolAnew(tier, at);
    stages.set(stage, found);
    return found;
  }

  private poolAnew(tier: TierTerms, at: Month): ReadonlyMap<string, readonly School[]> {
    const found = new Map<string, School[]>();
    for (const each of this.model.schools) {
      if (standsForNone(each)) continue;
      const school = eligibleIn(each, at, tier);
      const place = school && groupFor(tier.price, school.attributes);
      if (school === undefined || place === undefined) continue;
      const known = found.get(place.key);
      if (known === undefined) found.set(place.key, [school]);
      else known.push(school);
    }
    for (const schools of found.values()) schools.sort((a, b) => (a.id < b.id ? -1 : 1));
    return found;
  }

  /** In how many months a school has come, gone or become another: between two of them all are as they were. */
  private stageAt(at: Month): number {
    this.turns ??= turnsAmong(this.model.schools);
    return this.turns.filter((month) => month <= at).length;
  }

  private expectationOf(gathered: Gathered, tier: TierTerms, at: Month): Expectation {
    const { schools, expectations } = gathered;
    let found = expectations.get(at);
    if (found === undefined) {
      const standings = schools.map((school) =>
        this.isOnRoll(school) ? this.standings.of(tier, school, at) : CERTAIN,
      );
      found = [...expectations.values()].find((each) =>
        each.standings.every((standing, i) => isSame(standing, standings[i] as TierStanding)),
      );
      found ??= this.expectationAnew(gathered, standings);
      expectations.set(at, found);
    }
    return found;
  }

  private expectationAnew({ group, schools, memberOf }: Gathered, standings: readonly TierStanding[]): Expectation {
    const { deciders } = this.model;
    const drawn = standings.some((standing) => standing.drawn !== undefined)
      ? drawnBuyer(
          group,
          schools.map((school, i) => [memberOf(school) as Member, standings[i] as TierStanding] as const),
        )
      : undefined;
    const comings = schools.flatMap((school, i): Coming[] => {
      const { share, before } = standings[i] as TierStanding;
      return share === undefined || isZero(share)
        ? []
        : [{ member: memberOf(school) as Member, share, before, decisions: deciders.decisionsOf(school) }];
    });
    // Who is left out hangs on a share; chance leaves nobody out beforehand.
    if (drawn === undefined) decidedBy(...standings.map(({ share }) => (share && isZero(share) ? share : undefined)));
    const prospect =
      comings.length === 0 ? undefined : new Prospect(group, comings, this.standings.lever !== undefined);
    return { standings, prospect, drawn };
  }

  private isOnRoll({ id }: School): boolean {
    this.ids ??= new Set(this.model.schools.map((school) => school.id));
    return this.ids.has(id);
  }

  private ids: ReadonlySet<string> | undefined;
  private turns: readonly Month[] | undefined;
}

function isSame(a: TierStanding, b: TierStanding): boolean {
  return (
    a.share === b.share &&
    a.drawn === b.drawn &&
    a.before.length === b.before.length &&
    a.before.every((each, i) => each === b.before[i])
  );
}

/** Those of a group whom chance leaves, as one buyer. */
function drawnBuyer(group: BuyerGroup, members: readonly (readonly [Member, TierStanding])[]): GroupBuyer {
  const there = members.flatMap(([member, { drawn }]): Member[] =>
    drawn === undefined ? [] : [{ ...member, schools: times(member.schools, drawn) }],
  );
  return new GroupBuyer(group, [{ crowd: new Crowd(there), gate: undefined }], `price of ${group.name}`, 'part', true);
}
