import type { Figure, Rate } from '../figures/index.js';
import { type Month, monthName } from '../language/index.js';
import { type Calendar, type Model, mayBuy, monthsOf, turnsAmong, yearLabel } from '../model/index.js';
import type { JoinedBatch, Joiner, Joiners } from './joiners.js';
import type { TiersWith } from './tier-parts.js';

/** Months of a company year, one after the other, in which the same schools may buy: as members and as others. */
export interface BuyingStretch {
  readonly year: number;
  readonly months: readonly Month[];
  /** Whether it is all that the calendar has of the year. */
  readonly isWhole: boolean;
}

/** A stretch in words: its year, with its months where they are not all of it. */
export function whenOf({ year, months, isWhole }: BuyingStretch, calendar: Calendar): string {
  const label = yearLabel(calendar, year);
  const [first, last] = [months[0] as Month, months.at(-1) as Month];
  if (isWhole) return label;
  return `${label}, ${first === last ? monthName(first) : `${monthName(first)} to ${monthName(last)}`}`;
}

interface StretchParts extends Pick<Model, 'schools'> {
  readonly calendar: Calendar;
  readonly tiers: TiersWith<'eligible'>;
  readonly joiners: Joiners;
}

/**
 * Company years, cut where schools come, go or change their share. What services sell in a month hangs on who may buy in
 * it. What is said of a school's share tells whether it is the same, and not how much it comes to: the cuts stay where
 * they are when chance decides or a lever is turned.
 */
export class Stretches {
  private readonly years = new Map<number, readonly BuyingStretch[]>();
  private readonly wholes = new Map<number, BuyingStretch>();
  /** The first months of schools that open, and the first after those that close. */
  private readonly turns: ReadonlySet<Month>;
  /** Batches by the month in which they begin, and by that after their last. */
  private readonly begin = new Map<Month, JoinedBatch[]>();
  private readonly ended = new Map<Month, JoinedBatch[]>();
  private readonly ids = new Map<Rate, string>();

  constructor(private readonly parts: StretchParts) {
    const buyers = parts.schools.filter((school) => mayBuy(school, parts.tiers.values()));
    this.turns = new Set(turnsAmong(buyers.map(({ there }) => ({ there, turns: [] }))));
    for (const batch of parts.joiners.batches) {
      noted(this.begin, batch.firstMonth, batch);
      noted(this.ended, batch.lastMonth + 1, batch);
    }
  }

  /** All that the calendar has of a company year. */
  whole(year: number): BuyingStretch {
    const found = this.wholes.get(year) ?? { year, months: monthsOf(this.parts.calendar, year), isWhole: true };
    this.wholes.set(year, found);
    return found;
  }

  /** The stretches of a company year; the whole year where nobody comes or goes within it. */
  in(year: number): readonly BuyingStretch[] {
    const found = this.years.get(year) ?? this.anew(year);
    this.years.set(year, found);
    return found;
  }

  private anew(year: number): readonly BuyingStretch[] {
    const whole = this.whole(year);
    const [first, ...others] = whole.months as readonly [Month, ...Month[]];
    const cuts: Month[][] = [[first]];
    for (const month of others) {
      if (this.isCut(month)) cuts.push([month]);
      else cuts.at(-1)?.push(month);
    }
    return cuts.length === 1 ? [whole] : cuts.map((months) => ({ year, months, isWhole: false }));
  }

  /** Whether others may buy in a month than in that before it: those whose membership goes on are the same in both. */
  private isCut(month: Month): boolean {
    if (this.turns.has(month)) return true;
    const [before, now] = [this.ended, this.begin].map((at) => this.membersOf(at.get(month) ?? []));
    return before !== now;
  }

  /** The members of some batches, as a text that is the same where they are. */
  private membersOf(batches: readonly JoinedBatch[]): string {
    return batches
      .flatMap(({ joiners }) => joiners)
      .map((joiner) => `${joiner.school.id} ${joiner.tier} ${this.decidedBy(joiner)}`)
      .sort()
      .join();
  }

  /**
   * What decided that a school joins: one text for all shares of which the same is said, and another for each period for
   * which it was decided anew.
   */
  private decidedBy(joiner: Joiner): string {
    const said = this.parts.joiners.saidOf(joiner);
    if (said === undefined) return String(joiner.firstMonth);
    const found = this.ids.get(said) ?? saidIn(said);
    this.ids.set(said, found);
    return found;
  }
}

function noted(to: Map<Month, JoinedBatch[]>, month: Month, batch: JoinedBatch): void {
  const known = to.get(month);
  if (known === undefined) to.set(month, [batch]);
  else known.push(batch);
}

/**
 * What a share says: where it is written, and what it is worked out of; never what it comes to, which is another in each
 * draw. Parts that are kept from another model are figures of their own, so that no figure tells it by itself.
 */
function saidIn({ op, label, value, args, detail: { origin } }: Figure): string {
  if (origin !== undefined) return `${origin.path} ${origin.text}`;
  return args.length === 0 ? String(value) : `${op} ${label}(${args.map(saidIn).join()})`;
}
