import {
  band,
  type Count,
  constant,
  decidedBy,
  Exact,
  type Figure,
  nothing,
  type Rate,
  times,
  totalOf,
} from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import {
  type Buyer,
  buyerOf,
  type ChoiceRule,
  type Clocks,
  called,
  clocksOf,
  eligibleIn,
  type MembershipYear,
  type Model,
  mayJoin,
  membershipYears,
  momentOf,
  type School,
  schoolIn,
  stagesOf,
  type TierTerms,
  yearLabel,
  yearOf,
} from '../model/index.js';
import { fits, ONE_SCHOOL, offerOf } from '../pricing/index.js';
import type { TierStanding } from './buyers.js';
import { type Chance, decided, decidedEach } from './chance.js';
import { saidOrAssigned, type TierChoice } from './choice.js';
import { checkChosen } from './chosen-once.js';
import type { Customers } from './customers.js';
import { type OwnLevers, partKey, TurnedShares } from './levers.js';
import { chargeOf } from './part-year.js';
import type { Quotes } from './quotes.js';
import { Tally } from './tally.js';
import type { TiersWith } from './tier-parts.js';

/** One school, or one archetype, that is expected to be a member for one membership period. */
export interface Joiner {
  readonly school: School;
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  /** The share of it that joins. */
  readonly joins: Rate;
  /** The schools of it that are expected to join: a share of one, or of as many as an archetype stands for. */
  readonly members: Count | Rate;
  /**
   * Where chance decides: whether each of its schools joins, one after the other, or once for all of them; undefined
   * where it does not.
   */
  readonly each: readonly Rate[] | undefined;
}

/** All who join a tier in one month for one period, and are invoiced together. */
export interface JoinedBatch {
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  readonly joiners: readonly Joiner[];
  /** What part of a yearly fee the period is charged; undefined for all of it. */
  readonly proportion: Rate | undefined;
  /** False while schools that join before their own month wait for their first invoice. */
  readonly billed: boolean;
  /** Who pays: all its schools are of one kind. */
  readonly buyer: Buyer;
  readonly members: Count;
  readonly pupils: Count;
}

/** A price that waits in a month until so many schools commit. */
interface Waiting {
  readonly tier: string;
  readonly at: Month;
  readonly needed: Count;
  readonly committed: Count;
}

/** What who joins hangs on. Prices are not among it, but where schools choose by them or wait until enough commit. */
export interface JoinerParts extends Pick<Model, 'calendar' | 'schools'> {
  readonly tiers: TiersWith<'name' | 'eligible' | 'joins' | 'term'>;
  /** How schools come to a tier; undefined where they do not choose. */
  readonly rule: ChoiceRule | undefined;
  /** Whose share joins by what each tier is worth to it; undefined where no school chooses by that. */
  readonly choosing: TierChoice | undefined;
  /** What tiers cost whom, where a price waits until enough schools commit; undefined where none does. */
  readonly offers: Offers | undefined;
  readonly customers: Customers;
  readonly members: Rate | undefined;
  readonly chance: Chance | undefined;
  readonly own: OwnLevers;
}

/** Tiers as they are quoted. */
export interface Offers {
  readonly tiers: Model['tiers'];
  readonly quotes: Quotes;
}

/** Which schools join which tier, when, and by which share. */
export class Joiners {
  readonly batches: readonly JoinedBatch[];
  /**
   * The months in which schools join, in order; those after the calendar too, where an amount within it depends on who
   * joins then.
   */
  readonly starts: readonly Month[];
  private readonly shares: TurnedShares;
  private readonly ids: readonly string[];
  private readonly commitments = new Map<string, Count>();
  /** The last decision of each school for each tier, and what it was made of: the same figure for as long as that is. */
  private readonly decisions = new Map<string, { readonly of: readonly Rate[]; readonly joins: Rate }>();
  /** Of the share of a school that chance has decided, whether each of its schools joins. */
  private readonly eachBy = new WeakMap<Rate, readonly Rate[]>();

  constructor(private readonly parts: JoinerParts) {
    this.shares = new TurnedShares(parts.members);
    this.ids = [...parts.tiers.keys()].sort();
    this.batches = [...parts.tiers.keys()].flatMap((id) => this.batchesOf(id));
    if (parts.rule !== undefined) checkChosen(this.batches);
    this.starts = [...new Set(this.batches.map(({ firstMonth }) => firstMonth))].sort((a, b) => a - b);
  }

  /** The ids of the tiers, in their order. */
  get tiers(): readonly string[] {
    return [...this.parts.tiers.keys()];
  }

  /** How a school comes to a tier in a month, for those whom a price takes together. */
  standing(id: string, school: School, at: Month): TierStanding {
    const all = this.sharesOf(school, at);
    const own = all.find((each) => each.tier === id);
    if (own === undefined) return NOWHERE;
    const { chance } = this.parts;
    const together = all.map(({ share }) => share);
    const drawn = (chance?.decisions(school) ?? []).length > 0 ? this.willing(id, school, at) : undefined;
    const before = all.filter((each) => each.tier < id).map(({ share }) => share);
    // Which tiers take anything of it hangs on their shares; chance leaves none out beforehand.
    const taking = before.filter((each) => !each.isKnown || each.exact.sign !== 0);
    if (drawn === undefined && taking.length < before.length) decidedBy(...before);
    return {
      share: this.shares.of(own.share, together),
      before: taking.map((each) => this.shares.of(each, together)),
      drawn,
    };
  }

