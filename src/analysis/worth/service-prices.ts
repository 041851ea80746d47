import { type Figure, type Kind, sum } from '../../figures/index.js';
import { type Entitlement, type Model, PRICE_LEVELS } from '../../model/index.js';
import type { OrderSale } from '../../projection/index.js';
import { eachOf, type FigureEntries, type FigureEntry, type YearAt } from '../shared/figure-entry.js';
import { includedIn } from './worth.js';

const SERVICES = eachOf(({ services }) => [...services.keys()]);
const isCounted = (entitlement: Entitlement | undefined): boolean =>
  entitlement !== undefined && entitlement !== 'unlimited';
const whichInclude = (id: string, { tiers }: Model): boolean =>
  [...tiers.values()].some(({ includes }) => isCounted(includes.get(id)));
const areOrdered = (_id: string, { orders }: Model): boolean => orders !== undefined;
const among = (has: (id: string, model: Model) => boolean) => ({
  ...SERVICES,
  listed: (model: Model) => [...model.services.keys()].filter((id) => has(id, model)),
});

/** What the orders for a service in a year come to together; undefined where there are none. */
const ofOrders =
  <K extends Kind>(kind: K, of: (order: OrderSale) => Figure<K>, label: string) =>
  ({ projection: { services }, year }: YearAt, id: string): Figure<K> | undefined => {
    const { orders } = services.in(id, year);
    return orders.length === 0 ? undefined : sum(kind, orders.map(of), label);
  };

/**
 * `service.price.adviser_day`: the price of a unit of a service for members of a tier, or for schools that are none;
 * what it costs elsewhere, and how many units a year membership of a tier includes. Undefined where there is no class
 * of VAT, or where the tier includes no number of them. To add one: an entry here.
 */
export const serviceFigures: FigureEntries<YearAt> = {
  'service.price': {
    kind: 'price',
    means: 'the price of a unit of a service, for members of the tier where one is named',
    parts: SERVICES,
    make: ({ projection: { services }, tier, year }, id) => services.priceOf(id, tier, year),
  },
  'service.with_vat': {
    kind: 'price',
    means: 'the same with VAT',
    parts: SERVICES,
    make: ({ projection: { services }, tier, year }, id) => services.withVatOf(id, tier, year),
  },
  'service.per_member': {
    kind: 'count',
    means: 'units of a service that a member asks for in a year on average, beyond what membership includes',
    parts: among((id, { services }) => services.get(id)?.demand.perMember.length !== 0),
    make: ({ projection: { services }, year }, id) => services.askedOnAverage(id, year, 'perMember'),
  },
  'service.per_other': {
    kind: 'count',
    means: 'units of a service that a school which is no member asks for in a year on average',
    parts: among((id, { services }) => services.get(id)?.demand.perOther.length !== 0),
    make: ({ projection: { services }, year }, id) => services.askedOnAverage(id, year, 'perOther'),
  },
  'service.ordered': {
    kind: 'count',
    means: 'units of a service that schools have ordered for days of the year that the calendar has',
    parts: among(areOrdered),
    make: ofOrders('count', ({ order }) => order.units, 'units that are ordered'),
  },
  'service.order_income': {
    kind: 'money',
    means: 'what these orders come to, before VAT and with the part of a provider',
    parts: among(areOrdered),
    make: ofOrders('money', ({ paid }) => paid, 'what the orders come to'),
  },
  'service.planned': {
    kind: 'count',
    means: 'units of a service that demand would expect of the schools that have ordered it in the year',
    parts: among(areOrdered),
    make: ({ projection: { services }, year }, id) =>
      services.in(id, year).orders.length === 0 ? undefined : services.planned(id, year, true),
  },
  'service.unordered': {
    kind: 'count',
    means: 'units of a service that are expected in the year of schools that have not ordered it',
    parts: among(areOrdered),
    make: ({ projection: { services }, year }, id) => services.planned(id, year, false),
  },
  'service.included': {
    kind: 'count',
    means: 'units of a service that membership of a tier includes in a year',
    parts: among(whichInclude),
    make: ({ projection: { model }, tier }, id) => {
      const entitlement = tier === undefined ? undefined : model.tiers.get(tier)?.includes.get(id);
      return entitlement === undefined || entitlement === 'unlimited' ? undefined : entitlement.perSchool;
    },
  },
  'service.take_up': {
    kind: 'rate',
    means: 'the share of what membership of a tier includes of a service that is said to be used',
    parts: among(whichInclude),
    make: ({ projection, tier, year }, id) =>
      tier === undefined ? undefined : includedIn(projection, tier, year).find(({ service }) => service === id)?.takeUp,
  },
  'service.would_buy': {
    kind: 'rate',
    means: 'the share of a service that schools would otherwise buy elsewhere',
    parts: among((id, { services }) => services.get(id)?.alternative?.wouldBuy !== undefined),
    make: ({ projection: { model } }, id) => model.services.get(id)?.alternative?.wouldBuy,
  },
  ...Object.fromEntries(
    PRICE_LEVELS.map((level): [string, FigureEntry<YearAt>] => [
      `service.elsewhere_${level}`,
      {
        kind: 'price',
        means: `what a unit of a service costs elsewhere, at ${level} prices`,
        parts: among((id, { services }) => services.get(id)?.alternative !== undefined),
        make: ({ projection: { services }, year }, id) => services.alternativeOf(id, level, year),
      },
    ]),
  ),
};
