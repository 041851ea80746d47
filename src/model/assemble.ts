import { type Count, constant, Exact, inWords, sum, times } from '../figures/index.js';
import {
  kept,
  type MapNode,
  type Month,
  monthName,
  type Node,
  nodeAt,
  type Problem,
  parseTree,
  problem,
  sinceMonth,
  toData,
  valueIn,
} from '../language/index.js';
import { checkAppraisal } from './appraisal-checks.js';
import { checkBooks } from './books-checks.js';
import { checkBuyers } from './buyer-checks.js';
import { type Calendar, spanOfCalendar } from './calendar.js';
import { type Answer, checkAnswers, consulted } from './consultation.js';
import { type Correlation, mixedOf } from './correlations.js';
import { checkDeclared } from './declared-checks.js';
import { type Document, document } from './document.js';
import { Finder } from './finder.js';
import { checkFixed } from './fixed-checks.js';
import { answerableOptions, checkJoined, namedScenarios } from './grid-checks.js';
import { checkIndicators } from './indicators.js';
import { firstThere, isThere, lived } from './life.js';
import { checkLives } from './life-checks.js';
import { checkLintTerms } from './lint-terms.js';
import type { Model } from './model.js';
import { checkNames } from './name-checks.js';
import { namedApart } from './named-schools.js';
import { type OrderRow, ordered } from './orders.js';
import { driversOf, type Offered } from './price-checks.js';
import type { ColumnByDate, RollRead } from './roll-files.js';
import { isTold, tiersIn, withoutUnread } from './salvage.js';
import { sameList } from './same-list.js';
import { type School, type SchoolFields, schoolFrom } from './school.js';
import { checkServices } from './service-checks.js';
import { checkStaff } from './staff-checks.js';
import { checkTiers } from './tier-checks.js';
import { asCharged } from './vat.js';

/** What a document does not say of itself. */
interface Told {
  /** The scenarios that it is changed by: the answers to them count. */
  readonly applied: readonly string[];
  /** Tiers and options that only other scenarios have: answers to those are no mistake. */
  readonly elsewhere: readonly string[];
  /** Tiers and services that the model has with any of its scenarios, or without. */
  readonly offered: Offered;
  /**
   * The schools before any scenario: control totals hold them, and an answer of one that is gone by now is no mistake.
   */
  readonly before: readonly School[];
  /** How the roll was put together of its files, where it was. */
  readonly read: RollRead | undefined;
  /** The columns of the roll's file that hold from a date on. */
  readonly byDate: readonly ColumnByDate[];
}

/**
 * A model from its document and the schools of its roll file, with every way in which its parts do not fit each other.
 * The model is only to be used where there is no problem.
 */
export function assemble(
  document: Document,
  fromFile: readonly School[],
  { answers, orders: rows }: { readonly answers: readonly Answer[]; readonly orders: readonly OrderRow[] },
  { applied, elsewhere, offered, before, read, byDate }: Told,
  tree: MapNode,
): { model: Model; problems: Problem[] } {
  const finder = new Finder(tree);
  const onRoll = sameList(lived(namedApart([...fromFile, ...written(document, tree)]), document.calendar));
  const { consultation: terms } = document.schools;
  const asked = {
    last: document.calendar.last,
    tiers: [...document.tiers.keys()],
    options: answerableOptions(document.options, tree),
    applied,
    elsewhere,
    before,
  };
  const { schools, consultation, problems } =
    terms === undefined
      ? { schools: onRoll, consultation: undefined, problems: [] }
      : consulted(terms, answers, onRoll, asked);
  const orderable = { services: document.services, elsewhere: offered.services, before, calendar: document.calendar };
  const placed =
    document.schools.orders === undefined ? undefined : ordered(document.schools.orders, rows, schools, orderable);
  for (const each of [...problems, ...(placed?.problems ?? [])]) finder.add(each);
  const told = finder.problems.length;
  const { roll, control, rollChange } = document.schools;
  const model: Model = {
    ...document,
    schools,
    consultation,
    orders: placed?.orders,
    roll: { basis: basisText(roll, read), pupils: roll, control, change: rollChange, read, byDate },
  };
  checkRoll(model, finder);
  checkLives(model, finder);
  const isRollWrong = finder.problems.length > told;
  checkDeclared(model, document.schools, finder);
  checkNames(tree, driversOf(schools, document.schools.drivers), document.assumptions, finder);
  checkTiers(model, document.schools, offered, finder);
  checkBuyers(model, finder);
  checkUncertainty(model, finder);
  checkAnswers(schools, model.tiers, finder);
  checkServices(model, document.schools, offered, finder);
  checkStaff(model, finder);
  checkBooks(model, finder);
  checkIndicators(model, finder);
  checkDates(model, finder);
  checkLintTerms(model.lints, tree, finder);
  checkScenarios(model, tree, finder);
  checkAppraisal(model, tree, finder);
  // A total that a school which is told already would put right is not told as well.
  if (!isRollWrong) checkControl(model, before, finder);
  checkFixed(document.assumptions, tree, finder);
  return { model: asCharged(model), problems: finder.problems };
}

