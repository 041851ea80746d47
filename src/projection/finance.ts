import {
  band,
  constant,
  decidedBy,
  Exact,
  larger,
  type Money,
  nothing,
  part,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  totalOf,
} from '../figures/index.js';
import { type Month, monthName, valueIn } from '../language/index.js';
import {
  allMonths,
  type Contract,
  type CorporationTaxRates,
  called,
  earnedOn,
  type Loan,
  type Model,
  monthsOf,
  nameIn,
  yearLabel,
  yearOf,
} from '../model/index.js';
import type { Journal } from './journal.js';
import type { Services } from './services.js';
import type { Trade } from './trade.js';

const NONE = nothing<'money'>('money');
const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');
const TWELFTH: Rate = constant('rate', Exact.fraction(1, 12), 'a month of twelve');
/** Nine months and a day after the end of the year. */
const TAX_DUE = 10;

const months = (length: number, of: number): Rate =>
  constant('rate', Exact.fraction(length, of), `${length} of ${of} months`);

/** What is bought once and used for years: an asset, less equal months of depreciation. */
export function bookCapital(
  trade: Trade,
  { capital, suppliers }: Pick<Model, 'capital'> & { readonly suppliers: number },
): void {
  const { journal } = trade;
  for (const [id, { cost, bought, life, residual, vat, ...item }] of capital) {
    const name = called(item, id);
    journal.book(bought, `${name} bought`, 'fixed_assets', 'creditors.capital', cost);
    const gross = trade.billed(bought, name, cost, { vat, use: 'residual' }, 'creditors.capital');
    journal.book(bought + suppliers, `${name} paid`, 'creditors.capital', 'cash', gross);
    const used =
      residual === undefined ? cost : sum('money', [cost], `${name} less what it is worth at the end`, [residual]);
    for (let i = 0; i < life * 12; i++) {
      journal.book(
        bought + i,
        `${name} depreciated`,
        `cost.depreciation.${id}`,
        'fixed_assets',
        part(used, i, life * 12),
      );
    }
  }
}

type DatedDrawings = Exclude<Loan['drawn'], 'when_needed'>;

/** What closing the books hangs on beside them. */
export interface ClosingParts extends Pick<Model, 'calendar' | 'loans' | 'services' | 'contracts'> {
  /** Which part of the profit is taxed, if any. */
  readonly taxed: 'all' | 'others' | undefined;
  readonly rates: CorporationTaxRates | undefined;
}

/**
 * What depends on the books so far, month by month: what is drawn of loans, interest on what is owed, instalments, what
 * is drawn of a facility and repaid, and at the end of each year the corporation tax on it.
 */
export class Closing {
  private readonly owed = new Map<string, Money>();
  private losses: Money = NONE;

  constructor(
    private readonly journal: Journal,
    private readonly model: ClosingParts,
    private readonly services: Services,
  ) {}

  /** Books all of it. The books must hold everything else by then. */
  book(): void {
    const { calendar, loans, contracts, taxed } = this.model;
    for (const month of allMonths(calendar)) {
      for (const [id, contract] of contracts) this.bookHeld(id, contract, month);
      this.bookLoans(month);
      const endsYear = yearOf(calendar, month + 1) !== yearOf(calendar, month);
      if (taxed !== undefined && endsYear) this.bookTax(yearOf(calendar, month), month);
      // Last, because it makes good what all else leaves short.
      for (const [id, loan] of loans) this.bookFacility(id, loan, month);
    }
  }

  /** What is drawn on a date is owed from the start of its month, and an instalment is paid at the end of its own. */
  private bookLoans(month: Month): void {
    const { loans } = this.model;
    for (const [id, loan] of loans) this.bookDrawing(id, loan, month);
    for (const [id, loan] of loans) this.bookInterest(id, loan, month);
    for (const [id, loan] of loans) this.bookInstalment(id, loan, month);
  }

  private called(loan: string): string {
    return nameIn(this.model, 'loans', loan);
  }

  private owedOf(id: string): Money {
    return this.owed.get(id) ?? NONE;
  }

