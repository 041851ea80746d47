import { type Money, Unknown } from '../../figures/index.js';
import { type Month, monthName, Problems, problem } from '../../language/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import {
  ASSETS,
  BALANCE_SHEET,
  type BalanceLine,
  figureOf,
  LIABILITIES,
  OPENING,
  type Projection,
  TWO_SIDED,
} from '../../projection/index.js';

/**
 * The journal as plain-text accounting programs take it: dated, in whole pence, debits above zero and credits below.
 */
export interface Ledger {
  readonly title: string;
  /** The day before which there is nothing. */
  readonly opens: string;
  /** Every account, `Assets:Debtors:Membership`, in the order of the statements. */
  readonly accounts: readonly string[];
  readonly entries: readonly LedgerEntry[];
  /**
   * What this program says of each account, with all that is below it, at the end of each company year: for the other
   * one to hold against its own.
   */
  readonly balances: readonly LedgerBalances[];
}

export interface LedgerEntry {
  readonly date: string;
  readonly memo: string;
  readonly lines: readonly { readonly account: string; readonly pence: number }[];
}

export interface LedgerBalances {
  readonly date: string;
  /** The first day on which they are what is brought forward. */
  readonly after: string;
  readonly label: string;
  readonly accounts: readonly { readonly account: string; readonly pence: number }[];
}

/** The books of a projection. Throws Problems where an amount is unknown: other programs know no such thing. */
export function ledgerOf(projection: Projection): Ledger {
  const { journal, model } = projection;
  // What an account comes to is known where all that is entered is: said of the entry, which has a name and a reason.
  for (const { month, memo, postings } of journal.transactions)
    for (const { side, amount } of postings) signed(side, amount, memo, month);
  const sides = TWO_SIDED.filter((place) =>
    periodsOf(model.calendar, 'month').some((month) => penceOf(projection, place, month) !== 0),
  );
  const names = namesOf([
    ...new Set([...journal.accountNames(), ...sides.flatMap((place) => [ownOf(place), otherOf(place)])]),
  ]);
  const nameOf = (account: string): string => names.get(account) as string;
  const months = new Map<Month, LedgerEntry[]>();
  const enter = (month: Month, memo: string, lines: LedgerEntry['lines']): void => {
    const moved = lines.filter(({ pence }) => pence !== 0);
    if (moved.length > 0)
      months.set(month, [...(months.get(month) ?? []), { date: lastDay(month), memo, lines: moved }]);
  };
  for (const { month, memo, postings } of journal.transactions) {
    enter(
      month,
      memo,
      postings.map(({ account, side, amount }) => ({
        account: nameOf(account),
        pence: signed(side, amount, memo, month),
      })),
    );
  }
  for (const place of sides) {
    for (const { month, pence } of movesOf(projection, place)) {
      const own = { account: nameOf(ownOf(place)), pence: 0 - pence };
      enter(month, `${place.label.toLowerCase()} shown on its own side`, [
        { account: nameOf(otherOf(place)), pence },
        own,
      ]);
    }
  }
  const entries = [...months.keys()].sort((a, b) => a - b).flatMap((month) => months.get(month) ?? []);
  const balances = periodsOf(model.calendar, 'year').map(
    (year): LedgerBalances => ({
      date: lastDay(year.last),
      after: firstDay(year.last + 1),
      label: year.label,
      accounts: [...names].map(([account, name]) => ({ account: name, pence: balanceOf(account, year, projection) })),
    }),
  );
  return { title: model.name, opens: firstDay(model.calendar.first - 1), accounts: ordered(names), entries, balances };
}

/**
 * Where an account lies on its other side the ledger moves what it comes to there, month by month, so that other
 * programs draw up the balance sheet that ours is: an overdraft against the bank itself, and VAT, which has accounts
 * below it, against one more of them.
 */
const otherOf = ({ name }: BalanceLine): string => name.replace(/^balance\./, '');
const ownOf = (place: BalanceLine): string =>
  SPLIT.includes(place.account) ? `${place.account}.${otherOf(place)}` : place.account;
