import { constant, Exact, larger, type Money, portion, type Rate, sum } from '../figures/index.js';
import { type Dated, type Month, partsIn, type Since, sinceMonth, valueIn } from '../language/index.js';
import type { Award, Awards, Calendar, Model, Post, ScalePoint } from '../model/index.js';
import type { Growth } from './growth.js';

/** What is earned, or what payslips show while an award that holds already is still to be settled. */
export type View = 'earned' | 'paid';

const ONE = constant('rate', Exact.one, 'as it was');

/** What a full-time post earns a year, as its scale and its awards move it. */
export class Salaries {
  private readonly made = new Map<string, Money>();
  private readonly serials = new Map<object, number>();

  constructor(
    private readonly model: Model,
    private readonly growth: Growth,
  ) {}

  /** Pounds a year of a full-time post in a month, without allowances; undefined before its first amount. */
  in(post: Post, at: Month, view: View = 'earned'): Money | undefined {
    const { salary, payAward } = post;
    if ('steps' in salary && (payAward === undefined || 'yearly' in payAward)) return this.growth.in(salary, payAward?.yearly, at);
    const steps = 'steps' in salary ? salary : this.pointOf(salary, post, at);
    const { calendar } = this.model;
    const base = steps && valueIn(steps, at, calendar.yearStarts);
    if (steps === undefined || base === undefined) return undefined;
    if (payAward !== undefined && 'yearly' in payAward) return this.growth.in(steps, payAward.yearly, at);
    const awards = awardsOf(this.model, post);
    if (awards === undefined) return base;
    const parts = partsIn(steps, at, calendar.yearStarts) ?? [];
    const raised = parts.map(({ since, value }) => this.awarded(value, fromWhen(since, calendar), at, awards, view));
    return raised.length === 1 ? raised[0] : sum('money', raised);
  }

  /** The dated amounts of the point that the post has reached: one up with every increment since it started, to its top. */
  private pointOf({ scale: name, point, top }: ScalePoint, post: Post, at: Month): Dated<Money> | undefined {
    const scale = this.model.parameters?.scales.get(name);
    if (scale === undefined) return undefined;
    const start = post.from ?? this.model.calendar.first;
    const increments = Math.floor((at - scale.month) / 12) - Math.floor((start - scale.month) / 12);
    return scale.points.get(Math.min(top, point + Math.max(0, increments)));
  }

  private awarded(base: Money, since: Month, at: Month, awards: Awards, view: View): Money {
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

/** The awards of a post: its own, or the national ones of a name with what is assumed after the last. */
export function awardsOf({ parameters }: Model, { payAward }: Post): Awards | undefined {
  if (payAward === undefined || 'yearly' in payAward) return undefined;
  if ('awards' in payAward) return payAward.awards;
  const national = parameters?.payAwards.get(payAward.named.text);
  return national && withAfter(national, payAward.after);
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

function awardsBetween(awards: Awards, since: Month, at: Month, view: View): { year: number; award: Award }[] {
  const last = Math.max(...awards.byYear.keys());
  const found: { year: number; award: Award }[] = [];
  for (let year = Math.floor(since / 12); year * 12 + awards.month <= at; year++) {
    if (year * 12 + awards.month <= since) continue;
    const later = year > last && awards.after !== undefined ? { percent: awards.after, flat: undefined, paid: undefined } : undefined;
    const award = awards.byYear.get(year) ?? later;
    if (award === undefined || (view === 'paid' && award.paid !== undefined && award.paid > at)) continue;
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

/** From when the amount that holds in a month holds; an amount without a date stands in the prices of the calendar's start. */
function fromWhen(since: Since | undefined, calendar: Calendar): Month {
  return since === undefined ? calendar.first : sinceMonth(since, calendar.yearStarts);
}
