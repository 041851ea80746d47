import { type BreakEven, breakEven, lowestCash, measures } from '../../analysis/index.js';
import type { Odds } from '../../analysis/simulation/index.js';
import { type Money, sum } from '../../figures/index.js';
import { monthName, type Problem } from '../../language/index.js';
import { allMonths, type Period, scenarioCalled, yearOf } from '../../model/index.js';
import { figureOf, type Projection } from '../../projection/index.js';
import { likelyCell, shareNotes } from '../chance/drawn.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { calendarsTold, haveOneCalendar } from '../frame/calendars.js';
import {
  type Choosable,
  calledOf,
  columnsOf,
  firstOf,
  lastOf,
  row,
  type Stressed,
  said,
  stressCalled,
  yearsOf,
} from '../frame/choosable.js';
import { idleLines } from '../frame/idle.js';
import { bySide, surplusText } from '../frame/lines.js';
import { askedCell, type FiguresOf, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, Report, type Row, type Show, type Table } from '../page/report.js';
import { distinct, listed, type Sentence, type SentenceWords, shown, titled, words } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { chance, decisionsIn } from '../sentences/chance.js';
import { options as register } from '../sentences/options.js';
import { reactionsIn } from '../sentences/reactions.js';
import { states } from '../sentences/states.js';
import { noPair } from '../what-if/tried.js';
import { judgedUnder } from '../worth/valued.js';
import { politicalBlocks } from './political.js';

/**
 * One page for the board: each option's finances beside whom it unites and whom it loses. A lens, and no forecast of
 * votes.
 */
export function sustainabilityReport(standing: Standing, options: readonly Choosable[]): Report {
  const { model } = standing;
  const blocks: Block[] = [financial(options), stresses(options), ...politicalBlocks(options)];
  return Report.of({
    id: 'sustainability',
    title: titled(`${model.name}: financially and politically sustainable?`),
    basis: [...basisOf(standing, blocks), ...judgedUnder(options.map(({ offer }) => offer))],
    blocks,
  });
}

function lineOf(name: string, at: (projection: Projection) => Period, show: Show): (option: Choosable) => Cell {
  return (option) => askedCell(option, { figure: name, year: Number(at(option.projection).id) }, show);
}

/** The lowest cash of any month, which is that of the year that the month lies in. */
function lowestCell(within: FiguresOf): Cell {
  const { calendar } = within.projection.model;
  const { month } = lowestCash(within.projection, allMonths(calendar));
  return askedCell(within, { figure: 'cash.lowest', year: yearOf(calendar, month) }, 'pounds');
}

/** Whether it pays for itself: no year ends with reserves below zero, and no month without cash. */
function paysForItself(projection: Projection): boolean | undefined {
  const figures = yearsOf(projection).flatMap((year) => [
    figureOf(projection, 'reserves.closing', year),
    figureOf(projection, 'surplus', year),
  ]);
  if (figures.some(({ isKnown }) => !isKnown)) return undefined;
  const total = sum(
    'money',
    yearsOf(projection).map((year) => figureOf(projection, 'surplus', year) as Money),
  );
  return (
    total.pence >= 0 &&
    yearsOf(projection).every((year) => figureOf(projection, 'reserves.closing', year).exact.sign >= 0)
  );
}

