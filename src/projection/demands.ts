import { type Count, quotient, type Rate, sum, times } from '../figures/index.js';
import {
  type Asking,
  askedBy,
  averageOf,
  type Demand,
  isSpread,
  type Model,
  nameIn,
  type Quantity,
  quantityIn,
  type School,
  type Service,
  type UnitSpread,
} from '../model/index.js';
import type { Customer } from '../pricing/index.js';
import type { Activity } from './activity.js';
import { type Chance, taken } from './chance.js';
import type { Customers } from './customers.js';
import type { Joiners } from './joiners.js';
import { NOT_TURNED, type Turned } from './levers.js';
import { shareOf } from './season.js';
import { type ExpectedBuyer, ServiceBuyers } from './service-buyers.js';
import { ANY_SCHOOL } from './service-prices.js';
import { type BuyingStretch, Stretches, whenOf } from './stretches.js';
import type { TiersWith } from './tier-parts.js';

/** What the demand for services hangs on. */
export interface DemandParts extends Pick<Model, 'calendar' | 'schools' | 'services' | 'orders'> {
  readonly tiers: TiersWith<'name' | 'eligible'>;
  readonly joiners: Joiners;
  readonly customers: Customers;
  readonly activity: Activity;
  readonly chance: Chance | undefined;
}

/** Some buyers of one kind, and what each of them asks for. */
export interface Asker {
  readonly customer: Customer;
  readonly count: Count;
  readonly asked: Quantity;
  /** Where chance draws whole units: the number that takes them, for each school, and how much of it is such a buyer. */
  readonly draws: readonly { readonly number: Rate; readonly count: Count }[] | undefined;
}

/**
 * Units that schools ask for in some months of a company year, at twelve months' rate. Where all of them ask for one quantity their
 * number is multiplied by it; where they ask for unlike quantities, or chance draws whole units, each school is asked.
 */
export class Demands {
  readonly stretches: Stretches;
  private readonly buyers: ServiceBuyers;
  private readonly numbers = new Map<string, readonly Rate[]>();
  /** The schools that have ordered, by service and company year: of those nothing more is expected. */
  private readonly ordering = new Map<string, Set<string>>();
  private readonly units = new Map<UnitSpread, Map<Rate, Count>>();
  private readonly counts = new Map<string, Count>();

  constructor(private readonly parts: DemandParts) {
    this.stretches = new Stretches(parts);
    this.buyers = new ServiceBuyers(parts);
    for (const { service, year, school } of parts.orders?.all ?? []) {
      const key = `${service}|${year}`;
      this.ordering.set(key, (this.ordering.get(key) ?? new Set()).add(school.id));
    }
  }

  /** What members ask for of a service beyond what membership includes, by tier; `turned` by a lever. */
  byMembers(id: string, at: BuyingStretch, turned = NOT_TURNED): ReadonlyMap<string, Count> {
    const found = new Map<string, Count>();
    if (!this.isAsked(this.demandOf(id).perMember, at.year)) return found;
    for (const tier of [...this.parts.tiers.keys()].sort()) found.set(tier, this.of(id, tier, at, turned));
    return found;
  }

  /** What members of all tiers ask for together, of a service whose price knows no tier. */
  byAllMembers(id: string, at: BuyingStretch): readonly Count[] {
    const average = this.averageForAll(id, this.demandOf(id).perMember, at.year);
    return average === undefined ? [...this.byMembers(id, at).values()] : [times(this.membersIn(at), average)];
  }

  /** What schools ask for that may join and have not; undefined where nothing is said of them. */
  byOthers(id: string, at: BuyingStretch, turned = NOT_TURNED): Count | undefined {
    return this.isAsked(this.demandOf(id).perOther, at.year) ? this.of(id, undefined, at, turned) : undefined;
  }

