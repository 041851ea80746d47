import { type Obligation, type Outcome, obligations, outcomeOf, type TestVerdict } from '../../analysis/index.js';
import { whereSaid } from '../../language/index.js';
import { BASE_OPTION, type Period, periodsOf, scenarioCalled } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Idle } from '../../reading/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { type Equation, foot } from '../frame/foot.js';
import { idleLines } from '../frame/idle.js';
import { figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Table, type Text } from '../page/report.js';
import { type Title, titled } from '../page/sentence.js';
import { watching } from '../sentences/asking.js';
import { type ToldWhen, cells as told } from '../sentences/cells.js';
import { reactionsIn } from '../sentences/reactions.js';
import { type StateTold, stateCalled, states } from '../sentences/states.js';

/** A model as it stands, or under scenarios. */
export interface Watched {
  /** `base`, or the scenario's name. */
  readonly name: string;
  /** The option that it is, and the stress that it is under; `base` for none. */
  readonly option: string;
  readonly stress: string;
  /** The state in which an assumption is, with all else as in the option; undefined where all stand as they do. */
  readonly state: StateTold | undefined;
  readonly idle: readonly Idle[];
  readonly scenario: string | undefined;
  readonly projection: Projection;
  /** Whether its figures are shown year by year, and not its results alone. */
  readonly inFull: boolean;
}

const columnCalled = ({ projection: { model }, stress, state }: Watched): string =>
  state === undefined ? scenarioCalled(model, stress) : stateCalled(state);

const verdictCell = (verdict: TestVerdict): Cell =>
  verdict === 'told'
    ? textCell('–')
    : saidCell([
        ...told.say.holds(verdict),
        ...told.say.fails(verdict),
        ...told.say.unclear(verdict),
        ...told.say.unknown(verdict === 'unknown'),
      ]);

/**
 * Every test that a board must watch: which hold in which scenario, the figures by year, how each is worked out, and
 * what an adviser must confirm.
 */
