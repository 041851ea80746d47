import {
  type Count,
  constant,
  Exact,
  type Money,
  portion,
  quotient,
  type Rate,
  sum,
  totalOf,
} from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  BUYERS,
  type Buyer,
  buyerOf,
  type Calendar,
  isThere,
  type Model,
  mayBuy,
  type School,
  schoolIn,
  turnsAmong,
  type VatClass,
  type VatUse,
} from '../model/index.js';
import { Journal } from './journal.js';
import type { OrderSale } from './ordered.js';
import type { TiersWith } from './tier-parts.js';
import { VatNotes, type VatRules } from './vat.js';

/** Who pays: after how many months, and how much of it never. */
export interface Payer {
  /** `academies`, `council`: what bad debts are booked under. */
  readonly name: string;
  readonly terms: number;
  readonly loss: Rate | undefined;
}

/** A payer, and the share of an invoice that is its own; undefined for all of it. */
export interface Share {
  readonly payer: Payer;
  readonly share: Rate | undefined;
}

/** What a supplier charges on a bill, and what the cost is for: whether the tax is recovered hangs on both. */
export interface BillTax {
  readonly vat: VatClass | undefined;
  readonly use: VatUse;
}

/** An amount for each month of a stretch, in order. */
export interface Monthly {
  readonly month: Month;
  readonly amount: Money;
}

/** What is invoiced: before tax, the tax, and what is to be paid. */
export interface Invoiced {
  readonly net: Money;
  readonly tax: Money | undefined;
  readonly gross: Money;
}

/** An invoice of the books, but for membership, whose invoices are those of its schools. */
export interface Issued extends Invoiced {
  readonly month: Month;
  /** The class of VAT of what is sold; undefined where nobody has said. */
  readonly vat: VatClass | undefined;
  /** What is earned of it: `income.contract.council`. */
  readonly account: string;
  /** What the company collects on it for a provider, as agent, with the provider's own VAT. */
  readonly collected: Money | undefined;
  /** What of `net` is earned in which month. */
  readonly earned: readonly Monthly[];
  readonly by: readonly Share[];
  /** The order that it is for; undefined where it is for what schools are expected to buy. */
  readonly sale: OrderSale | undefined;
}

/** Who pays what the company sells, and on which terms. */
export class Payers {
  private readonly byKind: ReadonlyMap<Buyer, Payer>;
  readonly council: readonly Share[];

  constructor({ paymentTerms, badDebt }: Pick<Model, 'paymentTerms' | 'badDebt'>) {
    this.byKind = new Map(
      BUYERS.map((kind) => [kind, { name: kind, terms: paymentTerms.schools[kind], loss: badDebt.schools[kind] }]),
    );
    this.council = [
      { payer: { name: 'council', terms: paymentTerms.council, loss: badDebt.council }, share: undefined },
    ];
  }

  /** What is invoiced to a school is paid by its kind. */
  of(kind: Buyer): Payer {
    return this.byKind.get(kind) as Payer;
  }
}

/** Schools as buyers of services: each kind in proportion to how many may join. */
export class Buying {
  /** The months in which a school comes, goes or becomes another, in order: from each on the kinds of buyers are others. */
  private readonly turns: readonly Month[];
  private readonly bySince = new Map<Month | undefined, readonly Share[]>();

  constructor(
    private readonly payers: Payers,
    private readonly model: Pick<Model, 'schools'> & { readonly tiers: TiersWith<'eligible'> },
  ) {
    this.turns = turnsAmong(model.schools);
  }

  /** Those of a month. A school that has converted is an academy, with its terms. */
  in(at: Month): readonly Share[] {
    const since = this.turns.filter((month) => month <= at).pop();
    const found = this.bySince.get(since) ?? this.shares(at);
    this.bySince.set(since, found);
    return found;
  }

  /** One school. */
  of(school: School, at: Month): readonly Share[] {
    return [{ payer: this.payers.of(buyerOf(schoolIn(school, at).type)), share: undefined }];
  }

  private shares(at: Month): Share[] {
    const { schools, tiers } = this.model;
    const [first, ...rest] = BUYERS.map((kind) => this.payers.of(kind));
    const same = rest.every(
      ({ terms, loss }) => terms === first?.terms && loss === undefined && first.loss === undefined,
    );
    if (same) return [{ payer: first as Payer, share: undefined }];
    const all = schools.filter((school) => mayBuy(school, tiers.values()));
    const open = all.filter((school) => isThere(school, at));
    // Where none is open nothing is sold to any, and what is left to be paid of is as it was.
    const eligible = (open.length === 0 ? all : open).map((school) => schoolIn(school, at));
    const counted = BUYERS.flatMap((kind) => {
      const of = eligible.filter(({ type }) => buyerOf(type) === kind);
      return of.length === 0 ? [] : [{ payer: this.payers.of(kind), count: numberOf(of, kind) }];
    });
    const together = totalOf(
      'count',
      counted.map(({ count }) => count),
      'schools that may join',
    );
    return counted.map(({ payer, count }) => ({
      payer,
      share: quotient('rate', count, together, `share of ${payer.name} among schools that may join`),
    }));
  }
}

