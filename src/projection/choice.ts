import {
  band,
  type Count,
  charge,
  chosen,
  constant,
  Exact,
  type Money,
  named,
  nothing,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  askedBy,
  averageOf,
  type ChoiceRule,
  called,
  lastMonthOf,
  type Model,
  momentOf,
  nameIn,
  type Quantity,
  recoversVat,
  type School,
  shareOf,
  statedIn,
  type TierJoins,
  type TierTerms,
  taxed,
  yearOf,
} from '../model/index.js';
import { asksMembership, fits, type Quote } from '../pricing/index.js';
import { Buyers } from './buyers.js';
import { decidersOf } from './deciding.js';
import type { Growth } from './growth.js';
import type { Quotes } from './quotes.js';
import { ServicePrices } from './service-prices.js';
import type { VatRules } from './vat.js';

/** What a tier is worth to a school in a year, and what it costs it. */
export interface Worth {
  /** What its entitlements would cost a school that is not a member, and what else the tier is said to be worth. */
  readonly worth: Money;
  /** What members save on the services that they buy. */
  readonly discounts: Money;
  /** The fee, with the VAT that the school does not get back. */
  readonly fee: Money;
  readonly net: Money;
}

/** The quote of a school under a tier in a company year; undefined where no price fits it. */
export type QuoteFor = (tier: TierTerms, school: School, year: number) => Quote | undefined;

const NO_SHARE: Rate = constant('rate', Exact.zero, 'another choice is worth more');
const OPEN: Rate = constant('rate', Exact.one, 'not joining is open to all');
const NOT_ASSIGNED: Rate = constant('rate', Exact.zero, 'assigned to another tier, or to none');

/**
 * A tier that a school may join: its net value to it, and the share of it that joins if it chooses this tier. A tier of
 * a share of nothing is not weighed.
 */
interface Option {
  readonly id: string;
  readonly net: Money;
  readonly joins: Rate;
}

/** Whether schools choose by what tiers are worth to them, and so by prices. */
export const isByWorth = (choice: Model['choice']): boolean => choice !== undefined && choice.rule !== 'assigned';

const assigned = (id: string, school: School, joins: Rate): Rate => (school.tier === id ? joins : NOT_ASSIGNED);

/**
 * The share of a school in a tier in a month where no price moves it: what is said of it, and where schools choose, in
 * the tier that it is assigned; undefined where nothing is said of it.
 */
export function saidOrAssigned(
  { rule, calendar }: Pick<Model, 'calendar'> & { readonly rule: ChoiceRule | undefined },
  id: string,
  tier: TierJoins,
  school: School,
  at: Month,
): Rate | undefined {
  const joins = shareOf(tier, school, at, calendar, id);
  const isSaid = rule === undefined || statedIn(school, at, calendar.yearStarts).byTier.has(id);
  return joins === undefined || isSaid ? joins : assigned(id, school, joins);
}

/**
 * How schools come to a tier. Values and shares are those of the model's own prices and rolls: a lever that an analysis
 * turns moves what is invoiced and not who joins, so that a break-even in price holds the members.
 */
