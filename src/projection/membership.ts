import { band, type Count, constant, Exact, type Money, part, portion, type Rate, sum, times } from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import {
  type Calendar,
  type Model,
  mayJoin,
  ownMonth,
  type School,
  schoolIn,
  stagesOf,
  type TierTerms,
  TYPES,
  yearLabel,
  yearOf,
} from '../model/index.js';
import { fits, offerOf, type Quote } from '../pricing/index.js';
import { type Chance, decided } from './chance.js';
import { Choice } from './choice.js';
import type { Growth } from './growth.js';
import { type Levers, TurnedShares } from './levers.js';
import { type Quotes, quotesOf } from './quotes.js';
import { ONE_SCHOOL, Tally } from './tally.js';
import type { Payer, Trade } from './trade.js';

/** What one school, or one archetype, is expected to be invoiced for one membership period. */
export interface Charge {
  readonly school: School;
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  /** The fee of a whole year, and how it came about. */
  readonly quote: Quote;
  /** The schools of it that are expected to join: a share of one, or of as many as an archetype stands for. */
  readonly members: Count | Rate;
  /** The fee of this period, for the share of schools that is expected to join. */
  readonly expected: Money;
  /** The VAT on it, to the penny as on the school's own invoice; undefined where there is none. */
  readonly tax: Money | undefined;
}

/** All the charges of a tier that are invoiced in one month. */
export interface Batch {
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  readonly charges: readonly Charge[];
  /** False while schools that join before their own month wait for their first invoice. */
  readonly billed: boolean;
  readonly payer: Payer;
  readonly amount: Money;
  readonly tax: Money | undefined;
  readonly members: Count;
  readonly pupils: Count;
}

/** What each school pays in each year, and the batches in which membership is invoiced. */
export class Membership {
  readonly batches: readonly Batch[];
  private readonly quotes: Quotes;
  /** Whose share joins, by what each tier is worth to it. */
  readonly choice: Choice;
  private readonly shares: TurnedShares;
  private readonly isTurned: boolean;
  private readonly commitments = new Map<string, Count>();
  /** The last decision of each school for each tier: the same figure for as long as its shares are. */
  private readonly decisions = new Map<string, { readonly shares: readonly Rate[]; readonly joins: Rate }>();

  constructor(
    private readonly model: Model,
    growth: Growth,
    levers: Levers,
    private readonly trade: Trade,
    private readonly chance: Chance | undefined,
  ) {
    this.quotes = quotesOf(model, growth, levers, chance);
    this.choice = new Choice(model, quotesOf(model, growth, {}, chance), growth);
    this.shares = new TurnedShares(levers.members);
    this.isTurned = levers.members !== undefined;
    this.batches = [...model.tiers].flatMap(([id, tier]) => this.batchesOf(id, tier));
  }

  /** The same with what is invoiced up to a month. */
  until(last: Month): Membership {
    const batches = this.batches.filter(({ invoiced }) => invoiced <= last);
    return Object.assign(Object.create(Membership.prototype) as Membership, this, { batches });
  }

  /** The yearly fee of a school in a company year, or undefined where no price of the tier fits it. */
  quoteFor(tier: TierTerms, school: School, year: number): Quote | undefined {
    return this.quotes.of(tier, schoolIn(school, year * 12 + this.model.calendar.yearStarts), year);
  }

  /** The yearly fee of a school by itself if it had another number of pupils. */
  quoteAt(tier: TierTerms, school: School, year: number, pupils: Count): Quote | undefined {
    return this.quotes.at(tier, school, year, pupils);
  }

  /** What each term of a school's price says of it in a company year, in the order in which they are evaluated. */
  termsFor(tier: TierTerms, school: School, year: number): ReturnType<Quotes['termsFor']> {
    return this.quotes.termsFor(tier, school, year);
  }

  /** A school's pupils in a company year, on the roll's own basis. */
  pupilsOf(school: School, year: number): Count {
    return this.quotes.pupilsOf(school, year);
  }

  /** The share of a school that joins a tier, turned by the lever: none where the price is offered only to more schools than commit. */
  private joining(id: string, tier: TierTerms, school: School, { price }: Quote, at: Month): Rate | undefined {
    const willing = this.willing(id, tier, school, at);
    const needed = offerOf(price);
    if (willing === undefined || needed === undefined) return willing;
    return band('rate', this.committed(id, tier, at), [{ upTo: needed, closed: false, value: NOT_OFFERED }], willing, 'joins where it is offered');
  }

