import { band, type Count, constant, Exact, type Money, part, portion, type Rate, sum, times } from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import { type Calendar, type Model, ownMonth, type School, type TierTerms, TYPES, yearLabel, yearOf } from '../model/index.js';
import { fits, offerOf, type Quote } from '../pricing/index.js';
import { Choice } from './choice.js';
import type { Growth } from './growth.js';
import type { Journal } from './journal.js';
import { type Levers, Turned } from './levers.js';
import { Quotes } from './quotes.js';

/** What one school, or one archetype, is expected to be invoiced for one membership period. */
export interface Charge {
  readonly school: School;
  readonly tier: string;
  readonly invoiced: Month;
  readonly firstMonth: Month;
  readonly lastMonth: Month;
  /** The fee of a whole year, and how it came about. */
  readonly quote: Quote;
  /** The fee of this period, for the share of schools that is expected to join. */
  readonly expected: Money;
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
  readonly amount: Money;
  readonly members: Count;
  readonly pupils: Count;
}

/** What each school pays in each year, and the batches in which membership is invoiced. */
export class Membership {
  readonly batches: readonly Batch[];
  private readonly quotes: Quotes;
  /** Whose share joins, by what each tier is worth to it. */
  readonly choice: Choice;
  private readonly share: Turned;
  private readonly commitments = new Map<string, Count>();

  constructor(
    private readonly model: Model,
    growth: Growth,
    levers: Levers,
  ) {
    this.quotes = new Quotes(model, growth, levers);
    this.choice = new Choice(model, Object.keys(levers).length === 0 ? this.quotes : new Quotes(model, growth, {}), growth);
    this.share = new Turned(levers.members);
    this.batches = [...model.tiers].flatMap(([id, tier]) => this.batchesOf(id, tier));
  }

  /** The yearly fee of a school in a company year, or undefined where no price of the tier fits it. */
  quoteFor(tier: TierTerms, school: School, year: number): Quote | undefined {
    return this.quotes.of(tier, school, year);
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
    const share = this.choice.share(id, tier, school, at);
    const turned = share && this.share.shareOf(share);
    const needed = offerOf(price);
    if (turned === undefined || needed === undefined) return turned;
    return band('rate', this.committed(id, tier, at), [{ upTo: needed, closed: false, value: NOT_OFFERED }], turned, 'joins where it is offered');
  }

  /** How many schools commit to a tier in a month, before it is asked whether that is enough. */
  private committed(id: string, tier: TierTerms, at: Month): Count {
    const key = `${id}|${at}`;
    let found = this.commitments.get(key);
    if (found === undefined) {
      const counts = this.model.schools.flatMap((school) => {
        const share = fits(tier.eligible, school.attributes) ? this.choice.share(id, tier, school, at) : undefined;
        return share === undefined ? [] : times(school.count ?? ONE_SCHOOL, this.share.shareOf(share));
      });
      found = sum('count', counts, `schools that commit to ${id}`);
      this.commitments.set(key, found);
    }
    return found;
  }

  private batchesOf(id: string, tier: TierTerms): Batch[] {
    const eligible = this.model.schools.filter(({ attributes }) => fits(tier.eligible, attributes));
    const byMonth = new Map<number, School[]>();
    for (const school of eligible) {
      const month = tier.term.invoice === 'membership_year' ? tier.term.starts : ownMonth(TYPES[school.type]);
      const known = byMonth.get(month);
      if (known === undefined) byMonth.set(month, [school]);
      else known.push(school);
    }
    const batches: Batch[] = [];
    for (const [month, schools] of byMonth) {
      for (const [firstMonth, lastMonth] of membershipYears(this.model.calendar, month)) {
        batches.push(this.batch(id, tier, schools, firstMonth, lastMonth));
      }
    }
    return batches;
  }

