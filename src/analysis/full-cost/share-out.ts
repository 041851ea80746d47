import {
  type Count,
  constant,
  Exact,
  type Figure,
  larger,
  type Money,
  nothing,
  type Price,
  quotient,
  sum,
  times,
  totalOf,
} from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import {
  type Contract,
  called,
  type Driver,
  earnedOn,
  type Model,
  monthsOf,
  type Overhead,
  type ShareBy,
  streamsOf,
  yearLabel,
} from '../../model/index.js';
import { fallsOf, figureOf, type Projection, periodNamed, unitsInCalendar, VARYING } from '../../projection/index.js';
import { sharedByWeight } from '../shared/by-weight.js';

/**
 * What a company year earns and costs by stream, first on contribution and then on full cost (textbook: direct cost
 * goes to who causes it, the rest is shared out by stated drivers). All streams together come to the company's surplus
 * before corporation tax, to the penny.
 */
export interface ShareOut {
  readonly streams: readonly Stream[];
  /** What is shared out: it is the sum of the streams' shares. */
  readonly pool: Money;
  readonly posts: readonly PostRate[];
}

/** A stream in a company year: a tier, a service or a contract. */
export interface Stream {
  /** `tiers.membership`. */
  readonly id: string;
  readonly name: string;
  readonly income: Money;
  /** What it alone causes: delivery, providers, days of posts by use, and costs that are for it. */
  readonly direct: Money;
  readonly contribution: Money;
  /** Its part of the pool. */
  readonly share: Money;
  /** On full cost. */
  readonly result: Money;
  /** Days that it takes, whoever delivers them. */
  readonly days: Count;
}

/** A post with days that can be charged, on full cost. */
export interface PostRate {
  readonly post: string;
  readonly name: string;
  /** Pay and on-costs. */
  readonly cost: Money;
  /** Overheads by its cost among all that is direct; time that nobody uses is not among them, for it is in the days. */
  readonly share: Money;
  readonly full: Money;
  readonly available: Count;
  /** Full cost over the days that can be charged. */
  readonly rate: Price;
}

const known = new WeakMap<Projection, Map<number, ShareOut>>();

/** The share-out of a company year. */
export function shareOutOf(projection: Projection, year: number): ShareOut {
  const years = known.get(projection) ?? new Map<number, ShareOut>();
  known.set(projection, years);
  const found = years.get(year) ?? new Sharer(projection, year).result();
  years.set(year, found);
  return found;
}

/** What each stream of a company year costs that moves with sales and members; what is nobody's own is of none. */
export function varyingOf(projection: Projection, year: number): ReadonlyMap<string, Money> {
  return new Sharer(
    projection,
    year,
    VARYING.flatMap((cost) => projection.journal.accountsBelow(cost)),
  ).directs();
}

const IDLE = ' time that nobody uses';
const POOL = ' shared out';
const ONE = constant('count', Exact.one, 'one stream like another');

class Sharer {
  private readonly model: Model;
  private readonly ids: readonly string[];
  private readonly label: string;
  private readonly direct = new Map<string, Money[]>();
  private readonly idle: Money[] = [];
  private daysOfAll: ReadonlyMap<string, Count> | undefined;
  /** What is shared out by one driver. */
  private readonly pools = new Map<ShareBy, Money[]>();

  constructor(
    private readonly projection: Projection,
    private readonly year: number,
    accounts = projection.journal.accountsBelow('cost'),
  ) {
    this.model = projection.model;
    this.ids = streamsOf(this.model);
    this.label = yearLabel(this.model.calendar, year);
    for (const account of accounts) this.place(account);
  }

  result(): ShareOut {
    const shares = new Map<string, Money[]>();
    const pools = [...this.pools].map(([by, amounts]) => ({
      by,
      amount: totalOf('money', amounts, `shared out, ${this.label}`),
    }));
    for (const { by, amount } of pools) this.give(shares, amount, this.weights(by), `overheads of ${this.label}`);
    const streams = this.ids.map((id) => this.stream(id, shares.get(id) ?? []));
    const pool = totalOf(
      'money',
      pools.map(({ amount }) => amount),
      `all that is shared out, ${this.label}`,
    );
    return { streams, pool, posts: this.posts() };
  }

  /** Direct cost by stream, without any share of the rest. */
  directs(): ReadonlyMap<string, Money> {
    return new Map(this.ids.map((id) => [id, this.directOf(id)]));
  }

  private stream(id: string, shares: readonly Money[]): Stream {
    const name = nameOf(this.model, id);
    const of = (what: string): string => `${name}: ${what}, ${this.label}`;
    const income = this.incomeOf(id);
    const direct = this.directOf(id);
    const share = totalOf('money', shares, of('share of overheads'));
    return {
      id,
      name,
      income,
      direct,
      contribution: totalOf('money', [income], of('contribution'), [direct]),
      share,
      result: totalOf('money', [income], of('result on full cost'), [direct, share]),
      days: this.daysOf(id),
    };
  }

