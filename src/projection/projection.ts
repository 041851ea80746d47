import { type Money, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { type Calendar, type Grain, type Model, type Period, periodsOf } from '../model/index.js';
import { offerOf } from '../pricing/index.js';
import type { Activity } from './activity.js';
import type { Chance } from './chance.js';
import { isByWorth, type TierChoice } from './choice.js';
import { type Customers, customersOf } from './customers.js';
import { decidersOf } from './deciding.js';
import { playedOn } from './horizon.js';
import type { Joiners } from './joiners.js';
import type { Journal } from './journal.js';
import type { Levers, OwnLevers } from './levers.js';
import type { Membership } from './membership.js';
import type { Posts } from './posts.js';
import { type Quotes, quotesOf } from './quotes.js';
import { goesByDrivers, isForTiers, matchesFees } from './running.js';
import type { Services } from './services.js';
import {
  asBooked,
  asBuying,
  asJoined,
  asServed,
  buyingOf,
  capitalBooks,
  choiceOf,
  closingBooks,
  contractBooks,
  joinersOf,
  membershipBooks,
  membershipOf,
  offersOf,
  openingBooks,
  overheadBooks,
  payersOf,
  postsOf,
  ratesOf,
  salesOf,
  serviceBooks,
  staffBooks,
  vatBooks,
} from './stages.js';
import type { Issued, Payers } from './trade.js';
import { isPartlyExempt, type VatBook, type VatRules } from './vat.js';

/** A model played through its months: the books, and the activity beside them. */
export interface Projection {
  readonly model: Model;
  readonly journal: Journal;
  readonly membership: Membership;
  readonly activity: Activity;
  readonly services: Services;
  readonly staff: Posts;
  readonly trade: Dealings;
}

/** What is told of buying and selling beside the books. */
export interface Dealings {
  readonly vat: VatBook;
  readonly payers: Payers;
  /** Every invoice but those of membership, in the order of the books; of the last some may lie beyond the calendar. */
  readonly issued: readonly Issued[];
}

/**
 * Plays a model through its months. `levers` puts named multipliers of 1 into the workings, for whoever turns them
 * afterwards; without them the workings hold the model and nothing else. With one there is no corporation tax, which is
 * nil where there is no profit, and input tax is recovered in the same share as in the model: both would bend what a
 * lever moves. Income and costs are before VAT; debtors, creditors and cash are with it where the model says how it is
 * taxed.
 * `chance` puts leaves for what chance decides of each school into the workings, for a simulation; taxes follow it.
 * `own` are levers of single schools: each takes a school out, or some of those that an archetype stands for.
 *
 * The calendar is a window: what is seen in it is the same however long it is. Where that depends on what comes after
 * it, the model is played on. What a stage makes of parts of a model is kept for other models that have the same parts:
 * see `kept.ts`.
 */
export function project(model: Model, levers: Levers = {}, chance?: Chance, own: OwnLevers = NO_LEVERS): Projection {
  const calendar = playedOn(model);
  const { last } = model.calendar;
  const whole = played({ ...model, calendar }, levers, chance, own);
  return {
    ...whole,
    model,
    journal: whole.journal.until(last),
    ...(calendar !== model.calendar && { membership: whole.membership.until(last) }),
  };
}

const NO_LEVERS: OwnLevers = new Map();
const NO_TIERS: Model['tiers'] = new Map();

function played(model: Model, levers: Levers, chance: Chance | undefined, own: OwnLevers): Projection {
  const { calendar, tax, parameters, reserves, services: of } = model;
  const { suppliers } = model.paymentTerms;
  const vat = ratesOf({ registration: tax.vat, national: parameters?.vat, first: calendar.first });
  const payers = payersOf(model);
  const { traded, contract } = levers;
  const { joiners, customers, ...fees } = joining(model, levers, { vat, chance, own });
  const membership = membershipOf({ ...model, ...fees, joiners, vat, own, deciders: decidersOf(model) });
  const posts = postsOf(model);
  const served = asServed(model.tiers);
  const { activity, services } = salesOf({ ...model, tiers: served, joiners, customers, vat, posts, traded, chance });
  const feeBooks = membershipBooks({ ...model, tiers: asBooked(model.tiers), vat, membership, payers });
  const booked = {
    opening: openingBooks({ calendar, opening: reserves.opening }),
    membership: feeBooks,
    services: serviceBooks({
      calendar,
      vat,
      of,
      services,
      suppliers,
      buying: buyingOf({ ...model, tiers: asBuying(model.tiers), payers }),
    }),
    contracts: contractBooks({
      ...model,
      vat,
      council: payers.council,
      contract,
      activity: goesByDrivers(model) ? activity : undefined,
      fees: matchesFees(model) ? feeBooks : undefined,
    }),
    staff: staffBooks({ ...model, suppliers, posts }),
    overheads: overheadBooks({ ...model, ...(isForTiers(model) ? {} : { tiers: NO_TIERS }), vat, suppliers, activity }),
    capital: capitalBooks({ ...model, vat, suppliers }),
  };
  const isTurned = Object.keys(levers).length > 0;
  const isExempt = isPartlyExempt(model);
  const asModelled = isTurned && isExempt ? played(model, {}, undefined, NO_LEVERS).trade.vat : undefined;
  const { book, journal: before } = vatBooks({ ...booked, calendar, vat, isPartlyExempt: isExempt, asModelled });
  const taxed =
    isTurned || tax.corporationTax === undefined ? undefined : tax.corporationTax.mutual === 'yes' ? 'others' : 'all';
  const journal = closingBooks({ ...model, before, sold: services, taxed, rates: parameters?.corporationTax });
  const issued = [...booked.services.issued, ...booked.contracts.issued];
  return { model, journal, membership, activity, services, staff: posts, trade: { vat: book, payers, issued } };
}

/** Who joins, and what they are to prices; and how schools choose, and what they are quoted. */
function joining(
  model: Model,
  { members, price, roll }: Levers,
  { vat, chance, own }: { readonly vat: VatRules; readonly chance: Chance | undefined; readonly own: OwnLevers },
): { joiners: Joiners; customers: Customers; quotes: Quotes; choice: TierChoice } {
  const { calendar, tiers } = model;
  const rolled = {
    ...model,
    change: model.roll.change,
    chance: chance?.movesRolls === true ? chance : undefined,
  };
  const customers = customersOf({ ...rolled, roll });
  // Who joins goes by the model's own prices and rolls: what is turned moves what is invoiced.
  const plain = quotesOf({ calendar, customers: customersOf({ ...rolled, roll: undefined }), price: undefined });
  const choice = choiceOf({ ...model, quotes: plain, vat });
  const quotes = quotesOf({ calendar, customers, price });
  const joiners = joinersOf({
    ...model,
    tiers: asJoined(tiers),
    rule: model.choice?.rule,
    choosing: isByWorth(model.choice) ? choice : undefined,
    offers: [...tiers.values()].some((tier) => tier.price.some(offerOf)) ? offersOf({ tiers, quotes }) : undefined,
    customers,
    members,
    chance,
    own,
  });
  return { joiners, customers, quotes, choice };
}

/** The period of a grain that ends just before another one, or undefined for the first. */
export function periodBefore(calendar: Calendar, period: Period): Period | undefined {
  const periods = periodsOf(calendar, period.grain);
  return periods[periods.findIndex(({ id }) => id === period.id) - 1];
}

/** The period of a grain by its id (`2019`, `2019-autumn`, `2019-04`); undefined where the calendar has none. */
export function periodNamed(calendar: Calendar, grain: Grain, id: string): Period | undefined {
  return periodsOf(calendar, grain).find((period) => period.id === id);
}

/** The months of a period. */
export function monthsIn({ first, last }: Period): readonly Month[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Membership invoices of some months, before any is earned. */
export function invoicedIn({ membership }: Projection, { first, last }: Period, label: string): Money {
  const batches = membership.batches.filter(({ billed, invoiced }) => billed && invoiced >= first && invoiced <= last);
  return totalOf(
    'money',
    batches.map(({ amount }) => amount),
    label,
  );
}
