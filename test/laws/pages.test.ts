import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formats } from '../../src/render/formats.js';
import type { Report } from '../../src/report/page/report.js';
import { cellAt, type JsonBlock, type JsonTable } from '../report/answers.js';
import { about } from '../support/command-lines.js';
import { FILE, type PlainMap, projectionOf, yamlOf } from '../support/models.js';
import { play, repeating } from '../support/play.js';
import { reportsOf } from '../support/reports.js';
import { runs } from '../support/runs.js';
import { gridded } from '../support/scenarios.js';
import { sharingSources } from '../support/sources.js';
import { PoundsShown } from '../support/whole-pounds.js';

/*
 * What `check` accepts, every command shows: scenarios side by side, options against stresses, bridges that add, and
 * one figure as the same pounds on every page. Each random model is played once for all of it.
 */

const ALONE: readonly (readonly string[])[] = [
  ['forecast'],
  ['forecast', '--statement', 'all'],
  ['forecast', '--detail'],
  ['forecast', '--scenario', 'one'],
  ['obligations'],
  ['break-even'],
];
const COMPARE = ['compare'];
const GRID = ['compare', '--grid'];
const BOTH = ['compare', '--scenario', 'one+two'];
const BESIDE: readonly (readonly string[])[] = [COMPARE, GRID, BOTH, ['sustainability'], ['appraise']];
/** Pages that say of a cell of the grid that there is no such model, where there is none. */
const OF_THE_GRID = ['compare --grid', 'sustainability', 'appraise', 'obligations'];

const pence = (value: string | null | undefined): number => Math.round(Number(value) * 100);

const tablesIn = (json: string): readonly JsonTable[] =>
  (JSON.parse(json).blocks as readonly JsonBlock[]).filter((each): each is JsonTable => each.kind === 'table');

/** From the base over every step to each scenario, to the penny. */
function expectBridges(tables: readonly JsonTable[]): void {
  const bridge = tables.find(({ id }) => id === 'bridge');
  bridge?.columns.slice(1).forEach(({ heading }, i) => {
    const steps = bridge.rows
      .filter(({ id }) => id !== 'from' && id !== 'to')
      .map(({ cells }) => pence(cells[i + 1]?.value ?? '0'));
    const from = pence(cellAt(tables, 'from', i));
    expect(from + steps.reduce((sum, step) => sum + step, 0), heading).toBe(pence(cellAt(tables, 'to', i)));
  });
}

/** Every cell of the grid is filled, and is where the bridge to its model ends. */
function expectGrid(
  data: PlainMap,
  grid: readonly JsonTable[],
  compared: readonly JsonTable[],
  both: readonly JsonTable[],
): void {
  for (const { id, rows } of grid)
    for (const row of rows) expect(row.cells.slice(1), `${id} of ${row.id}`).not.toContain(null);
  const reserves = grid.find(({ id }) => id === 'reserves.closing');
  const ends = (tables: readonly JsonTable[], id: string): string | undefined => {
    const column = tables.find((each) => each.id === 'bridge')?.columns.findIndex((each) => each.id === id) ?? -1;
    return column < 0 ? undefined : cellAt(tables, 'to', column - 1);
  };
  for (const [option, stress, scenario, tables] of [
    ['base', 'two', 'two', compared],
    ['one', 'base', 'one', compared],
    ['one', 'two', 'one+two', both],
  ] as const) {
    const end = ends(tables, scenario);
    if (end === undefined || !hasSameYears(data, scenario)) continue;
    const column = reserves?.columns.findIndex(({ id }) => id === stress) ?? -1;
    expect(reserves?.rows.find(({ id }) => id === option)?.cells[column]?.value, scenario).toBe(end);
  }
}

/** Whether a scenario leaves the calendar as it is: a bridge goes by the last year of the base, a cell by its own. */
function hasSameYears(data: PlainMap, scenario: string): boolean {
  const years = (names: readonly string[]): string => {
    const { calendar } = projectionOf(data, { scenarios: names }).model;
    return `${calendar.first}|${calendar.last}|${calendar.yearStarts}`;
  };
  return years([]) === years(scenario.split('+'));
}

/**
 * Plays every page of a model and holds what must hold of them; how many figures were shown again, and how many tables
 * the grid has. Skips what is no model.
 */
async function held(data: PlainMap): Promise<{ readonly again: number; readonly tables: number }> {
  const json = await formats.json();
  const files = { [FILE]: yamlOf(data) };
  fc.pre((await play(['check', FILE, '--only', 'balance'], { files })).code === 0);
  const pounds = new PoundsShown();
  const tables = new Map<readonly string[], readonly JsonTable[]>();
  for (const form of [...ALONE, ...BESIDE]) {
    const line = form.join(' ');
    const { reports, played } = await reportsOf(about(form, FILE), { files, engine: repeating(200) });
    expect(played.code, `${line}: ${played.err}`).toBe(0);
    pounds.hold(line, reports[0] as Report);
    const said = json(reports[0] as Report, { width: 80, colour: false });
    if (OF_THE_GRID.includes(line)) expect(said, line).not.toMatch(/no model|both set one key/);
    if (form[0] === 'compare') tables.set(form, tablesIn(said));
  }
  const of = (form: readonly string[]): readonly JsonTable[] => tables.get(form) ?? [];
  for (const each of [COMPARE, BOTH]) expectBridges(of(each));
  expectGrid(data, of(GRID), of(COMPARE), of(BOTH));
  return { again: pounds.again, tables: of(GRID).length };
}

test('what check accepts, every command shows: scenarios side by side, options against stresses, and the same figure as the same pounds', async () => {
  let again = 0;
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(gridded, (data) =>
      sharingSources(async () => {
        const found = await held(data);
        again += found.again;
        tables += found.tables;
      }),
    ),
    runs(36, 2101),
  );
  expect(again).toBeGreaterThan(200);
  expect(tables).toBeGreaterThan(10);
}, 600_000);
