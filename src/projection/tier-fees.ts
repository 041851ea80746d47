import { type Money, portion, type Rate, sum, totalOf } from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import { called, type Model, type School, type TierTerms, yearOf } from '../model/index.js';
import { type Quote, tellsApart } from '../pricing/index.js';
import type { Batch, Charge } from './batch.js';
import { Buyers } from './buyers.js';
import type { Deciders } from './deciding.js';
import { JoinedOnce } from './joined-once.js';
import type { JoinedBatch, Joiner, Joiners } from './joiners.js';
import type { OwnLevers } from './levers.js';
import type { Quotes } from './quotes.js';
import { suppliesOf, taxesOf, taxOf } from './supplies.js';
import type { VatRules } from './vat.js';

/** What the fees of one tier hang on: who joins, what they are asked for, and how invoices are taxed. */
export interface TierFeeParts extends Pick<Model, 'calendar' | 'schools'> {
  readonly id: string;
  readonly tier: TierTerms;
  readonly joiners: Joiners;
  readonly quotes: Quotes;
  readonly deciders: Deciders;
  readonly vat: VatRules;
  readonly own: OwnLevers;
}

/** What each school that joins one tier pays in each year, and the batches in which that is invoiced. */
export class TierFees {
  readonly batches: readonly Batch[];
  readonly buyers: Buyers;
  private readonly joined: JoinedOnce;

  constructor(private readonly parts: TierFeeParts) {
    const { id, joiners, quotes, own } = parts;
    this.joined = new JoinedOnce(parts.calendar);
    this.buyers = new Buyers(parts, quotes, {
      of: (_tier, school, at) => joiners.standing(id, school, at),
      ...(own.size > 0 && { lever: (_tier, school) => joiners.ownLever(school, id) }),
    });
    this.batches = joiners.batches.filter(({ tier }) => tier === id).map((each) => this.batch(each));
  }

  /**
   * What is expected of a school for a membership period: its fee as its invoice would have it, as often as it is
   * expected to join. Of a group it is the school's part of what all of it is expected to pay, where the price is
   * offered.
   */
  private expected({ school, members, firstMonth: at }: Joiner, year: number, part: PartOf): Money {
    const { id, tier, joiners, quotes } = this.parts;
    const together = this.buyers.expected(tier, school, year, at);
    if (together === undefined) return portion(part((quotes.of(tier, school, year) as Quote).fee), members);
    return joiners.whereOffered('money', { id, school, at }, part(together));
  }

  /** The quote of a school where its invoices tell classes of VAT apart, or what is paid once; else undefined. */
  private taxedQuote(school: School, year: number, at: Month): Quote | undefined {
    const { tier } = this.parts;
    return tier.price.some(tellsApart) ? this.buyers.quote(tier, school, year, at) : undefined;
  }

  private charge(joiner: Joiner, of: JoinedBatch, year: number): Charge {
    const { id, tier, quotes } = this.parts;
    const { school, joins, members, each } = joiner;
    const { firstMonth, lastMonth, proportion } = of;
    if (quotes.priceOf(tier, school, year) === undefined)
      throw new RangeError(`no price for ${school.id}: the model should have been refused`);
    const part: PartOf = (amount) =>
      proportion === undefined ? amount : portion(amount, proportion, `${amount.label}, part year`);
    const yearly = this.expected(joiner, year, part);
    const quote = this.taxedQuote(school, year, firstMonth);
    const once = quote?.once && of.billed ? this.joined.paid(id, school, joins, quote.once) : undefined;
    const expected = once === undefined ? yearly : sum('money', [yearly, once.net], `first fee of ${school.name}`);
    const rateOf = (vat: TierTerms['vat']): Rate | undefined => this.parts.vat.rateOf(vat, firstMonth);
    const supplies = suppliesOf(quote?.supplies, yearly, once, tier.vat, rateOf);
    const rate = rateOf(tier.vat);
    const says = `VAT on fee of ${school.name}`;
    const tax = supplies === undefined ? rate && portion(expected, rate, says) : taxOf(supplies, says);
    return { school, tier: id, invoiced: firstMonth, firstMonth, lastMonth, members, each, expected, tax, supplies };
  }

  private batch(of: JoinedBatch): Batch {
    const { id, tier, calendar } = this.parts;
    const { invoiced, firstMonth, lastMonth, billed, buyer } = of;
    const year = yearOf(calendar, firstMonth);
    const charges = of.joiners.map((joiner) => this.charge(joiner, of, year));
    const label = `membership ${called(tier, id)} invoiced in ${monthName(firstMonth)}`;
    return {
      tier: id,
      invoiced,
      firstMonth,
      lastMonth,
      charges,
      billed,
      buyer,
      amount: totalOf(
        'money',
        charges.map(({ expected }) => expected),
        label,
      ),
      ...taxesOf(charges, tier.vat, `VAT on ${label}`),
      get members() {
        return of.members;
      },
      get pupils() {
        return of.pupils;
      },
    };
  }
}

/** The part of a yearly amount that a period is charged. */
type PartOf = (amount: Money) => Money;
