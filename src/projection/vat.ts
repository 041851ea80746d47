import {
  band,
  type Count,
  constant,
  Exact,
  larger,
  type Money,
  nothing,
  portion,
  quotient,
  type Rate,
  smaller,
  started,
  sum,
  totalOf,
} from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import {
  allMonths,
  type Calendar,
  chargesVatBy,
  type Model,
  sellsExempt,
  type VatClass,
  type VatUse,
} from '../model/index.js';
import { type Quote, STANDARD_VAT } from '../pricing/index.js';
import type { Journal } from './journal.js';

const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');
const HUNDREDTH: Count = constant('count', Exact.of('0.01'), 'a whole per cent');
const HUNDRED: Count = constant('count', Exact.of(100), 'of a hundred');
const HALF: Rate = constant('rate', Exact.of('0.5'), 'half of the input tax');
const ALL: Rate = constant('rate', Exact.one, 'all of it');
const NONE: Rate = constant('rate', Exact.zero, 'let pass: below the de minimis limit');
/** A return is due a month and seven days after its last month. */
const DUE = 2;

interface Quarter {
  readonly months: readonly Month[];
  readonly last: Month;
  /** Whether it ends a tax year of VAT: March, April or May, by the quarters. */
  readonly endsYear: boolean;
}

type NationalVat = NonNullable<Model['parameters']>['vat'];

/** The input tax of a month, by what it was for. */
type Tally = Readonly<Record<Exclude<VatUse, 'no supply'>, Money[]>>;

/**
 * Which share of some months' input tax is not recovered: of what is wholly for exempt supplies, and of what is for
 * both kinds.
 */
interface Lost {
  readonly exempt: Rate;
  readonly residual: Rate;
}

/** What a company's registration and the nation's rates say of an invoice or a bill. */
export class VatRules {
  constructor(
    private readonly registration: Model['tax']['vat'],
    private readonly national: NationalVat,
    private readonly first: Month,
  ) {}

  isRegistered(at: Month): boolean {
    return this.registration?.registered === true && at >= (this.registration.from ?? this.first);
  }

  /** Whether invoices may carry tax in some months, of which this is the last. */
  chargesBy(last: Month): boolean {
    return chargesVatBy(this.registration, last);
  }

  /** The class of a supply in a month; undefined where the company is not registered, and what it sells has none. */
  classOf(vatClass: VatClass | undefined, at: Month): VatClass | undefined {
    return this.isRegistered(at) ? vatClass : undefined;
  }

  /** Whether invoices carry tax in a month, and at which rate; undefined where they carry none. */
  rateOf(vatClass: VatClass | undefined, at: Month): Rate | undefined {
    return vatClass === 'standard' && this.isRegistered(at) ? this.standard(at) : undefined;
  }

  /**
   * The rate of what others charge, who are registered whatever the company is; undefined where they charge none, or the
   * model leaves VAT out.
   */
  onBills(vatClass: VatClass | undefined, at: Month): Rate | undefined {
    return this.registration !== undefined && vatClass === 'standard' ? this.standard(at) : undefined;
  }

  /**
   * The standard rate by which prices of a month are shown, where the nation's rates say another than the one that has
   * stood since 2011, or are held in it at what was known before: then who shows it says so.
   */
  otherStandard(at: Month): Rate | undefined {
    const rate = this.standard(at);
    const isUsual = rate?.isKnown && rate.exact.compare(STANDARD_VAT.exact) === 0;
    return isUsual && this.national?.rate.isHeld(at) === false ? undefined : rate;
  }

  private standard(at: Month): Rate | undefined {
    return this.national?.rate.in(at);
  }

  /** A quote for some months with what they say of VAT on it: of the first is its rate, and by the last it may bear any. */
  on(quote: Quote, first: Month, last: Month): Quote {
    if (!this.chargesBy(last)) return { ...quote, untaxed: true };
    const standard = this.otherStandard(first);
    return standard === undefined ? quote : { ...quote, standard };
  }

  deMinimis(at: Month): Money | undefined {
    return this.national?.deMinimis.in(at);
  }

  endsQuarter(at: Month): boolean {
    return endsQuarter(this.registration, at);
  }
}

/** What one part of the books sold and bought that a VAT return asks for. */
export class VatNotes {
  readonly tallies = new Map<Month, Tally>();
  readonly sales = new Map<Month, Map<VatClass | undefined, Money[]>>();

  constructor(readonly rates: VatRules) {}

  /**
   * Output tax of a sale, noted for the return; undefined where there is none. `tax` is given where invoices are
   * rounded one by one.
   */
  sold(at: Month, vatClass: VatClass | undefined, net: Money, given?: Money): Money | undefined {
    const month = this.sales.get(at) ?? new Map<VatClass | undefined, Money[]>();
    this.sales.set(at, month);
    const known = month.get(vatClass);
    if (known === undefined) month.set(vatClass, [net]);
    else known.push(net);
    const rate = this.rates.rateOf(vatClass, at);
    return rate && (given ?? portion(net, rate, 'VAT on the invoice'));
  }

