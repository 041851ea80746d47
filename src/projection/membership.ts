import {
  band,
  type Count,
  constant,
  decidedBy,
  Exact,
  type Money,
  nothing,
  portion,
  type Rate,
  sum,
  times,
  totalOf,
} from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import {
  buyerOf,
  type Clocks,
  called,
  clocksOf,
  eligibleIn,
  type MembershipYear,
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
import { type Customer, fits, ONE_SCHOOL, offerOf, type Quote, type TierPrice, tellsApart } from '../pricing/index.js';
import type { Batch, Charge } from './batch.js';
import { Buyers, type GroupTold, type TierStanding } from './buyers.js';
import { type Chance, decided, decidedEach } from './chance.js';
import { TierChoice } from './choice.js';
import { checkChosen } from './chosen-once.js';
import { growthOf } from './growth.js';
import { JoinedOnce } from './joined-once.js';
import { type OwnLevers, partKey, TurnedShares } from './levers.js';
import { chargeOf } from './part-year.js';
import { type MembershipParts, type Quotes, quotesOf } from './quotes.js';
import { suppliesOf, taxesOf, taxOf } from './supplies.js';
import { Tally } from './tally.js';

/** What each school pays in each year, and the batches in which membership is invoiced. */
export class Membership {
  readonly batches: readonly Batch[];
  private readonly quotes: Quotes;
  private readonly buyers: Buyers;
  private still: Buyers | undefined;
  /**
   * The months in which schools join, in order; those after the calendar too, where an amount within it depends on who
   * joins then.
   */
  readonly starts: readonly Month[];
  private readonly ids: ReadonlyMap<TierTerms, string>;
  /** Whose share joins, by what each tier is worth to it. */
  readonly choice: TierChoice;
  private readonly shares: TurnedShares;
  private readonly isTurned: boolean;
  private readonly commitments = new Map<string, Count>();
  /** The last decision of each school for each tier: the same figure for as long as its shares are. */
  private readonly decisions = new Map<string, { readonly shares: readonly Rate[]; readonly joins: Rate }>();

  /** Of the share of a school that chance has decided, whether each of its schools joins. */
  private readonly eachBy = new WeakMap<Rate, readonly Rate[]>();

  private readonly joined: JoinedOnce;

  private readonly chance: Chance | undefined;
  private readonly own: OwnLevers;

  constructor(private readonly model: MembershipParts) {
    const { chance, own, price, roll, members } = model;
    this.chance = chance;
    this.joined = new JoinedOnce(model.calendar);
    this.own = own;
    const moved = { ...model, chance: chance?.movesRolls === true ? chance : undefined };
    this.quotes = quotesOf({ ...moved, price, roll });
    this.ids = new Map([...model.tiers].map(([id, tier]) => [tier, id]));
    this.buyers = new Buyers(model, this.quotes, {
      of: (tier, school, at) => this.standing(tier, school, at),
      ...(own.size > 0 && { lever: (tier, school) => this.ownLever(school, this.ids.get(tier)) }),
    });
    const plain = quotesOf({ ...moved, price: undefined, roll: undefined });
    this.choice = new TierChoice(model, plain, growthOf(model), (tier, school, year) =>
      this.quoteFor(tier, school, year),
    );
    this.shares = new TurnedShares(members);
    this.isTurned = members !== undefined;
    this.batches = [...model.tiers].flatMap(([id, tier]) => this.batchesOf(id, tier));
    if (model.choice !== undefined && model.tiers.size > 1) checkChosen(this.batches);
    this.starts = [...new Set(this.batches.map(({ firstMonth }) => firstMonth))].sort((a, b) => a - b);
  }

  /** The same with what is invoiced up to a month. */
  until(last: Month): Membership {
    const batches = this.batches.filter(({ invoiced }) => invoiced <= last);
    return Object.assign(Object.create(Membership.prototype) as Membership, this, { batches });
  }

  /**
   * The yearly fee of a school in a company year, or undefined where no price of the tier fits it; in a group, its part
   * of the price of those who are expected to join with it. `beside` are schools that are not on the roll, and would
   * join with it.
   */
  quoteFor(tier: TierTerms, school: School, year: number, beside: readonly School[] = []): Quote | undefined {
    const at = momentOf(school, this.model.calendar, year);
    return this.buyers.quote(tier, schoolIn(school, at), year, at, beside);
  }

  private startOf(year: number): Month {
    return Math.max(this.model.calendar.first, year * 12 + this.model.calendar.yearStarts);
  }

  /** The groups that the prices of a tier make one buyer each, at the start of a company year. */
  groups(tier: TierTerms, year: number): readonly GroupTold[] {
    return this.buyers.groups(tier, year, this.startOf(year));
  }

  /**
   * What is expected of a school for a full year in such a group; undefined where it is priced by itself. `isMoved`
   * false: if nobody reacted to any price.
   */
  expectedIn(tier: TierTerms, school: School, year: number, isMoved = true): Money | undefined {
    const at = momentOf(school, this.model.calendar, year);
    return (isMoved ? this.buyers : this.unmoved).expected(tier, schoolIn(school, at), year, at);
  }

  private get unmoved(): Buyers {
    this.still ??= new Buyers(this.model, this.quotes, {
      of: (tier, school, at) => {
        const id = this.ids.get(tier);
        return { ...NOWHERE, share: id === undefined ? undefined : this.choice.unmoved(id, tier, school, at) };
      },
    });
    return this.still;
  }

  /** How a school comes to a tier in a month, for those whom a price takes together. */
  private standing(tier: TierTerms, school: School, at: Month): TierStanding {
    const id = this.ids.get(tier);
    const all = id === undefined ? [] : this.sharesOf(school, at);
    const own = all.find((each) => each.tier === id);
    if (id === undefined || own === undefined) return NOWHERE;
    const together = all.map(({ share }) => share);
    const drawn = (this.chance?.decisions(school) ?? []).length > 0 ? this.willing(id, tier, school, at) : undefined;
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

  /** The yearly fee of a school by itself if it had another number of pupils. */
  quoteAt(tier: TierTerms, school: School, year: number, pupils: Count): Quote | undefined {
    return this.quotes.at(tier, this.asIs(school, year), year, pupils);
  }

  /**
   * What each term of a school's price says of it in a company year, in the order in which they are evaluated; in a
   * group, what it says `of` all who pay it.
   */
  termsFor(tier: TierTerms, school: School, year: number, of?: Customer): ReturnType<Quotes['termsFor']> {
    return this.quotes.termsFor(tier, this.asIs(school, year), year, of);
  }

  /** A school as the prices of a company year see it. */
  customerOf(school: School, year: number): Customer {
    return this.quotes.customer(school, year);
  }

  /** A school's pupils in a company year, on the roll's own basis. */
  pupilsOf(school: School, year: number): Count {
    return this.quotes.pupilsOf(this.asIs(school, year), year);
  }

  /** A school as it is in the month of a company year in which it is asked what it pays. */
  private asIs(school: School, year: number): School {
    return schoolIn(school, momentOf(school, this.model.calendar, year));
  }

  /**
   * The share of a school that joins a tier, turned by the lever: none where the price is offered only to more schools
   * than commit.
   */
  private joining(
    id: string,
    tier: TierTerms,
    school: School,
    { price }: { readonly price: TierPrice },
    at: Month,
  ): Rate | undefined {
    const willing = this.willing(id, tier, school, at);
    const needed = offerOf(price);
    if (willing === undefined || needed === undefined) return willing;
    const none = [{ upTo: needed, closed: false, value: NOT_OFFERED }];
    const offered = (share: Rate): Rate =>
      band('rate', this.committed(id, tier, at), none, share, 'joins where it is offered');
    const joins = offered(willing);
    const each = this.eachBy.get(willing)?.map(offered);
    if (each !== undefined) this.eachBy.set(joins, each);
    return joins;
  }

  /**
   * The share of a school that would join a tier in a month, turned by the levers; where chance decides, all of it or
   * none.
   */
  private willing(id: string, tier: TierTerms, school: School, at: Month): Rate | undefined {
    const share = this.choice.share(id, tier, school, at);
    const lever = this.ownLever(school, id);
    if (share !== undefined && lever !== undefined) return times(share, lever);
    if (share === undefined || (!this.isTurned && this.chance === undefined)) return share;
    const all = this.sharesOf(school, at);
    const together = all.map((each) => each.share);
    const turned = this.shares.of(share, together);
    const decisions = this.chance?.decisions(school) ?? [];
    if (this.chance === undefined || decisions.length === 0) return turned;
    const before = all.filter((other) => other.tier < id).map((other) => this.shares.of(other.share, together));
    const shares = [...before, turned];
    const key = `${id}|${school.id}`;
    const known = this.decisions.get(key);
    if (known?.shares.length === shares.length && known.shares.every((each, i) => each === shares[i]))
      return known.joins;
    const each = decidedEach(decisions, shares, school);
    const joins = decided(each, school);
    this.eachBy.set(joins, each);
    this.decisions.set(key, { shares, joins });
    return joins;
  }

  private ownLever({ id }: School, tier: string | undefined): Rate | undefined {
    return (tier === undefined ? undefined : this.own.get(partKey(id, tier))) ?? this.own.get(id);
  }

  /**
   * The shares of a school in every tier that it may join in a month, as modelled, in the order of the tiers' ids: that
   * of the file says nothing.
   */
  sharesOf(school: School, at: Month): readonly { readonly tier: string; readonly share: Rate }[] {
    return [...this.model.tiers.keys()].sort().flatMap((id) => {
      const tier = this.model.tiers.get(id) as TierTerms;
      const now = eligibleIn(school, at, tier);
      const share = now && this.choice.share(id, tier, now, at);
      return share === undefined ? [] : { tier: id, share };
    });
  }

  /** How many schools commit to a tier in a month, before it is asked whether that is enough. */
  private committed(id: string, tier: TierTerms, at: Month): Count {
    const key = `${id}|${at}`;
    let found = this.commitments.get(key);
    if (found === undefined) {
      const counts = this.model.schools.flatMap((school) => {
        const now = eligibleIn(school, at, tier);
        const share = now && this.willing(id, tier, now, at);
        return share === undefined ? [] : times(school.count ?? ONE_SCHOOL, share);
      });
      found = totalOf('count', counts, `schools that commit to ${called(tier, id)}`);
      this.commitments.set(key, found);
    }
    return found;
  }

  /**
   * Schools are invoiced together where they have the same clock, come, convert and go in the same months, and are
   * buyers of one kind. Months after the calendar tell them apart too: income is rounded by what is invoiced together,
   * and a year is the same to the penny wherever the calendar ends.
   */
  private batchesOf(id: string, tier: TierTerms): Batch[] {
    const alike = new Map<string, { clock: Clocks; schools: School[] }>();
    const { first } = this.model.calendar;
    for (const school of this.model.schools) {
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
      membershipYears(this.model.calendar, clock).flatMap((year) => {
        const eligible = schools
          .map((school) => schoolIn(school, year.first))
          .filter(({ attributes }) => fits(tier.eligible, attributes));
        return eligible.length === 0 ? [] : [this.batch(id, tier, eligible, year)];
      }),
    );
  }

  /**
   * What is expected of a school for a membership period: its fee as its invoice would have it, as often as it is
   * expected to join. Of a group it is the school's part of what all of it is expected to pay, where the price is
   * offered.
   */
  private expected(
    id: string,
    tier: TierTerms,
    school: School,
    price: TierPrice,
    {
      year,
      at,
      proportion,
      members,
    }: {
      readonly year: number;
      readonly at: Month;
      readonly proportion: Rate | undefined;
      readonly members: Count | Rate;
    },
  ): Money {
    const ofPeriod = (amount: Money): Money =>
      proportion === undefined ? amount : portion(amount, proportion, `${amount.label}, part year`);
    const together = this.buyers.expected(tier, school, year, at);
    if (together === undefined) return portion(ofPeriod((this.quotes.of(tier, school, year) as Quote).fee), members);
    const needed = offerOf(price);
    if (needed === undefined) return ofPeriod(together);
    const none = { upTo: needed, closed: false, value: nothing<'money'>('money') };
    return band('money', this.committed(id, tier, at), [none], ofPeriod(together), 'paid where it is offered');
  }

  /** The quote of a school where its invoices tell classes of VAT apart, or what is paid once; else undefined. */
  private taxedQuote(tier: TierTerms, school: School, year: number, at: Month): Quote | undefined {
    return tier.price.some(tellsApart) ? this.buyers.quote(tier, school, year, at) : undefined;
  }

  private batch(id: string, tier: TierTerms, schools: readonly School[], of: MembershipYear): Batch {
    const { first: firstMonth, last: lastMonth } = of;
    const { calendar } = this.model;
    const year = yearOf(calendar, firstMonth);
    const { proportion, billed } = chargeOf(of, tier.term.joinsMidYear);
    const rate = this.model.vat.rateOf(tier.vat, firstMonth);
    const charges: Charge[] = [];
    const tally = new Tally(yearLabel(calendar, year));
    for (const school of schools) {
      const found = this.quotes.priceOf(tier, school, year);
      const joining = found && this.joining(id, tier, school, found, firstMonth);
      if (found === undefined || joining === undefined)
        throw new RangeError(`no price or share for ${school.id}: the model should have been refused`);
      const members = school.count === undefined ? joining : times(school.count, joining);
      const yearly = this.expected(id, tier, school, found.price, { year, at: firstMonth, proportion, members });
      const quote = this.taxedQuote(tier, school, year, firstMonth);
      const once = quote?.once && billed ? this.joined.paid(id, school, joining, quote.once) : undefined;
      const expected = once === undefined ? yearly : sum('money', [yearly, once.net], `first fee of ${school.name}`);
      const rateOf = (vat: TierTerms['vat']): Rate | undefined => this.model.vat.rateOf(vat, firstMonth);
      const supplies = suppliesOf(quote?.supplies, yearly, once, tier.vat, rateOf);
      const says = `VAT on fee of ${school.name}`;
      const tax = supplies === undefined ? rate && portion(expected, rate, says) : taxOf(supplies, says);
      const each = this.eachBy.get(joining);
      const months = { invoiced: firstMonth, firstMonth, lastMonth };
      charges.push({ school, tier: id, ...months, members, each, expected, tax, supplies });
      tally.add(school.count, joining, this.pupilsOf(school, year));
    }
    const label = `membership ${called(tier, id)} invoiced in ${monthName(firstMonth)}`;
    return {
      tier: id,
      invoiced: firstMonth,
      firstMonth,
      lastMonth,
      charges,
      billed,
      buyer: buyerOf((schools[0] as School).type),
      amount: totalOf(
        'money',
        charges.map(({ expected }) => expected),
        label,
      ),
      ...taxesOf(charges, tier.vat, rate !== undefined, `VAT on ${label}`),
      get members() {
        return tally.members;
      },
      get pupils() {
        return tally.pupils;
      },
    };
  }
}

const NOWHERE: TierStanding = { share: undefined, before: [], drawn: undefined };
const NOT_OFFERED: Rate = constant('rate', Exact.zero, 'not offered: too few schools commit');
