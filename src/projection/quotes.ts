import {
  type Count,
  constant,
  Exact,
  type Money,
  type Price as PriceFigure,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import { always, type Dated, kept, keyInWords, type Month } from '../language/index.js';
import { customerOf, driverOf, firstThere, type Model, type School, type TierTerms, yearOf } from '../model/index.js';
import {
  type Customer,
  countsPupils,
  MEMBERSHIP_YEAR,
  mostYearsTogether,
  type Pricing,
  priceFor,
  type Quantities,
  type Quote,
  quote,
  type TierPrice,
  termsTold,
} from '../pricing/index.js';
import type { Chance } from './chance.js';
import { type Growth, growthOf } from './growth.js';
import { type OwnLevers, Turned } from './levers.js';
import type { VatRules } from './vat.js';

/**
 * What the price of a school hangs on beside its tier: the months, how rolls change, and what turns or moves prices and
 * rolls.
 */
export interface QuoteParts extends Pick<Model, 'schools' | 'calendar'> {
  readonly change: Model['roll']['change'];
  readonly price: Rate | undefined;
  readonly roll: Rate | undefined;
  /** Of quotes, where it moves any roll. */
  readonly chance: Chance | undefined;
}

/**
 * What membership hangs on: what its quotes do, and who joins, by which choice, of what chance decides, and how
 * invoices are taxed.
 */
export interface MembershipParts extends QuoteParts, Pick<Model, 'tiers' | 'services' | 'choice' | 'uncertainty'> {
  readonly vat: VatRules;
  readonly members: Rate | undefined;
  readonly own: OwnLevers;
}

/** The quotes of some schools: the same for every tier, and for every model that has these parts. */
export const quotesOf = kept(
  { schools: true, calendar: true, change: true, price: true, roll: true, chance: true },
  (parts: QuoteParts) => new Quotes(parts),
);

type Quoted = Map<number, Map<School, Quote | undefined>>;

/** What a quote reads of a tier. */
type PricedTier = Pick<TierTerms, 'price' | 'uplift'> & { readonly term: Pick<TierTerms['term'], 'frozenFor'> };
type PriceParts = Pick<TierTerms, 'price' | 'uplift'> & Pick<TierTerms['term'], 'frozenFor'>;

/** What each school would pay in each company year: its roll, its drivers and its price as they stand in that year. */
export class Quotes {
  private readonly price: Turned;
  private readonly roll: Turned;
  private readonly customers = new Map<number, Map<School, Customer>>();
  /** By tier, which an analysis may change as often as it likes. */
  private readonly quoted = new WeakMap<TierTerms, Quoted>();
  /** What is quoted hangs on no more of a tier than this. */
  private readonly quotedBy = kept(
    { price: true, uplift: true, frozenFor: true },
    (_: PriceParts): Quoted => new Map(),
  );
  private readonly growth: Growth;

  constructor(private readonly parts: QuoteParts) {
    this.growth = growthOf(parts);
    this.price = new Turned(parts.price);
    this.roll = new Turned(parts.roll);
  }

  /** The yearly fee of a school by itself in a company year, or undefined where no price of the tier fits it. */
  of(tier: TierTerms, school: School, year: number): Quote | undefined {
    const { price, uplift, term } = tier;
    const years = this.quoted.get(tier) ?? this.quotedBy({ price, uplift, frozenFor: term.frozenFor });
    this.quoted.set(tier, years);
    const schools = years.get(year) ?? new Map<School, Quote | undefined>();
    years.set(year, schools);
    if (!schools.has(school)) schools.set(school, this.anew(tier, school, year));
    return schools.get(school);
  }

  private anew(tier: PricedTier, school: School, year: number): Quote | undefined {
    return quote(tier.price, this.customer(school, year), this.priceIn(tier, year, school.attributes));
  }

  /** The yearly fee of a school by itself if it had another number of pupils. */
  at(tier: TierTerms, school: School, year: number, pupils: Count): Quote | undefined {
    const customer = this.customer(school, year);
    const quantity = ((driver, kind) =>
      kind === 'count' && countsPupils(driver) ? pupils : customer.quantity(driver, kind)) as Quantities;
    return quote(tier.price, { ...customer, pupils, quantity }, this.priceIn(tier, year, school.attributes));
  }

  /**
   * What each term of a school's price says of it in a company year, in the order in which they are evaluated; in a
   * group, what it says `of` all who pay it.
   */
  termsFor(
    tier: TierTerms,
    school: School,
    year: number,
    of: Customer = this.customer(school, year),
  ): ReturnType<typeof termsTold> {
    return termsTold(tier.price, of, this.priceIn(tier, year, school.attributes));
  }

  /** A school's pupils in a company year, on the roll's own basis. */
  pupilsOf(school: School, year: number): Count {
    return this.customer(school, year).pupils;
  }

  /** The terms of a tier's prices as they stand in a company year, for schools with some attributes. */
  priceIn({ price, uplift, term }: PricedTier, asked: number, attributes: School['attributes']): Pricing['now'] {
    const start = this.parts.calendar.years[0] as number;
    const together = mostYearsTogether(price, attributes);
    // A price that is frozen, or is for several years together, stands as it was when the sign-up began.
    const frozen = term.frozenFor % together === 0 ? term.frozenFor : together;
    const year = start + Math.floor((asked - start) / frozen) * frozen;
    return <F extends Money | PriceFigure>(key: string, price: F): F => {
      const rate = uplift && ('all' in uplift ? uplift.all : uplift.byTerm.get(key));
      return this.price.of(this.growth.of(price, rate, year));
    };
  }

  /** The price that a school comes to: where its numbers choose between several, by these as they stand. */
  priceOf(tier: TierTerms, school: School, year: number): { readonly price: TierPrice } | undefined {
    const found = priceFor(tier.price, school.attributes);
    return found?.price.numbers.size ? this.of(tier, school, year) : found;
  }

  /** A school as the prices of a company year see it. */
  customer(school: School, year: number): Customer {
    const schools = this.customers.get(year) ?? new Map<School, Customer>();
    this.customers.set(year, schools);
    let found = schools.get(school);
    if (found === undefined) {
      const { calendar } = this.parts;
      const at = Math.max(calendar.first, year * 12 + calendar.yearStarts);
      const own = this.pupilsIn(school, Math.max(at, firstThere(school, calendar)));
      const others = school.joinedBy.map((each) => this.customer(each, year));
      const label = `pupils of ${school.name} with those who have come to it`;
      const together = (first: Count, of: (each: Customer) => Count): Count =>
        others.length === 0 ? first : sum('count', [first, ...others.map(of)], label);
      found = {
        ...customerOf(
          school,
          together(this.moved(school, own), ({ pupils }) => pupils),
          this.quantities(school, others, at),
        ),
        weight: together(own, ({ weight, pupils }) => weight ?? pupils),
      };
      schools.set(school, found);
    }
    return found;
  }

  private pupilsIn(school: School, at: Month): Count {
    const pupils = this.growth.in(school.pupils, this.changeOf(school), at);
    if (pupils === undefined) throw new RangeError(`no pupils for ${school.id}: the model should have been refused`);
    return pupils;
  }

  private changeOf({ phase }: School): Dated<Rate> | undefined {
    const { change } = this.parts;
    return change && ('all' in change ? change.all : change.byPhase.get(phase));
  }

  /**
   * A school's drivers in a year: those that count pupils move with its roll, and are those of the schools that have
   * gone into it too.
   */
  private quantities(school: School, others: readonly Customer[], at: Month): Quantities {
    return ((driver, kind) => {
      if (driver === MEMBERSHIP_YEAR && kind === 'count') return this.membershipYear(at);
      const found = driverOf(school, driver, kind);
      if (kind !== 'count' || !countsPupils(driver)) return found;
      const own =
        found && this.moved(school, this.growth.in(always(found as Count), this.changeOf(school), at) as Count);
      const more = others.map((each) => each.quantity(driver, 'count'));
      if (own === undefined || more.length === 0) return own;
      const label = `${keyInWords(driver)} of ${school.name} with those who have come to it`;
      return sum('count', [own, ...more.flatMap((each) => each ?? [])], label);
    }) as Quantities;
  }

  /** Which of the company years a month is in, from 1: sign-ups for several years are counted from the first. */
  private membershipYear(at: Month): Count {
    const { calendar } = this.parts;
    const year = yearOf(calendar, at) - (calendar.years[0] as number) + 1;
    return constant('count', Exact.of(year), 'year of the sign-up');
  }

  /** Pupils as a lever and chance move them. */
  private moved(school: School, pupils: Count): Count {
    const turned = this.roll.of(pupils);
    const roll = this.parts.chance?.roll(school);
    return roll === undefined ? turned : times(turned, roll);
  }
}
