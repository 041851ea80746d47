import type { Count, Money, Rate } from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  lastMonthOf,
  type Model,
  momentOf,
  ownMonth,
  type School,
  schoolIn,
  type TierTerms,
  TYPES,
} from '../model/index.js';
import type { Customer, Quote } from '../pricing/index.js';
import type { Batch } from './batch.js';
import { Buyers, type GroupTold } from './buyers.js';
import type { TierChoice, Worth } from './choice.js';
import type { Deciders } from './deciding.js';
import { type Joiners, NOWHERE } from './joiners.js';
import type { OwnLevers } from './levers.js';
import type { Quotes } from './quotes.js';
import type { TierFees } from './tier-fees.js';
import type { VatRules } from './vat.js';

/** What membership hangs on: who joins, what is quoted, how schools weigh tiers, and how invoices are taxed. */
export interface MembershipParts extends Pick<Model, 'calendar' | 'schools' | 'tiers'> {
  readonly joiners: Joiners;
  readonly quotes: Quotes;
  readonly choice: TierChoice;
  readonly deciders: Deciders;
  readonly vat: VatRules;
  readonly own: OwnLevers;
}

/** What each school pays in each year, and the batches in which membership is invoiced. */
export class Membership {
  readonly batches: readonly Batch[];
  /** Whose share joins, by what each tier is worth to it. */
  readonly choice: TierChoice;
  /** Who joins, whatever it pays. */
  readonly joiners: Joiners;
  private readonly quotes: Quotes;
  private readonly ids: ReadonlyMap<TierTerms, string>;
  private readonly worths = new Map<string, Worth | undefined>();
  private elsewhere: Buyers | undefined;
  private still: Buyers | undefined;

  constructor(
    private readonly parts: MembershipParts,
    /** By the ids of the tiers, in their order. */
    private readonly fees: ReadonlyMap<string, TierFees>,
  ) {
    this.quotes = parts.quotes;
    this.choice = parts.choice;
    this.joiners = parts.joiners;
    this.ids = new Map([...parts.tiers].map(([id, tier]) => [tier, id]));
    this.batches = [...fees.values()].flatMap((of) => of.batches);
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
    const { calendar, vat } = this.parts;
    const at = momentOf(school, calendar, year);
    const found = this.buyersOf(tier).quote(tier, schoolIn(school, at), year, at, beside);
    return found && vat.on(found, this.invoicedIn(tier, school, at), lastMonthOf(calendar, year));
  }

  /** The month from one on in which a school is invoiced for a year of its own. */
  private invoicedIn({ term }: TierTerms, school: School, from: Month): Month {
    const own = term.invoice === 'membership_year' ? term.starts : ownMonth(TYPES[schoolIn(school, from).type]);
    return from + ((((own - from) % 12) + 12) % 12);
  }

  private startOf(year: number): Month {
    return Math.max(this.parts.calendar.first, year * 12 + this.parts.calendar.yearStarts);
  }

  /** The groups that the prices of a tier make one buyer each, at the start of a company year. */
  groups(tier: TierTerms, year: number): readonly GroupTold[] {
    return this.buyersOf(tier).groups(tier, year, this.startOf(year));
  }

  /**
   * What is expected of a school for a full year in such a group, where the price is offered; undefined where it is priced
   * by itself. `isMoved` false: if nobody reacted to any price.
   */
  expectedIn(tier: TierTerms, school: School, year: number, isMoved = true): Money | undefined {
    const at = momentOf(school, this.parts.calendar, year);
    return (isMoved ? this.buyersOf(tier) : this.unmoved).expected(tier, schoolIn(school, at), year, at);
  }

  /** What a tier is worth to a school in a company year; undefined where it may not join, or has no price. */
  worthOf(tier: string, school: School, year: number): Worth | undefined {
    const key = `${tier}|${school.id}|${year}`;
    if (!this.worths.has(key))
      this.worths.set(
        key,
        this.choice.worthOf(tier, school, year, (...asked) => this.quoteFor(...asked)),
      );
    return this.worths.get(key);
  }

  /** Those who buy a tier; of one that is not of the model nobody is expected to join it. */
  private buyersOf(tier: TierTerms): Buyers {
    const id = this.ids.get(tier);
    const own = id === undefined ? undefined : this.fees.get(id)?.buyers;
    if (own !== undefined) return own;
    const { own: levers } = this.parts;
    this.elsewhere ??= new Buyers(this.parts, this.quotes, {
      of: () => NOWHERE,
      ...(levers.size > 0 && { lever: (_tier, school) => this.joiners.ownLever(school, undefined) }),
    });
    return this.elsewhere;
  }

  private get unmoved(): Buyers {
    this.still ??= new Buyers(this.parts, this.quotes, {
      of: (tier, school, at) => {
        const id = this.ids.get(tier);
        return { ...NOWHERE, share: id === undefined ? undefined : this.choice.unmoved(id, tier, school, at) };
      },
    });
    return this.still;
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
    return this.quotes.customer(this.asIs(school, year), year).pupils;
  }

  /** The shares of a school in every tier that it may join in a month: see `Joiners`. */
  sharesOf(school: School, at: Month): readonly { readonly tier: string; readonly share: Rate }[] {
    return this.joiners.sharesOf(school, at);
  }

  /** A school as it is in the month of a company year in which it is asked what it pays. */
  private asIs(school: School, year: number): School {
    return schoolIn(school, momentOf(school, this.parts.calendar, year));
  }
}
