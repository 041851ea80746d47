import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAt, type JsonBlock, type JsonTable } from '../report/answers.js';
import { linesOf } from '../support/lines.js';
import { decimal, FILE, models, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* Options and stresses of random models: what check accepts fills every cell, and what lies between two models is the same from either end. */

/** Milliseconds: each case plays several commands whole. */
const SLOW = 600_000;

/** The model with `one` for an option and `two` for a stress. */
const gridded = withScenarios.map((data): PlainMap => ({ ...data, options: ['base', 'one'], stresses: ['two'] }));

const tablesIn = (out: string): readonly JsonTable[] =>
  (JSON.parse(out).blocks as readonly JsonBlock[]).filter((each): each is JsonTable => each.kind === 'table');
const pence = (value: string | null | undefined): number => Math.round(Number(value) * 100);

test(
  'what check accepts fills every cell of every page that reads the grid',
  async () => {
    await fc.assert(
      fc.asyncProperty(gridded, async (data) => {
        const files = { [FILE]: yamlOf(data) };
        fc.pre((await play(['check', FILE, '--only', 'balance'], { files })).code === 0);
        for (const command of [['compare', '--grid'], ['sustainability'], ['appraise'], ['obligations']]) {
          const { code, err, out } = await play([...command, FILE, '--format', 'json'], { files });
          expect(code, `${command.join(' ')}: ${err}`).toBe(0);
          expect(out, command.join(' ')).not.toMatch(/no model|both set one key/);
          if (command[1] !== '--grid') continue;
          for (const { id, rows } of tablesIn(out))
            for (const row of rows)
              expect(
                row.cells.slice(1).every((cell) => cell !== null),
                `${id} of ${row.id}`,
              ).toBe(true);
        }
      }),
      runs(8, 311),
    );
  },
  SLOW,
);

test(
  'the bridge to every cell adds, and each cell is the model that its scenarios make',
  async () => {
    await fc.assert(
      fc.asyncProperty(gridded, async (data) => {
        const files = { [FILE]: yamlOf(data) };
        fc.pre((await play(['check', FILE, '--only', 'balance'], { files })).code === 0);
        const grid = tablesIn((await play(['compare', FILE, '--grid', '--format', 'json'], { files })).out);
        for (const [option, stress, scenario] of [
          ['base', 'two', 'two'],
          ['one', 'base', 'one'],
          ['one', 'two', 'one+two'],
        ] as const) {
          const blocks = tablesIn((await play(['compare', FILE, '--scenario', scenario, '--format', 'json'], { files })).out);
          const row = grid.find(({ id }) => id === 'reserves.closing')?.rows.find(({ id }) => id === option);
          const column = grid.find(({ id }) => id === 'reserves.closing')?.columns.findIndex(({ id }) => id === stress) ?? -1;
          const bridge = blocks.find(({ id }) => id === 'bridge');
          if (bridge === undefined) continue;
          const steps = bridge.rows.filter(({ id }) => id !== 'from' && id !== 'to').map(({ cells }) => pence(cells[1]?.value ?? '0'));
          expect(pence(cellAt(blocks, 'from', 0)) + steps.reduce((sum, step) => sum + step, 0)).toBe(pence(cellAt(blocks, 'to', 0)));
          if (hasSameYears(data, scenario)) expect(row?.cells[column]?.value).toBe(cellAt(blocks, 'to', 0));
        }
      }),
      runs(10, 312),
    );
  },
  SLOW,
);

/** Whether a scenario leaves the calendar as it is: a bridge goes by the last year of the base, a cell by its own. */
function hasSameYears(data: PlainMap, scenario: string): boolean {
  const years = (names: readonly string[]): string => {
    const { calendar } = projectionOf(data, { scenarios: names }).model;
    return `${calendar.first}|${calendar.last}|${calendar.yearStarts}`;
  };
  return years([]) === years(scenario.split('+'));
}

const rented = fc.record({ data: models, base: fc.nat(999_999), option: fc.nat(999_999), percent: fc.integer({ min: 0, max: 2000 }) });

test('each cell is the model with the same values written out by hand', () => {
  fc.assert(
    fc.property(rented, ({ data, base, option, percent }) => {
      const rent = (units: number): PlainMap => put(data, ['overheads', 'rent'], { per_year: decimal(units, 2), vat: undefined });
      const scaled = (units: number): number => Math.floor((units * percent + 500) / 1000);
      const scenarios: PlainMap = {
        moved: { overheads: { rent: { per_year: decimal(option, 2) } } },
        shocked: { overheads: { rent: { per_year: { times: `${decimal(percent, 1)}%` } } } },
      };
      const grid: PlainMap = { ...rent(base), scenarios, options: ['moved'], stresses: ['shocked'] };
      const cells: readonly (readonly [readonly string[], number])[] = [
        [[], base],
        [['moved'], option],
        [['shocked'], scaled(base)],
        [['moved', 'shocked'], scaled(option)],
      ];
      for (const [names, units] of cells) expect(linesOf(projectionOf(grid, { scenarios: [...names] }))).toEqual(linesOf(projectionOf(rent(units))));
    }),
    runs(25, 313),
  );
});

test(
  'a model differs in nothing from itself, and two differ by the same from either end',
  async () => {
    await fc.assert(
      fc.asyncProperty(gridded, async (data) => {
        const files = { [FILE]: yamlOf(data) };
        fc.pre((await play(['check', FILE, '--only', 'balance'], { files })).code === 0);
        const diff = async (...more: string[]): Promise<{ code: number; out: string }> =>
          play(['diff', FILE, ...more, '--format', 'json', '--exit-code'], { files });
        const none = await diff(FILE);
        expect([none.code, JSON.parse(none.out).blocks.length]).toEqual([0, 1]);
        const [there, back] = [
          tablesIn((await diff('--scenario', 'one')).out),
          tablesIn((await diff('--scenario', 'one', '--scenario', 'base')).out),
        ];
        for (const [id, column] of [
          ['bridge', 1],
          ['figures', 3],
          ['schools', 4],
        ] as const) {
          const values = (tables: readonly JsonTable[], sign: number): Record<string, number> =>
            Object.fromEntries(
              (tables.find((each) => each.id === id)?.rows ?? []).flatMap((row) =>
                row.id === 'from' || row.id === 'to' || row.cells[column] == null ? [] : [[row.id, sign * Number(row.cells[column]?.value) + 0]],
              ),
            );
          expect(values(back, -1), id).toEqual(values(there, 1));
        }
      }),
      runs(8, 314),
    );
  },
  SLOW,
);
