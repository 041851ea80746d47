import { type Bridge, CAUSE_LABELS } from '../analysis/index.js';
import { type Node, Scalar } from '../language/index.js';
import { type Calendar, type Period, periodsOf, yearLabel } from '../model/index.js';
import type { Projection } from '../projection/index.js';
import type { Change } from '../reading/index.js';
import { basisOf, type Standing } from './basis.js';
import { foot } from './foot.js';
import { figureCell, incomeAndCost, lineRow, NONE, type Slot, textCell } from './lines.js';
import type { Block, Cell, Column, Report, Row, Table } from './report.js';

/** One side of a comparison. */
export interface Side {
  /** `base`, or the scenario's name. */
  readonly name: string;
  /** Undefined for the base. */
  readonly scenario: string | undefined;
  readonly because: string | undefined;
  readonly changes: readonly Change[];
  readonly projection: Projection;
  /** Undefined for the base, and where a scenario cannot be taken apart. */
  readonly bridge: Bridge | undefined;
}

/** The figure that bridges lead through. */
export const BRIDGED = 'reserves.closing';

/** Scenarios side by side: what each changes, the figures of one company year, reserves and lowest cash over time, and the bridges. */
export function compareReport(standing: Standing, sides: readonly Side[], period: Period): Report {
  const { model } = standing;
  const { calendar } = model;
  const blocks: Block[] = [
    changesTable(sides),
    figuresTable(sides, period),
    overTime('reserves', 'Reserves at the end of each year, £', 'reserves.closing', sides, calendar),
    overTime('cash', 'Lowest cash in each year, £', 'cash.lowest', sides, calendar),
    ...bridgeTables(sides, period, calendar),
  ];
  return { id: 'compare', title: `${model.name}: scenarios side by side`, basis: basisOf(standing, blocks), blocks };
}

function changesTable(sides: readonly Side[]): Table {
  const rows = sides
    .filter(({ scenario }) => scenario !== undefined)
    .flatMap((side): Row[] => [
      {
        id: side.name,
        role: 'heading',
        level: 0,
        cells: [textCell(`${side.name}${side.because === undefined ? '' : `: ${side.because}`}`), NONE, NONE],
      },
      ...side.changes.map((change) => changeRow(side.name, change)),
    ]);
  return {
    kind: 'table',
    id: 'changes',
    title: 'What each scenario changes',
    columns: [
      { id: 'change', heading: 'Key', align: 'left' },
      { id: 'from', heading: 'From', align: 'left' },
      { id: 'to', heading: 'To', align: 'left' },
    ],
    rows,
    notes: [],
  };
}

function changeRow(side: string, { path, before, after, effective }: Change): Row {
  const no = effective ? '' : ' (NO CHANGE: the same as before)';
  return { id: `${side}.${path}`, role: 'line', level: 1, cells: [textCell(path), textCell(nodeText(before)), textCell(`${nodeText(after)}${no}`)] };
}

/** A value with the place at which it is written. */
function nodeText(node: Node | undefined): string {
  if (node === undefined) return '–';
  const { line, column } = node.span;
  // The report's first line names the model: its folder need not stand in every cell.
  const file = node.span.file.name.slice(node.span.file.name.lastIndexOf('/') + 1);
  const text = node instanceof Scalar ? node.text : node.kind === 'list' ? `a list of ${node.items.length}` : `${node.entries.size} keys`;
  return `${text} at ${file}:${line}:${column}`;
}

const columnsOf = (sides: readonly Side[]): Column[] => sides.map(({ name }) => ({ id: name, heading: name.replace(/_/g, ' '), align: 'right' }));
const LABELS: Column = { id: 'line', heading: '', align: 'left' };

function figuresTable(sides: readonly Side[], period: Period): Table {
  const slots = sides.map(({ projection, scenario }): Slot => ({ projection, period, scenario }));
  const { rows, equations } = incomeAndCost(slots, false);
  const rest = ['reserves.opening', 'reserves.closing', 'cash.lowest', 'members', 'pupils', 'price_per_pupil', 'cost_per_pupil', 'margin_of_safety'];
  const table: Table = {
    kind: 'table',
    id: 'figures',
    title: `The year ${period.label}, £ unless said`,
    columns: [LABELS, ...columnsOf(sides)],
    rows: [...rows, ...rest.map((name) => lineRow(name, slots))],
    notes: [],
  };
  return foot(
    table,
    [{ total: 'reserves.closing', plus: ['reserves.opening', 'surplus'], minus: [] }, ...equations],
    ['reserves.opening', 'reserves.closing'],
  );
}

function overTime(id: string, title: string, name: string, sides: readonly Side[], calendar: Calendar): Table {
  const years = periodsOf(calendar, 'year');
  const rows = sides.map(({ name: side, projection, scenario }): Row => {
    const slots = years.map((period): Slot => ({ projection, period, scenario }));
    return { ...lineRow(name, slots, { label: side.replace(/_/g, ' ') }), id: side };
  });
  const columns: Column[] = years.map((period) => ({ id: period.id, heading: yearLabel(calendar, Number(period.id)), align: 'right' }));
  return { kind: 'table', id, title, columns: [LABELS, ...columns], rows, notes: [] };
}

function bridgeTables(sides: readonly Side[], period: Period, calendar: Calendar): Table[] {
  const bridged = sides.filter((side): side is Side & { bridge: Bridge } => side.bridge !== undefined);
  if (bridged.length === 0) return [];
  const causes = [...new Set(bridged.flatMap(({ bridge }) => bridge.steps.map(({ cause }) => cause)))];
  const ordered = Object.keys(CAUSE_LABELS).filter((cause) => causes.includes(cause as never)) as (keyof typeof CAUSE_LABELS)[];
  const at = ({ scenario }: Side): { year: number; scenario?: string } => ({
    year: Number(period.id),
    ...(scenario === undefined ? {} : { scenario }),
  });
  const row = (id: string, label: string, role: Row['role'], level: number, cell: (side: Side & { bridge: Bridge }) => Cell): Row => ({
    id,
    role,
    level,
    cells: [textCell(label), ...bridged.map(cell)],
  });
  const rows = [
    row('from', 'Base', 'line', 0, (side) => figureCell(side.bridge.from, { figure: BRIDGED, year: Number(period.id) }, 'pounds')),
    ...ordered.map((cause) =>
      row(cause, CAUSE_LABELS[cause], 'line', 1, (side) => {
        const step = side.bridge.steps.find((each) => each.cause === cause);
        return step === undefined ? NONE : figureCell(step.effect, { figure: `bridge.${cause}`, ...at(side) }, 'pounds');
      }),
    ),
    row('to', 'Scenario', 'total', 0, (side) => figureCell(side.bridge.to, { figure: BRIDGED, ...at(side) }, 'pounds')),
  ];
  const title = `Bridge: reserves at the end of ${yearLabel(calendar, Number(period.id))}, from base to each scenario, £`;
  const table: Table = {
    kind: 'table',
    id: 'bridge',
    title,
    columns: [LABELS, ...columnsOf(bridged)],
    rows,
    notes: ['One cause after another, in this order; what two causes do only together falls to the later one.'],
  };
  return [foot(table, [{ total: 'to', plus: ['from', ...ordered], minus: [] }], ['from', 'to'])];
}