export function obligationsReport(standing: Standing, watched: readonly Watched[]): Report {
  const { model } = standing;
  const years = periodsOf(model.calendar, 'year');
  const first = watched[0] as Watched;
  const tested = obligations.filter(({ skipped }) =>
    watched.some(({ projection }) => skipped(projection) === undefined),
  );
  const blocks: Block[] = [
    ...byOption(watched).map((some) => resultsTable(tested, some, years)),
    ...watched.filter(({ inFull }) => inFull).map((each) => figuresTable(tested, each, years)),
    questionsTable(tested, first),
    methodsTable(tested),
    ...untested(watched),
  ];
  return Report.of({
    id: 'obligations',
    title: titled(`${model.name}: what a board must watch`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

const outcomes = (
  test: Obligation,
  { projection }: Watched,
  years: readonly Period[],
): readonly (Outcome | undefined)[] =>
  years.map((year) => (test.skipped(projection) === undefined ? outcomeOf(test, projection, year) : undefined));

/** What stands in one table: an option under its stresses, or options side by side where each is under one alone. */
interface Results {
  readonly id: string;
  readonly title: Title;
  readonly columns: readonly { readonly watched: Watched; readonly heading: string }[];
}

function byOption(watched: readonly Watched[]): Results[] {
  const options = [...new Set(watched.map(({ option }) => option))];
  const all = options.map((option) => watched.filter((each) => each.option === option));
  const TITLE = 'What holds, and the first year in which it does not';
  if (all.every(({ length }) => length < 2))
    return [
      {
        id: 'results',
        title: titled(TITLE),
        columns: watched.map((each) => ({ watched: each, heading: scenarioCalled(each.projection.model, each.name) })),
      },
    ];
  return all.map((some, i) => {
    const option = options[i] as string;
    return {
      id: options.length === 1 ? 'results' : `results_${option}`,
      title: titled(
        options.length === 1
          ? TITLE
          : `${option === BASE_OPTION ? 'As modelled' : scenarioCalled((some[0] as Watched).projection.model, option)}: ${TITLE.charAt(0).toLowerCase()}${TITLE.slice(1)}`,
      ),
      columns: some.map((each) => ({ watched: each, heading: columnCalled(each) })),
    };
  });
}

function resultsTable(
  tested: readonly Obligation[],
  { id, title, columns: shown }: Results,
  years: readonly Period[],
): Table {
  const watched = shown.map((each) => each.watched);
  const rows = tested
    .filter(({ judges }) => judges)
    .filter((test) =>
      watched.some((each) =>
        outcomes(test, each, years).some((found) => found !== undefined && found.verdict !== 'told'),
      ),
    )
    .map((test) => ({ test, rank: Math.min(...watched.map((each) => rankOf(outcomes(test, each, years)))) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ test }): Row => {
      const cells = watched.map((each) => inShort(outcomes(test, each, years), years));
      return { id: test.id, role: 'line', level: 0, cells: [textCell(test.title), ...cells] };
    });
  const verdicts = tested
    .filter(({ judges }) => judges)
    .flatMap((test) => watched.flatMap((each) => worstOf(outcomes(test, each, years)) ?? []));
  const columns = shown.map(({ watched: { name }, heading }): Column => ({ id: name, heading, align: 'left' }));
  return {
    kind: 'table',
    id,
    title,
    columns: [{ id: 'test', heading: 'Test', align: 'left' }, ...columns],
    rows,
    notes: [
      ...watching.say.unclear(verdicts),
      ...watching.say.unknown(verdicts),
      ...states.say.watched({
        all: watched.flatMap(({ state }) => state ?? []),
        beside: shown.find(({ watched: { state } }) => state === undefined)?.heading ?? '',
      }),
      ...(watched.length > 1
        ? reactionsIn(shown.map(({ watched: each, heading }) => ({ name: heading, model: each.projection.model })))
        : []),
      ...watched.slice(0, 1).flatMap(({ projection: { model } }) => idleLines(model, watched)),
    ],
  };
}

/** What fails comes first, then what is unclear or unknown, then what holds. */
const ORDER: readonly TestVerdict[] = ['fails', 'unclear', 'unknown'];

function rankOf(all: readonly (Outcome | undefined)[]): number {
  const ranks = all
    .flatMap((found) => (found === undefined ? [] : ORDER.indexOf(found.verdict)))
    .filter((rank) => rank >= 0);
  return Math.min(ORDER.length, ...ranks);
}

/** The worst verdict of any year; undefined where every year holds or judges nothing. */
const worstOf = (all: readonly (Outcome | undefined)[]): TestVerdict | undefined =>
  ORDER.find((verdict) => all.some((found) => found?.verdict === verdict));

/** The worst that any year says, with the first year that says it; where nothing is judged, all that is told. */
function inShort(all: readonly (Outcome | undefined)[], years: readonly Period[]): Cell {
  const first = (word: string, is: (found: Outcome | undefined) => boolean): ToldWhen[] => {
    const at = all.findIndex(is);
    if (at < 0) return [];
    return [{ word, when: all.every(is) ? 'every year' : (years[at] as Period).label }];
  };
  const worst = worstOf(all);
  if (worst !== undefined) return saidCell(told.say.inShort(first(worst, (found) => found?.verdict === worst)));
  if (all.some((found) => found?.verdict === 'holds')) return saidCell(told.say.holds('holds'));
  const words = new Set(all.flatMap((found) => found?.says ?? []));
  const said = [...words].flatMap((word) => first(word, (found) => found?.says === word));
  return saidCell([...told.say.inShort(said), ...told.say.notTested(said.length > 0)]);
}

function figuresTable(tested: readonly Obligation[], watched: Watched, years: readonly Period[]): Table {
  const rows = tested
    .filter(({ skipped }) => skipped(watched.projection) === undefined)
    .flatMap((test) => rowsOf(test, watched, years));
  const columns = years.map(({ id, label }): Column => ({ id, heading: label, align: 'right' }));
  const table: Table = {
    kind: 'table',
    id: `figures_${watched.name}`,
    title: titled(
      `${watched.scenario === undefined ? 'As modelled' : `With ${scenarioCalled(watched.projection.model, watched.name)}`}, £ unless said`,
    ),
    columns: [{ id: 'figure', heading: '', align: 'left' }, ...columns],
    rows,
    notes: [],
  };
  return foot(table, differencesIn(tested, watched, years), { keeps: (row) => /\.(value|modelled)$/.test(row) });
}

/** Parts of tests that lie between two others, as rows that add: what is asked of the company gives way by a pound. */
function differencesIn(tested: readonly Obligation[], watched: Watched, years: readonly Period[]): Equation[] {
  return tested.flatMap((test) => {
    const parts = outcomes(test, watched, years).flatMap((found) => found?.parts ?? []);
    const all = new Map(parts.flatMap(({ id, between }) => (between === undefined ? [] : [[id, between] as const])));
    return [...all].map(([id, [of, less]]) => ({
      total: `${test.id}.${id}`,
      plus: [`${test.id}.${of}`],
      minus: [`${test.id}.${less}`],
    }));
  });
}

function rowsOf(test: Obligation, watched: Watched, years: readonly Period[]): Row[] {
  const found = outcomes(test, watched, years) as readonly Outcome[];
  const ids = [...new Set(found.flatMap(({ parts }) => parts.map(({ id }) => id)))];
  const line = (id: string, label: string, cells: readonly Cell[]): Row => ({
    id: `${test.id}.${id}`,
    role: 'line',
    level: 1,
    cells: [textCell(label), ...cells],
  });
  const cellsOf = (id: string): Cell[] =>
    found.map(({ parts }, i) => {
      const part = parts.find((each) => each.id === id);
      const at = {
        year: Number((years[i] as Period).id),
        ...whereSaid({ scenario: watched.scenario }),
      };
      return part === undefined
        ? NONE
        : figureCell(part.figure, { figure: `obligation.${test.id}.${id}`, ...at }, part.show);
    });
  const labelOf = (id: string): string =>
    found.flatMap(({ parts }) => parts).find((part) => part.id === id)?.label ?? id;
  const says = ({ says: said, verdict }: Outcome): Cell => (said === undefined ? verdictCell(verdict) : textCell(said));
  return [
    { id: test.id, role: 'heading', level: 0, cells: [textCell(test.title), ...years.map(() => NONE)] },
    ...ids.map((id) => line(id, labelOf(id), cellsOf(id))),
    ...(found.some(({ when }) => when !== undefined)
      ? [
          line(
            'when',
            'In the month',
            found.map(({ when }) => (when === undefined ? NONE : textCell(when))),
          ),
        ]
      : []),
    ...(found.some(({ verdict, says: said }) => verdict !== 'told' || said !== undefined)
      ? [line('result', 'Result', found.map(says))]
      : []),
  ];
}

function questionsTable(tested: readonly Obligation[], { projection }: Watched): Table {
  const rows = tested.flatMap(({ id, title, question }): Row[] => {
    if (question === undefined) return [];
    const said = `the model says: ${question.answer(projection.model)} (${question.key})`;
    return [
      { id, role: 'heading', level: 0, cells: [textCell(title), NONE] },
      {
        id: `${id}.asks`,
        role: 'line',
        level: 1,
        cells: [
          textCell('adviser to confirm'),
          textCell(`${question.asks} ${said.charAt(0).toUpperCase()}${said.slice(1)}.`),
        ],
      },
      ...question.consequences.map(
        ([answer, consequence]): Row => ({
          id: `${id}.${answer}`,
          role: 'line',
          level: 1,
          cells: [textCell(answer), textCell(consequence)],
        }),
      ),
    ];
  });
  return {
    kind: 'table',
    id: 'questions',
    title: titled('What only a professional can answer, and what each answer leads to'),
    columns: [
      { id: 'answer', heading: 'Answer', align: 'left' },
      { id: 'consequence', heading: 'What follows', align: 'left' },
    ],
    rows,
    notes: watching.say.noAdvice(),
  };
}

function methodsTable(tested: readonly Obligation[]): Table {
  const rows = [...new Set(tested.map(({ formula }) => formula))].map((formula): Row => {
    const alike = tested.filter((each) => each.formula === formula);
    const { id, title, source } = alike[0] as Obligation;
    const name = alike.length === 1 ? title : (title.split(',')[0] as string);
    return { id, role: 'line', level: 0, cells: [textCell(name), textCell(formula), textCell(source)] };
  });
  return {
    kind: 'table',
    id: 'methods',
    title: titled('How each is worked out'),
    columns: [
      { id: 'test', heading: 'Test', align: 'left' },
      { id: 'formula', heading: 'What is held against what', align: 'left' },
      { id: 'source', heading: 'Where it comes from', align: 'left' },
    ],
    rows,
    notes: [],
  };
}

/** A model by its scenarios and its state. */
function whereOf({ name, option, state, projection: { model } }: Watched): string {
  if (state === undefined) return scenarioCalled(model, name);
  return option === BASE_OPTION ? stateCalled(state) : `${scenarioCalled(model, option)} with ${stateCalled(state)}`;
}

/** What was left out, and why: a test that is not there is not one that holds. */
function untested(watched: readonly Watched[]): Text[] {
  const lines = obligations.flatMap(({ title, skipped }) => {
    const left = watched.flatMap((each) => {
      const why = skipped(each.projection);
      return why === undefined ? [] : { where: whereOf(each), why };
    });
    return [...new Set(left.map(({ why }) => why))].flatMap((why) => {
      const where = left.flatMap((each) => (each.why === why ? each.where : []));
      return watching.say.untested({ title, why, where: where.length === watched.length ? [] : where });
    });
  });
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'untested', title: titled('Left out of the tests'), lines }];
}
