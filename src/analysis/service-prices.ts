import type { Price } from '../figures/index.js';
import { withVat } from '../model/index.js';
import type { Projection } from '../projection/index.js';

/** `service.price.adviser_day`, and `service.with_vat.adviser_day`. */
export type ServicePriceName = `service.${'price' | 'with_vat'}.${string}`;

/** The price of a unit of a service for members of a tier, or for schools that are none; undefined where there is no such service, or no class of VAT. */
export function servicePrice(name: string, tier: string | undefined, year: number, { model, services }: Projection): Price | undefined {
  const [, kind, id = ''] = /^service\.(price|with_vat)\.(.+)$/.exec(name) ?? [];
  const service = model.services.get(id);
  if (service === undefined) return undefined;
  const price = services.priceOf(id, tier, year);
  if (kind === 'price') return price;
  return service.vat && withVat(price, service.vat);
}

/** Every name that a model has. */
export function servicePriceNames({ services }: Projection['model']): ServicePriceName[] {
  return [...services.keys()].flatMap((id): ServicePriceName[] => [`service.price.${id}`, `service.with_vat.${id}`]);
}
