import {
  type Count,
  charge,
  constant,
  decidedBy,
  Exact,
  type Figure,
  larger,
  type Money,
  nothing,
  smaller,
  sum,
  times,
  totalOf,
} from '../figures/index.js';
import { type Model, monthsOf, nameIn, type Season, yearLabel } from '../model/index.js';
import type { Growth } from './growth.js';
import type { Posts } from './posts.js';
import { type Seasonal, seasonOfAll } from './season.js';

const NONE: Count = nothing('count');
/** What one service asks of a post in a year. */
export interface PostDemand {
  readonly service: string;
  /** Pounds for a day: who has too few days gives them to what pays most for one. Undefined comes last. */
  readonly worth: Exact | undefined;
  /** What that is worked out of. */
  readonly worthOf: readonly (Figure | undefined)[];
  /** Days promised to members, and how the months of the year that the calendar has share them. */
  readonly included: Seasonal;
  /** Days of what is ordered, which is delivered before all else that is sold; undefined where nothing is. */
  readonly ordered: Count | undefined;
  /** The months of its days; undefined where nothing is ordered. */
  readonly orderedIn: Season | undefined;
  /** Days of what is sold, by buyer, in the order in which they are served. */
  readonly sold: readonly (Seasonal & { readonly buyer: string })[];
}

/** Days of a post in a company year, at twelve months' rate: what is needed, and who delivers it. */
export interface PostYear {
  /** Promised to members, and ordered or asked for beyond that; and what of it is ordered. */
  readonly included: Count;
  readonly ordered: Count;
  readonly sold: Count;
  readonly available: Count;
  /** The most that associates may deliver; undefined for as many as are needed. */
  readonly most: Count | undefined;
  /** Of the post's own people, of associates, and of nobody: what is promised comes first. */
  readonly own: Count;
  readonly associates: Count;
  readonly short: Count;
}

/**
 * Whether there are days for what services promise and sell. Days that membership includes are counted against a post
 * first, and what schools have ordered next; what else is sold gets the rest, services that bring in most for a day before others (textbook: contribution for
 * each unit of the limiting factor), members before others. Where the post says what happens when it is short,
 * associates take over, or demand is not met; where it says nothing all is delivered, and the shortage is reported.
 */
