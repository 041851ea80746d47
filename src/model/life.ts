import { type Count, decidedBy, isZero } from '../figures/index.js';
import { type Dated, kept, type Month, type Span, sinceMonth, valueIn, whereSaid } from '../language/index.js';
import { fits, type When } from '../pricing/index.js';
import { type Calendar, lastMonthOf } from './calendar.js';
import { sameList } from './same-list.js';
import type { School, SchoolType } from './school.js';

/** The months in which a school comes, goes and becomes another, as the file says them. */
export interface Life {
  /** The first month and the last in which it is open. */
  readonly opens: Month | undefined;
  readonly closes: Month | undefined;
  /** The first month in which it may be a member. */
  readonly memberFrom: Month | undefined;
  /** The month in which it says that it leaves: it is a member to the end of that month, or of its notice. */
  readonly leaves: Month | undefined;
  /** The school that its pupils go to when it closes, by its id. */
  readonly into: string | undefined;
  /** Where it changes its trust. */
  readonly trust: Dated<string> | undefined;
  /** Where a key of it is written; the place of the school where it is not. */
  readonly at: (key: LifeKey) => Span;
}

export const LIFE_MONTHS = ['opens', 'closes', 'member_from', 'leaves'] as const;
/** The keys of a school that say when it comes and goes. */
export const LIFE_KEYS = [...LIFE_MONTHS, 'into'] as const;
export type LifeKey = (typeof LIFE_KEYS)[number] | 'converts' | 'trust' | 'pupils';

/** The months that a file says of a school's life, by their keys. */
export function lifeMonths({
  opens,
  closes,
  memberFrom,
  leaves,
}: Life): Partial<Record<(typeof LIFE_MONTHS)[number], Month>> {
  return {
    ...whereSaid({ opens, closes, member_from: memberFrom, leaves }),
  };
}

/** Months from the first to the last; either may be infinite. */
export type Spell = readonly [from: Month, to: Month];
const EVER: readonly Spell[] = [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];

/** The spell of months in which a school is open, as far as its own words say. */
export function openOf({ opens, closes }: Pick<Life, 'opens' | 'closes'>): readonly Spell[] | undefined {
  return opens === undefined && closes === undefined
    ? undefined
    : [[opens ?? Number.NEGATIVE_INFINITY, closes ?? Number.POSITIVE_INFINITY]];
}

/** Whether a school is open in a month: it has opened, has not closed, and its roll is not nil. */
export function isThere({ there }: Pick<School, 'there'>, at: Month): boolean {
  return there === undefined || there.some(([from, to]) => from <= at && at <= to);
}

/**
 * The months in which a school may be a member where so many months of notice are due: those in which it is open, from
 * the one in which it becomes one to the end of its notice.
 */
export function memberSpells({ there = EVER, life }: Pick<School, 'there' | 'life'>, notice: number): readonly Spell[] {
  if (life?.memberFrom === undefined && life?.leaves === undefined) return there;
  const first = life.memberFrom ?? Number.NEGATIVE_INFINITY;
  const last = life.leaves === undefined ? Number.POSITIVE_INFINITY : life.leaves + notice;
  return there
    .map(([from, to]): Spell => [Math.max(from, first), Math.min(to, last)])
    .filter(([from, to]) => from <= to);
}

/** Whether a school may be a member in a month, where so many months of notice are due. */
export function mayBeMember(school: Pick<School, 'there' | 'life'>, notice: number, at: Month): boolean {
  return memberSpells(school, notice).some(([from, to]) => from <= at && at <= to);
}

/**
 * The month of a company year in which it is asked what a school pays: the first of it that the calendar has; of one
 * that opens or becomes a member later in that year, the month in which it does.
 */
export function momentOf(school: Pick<School, 'there' | 'life'>, calendar: Calendar, year: number): Month {
  const start = Math.max(calendar.first, year * 12 + calendar.yearStarts);
  const end = lastMonthOf(calendar, year);
  const within = (some: readonly Spell[]): Month | undefined =>
    some.filter(([from, to]) => from <= end && to >= start).map(([from]) => Math.max(from, start))[0];
  return within(memberSpells(school, 0)) ?? within(school.there ?? EVER) ?? start;
}

/** The first month of the calendar in which a school is open; the calendar's first where it never is. */
export function firstThere(school: Pick<School, 'there' | 'life'>, calendar: Calendar): Month {
  const found = school.there?.find(([from, to]) => to >= calendar.first && from <= calendar.last);
  return found === undefined ? calendar.first : Math.max(calendar.first, found[0]);
}

const stages = new WeakMap<School, Map<Month, School>>();

/**
 * A school as it is in a month, in every attribute that prices ask for: from its conversion on an academy, in the trust
 * that it has by then, with the pupils of those that have gone into it.
 */
