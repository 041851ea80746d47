import { type Bridge, CAUSE_WORDS, CAUSES } from '../../analysis/index.js';
import { type Count, type Figure, sum } from '../../figures/index.js';
import { periodsOf, yearLabel } from '../../model/index.js';
import { periodNamed } from '../../projection/index.js';
import type { Change, Differences } from '../../reading/index.js';
import { foot } from '../frame/foot.js';
import { heldIn, lineRow } from '../frame/lines.js';
import { AFTER_LESS_BEFORE, countedCell, derivedCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Table, type Text } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import type { SlotOrGap } from '../page/slot.js';
import { cells as told } from '../sentences/cells.js';
import { differing, nearest } from '../sentences/differing.js';
import type { DiffEnd, Promised } from './end.js';
import { idleTable, inputsTable } from './inputs.js';
import { beyond, type PayerChanges, schoolsIn, schoolTables } from './schools.js';

const { say } = differing;

export type { DiffEnd, Promised } from './end.js';
export { type PayerChanges, payersOf, type Threshold } from './schools.js';

/** What is asked of a difference between two models. */
export interface DiffAsked {
  readonly from: DiffEnd;
  readonly to: DiffEnd;
  readonly differences: Differences;
  /** Inputs that move nothing. */
  readonly idle: readonly Change[];
  /** The year of the figures, by its id, and of what schools pay; undefined where the two have no year in common. */
  readonly year: string | undefined;
  readonly bridge: Bridge | undefined;
  readonly payers: PayerChanges | undefined;
}

/** What has changed from one model to another, the answer first. */
export function diffReport(asked: DiffAsked): Report {
  const { from, to, differences, idle, payers } = asked;
  const blocks: Block[] = isSame(asked)
    ? [{ kind: 'text', id: 'summary', title: titled('What has changed'), lines: say.nothing(true) }]
    : [
        summary(asked),
        ...inputsTable(from, to, differences),
        ...figuresTable(asked),
        ...bridgeTable(asked),
        ...(payers === undefined ? [] : schoolTables(from, to, payers)),
        ...promisesTable(from, to),
        ...idleTable(from, to, differences, idle),
      ];
  const name = to.projection.model.name;
  return Report.of({
    id: 'diff',
    title: titled(`${name}: what has changed`),
    basis: say.ends({ from: from.heading, to: to.heading }),
    blocks,
  });
}

/** Whether two models say the same and come to the same. */
export function isSame({ differences: { inputs, words, told }, from, to }: DiffAsked): boolean {
  return inputs.length + words.length + told.length === 0 && changedPromises(from, to).length === 0;
}

function summary(asked: DiffAsked): Text {
  const { from, to, differences, idle, payers, year } = asked;
  const { inputs, told, words } = differences;
  const changed = changedPromises(from, to);
  const become = (state: Promised['state']): number =>
    changed.filter(({ before, after }) => after?.state === state && before?.state !== state).length;
  const lines = [
    ...say.inputs({ inputs: inputs.length, idle: idle.length }),
    ...say.told(told.length),
    ...say.words(words.length),
    ...figureLines(asked),
    ...say.fails(become('fails')),
    ...say.holds(become('holds')),
    ...(payers === undefined || year === undefined
      ? []
      : payingLines(payers, yearLabel(to.projection.model.calendar, payers.year))),
  ];
  return { kind: 'text', id: 'summary', title: titled('What has changed'), lines };
}

function payingLines({ all, threshold }: PayerChanges, year: string): Sentence[] {
  const of = (verdict: 'more' | 'less'): Count =>
    schoolsIn(
      all.filter((each) => each.verdict === verdict),
      `pay ${verdict}`,
    );
  const paying = { more: of('more'), less: of('less'), year, beyond: beyond(threshold) };
  return [...say.noneMoves(paying), ...say.someMove(paying)];
}

const HEADLINES = [
  'income',
  'cost',
  'surplus',
  'reserves.closing',
  'cash.lowest',
  'members',
  'pupils',
  'price_per_pupil',
  'cost_per_pupil',
  'margin_of_safety',
];

/** `Reserves at end, 2029-30: from £101,344 to -£2,000.` */
function figureLines({ from, to, year }: DiffAsked): readonly Sentence[] {
  if (year === undefined) return say.noYear({ from: from.heading, to: to.heading });
  const slots = slotsOf(from, to, year);
  return ['reserves.closing', 'cash.lowest'].flatMap((name) => {
    const { cells } = lineRow(name, slots);
    const [label, before, after] = cells;
    if (before?.kind !== 'figure' || after?.kind !== 'figure' || label?.kind !== 'text') return [];
    const when = yearLabel(to.projection.model.calendar, Number(year));
    const same = before.figure.isKnown && after.figure.isKnown && before.figure.exact.compare(after.figure.exact) === 0;
    return say.figure({
      label: label.text,
      year: when,
      same,
      before: nearest(before.figure),
      after: nearest(after.figure),
    });
  });
}

function slotsOf(from: DiffEnd, to: DiffEnd, year: string): SlotOrGap[] {
  return [from, to].map(({ projection, scenario }) => ({
    projection,
    period: periodNamed(projection.model.calendar, 'year', year),
    scenario,
  }));
}