  /**
   * The shares of a school in every tier that it may join in a month, as modelled, in the order of the tiers' ids: that
   * of the file says nothing.
   */
  sharesOf(school: School, at: Month): readonly { readonly tier: string; readonly share: Rate }[] {
    return this.ids.flatMap((id) => {
      const now = eligibleIn(school, at, this.tier(id));
      const share = now && this.share(id, now, at);
      return share === undefined ? [] : { tier: id, share };
    });
  }

  /** How many schools commit to a tier in a month, before it is asked whether that is enough. */
  committed(id: string, at: Month): Count {
    const key = `${id}|${at}`;
    let found = this.commitments.get(key);
    if (found === undefined) {
      const counts = this.parts.schools.flatMap((school) => {
        const now = eligibleIn(school, at, this.tier(id));
        const share = now && this.willing(id, now, at);
        return share === undefined ? [] : times(school.count ?? ONE_SCHOOL, share);
      });
      found = totalOf('count', counts, `schools that commit to ${called(this.tier(id), id)}`);
      this.commitments.set(key, found);
    }
    return found;
  }

  /** The lever of a school by itself, in one tier or in all; undefined without one. */
  ownLever({ id }: School, tier: string | undefined): Rate | undefined {
    const { own } = this.parts;
    if (own.size === 0) return undefined;
    return (tier === undefined ? undefined : own.get(partKey(id, tier))) ?? own.get(id);
  }

  private tier(id: string): TierOf {
    return this.parts.tiers.get(id) as TierOf;
  }

  /**
   * The share of a school by which it was decided that it joins, as it is said; undefined where it was decided anew for the
   * period, because schools choose by what a tier is worth, or wait for each other.
   */
  saidOf({ school, tier, firstMonth }: Joiner): Rate | undefined {
    return this.isDecidedAnew ? undefined : this.share(tier, school, firstMonth);
  }

  /** Whether it is decided anew for each period who joins, whatever is said of a school. */
  get isDecidedAnew(): boolean {
    return this.parts.choosing !== undefined || this.parts.offers !== undefined;
  }

  /** The share of a school that joins a tier in a month, as modelled; undefined where nothing is said of it. */
  share(id: string, school: School, at: Month): Rate | undefined {
    const { choosing, rule, calendar } = this.parts;
    const tier = this.tier(id);
    return choosing === undefined
      ? saidOrAssigned({ rule, calendar }, id, tier, school, at)
      : choosing.share(id, tier, school, at);
  }

  /**
   * The share of a school that joins a tier in a month, of one that would, or what it pays for it: none where the price is
   * offered only to more schools than `commit`: those that do in the model unless said.
   */
  whereOffered<K extends 'rate' | 'money'>(
    kind: K,
    { id, school, at }: { readonly id: string; readonly school: School; readonly at: Month },
    would: Figure<K>,
    commit: () => Count = () => this.committed(id, at),
  ): Figure<K> {
    const needed = this.neededBy(id, school, at);
    return needed === undefined ? would : unlessWaiting(kind, commit(), needed, would);
  }

  /** Where schools that would join a tier from some months on do not, because too few commit: each such month once. */
  waiting(first: Month, last: Month): readonly Waiting[] {
    if (this.parts.offers === undefined) return [];
    const found = new Map<string, Waiting>();
    for (const { tier, firstMonth: at, joiners } of this.batches) {
      if (at < first || at > last) continue;
      for (const { school } of joiners) {
        const needed = this.neededBy(tier, school, at);
        const committed = this.committed(tier, at);
        if (!needed?.isKnown || !committed.isKnown || committed.exact.sign === 0) continue;
        if (committed.exact.compare(needed.exact) < 0)
          found.set(`${tier}|${at}|${needed.exact.toString()}`, { tier, at, needed, committed });
      }
    }
    return [...found.values()].sort((a, b) => a.at - b.at);
  }

  /** How many schools must commit before a school is offered its price of a tier; undefined where it waits for none. */
  neededBy(id: string, school: School, at: Month): Count | undefined {
    const { offers, calendar } = this.parts;
    if (offers === undefined) return undefined;
    const found = offers.quotes.priceOf(offers.tiers.get(id) as TierTerms, school, yearOf(calendar, at));
    return found && offerOf(found.price);
  }

  /** The share of a school that joins a tier, turned by the levers. */
  private joining(id: string, school: School, at: Month): Rate | undefined {
    const willing = this.willing(id, school, at);
    const needed = willing && this.neededBy(id, school, at);
    if (willing === undefined || needed === undefined) return willing;
    const offered = (share: Rate): Rate => unlessWaiting('rate', this.committed(id, at), needed, share);
    const joins = offered(willing);
    const each = this.eachBy.get(willing)?.map(offered);
    if (each !== undefined) this.eachBy.set(joins, each);
    return joins;
  }

