import { type Count, charge, larger, type Money, part, portion, type Rate, started, sum } from '../figures/index.js';
import { type Dated, type Month, sinceMonth, valueIn } from '../language/index.js';
import { allMonths, type Contract, called, type Model, monthInYear, nameIn, type Overhead, vatUseOf, yearLabel, yearOf } from '../model/index.js';
import type { Activity } from './activity.js';
import { type Growth, growthOf } from './growth.js';
import { Turned } from './levers.js';
import { bookCost, bookIncome } from './schedule.js';
import type { Monthly, Share, Trade } from './trade.js';

/** The months of a model in which something with a start and an end runs; either may be left open. */
export function runningMonths({ calendar }: Pick<Model, 'calendar'>, from: Month | undefined, to: Month | undefined): readonly Month[] {
  return allMonths(calendar).filter((month) => month >= (from ?? calendar.first) && month <= (to ?? calendar.last));
}

/**
 * The council's contracts: earned evenly over the months, invoiced on their own rhythm. Nothing before the first amount or after the end: a contract of
 * which the first amount is dated later is not invoiced in advance of it.
 */
export function bookContracts(trade: Trade, model: Pick<Model, 'calendar' | 'contracts'>, council: readonly Share[], lever: Rate | undefined): void {
  const turned = new Turned(lever);
  for (const [id, contract] of model.contracts) {
    const monthly = contractMonths(contract, model).map((month): Monthly => {
      const yearly = valueIn(contract.perYear, month, model.calendar.yearStarts) as Money;
      return { month, amount: part(turned.of(yearly), monthInYear(model.calendar, month), 12) };
    });
    bookIncome(
      trade,
      `contract ${called(contract, id)}`,
      `income.contract.${id}`,
      { ...contract, since: firstMonthOf(contract.perYear, contract.starts, model) },
      monthly,
      () => council,
    );
  }
}

/** The month in which something begins, which may lie before the calendar: its start or its first amount, whichever is later; undefined where neither is said. */
export function firstMonthOf(
  amount: Dated<unknown> | undefined,
  starts: Month | undefined,
  { calendar }: Pick<Model, 'calendar'>,
): Month | undefined {
  const dates = (amount?.steps ?? []).map(({ since }) => (since === undefined ? Number.NEGATIVE_INFINITY : sinceMonth(since, calendar.yearStarts)));
  const first = Math.max(starts ?? Number.NEGATIVE_INFINITY, dates.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...dates));
  return Number.isFinite(first) ? first : undefined;
}

/** The months that a contract is paid for: from its start or its first amount, whichever is later. */
export function contractMonths({ perYear, starts, ends }: Contract, model: Pick<Model, 'calendar'>): readonly Month[] {
  return runningMonths(model, starts, ends).filter((month) => valueIn(perYear, month, model.calendar.yearStarts) !== undefined);
}

/** What overheads hang on beside activity: what each is for says what is recovered of its VAT. */
export type OverheadParts = Pick<Model, 'calendar' | 'overheads' | 'tiers' | 'services' | 'contracts'> & { readonly suppliers: number };

/** Overheads: fixed and stepped ones under `cost.overheads`, what grows with each unit of a driver under `cost.variable`, and what comes once under `cost.one_off`. */
export class Overheads {
  private readonly growth: Growth;
  private readonly amounts = new Map<string, { fixed: Money | undefined; variable: Money | undefined }>();

  constructor(
    private readonly model: OverheadParts,
    private readonly activity: Activity,
  ) {
    this.growth = growthOf(model);
  }

  book(trade: Trade): void {
    const { calendar, suppliers } = this.model;
    for (const [id, overhead] of this.model.overheads) {
      const fixed: Monthly[] = [];
      const variable: Monthly[] = [];
      for (const month of runningMonths(this.model, overhead.from, overhead.to)) {
        const year = this.yearOf(id, overhead, month);
        const index = monthInYear(calendar, month);
        if (year.fixed !== undefined) fixed.push({ month, amount: part(year.fixed, index, 12) });
        if (year.variable !== undefined) variable.push({ month, amount: part(year.variable, index, 12) });
      }
      const terms = { paid: overhead.paid, vat: overhead.vat, use: vatUseOf(this.model, overhead.for?.text) };
      const since = firstMonthOf(overhead.perYear, overhead.from, this.model);
      const once =
        overhead.once === undefined
          ? []
          : runningMonths(this.model, overhead.from, overhead.from).map((month) => ({ month, amount: overhead.once as Money }));
      bookCost(trade, called(overhead, id), `cost.one_off.${id}`, { ...terms, paid: 'monthly', since: overhead.from }, once, suppliers);
      bookCost(trade, called(overhead, id), `cost.overheads.${id}`, { ...terms, since }, fixed, suppliers);
      bookCost(trade, called(overhead, id), `cost.variable.${id}`, { ...terms, since: overhead.from }, variable, suppliers);
    }
  }

  private yearOf(id: string, overhead: Overhead, month: Month): { fixed: Money | undefined; variable: Money | undefined } {
    const year = yearOf(this.model.calendar, month);
    const stated = overhead.perYear && this.growth.in(overhead.perYear, overhead.uplift, month);
    const key = `${id}|${year}|${this.statedSince(overhead, month)}`;
    let found = this.amounts.get(key);
    if (found === undefined) {
      const label = `${nameIn(this.model, 'overheads', id)}, ${yearLabel(this.model.calendar, year)}`;
      found = { fixed: stated && this.fixed(overhead, stated, year, label), variable: this.variable(overhead, year, label) };
      this.amounts.set(key, found);
    }
    return found;
  }

  private statedSince({ perYear }: Overhead, month: Month): number {
    if (perYear === undefined) return 0;
    const at = valueIn(perYear, month, this.model.calendar.yearStarts);
    return perYear.steps.findIndex(({ value }) => value === at);
  }

  private fixed({ times: often, step }: Overhead, stated: Money, year: number, label: string): Money {
    const each = often === undefined ? stated : portion(stated, often, step === undefined ? label : undefined);
    if (step === undefined) return each;
    return portion(each, this.blocks(step, year), label);
  }

  /** Blocks that are started; where they are given up with a lag, the most of this year and so many before it. */
  private blocks({ of, forEach, lag }: NonNullable<Overhead['step']>, year: number): Count {
    const years = this.model.calendar.years.filter((each) => each <= year && each >= year - lag);
    const each = years.map((at) => started(this.activity.driver(of, at), forEach, `${of}: blocks started`));
    return each.length === 1 ? (each[0] as Count) : larger('count', each, `${of}: blocks, given up ${lag} ${lag === 1 ? 'year' : 'years'} later`);
  }

  private variable({ per, uplift }: Overhead, year: number, label: string): Money | undefined {
    if (per.size === 0) return undefined;
    const amounts = [...per].map(([driver, price]) =>
      charge(this.growth.of(price, uplift, year), this.activity.driver(driver, year), `${label}: per ${driver}`),
    );
    return sum('money', amounts);
  }
}
