import { type Count, charge, type Price, sum, times } from '../figures/index.js';
import { type Brokered, basePriceOf } from '../model/index.js';
import { divided, type Split, unitPriceIn } from '../pricing/index.js';

/** What a buyer pays for a unit of a brokered service of which each costs the same. */
export function unitWithCommission(
  { providerFee, commission }: Brokered,
  unit: Price,
  now: (price: Price) => Price,
): Price {
  if (providerFee === undefined) return now(unit);
  const fee = now(unit);
  const taken = 'fixed' in commission ? now(commission.fixed) : times(fee, commission.percent, 'commission');
  return sum('price', [fee, taken], 'fee and commission');
}

/**
 * What some units of a brokered service come to, and who gets what of it. Throws a RangeError where its price bends or
 * hangs on the school.
 */
export function splitOf(
  service: Pick<Brokered, 'providerFee' | 'price' | 'commission'>,
  units: Count,
  now: (price: Price) => Price,
): Split {
  const unit = unitPriceIn(basePriceOf({ kind: 'brokered', ...service }), false);
  if (unit === undefined) throw new RangeError('no one price of a unit');
  const onTop = service.providerFee !== undefined;
  const base = charge(now(unit), units, onTop ? "provider's fee × units" : 'price × units');
  return divided(base, service.commission, units, onTop, now);
}
