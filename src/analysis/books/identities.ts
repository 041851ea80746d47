import { type Money, Unknown } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import { allMonths, type Period, periodsOf, type School } from '../../model/index.js';
import {
  ASSETS,
  BALANCE_SHEET,
  CASH_KINDS,
  figureOf,
  type Journal,
  LIABILITIES,
  lineNames,
  OPENING,
  type Posting,
  type Projection,
} from '../../projection/index.js';

/** An identity that the books do not hold: a fault of the program, never of a model. */
export interface Broken {
  readonly identity: string;
  readonly where: string;
  readonly found: string;
  readonly expected: string;
}

/** One thing that must hold of every projection, to the penny. */
interface Identity {
  readonly name: string;
  readonly broken: (projection: Projection) => readonly Omit<Broken, 'identity'>[];
}

/**
 * The identities, each worked out anew from the postings in plain pence and not from the figures that it tests. To add
 * one: a line here. Sources: double entry; domain rules of the field (sum of schools = membership line; billed =
 * recognised + change in deferred).
 */
export const identities: readonly Identity[] = [
  { name: 'debits equal credits', broken: unbalanced },
  { name: 'assets equal liabilities and reserves', broken: balanceSheet },
  { name: 'no line of the balance sheet is below zero', broken: misplaced },
  { name: 'opening cash + receipts − payments = closing cash', broken: cash },
  { name: 'membership invoiced = earned + change in deferred income', broken: deferred },
  { name: 'the sum over schools = the membership invoiced', broken: schools },
  { name: 'the parts of a line add to the line', broken: parts },
  { name: 'the cash flow statement adds to the change in cash', broken: cashKinds },
  { name: 'a VAT return pays the output tax of its months less the input tax', broken: vatReturns },
];

/**
 * Every identity that a projection breaks; a projection with an unknown amount in its books is only tested where all is
 * known.
 */
export function brokenIdentities(projection: Projection): Broken[] {
  return identities.flatMap(({ name, broken }) => broken(projection).map((found) => ({ identity: name, ...found })));
}

const pence = (amount: Money): number => (amount.value instanceof Unknown ? Number.NaN : amount.pence);
const differ = (found: number, expected: number): boolean =>
  !Number.isNaN(found) && !Number.isNaN(expected) && found !== expected;
const pounds = (amount: number): string => `£${(amount / 100).toFixed(2)}`;

function unbalanced({ journal }: Projection): Omit<Broken, 'identity'>[] {
  const found: Omit<Broken, 'identity'>[] = [];
  for (const { month, memo, postings } of journal.transactions) {
    let debits = 0;
    let credits = 0;
    for (let i = 0; i < postings.length; i++) {
      const { side, amount } = postings[i] as Posting;
      if (side === 'debit') debits += pence(amount);
      else credits += pence(amount);
    }
    if (differ(debits, credits))
      found.push({ where: `${memo}, ${monthName(month)}`, found: pounds(debits), expected: pounds(credits) });
  }
  return found;
}

/** Pence by month, counted from that before the first of the books. */
type Months = (number | undefined)[];

const accounts = new WeakMap<Journal, ReadonlyMap<string, Months>>();

/** Debits less credits of each account in each month, straight from the postings: once for all identities of a journal. */
function movements(journal: Journal): ReadonlyMap<string, Months> {
  const known = accounts.get(journal);
  if (known !== undefined) return known;
  const found = new Map<string, Months>();
  for (const { month, postings } of journal.transactions) {
    const at = month - journal.first + 1;
    for (let i = 0; i < postings.length; i++) {
      const { account, side, amount } = postings[i] as Posting;
      let months = found.get(account);
      if (months === undefined) {
        months = [];
        found.set(account, months);
      }
      months[at] = (months[at] ?? 0) + (side === 'debit' ? 1 : -1) * pence(amount);
    }
  }
  accounts.set(journal, found);
  return found;
}

/** What some accounts, and those below them, moved by up to a month, from the start or from another month on. */
function moved(journal: Journal, ...heads: readonly string[]): (until: Month, since?: Month) => number {
  const all = Array.from({ length: journal.last - journal.first + 2 }, () => 0);
  for (const [account, months] of movements(journal)) {
    if (!heads.some((head) => account === head || account.startsWith(`${head}.`))) continue;
    for (let at = 0; at < months.length; at++) all[at] = (all[at] as number) + (months[at] ?? 0);
  }
  let sum = 0;
  const upTo = all.map((by) => {
    sum += by;
    return sum;
  });
  const placeOf = (month: Month): number => Math.min(month - journal.first + 1, all.length - 1);
  return (until, since) => {
    if (since === undefined) return upTo[placeOf(until)] ?? 0;
    let within = 0;
    for (let at = Math.max(0, placeOf(since)); at <= placeOf(until); at++) within += all[at] as number;
    return within;
  };
}

