import { type Count, charge, constant, Exact, type Money, type Price, part, type Rate, sum, times } from '../figures/index.js';
import { type Brokered, type Model, monthInYear, monthsOf, type Traded, yearLabel } from '../model/index.js';
import { divided, type Split } from '../pricing/index.js';
import type { Activity } from './activity.js';
import type { Growth } from './growth.js';
import type { Journal } from './journal.js';
import { type Levers, Turned } from './levers.js';
import { bookCost, bookIncome, type Monthly } from './schedule.js';

const WHOLE = constant('rate', Exact.one, 'the whole price');

/** What a service does in a company year, at twelve months' rate. */
export interface ServiceYear {
  /** Units that are sold, and units that membership includes. */
  readonly sold: Count;
  readonly included: Count;
  /** What buyers pay, before VAT. */
  readonly billed: Money;
  /** What the provider of a brokered service gets. */
  readonly providers: Money | undefined;
  readonly directCost: Money | undefined;
}

/** Traded and brokered services: how much is asked for, what it brings in and what it costs directly. */
export class Services {
  private readonly years = new Map<string, ServiceYear>();
  private readonly traded: Turned;

  constructor(
    private readonly model: Model,
    private readonly activity: Activity,
    private readonly growth: Growth,
    levers: Levers,
  ) {
    this.traded = new Turned(levers.traded);
    for (const [id, service] of model.services) {
      for (const year of model.calendar.years) {
        this.years.set(`${id}|${year}`, service.kind === 'traded' ? this.tradedYear(id, service, year) : this.brokeredYear(id, service, year));
      }
    }
  }

  in(id: string, year: number): ServiceYear {
    return this.years.get(`${id}|${year}`) as ServiceYear;
  }

  /** What a unit of a service costs in a year: a school that is not a member, or a member of a tier. */
  priceOf(id: string, tier: string | undefined, year: number): Price {
    const service = this.model.services.get(id) as Traded | Brokered;
    const now = (price: Price): Price => this.growth.of(price, service.uplift, year);
    if (service.kind === 'brokered') return unitPrice(service, now);
    const terms = tier === undefined ? undefined : this.model.tiers.get(tier);
    return now(terms === undefined ? service.price.other : memberPrice(service, terms.discounts.get(id)));
  }

  private label(id: string, what: string, year: number): string {
    return `${id.replace(/_/g, ' ')}: ${what}, ${yearLabel(this.model.calendar, year)}`;
  }

  /** Schools that may join and have not. */
  private others(year: number): Count {
    return sum('count', [this.activity.schools], 'schools that are not members', [this.activity.driver('members', year)]);
  }

  private membersOf(tier: string, year: number): Count {
    const label = `members of ${tier}, average of ${yearLabel(this.model.calendar, year)}`;
    return this.activity.average('members', monthsOf(this.model.calendar, year), tier, label);
  }

  private tradedYear(id: string, service: Traded, year: number): ServiceYear {
    const { perMember, perOther } = service.demand;
    const amounts: Money[] = [];
    const sold: Count[] = [];
    const sell = (units: Count, price: Price, to: string): void => {
      sold.push(units);
      amounts.push(charge(this.growth.of(price, service.uplift, year), units, this.label(id, `sold to ${to}`, year)));
    };
    if (perMember !== undefined) {
      for (const [tier, terms] of this.model.tiers) {
        sell(times(this.membersOf(tier, year), this.traded.of(perMember)), memberPrice(service, terms.discounts.get(id)), `members of ${tier}`);
      }
    }
    if (perOther !== undefined) sell(times(this.others(year), this.traded.of(perOther)), service.price.other, 'other schools');
    const soldUnits = sum('count', sold, this.label(id, `${service.unit}s sold`, year));
    const included = this.included(id, year);
    const all = sum('count', [soldUnits, included], this.label(id, `${service.unit}s delivered`, year));
    const { by, days, directCost } = service.delivery;
    if (by !== undefined && days !== undefined) this.activity.needDays(by, year, times(all, days, this.label(id, 'days', year)));
    return {
      sold: soldUnits,
      included,
      billed: sum('money', amounts, this.label(id, 'income', year)),
      providers: undefined,
      directCost: directCost && charge(this.growth.of(directCost, service.uplift, year), all, this.label(id, 'direct cost', year)),
    };
  }