/** An invoice cut into what each buyer pays of it; the parts add to the whole. */
export function partsOf(
  what: string,
  gross: Money,
  shares: readonly Share[],
): readonly { readonly amount: Money; readonly payer: Payer }[] {
  const given: Money[] = [];
  return shares.map(({ payer, share }, i) => {
    if (i === shares.length - 1)
      return { payer, amount: given.length === 0 ? gross : sum('money', [gross], `${what}: the rest`, given) };
    const amount = portion(gross, share as Rate, `${what}: ${payer.name}`);
    given.push(amount);
    return { payer, amount };
  });
}

/**
 * Buying and selling in one part of the books: invoices with their tax, what is received of them and when, bills and
 * what is paid.
 */
export class Trade {
  readonly journal: Journal;
  readonly vat: VatNotes;
  /** Every invoice but those of membership, in the order of the books; of the last some may lie beyond the calendar. */
  readonly issued: Issued[] = [];

  constructor({ first, last }: Calendar, rates: VatRules) {
    this.journal = new Journal(first, last);
    this.vat = new VatNotes(rates);
  }

  /**
   * Books an invoice: debtors for all of it, `account` before tax, and the tax. The tax is given where each school's
   * own invoice is rounded by itself.
   */
  invoice(
    at: Month,
    what: string,
    account: string,
    net: Money,
    vatClass: VatClass | undefined,
    given?: Money,
  ): Invoiced {
    const tax = this.vat.sold(at, vatClass, net, given);
    if (tax === undefined) {
      this.journal.book(at, `${what} invoiced`, debtorsOf(account), account, net);
      return { net, tax, gross: net };
    }
    const gross = sum('money', [net, tax], `${what} with VAT`);
    this.journal.entry(at, `${what} invoiced`, [
      { account: debtorsOf(account), side: 'debit', amount: gross },
      { account, side: 'credit', amount: net },
      { account: 'vat.output', side: 'credit', amount: tax },
    ]);
    return { net, tax, gross };
  }

  /**
   * Books what some buyers pay of an invoice, each after its own terms; what is never paid is written off when it was
   * due.
   */
  receive(from: Month, what: string, account: string, gross: Money, shares: readonly Share[]): void {
    const debtors = debtorsOf(account);
    for (const { amount, payer } of partsOf(what, gross, shares))
      this.settle(from + payer.terms, what, debtors, amount, payer);
  }

  private settle(due: Month, what: string, debtors: string, amount: Money, { name, loss }: Payer): void {
    if (loss === undefined) {
      this.journal.book(due, `${what} paid`, 'cash', debtors, amount);
      return;
    }
    const lost = portion(amount, loss, `${what}: never paid`);
    this.journal.entry(due, `${what} paid`, [
      { account: 'cash', side: 'debit', amount: sum('money', [amount], `${what}: received`, [lost]) },
      { account: `cost.bad_debts.${name}`, side: 'debit', amount: lost },
      { account: debtors, side: 'credit', amount },
    ]);
  }

  /**
   * What a provider asks in all where the company only collects for it: the tax is the provider's, who charges it
   * whether the company is registered or not.
   */
  withTax(at: Month, net: Money, vatClass: VatClass | undefined): Money {
    const rate = this.vat.rates.onBills(vatClass, at);
    return rate === undefined
      ? net
      : sum('money', [net, portion(net, rate, "VAT of the provider's own")], 'with the VAT of the provider');
  }

  /** Books the tax on a bill against what the bill is owed from; returns what is to be paid of it. */
  billed(at: Month, what: string, net: Money, { vat, use }: BillTax, owedTo: string): Money {
    const found = this.vat.bought(at, vat, net, use);
    if (found === undefined) return net;
    this.journal.book(at, `VAT on ${what}`, found.account, owedTo, found.tax);
    return sum('money', [net, found.tax], `${what} with VAT`);
  }
}

/**
 * Debtors of the stream that an income account, or what is deferred or accrued of it, belongs to: `debtors.membership`.
 */
function debtorsOf(account: string): string {
  return `debtors.${account.split('.')[1]}`;
}

function numberOf(schools: readonly School[], kind: Buyer): Count {
  const single = schools.filter(({ count }) => count === undefined).length;
  const counts = schools.flatMap(({ count }) => (count === undefined ? [] : [count]));
  const singles = single === 0 ? [] : [constant('count', Exact.of(single), `${kind} on the roll`)];
  return totalOf('count', [...singles, ...counts], `${kind} that may join`);
}
