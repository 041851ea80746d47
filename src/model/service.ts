import { type Count, inWords, type Price, type Rate } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  count,
  type Dated,
  either,
  isMapping,
  keysIn,
  optional,
  price,
  provenance,
  refuse,
  refuseKey,
  remembering,
  retired,
  Scalar,
  type Schema,
  share,
  text,
  valueOr,
} from '../language/index.js';
import { type Commission, commissionTerms, perUnit, prices, type TierPrice, unitPriceIn } from '../pricing/index.js';
import { type Demand, demand, NO_DEMAND } from './demand.js';
import { type Season, season } from './season.js';
import { usedForUnits, yearlyGrowth } from './tier.js';
import { type Controlling, controlling, type VatClass, vatClass } from './vat.js';

export const PRICE_LEVELS = ['low', 'typical', 'high'] as const;
export type PriceLevel = (typeof PRICE_LEVELS)[number];

/** What a unit would cost bought elsewhere: never one price, because nobody knows which one a school would find. */
export interface Alternative {
  readonly prices: Readonly<Record<PriceLevel, Price>>;
  /** The share of what membership includes that a school would otherwise buy: only that counts. All unless said. */
  readonly wouldBuy: Rate | undefined;
  readonly uplift: Dated<Rate> | undefined;
}

const alternative: Schema<Alternative> = block(
  'an alternative',
  {
    low: price,
    typical: price,
    high: price,
    would_buy: optional(share),
    uplift: optional(yearlyGrowth),
    ...provenance,
  },
  {
    low: 'the least that a unit costs elsewhere, in pounds',
    typical: 'what a unit mostly costs elsewhere, in pounds; at least `low`',
    high: 'the most that a unit costs elsewhere, in pounds; at least `typical`',
    would_buy:
      'the share of what membership includes that a school would otherwise buy: only that counts as its value. All unless said',
    uplift: 'their growth',
  },
).transform((said, context): Alternative => {
  for (const [less, more] of [
    ['low', 'typical'],
    ['typical', 'high'],
  ] as const) {
    if (!said[less].isKnown || !said[more].isKnown || said[less].exact.compare(said[more].exact) <= 0) continue;
    const data = {
      text: inWords(said[more]),
      expected: `at least the ${less} price, ${inWords(said[less])}`,
      why: `it is below the ${less} price`,
    };
    refuse(context, 'bad-value', data, [more]);
  }
  return {
    prices: { low: said.low, typical: said.typical, high: said.high },
    wouldBuy: said.would_buy,
    uplift: said.uplift,
  };
});

/** What one unit takes of a post's days, and costs directly. */
export interface Delivery {
  readonly by: string | undefined;
  readonly days: Count | undefined;
  readonly directCost: Price | undefined;
  /** What suppliers charge on the direct cost; undefined for none. */
  readonly vat: VatClass | undefined;
}

/** A service that the company's own people deliver. */
export interface Traded {
  readonly kind: 'traded';
  readonly name: string | undefined;
  readonly unit: string;
  /** What so many units cost: of a member too, less its tier's discount, where the price does not ask who is one. */
  readonly price: readonly TierPrice[];
  /** Whether the price is written with `member` and `other`, as models of before 0.3 have it. */
  readonly isOldPrice: boolean;
  readonly delivery: Delivery;
  /** Quantities that an order may name. */
  readonly options: ReadonlyMap<string, Count>;
  readonly demand: Demand;
  /** When in the year it is delivered; evenly where undefined. */
  readonly season: Season | undefined;
  readonly uplift: Dated<Rate> | undefined;
  /** Undefined where nobody has said: then nothing is shown with VAT. */
  readonly vat: VatClass | undefined;
  /** Whether its buyers control the company; undefined where nobody has said. */
  readonly controlling: Controlling | undefined;
  /** What a unit would cost elsewhere; undefined where nobody has said. */
  readonly alternative: Alternative | undefined;
}

/** A service that another provider delivers. */
export interface Brokered {
  readonly kind: 'brokered';
  readonly name: string | undefined;
  readonly unit: string;
  /**
   * Exactly one of the two is given, for so many units: the provider's fee (commission on top) or the buyer's price
   * (commission inside).
   */
  readonly providerFee: readonly TierPrice[] | undefined;
  readonly price: readonly TierPrice[] | undefined;
  readonly commission: Commission;
  /**
   * Agent: the commission is income. Principal: the whole price is, and the provider's fee a cost (FRS 102 section 23).
   */
  readonly actsAs: 'agent' | 'principal';
  /** Quantities that an order may name. */
  readonly options: ReadonlyMap<string, Count>;
  readonly demand: Demand;
  /** When in the year it is delivered; evenly where undefined. */
  readonly season: Season | undefined;
  readonly uplift: Dated<Rate> | undefined;
  /** Undefined where nobody has said: then nothing is shown with VAT. */
  readonly vat: VatClass | undefined;
  /** What the provider charges on its part; undefined for none. */
  readonly providerVat: VatClass | undefined;
  readonly controlling: Controlling | undefined;
  readonly alternative: Alternative | undefined;
}

