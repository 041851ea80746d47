import { portion, totalOf } from '../figures/index.js';
import { type Month, valueIn } from '../language/index.js';
import { called, type Post } from '../model/index.js';
import { bookEmployer, type Payroll } from './employer.js';
import type { Journal } from './journal.js';
import { differenceOf, NOTHING_EARNED, OwnPay, Payslips } from './payslips.js';
import { type Cost, type PayParts, PostCosts } from './post-costs.js';
import type { Posts } from './posts.js';
import { runningMonths } from './running.js';

/** What the books of posts hang on. */
export type StaffParts = PayParts & { readonly suppliers: number };

/**
 * Pay and what employers add to it, in the books. Where a post has one rate of on-costs, all of it is paid in its
 * month; where it goes by the national rates, contributions and what is withheld from pay are passed on the month
 * after.
 */
export class Staff {
  private readonly costs: PostCosts;

  constructor(
    private readonly model: StaffParts,
    private readonly posts: Posts,
  ) {
    this.costs = new PostCosts(model, posts);
  }

  book(journal: Journal): void {
    const payroll: Payroll = new Map();
    for (const [id, post] of this.model.staff) {
      this.bookPost(journal, id, post, payroll);
      this.bookRecruitment(journal, id, post);
    }
    bookEmployer(journal, this.model, payroll);
    for (const [month, { owed }] of payroll)
      journal.book(month + 1, 'PAYE and pensions passed on', 'payroll', 'cash', totalOf('money', owed));
  }

  /**
   * What a post earns is a cost of its month. Payslips pay what is settled by then; the rest of an award, with what the
   * employer adds to it, is owed until the month in which the award is paid, and falls due with it.
   */
  private bookPost(journal: Journal, id: string, post: Post, payroll: Payroll): void {
    const pay =
      'all' in post.onCosts
        ? new OwnPay(journal, id, called(post, id))
        : new Payslips(journal, id, called(post, id), this.model.payroll.withheld, payroll);
    let arrears: Cost[] = [];
    const months = runningMonths(this.model, post.from, post.to);
    for (const month of months) {
      const earned = this.costs.in(id, post, month, 'earned');
      if (earned === undefined) continue;
      const shown = this.costs.in(id, post, month, 'paid') as Cost;
      const isSettled = earned.pay === shown.pay;
      pay.book(month, earned, isSettled ? [earned, ...arrears] : [shown]);
      arrears = isSettled ? [] : [...arrears, differenceOf(earned, shown)];
    }
    // Who has left by then is paid when those are who have stayed.
    if (arrears.length > 0) pay.book(this.costs.settledIn(post, months.at(-1) as Month), NOTHING_EARNED, arrears);
  }

  private bookRecruitment(journal: Journal, id: string, { recruitment, from, people, fte, ...post }: Post): void {
    const { calendar, suppliers } = this.model;
    const month = from ?? calendar.first;
    if (recruitment === undefined || month < calendar.first || month > calendar.last) return;
    const first = valueIn(fte, month, calendar.yearStarts);
    const count = people ?? (first && this.posts.heads(first));
    const amount =
      count === undefined ? recruitment : portion(recruitment, count, `recruitment of ${called(post, id)}`);
    journal.book(month, `recruitment of ${called(post, id)}`, `cost.staff.${id}`, 'creditors', amount);
    journal.book(month + suppliers, `recruitment of ${called(post, id)} paid`, 'creditors', 'cash', amount);
  }
}