  /**
   * The share of a school that would join a tier in a month, turned by the levers; where chance decides, all of it or
   * none.
   */
  private willing(id: string, school: School, at: Month): Rate | undefined {
    const { chance, members } = this.parts;
    const share = this.share(id, school, at);
    if (share === undefined) return undefined;
    const lever = this.ownLever(school, id);
    if (lever !== undefined) return times(share, lever);
    if (members === undefined && chance === undefined) return share;
    const all = this.sharesOf(school, at);
    const together = all.map((each) => each.share);
    const turned = this.shares.of(share, together);
    const decisions = chance?.decisions(school) ?? [];
    if (decisions.length === 0) return turned;
    const before = all.filter((other) => other.tier < id).map((other) => this.shares.of(other.share, together));
    const shares = [...before, turned];
    const key = `${id}|${school.id}`;
    const known = this.decisions.get(key);
    const of = [...decisions, ...shares];
    if (known?.of.length === of.length && known.of.every((each, i) => each === of[i])) return known.joins;
    const each = decidedEach(decisions, shares, school);
    const joins = decided(each, school);
    this.eachBy.set(joins, each);
    this.decisions.set(key, { of, joins });
    return joins;
  }

  /**
   * Schools are invoiced together where they have the same clock, come, convert and go in the same months, and are
   * buyers of one kind. Months after the calendar tell them apart too: income is rounded by what is invoiced together,
   * and a year is the same to the penny wherever the calendar ends.
   */
  private batchesOf(id: string): JoinedBatch[] {
    const alike = new Map<string, { clock: Clocks; schools: School[] }>();
    const tier = this.tier(id);
    const { first } = this.parts.calendar;
    for (const school of this.parts.schools) {
      const clock = clocksOf(school, tier);
      if (!mayJoin(school, [tier])) continue;
      const buyers = stagesOf(school).map(({ type }) => buyerOf(type));
      const spells = clock.spells.map(([from, to]) => `${Math.max(from, first)} ${to}`);
      const key = `${clock.before}|${clock.after}|${clock.converts}|${clock.serves}|${spells}|${buyers}`;
      const known = alike.get(key);
      if (known === undefined) alike.set(key, { clock, schools: [school] });
      else known.schools.push(school);
    }
    return [...alike.values()].flatMap(({ clock, schools }) =>
      membershipYears(this.parts.calendar, clock).flatMap((year) => {
        const eligible = schools
          .map((school) => schoolIn(school, year.first))
          .filter(({ attributes }) => fits(tier.eligible, attributes));
        return eligible.length === 0 ? [] : [this.batch(id, eligible, year)];
      }),
    );
  }

  private batch(id: string, schools: readonly School[], of: MembershipYear): JoinedBatch {
    const { first: firstMonth, last: lastMonth } = of;
    const { calendar, customers } = this.parts;
    const year = yearOf(calendar, firstMonth);
    const tally = new Tally(yearLabel(calendar, year));
    const joiners = schools.map((school): Joiner => {
      const joins = this.joining(id, school, firstMonth);
      if (joins === undefined)
        throw new RangeError(
          `no share for ${school.id} in ${monthName(firstMonth)}: the model should have been refused`,
        );
      const members = school.count === undefined ? joins : times(school.count, joins);
      tally.add(school.count, joins, customers.pupilsOf(schoolIn(school, momentOf(school, calendar, year)), year));
      const each = this.eachBy.get(joins);
      // Key by key, as everything that is made for every school in every year.
      return { school, tier: id, invoiced: firstMonth, firstMonth, lastMonth, joins, members, each };
    });
    return {
      tier: id,
      invoiced: firstMonth,
      firstMonth,
      lastMonth,
      joiners,
      ...chargeOf(of, this.tier(id).term.joinsMidYear),
      buyer: buyerOf((schools[0] as School).type),
      get members() {
        return tally.members;
      },
      get pupils() {
        return tally.pupils;
      },
    };
  }
}

type TierOf = NonNullable<ReturnType<JoinerParts['tiers']['get']>>;

/** Of a tier that nobody can join. */
export const NOWHERE: TierStanding = { share: undefined, before: [], drawn: undefined };
/** What comes of a price while it waits for more schools than commit. */
const WAITING = {
  rate: {
    value: constant('rate', Exact.zero, 'not offered: too few schools commit'),
    says: 'joins where it is offered',
  },
  money: { value: nothing<'money'>('money'), says: 'paid where it is offered' },
};

function unlessWaiting<K extends 'rate' | 'money'>(kind: K, commit: Count, needed: Count, would: Figure<K>): Figure<K> {
  const { value, says } = WAITING[kind] as { readonly value: Figure<K>; readonly says: string };
  return band(kind, commit, [{ upTo: needed, closed: false, value }], would, says);
}
