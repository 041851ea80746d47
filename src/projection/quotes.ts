import type { Count, Money, Price as PriceFigure, Rate } from '../figures/index.js';
import { kept } from '../language/index.js';
import type { Model, School, TierTerms } from '../model/index.js';
import {
  type Customer,
  countsPupils,
  mostYearsTogether,
  type Pricing,
  priceFor,
  type Quantities,
  type Quote,
  quote,
  type TierPrice,
  termsTold,
} from '../pricing/index.js';
import type { Customers } from './customers.js';
import { type Growth, growthOf } from './growth.js';
import { Turned } from './levers.js';

/** What the price of a school hangs on beside its tier: what it is to prices, the months, and what turns prices. */
export interface QuoteParts extends Pick<Model, 'calendar'> {
  readonly customers: Customers;
  readonly price: Rate | undefined;
}

/** The quotes of some schools: the same for every tier, and for every model that has these parts. */
export const quotesOf = kept(
  { calendar: true, customers: true, price: true },
  (parts: QuoteParts) => new Quotes(parts),
);

type Quoted = Map<number, Map<School, Quote | undefined>>;

/** What a quote reads of a tier. */
type PricedTier = Pick<TierTerms, 'price' | 'uplift'> & { readonly term: Pick<TierTerms['term'], 'frozenFor'> };
const QUOTED_BY = { price: true, uplift: true, frozenFor: true } as const;
type PriceParts = Pick<TierTerms, 'price' | 'uplift'> & Pick<TierTerms['term'], 'frozenFor'>;

/** What each school would pay in each company year: its price as it stands in that year. */
export class Quotes {
  private readonly price: Turned;
  /** By tier, which an analysis may change as often as it likes. */
  private readonly quoted = new WeakMap<TierTerms, Quoted>();
  /** What is quoted hangs on no more of a tier than this. */
  private readonly quotedBy = kept(QUOTED_BY, (_: PriceParts): Quoted => new Map());
  private readonly standing = new Map<TierTerms['uplift'], Map<number, Pricing['now']>>();
  private readonly growth: Growth;

  constructor(private readonly parts: QuoteParts) {
    this.growth = growthOf(parts);
    this.price = new Turned(parts.price);
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

  /** The price that a school comes to: where its numbers choose between several, by these as they stand. */
  priceOf(tier: TierTerms, school: School, year: number): { readonly price: TierPrice } | undefined {
    const found = priceFor(tier.price, school.attributes);
    return found?.price.numbers.size ? this.of(tier, school, year) : found;
  }

  /** A school as the prices of a company year see it. */
  customer(school: School, year: number): Customer {
    return this.parts.customers.customer(school, year);
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

  /** The terms of a tier's prices as they stand in a company year, for schools with some attributes. */
  priceIn({ price, uplift, term }: PricedTier, asked: number, attributes: School['attributes']): Pricing['now'] {
    const start = this.parts.calendar.years[0] as number;
    const together = mostYearsTogether(price, attributes);
    // A price that is frozen, or is for several years together, stands as it was when the sign-up began.
    const frozen = term.frozenFor % together === 0 ? term.frozenFor : together;
    return this.standingIn(uplift, start + Math.floor((asked - start) / frozen) * frozen);
  }

  /** One function for the prices of a year: each quote holds on to its own. */
  private standingIn(uplift: TierTerms['uplift'], year: number): Pricing['now'] {
    const years = this.standing.get(uplift) ?? new Map<number, Pricing['now']>();
    this.standing.set(uplift, years);
    const found =
      years.get(year) ??
      (<F extends Money | PriceFigure>(key: string, price: F): F => {
        const rate = uplift && ('all' in uplift ? uplift.all : uplift.byTerm.get(key));
        return this.price.of(this.growth.of(price, rate, year));
      });
    years.set(year, found);
    return found;
  }
}
