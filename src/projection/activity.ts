import { type Count, constant, Exact, nothing, times, totalOf } from '../figures/index.js';
import type { Month } from '../language/index.js';
import {
  type Driver,
  isThere,
  type Model,
  mayJoin,
  monthsOf,
  type School,
  turnsAmong,
  yearLabel,
} from '../model/index.js';
import type { JoinedBatch, Joiners } from './joiners.js';
import type { TiersWith } from './tier-parts.js';

/** Batches that run together, and what they come to once somebody asks. */
interface Running {
  readonly batches: readonly JoinedBatch[];
  members: Count | undefined;
  pupils: Count | undefined;
}

/** What stands beside the books: members, pupils and schools in each month, and days by company year. */
export class Activity {
  /** Schools that may join at least one tier, as they are or as what they become. */
  private readonly eligible: readonly School[];
  private readonly turns: readonly Month[];
  private readonly series = new Map<string, Count>();
  /** The batches that run in each month, of one tier or of all. */
  private readonly running = new Map<string | undefined, Map<Month, Running>>();
  /** One for the same batches, by their places. */
  private readonly runs = new Map<string, Running>();
  private readonly daysByYear = new Map<string, Map<number, Count[]>>();
  private readonly daysTaken = new Map<number, Count[]>();

  constructor(
    private readonly model: Pick<Model, 'calendar' | 'schools'> & { readonly tiers: TiersWith<'eligible'> },
    private readonly joiners: Joiners,
  ) {
    this.eligible = model.schools.filter((school) => mayJoin(school, model.tiers.values()));
    this.turns = turnsAmong(this.eligible.map((school) => ({ ...school, turns: [] })));
  }

  /** Schools that may join, average over some months: those that are open in each. */
  schools(months: readonly Month[]): Count {
    return averageOf(
      months.map((at) => this.schoolsIn(at)),
      'schools that may join, average of the months',
    );
  }

  /** Months between which no school comes or goes have the same schools: one figure for all of them. */
  private schoolsIn(at: Month): Count {
    return this.once(`schools|${this.turns.filter((month) => month <= at).length}`, () => {
      const open = this.eligible.filter((school) => isThere(school, at));
      const single = open.filter(({ count }) => count === undefined).length;
      const counts = open.flatMap(({ count }) => (count === undefined ? [] : [count]));
      const singles = single === 0 ? [] : [constant('count', Exact.of(single), 'schools on the roll')];
      return totalOf('count', [...singles, ...counts], 'schools that may join');
    });
  }

  /** Members in a month, of one tier or of all. */
  members(at: Month, tier?: string): Count {
    return this.inMonth('members', at, tier);
  }

  /** Pupils in member schools in a month. */
  pupils(at: Month, tier?: string): Count {
    return this.inMonth('pupils', at, tier);
  }

  private inMonth(what: 'members' | 'pupils', at: Month, tier: string | undefined): Count {
    const months = this.running.get(tier) ?? new Map<Month, Running>();
    this.running.set(tier, months);
    const found = months.get(at) ?? this.runningIn(at, tier);
    months.set(at, found);
    // Months with the same batches have the same members: one figure for all of them.
    found[what] ??= totalOf(
      'count',
      found.batches.map((batch) => batch[what]),
    );
    return found[what];
  }

  private runningIn(at: Month, tier: string | undefined): Running {
    const { batches } = this.joiners;
    const running: JoinedBatch[] = [];
    let places = tier ?? '';
    for (let place = 0; place < batches.length; place++) {
      const batch = batches[place] as JoinedBatch;
      if (batch.firstMonth > at || at > batch.lastMonth || (tier ?? batch.tier) !== batch.tier) continue;
      running.push(batch);
      places += `,${place}`;
    }
    const found = this.runs.get(places) ?? { batches: running, members: undefined, pupils: undefined };
    this.runs.set(places, found);
    return found;
  }

  /** The average over some months of members or pupils, of one tier or of all. */
  average(what: 'members' | 'pupils', months: readonly Month[], tier?: string, label?: string): Count {
    return totalOf('count', partsOf(months.map((at) => this.inMonth(what, at, tier))), label);
  }

  private once(key: string, make: () => Count): Count {
    let found = this.series.get(key);
    if (found === undefined) {
      found = make();
      this.series.set(key, found);
    }
    return found;
  }

  /** The average of a driver over a company year. */
  driver(driver: Driver, year: number): Count {
    if (driver === 'schools') return this.schools(monthsOf(this.model.calendar, year));
    if (driver === 'days') return totalOf('count', this.daysTaken.get(year) ?? []);
    const label = `${driver === 'members' ? 'members' : 'pupils in member schools'}, average of ${yearLabel(this.model.calendar, year)}`;
    return this.once(`${driver}|${year}`, () =>
      this.average(driver, monthsOf(this.model.calendar, year), undefined, label),
    );
  }

  /** Notes days that are delivered in a company year, whoever delivers them. */
  takeDays(year: number, days: Count): void {
    this.daysTaken.set(year, [...(this.daysTaken.get(year) ?? []), days]);
  }

  /** Notes days that services ask of a post in a company year. */
  needDays(post: string, year: number, days: Count): void {
    const years = this.daysByYear.get(post) ?? new Map<number, Count[]>();
    this.daysByYear.set(post, years);
    const known = years.get(year);
    if (known === undefined) years.set(year, [days]);
    else known.push(days);
  }

  /** The posts of which services ask days. */
  postsNeeded(): readonly string[] {
    return [...this.daysByYear.keys()];
  }

  /** Days that services ask of a post in a company year; of all posts where none is named. */
  daysNeeded(post: string | undefined, year: number): Count {
    const posts = post === undefined ? this.postsNeeded() : [post];
    const days = posts.flatMap((id) => this.daysByYear.get(id)?.get(year) ?? []);
    return days.length === 0 ? nothing('count') : totalOf('count', days);
  }
}

/** What stands in each of some months as parts of their average: each different figure by how many months it stands in. */
function partsOf(monthly: readonly Count[]): Count[] {
  const lengths = new Map<Count, number>();
  for (const each of monthly) lengths.set(each, (lengths.get(each) ?? 0) + 1);
  return [...lengths].map(([each, length]) =>
    length === monthly.length
      ? each
      : times(each, constant('rate', Exact.fraction(length, monthly.length), `${length} of ${monthly.length} months`)),
  );
}

/** The same as one figure: that of the months itself, where it is the same in all of them. */
function averageOf(monthly: readonly Count[], label: string): Count {
  const [first, ...others] = partsOf(monthly);
  return first !== undefined && others.length === 0 ? first : totalOf('count', partsOf(monthly), label);
}
