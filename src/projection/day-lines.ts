import { type Count, nothing, quotient, times, totalOf } from '../figures/index.js';
import { monthsOf, nameIn, type Period, type Post, type Season, type Traded } from '../model/index.js';
import { includedOf, orderedOf, type PostDemand, type PostYear, soldOf } from './capacity.js';
import { type Line, spread } from './line.js';
import { POSTS, postsWithDays, servicesOf, TRADED } from './parts.js';
import { monthsIn, type Projection } from './projection.js';
import { type Seasonal, seasonWithin } from './season.js';

/** Days of company years at twelve months' rate, with their season within each. */
interface Part {
  readonly yearly: (year: number) => Count;
  readonly season: (year: number) => Season | undefined;
}

/** Days of several parts, cut to a period: each by its own season, and all together where none has one. */
function ofParts(
  period: Period,
  projection: Projection,
  parts: readonly Part[],
  label: string,
  together: (year: number) => Count = (year) =>
    totalOf(
      'count',
      parts.map(({ yearly }) => yearly(year)),
    ),
): Count {
  const hasSeason = parts.some(({ season }) => projection.model.calendar.years.some((year) => season(year)));
  if (hasSeason)
    return totalOf(
      'count',
      parts.map(({ yearly, season }) => spread(period, projection, yearly, label, season)),
      `${label}, ${period.label}`,
    );
  return spread(period, projection, together, label);
}

/** Days of a post, or of all posts that have any, cut to a period. */
const ofPosts = (
  name: string,
  label: string,
  means: string,
  days: (year: PostYear) => Count,
  asked?: (asked: PostDemand) => readonly Seasonal[],
): Line => ({
  name,
  label,
  measure: 'count',
  means,
  parts: POSTS,
  of: (projection, period, part) => {
    const posts = part === undefined ? postsWithDays(projection.model) : [part];
    const { capacity } = projection.services;
    const says = `${label.toLowerCase()}${part === undefined ? '' : ` of ${nameIn(projection.model, 'staff', part)}`}`;
    const of = (post: string): Part => ({
      yearly: (year) => days(capacity.in(post, year)),
      season: (year) => capacity.seasonOf(post, year, asked),
    });
    return ofParts(period, projection, posts.map(of), says);
  },
});

function daysAvailable({ staff, model }: Projection, period: Period, part: string | undefined): Count {
  const of = part === undefined ? postsWithDays(model) : [part];
  const days = of.map((id) => staff.daysAvailable(model.staff.get(id) as Post, monthsIn(period)) as Count);
  return totalOf(
    'count',
    days,
    `days that can be charged${part === undefined ? '' : ` of ${nameIn(model, 'staff', part)}`}, ${period.label}`,
  );
}

function tradedDays(projection: Projection, period: Period, part: string | undefined): Count {
  const ids = part === undefined ? servicesOf('traded')(projection.model) : [part];
  const daysOf = (id: string, year: number): Count => {
    const { delivery, unit } = projection.model.services.get(id) as Traded;
    const { sold } = projection.services.in(id, year);
    if (delivery.days !== undefined) return times(sold, delivery.days);
    return unit === 'day' ? sold : nothing('count');
  };
  return tradedIn(projection, period, ids, daysOf, 'days sold');
}

/** Units of all traded services that are sold, whatever each of them is. */
export function unitsSold(projection: Projection, period: Period): Count {
  const ids = servicesOf('traded')(projection.model);
  return tradedIn(projection, period, ids, (id, year) => projection.services.in(id, year).sold, 'units sold');
}

function tradedIn(
  projection: Projection,
  period: Period,
  ids: readonly string[],
  yearly: (id: string, year: number) => Count,
  label: string,
): Count {
  const { calendar, services } = projection.model;
  const of = (id: string): Part => {
    const { season } = services.get(id) as Traded;
    return {
      yearly: (year) => yearly(id, year),
      season: (year) => seasonWithin(season, monthsOf(calendar, year)),
    };
  };
  return ofParts(period, projection, ids.map(of), label);
}

/** Days: what services and membership take of posts, and who delivers them. */
export const dayLines: readonly Line[] = [
  {
    name: 'days.needed',
    label: 'Days needed',
    measure: 'count',
    means: 'days that services and membership ask of posts',
    parts: POSTS,
    of: (p, period, part) => {
      const posts = part === undefined ? p.activity.postsNeeded() : [part];
      const of = (post: string): Part => ({
        yearly: (year) => p.activity.daysNeeded(post, year),
        season: (year) => p.services.capacity.seasonOf(post, year),
      });
      return ofParts(period, p, posts.map(of), 'days needed', (year) => p.activity.daysNeeded(part, year));
    },
  },
  ofPosts(
    'days.promised',
    'Promised to members',
    'days that membership includes, by what is taken up: counted against posts first',
    (post) => post.included,
    includedOf,
  ),
  ofPosts(
    'days.ordered',
    'Ordered',
    'days of what schools have ordered: they come before all else that is sold',
    (post) => post.ordered,
    orderedOf,
  ),
  ofPosts(
    'days.asked',
    'Asked for beyond that',
    'days of traded services that schools ask for',
    (post) => post.sold,
    soldOf,
  ),
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
    of: tradedDays,
  },
];