/**
 * What is wrong with the tiers of a model of which other parts cannot be read: asked of the document without what
 * cannot be read of its prices.
 */
export function salvagedProblems(tree: MapNode, fromFile: readonly School[]): Problem[] {
  const rest = withoutUnread(tree);
  const { value } = parseTree(document, rest, toData(rest));
  if (value === undefined) return [];
  const finder = new Finder(rest);
  const { roll, control, rollChange } = value.schools;
  const schools = lived([...fromFile, ...written(value, rest)], value.calendar);
  checkTiers(
    {
      ...value,
      schools,
      consultation: undefined,
      orders: undefined,
      roll: {
        basis: basisText(roll, undefined),
        pupils: roll,
        control,
        change: rollChange,
        read: undefined,
        byDate: [],
      },
    },
    value.schools,
    { tiers: tiersIn(tree), services: [] },
    finder,
  );
  return finder.problems.filter(isTold);
}

function written({ schools: { groups, named } }: Document, tree: MapNode): School[] {
  const found: School[] = [];
  for (const [kind, schools] of [
    ['groups', groups],
    ['named', named],
  ] as const) {
    for (const [id, fields] of schools)
      found.push(writtenOnce({ fields, node: nodeAt(tree, ['schools', kind, id]) ?? tree, id }));
  }
  return found;
}

/** One school for the same block of a model. */
const writtenOnce = kept<{ fields: SchoolFields; node: Node; id: string }, School>(
  { fields: true, node: true, id: true },
  ({ fields, node, id }) => schoolFrom(id, fields, node),
);

function basisText(basis: Document['schools']['roll'], read: RollRead | undefined): string {
  if (basis === undefined) return 'pupils as the roll gives them';
  const count = basis.count === 'fte' ? 'full-time equivalent pupils' : 'pupils by headcount';
  const census =
    basis.census === 'estimate'
      ? 'estimated'
      : `${basis.census.charAt(0).toUpperCase()}${basis.census.slice(1)} census`;
  return `${count}, ${census}${read?.pupils === undefined ? '' : ` (${read.pupils.file})`}`;
}

function checkRoll({ schools, calendar, roll }: Model, finder: Finder): void {
  const seen = new Map<string, School>();
  const lacking: School[] = [];
  for (const school of schools) {
    const first = seen.get(school.id);
    if (first !== undefined) {
      finder.add(
        problem('duplicate-school', school.span, { id: school.id }, [{ span: first.span, role: 'first here' }]),
      );
    }
    seen.set(school.id, school);
    if (valueIn(school.pupils, firstThere(school, calendar), calendar.yearStarts) === undefined) lacking.push(school);
  }
  const late = lateColumn(roll.byDate, schools, lacking, calendar);
  if (late !== undefined) finder.add(late);
  else
    for (const school of lacking) {
      const month = monthName(firstThere(school, calendar));
      finder.add(problem('no-rate', school.span, { ...laterPupils(school, calendar), month }));
    }
}

/** Where no school of a roll has pupils when the calendar starts, its first column of pupils is of a later date. */
function lateColumn(
  columns: readonly ColumnByDate[],
  schools: readonly School[],
  lacking: readonly School[],
  { first, yearStarts }: Calendar,
): Problem | undefined {
  const start = ({ since }: ColumnByDate): number => sinceMonth(since, yearStarts);
  // Those of one key stand in the order of their dates.
  const earliest = columns.find(({ key }) => key === 'pupils');
  const files = new Set(lacking.map(({ span }) => span.file));
  const isWhole = files.size === 1 && schools.every((each) => lacking.includes(each) || !files.has(each.span.file));
  if (earliest === undefined || start(earliest) <= first || !isWhole) return undefined;
  return problem('no-rate', earliest.span, {
    what: 'the pupils of the schools of the roll',
    month: monthName(first),
    from: monthName(start(earliest)),
    instead: 'correct the date of the heading, or put a column of the pupils of that month beside it',
  });
}

/** A school whose pupils are said only from after the start of the calendar. */
function laterPupils(
  { name, pupils }: School,
  { yearStarts }: Calendar,
): { what: string; from: string; instead: string } {
  const months = pupils.steps.flatMap(({ since }) => (since === undefined ? [] : [sinceMonth(since, yearStarts)]));
  return {
    what: `the pupils of ${name}`,
    from: monthName(Math.min(...months)),
    instead:
      'say how many there are when the calendar starts, or change them from a date on, as in pupils: { times: { 2028: 50% } }',
  };
}

/** Schools that decide as one share an attribute, and assumptions that go together vary. */
function checkUncertainty({ schools, assumptions, uncertainty }: Model, finder: Finder): void {
  checkCorrelations(assumptions, uncertainty.assumptions, finder);
  const { together } = uncertainty;
  const known = [...(schools[0]?.attributes.keys() ?? []), 'none'];
  if (together === undefined || known.includes(together.text)) return;
  finder.add(problem('unknown-name', together.span, { name: together.text, what: 'attribute of schools', known }));
}