  private included(id: string, year: number): Count {
    const units: Count[] = [];
    for (const [tier, { includes }] of this.model.tiers) {
      const entitlement = includes.get(id);
      if (entitlement === undefined || entitlement === 'unlimited') continue;
      const promised = times(this.membersOf(tier, year), entitlement.perSchool);
      units.push(entitlement.takeUp === undefined ? promised : times(promised, entitlement.takeUp));
    }
    return sum('count', units, this.label(id, 'included in membership', year));
  }

  private brokeredYear(id: string, service: Brokered, year: number): ServiceYear {
    const { perMember, perOther } = service.demand;
    const units: Count[] = [];
    if (perMember !== undefined) units.push(times(this.activity.driver('members', year), perMember));
    if (perOther !== undefined) units.push(times(this.others(year), perOther));
    const sold = sum('count', units, this.label(id, `${service.unit}s brokered`, year));
    const split = splitOf(service, sold, (price) => this.growth.of(price, service.uplift, year));
    return { sold, included: sum('count', []), billed: split.buyer, providers: split.provider, directCost: undefined };
  }
}

/** What a unit costs a member whose tier gives a discount, or none. */
export function memberPrice({ price }: Traded, discount: Rate | undefined): Price {
  if (price.member !== undefined) return price.member;
  return discount === undefined ? price.other : times(price.other, sum('rate', [WHOLE], 'the price less the discount', [discount]));
}

/** What a buyer pays for a unit of a brokered service. */
function unitPrice({ providerFee, price, commission }: Brokered, now: (price: Price) => Price): Price {
  if (providerFee === undefined) return now(price as Price);
  const fee = now(providerFee);
  const taken = 'fixed' in commission ? now(commission.fixed) : times(fee, commission.percent, 'commission');
  return sum('price', [fee, taken], 'fee and commission');
}

/** What some units of a brokered service come to, and who gets what of it. */
export function splitOf(service: Pick<Brokered, 'providerFee' | 'price' | 'commission'>, units: Count, now: (price: Price) => Price): Split {
  const { providerFee, price, commission } = service;
  const onTop = providerFee !== undefined;
  const base = charge(now((providerFee ?? price) as Price), units, onTop ? "provider's fee × units" : 'price × units');
  return divided(base, commission, units, onTop, now);
}

/** Traded and brokered services in the books, month by month. */
export function bookServices(journal: Journal, model: Model, services: Services): void {
  const { calendar, paymentTerms } = model;
  for (const [id, service] of model.services) {
    for (const year of calendar.years) {
      const { billed, providers, directCost } = services.in(id, year);
      const monthly = (amount: Money): Monthly[] =>
        monthsOf(calendar, year).map((month) => ({ month, amount: part(amount, monthInYear(calendar, month), 12) }));
      if (service.kind === 'traded') {
        bookIncome(journal, id, `income.traded.${id}`, 'monthly', monthly(billed), paymentTerms.schools);
        if (directCost !== undefined)
          bookCost(journal, `${id} delivered`, `cost.delivery.${id}`, 'monthly', monthly(directCost), paymentTerms.suppliers);
      } else if (service.actsAs === 'principal') {
        bookIncome(journal, id, `income.brokered.${id}`, 'monthly', monthly(billed), paymentTerms.schools);
        bookCost(journal, `${id} provided`, `cost.providers.${id}`, 'monthly', monthly(providers as Money), paymentTerms.suppliers);
      } else bookAgency(journal, id, monthly(billed), monthly(providers as Money), model);
    }
  }
}

/** As agent the company collects the whole price and owes the provider its part: only the commission is income. */
function bookAgency(journal: Journal, id: string, billed: readonly Monthly[], providers: readonly Monthly[], { paymentTerms }: Model): void {
  billed.forEach(({ month, amount }, i) => {
    const provider = (providers[i] as Monthly).amount;
    journal.entry(month, `${id} invoiced`, [
      { account: 'debtors', side: 'debit', amount },
      { account: 'owed_to_providers', side: 'credit', amount: provider },
      { account: `income.brokered.${id}`, side: 'credit', amount: sum('money', [amount], 'commission', [provider]) },
    ]);
    journal.book(month + paymentTerms.schools, `${id} paid`, 'cash', 'debtors', amount);
    journal.book(month + paymentTerms.suppliers, `${id} passed on`, 'owed_to_providers', 'cash', provider);
  });
}