function financial(options: readonly Choosable[]): Table {
  const { projection } = options[0] as Choosable;
  const calendars = options.map((option) => ({ name: calledOf(option), calendar: option.projection.model.calendar }));
  const [first, last] = haveOneCalendar(calendars)
    ? [firstOf(projection).label, lastOf(projection).label]
    : ['its first year', 'its last year'];
  const buyIn = measures.find(({ name }) => name === 'buy_in');
  const found = new Map(
    options.map((option) => [option, buyIn && breakEven(option.projection.model, buyIn, lastOf(option.projection))]),
  );
  const crossing = (option: Choosable): Cell => {
    const [year, next] = [lastOf(option.projection), found.get(option)?.next];
    const isUnknown = found.get(option)?.isUnknown !== false;
    if (next === undefined) return saidCell([...told.say.unknown(isUnknown), ...told.say.noBreakEven(isUnknown)]);
    return askedCell(option, { figure: 'break_even.buy_in', year: Number(year.id) }, 'percent');
  };
  const lowest = ({ projection: played }: Choosable): Cell => {
    const { amount, month } = lowestCash(played, allMonths(played.model.calendar));
    return amount.isKnown ? textCell(monthName(month)) : NONE;
  };
  const rows = [
    row('pays', 'Pays for itself', options, ({ projection: played }) => said(paysForItself(played))),
    row('members', `Members, ${first}`, options, lineOf('members', firstOf, 'count')),
    row('income', `Membership income, ${first}, £`, options, lineOf('income.membership', firstOf, 'pounds')),
    row(
      'surplus',
      surplusText(`, ${last}, £`, options.map(lineOf('surplus', lastOf, 'pounds'))),
      options,
      lineOf('surplus', lastOf, 'pounds'),
    ),
    row('reserves', `Reserves at end of ${last}, £`, options, lineOf('reserves.closing', lastOf, 'pounds')),
    ...headroomRow(options),
    row('cash', 'Lowest cash, £', options, lowestCell),
    row('cash_month', 'in the month', options, lowest, 1),
    row('buy_in', `Buy-in, ${last}`, options, lineOf('buy_in', lastOf, 'percent')),
    row('break_even', 'breaks even at', options, crossing, 1),
    row('margin', `Margin of safety, ${last}`, options, lineOf('margin_of_safety', lastOf, 'percent')),
    ...oddsRows(options),
  ];
  return {
    kind: 'table',
    id: 'financial',
    title: titled('Is it financially sustainable?'),
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columnsOf(options)],
    rows,
    notes: [
      ...register.say.pays(),
      ...register.say.free(headroomRow(options).length > 0),
      ...reactionsIn(options.map((option) => ({ name: calledOf(option), model: option.projection.model }))),
      ...calendarsTold(calendars),
      ...others(found),
      ...oddsNote(options),
    ],
  };
}

/** Only where a policy says what reserves are held against. */
function headroomRow(options: readonly Choosable[]): Row[] {
  const hasPolicy = ({ projection }: Choosable): boolean => projection.model.reserves.monthsOfCost !== undefined;
  if (!options.some(hasPolicy)) return [];
  const headroom = lineOf('reserves.headroom', lastOf, 'pounds');
  const cell = (option: Choosable): Cell => (hasPolicy(option) ? headroom(option) : NONE);
  const signed = { below: 'free, short of policy, £', either: 'free, above (short of) policy, £' };
  return [row('headroom', bySide('free, above policy, £', signed, options.map(cell)), options, cell, 1)];
}

/** The break-evens that are not the one that is shown: of each option by its name. */
function others(found: ReadonlyMap<Choosable, BreakEven | undefined>): readonly Sentence[] {
  const said = [...found].flatMap(([option, all]) => {
    const at = (isInMix: boolean): SentenceWords =>
      listed(
        (all?.crossings ?? []).flatMap((each) =>
          each !== all?.next && each.isInMix === isInMix ? shown(each.at, 'percent') : [],
        ),
      );
    const [same, another] = [at(true), at(false)];
    return [
      ...(same.length === 0 ? [] : [words`${calledOf(option)} also at ${same}`]),
      ...(another.length === 0
        ? []
        : [
            words`${calledOf(option)} ${all?.next === undefined ? 'does not in it, but does' : 'does also'} in another mix at ${another}`,
          ]),
    ];
  });
  return register.say.otherCrossings(said);
}

