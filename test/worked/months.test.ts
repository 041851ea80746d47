import { expect, test } from 'vitest';
import { monthText } from '../../src/language/index.js';
import {
  type Calendar,
  clocksOf,
  eligibleIn,
  firstThere,
  GRAINS,
  lifeMonths,
  type Model,
  mayBuy,
  mayJoin,
  membershipYears,
  momentOf,
  monthInYear,
  monthsOf,
  nilYears,
  periodsOf,
  type School,
  shareOf,
  stagesOf,
  type TierTerms,
  turnsAmong,
} from '../../src/model/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';

/* Calendars and schools month by month: which periods there are, when a school is open, what it becomes and is asked. */

const month = (at: number): string => (Number.isFinite(at) ? monthText(at) : 'ever');
const MODEL = `buyin: 1
name: Lives
calendar: { starts: 2025-11, years: 3, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: community, pupils: 200, converts: 2027-05, trust: { 2023: Old, 2025: Bay, 2026: Fell, 2027: Hill } }
    elm: { phase: special, type: community_special, pupils: 90, converts: 2027-01, opens: 2026-02, closes: 2027-05, into: oak }
    ash: { phase: primary, type: academy, pupils: { 2025: 0, 2026-04: 50, 2027: 0 }, member_from: 2026-06, leaves: 2027-01, trust: Bay }
    fir: { phase: secondary, type: academy, pupils: 900, closes: 2026-01, into: elm, trust: { 2024: Old, 2025-11: Bay } }
    yew: { phase: secondary, type: academy, pupils: 0, trust: Bay }
    bay: { phase: secondary, type: community, pupils: { 2025: 10, 2027: 0 }, converts: 2026-08, trust: { 2026: Hill, 2025: Fell } }
    box: { phase: primary, type: academy, pupils: { 2025: 10, 2026-02: 0, 2026-05: 5, 2028-03: 0, 2028-05: 4 }, opens: 2025-12, closes: 2028-03, trust: { 2026-05: Late, 2025-12: New, 2024: Old } }
    ivy: { phase: primary, type: academy, pupils: { 2026-08: 0, 2026-09: 5 }, opens: 2026-08, closes: 2026-09, member_from: 2026-09 }
    apr: { phase: primary, type: community, pupils: 20, converts: 2026-04, trust: { 2027: Hill } }
    dec: { phase: primary, type: academy, pupils: 20, opens: 2026-02, member_from: 2026-10 }
    may: { phase: primary, type: academy, pupils: 5, closes: 2025-11 }
    new: { phase: primary, type: academy, pupils: 0 }
    old: { phase: primary, type: community, pupils: 80, closes: 2026-07, into: new }
    nut: { phase: primary, type: community, pupils: { 2025: 60, 2026: 0 }, closes: 2027-03, into: new }
    end: { phase: primary, type: academy, pupils: 5, opens: 2028-08, member_from: 2028-08 }
tiers:
  m: { price: { flat: 12 }, joins: 100%, term: { notice: 2 } }
  n: { price: { flat: 12 }, joins: 0%, eligible: { type: academy }, term: { invoice: membership_year, starts: January } }
`;
/** Read in each test, for what is kept of a model is found by it. */
const read = (): Model => Source.open(diskOf({ 'model.yaml': MODEL }), 'model.yaml').load().model;

/** The stretches that a school pays for in a tier, each with the months that it would have. */
const yearsIn = (calendar: Calendar, each: School, tier: TierTerms): string[] =>
  membershipYears(calendar, clocksOf(each, tier)).map(
    ({ first, last, months, begins }) => `${month(first)} to ${month(last)} of ${months}${begins ? ', begins' : ''}`,
  );

/** A school with all that it becomes. */
function livesOf(id: string): unknown {
  const { schools, tiers, calendar } = read();
  const school = schools.find((each) => each.id === id) as School;
  const [m, n] = [...tiers.values()] as [TierTerms, TierTerms];
  return {
    open: school.there?.map(([from, to]) => `${month(from)} to ${month(to)}`) ?? 'always',
    first: month(firstThere(school, calendar)),
    asked: calendar.years.map((year) => month(momentOf(school, calendar, year))),
    nil: nilYears(school, calendar),
    is: stagesOf(school).map(({ type, attributes, joinedBy }, i) =>
      [
        i === 0 ? 'first' : month(school.turns[i - 1] as number),
        type,
        attributes.get('maintained'),
        attributes.get('trust'),
        ...joinedBy.map((each) => each.id),
      ].join(' '),
    ),
    inM: yearsIn(calendar, school, m),
    inN: yearsIn(calendar, school, n),
    mayJoinN: [[24310, 24315, 24331].map((at) => eligibleIn(school, at, n)?.type ?? 'not'), mayJoin(school, [n])],
    mayBuy: [mayBuy(school, [n]), mayBuy(school, [n, m]), mayBuy(school, [])],
    says:
      school.life === undefined
        ? 'nothing'
        : Object.entries(lifeMonths(school.life)).map(([key, at]) => `${key} ${month(at)}`),
  };
}

