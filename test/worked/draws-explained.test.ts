import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';

/* A percentile and a count of draws, against each draw played by itself. */

const FILES = {
  'model.yaml': `buyin: 1
name: Small
basis: estimate
source: Invented
calendar: { starts: 2026-09, years: 2, year_starts: September }
assumptions:
  price: { value: 100, range: { low: 60, high: 140 } }
schools:
  named:
    oak: { phase: primary, type: academy, pupils: 100 }
    elm: { phase: primary, type: academy, pupils: 200 }
    ash: { phase: secondary, type: academy, pupils: 300 }
tiers: { core: { price: { per_pupil: =price }, joins: 50% } }
overheads: { office: { per_year: 30_000 } }
`,
};
const DRAWS = 24;

const explained = (...more: string[]) =>
  play(['explain', 'model.yaml', ...more, '--seed', '3'], { files: FILES, width: 400 });
const drawn = (...more: string[]) => explained('surplus', '--year', '2027', '--draws', String(DRAWS), ...more);

/** The amount at the root of a working, in pounds. */
const amountOf = ({ out }: { readonly out: string }): number => Number(JSON.parse(out).blocks[0].root.amount.value);

/** The surplus in each of the draws, one after the other. */
async function each(): Promise<readonly number[]> {
  const found: number[] = [];
  for (let draw = 1; draw <= DRAWS; draw++)
    found.push(amountOf(await explained('surplus', '--year', '2027', '--draw', String(draw), '--format', 'json')));
  return found;
}
const all = each();
const rising = async (): Promise<readonly number[]> => [...(await all)].sort((a, b) => a - b);

test('draws differ, and some are below zero: else nothing is shown here', async () => {
  expect(new Set(await all).size).toBeGreaterThan(DRAWS / 2);
  const below = (await all).filter((amount) => amount < 0).length;
  expect([below > 1, below < DRAWS - 1]).toEqual([true, true]);
});

test.each([
  ['5', 2],
  ['50', 12],
  ['51%', 13],
  ['95', 23],
  ['4.16', 1],
])('percentile %s is draw number %i in rising order', async (percentile, rank) => {
  const amount = (await rising())[rank - 1] as number;
  expect(amountOf(await drawn('--percentile', percentile, '--format', 'json'))).toBe(amount);
  const draw = (await all).indexOf(amount) + 1;
  const { out } = await drawn('--percentile', percentile);
  expect(out).toContain(
    `of ${DRAWS} draws are no higher than this: it is number ${rank} of them in rising order, draw ${draw}.`,
  );
  expect(out).toContain(`DRAW ${draw} of seed 3`);
});

test('a percentile is the one of simulate', async () => {
  const { out } = await play(
    ['simulate', 'model.yaml', '--draws', String(DRAWS), '--seed', '3', '--percentiles', '5,50', '--format', 'json'],
    { files: FILES },
  );
  const { rows } = JSON.parse(out).blocks.find(({ id }: { id: string }) => id === 'surplus');
  const cells = rows.find(({ id }: { id: string }) => id === '2027').cells;
  for (const [i, percentile] of ['5', '50'].entries())
    expect(amountOf(await drawn('--percentile', percentile, '--format', 'json'))).toBeCloseTo(
      Number(cells[3 + i].value),
      0,
    );
});

describe('how many draws are below a value', () => {
  test.each([
    ['0', 0, '£0.00'],
    ['-£5_000', -5000, '-£5,000.00'],
    ['12,500', 12_500, '£12,500.00'],
  ])('%s', async (said, value, text) => {
    const below = (await all).map((amount) => amount < value);
    const hits = below.filter(Boolean).length;
    const { out, err, code } = await drawn('--below', said);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`${hits} of ${DRAWS} draws are below ${text}, `);
    expect(out).toContain(`This is the first of them, draw ${below.indexOf(true) + 1}.`);
    expect(amountOf(await drawn('--below', said, '--format', 'json'))).toBe((await all)[below.indexOf(true)]);
  });

  test('none, and the lowest is shown', async () => {
    const [lowest] = await rising();
    const { out } = await drawn('--below', '-1_000_000');
    const draw = (await all).indexOf(lowest as number) + 1;
    expect(out).toContain(`None of ${DRAWS} draws is below -£1,000,000.00. This is the lowest of them, draw ${draw}.`);
  });

  test('a count of members', async () => {
    const { out, err } = await explained('members', '--draws', '10', '--below', '1.5');
    expect(err).toBe('');
    expect(out).toMatch(/of 10 draws (is|are) below 1\.5, /);
  });
});

test.each<[string[], string]>([
  [['surplus', '--percentile', '0'], '--percentile 0 is none: write it as 5, above 0 and below 100'],
  [['surplus', '--percentile', '100'], '--percentile 100 is none'],
  [['surplus', '--below', 'much'], '--below much is no number: write it as 0, -5_000 or 60%'],
  [['surplus', '--below', '0', '--percentile', '5'], '--percentile and --below: name one of them'],
  [['surplus', '--draw', '2', '--percentile', '5'], '--draw and --percentile: name one of them'],
  [['--percentile', '5'], '--percentile is of one figure: name it, as in reserves.closing'],
  [['fee', '--school', 'oak', '--below', '0'], 'fee cannot be drawn many times over'],
  [['surplus', '--percentile', '5', '--draws', '0'], '--draws 0 is no whole number'],
])('%j is refused', async (argv, says) => {
  const { code, err } = await explained(...argv);
  expect(code).toBe(2);
  expect(err).toContain(says);
});