export class Capacity {
  private readonly asked = new Map<string, PostDemand[]>();
  private readonly years = new Map<string, PostYear>();
  private readonly served = new Map<string, ReadonlyMap<string, Count>>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'services' | 'staff'>,
    private readonly posts: Posts,
    private readonly growth: Growth,
  ) {}

  /** Notes what a service asks of a post in a year. All of them must be noted before any is asked for. */
  ask(post: string, year: number, asked: PostDemand): void {
    const key = `${post}|${year}`;
    this.asked.set(key, [...(this.asked.get(key) ?? []), asked]);
  }

  /**
   * The days that a buyer of a service gets; undefined where the post does not say what happens when it is short, and
   * all are delivered.
   */
  met(post: string, year: number, service: string, buyer: string): Count | undefined {
    if (this.model.staff.get(post)?.whenShort === undefined) return undefined;
    const key = `${post}|${year}`;
    const found = this.served.get(key) ?? this.serve(post, year);
    this.served.set(key, found);
    return found.get(`${service}|${buyer}`);
  }

  private serve(post: string, year: number): ReadonlyMap<string, Count> {
    const { included, ordered, available, most } = this.in(post, year);
    const found = new Map<string, Count>();
    const asked = [...(this.asked.get(`${post}|${year}`) ?? [])].sort(byWorth);
    for (const { worthOf } of asked) decidedBy(...worthOf);
    let left =
      most === undefined
        ? undefined
        : larger('count', [
            sum(
              'count',
              [available, most],
              'days for what is sold',
              ordered === NONE ? [included] : [included, ordered],
            ),
            NONE,
          ]);
    for (const { service, sold } of asked) {
      for (const { buyer, days } of sold) {
        const got =
          left === undefined
            ? days
            : smaller('count', [days, left], `days that there are for ${nameIn(this.model, 'services', service)}`);
        left = left && sum('count', [left], 'days that are left', [got]);
        found.set(`${service}|${buyer}`, got);
      }
    }
    return found;
  }

  /**
   * How the months of a year share some of what is asked of a post; undefined where no service that it delivers has a
   * season, and nothing is ordered. What is ordered is in the month of its day.
   */
  seasonOf(post: string, year: number, of: (asked: PostDemand) => readonly Seasonal[] = allOf): Season | undefined {
    return seasonOfAll((this.asked.get(`${post}|${year}`) ?? []).flatMap(of), this.model.calendar, year);
  }

  /** The days of a post in a year. */
  in(post: string, year: number): PostYear {
    const key = `${post}|${year}`;
    const found = this.years.get(key) ?? this.anew(post, year);
    this.years.set(key, found);
    return found;
  }

  private anew(post: string, year: number): PostYear {
    const terms = this.model.staff.get(post);
    const asked = this.asked.get(`${post}|${year}`) ?? [];
    const label = `${nameIn(this.model, 'staff', post)}, ${yearLabel(this.model.calendar, year)}`;
    const included = totalOf(
      'count',
      asked.map((each) => each.included.days),
      `days promised to members of ${label}`,
    );
    const orders = asked.flatMap(({ ordered }) => ordered ?? []);
    const ordered = orders.length === 0 ? NONE : totalOf('count', orders, `days ordered of ${label}`);
    const sold = totalOf(
      'count',
      [...asked.flatMap((each) => each.sold.map(({ days }) => days)), ...orders],
      `days asked for of ${label}`,
    );
    const available = this.available(post, year, label);
    const needed = totalOf('count', [included, sold], `days needed of ${label}`);
    const own = smaller('count', [needed, available], `days that its own people deliver, ${label}`);
    const beyond = sum('count', [needed], `days beyond its own of ${label}`, [own]);
    const { whenShort } = terms ?? {};
    const most = typeof whenShort === 'object' ? whenShort.most : NONE;
    const associates =
      most === undefined ? beyond : smaller('count', [beyond, most], `days of associates for ${label}`);
    return {
      included,
      ordered,
      sold,
      available,
      most,
      own,
      associates,
      short: sum('count', [beyond], `days that nobody has for ${label}`, [associates]),
    };
  }

  /** Days that can be charged, at twelve months' rate where the year is short. */
  private available(post: string, year: number, label: string): Count {
    const terms = this.model.staff.get(post);
    const months = monthsOf(this.model.calendar, year);
    const days = (terms && this.posts.daysAvailable(terms, months)) ?? NONE;
    if (months.length === 12) return days;
    return times(
      days,
      constant('rate', Exact.fraction(12, months.length), `twelve months for ${months.length}`),
      `days of ${label}, at twelve months' rate`,
    );
  }

  /**
   * What associates cost in each year, at twelve months' rate, for every post that has them, under a name for a reader.
   */
  associates(): readonly {
    readonly post: string;
    readonly name: string;
    readonly year: number;
    readonly cost: Money;
  }[] {
    return [...this.model.staff].flatMap(([post, { whenShort }]) => {
      if (typeof whenShort !== 'object') return [];
      return this.model.calendar.years.flatMap((year) => {
        const at = Math.max(this.model.calendar.first, year * 12 + this.model.calendar.yearStarts);
        const fee = this.growth.in(whenShort.associates, whenShort.uplift, at);
        const { associates } = this.in(post, year);
        const name = `associates for ${nameIn(this.model, 'staff', post)}`;
        return fee === undefined
          ? []
          : [{ post, name, year, cost: charge(fee, associates, `${name}, ${yearLabel(this.model.calendar, year)}`) }];
      });
    });
  }
}

export const includedOf = ({ included }: PostDemand): readonly Seasonal[] => [included];
export const orderedOf = ({ ordered, orderedIn }: PostDemand): readonly Seasonal[] =>
  ordered === undefined ? [] : [{ days: ordered, season: orderedIn }];
export const soldOf = (asked: PostDemand): readonly Seasonal[] => [...asked.sold, ...orderedOf(asked)];
const allOf = (asked: PostDemand): readonly Seasonal[] => [...includedOf(asked), ...soldOf(asked)];

/** What pays most for a day comes first, whatever the order of the file. */
function byWorth(a: PostDemand, b: PostDemand): number {
  const byAmount =
    a.worth === undefined || b.worth === undefined
      ? Number(a.worth === undefined) - Number(b.worth === undefined)
      : b.worth.compare(a.worth);
  return byAmount !== 0 ? byAmount : a.service < b.service ? -1 : 1;
}
