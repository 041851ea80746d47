import type { Price } from '../figures/index.js';
import { PRICE_LEVELS, type PriceLevel, withVat } from '../model/index.js';
import type { Projection } from '../projection/index.js';

/** `service.price.adviser_day`, `service.with_vat.adviser_day`, and what it costs elsewhere, `service.elsewhere_low.adviser_day`. */
export type ServicePriceName = `service.${'price' | 'with_vat' | `elsewhere_${PriceLevel}`}.${string}`;

/** The price of a unit of a service for members of a tier, or for schools that are none; undefined where there is no such service, or no class of VAT. */
export function servicePrice(name: string, tier: string | undefined, year: number, { model, services }: Projection): Price | undefined {
  const [, kind, id = ''] = /^service\.(price|with_vat|elsewhere_[a-z]+)\.(.+)$/.exec(name) ?? [];
  const service = model.services.get(id);
  if (service === undefined) return undefined;
  if (kind?.startsWith('elsewhere')) {
    const level = PRICE_LEVELS.find((each) => kind === `elsewhere_${each}`);
    return level && services.alternativeOf(id, level, year);
  }
  const price = services.priceOf(id, tier, year);
  if (kind === 'price') return price;
  return service.vat && withVat(price, service.vat);
}

/** Every name that a model has. */
export function servicePriceNames({ services }: Projection['model']): ServicePriceName[] {
  return [...services].flatMap(([id, { alternative }]): ServicePriceName[] => [
    `service.price.${id}`,
    `service.with_vat.${id}`,
    ...(alternative === undefined ? [] : PRICE_LEVELS.map((level): ServicePriceName => `service.elsewhere_${level}.${id}`)),
  ]);
}
