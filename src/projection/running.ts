import { type Count, charge, larger, type Money, portion, type Rate, started, sum, totalOf } from '../figures/index.js';
import { type Dated, type Month, monthName, sinceMonth, valueIn } from '../language/index.js';
import {
  allMonths,
  type Contract,
  called,
  earnedOn,
  isNoSupply,
  isOfCouncil,
  type Model,
  nameIn,
  type Overhead,
  type Paid,
  vatUseOf,
  yearLabel,
  yearOf,
} from '../model/index.js';
import type { Activity } from './activity.js';
import type { CostKind } from './cost-kind.js';
import { type Growth, growthOf } from './growth.js';
import type { Journal } from './journal.js';
import { Turned } from './levers.js';
import { each } from './parts.js';
import { bookCost, bookIncome } from './schedule.js';
import { inMonth } from './season.js';
import type { Monthly, Share, Trade } from './trade.js';

/** The months of a model in which something with a start and an end runs; either may be left open. */
export function runningMonths(
  { calendar }: Pick<Model, 'calendar'>,
  from: Month | undefined,
  to: Month | undefined,
): readonly Month[] {
  return allMonths(calendar).filter((month) => month >= (from ?? calendar.first) && month <= (to ?? calendar.last));
}

/**
 * The council's contracts: earned over the months, invoiced on their own rhythm. Nothing before the first amount
 * or after the end: a contract of which the first amount is dated later is not invoiced in advance of it.
 */
export function bookContracts(
  trade: Trade,
  model: ContractParts,
  council: readonly Share[],
  lever: Rate | undefined,
): void {
  for (const [id, contract] of model.contracts) {
    if (contract.kind === 'interest') continue;
    // A lever turns what the council pays, and no other income.
    const turned = new Turned(isOfCouncil(contract) ? lever : undefined);
    const monthly = contractMonths(contract, model).map((month): Monthly => {
      const parts = amountsIn(id, contract, month, model, turned);
      return { month, amount: totalOf('money', parts) };
    });
    bookIncome(
      trade,
      isOfCouncil(contract) ? `contract ${called(contract, id)}` : called(contract, id),
      earnedOn(id, contract),
      {
        ...contract,
        vat: isNoSupply(contract) ? 'outside_scope' : contract.vat,
        since: firstMonthOf(contract.perYear, contract.from, model),
      },
      monthly,
      () => council,
    );
  }
}

/** What contracts hang on: those that go by drivers on activity, those that match fees on these as they are earned. */
export interface ContractParts extends Pick<Model, 'calendar' | 'contracts'> {
  readonly activity: Activity | undefined;
  readonly fees: Journal | undefined;
}

/** Whether any contract goes by a driver; whether any matches fees. */
export const goesByDrivers = ({ contracts }: Pick<Model, 'contracts'>): boolean =>
  [...contracts.values()].some(({ per }) => per.size > 0);
export const matchesFees = ({ contracts }: Pick<Model, 'contracts'>): boolean =>
  [...contracts.values()].some((contract) => contract.matchesFees !== undefined);

/** What a contract earns in a month: of its amount a year, by drivers, and of the fees of the month. */
function amountsIn(
  id: string,
  { perYear, per, matchesFees: share, season, from }: Contract,
  month: Month,
  { calendar, activity, fees, ...model }: ContractParts,
  turned: Turned,
): Money[] {
  const year = yearOf(calendar, month);
  const label = `${nameIn(model, 'contracts', id)}, ${yearLabel(calendar, year)}`;
  const stated = perYear && valueIn(perYear, month, calendar.yearStarts);
  const driven =
    activity &&
    [...per].map(([driver, price]) => charge(price, activity.driver(driver, year), `${label}: per ${driver}`));
  const yearly = [...(stated === undefined ? [] : [stated]), ...(driven ?? [])];
  const first = Math.max(calendar.first, from ?? calendar.first, year * 12 + calendar.yearStarts);
  const matched = share && fees && matchedIn(fees, share, { first, month, label: `${label}: what matches fees` });
  return [
    ...yearly.map((amount) => inMonth(turned.of(amount), season, calendar, month)),
    ...(matched === undefined ? [] : [turned.of(matched)]),
  ];
}

/** The share of the fees of a month: of what is earned of the year to its end, to the penny, less what was before it. */
function matchedIn(
  fees: Journal,
  share: Rate,
  { first, month, label }: { readonly first: Month; readonly month: Month; readonly label: string },
): Money {
  const toDate = (last: Month): Money =>
    portion(fees.flow('income.membership', first, last, `fees to the end of ${monthName(last)}`), share, label);
  return month === first ? toDate(month) : sum('money', [toDate(month)], label, [toDate(month - 1)]);
}

/**
 * The month in which something begins, which may lie before the calendar: its start or its first amount, whichever is
 * later; undefined where neither is said.
 */
export function firstMonthOf(
  amount: Dated<unknown> | undefined,
  starts: Month | undefined,
  { calendar }: Pick<Model, 'calendar'>,
): Month | undefined {
  const dates = (amount?.steps ?? []).map(({ since }) =>
    since === undefined ? Number.NEGATIVE_INFINITY : sinceMonth(since, calendar.yearStarts),
  );
  const first = Math.max(
    starts ?? Number.NEGATIVE_INFINITY,
    dates.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...dates),
  );
  return Number.isFinite(first) ? first : undefined;
}

