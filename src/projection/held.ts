import { type Money, sum } from '../figures/index.js';
import type { Month } from '../language/index.js';

/** What rests on a national value after the last month for which it is known. */
export interface Held {
  readonly what: string;
  readonly knownTo: Month;
  readonly amount: Money;
}

/** Where a projection notes what it rests on beyond the last known values. */
export class HeldValues {
  private readonly by = new Map<string, { knownTo: Month; amounts: Money[] }>();

  /** `last`: the last month that is shown. */
  constructor(private readonly last: Month) {}

  /** Notes an amount where its month lies after the last one for which the value behind it is known. */
  note(what: string, knownTo: Month | undefined, month: Month, amount: Money): void {
    if (knownTo === undefined || month <= knownTo || month > this.last) return;
    const known = this.by.get(what) ?? { knownTo, amounts: [] };
    known.amounts.push(amount);
    this.by.set(what, known);
  }

  /** All that was noted and is not nought. */
  all(): readonly Held[] {
    const found = [...this.by].map(([what, { knownTo, amounts }]) => ({
      what,
      knownTo,
      amount: sum('money', [...amounts], `${what} at values held`),
    }));
    return found.filter(({ amount }) => !amount.isKnown || amount.pence !== 0);
  }
}
