import { inWords, sum } from '../../figures/index.js';
import { monthName } from '../../language/index.js';
import { type Model, nameIn, type Service, type ServiceOrder, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Finding } from '../shared/lint.js';

/** What a reader would ask about orders: whether there are days to deliver them, and whether the calendar has theirs. */
export function orderFindings({ model, services }: Projection): Finding[] {
  return [...aboveDays(model, services), ...outside(model)];
}

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