  /**
   * Tax on a bill: input tax of a registered company, and a cost of any other, or where the bill is for what is no
   * supply: then it is no input tax (Notice 706, 2.2). Undefined where the supplier charges none, or the model leaves
   * VAT out.
   */
  bought(
    at: Month,
    vatClass: VatClass | undefined,
    net: Money,
    use: VatUse,
  ): { readonly tax: Money; readonly account: string } | undefined {
    const rate = this.rates.onBills(vatClass, at);
    if (rate === undefined) return undefined;
    const tax = portion(net, rate, 'VAT on the bill');
    if (!this.rates.isRegistered(at) || use === 'no supply') return { tax, account: 'cost.taxes.vat' };
    const tally = this.tallies.get(at) ?? { taxable: [], exempt: [], residual: [] };
    this.tallies.set(at, tally);
    tally[use].push(tax);
    return { tax, account: 'vat.input' };
  }
}

/**
 * Value added tax as a company meets it: output tax at each invoice, input tax at each bill, four returns a year, and
 * what exempt supplies keep it from recovering (VAT Act 1994; SI 1995/2518, regulations 101 and 106; VAT Notice 706).
 * Input tax is attributed first: what is wholly for taxable supplies is recovered, what is wholly for exempt ones is
 * not, and the residue by the standard method: by turnover, rounded up to a whole per cent. All of it is recovered
 * while what exempt supplies would keep is below the de minimis limit. Each quarter goes by its own turnover, and a tax
 * year settles its quarters.
 */
export class VatBook {
  /** What exempt supplies keep from recovery in each month, and what the tax year then adds to it. */
  private readonly lost = new Map<Month, Money[]>();
  /** What is lost of the input tax of some months, by their first and last. */
  private readonly shares = new Map<string, Lost>();

  constructor(
    readonly rates: VatRules,
    private readonly calendar: Calendar,
    /** What each part of the books sold and bought, in their order. */
    private readonly notes: readonly VatNotes[],
    /** Whether anything that is sold is exempt: only then is input tax in doubt. */
    private readonly hasExempt: boolean,
    /** The same model without any lever, whose shares of recovery are held. */
    private readonly asModelled: VatBook | undefined,
  ) {}

  /** What is invoiced in some months, registered or not, that is of some classes; undefined is what has none. */
  invoiced(classes: readonly (VatClass | undefined)[], first: Month, last: Month, label: string): Money {
    const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return this.supplies(months, classes, label);
  }

  private supplies(months: readonly Month[], classes: readonly (VatClass | undefined)[], label: string): Money {
    const of = (month: Month, vatClass: VatClass | undefined): Money[] =>
      this.notes.flatMap(({ sales }) => sales.get(month)?.get(vatClass) ?? []);
    const amounts = months.flatMap((month) => classes.flatMap((vatClass) => of(month, vatClass)));
    return totalOf('money', amounts, label);
  }

  /** Input tax that exempt supplies keep the company from recovering, in some months. */
  lostIn(first: Month, last: Month, label: string): Money {
    return totalOf(
      'money',
      [...this.lost].flatMap(([month, amounts]) => (month >= first && month <= last ? amounts : [])),
      label,
    );
  }

  /**
   * The returns: what is owed of each quarter, less what is not recovered, paid when it is due. What is not recovered
   * is a cost of the month of the bill.
   */
  book(journal: Journal): void {
    let year: { months: Month[]; lost: Money[] } = { months: [], lost: [] };
    for (const { months, last, endsYear } of this.quarters()) {
      year = { months: [...year.months, ...months], lost: [...year.lost, ...this.bookLost(journal, months)] };
      if (endsYear) this.settle(journal, year.months, year.lost);
      const [first] = months as [Month];
      const label = `VAT owed for ${monthName(first)} to ${monthName(last)}`;
      const owed = totalOf(
        'money',
        [journal.flow('vat.output', first, last), journal.flow('vat.input', first, last)],
        label,
      );
      journal.book(last + DUE, 'VAT return paid', 'vat.paid', 'cash', owed);
      if (endsYear) year = { months: [], lost: [] };
    }
  }

  /** The quarters that end within the calendar. */
  private quarters(): Quarter[] {
    const found: Quarter[] = [];
    let months: Month[] = [];
    for (const month of allMonths(this.calendar)) {
      if (!this.rates.isRegistered(month)) continue;
      months.push(month);
      if (!this.rates.endsQuarter(month)) continue;
      // March, April or May, whichever of them the quarters end in.
      found.push({ months, last: month, endsYear: month % 12 >= 2 && month % 12 <= 4 });
      months = [];
    }
    return found;
  }