  private bookInterest(id: string, { rate }: Loan, month: Month): void {
    const yearly = valueIn(rate, month, this.model.calendar.yearStarts);
    const owed = this.owed.get(id);
    if (yearly === undefined || owed === undefined) return;
    const interest = portion(
      portion(owed, yearly, `a year's interest on ${this.called(id)}`),
      TWELFTH,
      `interest on ${this.called(id)}`,
    );
    this.journal.book(month, `interest on ${this.called(id)}`, `cost.interest.${id}`, 'cash', interest);
  }

  /**
   * Interest on what is held when a month begins, where that is above zero: a twelfth of a year's, received in it. No
   * other contract has a rate.
   */
  private bookHeld(id: string, { kind, rate, from, to }: Contract, month: Month): void {
    const { calendar } = this.model;
    const yearly = rate && valueIn(rate, month, calendar.yearStarts);
    if (yearly === undefined || month < (from ?? month) || month > (to ?? month)) return;
    const name = nameIn(this.model, 'contracts', id);
    const cash = larger(
      'money',
      [this.journal.balance('cash', month - 1), NONE],
      `cash that is held, ${monthName(month)}`,
    );
    const interest = portion(portion(cash, yearly, `a year's interest of ${name}`), TWELFTH, `interest of ${name}`);
    this.journal.book(month, `interest of ${name}`, 'debtors.other', earnedOn(id, { kind }), interest);
    this.journal.book(month, `interest of ${name} received`, 'cash', 'debtors.other', interest);
  }

  private bookDrawing(id: string, { drawn }: Loan, month: Month): void {
    const now = drawn === 'when_needed' ? undefined : drawn.get(month);
    if (now !== undefined)
      this.move(
        id,
        month,
        `${this.called(id)} drawn`,
        now,
        sum('money', [this.owedOf(id), now], `owed on ${this.called(id)}`),
      );
  }

  private bookInstalment(id: string, { repaid, drawn }: Loan, month: Month): void {
    if (repaid === undefined || month < repaid.from || month >= repaid.from + repaid.months) return;
    // A facility is repaid when cash allows it, and has no instalments.
    const all = totalOf('money', [...(drawn as DatedDrawings).values()], `all that is drawn of ${this.called(id)}`);
    const instalment = part(all, month - repaid.from, repaid.months);
    this.journal.book(month, `${this.called(id)} repaid`, `loans.${id}`, 'cash', instalment);
    this.owed.set(id, sum('money', [this.owedOf(id)], `owed on ${this.called(id)}`, [instalment]));
  }

  private move(id: string, month: Month, what: string, amount: Money, owed: Money): void {
    this.journal.book(month, what, 'cash', `loans.${id}`, amount);
    this.owed.set(id, owed);
  }

  /** As much as keeps cash at its level, up to the limit, and no more: the rest is repaid. */
  private bookFacility(id: string, { drawn, limit, keep, from, to }: Loan, month: Month): void {
    const { calendar } = this.model;
    if (drawn !== 'when_needed' || month < (from ?? calendar.first)) return;
    const before = this.owedOf(id);
    const most = month > (to ?? calendar.last) ? NONE : (limit as Money);
    const short = sum('money', [before, keep ?? NONE], `needed of ${this.called(id)}`, [
      this.journal.balance('cash', month),
    ]);
    const after = larger('money', [smaller('money', [short, most]), NONE], `owed on ${this.called(id)}`);
    this.move(
      id,
      month,
      `${this.called(id)} drawn or repaid`,
      sum('money', [after], `drawn of ${this.called(id)} less what is repaid`, [before]),
      after,
    );
  }

  private bookTax(year: number, last: Month): void {
    const label = yearLabel(this.model.calendar, year);
    const taxable = this.taxable(year, last, label);
    const rates = this.model.rates as CorporationTaxRates;
    const tax = corporationTax(taxable, rates, this.monthsIn(year), label);
    this.journal.book(last, 'corporation tax of the year', 'cost.taxes.corporation_tax', 'corporation_tax', tax);
    this.journal.book(last + TAX_DUE, 'corporation tax paid', 'corporation_tax', 'cash', tax);
  }

