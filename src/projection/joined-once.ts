import { larger, type Money, portion, type Rate, sum, times } from '../figures/index.js';
import type { Calendar, School } from '../model/index.js';
import type { OncePaid } from '../pricing/index.js';
import { partKey } from './levers.js';

/** What schools pay once: each tier is asked for its periods in their order. */
export class JoinedOnce {
  /** By school and tier, the share that has joined so far. */
  private readonly joined = new Map<string, Rate>();

  constructor(private readonly calendar: Calendar) {}

  /**
   * What is paid once by those of a school who join a tier for the first time: the share that has not joined before.
   * Undefined where that is none, and where the school was a member before the calendar.
   */
  paid(tier: string, { id, name, life, count }: School, share: Rate, once: OncePaid): OncePaid | undefined {
    const { first } = this.calendar;
    if ((life?.memberFrom ?? first) < first) return undefined;
    const key = partKey(id, tier);
    const before = this.joined.get(key);
    if (before === share) return undefined;
    const most = before === undefined ? share : larger('rate', [before, share], `share of ${name} that has joined`);
    this.joined.set(key, most);
    const newly = before === undefined ? share : sum('rate', [most], `share of ${name} that is new`, [before]);
    const members = count === undefined ? newly : times(count, newly);
    const part = (amount: Money): Money => portion(amount, members, `paid once by ${name}`);
    return { net: part(once.net), tax: once.tax && part(once.tax) };
  }
}