export type Service = Traded | Brokered;

/** The price that the units of a service are charged by: of a brokered one what its commission is worked out from. */
export function basePriceOf(
  service: Pick<Traded, 'kind' | 'price'> | Pick<Brokered, 'kind' | 'providerFee' | 'price'>,
): readonly TierPrice[] {
  return service.kind === 'traded' ? service.price : ((service.providerFee ?? service.price) as readonly TierPrice[]);
}

const delivery = block(
  'delivery',
  {
    by: optional(text),
    days: optional(count('days')),
    direct_cost: optional(price),
    vat: optional(vatClass),
    ...provenance,
  },
  {
    by: 'the post that delivers it',
    days: 'of that post, for one unit',
    direct_cost: 'pounds for one unit, such as travel and materials',
    vat: 'the class of the direct cost; none unless said',
  },
).transform((said): Delivery => ({ by: said.by, days: said.days, directCost: said.direct_cost, vat: said.vat }));

/** A price for one unit, or terms as a tier has them. */
const unitOrTerms: Schema<readonly TierPrice[]> = valueOr(
  price.transform((each) => [perUnit(each)]),
  remembering(prices),
);

/** As models of before 0.3 have it: read for one version, with advice. */
const ofTwoKinds = retired('a price for members and others', {
  member: optional(price),
  other: price,
  ...provenance,
}).transform(({ member, other }): readonly TierPrice[] => [
  ...(member === undefined ? [] : [perUnit(member, true)]),
  perUnit(other),
]);

const isOld = (data: unknown): boolean => keysIn(data).some((key) => key === 'member' || key === 'other');

const tradedPrice: Schema<PriceSaid> = either(
  isOld,
  ofTwoKinds.transform((said) => ({ said, isOld: true })),
  unitOrTerms.transform((said) => ({ said, isOld: false })),
);

/** A price, and how it is written. */
interface PriceSaid {
  readonly said: readonly TierPrice[];
  readonly isOld: boolean;
}

/** Quantities with a name, such as an order form offers. */
const options = collection(count('units'));

const common = {
  name: optional(text),
  unit: text,
  options: optional(options),
  demand: optional(demand),
  season: optional(season),
  uplift: optional(yearlyGrowth),
  vat: optional(vatClass),
  controlling_member: optional(controlling),
  alternative: optional(alternative),
  ...provenance,
};
/** What the key says of a season of any service. */
const SEASON =
  'when in the year it is delivered, paid for and costs: the share of each month, `{ May: 20%, June: 50%, July: 30% }`; a twelfth in each month unless said';
const NO_DELIVERY: Delivery = { by: undefined, days: undefined, directCost: undefined, vat: undefined };

const traded = block(
  'a traded service',
  {
    kind: choice('a kind of service', ['traded', 'brokered']),
    ...common,
    use: optional(usedForUnits),
    also: optional(prices),
    price: tradedPrice,
    delivery: optional(delivery),
  },
  {
    kind: '`traded`',
    name: 'as it is shown',
    unit: '`day`, `meeting`, `place`: a word',
    options: 'quantities with a name, in units, which an order may give in place of a number: `{ core: 3, full: 6 }`',
    demand: 'how much is asked for',
    season: SEASON,
    uplift: 'growth of price and direct cost',
    vat: '`standard`, `exempt` or `outside_scope`',
    controlling_member:
      'whether its buyers control the company: `yes`, `no` or `unclear`, for the 80% test of procurement law',
    alternative: 'what a unit would cost bought elsewhere',
    price:
      'pounds for a unit, or every term that the [price of a tier](prices.md) takes: the quantity bought is the driver `units`, and `when: { member: yes }` asks who buys. One price, or a list of which the first that fits is taken',
    delivery: 'what one unit takes',
    use: 'a tier of a price list, in the place of `price`: `{ list: norfolk-clerking, units: meetings }`. What the service says itself replaces what the list says',
    also: 'prices that follow those of the list, for schools of which it says nothing',
  },
).transform(
  (said): Traded => ({
    kind: 'traded',
    name: said.name,
    unit: said.unit,
    price: said.price.said,
    isOldPrice: said.price.isOld,
    delivery: said.delivery ?? NO_DELIVERY,
    options: said.options ?? new Map(),
    demand: said.demand ?? NO_DEMAND,
    season: said.season,
    uplift: said.uplift,
    vat: said.vat,
    controlling: said.controlling_member,
    alternative: said.alternative,
  }),
);