  /** The share of a school that would join a tier in a month, turned by the lever; where chance decides, all of it or none. */
  private willing(id: string, tier: TierTerms, school: School, at: Month): Rate | undefined {
    const share = this.choice.share(id, tier, school, at);
    if (share === undefined || (!this.isTurned && this.chance === undefined)) return share;
    const all = this.sharesOf(school, at);
    const together = all.map((each) => each.share);
    const turned = this.shares.of(share, together);
    const decisions = this.chance?.decisions(school) ?? [];
    if (this.chance === undefined || decisions.length === 0) return turned;
    const before = all.filter((other) => other.tier < id).map((other) => this.shares.of(other.share, together));
    const shares = [...before, turned];
    const key = `${id}|${school.id}`;
    const known = this.decisions.get(key);
    if (known?.shares.length === shares.length && known.shares.every((each, i) => each === shares[i])) return known.joins;
    const joins = decided(decisions, shares, school);
    this.chance.noted(joins, turned);
    this.decisions.set(key, { shares, joins });
    return joins;
  }

  /** The shares of a school in every tier that it may join in a month, as modelled, in the order of the tiers' ids: that of the file says nothing. */
  sharesOf(school: School, at: Month): readonly { readonly tier: string; readonly share: Rate }[] {
    return [...this.model.tiers.keys()].sort().flatMap((id) => {
      const tier = this.model.tiers.get(id) as TierTerms;
      const share = fits(tier.eligible, school.attributes) ? this.choice.share(id, tier, school, at) : undefined;
      return share === undefined ? [] : { tier: id, share };
    });
  }

  /** How many schools commit to a tier in a month, before it is asked whether that is enough. */
  private committed(id: string, tier: TierTerms, at: Month): Count {
    const key = `${id}|${at}`;
    let found = this.commitments.get(key);
    if (found === undefined) {
      const counts = this.model.schools.flatMap((school) => {
        const share = fits(tier.eligible, school.attributes) ? this.willing(id, tier, school, at) : undefined;
        return share === undefined ? [] : times(school.count ?? ONE_SCHOOL, share);
      });
      found = sum('count', counts, `schools that commit to ${id}`);
      this.commitments.set(key, found);
    }
    return found;
  }

  /** Schools are invoiced together where they have the same clock, convert in the same month, and are buyers of one kind. */
  private batchesOf(id: string, tier: TierTerms): Batch[] {
    const alike = new Map<string, { clock: Clocks; schools: School[] }>();
    for (const school of this.model.schools) {
      const clock = clocksOf(school, tier);
      if (!mayJoin(school, [tier])) continue;
      const buyers = stagesOf(school).map((stage) => this.trade.payerOf(stage).name);
      const key = `${clock.before}|${clock.after}|${clock.converts}|${clock.serves}|${buyers}`;
      const known = alike.get(key);
      if (known === undefined) alike.set(key, { clock, schools: [school] });
      else known.schools.push(school);
    }
    return [...alike.values()].flatMap(({ clock, schools }) =>
      membershipYears(this.model.calendar, clock).flatMap(([first, last]) => {
        const now = clock.converts === undefined ? schools : schools.map((school) => schoolIn(school, first));
        const eligible = now.filter(({ attributes }) => fits(tier.eligible, attributes));
        return eligible.length === 0 ? [] : [this.batch(id, tier, eligible, first, last)];
      }),
    );
  }

  private batch(id: string, tier: TierTerms, schools: readonly School[], firstMonth: Month, lastMonth: Month): Batch {
    const { calendar } = this.model;
    const year = yearOf(calendar, firstMonth);
    const short = lastMonth - firstMonth + 1 < 12;
    // A short period in mid-calendar is that of a school which converts: its months are charged, whatever the rule for those who join at the start.
    const rule = firstMonth === calendar.first ? tier.term.joinsMidYear : 'by_month';
    const proportion = short && rule === 'by_month' ? MONTHS_OF_TWELVE[lastMonth - firstMonth] : undefined;
    const rate = this.trade.vat.rateOf(tier.vat, firstMonth);
    const charges: Charge[] = [];
    const tally = new Tally(yearLabel(calendar, year));
    for (const school of schools) {
      const found = this.quotes.of(tier, school, year);
      const joining = found && this.joining(id, tier, school, found, firstMonth);
      if (found === undefined || joining === undefined)
        throw new RangeError(`no price or share for ${school.id}: the model should have been refused`);
      const members = school.count === undefined ? joining : times(school.count, joining);
      const fee = proportion === undefined ? found.fee : portion(found.fee, proportion, `${found.fee.label}, part year`);
      const expected = portion(fee, members);
      const tax = rate && portion(expected, rate, `VAT on ${found.fee.label}`);
      charges.push({ school, tier: id, invoiced: firstMonth, firstMonth, lastMonth, quote: found, members, expected, tax });
      tally.add(school.count, joining, this.pupilsOf(school, year));
    }
    const label = `membership ${id} invoiced in ${monthName(firstMonth)}`;
    return {
      tier: id,
      invoiced: firstMonth,
      firstMonth,
      lastMonth,
      charges,
      billed: !(short && rule === 'wait'),
      payer: this.trade.payerOf(schools[0] as School),
      amount: sum(
        'money',
        charges.map(({ expected }) => expected),
        label,
      ),
      tax:
        rate &&
        sum(
          'money',
          charges.map(({ tax }) => tax as Money),
          `VAT on ${label}`,
        ),
      get members() {
        return tally.members;
      },
      get pupils() {
        return tally.pupils;
      },
    };
  }
}