/** The months that a contract is paid for: from its start or its first amount, whichever is later. */
export function contractMonths(
  { kind, perYear, per, matchesFees, from, to }: Contract,
  model: Pick<Model, 'calendar'>,
): readonly Month[] {
  if (kind === 'interest') return [];
  const hasOther = per.size > 0 || matchesFees !== undefined;
  return runningMonths(model, from, to).filter(
    (month) => hasOther || (perYear && valueIn(perYear, month, model.calendar.yearStarts) !== undefined),
  );
}

/** What overheads hang on beside activity: what each is for says what is recovered of its VAT. */
export type OverheadParts = Pick<Model, 'calendar' | 'overheads' | 'tiers' | 'services' | 'contracts'> & {
  readonly suppliers: number;
};

/** Whether an overhead is for tiers, so that what of its VAT is recovered hangs on theirs. */
export const isForTiers = ({ overheads }: Pick<Model, 'overheads'>): boolean =>
  [...overheads.values()].some(({ for: what }) => what?.text.startsWith('tiers'));

/** What an overhead comes to in a company year, and which month of it is asked for. */
interface InMonth {
  readonly month: Month;
  readonly fixed: Money | undefined;
  readonly variable: Money | undefined;
  /** The part of an amount of the year that is the month's. */
  readonly ofYear: (amount: Money) => Money;
}

/** A kind of cost that overheads make. */
interface OverheadKind extends CostKind {
  /** What comes of an overhead in a month; undefined for nothing. */
  readonly comesTo: (overhead: Overhead, at: InMonth) => Money | undefined;
  /** How it is billed, and from which month on its bills are counted. */
  readonly billed: (
    overhead: Overhead,
    model: Pick<Model, 'calendar'>,
  ) => { readonly paid: Paid; readonly since: Month | undefined };
}

const own = { parts: each('overheads'), cash: undefined, leaving: 'counted' } as const;

/**
 * Every kind of cost that an overhead makes, each under an account of its own. To add one: an entry here, and its key
 * in the model.
 */
export const OVERHEAD_KINDS: readonly OverheadKind[] = [
  {
    ...own,
    name: 'variable',
    label: 'Variable',
    means: 'overheads that grow with each unit of a driver',
    varies: true,
    falls: 'by its driver',
    comesTo: (_overhead, { variable, ofYear }) => variable && ofYear(variable),
    billed: ({ paid, from }) => ({ paid, since: from }),
  },
  {
    ...own,
    name: 'overheads',
    label: 'Overheads',
    means: 'fixed and stepped overheads',
    varies: false,
    falls: 'as an overhead says',
    comesTo: (_overhead, { fixed, ofYear }) => fixed && ofYear(fixed),
    billed: ({ paid, from, perYear }, model) => ({ paid, since: firstMonthOf(perYear, from, model) }),
  },
  {
    ...own,
    name: 'one_off',
    label: 'One-off costs',
    means: 'what comes once, in its month',
    varies: false,
    falls: 'as an overhead says',
    comesTo: ({ once, from }, { month }) => (month === from ? once : undefined),
    billed: ({ from }) => ({ paid: 'monthly', since: from }),
  },
];

/** Overheads, each under the accounts of the kinds of cost that it makes. */
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
      const months = runningMonths(this.model, overhead.from, overhead.to).map((month): InMonth => {
        const ofYear = (amount: Money): Money => inMonth(amount, overhead.season, calendar, month);
        return { ...this.yearOf(id, overhead, month), month, ofYear };
      });
      const tax = { vat: overhead.vat, use: vatUseOf(this.model, overhead.for?.text) };
      for (const { name, comesTo, billed } of OVERHEAD_KINDS) {
        const monthly = months.flatMap((at): Monthly[] => {
          const amount = comesTo(overhead, at);
          return amount === undefined ? [] : [{ month: at.month, amount }];
        });
        bookCost(
          trade,
          called(overhead, id),
          `cost.${name}.${id}`,
          { ...tax, ...billed(overhead, this.model) },
          monthly,
          suppliers,
        );
      }
    }
  }

  private yearOf(
    id: string,
    overhead: Overhead,
    month: Month,
  ): { fixed: Money | undefined; variable: Money | undefined } {
    const year = yearOf(this.model.calendar, month);
    const key = `${id}|${year}|${this.statedSince(overhead, month)}`;
    let found = this.amounts.get(key);
    if (found === undefined) {
      const label = `${nameIn(this.model, 'overheads', id)}, ${yearLabel(this.model.calendar, year)}`;
      const stated = overhead.perYear && this.growth.in(overhead.perYear, overhead.uplift, month);
      found = {
        fixed: stated && this.fixed(overhead, stated, year, label),
        variable: this.variable(overhead, year, label),
      };
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
    return each.length === 1
      ? (each[0] as Count)
      : larger('count', each, `${of}: blocks, given up ${lag} ${lag === 1 ? 'year' : 'years'} later`);
  }

  private variable({ per, uplift }: Overhead, year: number, label: string): Money | undefined {
    if (per.size === 0) return undefined;
    const amounts = [...per].map(([driver, price]) =>
      charge(this.growth.of(price, uplift, year), this.activity.driver(driver, year), `${label}: per ${driver}`),
    );
    return totalOf('money', amounts);
  }
}