  /**
   * Who asks for a service as a member of a tier, or as none. Where all pay alike, those who ask for one quantity are one
   * buyer.
   */
  askers(id: string, tier: string | undefined, at: BuyingStretch, isAlike: boolean): readonly Asker[] {
    const { year } = at;
    const asking = this.askingOf(id, tier);
    const alike = isAlike ? this.quantityForAll(id, asking, year) : undefined;
    if (alike !== undefined)
      return [{ customer: ANY_SCHOOL, count: this.countOf(tier, at), asked: alike, draws: undefined }];
    const each = this.buyers.in(at).flatMap((buyer): Asker[] => {
      if (buyer.tier !== tier || this.hasOrdered(id, year, buyer.school)) return [];
      const asked = askedBy(asking, buyer.school, year, this.parts.calendar);
      return asked === undefined ? [] : [this.asker(id, buyer, asked)];
    });
    return isAlike ? together(each) : each;
  }

  /**
   * What one member, or one school that may join and has not, asks for on average in a company year; undefined where
   * nothing is said.
   */
  average(id: string, year: number, of: keyof Demand): Count | undefined {
    const said = this.demandOf(id)[of];
    if (!this.isAsked(said, year)) return undefined;
    const alike = alikeIn(said, year, this.parts.calendar);
    if (alike !== undefined) return averageOf(alike);
    const whole = this.stretches.whole(year);
    const asked = of === 'perMember' ? this.byAllMembers(id, whole) : [this.byOthers(id, whole) as Count];
    const many = this.buyers
      .in(whole)
      .flatMap(({ tier, school, count }) =>
        (tier === undefined) === (of === 'perOther') && !this.hasOrdered(id, year, school) ? [count] : [],
      );
    return quotient(
      'count',
      sum('count', asked),
      sum('count', many, 'schools that may ask'),
      `${nameIn(this.parts, 'services', id)}: units a year on average`,
    );
  }

  /** Members of a tier, on average over some months; without one, schools that may join and have not. */
  countOf(tier: string | undefined, at: BuyingStretch): Count {
    const key = `${at.months[0]}|${at.months.length}|${tier ?? ''}`;
    const found = this.counts.get(key) ?? this.counted(tier, at);
    this.counts.set(key, found);
    return found;
  }

  private counted(tier: string | undefined, at: BuyingStretch): Count {
    const { activity, calendar, tiers } = this.parts;
    const when = whenOf(at, calendar);
    // Where no membership is offered there is none to have joined.
    if (tier === undefined && tiers.size === 0)
      return sum(
        'count',
        this.buyers.in(at).map(({ count }) => count),
        `schools, average of ${when}`,
      );
    if (tier === undefined)
      return sum('count', [activity.schools(at.months)], 'schools that are not members', [this.membersIn(at)]);
    const label = `members of ${nameIn(this.parts, 'tiers', tier)}, average of ${when}`;
    return activity.average('members', at.months, tier, label);
  }

  private membersIn(at: BuyingStretch): Count {
    const { activity, calendar } = this.parts;
    return at.isWhole
      ? activity.driver('members', at.year)
      : activity.average('members', at.months, undefined, `members, ${whenOf(at, calendar)}`);
  }

  private of(id: string, tier: string | undefined, at: BuyingStretch, turned: Turned): Count {
    const all = this.askers(id, tier, at, true).flatMap(({ count, asked, draws }) =>
      draws === undefined || !isSpread(asked)
        ? [times(count, turned.of(averageOf(asked)))]
        : draws.map((draw) => times(draw.count, turned.of(this.drawnUnits(id, asked, draw.number)))),
    );
    return sum('count', all);
  }

  private asker(id: string, { school, customer, count, each }: ExpectedBuyer, asked: Quantity): Asker {
    const isDrawn = this.parts.chance !== undefined && each !== undefined && isSpread(asked);
    const draws = isDrawn
      ? this.numbersOf(id, school).map((number, i) => ({ number, count: each[i] as Count }))
      : undefined;
    return { customer, count, asked, draws };
  }

  private numbersOf(id: string, school: School): readonly Rate[] {
    const key = `${id}|${school.id}`;
    const found = this.numbers.get(key) ?? this.parts.chance?.units(school, id) ?? [];
    this.numbers.set(key, found);
    return found;
  }

