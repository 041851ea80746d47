import type { Calendar } from '../../model/index.js';
import type { Sentence } from '../page/sentence.js';
import { basis } from '../sentences/basis.js';

/** A model among others, as its column is headed. */
interface Beside {
  readonly name: string;
  readonly calendar: Calendar;
}

const spanOf = ({ first, last, yearStarts }: Calendar): string => `${first}|${last}|${yearStarts}`;

/** Whether some models have all the same years. */
export function haveOneCalendar(all: readonly Beside[]): boolean {
  return new Set(all.map(({ calendar }) => spanOf(calendar))).size < 2;
}

/** From when to when each of some models is projected, where they are not all alike; else nothing. */
export function calendarsTold(all: readonly Beside[]): readonly Sentence[] {
  if (haveOneCalendar(all)) return [];
  const bySpan = new Map<string, readonly Beside[]>();
  for (const each of all) bySpan.set(spanOf(each.calendar), [...(bySpan.get(spanOf(each.calendar)) ?? []), each]);
  const spans = [...bySpan.values()].map((alike) => {
    const { first, last } = (alike[0] as Beside).calendar;
    return { names: alike.map(({ name }) => name), first, last };
  });
  return basis.say.calendars(spans);
}