test('a school that becomes an academy, changes its trust, and takes in others', () => {
  expect(livesOf('oak')).toEqual({
    open: 'always',
    first: '2025-11',
    asked: ['2025-11', '2026-09', '2027-09'],
    nil: [],
    is: [
      'first community yes Bay',
      '2026-09 community yes Fell',
      '2027-05 academy no Fell',
      '2027-06 academy no Fell elm',
      '2027-09 academy no Hill elm',
    ],
    inM: [
      '2025-11 to 2026-03 of 5, begins',
      '2026-04 to 2027-03 of 12',
      '2027-04 to 2028-03 of 12',
      '2028-04 to 2028-08 of 5',
    ],
    inN: [
      '2025-11 to 2025-12 of 2, begins',
      '2026-01 to 2026-12 of 12',
      '2027-01 to 2027-04 of 12',
      '2027-05 to 2027-12 of 8',
      '2028-01 to 2028-12 of 12',
    ],
    mayJoinN: [['not', 'not', 'academy'], true],
    mayBuy: [true, true, true],
    says: [],
  });
});
test('a special school that opens, takes one in, becomes an academy, and goes into another', () => {
  expect(livesOf('elm')).toEqual({
    open: ['2026-02 to 2027-05'],
    first: '2026-02',
    asked: ['2026-02', '2026-09', '2027-09'],
    nil: [],
    is: ['first community_special yes ', '2026-02 community_special yes  fir', '2027-01 academy_special no  fir'],
    inM: ['2026-02 to 2026-03 of 2, begins', '2026-04 to 2027-03 of 12', '2027-04 to 2027-05 of 5'],
    inN: ['2026-02 to 2026-12 of 11, begins', '2027-01 to 2027-05 of 12'],
    mayJoinN: [['not', 'not', 'not'], false],
    mayBuy: [false, true, true],
    says: ['opens 2026-02', 'closes 2027-05'],
  });
});
test('a school whose roll is nil for a while, which is a member later and leaves in notice', () => {
  expect(livesOf('ash')).toEqual({
    open: ['ever to 2025-08', '2026-04 to 2027-08'],
    first: '2026-04',
    asked: ['2026-06', '2026-09', '2027-09'],
    nil: [2025, 2027],
    is: ['first academy no Bay'],
    inM: ['2026-06 to 2026-08 of 3, begins', '2026-09 to 2027-03 of 12'],
    inN: ['2026-06 to 2026-12 of 7, begins', '2027-01 to 2027-01 of 12'],
    mayJoinN: [['not', 'academy', 'academy'], true],
    mayBuy: [true, true, true],
    says: ['member_from 2026-06', 'leaves 2027-01'],
  });
});
test('a school that closes', () => {
  expect(livesOf('fir')).toEqual({
    open: ['ever to 2026-01'],
    first: '2025-11',
    asked: ['2025-11', '2026-09', '2027-09'],
    nil: [],
    is: ['first academy no Bay'],
    inM: ['2025-11 to 2026-01 of 10, begins'],
    inN: ['2025-11 to 2025-12 of 2, begins', '2026-01 to 2026-01 of 12'],
    mayJoinN: [['academy', 'not', 'not'], true],
    mayBuy: [true, true, true],
    says: ['closes 2026-01'],
  });
});
test('a school that never has pupils: nothing is said of when it is open', () => {
  expect(livesOf('yew')).toEqual({
    open: 'always',
    first: '2025-11',
    asked: ['2025-11', '2026-09', '2027-09'],
    nil: [],
    is: ['first academy no Bay'],
    inM: ['2025-11 to 2026-08 of 10, begins', '2026-09 to 2027-08 of 12', '2027-09 to 2028-08 of 12'],
    inN: [
      '2025-11 to 2025-12 of 2, begins',
      '2026-01 to 2026-12 of 12',
      '2027-01 to 2027-12 of 12',
      '2028-01 to 2028-12 of 12',
    ],
    mayJoinN: [['academy', 'academy', 'academy'], true],
    mayBuy: [true, true, true],
    says: 'nothing',
  });
});
test('a school that has its first trust later, and no pupils at the end', () => {
  expect(livesOf('bay')).toEqual({
    open: ['ever to 2027-08'],
    first: '2025-11',
    asked: ['2025-11', '2026-09', '2027-09'],
    nil: [2027],
    is: ['first community yes Fell', '2026-08 academy no Fell', '2026-09 academy no Hill'],
    inM: ['2025-11 to 2026-03 of 5, begins', '2026-04 to 2027-03 of 12', '2027-04 to 2027-08 of 5'],
    inN: [
      '2025-11 to 2025-12 of 2, begins',
      '2026-01 to 2026-07 of 12',
      '2026-08 to 2026-12 of 5',
      '2027-01 to 2027-08 of 12',
    ],
    mayJoinN: [['not', 'not', 'academy'], true],
    mayBuy: [true, true, true],
    says: [],
  });
});
test('a school that opens and closes, and has no pupils between', () => {
  expect(livesOf('box')).toEqual({
    open: ['2025-12 to 2026-01', '2026-05 to 2028-02'],
    first: '2025-12',
    asked: ['2025-12', '2026-09', '2027-09'],
    nil: [],
    is: ['first academy no Old', '2025-12 academy no New', '2026-05 academy no Late'],
    inM: [
      '2025-12 to 2026-01 of 9, begins',
      '2026-05 to 2026-08 of 4, begins',
      '2026-09 to 2027-08 of 12',
      '2027-09 to 2028-02 of 12',
    ],
    inN: [
      '2025-12 to 2025-12 of 1, begins',
      '2026-01 to 2026-01 of 12',
      '2026-05 to 2026-12 of 8, begins',
      '2027-01 to 2027-12 of 12',
      '2028-01 to 2028-02 of 12',
    ],
    mayJoinN: [['not', 'not', 'academy'], true],
    mayBuy: [true, true, true],
    says: ['opens 2025-12', 'closes 2028-03'],
  });
});
test('a school that is open for two months, in two company years, and is a member in one', () => {
  expect(livesOf('ivy')).toEqual({
    open: ['2026-09 to 2026-09'],
    first: '2026-09',
    asked: ['2025-11', '2026-09', '2027-09'],
    nil: [2025],
    is: ['first academy no '],
    inM: ['2026-09 to 2026-09 of 12, begins'],
    inN: ['2026-09 to 2026-09 of 4, begins'],
    mayJoinN: [['not', 'not', 'not'], true],
    mayBuy: [true, true, true],
    says: ['opens 2026-08', 'closes 2026-09', 'member_from 2026-09'],
  });
});
test('a school that closes when the calendar starts, and one that opens when it ends', () => {
  expect(['may', 'end'].map(livesOf)).toEqual([
    {
      open: ['ever to 2025-11'],
      first: '2025-11',
      asked: ['2025-11', '2026-09', '2027-09'],
      nil: [],
      is: ['first academy no '],
      inM: ['2025-11 to 2025-11 of 10, begins'],
      inN: ['2025-11 to 2025-11 of 2, begins'],
      mayJoinN: [['academy', 'not', 'not'], true],
      mayBuy: [true, true, true],
      says: ['closes 2025-11'],
    },
    {
      open: ['2028-08 to ever'],
      first: '2028-08',
      asked: ['2025-11', '2026-09', '2028-08'],
      nil: [],
      is: ['first academy no '],
      inM: ['2028-08 to 2028-08 of 1, begins'],
      inN: ['2028-08 to 2028-12 of 5, begins'],
      mayJoinN: [['not', 'not', 'not'], true],
      mayBuy: [true, true, true],
      says: ['opens 2028-08', 'member_from 2028-08'],
    },
  ]);
});
test('a school that becomes an academy when its year starts, and one that opens before it is a member', () => {
  expect(['apr', 'dec'].map(livesOf)).toEqual([
    {
      open: 'always',
      first: '2025-11',
      asked: ['2025-11', '2026-09', '2027-09'],
      nil: [],
      is: ['first community yes ', '2026-04 academy no ', '2027-09 academy no Hill'],
      inM: [
        '2025-11 to 2026-03 of 5, begins',
        '2026-04 to 2026-08 of 5',
        '2026-09 to 2027-08 of 12',
        '2027-09 to 2028-08 of 12',
      ],
      inN: [
        '2025-11 to 2025-12 of 2, begins',
        '2026-01 to 2026-03 of 12',
        '2026-04 to 2026-12 of 9',
        '2027-01 to 2027-12 of 12',
        '2028-01 to 2028-12 of 12',
      ],
      mayJoinN: [['not', 'academy', 'academy'], true],
      mayBuy: [true, true, true],
      says: [],
    },
    {
      open: ['2026-02 to ever'],
      first: '2026-02',
      asked: ['2026-02', '2026-10', '2027-09'],
      nil: [],
      is: ['first academy no '],
      inM: ['2026-10 to 2027-08 of 11, begins', '2027-09 to 2028-08 of 12'],
      inN: ['2026-10 to 2026-12 of 3, begins', '2027-01 to 2027-12 of 12', '2028-01 to 2028-12 of 12'],
      mayJoinN: [['not', 'academy', 'academy'], true],
      mayBuy: [true, true, true],
      says: ['opens 2026-02', 'member_from 2026-10'],
    },
  ]);
});
test('a school without pupils of its own, into which others go', () => {
  expect(livesOf('new')).toEqual({
    open: ['2026-08 to ever'],
    first: '2026-08',
    asked: ['2026-08', '2026-09', '2027-09'],
    nil: [2025],
    is: ['first academy no ', '2026-08 academy no  old', '2027-04 academy no  old nut'],
    inM: ['2026-08 to 2026-08 of 1, begins', '2026-09 to 2027-08 of 12', '2027-09 to 2028-08 of 12'],
    inN: ['2026-08 to 2026-12 of 5, begins', '2027-01 to 2027-12 of 12', '2028-01 to 2028-12 of 12'],
    mayJoinN: [['not', 'not', 'academy'], true],
    mayBuy: [true, true, true],
    says: 'nothing',
  });
});
test('the months in which any of them turns, in order', () => {
  expect(turnsAmong(read().schools).map(month)).toEqual([
    '2025-09',
    '2025-12',
    '2026-02',
    '2026-04',
    '2026-05',
    '2026-08',
    '2026-09',
    '2026-10',
    '2027-01',
    '2027-04',
    '2027-05',
    '2027-06',
    '2027-09',
    '2028-03',
    '2028-08',
  ]);
});

