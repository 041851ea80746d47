import { type Bridge, CAUSE_WORDS, CAUSES, type Cause } from '../../analysis/index.js';
import { whereSaid } from '../../language/index.js';
import { type Calendar, type Model, type Period, periodsOf, scenarioCalled, yearLabel } from '../../model/index.js';
import { type Projection, periodNamed } from '../../projection/index.js';
import { type Change, type Idle, SET } from '../../reading/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { calendarsTold } from '../frame/calendars.js';
import { changesTable } from '../frame/changes.js';
import { foot } from '../frame/foot.js';
import { skipLines } from '../frame/idle.js';
import { heldIn, incomeAndCost, lineRow } from '../frame/lines.js';
import { figureCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Table } from '../page/report.js';
import { type Sentence, type Title, titled } from '../page/sentence.js';
import type { SlotOrGap } from '../page/slot.js';
import { books } from '../sentences/books.js';
import { comparing } from '../sentences/comparing.js';
import { reactionsIn } from '../sentences/reactions.js';

/** One side of a comparison. */
export interface Side {
  /** `base`, or the scenario's name. */
  readonly name: string;
  /** Undefined for the base. */
  readonly scenario: string | undefined;
  readonly because: string | undefined;
  readonly changes: readonly Change[];
  /** What it says without an effect. */
  readonly idle: readonly Idle[];
  readonly projection: Projection;
  /** Undefined for the base, and where a scenario does not have the year. */
  readonly bridge: Bridge | undefined;
}

/** The figure that bridges lead through. */
export const BRIDGED = 'reserves.closing';

/**
 * Scenarios side by side: what each changes, the figures of one company year, reserves and lowest cash over time, and
 * the bridges.
 */
