import { constant, Exact, held, larger, type Money, portion, type Rate, sum } from '../figures/index.js';
import { type Month, monthName, partsIn, type Since, sinceMonth, valueIn } from '../language/index.js';
import {
  type Award,
  type Awards,
  type Calendar,
  type Model,
  type National,
  nameIn,
  type Parameters,
  type PayAward,
  type PayScale,
  type Post,
  type ScalePoint,
} from '../model/index.js';
import type { Growth } from './growth.js';

/** What is earned, or what payslips show while an award that holds already is still to be settled. */
export type PayView = 'earned' | 'paid';

const ONE = constant('rate', Exact.one, 'as it was');

/** What a full-time post earns a year, as its scale and its awards move it. */
export class Salaries {
  private readonly made = new Map<string, Money>();
  private readonly serials = new Map<object, number>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'staff' | 'parameters'>,
    private readonly growth: Growth,
  ) {}

  /** Pounds a year of a full-time post in a month, without allowances; undefined before its first amount. */
  in(id: string, post: Post, at: Month, view: PayView = 'earned'): Money | undefined {
    const { salary, payAward } = post;
    const point = 'steps' in salary ? undefined : this.pointOf(salary, post, at);
    // A scale that nothing moves on is held after the last amounts that are known of it.
    if (point !== undefined && payAward === undefined) return point.in(at);
    const steps = 'steps' in salary ? salary : (point as National<Money>).unheld;
    if (payAward === undefined || 'yearly' in payAward) return this.growth.in(steps, payAward?.yearly, at);
    const { calendar } = this.model;
    const base = valueIn(steps, at, calendar.yearStarts);
    if (base === undefined) return undefined;
    const awards = awardsOf(this.model, payAward);
    const raised = (partsIn(steps, at, calendar.yearStarts) ?? []).map(({ since, value, isLess = false }) => {
      const from = fromWhen(since, calendar);
      return { pay: this.standing(id, this.awarded(value, from, at, awards, view), from, at, awards), isLess };
    });
    return this.whole(raised);
  }

  /** One figure for one set of parts, so that pay that is the same in two views is seen to be. */
  private whole(parts: readonly { readonly pay: Money; readonly isLess: boolean }[]): Money {
    const [only] = parts as readonly [(typeof parts)[number]];
    if (parts.length === 1) return only.pay;
    const key = `whole|${parts.map(({ pay, isLess }) => `${isLess ? '-' : ''}${this.serial(pay)}`).join('|')}`;
    const [more, less] = [false, true].map((taken) =>
      parts.filter(({ isLess }) => isLess === taken).map(({ pay }) => pay),
    );
    const found = this.made.get(key) ?? sum('money', more as readonly Money[], undefined, less);
    this.made.set(key, found);
    return found;
  }

  /** The month in which every award that holds in another is paid, of a post that has awards. */
  settledIn(post: Post, at: Month): Month {
    const awards = awardsOf(this.model, post.payAward as Awarded);
    const given = [...awards.byYear].filter(([year]) => year * 12 + awards.month <= at);
    return Math.max(at, ...given.flatMap(([, { paid }]) => paid ?? []));
  }

  /** The point that the post has reached: one up with every increment since it started, to its top. */
  private pointOf({ scale: name, point, top }: ScalePoint, post: Post, at: Month): National<Money> {
    const scale = (this.model.parameters as Parameters).scales.get(name) as PayScale;
    const start = post.from ?? this.model.calendar.first;
    const increments = Math.floor((at - scale.month) / 12) - Math.floor((start - scale.month) / 12);
    return scale.points.get(Math.min(top, point + Math.max(0, increments))) as National<Money>;
  }

  /** Pay is held as it was from the first month of an award of which nobody has said anything. */
  private standing(id: string, salary: Money, since: Month, at: Month, { byYear, month, after }: Awards): Money {
    const last = Math.max(since, ...[...byYear.keys()].map((year) => year * 12 + month));
    const next = last + 12 - ((((last - month) % 12) + 12) % 12);
    if (after !== undefined || at < next) return salary;
    const key = `${id}|${this.serial(salary)}|${next}`;
    const found =
      this.made.get(key) ??
      held(
        salary,
        `pay of ${nameIn(this.model, 'staff', id)}`,
        next - 1,
        `salary, held at what was known to ${monthName(next - 1)}`,
      );
    this.made.set(key, found);
    return found;
  }

  private awarded(base: Money, since: Month, at: Month, awards: Awards, view: PayView): Money {
    let salary = base;
    let key = `${this.serial(awards)}|${this.serial(base)}`;
    for (const { year, award } of awardsBetween(awards, since, at, view)) {
      key += `|${year}`;
      const before = salary;
      salary = this.made.get(key) ?? raised(before, award, year);
      this.made.set(key, salary);
    }
    return salary;
  }

  private serial(figure: object): number {
    const known = this.serials.get(figure) ?? this.serials.size;
    this.serials.set(figure, known);
    return known;
  }
}

type Awarded = Exclude<PayAward, { yearly: unknown }>;

/** The awards of a post: its own, or the national ones of a name with what is assumed after the last. */
function awardsOf({ parameters }: Pick<Model, 'parameters'>, payAward: Awarded): Awards {
  if ('awards' in payAward) return payAward.awards;
  return withAfter((parameters as Parameters).payAwards.get(payAward.named.text) as Awards, payAward.after);
}

const withAfters = new WeakMap<Awards, Map<Rate, Awards>>();

/** One object for one pair, so that salaries that are the same are one figure. */
function withAfter(national: Awards, after: Rate | undefined): Awards {
  if (after === undefined) return national;
  const known = withAfters.get(national) ?? new Map<Rate, Awards>();
  withAfters.set(national, known);
  const found = known.get(after) ?? { ...national, after };
  known.set(after, found);
  return found;
}

function awardsBetween(awards: Awards, since: Month, at: Month, view: PayView): { year: number; award: Award }[] {
  const last = Math.max(...awards.byYear.keys());
  const found: { year: number; award: Award }[] = [];
  for (let year = Math.floor(since / 12); year * 12 + awards.month <= at; year++) {
    if (year * 12 + awards.month <= since) continue;
    const later =
      year > last && awards.after !== undefined
        ? { percent: awards.after, flat: undefined, paid: undefined }
        : undefined;
    const award = awards.byYear.get(year) ?? later;
    if (award === undefined || (view === 'paid' && (award.paid ?? at) > at)) continue;
    found.push({ year, award });
  }
  return found;
}

function raised(salary: Money, { percent, flat }: Award, year: number): Money {
  const label = `salary with the award of ${year}`;
  const ways = [
    ...(percent === undefined ? [] : [portion(salary, sum('rate', [ONE, percent]), label)]),
    ...(flat === undefined ? [] : [sum('money', [salary, flat], label)]),
  ];
  return ways.length === 1 ? (ways[0] as Money) : larger('money', ways, label);
}

/**
 * From when the amount that holds in a month holds; an amount without a date stands in the prices of the calendar's
 * start.
 */
function fromWhen(since: Since | undefined, calendar: Calendar): Month {
  return since === undefined ? calendar.first : sinceMonth(since, calendar.yearStarts);
}