export function schoolIn(school: School, at: Month): School {
  const turn = lastUpTo(school.turns, at);
  if (turn === undefined) return school;
  const known = stages.get(school) ?? new Map<Month, School>();
  stages.set(school, known);
  const found = known.get(turn) ?? stageOf(school, turn);
  known.set(turn, found);
  return found;
}

function lastUpTo(turns: readonly Month[], at: Month): Month | undefined {
  let found: Month | undefined;
  for (const turn of turns) if (turn <= at) found = turn;
  return found;
}

function stageOf(school: School, at: Month): School {
  const attributes = new Map(school.attributes);
  const isConverted = (school.converts ?? Number.POSITIVE_INFINITY) <= at;
  const type: SchoolType = isConverted ? (school.phase === 'special' ? 'academy_special' : 'academy') : school.type;
  if (isConverted) attributes.set('type', type).set('maintained', 'no');
  const trust = school.trusts?.find(({ from, to }) => from <= at && at <= to)?.name;
  if (trust !== undefined) attributes.set('trust', trust);
  const gone = school.absorbs.filter((each) => closingOf(each) < at);
  // Each as it was at its end, with those that had gone into it before.
  const joinedBy = gone.map((each) => schoolIn(each, closingOf(each)));
  return { ...school, type, attributes, turns: NO_TURNS, joinedBy };
}

export const NO_TURNS: readonly Month[] = [];

/** The last month of a school that goes into another. */
const closingOf = ({ life }: School): Month => (life as Life).closes as Month;

/** A school as it is, and as what it becomes, in order. */
export function stagesOf(school: School): readonly School[] {
  return [school, ...school.turns.map((turn) => schoolIn(school, turn))];
}

/** The months in which any of some schools comes, goes or becomes another, in order. */
export function turnsAmong(schools: readonly Pick<School, 'turns' | 'there'>[]): readonly Month[] {
  const found = new Set<Month>();
  for (const { turns, there } of schools) {
    for (const turn of turns) found.add(turn);
    for (const [from, to] of there ?? []) found.add(from).add(to + 1);
  }
  return [...found].filter(Number.isFinite).sort((a, b) => a - b);
}

/** A school as it is in a month, where it is open and may join one of some tiers; undefined where it may not. */
export function eligibleIn(
  school: School,
  at: Month,
  ...tiers: readonly { readonly eligible: When | undefined }[]
): School | undefined {
  if (!isThere(school, at)) return undefined;
  const now = schoolIn(school, at);
  return tiers.some(({ eligible }) => fits(eligible, now.attributes)) ? now : undefined;
}

/** Whether a school may join one of some tiers at some time: as it is, or as what it becomes. */
export function mayJoin(school: School, tiers: Iterable<{ readonly eligible: When | undefined }>): boolean {
  const all = [...tiers];
  return stagesOf(school).some(({ attributes }) => all.some(({ eligible }) => fits(eligible, attributes)));
}

/**
 * Whether a school may buy services: those that may join some membership, as members or not; and every school where no
 * membership is offered.
 */
export function mayBuy(school: School, tiers: Iterable<{ readonly eligible: When | undefined }>): boolean {
  const all = [...tiers];
  return all.length === 0 || mayJoin(school, all);
}

/**
 * Schools as they live through the months of a calendar: when each is open, in which months it becomes another, and who
 * goes into it. One of which nothing of that is said is the same as before.
 */
export function lived(schools: readonly School[], calendar: Calendar): readonly School[] {
  if (schools.every((school) => isLasting(school))) return schools;
  const byId = new Map(schools.map((school) => [school.id, school]));
  const goingInto = new Map<string, School[]>();
  for (const school of schools) {
    const target = mergesInto(school, byId);
    if (target !== undefined) goingInto.set(target.id, [...(goingInto.get(target.id) ?? []), school]);
  }
  const make = (school: School): School => {
    const absorbs = sameList((goingInto.get(school.id) ?? []).map(make));
    return absorbs.length === 0 && isLasting(school) ? school : livedOnce({ school, absorbs, calendar });
  };
  return schools.map(make);
}

/** The school that another goes into: none where that is no single school, or goes round in a circle. */
function mergesInto(school: School, byId: ReadonlyMap<string, School>): School | undefined {
  if (school.life?.into === undefined || school.life.closes === undefined) return undefined;
  if (circleFrom(school, byId) !== undefined) return undefined;
  return byId.get(school.life.into);
}

/** The schools that go into each other in a circle, from one of them on; undefined where none leads back to it. */
export function circleFrom(school: School, byId: ReadonlyMap<string, School>): readonly School[] | undefined {
  const way = [school];
  for (let next = school; ; ) {
    const into = next.life?.into === undefined ? undefined : byId.get(next.life.into);
    if (into === undefined) return undefined;
    if (way.includes(into)) return into === school ? way : [];
    way.push(into);
    next = into;
  }
}

