import { type Money, nothing, portion, type Rate, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';
import type { Payroll } from './employer.js';
import type { Journal, Posting } from './journal.js';
import type { Cost } from './post-costs.js';

/** Of a month in which nobody works any more. */
export const NOTHING_EARNED: Cost = { pay: nothing<'money'>('money'), added: [] };

/** What one cost is above another, of the same post in the same month: each adds the same things in the same order. */
export function differenceOf(earned: Cost, shown: Cost): Cost {
  const less = (a: Money, b: Money): Money => sum('money', [a], 'to be settled', [b]);
  const [, ...others] = amountsOf(shown);
  return {
    pay: less(earned.pay, shown.pay),
    added: earned.added.map(({ what, amount }, i) => ({ what, amount: less(amount, others[i] as Money) })),
  };
}

/** Pay and what the employer adds, in order. */
const amountsOf = ({ pay, added }: Cost): Money[] => [pay, ...added.map(({ amount }) => amount)];
const paysOf = (costs: readonly Cost[]): Money[] => costs.map(({ pay }) => pay);
const addedOf = (costs: readonly Cost[]): Money[] => costs.flatMap(({ added }) => added.map(({ amount }) => amount));

/**
 * A month's cost of a post, and what is paid in it: its own, or less while an award is to be settled, or with the
 * arrears of months before.
 */
interface PayBook {
  readonly book: (month: Month, earned: Cost, paid: readonly Cost[]) => void;
}

/** All is paid in its month, to the people and to whoever else gets it: a post with one rate of on-costs. */
export class OwnPay implements PayBook {
  constructor(
    private readonly journal: Journal,
    private readonly id: string,
    private readonly name: string,
  ) {}

  book(month: Month, earned: Cost, paid: readonly Cost[]): void {
    const { id, name, journal } = this;
    if (paid.length === 1 && paid[0] === earned) {
      journal.book(month, `${name} paid`, `cost.staff.${id}`, 'cash', earned.pay);
      for (const { amount } of earned.added)
        journal.book(month, `${name} on-costs paid`, `cost.staff.${id}`, 'cash', amount);
      return;
    }
    const cash = sum('money', paid.flatMap(amountsOf), `paid of ${name}`);
    bookEarned(journal, { id, name }, month, earned, cash, 'arrears of pay');
  }
}

/**
 * What is withheld of pay, and what the employer adds, are passed on the month after (PAYE by the 22nd, pensions
 * likewise). Contributions on arrears are those of the months that they are for.
 */
export class Payslips implements PayBook {
  constructor(
    private readonly journal: Journal,
    private readonly id: string,
    private readonly name: string,
    private readonly withheld: Rate | undefined,
    private readonly payroll: Payroll,
  ) {}

  book(month: Month, earned: Cost, paid: readonly Cost[]): void {
    const { id, name, journal, withheld, payroll } = this;
    const pays = paysOf(paid);
    const slip = pays.length === 1 ? (pays[0] as Money) : sum('money', pays, `pay of ${name} with arrears`);
    const kept = withheld === undefined ? nothing<'money'>('money') : portion(slip, withheld, 'withheld from pay');
    const net = sum('money', [slip], `net pay of ${name}`, [kept]);
    bookEarned(journal, { id, name }, month, earned, net, 'PAYE and pensions owed');
    const known = payroll.get(month) ?? { pay: [], ni: [], owed: [] };
    known.pay.push(slip);
    known.ni.push(
      ...paid.flatMap(({ added }) => added.filter(({ what }) => what === 'ni').map(({ amount }) => amount)),
    );
    known.owed.push(kept, ...addedOf(paid));
    payroll.set(month, known);
  }
}

/** A month's cost, of which some is paid in cash and the rest is owed. */
function bookEarned(
  journal: Journal,
  { id, name }: { readonly id: string; readonly name: string },
  month: Month,
  earned: Cost,
  cash: Money,
  owed: string,
): void {
  const amounts = earned === NOTHING_EARNED ? [] : amountsOf(earned);
  const debits = amounts.map((amount): Posting => ({ account: `cost.staff.${id}`, side: 'debit', amount }));
  journal.entry(month, `${name} paid`, [
    ...debits,
    { account: 'cash', side: 'credit', amount: cash },
    { account: 'payroll', side: 'credit', amount: sum('money', amounts, owed, [cash]) },
  ]);
}
