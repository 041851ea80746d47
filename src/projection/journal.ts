import { type Money, sum, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';

/**
 * Accounts that stand on the balance sheet. Income and cost accounts are named by their line: `income.membership.gold`.
 */
export const ASSETS = ['cash', 'debtors', 'accrued_income', 'prepayments', 'fixed_assets'] as const;
export const LIABILITIES = [
  'deferred_income',
  'creditors',
  'owed_to_providers',
  'payroll',
  'vat',
  'corporation_tax',
  'loans',
] as const;
/** Reserves at the start; what they grow by is the surplus. */
export const OPENING = 'reserves';

export interface Posting {
  readonly account: string;
  readonly side: 'debit' | 'credit';
  readonly amount: Money;
}

/** One balanced entry, dated in a month. */
export interface Transaction {
  readonly month: Month;
  /** What happened: `membership invoiced`. */
  readonly memo: string;
  readonly postings: readonly Posting[];
}

interface Movements {
  debits: Money[];
  credits: Money[];
}
/** Most accounts move on one side in a month, and once: an empty list that is added to takes the room of seventeen. */
const NONE: Money[] = [];

/** The movements of one account by month, counted from that before the first. */
type Account = (Movements | undefined)[];

/**
 * The books: every figure of a statement is a sum over these postings. Double entry: for each transaction debits equal
 * credits, which
 * `imbalances` proves rather than assumes. Books go on from others, which they read and never change: each stage of a
 * projection writes its own.
 */
export class Journal {
  private readonly entries: Transaction[] = [];
  private readonly own = new Map<string, Account>();
  /** The books that these go on from, in order, and these. */
  private readonly all: readonly Journal[];
  private readonly flows = new Map<string, Money>();
  private readonly balances = new Map<string, Money>();
  private readonly below = new Map<string, readonly string[]>();
  private readonly accounts = new Map<string, readonly Account[]>();
  private written: readonly Transaction[] | undefined;

  constructor(
    readonly first: Month,
    readonly last: Month,
    from: readonly Journal[] = [],
  ) {
    this.all = [...from.flatMap(({ all }) => all), this];
  }

  /** Every transaction, in the order in which they were booked. */
  get transactions(): readonly Transaction[] {
    if (this.written === undefined) {
      const written: Transaction[] = [];
      for (const { entries } of this.all)
        for (let i = 0; i < entries.length; i++) {
          const entry = entries[i] as Transaction;
          if (entry.month <= this.last) written.push(entry);
        }
      this.written = written;
    }
    return this.written;
  }

  /**
   * Brings forward what there was when the first month began: dated at the end of the month before, so that nothing of
   * it moves in a period.
   */
  bringForward(memo: string, debit: string, credit: string, amount: Money): void {
    this.write(this.first - 1, memo, [
      { account: debit, side: 'debit', amount },
      { account: credit, side: 'credit', amount },
    ]);
  }

  /**
   * Books one amount from `credit` to `debit`. What falls after the last month is beyond the projection and is left
   * out.
   */
  book(month: Month, memo: string, debit: string, credit: string, amount: Money): void {
    this.entry(month, memo, [
      { account: debit, side: 'debit', amount },
      { account: credit, side: 'credit', amount },
    ]);
  }

  entry(month: Month, memo: string, postings: readonly Posting[]): void {
    if (month > this.last) return;
    if (month < this.first) throw new RangeError(`${memo} is dated before the calendar starts`);
    this.write(month, memo, postings);
  }

  private write(month: Month, memo: string, postings: readonly Posting[]): void {
    this.entries.push({ month, memo, postings });
    this.written = undefined;
    for (let i = 0; i < postings.length; i++) {
      const { account, side, amount } = postings[i] as Posting;
      const moved = this.movements(account, month);
      if (side === 'debit') moved.debits = withOne(moved.debits, amount);
      else moved.credits = withOne(moved.credits, amount);
      this.forget(account, month);
    }
  }

  /** What was added up already and is no longer so: what closes the books reads them while it books. */
  private forget(account: string, month: Month): void {
    if (this.flows.size > 0) this.flows.clear();
    if (this.balances.size === 0) return;
    const head = account.split('.')[0] as string;
    for (let at = month; at <= this.last; at++)
      for (const name of [account, head]) this.balances.delete(`${name}|${at}`);
  }

  /**
   * The books as they are at the end of a month, without what comes after it, to be read alone: these stay as they are.
   */
  until(last: Month): Journal {
    const books = new Journal(this.first, last, [this]);
    if (last < this.last) return books;
    for (const [key, flow] of this.flows) books.flows.set(key, flow);
    for (const [key, balance] of this.balances) books.balances.set(key, balance);
    return books;
  }

  /** Every account with a posting, in the order of the first. */
  accountNames(): readonly string[] {
    return this.accountsBelow('');
  }

  /**
   * Accounts that are `prefix` or below it: `income.membership` has `income.membership.gold` below. All of them are
   * below nothing.
   */
  accountsBelow(prefix: string): readonly string[] {
    let found = this.below.get(prefix);
    if (found === undefined) {
      const names = prefix === '' ? this.namesAnew() : this.accountsBelow('');
      found = prefix === '' ? names : names.filter((name) => name === prefix || name.startsWith(`${prefix}.`));
      this.below.set(prefix, found);
    }
    return found;
  }

  private namesAnew(): readonly string[] {
    return [...new Set(this.all.flatMap((books) => [...books.ownUntil(this.last)]))];
  }

  private ownUntil(last: Month): Iterable<string> {
    if (this.last <= last) return this.own.keys();
    const names = new Set<string>();
    for (let i = 0; i < this.entries.length; i++) {
      const { month, postings } = this.entries[i] as Transaction;
      if (month <= last) for (let k = 0; k < postings.length; k++) names.add((postings[k] as Posting).account);
    }
    return names;
  }

  /**
   * What the accounts at or below `prefix` moved by from month `first` to `last`, on the side on which they grow:
   * credits less debits for income and liabilities, debits less credits for costs and assets.
   */
  flow(prefix: string, first: Month, last: Month, label?: string): Money {
    const key = `${prefix}|${first}|${last}`;
    let found = this.flows.get(key);
    if (found === undefined) {
      const grows = this.growing(prefix, first, last);
      found = totalOf('money', grows.plus, label, grows.minus);
      this.flows.set(key, found);
    }
    return found;
  }

  private growing(prefix: string, first: Month, last: Month): { plus: Money[]; minus: Money[] } {
    const plus: Money[] = [];
    const minus: Money[] = [];
    const onCredit = growsOnCredit(prefix);
    const [from, to] = [Math.max(first, this.first - 1), Math.min(last, this.last)];
    for (const account of this.accountsBelow(prefix)) {
      const parts = this.partsOf(account);
      // Month by month, and in each in the order of the books.
      for (let at = from; at <= to; at++)
        for (let i = 0; i < parts.length; i++)
          addMoved(parts[i]?.[at - this.first + 1], onCredit ? minus : plus, onCredit ? plus : minus);
    }
    return { plus, minus };
  }

  /** The movements of an account in each of the books that have any. */
  private partsOf(account: string): readonly Account[] {
    const found =
      this.accounts.get(account) ??
      this.all.flatMap(({ own }) => [own.get(account) ?? []].filter(({ length }) => length > 0));
    this.accounts.set(account, found);
    return found;
  }

  /** The balance of one balance-sheet account at the end of a month: the month before, and what moved. */
  balance(account: string, at: Month): Money {
    if (at < this.first - 1) return sum<'money'>('money', []);
    const key = `${account}|${at}`;
    const known = this.balances.get(key);
    if (known !== undefined) return known;
    // Month by month from what was brought forward, so that the chain is built without recursion.
    let balance = sum<'money'>('money', []);
    for (let month = this.first - 1; month <= at; month++) balance = this.carried(account, month, balance);
    return balance;
  }

  private carried(account: string, month: Month, before: Money): Money {
    const key = `${account}|${month}`;
    let found = this.balances.get(key);
    if (found === undefined) {
      const { plus, minus } = this.growing(account, month, month);
      found = plus.length + minus.length === 0 ? before : totalOf('money', [before, ...plus], undefined, minus);
      this.balances.set(key, found);
    }
    return found;
  }

  private movements(account: string, month: Month): Movements {
    let months = this.own.get(account);
    if (months === undefined) {
      months = [];
      this.own.set(account, months);
      this.below.clear();
      this.accounts.delete(account);
    }
    const at = month - this.first + 1;
    let moved = months[at];
    if (moved === undefined) {
      moved = { debits: NONE, credits: NONE };
      months[at] = moved;
    }
    return moved;
  }
}

function withOne(all: Money[], amount: Money): Money[] {
  if (all === NONE) return [amount];
  all.push(amount);
  return all;
}

function addMoved(moved: Movements | undefined, debits: Money[], credits: Money[]): void {
  if (moved === undefined) return;
  addAll(debits, moved.debits);
  addAll(credits, moved.credits);
}

function addAll(to: Money[], more: readonly Money[]): void {
  for (let i = 0; i < more.length; i++) to.push(more[i] as Money);
}

function growsOnCredit(account: string): boolean {
  const head = account.split('.')[0] as string;
  return head === 'income' || head === OPENING || (LIABILITIES as readonly string[]).includes(head);
}