test('a share is that of a member, in the months in which the school is one', () => {
  const { schools, tiers, calendar } = read();
  const shares = (id: string, tier: string, ...months: readonly number[]): string[] =>
    months.map(
      (at) =>
        shareOf(
          tiers.get(tier) as TierTerms,
          schools.find((each) => each.id === id) as School,
          at,
          calendar,
          tier,
        )?.exact.toString() ?? 'none',
    );
  expect(shares('ash', 'm', 24316, 24317, 24326, 24327)).toEqual(['0', '1', '1', '0']);
  expect(shares('ivy', 'm', 24319, 24320, 24321)).toEqual(['0', '1', '0']);
  expect(shares('may', 'm', 24310, 24311)).toEqual(['1', '0']);
});

test('a school is eligible where one of several tiers takes it', () => {
  const { schools, tiers } = read();
  const [m, n] = [...tiers.values()] as [TierTerms, TierTerms];
  expect(schools.map((each) => eligibleIn(each, 24315, n, m)?.type ?? 'not')).toEqual([
    'community',
    'community_special',
    'academy',
    'not',
    'academy',
    'community',
    'not',
    'not',
    'academy',
    'academy',
    'not',
    'not',
    'community',
    'community',
    'not',
  ]);
});

const cut = (of: Calendar): unknown =>
  Object.fromEntries(
    GRAINS.map((grain) => [
      grain,
      periodsOf(of, grain).map(({ id, label, first, last }) => `${id} ${label} ${month(first)} to ${month(last)}`),
    ]),
  );