  private batch(id: string, tier: TierTerms, schools: readonly School[], firstMonth: Month, lastMonth: Month): Batch {
    const { calendar } = this.model;
    const year = yearOf(calendar, firstMonth);
    const short = lastMonth - firstMonth + 1 < 12;
    const rule = tier.term.joinsMidYear;
    const proportion = short && rule === 'by_month' ? MONTHS_OF_TWELVE[lastMonth - firstMonth] : undefined;
    const charges: Charge[] = [];
    const tally = new Tally();
    for (const school of schools) {
      const found = this.quoteFor(tier, school, year);
      const joining = found && this.joining(id, tier, school, found, firstMonth);
      if (found === undefined || joining === undefined)
        throw new RangeError(`no price or share for ${school.id}: the model should have been refused`);
      const members = school.count === undefined ? joining : times(school.count, joining);
      const fee = proportion === undefined ? found.fee : portion(found.fee, proportion, `${found.fee.label}, part year`);
      const expected = portion(fee, members);
      charges.push({ school, tier: id, invoiced: firstMonth, firstMonth, lastMonth, quote: found, expected });
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
      amount: sum(
        'money',
        charges.map(({ expected }) => expected),
        label,
      ),
      ...tally.totals(yearLabel(calendar, year)),
    };
  }
}

const ONE_SCHOOL: Count = constant('count', Exact.one, 'one school');
const NOT_OFFERED: Rate = constant('rate', Exact.zero, 'not offered: too few schools commit');

/** Members and pupils by the share that joins, so that 24,000 schools with one share are one product. */
class Tally {
  private readonly schools = new Map<Rate, { single: number; counts: Count[]; pupils: Count[] }>();

  add(count: Count | undefined, share: Rate, pupils: Count): void {
    const known = this.schools.get(share) ?? { single: 0, counts: [], pupils: [] };
    this.schools.set(share, known);
    if (count === undefined) known.single++;
    else known.counts.push(count);
    known.pupils.push(count === undefined ? pupils : times(pupils, count));
  }

  totals(year: string): { members: Count; pupils: Count } {
    const members: Count[] = [];
    const pupils: Count[] = [];
    for (const [share, known] of this.schools) {
      const single = known.single === 0 ? [] : [constant('count', Exact.of(known.single), 'schools on the roll with this share')];
      members.push(times(sum('count', [...single, ...known.counts]), share));
      pupils.push(times(sum('count', known.pupils), share));
    }
    return { members: sum('count', members, `members, ${year}`), pupils: sum('count', pupils, `pupils in member schools, ${year}`) };
  }
}

const MONTHS_OF_TWELVE: readonly Rate[] = Array.from({ length: 12 }, (_, i) => constant('rate', Exact.fraction(i + 1, 12), `${i + 1} months of 12`));

/** The stretches from the calendar's start: a short one to the first `month`, then twelve months each. The last may reach beyond the end. */
export function membershipYears(calendar: Calendar, month: number): readonly (readonly [Month, Month])[] {
  const stretches: [Month, Month][] = [];
  let first = calendar.first;
  while (first <= calendar.last) {
    const untilNext = (((month - first) % 12) + 12) % 12;
    const last = first + (untilNext === 0 ? 12 : untilNext) - 1;
    stretches.push([first, last]);
    first = last + 1;
  }
  return stretches;
}

/** Membership in the books: invoiced at once, earned over its months, paid in instalments after the payment terms. */
export function bookMembership(journal: Journal, { tiers, paymentTerms }: Model, membership: Membership): void {
  for (const { tier, invoiced, firstMonth, lastMonth, amount, billed } of membership.batches) {
    if (!billed) continue;
    const { term } = tiers.get(tier) as TierTerms;
    const months = lastMonth - firstMonth + 1;
    journal.book(invoiced, `membership ${tier} invoiced`, 'debtors', `deferred_income.membership.${tier}`, amount);
    for (let i = 0; i < months; i++) {
      journal.book(
        firstMonth + i,
        `membership ${tier} earned`,
        `deferred_income.membership.${tier}`,
        `income.membership.${tier}`,
        part(amount, i, months),
      );
    }
    const instalments = Math.min(term.instalments, months);
    for (let i = 0; i < instalments; i++) {
      const due = invoiced + Math.floor((i * months) / instalments) + paymentTerms.schools;
      journal.book(due, `membership ${tier} paid`, 'cash', 'debtors', part(amount, i, instalments));
    }
  }
}