  /** The units that a number takes, the same in every year with one spread. */
  private drawnUnits(id: string, spread: UnitSpread, number: Rate): Count {
    const known = this.units.get(spread) ?? new Map<Rate, Count>();
    this.units.set(spread, known);
    const label = `${nameIn(this.parts, 'services', id)} that one school asks for`;
    const found = known.get(number) ?? taken('count', number, spread, (units) => units, label);
    known.set(number, found);
    return found;
  }

  /**
   * What is expected by demand of the schools that have ordered a service, or of those that have not, in the months that
   * the calendar has of a company year; of some schools alone.
   */
  planned(id: string, year: number, ofOrdering: boolean, among: (school: School) => boolean): Count {
    const { season } = this.parts.services.get(id) as Service;
    const parts = this.stretches.in(year).flatMap((at) => {
      const share = shareOf(at.months, season);
      return this.buyers.in(at).flatMap(({ school, tier, count }): Count[] => {
        if (this.hasOrdered(id, year, school) !== ofOrdering || !among(school)) return [];
        const asked = askedBy(this.askingOf(id, tier), school, year, this.parts.calendar);
        if (asked === undefined) return [];
        const units = times(count, averageOf(asked));
        return [share === undefined ? units : times(units, share)];
      });
    });
    const whose = ofOrdering ? 'expected of schools that have ordered' : 'expected of schools that have not ordered';
    return sum('count', parts, `${nameIn(this.parts, 'services', id)}: ${whose}`);
  }

  /** Whether a school has ordered a service in a company year. */
  hasOrdered(id: string, year: number, { id: school }: School): boolean {
    return this.ordering.get(`${id}|${year}`)?.has(school) ?? false;
  }

  private demandOf(id: string): Demand {
    return (this.parts.services.get(id) as Service).demand;
  }

  private askingOf(id: string, tier: string | undefined): readonly Asking[] {
    const { perMember, perOther } = this.demandOf(id);
    return tier === undefined ? perOther : perMember;
  }

  /** Whether anything is said of a company year. */
  private isAsked(all: readonly Asking[], year: number): boolean {
    return all.some(({ quantity }) => quantityIn(quantity, year, this.parts.calendar) !== undefined);
  }

  /** What every school asks for; undefined where schools are asked one by one. */
  private quantityForAll(id: string, all: readonly Asking[], year: number): Quantity | undefined {
    if (this.ordering.has(`${id}|${year}`)) return undefined;
    const asked = alikeIn(all, year, this.parts.calendar);
    return asked !== undefined && isSpread(asked) && this.parts.chance !== undefined ? undefined : asked;
  }

  private averageForAll(id: string, all: readonly Asking[], year: number): Count | undefined {
    const asked = this.quantityForAll(id, all, year);
    return asked && averageOf(asked);
  }
}

/** What is said of all schools in a company year; undefined where it is said by kind of school. */
function alikeIn(all: readonly Asking[], year: number, calendar: Model['calendar']): Quantity | undefined {
  const [only] = all as readonly [Asking];
  return all.length === 1 && only.when === undefined ? quantityIn(only.quantity, year, calendar) : undefined;
}

/** Those who ask for one quantity, and of whom chance draws nothing, counted as one; whoever they are. */
function together(each: readonly Asker[]): Asker[] {
  const counts = new Map<Quantity, Count[]>();
  const drawn: Asker[] = [];
  for (const asker of each) {
    if (asker.draws !== undefined) drawn.push({ ...asker, customer: ANY_SCHOOL });
    else counts.set(asker.asked, [...(counts.get(asker.asked) ?? []), asker.count]);
  }
  const alike = [...counts].map(([asked, some]): Asker => {
    const count = sum('count', some, 'schools that ask for so many');
    return { customer: ANY_SCHOOL, count, asked, draws: undefined };
  });
  return [...alike, ...drawn];
}