const brokered = block(
  'a brokered service',
  {
    kind: choice('a kind of service', ['traded', 'brokered']),
    ...common,
    provider_fee: optional(unitOrTerms),
    price: optional(unitOrTerms),
    commission: commissionTerms,
    acts_as: choice('a role', ['agent', 'principal']),
    provider_vat: optional(vatClass),
  },
  {
    kind: '`brokered`',
    name: 'as it is shown',
    unit: '`day`, `meeting`, `place`: a word',
    options: 'quantities with a name, in units, which an order may give in place of a number: `{ core: 3, full: 6 }`',
    demand: 'how much is asked for',
    season: SEASON,
    uplift: 'growth of the fee or price, and of a fixed commission',
    vat: '`standard`, `exempt` or `outside_scope`, of the price or of the commission',
    controlling_member:
      'whether its buyers control the company: `yes`, `no` or `unclear`, for the 80% test of procurement law',
    alternative: 'what a unit would cost bought elsewhere',
    provider_fee:
      'what the provider asks: pounds for a unit, or terms as in the `price` of a traded service; the commission comes on top of it',
    price:
      'what the buyer pays: pounds for a unit, or terms as in the `price` of a traded service; the commission is inside it. One of the two is given',
    commission: 'a percentage, or a fixed amount',
    acts_as:
      "`agent`: the commission is income; `principal`: the whole price is, and the provider's part a cost. The surplus is the same",
    provider_vat: "the class of the provider's own part; none unless said",
  },
).transform((said, context): Brokered => {
  const { provider_fee, price: asked, commission } = said;
  const needed = neededBy(commission);
  if (provider_fee !== undefined && asked !== undefined) {
    refuse(context, 'either-or', {
      one: 'provider_fee',
      other: 'price',
      why: 'give the one that the commission is worked out from',
    });
  } else if (needed === undefined && provider_fee === undefined && asked === undefined) {
    refuseKey(context, 'missing-key', { key: 'provider_fee', within: 'the service', or: ['price'] }, []);
  } else if (needed !== undefined && said[needed.key] === undefined) refuseKey(context, 'missing-key', needed, []);
  const unit = asked && unitPriceIn(asked, false);
  if (
    'fixed' in commission &&
    unit?.isKnown &&
    commission.fixed.isKnown &&
    commission.fixed.exact.compare(unit.exact) > 0
  ) {
    const data = {
      text: inWords(commission.fixed),
      expected: `a commission of at most the price, ${inWords(unit)}`,
      why: 'the provider would get less than nothing',
    };
    refuse(context, 'bad-value', data, ['commission', 'fixed']);
  }
  return {
    kind: 'brokered',
    name: said.name,
    unit: said.unit,
    providerFee: provider_fee,
    price: asked,
    commission,
    actsAs: said.acts_as,
    options: said.options ?? new Map(),
    demand: said.demand ?? NO_DEMAND,
    season: said.season,
    uplift: said.uplift,
    vat: said.vat,
    providerVat: said.provider_vat,
    controlling: said.controlling_member,
    alternative: said.alternative,
  };
});

/** What a percentage is a percentage of. */
function neededBy(
  commission: Commission,
): { readonly key: 'provider_fee' | 'price'; readonly within: string } | undefined {
  if ('fixed' in commission) return undefined;
  return commission.on === 'top'
    ? { key: 'provider_fee', within: 'the service with a commission on top' }
    : { key: 'price', within: 'the service with a commission inside' };
}

/** By its kind; where that is missing or misspelt, by the keys that only a brokered service has. */
function isBrokered(data: unknown): boolean {
  if (!isMapping(data)) return false;
  const kind = 'kind' in data && data.kind instanceof Scalar ? data.kind.text : undefined;
  return (
    kind === 'brokered' || (kind !== 'traded' && ['provider_fee', 'commission', 'acts_as'].some((key) => key in data))
  );
}

/** A traded or a brokered service, by its `kind`. */
export const service: Schema<Service> = either(isBrokered, brokered, traded);

export const services = collection(service);
