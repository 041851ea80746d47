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
} from '../figures/index.js';
import { type Dated, type Month, monthName, valueIn } from '../language/index.js';
import { allMonths, type Model, type VatClass } from '../model/index.js';
import type { HeldValues } from './held.js';
import type { Journal } from './journal.js';

const PENNY = constant('money', Exact.of('0.01'), 'a penny, where there is nothing to divide by');
const HUNDREDTH: Count = constant('count', Exact.of('0.01'), 'a whole per cent');
const HUNDRED: Count = constant('count', Exact.of(100), 'of a hundred');
const HALF: Rate = constant('rate', Exact.of('0.5'), 'half of the input tax');
/** A return is due a month and seven days after its last month. */
const DUE = 2;

interface Quarter {
  readonly months: readonly Month[];
  readonly last: Month;
  /** Whether it ends a tax year of VAT: March, April or May, by the quarters. */
  readonly endsYear: boolean;
}

/** What was sold and bought in some months, for a return. */
interface Tally {
  readonly taxable: Money[];
  readonly exempt: Money[];
  readonly input: Money[];
}

/**
 * Value added tax as a company meets it: output tax at each invoice, input tax at each bill, four returns a year, and what exempt supplies keep it
 * from recovering (VAT Act 1994; partial exemption by the standard method, Notice 706: by turnover, rounded up to a whole per cent, with the
 * de minimis limit and the adjustment at the end of the tax year).
 */
export class VatBook {
  private readonly tallies = new Map<Month, Tally>();
  /** Whether anything that is sold is exempt: only then is input tax in doubt. */
  private readonly hasExempt: boolean;
  /** The share of each quarter's input tax that is not recovered, by its last month. */
  private readonly lostShares = new Map<Month, Rate>();

  constructor(
    private readonly model: Model,
    private readonly held: HeldValues,
    /** The same model without any lever, whose shares of recovery are held. */
    private readonly asModelled: VatBook | undefined,
  ) {
    this.hasExempt = isPartlyExempt(model);
  }

  private isRegistered(at: Month): boolean {
    const { vat } = this.model.tax;
    return vat?.registered === true && at >= (vat.from ?? this.model.calendar.first);
  }

  /** The class of a supply in a month; undefined where the company is not registered, and what it sells has none. */
  classOf(vatClass: VatClass | undefined, at: Month): VatClass | undefined {
    return this.isRegistered(at) ? vatClass : undefined;
  }

  /** Whether invoices carry tax in a month, and at which rate; undefined where they carry none. */
  rateOf(vatClass: VatClass | undefined, at: Month): Rate | undefined {
    return vatClass === 'standard' && this.isRegistered(at) ? this.standard(at) : undefined;
  }

  private standard(at: Month): Rate | undefined {
    return this.in(this.model.parameters?.vat?.rate, at);
  }

  private in<F>(dated: Dated<F> | undefined, at: Month): F | undefined {
    return dated && valueIn(dated, at, this.model.calendar.yearStarts);
  }

  /** Output tax of a sale, noted for the return; undefined where there is none. `tax` is given where invoices are rounded one by one. */
  sold(at: Month, vatClass: VatClass | undefined, net: Money, given?: Money): Money | undefined {
    if (!this.isRegistered(at) || vatClass === undefined || vatClass === 'outside_scope') return undefined;
    const tally = this.tally(at);
    (vatClass === 'exempt' ? tally.exempt : tally.taxable).push(net);
    const rate = this.rateOf(vatClass, at);
    return given ?? (rate && portion(net, rate, 'VAT on the invoice'));
  }

  /**
   * Tax on a bill: input tax of a registered company, and a cost of any other. Undefined where the supplier charges none, or the model leaves VAT
   * out.
   */
  bought(at: Month, vatClass: VatClass | undefined, net: Money): { readonly tax: Money; readonly account: string } | undefined {
    const rate = this.model.tax.vat === undefined || vatClass !== 'standard' ? undefined : this.standard(at);
    if (rate === undefined) return undefined;
    const tax = portion(net, rate, 'VAT on the bill');
    this.held.note('VAT at the standard rate', this.model.parameters?.vat?.knownTo, at, tax);
    if (!this.isRegistered(at)) return { tax, account: 'cost.taxes.vat' };
    this.tally(at).input.push(tax);
    return { tax, account: 'vat.input' };
  }

