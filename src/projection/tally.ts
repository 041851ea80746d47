import { type Count, constant, Exact, type Rate, times, totalOf } from '../figures/index.js';
import { ONE_SCHOOL } from '../pricing/index.js';

/**
 * Members and pupils by the share that joins, so that 24,000 schools with one share are one product. Each is added up
 * when it is first asked for.
 */
export class Tally {
  private readonly schools = new Map<Rate, { single: number; counts: Count[]; pupils: Count[] }>();
  private known: { members?: Count; pupils?: Count } = {};

  constructor(private readonly year: string) {}

  add(count: Count | undefined, share: Rate, pupils: Count): void {
    const known = this.schools.get(share) ?? { single: 0, counts: [], pupils: [] };
    this.schools.set(share, known);
    if (count === undefined) known.single++;
    else known.counts.push(count);
    known.pupils.push(count === undefined ? pupils : times(pupils, count));
  }

  get members(): Count {
    this.known.members ??= totalOf(
      'count',
      [...this.schools].map(([share, { single, counts }]) =>
        single === 1 && counts.length === 0 ? memberBy(share) : membersBy(share, single, counts),
      ),
      `members, ${this.year}`,
    );
    return this.known.members;
  }

  get pupils(): Count {
    this.known.pupils ??= totalOf(
      'count',
      [...this.schools].map(([share, { pupils }]) => times(totalOf('count', pupils), share)),
      `pupils in member schools, ${this.year}`,
    );
    return this.known.pupils;
  }
}

function membersBy(share: Rate, single: number, counts: readonly Count[]): Count {
  const singles = single === 0 ? [] : [constant('count', Exact.of(single), 'schools on the roll with this share')];
  return times(totalOf('count', [...singles, ...counts]), share);
}

/** A share of one school is the same figure in every batch, of which there is one a year. */
const members = new WeakMap<Rate, Count>();

function memberBy(share: Rate): Count {
  const known = members.get(share) ?? times(ONE_SCHOOL, share);
  members.set(share, known);
  return known;
}