  private flow(account: string): Money {
    const months = monthsOf(this.model.calendar, this.year);
    return this.projection.journal.flow(
      account,
      months[0] as number,
      months[months.length - 1] as number,
      `${account}, ${this.label}`,
    );
  }

  private incomeOf(id: string): Money {
    const [kind, name = ''] = split(id);
    if (kind === 'contracts') return this.flow(earnedOn(name, this.model.contracts.get(name) as Contract));
    const account = kind === 'tiers' ? 'membership' : (this.model.services.get(name)?.kind as string);
    return this.flow(`income.${account}.${name}`);
  }

  private directOf(id: string): Money {
    return totalOf('money', this.direct.get(id) ?? [], `${nameOf(this.model, id)}: direct cost, ${this.label}`);
  }

  /** Puts what an account of costs holds where it belongs. */
  private place(account: string): void {
    const amount = this.flow(account);
    const id = account.split('.')[2] ?? '';
    // Corporation tax is on the surplus of all streams together, and no cost of any.
    if (account === 'cost.taxes.corporation_tax' || (amount.isKnown && amount.pence === 0)) return;
    const falls = fallsOf(account);
    if (falls === 'on services') this.give(this.direct, amount, this.unitsOf(id), `delivery of ${id}`);
    else if (falls === 'on providers') this.put(`services.${id}`, amount);
    else if (falls === 'on days of a post') this.give(this.direct, amount, this.daysOn(id), `associates for ${id}`);
    else if (falls === 'on a post') this.placePost(id, amount);
    else if (falls === 'on all') this.share(this.model.sharing.by, amount);
    else this.placeOverhead(id, falls, amount, this.model.overheads.get(id) as Overhead);
  }

  private placePost(id: string, amount: Money): void {
    const post = this.model.staff.get(id);
    if (post?.for !== undefined) this.putFor(post.for.text, amount);
    else if (post?.days === undefined) this.share(this.model.sharing.by, amount);
    else {
      const used = this.daysOn(id);
      const { available } = this.projection.services.capacity.in(id, this.year);
      const all = totalOf('count', [...used.values()], `days of ${id} that are delivered`);
      const idle = larger('count', [
        sum('count', [available], `days of ${id} that nobody uses`, [all]),
        nothing('count'),
      ]);
      this.give(this.direct, amount, new Map([...used, [IDLE, idle]]), `days of ${id}`);
    }
  }

  private placeOverhead(
    id: string,
    falls: 'as an overhead says' | 'by its driver',
    amount: Money,
    overhead: Overhead,
  ): void {
    if (overhead.for !== undefined) this.putFor(overhead.for.text, amount);
    else if (falls === 'as an overhead says') this.share(overhead.shareBy ?? this.model.sharing.by, amount);
    else this.give(this.direct, amount, this.drivenBy(overhead), called(overhead, id));
  }

  /**
   * What is for all streams of a kind goes by what they earn; where none earns anything it is shared out with the rest.
   */
  private putFor(name: string, amount: Money): void {
    const incomes = new Map(this.ids.filter((id) => id.startsWith(`${name}.`)).map((id) => [id, this.incomeOf(id)]));
    const isNone = [...incomes.values()].every((each) => each.isKnown && each.pence === 0);
    if (this.ids.includes(name)) this.put(name, amount);
    else this.give(this.direct, amount, isNone ? new Map() : incomes, `what is for ${name}`);
  }

  private put(stream: string, amount: Money): void {
    if (stream === IDLE) this.idle.push(amount);
    if (stream === IDLE || stream === POOL) this.share(this.model.sharing.by, amount);
    else this.direct.set(stream, [...(this.direct.get(stream) ?? []), amount]);
  }

  private share(by: ShareBy, amount: Money): void {
    this.pools.set(by, [...(this.pools.get(by) ?? []), amount]);
  }

  private give(to: Map<string, Money[]>, amount: Money, weights: ReadonlyMap<string, Figure>, label: string): void {
    if (weights.size === 0) this.share(this.model.sharing.by, amount);
    for (const [stream, each] of sharedByWeight(amount, weights, label)) {
      if (to === this.direct) this.put(stream, each);
      else to.set(stream, [...(to.get(stream) ?? []), each]);
    }
  }