export function compareReport(standing: Standing, sides: readonly Side[], period: Period): Report {
  const { model } = standing;
  const { calendar } = model;
  const blocks: Block[] = [
    { ...changesTable(sides.map((side) => ({ ...side, called: calledOf(side) }))), notes: skippedIn(model, sides) },
    figuresTable(sides, period),
    overTime('reserves', titled('Reserves at the end of each year, £'), 'reserves.closing', sides, calendar),
    overTime('cash', titled('Lowest cash in each year, £'), 'cash.lowest', sides, calendar),
    ...bridgeTables(sides, period, calendar),
  ];
  return Report.of({
    id: 'compare',
    title: titled(`${model.name}: scenarios side by side`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

/**
 * What is said of several things and of some of them without an effect; what the base has of that stands at the top.
 */
function skippedIn(model: Model, sides: readonly Side[]): readonly Sentence[] {
  return skipLines(
    model,
    sides.flatMap(({ idle }) => idle.filter(({ by }) => by !== SET)),
  );
}

const columnsOf = (sides: readonly Side[]): Column[] =>
  sides.map((side) => ({ id: side.name, heading: calledOf(side), align: 'right', stays: true }));
/** What a side is called. */
const calledOf = ({ name, projection }: Side): string => scenarioCalled(projection.model, name);
const LABELS: Column = { id: 'line', heading: '', align: 'left' };

/** A side in its own period of that name. */
function slotOf({ projection, scenario }: Side, { grain, id }: Period): SlotOrGap {
  return { projection, period: periodNamed(projection.model.calendar, grain, id), scenario };
}

function figuresTable(sides: readonly Side[], period: Period): Table {
  const slots = sides.map((side) => slotOf(side, period));
  const told = calendarsTold(sides.map((side) => ({ name: calledOf(side), calendar: side.projection.model.calendar })));
  const { rows, equations } = incomeAndCost(slots, false);
  const rest = [
    'reserves.opening',
    'reserves.closing',
    'cash.lowest',
    'members',
    'pupils',
    'price_per_pupil',
    'cost_per_pupil',
    'margin_of_safety',
  ];
  const table: Table = {
    kind: 'table',
    id: 'figures',
    title: titled(`The year ${period.label}, £ unless said`),
    columns: [LABELS, ...columnsOf(sides)],
    rows: [...rows, ...rest.map((name) => lineRow(name, slots))],
    notes: [
      ...books.say.perPupil((sides[0] as Side).projection.model),
      ...reactionsIn(sides.map((side) => ({ name: calledOf(side), model: side.projection.model }))),
      ...told,
      ...comparing.say.ownYears(told),
    ],
  };
  return foot(table, [{ total: 'reserves.closing', plus: ['reserves.opening', 'surplus'], minus: [] }, ...equations], {
    ...heldIn(
      slots,
      sides.map(({ name }) => name),
    ),
    isCompared: true,
  });
}

function overTime(id: string, title: Title, name: string, sides: readonly Side[], calendar: Calendar): Table {
  const years = periodsOf(calendar, 'year');
  const rows = sides.map((side): Row => {
    const slots = years.map((period) => slotOf(side, period));
    return { ...lineRow(name, slots, { label: calledOf(side) }), id: side.name };
  });
  const columns: Column[] = years.map((period) => ({
    id: period.id,
    heading: yearLabel(calendar, Number(period.id)),
    align: 'right',
  }));
  return { kind: 'table', id, title, columns: [LABELS, ...columns], rows, notes: [] };
}

function bridgeTables(sides: readonly Side[], period: Period, calendar: Calendar): Table[] {
  const bridged = sides.filter((side): side is Side & { bridge: Bridge } => side.bridge !== undefined);
  if (bridged.length === 0) return [];
  const causes = CAUSES.filter((cause) =>
    bridged.some(({ bridge }) => bridge.steps.some((step) => step.causes.includes(cause))),
  );
  const at = ({ scenario }: Side): { year: number; scenario?: string } => ({
    year: Number(period.id),
    ...whereSaid({ scenario }),
  });
  const row = (
    id: string,
    label: string,
    role: Row['role'],
    level: number,
    cell: (side: Side & { bridge: Bridge }) => Cell,
  ): Row => ({
    id,
    role,
    level,
    cells: [textCell(label), ...bridged.map(cell)],
  });
  const rows = [
    row('from', 'Base', 'line', 0, (side) =>
      figureCell(side.bridge.from, { figure: BRIDGED, year: Number(period.id) }, 'pounds'),
    ),
    ...causes.map((cause) =>
      row(cause, CAUSE_WORDS[cause].label, 'line', 1, (side) => stepCell(side.bridge, cause, at(side))),
    ),
    row('to', 'Scenario', 'total', 0, (side) => figureCell(side.bridge.to, { figure: BRIDGED, ...at(side) }, 'pounds')),
  ];
  const title = titled(
    `Bridge: reserves at the end of ${yearLabel(calendar, Number(period.id))}, from base to each scenario, £`,
  );
  const table: Table = {
    kind: 'table',
    id: 'bridge',
    title,
    columns: [LABELS, ...columnsOf(bridged)],
    rows,
    notes: [
      ...bridgeNotes(bridged.map(({ bridge }) => bridge)),
      ...bridged.flatMap((side) =>
        side.bridge.steps.flatMap((step) => comparing.say.ofSchools({ name: calledOf(side), step })),
      ),
    ],
  };
  return [
    foot(table, [{ total: 'to', plus: ['from', ...causes], minus: [] }], { nearest: ['from', 'to'], isCompared: true }),
  ];
}

/** What a cause does by itself, or with which later one it is one step. */
function stepCell({ steps }: Bridge, cause: Cause, at: { year: number; scenario?: string }): Cell {
  const step = steps.find(({ causes }) => causes.includes(cause));
  if (step === undefined) return NONE;
  const last = step.causes[step.causes.length - 1] as Cause;
  return last === cause
    ? figureCell(step.effect, { figure: `bridge.${cause}`, ...at }, 'pounds')
    : textCell(`with ${CAUSE_WORDS[last].short}`);
}

function bridgeNotes(bridges: readonly Bridge[]): Sentence[] {
  const steps = bridges.flatMap((each) => each.steps);
  const { say } = comparing;
  return [...say.inOrder(), ...say.tiers(steps), ...say.joined(steps)];
}