  /**
   * Books what is lost of each month of a quarter: to date less the months before, so that the months add to the
   * quarter to the penny.
   */
  private bookLost(journal: Journal, months: readonly Month[]): Money[] {
    if (!this.hasExempt) return [];
    const { exempt, residual } = this.lostShares(months);
    let before: Money = nothing('money');
    return months.map((month, i) => {
      const toDate = portion(
        this.input(months.slice(0, i + 1), 'residual'),
        residual,
        'input tax for both that is not recovered, of the quarter to date',
      );
      const direct = portion(
        this.input([month], 'exempt'),
        exempt,
        'input tax for exempt supplies that is not recovered',
      );
      const now = sum('money', [direct, toDate], `input tax that is not recovered, ${monthName(month)}`, [before]);
      before = toDate;
      this.lose(journal, month, 'input tax that exempt supplies do not recover', now);
      return now;
    });
  }

  /**
   * What the tax year as a whole does not recover, less what its quarters have not: a cost, or less of one, of the
   * month in which it ends.
   */
  private settle(journal: Journal, months: readonly Month[], before: readonly Money[]): void {
    if (!this.hasExempt) return;
    const { exempt, residual } = this.lostShares(months);
    const whole = [portion(this.input(months, 'exempt'), exempt), portion(this.input(months, 'residual'), residual)];
    const last = months[months.length - 1] as Month;
    const adjustment = totalOf('money', whole, `adjustment of the VAT year to ${monthName(last)}`, [...before]);
    this.lose(journal, last, 'adjustment of the VAT year', adjustment);
  }

  private lose(journal: Journal, month: Month, memo: string, amount: Money): void {
    this.lost.set(month, [...(this.lost.get(month) ?? []), amount]);
    journal.book(month, memo, 'cost.taxes.vat', 'vat.input', amount);
  }

  private input(months: readonly Month[], use: keyof Tally): Money {
    return totalOf(
      'money',
      months.flatMap((month) => this.notes.flatMap(({ tallies }) => tallies.get(month)?.[use] ?? [])),
      use === 'residual' ? 'input tax for both' : `input tax for ${use} supplies`,
    );
  }

  private lostShares(months: readonly Month[]): Lost {
    const key = `${months[0]}|${months[months.length - 1]}`;
    const found = this.asModelled?.shares.get(key) ?? this.shares.get(key) ?? this.judged(months);
    this.shares.set(key, found);
    return found;
  }

  /** The de minimis limit is so much a month, and half of all input tax (SI 1995/2518, regulation 106). */
  private judged(months: readonly Month[]): Lost {
    const at = months[months.length - 1] as Month;
    const monthly = this.rates.deMinimis(at) ?? nothing<'money'>('money');
    const taxable = this.supplies(months, ['standard'], 'taxable supplies');
    const all = larger('money', [
      totalOf('money', [taxable, this.supplies(months, ['exempt'], 'exempt supplies')], 'taxable and exempt supplies'),
      PENNY,
    ]);
    const percent = started(
      quotient('count', taxable, all, 'taxable share of supplies'),
      HUNDREDTH,
      'taxable per cent, rounded up',
    );
    const share = sum('rate', [ALL], 'share of input tax for both that is not recovered', [
      quotient('rate', percent, HUNDRED),
    ]);
    const [direct, both] = [this.input(months, 'exempt'), this.input(months, 'residual')];
    const exempt = sum(
      'money',
      [direct, portion(both, share, 'exempt part of input tax for both')],
      'exempt input tax',
    );
    const input = totalOf('money', [this.input(months, 'taxable'), direct, both], 'input tax');
    const length = constant('count', Exact.of(months.length), 'months');
    const limit = smaller(
      'money',
      [portion(monthly, length, 'de minimis of the months'), portion(input, HALF)],
      'de minimis limit',
    );
    const unless = (value: Rate, label: string): Rate =>
      band('rate', exempt, [{ upTo: limit, closed: true, value: NONE }], value, label);
    return {
      exempt: unless(ALL, 'not recovered of input tax for exempt supplies'),
      residual: unless(share, 'not recovered of input tax for both'),
    };
  }
}

/** Whether a company that is registered sells anything that is exempt. */
export const isPartlyExempt = (model: Pick<Model, 'tax' | 'tiers' | 'services' | 'contracts'>): boolean =>
  model.tax.vat?.registered === true && sellsExempt(model);

function endsQuarter(registration: Model['tax']['vat'], month: Month): boolean {
  return month % 3 === (registration?.quarterEnds ?? 0) % 3;
}

/**
 * The last month of the quarter in which a calendar ends, where what its months recover of VAT hangs on the whole of
 * it; else the calendar's own last.
 */
export function lastOfQuarter(model: Pick<Model, 'calendar' | 'tax' | 'tiers' | 'services' | 'contracts'>): Month {
  let month = model.calendar.last;
  if (!isPartlyExempt(model)) return month;
  while (!endsQuarter(model.tax.vat, month)) month++;
  return month;
}
