import type { Money, Rate } from '../figures/index.js';
import { kept } from '../language/index.js';
import type { Calendar, Model } from '../model/index.js';
import { Activity } from './activity.js';
import type { Chance } from './chance.js';
import { TierChoice } from './choice.js';
import type { Customers } from './customers.js';
import { Demands } from './demands.js';
import { bookCapital, Closing, type ClosingParts } from './finance.js';
import { growthOf } from './growth.js';
import { type JoinerParts, Joiners, type Offers } from './joiners.js';
import { Journal, OPENING } from './journal.js';
import { Membership, type MembershipParts } from './membership.js';
import { bookMembership } from './membership-books.js';
import { Posts } from './posts.js';
import type { Quotes } from './quotes.js';
import { bookContracts, type OverheadParts, Overheads } from './running.js';
import { bookServices } from './service-books.js';
import { Services } from './services.js';
import { Staff, type StaffParts } from './staff.js';
import { type TierFeeParts, TierFees } from './tier-fees.js';
import { type TiersWith, tiersWith } from './tier-parts.js';
import { Buying, Payers, Trade } from './trade.js';
import { VatBook, type VatNotes, VatRules } from './vat.js';

/*
 * The stages of a projection, each made once for the parts of the model that it reads and for the stages that it goes
 * on from. A stage never changes what it is given. Those that book write books of their own, which the projection puts
 * together in one order.
 */

interface RateParts {
  readonly national: NonNullable<Model['parameters']>['vat'];
  readonly registration: Model['tax']['vat'];
  readonly first: number;
}

export const ratesOf = kept(
  { national: true, registration: true, first: true },
  ({ national, registration, first }: RateParts) => new VatRules(registration, national, first),
);

export const payersOf = kept(
  { paymentTerms: true, badDebt: true },
  (of: Pick<Model, 'paymentTerms' | 'badDebt'>) => new Payers(of),
);

interface BuyingParts extends Pick<Model, 'schools'> {
  readonly tiers: TiersWith<'eligible'>;
  readonly payers: Payers;
}

export const buyingOf = kept(
  { schools: true, tiers: true, payers: true },
  ({ payers, ...of }: BuyingParts) => new Buying(payers, of),
);

/** Tiers as each stage reads them: what is another of them and not among it is no reason to make the stage anew. */
export const asJoined = tiersWith({ name: true, eligible: true, joins: true, term: true });
export const asServed = tiersWith({ name: true, eligible: true, includes: true, discounts: true });
export const asBuying = tiersWith({ eligible: true });
export const asBooked = tiersWith({ name: true, term: true, vat: true });

interface ChoiceParts extends Pick<Model, 'calendar' | 'schools' | 'tiers' | 'services' | 'choice' | 'uncertainty'> {
  readonly quotes: Quotes;
  readonly vat: VatRules;
}

export const choiceOf = kept(
  {
    calendar: true,
    schools: true,
    tiers: true,
    services: true,
    choice: true,
    uncertainty: true,
    vat: true,
    quotes: true,
  },
  ({ quotes, ...of }: ChoiceParts) => new TierChoice(of, quotes, growthOf(of)),
);

/** One object for the same tiers and quotes. */
export const offersOf = kept({ tiers: true, quotes: true }, (parts: Offers): Offers => parts);

export const joinersOf = kept(
  {
    calendar: true,
    schools: true,
    tiers: true,
    rule: true,
    choosing: true,
    offers: true,
    customers: true,
    members: true,
    chance: true,
    own: true,
  },
  (parts: JoinerParts) => new Joiners(parts),
);

const feesOf = kept(
  {
    id: true,
    tier: true,
    calendar: true,
    schools: true,
    joiners: true,
    quotes: true,
    deciders: true,
    vat: true,
    own: true,
  },
  (parts: TierFeeParts) => new TierFees(parts),
);

export const membershipOf = kept(
  {
    calendar: true,
    schools: true,
    tiers: true,
    joiners: true,
    quotes: true,
    choice: true,
    deciders: true,
    vat: true,
    own: true,
  },
  (parts: MembershipParts) =>
    new Membership(parts, new Map([...parts.tiers].map(([id, tier]) => [id, feesOf({ ...parts, id, tier })]))),
);

export const postsOf = kept({ calendar: true, staff: true }, (of: Pick<Model, 'calendar' | 'staff'>) => new Posts(of));

/** What is asked for and delivered, and the activity beside the books. */
export interface Sales {
  readonly activity: Activity;
  readonly services: Services;
}

interface SalesParts extends Pick<Model, 'calendar' | 'schools' | 'services' | 'staff' | 'orders'> {
  readonly tiers: TiersWith<'name' | 'eligible' | 'includes' | 'discounts'>;
  readonly joiners: Joiners;
  readonly customers: Customers;
  readonly vat: VatRules;
  readonly posts: Posts;
  readonly traded: Rate | undefined;
  readonly chance: Chance | undefined;
}

export const salesOf = kept(
  {
    calendar: true,
    schools: true,
    tiers: true,
    services: true,
    staff: true,
    orders: true,
    joiners: true,
    customers: true,
    vat: true,
    posts: true,
    traded: true,
    chance: true,
  },
  ({ posts, traded, chance, ...of }: SalesParts): Sales => {
    const activity = new Activity(of, of.joiners);
    const demands = new Demands({ ...of, activity, chance });
    return { activity, services: new Services(of, activity, growthOf(of), demands, traded, posts) };
  },
);

