import type { Money } from '../../figures/index.js';
import { type Month, monthName } from '../../language/index.js';
import { called, type Grain, type Model, type Period, periodsOf } from '../../model/index.js';
import { FREE_RESERVES, figureOf, monthsIn, type Projection } from '../../projection/index.js';
import { claim, inFull, listed, method, type SentenceWords, subject, words } from '../page/sentence.js';
import type { LineColumn } from '../page/slot.js';

/** Whether anything cannot be spent, so that free reserves are less than all. */
const hasFixedAssets = ({ capital }: Model): boolean => capital.size > 0;

/** The first month that ends without cash. */
function outOfCash({ journal, model: { calendar } }: Projection): Month | undefined {
  for (let month = calendar.first; month <= calendar.last; month++) {
    const cash = journal.balance('cash', month);
    if (cash.isKnown && cash.pence < 0) return month;
  }
  return undefined;
}

/** A company year among those that are shown which the calendar cuts short. */
function shortYearOf(slots: readonly LineColumn[]): Period | undefined {
  return slots.map(({ period }) => period).find((each) => each.grain === 'year' && monthsIn(each).length < 12);
}

/** In which periods some of the days of posts are of a kind, and of which posts. */
interface Days {
  readonly posts: readonly string[];
  readonly periods: readonly string[];
  /** `year`, where they are all that are shown, and those are several. */
  readonly every: Grain | undefined;
}

/** Posts and periods in which a number of days is above zero. */
function daysWhere(
  slots: readonly LineColumn[],
  days: (of: (line: string) => number, id: string) => number,
): Days | undefined {
  const [first] = slots;
  if (first === undefined) return undefined;
  const posts = [...first.projection.model.staff].filter(([, post]) => post.days !== undefined);
  const hits = slots.map(({ projection, period }) =>
    posts.filter(([id]) => {
      const of = (line: string): number => {
        const figure = figureOf(projection, `${line}.${id}`, period);
        return figure.isKnown ? figure.exact.toNumber() : Number.NaN;
      };
      return days(of, id) > NOISE;
    }),
  );
  const found = new Set(hits.flat().map(([id]) => id));
  if (found.size === 0) return undefined;
  const periods = slots.flatMap(({ period }, i) => ((hits[i] ?? []).length > 0 ? [period.label] : []));
  return {
    posts: posts.flatMap(([id, post]) => (found.has(id) ? [called(post, id)] : [])),
    periods,
    every: periods.length === slots.length && periods.length > 1 ? first.period.grain : undefined,
  };
}
const NOISE = 1e-9;

const isLimited = ({ projection: { model } }: LineColumn, id: string): boolean =>
  model.staff.get(id)?.whenShort !== undefined;
/** Days that members are promised and nobody has. */
const promised = (of: (line: string) => number): number =>
  of('days.short') > 0
    ? Math.max(0, Math.min(of('days.short'), of('days.promised') - of('days.available') - of('days.associates')))
    : 0;

/** Days that schools have ordered beyond what is promised, and nobody has: orders come before what else is asked for. */
const ordered = (of: (line: string) => number): number =>
  of('days.short') > 0
    ? Math.max(
        0,
        Math.min(
          of('days.short'),
          of('days.promised') + of('days.ordered') - of('days.available') - of('days.associates'),
        ) - promised(of),
      )
    : 0;

const ofPosts = ({ posts, periods, every }: Days): SentenceWords =>
  words`${listed(posts, ' and ')}, in ${every === undefined ? listed(periods, ' and ') : `every ${every}`}`;

