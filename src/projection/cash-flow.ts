import { type Money, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';
import { paidAs } from './cost-kinds.js';
import type { Journal, Posting } from './journal.js';

/** Why cash moves, by the account on the other side. */
interface CashKind {
  readonly name: string;
  readonly label: string;
  readonly means: string;
  /** Accounts, or what they are below. */
  readonly against: readonly string[];
}

/** Every kind, in the order of the statement; the first that fits an entry is its own. To add one: a line here. */
export const CASH_KINDS: readonly CashKind[] = [
  {
    name: 'from_membership',
    label: 'From membership',
    means: 'membership fees received, with VAT',
    against: ['debtors.membership'],
  },
  {
    name: 'from_services',
    label: 'From services',
    means: 'received for services, with VAT',
    against: ['debtors.traded', 'debtors.brokered'],
  },
  {
    name: 'from_contracts',
    label: 'From contracts',
    means: "received on the council's contracts and grants, with VAT",
    against: ['debtors.contract'],
  },
  {
    name: 'from_other',
    label: 'From other income',
    means: 'donations, credits and interest received, with VAT where there is any',
    against: ['debtors.other'],
  },
  {
    name: 'to_staff',
    label: 'To staff',
    means: 'net pay, PAYE and pensions paid',
    against: [...paidAs('to_staff'), 'payroll'],
  },
  {
    name: 'to_providers',
    label: 'To providers',
    means: 'passed on to providers, as agent',
    against: ['owed_to_providers'],
  },
  {
    name: 'for_capital',
    label: 'For capital items',
    means: 'paid for capital items, with VAT',
    against: ['creditors.capital'],
  },
  {
    name: 'to_suppliers',
    label: 'To suppliers',
    means: 'paid to suppliers, associates and providers, with VAT',
    against: ['creditors', 'prepayments', 'vat.input', 'cost.taxes.vat'],
  },
  { name: 'vat', label: 'VAT returns', means: 'paid to HMRC on VAT returns, or received', against: ['vat.paid'] },
  { name: 'corporation_tax', label: 'Corporation tax', means: 'paid to HMRC', against: ['corporation_tax'] },
  { name: 'interest', label: 'Interest', means: 'paid on loans and facilities', against: paidAs('interest') },
  { name: 'loans', label: 'Loans', means: 'drawn, less what is repaid', against: ['loans'] },
];

/** Cash in less cash out of one kind, over some months. */
export function cashFlow(journal: Journal, kind: string, first: Month, last: Month, label: string): Money {
  const months = movesOf(journal).get(kind);
  const plus: Money[] = [];
  const minus: Money[] = [];
  for (let month = first; month <= last; month++) {
    for (const { side, amount } of months?.get(month) ?? []) (side === 'debit' ? plus : minus).push(amount);
  }
  return totalOf('money', plus, label, minus);
}

const known = new WeakMap<Journal, Map<string, Map<Month, Posting[]>>>();

function movesOf(journal: Journal): Map<string, Map<Month, Posting[]>> {
  const found = known.get(journal);
  if (found !== undefined) return found;
  const kinds = new Map<string, Map<Month, Posting[]>>();
  for (const { month, memo, postings } of journal.transactions) {
    // What was there before the first month has not moved.
    if (month < journal.first) continue;
    const cash = postings.filter(({ account }) => account === 'cash');
    if (cash.length === 0) continue;
    const kind = kindOf(postings);
    if (kind === undefined) throw new RangeError(`cash moves without a reason: ${memo}`);
    const months = kinds.get(kind) ?? new Map<Month, Posting[]>();
    kinds.set(kind, months);
    const known = months.get(month);
    if (known === undefined) months.set(month, cash);
    else known.push(...cash);
  }
  known.set(journal, kinds);
  return kinds;
}

/** The first kind that fits any of some postings. */
function kindOf(postings: readonly Posting[]): string | undefined {
  return CASH_KINDS[Math.min(...postings.map(({ account }) => placeOf(account)))]?.name;
}

const places = new Map<string, number>();

/** The place of the first kind that an account is against; beyond the last where there is none. */
function placeOf(account: string): number {
  const known = places.get(account);
  if (known !== undefined) return known;
  const found = CASH_KINDS.findIndex(({ against }) =>
    against.some((name) => account === name || account.startsWith(`${name}.`)),
  );
  const place = found < 0 ? CASH_KINDS.length : found;
  places.set(account, place);
  return place;
}
