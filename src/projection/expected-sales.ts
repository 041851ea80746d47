import { type Count, charge, type Money, type Price, totalOf } from '../figures/index.js';
import { basePriceOf, isSpread, type Service } from '../model/index.js';
import { classesIn } from '../pricing/index.js';
import type { Asker, Demands } from './demands.js';
import { NOT_TURNED, type Turned } from './levers.js';
import type { ExpectedCharge, ServicePrices } from './service-prices.js';
import type { ExpectedSale } from './service-year.js';
import type { BuyingStretch } from './stretches.js';

/** What buyers are expected to pay for services of which a unit does not cost all of them the same. */
export class ExpectedSales {
  constructor(
    private readonly services: ReadonlyMap<string, Service>,
    private readonly demands: Demands,
    private readonly prices: ServicePrices,
    private readonly traded: Turned,
  ) {}

  /** By those who are members of a tier, or of none, for what they ask for: over the schools, and of each over its units. */
  of(id: string, tier: string | undefined, at: BuyingStretch): ExpectedSale {
    const service = this.services.get(id) as Service;
    const askers = this.demands.askers(id, tier, at, this.prices.isAlike(id));
    const charges = askers.flatMap((asker) => this.chargesTo(id, asker, tier, at.year));
    const total = (of: (found: ExpectedCharge) => Price | undefined): Money =>
      totalOf(
        'money',
        charges.map(({ found, count }) => {
          const each = of(found) as Price;
          return charge(each, count, each.label);
        }),
      );
    return {
      paid: total(({ paid }) => paid),
      provider: service.kind === 'brokered' ? total(({ provider }) => provider) : undefined,
      ofClass: new Map(classesIn(basePriceOf(service)).map((vat) => [vat, total(({ ofClass }) => ofClass.get(vat))])),
    };
  }

  private chargesTo(
    id: string,
    { customer, count, asked, draws }: Asker,
    tier: string | undefined,
    year: number,
  ): { readonly found: ExpectedCharge; readonly count: Count }[] {
    const buyer = { customer, tier };
    const priced = (found: ExpectedCharge | undefined): ExpectedCharge => {
      if (found === undefined)
        throw new RangeError(`no price of ${id} for ${customer.name}: the model should have been refused`);
      return found;
    };
    const lever = this.services.get(id)?.kind === 'traded' ? this.traded : NOT_TURNED;
    if (!isSpread(asked)) return [{ found: priced(this.prices.expected(id, buyer, lever.of(asked), year)), count }];
    // It scales the shares of those who buy, and with them what they pay.
    const turned = ({ paid, provider, ofClass }: ExpectedCharge): ExpectedCharge => ({
      paid: lever.of(paid),
      provider: provider && lever.of(provider),
      ofClass: new Map([...ofClass].map(([vat, amount]) => [vat, lever.of(amount)])),
    });
    if (draws === undefined) return [{ found: turned(priced(this.prices.expected(id, buyer, asked, year))), count }];
    return draws.map((draw) => ({
      found: turned(priced(this.prices.drawn(id, buyer, asked, draw.number, year))),
      count: draw.count,
    }));
  }
}
