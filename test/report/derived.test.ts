import { expect, test } from 'vitest';
import { asking, cellsOf, rootOf } from '../support/explained.js';
import { blocksOf, type JsonCell } from './answers.js';

/* A number that is a figure of no one model says how it was found, and of which figures. */

const BOROUGH = 'examples/borough';

test.each([[['simulate', BOROUGH, '--draws', '50', '--seed', '4']], [['sustainability', BOROUGH]]])(
  '%j: each number leads to explain, or says how it was found',
  async (argv) => {
    const cells = cellsOf(await blocksOf(argv)).filter(({ value }) => value !== undefined);
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter(({ figure, derived }) => (figure === undefined) === (derived === undefined))).toEqual([]);
    expect(cells.filter(({ derived }) => derived?.says.trim() === '')).toEqual([]);
  },
);

test('a percentile is the figure of the draw that it names, to the pound', async () => {
  const blocks = await blocksOf(['simulate', BOROUGH, '--draws', '50', '--seed', '4']);
  const fan = blocks.find((block) => block.id === 'reserves.closing');
  const cell = fan?.kind === 'table' ? fan.rows[0]?.cells[3] : undefined;
  expect(cell?.derived?.says).toMatch(/^5% of the draws are no higher: draw \d+ of seed 4$/);
  const [ref] = cell?.derived?.of ?? [];
  const { amount } = rootOf(await blocksOf(asking(BOROUGH, ref as NonNullable<JsonCell['figure']>)));
  // Draws are worked out without the rounding of each charge to the penny.
  expect(Math.abs(Number(amount?.value) - Number(cell?.value))).toBeLessThan(1);
});
