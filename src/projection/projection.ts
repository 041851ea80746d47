import { type Money, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { allMonths, type Calendar, type Grain, type Model, type Period, periodsOf } from '../model/index.js';
import { Activity } from './activity.js';
import type { Chance } from './chance.js';
import { bookCapital, Closing } from './finance.js';
import { Growth } from './growth.js';
import { playedOn } from './horizon.js';
import { Journal, OPENING } from './journal.js';
import type { Levers, OwnLevers } from './levers.js';
import { Membership } from './membership.js';
import { bookMembership } from './membership-books.js';
import { bookContracts, Overheads } from './running.js';
import { bookServices, Services } from './services.js';
import { Staff } from './staff.js';
import { Trade } from './trade.js';
import { isPartlyExempt, VatBook } from './vat.js';

/** A model played through its months: the books, and the activity beside them. */
export interface Projection {
  readonly model: Model;
  readonly journal: Journal;
  readonly membership: Membership;
  readonly activity: Activity;
  readonly services: Services;
  readonly staff: Staff;
  readonly trade: Trade;
}

/**
 * Plays a model through its months. `levers` puts named multipliers of 1 into the workings, for whoever turns them afterwards; without them the
 * workings hold the model and nothing else. With one there is no corporation tax, which is nil where there is no profit, and input tax is recovered
 * in the same share as in the model: both would bend what a lever moves. Income and costs are before VAT; debtors, creditors and cash are with it where the model says how it is taxed.
 * `chance` puts leaves for what chance decides of each school into the workings, for a simulation; taxes follow it. `own` are levers of single schools: each
 * takes a school out, or some of those that an archetype stands for.
 *
 * The calendar is a window: what is seen in it is the same however long it is. Where that depends on what comes after it, the model is played on.
 */
export function project(model: Model, levers: Levers = {}, chance?: Chance, own: OwnLevers = NO_LEVERS): Projection {
  const longer = playedOn(model);
  const { last } = model.calendar;
  const whole = played(longer, levers, chance, own);
  if (longer === model) return whole;
  return { ...whole, model, journal: whole.journal.until(last), membership: whole.membership.until(last) };
}

const NO_LEVERS: OwnLevers = new Map();

function played(model: Model, levers: Levers = {}, chance?: Chance, own: OwnLevers = NO_LEVERS): Projection {
  const { calendar, reserves } = model;
  const isTurned = Object.keys(levers).length > 0;
  const journal = new Journal(calendar.first, calendar.last);
  const growth = new Growth(calendar);
  const vat = new VatBook(model, isTurned && isPartlyExempt(model) ? played(model).trade.vat : undefined);
  const trade = new Trade(journal, vat, model);
  const membership = new Membership(model, growth, levers, trade, chance, own);
  const activity = new Activity(model, membership);
  const staff = new Staff(model, growth);
  const services = new Services(model, activity, growth, levers, staff);
  if (reserves.opening !== undefined) journal.bringForward('reserves at the start', 'cash', OPENING, reserves.opening);
  bookMembership(trade, model, membership);
  bookServices(trade, model, services);
  bookContracts(trade, model, levers);
  staff.book(journal);
  new Overheads(model, activity, growth).book(trade);
  bookCapital(trade, model);
  vat.book(journal);
  new Closing(journal, model, services).book(!isTurned);
  return { model, journal, membership, activity, services, staff, trade };
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
  return allMonths({ first, last, yearStarts: 0, years: [] });
}

/** Membership invoices of some months, before any is earned. */
export function invoicedIn({ membership }: Projection, { first, last }: Period, label: string): Money {
  const batches = membership.batches.filter(({ billed, invoiced }) => billed && invoiced >= first && invoiced <= last);
  return sum(
    'money',
    batches.map(({ amount }) => amount),
    label,
  );
}
