import {
  type Count,
  constant,
  Exact,
  type Money,
  type Price,
  portion,
  type Rate,
  sum,
  times,
} from '../figures/index.js';
import { type Dated, type Month, partsIn, type Since, sinceMonth, valueIn } from '../language/index.js';
import { type Calendar, yearLabel, yearOf } from './calendar.js';

/** An amount grown by a factor, and by others: a list by links, because the pupils of each school of a large roll have one. */
interface Grown {
  readonly factor: Rate;
  readonly grown: Money | Price | Count;
  readonly others: Grown | undefined;
}

const ONE = constant('rate', Exact.one, 'as it was');

/**
 * Amounts that grow from year to year. An amount stands in the prices of the company year from which it holds (the
 * first, where it has no date); each later year multiplies it by one plus the growth of that year, compounding.
 */
export class Growth {
  private readonly factors = new WeakMap<Dated<Rate>, Map<string, Rate | undefined>>();
  private readonly sums = new WeakMap<Money | Price | Count, Map<string, Money | Price | Count>>();
  private readonly serials = new WeakMap<object, number>();
  private met = 0;
  /** By amount and by what it grows by: one amount may stand in two places that grow apart. */
  private readonly grown = new WeakMap<Money | Price | Count, Grown>();

  constructor(private readonly calendar: Calendar) {}

  /** An amount in a month, grown by its rate; undefined before the amount's first date. */
  in<F extends Money | Price | Count>(amounts: Dated<F>, growth: Dated<Rate> | undefined, at: Month): F | undefined {
    const parts = partsIn(amounts, at, this.calendar.yearStarts);
    if (parts === undefined) return undefined;
    const year = yearOf(this.calendar, at);
    const [first] = parts;
    if (first !== undefined && parts.length === 1)
      return this.from(first.value, this.baseYear(first.since), growth, year);
    const grown = parts.map(({ since, value }) => this.from(value, this.baseYear(since), growth, year));
    const isLess = (_: F, i: number): boolean => parts[i]?.isLess === true;
    return this.together(grown, grown.filter(isLess));
  }

  /** Amounts that grow from dates of their own, as one; `less` are those that are taken from the others. */
  private together<F extends Money | Price | Count>(amounts: readonly F[], less: readonly F[]): F {
    const [first] = amounts as [F];
    const known = this.sums.get(first) ?? new Map<string, Money | Price | Count>();
    this.sums.set(first, known);
    const key = amounts.map((amount) => `${less.includes(amount) ? '-' : '+'}${this.serial(amount)}`).join('');
    const more = amounts.filter((amount) => !less.includes(amount));
    const found =
      known.get(key) ?? sum(first.kind as 'money', more as readonly Money[], undefined, less as readonly Money[]);
    known.set(key, found);
    return found as F;
  }

  private serial(amount: object): number {
    const known = this.serials.get(amount) ?? this.met++;
    this.serials.set(amount, known);
    return known;
  }

  /** An amount of the first year as it is in a later one. */
  of<F extends Money | Price | Count>(amount: F, growth: Dated<Rate> | undefined, year: number): F {
    return this.from(amount, this.calendar.years[0] as number, growth, year);
  }

  private from<F extends Money | Price | Count>(
    amount: F,
    base: number,
    growth: Dated<Rate> | undefined,
    year: number,
  ): F {
    const factor = growth && this.factor(growth, base, year);
    if (factor === undefined) return amount;
    const known = this.grown.get(amount);
    for (let each = known; each !== undefined; each = each.others) if (each.factor === factor) return each.grown as F;
    const grown = amount.kind === 'money' ? portion(amount as Money, factor) : times(amount as Price, factor);
    this.grown.set(amount, { factor, grown, others: known });
    return grown as F;
  }

  /** The product of one plus each year's growth after `base` up to `year`; undefined where nothing grows. */
  private factor(growth: Dated<Rate>, base: number, year: number): Rate | undefined {
    if (year <= base) return undefined;
    const years = this.factors.get(growth) ?? new Map<string, Rate | undefined>();
    this.factors.set(growth, years);
    const key = `${base}-${year}`;
    if (!years.has(key)) years.set(key, this.compounded(growth, base, year));
    return years.get(key);
  }

  private compounded(growth: Dated<Rate>, base: number, year: number): Rate | undefined {
    const before = this.factor(growth, base, year - 1);
    const rate = valueIn(growth, year * 12 + this.calendar.yearStarts, this.calendar.yearStarts);
    if (rate === undefined) return before;
    const step = sum('rate', [ONE, rate]);
    const label = `growth from ${yearLabel(this.calendar, base)} to ${yearLabel(this.calendar, year)}`;
    return before === undefined ? sum('rate', [ONE, rate], label) : times(before, step, label);
  }

  /** The company year in whose prices an amount stands: the first, where its date is none or an earlier one. */
  private baseYear(since: Since | undefined): number {
    const from = since === undefined ? this.calendar.first : sinceMonth(since, this.calendar.yearStarts);
    return yearOf(this.calendar, Math.max(this.calendar.first, from));
  }
}