function checkCorrelations(assumptions: Model['assumptions'], pairs: readonly Correlation[], finder: Finder): void {
  const known = [...assumptions].flatMap(([id, { range, states }]) =>
    range !== undefined || states.size > 0 ? [id] : [],
  );
  const path = ['uncertainty', 'rank_correlation'];
  const what = 'assumption with a range or states';
  for (const one of new Set(pairs.map((pair) => pair.one)))
    if (!known.includes(one)) finder.atKey([...path, one], 'unknown-name', { name: one, what, known });
  for (const { one, other } of pairs)
    if (!known.includes(other)) finder.atKey([...path, one, other], 'unknown-name', { name: other, what, known });
  const { odd } = mixedOf(pairs);
  if (odd === undefined) return;
  const expected = 'a correlation that can hold with the others, such as one nearer to 0%';
  const why = 'no numbers go together as these say (the correlations are not positive definite)';
  finder.at([...path, odd.one, odd.other], 'bad-value', { text: inWords(odd.rank), expected, why });
}

function checkDates(model: Model, finder: Finder): void {
  const { calendar } = model;
  for (const part of ['contracts', 'staff', 'overheads'] as const)
    for (const [id, { from, to }] of model[part])
      checkStretch([part, id], from ?? calendar.first, to ?? calendar.last, calendar, finder);
  // What goes on may have begun before; what comes once then would be in no month without a word.
  for (const [id, { once, from }] of model.overheads)
    if (once !== undefined && from !== undefined && from < calendar.first) {
      const data = { what: '"from" of what comes once,', text: monthName(from), ...spanOfCalendar(calendar) };
      finder.at(['overheads', id, 'from'], 'outside-calendar', data);
    }
}

/** What starts after the calendar's end, or ends before its start, would do nothing without a word. */
function checkStretch(path: readonly string[], start: Month, end: Month, calendar: Calendar, finder: Finder): void {
  const outside = (key: string, month: number): void =>
    finder.at([...path, key], 'outside-calendar', {
      what: `"${key}"`,
      text: monthName(month),
      ...spanOfCalendar(calendar),
    });
  const [isLate, isGone] = [start > calendar.last, end < calendar.first];
  if (isLate) outside('from', start);
  if (isGone) outside('to', end);
  if (!isLate && !isGone && end < start)
    finder.at([...path, 'to'], 'ends-before-start', { start: monthName(start), end: monthName(end) });
}

/** A promise for a scenario that does not exist would never be held, and a state would bring nothing. */
function checkScenarios({ checks, assumptions }: Model, tree: MapNode, finder: Finder): void {
  const known = namedScenarios(tree);
  checkBrought(assumptions, known, finder);
  for (const check of checks.values()) {
    if (check.scenarios === undefined || check.scenarios === 'all') continue;
    for (const each of check.scenarios) checkJoined(each, known, finder);
  }
}

/** Each combination is a model that `check` makes and a simulation plays. */
const MOST_COMBINATIONS = 64;

/** The scenarios that states bring, and how many combinations of these there are. */
function checkBrought(assumptions: Model['assumptions'], known: readonly string[], finder: Finder): void {
  let combinations = 1;
  for (const [id, { states }] of assumptions) {
    const said = [...states.values()].flatMap(({ scenario }) => scenario ?? []);
    for (const each of said) checkJoined(each, known, finder);
    const before = combinations;
    combinations *= said.length + 1;
    if (combinations <= MOST_COMBINATIONS || before > MOST_COMBINATIONS) continue;
    finder.at(['assumptions', id, 'states'], 'bad-value', {
      text: `${combinations} combinations`,
      expected: `${MOST_COMBINATIONS} or fewer combinations of states that bring scenarios`,
      why: 'each of them is a model of its own',
    });
  }
}

/** Control totals are those of the roll as it is when the calendar starts, whatever a scenario makes of it. */
function checkControl({ roll: { control }, calendar }: Model, before: readonly School[], finder: Finder): void {
  if (control === undefined) return;
  const schools = lived(before, calendar).filter((school) => isThere(school, calendar.first));
  const counts = schools.map(({ count }) => count ?? ONE);
  const pupils = schools.map((school) => {
    const each = valueIn(school.pupils, calendar.first, calendar.yearStarts) ?? ONE;
    return school.count === undefined ? each : times(each, school.count);
  });
  compare('schools', control.schools, sum('count', counts), Exact.zero, finder);
  const tolerance = control.tolerance?.isKnown ? control.tolerance.exact : Exact.zero;
  compare('pupils', control.pupils, sum('count', pupils), tolerance, finder);
}

const ONE: Count = constant('count', Exact.one, 'one school');

function compare(what: string, expected: Count | undefined, found: Count, tolerance: Exact, finder: Finder): void {
  if (expected === undefined || !expected.isKnown || !found.isKnown) return;
  const off = found.exact.minus(expected.exact).size;
  if (off.compare(expected.exact.times(tolerance)) <= 0) return;
  const data = {
    what,
    expected: expected.exact.toString(),
    found: found.exact.toString(),
    tolerance: `${tolerance.times(Exact.of(100))}%`,
  };
  finder.at(['schools', 'control', what], 'control-total', data);
}