/** Whether a school stays as it is: nothing is said of its coming and going, and its roll is never nil. */
function isLasting({ life, pupils }: School): boolean {
  return life === undefined && (!hasPupils(pupils) || !pupils.steps.some(({ value }) => isNil(value)));
}

/** Whether a roll is ever anything but nil. One that never is says nothing of when the school is open. */
const hasPupils = ({ steps }: Dated<Count>): boolean => steps.some(({ value }) => !isNil(value));

const livedOnce = kept<{ school: School; absorbs: readonly School[]; calendar: Calendar }, School>(
  { school: true, absorbs: true, calendar: true },
  ({ school, absorbs, calendar }) => {
    const trusts = trustsOf(school, calendar);
    const first = trusts?.find(({ from, to }) => from <= calendar.first && calendar.first <= to)?.name;
    const turns = [
      ...(school.converts === undefined ? [] : [school.converts]),
      ...(trusts ?? []).flatMap(({ from }) => (from > calendar.first ? [from] : [])),
      ...absorbs.map((each) => closingOf(each) + 1),
    ];
    return {
      ...school,
      attributes: trusts === undefined ? school.attributes : new Map([...school.attributes, ['trust', first ?? '']]),
      trusts,
      absorbs,
      turns: [...new Set(turns)].sort((a, b) => a - b),
      there: thereOf(school, absorbs, calendar),
    };
  },
);

/** A trust and the months in which a school is in it. */
export interface InTrust {
  readonly from: Month;
  readonly to: Month;
  readonly name: string;
}

function trustsOf({ life }: School, { yearStarts }: Calendar): readonly InTrust[] | undefined {
  if (life?.trust === undefined) return undefined;
  const steps = life.trust.steps
    .map(({ since, value }) => ({
      from: since === undefined ? Number.NEGATIVE_INFINITY : sinceMonth(since, yearStarts),
      name: value,
    }))
    .sort((a, b) => a.from - b.from);
  return steps.map(
    ({ from, name }, i): InTrust => ({ from, to: (steps[i + 1]?.from ?? Number.POSITIVE_INFINITY) - 1, name }),
  );
}

/** When a school is open: as it says itself, but for the months in which its roll is nil. */
function thereOf(school: School, absorbs: readonly School[], { yearStarts }: Calendar): readonly Spell[] | undefined {
  const [open] = (school.life && openOf(school.life)) ?? EVER;
  const [opens, closes] = open as Spell;
  const dates = [school, ...absorbs].flatMap(({ pupils }) =>
    pupils.steps.flatMap(({ since }) => (since === undefined ? [] : [sinceMonth(since, yearStarts)])),
  );
  const starts = [opens, ...dates, ...absorbs.map((each) => closingOf(each) + 1)]
    .filter((month) => month >= opens && month <= closes)
    .sort((a, b) => a - b);
  const found: [Month, Month][] = [];
  [...new Set(starts)].forEach((from, i, all) => {
    const to = Math.min(closes, (all[i + 1] ?? Number.POSITIVE_INFINITY) - 1);
    const saysWhen = hasPupils(school.pupils) || absorbs.length > 0;
    if (saysWhen && isNilIn([school, ...absorbs.filter((each) => closingOf(each) < from)], from, yearStarts)) return;
    const before = found[found.length - 1];
    if (before !== undefined && before[1] === from - 1) before[1] = to;
    else found.push([from, to]);
  });
  const [only] = found;
  const isAlways = only?.[0] === Number.NEGATIVE_INFINITY && only[1] === Number.POSITIVE_INFINITY;
  return isAlways ? undefined : found;
}

const isNil = (pupils: Count | undefined): boolean => pupils !== undefined && isZero(pupils);

function isNilIn(schools: readonly School[], at: Month, yearStarts: number): boolean {
  const rolls = schools.map(({ pupils }) => valueIn(pupils, Math.max(at, Number.MIN_SAFE_INTEGER), yearStarts));
  if (!rolls.every(isNil)) return false;
  decidedBy(...rolls);
  return true;
}

/** The company years at whose start a school says that it is open, and has no pupils. */
export function nilYears(school: School, calendar: Calendar): readonly number[] {
  const open = (school.life && openOf(school.life)) ?? EVER;
  return calendar.years.filter((year) => {
    const [start, end] = [Math.max(calendar.first, year * 12 + calendar.yearStarts), lastMonthOf(calendar, year)];
    const [from, to] = open[0] as Spell;
    const at = Math.max(start, from);
    return at <= Math.min(end, to) && !isThere(school, at);
  });
}
