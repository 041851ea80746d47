import { type Count, inWords, sum } from '../../figures/index.js';
import { type MapNode, monthName } from '../../language/index.js';
import {
  type Model,
  nameIn,
  periodsOf,
  type Service,
  type ServiceOrder,
  yearLabel,
  yearOf,
} from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { type Finding, placeAt } from '../shared/lint.js';

/**
 * What a reader would ask about what is asked of services: whether there are days to deliver it, whether the calendar
 * has the days of orders, and whether there is anybody to ask.
 */
export function orderFindings(projection: Projection, tree: MapNode): Finding[] {
  const { model, services } = projection;
  return [
    ...aboveDays(model, services),
    ...aboveInMonths(projection, tree),
    ...outside(model),
    ...ofNobody(model, tree),
  ];
}

/** What members would ask for, of a company that offers no tier to join. */
function ofNobody({ services, tiers }: Model, tree: MapNode): Finding[] {
  if (tiers.size > 0) return [];
  return [...services].flatMap(([id, { demand }]): Finding[] => {
    if (demand.perMember.length === 0) return [];
    const says = `no tier is offered, so nobody is a member and asks for it: where all schools buy alike, say per_other`;
    return [
      { lint: 'no-members', severity: 'warning', says, ...placeAt({ tree }, ['services', id, 'demand', 'per_member']) },
    ];
  });
}

/** A month in which more days of a post are needed than there are. */
interface ShortMonth {
  readonly label: string;
  readonly needed: Count;
  readonly there: Count;
  readonly ordered: Count;
}

/**
 * Posts of which more days are needed in a month, by seasons and orders, than they have, in years that have enough: the
 * first such month of each year.
 */
function aboveInMonths(projection: Projection, tree: MapNode): Finding[] {
  const { model } = projection;
  return [...model.staff.keys()].flatMap((post) =>
    model.calendar.years.flatMap((year): Finding[] => {
      const [first, ...others] = shortMonths(projection, post, year);
      if (first === undefined) return [];
      const isOrdered = first.ordered.isKnown && first.ordered.exact.sign > 0;
      const of = isOrdered ? `, of which ${days(first.ordered)} are ordered,` : '';
      const more =
        others.length === 0 ? '' : `; and so in ${others.length} more ${others.length === 1 ? 'month' : 'months'}`;
      const says = `${days(first.needed)} days of ${nameIn(model, 'staff', post)} are needed in ${first.label}${of} and there are ${days(first.there)}, though ${yearLabel(model.calendar, year)} has enough${more}`;
      return [{ lint: 'month-above-days', severity: 'note', says, ...placeAt({ tree }, ['staff', post]) }];
    }),
  );
}

/** Of a year that has enough days: else it is told of as a whole. Associates may do all of their days in one month. */
function shortMonths(projection: Projection, post: string, year: number): ShortMonth[] {
  const { model, services } = projection;
  const { short, most } = services.capacity.in(post, year);
  const isEven = services.capacity.seasonOf(post, year) === undefined;
  if (isEven || most === undefined || !short.isKnown || short.exact.sign > 0) return [];
  return periodsOf(model.calendar, 'month').flatMap((month): ShortMonth[] => {
    if (yearOf(model.calendar, month.first) !== year) return [];
    const of = (line: string): Count => figureOf(projection, `days.${line}.${post}`, month) as Count;
    const [needed, there] = [of('needed'), sum('count', [of('available'), most])];
    const isAbove = needed.isKnown && there.isKnown && needed.exact.compare(there.exact) > 0;
    return isAbove ? [{ label: month.label, needed, there, ordered: of('ordered') }] : [];
  });
}

/** To a tenth of a day. */
const days = ({ exact }: Count): string => exact.toFixed(1).replace(/\.0$/, '');

/** Posts of which more days are ordered than there are, with those of associates and without what is promised. */
function aboveDays(model: Model, services: Projection['services']): Finding[] {
  return [...model.staff.keys()].flatMap((post) =>
    model.calendar.years.flatMap((year): Finding[] => {
      const { ordered, included, available, most } = services.capacity.in(post, year);
      const there = sum('count', most === undefined ? [available] : [available, most], 'days that there are', [
        included,
      ]);
      const first = model.orders?.all.find((order) => isOf(order, post, year, model));
      if (first === undefined || most === undefined || !ordered.isKnown || !there.isKnown) return [];
      if (ordered.exact.compare(there.exact) <= 0) return [];
      const left = there.exact.sign < 0 ? 'none' : inWords(there);
      const says = `${inWords(ordered)} days of ${nameIn(model, 'staff', post)} are ordered for ${yearLabel(model.calendar, year)}, and there are ${left} beside what members are promised`;
      return [{ lint: 'order-above-days', severity: 'warning', at: `schools.orders.${post}`, span: first.span, says }];
    }),
  );
}

function isOf(order: ServiceOrder, post: string, year: number, { services }: Model): boolean {
  const service = services.get(order.service) as Service;
  return order.year === year && service.kind === 'traded' && service.delivery.by === post;
}

/** Orders for days that the calendar does not have: they come to nothing in it. */
function outside({ orders, calendar: { first, last } }: Model): Finding[] {
  const found = orders?.all.filter(({ month }) => month < first || month > last) ?? [];
  const [one] = found;
  if (one === undefined) return [];
  const many = found.length === 1 ? '1 order is' : `${found.length} orders are`;
  const says = `${many} for days outside the calendar, ${monthName(first)} to ${monthName(last)}: the first is for ${one.date}`;
  return [{ lint: 'order-outside-calendar', severity: 'warning', at: 'schools.orders', span: one.span, says }];
}