  /** Who takes the units of a traded service: those who buy it, and tiers that include it. */
  private unitsOf(id: string): ReadonlyMap<string, Count> {
    const { sold, includedBy } = this.projection.services.in(id, this.year);
    const inCalendar = (units: Count): Count => unitsInCalendar(this.model.calendar, this.year, units);
    return new Map([
      [`services.${id}`, inCalendar(sold)],
      ...[...includedBy].map(([tier, units]) => [`tiers.${tier}`, inCalendar(units)] as const),
    ]);
  }

  /** Who takes the days that a post delivers, or that anybody does. */
  private daysOn(post: string | undefined): ReadonlyMap<string, Count> {
    const found = new Map<string, Count>();
    for (const [id, service] of this.model.services) {
      if (
        service.kind !== 'traded' ||
        service.delivery.days === undefined ||
        (post !== undefined && service.delivery.by !== post)
      )
        continue;
      for (const [stream, units] of this.unitsOf(id)) {
        const days = times(units, service.delivery.days, `days of ${id} for ${stream}`);
        const before = found.get(stream);
        found.set(stream, before === undefined ? days : sum('count', [before, days]));
      }
    }
    return found;
  }

  private daysOf(id: string): Count {
    this.daysOfAll ??= this.daysOn(undefined);
    return this.daysOfAll.get(id) ?? nothing('count');
  }

  /** Whose members, pupils and days a variable cost is for; schools that may join are nobody's own. */
  private drivenBy({ per }: Overhead): ReadonlyMap<string, Figure> {
    const weights = new Map<string, Count[]>();
    const add = (stream: string, price: Price, of: Count): void => {
      const weight = times(of, constant('rate', price.isKnown ? price.exact : Exact.zero, 'pounds for each'));
      weights.set(stream, [...(weights.get(stream) ?? []), weight]);
    };
    for (const [driver, price] of per) for (const [stream, of] of this.driver(driver)) add(stream, price, of);
    return new Map([...weights].map(([stream, each]) => [stream, totalOf('count', each)]));
  }

  private driver(driver: Driver): ReadonlyMap<string, Count> {
    const { activity } = this.projection;
    if (driver === 'days') return this.daysOn(undefined);
    if (driver === 'schools') return new Map([[POOL, activity.driver('schools', this.year)]]);
    const months = monthsOf(this.model.calendar, this.year);
    return new Map(
      [...this.model.tiers.keys()].map((tier) => [`tiers.${tier}`, activity.average(driver, months, tier)]),
    );
  }

  private weights(by: ShareBy): ReadonlyMap<string, Figure> {
    if ('weights' in by) return by.weights;
    const of = (weight: (id: string) => Figure): ReadonlyMap<string, Figure> =>
      new Map(this.ids.map((id) => [id, weight(id)]));
    if (by.driver === 'income') return of((id) => this.incomeOf(id));
    if (by.driver === 'direct_cost') return of((id) => this.directOf(id));
    if (by.driver === 'days') return of((id) => this.daysOf(id));
    const isThere = (id: string): boolean =>
      [this.incomeOf(id), this.directOf(id)].some((each) => !each.isKnown || each.pence !== 0);
    return of((id) => (isThere(id) ? ONE : nothing('count')));
  }

  private posts(): PostRate[] {
    const period = periodNamed(this.model.calendar, 'year', String(this.year));
    if (period === undefined) return [];
    const direct = totalOf(
      'money',
      [...[...this.direct.values()].flat(), ...this.idle],
      `all direct cost, with time that nobody uses, ${this.label}`,
    );
    const pool = totalOf(
      'money',
      [...this.pools.values()].flat(),
      `overheads without time that nobody uses, ${this.label}`,
      this.idle,
    );
    return [...this.model.staff].flatMap(([post, { days, name }]) => {
      if (days === undefined) return [];
      const cost = this.flow(`cost.staff.${post}`);
      const rest = sum('money', [direct], 'other direct cost', [cost]);
      const share = sharedByWeight(
        pool,
        new Map([
          [post, cost],
          [POOL, rest],
        ]),
        `overheads of ${post}`,
      ).get(post) as Money;
      const full = sum('money', [cost, share], `full cost of ${post}, ${this.label}`);
      const available = figureOf(this.projection, `days.available.${post}`, period) as Count;
      const rate = quotient('price', full, available, `full cost of a day of ${post}, ${this.label}`);
      return [{ post, name: name ?? keyInWords(post), cost, share, full, available, rate }];
    });
  }
}

/** `tiers.membership` in its two words. */
const split = (id: string): readonly string[] => [id.slice(0, id.indexOf('.')), id.slice(id.indexOf('.') + 1)];

/** A stream as people call it: the name in the model, or its id in words. */
export function nameOf(model: Model, id: string): string {
  const [kind, name = ''] = split(id) as ['tiers' | 'services' | 'contracts', string];
  return called(model[kind].get(name), name);
}