function oddsRows(options: readonly Choosable[]): Row[] {
  if (options.every(({ odds }) => odds === undefined)) return [];
  const cell =
    (which: keyof Odds) =>
    ({ odds }: Choosable): Cell =>
      odds === undefined ? NONE : likelyCell(odds[which]);
  return [
    row('odds_reserves', 'Reserves below zero, any year', options, cell('reserves')),
    row('odds_cash', 'Cash below zero, any year', options, cell('cash')),
  ];
}

function oddsNote(options: readonly Choosable[]): Sentence[] {
  const shares = options.flatMap(({ odds, ...option }) =>
    odds === undefined
      ? []
      : [
          { what: `${calledOf(option)}, reserves below zero`, ...odds.reserves },
          { what: `${calledOf(option)}, cash below zero`, ...odds.cash },
        ],
  );
  if (shares.length === 0) return [];
  const drawn = options.flatMap(({ odds, projection }) => (odds === undefined ? [] : projection));
  const independent = drawn.flatMap((projection) => [
    ...states.say.bring(projection.model),
    ...chance.say.togetherAsStated(projection.model),
    ...chance.say.independent({ model: projection.model, decisions: decisionsIn(projection) }),
  ]);
  return [...chance.say.anyYear(shares), ...shareNotes(shares), ...distinct(independent)];
}

/** Reserves at the end and lowest cash, option by scenario. */
function stresses(options: readonly Choosable[]): Table {
  const names = (options[0] as Choosable).stressed.map(({ stress }) => stress);
  const cell = (option: Choosable, stress: string, line: 'reserves.closing' | 'cash.lowest'): Cell => {
    const { projection, scenario, problem } = option.stressed.find((each) => each.stress === stress) as Stressed;
    if (projection === undefined) return saidCell([...told.say.clash(isClash(problem)), ...told.say.noModel(false)]);
    if (line === 'reserves.closing') {
      return askedCell({ projection, scenario }, { figure: line, year: Number(lastOf(projection).id) }, 'pounds');
    }
    return lowestCell({ projection, scenario });
  };
  const heading = (id: string, text: string): Row => ({
    id,
    role: 'heading',
    level: 0,
    cells: [textCell(text), ...options.map(() => NONE)],
  });
  const rows = [
    heading('reserves', 'Reserves at the end'),
    ...names.map((name) =>
      row(
        `reserves.${name}`,
        stressCalled(options[0] as Choosable, name),
        options,
        (option) => cell(option, name, 'reserves.closing'),
        1,
      ),
    ),
    heading('cash', 'Lowest cash'),
    ...names.map((name) =>
      row(
        `cash.${name}`,
        stressCalled(options[0] as Choosable, name),
        options,
        (option) => cell(option, name, 'cash.lowest'),
        1,
      ),
    ),
  ];
  return {
    kind: 'table',
    id: 'stresses',
    title: titled('Does it survive a bad year? Option by scenario, £'),
    columns: [{ id: 'scenario', heading: 'Scenario', align: 'left' }, ...columnsOf(options)],
    rows,
    notes: [
      ...calendarsTold(stressedCalendars(options[0] as Choosable)),
      ...options.flatMap((option) =>
        option.stressed.flatMap(({ stress, problem }) =>
          problem === undefined || isClash(problem)
            ? []
            : noPair(calledOf(option), stressCalled(option, stress), problem),
        ),
      ),
      ...idleLines(
        (options[0] as Choosable).projection.model,
        options.flatMap(({ name, stressed }) => stressed.map(({ stress, idle }) => ({ option: name, stress, idle }))),
      ),
    ],
  };
}

/** The calendar of the first option under each scenario that it makes a model with. */
const stressedCalendars = ({ stressed }: Choosable): Parameters<typeof calendarsTold>[0] =>
  stressed.flatMap(({ stress, projection }) =>
    projection === undefined
      ? []
      : { name: scenarioCalled(projection.model, stress), calendar: projection.model.calendar },
  );

/** What one scenario says in the place of another is plain; anything else that keeps them apart is told. */
const isClash = (problem: Problem | undefined): boolean => problem?.code === 'overlay-clash';