export class TierChoice {
  private readonly nets = new Map<string, Money | undefined>();
  private readonly buyers: Buyers;
  private readonly shares = new Map<string, Rate>();
  private readonly prices: ServicePrices;
  private readonly serials = new Map<object, number>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools' | 'tiers' | 'services' | 'choice' | 'uncertainty'> & {
      readonly vat: VatRules;
    },
    private readonly quotes: Quotes,
    growth: Growth,
  ) {
    this.prices = new ServicePrices(model, growth);
    const ids = new Map([...model.tiers].map(([id, tier]) => [tier, id]));
    this.buyers = new Buyers({ schools: model.schools, deciders: decidersOf(model) }, quotes, {
      of: (tier, school, at) => ({
        share: shareOf(tier, school, at, model.calendar, ids.get(tier) as string),
        before: [],
        drawn: undefined,
      }),
    });
  }

  private called(tier: string): string {
    return nameIn(this.model, 'tiers', tier);
  }

  /**
   * What a school goes by when it chooses: in a group, what it would pay if the others came by what is said of them,
   * before anybody chooses.
   */
  private readonly quoteBefore: QuoteFor = (tier, school, year) =>
    this.buyers.quote(tier, school, year, momentOf(school, this.model.calendar, year));

  /** The share of a school that joins a tier in a month; undefined where nothing is said of it. */
  share(id: string, tier: TierJoins, school: School, at: Month): Rate | undefined {
    const joins = shareOf(tier, school, at, this.model.calendar, id);
    const { choice } = this.model;
    if (choice === undefined || joins === undefined) return joins;
    const stated = statedIn(school, at, this.model.calendar.yearStarts);
    if (stated.byTier.has(id)) return joins;
    if (!isByWorth(choice)) return assigned(id, school, joins);
    const options = this.optionsOf(school, at).filter((each) => !stated.byTier.has(each.id));
    const index = options.findIndex((each) => each.id === id);
    // Asked of a tier that it may not join.
    if (index < 0) return NO_SHARE;
    const serials = options.map((each) => this.serial(each.joins)).join(' ');
    // Where it is said that the school joins, in whichever tier, not to join is no choice of its own.
    const none = stated.all === undefined ? choice.none : undefined;
    return this.once(`${id}|${school.id}|${yearOf(this.model.calendar, at)}|${serials}`, () =>
      choice.rule === 'logit'
        ? this.byLogit(index, school, options, none)
        : this.bestOf(index, school, options, joins, none),
    );
  }

  /**
   * The share of a school in a tier if nobody reacted to any price: in the tier that it is assigned, and in none where
   * it is assigned none.
   */
  unmoved(id: string, tier: TierJoins, school: School, at: Month): Rate | undefined {
    const { choice, calendar } = this.model;
    return saidOrAssigned({ rule: choice?.rule, calendar }, id, tier, school, at);
  }

  /**
   * `whole` where a tier is worth most to a school in a month, of those that it may join and does not refuse, whether
   * or not it joins any; else nothing. Of a school that refuses all of them: where it is worth most of all.
   */
  best(id: string, school: School, at: Month, whole: Rate): Rate {
    const options = this.optionsOf(school, at);
    const index = options.findIndex((each) => each.id === id);
    if (index < 0) return NO_SHARE;
    const { joins: own } = options[index] as Option;
    const all = sum(
      'rate',
      options.map(({ joins }) => joins),
      `what ${school.name} says to all tiers together`,
    );
    const label = `share of ${school.name} for which ${this.called(id)} is best`;
    const free = options.map((each) => ({ ...each, joins: whole }));
    return unlessNone(
      all,
      this.bestOf(index, school, free, whole),
      unlessNone(own, NO_SHARE, this.bestOf(index, school, options, whole), label),
      label,
    );
  }

  /**
   * What a tier is worth to a school in a company year, if it pays what is quoted; undefined where it may not join, or
   * has no price.
   */
  worthOf(id: string, school: School, year: number, quoteFor: QuoteFor): Worth | undefined {
    const tier = this.model.tiers.get(id) as TierTerms;
    if (!fits(tier.eligible, school.attributes)) return undefined;
    const quote = quoteFor(tier, school, year);
    if (quote === undefined) return undefined;
    const name = `${called(tier, id)} to ${school.name}`;
    const included = [...tier.includes].flatMap(([service, entitlement]): Money[] => {
      if (entitlement === 'unlimited') return [];
      const units =
        entitlement.takeUp === undefined ? entitlement.perSchool : times(entitlement.perSchool, entitlement.takeUp);
      const label = `${nameIn(this.model, 'services', service)} that it would otherwise buy`;
      return [this.paid(service, undefined, school, units, year, label)];
    });
    const together = [...tier.collective.values()].flatMap((each) => each.worth ?? []);
    const worth = sum(
      'money',
      [...included, ...(tier.worth === undefined ? [] : [tier.worth]), ...together],
      `what is in ${name}`,
    );
    const discounts = sum(
      'money',
      this.savings(id, tier, school, year),
      `what members of ${called(tier, id)} save on what they buy`,
    );
    const charges = this.model.vat.chargesBy(lastMonthOf(this.model.calendar, year));
    const asked = charges ? quote : { ...quote, untaxed: true as const };
    const fee = taxed(asked, tier.vat, school.type, school.name)?.net ?? quote.fee;
    return { worth, discounts, fee, net: sum('money', [worth, discounts], `net value of ${name}`, [fee]) };
  }

  /** The tiers that a school may join in a month, in the order of their ids: that of the file says nothing. */
  private optionsOf(school: School, at: Month): readonly Option[] {
    const year = yearOf(this.model.calendar, at);
    return [...this.model.tiers.keys()].sort().flatMap((id): Option[] => {
      const net = this.netOf(id, school, year);
      const joins = shareOf(this.model.tiers.get(id) as TierTerms, school, at, this.model.calendar, id);
      return net === undefined || joins === undefined ? [] : [{ id, net, joins }];
    });
  }

  private netOf(id: string, school: School, year: number): Money | undefined {
    const key = `${id}|${school.id}|${year}`;
    const found = this.nets.get(key) ?? this.worthOf(id, school, year, this.quoteBefore)?.net;
    this.nets.set(key, found);
    return found;
  }

  /**
   * Of two tiers that are worth the same the first by its id is taken, and a tier rather than none. A tier that the
   * school refuses bars no other.
   */
  private bestOf(index: number, school: School, options: readonly Option[], whole: Rate, none?: Money): Rate {
    const { id, net: own } = options[index] as Option;
    const label = `share of ${school.name} that joins ${this.called(id)}`;
    const others = options.flatMap((each, i) => (i === index ? [] : [{ ...each, isFirst: i < index }]));
    const rather = (net: Money, isFirst: boolean, barred: Rate, share: Rate, than: string): Rate =>
      band('rate', own, [{ upTo: net, closed: isFirst, value: barred }], share, than);
    const least =
      none === undefined
        ? whole
        : rather(none, false, NO_SHARE, whole, others.length === 0 ? label : `${label} rather than none`);
    return others.reduce((share, { id: than, net, joins, isFirst }, i) => {
      const barred =
        joins === whole
          ? NO_SHARE
          : unlessNone(joins, share, NO_SHARE, `${label} where it refuses ${this.called(than)}`);
      return rather(
        net,
        isFirst,
        barred,
        share,
        i === others.length - 1 ? label : `${label} rather than ${this.called(than)}`,
      );
    }, least);
  }

  private byLogit(index: number, school: School, options: readonly Option[], none: Money | undefined): Rate {
    const { sensitivity } = this.model.choice as NonNullable<Model['choice']>;
    const { id, joins } = options[index] as Option;
    const among = [
      ...options.map(({ net, joins: acts }) => ({ value: net, acts: acts.isKnown ? acts : OPEN })),
      ...(none === undefined ? [] : [{ value: none, acts: OPEN }]),
    ];
    return times(
      chosen(sensitivity as Count, among, index, `share of ${school.name} that chooses ${this.called(id)}`),
      joins,
      `share of ${school.name} that joins ${this.called(id)}`,
    );
  }

  /** The difference between the price for others and that for members of a tier, on what a member buys in a year. */
  private savings(tier: string, terms: TierTerms, school: School, year: number): Money[] {
    return [...this.model.services].flatMap(([id, service]): Money[] => {
      const asked = askedBy(service.demand.perMember, school, year, this.model.calendar);
      if (service.kind !== 'traded' || asked === undefined) return [];
      if (!asksMembership(service.price) && !terms.discounts.has(id)) return [];
      const label = `saved on ${called(service, id)}`;
      const [member, other] = [tier, undefined].map((each) => this.prices.perUnit(id, each, year));
      if (member !== undefined && other !== undefined) {
        const off = sum('price', [other], 'what a unit costs a member less', [member]);
        return [this.borne(id, tier, school, asked, year, charge(off, averageOf(asked), label))];
      }
      const [paid, full] = [tier, undefined].map((each) => this.paid(id, each, school, asked, year));
      return [sum('money', [full as Money], label, [paid as Money])];
    });
  }

  /** What so many units of a service cost a school in a year, as a member of a tier or as none, with VAT that it bears. */
  private paid(
    id: string,
    tier: string | undefined,
    school: School,
    units: Quantity,
    year: number,
    label?: string,
  ): Money {
    const unit = this.prices.perUnit(id, tier, year);
    if (unit !== undefined) return this.borne(id, tier, school, units, year, charge(unit, averageOf(units), label));
    const found = this.prices.expectedFee(id, { customer: this.quotes.customer(school, year), tier }, units, year);
    if (found === undefined)
      throw new RangeError(`no price of ${id} for ${school.name}: the model should have been refused`);
    return this.borne(id, tier, school, units, year, label === undefined ? found : named(found, label));
  }

  private borne(
    id: string,
    tier: string | undefined,
    school: School,
    units: Quantity,
    year: number,
    amount: Money,
  ): Money {
    if (recoversVat(school.type)) return amount;
    const buyer = { customer: this.quotes.customer(school, year), tier };
    return this.prices.borne(id, buyer, school.type, units, year, amount);
  }

  private serial(figure: object): number {
    const known = this.serials.get(figure) ?? this.serials.size;
    this.serials.set(figure, known);
    return known;
  }

  private once(key: string, make: () => Rate): Rate {
    const found = this.shares.get(key) ?? make();
    this.shares.set(key, found);
    return found;
  }
}

/** What stands in the place of a figure where a share is none. */
function unlessNone(share: Rate, ifNone: Rate, otherwise: Rate, label: string): Rate {
  // That nobody knows a share is no refusal.
  if (!share.isKnown) return otherwise;
  return band('rate', share, [{ upTo: nothing('rate'), closed: true, value: ifNone }], otherwise, label);
}
