import { type Count, charge, constant, Exact, type Money, nothing, part, portion, started, sum, times } from '../figures/index.js';
import { type Month, valueIn } from '../language/index.js';
import { allMonths, type Contract, type Model, monthInYear, type Overhead, type Post, yearLabel, yearOf } from '../model/index.js';
import type { Activity } from './activity.js';
import type { Growth } from './growth.js';
import type { Journal } from './journal.js';
import { type Levers, Turned } from './levers.js';
import { bookCost, bookIncome, type Monthly } from './schedule.js';

const TWELFTH = constant('rate', Exact.fraction(1, 12), 'a month of twelve');

/** The months of a model in which something with a start and an end runs; either may be left open. */
function months({ calendar }: Model, from: Month | undefined, to: Month | undefined): readonly Month[] {
  return allMonths(calendar).filter((month) => month >= (from ?? calendar.first) && month <= (to ?? calendar.last));
}

/** The council's contracts: earned evenly over the months, invoiced on their own rhythm. Nothing before the first amount or after the end. */
export function bookContracts(journal: Journal, model: Model, levers: Levers): void {
  const turned = new Turned(levers.contract);
  for (const [id, contract] of model.contracts) {
    const monthly = months(model, contract.starts, contract.ends).map((month) => ({ month, amount: contractMonth(contract, model, month, turned) }));
    bookIncome(journal, `contract ${id}`, `income.contract.${id}`, contract.paid, monthly, model.paymentTerms.council);
  }
}

function contractMonth({ perYear }: Contract, { calendar }: Model, month: Month, turned: Turned): Money {
  const amount = valueIn(perYear, month, calendar.yearStarts);
  return amount === undefined ? nothing('money') : part(turned.of(amount), monthInYear(calendar, month), 12);
}

/** Pay and on-costs, paid in the month in which they are earned; an amount of a year is spread over its twelve payslips. */
export class Staff {
  private readonly pay = new Map<string, { pay: Money; onCosts: Money }>();
  private readonly serials = new Map<object, number>();

  constructor(
    private readonly model: Model,
    private readonly growth: Growth,
  ) {}

  book(journal: Journal): void {
    for (const [id, post] of this.model.staff) {
      for (const month of months(this.model, post.from, post.to)) {
        const year = this.yearOf(id, post, month);
        if (year === undefined) continue;
        const index = monthInYear(this.model.calendar, month);
        journal.book(month, `${id} paid`, `cost.staff.${id}`, 'cash', part(year.pay, index, 12));
        journal.book(month, `${id} on-costs paid`, `cost.staff.${id}`, 'cash', part(year.onCosts, index, 12));
      }
    }
  }

  /** Days of a post that can be charged in some months, or undefined where the post has none. */
  daysAvailable(post: Post, of: readonly Month[]): Count | undefined {
    const { days, chargeable } = post;
    if (days === undefined || chargeable === undefined) return undefined;
    const running = new Set(months(this.model, post.from, post.to));
    const perMonth = of.filter((month) => running.has(month)).flatMap((month) => valueIn(post.fte, month, this.model.calendar.yearStarts) ?? []);
    const fteYears = times(sum('count', perMonth), TWELFTH, 'full-time equivalent years');
    return times(times(fteYears, days), chargeable);
  }

  private yearOf(id: string, post: Post, month: Month): { pay: Money; onCosts: Money } | undefined {
    const { yearStarts } = this.model.calendar;
    const fte = valueIn(post.fte, month, yearStarts);
    const onCosts = valueIn(post.onCosts, month, yearStarts);
    const salary = this.growth.in(post.salary, post.payAward, month);
    if (fte === undefined || onCosts === undefined || salary === undefined) return undefined;
    const label = `${id.replace(/_/g, ' ')}, ${yearLabel(this.model.calendar, yearOf(this.model.calendar, month))}`;
    const key = [id, ...[fte, onCosts, salary].map((figure) => this.serial(figure))].join('|');
    let found = this.pay.get(key);
    if (found === undefined) {
      const pay = portion(salary, fte, `pay of ${label}`);
      found = { pay, onCosts: portion(pay, onCosts, `on-costs of ${label}`) };
      this.pay.set(key, found);
    }
    return found;
  }

  private serial(figure: object): number {
    const known = this.serials.get(figure) ?? this.serials.size;
    this.serials.set(figure, known);
    return known;
  }
}

/** Overheads: fixed and stepped ones under `cost.overheads`, what grows with each unit of a driver under `cost.variable`. */
export class Overheads {
  private readonly amounts = new Map<string, { fixed: Money | undefined; variable: Money | undefined }>();

  constructor(
    private readonly model: Model,
    private readonly activity: Activity,
    private readonly growth: Growth,
  ) {}

  book(journal: Journal): void {
    const { calendar, paymentTerms } = this.model;
    for (const [id, overhead] of this.model.overheads) {
      const fixed: Monthly[] = [];
      const variable: Monthly[] = [];
      for (const month of months(this.model, overhead.from, overhead.to)) {
        const year = this.yearOf(id, overhead, month);
        const index = monthInYear(calendar, month);
        if (year.fixed !== undefined) fixed.push({ month, amount: part(year.fixed, index, 12) });
        if (year.variable !== undefined) variable.push({ month, amount: part(year.variable, index, 12) });
      }
      bookCost(journal, id, `cost.overheads.${id}`, overhead.paid, fixed, paymentTerms.suppliers);
      bookCost(journal, id, `cost.variable.${id}`, overhead.paid, variable, paymentTerms.suppliers);
    }
  }

  private yearOf(id: string, overhead: Overhead, month: Month): { fixed: Money | undefined; variable: Money | undefined } {
    const year = yearOf(this.model.calendar, month);
    const stated = overhead.perYear && this.growth.in(overhead.perYear, overhead.uplift, month);
    const key = `${id}|${year}|${this.statedSince(overhead, month)}`;
    let found = this.amounts.get(key);
    if (found === undefined) {
      const label = `${id.replace(/_/g, ' ')}, ${yearLabel(this.model.calendar, year)}`;
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
    const blocks = started(this.activity.driver(step.of, year), step.forEach, `${step.of}: blocks started`);
    return portion(each, blocks, label);
  }

  private variable({ per, uplift }: Overhead, year: number, label: string): Money | undefined {
    if (per.size === 0) return undefined;
    const amounts = [...per].map(([driver, price]) =>
      charge(this.growth.of(price, uplift, year), this.activity.driver(driver, year), `${label}: per ${driver}`),
    );
    return sum('money', amounts);
  }
}