test('a calendar that starts late in a year', () => {
  const late = { first: 24310, last: 24331, yearStarts: 8, years: [2025, 2026] };
  expect(cut(late)).toEqual({
    year: ['2025 2025-26 2025-11 to 2026-08', '2026 2026-27 2026-09 to 2027-08'],
    term: [
      '2025-autumn Autumn 2025 2025-11 to 2025-12',
      '2026-spring Spring 2026 2026-01 to 2026-03',
      '2026-summer Summer 2026 2026-04 to 2026-08',
      '2026-autumn Autumn 2026 2026-09 to 2026-12',
      '2027-spring Spring 2027 2027-01 to 2027-03',
      '2027-summer Summer 2027 2027-04 to 2027-08',
    ],
    quarter: [
      '2025-q1 Q1 2025-26 2025-11 to 2025-11',
      '2025-q2 Q2 2025-26 2025-12 to 2026-02',
      '2025-q3 Q3 2025-26 2026-03 to 2026-05',
      '2025-q4 Q4 2025-26 2026-06 to 2026-08',
      '2026-q1 Q1 2026-27 2026-09 to 2026-11',
      '2026-q2 Q2 2026-27 2026-12 to 2027-02',
      '2026-q3 Q3 2026-27 2027-03 to 2027-05',
      '2026-q4 Q4 2026-27 2027-06 to 2027-08',
    ],
    month: [
      '2025-11 Nov 2025 2025-11 to 2025-11',
      '2025-12 Dec 2025 2025-12 to 2025-12',
      '2026-01 Jan 2026 2026-01 to 2026-01',
      '2026-02 Feb 2026 2026-02 to 2026-02',
      '2026-03 Mar 2026 2026-03 to 2026-03',
      '2026-04 Apr 2026 2026-04 to 2026-04',
      '2026-05 May 2026 2026-05 to 2026-05',
      '2026-06 Jun 2026 2026-06 to 2026-06',
      '2026-07 Jul 2026 2026-07 to 2026-07',
      '2026-08 Aug 2026 2026-08 to 2026-08',
      '2026-09 Sep 2026 2026-09 to 2026-09',
      '2026-10 Oct 2026 2026-10 to 2026-10',
      '2026-11 Nov 2026 2026-11 to 2026-11',
      '2026-12 Dec 2026 2026-12 to 2026-12',
      '2027-01 Jan 2027 2027-01 to 2027-01',
      '2027-02 Feb 2027 2027-02 to 2027-02',
      '2027-03 Mar 2027 2027-03 to 2027-03',
      '2027-04 Apr 2027 2027-04 to 2027-04',
      '2027-05 May 2027 2027-05 to 2027-05',
      '2027-06 Jun 2027 2027-06 to 2027-06',
      '2027-07 Jul 2027 2027-07 to 2027-07',
      '2027-08 Aug 2027 2027-08 to 2027-08',
    ],
  });
  expect([2025, 2026].map((year) => monthsOf(late, year).map((at) => monthInYear(late, at)))).toEqual([
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  ]);
});
test('a calendar of calendar years', () => {
  expect(cut({ first: 24300, last: 24311, yearStarts: 0, years: [2025] })).toEqual({
    year: ['2025 2025 2025-01 to 2025-12'],
    term: [
      '2025-spring Spring 2025 2025-01 to 2025-03',
      '2025-summer Summer 2025 2025-04 to 2025-08',
      '2025-autumn Autumn 2025 2025-09 to 2025-12',
    ],
    quarter: [
      '2025-q1 Q1 2025 2025-01 to 2025-03',
      '2025-q2 Q2 2025 2025-04 to 2025-06',
      '2025-q3 Q3 2025 2025-07 to 2025-09',
      '2025-q4 Q4 2025 2025-10 to 2025-12',
    ],
    month: [
      '2025-01 Jan 2025 2025-01 to 2025-01',
      '2025-02 Feb 2025 2025-02 to 2025-02',
      '2025-03 Mar 2025 2025-03 to 2025-03',
      '2025-04 Apr 2025 2025-04 to 2025-04',
      '2025-05 May 2025 2025-05 to 2025-05',
      '2025-06 Jun 2025 2025-06 to 2025-06',
      '2025-07 Jul 2025 2025-07 to 2025-07',
      '2025-08 Aug 2025 2025-08 to 2025-08',
      '2025-09 Sep 2025 2025-09 to 2025-09',
      '2025-10 Oct 2025 2025-10 to 2025-10',
      '2025-11 Nov 2025 2025-11 to 2025-11',
      '2025-12 Dec 2025 2025-12 to 2025-12',
    ],
  });
});
test('a year that a century ends', () => {
  const of = { first: 1199 * 12 + 8, last: 1200 * 12 + 7, yearStarts: 8, years: [1199] };
  expect(periodsOf(of, 'year').map(({ label }) => label)).toEqual(['1199-00']);
});
