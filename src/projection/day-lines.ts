import { type Count, nothing, quotient, times, totalOf } from '../figures/index.js';
import { nameIn, type Period } from '../model/index.js';
import type { PostYear } from './capacity.js';
import { type Line, spread } from './line.js';
import { POSTS, postsWithDays, servicesOf, TRADED } from './parts.js';
import { monthsIn, type Projection } from './projection.js';

/** Days of a post, or of all posts that have any, cut to a period. */
const ofPosts = (name: string, label: string, means: string, days: (year: PostYear) => Count): Line => ({
  name,
  label,
  measure: 'count',
  means,
  parts: POSTS,
  of: (projection, period, part) => {
    const posts = part === undefined ? postsWithDays(projection.model) : [part];
    const yearly = (year: number): Count =>
      totalOf(
        'count',
        posts.map((post) => days(projection.services.capacity.in(post, year))),
      );
    return spread(
      period,
      projection,
      yearly,
      `${label.toLowerCase()}${part === undefined ? '' : ` of ${nameIn(projection.model, 'staff', part)}`}`,
    );
  },
});

function daysAvailable({ staff, model }: Projection, period: Period, part: string | undefined): Count {
  const of = part === undefined ? postsWithDays(model) : [part];
  const days = of.flatMap((id) => {
    const post = model.staff.get(id);
    return (post && staff.daysAvailable(post, monthsIn(period))) ?? [];
  });
  return totalOf(
    'count',
    days,
    `days that can be charged${part === undefined ? '' : ` of ${nameIn(model, 'staff', part)}`}, ${period.label}`,
  );
}

function tradedUnits(projection: Projection, period: Period, part: string | undefined): Count {
  const ids = part === undefined ? servicesOf('traded')(projection.model) : [part];
  const daysOf = (id: string, year: number): Count => {
    const service = projection.model.services.get(id);
    const { sold } = projection.services.in(id, year);
    if (service?.kind === 'traded' && service.delivery.days !== undefined) return times(sold, service.delivery.days);
    return service?.unit === 'day' ? sold : nothing('count');
  };
  const yearly = (year: number): Count =>
    totalOf(
      'count',
      ids.map((id) => daysOf(id, year)),
    );
  return spread(period, projection, yearly, 'days sold');
}

/** Days: what services and membership take of posts, and who delivers them. */
export const dayLines: readonly Line[] = [
  {
    name: 'days.needed',
    label: 'Days needed',
    measure: 'count',
    means: 'days that services and membership ask of posts',
    parts: POSTS,
    of: (p, period, part) => spread(period, p, (year) => p.activity.daysNeeded(part, year), 'days needed'),
  },
  ofPosts(
    'days.promised',
    'Promised to members',
    'days that membership includes, by what is taken up: counted against posts first',
    (post) => post.included,
  ),
  ofPosts(
    'days.ordered',
    'Ordered',
    'days of what schools have ordered: they come before all else that is sold',
    (post) => post.ordered,
  ),
  ofPosts('days.asked', 'Asked for beyond that', 'days of traded services that schools ask for', (post) => post.sold),
  {
    name: 'days.available',
    label: 'Days available',
    measure: 'count',
    means: 'days of posts that can be charged',
    parts: POSTS,
    of: daysAvailable,
  },
  ofPosts(
    'days.used',
    'Days used',
    "days that posts' own people deliver: never more than they have",
    (post) => post.own,
  ),
  ofPosts(
    'days.associates',
    'Days of associates',
    'days that associates deliver where a post has too few',
    (post) => post.associates,
  ),
  ofPosts(
    'days.short',
    'Days short',
    'days that nobody has: demand that is not met, or promises beyond what there is',
    (post) => post.short,
  ),
  {
    name: 'utilisation',
    label: 'Utilisation',
    measure: 'rate',
    means: 'days used as a share of days available',
    parts: POSTS,
    of: (_projection, period, part, read) => {
      const of = (name: string): Count => read(part === undefined ? name : `${name}.${part}`, period) as Count;
      return quotient('rate', of('days.used'), of('days.available'), `utilisation, ${period.label}`);
    },
  },
  {
    name: 'days.sold',
    label: 'Days sold',
    measure: 'count',
    means: 'days of traded services that are sold, not included',
    parts: TRADED,
    of: tradedUnits,
  },
];
