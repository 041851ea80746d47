import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonBlock, JsonTable } from '../report/answers.js';
import { linesOf } from '../support/lines.js';
import { decimal, FILE, models, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';
import { gridded } from '../support/scenarios.js';
import { sharingByDefault } from '../support/sources.js';

/* Options and stresses of random models: a cell is the model written out by hand, and what lies between two models is the same from either end. Pages of the grid are held in pages.test.ts. */

/** Milliseconds: each case plays several commands whole. */
const SLOW = 600_000;

const tablesIn = (out: string): readonly JsonTable[] =>
  (JSON.parse(out).blocks as readonly JsonBlock[]).filter((each): each is JsonTable => each.kind === 'table');

const rented = fc.record({
  data: models,
  base: fc.nat(999_999),
  option: fc.nat(999_999),
  percent: fc.integer({ min: 0, max: 2000 }),
});

test('each cell is the model with the same values written out by hand', () => {
  fc.assert(
    fc.property(rented, ({ data, base, option, percent }) => {
      const rent = (units: number): PlainMap =>
        put(data, ['overheads', 'rent'], { per_year: decimal(units, 2), vat: undefined });
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
      for (const [names, units] of cells)
        expect(linesOf(projectionOf(grid, { scenarios: [...names] }))).toEqual(linesOf(projectionOf(rent(units))));
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
        const diff = async (...more: string[]): Promise<{ code: number; out: string }> =>
          play(['diff', FILE, ...more, '--format', 'json', '--exit-code'], { files });
        fc.pre((await play(['check', FILE, '--only', 'balance'], { files })).code === 0);
        // Each is read by itself: one model would be itself whatever is read.
        const none = await diff(FILE);
        expect([none.code, JSON.parse(none.out).blocks.length]).toEqual([0, 1]);
        await sharingByDefault(async () => {
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
                  row.id === 'from' || row.id === 'to' || row.cells[column] == null
                    ? []
                    : [[row.id, sign * Number(row.cells[column]?.value) + 0]],
                ),
              );
            expect(values(back, -1), id).toEqual(values(there, 1));
          }
        });
      }),
      runs(8, 314),
    );
  },
  SLOW,
);