/** The month in which a school's membership years start, before it converts and after. */
interface Clocks {
  readonly before: number;
  readonly after: number;
  readonly converts: Month | undefined;
  /** Whether it has a year to serve out when it converts: not in a tier that it may join only afterwards. */
  readonly serves: boolean;
}

function clocksOf(school: School, { term, eligible }: TierTerms): Clocks {
  const [before, after] = [stagesOf(school)[0] as School, stagesOf(school)[stagesOf(school).length - 1] as School].map((each) =>
    term.invoice === 'membership_year' ? term.starts : ownMonth(TYPES[each.type]),
  ) as [number, number];
  return { before, after, converts: school.converts, serves: fits(eligible, school.attributes) };
}

/** A school as it is, and as the academy that it becomes. */
const NOT_OFFERED: Rate = constant('rate', Exact.zero, 'not offered: too few schools commit');

const MONTHS_OF_TWELVE: readonly Rate[] = Array.from({ length: 12 }, (_, i) => constant('rate', Exact.fraction(i + 1, 12), `${i + 1} months of 12`));

/**
 * The stretches from the calendar's start to the end of its last company year: a short one to the first start of a membership year, then twelve months
 * each. A school that converts serves out the year that it has paid for; a short stretch then leads to the first year of its new clock. One that has
 * paid for none begins as an academy. The last may reach beyond the end.
 */
export function membershipYears(calendar: Calendar, { before, after, converts, serves }: Clocks): readonly (readonly [Month, Month])[] {
  const stretches: [Month, Month][] = [];
  let first = calendar.first;
  while (yearOf(calendar, first) <= (calendar.years[calendar.years.length - 1] as number)) {
    const month = converts !== undefined && first >= converts ? after : before;
    const untilNext = (((month - first) % 12) + 12) % 12;
    const full = first + (untilNext === 0 ? 12 : untilNext) - 1;
    const last = converts !== undefined && !serves && first < converts ? Math.min(full, converts - 1) : full;
    stretches.push([first, last]);
    first = last + 1;
  }
  return stretches;
}

/** Membership in the books: invoiced at once, earned over its months, paid in instalments after the payment terms. */
export function bookMembership(trade: Trade, { tiers }: Model, membership: Membership): void {
  for (const { tier, invoiced, firstMonth, lastMonth, amount, billed, tax, payer } of membership.batches) {
    if (!billed) continue;
    const { term, vat } = tiers.get(tier) as TierTerms;
    const months = lastMonth - firstMonth + 1;
    const deferred = `deferred_income.membership.${tier}`;
    const { gross } = trade.invoice(invoiced, `membership ${tier}`, deferred, amount, vat, tax);
    for (let i = 0; i < months; i++) {
      trade.journal.book(firstMonth + i, `membership ${tier} earned`, deferred, `income.membership.${tier}`, part(amount, i, months));
    }
    for (const { after, instalment } of instalmentsOf(gross, term.instalments, months)) {
      trade.receive(invoiced + after, `membership ${tier}`, deferred, instalment, [{ payer, share: undefined }]);
    }
  }
}

/** An invoice cut into instalments, evenly over its months: how many months after it each falls due, before the payment terms. */
export function instalmentsOf(gross: Money, of: number, months: number): readonly { readonly after: number; readonly instalment: Money }[] {
  const count = Math.min(of, months);
  return Array.from({ length: count }, (_, i) => ({ after: Math.floor((i * months) / count), instalment: part(gross, i, count) }));
}
