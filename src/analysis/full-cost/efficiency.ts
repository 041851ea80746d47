import {
  type Count,
  type Figure,
  isZero,
  type Money,
  named,
  quotient,
  type Rate,
  sum,
  totalOf,
} from '../../figures/index.js';
import { type Model, nameIn, yearLabel } from '../../model/index.js';
import { figureOf, type Projection, periodNamed, postsWithDays, unitsInCalendar } from '../../projection/index.js';
import { ALONE, eachOf, type FigureEntries, type YearAt } from '../shared/figure-entry.js';
import { includedIn } from '../worth/worth.js';
import { shareOutOf } from './share-out.js';
import { fullCost } from './stream-figures.js';

function line(name: string, projection: Projection, year: number): Figure {
  const period = periodNamed(projection.model.calendar, 'year', String(year));
  return figureOf(projection, name, period as NonNullable<typeof period>);
}

const labelled = (what: string, { model }: Projection, year: number): string =>
  `${what}, ${yearLabel(model.calendar, year)}`;

/** Posts with days that can be charged, with their overheads. */
function inFull(projection: Projection, year: number): Money {
  return totalOf(
    'money',
    shareOutOf(projection, year).posts.map(({ full }) => full),
    labelled('full cost of posts with days', projection, year),
  );
}

/** A ratio, where there is something to divide by. */
function over<K extends 'price' | 'rate'>(kind: K, part: Figure, whole: Figure, label: string): Figure<K> | undefined {
  return isZero(whole) ? undefined : quotient(kind, part, whole, label);
}

/**
 * Of what membership includes of a service, the share that is used; undefined where it includes none in counted units.
 */
function takeUp(projection: Projection, year: number, tier: string | undefined, id: string): Rate | undefined {
  const tiers =
    tier === undefined
      ? [...projection.model.tiers].flatMap(([each, { includes }]) => (includes.has(id) ? [each] : []))
      : [tier];
  const [only, ...others] = tiers;
  if (only === undefined) return undefined;
  if (others.length === 0) return includedIn(projection, only, year).find(({ service }) => service === id)?.takeUp;
  const each = tiers.flatMap((of) => promisedBy(projection, year, of, id) ?? []);
  const label = labelled(`take-up of ${nameIn(projection.model, 'services', id)}`, projection, year);
  const [used, promised] = [
    totalOf(
      'count',
      each.map((part) => part.used),
      'units that are used',
    ),
    totalOf(
      'count',
      each.map((part) => part.promised),
      'units that are promised',
    ),
  ];
  return over('rate', used, promised, label);
}

/** What a tier promises of a service, and what of it is used; undefined where it promises none in counted units. */
function promisedBy(
  projection: Projection,
  year: number,
  tier: string,
  id: string,
): { readonly used: Count; readonly promised: Count } | undefined {
  const { includedBy, promisedBy } = projection.services.in(id, year);
  const [used, promised] = [includedBy.get(tier), promisedBy.get(tier)];
  return used === undefined || promised === undefined ? undefined : { used, promised };
}

function included({ tiers }: Model): readonly string[] {
  return [...new Set([...tiers.values()].flatMap(({ includes }) => [...includes.keys()]))];
}

const servicesOf = eachOf(({ services }) => [...services.keys()]);

/** How much is got for what is spent, in a company year. To add one: an entry here. */
export const efficiencyFigures = {
  'efficiency.day': {
    kind: 'price',
    means: 'full cost of posts with days, over the days that they deliver',
    parts: ALONE,
    make: ({ projection: p, year }) =>
      over('price', inFull(p, year), line('days.used', p, year), labelled('full cost of a delivered day', p, year)),
  },
  'efficiency.delivered': {
    kind: 'price',
    means: 'full cost of a post over the days that it delivers, so that days nobody uses make the others dearer',
    parts: eachOf(postsWithDays),
    make: ({ projection: p, year }, id) => {
      const post = shareOutOf(p, year).posts.find((each) => each.post === id);
      return (
        post &&
        over(
          'price',
          post.full,
          line(`days.used.${id}`, p, year),
          labelled(`full cost of a delivered day of ${id}`, p, year),
        )
      );
    },
  },
  'efficiency.sold': {
    kind: 'count',
    means: 'units of a service that are sold in the year',
    parts: servicesOf,
    make: ({ projection: p, year }, id) =>
      named(soldIn(p, year, id), labelled(`${nameIn(p.model, 'services', id)} that is sold`, p, year)),
  },
  'efficiency.unit': {
    kind: 'price',
    means: 'full cost of a service over the units that are sold',
    parts: servicesOf,
    make: ({ projection: p, year }, id) => {
      const full = fullCost(`services.${id}`, p, year);
      return (
        full &&
        over(
          'price',
          full,
          soldIn(p, year, id),
          labelled(`full cost of a unit of ${nameIn(p.model, 'services', id)}`, p, year),
        )
      );
    },
  },
  'efficiency.take_up': {
    kind: 'rate',
    means: 'of what membership includes of a service, the share that is used',
    parts: eachOf(included),
    make: ({ projection, year, tier }, id) => takeUp(projection, year, tier, id),
  },
  'efficiency.overheads': {
    kind: 'rate',
    means: "cost that is no service's own, as a share of all cost before corporation tax",
    parts: ALONE,
    make: ({ projection: p, year }) =>
      over('rate', shareOutOf(p, year).pool, beforeTax(p, year), labelled('overheads as a share of cost', p, year)),
  },
  'efficiency.per_school': {
    kind: 'price',
    means: 'all cost over the members: for each school that is reached',
    parts: ALONE,
    make: ({ projection: p, year }) =>
      over('price', line('cost', p, year), line('members', p, year), labelled('cost for each member', p, year)),
  },
} as const satisfies FigureEntries<YearAt>;

/** Units that are sold in the months that the calendar has of a company year. */
function soldIn({ services, model }: Projection, year: number, id: string): Count {
  return unitsInCalendar(model.calendar, year, services.in(id, year).sold);
}

function beforeTax(projection: Projection, year: number): Money {
  const cost = line('cost', projection, year) as Money;
  return sum('money', [cost], labelled('cost before corporation tax', projection, year), [
    line('cost.taxes.corporation_tax', projection, year) as Money,
  ]);
}