interface OpeningParts {
  readonly calendar: Calendar;
  readonly opening: Money | undefined;
}

export const openingBooks = kept({ calendar: true, opening: true }, ({ calendar, opening }: OpeningParts): Journal => {
  const journal = new Journal(calendar.first, calendar.last);
  if (opening !== undefined) journal.bringForward('reserves at the start', 'cash', OPENING, opening);
  return journal;
});

/** What whoever books invoices or bills goes by. */
interface TradeParts {
  readonly calendar: Calendar;
  readonly vat: VatRules;
}

interface MembershipBooks extends TradeParts {
  readonly tiers: TiersWith<'name' | 'term' | 'vat'>;
  readonly membership: Membership;
  readonly payers: Payers;
}

export const membershipBooks = kept(
  { calendar: true, vat: true, tiers: true, membership: true, payers: true },
  ({ calendar, vat, membership, payers, ...of }: MembershipBooks): Trade => {
    const trade = new Trade(calendar, vat);
    bookMembership(trade, of, membership, payers);
    return trade;
  },
);

interface ServiceBooks extends TradeParts {
  readonly of: Model['services'];
  readonly services: Services;
  readonly buying: Buying;
  readonly suppliers: number;
}

export const serviceBooks = kept(
  { calendar: true, vat: true, of: true, services: true, buying: true, suppliers: true },
  ({ calendar, vat, of, services, buying, suppliers }: ServiceBooks): Trade => {
    const trade = new Trade(calendar, vat);
    bookServices(trade, { calendar, services: of, suppliers }, services, buying);
    return trade;
  },
);

interface ContractBooks extends TradeParts, Pick<Model, 'contracts'> {
  readonly council: Payers['council'];
  readonly contract: Rate | undefined;
  /** Where a contract goes by drivers, or matches fees. */
  readonly activity: Activity | undefined;
  readonly fees: Trade | undefined;
}

export const contractBooks = kept(
  { calendar: true, vat: true, contracts: true, council: true, contract: true, activity: true, fees: true },
  ({ calendar, vat, contracts, council, contract, activity, fees }: ContractBooks): Trade => {
    const trade = new Trade(calendar, vat);
    bookContracts(trade, { calendar, contracts, activity, fees: fees?.journal }, council, contract);
    return trade;
  },
);

interface StaffBooks extends StaffParts {
  readonly posts: Posts;
}

export const staffBooks = kept(
  { calendar: true, staff: true, payroll: true, parameters: true, suppliers: true, posts: true },
  ({ posts, ...of }: StaffBooks): Journal => {
    const journal = new Journal(of.calendar.first, of.calendar.last);
    new Staff(of, posts).book(journal);
    return journal;
  },
);

interface OverheadBooks extends OverheadParts {
  readonly vat: VatRules;
  readonly activity: Activity;
}

export const overheadBooks = kept(
  {
    calendar: true,
    vat: true,
    overheads: true,
    tiers: true,
    services: true,
    contracts: true,
    suppliers: true,
    activity: true,
  },
  ({ vat, activity, ...of }: OverheadBooks): Trade => {
    const trade = new Trade(of.calendar, vat);
    new Overheads(of, activity).book(trade);
    return trade;
  },
);

interface CapitalBooks extends TradeParts, Pick<Model, 'capital'> {
  readonly suppliers: number;
}

export const capitalBooks = kept(
  { calendar: true, vat: true, capital: true, suppliers: true },
  ({ calendar, vat, ...of }: CapitalBooks): Trade => {
    const trade = new Trade(calendar, vat);
    bookCapital(trade, of);
    return trade;
  },
);

/** The books before VAT is settled, in their order. */
interface Booked {
  readonly opening: Journal;
  readonly membership: Trade;
  readonly services: Trade;
  readonly contracts: Trade;
  readonly staff: Journal;
  readonly overheads: Trade;
  readonly capital: Trade;
}

interface VatParts extends TradeParts, Booked {
  readonly isPartlyExempt: boolean;
  readonly asModelled: VatBook | undefined;
}

export const vatBooks = kept(
  {
    calendar: true,
    vat: true,
    opening: true,
    membership: true,
    services: true,
    contracts: true,
    staff: true,
    overheads: true,
    capital: true,
    isPartlyExempt: true,
    asModelled: true,
  },
  ({
    calendar,
    vat,
    opening,
    membership,
    services,
    contracts,
    staff,
    overheads,
    capital,
    isPartlyExempt,
    asModelled,
  }: VatParts) => {
    const before = [
      opening,
      membership.journal,
      services.journal,
      contracts.journal,
      staff,
      overheads.journal,
      capital.journal,
    ];
    const journal = new Journal(calendar.first, calendar.last, before);
    const notes: VatNotes[] = [membership.vat, services.vat, contracts.vat, overheads.vat, capital.vat];
    const book = new VatBook(vat, calendar, notes, isPartlyExempt, asModelled);
    book.book(journal);
    return { book, journal };
  },
);

interface Closed extends ClosingParts {
  readonly before: Journal;
  readonly sold: Services;
}

export const closingBooks = kept(
  { before: true, sold: true, calendar: true, loans: true, services: true, contracts: true, taxed: true, rates: true },
  ({ before, sold, ...of }: Closed): Journal => {
    const journal = new Journal(of.calendar.first, of.calendar.last, [before]);
    new Closing(journal, of, sold).book();
    return journal;
  },
);
