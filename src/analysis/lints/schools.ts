import { constant, Exact, inWords, isZero, portion } from '../../figures/index.js';
import { type MapNode, nodeAt } from '../../language/index.js';
import { nilYears, type School, standsForNone, type TierTerms, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Finding } from '../shared/lint.js';
import { limitIn } from '../worth/schools.js';

/** What a reader would ask about the schools of a model as it plays out. */
export function schoolFindings(projection: Projection, tree: MapNode): Finding[] {
  return [
    ...projection.model.schools.flatMap((school) => withoutPupils(school, projection)),
    ...partYears(projection, tree),
  ];
}

/**
 * A school that has no pupils in some years, of which nobody has said that it opens or closes. A slip of a roll looks
 * the same.
 */
function withoutPupils(school: School, projection: Projection): Finding[] {
  if (standsForNone(school)) return [];
  const { calendar } = projection.model;
  const never = school.pupils.steps.every(({ value }) => isZero(value));
  const empty = nilYears(school, calendar);
  if (empty.length === 0 && !(never && school.absorbs.length === 0)) return [];
  const isEnd = empty[empty.length - 1] === calendar.years[calendar.years.length - 1];
  const inAll = `${school.name} has no pupils in any year, and pays what does not go by pupils all the same: give its pupils, or say when it opens or closes`;
  const inSome = `${school.name} has no pupils${yearsOf(empty, projection)}, so it is taken for closed and pays nothing then: say in which month it ${isEnd && empty.length < calendar.years.length ? 'closes, with "closes"' : 'opens, with "opens"'}, or give its pupils`;
  const says = empty.length === 0 ? inAll : inSome;
  return [{ lint: 'school-without-pupils', severity: 'warning', at: `schools.${school.id}`, span: school.span, says }];
}

/** ` from 2027-28 on`, ` before 2028-29`, ` in 2027-28`; nothing for all years of the calendar. */
function yearsOf(empty: readonly number[], { model: { calendar } }: Projection): string {
  const { years } = calendar;
  const label = (year: number | undefined): string => yearLabel(calendar, year as number);
  if (empty.length === years.length) return '';
  if (empty.every((year, i) => year === years[years.length - empty.length + i])) return ` from ${label(empty[0])} on`;
  if (empty.every((year, i) => year === years[i])) return ` before ${label(years[empty.length])}`;
  return ` in ${empty.map(label).join(', ')}`;
}

/**
 * A floor of a year that the months before a school's first full invoice come to less than, where the file does not say
 * what those months cost: the first such school of each tier.
 */
function partYears(projection: Projection, tree: MapNode): Finding[] {
  const found = new Map<string, Finding>();
  const { membership, model } = projection;
  for (const batch of membership.batches) {
    const { tier, firstMonth, lastMonth, charges } = batch;
    const at = ['tiers', tier, 'term', 'joins_mid_year'];
    const isShort =
      lastMonth - firstMonth < 11 &&
      firstMonth === model.calendar.first &&
      model.tiers.get(tier)?.term.joinsMidYear === 'by_month';
    if (!isShort || found.has(tier) || nodeAt(tree, at) !== undefined) continue;
    const says = charges
      .map(({ school }) => belowFloor(projection, tier, school, lastMonth - firstMonth + 1))
      .find((each) => each !== undefined);
    const span = (nodeAt(tree, ['tiers', tier]) ?? tree).span;
    if (says !== undefined)
      found.set(tier, { lint: 'floor-in-a-part-year', severity: 'note', at: at.join('.'), span, says });
  }
  return [...found.values()];
}

/**
 * What a school pays for its first months where that is below the floor that its fee of a year is not. A school of a
 * group has no floor of its own.
 */
function belowFloor(
  { membership, model }: Projection,
  tier: string,
  school: School,
  months: number,
): string | undefined {
  const quote = membership.quoteFor(model.tiers.get(tier) as TierTerms, school, model.calendar.years[0] as number);
  const floor = quote?.group === undefined ? quote && limitIn(quote, 'floor') : undefined;
  if (quote === undefined || !floor?.isKnown || !quote.fee.isKnown || quote.fee.pence < floor.pence) return undefined;
  const paid = portion(quote.fee, constant('rate', Exact.fraction(months, 12), `${months} months of 12`));
  if (paid.pence >= floor.pence) return undefined;
  return `${school.name} pays ${inWords(paid)} for the ${months} months before its first full invoice, below the floor of ${inWords(floor)} a year: "joins_mid_year" is not said`;
}
