import type { Count, Price } from '../figures/index.js';
import { type Entitlement, PRICE_LEVELS, type PriceLevel, withVat } from '../model/index.js';
import type { Projection } from '../projection/index.js';

/**
 * `service.price.adviser_day`, `service.with_vat.adviser_day`, what it costs elsewhere, `service.elsewhere_low.adviser_day`, and how many units a year
 * membership of a tier includes, `service.included.adviser_day`.
 */
export type ServicePriceName = `service.${'price' | 'with_vat' | 'included' | `elsewhere_${PriceLevel}`}.${string}`;

/**
 * The price of a unit of a service for members of a tier, or for schools that are none, or the units that the tier includes; undefined where there is
 * no such service, no class of VAT, or where it includes no number of them.
 */
export function servicePrice(name: string, tier: string | undefined, year: number, { model, services }: Projection): Price | Count | undefined {
  const [, kind, id = ''] = /^service\.(price|with_vat|included|elsewhere_[a-z]+)\.(.+)$/.exec(name) ?? [];
  const service = model.services.get(id);
  if (service === undefined) return undefined;
  if (kind?.startsWith('elsewhere')) {
    const level = PRICE_LEVELS.find((each) => kind === `elsewhere_${each}`);
    return level && services.alternativeOf(id, level, year);
  }
  if (kind === 'included') {
    const entitlement = tier === undefined ? undefined : model.tiers.get(tier)?.includes.get(id);
    return entitlement === undefined || entitlement === 'unlimited' ? undefined : entitlement.perSchool;
  }
  const price = services.priceOf(id, tier, year);
  if (kind === 'price') return price;
  return service.vat && withVat(price, service.vat);
}

/** Every name that a model has. */
export function servicePriceNames({ services, tiers }: Projection['model']): ServicePriceName[] {
  return [...services].flatMap(([id, { alternative }]): ServicePriceName[] => [
    `service.price.${id}`,
    `service.with_vat.${id}`,
    ...([...tiers.values()].some(({ includes }) => isCounted(includes.get(id))) ? [`service.included.${id}` as const] : []),
    ...(alternative === undefined ? [] : PRICE_LEVELS.map((level): ServicePriceName => `service.elsewhere_${level}.${id}`)),
  ]);
}

const isCounted = (entitlement: Entitlement | undefined): boolean => entitlement !== undefined && entitlement !== 'unlimited';
