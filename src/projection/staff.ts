import { type Count, constant, Exact, type Money, nothing, portion, sum, times } from '../figures/index.js';
import { type Month, valueIn } from '../language/index.js';
import type { Calendar, Model, Post } from '../model/index.js';
import { bookEmployer, type Payroll } from './employer.js';
import type { Growth } from './growth.js';
import type { HeldValues } from './held.js';
import type { Journal, Posting } from './journal.js';
import { type Cost, PostCosts } from './post-costs.js';
import { runningMonths } from './running.js';
import { awardsOf } from './salaries.js';

const TWELFTH = constant('rate', Exact.fraction(1, 12), 'a month of twelve');

/**
 * Pay and what employers add to it. Where a post has one rate of on-costs, all of it is paid in its month; where it goes by the national rates,
 * contributions and what is withheld from pay are passed on the month after.
 */
export class Staff {
  private readonly costs: PostCosts;

  constructor(
    private readonly model: Model,
    growth: Growth,
    held: HeldValues,
  ) {
    this.costs = new PostCosts(model, growth, held);
  }

  book(journal: Journal): void {
    const payroll: Payroll = new Map();
    for (const [id, post] of this.model.staff) {
      if ('all' in post.onCosts) this.bookSimple(journal, id, post);
      else this.bookPayroll(journal, id, post, payroll);
      this.bookRecruitment(journal, id, post);
    }
    bookEmployer(journal, this.model, this.costs, payroll);
    for (const [month, { owed }] of payroll) journal.book(month + 1, 'PAYE and pensions passed on', 'payroll', 'cash', sum('money', owed));
  }

  /** People employed in a month: as few as can share each post's full-time equivalents, where it does not say how many do. */
  people(at: Month): Count {
    const all = [...this.model.staff.values()].flatMap((post) => {
      const isRunning = at >= (post.from ?? at) && at <= (post.to ?? at);
      return isRunning ? (post.people ?? this.costs.heads(this.costs.filled(post, at)) ?? []) : [];
    });
    return sum('count', all, 'people employed');
  }

  /** Days of a post that can be charged in some months, or undefined where the post has none. */
  daysAvailable(post: Post, of: readonly Month[]): Count | undefined {
    const { days, chargeable } = post;
    if (days === undefined || chargeable === undefined) return undefined;
    const running = of.filter((month) => month >= (post.from ?? month) && month <= (post.to ?? month));
    const perMonth = running.flatMap((month) => this.costs.filled(post, month) ?? []);
    const fteYears = times(sum('count', perMonth), TWELFTH, 'full-time equivalent years');
    return times(times(fteYears, days), chargeable);
  }

  /** Posts whose pay stands still before a calendar ends, with the year of the last award that is known: nothing says what follows it. */
  standing(calendar: Calendar): readonly { readonly post: string; readonly since: number }[] {
    return [...this.model.staff].flatMap(([id, post]) => {
      const awards = awardsOf(this.model, post);
      if (awards === undefined || awards.after !== undefined) return [];
      const since = Math.max(...awards.byYear.keys());
      const next = (since + 1) * 12 + awards.month;
      return next <= Math.min(calendar.last, post.to ?? calendar.last) ? [{ post: id, since }] : [];
    });
  }

  private bookSimple(journal: Journal, id: string, post: Post): void {
    for (const month of runningMonths(this.model, post.from, post.to)) {
      const cost = this.costs.in(id, post, month);
      if (cost === undefined) continue;
      journal.book(month, `${id} paid`, `cost.staff.${id}`, 'cash', cost.pay);
      for (const { amount } of cost.added) journal.book(month, `${id} on-costs paid`, `cost.staff.${id}`, 'cash', amount);
    }
  }

  private bookPayroll(journal: Journal, id: string, post: Post, payroll: Payroll): void {
    let arrears: Money[] = [];
    const months = runningMonths(this.model, post.from, post.to);
    for (const month of months) {
      const cost = this.costs.in(id, post, month);
      const shown = this.costs.shown(id, post, month);
      if (cost === undefined || shown === undefined) continue;
      const settles = cost.pay === shown && arrears.length > 0;
      this.bookPayslips(journal, id, month, cost, settles ? [shown, ...arrears] : [shown], payroll);
      if (settles) arrears = [];
      if (cost.pay !== shown) arrears.push(sum('money', [cost.pay], 'pay to be settled', [shown]));
    }
    // Who has left by then is settled with the next payroll.
    const last = months[months.length - 1];
    if (last !== undefined && arrears.length > 0) journal.book(last + 1, `${id} paid arrears`, 'payroll', 'cash', sum('money', arrears));
  }

  /** The cost of a month, of which the payslips pay what is not withheld; the rest is owed until the month after, and arrears until they are settled. */
  private bookPayslips(journal: Journal, id: string, month: Month, { pay, added }: Cost, shown: readonly Money[], payroll: Payroll): void {
    const { withheld } = this.model.payroll;
    const slip = shown.length === 1 ? (shown[0] as Money) : sum('money', shown, `pay of ${id} with arrears`);
    const kept = withheld === undefined ? nothing<'money'>('money') : portion(slip, withheld, 'withheld from pay');
    const net = sum('money', [slip], `net pay of ${id}`, [kept]);
    const amounts = added.map(({ amount }) => amount);
    const debits = [pay, ...amounts].map((amount): Posting => ({ account: `cost.staff.${id}`, side: 'debit', amount }));
    journal.entry(month, `${id} paid`, [
      ...debits,
      { account: 'cash', side: 'credit', amount: net },
      { account: 'payroll', side: 'credit', amount: sum('money', [pay, ...amounts], 'PAYE and pensions owed', [net]) },
    ]);
    const known = payroll.get(month) ?? { pay: [], ni: [], owed: [] };
    known.pay.push(pay);
    known.ni.push(...added.filter(({ what }) => what === 'ni').map(({ amount }) => amount));
    known.owed.push(kept, ...amounts);
    payroll.set(month, known);
  }

  private bookRecruitment(journal: Journal, id: string, { recruitment, from, people, fte }: Post): void {
    const { calendar, paymentTerms } = this.model;
    const month = from ?? calendar.first;
    if (recruitment === undefined || month < calendar.first || month > calendar.last) return;
    const count = people ?? this.costs.heads(valueIn(fte, month, calendar.yearStarts));
    const amount = count === undefined ? recruitment : portion(recruitment, count, `recruitment of ${id}`);
    journal.book(month, `recruitment of ${id}`, `cost.staff.${id}`, 'creditors', amount);
    journal.book(month + paymentTerms.suppliers, `recruitment of ${id} paid`, 'creditors', 'cash', amount);
  }
}