function figuresTable({ from, to, year }: DiffAsked): Table[] {
  if (year === undefined) return [];
  const slots = slotsOf(from, to, year);
  const side = ({ heading }: DiffEnd, id: string): Column => ({ id, heading, align: 'right' });
  const table = foot(
    {
      kind: 'table',
      id: 'figures',
      title: titled(`The year ${yearLabel(to.projection.model.calendar, Number(year))}, £ unless said`),
      columns: [{ id: 'line', heading: '', align: 'left' }, side(from, 'from'), side(to, 'to')],
      rows: HEADLINES.map((name) => lineRow(name, slots)),
      notes: say.points(),
    },
    [{ total: 'surplus', plus: ['income'], minus: ['cost'] }],
    { ...heldIn(slots, ['from', 'to']), isCompared: true },
  );
  const isMarked = table.columns.some((column) => column.isMarked === true);
  return [
    {
      ...table,
      columns: [
        ...table.columns,
        { id: 'difference', heading: 'Difference', align: 'right', ...(isMarked && { isMarked }) },
      ],
      rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, differenceCell(row.cells)] })),
    },
  ];
}

/** What is shown of a difference in pounds is that of the pounds that are shown. */
function differenceCell([, before, after]: readonly Cell[]): Cell {
  if (before?.kind !== 'figure' || after?.kind !== 'figure') return NONE;
  const figure = sum(after.figure.kind, [after.figure], 'the difference', [before.figure]) as Figure;
  const of = [after.ref, before.ref].flatMap((ref) => ref ?? []);
  const cell = derivedCell(figure, after.show, AFTER_LESS_BEFORE, of);
  if (after.show !== 'pounds' || !before.figure.isKnown || !after.figure.isKnown) return cell;
  const pounds = ({ shown, figure: { exact } }: Extract<Cell, { kind: 'figure' }>): number =>
    shown ?? Number(exact.toFixed(0));
  return { ...cell, shown: pounds(after) - pounds(before) };
}

function bridgeTable({ from, to, bridge, year }: DiffAsked): Table[] {
  if (bridge === undefined || year === undefined || bridge.steps.length === 0) return [];
  const causes = CAUSES.filter((cause) => bridge.steps.some((step) => step.causes.includes(cause)));
  const figure = (amount: Figure): Cell => countedCell(amount, 'pounds');
  const step = (cause: (typeof CAUSES)[number]): Cell => {
    const found = bridge.steps.find(({ causes: some }) => some.includes(cause));
    const last = found?.causes.at(-1);
    return found === undefined || last === undefined
      ? NONE
      : last === cause
        ? figure(found.effect)
        : textCell(`with ${CAUSE_WORDS[last].short}`);
  };
  const row = (id: string, label: string, role: Row['role'], level: number, cell: Cell): Row => ({
    id,
    role,
    level,
    cells: [textCell(label), cell],
  });
  const table: Table = {
    kind: 'table',
    id: 'bridge',
    title: titled(`Bridge: reserves at the end of ${yearLabel(to.projection.model.calendar, Number(year))}, £`),
    columns: [
      { id: 'line', heading: '', align: 'left' },
      { id: 'reserves', heading: 'Reserves', align: 'right' },
    ],
    rows: [
      row('from', from.heading, 'line', 0, figure(bridge.from)),
      ...causes.map((cause) => row(cause, CAUSE_WORDS[cause].label, 'line', 1, step(cause))),
      row('to', to.heading, 'total', 0, figure(bridge.to)),
    ],
    notes: [...say.mean(), ...say.joined(bridge.steps.some((each) => each.causes.length > 1))],
  };
  return [foot(table, [{ total: 'to', plus: ['from', ...causes], minus: [] }], { nearest: ['from', 'to'] })];
}

interface ChangedPromise {
  readonly id: string;
  readonly before: Promised | undefined;
  readonly after: Promised | undefined;
}

/** Promises that hold in one of the two alone, or that one of the two alone makes. */
function changedPromises(from: DiffEnd, to: DiffEnd): ChangedPromise[] {
  const ids = [...new Set([...from.promises.keys(), ...to.promises.keys()])];
  return ids.flatMap((id) => {
    const [before, after] = [from.promises.get(id), to.promises.get(id)];
    const isTest = id.startsWith('test.') && before?.says !== after?.says;
    return before?.state === after?.state && !isTest ? [] : [{ id, before, after }];
  });
}

function promisesTable(from: DiffEnd, to: DiffEnd): Table[] {
  const rows = changedPromises(from, to).map(
    ({ id, before, after }): Row => ({
      id,
      role: 'line',
      level: 0,
      cells: [
        textCell((after ?? before)?.label ?? id),
        before === undefined ? saidCell(told.say.notThere(false)) : textCell(before.says),
        after === undefined ? saidCell(told.say.notThere(false)) : textCell(after.says),
      ],
    }),
  );
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      id: 'promises',
      title: titled('Checks and tests of the board that have changed'),
      columns: [
        { id: 'promise', heading: 'Promise', align: 'left' },
        { id: 'from', heading: from.heading, align: 'left' },
        { id: 'to', heading: to.heading, align: 'left' },
      ],
      rows,
      notes: [],
    },
  ];
}

/** The years that both models have, by their ids. */
export function commonYears(from: DiffEnd, to: DiffEnd): readonly string[] {
  const others = periodsOf(to.projection.model.calendar, 'year').map(({ id }) => id);
  return periodsOf(from.projection.model.calendar, 'year').flatMap(({ id }) => (others.includes(id) ? id : []));
}
