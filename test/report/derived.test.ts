import { expect, test } from 'vitest';
import { asking, rootOf } from '../support/explained.js';
import { blocksOf, type JsonCell } from './answers.js';

/* A number that is a figure of no one model says how it was found, and of which figures: that each does is held of all pages of chance in test/golden.test.ts. */

const BOROUGH = 'examples/borough';

test('a percentile is the figure of the draw that it names, to the pound', async () => {
  const blocks = await blocksOf(['simulate', BOROUGH, '--draws', '50', '--seed', '4']);
  const fan = blocks.find((block) => block.id === 'reserves.closing');
  const cell = fan?.kind === 'table' ? fan.rows[0]?.cells[3] : undefined;
  expect(cell?.derived?.says).toMatch(/^at least 5% of the draws are no higher: draw \d+ of seed 4$/);
  const [ref] = cell?.derived?.of ?? [];
  const { amount } = rootOf(await blocksOf(asking(BOROUGH, ref as NonNullable<JsonCell['figure']>)));
  // Draws are worked out without the rounding of each charge to the penny.
  expect(Math.abs(Number(amount?.value) - Number(cell?.value))).toBeLessThan(1);
});