/** The books: income, cost, reserves, cash and capacity. */
export const books = subject('books', {
  rounded: method(
    () =>
      words`Amounts are in whole pounds: surplus, reserves and cash are rounded to the nearest, other lines up or down so that totals add; --format csv and json give pence.`,
  ),
  shortYear: claim('law', shortYearOf, (year) => {
    const { label, first, last } = year;
    const { length } = monthsIn(year);
    const months =
      length === 1 ? `one month, ${monthName(first)}` : `${length} months, ${monthName(first)} to ${monthName(last)}`;
    return words`${label} has ${months}: what it earns and spends is not that of twelve.`;
  }),
  free: claim(
    'law',
    (model: Model) => (hasFixedAssets(model) ? true : undefined),
    () => words`Free reserves: ${FREE_RESERVES} (Charity Commission, CC19). A policy is held against them.`,
  ),
  cashRunsOut: claim(
    'law',
    outOfCash,
    (month) => words`CASH RUNS OUT: the first month that ends below zero is ${monthName(month)}.`,
  ),
  lowestCash: claim(
    'law',
    ({ amount, month }: { readonly amount: Money; readonly month: Month }) =>
      amount.isKnown ? { amount, month } : undefined,
    ({ amount, month }) => words`Lowest at a month's end: ${inFull(amount)} in ${monthName(month)}.`,
  ),
  cashUnknown: claim(
    'law',
    ({ amount }: { readonly amount: Money }) => (amount.isKnown ? undefined : true),
    () => words`Cash is unknown.`,
  ),
  noPolicy: claim(
    'law',
    ({ reserves: { monthsOfCost, risks } }: Model) =>
      monthsOfCost === undefined && risks.size === 0 ? true : undefined,
    () =>
      words`The model's policy states neither months of cost nor risks, so there is nothing to hold reserves against.`,
  ),
  perPupil: claim(
    'law',
    (model: Model) => (periodsOf(model.calendar, 'year').length > 0 && model.schools.length > 0 ? true : undefined),
    () =>
      words`Both are per pupil in member schools. Membership is what they pay for it; all costs include those of contracts, and of what is sold besides and to others.`,
  ),
  associates: claim(
    'law',
    (slots: readonly LineColumn[]) => daysWhere(slots, (of) => of('days.associates')),
    (days) => words`ASSOCIATES deliver days that the posts do not have: ${ofPosts(days)}.`,
  ),
  shortAndDelivered: claim(
    'law',
    (slots: readonly LineColumn[]) =>
      daysWhere(slots, (of, id) => (isLimited(slots[0] as LineColumn, id) ? 0 : of('days.short'))),
    (days) =>
      words`MORE DAYS ARE NEEDED than there are: ${ofPosts(days)}. The model takes all of them as delivered, and the days that are missing cost nothing (key "when_short").`,
  ),
  shortAndUnmet: claim(
    'law',
    (slots: readonly LineColumn[]) =>
      daysWhere(slots, (of, id) =>
        isLimited(slots[0] as LineColumn, id) ? of('days.short') - promised(of) - ordered(of) : 0,
      ),
    (days) =>
      words`MORE DAYS ARE ASKED FOR than there are: ${ofPosts(days)}. What demand asks for beyond them is not delivered and earns nothing.`,
  ),
  shortAndOrdered: claim(
    'law',
    (slots: readonly LineColumn[]) =>
      daysWhere(slots, (of, id) => (isLimited(slots[0] as LineColumn, id) ? ordered(of) : 0)),
    (days) => words`MORE DAYS ARE ORDERED than there are: ${ofPosts(days)}. Orders stand, and are earned all the same.`,
  ),
  shortAndPromised: claim(
    'law',
    (slots: readonly LineColumn[]) =>
      daysWhere(slots, (of, id) => (isLimited(slots[0] as LineColumn, id) ? promised(of) : 0)),
    (days) =>
      words`MORE DAYS ARE PROMISED to members than there are: ${ofPosts(days)}. Membership fees are earned all the same.`,
  ),
  noDays: claim(
    'law',
    ({ staff }: Model) => ([...staff.values()].some(({ days }) => days !== undefined) ? undefined : true),
    () => words`No post has days that can be charged.`,
  ),
});