  private monthsIn(year: number): readonly Month[] {
    return monthsOf(this.model.calendar, year);
  }

  /**
   * The profit that is taxed: the surplus before tax, or with mutual trading the part of it that comes from others than
   * members, by income; less the losses of the years before. Depreciation stands for capital allowances.
   */
  private taxable(year: number, last: Month, label: string): Money {
    const [first] = this.monthsIn(year) as [Month];
    const income = this.journal.flow('income', first, last);
    const surplus = totalOf('money', [income], `surplus before tax, ${label}`, [
      this.journal.flow('cost', first, last),
    ]);
    const profit =
      this.model.taxed === 'others'
        ? portion(surplus, this.fromOthers(year, first, last, income), `part that does not come from members, ${label}`)
        : surplus;
    const net = sum('money', [profit], `profit less losses brought forward, ${label}`, [this.losses]);
    this.losses = larger('money', [sum('money', [], 'losses carried forward', [net]), NONE]);
    return larger('money', [net, NONE], `taxable profit, ${label}`);
  }

  private fromOthers(year: number, first: Month, last: Month, income: Money): Rate {
    const { services, contracts } = this.model;
    const sold = [...services].map(([id, { kind }]) =>
      portion(
        this.journal.flow(`income.${kind}.${id}`, first, last),
        this.services.othersShare(id, year),
        `${nameIn(this.model, 'services', id)} sold to schools that are not members`,
      ),
    );
    const others = [...contracts].filter(([, { controlling }]) => controlling !== 'yes');
    const paid = others.map(([id, contract]) => this.journal.flow(earnedOn(id, contract), first, last));
    const all = totalOf('money', [...sold, ...paid], 'income that does not come from members');
    return quotient('rate', all, larger('money', [income, PENNY]), 'share of income that does not come from members');
  }
}

/** What rates say of a month: the main rate, that of small profits, the limits between them, and the fraction of relief. */
type TaxTerms = readonly [Rate, Rate | undefined, Money | undefined, Money | undefined, Rate | undefined];

/**
 * The tax on a year's profit, apportioned by months where rates or limits change within it. Above the lower limit
 * marginal relief is the fraction of what the upper limit is above the profit (Corporation Tax Act 2010, sections 18A
 * to 18E).
 */
export function corporationTax(
  profit: Money,
  rates: CorporationTaxRates,
  year: readonly Month[],
  label: string,
): Money {
  const stretches = new Map<string, { all: TaxTerms; length: number }>();
  for (const at of year) {
    const { rate, small } = rates;
    const all: TaxTerms = [
      rate.in(at) as Rate,
      small?.rate.in(at),
      small?.lowerLimit.in(at),
      small?.upperLimit.in(at),
      small?.fraction.in(at),
    ];
    decidedBy(...all);
    const key = all.map((each) => each?.exact).join('|');
    // As of the last of its months, which may be one in which the rate is held.
    stretches.set(key, { all, length: (stretches.get(key)?.length ?? 0) + 1 });
  }
  const parts = [...stretches.values()].map(({ all: [rate, small, lower, upper, fraction], length }) => {
    const own =
      length === year.length ? profit : portion(profit, months(length, year.length), 'profit of these months');
    const main = portion(own, rate, 'at the main rate');
    if (small === undefined || lower === undefined || upper === undefined || fraction === undefined) return main;
    const scaled = (limit: Money): Money =>
      length === 12 ? limit : portion(limit, months(length, 12), 'limit of these months');
    const relief = portion(sum('money', [scaled(upper)], 'below the upper limit', [own]), fraction, 'marginal relief');
    const bands = [
      { upTo: scaled(lower), closed: true, value: portion(own, small, 'at the small profits rate') },
      { upTo: scaled(upper), closed: true, value: sum<'money'>('money', [main], 'less marginal relief', [relief]) },
    ];
    return band('money', own, bands, main, 'corporation tax of these months');
  });
  return sum('money', parts, `corporation tax, ${label}`);
}