  private tally(at: Month): Tally {
    const known = this.tallies.get(at) ?? { taxable: [], exempt: [], input: [] };
    this.tallies.set(at, known);
    return known;
  }

  /** The returns: what is owed of each quarter, less what is not recovered, paid when it is due. */
  book(journal: Journal): void {
    let year: { quarters: Month[]; lost: Money[] } = { quarters: [], lost: [] };
    for (const quarter of this.quarters()) {
      year.quarters.push(...quarter.months);
      const before = [...year.lost];
      const lost = this.hasExempt ? this.lostAs(quarter, year.quarters, before) : undefined;
      if (lost !== undefined) {
        year.lost.push(lost);
        journal.book(quarter.last, 'input tax that exempt supplies do not recover', 'cost.taxes.vat', 'vat.input', lost);
      }
      const [first] = quarter.months as [Month];
      const label = `VAT owed for ${monthName(first)} to ${monthName(quarter.last)}`;
      const owed = sum('money', [journal.flow('vat.output', first, quarter.last), journal.flow('vat.input', first, quarter.last)], label);
      journal.book(quarter.last + DUE, 'VAT return paid', 'vat.paid', 'cash', owed);
      if (quarter.endsYear) year = { quarters: [], lost: [] };
    }
  }

  private quarters(): Quarter[] {
    const { vat } = this.model.tax;
    const found: Quarter[] = [];
    let months: Month[] = [];
    for (const month of allMonths(this.model.calendar)) {
      if (!this.isRegistered(month)) continue;
      months.push(month);
      if (month % 3 !== (vat?.quarterEnds ?? 0) % 3) continue;
      // March, April or May, whichever of them the quarters end in.
      found.push({ months, last: month, endsYear: month % 12 >= 2 && month % 12 <= 4 });
      months = [];
    }
    return found;
  }

  private lostAs(quarter: Quarter, year: readonly Month[], before: readonly Money[]): Money {
    const input = sum('money', this.of(quarter.months, 'input'), 'input tax');
    const held = this.asModelled?.lostShares.get(quarter.last);
    if (held !== undefined) return portion(input, held, 'input tax that is not recovered');
    const lost = this.lostIn(quarter, year, before);
    this.lostShares.set(quarter.last, quotient('rate', lost, larger('money', [input, PENNY]), 'share of input tax that is not recovered'));
    return lost;
  }

  private of(months: readonly Month[], key: keyof Tally): Money[] {
    return months.flatMap((month) => this.tallies.get(month)?.[key] ?? []);
  }

  /** Input tax that a quarter does not recover; the last of a year settles the year as a whole. */
  private lostIn({ months, last, endsYear }: Quarter, year: readonly Month[], before: readonly Money[]): Money {
    const lost = this.lostOver(endsYear ? year : months, last);
    return endsYear && before.length > 0 ? sum('money', [lost], 'input tax not recovered, with the adjustment of the year', before) : lost;
  }

  private lostOver(months: readonly Month[], at: Month): Money {
    const of = (key: keyof Tally): Money[] => this.of(months, key);
    const limits = this.in(this.model.parameters?.vat?.deMinimis, at) ?? nothing<'money'>('money');
    const input = sum('money', of('input'), 'input tax');
    const taxable = sum('money', of('taxable'), 'taxable supplies');
    const all = larger('money', [sum('money', [taxable, ...of('exempt')], 'taxable and exempt supplies'), PENNY]);
    const percent = started(quotient('count', taxable, all, 'taxable share of supplies'), HUNDREDTH, 'taxable per cent, rounded up');
    const recovered = portion(input, quotient('rate', percent, HUNDRED), 'input tax by the taxable share');
    const exempt = sum('money', [input], 'exempt input tax', [recovered]);
    const length = constant('count', Exact.of(months.length), 'months');
    const limit = smaller('money', [portion(limits, length, 'de minimis of the months'), portion(input, HALF)], 'de minimis limit');
    return band('money', exempt, [{ upTo: limit, closed: true, value: nothing('money') }], exempt, 'input tax that is not recovered');
  }
}

/** Whether a company that is registered sells anything that is exempt. */
export function isPartlyExempt({ tax, tiers, services, contracts }: Model): boolean {
  return tax.vat?.registered === true && [...tiers.values(), ...services.values(), ...contracts.values()].some(({ vat }) => vat === 'exempt');
}
