import { type Count, constant, Exact, larger, type Rate, started, sum, times, totalOf } from '../figures/index.js';
import { type Month, valueIn } from '../language/index.js';
import type { Model, Post } from '../model/index.js';

const TWELFTH = constant('rate', Exact.fraction(1, 12), 'a month of twelve');
const ONE_PERSON = constant('count', Exact.one, 'one person');
const ALL = constant('rate', Exact.one, 'all');

/**
 * The posts of a company: how much of each is filled, by how many people, and the days that can be charged of it. What
 * they cost is not asked here.
 */
export class Posts {
  private readonly inPost = new Map<Post, Map<Count, Count>>();
  private readonly inPeople = new Map<Count, Count>();

  constructor(private readonly model: Pick<Model, 'calendar' | 'staff'>) {}

  /** Full-time equivalents in post in a month, less the share that stands empty. */
  filled(post: Post, month: Month): Count | undefined {
    const fte = valueIn(post.fte, month, this.model.calendar.yearStarts);
    const { vacancy } = post;
    if (fte === undefined || vacancy === undefined) return fte;
    return once(this.inPost, post, fte, () =>
      times(fte, sum('rate', [ALL], 'the share that is filled', [vacancy]), 'full-time equivalents in post'),
    );
  }

  /** As few people as can share some full-time equivalents, and one at least. */
  heads(fte: Count): Count {
    const found = this.inPeople.get(fte) ?? larger('count', [started(fte, ONE_PERSON), ONE_PERSON], 'people in post');
    this.inPeople.set(fte, found);
    return found;
  }

  /**
   * People employed in a month: as few as can share each post's full-time equivalents, where it does not say how many
   * do.
   */
  people(at: Month): Count {
    const all = [...this.model.staff.values()].flatMap((post) => {
      const isRunning = at >= (post.from ?? at) && at <= (post.to ?? at);
      const fte = isRunning ? this.filled(post, at) : undefined;
      return fte === undefined ? [] : (post.people ?? this.heads(fte));
    });
    return totalOf('count', all, 'people employed');
  }

  /** Days of a post that can be charged in some months, or undefined where the post has none. */
  daysAvailable(post: Post, of: readonly Month[]): Count | undefined {
    const { days, chargeable } = post;
    if (days === undefined) return undefined;
    const running = of.filter((month) => month >= (post.from ?? month) && month <= (post.to ?? month));
    const perMonth = running.flatMap((month) => this.filled(post, month) ?? []);
    const fteYears = times(totalOf('count', perMonth), TWELFTH, 'full-time equivalent years');
    return times(times(fteYears, days), chargeable as Rate);
  }
}

function once(all: Map<Post, Map<Count, Count>>, post: Post, fte: Count, make: () => Count): Count {
  const known = all.get(post) ?? new Map<Count, Count>();
  all.set(post, known);
  const found = known.get(fte) ?? make();
  known.set(fte, found);
  return found;
}