/** Accounts that have accounts below them, and nothing of their own. */
const SPLIT: readonly string[] = ['vat'];

const penceOf = (projection: Projection, { name }: BalanceLine, at: Period): number =>
  (figureOf(projection, name, at) as Money).pence;
const ALL_PLACES: readonly BalanceLine[] = [...BALANCE_SHEET.assets, ...BALANCE_SHEET.liabilities];
const isAsset = (place: BalanceLine): boolean => BALANCE_SHEET.assets.includes(place);

/** What a line of the other side moves by in each month, debits above zero. */
function movesOf(projection: Projection, place: BalanceLine): { readonly month: Month; readonly pence: number }[] {
  let before = 0;
  return periodsOf(projection.model.calendar, 'month').map((period) => {
    const now = penceOf(projection, place, period);
    const moved = now - before;
    before = now;
    return { month: period.last, pence: isAsset(place) ? moved : 0 - moved };
  });
}

/** As this program's own statements have it, from the figures and not from the entries above. */
function balanceOf(account: string, year: Period, projection: Projection): number {
  const { journal, model } = projection;
  const other = TWO_SIDED.find(
    (place) => otherOf(place) === account || (ownOf(place) === account && ownOf(place) !== place.account),
  );
  const own = ALL_PLACES.find((place) => !place.isOther && place.account === account);
  if (other !== undefined)
    return ((account === otherOf(other)) === isAsset(other) ? 1 : -1) * penceOf(projection, other, year) + 0;
  if (own !== undefined) return (isAsset(own) ? 1 : -1) * penceOf(projection, own, year) + 0;
  const grows = rootOf(account);
  const figure =
    grows === 'Income' || grows === 'Expenses'
      ? journal.flow(account, model.calendar.first, year.last)
      : journal.balance(account, year.last);
  return grows === 'Assets' || grows === 'Expenses' ? figure.pence : 0 - figure.pence;
}

function signed(side: 'debit' | 'credit', { value }: Money, memo: string, month: Month): number {
  if (value instanceof Unknown)
    throw new Problems([
      problem('figure-unknown', 'the model', { name: `${memo}, ${monthName(month)}`, why: value.reasons.join('; ') }),
    ]);
  return side === 'debit' ? (value as number) : 0 - (value as number);
}

const ROOTS = ['Assets', 'Liabilities', 'Equity', 'Income', 'Expenses'] as const;

function rootOf(account: string): (typeof ROOTS)[number] {
  const head = account.split('.')[0] as string;
  const side = TWO_SIDED.find((place) => otherOf(place) === head);
  if (side !== undefined) return isAsset(side) ? 'Assets' : 'Liabilities';
  if ((ASSETS as readonly string[]).includes(head)) return 'Assets';
  if ((LIABILITIES as readonly string[]).includes(head)) return 'Liabilities';
  if (head === OPENING) return 'Equity';
  return head === 'income' ? 'Income' : 'Expenses';
}

/**
 * A name for each account that both programs take: words of ASCII letters, digits and hyphens, each begun with a
 * capital or a digit.
 */
function namesOf(accounts: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const account of accounts) {
    const root = rootOf(account);
    const words = account.split('.');
    const own = root === 'Income' || root === 'Expenses' ? words.slice(1) : words;
    const name = [root, ...own.map(wordOf)].join(':');
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${name}-${i}`;
    taken.add(free);
    names.set(account, free);
  }
  return names;
}

function wordOf(id: string): string {
  const plain = id
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'X' : plain.charAt(0).toUpperCase() + plain.slice(1);
}

function ordered(names: ReadonlyMap<string, string>): string[] {
  const place = (name: string): number => ROOTS.findIndex((root) => name === root || name.startsWith(`${root}:`));
  return [...names.values()].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** The first day of a month, `2018-09-01`. */
export function firstDay(month: Month): string {
  return `${dayless(month)}-01`;
}

/** The last day of a month, `2018-09-30`. */
export function lastDay(month: Month): string {
  const year = Math.floor(month / 12);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month % 12] as number;
  return `${dayless(month)}-${days}`;
}

function dayless(month: Month): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