function balanceSheet({ journal, model }: Projection): Omit<Broken, 'identity'>[] {
  const assetsTo = moved(journal, ...ASSETS);
  const claimsTo = moved(journal, ...LIABILITIES, OPENING, 'income', 'cost');
  return allMonths(model.calendar).flatMap((month) => {
    const [assets, claims] = [assetsTo(month), -claimsTo(month)];
    return differ(assets, claims) ? [{ where: monthName(month), found: pounds(assets), expected: pounds(claims) }] : [];
  });
}

/** An overdraft among the assets, or a refund among what is owed, would be a sign taken for a place. */
function misplaced(projection: Projection): Omit<Broken, 'identity'>[] {
  return periodsOf(projection.model.calendar, 'year').flatMap((year) =>
    [...BALANCE_SHEET.assets, ...BALANCE_SHEET.liabilities].flatMap(({ name }) => {
      const found = pence(figureOf(projection, name, year) as Money);
      return found < 0 ? [{ where: `${name}, ${year.label}`, found: pounds(found), expected: 'nil or more' }] : [];
    }),
  );
}

function cash({ journal, model }: Projection): Omit<Broken, 'identity'>[] {
  const cashTo = moved(journal, 'cash');
  return allMonths(model.calendar).flatMap((month) => {
    const found = pence(journal.balance('cash', month));
    const expected = cashTo(month);
    return differ(found, expected)
      ? [{ where: monthName(month), found: pounds(found), expected: pounds(expected) }]
      : [];
  });
}

function deferred({ journal, model, membership }: Projection): Omit<Broken, 'identity'>[] {
  const income = moved(journal, 'income.membership');
  const deferral = moved(journal, 'deferred_income.membership');
  return allMonths(model.calendar).flatMap((month) => {
    const invoiced = membership.batches
      .filter(({ billed, invoiced }) => billed && invoiced === month)
      .reduce((sum, { amount }) => sum + pence(amount), 0);
    const [earned, change] = [-income(month, month), -deferral(month, month)];
    return differ(invoiced, earned + change)
      ? [{ where: monthName(month), found: pounds(invoiced), expected: pounds(earned + change) }]
      : [];
  });
}

/** By school, and by each attribute that cuts the roll into parts. */
function schools({ membership }: Projection): Omit<Broken, 'identity'>[] {
  const cuts: readonly [string, (school: School) => string][] = [
    ['school', ({ id }) => id],
    ['phase', ({ phase }) => phase],
    ['type', ({ type }) => type],
  ];
  return membership.batches.flatMap(({ tier, invoiced, charges, amount }) =>
    cuts.flatMap(([cut, keyOf]) => {
      const parts = new Map<string, number>();
      for (const { school, expected } of charges) {
        const key = keyOf(school);
        parts.set(key, (parts.get(key) ?? 0) + pence(expected));
      }
      const sum = [...parts.values()].reduce((all, part) => all + part, 0);
      const where = `${tier}, ${monthName(invoiced)}, by ${cut}`;
      return differ(sum, pence(amount)) ? [{ where, found: pounds(sum), expected: pounds(pence(amount)) }] : [];
    }),
  );
}

/** The lines of a statement that are parts of another add to it over the whole calendar. */
function parts(projection: Projection): Omit<Broken, 'identity'>[] {
  const { first, last } = projection.model.calendar;
  const all: Period = { grain: 'month', id: 'all', label: 'all months', first, last };
  const names = lineNames(projection.model).filter((name) => /^(income|cost)\./.test(name) && name !== 'cost.varying');
  return ['income', 'cost'].flatMap((whole) => {
    const found = names
      .filter((name) => name.split('.').length === 2 && name.startsWith(`${whole}.`))
      .reduce((sum, name) => sum + pence(figureOf(projection, name, all) as Money), 0);
    const expected = pence(figureOf(projection, whole, all) as Money);
    return differ(found, expected) ? [{ where: whole, found: pounds(found), expected: pounds(expected) }] : [];
  });
}

function cashKinds(projection: Projection): Omit<Broken, 'identity'>[] {
  const cashTo = moved(projection.journal, 'cash');
  return periodsOf(projection.model.calendar, 'month').flatMap((month) => {
    const found = CASH_KINDS.reduce(
      (sum, { name }) => sum + pence(figureOf(projection, `cash.${name}`, month) as Money),
      0,
    );
    const expected = cashTo(month.last, month.first);
    return differ(found, expected) ? [{ where: month.label, found: pounds(found), expected: pounds(expected) }] : [];
  });
}

/** Each return is paid in the second month after its last, and covers the months since the one before. */
function vatReturns({ journal, model }: Projection): Omit<Broken, 'identity'>[] {
  const returned = movements(journal).get('vat.paid');
  const [owed, paid] = [moved(journal, 'vat.output', 'vat.input'), moved(journal, 'vat.paid')];
  let since = model.calendar.first;
  return allMonths(model.calendar).flatMap((month) => {
    if (returned?.[month - journal.first + 1] === undefined) return [];
    const expected = -owed(month - 2, since);
    since = month - 1;
    const found = paid(month, month);
    return differ(found, expected)
      ? [{ where: monthName(month), found: pounds(found), expected: pounds(expected) }]
      : [];
  });
}
